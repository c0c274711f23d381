"""Where each other ruler of the reader would put a point, and how far its margin would shrink with a measured shin.

Live traces to lay over a limb figure: hollow diamonds on a thin line from the dot, and a dashed ellipse. They are not
pickable: the point itself is.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from html import escape
from math import hypot
from textwrap import wrap

from shapely.geometry import Point as ShapelyPoint

from coords.body import Body, Place
from coords.cun import LEG_SCALES, body_cun, rulers
from coords.region import Margin, ellipse_outline
from coords.view import Point

SHIN = "S_LEG_MED"
SHRINKS = "Measure your inner shin and the circle shrinks to here"
SEEN_GAP_MM = 1.0  # an answer closer to the dot is not drawn twice
MARK_SIZE, HOVER_WIDTH = 12, 34


@dataclass(frozen=True)
class OtherAnswer:
    """Where one ruler, told in words, puts a point: view units of the chosen side, mm from the landmark and the dot."""

    words: str
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
    outline, flip = body.limb.views[place.view].outline, -1.0 if place.side == "left" else 1.0
    once = {round(cun.mm, 3): cun for cun in rulers(body.measured, body.limb.scales[place.scale])}
    answers = []
    for cun in once.values():
        laid_off = replace(body.measured, fingers={"thumb": cun.mm}, traditional=True, helper_stature_mm=None)
        x, y = Body(body.limb, laid_off).place(place.code, place.view, place.side).xy
        gap_mm = hypot(x - place.xy[0], y - place.xy[1]) * place.mm_per_unit
        if gap_mm > SEEN_GAP_MM and outline.covers(ShapelyPoint(flip * x, y)):
            answers.append(OtherAnswer(cun.detail, (x, y), place.cun * cun.mm, gap_mm))
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


def compare_traces(body: Body, places: Sequence[Place]) -> list[dict]:
    """Plotly traces for the open point (one place for each of its spots): diamonds, their lines, the dashed ellipse."""
    traces = []
    for place in places:
        if answers := other_answers(body, place):
            traces += _answers(place, answers)
        if margin := margin_with_shin(body, place):
            traces.append(_shrunk(place, margin))
    return traces


def gap_words(answer: OtherAnswer) -> str:
    """ "Your height: 7.5 cm, 5 mm from the dot"."""
    name = answer.words[:1].upper() + answer.words[1:]
    return f"{name}: {answer.distance_mm / 10:.1f} cm, {answer.gap_mm:.0f} mm from the dot"


def _answers(place: Place, answers: Sequence[OtherAnswer]) -> list[dict]:
    x: list[float | None] = []
    y: list[float | None] = []
    for answer in answers:
        x += [round(place.xy[0], 5), round(answer.xy[0], 5), None]
        y += [round(place.xy[1], 5), round(answer.xy[1], 5), None]
    return [
        {
            "type": "scatter", "mode": "lines", "name": "to other rulers", "x": x[:-1], "y": y[:-1],
            "hoverinfo": "skip", "showlegend": False,
            "line": {"color": "$finger_mark@0.55", "width": 1, "dash": "dot"},
        },
        {
            "type": "scatter", "mode": "markers", "name": "other rulers", "showlegend": False,
            "x": x[1::3], "y": y[1::3],
            "hovertext": [_wrapped(gap_words(answer)) for answer in answers],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"symbol": "diamond-open", "size": MARK_SIZE, "color": "$finger_mark", "line": {"width": 1.8}},
        },
    ]  # fmt: skip


def _shrunk(place: Place, margin: Margin) -> dict:
    outline = ellipse_outline(place.xy, margin, place.mm_per_unit, place.axis, 0.95, n=36)
    corners = [(round(float(x), 5), round(float(y), 5)) for x, y in outline]
    corners.append(corners[0])
    return {
        "type": "scatter", "mode": "lines", "name": "with your shin measured", "showlegend": False,
        "x": [x for x, _ in corners], "y": [y for _, y in corners],
        "hovertext": _wrapped(f"{SHRINKS}."), "hovertemplate": "%{hovertext}<extra></extra>",
        "line": {"color": "$finger_mark", "width": 1.6, "dash": "dash"},
    }  # fmt: skip


def _wrapped(words: str) -> str:
    return "<br>".join(escape(line, quote=False) for line in wrap(words, HOVER_WIDTH))
