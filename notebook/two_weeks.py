"""Two weeks of one routine: a score a day and whether it was done, and what the first days say against the last.

    plan = new_log(date(2026, 3, 14), "heel_pain", "RT_HEEL")
    log = two_weeks(plan, entries, today)          # entries: the sessions for its complaint, oldest first
    log.days[2].score                              # of the third day; None: not noted

It is kept as a `Plan` whose weeks are both of pressing, and its days are sessions like any other: what the clock of a
guided session kept for the same complaint counts too.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from hashlib import sha256
from statistics import median_low

from notebook.errors import StaleEntry
from notebook.find import Find
from notebook.store import Notebook
from notebook.values import LOGGED, Plan, Pressed, Session

DAYS = 7 * len(LOGGED)
EDGE_DAYS = 3  # scored days at either end that are compared
MOST_ENTRIES = 500  # of two weeks
STOPPED = "stopped "  # in the plan's note, before the last day


@dataclass(frozen=True)
class LoggedDay:
    """A day of the two weeks: its number from 1, its score (None: not noted), whether the routine was done."""

    number: int
    day: date
    score: int | None
    done: bool


@dataclass(frozen=True)
class TwoWeeks:
    """The days up to today, or to the last one."""

    days: tuple[LoggedDay, ...]
    ended: bool

    @property
    def scored(self) -> tuple[int, ...]:
        return tuple(day.score for day in self.days if day.score is not None)

    @property
    def done(self) -> int:
        """On how many days."""
        return sum(day.done for day in self.days)

    @property
    def first(self) -> int | None:
        """The middle one of the first three scores; None while these and the last three would share one."""
        return median_low(self.scored[:EDGE_DAYS]) if len(self.scored) >= 2 * EDGE_DAYS else None

    @property
    def last(self) -> int | None:
        """The middle one of the last three scores."""
        return median_low(self.scored[-EDGE_DAYS:]) if len(self.scored) >= 2 * EDGE_DAYS else None


def is_log(plan: Plan) -> bool:
    return plan.weeks == LOGGED


def new_log(start: date, complaint: str, routine: str, id: str = "") -> Plan:
    return Plan(start, LOGGED, complaint, routine, id=id)


def last_day(plan: Plan) -> date:
    """The fourteenth day, or that on which the reader stopped."""
    try:
        return date.fromisoformat(plan.note.removeprefix(STOPPED)) if plan.note.startswith(STOPPED) else plan.end
    except ValueError:
        return plan.end


def stopped(plan: Plan, day: date) -> Plan:
    """The same log, with this day as its last."""
    return replace(plan, note=f"{STOPPED}{day.isoformat()}")


def runs(plan: Plan, day: date) -> bool:
    """Whether this day can still be logged."""
    return plan.start <= day <= last_day(plan) and not plan.note.startswith(STOPPED)


def day_id(plan: Plan, day: date) -> str:
    """The id of the entry that the log itself makes for a day: pressed twice, it is kept once."""
    return sha256(f"{plan.id} {day.isoformat()}".encode()).hexdigest()[:32]


def two_weeks(plan: Plan, entries: Sequence[Session], today: date) -> TwoWeeks:
    """The days so far. The log's own entry of a day is its score, else the first score of the day."""
    last = min(today, last_day(plan))
    days = []
    for number in range(1, (last - plan.start).days + 2):
        day = plan.start + timedelta(days=number - 1)
        here = [entry for entry in entries if entry.when.date() == day]
        here.sort(key=lambda entry: entry.id != day_id(plan, day))
        scores = [score for entry in here for score in (entry.before, entry.after) if score is not None]
        days.append(LoggedDay(number, day, scores[0] if scores else None, any(entry.pressed for entry in here)))
    return TwoWeeks(tuple(days), not runs(plan, today) or (today == plan.end and days[-1].score is not None))


def keep_day(
    notebook: Notebook, plan: Plan, when: datetime, score: int | None, pressed: tuple[Pressed, ...] = ()
) -> None:
    """Log a day, anew or once more: its score, and what the routine pressed when it was done. Nothing: take it back."""
    own = day_id(plan, when.date())
    routine = plan.routine if pressed else ""
    wanted = Session(when, pressed, plan.complaint, routine, score, id=own)
    if score is None and not pressed:
        there = next((one for one in entries_of(notebook, plan, when.date(), when.date()) if one.id == own), None)
        if there is not None:
            notebook.delete(there)
        return
    try:
        there = notebook.add(wanted)
    except StaleEntry:  # it was taken back or deleted before
        there = notebook.undo(wanted)
    if (there.before, there.pressed) != (score, pressed):
        notebook.edit(replace(there, pressed=pressed, routine=routine, before=score))


def entries_of(notebook: Notebook, plan: Plan, since: date, until: date) -> tuple[Session, ...]:
    """The sessions for the complaint of a log, oldest first."""
    found = notebook.list(Find(("session",), since, until, plan.complaint), size=MOST_ENTRIES)
    return tuple(entry for entry in reversed(found.entries) if isinstance(entry, Session))
