"""What to look for in the notebook, and what comes back: a page of entries, a day of the calendar, a scored session."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import ColumnElement, and_, or_

from notebook.mine import Mine
from notebook.models import entry, part
from notebook.rows import folded
from notebook.values import Entry


@dataclass(frozen=True)
class Find:
    """Which entries; what is empty does not matter. Days are included; `text` ignores case and accents.

    `code` and `side` are looked for in what was pressed, what lies near a spot and what a note is about.
    """

    kinds: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    complaint: str = ""
    routine: str = ""
    layer: str = ""
    code: str = ""
    side: str = ""
    view: str = ""
    text: str = ""


@dataclass(frozen=True)
class EntriesPage:
    """Some entries, newest first; `total` in all pages, `page` from 1."""

    entries: tuple[Entry, ...]
    total: int
    page: int
    pages: int


@dataclass(frozen=True)
class Day:
    """A day that has something. `pressed_sessions`: those with something pressed; first and last score of the day."""

    day: date
    sessions: int
    pressed_sessions: int
    tender_spots: int
    notes: int
    first: int | None
    last: int | None


@dataclass(frozen=True, slots=True)
class Scored:
    """A session as the trends see it. `codes` are what was pressed, each once."""

    when: datetime
    day: date
    before: int | None
    after: int | None
    pressed: bool
    routine: str
    complaint: str
    codes: tuple[str, ...]


@dataclass(frozen=True)
class Used:
    """What the notebook speaks of, with how often: for the filter boxes. Days are None in an empty notebook."""

    codes: dict[tuple[str, str], int]
    complaints: dict[str, int]
    routines: dict[str, int]
    first_day: date | None
    last_day: date | None


def within(since: date | None, until: date | None) -> list[ColumnElement[bool]]:
    return [*([entry.c.day >= since] if since else []), *([entry.c.day <= until] if until else [])]


def conditions(mine: Mine, wanted: Find) -> list[ColumnElement[bool]]:
    """The conditions on `entry` of what is wanted; always: not deleted."""
    found: list[ColumnElement[bool]] = [entry.c.deleted.is_(None), *within(wanted.since, wanted.until)]
    if wanted.kinds:
        found.append(entry.c.kind.in_(wanted.kinds))
    for column, value in ((entry.c.complaint, wanted.complaint), (entry.c.routine, wanted.routine),
                          (entry.c.view, wanted.view)):  # fmt: skip
        if value:
            found.append(column == value)
    if wanted.layer or wanted.code or wanted.side:
        of_entry, of_part = [], [part.c.entry_number == entry.c.number]
        if wanted.layer:
            of_entry.append(entry.c.layer == wanted.layer)
            of_part.append(part.c.layer == wanted.layer)
        if wanted.code:
            of_entry.append(entry.c.code == wanted.code)
            of_part.append(part.c.code == wanted.code)
        if wanted.side and (wanted.code or wanted.layer):  # the side of that point, or the spot near it
            of_part.append(or_(part.c.side.in_((wanted.side, "both")), entry.c.side == wanted.side))
        elif wanted.side:
            of_entry.append(entry.c.side == wanted.side)
            of_part.append(part.c.side.in_((wanted.side, "both")))
        found.append(or_(*([and_(*of_entry)] if of_entry else []), mine.any(part, *of_part)))
    for word in folded(wanted.text).split():
        found.append(entry.c.found_by.contains(word, autoescape=True))
    return found
