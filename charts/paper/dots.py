"""The marks of points on paper: symbols, margins, and names that cover neither each other nor a mark."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from charts.drawing import INK, MM_PER_PT, SOFT, Box, Item, Shape, Words, line
from charts.palette import SYMBOLS
from charts.paper.letters import width_mm

AIR = 0.25  # around a name, mm
FAR = 60.0  # farther than a name ever stands from its mark, mm
_TURN = np.linspace(0, 2 * np.pi, 40, endpoint=False)


def _corners(count: int, start: float) -> np.ndarray:
    turn = np.radians(start) + 2 * np.pi * np.arange(count) / count
    return np.stack([np.cos(turn), np.sin(turn)], axis=1)


def _star() -> np.ndarray:
    return _corners(10, 90) * np.where(np.arange(10) % 2, 0.46, 1.12)[:, None]


_OUTLINES = {  # symbol → outline of radius 1
    "circle": np.stack([np.cos(_TURN), np.sin(_TURN)], axis=1),
    "square": _corners(4, 45) * 1.2,
    "diamond": _corners(4, 90) * 1.25,
    "triangle-up": _corners(3, 90) * 1.25,
    "triangle-down": _corners(3, -90) * 1.25,
    "pentagon": _corners(5, 90) * 1.12,
    "hexagon": _corners(6, 90) * 1.08,
    "star": _star(),
    "cross": np.array([(-1, -0.4), (-0.4, -0.4), (-0.4, -1), (0.4, -1), (0.4, -0.4), (1, -0.4), (1, 0.4), (0.4, 0.4),
                       (0.4, 1), (-0.4, 1), (-0.4, 0.4), (-1, 0.4)]),
    "bowtie": np.array([(-1.1, -0.9), (0, -0.15), (1.1, -0.9), (1.1, 0.9), (0, 0.15), (-1.1, 0.9)]),
}  # fmt: skip


@dataclass(frozen=True)
class Dot:
    """One mark at (x, y) mm. `more` stands small under its name; `margin` is the outline of its 95 % region."""

    x: float
    y: float
    label: str
    meridian: str
    colour: str
    margin: np.ndarray | tuple = ()
    more: str = ""


def symbol(dot: Dot, radius: float, halo: str = "#ffffff") -> list[Shape]:
    """The mark on a ring that parts it from the skin."""
    outline = _OUTLINES[SYMBOLS[dot.meridian]]
    place = np.array([dot.x, dot.y])
    return [
        Shape((place + outline * radius * 1.42,), fill=halo, fill_opacity=0.9),
        Shape((place + outline * radius,), fill=dot.colour),
    ]


def moved(points: Sequence | np.ndarray, dx: float, dy: float) -> np.ndarray:
    """(n, 2) points, each shifted."""
    return np.asarray(points, float).reshape(-1, 2) + np.array([dx, dy])


def margins(dots: Sequence[Dot], colour: str, opacity: float = 0.13) -> list[Shape]:
    """The regions in which the points lie, each with a fine line."""
    outlines = [np.asarray(dot.margin) for dot in dots if len(dot.margin)]
    fill = colour if opacity else None
    return [Shape((outline,), fill=fill, fill_opacity=opacity, line=colour, width=0.15) for outline in outlines]


def boxes_around(dot: Dot, wide: float, high: float, gap: float) -> list[tuple[float, float]]:
    """Lower left corners to try, the nearest first: around the mark in rings."""
    corners = []
    for reach in (0.0, 1.6, 3.4, 5.5, 8.0, 11.0, 15.0, 20.0):
        for angle in (0, 180, 35, 145, -35, -145, 62, 118, -62, -118, 90, -90):
            dx, dy = np.cos(np.radians(angle)), np.sin(np.radians(angle))
            away = gap + reach
            x = dot.x + dx * (away + wide / 2) - wide / 2
            y = dot.y + dy * (away + high / 2) - high / 2
            corners.append((float(x), float(y)))
    return corners


def _crossing(a: Box, b: Box) -> float:
    """Area that two boxes share."""
    wide, high = min(a[2], b[2]) - max(a[0], b[0]), min(a[3], b[3]) - max(a[1], b[1])
    return wide * high if wide > 0 and high > 0 else 0.0


MORE = 0.68  # size of the second line of a name, in parts of the first


def named(
    dots: Sequence[Dot], size: float, radius: float, room: Box, bold: bool = True, taken: Sequence[Box] = ()
) -> list[Item]:
    """The names of the marks within `room`, off the boxes already `taken`.

    A thin line leads to a mark whose name had to stand away.
    """
    em, gap, reach = size * MM_PER_PT, radius * 1.5 + 0.5, radius * 1.35
    marks: list[Box] = [(d.x - reach, d.y - reach, d.x + reach, d.y + reach) for d in dots]
    others = list(taken)
    items: list[Item] = []
    order = sorted(range(len(dots)), key=lambda i: -sum(np.hypot(dots[i].x - d.x, dots[i].y - d.y) < 6 for d in dots))
    for i in order:
        dot = dots[i]
        if not dot.label:
            continue
        wide = max(width_mm(dot.label, size, bold), width_mm(dot.more, size * MORE))
        second = em * MORE * 1.3 if dot.more else 0.0
        high = em * 0.74 + second
        about = (dot.x - FAR, dot.y - FAR, dot.x + FAR, dot.y + FAR)
        busy = [box for box in (*others, *marks[:i], *marks[i + 1 :]) if _crossing(about, box)]
        box = free_box(boxes_around(dot, wide, high, gap), wide, high, room, busy)
        if box is None:
            continue
        others.append(box)
        x, y = box[0] + AIR, box[1] + AIR
        near = (min(max(dot.x, x), x + wide), min(max(dot.y, y), y + high))
        if np.hypot(near[0] - dot.x, near[1] - dot.y) > gap + 1.2:
            items.append(line(dot.x, dot.y, *near, width=0.12, colour=SOFT))
        items.append(Words(x, y + second + em * 0.03, dot.label, size, bold, dot.colour))
        if dot.more:
            items.append(Words(x, y + em * MORE * 0.2, dot.more, size * MORE, colour=INK))
    return items


def free_box(
    corners: Sequence[tuple[float, float]], wide: float, high: float, room: Box, busy: Sequence[Box]
) -> Box | None:
    """The first box in the room that covers nothing, else the one that covers least; None when none is in the room."""
    best, least = None, float("inf")
    for x, y in corners:
        box = (x - AIR, y - AIR, x + wide + AIR, y + high + AIR)
        if not (room[0] <= box[0] and box[2] <= room[2] and room[1] <= box[1] and box[3] <= room[3]):
            continue
        shared = sum(_crossing(box, other) for other in busy)
        if shared < least:
            best, least = box, shared
        if shared == 0:
            break
    return best
