"""From the numbers a reader measured to the length of one cun, with an honest margin.

There is no single cun for a body: each scale (a bone segment cut into a fixed number of cun) has its own, and a finger
cun comes on top. Which ruler wins for a scale: its measured segment; for the two leg scales the other one as a
stand-in; height; fingers corrected to the leg; an average leg. Fingers and bone are never averaged. All lengths are
mm, all margins one standard deviation.

>>> hand = Measurements(fingers={"thumb": 20.7, "four": 66.4})
>>> print(f"{finger_cun(hand, 'traditional').mm:.1f} mm")
21.6 mm
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import lru_cache
from math import hypot, isfinite, nan
from typing import Any, Literal, NoReturn

from coords import model_constants as model
from coords.model_constants import FINGERS, landmark_sd_mm, tape_sd_mm

Source = Literal["segment", "stature", "whole_body", "finger_calibrated", "finger_traditional", "neutral"]
LEG_SCALES = ("S_LEG_LAT", "S_LEG_MED")


class Sizes(dict[str, float]):
    """Sizes in mm by name; a mapping that cannot change after it is made, so that it can be hashed and cached."""

    def __hash__(self) -> int:  # type: ignore[override]
        return hash(frozenset(self.items()))

    def _refuse(self, *_args: Any, **_named: Any) -> NoReturn:
        raise TypeError("measurements cannot be changed; make a new Measurements")

    __setitem__ = __delitem__ = update = pop = popitem = clear = setdefault = __ior__ = _refuse  # type: ignore[assignment]

    def __reduce__(self):
        return Sizes, (dict(self),)


@dataclass(frozen=True)
class Measurements:
    """What the reader measured, in mm; everything may be missing, and a size of None counts as not measured.

    `fingers` by name of FINGERS, `segments_mm` by scale id. `instrument` is what read the fingers. `traditional`: the
    reader chose plain finger cun as the ruler. `helper_stature_mm`: the hand is a helper's, this tall; then the height
    of the person with the leg must be given too. Raises ValueError that names the valid choices.
    """

    fingers: Mapping[str, float] = field(default_factory=dict)
    stature_mm: float | None = None
    segments_mm: Mapping[str, float] = field(default_factory=dict)
    instrument: str = "ruler"
    age: str = "adult"
    traditional: bool = False
    helper_stature_mm: float | None = None

    def __post_init__(self) -> None:
        object.__setattr__(self, "fingers", _sizes(self.fingers, FINGERS, "finger"))
        object.__setattr__(self, "segments_mm", _sizes(self.segments_mm, tuple(model.SEGMENTS), "segment"))
        for name in ("stature_mm", "helper_stature_mm"):
            if getattr(self, name) is not None:
                object.__setattr__(self, name, _length(getattr(self, name), name))
        _known(self.instrument, tuple(model.READING_SD_MM), "instrument")
        _known(self.age, model.AGES, "age")
        if self.helper_stature_mm is not None and self.stature_mm is None:
            raise ValueError("a helper's hand needs both heights: helper_stature_mm, and stature_mm of the leg's owner")


@dataclass(frozen=True)
class Scale:
    """A bone segment of `cun` parts from landmark `start` to landmark `end`.

    `ratio` is its cun over the leg cun; `neutral_mm` the length of the whole segment on an average adult.
    """

    id: str
    start: str
    end: str
    cun: float
    ratio: float
    neutral_mm: float

    def __post_init__(self) -> None:
        for name in ("cun", "ratio", "neutral_mm"):
            _length(getattr(self, name), f"{name} of scale {self.id!r}")


@dataclass(frozen=True)
class Cun:
    """One cun: `mm` long, 1 SD `u_mm`.

    `detail` says what was used: the id of the measured scale (another id than asked for means a stand-in), the fingers
    joined by "+", or words from `rulers`. `flags` name the ratios that ask for measuring again.
    """

    mm: float
    u_mm: float
    source: Source
    detail: str = ""
    flags: tuple[str, ...] = ()

    def widened(self, fraction: float) -> "Cun":
        """The same length with `fraction` of it added to the margin in quadrature."""
        return replace(self, u_mm=hypot(self.u_mm, fraction * self.mm))

    def times(self, factor: float) -> "Cun":
        """Length and margin multiplied by `factor`."""
        return replace(self, mm=self.mm * factor, u_mm=self.u_mm * factor)


def one_finger_cun(method: str, width_mm: float, mode: str, instrument: str = "ruler") -> Cun:
    """The cun one width gives. Mode `traditional` is the plain width; `calibrated` is corrected to the leg cun."""
    _known(method, FINGERS, "finger")
    _known(mode, model.FINGER_MODES, "mode")
    _known(instrument, tuple(model.READING_SD_MM), "instrument")
    per_mm = model.FINGER_CORRECTION[mode][method] / model.FINGER_CUN[method]
    cun_mm = per_mm * _length(width_mm, f"finger {method!r}")
    reading_sd_mm = model.READING_SD_MM[instrument][method in model.SEVERAL_FINGERS]
    u_mm = hypot(per_mm * reading_sd_mm, model.FINGER_SPREAD[mode][method] * cun_mm)
    return Cun(cun_mm, u_mm, _finger_source(mode), method)


@lru_cache(maxsize=256)
def finger_cun(m: Measurements, mode: str) -> Cun | None:
    """All the reader's finger widths combined, weighted by their margins and correlated 0.6; None without a finger.

    A helper's hand is scaled by the two heights and gets 5 % of a cun more margin in quadrature.
    """
    _known(mode, model.FINGER_MODES, "mode")
    given = [method for method in FINGERS if method in m.fingers]
    singles = [one_finger_cun(method, m.fingers[method], mode, m.instrument) for method in given]
    if not singles:
        return None
    weights = [1 / single.u_mm**2 for single in singles]
    total = sum(weights)
    cun_mm = sum(weight * single.mm for weight, single in zip(weights, singles, strict=True)) / total
    rho = model.FINGER_CORRELATION
    u_mm = ((1 - rho) / total + rho * (sum(1 / single.u_mm for single in singles) / total) ** 2) ** 0.5
    detail = "+".join(single.detail for single in singles)
    return _of_receiver(m, Cun(cun_mm, u_mm, _finger_source(mode), detail, ratio_flags(m)))


def stature_cun(stature_mm: float, age: str = "adult") -> Cun:
    """The leg cun of a person `stature_mm` tall: one constant for women and men."""
    _known(age, model.AGES, "age")
    cun_mm = model.LEG_CUN_PER_STATURE * _length(stature_mm, "stature_mm")
    return Cun(cun_mm, model.STATURE_SPREAD[age] * cun_mm, "stature", "stature")


def segment_cun(
    scale_id: str, length_mm: float, scale_cun: float, start: str | None = None, end: str | None = None
) -> Cun:
    """The cun of a measured segment of `scale_cun` parts; its ends may be left out for the scales this model knows."""
    if start is None or end is None:
        start, end, _ = model.SEGMENTS[_known(scale_id, tuple(model.SEGMENTS), "segment")]
    length_mm, scale_cun = _length(length_mm, f"segment {scale_id!r}"), _length(scale_cun, "scale_cun")
    u_mm = hypot(landmark_sd_mm(start), landmark_sd_mm(end), tape_sd_mm(length_mm))
    return Cun(length_mm / scale_cun, u_mm / scale_cun, "segment", scale_id)


def scale_cun(m: Measurements, scale: Scale) -> Cun:
    """The winning ruler of `scale`: where the filled dot goes."""
    plain = plain_finger_cun(m)
    if m.traditional and plain:
        return plain
    calibrated = leg_finger_cun(m)
    winner = _bone_cun(m, scale) or (calibrated and _carried(calibrated, scale)) or _neutral_cun(m, scale)
    return replace(winner, flags=ratio_flags(m))


def body_cun(m: Measurements, scale: Scale) -> Cun:
    """The ruler that sizes the drawn limb: as `scale_cun`, but never from fingers."""
    return replace(_bone_cun(m, scale) or _neutral_cun(m, scale), flags=ratio_flags(m))


def plain_finger_cun(m: Measurements) -> Cun | None:
    """Plain finger cun, uncorrected and the same on every scale: where the hollow mark goes. None without a finger."""
    return finger_cun(m, "traditional")


def rulers(m: Measurements, scale: Scale) -> list[Cun]:
    """Every ruler the reader's numbers give for `scale`, bones first; empty when nothing was given.

    `detail` says which: own (this very part, measured), the scale id of another part, stature, whole_body (the height
    divided by 75), corrected and together (all fingers), a name of FINGERS.
    """
    found: list[Cun] = []
    if scale.id in m.segments_mm:
        found.append(replace(_own_segment(m, scale), detail="own"))
    for scale_id, length_mm in m.segments_mm.items():
        if scale_id != scale.id:
            other = segment_cun(scale_id, length_mm, model.SEGMENTS[scale_id][2])
            if model.STANDS_IN.get(scale.id) == scale_id:
                other = other.widened(model.STAND_IN_SPREAD)
            found.append(replace(other, detail=scale_id))
    if m.stature_mm is not None:
        found.append(replace(_carried(stature_cun(m.stature_mm, m.age), scale), detail="stature"))
        whole_mm = m.stature_mm / model.WHOLE_BODY_CUN
        found.append(Cun(whole_mm, model.WHOLE_BODY_SPREAD * whole_mm, "whole_body", "whole_body"))
    calibrated = leg_finger_cun(m)
    if calibrated:
        found.append(replace(_carried(calibrated, scale), detail="corrected"))
    plain = plain_finger_cun(m)
    if plain:
        found.append(replace(plain, detail="together"))
    for method in FINGERS:
        if method in m.fingers:
            single = one_finger_cun(method, m.fingers[method], "traditional", m.instrument)
            found.append(replace(_of_receiver(m, single), detail=method))
    return found


@lru_cache(maxsize=256)
def ratio_flags(m: Measurements) -> tuple[str, ...]:
    """Names of the ratios between the reader's own numbers that ask for measuring again; never a reason to refuse."""
    found = dict(_ratios(m))
    return tuple(name for name, (low, high) in model.RATIOS.items() if name in found and not low <= found[name] <= high)


