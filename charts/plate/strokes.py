"""Pen and ink: lines that swell and taper as filled outlines, gathered into a few shapes by colour."""

from collections import defaultdict
from itertools import groupby
from typing import Any

import numpy as np
import shapely
import shapely.ops
from shapely.geometry import LineString, Polygon
from shapely.geometry.base import BaseGeometry

from charts.drawing import Fade, Layer, Shape
from charts.plate.relief import LIGHT_FROM, fade
from coords.side import Side

ROLES = {"bones": "bones", "toe": "toes", "web": "toes", "nail": "nails", "nail_moon": "nails", "contour": "contour"}
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
    a, b, c, d = knots[:-3], knots[1:-2], knots[2:-1], knots[3:]
    t = np.sqrt(np.hypot(*np.diff(knots, axis=0).T)).clip(1e-6)[:, None]
    t0, t1, t2 = t[:-2], t[1:-1], t[2:]
    start = t1 * ((b - a) / t0 - (c - a) / (t0 + t1) + (c - b) / t1)
    stop = t1 * ((c - b) / t1 - (d - b) / (t1 + t2) + (d - c) / t2)
    count = np.ceil(t1[:, 0] ** 2 / spacing).clip(1).astype(int)
    at = np.repeat(np.arange(len(count)), count)  # the part of the curve that a new point lies in
    s = ((np.arange(len(at)) - (np.cumsum(count) - count)[at]) / count[at])[:, None]
    rise = 3 * s**2 - 2 * s**3
    curve = b[at] + (c - b)[at] * rise + start[at] * (s**3 - 2 * s**2 + s) + stop[at] * (s**3 - s**2)
    return curve if closed else np.concatenate([curve, points[-1:]])


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
    """Collects outlines of the right limb by style and colour, and makes one shape of each.

    For a left limb the points are mirrored at the end, so it is drawn with the light from the upper right
    (`to_shadow`), which the mirror puts upper left.
    """

    def __init__(self, cuts: list[dict[str, Any]], finest: float, side: str):
        self.cuts, self.finest = cuts, finest
        self.mirror = np.array(Side(side).axes)
        self.to_shadow = _TO_SHADOW * self.mirror
        self.parts: dict[tuple[str, str, float], list[np.ndarray]] = defaultdict(list)

    def add(self, style: str, token: str, opacity: float, outline: np.ndarray, coarse: float = 1.0) -> None:
        """`coarse`: how much further than for a fine line the outline may stray from its exact course."""
        if len(outline) > 2:
            thinned = shapely.simplify(shapely.linestrings(outline), self.finest * coarse, preserve_topology=False)
            self.parts[style, token, round(opacity, 3)].append(shapely.get_coordinates(thinned) * self.mirror)

    def add_area(self, style: str, token: str, opacity: float, area: BaseGeometry, coarse: float = 1.0) -> None:
        for polygon in polygons(area):
            self.add(style, token, opacity, np.asarray(polygon.exterior.coords), coarse)

    def layers(self) -> list[Layer]:
        """What was drawn, from below; neighbours of one role are one layer."""
        drawn = [(ROLES.get(style.split()[0], "anatomy"), self._item(token, opacity, outlines))
                 for (style, token, opacity), outlines in self.parts.items()]  # fmt: skip
        return [
            Layer(role, tuple(item for _, item in items)) for role, items in groupby(drawn, key=lambda part: part[0])
        ]

    def _item(self, token: str, opacity: float, outlines: list[np.ndarray]) -> Shape | Fade:
        rings = tuple(np.round(outline, 4) for outline in outlines)
        heights = np.concatenate([ring[:, 1] for ring in rings])
        if not self.cuts or fade(np.array([heights.min(), heights.max()]), self.cuts).min() == 1:
            return Shape(rings, fill=f"${token}", fill_opacity=opacity)
        stops = np.unique([np.linspace(cut["from"], cut["to"], 7) for cut in self.cuts])
        alphas = fade(stops, self.cuts) * opacity
        return Fade(rings, f"${token}", tuple(zip(stops.round(4).tolist(), alphas.round(3).tolist(), strict=True)))
