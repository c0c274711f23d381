"""The reader's limb: every point in the reader's own millimetres, with its margin and what plain fingers would say.

Two rulers never mix. Bone (a measured segment, else height, else an average leg) sizes the drawn limb. The winning
ruler of a scale puts the filled dot on it; plain finger cun puts the hollow mark. With bone rulers the dot sits at its
share of the segment; with fingers it is stepped off and moves with every new width.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from math import hypot

from coords.cun import Cun, Measurements, Scale, body_cun, plain_finger_cun, scale_cun
from coords.model_constants import MARK_SD_MM, landmark_sd_mm
from coords.place import FOOT_SCALE, Placer, Spot, Yardstick
from coords.region import Margin, along_fraction, along_from_cun, expert_sd_mm
from coords.rules import PointRule
from coords.side import SIDES, Side
from coords.surface import Skin
from coords.view import Point, View

KNEE = ("leg_posterior", "POP_CREASE_MID")  # above it a point without a scale is sized by the thigh
FELT = 0.75  # a ± of more than this share of its distance tells less than a finger does
SAME_LEVEL = {"KI3": "MM", "BL60": "LM", "BL40": "POP_CREASE", "POP_CREASE_MID": "POP_CREASE", "BL36": "GLUTEAL_FOLD"}


@dataclass(frozen=True, eq=False)
class ReferenceLimb:
    """The drawn limb: views, rules, skin, scales, the drawn length of every scale in L, and L in each unit."""

    views: Mapping[str, View]
    rules: Mapping[str, PointRule]
    skin: Skin
    scales: Mapping[str, Scale]
    drawn: Mapping[str, float]
    per_leg: Mapping[str, float]


@dataclass(frozen=True)
class Place:
    """One point on the reader's limb in one view.

    `xy` and `axis` are in view units of the chosen side; `distance_mm` is counted from `origin` toward `direction`
    (None when the rule counts nothing), 1 SD of it is `distance_u_mm`; `margin` is the region to draw; `hollow` is one
    that is felt. `finger_xy` and `finger_mm` are what plain finger cun gives, None without fingers. `ruler` is the
    winning cun.
    """

    code: str
    view: str
    side: str
    xy: Point
    axis: Point
    mm_per_unit: float
    margin: Margin
    approx: bool
    hollow: bool = False
    cun: float | None = None
    scale: str | None = None
    origin: str | None = None
    direction: str | None = None
    distance_mm: float | None = None
    distance_u_mm: float | None = None
    ruler: Cun | None = None
    expert_mm: float = 4.0
    finger_xy: Point | None = None
    finger_mm: float | None = None

    @property
    def plus_minus_cm(self) -> float | None:
        """The ± of the distance that the reader sees; None when the rule counts nothing."""
        return None if self.distance_u_mm is None else Margin(self.distance_u_mm, 0).plus_minus_cm

    @property
    def felt(self) -> bool:
        """Whether a finger finds the place better than a ruler: no distance, a hollow, or a ± that is near to it."""
        if self.distance_mm is None or self.plus_minus_cm is None or self.hollow:
            return True
        return 10 * self.plus_minus_cm > FELT * self.distance_mm

    @property
    def finger_gap_mm(self) -> float:
        """How far the plain-finger mark lies from the dot, in mm of this reader."""
        if self.finger_xy is None:
            return 0.0
        return hypot(self.finger_xy[0] - self.xy[0], self.finger_xy[1] - self.xy[1]) * self.mm_per_unit


class Body:
    """One reader's measurements on the reference limb."""

    def __init__(self, limb: ReferenceLimb, measured: Measurements):
        self.limb, self.measured = limb, measured
        self.cun = {name: scale_cun(measured, scale) for name, scale in limb.scales.items()}
        self._bone = {name: body_cun(measured, scale) for name, scale in limb.scales.items()}
        self._finger = plain_finger_cun(measured)
        self._dots = Placer(limb.views, limb.rules, limb.skin, self._yardstick(self.cun), with_lean=True)
        self._hollow = None
        if self._finger:
            stepped = dict.fromkeys(limb.scales, self._finger)
            self._hollow = Placer(limb.views, limb.rules, limb.skin, self._yardstick(stepped))

    def mm_per_unit(self, scale: str, unit: str) -> float:
        """Millimetres of the reader's limb in one view unit, along the segment of `scale`."""
        segment_mm = self.limb.scales[scale].cun * self._bone[scale].mm
        return segment_mm / (self.limb.drawn[scale] * self.limb.per_leg[unit])

    def view_mm_per_unit(self, view: str) -> float:
        """Millimetres in one unit of a view as a whole: for the scale bar."""
        drawing = self.limb.views[view]
        if drawing.unit == "HL":
            return drawing.reference_unit_mm
        return self.mm_per_unit(FOOT_SCALE if drawing.unit == "FL" else "S_LEG_LAT", drawing.unit)

    def place(self, code: str, view: str, side: str = "right") -> Place:
        """The point on the reader's limb. Raises KeyError for an unknown code, view or side, naming the choices."""
        known = {"view": (view, self.limb.views), "point": (code, self.limb.rules), "side": (side, SIDES)}
        for what, (name, choices) in known.items():
            if name not in choices:
                raise KeyError(f"no {what} {name!r}; {what}s are {', '.join(choices)}")
        point, drawing = self.limb.rules[code], self.limb.views[view]
        rule = point.rule
        spot = self._dots.place(code, view)
        scale = rule.scale or (FOOT_SCALE if rule.cun else None)
        sized_by = scale if scale in self.limb.scales else self._sizing_scale(view, spot)
        per_unit = self.mm_per_unit(sized_by, drawing.unit) if sized_by else drawing.reference_unit_mm
        margin = Margin(hypot(point.landmark_mm, MARK_SD_MM), point.sideways_mm, spot.lean)
        counted: dict = {}
        if rule.cun is not None and scale is not None:
            cun = self.cun[scale]
            distance_mm, u_mm = self._counted(point, scale)
            if rule.kind != "at":
                margin = Margin(u_mm, point.sideways_mm, spot.lean)
            along = "proximal" if spot.axis[1] > 0 else "distal"
            counted = dict(
                cun=rule.cun,
                scale=scale,
                origin=rule.level_of or rule.origin,
                direction=rule.dir or along,
                ruler=cun,
                distance_mm=distance_mm,
                distance_u_mm=u_mm,
                expert_mm=expert_sd_mm(rule.cun),
            )
            if self._finger:
                counted["finger_mm"] = rule.cun * self._finger.mm
        elif rule.kind == "frac" and rule.a and rule.scale not in (None, *self.limb.scales):
            counted = self._share(rule.a, rule.b or "", rule.t or 0.0, view, per_unit, margin)
        finger = self._hollow.place(code, view).xy if self._hollow else None
        limb = Side(side)
        return Place(
            code=code,
            view=view,
            side=side,
            xy=limb.mirrored((spot.x, spot.y)),
            axis=limb.mirrored(spot.axis),
            mm_per_unit=per_unit,
            margin=margin.mirrored() if limb.mirror < 0 else margin,
            approx=rule.approx or rule.kind == "hollow",
            hollow=rule.kind == "hollow",
            finger_xy=limb.mirrored(finger) if finger else None,
            **counted,
        )

    def start_of(self, place: Place) -> Point | None:
        """(x, y) of the landmark the distance of `place` is counted from, in its view; None when it counts none."""
        if place.origin is None:
            return None
        try:
            x, y = self._dots.find(place.origin, place.view)
        except KeyError:
            home = self._dots.home(place.code)
            x, y = self.limb.skin.carry(self._dots.find(place.origin, home), home, place.view)
        return Side(place.side).mirrored((x, y))

    def _counted(self, point: PointRule, scale: str) -> tuple[float, float]:
        """(distance, 1 SD) in mm: a share of a segment measured end to end, else so many cun from the landmark."""
        rule, cun, whole = point.rule, self.cun[scale], self.limb.scales[scale]
        start = SAME_LEVEL.get(rule.origin or "", rule.origin or "")
        k = rule.cun or 0.0
        if cun.source == "segment" and cun.detail == scale and start in (whole.start, whole.end) and rule.kind != "at":
            other = whole.end if start == whole.start else whole.start
            return along_fraction(k / whole.cun, whole.cun * cun.mm, landmark_sd_mm(start), landmark_sd_mm(other))
        return along_from_cun(k, cun, landmark_sd_mm(start) if rule.kind == "at" else point.landmark_mm)

    def _share(self, a: str, b: str, t: float, view: str, per_unit: float, margin: Margin) -> dict:
        """A point that divides a line between two landmarks, in mm from the first."""
        drawing = self.limb.views[view]
        if a not in drawing.landmarks or b not in drawing.landmarks:
            return {}
        (ax, ay), (bx, by) = drawing.landmarks[a], drawing.landmarks[b]
        distance_mm, ruler = t * hypot(bx - ax, by - ay) * per_unit, self._bone[FOOT_SCALE]
        return dict(
            origin=a,
            direction="toward",
            distance_mm=distance_mm,
            distance_u_mm=hypot(margin.along_mm, distance_mm * ruler.u_mm / ruler.mm),
            ruler=ruler,
            scale=FOOT_SCALE,
        )

    def _sizing_scale(self, view: str, spot: Spot) -> str | None:
        if view.startswith("hand"):
            return None
        if view.startswith("foot"):
            return FOOT_SCALE
        drawing, crease = KNEE
        return "S_THIGH_ANT" if spot.y > self.limb.views[drawing].landmarks[crease][1] else "S_LEG_LAT"

    def _yardstick(self, cun: Mapping[str, Cun]) -> Yardstick:
        """The drawn cun of every scale: a share of the drawn segment for bone, the reader's mm laid off for fingers."""
        lengths, laid_off = {}, set()
        for name, scale in self.limb.scales.items():
            if cun[name].source.startswith("finger"):
                lengths[name] = cun[name].mm / self.mm_per_unit(name, "L")
                laid_off.add(name)
            else:
                lengths[name] = self.limb.drawn[name] / scale.cun
        finger_mm = (self._finger or self.cun[FOOT_SCALE]).mm
        return Yardstick(lengths, finger_mm / self.mm_per_unit(FOOT_SCALE, "L"), self.limb.per_leg, frozenset(laid_off))


def reference_yardstick(limb: ReferenceLimb) -> Yardstick:
    """The yardstick of the drawing itself: every segment divided into its cun."""
    lengths = {name: limb.drawn[name] / scale.cun for name, scale in limb.scales.items()}
    return Yardstick(lengths, lengths[FOOT_SCALE], limb.per_leg)


def drawn_lengths(views: Mapping[str, View], scales: Mapping[str, Scale], foot_per_leg: float) -> dict[str, float]:
    """Length of every scale on the drawing in L: the difference in height of its two ends in the leg views.

    The foot scale is the whole foot, 1 FL. Raises ValueError for a scale whose ends no leg view has.
    """

    def height(name: str) -> float:
        for view in views.values():
            if view.unit == "L":
                for candidate in (f"{name}_MID", name):
                    if candidate in view.landmarks:
                        return view.landmarks[candidate][1]
        raise ValueError(f"no leg view has {name!r}, an end of a scale")

    return {
        name: foot_per_leg if name == FOOT_SCALE else abs(height(scale.start) - height(scale.end))
        for name, scale in scales.items()
    }
