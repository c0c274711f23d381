"""Readers, and their tables and answers, for the tests of what a browser works out itself."""

from random import Random
from typing import Any

from content.marks import VIEW_NAMES
from coords.body import Body
from coords.cun import Measurements
from coords.model_constants import FINGERS, SEGMENTS
from data import load_atlas
from data.care.decision import Decision, decide, load_care

ATLAS, CARE = load_atlas(), load_care()
NOBODY = decide(CARE, {})
VIEWS = tuple(VIEW_NAMES)
THUMB = Measurements({"thumb": 20.7})
SETS = {  # measures, and the one of them that changes
    "thumb": (THUMB, "thumb"),
    "thumb of a child": (Measurements({"thumb": 17.0}, age="10-17"), "thumb"),
    "middle finger with the thumb": (THUMB, "middle"),
    "two fingers as tradition counts": (Measurements({"two": 39.0}, traditional=True), "two"),
    "three fingers": (Measurements({}), "three"),
    "four fingers with the thumb": (THUMB, "four"),
    "thumb of a measured leg": (Measurements({"thumb": 20.7}, 1700.0, {"S_LEG_MED": 368.0}), "thumb"),
    "height": (Measurements({}), "stature"),
    "height with the thumb": (THUMB, "stature"),
    "height, counted by the thumb": (Measurements({"thumb": 20.7}, traditional=True), "stature"),
    "a helper's thumb": (Measurements({"thumb": 23.0}, 1650.0, helper_stature_mm=1800.0), "thumb"),
    "inner shin": (Measurements({}, 1700.0), "S_LEG_MED"),
}


def some_reader(chance: Random) -> Body:
    """A reader who measured this and that."""
    fingers = {
        name: ATLAS.ranges[name].neutral * chance.uniform(0.85, 1.15) for name in FINGERS if chance.random() < 0.4
    }
    shins = {
        name: 368.0 * chance.uniform(0.9, 1.1) for name in SEGMENTS if name == "S_LEG_MED" and chance.random() < 0.3
    }
    stature = chance.choice([None, chance.uniform(1450, 1950)])
    helper = chance.choice([None, 1700.0]) if stature else None
    return Body(
        ATLAS.limb, Measurements(fingers, stature, shins, traditional=chance.random() < 0.3, helper_stature_mm=helper)
    )


def some_answers(chance: Random) -> Decision:
    """Some of the questions of “Before you press”, answered somehow."""
    asked = [name for name in CARE.questions if chance.random() < 0.5]
    return decide(CARE, {name: chance.choice(list(CARE.questions[name].answers)) for name in asked})


def unfolded(table: dict[str, Any]) -> dict[str, list[list[int | None]]]:
    """Column → a row of numbers for every mark, one for each knot."""
    return {name: [_summed(row, len(table["sizes"])) for row in rows] for name, rows in table["columns"].items()}


def _summed(row: list[int | None], count: int) -> list[int | None]:
    if len(row) == 1:
        return row * count
    found: list[int | None] = []
    last = 0
    for one in row:
        last += one or 0
        found.append(None if one is None else last)
    return found
