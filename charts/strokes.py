"""Pen and ink: lines that swell and taper as filled outlines, gathered into a few traces by colour."""

from collections import defaultdict
from typing import Any

import numpy as np
import shapely
import shapely.ops
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from charts.relief import LIGHT_FROM, fade

_TO_SHADOW = -np.array(LIGHT_FROM[:2]) / np.hypot(*LIGHT_FROM[:2])


def smooth(points: np.ndarray, spacing: float, *, closed: bool) -> np.ndarray:
    """A centripetal Catmull-Rom curve through (n, 2) `points`, about one point every `spacing` view units."""
    points = np.asarray(points, float)
    fresh = np.r_[True, np.hypot(*np.diff(points, axis=0).T) > 1e-9]
    points = points[fresh]
    if closed and len(points) > 1 and np.hypot(*(points[0] - points[-1])) < 1e-9:
        points = points[:-1]
    if len(points) < 3:
        return points
    ends = (points[-1:], points[:2]) if closed else (2 * points[:1] - points[1:2], 2 * points[-1:] - points[-2:-1])
    knots = np.concatenate([ends[0], points, ends[1]])
    out = []
    for a, b, c, d in zip(knots, knots[1:], knots[2:], knots[3:], strict=False):
        t0, t1, t2 = (max(float(np.hypot(*(q - p))) ** 0.5, 1e-6) for p, q in ((a, b), (b, c), (c, d)))
        start = t1 * ((b - a) / t0 - (c - a) / (t0 + t1) + (c - b) / t1)
        stop = t1 * ((c - b) / t1 - (d - b) / (t1 + t2) + (d - c) / t2)
        s = np.linspace(0, 1, max(1, int(np.ceil(t1**2 / spacing))), endpoint=False)[:, None]
        rise = 3 * s**2 - 2 * s**3
        out.append(b + (c - b) * rise + start * (s**3 - 2 * s**2 + s) + stop * (s**3 - s**2))
    return np.concatenate(out if closed else [*out, points[-1:]])


def _normals(line: np.ndarray, closed: bool) -> np.ndarray:
    """Unit normals to the right of the way along a line."""
    along = np.roll(line, -1, 0) - np.roll(line, 1, 0) if closed else np.gradient(line, axis=0)
    normal = np.stack([along[:, 1], -along[:, 0]], axis=1)
    return normal / np.maximum(np.hypot(*normal.T), 1e-12)[:, None]


def stroke(line: np.ndarray, width: float, taper: list[float]) -> np.ndarray:
    """An open line → the outline of its stroke; `taper`: shares of `width` at even steps along the line."""
    run = np.r_[0, np.cumsum(np.hypot(*np.diff(line, axis=0).T))]
    share = run / max(run[-1], 1e-12)
    at = np.linspace(0, 1, len(taper))
    swell = np.interp((1 - np.cos(np.pi * share)) / 2 if len(taper) == 3 else share, at, taper)
    side = _normals(line, False) * (swell * width / 2)[:, None]
    return np.concatenate([line + side, (line - side)[::-1]])


def dashes(line: np.ndarray, width: float, taper: list[float], dash: float, gap: float) -> list[np.ndarray]:
    """An open line → the outlines of its dashes, each with the width the whole stroke would have in its middle."""
    course = LineString(line)
    count = max(1, round((course.length + gap) / (dash + gap)))
    step = (course.length + gap) / count
    out = []
    for start in np.arange(count) * step:
        middle = (start + (step - gap) / 2) / course.length
        swell = float(np.interp(middle, np.linspace(0, 1, len(taper)), taper))
        part = np.asarray(shapely.ops.substring(course, start, start + step - gap).coords)
        out.append(stroke(part, width * swell, [0.7, 1, 1, 0.7]))
    return out


