"""Where other sources put the open point: hollow triangles, each on a thin dotted line to the atlas's dot.

Live traces to lay over a limb figure. They are not pickable: the point itself is. Distinct in shape from the plain
finger mark (hollow circle) and from the reader's other rulers (hollow diamond).
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from textwrap import wrap
from typing import Protocol

from coords.view import Point

SYMBOL, MARK_SIZE, HOVER_WIDTH = "triangle-up-open", 12, 38
NO_DOT = "This view shows no dot of the atlas for it"


class Said(Protocol):
    """What a trace needs to know of one source's place: view units of the chosen side, mm from the dot, and words."""

    @property
    def xy(self) -> Point: ...
    @property
    def dot(self) -> Point | None: ...
    @property
    def gap_mm(self) -> float | None: ...
    @property
    def who(self) -> str: ...
    @property
    def says(self) -> str: ...


def said_traces(places: Sequence[Said]) -> list[dict]:
    """Plotly traces: one of dotted leaders (when any place has a dot) and one of hollow triangles; [] for no places."""
    if not places:
        return []
    marks = {
        "type": "scatter", "mode": "markers", "name": "who says where", "showlegend": False,
        "x": [round(place.xy[0], 5) for place in places],
        "y": [round(place.xy[1], 5) for place in places],
        "hovertext": [_hover(place) for place in places],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": SYMBOL, "size": MARK_SIZE, "color": "$ink", "line": {"width": 1.8}},
    }  # fmt: skip
    leaders = _leaders(places)
    return [leaders, marks] if leaders["x"] else [marks]


def gap_words(place: Said) -> str:
    """ "Deadman 2007: 15 mm from the dot"."""
    gap = NO_DOT.lower() if place.gap_mm is None else f"{place.gap_mm:.0f} mm from the dot"
    return f"{place.who}: {gap}" if place.who else gap[:1].upper() + gap[1:]


def _leaders(places: Sequence[Said]) -> dict:
    x: list[float | None] = []
    y: list[float | None] = []
    for place in places:
        if place.dot is not None:
            x += [round(place.dot[0], 5), round(place.xy[0], 5), None]
            y += [round(place.dot[1], 5), round(place.xy[1], 5), None]
    return {
        "type": "scatter", "mode": "lines", "name": "to who says where", "x": x[:-1], "y": y[:-1],
        "hoverinfo": "skip", "showlegend": False,
        "line": {"color": "$ink@0.6", "width": 1, "dash": "dot"},
    }  # fmt: skip


def _hover(place: Said) -> str:
    return "<br>".join(
        escape(line, quote=False) for words in (gap_words(place), place.says) for line in wrap(words, HOVER_WIDTH)
    )
