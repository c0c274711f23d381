"""The one language of drawings: shapes, words and pictures, with y up.

    297 mm ┌─────────┐
           │  Words  │   A page is a tuple of items, in millimetres from its lower left corner. A `Block` says what its
           │  Shape  │   items are to a person who hears the page: a heading, a paragraph, a figure with its sentence.
         0 └─────────┘
           0       210 mm

`Still` is a drawing in units of its own, kept once in a file however often it is placed. `Plate` is the still drawing
of a view before it has its colours: they are tokens of `charts.palette` ("$ink"), and its items stand in layers.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

import numpy as np

INK = "#1e1815"
SOFT = "#55463f"
MM_PER_PT = 25.4 / 72

Box = tuple[float, float, float, float]  # x0, y0, x1, y1


@dataclass(frozen=True, eq=False)
class Shape:
    """Rings or lines of (n, 2) points; `closed` ones may be filled. `width` of the line in mm (in units in a Still)."""

    lines: Sequence[np.ndarray]
    closed: bool = True
    fill: str | None = None
    fill_opacity: float = 1.0
    line: str | None = None
    width: float = 0.2
    dash: tuple[float, ...] = ()


@dataclass(frozen=True)
class Words:
    """One line of text; (x, y) is where its baseline begins, or its middle or end for another `anchor`."""

    x: float
    y: float
    text: str
    size: float = 9.0  # pt
    bold: bool = False
    colour: str = INK
    anchor: str = "start"
    angle: float = 0.0  # degrees, against the clock


@dataclass(frozen=True)
class Picture:
    """A PNG stretched over a box."""

    png: bytes = field(repr=False)
    box: Box = (0, 0, 1, 1)


@dataclass(frozen=True)
class Veil:
    """White that covers a box ever more, from nothing at the height `clear` to everything at the height `white`."""

    box: Box
    clear: float
    white: float


@dataclass(frozen=True, eq=False)
class Fade:
    """Rings of one colour whose opacity changes with the height; `stops` are (height, opacity), from below."""

    lines: Sequence[np.ndarray]
    fill: str
    stops: tuple[tuple[float, float], ...]


@dataclass(frozen=True, eq=False)
class Glow:
    """Rings of one colour, strongest in the middle of an upright ellipse; `stops` are (part of the radius, opacity)."""

    lines: Sequence[np.ndarray]
    fill: str
    stops: tuple[tuple[float, float], ...]
    centre: tuple[float, float]
    radii: tuple[float, float]


@dataclass(frozen=True)
class Linked:
    """A picture stretched over a box, which a browser fetches by its address."""

    address: str
    box: Box


@dataclass(frozen=True, eq=False)
class Layer:
    """Items of one role: what a reader may fade or leave out, such as "bones" or "relief"."""

    role: str
    items: tuple[Shape | Fade | Glow | Picture | Linked, ...]


@dataclass(frozen=True, eq=False)
class Still:
    """Items in units of their own; `key` is the same for the same items. `box` is all they may cover, `contour` the
    (n, 2) outline of the limb, on which no name should stand."""

    key: str
    items: tuple[Shape | Picture | Veil, ...]
    box: Box
    contour: np.ndarray = field(default_factory=lambda: np.empty((0, 2)))


@dataclass(frozen=True, eq=False)
class Plate:
    """A still whose colours are tokens, layer on layer from below: `charts.plate.svg` writes it for a browser,
    `charts.paper.engraving` makes a still of it."""

    key: str
    layers: tuple[Layer, ...]
    box: Box

    def layer(self, role: str) -> Layer | None:
        return next((layer for layer in self.layers if layer.role == role), None)


@dataclass(frozen=True, eq=False)
class Placed:
    """A still with its origin put at (x, y), `mm_per_unit` large, and only what lies in `clip` (mm) seen."""

    still: Still
    x: float
    y: float
    mm_per_unit: float
    clip: Box | None = None


@dataclass(frozen=True, eq=False)
class Block:
    """Items that belong together. `role` is a PDF structure word (H1, P, Figure); a figure has its sentence `alt`."""

    items: tuple
    role: str = "P"
    alt: str = ""


@dataclass(frozen=True, eq=False)
class Clipped:
    """Items of which only what lies in the box is seen, all of them moved by (dx, dy)."""

    items: tuple
    box: Box
    dx: float = 0.0
    dy: float = 0.0


Item = Shape | Words | Picture | Veil | Placed | Block | Clipped


def line(x0: float, y0: float, x1: float, y1: float, width: float = 0.2, colour: str = INK, dash=()) -> Shape:
    """A straight line."""
    return Shape((np.array([(x0, y0), (x1, y1)]),), closed=False, line=colour, width=width, dash=tuple(dash))


def rectangle(box: Box, fill: str | None = None, line: str | None = None, width: float = 0.2, dash=()) -> Shape:
    """A box."""
    x0, y0, x1, y1 = box
    corners = np.array([(x0, y0), (x1, y0), (x1, y1), (x0, y1)])
    return Shape((corners,), fill=fill, line=line, width=width, dash=tuple(dash))


def rounded(box: Box, radius: float, fill: str | None = None, line: str | None = None, width: float = 0.2) -> Shape:
    """A box with round corners."""
    x0, y0, x1, y1 = box
    turn = np.linspace(0, np.pi / 2, 9)
    centres = (
        (x1 - radius, y1 - radius, 0),
        (x0 + radius, y1 - radius, 1),
        (x0 + radius, y0 + radius, 2),
        (x1 - radius, y0 + radius, 3),
    )
    ring = [
        (x + radius * np.cos(t + k * np.pi / 2), y + radius * np.sin(t + k * np.pi / 2))
        for x, y, k in centres
        for t in turn
    ]
    return Shape((np.array(ring),), fill=fill, line=line, width=width)
