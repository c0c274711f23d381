"""From a written rule ("3 cun above the bump of the inner ankle bone") to a position in a view.

The rule says how many cun; the yardstick says how long one cun of each scale is on the drawing; the view says where
the landmark is and where the bone edge runs. A measured bone divides the drawn line into equal parts; fingers are laid
off along it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import LineString
from shapely.ops import nearest_points

from coords.rules import PointRule, Rule
from coords.surface import PLAN, Skin
from coords.view import FOOT_VIEWS, Point, View

FOOT_SCALE = "S_FOOT_LEN"  # offsets on the foot that name no scale: one twelfth of the foot, the "classical" foot cun
LEAN_STEP = 0.01  # view units to both sides over which a curve's lean is taken: 9 mm on a leg, 3 mm on a foot


@dataclass(frozen=True)
class Yardstick:
    """How long one cun is on the drawing.

    `cun` maps a scale to the length of its cun in L (leg lengths); `finger` is the finger cun in L; `laid_off` are
    the scales whose cun comes from fingers, so that lines are not divided but stepped along. `per_leg` gives the
    length of L in each unit (FL, L, HL).
    """

    cun: Mapping[str, float]
    finger: float
    per_leg: Mapping[str, float]
    laid_off: frozenset[str] = frozenset()

    def length(self, scale: str, unit: str) -> float:
        """One cun of `scale` in `unit`. Raises KeyError naming the known scales."""
        if scale not in self.cun:
            raise KeyError(f"unknown scale {scale!r}; scales are {', '.join(sorted(self.cun))}")
        return self.cun[scale] * self.per_leg[unit]

    def finger_length(self, unit: str) -> float:
        """One finger cun in `unit`."""
        return self.finger * self.per_leg[unit]


@dataclass(frozen=True)
class Spot:
    """A place in a view: (x, y) in view units, and `axis`, the unit vector along which its distance is counted.

    `lean` is how far the place slides to the right of the axis for every unit that its distance grows: it lies on a
    curve, and a curve need not run along the limb.
    """

    x: float
    y: float
    axis: Point
    lean: float = 0.0

    @property
    def xy(self) -> Point:
        return (self.x, self.y)


class Placer:
    """Places points of one body on the drawings of the right limb. Results are kept for the life of the object.

    Only one that is asked to finds out how places lean: margins need it, and it doubles the work.
    """

    def __init__(
        self,
        views: Mapping[str, View],
        rules: Mapping[str, PointRule],
        skin: Skin,
        yardstick: Yardstick,
        with_lean: bool = False,
    ):
        self._views, self._rules, self._skin, self._yardstick = views, rules, skin, yardstick
        self._with_lean = with_lean
        self._seen: dict[tuple[str, str], Spot] = {}

    def place(self, code: str, view: str) -> Spot:
        """Where the point lies in `view`. Raises KeyError for an unknown code and LookupError for a view without it."""
        key = (code, view)
        if key not in self._seen:
            self._seen[key] = self._place(code, view)
        return self._seen[key]

    def home(self, code: str) -> str:
        """The view in which a point's rule is evaluated."""
        return PLAN if self._rules[code].home == "foot_dorsum" else self._rules[code].home

    def find(self, name: str, view: str) -> Point:
        """(x, y) of a landmark, a point, the middle of a curve, or the middle of two ids joined by "|"."""
        return self._point(name, view)

    def _on_curves(self, names: Sequence[str], place: Point, axis: Point, view: str) -> tuple[Point, float]:
        """Where the curves lie at the level of `place` (the middle of two), and how much they lean there."""

        def at(step: float) -> Point:
            level = (place[0] + step * axis[0], place[1] + step * axis[1])
            met = [_sideways(self._views[view].curve(name), level, axis) for name in names]
            return (sum(x for x, _ in met) / len(met), sum(y for _, y in met) / len(met))

        if not self._with_lean:
            return at(0.0), 0.0
        before, after = at(-LEAN_STEP), at(LEAN_STEP)
        return at(0.0), _right_of((after[0] - before[0], after[1] - before[1]), axis) / (2 * LEAN_STEP)

    def beside(self, curve: str, place: Point, view: str) -> Point:
        """Where a curve lies at the height of `place`."""
        return _sideways(self._views[view].curve(curve), place, _long_axis(view))

    def upright(self, name: str, view: str) -> float:
        """x of the upright line that touches a curve in front, or that passes through a landmark or point."""
        return self._upright(name, view)

    def _place(self, code: str, view: str) -> Spot:
        if code not in self._rules:
            raise KeyError(f"no point {code!r}")
        point = self._rules[code]
        home = self.home(code)
        helping = view not in point.views and view != "foot_dorsum" and self._can(point.rule, view)
        if view == home or view in point.evaluated_in or helping:
            return self._evaluate(point.rule, view)
        if self._stays(point.rule, view):
            return Spot(*self._views[view].landmark(point.rule.at or ""), _long_axis(view))
        spot = self.place(code, home)
        step = 0.01
        place = self._skin.carry(spot.xy, home, view)
        ahead = self._skin.carry((spot.x + step * spot.axis[0], spot.y + step * spot.axis[1]), home, view)
        axis = np.subtract(ahead, place)
        length = float(np.hypot(*axis))
        if length <= step * 0.05:
            return Spot(*place, _long_axis(view))
        unit = (axis[0] / length, axis[1] / length)
        if not spot.lean:
            return Spot(*place, unit)
        way = (spot.axis[0] + spot.lean * spot.axis[1], spot.axis[1] - spot.lean * spot.axis[0])
        slid = self._skin.carry((spot.x + step * way[0], spot.y + step * way[1]), home, view)
        return Spot(*place, unit, _right_of((slid[0] - place[0], slid[1] - place[1]), unit) / length)

    def _stays(self, rule: Rule, view: str) -> bool:
        """A point that is a landmark stays on that landmark in every view that shows it."""
        return rule.kind in ("at", "mid") and rule.at is not None and rule.at in self._views[view].landmarks

    def _can(self, rule: Rule, view: str) -> bool:
        drawing = self._views[view]
        return all(
            name in drawing.landmarks
            or name in drawing.curves
            or (name in self._rules and self._can(self._rules[name].rule, view))
            for name in rule.mentions()
        )

    def _evaluate(self, rule: Rule, view: str) -> Spot:
        if rule.at is not None and rule.kind != "nail":
            return Spot(*self._point(rule.at, view), _long_axis(view))
        if rule.kind == "set":
            return self.place(rule.members[0], view)
        if rule.kind in ("mid", "frac"):
            return self._between(rule, view)
        if rule.kind == "along":
            return self._along(rule, view)
        if rule.kind == "nail":
            return self._nail(rule, view)
        if rule.dir is not None:
            return self._stepped(rule, view)
        place, axis = self._crossing(rule, view), _long_axis(view)
        if not self._with_lean or not rule.on or rule.vertical_of:
            return Spot(*place, axis)
        return Spot(*place, axis, self._on_curves((rule.on,), place, axis, view)[1])

    def _point(self, name: str, view: str) -> Point:
        """A landmark, the middle of a curve, another point, or the middle of two ("KI3|KI5")."""
        if "|" in name:
            (ax, ay), (bx, by) = (self._point(part, view) for part in name.split("|"))
            return ((ax + bx) / 2, (ay + by) / 2)
        drawing = self._views[view]
        if name in drawing.landmarks:
            return drawing.landmarks[name]
        if name in drawing.curves:
            return drawing.landmarks.get(f"{name}_MID") or _middle(drawing.curves[name])
        if name in self._rules:
            return self.place(name, view).xy
        return drawing.landmark(name)

    def _between(self, rule: Rule, view: str) -> Spot:
        b_name = rule.b or ""
        axis, lean = _long_axis(view), 0.0
        if rule.b in self._views[view].curves and rule.level_of:
            b, lean = self._on_curves((b_name,), self._point(rule.level_of, view), axis, view)
            lean /= 2
        else:
            b = self._point(b_name, view)
        a = self._point(rule.a, view) if rule.a else self._crossing(rule, view)
        t = 0.5 if rule.kind == "mid" else (rule.t or 0.0)
        place = (a[0] + t * (b[0] - a[0]), a[1] + t * (b[1] - a[1]))
        if rule.on:
            place, lean = self._on_curves((rule.on,), place, axis, view)
        return Spot(*place, axis, lean)

    def _along(self, rule: Rule, view: str) -> Spot:
        drawing = self._views[view]
        start, end = self._point(rule.origin or "", view), self._point(rule.to or "", view)
        cun, scale = rule.cun or 0.0, rule.scale or FOOT_SCALE
        chord = np.subtract(end, start)
        axis = np.array(_long_axis(view)) * np.sign(chord @ _long_axis(view))
        reach = float(chord @ axis)
        if rule.line_cun and scale not in self._yardstick.laid_off:
            forward = reach * cun / rule.line_cun
        else:
            forward = cun * self._yardstick.length(scale, drawing.unit)
        place, pair = np.add(start, chord * (forward / reach)), (float(axis[0]), float(axis[1]))
        lean = _right_of(chord, pair) / reach
        if rule.on:
            place, lean = self._on_curves((rule.on,), (float(place[0]), float(place[1])), pair, view)
        return Spot(float(place[0]), float(place[1]), pair, lean)

    def _stepped(self, rule: Rule, view: str) -> Spot:
        drawing = self._views[view]
        start = self._point(rule.origin or rule.at or "", view)
        if rule.level_of:
            start = (start[0], self._point(rule.level_of, view)[1])
        one = (
            self._yardstick.finger_length(drawing.unit)
            if rule.cun_f
            else self._yardstick.length(rule.scale or FOOT_SCALE, drawing.unit)
        )
        count = rule.cun_f or rule.cun or 0.0
        axis = drawing.direction(rule.dir or "")
        step = axis * count * one
        if rule.dir2 and rule.cun2 is None:
            axis = drawing.direction(f"{rule.dir}-{rule.dir2}")
            step = axis * count * one
        elif rule.dir2:
            step = step + drawing.direction(rule.dir2) * rule.cun2 * one
        place = (float(start[0] + step[0]), float(start[1] + step[1]))
        axis_pair, lean = (float(axis[0]), float(axis[1])), 0.0
        curves = rule.between or ((rule.on,) if rule.on else ())
        if curves:
            place, lean = self._on_curves(curves, place, axis_pair, view)
        if rule.aside and rule.aside_mm:
            place = np.add(place, drawing.direction(rule.aside) * rule.aside_mm / drawing.reference_unit_mm)
        return Spot(float(place[0]), float(place[1]), axis_pair, lean)

    def _nail(self, rule: Rule, view: str) -> Spot:
        drawing = self._views[view]
        axis = drawing.direction(rule.dir or "")
        corner = self._point(rule.at or "", view)
        away = axis * (rule.cun_f or 0.0) * self._yardstick.finger_length(drawing.unit)
        place = self._skin.last_on_skin(corner, (corner[0] + away[0], corner[1] + away[1]), view)
        return Spot(*place, _long_axis(view))

    def _crossing(self, rule: Rule, view: str) -> Point:
        drawing = self._views[view]
        if rule.vertical_of:
            x = self._upright(rule.vertical_of, view)
            if rule.level_of:
                return (x, self._point(rule.level_of, view)[1])
            return _sideways(drawing.curve(rule.on or ""), (x, 0.0), (1.0, 0.0))
        if rule.level_of and rule.level_of in drawing.curves and rule.on:
            return _meeting(drawing.curve(rule.level_of), drawing.curve(rule.on))
        height = self._point(rule.level_of or "", view)
        return _sideways(drawing.curve(rule.on or ""), height, (0.0, 1.0))

    def _upright(self, name: str, view: str) -> float:
        """x of the upright line that touches a curve in front, or that passes through a landmark or point."""
        drawing = self._views[view]
        if name not in drawing.curves:
            return self._point(name, view)[0]
        forward = np.array(drawing.directions.get("distal" if view in FOOT_VIEWS else "anterior", (1.0, 0.0)))
        line = drawing.curve(name)
        return float(line[np.argmax(line @ forward), 0])


