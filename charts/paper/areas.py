"""Reflexology zones on paper: their outlines, and names that cover neither each other nor the points."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import shapely
from shapely.geometry import Polygon
from shapely.geometry import box as box_of
from shapely.ops import unary_union
from shapely.prepared import prep

from charts.drawing import MM_PER_PT, Box, Item, Shape, Words, line
from charts.paper.dots import AIR, Dot, boxes_around, free_box, moved
from charts.paper.letters import width_mm, wrapped
from charts.screen.zones import label_place

ZONE_PT = 6.8
STEP = 2.0  # mm between the places tried inside a zone
NARROW = 11.0  # mm; a longer name of several words may take two lines
TURN = np.linspace(0, 2 * np.pi, 16, endpoint=False)


@dataclass(frozen=True, eq=False)
class NamedArea:
    """An area of a foot with its name: rings of (n, 2), the largest first, in units of what it is drawn on.

    `number`, of the step that works it, stands before the name, or alone where there is no room for more.
    """

    name: str
    rings: tuple[np.ndarray, ...]
    colour: str = "#00737e"
    number: str = ""

    @property
    def said(self) -> tuple[str, ...]:
        """What may stand on the drawing, the best first."""
        return (f"{self.number}\u00a0{self.name}", self.number) if self.number else (self.name,)


def zone_shapes(zones: Sequence[NamedArea], dx: float, dy: float, opacity: float = 0.07) -> list[Item]:
    """The areas, each shifted."""
    return [
        Shape(tuple(moved(ring, dx, dy) for ring in zone.rings), fill=zone.colour, fill_opacity=opacity,
              line=zone.colour, width=0.16)
        for zone in zones
    ]  # fmt: skip


def zone_names(
    zones: Sequence[NamedArea], dx: float, dy: float, room: Box, taken: Sequence[Box], size: float = ZONE_PT
) -> list[Item]:
    """The names within `room`, off the boxes already `taken`; the smallest zone first.

    A name stands inside its zone where there is room; else a line with a dot leads to the zone. One with a number
    stands off all zones then, and is the number alone where there is no room for more.
    """
    em = size * MM_PER_PT
    busy, items, smaller = list(taken), [], []
    every = prep(unary_union([Polygon(moved(ring, dx, dy)).buffer(0.3) for zone in zones for ring in zone.rings]))
    for zone in sorted(zones, key=lambda zone: Polygon(zone.rings[0]).area):
        area = Polygon(moved(zone.rings[0], dx, dy))
        middle = label_place(area)
        box, rows, led = None, [""], False
        for text in zone.said:
            rows = _rows(text, size)
            wide, high = max(width_mm(row, size) for row in rows), em * (0.74 + 1.1 * (len(rows) - 1))
            box = _own_place(area, middle, wide, high, busy, smaller)
            led = box is None
            if not led:
                break
            corners = boxes_around(Dot(*middle, zone.name, "", zone.colour), wide, high, 1.0)
            if zone.number:  # beside the zones: on the edge of one, or within another, it would mislead
                corners = [(x, y) for x, y in corners if not every.intersects(box_of(x, y, x + wide, y + high))]
            box = free_box(corners, wide, high, room, busy)
            if box is not None and not _meets(box, busy):
                break
        around = area.buffer(0.6)
        shapely.prepare(around)
        smaller.append(around)
        if box is None:
            continue
        if led:
            near = (min(max(middle[0], box[0]), box[2]), min(max(middle[1], box[1]), box[3]))
            dot = np.array(middle) + 0.4 * np.stack([np.cos(TURN), np.sin(TURN)], axis=1)
            items += [line(*middle, *near, width=0.14, colour=zone.colour), Shape((dot,), fill=zone.colour)]
        busy.append(box)
        x, top = (box[0] + box[2]) / 2, box[3] - AIR - em * 0.7
        items += [Words(x, top - 1.1 * em * n, row, size, colour=zone.colour, anchor="middle")
                  for n, row in enumerate(rows)]  # fmt: skip
    return items


def _rows(text: str, size: float) -> list[str]:
    """A name in one line, or in lines about as wide as its longest word."""
    narrow, words = NARROW * size / ZONE_PT, text.split(" ")
    if len(words) == 1 or width_mm(text, size) <= narrow:
        return [text.replace("\u00a0", " ")]
    return wrapped(text, max(narrow, *(width_mm(word, size) for word in words)), size)


def _own_place(
    area: Polygon, middle: tuple[float, float], wide: float, high: float, busy: Sequence[Box],
    smaller: Sequence[Polygon],
) -> Box | None:  # fmt: skip
    """A free place within an area, off the smaller ones where that can be; of several the nearest to its middle."""
    boxes = _inside(area, middle, wide, high)
    x0, y0, x1, y1 = np.array(busy).reshape(-1, 4).T[:, :, None]
    meets = (boxes[:, 0] < x1) & (x0 < boxes[:, 2]) & (boxes[:, 1] < y1) & (y0 < boxes[:, 3])
    free = boxes[~meets.any(axis=0)]
    drawn = shapely.box(*free.T)
    off = free[~np.any([np.zeros(len(free), bool), *(shapely.intersects(other, drawn) for other in smaller)], axis=0)]
    return next((tuple(one.tolist()) for one in (*off[:1], *free[:1])), None)


def _inside(area: Polygon, middle: tuple[float, float], wide: float, high: float) -> np.ndarray:
    """(n, 4) boxes within the area, the nearest to its middle first."""
    x0, y0, x1, y1 = area.bounds
    places = np.stack(np.meshgrid(np.arange(x0, x1, STEP), np.arange(y0, y1, STEP), indexing="ij"), -1).reshape(-1, 2)
    nearest = np.argsort(np.hypot(*(places - middle).T), kind="stable")
    x, y = np.concatenate([[middle], places[nearest]]).T
    boxes = np.stack([x - wide / 2 - AIR, y - high / 2 - AIR, x + wide / 2 + AIR, y + high / 2 + AIR], -1)
    roomy = area.buffer(0.2)
    shapely.prepare(roomy)
    return boxes[shapely.contains(roomy, shapely.box(*boxes.T))]


def _meets(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)
