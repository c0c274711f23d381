"""My foot, life size: soles and tops to stand on.

Seen from above, as the print lies on the floor: the left foot on the left, big toes toward the middle. The marks of a
sole are drawn where they lie under the foot, so the drawing of the sole is turned over.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from types import MappingProxyType

import numpy as np

from charts.drawing import INK, SOFT, Block, Box, Clipped, Item, Placed, Still, Words, line, rectangle
from charts.paper.areas import NamedArea, zone_names, zone_shapes
from charts.paper.clipping import bounds, seen_in
from charts.paper.dots import Dot, margins, moved, named, symbol
from charts.paper.letters import printable, width_mm, wrapped
from charts.paper.page import PaperError, PaperPage
from charts.paper.plate_file import still_of
from charts.paper.sheets import CHECK_MM, Sheet
from charts.paper.top import top_document
from charts.plate.plate import Warmth, skin_of
from charts.say import Say
from coords.mark import Mark
from coords.region import ellipse_outline
from coords.side import Side
from coords.surface import Skin

KINDS = ("sole", "top")
GLUE = 12.0
ASIDE = 19.0  # room for the measuring line, its words and the check bar beside a foot
AIR = 1.0
NAME_PT = 11.0
DOT_MM = 1.7
REGION = "#1d4f91"
SHORTEST = 60.0


@dataclass(frozen=True, eq=False)
class Footprint:
    """One foot as it lies on the floor. `still` and everything else in view units as printed; `foot_mm` per unit."""

    kind: str  # "sole" or "top"
    side: str
    still: Still
    outline: np.ndarray
    foot_mm: float
    dots: tuple[Dot, ...]
    zones: tuple[NamedArea, ...]

    @property
    def box(self) -> Box:
        """The foot in mm, the heel's middle at (0, 0)."""
        x0, y0 = self.outline.min(axis=0) * self.foot_mm
        x1, y1 = self.outline.max(axis=0) * self.foot_mm
        return (float(x0), float(y0), float(x1), float(y1))


def footprint(
    kind: str,
    side: str,
    still: Still,
    outline: np.ndarray,
    foot_mm: float,
    marks: Sequence[Mark],
    palette: Mapping[str, str],
    names: Mapping[str, str] = MappingProxyType({}),
    zones: Sequence[NamedArea] = (),
) -> Footprint:
    """A foot for `sole_pages`.

    `marks` are in units of their view on `side`; `still` and `outline` are as printed: for a sole the drawing of the
    *other* side, because it is seen through the foot. `names` are second lines for the names of marks, by code.
    """
    flip = np.array([-1.0 if kind == "sole" else 1.0, 1.0])
    dots: list[Dot] = []
    for mark in marks:
        place = mark.place
        label = "" if any(dot.label == mark.label for dot in dots) else mark.label  # a set of spots is named once
        x, y = np.array(place.xy) * flip * foot_mm
        ring = ellipse_outline(place.xy, place.margin, place.mm_per_unit, place.axis, 0.95) * flip * foot_mm
        more = printable(names.get(mark.code, "")) if label else ""
        dots.append(Dot(float(x), float(y), label, mark.meridian, palette[mark.meridian], ring, more))
    turn = np.array([-1.0 if side == "right" else 1.0, 1.0])  # zones are stored for the right sole, seen from below
    turned = tuple(
        NamedArea(zone.name, tuple(np.asarray(ring) * turn * foot_mm for ring in zone.rings), zone.colour)
        for zone in zones
    )
    return Footprint(kind, side, still, outline, foot_mm, tuple(dots), turned)


