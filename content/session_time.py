"""How long a session takes: one number for its card, its clock, its handout and the notebook."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from content.pressing import whole_minutes
from data.care.decision import KeptStep, decide, load_care
from data.practice import Routine

READY_SECONDS = 5  # before each step, for the hands to move to its place


def session_seconds(kept: Iterable[KeptStep]) -> int:
    """Seconds by the clock: every side on its own, and the hands' way to each place."""
    return sum(READY_SECONDS + one.step.seconds * one.step.repeats for one in kept)


def session_minutes(kept: Iterable[KeptStep]) -> str:
    """ "22 minutes"."""
    return whole_minutes(session_seconds(kept))


def all_steps(routine: Routine, short: bool = False) -> tuple[KeptStep, ...]:
    """Every step of a routine, or of its short version, on every side: what nobody's answers have touched."""
    return decide(load_care(), {}).routine(replace(routine, steps=routine.chosen(short))).steps
