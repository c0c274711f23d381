"""The trainer of the pocket atlas: where a point lies is asked, and asked again after longer and longer times.

A point has a box. One that is found goes to the next box, one that is missed to the first; a box says after how many
days it is asked again. The browser keeps {code: (box, day)} and looks all of it up here (`table`); `next_asked` says
what `web/pocket/trainer.js` must ask.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from data.atlas import Atlas

DAYS = (1, 3, 7, 21, 60)  # by box
NEAR_MM = 20  # a thumb’s breadth: a press no further from the dot has found it

Memory = Mapping[str, tuple[int, int]]  # code: its box, and the day on which it is due


def after(box: int | None, found: bool) -> int:
    """The box that a point goes to. None: it was never asked."""
    if not found:
        return 0
    return 0 if box is None else min(box + 1, len(DAYS) - 1)


def next_asked(codes: Sequence[str], memory: Memory, day: int) -> str | None:
    """What is asked now: the point that is due for longest, else the first that was never asked; None: none today."""
    due = [code for code in codes if code in memory and memory[code][1] <= day]
    if due:
        return min(due, key=lambda code: memory[code][1])
    return next((code for code in codes if code not in memory), None)


def table(atlas: Atlas) -> dict[str, Any]:
    """{codes: in the order in which they are asked first, days, near: mm, found: the next box by box}."""
    return {
        "codes": [code for code, point in atlas.points.items() if point.rule.on_drawing],
        "days": DAYS,
        "near": NEAR_MM,
        "found": [after(box, True) for box in range(len(DAYS))],
    }
