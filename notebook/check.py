"""Is this record possible? One plain sentence for each fault; the same check guards forms, saves and imported files."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date, datetime
from typing import Any

from coords.side import LEFT_FIRST
from notebook.values import (
    LOGGED,
    VIEWS,
    Favourite,
    MyPlace,
    Near,
    Note,
    Plan,
    Pressed,
    Record,
    Session,
    Stored,
    TenderSpot,
)

LONGEST_TEXT = 20_000  # characters of one note
MOST_SECONDS = 86_400  # that one thing was pressed
MOST_PARTS = 200  # things pressed in one session, or near one spot
YEARS = (1900, 2100)
LAYERS = ("point", "zone", "technique")
CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9_.+:-]{0,79}")
ID = re.compile(r"[0-9a-f]{32}")
Faults = Iterator[str]


def text(name: str, value: Any, longest: int = LONGEST_TEXT) -> Faults:
    if not isinstance(value, str):
        yield f"{name} must be text."
    elif len(value) > longest:
        yield f"{name} is too long: {len(value)} characters; at most {longest} fit."
    elif "\x00" in value or any("\ud800" <= letter <= "\udfff" for letter in value):
        yield f"{name} holds a character that is no writing; leave it out."


def code(name: str, value: Any, may_be_empty: bool = False) -> Faults:
    if not isinstance(value, str) or not (CODE.fullmatch(value) or (may_be_empty and value == "")):
        yield f"{name} must be a short code of letters, digits, “_”, “-” or “+”."


def one_of(name: str, value: Any, choices: tuple[str, ...]) -> Faults:
    if not isinstance(value, str) or value not in choices:
        yield f"{name} must be one of {', '.join(choice or 'nothing' for choice in choices)}."


def number(name: str, value: Any, low: float, high: float, whole: bool = False, unknown: bool = False) -> Faults:
    if value is None and unknown:
        return
    kinds = int if whole else (int, float)
    if isinstance(value, bool) or not isinstance(value, kinds) or not low <= value <= high:  # also for nan and inf
        yield f"{name} must be a {'whole ' if whole else ''}number from {low:g} to {high:g}."


def moment(name: str, value: Any) -> Faults:
    if not isinstance(value, datetime) or value.utcoffset() is None:
        yield f"{name} must be a day and time with its time zone."
    elif not YEARS[0] < value.year < YEARS[1]:
        yield f"{name} must lie between {YEARS[0]} and {YEARS[1]}."


def day(name: str, value: Any) -> Faults:
    if not isinstance(value, date) or isinstance(value, datetime) or not YEARS[0] < value.year < YEARS[1]:
        yield f"{name} must be a day between {YEARS[0]} and {YEARS[1]}."


def parts(name: str, value: Any, kind: type, each: Callable[[Any], Faults]) -> Faults:
    if not isinstance(value, tuple) or not all(isinstance(part, kind) for part in value):
        yield f"{name} must be a list."
    elif len(value) > MOST_PARTS:
        yield f"{name} is too long: {len(value)}; at most {MOST_PARTS} fit."
    else:
        for part in value:
            yield from each(part)


def pressed(part: Pressed) -> Faults:
    yield from one_of("What was pressed", part.layer, LAYERS)
    yield from code("The point pressed", part.code)
    yield from one_of("The side pressed", part.side, ("", *LEFT_FIRST, "both"))
    yield from code("The technique", part.technique, may_be_empty=True)
    yield from number("The seconds pressed", part.seconds, 0, MOST_SECONDS, whole=True)


def near(part: Near) -> Faults:
    yield from one_of("What lies near", part.layer, LAYERS)
    yield from code("The point near it", part.code)
    yield from number("The distance in mm", part.mm, 0, 2000, unknown=True)


def session(it: Session) -> Faults:
    yield from moment("The time", it.when)
    yield from parts("The list of what was pressed", it.pressed, Pressed, pressed)
    yield from code("The complaint", it.complaint, may_be_empty=True)
    yield from code("The routine", it.routine, may_be_empty=True)
    yield from number("The score before", it.before, 0, 10, whole=True, unknown=True)
    yield from number("The score after", it.after, 0, 10, whole=True, unknown=True)
    yield from text("The note", it.note)
    if it.pressed == () and it.before is None and it.after is None and it.note == "":
        yield "An entry needs something: what you pressed, a score or a note."


def tender_spot(it: TenderSpot) -> Faults:
    yield from moment("The time", it.when)
    yield from one_of("The view", it.view, VIEWS)
    yield from one_of("The side", it.side, LEFT_FIRST)
    yield from number("The place across", it.x, -3, 3)
    yield from number("The place up", it.y, -3, 3)
    yield from number("The score", it.score, 0, 10, whole=True, unknown=True)
    yield from parts("The list of what lies near", it.near, Near, near)
    yield from text("The note", it.note)


def note(it: Note) -> Faults:
    yield from moment("The time", it.when)
    yield from one_of("What the note is about", it.layer, LAYERS)
    yield from code("The point of the note", it.code)
    yield from text("The note", it.text)
    if isinstance(it.text, str) and not it.text.strip():
        yield "The note is empty; write something, or delete it."


def my_place(it: MyPlace) -> Faults:
    yield from code("The point", it.code)
    yield from one_of("The view", it.view, VIEWS)
    yield from one_of("The side", it.side, LEFT_FIRST)
    yield from number("The distance up in mm", it.up_mm, -100, 100)
    yield from number("The distance across in mm", it.across_mm, -100, 100)
    yield from text("The note", it.note)


def favourite(it: Favourite) -> Faults:
    yield from one_of("What is kept", it.layer, (*LAYERS, "routine"))
    yield from code("What is kept", it.code)


def plan(it: Plan) -> Faults:
    yield from day("The first day", it.start)
    weeks = it.weeks if isinstance(it.weeks, str) else ""
    if weeks != LOGGED and (not re.fullmatch("[PR]{2,52}", weeks) or len(set(weeks)) < 2):
        yield "The weeks must be 2 to 52 letters, P for a week of pressing and R for a week of rest, with some of each."
    yield from code("The complaint", it.complaint)
    yield from code("The routine", it.routine, may_be_empty=True)
    yield from text("The note", it.note)


CHECKS: dict[type, Callable[[Any], Faults]] = {
    Session: session, TenderSpot: tender_spot, Note: note, MyPlace: my_place, Favourite: favourite, Plan: plan,
}  # fmt: skip


def stored(it: Stored) -> Faults:
    if it.id != "" and not (isinstance(it.id, str) and ID.fullmatch(it.id)):
        yield "The id must be 32 hex digits."


def check(record: Record) -> tuple[str, ...]:
    """Sentences about what is impossible; none: the record is fine."""
    return (*stored(record), *CHECKS[type(record)](record))
