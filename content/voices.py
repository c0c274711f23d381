"""Where other sources put a point, for the pocket atlas: for an average adult, and over the sizes of one measure.

    {look: of the pins, as in a scene,
     sizes: {measure: [mm, …]},
     places: {code: {view: [{who, says: hover's lines, x, y,
                             of: {measure: {x: [a number for each size, or one for all], y}}}]}}}

`x` and `y` are of the right limb, in 0.00001 view unit. `web/pocket/voices.js` chooses, as `ui/pages/atlas.py` does.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from charts.screen.said import hover_lines, said_pins
from content.tables import SIZES, knots, with_size
from coords.body import Body
from coords.cun import Measurements
from coords.view import VIEWS, Point
from data.atlas import Atlas
from data.sayings import load_sayings, said_places

APART_MM = 2.0  # another source's place is drawn only when it is this far from the dot
STEP = 1e-5  # view units
PLACE = ("x", "y", "fx", "fy", "says")


@dataclass(frozen=True)
class Anywhere:
    """A pin to take the look from."""

    xy: Point = (0.0, 0.0)
    dot: Point | None = (0.0, 0.0)
    gap_mm: float | None = None
    who: str = ""
    says: str = ""


@cache
def voices(atlas: Atlas) -> dict[str, Any]:
    """The places as JSON values."""
    (look,) = said_pins([Anywhere()], lambda _: "")
    return {
        "apart": APART_MM,
        "look": {name: value for name, value in look.items() if name not in PLACE},
        "sizes": {measure: knots(atlas, Measurements(), measure) for measure in SIZES},
        "places": {
            code: {view: found for view in VIEWS if (found := _places(atlas, code, view))}
            for code in atlas.points
            if any(one.rule for one in load_sayings().get(code, ()))
        },
    }


def _places(atlas: Atlas, code: str, view: str) -> list[dict[str, Any]]:
    average = said_places(atlas, Body(atlas.limb, Measurements()), code, view)
    each = {measure: [said_places(atlas, body, code, view) for body in _bodies(atlas, measure)] for measure in SIZES}
    return [
        {
            "who": one.who,
            "says": hover_lines(one.says),
            **_xy([one.xy], 0),
            "of": {measure: _xy([at[n].xy for at in told]) for measure, told in each.items()},
        }
        for n, one in enumerate(average)
    ]


@cache
def _bodies(atlas: Atlas, measure: str) -> list[Body]:
    return [Body(atlas.limb, with_size(Measurements(), measure, mm)) for mm in knots(atlas, Measurements(), measure)]


def _xy(places: Sequence[Point], only: int | None = None) -> dict[str, Any]:
    """Both coordinates of a place for each size; one number where all are alike, or only that of one size."""
    found: dict[str, Any] = {}
    for axis, values in zip("xy", zip(*places, strict=True), strict=True):
        whole = [round(value / STEP) for value in values]
        found[axis] = whole[only] if only is not None else whole[:1] if len({*whole}) == 1 else whole
    return found
