"""Dated copies of the notebook, made before every migration and every import, and how to go back to one.

python -m notebook copies                 what there is
python -m notebook restore FILE           go back to it; the present state is copied first
"""

from __future__ import annotations

import logging
import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from datetime import datetime, timedelta
from pathlib import Path
from urllib.parse import quote

from sqlalchemy import URL

from notebook.errors import BadFile, NotebookError
from notebook.faults import told

KEPT = 10  # copies of one kind; older ones go
DUMPS_KEPT, DUMP_DAYS = 3, 30  # of a server's dumps, each of which holds everybody's rows
STAMP = "%Y-%m-%d-%H%M%S"
NO_PG_DUMP = ("The notebook's database must be brought up to date, and a copy is made first, but this computer has no "
              "pg_dump to make it with. Install PostgreSQL's client programs (Debian: postgresql-client).")  # fmt: skip
NO_COPY = ("No copy of the notebook's database could be made, so it was left as it is. The log of the atlas says why. "
           "Ask the person who runs this site.")  # fmt: skip


def free_name(folder: Path, stem: str, suffix: str) -> Path:
    """`folder/stem.suffix`, or with -2, -3 … when there is one already."""
    names = (folder / f"{stem}{'' if number == 1 else f'-{number}'}{suffix}" for number in range(1, 10_000))
    return next(name for name in names if not name.exists())


def read_only(path: Path, wait_seconds: float = 5) -> sqlite3.Connection:
    return sqlite3.connect(f"file:{quote(str(path))}?mode=ro", uri=True, timeout=wait_seconds)


def copy_file(path: Path, folder: Path, why: str, now: datetime | None = None) -> Path:
    """A sound copy of the SQLite file, even while it is in use. Raises a NotebookError when there is no room."""
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = free_name(folder, f"{path.stem}-{(now or datetime.now()).strftime(STAMP)}-{why}", ".sqlite")
    unfinished = name.with_suffix(".unfinished")
    try:
        with told(path), closing(read_only(path)) as source, closing(sqlite3.connect(unfinished)) as target:
            os.chmod(unfinished, 0o600)
            source.backup(target)
            target.execute("PRAGMA journal_mode = DELETE")  # one file, nothing beside it
        os.replace(unfinished, name)
    finally:
        unfinished.unlink(missing_ok=True)
    forget_old(folder, why)
    return name


def copies(folder: Path) -> list[Path]:
    """The copies in a folder, newest first."""
    return sorted(folder.glob("notebook-*.sqlite"), key=lambda path: path.name, reverse=True) if folder.exists() else []


def forget_old(folder: Path, why: str) -> None:
    for path in [path for path in copies(folder) if why in path.stem][KEPT:]:
        path.unlink()


def copy_server(url: URL, folder: Path, why: str) -> Path:
    """A dump of a PostgreSQL database by pg_dump; `pg_restore --clean --dbname … FILE` goes back to it."""
    program = shutil.which("pg_dump")
    if program is None:
        raise NotebookError(NO_PG_DUMP)
    folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    name = free_name(folder, f"notebook-{datetime.now().strftime(STAMP)}-{why}", ".dump")
    address, password = without_password(url)
    environment = {**os.environ, **({"PGPASSWORD": password} if password else {})}
    done = subprocess.run([program, "--format=custom", f"--file={name}", f"--dbname={address}"],
                          env=environment, capture_output=True, text=True)  # fmt: skip
    if done.returncode != 0:
        name.unlink(missing_ok=True)
        logging.getLogger(__name__).error("pg_dump: %s", done.stderr.strip())  # it names host and user
        raise NotebookError(NO_COPY)
    os.chmod(name, 0o600)
    forget_dumps(folder)
    return name


def without_password(url: URL) -> tuple[str, str]:
    """An address that everybody on the machine may read in a list of programs, and the password that it had."""
    query = {name: value for name, value in url.query.items() if name != "password"}
    password = url.password or url.query.get("password") or ""
    plain = URL.create("postgresql", url.username, None, url.host, url.port, url.database, query)
    return plain.render_as_string(hide_password=False), str(password)


def dumps(folder: Path) -> list[Path]:
    """A server's dumps in a folder, newest first."""
    return sorted(folder.glob("notebook-*.dump"), key=lambda path: path.name, reverse=True) if folder.exists() else []


def forget_dumps(folder: Path, now: datetime | None = None) -> None:
    """The newest three stay, for thirty days."""
    limit = ((now or datetime.now()) - timedelta(days=DUMP_DAYS)).timestamp()
    for number, path in enumerate(dumps(folder)):
        if number >= DUMPS_KEPT or path.stat().st_mtime < limit:
            path.unlink(missing_ok=True)


def set_aside(path: Path, now: datetime | None = None) -> Path:
    """Rename a damaged file (and what SQLite keeps beside it); the next `open_database` makes a fresh one."""
    kept = free_name(path.parent, f"{path.stem}-damaged-{(now or datetime.now()).strftime(STAMP)}", path.suffix)
    for beside in ("", "-wal", "-shm"):
        part = path.with_name(path.name + beside)
        if part.exists():
            part.rename(kept.with_name(kept.name + beside))
    return kept


def restore(copy: Path, path: Path) -> Path | None:
    """Put a copy in the place of the notebook file; returns the copy of what was there before, if it was sound.

    The file may be in use: other programs see the old or the new state, never a mixture.
    """
    try:
        with closing(read_only(copy)) as source:
            sound = source.execute("PRAGMA integrity_check(1)").fetchone()[0] == "ok"
            ours = source.execute("SELECT count(*) FROM sqlite_master WHERE name IN ('person', 'entry')").fetchone()[0]
    except sqlite3.Error as error:
        raise BadFile(f"{copy} cannot be read as a copy of a notebook ({error}).") from None
    if not sound or ours != 2:
        raise BadFile(f"{copy} is not a sound copy of a notebook; choose another one.")
    before = None
    if path.exists() and path.stat().st_size:
        try:
            before = copy_file(path, path.parent / "backups", "before-restore")
        except NotebookError:
            set_aside(path)
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with told(path), closing(read_only(copy)) as source, closing(sqlite3.connect(path, timeout=5)) as target:
        source.backup(target)
        target.execute("PRAGMA journal_mode = WAL")
    os.chmod(path, 0o600)
    return before
