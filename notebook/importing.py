"""A notebook file taken in: first it is told what will happen, then all of it happens, or nothing.

A record is the same when its id is; then the one changed later stays. My place for a point and a favourite are also the
same when they speak of the same point, and an entry when it says the same of the same moment. Nothing is ever doubled,
so a file may be taken in again.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, tzinfo
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Table, func

from notebook import table_file
from notebook.errors import BadEntry, BadFile
from notebook.exporting import Copy, keep_copy, unpacked
from notebook.file_format import FORMAT, MAX_RECORDS, NEVER, NOT_OURS, VERSION, from_plain, rows_of
from notebook.mine import Mine
from notebook.models import TABLES, entry, favourite, my_place, part
from notebook.record import CHUNK, put_parts, thing_of
from notebook.record import records as stored_records
from notebook.rows import to_row
from notebook.store import Notebook
from notebook.table_file import Columns, ours, theirs
from notebook.values import Note, Record, Session, TenderSpot, content, kind_of

PROBLEMS_TOLD = 20
NAMES = {"session": ("session", "sessions"), "tender_spot": ("tender spot", "tender spots"), "note": ("note", "notes"),
         "my_place": ("place of your own", "places of your own"), "favourite": ("favourite", "favourites"),
         "plan": ("plan", "plans")}  # fmt: skip


@dataclass(frozen=True)
class ImportPlan:
    """What taking the file in would do. `new` by kind; the others are numbers of records. `problems`: nothing will be
    taken in until the file is mended. `records` are checked."""

    records: tuple[Record, ...]
    new: dict[str, int]
    same: int
    newer_in_file: int
    newer_here: int
    deleted_here: int
    problems: tuple[str, ...]
    more_problems: int = 0

    @property
    def ok(self) -> bool:
        return not self.problems

    @property
    def changes(self) -> int:
        """How many records would be added or replaced, without those deleted here."""
        return sum(self.new.values()) + self.newer_in_file

    def sentences(self) -> tuple[str, ...]:
        """For the page, before anything is done."""
        if self.problems:
            total = len(self.problems) + self.more_problems
            return (f"Nothing can be taken in, because {total} {'row is' if total == 1 else 'rows are'} not right:",
                    *self.problems, *([f"… and {self.more_problems} more."] if self.more_problems else []))  # fmt: skip
        added = ", ".join(f"{n} {NAMES[kind][n != 1]}" for kind, n in self.new.items() if n)
        told = (
            (added, f"New: {added}."),
            (self.newer_in_file, f"{self.newer_in_file} changed later in the file than here: the file's will stay."),
            (self.newer_here, f"{self.newer_here} changed later here than in the file: yours will stay."),
            (self.same, f"{self.same} already here and the same: left alone."),
            (self.deleted_here, f"{self.deleted_here} you deleted here: they stay deleted unless you bring them back."),
        )
        return tuple(sentence for number, sentence in told if number) or ("The file holds nothing.",)


@dataclass(frozen=True)
class Done:
    """`copy`: the file copied before, where the notebook is a file."""

    added: int
    replaced: int
    copy: Path | None


@dataclass
class Merge:
    """What to do with each record, sorted."""

    new: list[Record] = field(default_factory=list)
    replaced: list[Record] = field(default_factory=list)
    restored: list[Record] = field(default_factory=list)
    same: int = 0
    newer_here: int = 0


@dataclass(frozen=True)
class Here:
    """A stored record in a few words."""

    id: str
    changed: datetime
    version: int
    deleted: bool


Rows = tuple[tuple[Record, ...], list[str], int]  # checked, sentences about the rows that are not right, how many more


def read_file(data: bytes) -> Rows:
    """The rows of a notebook file. Raises BadFile."""
    head: dict[str, Any] = {}

    def rows() -> Iterator[Any]:
        for what, found in rows_of(data):
            if what == "row":
                yield found
            else:
                head.update(found)

    checked = read_rows(rows())
    if head.get("format") != FORMAT or "records" not in head:
        raise BadFile(NOT_OURS)
    version = head.get("version")
    if isinstance(version, bool) or not isinstance(version, int) or version < 1:
        raise BadFile(NOT_OURS)
    if version > VERSION:
        raise BadFile("This file was made by a newer version of the atlas. Update this atlas, then take it in.")
    return checked


def read_rows(rows: Iterable[Any]) -> Rows:
    """Plain values of each row checked; a row may be the fault that was found in it. Raises BadFile."""
    now = datetime.now(UTC)
    records: list[Record] = []
    problems: list[str] = []
    seen: dict[tuple, int] = {}
    more = 0
    for number, found in enumerate(rows, start=1):
        if number > MAX_RECORDS:
            raise BadFile(f"This file holds more than {MAX_RECORDS} records; a notebook cannot.")
        try:
            if isinstance(found, BadEntry):
                raise found
            record = from_plain(found, now)
            for key in keys(record):
                if key in seen:
                    raise BadEntry((f"it is the same as row {seen[key]}.",))
                seen[key] = number
            records.append(record)
        except BadEntry as error:
            if len(problems) < PROBLEMS_TOLD:
                problems.append(f"Row {number}: {error.problems[0]}")
            else:
                more += 1
    return tuple(records), problems, more


def keys(record: Record) -> Iterable[tuple]:
    """What makes two records the same."""
    table = TABLES[kind_of(record)]
    yield table.name, record.id
    if thing := thing_of(record):
        yield table.name, *thing.values()


def stored(connection: Connection, mine: Mine, table: Table) -> tuple[dict[str, Here], dict[tuple, Here]]:
    """What is here, by id and by thing; a thing only when it is not deleted."""
    columns = {my_place: ("code", "view", "side"), favourite: ("layer", "code")}.get(table, ())
    by_id, by_thing = {}, {}
    for id, changed, version, deleted, *thing in connection.execute(
        mine.rows(
            table, table.c.id, table.c.changed, table.c.version, table.c.deleted, *(table.c[it] for it in columns)
        )
    ):
        by_id[id] = Here(id, changed, version, deleted is not None)
        if thing and deleted is None:
            by_thing[tuple(thing)] = by_id[id]
    return by_id, by_thing


def merge(connection: Connection, mine: Mine, records: Sequence[Record]) -> Merge:
    """Compare the records with what is here."""
    found = Merge()
    here = {table: stored(connection, mine, table) for table in dict.fromkeys(TABLES.values())}
    unsure: list[tuple[Record, Here]] = []
    for record in records:
        by_id, by_thing = here[TABLES[kind_of(record)]]
        there = by_thing.get(tuple(thing_of(record).values())) or by_id.get(record.id)
        if there is None:
            found.new.append(record)
        elif there.deleted:
            found.restored.append(replace(record, version=there.version))
        elif record.changed == there.changed:
            found.same += 1
        else:
            unsure.append((record, there))
    found.new, said = news(connection, mine, found.new)
    found.same += said
    contents = dict(contents_of(connection, mine, unsure))
    for record, there in unsure:
        if contents.get((kind_of(record), there.id)) == content(record):
            found.same += 1
        elif record.changed is not None and record.changed > there.changed:
            found.replaced.append(replace(record, id=there.id, version=there.version))
        else:
            found.newer_here += 1
    return found


def news(connection: Connection, mine: Mine, records: list[Record]) -> tuple[list[Record], int]:
    """(Records that say something new, how many entries say what stands here under another id)."""
    entries = [record for record in records if isinstance(record, Session | TenderSpot | Note)]
    moments = list({record.when.astimezone(UTC) for record in entries})
    here = set()
    for start in range(0, len(moments), CHUNK):
        rows = mine.rows(entry).where(entry.c.deleted.is_(None), entry.c.moment.in_(moments[start : start + CHUNK]))
        here |= {(kind_of(record), content(record)) for record in stored_records(connection, mine, rows, "")}
    new = [record for record in records if (kind_of(record), content(record)) not in here]
    return new, len(records) - len(new)


def contents_of(connection: Connection, mine: Mine, pairs: list[tuple[Record, Here]]):
    """((kind, id), content) of stored records."""
    for kind, table in TABLES.items():
        ids = [there.id for record, there in pairs if kind_of(record) == kind]
        for start in range(0, len(ids), CHUNK):
            rows = mine.rows(table).where(table.c.id.in_(ids[start : start + CHUNK]))
            for record in stored_records(connection, mine, rows, kind):
                yield (kind_of(record), record.id), content(record)


def plan_import(notebook: Notebook, data: bytes) -> ImportPlan:
    """What taking the file in would do; nothing is changed. Raises BadFile when it is no notebook file at all."""
    return plan_rows(notebook, read_file(data))


def plan_table(notebook: Notebook, data: bytes, zone: tzinfo, columns: Columns | None = None) -> ImportPlan:
    """The same for a table; `columns` of one that is not ours. Raises BadFile."""
    _, found = table_file.lines(data)
    return plan_rows(notebook, read_rows(theirs(found, columns, zone) if columns else ours(found, zone)))


def plan_rows(notebook: Notebook, rows: Rows) -> ImportPlan:
    """What taking these rows in would do."""
    records, problems, more = rows
    found = notebook.read(lambda connection, mine: merge(connection, mine, records))
    return ImportPlan(
        records, dict(Counter(kind_of(record) for record in found.new)), found.same, len(found.replaced),
        found.newer_here, len(found.restored), tuple(problems), more,
    )  # fmt: skip


def import_planned(notebook: Notebook, plan: ImportPlan, restore_deleted: bool = False) -> Done:
    """Do it, after a dated copy: everything, or (whatever goes wrong) nothing. Raises BadFile when the plan is not ok.

    What changed here since the plan was made is compared again.
    """
    if not plan.ok:
        raise BadFile(" ".join(plan.sentences()))

    def work(connection: Connection, mine: Mine) -> Done:
        found = merge(connection, mine, plan.records)
        back = found.restored if restore_deleted else []
        if not found.new and not found.replaced and not back:
            return Done(0, 0, None)
        copy = keep_copy(notebook, connection, mine, "before-import")
        for record in (*found.replaced, *back):
            put_over(connection, mine, record)
        for table in dict.fromkeys(TABLES.values()):
            put_all(connection, mine, table, [record for record in found.new if TABLES[kind_of(record)] is table])
        return Done(len(found.new), len(found.replaced) + len(back), copy)

    return notebook.write(work)


def put_back(notebook: Notebook, copy: Copy) -> None:
    """On a server: this person's notebook becomes what the copy holds; the present state is copied first."""
    records, problems, _ = read_file(unpacked(notebook, copy))
    if problems:
        raise BadFile(problems[0])

    def work(connection: Connection, mine: Mine) -> None:
        keep_copy(notebook, connection, mine, "before-restore")
        for table in dict.fromkeys(TABLES.values()):
            connection.execute(mine.remove(table))
            put_all(connection, mine, table, [record for record in records if TABLES[kind_of(record)] is table])

    notebook.write(work)


