"""A limb with its points: the live part of a chart, drawn over a plate.

Few traces whatever the number of points: joining lines, margins, marks, plain-finger marks, labels, the scale bar.
Colours are tokens of `charts.palette`; the browser or `paint` turns them into colours. All coordinates are view units.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from textwrap import wrap

from shapely.geometry import Point as ShapelyPoint

from charts.dimension import dimension_lines
from charts.labels import spread_labels
from charts.palette import SYMBOLS
from coords.body import Place
from coords.mark import Mark
from coords.region import Margin, ellipse_outline
from coords.view import Point, View, mirror_box

HOVER_WIDTH = 44  # characters a hover line holds; plotly does not wrap
MARK_SIZE = 11  # px, dots and hollow marks alike: where they overlap plotly speaks of the smaller, else of the dot
SEEN_GAP_MM = 1.0  # a plain-finger mark closer than this to its dot is not drawn twice
SCALE_BAR_ROOM = 0.06  # share of the frame's height added below the limb, so that the scale bar covers nothing
NICE_CM = (1, 2, 5, 10, 20)


@dataclass(frozen=True)
class Layers:
    """What is shown. `margins` is "selected", "all" or "none"."""

    lines: bool = True
    labels: bool = True
    margins: str = "selected"
    finger_marks: bool = True
    experts: bool = False
    measure: bool = True


def limb_figure(
    view: View,
    marks: Sequence[Mark],
    *,
    mm_per_unit: float,
    side: str = "right",
    runs: Sequence[tuple[str, Sequence[Point]]] = (),
    selected: str | None = None,
    frame: str | None = None,
    layers: Layers = Layers(),
    plate: dict | None = None,
    scale_owner: str = "of you",
    measured_from: Point | None = None,
) -> dict:
    """A plotly dict of the marks on a view, scatter traces only; `customdata` of a mark begins with its code.

    `frame` names one of the view's frames ("lower", "whole"); `runs` are the joining lines, already on this side. With
    `plate` the still drawing is put underneath, for use outside the app: `go.Figure(paint(figure, palette))`.
    """
    x0, y0, x1, y1 = framed(view, side, frame)
    y0 -= SCALE_BAR_ROOM * (y1 - y0)
    inside = [m for m in marks if x0 <= m.place.xy[0] <= x1 and y0 <= m.place.xy[1] <= y1]
    inside.sort(key=lambda mark: mark.code == selected)
    data = []
    if layers.lines:
        data += [_run(meridian, places) for meridian, places in runs]
    if layers.margins != "none":
        data += _margins([m for m in inside if layers.margins == "all" or m.code == selected], selected)
    if layers.experts:
        data += _experts([m for m in inside if m.code == selected])
    if layers.finger_marks:
        data += _finger_marks(view, side, inside)
    if measured_from is not None:
        for mark in [m for m in inside if m.code == selected and m.place.distance_mm][:1]:
            data += dimension_lines(view, mark.place, measured_from, _measure_text(mark.place), (x0, y0, x1, y1))
    data.append(_marks(inside, layers.labels))
    if layers.labels:
        data.append(_labels(inside, selected, (x0, y0, x1, y1)))
    data += _scale_bar((x0, y0, x1, y1), mm_per_unit, scale_owner)
    layout = {
        "xaxis": {"range": [x0, x1], "visible": False, "fixedrange": False},
        "yaxis": {"range": [y0, y1], "visible": False, "scaleanchor": "x", "scaleratio": 1},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 14,
    }
    if plate:
        data = [*plate["data"], *data]
        layout = {**plate["layout"], **layout}
    return {"data": data, "layout": layout}


def framed(view: View, side: str, frame: str | None) -> tuple[float, float, float, float]:
    """The box (x0, y0, x1, y1) a chart of this side shows. Raises KeyError naming the view's frames."""
    if frame is not None and frame not in view.frames:
        raise KeyError(f"view {view.id!r} has no frame {frame!r}; it has {', '.join(view.frames) or 'one frame only'}")
    box = view.frames[frame] if frame else view.frame
    return mirror_box(box) if side == "left" else box


