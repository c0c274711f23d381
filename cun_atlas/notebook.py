"""The notebook at the command line: `python -m notebook where | check | copy | copies | restore FILE | export FILE`."""

import argparse
import sys
from pathlib import Path

from notebook import backup
from notebook.database import FILE, default_folder, open_database
from notebook.errors import NotebookError


def main(arguments: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m notebook", description=__doc__)
    parser.add_argument("what", choices=("where", "check", "copy", "copies", "restore", "export"))
    parser.add_argument("file", nargs="?", type=Path, help="of restore and export")
    chosen = parser.parse_args(arguments)
    if chosen.what in ("restore", "export") and chosen.file is None:
        parser.error(f"{chosen.what} needs a FILE")
    path = default_folder() / FILE
    try:
        for line in answer(chosen.what, path, chosen.file):
            print(line)
    except NotebookError as error:
        print(error, file=sys.stderr)
        return 1
    return 0


def answer(what: str, path: Path, file: Path | None):
    if what == "where":
        yield path
    elif what == "copies":
        yield from backup.copies(path.parent / "backups") or ["No copies yet."]
    elif what == "restore" and file is not None:
        before = backup.restore(file, path)
        yield f"The notebook is now what {file} holds."
        if before:
            yield f"What it was before is in {before}."
    else:
        database = open_database()
        try:
            if what == "copy" and database.path is not None:
                yield backup.copy_file(database.path, database.backups, "by-hand")
            elif what == "export" and file is not None:
                from notebook.exporting import to_json
                from notebook.store import Notebook

                file.write_bytes(to_json(Notebook(database)))
                yield f"Everything is in {file}."
            else:
                yield "The notebook is sound."
        finally:
            database.close()
