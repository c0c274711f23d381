"""Promises about the places that are touched on a photo: they can be felt, are drawn in the view, and tell it whole."""

from __future__ import annotations

from itertools import combinations
from math import dist

from coords.model_constants import landmark_sd_mm
from coords.view import Point
from data.photo import TABLE, load_photo_views
from data.promises.dataset import Dataset, Finding

FELT_MM = 6.0  # a landmark that people find worse than this is no place to begin from
FEWEST, MOST = 4, 8
SPANNED = 0.75  # the first two lie so far apart, of the two that are farthest apart
ASIDE_MM = 30.0  # the third lies so far beside the line of the first two: a limb is told from its mirror image


def every_tap_can_be_felt(dataset: Dataset) -> list[Finding]:
    """Each place touched on a photo is a point that is drawn in its view, and that a finger finds."""
    points = {row["id"] for row in dataset.rows("landmarks.csv") if row["kind"] == "point"}
    found = []
    for row, view in zip(dataset.rows(TABLE), load_photo_views().values(), strict=True):
        drawn = dataset.atlas.limb.views[view.view].landmarks
        for name in view.taps:
            if name not in points or name not in drawn or landmark_sd_mm(name) > FELT_MM:
                reason = f"{name} cannot be touched on {view.view}: it is no point drawn there that a finger finds"
                found.append(Finding(TABLE, int(row["_row"]), reason))
    return found


def the_first_taps_tell_the_view(dataset: Dataset) -> list[Finding]:
    """Four to eight places; the first two span the limb, the third lies well beside their line."""
    found = []
    for row, view in zip(dataset.rows(TABLE), load_photo_views().values(), strict=True):
        drawing = dataset.atlas.limb.views[view.view]
        places = [drawing.landmarks[name] for name in view.taps if name in drawing.landmarks]
        if not FEWEST <= len(places) <= MOST:
            reason = f"{view.view} asks for {len(places)} places; it should be {FEWEST} to {MOST}"
            found.append(Finding(TABLE, int(row["_row"]), reason))
            continue
        first, second, third = places[:3]
        if dist(first, second) < SPANNED * max(dist(a, b) for a, b in combinations(places, 2)):
            found.append(Finding(TABLE, int(row["_row"]), f"the first two places of {view.view} do not span the limb"))
        if _beside(first, second, third) * drawing.reference_unit_mm < ASIDE_MM:
            reason = f"the third place of {view.view} lies on the line of the first two"
            found.append(Finding(TABLE, int(row["_row"]), reason))
    return found


def _beside(first: Point, second: Point, third: Point) -> float:
    """How far the third lies from the line of the first two."""
    (ax, ay), (bx, by), (cx, cy) = first, second, third
    return abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / dist(first, second)


PROMISES = (every_tap_can_be_felt, the_first_taps_tell_the_view)