def both_feet(
    documents: Mapping[str, Mapping],
    skin: Skin,
    foot_mm: float,
    marks: Callable[[str, bool], Sequence[Mark]],
    palette: Mapping[str, str],
    *,
    ankle: Sequence[Sequence[float]] = (),
    names: Mapping[str, str] = MappingProxyType({}),
    zones: Callable[[str], Sequence[NamedArea]] = lambda side: (),
    warmth: Sequence[Warmth] = (),
    relief: Callable[[str], bytes] | None = None,
    kinds: Sequence[str] = KINDS,
) -> list[Footprint]:
    """Soles and tops of both feet. `marks` gives those of a side, of the top or not; `zones` those of a side's sole.

    `relief`: the light and shade of the sole, drawn for a side, as PNG.
    """
    sole, found = documents["foot_sole"], []
    for kind in kinds:
        if kind not in KINDS:
            raise PaperError(f"There is no part {kind!r} of a foot to print; there are {' and '.join(KINDS)}.")
        drawing = sole if kind == "sole" else top_document(documents["foot_dorsum"], sole, skin, ankle)
        for side in ("left", "right"):
            drawn = Side(side).opposite.name if kind == "sole" else side
            shading = relief(drawn) if relief and kind == "sole" else None
            still = still_of(drawing, drawn, palette, warmth=warmth if kind == "sole" else (), relief=shading)
            areas = zones(side) if kind == "sole" else ()
            outline = skin_of(dict(drawing), drawn)
            shown = marks(side, kind == "top")
            found.append(footprint(kind, side, still, outline, foot_mm, shown, palette, names, areas))
    return found


def sole_pages(prints: Sequence[Footprint], sheet: Sheet, say: Say) -> tuple[PaperPage, ...]:
    """The sheets: both feet side by side where they fit, else a foot a sheet, else a foot in two or more pieces.

    Prints of one kind come left foot first; `say` has the words. Raises PaperError for a sheet that is too small.
    """
    pages: list[PaperPage] = []
    kinds = dict.fromkeys(foot.kind for foot in prints)
    for kind in kinds:
        feet = sorted((foot for foot in prints if foot.kind == kind), key=lambda foot: foot.side)
        whole = next((s for s in (sheet, sheet.turned()) if _fits(feet, s)), None)
        if whole is not None and len(feet) > 1:
            pages.append(_together(feet, whole, say))
            continue
        for foot in feet:
            single = next((s for s in (sheet, sheet.turned()) if _fits([foot], s)), None)
            pages += [_together([foot], single, say)] if single else _in_pieces(foot, sheet, say)
    return tuple(pages)


def _needed(foot: Footprint) -> float:
    x0, _, x1, _ = foot.box
    return x1 - x0 + 2 * AIR + ASIDE


def _fits(feet: Sequence[Footprint], sheet: Sheet) -> bool:
    x0, y0, x1, y1 = sheet.room
    tallest = max(foot.box[3] - foot.box[1] for foot in feet)
    gap = 8.0 * (len(feet) - 1)
    return sum(_needed(foot) for foot in feet) + gap <= x1 - x0 and tallest + 2 * AIR <= y1 - y0


def _together(feet: Sequence[Footprint], sheet: Sheet, say: Say) -> PaperPage:
    """One page with one foot, or with both."""
    x0, y0, x1, y1 = sheet.room
    part = (x1 - x0) / len(feet)
    items: list[Item] = []
    for n, foot in enumerate(feet):
        room = (x0 + n * part, y0, x0 + (n + 1) * part, y1)
        items += _foot(foot, room, _heel(foot, room, y0 + (y1 - y0 - foot.box[3] + foot.box[1]) / 2), say)
    return PaperPage(sheet.width, sheet.height, tuple(items))


def _heel(foot: Footprint, room: Box, low: float) -> tuple[float, float]:
    """Where (0, 0) of a foot comes to lie: in the middle of the room, the measuring line on its outer side."""
    x0, _, x1, _ = foot.box
    aside = -ASIDE / 2 * Side(foot.side).mirror
    return ((room[0] + room[2] - x0 - x1) / 2 + aside, low - foot.box[1])


