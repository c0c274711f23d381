"""What lies under the skin as static files beside each plate: its drawing, and where its names may begin.

A plate `<view>_<side>.<hash>.svg` of a view with courses has beside it `….deep.svg`, the bands (`charts.plate.deep`),
and `….deep.json`: {names: [[id, name, kind, [x, y, x, y, …]], …], pulse: {name, at: [[x, y], …]}}. A browser fetches
them only while the layer is on, and knows their addresses from that of the plate.
"""

from __future__ import annotations

import json
from typing import Any

import numpy as np

from charts.plate.deep import deep
from charts.plate.strokes import smooth
from charts.plate.svg import plate_svg
from content.under import pulse_places
from content.words import word
from coords.side import Side
from data import load_atlas
from data.courses import course_words, courses_of

ENDINGS = (".deep.svg", ".deep.json")
MADE_FROM = (  # besides what a plate is made from
    "charts/plate/deep.py", "coords/course.py", "content/under.py", "data/courses.py", "web/deep_files.py",
    "data/words/en/courses.csv", "data/tables/under_points.csv", "data/tables/points.csv",
)  # fmt: skip
SPACING = 0.02  # view units between the places where a name may begin


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
            np.round(smooth(course.line, SPACING, closed=False) * axes, 4).ravel().tolist(),
        ]
        for name, course in courses.items()
    ]
    pulse = {"name": word("atlas.pulse"), "at": np.round(np.array(pulses).reshape(-1, 2) * axes, 4).tolist()}
    said = json.dumps({"names": names, "pulse": pulse}, ensure_ascii=False, separators=(",", ":"))
    return dict(zip(ENDINGS, (drawing, said), strict=True))
