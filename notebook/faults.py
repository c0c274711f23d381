"""What a database says when something is wrong, turned into our own errors with a plain sentence."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy.exc import DBAPIError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from notebook.errors import Damaged, DiskFull, Locked, NotebookError, ReadOnly, Unreachable

FULL = "There is no room left on the disk, so this was not saved. Everything saved before is still there. Make room, then save again."  # noqa: E501
GONE = "The notebook's database does not answer, so nothing was changed. Try again in a moment."


def damaged(path: Path) -> Damaged:
    return Damaged(
        f"The notebook file {path} is damaged and cannot be read. It will not be changed. You can keep it aside and "
        "start a fresh notebook; the folder “backups” beside it holds earlier copies.",
        path,
    )


def read_only(path: Path) -> ReadOnly:
    return ReadOnly(
        f"The notebook cannot write to {path.parent if path.suffix else path}. Allow writing there, or set "
        "CUN_ATLAS_NOTEBOOK_FOLDER to a folder of yours, and start again."
    )


def of_sqlite(error: sqlite3.Error, path: Path) -> NotebookError | None:
    """Our error for one of SQLite's; None when it is a mistake of ours."""
    name = getattr(error, "sqlite_errorname", "") or ""
    if name.startswith(("SQLITE_BUSY", "SQLITE_LOCKED")):
        return Locked("Another program is using the notebook file and does not let go, so nothing was changed. "
                      "Close that program, or wait, and try again.")  # fmt: skip
    if name.startswith(("SQLITE_CORRUPT", "SQLITE_NOTADB")) or "file is not a database" in str(error):
        return damaged(path)
    if name == "SQLITE_FULL" or name.startswith(("SQLITE_IOERR_WRITE", "SQLITE_IOERR_TRUNCATE", "SQLITE_IOERR_SHM",
                                                 "SQLITE_IOERR_FSYNC")):  # fmt: skip
        return DiskFull(FULL)
    if name.startswith(("SQLITE_READONLY", "SQLITE_CANTOPEN", "SQLITE_PERM")):
        return read_only(path)
    if name.startswith("SQLITE_IOERR"):
        return damaged(path)
    return None


def of_postgres(error: DBAPIError) -> NotebookError | None:
    state = getattr(error.orig, "sqlstate", None) or ""
    if state == "53100":
        return DiskFull(FULL)
    if state in ("55P03", "40P01", "40001", "57014"):
        return Locked("The notebook is busy with another change, so nothing was changed. Try again.")
    if state == "25006":
        return ReadOnly("The notebook's database allows reading only. Ask the person who runs this site.")
    if (
        error.connection_invalidated
        or state[:2] in ("08", "57", "53", "28")
        or (not state and type(error.orig).__name__ in ("OperationalError", "InterfaceError"))
    ):
        return Unreachable(GONE)
    return None


@contextmanager
def told(path: Path | None) -> Iterator[None]:
    """Errors of the database leave this block as errors of the notebook. `path`: the SQLite file, if it is one."""
    try:
        yield
    except DBAPIError as error:
        ours = of_sqlite(error.orig, path) if path and isinstance(error.orig, sqlite3.Error) else of_postgres(error)
        if ours is None:
            raise
        raise ours from error
    except NoFreeConnection as error:
        raise Unreachable(GONE) from error
    except sqlite3.Error as error:
        ours = of_sqlite(error, path) if path else None
        if ours is None:
            raise
        raise ours from error
