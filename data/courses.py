"""What lies under the skin as it is drawn: arteries, veins, nerves, tendons and muscles as courses in a view.

A course is a feature with the role `structure` in `views/<view>.geojson`: a line along the structure, with its width
and its depth under the nearest skin at each corner. Names stand in `words/<lang>/courses.csv`, what else lies under
each point in `under_points.csv` with its words.

near = nearest(courses_of(document)["tibial_nerve"], (0.065, 0.0955), 873)
near.mm, near.toward          # how far from the place, and the way to it in mm
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, get_args

import numpy as np
from shapely import LineString
from shapely import Point as Place

from data.records import record
from data.tables import LANGUAGE, ByLanguage, DataError, listed, path_of, read_rows

ROLE = "structure"
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
class Near:
    """Where a course comes nearest to a place: the way there in mm (x, y of the view), its width and depth there."""

    toward: tuple[float, float]
    width_mm: float
    depth_mm: float

    @property
    def mm(self) -> float:
        """From the place to the middle of the course."""
        return float(np.hypot(*self.toward))

    @property
    def to_edge_mm(self) -> float:
        """From the place to the edge of the course, 0 on it."""
        return max(0.0, self.mm - self.width_mm / 2)


@dataclass(frozen=True)
class CourseWords:
    """The anatomical name of a course, and what it is in plain words."""

    id: str
    name: str
    plain: str


@dataclass(frozen=True)
class UnderWords:
    """What lies under a point beside the courses that are drawn, in words; "" for nothing.

    `view` is the view that looks at the point as a finger presses it, "" for its home view. `pulse_of`: the course
    whose pulse is felt there.
    """

    code: str
    skin: str
    muscle: str
    vessels: str
    bone: str
    view: str
    pulse: Literal["no", "sometimes", "often"]
    pulse_of: str
    sources: tuple[str, ...]


def courses_of(document: Mapping[str, Any]) -> dict[str, Course]:
    """The courses of a view file by id, in its order. Raises ValueError for a corner without width or depth."""
    found = {}
    for feature in document["features"]:
        told = feature["properties"]
        if told.get("role") != ROLE:
            continue
        line = np.asarray(feature["geometry"]["coordinates"], float)
        width, depth = (np.asarray(told[name], float) for name in ("width_mm", "depth_mm"))
        if not len(line) == len(width) == len(depth):
            raise ValueError(f"{told['id']} has {len(line)} corners, {len(width)} widths and {len(depth)} depths")
        sources = listed(told["source"])
        found[told["id"]] = Course(told["id"], told["kind"], told["certainty"], sources, line, width, depth)
    return found


def nearest(course: Course, place: tuple[float, float], mm_per_unit: float) -> Near:
    """Where the course comes nearest to a place of its view."""
    way, here = LineString(course.line), Place(place)
    along = way.project(here)
    toward = (np.asarray(way.interpolate(along).coords[0]) - place) * mm_per_unit
    run = np.r_[0, np.cumsum(np.hypot(*np.diff(course.line, axis=0).T))]
    width, depth = (float(np.interp(along, run, of)) for of in (course.width_mm, course.depth_mm))
    return Near((float(toward[0]), float(toward[1])), width, depth)


@ByLanguage
def course_words(language: str = LANGUAGE) -> dict[str, CourseWords]:
    """The names of all courses by id."""
    file = f"words/{language}/courses.csv"
    return {row["id"]: record(CourseWords, row, file) for row in read_rows(file, ("id", "name", "plain"))}


def load_under_words(language: str) -> dict[str, UnderWords]:
    """What lies under each point, by code. Raises DataError for a row without words."""
    told = f"words/{language}/under_points.csv"
    words = {row["code"]: row for row in read_rows(told, ("code", "skin"))}
    found = {}
    for row in read_rows("under_points.csv", ("code", "pulse")):
        if row["code"] not in words:
            raise DataError(path_of(told), None, f"{row['code']} has no words")
        joined = words[row["code"]] | row
        found[row["code"]] = record(UnderWords, joined, "under_points.csv", {"sources": "source"})
    return found