def _ratios(m: Measurements) -> Iterator[tuple[str, float]]:
    """The ratios these measurements allow; fingers meet the leg at the size of the leg's owner."""
    thumb_mm = m.fingers.get("thumb")
    if thumb_mm:
        for method in ("four", "two", "three", "middle"):
            if method in m.fingers:
                yield f"RATIO_{method.upper()}_THUMB", m.fingers[method] / thumb_mm
    segments = {scale_id: m.segments_mm[scale_id] / model.SEGMENTS[scale_id][2] for scale_id in m.segments_mm}
    measured = [segments[scale_id] for scale_id in LEG_SCALES if scale_id in segments]
    by_stature = model.LEG_CUN_PER_STATURE * m.stature_mm if m.stature_mm else None
    leg_mm = measured[0] if measured else by_stature
    if leg_mm:
        owner = _hand_factor(m)
        for method, name in (("thumb", "RATIO_THUMB_LEG"), ("four", "RATIO_FOUR_LEG")):
            if method in m.fingers:
                yield name, owner * m.fingers[method] / model.FINGER_CUN[method] / leg_mm
    if measured and by_stature:
        yield "RATIO_LEG_STATURE", measured[0] / by_stature
    if "S_FOOT_LEN" in m.segments_mm and m.stature_mm:
        yield "RATIO_FOOT_STATURE", m.segments_mm["S_FOOT_LEN"] / m.stature_mm
    if len(measured) == 2:
        yield "RATIO_LEG_LAT_MED", measured[0] / measured[1]