def rim(ring: np.ndarray, width: float, to_shadow: np.ndarray) -> np.ndarray:
    """A closed contour → the outline of its stroke, thin toward the light and heavy on the shadow side."""
    outward = _normals(ring, True) * (1 if Polygon(ring).exterior.is_ccw else -1)
    facing = outward @ to_shadow
    for _ in range(3):
        facing = (np.roll(facing, 1) + facing + np.roll(facing, -1)) / 3
    side = outward * (width / 2 * (1.0 + 0.48 * facing))[:, None]
    line = np.concatenate([ring, ring[:1]])
    side = np.concatenate([side, side[:1]])
    return np.concatenate([line + side, (line - side)[::-1]])


def polygons(area: BaseGeometry) -> list[Polygon]:
    parts = getattr(area, "geoms", [area])
    return [part for part in parts if isinstance(part, Polygon) and part.area > 1e-9]


def lines(area: BaseGeometry) -> list[LineString]:
    return [part for part in getattr(area, "geoms", [area]) if isinstance(part, LineString) and part.length > 1e-6]


class Ink:
    """Collects outlines of the right limb by layer and colour, and makes one trace of each.

    For a left limb the points are mirrored at the end, so it is drawn with the light from the upper right
    (`to_shadow`), which the mirror puts upper left.
    """

    def __init__(self, cuts: list[dict[str, Any]], finest: float, side: str):
        self.cuts, self.finest = cuts, finest
        self.mirror = np.array([-1 if side == "left" else 1, 1])
        self.to_shadow = _TO_SHADOW * self.mirror
        self.parts: dict[tuple[str, str, float], list[np.ndarray]] = defaultdict(list)

    def add(self, layer: str, token: str, opacity: float, outline: np.ndarray, coarse: float = 1.0) -> None:
        """`coarse`: how much further than for a fine line the outline may stray from its exact course."""
        if len(outline) > 2:
            thinned = shapely.simplify(shapely.linestrings(outline), self.finest * coarse, preserve_topology=False)
            self.parts[layer, token, round(opacity, 3)].append(shapely.get_coordinates(thinned) * self.mirror)

    def add_area(self, layer: str, token: str, opacity: float, area: BaseGeometry, coarse: float = 1.0) -> None:
        for polygon in polygons(area):
            self.add(layer, token, opacity, np.asarray(polygon.exterior.coords), coarse)

    def traces(self) -> list[dict[str, Any]]:
        return [self._trace(*key, outlines) for key, outlines in self.parts.items()]

    def _trace(self, layer: str, token: str, opacity: float, outlines: list[np.ndarray]) -> dict[str, Any]:
        x: list[float | None] = []
        y: list[float | None] = []
        for outline in outlines:
            # plotly closes each part; None parts them
            x += [*np.round(outline[:, 0], 4).tolist(), None]
            y += [*np.round(outline[:, 1], 4).tolist(), None]
        trace = {
            "type": "scatter",
            "mode": "lines",
            "name": layer,
            "meta": layer,
            "x": x[:-1],
            "y": y[:-1],
            "line": {"width": 0, "color": f"${token}@0"},
            "fill": "toself",
            "fillcolor": f"${token}@{opacity:g}",
            "hoverinfo": "skip",
            "showlegend": False,
        }
        heights = np.concatenate([outline[:, 1] for outline in outlines])
        if self.cuts and fade(np.array([heights.min(), heights.max()]), self.cuts).min() < 1:
            stops = np.unique([np.linspace(cut["from"], cut["to"], 7) for cut in self.cuts])
            start, stop = float(stops[0]), float(stops[-1])
            alphas = fade(stops, self.cuts) * opacity
            trace["fillgradient"] = {
                "type": "vertical",
                "start": round(start, 4),
                "stop": round(stop, 4),
                "colorscale": [
                    [round(float((at - start) / (stop - start)), 4), f"${token}@{round(float(alpha), 3):g}"]
                    for at, alpha in zip(stops, alphas, strict=True)
                ],
            }
        return trace
