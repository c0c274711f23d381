"""Where other sources put the open point: hollow triangles, each on a thin dotted line to the atlas's dot.

Pins of a limb scene. They are not pickable: the point itself is. Distinct in shape from the plain
finger mark (hollow circle) and from the reader's other rulers (hollow diamond).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from html import escape
from textwrap import wrap
from typing import Protocol

from charts.screen.scene import look, pins
from coords.view import Point

SYMBOL, MARK_SIZE, HOVER_WIDTH = "triangle-up-open", 12, 38


class PinnedSource(Protocol):
    """What a pin needs to know of one source's place: view units of the chosen side, mm from the dot, and words."""

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


def said_pins(places: Sequence[PinnedSource], told: Callable[[PinnedSource], str]) -> list[dict]:
    """Hollow triangles, on dotted lines from the dots; [] for no places. `told` says who puts the point there and how
    far from the dot."""
    if not places:
        return []
    return [
        pins(
            "who says where", [place.xy for place in places], symbol=SYMBOL, size=MARK_SIZE, colour="$ink", width=1.8,
            says=[_hover(place, told(place)) for place in places], starts=[place.dot for place in places],
            leader={"role": "to who says where", **look("$ink@0.6", 1), "dash": "dot"},
        )
    ]  # fmt: skip


def _hover(place: PinnedSource, told: str) -> str:
    return "<br>".join([*hover_lines(told), *hover_lines(place.says)])


def hover_lines(words: str) -> list[str]:
    """The lines of a text under the mouse, as HTML."""
    return [escape(line, quote=False) for line in wrap(words, HOVER_WIDTH)]