def _in_pieces(foot: Footprint, sheet: Sheet, say: Say) -> list[PaperPage]:
    """A foot longer than the sheet, from the toes down; each piece but the first ends in a flap."""
    x0, y0, x1, y1 = sheet.room
    tall = y1 - y0 - GLUE
    if _needed(foot) > x1 - x0 or tall < SHORTEST:
        wide = _needed(foot) + 2 * x0
        raise PaperError(
            f"A sheet of {sheet.name} is too small for a foot of {foot.foot_mm / 10:.1f} cm: it must be at least "
            f"{np.ceil(wide):.0f} mm wide; take A4, Letter or A3."
        )
    around = [float(y) for dot in foot.dots for y in np.asarray(dot.margin).reshape(-1, 2)[:, 1]]
    low, high = min(foot.box[1], *around) - 2 * AIR, max(foot.box[3], *around) + 2 * AIR
    count = int(np.ceil((high - low) / tall))
    joins = _joins(foot, sheet, low, high, count, tall, say)
    pages = []
    for n in range(count)[::-1]:
        bottom, top = joins[n], joins[n + 1]
        flap = n + 1 < count
        room = (x0, y0, x1, y0 + top - bottom + (GLUE if flap else 0))
        heel = _heel(foot, room, 0.0)
        heel = (heel[0], y0 - bottom)
        seen = (x0, y0, x1, y0 + top - bottom)
        whole = (x0, heel[1] + low, x1, heel[1] + high)
        drawn = _foot(foot, whole, heel, say, joins[1])
        said = say("sole.alt_piece", foot=_alt(foot, say), n=n + 1, count=count)
        items: list[Item] = [Block((Clipped(seen_in(_plain(drawn), seen), seen),), "Figure", said)]
        if flap:
            items += _flap(x0, y0 + top - bottom, x1, say)
        if n > 0:
            items.append(line(x0, y0, x1, y0, 0.15, SOFT))
            items.append(Words(x1, y0 - 3.2, say("sole.cut"), 6.5, colour=SOFT, anchor="end"))
        words = say(f"sole.piece_{foot.kind}_{foot.side}", n=n + 1, count=count, sheet=sheet.name)
        items.append(Words(x0, y0 - 3.2, words, 6.5, colour=SOFT))
        pages.append(PaperPage(sheet.width, sheet.height, tuple(items)))
    return pages


def _joins(foot: Footprint, sheet: Sheet, low: float, high: float, count: int, tall: float, say: Say) -> list[float]:
    """Heights above the heel where a foot is parted, both ends among them: near even parts, off names and marks."""
    x0, _, x1, _ = sheet.room
    even = [low + (high - low) * n / count for n in range(count + 1)]
    slack = min(16.0, (tall - (high - low) / count) / 2)
    heel = _heel(foot, (x0, low, x1, high), 0.0)
    drawn = seen_in(_plain(_foot(foot, (x0, low, x1, high), (heel[0], 0.0), say, even[1] - slack)), (x0, low, x1, high))
    upright = [item for item in drawn if isinstance(item, Words) and not item.angle]
    busy = [(box[1], box[3]) for item in upright if (box := bounds(item))]
    busy += [(dot.y - 1.5 * DOT_MM, dot.y + 1.5 * DOT_MM) for dot in foot.dots]

    def free(y: float) -> tuple[float, float]:
        away = min((max(bottom - y, y - top) for bottom, top in busy), default=3.0)
        return min(round(away, 1), 2.0), -abs(y - wanted)

    parts = [low]
    for wanted in even[1:-1]:
        parts.append(max(map(float, np.arange(wanted - slack, wanted + slack + 0.1, 0.5)), key=free))
    return [*parts, high]


def _flap(x0: float, y: float, x1: float, say: Say) -> list[Item]:
    stripes = [line(x, y, x + GLUE, y + GLUE, 0.1, "#cfc6c0") for x in np.arange(x0 + 4, x1 - GLUE, 9.0)]
    middle = (x0 + x1) / 2
    return [
        *stripes,
        rectangle((middle - 47, y + 3.4, middle + 47, y + 8.6), fill="#ffffff"),
        Words(middle, y + 5, say("sole.glue"), 8, False, SOFT, "middle"),
        line(x0, y, x1, y, 0.3),
    ]


def _plain(items: Sequence[Item]) -> list[Item]:
    """The items without their blocks: they become one figure."""
    return [inner for item in items for inner in (item.items if isinstance(item, Block) else (item,))]


def _alt(foot: Footprint, say: Say) -> str:
    names = ", ".join(dict.fromkeys(dot.label for dot in foot.dots if dot.label))
    return say(f"sole.alt_{foot.kind}_{foot.side}", cm=f"{foot.foot_mm / 10:.1f}", points=names)


