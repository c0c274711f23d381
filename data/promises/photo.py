"""Promises about the places that are touched on a photo: they can be felt, are drawn in the view, and tell it whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import dist

from coords.model_constants import landmark_sd_mm
from coords.view import Point
from data.photo import TABLE
from data.promises.dataset import Dataset, Finding, Row
from data.tables import listed

FELT_MM = 6.0  # a landmark that people find worse than this is no place to begin from
FEWEST, MOST = 4, 8
SPANNED = 0.75  # the first two lie so far apart, of the two that are farthest apart
ASIDE_MM = 30.0  # the third lies so far beside the line of the first two: a limb is told from its mirror image


def every_tap_can_be_felt(dataset: Dataset) -> list[Finding]:
    """Each place touched on a photo is a point that is drawn in its view, and that a finger finds."""
    points = {row["id"] for row in dataset.rows("landmarks.csv") if row["kind"] == "point"}
    return [
        Finding(
            TABLE, int(row["_row"]), f"{name} cannot be touched on {row['view']}: no point drawn there, or hard to feel"
        )
        for row in dataset.rows(TABLE)
        for name in listed(row["taps"])
        if name not in points & {*_landmarks(dataset, row)} or landmark_sd_mm(name) > FELT_MM
    ]


def the_first_taps_tell_the_view(dataset: Dataset) -> list[Finding]:
    """Four to eight places; the first two span the limb, the third lies well beside their line."""
    return [Finding(TABLE, int(row["_row"]), reason) for row in dataset.rows(TABLE) for reason in _untold(dataset, row)]


def _landmarks(dataset: Dataset, row: Row) -> Mapping[str, Point]:
    return dataset.atlas.limb.views[row["view"]].landmarks


def _untold(dataset: Dataset, row: Row) -> Iterator[str]:
    landmarks, view = _landmarks(dataset, row), row["view"]
    places = [landmarks[name] for name in listed(row["taps"]) if name in landmarks]
    if not FEWEST <= len(places) <= MOST:
        yield f"{view} asks for {len(places)} places; it should be {FEWEST} to {MOST}"
        return
    first, second, third = places[:3]
    if dist(first, second) < SPANNED * max(dist(a, b) for a, b in combinations(places, 2)):
        yield f"the first two places of {view} do not span the limb"
    if _beside(first, second, third) * dataset.atlas.limb.views[view].reference_unit_mm < ASIDE_MM:
        yield f"the third place of {view} lies on the line of the first two"


def _beside(first: Point, second: Point, third: Point) -> float:
    """How far the third lies from the line of the first two."""
    (ax, ay), (bx, by), (cx, cy) = first, second, third
    return abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / dist(first, second)


PROMISES = (every_tap_can_be_felt, the_first_taps_tell_the_view)
