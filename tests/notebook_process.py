"""Other processes that use a notebook: killed while they save, without room, without rights, holding the file.

    python tests/notebook_process.py saving FOLDER TIMES      children that save, each killed by SIGKILL
    python tests/notebook_process.py importing FOLDER TIMES   children that take a file in, each killed
    python tests/notebook_process.py full FOLDER              saves with RLIMIT_FSIZE until there is no room
    python tests/notebook_process.py poor FOLDER              opens it as a user who may not write there
    python tests/notebook_process.py holding FOLDER HOW       holds the file until its input ends
    python tests/notebook_process.py opening FOLDER           opens it when a line comes in

Each prints what happened as JSON. Children are forked, so that 200 of them start in seconds.
"""

import json
import os
import random
import resource
import signal
import sqlite3
import sys
import time
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

from notebook import (
    Note,
    Notebook,
    NotebookError,
    Pressed,
    Session,
    import_planned,
    open_database,
    plan_import,
    to_json,
)
from notebook.database import FILE

WHEN = datetime(2026, 3, 14, tzinfo=UTC)
PRESSED = tuple(Pressed("point", code, "left", "press", 30) for code in ("SP6", "KI3", "BL60", "ST36"))
NOBODY = 65534


def tell(**what) -> None:
    print(json.dumps(what), flush=True)


def killed(child, times: int, wait: float | None = None) -> list[str]:
    """Fork `child(say)` `times` times, kill each a moment after its first word, and return every word that was told.

    The moments are spread over 12 ms (a save takes 2), or `wait` seconds later.
    """
    words: list[str] = []
    for turn in range(times):
        reading, writing = os.pipe()
        process = os.fork()
        if process == 0:
            os.close(reading)
            try:
                child(lambda word: os.write(writing, f"{word}\n".encode()))  # noqa: B023
            finally:
                os._exit(1)
        os.close(writing)
        said = os.read(reading, 65536)
        time.sleep(random.Random(turn).random() * 0.012 if wait is None else wait)
        os.kill(process, signal.SIGKILL)
        _, status = os.waitpid(process, 0)
        assert os.WIFSIGNALED(status) and os.WTERMSIG(status) == signal.SIGKILL, f"it ended by itself: {status}"
        while more := os.read(reading, 65536):
            said += more
        os.close(reading)
        words += said.decode().split("\n")[:-1]  # what has no end was not told
    return words


def saving(folder: Path, times: int) -> None:
    """Words: "id version" of every entry that `add` or `edit` returned."""

    def child(say) -> None:
        notebook = Notebook(open_database(folder=folder))
        while True:
            saved = notebook.add(Session(WHEN, PRESSED, before=5, after=3, note="n" * random.randrange(3000)))
            say(f"{saved.id} 1")
            notebook.edit(replace(saved, pressed=PRESSED[:2], after=2))
            say(f"{saved.id} 2")

    tell(acknowledged=killed(child, times))


def importing(folder: Path, times: int) -> None:
    data = (folder / "import.json").read_bytes()

    def child(say) -> None:
        notebook = Notebook(open_database(folder=folder))
        plan = plan_import(notebook, data)
        say("planned")
        import_planned(notebook, plan)
        say("done")
        time.sleep(10)

    for turn in range(times):
        words = killed(child, 1, wait=turn / times * 0.3)
        database = open_database(folder=folder)
        tell(there=Notebook(database).list().total, done="done" in words)
        database.close()


def full(folder: Path) -> None:
    database = open_database(folder=folder)
    notebook = Notebook(database)
    notebook.add(Note(WHEN, "point", "SP6", "before"))
    data = to_json(notebook).replace(notebook.list().entries[0].id.encode(), b"f" * 32).replace(b"before", b"another")
    large = max(path.stat().st_size for path in folder.iterdir() if path.is_file())
    _, most = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (large + 200_000, most))
    saved, said = [], ""
    for number in range(1000):
        try:
            saved.append(notebook.add(Note(WHEN, "point", "SP6", f"{number} " * 3000)).id)
        except NotebookError as error:
            said = f"{type(error).__name__}: {error}"
            break
    readable = notebook.list().total
    resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, most))  # no room for a copy either
    try:
        import_planned(notebook, plan_import(notebook, data))
        copied = "taken in"
    except NotebookError as error:
        copied = type(error).__name__
    resource.setrlimit(resource.RLIMIT_FSIZE, (most, most))
    saved.append(notebook.add(Note(WHEN, "point", "SP6", "room again")).id)
    tell(saved=saved, said=said, readable=readable, copied=copied, there=notebook.list().total)


def poor(folder: Path) -> None:
    if os.geteuid() == 0:
        os.setgid(NOBODY)
        os.setuid(NOBODY)
    try:
        Notebook(open_database(folder=folder)).add(Session(WHEN, PRESSED))
        tell(error="", said="it could be written")
    except NotebookError as error:
        tell(error=type(error).__name__, said=str(error))


def holding(folder: Path, how: str) -> None:
    """`how`: "writing" holds the right to write, "alone" keeps even readers out."""
    connection = sqlite3.connect(folder / FILE, isolation_level=None)
    if how == "alone":
        connection.execute("PRAGMA locking_mode = EXCLUSIVE")
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("UPDATE alembic_version SET version_num = version_num")
    tell(holding=True)
    sys.stdin.read()
    connection.execute("ROLLBACK")


def opening(folder: Path) -> None:
    tell(ready=True)
    sys.stdin.readline()
    database = open_database(folder=folder)
    saved = Notebook(database).add(Session(WHEN, PRESSED))
    tell(saved=saved.id)


if __name__ == "__main__":
    what, where, *more = sys.argv[1:]
    deeds = {deed.__name__: deed for deed in (saving, importing, full, poor, holding, opening)}
    deeds[what](Path(where), *(int(word) if word.isdigit() else word for word in more))