def _foot(foot: Footprint, room: Box, heel: tuple[float, float], say: Say, words_below: float = np.inf) -> list[Item]:
    """A foot with (0, 0) at `heel`, its names, its measuring line and the check bar, within `room`.

    `words_below` is the height, counted from the heel, that the words beside the line must not cross.
    """
    hx, hy = heel
    dots = [replace(dot, x=dot.x + hx, y=dot.y + hy, margin=moved(dot.margin, hx, hy)) for dot in foot.dots]
    items: list[Item] = [Placed(foot.still, hx, hy, foot.foot_mm)]
    x0, _, x1, _ = foot.box
    outer = Side(foot.side).mirror
    beside = (x0 if outer < 0 else x1) + hx + outer * (AIR + 4.0)
    title = _title(foot, beside - outer * 2.5, hy + foot.foot_mm - 5, outer, say)
    widest = max(width_mm(words.text, words.size, words.bold) for words in title)
    edge = title[0].x
    corner = (min(edge, edge - outer * widest), title[-1].y - 2, max(edge, edge - outer * widest), title[0].y + 6)
    inside = (beside + 1.5, room[1], room[2], room[3]) if outer < 0 else (room[0], room[1], beside - 1.5, room[3])
    names = named(dots, NAME_PT, DOT_MM, inside, taken=(corner,))
    words = [box for item in names if isinstance(item, Words) and (box := bounds(item))]
    marks = [(dot.x - DOT_MM, dot.y - DOT_MM, dot.x + DOT_MM, dot.y + DOT_MM) for dot in dots]
    items += zone_shapes(foot.zones, hx, hy)
    items += zone_names(foot.zones, hx, hy, inside, [corner, *words, *marks])
    items += margins(dots, REGION, 0.0 if foot.zones else 0.13)
    for dot in dots:
        items += symbol(dot, DOT_MM)
    items += names
    return [
        Block(tuple(title), "H1"),
        Block(tuple(items), "Figure", _alt(foot, say)),
        Block(tuple(_measure(foot, beside, hy, outer, words_below, say))),
        Block(tuple(_upright_bar(beside, hy + 6, outer, say)), "Figure", say("sheet.check_alt")),
    ]


def _measure(foot: Footprint, x: float, y: float, outer: int, words_below: float, say: Say) -> list[Item]:
    """The length of the foot as a line beside it, and what the drawing is for."""
    top = y + foot.foot_mm
    about = say(f"sole.zoned_{foot.kind}" if foot.zones else f"sole.about_{foot.kind}")
    text = say("sole.measured", cm=f"{foot.foot_mm / 10:.1f}", about=about)
    rows = wrapped(text, max(min(foot.foot_mm, words_below) - CHECK_MM - 16, 40), 7.5)
    start = y + CHECK_MM + 12
    if outer < 0:
        said = [Words(x - 1.4 - 3.2 * (len(rows) - 1 - n), start, row, 7.5, colour=SOFT, angle=90)
                for n, row in enumerate(rows)]  # fmt: skip
    else:
        said = [Words(x + 3.4 + 3.2 * n, start, row, 7.5, colour=SOFT, angle=90) for n, row in enumerate(rows)]
    ends = [line(x - 1.8, height, x + 1.8, height, 0.25) for height in (y, top)]
    return [line(x, y, x, top, 0.25), *ends, *said]


def _title(foot: Footprint, x: float, y: float, outer: int, say: Say) -> list[Words]:
    """The name of the foot in the corner that its small toes leave free."""
    anchor = "start" if outer < 0 else "end"
    what, side = say(f"sole.kind_{foot.kind}"), say(f"sole.side_{foot.side}")
    return [Words(x, y, side, 18, True, INK, anchor), Words(x, y - 6, what, 12, False, INK, anchor)]


def _upright_bar(x: float, y: float, outer: int, say: Say) -> list[Item]:
    """The check bar, standing beside the heel."""
    x += outer * 3.4
    ticks = [line(x, y + mm, x - outer * (1.2 if 0 < mm < CHECK_MM else 2.0), y + mm) for mm in range(0, 51, 10)]
    words = Words(x + (-1.0 if outer < 0 else 2.8), y, say("sheet.check_short"), 6.5, colour=SOFT, angle=90)
    return [line(x, y, x, y + CHECK_MM, 0.3), *ticks, words]
