"""A routine as what was pressed: its points, zones and techniques, as the reader's answers leave them."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from content.session_time import all_steps, session_minutes
from content.words import word
from data.care.decision import KeptStep
from data.practice import load_practice, routine_named
from notebook import Pressed
from ui.cards import guided

LAYERS = ("point", "zone")
SIDES = ("left", "right", "both")


@cache
def routines() -> dict[str, str]:
    """What a reader may say was pressed: "routine:RT_HEEL" → "Sore heel (routine, 22 minutes)"."""
    known = load_practice().routines
    return {
        f"routine:{name}": word("entry.routine_option", name=one.title, minutes=session_minutes(all_steps(one)))
        for name, one in known.items()
    }


def places_of(kept: KeptStep) -> list[tuple[str, str, str]]:
    """(layer, code, technique) of what a step presses; [] for a step that only tells something."""
    step = kept.step
    if step.layer in LAYERS:
        return [(step.layer, code, step.technique) for code in step.subjects]
    return [("technique", step.technique, "")] if step.technique else []


def pressed_in(name: str) -> tuple[Pressed, ...]:
    """What a routine presses, seconds on each side; () for one that no table knows, or that is not for this reader."""
    try:
        done = guided.allowed(routine_named(load_practice(), name))
    except KeyError:
        return ()
    if done.blocked_by:
        return ()
    found: dict[tuple[str, str, str], dict[str, int]] = defaultdict(lambda: defaultdict(int))
    for kept in done.steps:
        for place in places_of(kept):
            found[place][kept.side] += kept.step.seconds * kept.step.repeats
    parts = []
    for (layer, code, technique), sides in found.items():
        if set(sides) == {"left", "right"} and sides["left"] == sides["right"]:
            sides = {"both": sides["left"]}
        parts += [
            Pressed(layer, code, side if side in SIDES else "", technique, seconds) for side, seconds in sides.items()
        ]
    return tuple(parts)
