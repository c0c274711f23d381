"""What can be written into the notebook: a session, a tender spot, a note, my place for a point, a favourite, a plan.

`when` is an aware time in the reader's own zone, so that its date is the reader's day. Codes are those of the atlas,
but the notebook does not look them up: it outlives the tables.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass, fields
from datetime import date, datetime, timedelta

VIEWS = ("foot_sole", "foot_dorsum", "foot_medial", "foot_lateral", "leg_anterior", "leg_posterior", "leg_medial",
         "leg_lateral", "hand_dorsal", "hand_palmar")  # fmt: skip
PRESS, REST = "P", "R"  # the two kinds of week of a plan
LOGGED = "PP"  # two weeks of pressing, of which every day is logged (two_weeks.py)


def new_id() -> str:
    """32 random hex digits: nobody guesses one, and two computers never make the same."""
    return secrets.token_hex(16)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stored:
    """What every record gets from the notebook. `id` may be made beforehand, so that a double click saves once."""

    id: str = ""
    version: int = 0  # 0: not saved yet
    changed: datetime | None = None  # UTC


@dataclass(frozen=True, slots=True)
class Pressed:
    """One thing pressed in a session. `layer` is "point", "zone" or "technique"; `side` may be ""."""

    layer: str
    code: str
    side: str = ""
    technique: str = ""
    seconds: int = 0


@dataclass(frozen=True, slots=True)
class Near:
    """A point or zone close to a tender spot, `mm` away along the drawing (None: not measured)."""

    layer: str
    code: str
    mm: float | None = None


@dataclass(frozen=True, slots=True)
class Session(Stored):
    """What was pressed, and the score (0 nothing – 10 worst) before and after.

    Nothing pressed: the score of a day without pressing, in `before`.
    """

    when: datetime
    pressed: tuple[Pressed, ...] = ()
    complaint: str = ""
    routine: str = ""
    before: int | None = None
    after: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class TenderSpot(Stored):
    """A sore place tapped on a drawing: x, y in the units of the view as it is stored (the right limb)."""

    when: datetime
    view: str
    side: str
    x: float
    y: float
    score: int | None = None
    near: tuple[Near, ...] = ()
    note: str = ""


@dataclass(frozen=True, slots=True)
class Note(Stored):
    """A note on a point, zone or technique; `text` is Markdown as typed, never HTML."""

    when: datetime
    layer: str
    code: str
    text: str


@dataclass(frozen=True, slots=True)
class MyPlace(Stored):
    """Where I feel a point: mm up (+y) and across (+x) from its dot, on the view as it is stored (the right limb)."""

    code: str
    view: str
    side: str
    up_mm: float
    across_mm: float
    note: str = ""


@dataclass(frozen=True, slots=True)
class Favourite(Stored):
    """A point, zone, technique or routine kept at hand."""

    layer: str
    code: str


@dataclass(frozen=True, slots=True)
class Plan(Stored):
    """A trial on oneself: weeks of pressing and of rest, or two of pressing (`LOGGED`). `weeks` is one letter a week, P
    or R, from `start` on."""

    start: date
    weeks: str
    complaint: str
    routine: str = ""
    note: str = ""

    @property
    def end(self) -> date:
        """The last day."""
        return self.start + timedelta(days=7 * len(self.weeks) - 1)

    def week(self, day: date) -> tuple[int, str] | None:
        """The number of the day's week, from 1, and its letter; None outside the plan."""
        number = (day - self.start).days // 7
        return (number + 1, self.weeks[number]) if 0 <= number < len(self.weeks) else None


Entry = Session | TenderSpot | Note  # what has a day
Record = Session | TenderSpot | Note | MyPlace | Favourite | Plan
KINDS: dict[str, type] = {
    "session": Session,
    "tender_spot": TenderSpot,
    "note": Note,
    "my_place": MyPlace,
    "favourite": Favourite,
    "plan": Plan,
}
ENTRY_KINDS = ("session", "tender_spot", "note")


def kind_of(record: Record) -> str:
    return next(kind for kind, values in KINDS.items() if type(record) is values)


def content(record: Record) -> tuple:
    """What the person wrote, without id, version and time of change: two equal contents say the same."""
    return tuple(getattr(record, field.name) for field in fields(record) if field.name not in Stored.__slots__)


def alternate_weeks(pairs: int, first: str = PRESS) -> str:
    """ "PRPR…": weeks of pressing and rest in turn."""
    return ("PR" if first == PRESS else "RP") * pairs
