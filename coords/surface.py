"""One spot of skin seen in several views.

Axes in space are x toward the inner side, y up, z forward, for a right limb: in foot lengths from the heel (foot
frame) or in leg lengths from the ankle-hip line (leg frame). A view looks along one line of sight, so a point of a
drawing is first lifted to the skin (the measured height grids of the foot, the measured sections of the leg), then
turned into the other frame, then seen from the other side.

`foot_plan` is the foot seen straight from above. It has no drawing: distances on the top of the foot are laid off
there, because the reader's own view `foot_dorsum` is tilted and foreshortens them.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import floor, isfinite
from typing import Protocol

import numpy as np

from coords.view import Point, View

PLAN = "foot_plan"


class Grid(Protocol):
    """Height of the skin toward the viewer: `z[row, column]` at (x0 + column dx, y0 + row dy), NaN where none."""

    @property
    def x0(self) -> float: ...
    @property
    def dx(self) -> float: ...
    @property
    def y0(self) -> float: ...
    @property
    def dy(self) -> float: ...
    @property
    def z(self) -> np.ndarray: ...


class FrameTurn(Protocol):
    """Foot frame (foot lengths) to leg frame (leg lengths) and back, arrays (..., 3)."""

    def to_leg(self, points: np.ndarray) -> np.ndarray: ...
    def to_foot(self, points: np.ndarray) -> np.ndarray: ...


def _looks(elevation_degrees: float) -> dict[str, np.ndarray]:
    """View id -> (3, 3): rows are the view's x, its y and the line of sight, in the view's own space frame."""
    s, c = np.sin(np.radians(elevation_degrees)), np.cos(np.radians(elevation_degrees))
    return {
        name: np.array(rows, dtype=float)
        for name, rows in {
            "foot_sole": ((1, 0, 0), (0, 0, 1), (0, -1, 0)),
            "foot_plan": ((-1, 0, 0), (0, 0, 1), (0, 1, 0)),
            "foot_dorsum": ((-1, 0, 0), (0, -c, s), (0, s, c)),
            "foot_medial": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
            "foot_lateral": ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
            "leg_anterior": ((1, 0, 0), (0, 1, 0), (0, 0, 1)),
            "leg_posterior": ((-1, 0, 0), (0, 1, 0), (0, 0, -1)),
            "leg_medial": ((0, 0, -1), (0, 1, 0), (1, 0, 0)),
            "leg_lateral": ((0, 0, 1), (0, 1, 0), (-1, 0, 0)),
        }.items()
    }


class Skin:
    """The measured skin of the reference limb.

    `grids` maps a foot view (and "foot_plan") to its height grid; `leg_sections` is (n, m, 3), rings of skin points
    from low to high in the leg frame; `turn` carries points between the two frames.
    """

    def __init__(self, grids: Mapping[str, Grid], leg_sections: np.ndarray, turn: FrameTurn, elevation_degrees: float):
        self._grids, self._rings, self._turn = grids, leg_sections, turn
        self._heights = leg_sections[:, :, 1].mean(axis=1)
        self._looks = _looks(elevation_degrees)
        self._known: dict[str, tuple[np.ndarray, ...]] = {}  # foot view: rows and columns of its grid with a height

    def carry(self, point: Point, from_view: str, to_view: str) -> Point:
        """The place of `point` of one view in another, both in their own units, right limb."""
        if from_view == to_view:
            return point
        space = self.lift(point, from_view)
        was_foot, is_foot = from_view.startswith("foot"), to_view.startswith("foot")
        if was_foot and not is_foot:
            space = self._turn.to_leg(space)
        elif is_foot and not was_foot:
            space = self._turn.to_foot(space)
        x, y, _ = self._looks[to_view] @ space
        return float(x), float(y)

    def lift(self, point: Point, view: str) -> np.ndarray:
        """(3,) the spot of skin behind a point of the drawing, in the view's own space frame.

        Raises KeyError for a view without a measured skin (the hands).
        """
        if view not in self._looks:
            raise KeyError(f"no measured skin for view {view!r}; there is one for {', '.join(self._looks)}")
        look = self._looks[view]
        if view.startswith("foot"):
            return np.array([*point, self._grid_depth(point, view)]) @ look
        if point[1] < self._heights[0]:
            return self._lift_at_ankle(point, view)
        return np.array([*point, self._ring_depth(point, look)]) @ look

    def last_on_skin(self, start: Point, end: Point, view: str) -> Point:
        """The end of the way from `start` to `end` that still lies on the skin of a foot view."""
        grid = self._grids[view]

        def place(t: float) -> Point:
            return (start[0] + t * (end[0] - start[0]), start[1] + t * (end[1] - start[1]))

        def on_skin(t: float) -> bool:
            x, y = place(t)
            c, r = int((x - grid.x0) / grid.dx), int((y - grid.y0) / grid.dy)
            return bool(np.isfinite(grid.z[r : r + 2, c : c + 2]).all())

        reach = 1.0
        while reach > 0.05 and not on_skin(reach):
            reach -= 0.1
        return place(max(reach, 0.0))

    def _lift_at_ankle(self, point: Point, view: str) -> np.ndarray:
        """Below the lowest leg section a side view of the leg borrows the side view of the foot."""
        side = view.replace("leg", "foot")
        if side not in self._grids:
            return (
                np.array([*point, self._ring_depth((point[0], float(self._heights[0])), self._looks[view])])
                @ self._looks[view]
            )
        seen = self._looks[side] @ self._turn.to_foot(np.array([*point, 0.0]) @ self._looks[view])
        seen[2] = self._grid_depth((seen[0], seen[1]), side)
        return self._turn.to_leg(seen @ self._looks[side])

    def _grid_depth(self, point: Point, view: str) -> float:
        grid = self._grids[view]
        column, row = (point[0] - grid.x0) / grid.dx, (point[1] - grid.y0) / grid.dy
        rows, columns = grid.z.shape
        c, r = min(max(floor(column), 0), columns - 2), min(max(floor(row), 0), rows - 2)
        (z00, z01), (z10, z11) = grid.z[r : r + 2, c : c + 2].tolist()
        if isfinite(z00 + z01 + z10 + z11):
            a, b = min(max(column - c, 0.0), 1.0), min(max(row - r, 0.0), 1.0)
            return float((1 - b) * ((1 - a) * z00 + a * z01) + b * ((1 - a) * z10 + a * z11))
        if view not in self._known:
            self._known[view] = np.nonzero(np.isfinite(grid.z))
        known_rows, known_columns = self._known[view]
        nearest = np.argmin((known_rows - row) ** 2 + (known_columns - column) ** 2)
        return float(grid.z[known_rows[nearest], known_columns[nearest]])

    def _ring_depth(self, point: Point, look: np.ndarray) -> float:
        """Depth of the skin that faces the viewer at (x, height y); at the edge where the drawing is wider."""
        height = float(min(max(point[1], self._heights[0]), self._heights[-1]))
        k = min(max(int(self._heights.searchsorted(height)) - 1, 0), len(self._heights) - 2)
        t = (height - self._heights[k]) / (self._heights[k + 1] - self._heights[k])
        ring = (1 - t) * self._rings[k] + t * self._rings[k + 1]
        across, depth = ring @ look[0], ring @ look[2]
        after, after_depth = (np.concatenate((values[1:], values[:1])) for values in (across, depth))
        met = (across - point[0]) * (after - point[0]) <= 0
        if not met.any():
            return float(depth[np.argmin(np.abs(across - point[0]))])
        across, after, depth, after_depth = across[met], after[met], depth[met], after_depth[met]
        span = np.where(after == across, 1.0, after - across)
        share = np.minimum(np.maximum((point[0] - across) / span, 0), 1)
        return float((depth + share * (after_depth - depth)).max())


def plan_view(dorsum: View, sole: View, skin: Skin) -> View:
    """The foot from straight above, with the landmarks and curves of the dorsum.

    What the sole also shows (webs, joints, heel) is taken from there, mirrored: the webs lie deep in the clefts and
    cannot be lifted from the tilted picture.
    """

    def above(point: Point) -> Point:
        return skin.carry(point, "foot_dorsum", PLAN)

    landmarks = {name: above(place) for name, place in dorsum.landmarks.items()}
    landmarks |= {name: (-x, y) for name, (x, y) in sole.landmarks.items()}
    curves = {name: np.array([above((float(x), float(y))) for x, y in line]) for name, line in dorsum.curves.items()}
    return View(
        id=PLAN,
        side="right",
        unit="FL",
        reference_unit_mm=dorsum.reference_unit_mm,
        frame=(-0.3, 0.0, 0.3, 1.0),
        directions={"distal": (0, 1), "proximal": (0, -1), "medial": (-1, 0), "lateral": (1, 0)},
        landmarks=landmarks,
        curves=curves,
        outline=sole.mirrored().outline,
    )
