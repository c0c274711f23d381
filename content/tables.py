"""The numbers of a view over the sizes of one measure, so that a browser can follow a width while it is dragged.

At every knot stands Python's own answer (`content.numbers`), between two knots a browser draws a straight line
(`web/instrument/table.js`) and stays within 0.1 mm of the answer there. The other measures stay as they are.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import pairwise
from typing import Any

import numpy as np

from content.cards import FINGER_GAP_MM
from content.numbers import LEG, STEPS, exact, margin_told, marks_of, places_of, tenths
from content.phrases import CLOSE_MM, RULERS, has_landmark
from coords.body import FELT, Body, Place
from coords.cun import FINGERS, Measurements
from coords.intake import Range
from coords.model_constants import PLUS_MINUS_SD
from coords.region import Margin
from coords.side import SIDES
from data.atlas import Atlas

FINGER_KNOTS = 61  # over the widths most people have: a fifth of a mm of a thumb
BONE_KNOTS = 6  # where no finger counts, no dot moves and centimetres grow evenly; margins are then within 0.002 mm
BENT_MM, OFF_MM = 0.1, 0.04  # knots are added where a way bends more, until it leaves the straight line by no more
FINEST = 2e-5  # mm: a jump is caught between two knots no further apart
UNTOLD, BY_DISTANCE, BY_TOUCH = range(3)  # how a mark is told at every size; by distance: unless its ± is too large
YOURS_STEP = SCALE_STEP = 0.001  # mm of a cun, and of a view unit

SIZES = (*FINGERS, "stature", LEG)  # what a reader may drag

Row = list[int | None]


def width_table(atlas: Atlas, measures: Measurements, measure: str, view: str, side: str) -> dict[str, Any]:
    """The columns of a view and side over the usual sizes of `measure`: a finger, "stature" or a scale id.

    A column has a row for every mark, a row the differences from knot to knot (`_differences`). Raises KeyError for an
    unknown measure, view or side.
    """
    marks, sizes = marks_of(atlas, view), _sizes(atlas, measures, measure, view)
    bodies = [_body(atlas, measures, measure, mm) for mm in sizes]
    at_knots = [places_of(body, marks, view, side) for body in bodies]
    told = [_told(atlas, place) for place in at_knots[0]]
    columns = _columns(atlas, bodies, at_knots, told)
    return {
        "view": view,
        "side": side,
        "measure": measure,
        "sizes": list(sizes),
        "columns": {name: [_differences(row) for row in rows] for name, rows in columns.items()},
        "mm_per_unit": _differences([round(body.view_mm_per_unit(view) / SCALE_STEP) for body in bodies]),
        "yours": _yours(bodies),
        "told": told,
        "rules": {"felt": FELT, "close": CLOSE_MM, "gap": FINGER_GAP_MM, "plus_minus_sd": PLUS_MINUS_SD},
    }


# ---- sizes


def knots(atlas: Atlas, measures: Measurements, measure: str) -> list[float]:
    """The sizes in mm that a table has at the least."""
    usual, fingers = range_of(atlas, measure), measures.fingers or measure in FINGERS
    low = usual.warn_lo_adult if measures.age == "adult" else usual.warn_lo_10plus
    return np.linspace(low, usual.warn_hi, FINGER_KNOTS if fingers else BONE_KNOTS).round(6).tolist()


def range_of(atlas: Atlas, measure: str) -> Range:
    """The range of a finger, "stature" or a scale id. Raises KeyError for another measure."""
    return atlas.ranges[atlas.scale_words[measure]["range_field"] if measure in atlas.scale_words else measure]


def with_size(measures: Measurements, measure: str, mm: float) -> Measurements:
    """The measures with another size of a finger, the height or a scale."""
    if measure in FINGERS:
        return replace(measures, fingers={**measures.fingers, measure: mm})
    if measure == "stature":
        return replace(measures, stature_mm=mm)
    return replace(measures, segments_mm={**measures.segments_mm, measure: mm})


def same_for_all(measures: Measurements) -> list[str]:
    """The sizes whose tables are those of an adult who measured nothing: whatever else was told would change them."""
    return [name for name in SIZES if without(measures, name) == Measurements()]


def without(measures: Measurements, measure: str) -> Measurements:
    """The other measures; a height by which a helper's hand is scaled stays."""
    if measure == "stature":
        return measures if measures.helper_stature_mm else replace(measures, stature_mm=None)
    field = "fingers" if measure in FINGERS else "segments_mm"
    others = {name: mm for name, mm in getattr(measures, field).items() if name != measure}
    return replace(measures, **{field: others})


@lru_cache(maxsize=256)
def _body(atlas: Atlas, measures: Measurements, measure: str, mm: float) -> Body:
    """A reader of this size; what is found out for a view serves both sides."""
    return Body(atlas.limb, with_size(measures, measure, mm))


@lru_cache(maxsize=32)
def _sizes(atlas: Atlas, measures: Measurements, measure: str, view: str) -> tuple[float, ...]:
    """The sizes in mm of a view's table: the two sides mirror each other."""
    marks, even, side = marks_of(atlas, view), knots(atlas, measures, measure), SIDES[0]
    ways = np.array([_spots(places_of(_body(atlas, measures, measure, mm), marks, view, side)) for mm in even])

    def spot(mm: float, mark: int) -> np.ndarray:
        body = Body(atlas.limb, with_size(measures, measure, mm))
        return _spots(places_of(body, marks[mark : mark + 1], view, side))[0]

    return tuple(sorted({*even, *_bends(even, ways, spot)}))


