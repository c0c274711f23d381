"""The results of `trends.py` as one honest, plain sentence each: what was noted, never what pressing does."""

from __future__ import annotations

from notebook.trends import (
    DAYS_IN_WEEK,
    ENOUGH_DAYS,
    ENOUGH_PAIRS,
    ENOUGH_SESSIONS,
    BeforeAfter,
    Group,
    PressedDays,
    Trial,
)
from notebook.two_weeks import EDGE_DAYS, TwoWeeks

NOT_ENOUGH = "Not enough entries yet: "
SMALLEST = 0.05  # of a score; less is the same


def counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def moved(change: float) -> str:
    """ "1.2 lower", "the same"."""
    if abs(change) < SMALLEST:
        return "the same"
    return f"{abs(change):.1f} {'lower' if change < 0 else 'higher'}"


def say(result: BeforeAfter | Group | PressedDays | Trial | TwoWeeks) -> str:
    if isinstance(result, TwoWeeks):
        return say_two_weeks(result)
    if isinstance(result, BeforeAfter):
        return say_before_after(result.n, result.change)
    if isinstance(result, Group):
        return say_before_after(result.n, result.change)
    return say_pressed_days(result) if isinstance(result, PressedDays) else say_trial(result)


def say_before_after(n: int, change: float | None) -> str:
    if n < ENOUGH_SESSIONS or change is None:
        return f"{NOT_ENOUGH}this needs {ENOUGH_SESSIONS} sessions with a score before and after; you have {n}."
    return (
        f"Right after {n} sessions your score was on average {moved(change)}. A rest alone, or expecting a change, "
        "may do the same."
    )


def say_pressed_days(result: PressedDays) -> str:
    if not result.enough or result.difference is None:
        return (
            f"{NOT_ENOUGH}this needs {ENOUGH_DAYS} scored days with pressing and {ENOUGH_DAYS} without; you have "
            f"{result.pressed_n} and {result.not_pressed_n}."
        )
    with_it, without = f"{result.pressed_n} days with pressing", f"{result.not_pressed_n} days without"
    same = abs(result.difference) < SMALLEST
    return (
        f"Your last score of the day was on average {moved(result.difference)} on {with_it} "
        f"{'and' if same else 'than'} on {without}. People choose the days they press, often the worse ones, so this "
        "does not say what caused it."
    )


def say_trial(result: Trial) -> str:
    pairs = len(result.differences)
    if not result.enough or result.difference is None or result.low is None or result.high is None:
        return (
            f"{NOT_ENOUGH}this needs {ENOUGH_PAIRS} pairs of weeks, each week with a score on {DAYS_IN_WEEK} days or "
            f"more; you have {counted(pairs, 'pair', 'pairs')}."
        )
    if result.high < 0 or result.low > 0:
        low, high = sorted((abs(result.low), abs(result.high)))
        first = (
            f"In your weeks of pressing the first score of the day was {moved(result.difference)} on average than in "
            f"your weeks of rest (95 % interval {low:.1f} to {high:.1f} {'lower' if result.high < 0 else 'higher'}, "
            f"{pairs} pairs of weeks)."
        )
    else:
        first = (
            "Your weeks of pressing and of rest do not clearly differ: the first score of the day was "
            f"{moved(result.difference)} on average in weeks of pressing, and anything from {signed(result.low)} to "
            f"{signed(result.high)} fits your notes ({pairs} pairs of weeks)."
        )
    strayed = (
        f" You also pressed on {counted(result.strayed, 'day', 'days')} of your weeks of rest."
        if result.strayed
        else ""
    )
    return f"{first}{strayed} You knew which week it was, so expecting a change may play a part."


def say_two_weeks(result: TwoWeeks) -> str:
    done = f"Done on {result.done} of {counted(len(result.days), 'day', 'days')}."
    if result.first is None or result.last is None:
        told = f"Too few days to compare: this needs a score on {2 * EDGE_DAYS} days; you have {len(result.scored)}."
    else:
        told = (
            f"The median of your first {EDGE_DAYS} scores is {result.first}, that of your last {EDGE_DAYS} is "
            f"{result.last}."
        )
    return f"{told} {done} This is one person’s record, no proof."


def signed(change: float) -> str:
    """ "1.2 lower", "no difference"."""
    return "no difference" if abs(change) < SMALLEST else moved(change)
