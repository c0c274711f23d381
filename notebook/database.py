"""Where the notebook is: a file in the user's own folder, or a PostgreSQL server; opened, checked and up to date.

database = open_database()        # once in a process; raises a NotebookError that says what is wrong
"""

from __future__ import annotations

import os
import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from sqlalchemy import URL, Connection, Engine, create_engine, delete, event, select, text
from sqlalchemy.engine import make_url
from sqlalchemy.exc import ArgumentError

from notebook import backup, schema
from notebook.errors import Damaged, DiskFull, NewerSchema, NotebookError, ReadOnly
from notebook.faults import FULL, damaged, read_only, told
from notebook.models import HEAD, KNOWN, TABLES

FILE = "notebook.sqlite"
URL_NAME, FOLDER_NAME = "CUN_ATLAS_DATABASE_URL", "CUN_ATLAS_NOTEBOOK_FOLDER"  # environment
WAIT_SECONDS = 5.0  # for another program that writes
UNDO_DAYS = 30  # what was deleted can be brought back so long
MIGRATION_LOCK = 0x63756E  # any number; app copies that start together wait for each other
NEWER = ("This notebook was written by a newer version of the atlas (its tables are version {}), so it was left "
         "untouched. Update the atlas to open it.")  # fmt: skip


@dataclass(frozen=True)
class Database:
    """An open notebook. `path` is its file, None on a server. `backups` is the folder of dated copies."""

    engine: Engine
    path: Path | None
    backups: Path

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        with told(self.path), self.engine.connect() as connection, connection.begin():
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """One transaction: all of it is kept, or nothing."""
        with told(self.path), self.engine.connect() as connection:
            connection.execution_options(writes=True)
            with connection.begin():
                yield connection

    def close(self) -> None:
        self.engine.dispose()


def default_folder() -> Path:
    from platformdirs import user_data_path

    return Path(os.environ.get(FOLDER_NAME) or user_data_path("cun-atlas", appauthor=False))


def open_database(url: str | None = None, folder: Path | None = None, wait_seconds: float = WAIT_SECONDS) -> Database:
    """The notebook at `url`, or the file in `folder`; without both, what the environment says, or the user's folder.

    Makes it when there is none, brings an older one up to date (after a copy), and refuses a newer or damaged one.
    """
    if url is None and folder is None:
        url = os.environ.get(URL_NAME) or None
    folder = folder or default_folder()
    database = open_server(url, folder, wait_seconds) if url else open_file(folder / FILE, wait_seconds)
    try:
        forget_deleted(database)
    except (DiskFull, ReadOnly):
        database.close()
        raise
    return database


def open_file(path: Path, wait_seconds: float = WAIT_SECONDS) -> Database:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        if not path.exists():
            os.close(os.open(path, os.O_CREAT | os.O_RDWR, 0o600))
    except OSError as error:
        raise (DiskFull(FULL) if error.errno in (27, 28, 122) else read_only(path)) from error
    look_at(path, wait_seconds)
    engine = create_engine(URL.create("sqlite", database=str(path)))
    event.listen(engine, "connect", lambda connection, _record: set_up(connection, wait_seconds))
    event.listen(engine, "begin", begin)
    database = Database(engine, path, path.parent / "backups")
    try:
        keep_a_log(path, wait_seconds)
        with database.writing() as connection:  # also finds out whether the file can be written
            version = schema.version_of(connection)
            if version != HEAD:
                if version is not None:
                    backup.copy_file(path, database.backups, f"before-update-from-{version}")
                schema.upgrade(connection)
    except BaseException:
        database.close()
        raise
    return database


def look_at(path: Path, wait_seconds: float) -> None:
    """Raises Damaged or NewerSchema; opens the file for reading only, so that it stays as it is."""
    if path.stat().st_size == 0:
        return
    with told(path), closing(backup.read_only(path, wait_seconds)) as connection:
        if connection.execute("PRAGMA quick_check(1)").fetchone()[0] != "ok":
            raise damaged(path)
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
        if tables and "alembic_version" not in tables:
            raise Damaged(f"{path} is a database of another program, not a notebook. It will not be changed.", path)
        versions = connection.execute("SELECT version_num FROM alembic_version").fetchall() if tables else []
    for (version,) in versions:
        if version not in KNOWN:
            raise NewerSchema(NEWER.format(version))


