"""Zones of the sole on paper: their outlines, and names that cover neither each other nor the points."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from shapely.geometry import Polygon
from shapely.geometry import box as box_of
from shapely.prepared import prep

from charts.paper.dots import AIR, Dot, boxes_around, free_box, moved
from charts.paper.drawing import MM_PER_PT, Box, Item, Shape, Words, line
from charts.paper.letters import width_mm, wrapped
from charts.zones import label_place

ZONE_PT = 6.8
STEP = 2.0  # mm between the places tried inside a zone
NARROW = 11.0  # mm; a longer name of several words may take two lines
TURN = np.linspace(0, 2 * np.pi, 16, endpoint=False)


@dataclass(frozen=True, eq=False)
class Zone:
    """An area of the sole with its name: rings of (n, 2), the largest first, in units of the sole of the right foot."""

    name: str
    rings: tuple[np.ndarray, ...]
    colour: str = "#00737e"


def zone_shapes(zones: Sequence[Zone], dx: float, dy: float) -> list[Item]:
    """The areas, each shifted."""
    return [
        Shape(tuple(moved(ring, dx, dy) for ring in zone.rings), fill=zone.colour, fill_opacity=0.07, line=zone.colour,
              width=0.16)
        for zone in zones
    ]  # fmt: skip


def zone_names(zones: Sequence[Zone], dx: float, dy: float, room: Box, taken: Sequence[Box]) -> list[Item]:
    """The names within `room`, off the boxes already `taken`; the smallest zone first.

    A name stands inside its zone where there is room; else a line with a dot leads to the zone.
    """
    busy, items, smaller = list(taken), [], []
    for zone in sorted(zones, key=lambda zone: Polygon(zone.rings[0]).area):
        area = Polygon(moved(zone.rings[0], dx, dy))
        rows = [zone.name]
        if " " in zone.name and width_mm(zone.name, ZONE_PT) > NARROW:
            words = zone.name.split(" ")
            rows = wrapped(zone.name, max(NARROW, *(width_mm(word, ZONE_PT) for word in words)), ZONE_PT)
        wide, em = max(width_mm(row, ZONE_PT) for row in rows), ZONE_PT * MM_PER_PT
        high = em * (0.74 + 1.1 * (len(rows) - 1))
        middle = label_place(area)
        box = None
        for free in _inside(area, middle, wide, high):
            if _meets(free, busy):
                continue
            box = box or free
            if not any(other.intersects(box_of(*free)) for other in smaller):
                box = free
                break
        smaller.append(prep(area.buffer(0.6)))
        if box is None:
            anchor = Dot(*middle, zone.name, "", zone.colour)
            box = free_box(boxes_around(anchor, wide, high, 1.0), wide, high, room, busy)
            if box is None:
                continue
            near = (min(max(middle[0], box[0]), box[2]), min(max(middle[1], box[1]), box[3]))
            dot = np.array(middle) + 0.4 * np.stack([np.cos(TURN), np.sin(TURN)], axis=1)
            items += [line(*middle, *near, width=0.14, colour=zone.colour), Shape((dot,), fill=zone.colour)]
        busy.append(box)
        x, top = (box[0] + box[2]) / 2, box[3] - AIR - em * 0.7
        items += [Words(x, top - 1.1 * em * n, row, ZONE_PT, colour=zone.colour, anchor="middle")
                  for n, row in enumerate(rows)]  # fmt: skip
    return items


def _inside(area: Polygon, middle: tuple[float, float], wide: float, high: float) -> Iterator[Box]:
    """Boxes within the area, the nearest to its middle first."""
    x0, y0, x1, y1 = area.bounds
    places = [(x, y) for x in np.arange(x0, x1, STEP) for y in np.arange(y0, y1, STEP)]
    roomy = prep(area.buffer(0.2))
    for x, y in [middle, *sorted(places, key=lambda at: np.hypot(at[0] - middle[0], at[1] - middle[1]))]:
        box = (x - wide / 2 - AIR, y - high / 2 - AIR, x + wide / 2 + AIR, y + high / 2 + AIR)
        if roomy.contains(box_of(*box)):
            yield box


def _meets(box: Box, others: Sequence[Box]) -> bool:
    return any(box[0] < o[2] and o[0] < box[2] and box[1] < o[3] and o[1] < box[3] for o in others)
