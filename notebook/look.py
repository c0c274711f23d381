"""Questions to the notebook inside a transaction: a page of entries, the calendar, the scores, what is used."""

from __future__ import annotations

from collections import Counter, defaultdict
from datetime import date
from itertools import groupby
from operator import itemgetter
from typing import Any

from sqlalchemy import Connection, func, literal_column

from notebook.find import Day, EntriesPage, Find, Scored, Used, conditions, within
from notebook.mine import Mine
from notebook.models import TABLES, entry, part
from notebook.record import records
from notebook.rows import zone_of
from notebook.values import ENTRY_KINDS, KINDS, Note, TenderSpot

THERE = entry.c.deleted.is_(None)
IS_NOTE = entry.c.kind == literal_column("'note'")  # written out, so that the index of notes serves
NEWEST_FIRST = (entry.c.moment.desc(), entry.c.number.desc())
OLDEST_FIRST = (entry.c.moment, entry.c.number)


def page_of(connection: Connection, mine: Mine, find: Find, page: int, size: int) -> EntriesPage:
    """Newest first; a page too high gives the last one."""
    where = conditions(mine, find)
    total = connection.execute(mine.rows(entry, func.count()).where(*where)).scalar() or 0
    pages = max(1, -(-total // size))
    number = max(1, min(page, pages))
    found = mine.rows(entry).where(*where).order_by(*NEWEST_FIRST).limit(size).offset((number - 1) * size)
    return EntriesPage(tuple(records(connection, mine, found)), total, number, pages)


def days(connection: Connection, mine: Mine, since: date, until: date) -> tuple[Day, ...]:
    columns = (entry.c.day, entry.c.kind, entry.c.parts, entry.c.before, entry.c.after)
    found = mine.rows(entry, *columns).where(THERE, *within(since, until)).order_by(entry.c.day, *OLDEST_FIRST)
    of_day: dict[date, list[Any]] = defaultdict(list)
    for row in connection.execute(found):
        of_day[row.day].append(row)
    return tuple(one_day(day, rows) for day, rows in of_day.items())


def one_day(day: date, rows: list[Any]) -> Day:
    """Counts and the first and last score of a day; `rows` in the order of time."""
    sessions = [row for row in rows if row.kind == "session"]
    scores = [score for row in sessions for score in (row.before, row.after) if score is not None]
    kinds = Counter(row.kind for row in rows)
    return Day(day, len(sessions), sum(row.parts > 0 for row in sessions), kinds["tender_spot"], kinds["note"],
               scores[0] if scores else None, scores[-1] if scores else None)  # fmt: skip


def scores(connection: Connection, mine: Mine, find: Find) -> tuple[Scored, ...]:
    """Sessions as the trends see them, oldest first."""
    where = conditions(mine, find)
    columns = (entry.c.number, entry.c.moment, entry.c.zone_minutes, entry.c.day, entry.c.before, entry.c.after,
               entry.c.parts, entry.c.routine, entry.c.complaint)  # fmt: skip
    rows = connection.execute(mine.rows(entry, *columns).where(*where).order_by(*OLDEST_FIRST)).all()
    these = mine.rows(entry, entry.c.number).where(*where)
    pressed = mine.rows(part, part.c.entry_number, part.c.code).where(part.c.entry_number.in_(these))
    found = connection.execute(pressed.order_by(part.c.entry_number, part.c.place)).all()
    of_entry = groupby(found, itemgetter(0))
    codes = {number: tuple(dict.fromkeys(code for _, code in parts)) for number, parts in of_entry}
    return tuple(
        Scored(moment.astimezone(zone_of(minutes)), day, before, after, parts > 0, routine, complaint,
               codes.get(number, ()))
        for number, moment, minutes, day, before, after, parts, routine, complaint in rows
    )  # fmt: skip


def tender_spots(connection: Connection, mine: Mine, find: Find) -> tuple[TenderSpot, ...]:
    where = [entry.c.kind == "tender_spot", THERE, *within(find.since, find.until)]
    where += [entry.c.view == find.view] if find.view else []
    where += [entry.c.side == find.side] if find.side else []
    return tuple(records(connection, mine, mine.rows(entry).where(*where).order_by(*OLDEST_FIRST)))


def notes_on(connection: Connection, mine: Mine, layer: str, code: str) -> tuple[Note, ...]:
    found = mine.rows(entry).where(IS_NOTE, THERE, entry.c.layer == layer, entry.c.code == code)
    return tuple(records(connection, mine, found.order_by(*NEWEST_FIRST)))


def note_counts(connection: Connection, mine: Mine) -> dict[tuple[str, str], int]:
    counted = mine.rows(entry, entry.c.layer, entry.c.code, func.count()).where(IS_NOTE, THERE)
    rows = connection.execute(counted.group_by(entry.c.layer, entry.c.code))
    return {(layer, code): number for layer, code, number in rows}


def counts(connection: Connection, mine: Mine) -> dict[str, int]:
    """How many of each kind."""
    found = dict.fromkeys(KINDS, 0)
    of_kind = mine.rows(entry, entry.c.kind, func.count()).where(THERE).group_by(entry.c.kind)
    found |= {kind: number for kind, number in connection.execute(of_kind)}
    for kind in KINDS.keys() - ENTRY_KINDS:
        table = TABLES[kind]
        found[kind] = connection.execute(mine.rows(table, func.count()).where(table.c.deleted.is_(None))).scalar() or 0
    return found


def used(connection: Connection, mine: Mine) -> Used:
    deleted = mine.rows(entry, entry.c.number).where(entry.c.deleted.is_not(None))
    of_code = mine.rows(part, part.c.layer, part.c.code, func.count()).where(part.c.entry_number.not_in(deleted))
    of_code = of_code.group_by(part.c.code, part.c.layer)  # in the order of the index
    codes = Counter({(layer, code): number for layer, code, number in connection.execute(of_code)})
    codes.update(note_counts(connection, mine))
    named = mine.rows(entry, entry.c.complaint, entry.c.routine, func.count()).where(THERE)
    complaints, routines = Counter[str](), Counter[str]()
    for complaint, routine, number in connection.execute(named.group_by(entry.c.complaint, entry.c.routine)):
        complaints[complaint] += number
        routines[routine] += number
    edges = mine.rows(entry, func.min(entry.c.day), func.max(entry.c.day)).where(THERE)
    first, last = connection.execute(edges).one()
    del complaints[""], routines[""]
    return Used(dict(codes), dict(complaints), dict(routines), first, last)
