"""Promises about the places that are touched on a photo: they can be felt, are drawn in the view, and tell it whole."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from itertools import combinations
from math import dist, hypot

from shapely import LinearRing

from coords.model_constants import landmark_sd_mm
from coords.view import Point
from data.photo import TABLE, PhotoView, edges, touched_sd_mm
from data.promises.dataset import Dataset, Finding, Row
from data.reading.records import record
from data.reading.tables import listed

FELT_MM = 6.0  # a landmark that people find worse than this is no place to begin from
FEWEST, MOST = 4, 8
SPANNED = 0.75  # the first two lie so far apart, for what fingers miss them by, of the two that do so most
ASIDE_MM = 30.0  # the third lies so far beside the line of the first two: a limb is told from its mirror image
MORE = 1.25  # no place that is asked for later may tell so many times more


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


def what_tells_most_is_touched_first(dataset: Dataset) -> list[Finding]:
    """Each place, the first two aside, is felt so surely and lies so far from those before it (the third: from their
    line) that none later tells much more."""
    found = []
    for row in dataset.rows(TABLE):
        landmarks = _landmarks(dataset, row)
        taps = [name for name in listed(row["taps"]) if name in landmarks]
        for n in range(2, len(taps)):
            told = {name: _told(landmarks, taps[:n], name) for name in taps[n:]}
            most = max(told, key=lambda name: told[name])
            if told[most] > MORE * told[taps[n]]:
                reason = f"{row['view']} asks for {taps[n]} before {most}, which is felt surer or lies farther off"
                found.append(Finding(TABLE, int(row["_row"]), reason))
    return found


def every_edge_lies_on_the_photo(dataset: Dataset) -> list[Finding]:
    """At both levels where the outline can be pulled, its two sides lie inside the frame."""
    found = []
    for row in dataset.rows(TABLE):
        drawing = dataset.atlas.limb.views[row["view"]]
        frame = drawing.frames.get("lower", drawing.frame)
        if len(edges(LinearRing(drawing.outline.exterior), frame, record(PhotoView, row, TABLE))) < 2:
            found.append(Finding(TABLE, int(row["_row"]), f"{row['view']} has a level without two edges on the photo"))
    return found


def _landmarks(dataset: Dataset, row: Row) -> Mapping[str, Point]:
    return dataset.atlas.limb.views[row["view"]].landmarks


def _untold(dataset: Dataset, row: Row) -> Iterator[str]:
    landmarks, view = _landmarks(dataset, row), row["view"]
    places = [landmarks[name] for name in listed(row["taps"]) if name in landmarks]
    if not FEWEST <= len(places) <= MOST:
        yield f"{view} asks for {len(places)} places; it should be {FEWEST} to {MOST}"
        return
    first, second, third = places[:3]
    pairs = combinations([name for name in listed(row["taps"]) if name in landmarks], 2)
    spans = [dist(landmarks[a], landmarks[b]) / hypot(touched_sd_mm(a), touched_sd_mm(b)) for a, b in pairs]
    if spans[0] < SPANNED * max(spans):
        yield f"the first two places of {view} do not span the limb"
    if _beside(first, second, third) * dataset.atlas.limb.views[view].reference_unit_mm < ASIDE_MM:
        yield f"the third place of {view} lies on the line of the first two"


def _told(landmarks: Mapping[str, Point], touched: list[str], name: str) -> float:
    """How far a place lies from what was touched, for each mm that it is felt worse."""
    place, places = landmarks[name], [landmarks[one] for one in touched]
    far = _beside(places[0], places[1], place) if len(places) == 2 else min(dist(place, one) for one in places)
    return far / touched_sd_mm(name)


def _beside(first: Point, second: Point, third: Point) -> float:
    """How far the third lies from the line of the first two."""
    (ax, ay), (bx, by), (cx, cy) = first, second, third
    return abs((bx - ax) * (cy - ay) - (by - ay) * (cx - ax)) / dist(first, second)


PROMISES = (
    every_tap_can_be_felt,
    the_first_taps_tell_the_view,
    what_tells_most_is_touched_first,
    every_edge_lies_on_the_photo,
)
