"""Where another rule would put a point: the place of one book beside the place of another, on the same reader."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import hypot

from coords.body import Body, Place
from coords.rules import PointRule


def places_by_rules(body: Body, rules: Iterable[PointRule], view: str, side: str = "right") -> list[Place]:
    """The place of each rule on the reader's limb in one view, placed like the points of the atlas.

    The rules may name points of the atlas; the atlas itself is not changed. A rule whose code is taken replaces that
    point for this one question. Raises KeyError for an unknown view, side, landmark or curve.
    """
    added = {rule.code: rule for rule in rules}
    if not added:
        return []
    asked = Body(replace(body.limb, rules={**body.limb.rules, **added}), body.measured)
    return [asked.place(code, view, side) for code in added]


def nearest_dot(body: Body, spots: Iterable[str], place: Place) -> Place | None:
    """The dot of the atlas that lies nearest to `place` among the spots of a point; None when the view shows none."""
    rules = body.limb.rules
    shown = [spot for spot in spots if place.view in rules[spot].views and rules[spot].on_drawing]
    dots = [body.place(spot, place.view, place.side) for spot in shown]
    return min(dots, key=lambda dot: gap_mm(dot, place), default=None)


def gap_mm(dot: Place, place: Place) -> float:
    """Millimetres of this reader between a dot and another place in the same view, measured flat on the drawing."""
    return hypot(place.xy[0] - dot.xy[0], place.xy[1] - dot.xy[1]) * dot.mm_per_unit
