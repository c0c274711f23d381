"""What the scores say over weeks: pure numbers from `Notebook.scores()`. Each result says whether there is `enough` to
speak; `say.py` puts it into a sentence. A score is 0 (nothing) to 10 (worst), so lower is better.

The score of a day is its first one, noted before anything was pressed; only `pressed_days` looks at the last one.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from statistics import fmean, stdev

from notebook.find import Scored
from notebook.values import PRESS, REST, Plan

ENOUGH_SESSIONS = 5  # with a score before and after
ENOUGH_DAYS = 5  # of either kind
DAYS_IN_WEEK = 3  # scored days that make a week of a plan count
ENOUGH_DAYS_IN_MEAN = 3  # days in a running mean
ENOUGH_PAIRS = 3  # pairs of weeks
CONFIDENCE = 0.95


@dataclass(frozen=True)
class BeforeAfter:
    """Sessions with both scores. `change` is after − before: below 0 is lower after."""

    rows: tuple[tuple[datetime, int, int], ...]
    before: float | None
    after: float | None
    change: float | None

    @property
    def n(self) -> int:
        return len(self.rows)

    @property
    def enough(self) -> bool:
        return self.n >= ENOUGH_SESSIONS


@dataclass(frozen=True)
class Group:
    """The sessions of one point or routine: how many have both scores, and their mean change (None: none has)."""

    key: str
    n: int
    change: float | None

    @property
    def enough(self) -> bool:
        return self.n >= ENOUGH_SESSIONS


@dataclass(frozen=True)
class PressedDays:
    """The last score of days with pressing and of days without: number of days and mean."""

    pressed_n: int
    pressed: float | None
    not_pressed_n: int
    not_pressed: float | None

    @property
    def difference(self) -> float | None:
        """Pressed − not pressed."""
        return None if self.pressed is None or self.not_pressed is None else self.pressed - self.not_pressed

    @property
    def enough(self) -> bool:
        return min(self.pressed_n, self.not_pressed_n) >= ENOUGH_DAYS


@dataclass(frozen=True)
class Week:
    """A week of a plan: P or R, its scored days, their mean (None: fewer than DAYS_IN_WEEK), its days of pressing."""

    number: int
    letter: str
    start: date
    scored_days: int
    mean: float | None
    pressed_days: int


@dataclass(frozen=True)
class Trial:
    """A plan so far. `differences`: one for each pair of weeks, press − rest. `low`, `high`: the 95 % interval of their
    mean (Student's t), None until there are ENOUGH_PAIRS. `strayed`: days of pressing in weeks of rest."""

    weeks: tuple[Week, ...]
    differences: tuple[float, ...]
    difference: float | None
    low: float | None
    high: float | None
    strayed: int
    ended: bool

    @property
    def enough(self) -> bool:
        return len(self.differences) >= ENOUGH_PAIRS


def mean(values: Iterable[float]) -> float | None:
    known = list(values)
    return fmean(known) if known else None


def before_after(scores: Iterable[Scored]) -> BeforeAfter:
    rows = tuple((it.when, it.before, it.after) for it in scores
                 if it.pressed and it.before is not None and it.after is not None)  # fmt: skip
    return BeforeAfter(rows, mean(row[1] for row in rows), mean(row[2] for row in rows),
                       mean(row[2] - row[1] for row in rows))  # fmt: skip


def day_scores(scores: Iterable[Scored], last: bool = False) -> dict[date, int]:
    """The first (or last) score of each day that has one; `scores` oldest first."""
    found: dict[date, int] = {}
    for it in scores:
        for score in (it.before, it.after):
            if score is not None and (last or it.day not in found):
                found[it.day] = score
    return found


def running_mean(scores: Iterable[Scored], days: int = 7) -> tuple[tuple[date, float | None, int], ...]:
    """(day, mean of the day scores of the last `days` days, how many of those days have one), for every day from the
    first score to the last. The mean is None while fewer than ENOUGH_DAYS_IN_MEAN have one."""
    of_day = day_scores(scores)
    if not of_day:
        return ()
    first, last = min(of_day), max(of_day)
    rows = []
    for offset in range((last - first).days + 1):
        day = first + timedelta(days=offset)
        window = [of_day[it] for back in range(days) if (it := day - timedelta(days=back)) in of_day]
        rows.append((day, fmean(window) if len(window) >= ENOUGH_DAYS_IN_MEAN else None, len(window)))
    return tuple(rows)


def grouped(scores: Iterable[Scored], keys: Callable[[Scored], Iterable[str]]) -> tuple[Group, ...]:
    changes: dict[str, list[int]] = defaultdict(list)
    for it in scores:
        for key in keys(it):
            changes[key] += [] if it.before is None or it.after is None else [it.after - it.before]
    groups = [Group(key, len(found), mean(found)) for key, found in changes.items()]
    return tuple(sorted(groups, key=lambda group: (-group.n, group.key)))


def by_point(scores: Iterable[Scored]) -> tuple[Group, ...]:
    """Most sessions first. A session with several points counts for each of them."""
    return grouped(scores, lambda it: it.codes)


def by_routine(scores: Iterable[Scored]) -> tuple[Group, ...]:
    return grouped(scores, lambda it: (it.routine,) if it.routine else ())


def pressed_days(scores: Sequence[Scored]) -> PressedDays:
    pressed = {it.day for it in scores if it.pressed}
    last = day_scores(scores, last=True)
    with_it = [score for day, score in last.items() if day in pressed]
    without = [score for day, score in last.items() if day not in pressed]
    return PressedDays(len(with_it), mean(with_it), len(without), mean(without))


def one_person_trial(plan: Plan, scores: Iterable[Scored], today: date) -> Trial:
    """The plan's weeks up to `today`, the first press week paired with the first rest week, and so on."""
    mine = [it for it in scores if it.complaint == plan.complaint and it.day <= today]
    of_day, pressed = day_scores(mine), {it.day for it in mine if it.pressed}
    weeks = []
    for number, letter in enumerate(plan.weeks, 1):
        start = plan.start + timedelta(days=7 * (number - 1))
        days = [start + timedelta(days=offset) for offset in range(7)]
        found = [of_day[day] for day in days if day in of_day]
        if start <= today:
            weeks.append(Week(number, letter, start, len(found), fmean(found) if len(found) >= DAYS_IN_WEEK else None,
                              sum(day in pressed for day in days)))  # fmt: skip
    press, rest = ([week.mean for week in weeks if week.letter == letter] for letter in (PRESS, REST))
    differences = tuple(a - b for a, b in zip(press, rest, strict=False) if a is not None and b is not None)
    low, high = interval(differences) if len(differences) >= ENOUGH_PAIRS else (None, None)
    strayed = sum(week.pressed_days for week in weeks if week.letter == REST)
    return Trial(tuple(weeks), differences, mean(differences), low, high, strayed, today > plan.end)


def interval(values: Sequence[float], confidence: float = CONFIDENCE) -> tuple[float, float]:
    """Student's interval of the mean of at least two values."""
    half = t_quantile((1 + confidence) / 2, len(values) - 1) * stdev(values) / math.sqrt(len(values))
    return fmean(values) - half, fmean(values) + half


def t_quantile(probability: float, freedom: int) -> float:
    """Student's t for a probability above one half, by halving; the area by Simpson's rule.

    t_quantile(0.975, 3) is 3.182, as in the tables of Student (1908, doi:10.1093/biomet/6.1.1) and every book since.
    """
    scale = math.exp(math.lgamma((freedom + 1) / 2) - math.lgamma(freedom / 2)) / math.sqrt(freedom * math.pi)

    def area(angle: float, steps: int = 400) -> float:
        """From 0 to t = √freedom · tan(angle), where the density is a power of the cosine."""
        width = angle / steps
        heights = [math.cos(width * step) ** (freedom - 1) for step in range(steps + 1)]
        simpson = heights[0] + heights[-1] + 4 * sum(heights[1:-1:2]) + 2 * sum(heights[2:-1:2])
        return scale * math.sqrt(freedom) * simpson * width / 3

    low, high = 0.0, math.pi / 2
    for _ in range(60):
        middle = (low + high) / 2
        low, high = (middle, high) if 0.5 + area(middle) < probability else (low, middle)
    return math.sqrt(freedom) * math.tan(low)
