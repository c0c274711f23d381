"""What lies on the drawing of a limb, by role: plain values that the browser or `charts.screen.figure` draws.

    frame     [x0, y0, x1, y1] that is shown            chosen    the open point's code, or None
    lines     strokes under the marks                   names     whether the marks' labels are written
    marks     one column for each thing a mark has: code, label, says, symbol, colour, x, y
    hollow    plain finger cun: x, y, says              margins   al, ac (1 SD along and across, mm), axis, lean, mm
    experts   reach (2 SD of trained people)            measure   one mark's line: sx, sy (landmark), be (beside), cun
    scale     the bar: x, y, length, tick, text         pins      other marks, each on a line from fx, fy
    rings     strokes over everything                   areas     places to tap: code, name, rings, perhaps fill
    zones     the sheet of reflexology zones: url, shown, lines, names

`hollow`, `margins`, `experts` and `measure` belong to marks by their number (`of`), so that a mark takes them along
when it moves. Coordinates are view units of the side that is drawn; colours are tokens of `charts.palette`; what is
said under the mouse is plotly's small HTML. A role that is not drawn is missing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from coords.view import Point

Scene = dict[str, Any]
DECIMALS = 5


def column(values: Iterable[float | None]) -> list[float | None]:
    """Numbers as they are sent."""
    return [None if value is None else round(float(value), DECIMALS) + 0.0 for value in values]


def stroke(
    role: str, places: Iterable[Sequence[float]], colour: str, width: float, dash: str = "", says: str = ""
) -> dict[str, Any]:
    """A line through places; `says` is told under the mouse."""
    x, y = zip(*places, strict=True)
    more = {"dash": dash} if dash else {}
    return {
        "role": role,
        "x": column(x),
        "y": column(y),
        **look(colour, width),
        **more,
        **({"says": says} if says else {}),
    }


def look(colour: str, width: float) -> dict[str, Any]:
    return {"colour": colour, "width": width}


def pins(
    role: str,
    places: Sequence[Point],
    *,
    symbol: str,
    size: float | Sequence[float],
    colour: str,
    width: float,
    says: Sequence[str] = (),
    code: Sequence[str] = (),
    starts: Sequence[Point | None] = (),
    leader: dict[str, Any] | None = None,
    edge: str = "",
) -> dict[str, Any]:
    """Marks of one kind that are no points of the atlas; those with a `code` can be picked.

    Each stands on a line (`leader`: role, colour, width, dash) from its place in `starts`, where that is not None.
    """
    part: dict[str, Any] = {"role": role, "x": column(x for x, _ in places), "y": column(y for _, y in places)}
    part |= {"symbol": symbol, "size": size, **look(colour, width)}
    if starts:
        part |= {f"f{axis}": column(start and start[k] for start in starts) for k, axis in enumerate("xy")}
    given = {"says": list(says), "code": list(code), "leader": leader, "edge": edge}
    return part | {name: value for name, value in given.items() if value}
