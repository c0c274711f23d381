"""What of a drawing lies in a box: a piece of a ruler holds its own ticks and words, and no others hidden beside it."""

from __future__ import annotations

from collections.abc import Iterable

import numpy as np

from charts.drawing import MM_PER_PT, Box, Item, Shape, Words
from charts.paper.letters import FALL, RISE, width_mm


def bounds(item: Item) -> Box | None:
    """The box around a shape or a line of words; None for what knows no bounds."""
    if isinstance(item, Shape):
        points = np.concatenate([np.asarray(part, float) for part in item.lines])
        (x0, y0), (x1, y1) = points.min(axis=0), points.max(axis=0)
        half = item.width / 2 if item.line else 0.0
        return (float(x0) - half, float(y0) - half, float(x1) + half, float(y1) + half)
    if isinstance(item, Words):
        long, em = width_mm(item.text, item.size, item.bold), item.size * MM_PER_PT
        start = -long * {"start": 0.0, "middle": 0.5, "end": 1.0}[item.anchor]
        corners = np.array([(x, y) for x in (start, start + long) for y in (-FALL * em, RISE * em)])
        turn = np.radians(item.angle)
        turned = corners @ np.array([[np.cos(turn), np.sin(turn)], [-np.sin(turn), np.cos(turn)]])
        (x0, y0), (x1, y1) = turned.min(axis=0), turned.max(axis=0)
        return (item.x + float(x0), item.y + float(y0), item.x + float(x1), item.y + float(y1))
    return None


def seen_in(items: Iterable[Item], box: Box) -> tuple[Item, ...]:
    """The items of which something may be seen in the box."""
    return tuple(item for item in items if (b := bounds(item)) is None or _meet(b, box))


def _meet(a: Box, b: Box) -> bool:
    return a[0] <= b[2] and b[0] <= a[2] and a[1] <= b[3] and b[1] <= a[3]