def hover_html(mark: Mark) -> str:
    """The lines of a hover label as plotly's small HTML; whatever was written in a name is shown as text."""
    name, *rest = mark.lines
    parts = [f"<b>{_text(name)}</b>"]
    for sentence in rest:
        parts += _lines(sentence)
    if mark.caution:
        parts.append(f"<b>⚠ {_text(mark.caution)}</b>")
    return "<br>".join(parts)


@lru_cache(maxsize=2048)
def _lines(sentence: str) -> list[str]:
    """A sentence in the lines of a hover label; most sentences are the same from run to run."""
    return [_text(line) for line in wrap(sentence, HOVER_WIDTH)]


def _text(words: str) -> str:
    """Words as plotly shows them unchanged; it knows &lt; &gt; &amp; but not &quot;."""
    return escape(words, quote=False)


def _still(**trace) -> dict:
    return {"type": "scatter", "hoverinfo": "skip", "showlegend": False, **trace}


def _run(meridian: str, places: Sequence[Point]) -> dict:
    return _still(
        mode="lines",
        name=f"{meridian} line",
        x=[x for x, _ in places],
        y=[y for _, y in places],
        line={"color": f"${meridian}@0.55", "width": 1.6},
    )


def _joined(outlines: Sequence) -> tuple[list, list]:
    """Outlines as one pair of lists with None between them, each closed."""
    x: list[float | None] = []
    y: list[float | None] = []
    for outline in outlines:
        points = [(round(float(px), 5), round(float(py), 5)) for px, py in outline]
        x += [*(px for px, _ in points), points[0][0], None]
        y += [*(py for _, py in points), points[0][1], None]
    return x[:-1], y[:-1]


def _margins(marks: Sequence[Mark], selected: str | None) -> list[dict]:
    traces = []
    for p, name, fill, width in ((0.95, "95 % margin", 0.14, 1.0), (0.68, "68 % margin", 0.22, 0.0)):
        if not marks:
            continue
        outlines = [
            ellipse_outline(m.place.xy, m.place.margin, m.place.mm_per_unit, m.place.axis, p, n=36) for m in marks
        ]
        x, y = _joined(outlines)
        token = "region95" if p > 0.9 else "region68"
        traces.append(
            _still(
                mode="lines",
                name=name,
                x=x,
                y=y,
                fill="toself",
                fillcolor=f"${token}@{fill}",
                line={"color": f"${token}@0.8", "width": width},
            )
        )
    return traces


def _experts(marks: Sequence[Mark]) -> list[dict]:
    """A faint dotted ring: two SD of where trained people put the same point."""
    if not marks:
        return []
    unit = Margin(1.0, 1.0)
    outlines = [
        m.place.xy + 2 * m.place.expert_mm * (ellipse_outline((0, 0), unit, m.place.mm_per_unit, (0, 1), 0.3935, n=36))
        for m in marks
    ]
    x, y = _joined(outlines)
    return [
        _still(
            mode="lines", name="where experts differ", x=x, y=y, line={"color": "$ink@0.6", "width": 1.2, "dash": "dot"}
        )
    ]


