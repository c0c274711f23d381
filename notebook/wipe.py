"""Delete everything of one person for good: rows, rows that could be brought back, and what dated copies hold."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterable
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path

from sqlalchemy import func

from notebook import backup, mine
from notebook.database import Database
from notebook.faults import told
from notebook.models import TABLES


@dataclass(frozen=True)
class Removed:
    """How many records went, how many copies were deleted or cleaned, and files that could not be cleaned."""

    records: int
    copies: int
    left: tuple[Path, ...]


def delete_everything(database: Database, owner: str) -> Removed:
    """Afterwards the person's words are in no row, in no free page, and in no copy that the atlas itself made."""
    with database.writing() as connection:
        person = mine.find(connection, owner)
        tables = dict.fromkeys(TABLES.values())
        records = sum(connection.execute(person.rows(table, func.count())).scalar() or 0 for table in tables)
        mine.forget(connection, person)
    if database.path is None:
        with told(None), database.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
            connection.exec_driver_sql("VACUUM " + ", ".join(f'"{table.name}"' for table in [*tables, mine.person]))
        gone, left = 0, []
        for path in backup.dumps(database.backups):  # one person cannot be taken out of a dump
            try:
                path.unlink(missing_ok=True)
                gone += 1
            except OSError:
                left.append(path)
        return Removed(records, gone, tuple(left))
    database.engine.dispose()  # our own idle connections would keep the log
    alone = squeeze(database.path)
    cleaned, left = 0, []
    for path in (*backup.copies(database.backups), *others(database.path)):
        try:
            people = without(path, owner)
        except sqlite3.Error:  # damaged: it cannot be cleaned, and goes only if nobody else's words can be in it
            people = None
        if people == 0 or (people is None and alone):
            for beside in ("", "-wal", "-shm"):
                path.with_name(path.name + beside).unlink(missing_ok=True)
        elif people is None:
            left.append(path)
            continue
        cleaned += 1
    return Removed(records, cleaned, tuple(left))


def others(path: Path) -> Iterable[Path]:
    """Damaged files that were kept aside, and copies that were not finished."""
    yield from path.parent.glob(f"{path.stem}-damaged-*{path.suffix}")
    yield from (path.parent / "backups").glob("*.unfinished")


def squeeze(path: Path) -> bool:
    """Write the file anew without its free pages and empty its log. Is nobody left in it?"""
    with told(path), closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("VACUUM")
        for _ in range(50):  # another tab may be reading
            if connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0] == 0:
                break
            time.sleep(0.1)
        return connection.execute("SELECT count(*) FROM person").fetchone()[0] == 0


def without(path: Path, owner: str) -> int:
    """Take a person out of a copy, whatever its version. How many people are left in it?"""
    with closing(sqlite3.connect(path, timeout=5, isolation_level=None)) as connection:
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA secure_delete = ON")
        connection.execute("DELETE FROM person WHERE owner = ?", (owner,))
        connection.execute("VACUUM")
        return connection.execute("SELECT count(*) FROM person").fetchone()[0]
