"""The marks of a limb: the live part of a chart, drawn over a plate.

`limb_scene` says what lies where (`charts.screen.scene`), `limb_figure` makes a plotly dict of it. Colours are tokens
of `charts.palette`; the browser or `paint` turns them into colours. All coordinates are view units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from html import escape
from math import log, sqrt
from textwrap import wrap
from typing import Any

from shapely.geometry import Point as ShapelyPoint

from charts.palette import SYMBOLS
from charts.screen.dimension import measure
from charts.screen.figure import figure_of
from charts.screen.scene import Scene, column, look, stroke
from coords.body import Place
from coords.mark import Mark
from coords.side import Side
from coords.view import Point, View

HOVER_WIDTH = 44  # characters a hover line holds; plotly does not wrap
MARK_SIZE = 11  # px, dots and hollow marks alike: where they overlap plotly speaks of the smaller, else of the dot
SEEN_GAP_MM = 1.0  # a plain-finger mark closer than this to its dot is not drawn twice
SCALE_BAR_ROOM = 0.06  # share of the frame's height added below the limb, so that the scale bar covers nothing
NICE_CM = (1, 2, 5, 10, 20)
SCALE_BAR = {"longest": 0.3, "left": 0.03, "foot": 0.015, "tick": 0.008}  # shares of the frame's width and height
SCALE_COLOUR = "$scale_bar"


@dataclass(frozen=True)
class LimbLayers:
    """What is shown. `margins` is "selected", "all" or "none"."""

    lines: bool = True
    labels: bool = True
    margins: str = "selected"
    finger_marks: bool = True
    experts: bool = False
    measure: bool = True


def limb_scene(
    view: View,
    marks: Sequence[Mark],
    *,
    mm_per_unit: float,
    side: str = "right",
    runs: Sequence[tuple[str, Sequence[Point]]] = (),
    selected: str | None = None,
    frame: str | None = None,
    layers: LimbLayers = LimbLayers(),
    scale_owner: str,
    measured_from: Point | None = None,
) -> Scene:
    """The marks on a view as a scene.

    `frame` names one of the view's frames ("lower", "whole"); `runs` are the joining lines, already on this side;
    `scale_owner` says whose centimetres the bar shows.
    """
    x0, y0, x1, y1 = shown_box(view, side, frame)
    inside = [m for m in marks if x0 <= m.place.xy[0] <= x1 and y0 <= m.place.xy[1] <= y1]
    inside.sort(key=lambda mark: mark.code == selected)
    chosen = [number for number, mark in enumerate(inside) if mark.code == selected]
    scene: Scene = {
        "frame": [x0, y0, x1, y1],
        "chosen": selected,
        "names": layers.labels,
        "lines": [stroke(f"{code} line", way, f"${code}@0.55", 1.6) for code, way in runs] if layers.lines else [],
        "marks": _marks(inside, layers.labels),
        "scale": scale_bar((x0, y0, x1, y1), mm_per_unit, scale_owner),
        "pins": [],
        "rings": [],
    }
    if layers.margins != "none":
        scene["margins"] = _margins(inside, list(range(len(inside))) if layers.margins == "all" else chosen)
    if layers.experts:
        scene["experts"] = _experts(inside, chosen)
    if layers.finger_marks:
        scene["hollow"] = _hollow(view, side, inside)
    if measured_from is not None and (told := [number for number in chosen if not inside[number].place.felt]):
        place = inside[told[0]].place
        scene["measure"] = measure(view, place, told[0], measured_from, measure_text(place), (x0, y0, x1, y1))
    return {role: value for role, value in scene.items() if value is not None or role == "chosen"}


def limb_figure(view: View, marks: Sequence[Mark], *, plate: dict[str, Any] | None = None, **more) -> dict[str, Any]:
    """The same as a plotly dict of scatter traces, for use outside the app: `go.Figure(paint(figure, palette))`.

    `plate` (`charts.plate.svg.layout_image`) lies underneath; the rest is what `limb_scene` takes.
    """
    figure = figure_of(limb_scene(view, marks, **more))
    if plate:
        figure["layout"]["images"] = [plate]
    return figure


def framed(view: View, side: str, frame: str | None) -> tuple[float, float, float, float]:
    """The box (x0, y0, x1, y1) a chart of this side shows. Raises KeyError naming the view's frames."""
    if frame is not None and frame not in view.frames:
        raise KeyError(f"view {view.id!r} has no frame {frame!r}; it has {', '.join(view.frames) or 'one frame only'}")
    return Side(side).box(view.frames[frame] if frame else view.frame)


def shown_box(view: View, side: str, frame: str | None) -> tuple[float, float, float, float]:
    """The same box with room for the scale bar below the limb."""
    x0, y0, x1, y1 = framed(view, side, frame)
    return x0, y0 - SCALE_BAR_ROOM * (y1 - y0), x1, y1


def frame_showing(view: View, heights: Iterable[float]) -> str | None:
    """The closer frame of a view ("lower") when it shows all these heights, else "whole"; None for one frame only."""
    if not view.frames:
        return None
    _, low, _, high = view.frames["lower"]
    return "lower" if all(low <= y <= high for y in heights) else "whole"


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


