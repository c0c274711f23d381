"""Where each other ruler of the reader would put a point, and how far its margin would shrink with a measured shin.

Parts of a limb scene: hollow diamonds on a thin line from the dot, and a dashed ellipse. They are not
pickable: the point itself is.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from html import escape
from math import dist
from textwrap import wrap

from shapely.geometry import Point as ShapelyPoint

from charts.screen.scene import look, pins, stroke
from coords.body import Body, Place
from coords.cun import LEG_SCALES, body_cun, rulers
from coords.region import Margin, ellipse_outline
from coords.side import Side
from coords.view import Point

SHIN = "S_LEG_MED"
SEEN_GAP_MM = 1.0  # an answer closer to the dot is not drawn twice
MARK_SIZE, HOVER_WIDTH = 12, 34


@dataclass(frozen=True)
class OtherAnswer:
    """Where a ruler, by its `detail`, puts a point: view units of the chosen side, mm from the landmark and the dot."""

    ruler: str
    xy: Point
    distance_mm: float
    gap_mm: float


def other_answers(body: Body, place: Place) -> list[OtherAnswer]:
    """The answers of the reader's other rulers for `place`, on the same limb; none within 1 mm of the dot.

    A ruler's cun is laid off in millimetres on the reader's own limb, as a finger of that width would be. Empty for a
    point that is not counted in cun.
    """
    if place.cun is None or place.scale is None or place.scale not in body.limb.scales:
        return []
    outline, limb = body.limb.views[place.view].outline, Side(place.side)
    once = {round(cun.mm, 3): cun for cun in rulers(body.measured, body.limb.scales[place.scale])}
    answers = []
    for cun in once.values():
        laid_off = replace(body.measured, fingers={"thumb": cun.mm}, traditional=True, helper_stature_mm=None)
        xy = Body(body.limb, laid_off).place(place.code, place.view, place.side).xy
        gap_mm = dist(xy, place.xy) * place.mm_per_unit
        if gap_mm > SEEN_GAP_MM and outline.covers(ShapelyPoint(limb.mirrored(xy))):
            answers.append(OtherAnswer(cun.detail, xy, place.cun * cun.mm, gap_mm))
    return answers


def margin_with_shin(body: Body, place: Place) -> Margin | None:
    """The margin after measuring the inner shin; None where that would not make it smaller."""
    measured = body.measured
    if measured.traditional or place.scale not in LEG_SCALES or any(leg in measured.segments_mm for leg in LEG_SCALES):
        return None
    scale = body.limb.scales[SHIN]
    with_shin = {**measured.segments_mm, SHIN: scale.cun * body_cun(measured, scale).mm}
    margin = Body(body.limb, replace(measured, segments_mm=with_shin)).place(place.code, place.view, place.side).margin
    return margin if margin.along_mm < place.margin.along_mm else None


def compared(
    body: Body, places: Sequence[Place], told: Callable[[OtherAnswer], str], shrinks: str
) -> tuple[list[dict], list[dict]]:
    """(pins, rings) of a scene for the open point (one place for each of its spots): diamonds, the dashed ellipse.

    `told` says a diamond in words, `shrinks` the ellipse.
    """
    found, rings = [], []
    for place in places:
        if answers := other_answers(body, place):
            found.append(_answers(place, answers, told))
        if margin := margin_with_shin(body, place):
            rings.append(_shrunk(place, margin, shrinks))
    return found, rings


def _answers(place: Place, answers: Sequence[OtherAnswer], told: Callable[[OtherAnswer], str]) -> dict:
    return pins(
        "other rulers", [answer.xy for answer in answers], symbol="diamond-open", size=MARK_SIZE, colour="$finger_mark",
        width=1.8, says=[_wrapped(told(answer)) for answer in answers], starts=[place.xy] * len(answers),
        leader={"role": "to other rulers", **look("$finger_mark@0.55", 1), "dash": "dot"},
    )  # fmt: skip


def _shrunk(place: Place, margin: Margin, shrinks: str) -> dict:
    outline = ellipse_outline(place.xy, margin, place.mm_per_unit, place.axis, 0.95, n=36)
    closed = [*outline, outline[0]]
    return stroke("with your shin measured", closed, "$finger_mark", 1.6, "dash", _wrapped(shrinks))


def _wrapped(words: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in wrap(words, HOVER_WIDTH))
