"""Second opinions: does the place a rule gives agree with the other ways the texts describe it?

A `check` is written as nested calls, read from the inside out:

    offset(KI8,proximal,1)   along(BL40,ACH_MID,8,16)   mid(ST35,ST41)   frac(MM,PAT_APEX,0.3333)
    cross(MM_ANT,MM_INF)     offset_finger(TIBIA_CREST,lateral,1)        at(PALM_CREASE_DIST_ULNAR)

They are assertions: the gap is reported in cun, never hidden, and never moves the point.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from math import hypot

from coords.place import FOOT_SCALE, Placer, Yardstick
from coords.rules import PointRule, Rule
from coords.surface import PLAN
from coords.view import Point, View

FINGERBREADTH_CUN = 0.75  # one middle finger: a quarter of the four fingers' 3 cun


@dataclass(frozen=True)
class Gap:
    """How far a second description of a point lies from its place: in cun of its scale."""

    code: str
    assertion: str
    cun: float
    holds: bool


def parse_call(text: str) -> tuple:
    """`"offset(mid(A,B),distal,1)"` -> `("offset", ("mid", "A", "B"), "distal", 1.0)`. Raises ValueError."""
    tokens = re.findall(r"[\w.\-]+|[(),]", text)
    if "".join(tokens) != text.replace(" ", ""):
        raise ValueError(f"cannot read the check {text!r}")
    position = 0

    def term():
        nonlocal position
        word = tokens[position]
        position += 1
        if position < len(tokens) and tokens[position] == "(":
            parts = [word]
            while tokens[position] != ")":
                position += 1
                parts.append(term())
            position += 1
            return tuple(parts)
        try:
            return float(word)
        except ValueError:
            return word

    try:
        found = term()
    except IndexError:
        raise ValueError(f"cannot read the check {text!r}: a bracket is missing") from None
    if position != len(tokens) or not isinstance(found, tuple):
        raise ValueError(f"cannot read the check {text!r}")
    return found


class Checker:
    """Evaluates the assertions of points on one drawing."""

    def __init__(self, placer: Placer, views: dict[str, View], yardstick: Yardstick):
        self._placer, self._views, self._yardstick = placer, views, yardstick

    def gaps(self, point: PointRule, tolerance_cun: float = 0.35) -> list[Gap]:
        """Every assertion of one point with its gap; `holds` says whether it is within tolerance."""
        rule, view = point.rule, PLAN if point.home == "foot_dorsum" else point.home
        here = self._placer.place(point.code, view).xy
        one = self._yardstick.length(
            rule.scale if rule.scale and rule.scale in self._yardstick.cun else FOOT_SCALE, self._views[view].unit
        )
        found = []
        if rule.check:
            call = parse_call(rule.check)
            gap = float(self._distance(here, self._place(call, view, one, here), call, rule, view) / one)
            found.append(Gap(point.code, rule.check, gap, gap <= tolerance_cun))
        for word, name in (("lateral", rule.lateral_of), ("medial", rule.medial_of)):
            if name and word in self._views[view].directions:
                there = self._placer.beside(name, here, view)
                aside = self._views[view].direction(word)
                gap = float(((here[0] - there[0]) * aside[0] + (here[1] - there[1]) * aside[1]) / one)
                found.append(Gap(point.code, f"{word} of {name}", gap, gap > 0))
        return found

    def _distance(self, here: Point, there: Point, call: tuple, rule: Rule, view: str) -> float:
        """Along the direction a check speaks of; for a point that lies on a curve, its level only."""
        dx, dy = here[0] - there[0], here[1] - there[1]
        if call[0] in ("offset", "offset_finger"):
            ax, ay = self._views[view].direction(call[2])
            return abs(dx * ax + dy * ay)
        return abs(dy) if rule.on or rule.kind == "level_on" else hypot(dx, dy)

    def place(self, expression: str, view: str, scale: str) -> Point:
        """The place an expression describes, such as the `alt` of a rule."""
        one = self._yardstick.length(scale, self._views[view].unit)
        return self._place(parse_call(expression), view, one, (0.0, 0.0))

    def _place(self, call, view: str, one: float, here: Point) -> Point:
        """`here` is the point under test: a curve is taken beside it."""
        if isinstance(call, str):
            is_curve = call in self._views[view].curves and not call.startswith("POP_CREASE")
            return self._placer.beside(call, here, view) if is_curve else self._placer.find(call, view)
        name, *parts = call
        if name == "at":
            return self._place(parts[0], view, one, here)
        if name == "cross":
            return (self._placer.upright(parts[0], view), self._placer.find(parts[1], view)[1])
        a = self._place(parts[0], view, one, here)
        if name in ("offset", "offset_finger"):
            count = parts[2] * (FINGERBREADTH_CUN if name == "offset_finger" else 1)
            step = self._views[view].direction(parts[1]) * count * one
            return (a[0] + step[0], a[1] + step[1])
        b = self._place(parts[1], view, one, here)
        t = {"mid": 0.5, "frac": parts[2] if len(parts) > 2 else 0.5}.get(name)
        if name == "along":
            t = parts[2] / parts[3]
        if t is None:
            raise ValueError(f"a check knows at, mid, frac, along, cross, offset and offset_finger, not {name!r}")
        return (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))
