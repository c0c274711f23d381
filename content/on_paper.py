"""What stands on printed rulers, on this reader: stretches of bone in mm, the points beside them, where to hold.

rulers, left_out = strip_rulers(atlas, body)
charts.paper.strip.strip_pages(rulers, left_out, sheet_named("A4"), palette)
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from functools import cache

import numpy as np

from content.marks import marks_in_view
from content.phrases import ruler_words
from content.words import word
from coords.body import Body
from coords.cun import Cun
from coords.mark import Mark
from coords.model_constants import PLUS_MINUS_SD
from coords.place import FOOT_SCALE
from coords.printed import Hold, Ruler, RulerPoint, Stretch
from coords.surface import PLAN
from data.atlas import Atlas, PointFacts
from data.reading.tables import read_rows
from data.shapes.surfaces import load_frames, load_loft_leg
from data.zones import zones_on

OUTER, INNER, ANKLE = "S_LEG_LAT", "S_LEG_MED", "S_ANKLE_MED"
ON_THE_LEG = (OUTER, INNER, ANKLE)
SCALES = (OUTER, INNER, ANKLE, FOOT_SCALE)
CUT = (ANKLE, FOOT_SCALE)  # their lower ends stand on something: nothing may stick out
FARTHEST = 0.8  # share of the foot from the heel; points on the toes are found by touch, not by a ruler


def strip_rulers(atlas: Atlas, body: Body) -> tuple[tuple[Ruler, ...], tuple[str, ...]]:
    """The rulers this reader's numbers allow, and a sentence for each that is left out.

    Raises ValueError, in words for the reader, when there is none.
    """
    if body.measured.traditional:
        raise ValueError(word("strip.plain"))
    known = {scale for scale in SCALES if body.cun[scale].source != "neutral"}
    if FOOT_SCALE not in body.measured.segments_mm:
        known.discard(FOOT_SCALE)
    if not known:
        raise ValueError(word("strip.nothing"))
    rulers, left_out = [], []
    if OUTER in known:
        rulers.append(_leg(atlas, body, "outer", word("strip.ruler_outer"), (OUTER,)))
    if INNER in known:
        scales = (INNER, ANKLE) if ANKLE in known else (INNER,)
        rulers.append(_leg(atlas, body, "inner", word("strip.ruler_inner"), scales))
    if ANKLE not in known:
        left_out.append(word("strip.ankle_left_out"))
    elif INNER not in known:
        rulers.append(_leg(atlas, body, "inner", word("strip.ruler_ankle"), (ANKLE,)))
    if FOOT_SCALE in known:
        rulers.append(_foot(atlas, body))
    else:
        left_out.append(word("strip.foot_left_out"))
    return tuple(rulers), tuple(left_out)


def foot_mm(body: Body) -> float:
    """The measured foot. Raises ValueError, in words for the reader, when it was not measured."""
    if FOOT_SCALE not in body.measured.segments_mm:
        raise ValueError(word("strip.no_foot"))
    return body.measured.segments_mm[FOOT_SCALE]


def length_source(scale: str, cun: Cun) -> str:
    """Where a length comes from: "measured", "from your height"."""
    if cun.source == "segment":
        return word("strip.measured") if cun.detail == scale else word(f"strip.from_measured_{cun.detail}")
    return word("strip.from", ruler=ruler_words(cun.source))


def _stretch(body: Body, scale: str, low_mm: float, down: bool = False) -> Stretch:
    cun, whole = body.cun[scale], body.limb.scales[scale]
    length = whole.cun * cun.mm
    own = cun.source == "segment" and cun.detail == scale
    known = word("strip.length", mm=f"{length:.1f}", source=length_source(scale, cun))
    low = low_mm - length if down else low_mm
    doubt = None if own else PLUS_MINUS_SD * whole.cun * cun.u_mm
    return Stretch(scale, int(whole.cun), low, low + length, word(f"segment.{scale}"), known, down, doubt)


def _leg(atlas: Atlas, body: Body, name: str, title: str, scales: tuple[str, ...]) -> Ruler:
    stretches = [_stretch(body, scale, 0.0, down=scale == ANKLE) for scale in scales]
    holds: dict[float, Hold] = {}
    for stretch in stretches:
        holds |= {hold.mm: hold for hold in _holds(stretch)}
    points = [point for stretch in stretches for point in _leg_points(atlas, body, stretch)]
    return Ruler(name, title, _faces(name), tuple(stretches), tuple(holds[mm] for mm in sorted(holds)), tuple(points))


def _faces(name: str) -> tuple[str, str]:
    return word(f"strip.face_{name}_0"), word(f"strip.face_{name}_1")


def _holds(stretch: Stretch) -> tuple[Hold, Hold]:
    """The two ends of a stretch; the lower one of some stands on something, where the paper is cut."""
    cut = word(f"strip.cut_{stretch.scale}") if stretch.scale in CUT else ""
    low = Hold(stretch.low_mm, word(f"strip.hold_{stretch.scale}_low"), cut)
    return low, Hold(stretch.high_mm, word(f"strip.hold_{stretch.scale}_high"))


@cache
def _levels() -> dict[str, str]:
    """The scale on which the level of a point is counted, by code; only points that have both."""
    rows = read_rows("points.csv", ("code", "scale", "level_cun"))
    return {row["code"]: row["scale"] for row in rows if row["scale"] and row["level_cun"]}


def _leg_points(atlas: Atlas, body: Body, stretch: Stretch) -> Iterator[RulerPoint]:
    for code, point in atlas.points.items():
        level, rule = point.level_cun, point.rule.rule
        if level is None or _levels().get(code) != stretch.scale or rule.kind == "set" or not point.rule.on_drawing:
            continue
        place = body.place(code, point.rule.home)
        doubt = 10 * place.plus_minus_cm if place.plus_minus_cm else PLUS_MINUS_SD * place.margin.along_mm
        about = place.approx or place.distance_mm is None or rule.kind == "at"
        mm = stretch.low_mm + level * stretch.cun_mm
        yield RulerPoint(code, point.meridian, mm, _face(point, stretch.scale), doubt, about)


def _face(point: PointFacts, scale: str) -> int:
    rule = point.rule.rule
    if scale == OUTER:
        return 0 if point.rule.home in ("leg_anterior", "foot_dorsum") else 1
    behind = rule.dir == "posterior" or any(name.startswith("POP_CREASE") for name in rule.mentions())
    return 1 if point.meridian == "KI" or behind else 0


def _foot(atlas: Atlas, body: Body) -> Ruler:
    stretch = _stretch(body, FOOT_SCALE, 0.0)
    points = []
    for code, point in atlas.points.items():
        home = point.rule.home
        if not home.startswith("foot") or point.rule.rule.kind == "set" or _levels().get(code) in ON_THE_LEG:
            continue
        place = body.place(code, PLAN if home == "foot_dorsum" else home)
        share = {"foot_medial": -place.xy[0], "foot_lateral": place.xy[0]}.get(home, place.xy[1])
        if 0 < share < FARTHEST:
            doubt = PLUS_MINUS_SD * place.margin.along_mm
            face = 0 if home in ("foot_sole", "foot_medial") else 1
            points.append(RulerPoint(code, point.meridian, share * stretch.high_mm, face, doubt, place.approx))
    return Ruler("foot", word("strip.ruler_foot"), _faces("foot"), (stretch,), _holds(stretch), tuple(points))


def ankle_ring() -> list[tuple[float, float]]:
    """Where the leg rises above the foot, seen from above: a ring in units of the top view, right foot."""
    ring = load_frames().foot_to_leg.to_foot(load_loft_leg()[0])
    return [(-float(x), float(z)) for x, _, z in ring]


def foot_marks(atlas: Atlas, body: Body, side: str, top: bool = False) -> list[Mark]:
    """The marks of the sole, or of the top of the foot seen straight from above, in units of that view."""
    if not top:
        return marks_in_view(atlas, body, "foot_sole", side)
    marks = []
    for mark in marks_in_view(atlas, body, "foot_dorsum", side):
        place = body.place(mark.place.code, PLAN, side)
        marks.append(replace(mark, place=place))
    return marks


def sole_zones(side: str) -> list[tuple[str, tuple[np.ndarray, ...]]]:
    """(name, rings) of the reflexology zones of a sole, in units of the right sole; the largest ring first."""
    found = []
    for zone in zones_on("foot_sole", side):
        if zone.shown:
            area = zone.areas["foot_sole"]
            parts = sorted(getattr(area, "geoms", [area]), key=lambda part: -part.area)
            found.append((zone.short or zone.name, tuple(np.asarray(part.exterior.coords)[:-1] for part in parts)))
    return found


def point_names(atlas: Atlas) -> dict[str, str]:
    """Code → pinyin and hanzi, for the second line of a name."""
    return {code: f"{point.names.pinyin} {point.names.hanzi}".strip() for code, point in atlas.points.items()}
