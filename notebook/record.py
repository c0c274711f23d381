"""One record inside a transaction: find it, save it, change it, delete it, restore it; and rows into records."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any, TypeVar

from sqlalchemy import Connection, Select

from notebook.errors import NotThere, StaleEntry
from notebook.mine import Mine
from notebook.models import TABLES, entry, part
from notebook.rows import to_record, to_row
from notebook.values import Favourite, MyPlace, Record, content, kind_of

CHUNK = 500  # numbers in one list of a statement
R = TypeVar("R", bound=Record)


def utc_now() -> datetime:
    return datetime.now(UTC)


def records(connection: Connection, mine: Mine, rows: Select, kind: str = "") -> Iterator[Any]:
    """The records of rows; the parts of entries come with one more statement for every 500."""
    found = connection.execute(rows).mappings().all()
    for start in range(0, len(found), CHUNK):
        chunk = found[start : start + CHUNK]
        parts: dict[int, list[Any]] = defaultdict(list)
        numbers = [row["number"] for row in chunk if row.get("parts")]
        if numbers:
            of_these = mine.rows(part).where(part.c.entry_number.in_(numbers))
            for it in connection.execute(of_these.order_by(part.c.entry_number, part.c.place)).mappings():
                parts[it["entry_number"]].append(it)
        for row in chunk:
            yield to_record(row.get("kind") or kind, row, parts.get(row["number"], ()))


def one(connection: Connection, mine: Mine, kind: str, id: str, deleted: bool = False) -> Any:
    """The record, or None; `deleted`: also when it was put away."""
    table = TABLES[kind]
    wanted = mine.rows(table).where(table.c.id == id)
    if table is entry:
        wanted = wanted.where(entry.c.kind == kind)
    if not deleted:
        wanted = wanted.where(table.c.deleted.is_(None))
    return next(records(connection, mine, wanted, kind), None)


def is_deleted(connection: Connection, mine: Mine, record: Record) -> bool:
    table = TABLES[kind_of(record)]
    return connection.execute(mine.rows(table, table.c.deleted).where(table.c.id == record.id)).scalar() is not None


def thing_of(record: Record) -> dict[str, str]:
    """What there is only one of: my place for this point, this favourite; empty for anything else."""
    if isinstance(record, MyPlace):
        return {"code": record.code, "view": record.view, "side": record.side}
    return {"layer": record.layer, "code": record.code} if isinstance(record, Favourite) else {}


def same_thing(connection: Connection, mine: Mine, record: Record) -> Any:
    """The stored record of the same thing, or None."""
    thing, table = thing_of(record), TABLES[kind_of(record)]
    if not thing:
        return None
    wanted = mine.rows(table).where(table.c.deleted.is_(None), *(table.c[name] == is_ for name, is_ in thing.items()))
    return next(records(connection, mine, wanted, kind_of(record)), None)


def add(connection: Connection, mine: Mine, record: R) -> R:
    """A new record with an id; one that is there already stays, and of one thing there is one record."""
    there = one(connection, mine, kind_of(record), record.id, deleted=True)
    if there is not None:
        if is_deleted(connection, mine, record):
            raise StaleEntry(None)
        return there
    there = same_thing(connection, mine, record)
    if there is None:
        return insert(connection, mine, record)
    if content(there) == content(record):
        return there
    return update(connection, mine, replace(record, id=there.id, version=there.version))


def insert(connection: Connection, mine: Mine, record: R) -> R:
    row, parts = to_row(record)
    saved = replace(record, version=1, changed=utc_now())
    table = TABLES[kind_of(record)]
    number = mine.put_one(connection, table, {**row, "id": saved.id, "version": 1, "changed": saved.changed})
    mine.put(connection, part, ({**it, "entry_number": number} for it in parts))
    return saved


def update(connection: Connection, mine: Mine, record: R) -> R:
    """Over the version that was opened. Raises StaleEntry when it is no longer that."""
    kind, table = kind_of(record), TABLES[kind_of(record)]
    row, parts = to_row(record)
    saved = replace(record, version=record.version + 1, changed=utc_now())
    here = [table.c.id == record.id, table.c.version == record.version, table.c.deleted.is_(None)]
    here += [entry.c.kind == kind] if table is entry else []
    done = connection.execute(
        mine.change(table).where(*here).values(**row, version=saved.version, changed=saved.changed)
    )
    if done.rowcount == 0:
        now = one(connection, mine, kind, record.id)
        if now is not None and now.version == saved.version and content(now) == content(saved):
            return now  # saved before the connection broke
        raise StaleEntry(now)
    if table is entry:
        put_parts(connection, mine, record.id, parts)
    return saved


def put_parts(connection: Connection, mine: Mine, id: str, parts: list[dict[str, Any]]) -> None:
    """The parts of an entry, in the place of those it had."""
    number = connection.execute(mine.rows(entry, entry.c.number).where(entry.c.id == id)).scalar_one()
    connection.execute(mine.remove(part).where(part.c.entry_number == number))
    mine.put(connection, part, ({**it, "entry_number": number} for it in parts))


def delete(connection: Connection, mine: Mine, record: Record) -> None:
    """Deleted, for now. Raises StaleEntry when it was changed since it was opened."""
    table, now = TABLES[kind_of(record)], utc_now()
    here = [table.c.id == record.id, table.c.version == record.version, table.c.deleted.is_(None)]
    done = connection.execute(mine.change(table).where(*here).values(deleted=now, changed=now))
    if done.rowcount == 0 and (there := one(connection, mine, kind_of(record), record.id)) is not None:
        raise StaleEntry(there)


def restore(connection: Connection, mine: Mine, record: R) -> R:
    """A record that was put away. Raises NotThere when it is gone for good."""
    kind, table = kind_of(record), TABLES[kind_of(record)]
    found = one(connection, mine, kind, record.id, deleted=True)
    if found is None:
        raise NotThere("This entry is gone for good.")
    if not is_deleted(connection, mine, record):
        return found
    newer = same_thing(connection, mine, found)
    if newer is not None:
        delete(connection, mine, newer)
    change = mine.change(table).where(table.c.id == record.id)
    connection.execute(change.values(deleted=None, version=table.c.version + 1, changed=utc_now()))
    return one(connection, mine, kind, record.id)