def _bone_cun(m: Measurements, scale: Scale) -> Cun | None:
    """The segment itself, else its stand-in, else height; None when none of them is given."""
    if scale.id in m.segments_mm:
        return _own_segment(m, scale)
    other = model.STANDS_IN.get(scale.id)
    if other is not None and other in m.segments_mm:
        return segment_cun(other, m.segments_mm[other], model.SEGMENTS[other][2]).widened(model.STAND_IN_SPREAD)
    if m.stature_mm is not None:
        return _carried(stature_cun(m.stature_mm, m.age), scale)
    return None


def leg_finger_cun(m: Measurements) -> Cun | None:
    """Fingers corrected to the leg, with the doubt that one correction for women and men leaves."""
    calibrated = finger_cun(m, "calibrated")
    return calibrated and calibrated.widened(model.FINGER_BOTH_SEXES_SPREAD)


def _own_segment(m: Measurements, scale: Scale) -> Cun:
    return segment_cun(scale.id, m.segments_mm[scale.id], scale.cun, scale.start, scale.end)


def _neutral_cun(m: Measurements, scale: Scale) -> Cun:
    """An average leg, and how far people are from it."""
    average_mm = scale.neutral_mm / scale.cun
    cun = Cun(average_mm, model.NEUTRAL_SPREAD[m.age] * average_mm, "neutral", "average")
    return cun if scale.ratio == 1 else cun.widened(model.OTHER_SCALE_SPREAD)


def _carried(leg_cun: Cun, scale: Scale) -> Cun:
    """A leg cun carried to another scale by its ratio."""
    return leg_cun if scale.ratio == 1 else leg_cun.times(scale.ratio).widened(model.OTHER_SCALE_SPREAD)


def _hand_factor(m: Measurements) -> float:
    """Size of the receiver over the size of the person whose hand was measured."""
    return m.stature_mm / m.helper_stature_mm if m.helper_stature_mm and m.stature_mm else 1.0


def _of_receiver(m: Measurements, cun: Cun) -> Cun:
    return cun.times(_hand_factor(m)).widened(model.HELPER_HAND_SPREAD) if m.helper_stature_mm else cun


def _finger_source(mode: str) -> Source:
    return "finger_traditional" if mode == "traditional" else "finger_calibrated"


def _sizes(given: Mapping[str, float | None], names: tuple[str, ...], what: str) -> Sizes:
    for name in given:
        _known(name, names, what)
    return Sizes({name: _length(mm, f"{what} {name!r}") for name, mm in given.items() if mm is not None})


def _length(value: float, what: str) -> float:
    try:
        number = nan if isinstance(value, bool | str) else float(value)
    except (TypeError, ValueError, OverflowError):
        number = nan
    if not (isfinite(number) and number > 0):
        raise ValueError(f"{what} is {value!r}; it must be a finite number above zero")
    return number


def _known(name: str, choices: tuple[str, ...], what: str) -> str:
    if name not in choices:
        raise ValueError(f"unknown {what} {name!r}; it is one of {', '.join(choices)}")
    return name
