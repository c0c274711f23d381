"""Promises about people: from the smallest to the largest hand and leg, every point has its place."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from itertools import product
from math import isfinite

from coords.body import Body, Place
from coords.cun import Measurements
from coords.place import FOOT_SCALE
from data.promises.dataset import Dataset, Finding
from data.promises.places import off_limb

MARKS_OFF_MM = {"dot": 3.0, "hollow mark": 10.0}  # how far off the limb a mark may come at the usual limits


def every_body_has_its_points(dataset: Dataset) -> list[Finding]:
    """At the smallest and largest sizes we accept, in every mixture, all points have finite places and distances."""
    broken: dict[tuple[str, str], str] = {}
    for measured in extreme_bodies(dataset, "reject_lo", "reject_hi"):
        body = Body(dataset.atlas.limb, measured)
        for spot in dataset.spots:
            for view in dataset.atlas.limb.rules[spot].views:
                try:
                    place = body.place(spot, view)
                except (ArithmeticError, LookupError, ValueError, TypeError) as error:
                    reason = f"cannot be placed in {view} on a body of {_told(measured)}: {error}"
                    broken.setdefault((spot, view), reason)
                    continue
                if not all(map(isfinite, _numbers(place))):
                    broken.setdefault((spot, view), f"has no finite place in {view} on a body of {_told(measured)}")
    return [dataset.about(spot, reason) for (spot, _), reason in broken.items()]


def no_usual_body_loses_a_point(dataset: Dataset) -> list[Finding]:
    """At the limits of what people usually measure, dots stay on the limb and hollow marks near it."""
    return [
        dataset.about(spot, f"has its {mark} {off_mm:.0f} mm off the limb in {view} at the usual limits of size")
        for off_mm, spot, view, mark in furthest_off_the_limb(dataset)
        if off_mm > MARKS_OFF_MM[mark]
    ]


@lru_cache(maxsize=1)
def furthest_off_the_limb(dataset: Dataset) -> list[tuple[float, str, str, str]]:
    """(mm off the limb, spot, view, "dot" or "hollow mark") over all bodies at the usual limits, the worst first."""
    worst: dict[tuple[str, str, str], float] = {}
    for measured in extreme_bodies(dataset, "warn_lo_adult", "warn_hi"):
        body = Body(dataset.atlas.limb, measured)
        for spot in dataset.spots:
            for view in dataset.atlas.limb.rules[spot].views:
                place = body.place(spot, view)
                for mark, xy in (("dot", place.xy), ("hollow mark", place.finger_xy)):
                    if xy is not None:
                        off = off_limb(dataset, view, xy) * place.mm_per_unit
                        worst[spot, view, mark] = max(worst.get((spot, view, mark), 0.0), off)
    return sorted(((off, *key) for key, off in worst.items()), reverse=True)


def extreme_bodies(dataset: Dataset, low: str, high: str) -> Iterator[Measurements]:
    """Every mixture of two limits (columns of input_ranges.csv) for thumb, four fingers, height, leg and foot.

    The hand alone, with corrected and with plain finger cun, and the hand together with all the rest.
    """
    fields = {name: row["range_field"] for name, row in dataset.atlas.scale_words.items()}

    def size(field: str, limit: str) -> float:
        return float(getattr(dataset.atlas.ranges[field], limit))

    limits = (low, high)
    for thumb, four in product((*limits, None), repeat=2):
        fingers = {name: size(name, limit) for name, limit in (("thumb", thumb), ("four", four)) if limit}
        yield Measurements(fingers=fingers)
        if fingers:
            yield Measurements(fingers=fingers, traditional=True)
    for thumb, four, stature, leg, foot in product(limits, repeat=5):
        segments = {name: size(fields[name], foot if name == FOOT_SCALE else leg) for name in dataset.atlas.limb.scales}
        fingers = {"thumb": size("thumb", thumb), "four": size("four", four)}
        yield Measurements(fingers, size("stature", stature), segments)


def _numbers(place: Place) -> tuple[float, ...]:
    """Every number of a place that reaches the reader."""
    return (
        *place.xy,
        *(place.finger_xy or ()),
        place.mm_per_unit,
        place.distance_mm or 0.0,
        place.finger_mm or 0.0,
        place.margin.along_mm,
        place.margin.across_mm,
    )


def _told(measured: Measurements) -> str:
    sizes = {**measured.fingers, "height": measured.stature_mm, **measured.segments_mm}
    return ", ".join(f"{name} {size:g} mm" for name, size in sizes.items() if size) or "average size"
