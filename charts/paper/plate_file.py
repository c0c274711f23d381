"""A view as a file: its drawing with the points of this reader, and a bar that tells the size of this reader's limb."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import ArrayLike

from charts.drawing import SOFT, Block, Box, Item, Placed, Shape, Still, Words, line
from charts.paper.areas import ZONE_PT, NamedArea, zone_names, zone_shapes
from charts.paper.clipping import bounds
from charts.paper.dots import Dot, margins, moved, named, symbol
from charts.paper.engraving import engraved
from charts.paper.page import PaperError, PaperPage
from charts.plate.plate import Warmth, plate, skin_of
from charts.screen.limb import NICE_CM
from coords.mark import Mark
from coords.region import ellipse_outline

REGION = "#1d4f91"
SOFT_FILL = 0.2  # of a zone on a drawing
BAR_MM = 6.0  # room for the scale bar below a drawing
Run = tuple[str, Sequence[tuple[float, float]]]  # meridian, places in view units
NARROWEST, WIDEST = 20.0, 3000.0  # mm


def still_of(
    document: Mapping[str, Any],
    side: str,
    palette: Mapping[str, str],
    *,
    bones: bool = False,
    warmth: Iterable[Warmth] = (),
    relief: bytes | None = None,
) -> Still:
    """The drawing of a view (parsed GeoJSON) for `side`; `relief` is its light and shade as PNG."""
    still = engraved(plate(dict(document), side, bones=bones, warmth=warmth, relief=relief), palette)
    return replace(still, contour=skin_of(dict(document), side))


def dots_of(
    marks: Sequence[Mark], palette: Mapping[str, str], origin: tuple[float, float], mm_per_unit: float,
    with_margins: bool = True,
) -> list[Dot]:  # fmt: skip
    """The marks in mm on paper, the drawing's (0, 0) lying at `origin`; a set of spots is named once."""
    dots: list[Dot] = []
    for mark in marks:
        place = mark.place
        x, y = origin[0] + place.xy[0] * mm_per_unit, origin[1] + place.xy[1] * mm_per_unit
        ring = ()
        if with_margins:
            outline = ellipse_outline(place.xy, place.margin, place.mm_per_unit, place.axis, 0.95)
            ring = moved(outline * mm_per_unit, *origin)
        label = "" if any(dot.label == mark.label for dot in dots) else mark.label
        dots.append(Dot(x, y, label, mark.meridian, palette[mark.meridian], ring))
    return dots


def picture(
    still: Still,
    frame: Box,
    marks: Sequence[Mark],
    palette: Mapping[str, str],
    box: Box,
    *,
    body_mm_per_unit: float,
    alt: str,
    owner: str,
    name_pt: float = 8.0,
    dot_mm: float = 1.1,
    with_margins: bool = True,
    runs: Sequence[Run] = (),
    zones: Sequence[NamedArea] = (),
) -> Block:
    """The part `frame` of a drawing in `box` (mm), as large as it fits, with marks and names; below it a scale bar.

    The zones, in view units of this side, lie under the marks as soft areas.
    """
    x0, y0, x1, y1 = frame
    box = (box[0], box[1] + BAR_MM, box[2], box[3])
    per_unit = min((box[2] - box[0]) / (x1 - x0), (box[3] - box[1]) / (y1 - y0))
    left = (box[0] + box[2] - per_unit * (x1 - x0)) / 2
    low = (box[1] + box[3] - per_unit * (y1 - y0)) / 2
    origin = (left - x0 * per_unit, low - y0 * per_unit)
    seen = (left, low, left + per_unit * (x1 - x0), low + per_unit * (y1 - y0))
    inside = [m for m in marks if x0 <= m.place.xy[0] <= x1 and y0 <= m.place.xy[1] <= y1]
    dots = dots_of(inside, palette, origin, per_unit, with_margins)
    items: list[Item] = [Placed(still, *origin, per_unit, seen)]
    for meridian, places in runs:
        path = moved([(x * per_unit, y * per_unit) for x, y in places], *origin)
        items.append(Shape((path,), closed=False, line=palette[meridian], width=0.3))
    areas = [replace(zone, rings=tuple(ring * per_unit for ring in zone.rings)) for zone in zones]
    items += zone_shapes(areas, *origin, SOFT_FILL)
    items += margins(dots, REGION, 0.0 if areas else 0.13)
    for dot in dots:
        items += symbol(dot, dot_mm)
    under, most, size = box[1] - BAR_MM + 1.5, (seen[2] - seen[0]) * 0.45, max(6.5, name_pt * 0.76)
    items += _scale_bar(seen[0] + 1, under, body_mm_per_unit / per_unit, most, owner, size)
    lines = [*(places for _, places in runs), still.contour]
    names = named(dots, name_pt, dot_mm, box, taken=_along(lines, origin, per_unit))
    marked = [(dot.x - dot_mm, dot.y - dot_mm, dot.x + dot_mm, dot.y + dot_mm) for dot in dots]
    worded = [around for item in names if isinstance(item, Words) and (around := bounds(item))]
    items += zone_names(areas, *origin, box, [*marked, *worded], max(name_pt * 0.8, ZONE_PT)) + names
    return Block(tuple(items), "Figure", alt)


