"""What the reader marked: tender spots, the place just tapped, and their own place for a point.

Live traces to lay over a limb figure, in view units of the chosen side. Tender spots can be picked by their id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from coords.view import Point

HOVER_WIDTH = 40
SPOT_PX, PX_PER_SCORE = 10, 1.4  # a spot without a score is as large as one of 4
USUAL_SCORE = 4
OWN_SYMBOL = "circle-x-open"  # not the plain finger's circle, a ruler's diamond or another source's triangle


@dataclass(frozen=True)
class Sore:
    """A tender spot to draw; `lines` are what its label says."""

    id: str
    xy: Point
    score: int | None
    lines: tuple[str, ...] = ()


@dataclass(frozen=True)
class OwnPlace:
    """Where the reader feels a point, with the atlas's dot for it."""

    xy: Point
    dot: Point
    words: str


def spot_traces(spots: Sequence[Sore]) -> list[dict]:
    """One trace of round marks, larger where it was sorer; [] for none."""
    if not spots:
        return []
    return [
        {
            "type": "scatter", "mode": "markers", "name": "tender spots", "showlegend": False,
            "x": [round(spot.xy[0], 5) for spot in spots],
            "y": [round(spot.xy[1], 5) for spot in spots],
            "customdata": [[spot.id] for spot in spots],
            "hovertext": [_label(spot.lines) for spot in spots],
            "hovertemplate": "%{hovertext}<extra></extra>",
            "marker": {
                "symbol": "circle", "size": [_size(spot.score) for spot in spots], "color": "$selected@0.55",
                "line": {"color": "$halo", "width": 1.4},
            },
        }
    ]  # fmt: skip


def tapped_traces(place: Point) -> list[dict]:
    """The place just tapped: a ring with a cross in it."""
    return [_mark("tapped", "circle-cross-open", 24, "$selected", place)]


def own_traces(places: Sequence[OwnPlace]) -> list[dict]:
    """The reader's own places, each on a thin dotted line from the atlas's dot; [] for none."""
    if not places:
        return []
    x: list[float | None] = []
    y: list[float | None] = []
    for place in places:
        x += [round(place.dot[0], 5), round(place.xy[0], 5), None]
        y += [round(place.dot[1], 5), round(place.xy[1], 5), None]
    leaders = {
        "type": "scatter", "mode": "lines", "name": "to my place", "x": x[:-1], "y": y[:-1], "hoverinfo": "skip",
        "showlegend": False, "line": {"color": "$selected@0.8", "width": 1.4, "dash": "dot"},
    }  # fmt: skip
    marks = {
        "type": "scatter", "mode": "markers", "name": "my places", "showlegend": False,
        "x": [round(place.xy[0], 5) for place in places], "y": [round(place.xy[1], 5) for place in places],
        "hovertext": [_label([place.words]) for place in places], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": OWN_SYMBOL, "size": 14, "color": "$selected", "line": {"width": 2}},
    }  # fmt: skip
    return [leaders, marks]


def _mark(name: str, symbol: str, size: float, colour: str, place: Point) -> dict:
    return {
        "type": "scatter", "mode": "markers", "name": name, "showlegend": False, "hoverinfo": "skip",
        "x": [round(place[0], 5)], "y": [round(place[1], 5)],
        "marker": {"symbol": symbol, "size": size, "color": colour, "line": {"width": 2.4}},
    }  # fmt: skip


def _size(score: int | None) -> float:
    return SPOT_PX + PX_PER_SCORE * (USUAL_SCORE if score is None else score)


def _label(lines: Sequence[str]) -> str:
    """Typed words are shown as text: plotly reads small HTML in labels."""
    first, *rest = [escape(part, quote=False) for line in lines for part in wrap(line, HOVER_WIDTH)] or [""]
    return "<br>".join([f"<b>{first}</b>", *rest])
