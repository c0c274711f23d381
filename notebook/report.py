"""A page for a doctor or therapist, as plain values: what was noted in a period, and nothing that was not."""

from __future__ import annotations

from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import fmean

from notebook.find import Find
from notebook.store import LARGEST_PAGE, Notebook
from notebook.trends import before_after, day_scores
from notebook.values import Entry, Note, Session, TenderSpot

MOST_NOTES = 30


@dataclass(frozen=True)
class ComplaintRow:
    """One complaint ("" : none named): sessions, scored days, first and last day score, mean before and after."""

    complaint: str
    sessions: int
    days: int
    first: int | None
    last: int | None
    before: float | None
    after: float | None


@dataclass(frozen=True)
class PressedRow:
    """A point or zone: in how many sessions, and how many minutes when they were counted."""

    layer: str
    code: str
    sides: tuple[str, ...]
    sessions: int
    minutes: int


@dataclass(frozen=True)
class TenderRow:
    """Tender spots near the same point on the same side: how many, the highest score, and the last day."""

    side: str
    near: str
    view: str
    times: int
    highest: int | None
    last: date


@dataclass(frozen=True)
class WeekRow:
    """A week from Monday: scored days, their mean score, and days of pressing."""

    start: date
    days: int
    mean: float | None
    pressed_days: int


@dataclass(frozen=True)
class DoctorPage:
    since: date
    until: date
    sessions: int
    pressed_days: int
    complaints: tuple[ComplaintRow, ...]
    pressed: tuple[PressedRow, ...]
    tender: tuple[TenderRow, ...]
    weeks: tuple[WeekRow, ...]
    notes: tuple[tuple[date, str, str], ...]  # (day, what it is about or "", text), newest first
    more_notes: int


def entries_between(notebook: Notebook, since: date, until: date) -> list[Entry]:
    """All entries of the period, oldest first."""
    find, found, page = Find(since=since, until=until), [], 1
    while True:
        part = notebook.list(find, page, LARGEST_PAGE)
        found += part.entries
        if page >= part.pages:
            return found[::-1]
        page += 1


def doctor_page(notebook: Notebook, since: date, until: date) -> DoctorPage:
    entries = entries_between(notebook, since, until)
    sessions = [it for it in entries if isinstance(it, Session)]
    scores = notebook.scores(since, until)
    notes = [(it.when.date(), it.code if isinstance(it, Note) else "", it.text if isinstance(it, Note) else it.note)
             for it in reversed(entries)]  # fmt: skip
    notes = [note for note in notes if note[2].strip()]
    rows = []
    for complaint in dict.fromkeys(it.complaint for it in scores):
        mine = [it for it in scores if it.complaint == complaint]
        days, change = list(day_scores(mine).values()), before_after(mine)
        rows.append(ComplaintRow(complaint, len(mine), len(days), days[0] if days else None,
                                 days[-1] if days else None, change.before, change.after))  # fmt: skip
    return DoctorPage(
        since, until, len(sessions), len({it.day for it in scores if it.pressed}),
        tuple(sorted(rows, key=lambda row: -row.sessions)), pressed_rows(sessions),
        tender_rows([it for it in entries if isinstance(it, TenderSpot)]), week_rows(scores),
        tuple(notes[:MOST_NOTES]), max(0, len(notes) - MOST_NOTES),
    )  # fmt: skip


def pressed_rows(sessions: list[Session]) -> tuple[PressedRow, ...]:
    times: Counter[tuple[str, str]] = Counter()
    seconds: Counter[tuple[str, str]] = Counter()
    sides: dict[tuple[str, str], set[str]] = defaultdict(set)
    for session in sessions:
        times.update({(it.layer, it.code) for it in session.pressed})
        for it in session.pressed:
            seconds[it.layer, it.code] += it.seconds
            sides[it.layer, it.code] |= {"left", "right"} if it.side == "both" else {it.side} - {""}
    rows = (PressedRow(*key, tuple(sorted(sides[key])), n, round(seconds[key] / 60)) for key, n in times.items())
    return tuple(sorted(rows, key=lambda row: (-row.sessions, row.layer, row.code)))


def tender_rows(spots: list[TenderSpot]) -> tuple[TenderRow, ...]:
    groups: dict[tuple[str, str, str], list[TenderSpot]] = defaultdict(list)
    for spot in spots:
        groups[spot.side, spot.near[0].code if spot.near else "", spot.view].append(spot)
    rows = [
        TenderRow(side, near, view, len(found), max((it.score for it in found if it.score is not None), default=None),
                  max(it.when.date() for it in found))
        for (side, near, view), found in groups.items()
    ]  # fmt: skip
    return tuple(sorted(rows, key=lambda row: (-row.times, row.side, row.near)))


def week_rows(scores) -> tuple[WeekRow, ...]:
    of_day, pressed = day_scores(scores), {it.day for it in scores if it.pressed}
    weeks: dict[date, list[date]] = defaultdict(list)
    for day in sorted(of_day.keys() | pressed):
        weeks[day - timedelta(days=day.weekday())].append(day)
    rows = []
    for start, days in weeks.items():
        found = [of_day[day] for day in days if day in of_day]
        rows.append(WeekRow(start, len(found), fmean(found) if found else None, sum(day in pressed for day in days)))
    return tuple(rows)