def _right_of(step: Sequence[float] | np.ndarray, axis: Point) -> float:
    """How far a step goes to the right of an axis (a unit vector)."""
    return float(step[0] * axis[1] - step[1] * axis[0])


def _long_axis(view: str) -> Point:
    """The axis along which levels are counted: along the foot in its side views, upward elsewhere."""
    return (0.0, 1.0)


def _middle(line: np.ndarray) -> Point:
    place = LineString(line).interpolate(0.5, normalized=True)
    return (place.x, place.y)


def _sideways(line: np.ndarray, place: Point, axis: Point) -> Point:
    """Where `line` lies at the level of `place`, the level being counted along `axis`; the crossing nearest to `place`.

    Beyond the ends of the line its last point lends its sideways position.
    """
    e = np.asarray(axis)
    along = _levels(line, place, axis)
    before, after = along[:-1], along[1:]
    hits = np.nonzero((before * after <= 0) & (before != after))[0]
    if len(hits) == 1:
        k = hits[0]
        x, y = line[k] + before[k] / (before[k] - after[k]) * (line[k + 1] - line[k])
        return (float(x), float(y))
    if len(hits):
        share = (before[hits] / (before[hits] - after[hits]))[:, None]
        met = line[hits] + share * (line[hits + 1] - line[hits])
        x, y = met[np.argmin(((met - place) ** 2).sum(axis=1))]
        return (float(x), float(y))
    end = line[np.argmin(np.abs(along))]
    x, y = end - e * ((end - place) @ e)
    return (float(x), float(y))


def _levels(line: np.ndarray, place: Point, axis: Point) -> np.ndarray:
    """How far each corner of `line` lies beyond `place` along `axis`."""
    if axis[0] == 0:
        return (line[:, 1] - place[1]) * axis[1]
    return (line - place) @ np.asarray(axis)


def _meeting(line: np.ndarray, other: np.ndarray) -> Point:
    """Where two curves cross; where they only come close, the middle of the gap."""
    one, two = LineString(line), LineString(other)
    both = one.intersection(two)
    if not both.is_empty:
        place = both.centroid
        return (place.x, place.y)
    a, b = nearest_points(one, two)
    return ((a.x + b.x) / 2, (a.y + b.y) / 2)