def _margins(marks: Sequence[Mark], of: list[int]) -> dict[str, Any] | None:
    places = [marks[number].place for number in of]
    if not places:
        return None
    return {
        "of": of,
        "al": [round(place.margin.along_mm, 4) for place in places],
        "ac": [round(place.margin.across_mm, 4) for place in places],
        "lean": [round(place.margin.lean, 5) for place in places],
        "axis": [_unit(place.axis) for place in places],
        "mm": [round(place.mm_per_unit, 4) for place in places],
        "rings": [
            {"role": f"{p:.0%} margin".replace("%", " %"), "p": p, "reach": round(sqrt(-2 * log(1 - p)), 5),
             "fill": f"${token}@{fill}", **look(f"${token}@0.8", width)}
            for p, token, fill, width in ((0.95, "region95", 0.14, 1.0), (0.68, "region68", 0.22, 0.0))
        ],
    }  # fmt: skip


def _unit(axis: Sequence[float]) -> list[float]:
    length = sqrt(axis[0] ** 2 + axis[1] ** 2)
    return [round(axis[0] / length, 6), round(axis[1] / length, 6)]


def _experts(marks: Sequence[Mark], of: list[int]) -> dict[str, Any] | None:
    """A faint dotted ring: two SD of where trained people put the same point."""
    if not of:
        return None
    reach = column(2 * marks[number].place.expert_mm / marks[number].place.mm_per_unit for number in of)
    line = {"role": "where experts differ", **look("$ink@0.6", 1.2), "dash": "dot"}
    return {"of": of, "reach": reach, "line": line}


def seen_finger_mark(view: View, side: str, place: Place) -> Point | None:
    """Where the hollow mark of a place is drawn; None where it would cover its dot or leave the limb."""
    xy = place.finger_xy
    if xy is None or place.finger_gap_mm <= SEEN_GAP_MM:
        return None
    return xy if view.outline.covers(ShapelyPoint(Side(side).mirrored(xy))) else None


def _hollow(view: View, side: str, marks: Sequence[Mark]) -> dict[str, Any] | None:
    """Hollow marks of plain finger cun, each on a thin line from its dot; none that would leave the limb."""
    apart = [
        (number, mark, xy)
        for number, mark in enumerate(marks)
        if (xy := seen_finger_mark(view, side, mark.place)) is not None
    ]
    if not apart:
        return None
    return {
        "role": "plain finger cun",
        "of": [number for number, _, _ in apart],
        "x": column(x for _, _, (x, _) in apart),
        "y": column(y for _, _, (_, y) in apart),
        "says": [_hollow_html(mark) for _, mark, _ in apart],
        "symbol": "circle-open", "size": MARK_SIZE, **look("$finger_mark", 1.6),
        "leader": {"role": "gap", **look("$finger_mark@0.55", 1), "dash": "dot"},
    }  # fmt: skip


def _hollow_html(mark: Mark) -> str:
    label = _text(mark.label)
    return "<br>".join(map(_text, mark.finger_lines)).replace(label, f"<b>{label}</b>", 1)


def measure_text(place: Place, cm: str = "") -> str:
    """ "3 cun = 7.1 cm". `cm` stands in for the reader's centimetres."""
    count = f"{place.cun:g} cun = " if place.cun and not place.approx else ""
    return f"{count}{cm or f'{(place.distance_mm or 0) / 10:.1f}'} cm"


def _names(marks: Sequence[Mark]) -> list[str]:
    """The label of each mark; a set of spots is named once."""
    seen: set[str] = set()
    return ["" if m.label in seen or seen.add(m.label) else m.label for m in marks]


def _marks(marks: Sequence[Mark], named: bool) -> dict[str, Any]:
    return {
        "code": [mark.code for mark in marks],
        "label": _names(marks) if named else [],
        "says": [hover_html(mark) for mark in marks],
        "x": column(mark.place.xy[0] for mark in marks),
        "y": column(mark.place.xy[1] for mark in marks),
        "symbol": [SYMBOLS[mark.meridian] for mark in marks],
        "colour": [f"${mark.meridian}" for mark in marks],
        "size": MARK_SIZE, "opacity": 1, "edge": "$halo", "width": 1.6,
    }  # fmt: skip


def scale_bar(box: Sequence[float], mm_per_unit: float, owner: str) -> dict[str, Any]:
    """The scale bar at the foot of the frame."""
    x0, y0, x1, y1 = box
    wide, high = x1 - x0, y1 - y0
    cm = max((c for c in NICE_CM if c * 10 / mm_per_unit <= SCALE_BAR["longest"] * wide), default=NICE_CM[0])
    return {
        "x": x0 + SCALE_BAR["left"] * wide, "y": y0 + SCALE_BAR["foot"] * high, "length": cm * 10 / mm_per_unit,
        "tick": SCALE_BAR["tick"] * high, "text": f"{cm} cm {owner}", "colour": SCALE_COLOUR,
    }  # fmt: skip