def _along(lines: Iterable[ArrayLike], origin: tuple[float, float], mm_per_unit: float) -> list[Box]:
    """Small boxes along the lines of the meridians and the contour, so that no name stands on one."""
    boxes: list[Box] = []
    for places in lines:
        path = moved(np.asarray(places, float) * mm_per_unit, *origin)
        for start, end in pairwise(path):
            for part in np.linspace(0, 1, max(int(np.hypot(*(end - start)) / 1.5), 2)):
                x, y = start + part * (end - start)
                boxes.append((float(x) - 0.3, float(y) - 0.3, float(x) + 0.3, float(y) + 0.3))
    return boxes


def _scale_bar(x: float, y: float, body_mm: float, most: float, owner: str, size: float) -> list[Item]:
    """A bar of whole centimetres of the body of `owner`, `body_mm` of which are one mm of paper."""
    cm = max((c for c in NICE_CM if c * 10 / body_mm <= most), default=NICE_CM[0])
    long = cm * 10 / body_mm
    return [
        line(x, y, x + long, y, 0.3),
        line(x, y - 0.7, x, y + 0.7, 0.3),
        line(x + long, y - 0.7, x + long, y + 0.7, 0.3),
        Words(x, y + 1.4, f"{cm} cm {owner}", size, colour=SOFT),
    ]


def plate_page(
    still: Still,
    frame: Box,
    marks: Sequence[Mark],
    palette: Mapping[str, str],
    *,
    body_mm_per_unit: float,
    alt: str,
    owner: str,
    width_mm: float | None = None,
    with_margins: bool = False,
    runs: Sequence[Run] = (),
) -> PaperPage:
    """A page just as large as the drawing: `width_mm` wide, or life size when that is None."""
    x0, y0, x1, y1 = frame
    width = width_mm if width_mm is not None else (x1 - x0) * body_mm_per_unit
    if not NARROWEST <= width <= WIDEST:
        raise PaperError(f"A plate {width:g} mm wide cannot be made; it can be {NARROWEST:g} to {WIDEST:g} mm wide.")
    height = width * (y1 - y0) / (x1 - x0) + BAR_MM
    size = min(max(width / 22, 5.0), 11.0)
    block = picture(
        still, frame, marks, palette, (0, 0, width, height), body_mm_per_unit=body_mm_per_unit, alt=alt, owner=owner,
        name_pt=size, dot_mm=size / 7, with_margins=with_margins, runs=runs,
    )  # fmt: skip
    return PaperPage(width, height, (block,))
