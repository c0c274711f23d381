"""The numbers of one reader on a view: a column of whole numbers each, a row for every mark in the order of its sheet.

With the sheet of the view (`content.sheets`) they are all that a browser needs to draw the marks and to fill in the
sentences. What one whole number stands for is said by `STEPS`; None is "none here", such as a hollow mark not drawn.
The columns `told_…` are what a sentence says, in tenths as they are read: never worked out again from the others.
"""

from __future__ import annotations

from collections.abc import Iterable
from math import nan
from typing import Any

import numpy as np

from charts.screen.dimension import line_beside
from charts.screen.limb import framed, seen_finger_mark
from content.answered import answered
from content.cards import finger_slots
from content.marks import codes_in_view, spots_in_view
from content.phrases import RULERS, distance_told, has_landmark, is_close
from coords.body import Body, Place
from coords.model_constants import PLUS_MINUS_SD
from coords.view import View
from data.atlas import Atlas
from data.care.decision import Decision

STEPS = {  # column: what 1 stands for
    "x": 1e-5, "y": 1e-5,  # the dot, view units of the chosen side
    "hollow_x": 1e-5, "hollow_y": 1e-5,  # the mark of plain finger cun where one is drawn, view units
    "axis_x": 1e-4, "axis_y": 1e-4,  # the direction in which the distance is counted, length 1
    "per_unit": 0.01,  # mm of the reader in one view unit
    "along": 0.01, "across": 0.01,  # the margin, 1 SD in mm
    "lean": 1e-3,  # how far the margin slides to the right of the axis for every unit along it
    "distance": 0.001, "spread": 0.001,  # mm counted from the landmark, and its 1 SD
    "cun": 0.001, "cun_plus_minus": 0.001,  # mm of the winning cun, and its ±
    "finger": 0.01, "gap": 0.01,  # mm counted by plain finger cun; mm from the dot to the mark of that
    "start_x": 1e-5, "start_y": 1e-5,  # where the measuring line starts, view units
    "beside": 1e-5, "beside_whole": 1e-5,  # how far to the right of the axis it stands; in the frame "whole"
    "toward": 1,  # on which side of the limb that is: 1 right, -1 left
    "ruler": 1,  # which of `phrases.RULERS` wins
}  # fmt: skip
COUNTED, JUST, A_LITTLE = range(3)  # the sentences of a mark, as `told` names them; None: it is told by its margin
LEG = "S_LEG_MED"  # the scale whose cun is "yours"


def numbers(atlas: Atlas, body: Body, view: str, side: str, decision: Decision) -> dict[str, Any]:
    """The columns of a view and side, the reader's cun, and what the answers before pressing make of points and zones.

    Raises KeyError for an unknown view or side.
    """
    places = places_of(body, marks_of(atlas, view), view, side)
    return {
        "view": view,
        "side": side,
        "mm_per_unit": round(body.view_mm_per_unit(view), 3),
        "columns": whole(exact(atlas, body, places)) | _told(atlas, places),
        "yours": _yours(body),
        "answers": answered(atlas, view, side, decision),
    }


def marks_of(atlas: Atlas, view: str) -> list[tuple[str, str]]:
    """(code, spot) of every mark that a view may show, in the order of sheet and columns."""
    return spots_in_view(atlas, view, codes_in_view(atlas, view))


def places_of(body: Body, marks: Iterable[tuple[str, str]], view: str, side: str) -> list[Place]:
    """Where the marks of a view lie on a reader."""
    return [body.place(spot, view, side) for _, spot in marks]


def exact(atlas: Atlas, body: Body, places: Iterable[Place]) -> dict[str, np.ndarray]:
    """Column → (marks,) numbers without rounding, in mm or view units; nan for none."""
    rows = [_row(atlas.limb.views[place.view], body, place) for place in places]
    return dict(zip(STEPS, np.array(rows, dtype=float).T, strict=True))


def whole(columns: dict[str, np.ndarray]) -> dict[str, list[int | None]]:
    """Columns as whole numbers of their steps."""
    return {name: _whole(values / STEPS[name]) for name, values in columns.items()}


def _whole(values: np.ndarray) -> list[int | None]:
    return [None if value != value else int(value) for value in np.rint(values).tolist()]


def _row(view: View, body: Body, place: Place) -> tuple[float | None, ...]:
    hollow = seen_finger_mark(view, place.side, place) or (nan, nan)
    return (
        *place.xy,
        *hollow,
        *place.axis,
        place.mm_per_unit,
        place.margin.along_mm,
        place.margin.across_mm,
        place.margin.lean,
        place.distance_mm,
        place.distance_u_mm,
        place.ruler.mm if place.ruler else nan,
        PLUS_MINUS_SD * place.ruler.u_mm if place.ruler else nan,
        place.finger_mm,
        nan if place.finger_xy is None else place.finger_gap_mm,
        *_measuring_line(view, body, place),
        RULERS.index(place.ruler.source) if place.ruler else nan,
    )


def _measuring_line(view: View, body: Body, place: Place) -> tuple[float, ...]:
    """Where it starts (x, y), where it stands in each of two frames, and on which side."""
    start = body.start_of(place)
    if start is None:
        return (nan,) * 5
    boxes = [framed(view, place.side, frame) for frame in (("lower", "whole") if view.frames else (None,))]
    stands, toward = line_beside(view, place, start, [box[2] - box[0] for box in boxes]) or ((nan,), nan)
    return (*start, stands[0], stands[1] if len(stands) > 1 else nan, toward)


def _told(atlas: Atlas, places: Iterable[Place]) -> dict[str, list[int | None]]:
    """What the sentences say, in tenths of a cm; `told` is the one of a mark's sentences that holds."""
    rows = [_sentence(atlas, place) for place in places]
    names = ("told", "told_cm", "told_plus_minus", "told_along", "told_across", "told_finger", "told_gap")
    return {name: [row.get(name) for row in rows] for name in names}


def _sentence(atlas: Atlas, place: Place) -> dict[str, int]:
    if not has_landmark(atlas, place):
        along, across = margin_told(place)
        return {"told_along": along, "told_across": across}
    slots = distance_told(atlas, place)[1]
    numbers = {name: value for name, value in slots.items() if isinstance(value, float)}
    if place.felt:
        return {
            "told": JUST if is_close(place) else A_LITTLE,
            "told_plus_minus": tenths(numbers["plus_minus"]),
        }
    finger = {"told_finger" if name == "cm" else "told_gap": value for name, value in finger_slots(place).items()}
    told = {"told_cm": numbers["cm"], "told_plus_minus": numbers["plus_minus"], **finger}
    return {"told": COUNTED} | {name: tenths(value) for name, value in told.items()}


def margin_told(place: Place) -> tuple[int, int]:
    """How far around the dot to look, along and across, in tenths of a cm."""
    along, across = place.margin.spread(0.95)
    return tenths(along / 10), tenths(across / 10)


def tenths(value: float) -> int:
    """What is read of a number with one decimal, times ten."""
    return round(10 * float(f"{value:.1f}"))


def _yours(body: Body) -> dict[str, int]:
    """One cun of the reader's lower leg and its ±, in tenths of a mm as they are read, and which ruler says so."""
    cun = body.cun[LEG]
    return {
        "told_mm": tenths(cun.mm),
        "told_plus_minus": tenths(PLUS_MINUS_SD * cun.u_mm),
        "ruler": RULERS.index(cun.source),
    }
