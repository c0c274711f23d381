"""What a browser is told to lay a view on a photo: the limb's size and depth, and the places to touch, in words."""

from __future__ import annotations

from collections.abc import Collection
from functools import cache
from itertools import chain
from math import hypot
from typing import Any

from shapely import LinearRing, Point, simplify

from charts.pictures.shapes import path_of
from content.pictures import read_part
from content.words import begun
from coords.body import Body
from coords.cun import Measurements
from coords.model_constants import SEGMENTS
from coords.side import SIDES, Side
from data.atlas import Atlas
from data.photo import edges, load_photo_views, touched_sd_mm
from data.reading.tables import LANGUAGE, read_rows

OUTLINE = 8e-4  # view units: what the outline may be simplified by
FINGER = ("skin", "nail", "crease", "contour")  # the shapes of the finger that are drawn small
EDGE_MM = 6.0  # how far soft tissue and clothes put a limb's edge aside, 1 SD
STEP = 0.01  # view units along the outline, for its direction
BESIDE_THE_TAPE = {"POP_CREASE": "POP_CREASE_LAT"}  # the end of the knee crease from which the outer leg is measured


def photo_limb(atlas: Atlas, body: Body, view: str, side: str) -> dict[str, Any]:
    """The limb of a reader as `web/photo/` takes it, in view units of the side. Raises KeyError for another view."""
    drawing, photo, of = atlas.limb.views[view], load_photo_views()[view], Side(side)
    frame, outline = drawing.frames.get("lower", drawing.frame), LinearRing(drawing.outline.exterior)
    said = {row["id"]: row for row in read_rows("landmarks.csv", ("id", "name", "touch"))}
    corners = simplify(outline, OUTLINE).coords
    return {
        "mm": round(body.view_mm_per_unit(view), 3),
        "depth": photo.depth_mm,
        "bends": photo.bends_mm,
        "taps": [
            {
                "id": name,
                "name": begun(said[name]["name"]),
                "touch": said[name]["touch"],
                "x": of.mirror * drawing.landmarks[name][0],
                "y": drawing.landmarks[name][1],
                "sd": touched_sd_mm(name),
            }
            for name in photo.taps
        ],
        "outline": [[round(of.mirror * x, 4), round(y, 4)] for x, y in corners],
        "edges": [
            {
                "id": f"EDGE_{n}",
                "x": round(of.mirror * place.x, 4),
                "y": round(place.y, 4),
                "way": of.mirrored(across(outline, place)),
                "sd": EDGE_MM,
            }
            for n, place in enumerate(chain.from_iterable(edges(outline, frame, photo)), start=1)
        ],
        "frame": of.box(frame),
        "lengths": [
            {"name": name, "called": atlas.scale_words[name]["label_en"]} for name in lengths_between(photo.taps)
        ],
    }


def across(outline: LinearRing, place: Point) -> tuple[float, float]:
    """The direction straight across the outline, of length 1."""
    at = outline.project(place)
    before, after = outline.interpolate(at - STEP), outline.interpolate(at + STEP)
    x, y = after.x - before.x, after.y - before.y
    return (y / hypot(x, y), -x / hypot(x, y))


def lengths_between(landmarks: Collection[str]) -> list[str]:
    """The scales that a reader may measure, both of whose ends are among the landmarks."""
    return [
        name for name, ends in SEGMENTS.items() if {BESIDE_THE_TAPE.get(end, end) for end in ends[:2]} <= set(landmarks)
    ]


@cache
def words() -> dict[str, str]:
    """What the component says, by id."""
    return {row["id"]: row["text"] for row in read_rows(f"words/{LANGUAGE}/photo.csv", ("id", "text"))}


@cache
def finger() -> list[tuple[str, str]]:
    """(style, SVG path) of a finger from the side, its tip at the origin."""
    return [(shape.style, path_of(shape)) for shape in read_part("finger").shapes if shape.style in FINGER]


def for_everybody(atlas: Atlas) -> dict[str, Any]:
    """What the component is told for every reader: "words", "finger", and by view and side an average limb,
    of which a reader's own has another "mm"."""
    body = Body(atlas.limb, Measurements())
    limbs = {view: {side: photo_limb(atlas, body, view, side) for side in SIDES} for view in load_photo_views()}
    return {"words": words(), "finger": finger(), "limbs": limbs}
