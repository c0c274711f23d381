"""The measuring line of a technical drawing: from the landmark to the point, with cun ticks and centimetres.

landmark ──┐            The line runs beside the limb, on the side nearer to the point; two thin lines carry the
           ├ 1 cun      heights of landmark and point out to it. One tick for every whole cun.
           ├ 2 cun
   point ──┘ 7.1 cm
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor
from typing import Any

import numpy as np

from charts.screen.scene import Scene, look
from coords.body import Place
from coords.side import Side
from coords.view import Point, View

OFF_LIMB, TICK, OVERSHOOT, TO_WORDS = 0.035, 0.012, 0.008, 0.02  # shares of the frame's width
FAR_OFF, NEAR_BY = 0.5, 0.07  # likewise: how far the limb's edge may be from the point, else how near the line stands


def measure(
    view: View, place: Place, of: int, start: Point, text: str, frame: Sequence[float]
) -> dict[str, Any] | None:
    """The scene's measuring line of mark number `of`, counted from `start` (view units, this side); None for no length.

    `be` is how far sideways the line runs, to the right of the way along the limb; `over`, `tick` and `away` are how
    far the thin lines run on, how long a tick is, and how far off the words stand.
    """
    width = frame[2] - frame[0]
    stands = line_beside(view, place, start, [width])
    if stands is None:
        return None
    (beside,), toward = stands
    along, across = _axes(place.axis)
    upright = abs(along[1]) >= abs(along[0])
    side = "middle right" if across[0] * toward > 0 else "middle left"
    above = "top center" if across[1] * toward > 0 else "bottom center"
    return {
        "of": of, "sx": start[0], "sy": start[1], "be": beside, "axis": along.tolist(), "cun": place.cun,
        "over": toward * OVERSHOOT * width, "tick": TICK * width, "away": toward * TO_WORDS * width,
        "text": text, "side": side if upright else above, "line": {"role": "measure", **look("$selected", 1.1)},
    }  # fmt: skip


def measured(scene: Scene) -> tuple[list[list[Point]], tuple[Point, Point], Point]:
    """The strokes of a scene's measuring line, its two ends, and where its words stand."""
    line, marks = scene["measure"], scene["marks"]
    along, across = _axes(line["axis"])
    origin, point = np.array([line["sx"], line["sy"]]), np.array([marks[axis][line["of"]] for axis in "xy"])
    a, b, beside = float(origin @ along), float(point @ along), line["be"]

    def at(level: float, aside: float) -> Point:
        x, y = level * along + aside * across
        return (float(x), float(y))

    ends = (at(a, beside), at(b, beside))
    strokes = [
        [at(a, float(origin @ across)), at(a, beside + line["over"])],
        [at(b, float(point @ across)), at(b, beside + line["over"])],
        list(ends),
    ]
    if line["cun"]:
        step, half = (b - a) / line["cun"], line["tick"] / 2
        ticks = [a + k * step for k in range(1, floor(line["cun"] + 1e-9) + 1)]
        strokes += [[at(level, beside - half), at(level, beside + half)] for level in ticks]
    return strokes, ends, at((a + b) / 2, beside + line["away"])


def line_beside(
    view: View, place: Place, start: Point, widths: Sequence[float]
) -> tuple[tuple[float, ...], float] | None:
    """Where the measuring line stands: its sideways position, to the right of the place's axis, in view units, for
    frames of these widths; and on which side of the limb that is, 1 right or -1 left. None when nothing is measured.
    """
    along, across = _axes(place.axis)
    point, origin = np.asarray(place.xy), np.asarray(start)
    a, b = float(origin @ along), float(point @ along)
    if abs(b - a) < 1e-6:
        return None
    near, far = _limb_edges(view, place.side, along, across, min(a, b), max(a, b))
    toward = 1.0 if abs(far - point @ across) <= abs(point @ across - near) else -1.0
    edge, outer = far if toward > 0 else near, max(toward * float(end @ across) for end in (origin, point))

    def beside(width: float) -> float:
        off = edge + toward * OFF_LIMB * width
        across_the_limb = toward * off - outer > FAR_OFF * width  # then it stays beside its point
        return toward * (outer + NEAR_BY * width) if across_the_limb else off

    return tuple(map(beside, widths)), toward


def _axes(axis: Sequence[float]) -> tuple[np.ndarray, np.ndarray]:
    """(along, across): an axis along the limb, and what lies to its right."""
    along = np.asarray(axis)
    return along, np.array([along[1], -along[0]])


def _limb_edges(view: View, side: str, along, across, low: float, high: float) -> tuple[float, float]:
    """Least and greatest sideways position of the limb between two levels."""
    corners = view.corners * Side(side).axes
    level = corners @ along
    between = corners[(level >= low - 0.01) & (level <= high + 0.01)]
    aside = (between if len(between) else corners) @ across
    return float(aside.min()), float(aside.max())
