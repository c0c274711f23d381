"""Carrying a chart drawn for one outline over to another: matching places, and a smooth sheet bent between them.

    chart (its own frame)                view (its own unit)
      +--tip--+                             +--tip-+
      |  web  |     each tip on its tip,    | web  |
      |       |  →  each edge on its edge,  \\      |
      +-heel--+     between them smoothly    +-heel+

The sheet is the thin-plate spline of Bookstein (1989, IEEE Transactions on Pattern Analysis 11:567-585): of all smooth
maps through the given places the one that bends least. Coordinates are (n, 2) arrays, the same unit on both axes.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry


@dataclass(frozen=True, eq=False)
class Warp:
    """A smooth map that takes every place of `start` to its place in `end`; at least three, not all on one line."""

    start: np.ndarray
    end: np.ndarray

    def __post_init__(self) -> None:
        n = len(self.start)
        if n < 3 or self.start.shape != (n, 2) or self.end.shape != (n, 2):
            raise ValueError(f"a warp needs two (n, 2) arrays, n at least 3; got {self.start.shape}, {self.end.shape}")
        flat = np.hstack([np.ones((n, 1)), self.start])
        matrix = np.block([[_bend(self.start, self.start), flat], [flat.T, np.zeros((3, 3))]])
        try:
            weights = np.linalg.solve(matrix, np.vstack([self.end, np.zeros((3, 2))]))
        except np.linalg.LinAlgError:
            raise ValueError("two places of a warp are the same, or all lie on one line") from None
        object.__setattr__(self, "_weights", weights)

    def __call__(self, points: np.ndarray) -> np.ndarray:
        """(n, 2) points of the chart → (n, 2) points of the view."""
        points = np.asarray(points, dtype=float)
        return np.hstack([_bend(points, self.start), np.ones((len(points), 1)), points]) @ self._weights  # type: ignore[attr-defined]


def _bend(points: np.ndarray, anchors: np.ndarray) -> np.ndarray:
    square = ((points[:, None, :] - anchors[None, :, :]) ** 2).sum(axis=2)
    return 0.5 * square * np.log(np.where(square == 0, 1.0, square))


def dense(corners: np.ndarray, step: float, closed: bool = True) -> np.ndarray:
    """Corners with more between them, none further than `step` from the next; a closed ring without its last corner."""
    ends = np.roll(corners, -1, axis=0) if closed else np.vstack([corners[1:], corners[-1:]])
    parts = []
    for start, end in zip(corners, ends, strict=True):
        count = max(int(np.ceil(np.linalg.norm(end - start) / step)), 1)
        parts.append(start + np.arange(count)[:, None] / count * (end - start))
    return np.vstack(parts)


def rounded(area: BaseGeometry, radius: float) -> BaseGeometry:
    """The area with corners rounded to `radius`, less where a part of it is narrower than that would bear."""
    parts = area.geoms if isinstance(area, MultiPolygon) else [area]
    return MultiPolygon([one for part in parts for one in _polygons(_round(part, radius))])


def _round(area: BaseGeometry, radius: float) -> BaseGeometry:
    radius = min(radius, 0.35 * width(area))
    return area.buffer(-radius).buffer(2 * radius).buffer(-radius)


def width(area: BaseGeometry) -> float:
    """How wide a band with this area and this length of edge is; for a disc 1.57 times its radius."""
    half, size = area.length / 2, area.area
    return (half - np.sqrt(max(half * half - 4 * size, 0.0))) / 2


def _polygons(area: BaseGeometry) -> list[Polygon]:
    if isinstance(area, Polygon):
        return [] if area.is_empty else [area]
    return [part for part in getattr(area, "geoms", ()) if isinstance(part, Polygon) and not part.is_empty]
