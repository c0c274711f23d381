"""The measured skin, read from `data/surface/`: height grids of the foot and hand views, and the leg and foot in space.

Axes in space are x toward the inner side, y up, z forward; the limb is a right one. `data/surface/README.md` says
where the numbers come from.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import numpy as np

from data.reading.tables import DataError, path_of, read_json, read_rows

FOLDER = Path(__file__).parents[1] / "surface"
RELIEF_VIEWS = (
    "foot_sole",
    "foot_dorsum",
    "foot_dorsum_above",
    "foot_medial",
    "foot_lateral",
    "hand_dorsal",
    "hand_palmar",
)
CENTRE_AND_AXES = tuple(letter + axis for letter in "cuv" for axis in "xyz")  # of a section
SPOT = ("x", "y", "rx", "ry", "strength")
GRID_UNIT = 1e-4  # one step of the stored heights, in view units


@dataclass(frozen=True)
class Relief:
    """Height of the skin toward the viewer of one view, in view units.

    `z[row, column]` belongs to the point (x0 + column·dx, y0 + row·dy), the centre of a cell; rows run from the bottom
    of the picture to its top. NaN: no skin there. `unit` is "FL" (foot length) or "HL" (hand length).
    """

    view: str
    x0: float
    dx: float
    y0: float
    dy: float
    z: np.ndarray
    unit: str


@dataclass(frozen=True)
class FootToLeg:
    """The numbers that carry a point of the foot's frame (foot lengths) into the leg's frame (leg lengths)."""

    xh: float
    zh: float
    FL: float
    yaw: float
    z0: float
    sc: float

    def to_leg(self, points: np.ndarray) -> np.ndarray:
        """(…, 3) points in foot lengths → (…, 3) points in leg lengths."""
        x, z = points[..., 0] / self.sc, points[..., 2] / self.sc + self.z0 - 0.15
        cos, sin = np.cos(self.yaw), np.sin(self.yaw)
        return np.stack(
            [
                (cos * x - sin * z) * self.FL + self.xh,
                points[..., 1] / self.sc * self.FL,
                (0.15 + sin * x + cos * z) * self.FL + self.zh,
            ],
            axis=-1,
        )

    def to_foot(self, points: np.ndarray) -> np.ndarray:
        """(…, 3) points in leg lengths → (…, 3) points in foot lengths; the inverse of `to_leg`."""
        x, z = (points[..., 0] - self.xh) / self.FL, (points[..., 2] - self.zh) / self.FL - 0.15
        cos, sin = np.cos(self.yaw), np.sin(self.yaw)
        return self.sc * np.stack(
            [cos * x + sin * z, points[..., 1] / self.FL, 0.15 - sin * x + cos * z - self.z0], axis=-1
        )


@dataclass(frozen=True)
class SpaceFrames:
    """How the frames in space hang together; `foot_dorsum_elevation_deg` is the viewing angle above the horizon."""

    foot_to_leg: FootToLeg
    foot_dorsum_elevation_deg: float


@cache
def load_relief(view: str) -> Relief:
    """The height grid of a foot or hand view; `foot_dorsum` is the owner's view, `foot_dorsum_above` straight down."""
    if view not in RELIEF_VIEWS:
        raise KeyError(f"no height grid for view {view!r}; there is one for {', '.join(RELIEF_VIEWS)}")
    name = f"surface/relief_{view}.csv.gz"
    rows = read_rows(name)
    x = _numbers([*rows[0]][1:-1], name, 1) if rows else []
    if len(x) < 2 or len(rows) < 2:
        raise DataError(path_of(name), None, "there are no heights")
    cells = np.array([_numbers([*row.values()][:-1], name, row["_row"]) for row in rows])[::-1]
    y, z = cells[:, 0], cells[:, 1:] * GRID_UNIT
    z.setflags(write=False)
    dx, dy = (x[-1] - x[0]) / (len(x) - 1), (y[-1] - y[0]) / (len(y) - 1)
    return Relief(view, x[0], dx, y[0], dy, z, "HL" if view.startswith("hand") else "FL")


def _numbers(cells: Iterable[str], name: str, row: int | str) -> list[float]:
    """Cells as numbers, an empty one as NaN. Raises DataError."""
    try:
        return [float(cell) if cell else np.nan for cell in cells]
    except ValueError:
        raise DataError(path_of(name), int(row), "a cell is not a number") from None


def _sections(loft: str, columns: Iterable[str], sectors: int) -> list[dict[str, float]]:
    """The rows of a loft with so many radii each, as numbers."""
    name, radii = f"surface/{loft}.csv", (f"r{360 * n // sectors:03}" for n in range(sectors))
    rows = read_rows(name, (*columns, *radii))
    return [dict(zip(row, _numbers(row.values(), name, row["_row"]), strict=True)) for row in rows]


def _ring(row: dict[str, float], centre: np.ndarray, u: np.ndarray, v: np.ndarray) -> np.ndarray:
    """One section: its radii laid around `centre` in the plane of `u` (0 degrees) and `v` (90 degrees)."""
    columns = [key for key in row if key[0] == "r"]
    angle = np.radians([float(key[1:]) for key in columns])[:, None]
    radius = np.array([row[key] for key in columns])[:, None]
    return centre + radius * (np.cos(angle) * u + np.sin(angle) * v)


def _triple(row: dict[str, float], letter: str) -> np.ndarray:
    return np.array([row[letter + axis] for axis in "xyz"])


@cache
def load_loft_leg() -> np.ndarray:
    """(65, 24, 3) skin points of the leg in leg lengths, sections from 0.1545 up to 0.944."""
    inner, front = np.array([1.0, 0, 0]), np.array([0, 0, 1.0])
    return np.array(
        [
            _ring(row, np.array([row["cx"], row["y"], row["cz"]]), inner, front)
            for row in _sections("loft_leg", ("y", "cx", "cz"), 24)
        ]
    )


@cache
def load_loft_foot() -> np.ndarray:
    """(47, 24, 3) skin points of ankle and foot in foot lengths, sections from the shank down and out to the toes."""
    return np.array(
        [
            _ring(row, _triple(row, "c"), _triple(row, "u"), _triple(row, "v"))
            for row in _sections("loft_foot", CENTRE_AND_AXES, 24)
        ]
    )


@cache
def load_loft_toes() -> dict[int, np.ndarray]:
    """Toe number (1 = big toe) → (n, 12, 3) skin points in foot lengths, from the buried root to the end of the toe."""
    toes: dict[int, list[np.ndarray]] = {}
    up = np.array([0, 1.0, 0])
    for row in _sections("loft_toes", ("toe", *CENTRE_AND_AXES[:6]), 12):
        toes.setdefault(int(row["toe"]), []).append(_ring(row, _triple(row, "c"), _triple(row, "u"), up))
    return {toe: np.array(sections) for toe, sections in toes.items()}


@cache
def load_warmth(view: str) -> tuple[tuple[float, float, float, float, float], ...]:
    """Where the skin of a right limb is rosier: (x, y, half width, half height, strength 0–1) of soft spots."""
    name = "surface/warmth.csv"
    rows = [row for row in read_rows(name, ("view", *SPOT)) if row["view"] == view]
    numbers = [_numbers((row[key] for key in SPOT), name, row["_row"]) for row in rows]
    return tuple((x, y, rx, ry, strength) for x, y, rx, ry, strength in numbers)


@cache
def load_frames() -> SpaceFrames:
    """The numbers of `data/surface/frames.json`."""
    stored = read_json("surface/frames.json")
    return SpaceFrames(FootToLeg(**stored["foot_to_leg"]), stored["foot_dorsum_elevation_deg"])