def put_over(connection: Connection, mine: Mine, record: Record) -> None:
    """Over the stored record with the same id."""
    table = TABLES[kind_of(record)]
    row, parts = to_row(record)
    connection.execute(
        mine.change(table).where(table.c.id == record.id)
        .values(**row, version=record.version + 1, changed=record.changed, deleted=None)
    )  # fmt: skip
    if table is entry:
        put_parts(connection, mine, record.id, parts)


def moment_of(record: Record) -> datetime:
    return record.when if isinstance(record, Session | TenderSpot | Note) else record.changed or NEVER


def put_all(connection: Connection, mine: Mine, table: Table, records: Sequence[Record]) -> None:
    """New rows, in the order of their time, some hundreds at once."""
    ordered = sorted(records, key=moment_of)
    last = connection.execute(mine.rows(table, func.max(table.c.number))).scalar() or 0
    for start in range(0, len(ordered), CHUNK):
        rows = [(record, *to_row(record)) for record in ordered[start : start + CHUNK]]
        new = ({**row, "id": record.id, "version": 1, "changed": record.changed} for record, row, _ in rows)
        mine.put(connection, table, new)
        if table is entry:
            added = connection.execute(mine.rows(entry, entry.c.id, entry.c.number).where(entry.c.number > last))
            numbers = {id: number for id, number in added}
            parts = ({**it, "entry_number": numbers[record.id]} for record, _, its in rows for it in its)
            mine.put(connection, part, parts)
            last = max(numbers.values())
