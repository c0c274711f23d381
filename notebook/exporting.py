"""Everything out, as JSON (complete) or CSV (for a spreadsheet); and copies kept before an import."""

from __future__ import annotations

import csv
import gzip
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from notebook import backup
from notebook.errors import NotThere
from notebook.file_format import FORMAT, VERSION, to_plain
from notebook.mine import Mine
from notebook.models import TABLES, entry, kept_copy
from notebook.record import records
from notebook.store import Notebook
from notebook.values import KINDS, Note, Record, Session, TenderSpot

COPIES_ON_A_SERVER = 3  # of each person
COLUMNS: tuple[str, ...] = (
    "kind", "day", "time", "zone", "complaint", "routine", "score before", "score after", "layer", "code", "side",
    "technique", "seconds", "view", "across", "up", "mm", "note", "entry",
)  # fmt: skip
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet would calculate a cell that begins so


def everything(notebook: Notebook) -> list[Record]:
    """All records that are not deleted; entries by time."""
    return notebook.read(lambda connection, mine: list(all_records(connection, mine)))


def all_records(connection: Connection, mine: Mine) -> Iterator[Record]:
    for kind, table in (("", entry), *((kind, table) for kind, table in TABLES.items() if table is not entry)):
        order = (entry.c.moment, entry.c.number) if table is entry else (table.c.number,)
        rows = mine.rows(table).where(table.c.deleted.is_(None)).order_by(*order)
        yield from records(connection, mine, rows, kind)


def written(found: Iterable[Record]) -> bytes:
    """The JSON file, one record a line."""
    head = {"format": FORMAT, "version": VERSION, "exported": datetime.now(UTC).isoformat(timespec="seconds")}
    lines = ",\n".join(json.dumps(to_plain(record), ensure_ascii=False, separators=(",", ":")) for record in found)
    return f'{json.dumps(head)[:-1]}, "records": [\n{lines}\n]}}\n'.encode()


def to_json(notebook: Notebook) -> bytes:
    return written(everything(notebook))


def safe(cell: Any) -> Any:
    """Text that a spreadsheet shows and does not calculate."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(FORMULA) else "" if cell is None else cell


def lines_of(record: Record) -> Iterator[dict[str, Any]]:
    """The CSV lines of an entry: one for each thing pressed or near; scores and note stand on the first only."""
    if not isinstance(record, Session | TenderSpot | Note):
        return
    kind = next(name for name, values in KINDS.items() if type(record) is values)
    both = {"kind": kind.replace("_", " "), "day": record.when.date().isoformat(),
            "time": record.when.strftime("%H:%M:%S" if record.when.second else "%H:%M"),
            "zone": f"UTC{record.when.isoformat()[19:]}", "entry": record.id}  # fmt: skip
    if isinstance(record, Note):
        yield {**both, "layer": record.layer, "code": record.code, "note": record.text}
        return
    if isinstance(record, Session):
        first = {"complaint": record.complaint, "routine": record.routine, "score before": record.before,
                 "score after": record.after, "note": record.note}  # fmt: skip
        parts = [{"layer": it.layer, "code": it.code, "side": it.side, "technique": it.technique,
                  "seconds": it.seconds or None} for it in record.pressed]  # fmt: skip
    else:
        first = {"score before": record.score, "view": record.view, "side": record.side, "across": record.x,
                 "up": record.y, "note": record.note}  # fmt: skip
        parts = [{"layer": it.layer, "code": it.code, "mm": it.mm} for it in record.near]
    for number, it in enumerate(parts or [{}]):
        yield {**both, **it, **(first if number == 0 else {})}


def to_csv(notebook: Notebook) -> bytes:
    """Sessions, tender spots and notes, with the mark at the beginning by which spreadsheets know UTF-8."""
    page = io.StringIO()
    writer = csv.DictWriter(page, COLUMNS, restval="")
    writer.writeheader()
    for record in everything(notebook):
        for line in lines_of(record):
            writer.writerow({name: safe(cell) for name, cell in line.items()})
    return page.getvalue().encode("utf-8-sig")


@dataclass(frozen=True)
class Copy:
    """A dated copy: a file, or on a server a row with `number`."""

    made: datetime
    why: str
    path: Path | None = None
    number: int | None = None


def keep_copy(notebook: Notebook, connection: Connection, mine: Mine, why: str) -> Path | None:
    """Before an import: the whole file, or on a server this person's records in the same transaction."""
    database = notebook.database
    if database.path is not None:
        return backup.copy_file(database.path, database.backups, why)
    packed = gzip.compress(written(all_records(connection, mine)), 6)
    mine.put(connection, kept_copy, [{"made": datetime.now(UTC), "why": why, "packed": packed}])
    kept = mine.rows(kept_copy, kept_copy.c.number).order_by(kept_copy.c.number.desc()).limit(COPIES_ON_A_SERVER)
    numbers = connection.execute(kept).scalars().all()
    connection.execute(mine.remove(kept_copy).where(kept_copy.c.number.not_in(numbers)))
    return None


def copies(notebook: Notebook) -> tuple[Copy, ...]:
    """Newest first."""
    database = notebook.database
    if database.path is not None:
        return tuple(
            Copy(datetime.fromtimestamp(path.stat().st_mtime).astimezone(), path.stem.split("-", 5)[-1], path)
            for path in backup.copies(database.backups)
        )
    rows = lambda connection, mine: connection.execute(  # noqa: E731
        mine.rows(kept_copy, kept_copy.c.made, kept_copy.c.why, kept_copy.c.number).order_by(kept_copy.c.number.desc())
    ).all()
    return tuple(Copy(made, why, number=number) for made, why, number in notebook.read(rows))


def unpacked(notebook: Notebook, copy: Copy) -> bytes:
    """The JSON file of a copy on a server. Raises NotThere."""
    one = lambda connection, mine: connection.execute(  # noqa: E731
        mine.rows(kept_copy, kept_copy.c.packed).where(kept_copy.c.number == copy.number)
    ).scalar()
    packed = notebook.read(one)
    if packed is None:
        raise NotThere("There is no such copy.")
    return gzip.decompress(packed)
