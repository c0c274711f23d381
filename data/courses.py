"""What lies under the skin as it is drawn: arteries, veins, nerves, tendons and muscles as courses in a view.

A course is a feature with the role `structure` in `views/<view>.geojson`: a line along the structure, with its width
and its depth under the nearest skin at each corner. Names stand in `words/<lang>/courses.csv`, what else lies under
each point in `under_points.csv` with its words.

courses_of(document)["tibial_nerve"].depth_mm      # 26, 15, 12 …
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

import numpy as np

from coords.course import Course
from data.reading.records import record
from data.reading.tables import LANGUAGE, ByLanguage, DataError, listed, path_of, read_rows

ROLE = "structure"


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
