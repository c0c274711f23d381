"""What the reader marked: tender spots, the place just tapped, and their own place for a point.

Pins of a limb scene, in view units of the chosen side. Tender spots can be picked by their id.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape
from textwrap import wrap

from charts.screen.scene import look, pins
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


def spot_pins(spots: Sequence[Sore]) -> list[dict]:
    """Round marks, larger where it was sorer; [] for none."""
    if not spots:
        return []
    return [
        pins(
            "tender spots", [spot.xy for spot in spots], symbol="circle", size=[_size(spot.score) for spot in spots],
            colour="$selected@0.55", edge="$halo", width=1.4, code=[spot.id for spot in spots],
            says=[_label(spot.lines) for spot in spots],
        )
    ]  # fmt: skip


def tapped_pins(place: Point) -> list[dict]:
    """The place just tapped: a ring with a cross in it."""
    return [pins("tapped", [place], symbol="circle-cross-open", size=24, colour="$selected", width=2.4)]


def own_pins(places: Sequence[OwnPlace]) -> list[dict]:
    """The reader's own places, each on a thin dotted line from the atlas's dot; [] for none."""
    if not places:
        return []
    return [
        pins(
            "my places", [place.xy for place in places], symbol=OWN_SYMBOL, size=14, colour="$selected", width=2,
            says=[_label([place.words]) for place in places], starts=[place.dot for place in places],
            leader={"role": "to my place", **look("$selected@0.8", 1.4), "dash": "dot"},
        )
    ]  # fmt: skip


def _size(score: int | None) -> float:
    return SPOT_PX + PX_PER_SCORE * (USUAL_SCORE if score is None else score)


def _label(lines: Sequence[str]) -> str:
    """Typed words are shown as text: plotly reads small HTML in labels."""
    first, *rest = [escape(part, quote=False) for line in lines for part in wrap(line, HOVER_WIDTH)] or [""]
    return "<br>".join([f"<b>{first}</b>", *rest])
