"""What lies under the skin as static files beside each plate: its drawing, and where its names may begin.

A plate `<view>_<side>.<hash>.svg` of a view with courses has beside it `….deep.svg`, the bands (`charts.plate.deep`),
and `….deep.json`: {names: [[id, name, kind, [x, y, x, y, …]], …], pulse: {name, at: [[x, y], …]}, finger: {size: view
units of 1 of its own, pad: what it feels with, fade: [from, to] along it, shapes: [[style, SVG path], …]}}. A browser
fetches them only while the layer is on, and knows their addresses from that of the plate.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np
from shapely import LineString
from shapely.ops import substring

from charts.pictures.shapes import path_of
from charts.plate.deep import deep
from charts.plate.strokes import smooth
from charts.plate.svg import plate_svg
from content.pictures import read_part
from content.under import pulse_places
from content.words import word
from coords.side import Side
from data import load_atlas
from data.courses import course_words, courses_of

ENDINGS = (".deep.svg", ".deep.json")
MADE_FROM = (  # besides what a plate is made from
    "charts/plate/deep.py", "coords/course.py", "content/under.py", "data/courses.py", "web/deep_files.py",
    "content/pictures.py", "charts/pictures/shapes.py", "data/pictures/parts/finger_top.json",
    "data/tables/input_ranges.csv",
    "data/words/en/courses.csv", "data/tables/under_points.csv", "data/tables/points.csv",
)  # fmt: skip
FINGER, PAD, FADE = "finger_top", (0, 9), (26, 54)  # a part of a picture, and where on it
DRAWN = ("skin", "nail", "moon", "crease", "contour")  # of its shapes
SPACING = 0.02  # view units between the places where a name may begin
ENDS = 0.1  # share of a course at either end where none begins: there it fades


def deep_files(view: dict[str, Any], side: str) -> dict[str, str]:
    """Ending → content of the files of a view file (a GeoJSON dict) and side; none for a view without courses."""
    courses = courses_of(view)
    if not courses:
        return {}
    pulses = pulse_places(load_atlas(), view["view"])
    drawing = plate_svg(deep(view, courses.values(), pulses, side))
    axes, words = Side(side).axes, course_words()
    names = [
        [
            name,
            words[name].name,
            course.kind,
            np.round(smooth(_named(course.line), SPACING, closed=False) * axes, 4).ravel().tolist(),
        ]
        for name, course in courses.items()
    ]
    pulse = {"name": word("atlas.pulse"), "at": np.round(np.array(pulses).reshape(-1, 2) * axes, 4).tolist()}
    told = {"names": names, "pulse": pulse, "finger": _finger(view)}
    said = json.dumps(told, ensure_ascii=False, separators=(",", ":"))
    return dict(zip(ENDINGS, (drawing, said), strict=True))


def _named(line: np.ndarray) -> np.ndarray:
    return np.asarray(substring(LineString(line), ENDS, 1 - ENDS, normalized=True).coords)


def _finger(view: dict[str, Any]) -> dict[str, Any]:
    """An index finger as long as an average adult's is on the drawing: as broad as half of two closed fingers."""
    shapes = [shape for shape in read_part(FINGER).shapes if shape.style in DRAWN]
    across = [x for shape in shapes if shape.style == "skin" for curve in shape.curves for x, _ in curve]
    mm = load_atlas().ranges["two"].neutral / 2 / (max(across) - min(across))
    return {
        "size": round(mm / view["reference_unit_mm"], 6),
        "pad": PAD,
        "fade": FADE,
        "shapes": [[shape.style, path_of(shape)] for shape in shapes],
    }
