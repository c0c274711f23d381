"""A structure under the skin as it runs on a view: a line with its width and its depth, and where it passes a place.

near = nearest(course, (0.065, 0.0955), 873)
near.mm, near.toward          # how far from the place, and the way to it in mm
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

import numpy as np
from shapely import LineString, Point

Kind = Literal["artery", "vein", "nerve", "tendon", "muscle"]
Certainty = Literal["high", "medium", "low"]  # of the course in most people; a low one is a textbook's line alone
KINDS, CERTAINTIES = get_args(Kind), get_args(Certainty)


@dataclass(frozen=True, eq=False)
class Course:
    """A structure on a view, right limb: (n, 2) corners in view units, width and depth in mm at each of them."""

    id: str
    kind: Kind
    certainty: Certainty
    sources: tuple[str, ...]
    line: np.ndarray
    width_mm: np.ndarray
    depth_mm: np.ndarray


@dataclass(frozen=True)
class Passing:
    """Where a course passes a place: the way there in mm (x, y of the view), its width and depth there, and how far
    along the course that is, in mm from its beginning."""

    toward: tuple[float, float]
    width_mm: float
    depth_mm: float
    along_mm: float

    @property
    def mm(self) -> float:
        """From the place to the middle of the course."""
        return float(np.hypot(*self.toward))

    @property
    def to_edge_mm(self) -> float:
        """From the place to the edge of the course, 0 on it."""
        return max(0.0, self.mm - self.width_mm / 2)


def nearest(course: Course, place: tuple[float, float], mm_per_unit: float) -> Passing:
    """Where the course comes nearest to a place of its view."""
    way, here = LineString(course.line), Point(place)
    along = way.project(here)
    toward = (np.asarray(way.interpolate(along).coords[0]) - place) * mm_per_unit
    width, depth = (float(np.interp(along, _run(course), of)) for of in (course.width_mm, course.depth_mm))
    return Passing((float(toward[0]), float(toward[1])), width, depth, along * mm_per_unit)


def shallowest(course: Course, first: float, last: float, mm_per_unit: float) -> tuple[float, float]:
    """The place between two lengths along a course, in mm from its beginning, where it lies nearest the skin."""
    along = np.linspace(first, last, 21) / mm_per_unit
    at = along[np.argmin(np.interp(along, _run(course), course.depth_mm))]
    x, y = LineString(course.line).interpolate(float(at)).coords[0]
    return x, y


def _run(course: Course) -> np.ndarray:
    """How far along the course each of its corners lies, in view units."""
    return np.r_[0, np.cumsum(np.hypot(*np.diff(course.line, axis=0).T))]