def keep_a_log(path: Path, wait_seconds: float) -> None:
    """Write-ahead logging: readers and a writer do not stop each other. It stays on with the file."""
    until = time.monotonic() + wait_seconds
    with told(path), closing(sqlite3.connect(path, timeout=wait_seconds)) as connection:
        while True:
            try:
                connection.execute("PRAGMA journal_mode = WAL")
                return
            except sqlite3.OperationalError as error:  # two programs that start together; here SQLite does not wait
                if not error.sqlite_errorname.startswith("SQLITE_BUSY") or time.monotonic() > until:
                    raise
                time.sleep(0.02)


def set_up(connection: sqlite3.Connection, wait_seconds: float) -> None:
    connection.isolation_level = None  # BEGIN is ours, see `begin`
    for pragma in (
        f"busy_timeout = {int(wait_seconds * 1000)}",
        "synchronous = FULL",  # an acknowledged entry survives a power cut
        "foreign_keys = ON",
        "secure_delete = ON",  # what is deleted is overwritten
        "trusted_schema = OFF",
        "cell_size_check = ON",
    ):
        connection.execute(f"PRAGMA {pragma}")


def begin(connection: Connection) -> None:
    """A writer takes its turn at the beginning, so that it cannot fail half-way for another writer."""
    connection.exec_driver_sql("BEGIN IMMEDIATE" if connection.get_execution_options().get("writes") else "BEGIN")


def open_server(address: str, folder: Path, wait_seconds: float = WAIT_SECONDS) -> Database:
    """A PostgreSQL database. `folder` is for the copy made before its tables are changed, and old copies go from it."""
    try:
        url = make_url(address.replace("postgres://", "postgresql://", 1))
    except ArgumentError:
        url = None
    if url is None or url.get_backend_name() != "postgresql":
        raise NotebookError(f"{URL_NAME} must look like postgresql://name:password@host/database.")
    url = url.set(drivername="postgresql+psycopg")
    try:
        engine = create_engine(url, pool_pre_ping=True, pool_size=10, max_overflow=20, pool_timeout=wait_seconds,
                               connect_args={"connect_timeout": max(2, int(wait_seconds))})  # fmt: skip
    except ModuleNotFoundError:
        raise NotebookError(
            f"{URL_NAME} is set, but the PostgreSQL driver is missing: pip install 'cun-atlas[postgres]'."
        ) from None
    event.listen(engine, "connect", lambda connection, _record: be_patient(connection, wait_seconds))
    database = Database(engine, None, folder / "backups")
    try:
        with database.writing() as connection:
            connection.execute(text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MIGRATION_LOCK})
            version = schema.version_of(connection)
            if version is not None and version not in KNOWN:
                raise NewerSchema(NEWER.format(version))
            if version != HEAD:
                if version is not None:
                    backup.copy_server(url, database.backups, f"before-update-from-{version}")
                schema.upgrade(connection)
        backup.forget_dumps(database.backups)
    except BaseException:
        database.close()
        raise
    return database


def be_patient(connection, wait_seconds: float) -> None:
    """A psycopg connection that waits as long for a lock as SQLite does."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET lock_timeout = {int(wait_seconds * 1000)}")
    connection.commit()


def forget_deleted(database: Database) -> None:
    """What was deleted more than UNDO_DAYS ago goes for good, for everyone."""
    limit = datetime.now(UTC) - timedelta(days=UNDO_DAYS)
    tables = dict.fromkeys(TABLES.values())
    with database.reading() as connection:
        some = {table: select(table.c.number).where(table.c.deleted < limit).limit(1) for table in tables}
        old = [table for table, one in some.items() if connection.execute(one).first()]
    if old:
        with database.writing() as connection:
            for table in old:
                connection.execute(delete(table).where(table.c.deleted < limit))