def _bends(sizes: Sequence[float], ways: np.ndarray, spot: Callable[[float, int], np.ndarray]) -> set[float]:
    """More sizes where a dot or hollow mark does not move straight from knot to knot.

    `ways` is (knots, marks, 4) and `spot` gives one more of its rows of four.
    """
    bent = np.abs(np.diff(ways, 2, axis=0)).max(axis=2) > BENT_MM
    stretches = {(int(k), int(mark)) for knot, mark in np.argwhere(bent) for k in (knot, knot + 1)}
    found: set[float] = set()
    for k, mark in stretches:
        ends = ((sizes[k], ways[k, mark]), (sizes[k + 1], ways[k + 1, mark]))
        found |= _straightened(lambda mm, mark=mark: spot(mm, mark), *ends)
    return found


def _spots(places: Sequence[Place]) -> np.ndarray:
    """(marks, 4) dot and hollow mark in mm of the reader; without fingers the dot twice."""
    return np.array([(*p.xy, *(p.finger_xy or p.xy)) for p in places]) * [[p.mm_per_unit] for p in places]


Knot = tuple[float, np.ndarray]


def _straightened(spot: Callable[[float], np.ndarray], start: Knot, end: Knot) -> set[float]:
    """Sizes between two knots at which the way from one to the other is to be broken."""
    found = [start, *_halved(spot, start, end), end]
    kept = [start]
    for here, after in pairwise(found[1:]):
        share = (here[0] - kept[-1][0]) / (after[0] - kept[-1][0])
        if np.abs(kept[-1][1] + share * (after[1] - kept[-1][1]) - here[1]).max() > OFF_MM / 2:
            kept.append(here)
    return {mm for mm, _ in kept[1:]}


def _halved(spot: Callable[[float], np.ndarray], start: Knot, end: Knot) -> list[Knot]:
    middle = round((start[0] + end[0]) / 2, 6)
    if end[0] - start[0] <= FINEST:
        return []
    knot = (middle, spot(middle))
    if np.abs((start[1] + end[1]) / 2 - knot[1]).max() <= OFF_MM:
        return []
    return [*_halved(spot, start, knot), knot, *_halved(spot, knot, end)]


# ---- columns


def _told(atlas: Atlas, place: Place) -> int:
    if not has_landmark(atlas, place):
        return UNTOLD
    return BY_TOUCH if place.hollow else BY_DISTANCE


def _columns(
    atlas: Atlas, bodies: Sequence[Body], at_knots: Sequence[list[Place]], told: Sequence[int]
) -> dict[str, list[Row]]:
    """Column → a row for every mark, a number for every knot."""
    each = [exact(atlas, body, places) for body, places in zip(bodies, at_knots, strict=True)]
    values = {name: np.array([one[name] for one in each]) for name in STEPS}
    found = {name: np.rint(column / STEPS[name]) for name, column in values.items()}
    for name in ("distance", "finger", "gap"):
        found[name] = read_alike(values[name], STEPS[name], lambda mm: tenths(mm / 10))
    found["spread"] = read_alike(values["spread"], STEPS["spread"], plus_minus_mm)
    felt = np.array([[place.felt for place in places] for places in at_knots])
    with np.errstate(invalid="ignore"):
        swallowed = np.vectorize(plus_minus_mm)(found["spread"] * STEPS["spread"]) > FELT * found["distance"] / 1000
    wrong = (felt != swallowed) & (np.array(told) == BY_DISTANCE)
    found["distance"] += np.where(wrong, np.where(felt, -1, 1), 0)
    margins = [[margin_told(place) for place in row] for row in zip(*at_knots, strict=True)]
    rows: dict[str, list[Row]] = {name: _rows(column) for name, column in found.items()}
    for k, name in enumerate(("told_along", "told_across")):
        rows[name] = [
            [one[k] if kind == UNTOLD else None for one in row] for kind, row in zip(told, margins, strict=True)
        ]
    return rows


def read_alike(values: np.ndarray, step: float, read: Callable[[float], int]) -> np.ndarray:
    """Whole numbers of `step` that a reader reads as they read the values: one to the side where rounding hides it."""
    found, per = np.rint(values / step), round(1 / step)
    for index in zip(*np.nonzero(~np.isnan(values)), strict=True):
        found[index] += np.sign(read(float(values[index])) - read(float(found[index]) / per))
    return found


def plus_minus_mm(sd_mm: float) -> int:
    """The ± of a distance in whole mm, as it is read."""
    return 0 if sd_mm != sd_mm else round(10 * Margin(sd_mm, 0).plus_minus_cm)


def _yours(bodies: Sequence[Body]) -> dict[str, Any]:
    """One cun of the reader's lower leg and its ±, in steps of 0.001 mm, as differences from knot to knot."""
    cuns = [body.cun[LEG] for body in bodies]
    lengths = {"mm": [cun.mm for cun in cuns], "plus_minus": [PLUS_MINUS_SD * cun.u_mm for cun in cuns]}
    rows = {name: read_alike(np.array(values), YOURS_STEP, tenths) for name, values in lengths.items()}
    ruler = RULERS.index(cuns[0].source)
    return {name: _differences([int(one) for one in row]) for name, row in rows.items()} | {"ruler": ruler}


def _rows(values: np.ndarray) -> list[Row]:
    """(knots, marks) numbers, nan for none, as a row for each mark."""
    return [[None if one != one else int(one) for one in row] for row in values.T.tolist()]


def _differences(values: Row) -> Row:
    """The first number, then how much every next one is more; None stays, and does not count. One number: all alike."""
    if all(value == values[0] for value in values):
        return values[:1]
    found, last = [], 0
    for value in values:
        found.append(None if value is None else value - last)
        last = last if value is None else value
    return found
