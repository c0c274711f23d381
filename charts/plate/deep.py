"""What lies under the skin of a view: soft bands along the courses, on a veil that makes the skin sheer.

A band is as wide as its structure and fades to its edge; what lies deeper is paler. A thin vessel or nerve has a halo,
so that it is seen, and a line as fine as itself. A course that varies much is dashed. Layers, from below: the veil,
then one layer a course (its role is the course's id), then the places where a pulse is felt.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import pairwise
from typing import Any

import numpy as np
from shapely import LineString, Point, Polygon, union_all
from shapely.geometry.base import BaseGeometry
from shapely.ops import substring

from charts.drawing import Layer, Plate
from charts.palette import SHEER
from charts.plate.plate import cuts_of, frame_of, skin_of
from charts.plate.strokes import Ink, dashes, smooth, stroke
from coords.course import Course

VEIL, PULSE = "veil", "pulse"
NARROW_MM = 8.0  # a muscle that is narrower is its tendon
ROUND = {"muscle": 0.14, "tendon": 0.05}  # share of the length over which an end is round
BROAD_MM = 9.0  # from this width on a band is the structure itself; a thinner one has a halo
HALO_MM = {"leg": 8.5, "foot": 4.8}  # width of the halo
LINE_MM = {"leg": (1.8, 4.0), "foot": (1.0, 2.6)}  # least and most width of the line in it
SPACING_MM = {"leg": 4.0, "foot": 2.0}
RINGS, RING = (1.0, 0.86, 0.72, 0.57, 0.42), 0.15  # shares of a halo's width, and the opacity of each
BELLY = (1.0, 0.93, 0.84, 0.73, 0.6)  # the same of a muscle or a broad tendon, which fades at its edge alone
FLESH = {"muscle": 0.13, "tendon": 0.13}  # opacity of each ring
FIBRE = {"muscle": "muscle", "tendon": "tendon_light"}
FIBRES, FIBRE_MM = (-0.62, -0.36, -0.12, 0.12, 0.36, 0.62), 0.5  # where they run, in shares of the half width
SHEEN = {
    "artery": (0.3, 0.45),
    "vein": (0.3, 0.4),
    "nerve": (0.55, 0.8),
    "tendon": (0.6, 0.6),
}  # of the line: width, opacity
END_MM = {"leg": 9.0, "foot": 6.0}  # where a drawn course ends it fades, for the structure goes on
DEEP_MM, PALEST = 40.0, 0.4  # what lies so deep has this share of its strength
DASH_MM, GAP_MM = 4.0, 3.0
PULSE_MM = {"leg": 9.0, "foot": 5.5}


def deep(
    view: Mapping[str, Any], courses: Iterable[Course], pulses: Iterable[tuple[float, float]] = (), side: str = "right"
) -> Plate:
    """The drawing of the courses of a view (a GeoJSON dict), and of places where a pulse is felt (right limb)."""
    drawing = _Deep(view, side)
    layers = [drawing.veil(), *(drawing.course(course) for course in sorted(courses, key=_from_below))]
    if places := tuple(pulses):
        layers.append(drawing.pulses(places))
    return Plate(f"{view['view']}_{side}_deep", tuple(layers), frame_of(dict(view), side))


def _from_below(course: Course) -> tuple[int, float]:
    return course.kind != "muscle", -float(course.depth_mm.mean())


class _Deep:
    """One view and side: its skin, its scale, and how its bands are made."""

    def __init__(self, view: Mapping[str, Any], side: str):
        self.cuts, self.side = cuts_of(dict(view)), side
        self.skin = Polygon(skin_of(dict(view), "right")).buffer(0)
        self.mm = 1 / view["reference_unit_mm"]  # view units
        self.limb = view["view"].split("_")[0]
        self.room = self.skin.buffer(-0.6 * self.mm)

    def ink(self) -> Ink:
        return Ink(self.cuts, 0.12 * self.mm, self.side)

    def layer(self, role: str, ink: Ink) -> Layer:
        return Layer(role, tuple(item for layer in ink.layers() for item in layer.items))

    def veil(self) -> Layer:
        ink = self.ink()
        ink.add_area(VEIL, "paper", SHEER, self.skin, 3)
        return self.layer(VEIL, ink)

    def course(self, course: Course) -> Layer:
        """A broad structure as flesh with its fibres, a thin one as a line in its halo, an unsure one as dashes."""
        ink = self.ink()
        way = smooth(course.line, SPACING_MM[self.limb] * self.mm, closed=False)
        width = self._along(course, way)
        strength = 1 - (1 - PALEST) * min(1.0, float(course.depth_mm.mean()) / DEEP_MM)
        if course.certainty == "low":
            line = float(np.clip(course.width_mm.mean(), *LINE_MM[self.limb])) * self.mm
            for dash in dashes(way, line, [0.8, 1, 0.8], DASH_MM * self.mm, GAP_MM * self.mm):
                ink.add_area(course.id, course.kind, 0.55 * strength, Polygon(dash).buffer(0).intersection(self.room))
        elif course.kind in FLESH and course.width_mm.max() >= BROAD_MM:
            for stretch in _stretches(width >= NARROW_MM * self.mm):
                if width[stretch].max() >= NARROW_MM * self.mm:
                    self._flesh(ink, course, way[stretch], self._rounded(course, way[stretch], width[stretch]))
                else:  # a muscle that goes on as its tendon
                    self._thread(ink, "tendon", way[stretch], width[stretch].mean() / self.mm, strength)
        else:
            self._thread(ink, course.kind, way, float(course.width_mm.mean()), strength)
        return self.layer(course.id, ink)

    def _along(self, course: Course, way: np.ndarray) -> np.ndarray:
        """Width in view units at each point of the smooth way."""
        line = LineString(course.line)
        run = np.r_[0, np.cumsum(np.hypot(*np.diff(course.line, axis=0).T))]
        return np.interp([line.project(Point(place)) for place in way], run, course.width_mm) * self.mm

    def _rounded(self, course: Course, way: np.ndarray, width: np.ndarray) -> np.ndarray:
        """The width with round ends; those of a tendon are short."""
        run = np.r_[0, np.cumsum(np.hypot(*np.diff(way, axis=0).T))]
        ends = np.minimum(run, run[-1] - run) / max(ROUND[course.kind] * run[-1], 1e-9)
        return width * (0.25 + 0.75 * np.sqrt(np.clip(ends, 0, 1)))

    def _flesh(self, ink: Ink, course: Course, way: np.ndarray, width: np.ndarray) -> None:
        for share in BELLY:
            area = _band(way, width * share).intersection(self.room)
            ink.add_area(f"{course.id} {share}", course.kind, FLESH[course.kind], area, 4)
            if course.kind == "tendon":
                ink.add_area(f"{course.id} {share} light", "tendon_light", FLESH["muscle"], area.buffer(-self.mm), 4)
        beside = np.gradient(way, axis=0)[:, ::-1] * (1, -1)
        beside /= np.maximum(np.hypot(*beside.T), 1e-12)[:, None]
        for share in FIBRES:
            fibre = way + beside * (share * width / 2)[:, None]
            line = Polygon(stroke(fibre, FIBRE_MM * self.mm, [0.1, 1, 1, 0.1])).buffer(0).intersection(self.room)
            ink.add_area(f"{course.id} fibre", FIBRE[course.kind], 0.45, line, 1.5)

    def _thread(self, ink: Ink, kind: str, way: np.ndarray, real: float, strength: float) -> None:
        """A halo that begins later the narrower it is, a line that ends in a point, and its sheen: a round cord."""
        path = LineString(way)
        halo, end = max(HALO_MM[self.limb], real) * self.mm, END_MM[self.limb] * self.mm
        end = min(end, 0.2 * path.length)
        for number, share in enumerate(RINGS):
            clear = end * number / len(RINGS)
            part = substring(path, clear, path.length - clear)
            area = part.buffer(halo * share / 2, quad_segs=4, cap_style="flat" if number else "round")
            ink.add_area(f"{kind} {share}", kind, RING * strength, area.intersection(self.room), 3)
        line = float(np.clip(real, *LINE_MM[self.limb])) * self.mm
        taper = list(np.clip(np.minimum(ramp := np.linspace(0, path.length, 40), ramp[::-1]) / max(end, 1e-9), 0.15, 1))
        broad, bright = SHEEN[kind]
        for name, token, width, opacity in (
            ("line", kind, line, 0.85),
            ("sheen", f"{kind}_light", line * broad, bright),
        ):
            area = Polygon(stroke(way, width, taper)).buffer(0).intersection(self.room)
            ink.add_area(f"{kind} {name}", token, opacity * strength, area, 1.2)

    def pulses(self, places: Iterable[tuple[float, float]]) -> Layer:
        """A dot with two rings, as a pulse spreads."""
        ink, radius = self.ink(), PULSE_MM[self.limb] * self.mm
        for place in places:
            spot = Point(place)
            ink.add_area(PULSE, "artery", 1.0, spot.buffer(0.3 * radius))
            for share, opacity in ((0.62, 0.9), (1.0, 0.6)):
                ring = np.asarray(spot.buffer(share * radius, quad_segs=8).exterior.coords)
                outline = Polygon(ring).buffer(0.06 * radius)
                inner = np.asarray(Polygon(ring).buffer(-0.06 * radius).exterior.coords)[::-1]
                ink.add(f"{PULSE} {share}", "artery", opacity, np.concatenate([outline.exterior.coords, inner]))
        return self.layer(PULSE, ink)


def _stretches(broad: np.ndarray) -> Iterable[slice]:
    """The stretches that are broad, and those that are not; each goes on to the first place of the next."""
    turns = [0, *(np.flatnonzero(np.diff(broad)) + 1), len(broad) - 1]
    return (slice(start, end + 1) for start, end in pairwise(turns) if end - start > 1)


def _band(way: np.ndarray, width: np.ndarray) -> BaseGeometry:
    """A band along a way with a width of its own at each point, without the loops of a stroke at a sharp bend."""
    discs = [Point(place).buffer(max(half, 1e-5), quad_segs=5) for place, half in zip(way, width / 2, strict=True)]
    return union_all([one.union(other).convex_hull for one, other in pairwise(discs)])
