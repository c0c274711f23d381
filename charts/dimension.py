"""The measuring line of a technical drawing: from the landmark to the point, with cun ticks and centimetres.

    landmark ──┐            The line runs beside the limb, on the side nearer to the point; two thin lines carry the
               ├ 1 cun      heights of landmark and point out to it. One tick for every whole cun.
               ├ 2 cun
       point ──┘ 7.1 cm
"""

from __future__ import annotations

from collections.abc import Sequence
from math import floor

import numpy as np

from coords.body import Place
from coords.view import Point, View

OFF_LIMB, TICK, OVERSHOOT = 0.035, 0.012, 0.008  # shares of the frame's width
FAR_OFF, NEAR_BY = 0.5, 0.07  # likewise: how far the limb's edge may be from the point, else how near the line stands


def dimension_lines(view: View, place: Place, start: Point, text: str, frame: Sequence[float]) -> list[dict]:
    """Traces of the measuring line of `place`, counted from `start` (view units, this side); [] for no length."""
    along = np.asarray(place.axis)
    across = np.array([along[1], -along[0]])
    point, origin = np.asarray(place.xy), np.asarray(start)
    a, b = float(origin @ along), float(point @ along)
    width = frame[2] - frame[0]
    if abs(b - a) < 1e-6:
        return []
    near, far = _limb_edges(view, place.side, along, across, min(a, b), max(a, b))
    toward = 1.0 if abs(far - point @ across) <= abs(point @ across - near) else -1.0
    beside = (far if toward > 0 else near) + toward * OFF_LIMB * width
    outer = max(toward * float(end @ across) for end in (origin, point))
    if toward * beside - outer > FAR_OFF * width:  # a line across the limb stays beside its point
        beside = toward * (outer + NEAR_BY * width)

    def at(level: float, aside: float) -> tuple[float, float]:
        x, y = level * along + aside * across
        return (round(float(x), 5), round(float(y), 5))

    out = toward * OVERSHOOT * width
    strokes = [
        [at(a, float(origin @ across)), at(a, beside + out)],
        [at(b, float(point @ across)), at(b, beside + out)],
        [at(a, beside), at(b, beside)],
    ]
    if place.cun:
        step = (b - a) / place.cun
        ticks = [a + k * step for k in range(1, floor(place.cun + 1e-9) + 1)]
        strokes += [[at(t, beside - TICK / 2 * width), at(t, beside + TICK / 2 * width)] for t in ticks]
    x, y = at((a + b) / 2, beside + toward * 0.02 * width)
    upright = abs(along[1]) >= abs(along[0])
    side = "middle right" if across[0] * toward > 0 else "middle left"
    above = "top center" if across[1] * toward > 0 else "bottom center"
    return [
        _still("measure", "lines", *_broken(strokes), line={"color": "$selected", "width": 1.1}),
        _still(
            "measure ends", "markers", [strokes[2][0][0], strokes[2][1][0]], [strokes[2][0][1], strokes[2][1][1]],
            marker={"symbol": "circle", "size": 4.5, "color": "$selected"},
        ),
        _still(
            "measure text", "text", [x], [y], meta="labels", text=[text], cliponaxis=False,
            textposition=side if upright else above, textfont={"size": 12, "color": "$label_text"},
        ),
    ]  # fmt: skip


def _limb_edges(view: View, side: str, along, across, low: float, high: float) -> tuple[float, float]:
    """Least and greatest sideways position of the limb between two levels."""
    corners = np.asarray(view.outline.exterior.coords)
    if side == "left":
        corners = corners * (-1.0, 1.0)
    level = corners @ along
    between = corners[(level >= low - 0.01) & (level <= high + 0.01)]
    aside = (between if len(between) else corners) @ across
    return float(aside.min()), float(aside.max())


def _broken(strokes: Sequence[Sequence[Point]]) -> tuple[list, list]:
    x: list[float | None] = []
    y: list[float | None] = []
    for stroke in strokes:
        x += [*(px for px, _ in stroke), None]
        y += [*(py for _, py in stroke), None]
    return x[:-1], y[:-1]


def _still(name: str, mode: str, x: Sequence, y: Sequence, **style) -> dict:
    return {
        "type": "scatter", "mode": mode, "name": name, "x": list(x), "y": list(y), "hoverinfo": "skip",
        "showlegend": False, **style,
    }  # fmt: skip
