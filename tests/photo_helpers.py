"""Photos that nobody took: a leg like the drawn one, a little wider and bent, before a camera that is known.

`shots(view, side, rng, …)` gives what a reader would touch on such photos, and where each mark truly lies on them;
`photo(view, side)` is a picture of the shaded plate.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from io import BytesIO
from typing import Any

import numpy as np
from PIL import Image, ImageChops, ImageDraw
from shapely import LinearRing, Point

from charts.plate import heights
from content.numbers import marks_of, places_of
from content.photo import photo_limb
from coords.body import Body
from coords.cun import Measurements
from coords.side import Side
from data import load_atlas
from web import plates

DISTANCES_MM = (1000.0, 1500.0, 2000.0)
WIDER, BENT_MM, ASLANT_DEG, AXIS_OFF_MM, LENS = 0.08, 4.0, 4.0, 40.0, 0.03
EDGE_OFF_MM, ALONG_MM = 2.0, 10.0  # how far a reader pulls an edge beside the limb's, and along it
HIGH_PX, ROOM = 1600, 1.25  # a photo's height, and how much of it the limb leaves
ACROSS = {"foot_medial": 1, "foot_lateral": 1}  # the axis on which a limb is wide; x where nothing is said
MEASURED = Measurements(fingers={"thumb": 20.7}, stature_mm=1740, segments_mm={"S_LEG_MED": 352})


@cache
def body() -> Body:
    return Body(load_atlas().limb, MEASURED)


@cache
def relief(view: str) -> tuple[heights.Window, np.ndarray]:
    """Heights of the right limb toward the viewer, in view units."""
    x0, y0, x1, y1 = load_atlas().limb.views[view].outline.bounds
    window = heights.Window(x0 - 0.02, y0 - 0.02, x1 + 0.02, y1 + 0.02, 400)
    return window, plates.depth(load_atlas().documents[view], window)


def height(view: str, places: np.ndarray) -> np.ndarray:
    """(n,) heights at (n, 2) places of the right limb, in view units."""
    window, z = relief(view)
    column = np.clip(np.rint(np.interp(places[:, 0], window.x, np.arange(len(window.x)))), 0, len(window.x) - 1)
    row = np.rint(np.interp(places[:, 1], window.y, np.arange(len(window.y))))
    return z[row.astype(int), column.astype(int)]


@dataclass(frozen=True)
class Camera:
    """A leg and the camera before it: places of a view (n, 2) become px of a photo (x right, y up)."""

    view: str
    side: str
    mm: float  # of a view unit
    centre: np.ndarray  # view units, right limb
    plane: float  # height of the plane of the taps
    wider: float
    bent_mm: float
    span: float
    turn: np.ndarray  # (3, 3)
    away_mm: float
    axis_mm: np.ndarray
    focal: float
    roll: complex
    lens: float
    middle: tuple[float, float]

    def __call__(self, places: np.ndarray) -> np.ndarray:
        right = places * np.array(Side(self.side).axes)
        around = (right - self.centre) * self.mm
        wide, long = (around[:, 0], around[:, 1]) if ACROSS.get(self.view, 0) == 0 else (around[:, 1], around[:, 0])
        wide = wide * self.wider + self.bent_mm * (1 - (2 * long / self.span) ** 2)
        flat = np.column_stack([wide, long] if ACROSS.get(self.view, 0) == 0 else [long, wide])
        flat *= np.array(Side(self.side).axes)
        space = np.column_stack([flat, (height(self.view, right) - self.plane) * self.mm]) @ self.turn.T
        seen = (space[:, 0] - self.axis_mm[0] + 1j * (space[:, 1] - self.axis_mm[1])) / (self.away_mm - space[:, 2])
        seen = seen * self.focal * self.roll
        seen = seen * (1 + self.lens * np.abs(seen / (0.6 * HIGH_PX)) ** 2)
        return np.column_stack([seen.real + self.middle[0], seen.imag + self.middle[1]])


def camera(view: str, side: str, rng: np.random.Generator, turned: str = "any") -> Camera:
    """One of those that people may hold."""
    drawing = load_atlas().limb.views[view]
    x0, y0, x1, y1 = drawing.frames.get("lower", drawing.frame)
    taps = np.array([drawing.landmarks[tap["id"]] for tap in photo_limb(load_atlas(), body(), view, "right")["taps"]])
    mm, away = drawing.reference_unit_mm * rng.uniform(0.9, 1.1), rng.choice(DISTANCES_MM)
    yaw, pitch = np.radians(rng.normal(0, ASLANT_DEG, 2))
    turn = np.array([[np.cos(yaw), 0, np.sin(yaw)], [0, 1, 0], [-np.sin(yaw), 0, np.cos(yaw)]])
    turn = turn @ np.array([[1, 0, 0], [0, np.cos(pitch), -np.sin(pitch)], [0, np.sin(pitch), np.cos(pitch)]])
    long = max(x1 - x0, y1 - y0) * mm
    roll = np.pi if turned == "over" else rng.normal(0, 0.15)
    return Camera(
        view, side, mm, (taps.min(axis=0) + taps.max(axis=0)) / 2, float(height(view, taps).mean()),
        1 + rng.uniform(-WIDER, WIDER), rng.normal(0, BENT_MM), long, turn, away, rng.normal(0, AXIS_OFF_MM, 2),
        HIGH_PX / ROOM / long * away, np.exp(1j * roll), rng.uniform(-LENS, LENS), (HIGH_PX * 0.4, -HIGH_PX / 2),
    )  # fmt: skip


def shots(view: str, side: str, rng: np.random.Generator, count: int, turned: str = "any") -> dict[str, Any]:
    """`count` photos: {"limb": as the page sends it, "shots": [{"taps", "edges", "true", "known", "mm"}]}.

    true: where each mark lies, its own margin drawn; known: where it lies when the rules are right to the letter.
    """
    atlas = load_atlas()
    limb = photo_limb(atlas, body(), view, side)
    places = places_of(body(), marks_of(atlas, view), view, side)
    x0, y0, x1, y1 = limb["frame"]
    rows = [row for row, place in enumerate(places) if x0 <= place.xy[0] <= x1 and y0 <= place.xy[1] <= y1]
    places = [places[row] for row in rows]
    found = []
    for _ in range(count):
        shot = camera(view, side, rng, turned)
        taps = shot(np.array([[tap["x"], tap["y"]] for tap in limb["taps"]]))
        px_per_mm = shot.focal / shot.away_mm
        edges = shot(_beside(limb, rng)) + rng.normal(0, EDGE_OFF_MM * px_per_mm, (len(limb["edges"]), 2))
        taps += rng.normal(0, 1, taps.shape) * np.array([tap["sd"] for tap in limb["taps"]])[:, None] * px_per_mm
        dots = np.array([place.xy for place in places])
        found.append(
            {
                "taps": taps.tolist(),
                "edges": edges.tolist(),
                "known": shot(dots).tolist(),
                "true": shot(dots + np.array([_slip(place, rng) for place in places])).tolist(),
                "mm": px_per_mm,
            }
        )
    return {"limb": limb, "rows": rows, "shots": found, "middle": [HIGH_PX * 0.4, -HIGH_PX / 2]}


def _beside(limb: dict[str, Any], rng: np.random.Generator) -> np.ndarray:
    """Places of the edge near those that can be pulled: a reader finds the edge, not a place on it."""
    ring = LinearRing(limb["outline"])
    at = [ring.project(Point(edge["x"], edge["y"])) for edge in limb["edges"]]
    slipped = [ring.interpolate(one + rng.normal(0, ALONG_MM) / limb["mm"]) for one in at]
    return np.array([(place.x, place.y) for place in slipped])


def _slip(place: Any, rng: np.random.Generator) -> np.ndarray:
    """How far a true place lies from the dot, in view units: as far as the margin says."""
    axis = np.asarray(place.axis) / np.hypot(*place.axis)
    beside = np.array([axis[1], -axis[0]])
    along, across = rng.normal(0, 1, 2) * (place.margin.along_mm, place.margin.across_mm)
    return (along * (axis + place.margin.lean * beside) + across * beside) / place.mm_per_unit


# ---- a picture


@dataclass(frozen=True)
class Photo:
    """A file as a phone makes it, and where a place of the view lies on it: share of the width, and of the height from
    the top."""

    file: bytes
    at: Callable[[tuple[float, float]], tuple[float, float]]


@cache
def photo(
    view: str, side: str, *, high: int = 1600, tilt: float = 0.06, tone: str = "#d9a98a", kind: str = "JPEG"
) -> Photo:
    """The shaded plate of a view, 3 : 4, turned by `tilt` radians on a wall of another colour, with grain."""
    drawing = load_atlas().limb.views[view]
    x0, y0, x1, y1 = Side(side).box(drawing.frames.get("lower", drawing.frame))
    wide, unit = high * 3 // 4, 0.86 * min(high / (y1 - y0), high * 3 / 4 / (x1 - x0))
    turn = unit * np.exp(1j * tilt)
    middle = complex((x0 + x1) / 2, (y0 + y1) / 2)

    def at(place: tuple[float, float]) -> tuple[float, float]:
        z = turn * (complex(*place) - middle)
        return 0.5 + z.real / wide, 0.5 - z.imag / high

    picture = Image.effect_noise((wide, high), 14).convert("RGB")
    picture = ImageChops.multiply(
        ImageChops.add(picture, Image.new("RGB", picture.size, "#6e6e6e")), Image.new("RGB", (wide, high), "#8fa3ad")
    )
    skin = [(x * wide, y * high) for x, y in map(at, np.array(drawing.outline.exterior.coords) * Side(side).axes)]
    ImageDraw.Draw(picture).polygon(skin, fill=tone)
    shade = Image.open(BytesIO(plates.relief_png(view, side))).convert("RGBA")
    left, low, right, top = plates.relief_box(load_atlas().documents[view], side)
    corner = [complex(at(place)[0] * wide, at(place)[1] * high) for place in ((left, top), (right, top), (left, low))]
    inverse = np.linalg.inv(
        np.array([[corner[1].real - corner[0].real, corner[2].real - corner[0].real, corner[0].real],
                  [corner[1].imag - corner[0].imag, corner[2].imag - corner[0].imag, corner[0].imag], [0, 0, 1]])
    )  # fmt: skip
    to_px = np.diag([shade.width, shade.height, 1]) @ inverse
    laid = shade.transform((wide, high), Image.Transform.AFFINE, to_px[:2].ravel().tolist(), Image.Resampling.BILINEAR)
    picture.paste(laid, (0, 0), laid)
    file = BytesIO()
    picture.save(file, kind, quality=88)
    return Photo(file.getvalue(), at)