def _finger_marks(view: View, side: str, marks: Sequence[Mark]) -> list[dict]:
    """Hollow marks of plain finger cun, each on a thin line from its dot; none that would leave the limb."""
    apart = [(m, m.place.finger_xy) for m in marks if m.place.finger_xy and m.place.finger_gap_mm > SEEN_GAP_MM]
    flip = -1.0 if side == "left" else 1.0
    apart = [(m, xy) for m, xy in apart if view.outline.covers(ShapelyPoint(flip * xy[0], xy[1]))]
    if not apart:
        return []
    x: list[float | None] = []
    y: list[float | None] = []
    for mark, (finger_x, finger_y) in apart:
        x += [round(mark.place.xy[0], 5), round(finger_x, 5), None]
        y += [round(mark.place.xy[1], 5), round(finger_y, 5), None]
    return [
        _still(
            mode="lines", name="gap", x=x[:-1], y=y[:-1], line={"color": "$finger_mark@0.55", "width": 1, "dash": "dot"}
        ),
        {
            "type": "scatter",
            "mode": "markers",
            "name": "plain finger cun",
            "showlegend": False,
            "x": x[1::3],
            "y": y[1::3],
            "customdata": [[m.code] for m, _ in apart],
            "hovertext": [
                f"<b>{_text(m.label)}</b> by plain finger cun:<br>{m.place.finger_gap_mm / 10:.1f} cm from the dot"
                for m, _ in apart
            ],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {"symbol": "circle-open", "size": MARK_SIZE, "color": "$finger_mark", "line": {"width": 1.6}},
        },
    ]


def _measure_text(place: Place) -> str:
    """"3 cun = 7.1 cm"."""
    count = f"{place.cun:g} cun = " if place.cun and not place.approx else ""
    return f"{count}{(place.distance_mm or 0) / 10:.1f} cm"


def _names(marks: Sequence[Mark]) -> list[str]:
    """The label of each mark; a set of spots is named once."""
    seen: set[str] = set()
    return ["" if m.label in seen or seen.add(m.label) else m.label for m in marks]


def _marks(marks: Sequence[Mark], named: bool) -> dict:
    return {
        "type": "scatter",
        "mode": "markers",
        "name": "points",
        "showlegend": False,
        "x": [round(m.place.xy[0], 5) for m in marks],
        "y": [round(m.place.xy[1], 5) for m in marks],
        "customdata": [[m.code] for m in marks],
        "text": _names(marks) if named else None,
        "hovertext": [hover_html(m) for m in marks],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {
            "symbol": [SYMBOLS[m.meridian] for m in marks],
            "color": [f"${m.meridian}" for m in marks],
            "size": MARK_SIZE,
            "opacity": 1,
            "line": {"color": "$halo", "width": 1.6},
        },
    }


def _labels(marks: Sequence[Mark], selected: str | None, box: tuple[float, float, float, float]) -> dict:
    """Code labels for figures outside the app; the app's chart lays out the same texts again for its own size."""
    kept = spread_labels(
        [m.place.xy for m in marks], _names(marks), box, first=[i for i, m in enumerate(marks) if m.code == selected]
    )
    kept = [(i, position) for i, position in kept if _names(marks)[i]]
    return _still(
        mode="text",
        name="labels",
        meta="labels",
        x=[marks[i].place.xy[0] for i, _ in kept],
        y=[marks[i].place.xy[1] for i, _ in kept],
        text=[
            f"<b>{_text(marks[i].label)}</b>" if marks[i].code == selected else _text(marks[i].label) for i, _ in kept
        ],
        textposition=[position for _, position in kept],
        textfont={"size": 12, "color": "$ink"},
    )


def _scale_bar(box: tuple[float, float, float, float], mm_per_unit: float, owner: str) -> list[dict]:
    x0, y0, x1, y1 = box
    cm = max((c for c in NICE_CM if c * 10 / mm_per_unit <= 0.3 * (x1 - x0)), default=NICE_CM[0])
    length, tick = cm * 10 / mm_per_unit, 0.008 * (y1 - y0)
    left, foot = x0 + 0.03 * (x1 - x0), y0 + 0.015 * (y1 - y0)
    return [
        _still(
            mode="lines",
            name="scale bar",
            x=[left, left, left, left + length, left + length, left + length],
            y=[foot + tick, foot - tick, foot, foot, foot - tick, foot + tick],
            line={"color": "$scale_bar", "width": 2},
        ),
        _still(
            mode="text",
            name="scale",
            x=[left],
            y=[foot + 1.5 * tick],
            text=[f"{cm} cm {owner}"],
            textposition="top right",
            textfont={"size": 12, "color": "$scale_bar"},
        ),
    ]
