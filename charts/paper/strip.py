"""My ruler strip: a paper ruler cut to the reader's own bones, folded lengthwise so that its fold is the edge to read.

 one face │ other face        Ticks cross the fold: every cun, and half-way. A point's name stands on the face that
ST36 ─────┼─ 13               lies on its side of the limb, with how far around to look. Where a ruler is longer
          │                   than the sheet it comes in pieces: the lower one ends in a flap for glue, and the
     ─────┼─ 12               line on the flap meets the edge of the upper one.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil

import numpy as np

from charts.drawing import INK, MM_PER_PT, SOFT, Block, Clipped, Item, Shape, Words, line, rectangle
from charts.paper.clipping import seen_in
from charts.paper.dots import Dot, symbol
from charts.paper.letters import LEADING, printable, width_mm, wrapped
from charts.paper.page import PaperError, PaperPage
from charts.paper.sheets import CARD_MM, Sheet, bank_card, check_bar, sheet_number
from charts.say import Say
from coords.printed import Hold, Ruler, RulerPoint, Stretch

FACE = 30.0  # width of one face
GAP = 5.0  # between rulers on the sheet
HEAD, FOOT = 9.0, 11.0  # of the sheet: title above, check bar below
TAB = 21.0  # above the upper end, with the title; below the lower end half of it
GLUE = 12.0
BAND = "#efe7df"
SHORTEST = 70.0  # a piece of ruler shorter than this is no use
TICK, HALF_TICK = 4.6, 2.4
NUMBER_X, LABEL_X, LABEL_END = 5.4, 10.6, 29.6
LABEL_PT, MARGIN_PT, SMALL_PT = 8.2, 6.6, 6.8


@dataclass(frozen=True)
class Piece:
    """A part of a ruler from `low` to `high` mm, to be printed in one.

    `flap`: something is glued on above it; `on_flap`: it is glued on something below it.
    """

    name: str
    items: tuple[Item, ...]
    low: float
    high: float
    flap: bool
    alt: str
    on_flap: bool = False
    flap_words: tuple[str, str] = ("", "")

    @property
    def height(self) -> float:
        return self.high - self.low + (GLUE if self.flap else 0.0)


def strip_pages(
    rulers: Sequence[Ruler], left_out: Sequence[str], sheet: Sheet, palette: Mapping[str, str], say: Say
) -> tuple[PaperPage, ...]:
    """The sheets with every ruler in pieces, a bank card's outline, and how to use it; `say` has the words.

    Raises PaperError for a sheet that is too small.
    """
    x0, y0, x1, y1 = sheet.room
    columns, tall = int((x1 - x0 + GAP) // (2 * FACE + GAP)), y1 - y0 - HEAD - FOOT
    if columns < 1 or tall < GLUE + SHORTEST + TAB:
        raise PaperError(f"A sheet of {sheet.name} is too small for a strip; take A5, A4, Letter or A3.")
    pieces = [piece for ruler in rulers for piece in _pieces(ruler, tall, palette, say)]
    pieces += _extras(left_out, tall, say)
    places, pages = _packed(pieces, columns, tall), []
    count = 1 + max(page for page, _, _ in places)
    for number in range(count):
        items: list[Item] = [
            Block((Words(x0, y1 - 4.5, say("strip.title"), 13, True),), "H1"),
            Block((sheet_number(x1, y1 - 4.5, number + 1, count, sheet.name, say),)),
        ]
        for piece, (page, column, top) in zip(pieces, places, strict=True):
            if page == number:
                middle = x0 + column * (2 * FACE + GAP) + FACE
                items.append(_printed(piece, middle, y1 - HEAD - top))
        items.append(Block(tuple(check_bar(x0, y0, say)), "Figure", say("sheet.check_alt")))
        pages.append(PaperPage(sheet.width, sheet.height, tuple(items)))
    return tuple(pages)


def _packed(pieces: Sequence[Piece], columns: int, tall: float) -> list[tuple[int, int, float]]:
    """(page, column, distance from the top) of every piece: the first column that still has room."""
    used: list[float] = []
    places = []
    for piece in pieces:
        n = next((n for n, taken in enumerate(used) if taken + piece.height <= tall + 1e-6), len(used))
        if n == len(used):
            used.append(0.0)
        places.append((n // columns, n % columns, used[n]))
        used[n] += piece.height + GAP
    return places


def _printed(piece: Piece, x: float, top: float) -> Block:
    """A piece with its fold at x and its upper edge (or that of its flap) at `top`."""
    dy = top - (GLUE if piece.flap else 0.0) - piece.high
    box = (x - FACE - 0.3, piece.low + dy - 0.15, x + FACE + 0.3, piece.high + dy + 0.15)
    inside = seen_in(piece.items, (-FACE - 1, piece.low, FACE + 1, piece.high))
    items: list[Item] = [Clipped(inside, box, x, dy)]
    if piece.on_flap:
        items.append(line(x - FACE, piece.low + dy, x + FACE, piece.low + dy, 0.15, SOFT))
    if piece.flap:
        items += _flap(x, piece.high + dy, piece.flap_words)
    return Block(tuple(items), "Figure", piece.alt)


def _flap(x: float, y: float, words: tuple[str, str]) -> list[Item]:
    """The flap above a join, and the line that the next piece is laid on."""
    stripes = [line(x - FACE + at, y, x - FACE + at + GLUE, y + GLUE, 0.1, "#b9aea8")
               for at in np.arange(4, 2 * FACE - GLUE, 6.0)]  # fmt: skip
    ground = max(width_mm(text, 7) for text in words) / 2 + 1
    return [
        *stripes,
        rectangle((x - FACE, y, x + FACE, y + GLUE), line=SOFT, width=0.15),
        rectangle((x - ground, y + 2.2, x + ground, y + 9.6), fill="#ffffff"),
        *(Words(x, y + 6.6 - 3.3 * n, text, 7, colour=SOFT, anchor="middle") for n, text in enumerate(words)),
        line(x - FACE, y, x + FACE, y, 0.3),
    ]


def _extras(left_out: Sequence[str], tall: float, say: Say) -> list[Piece]:
    """The card's outline and the words, as pieces of their own."""
    card = tuple(bank_card(-CARD_MM[1] / 2, 0, say))
    pieces = [Piece("card", card, 0, CARD_MM[0], False, say("sheet.card_alt"))]
    texts = [(say("strip.how"), True), *((say(f"strip.how_{n}"), False) for n in range(1, 6))]
    texts += [(text, False) for text in left_out]
    said: list[Item] = []
    y = 0.0
    for text, bold in texts:
        size = 10 if bold else 8
        for row in wrapped(text, 2 * FACE - 1, size, bold):
            y -= size * MM_PER_PT * LEADING
            said.append(Words(-FACE, y, row, size, bold))
        y -= 1.6
    if -y > tall:
        raise PaperError("This sheet is too small for the words that belong to a strip; take A4, Letter or A3.")
    return [*pieces, Piece("how", tuple(said), y, 0, False, "")]


# ---- one ruler


def _pieces(ruler: Ruler, tall: float, palette: Mapping[str, str], say: Say) -> list[Piece]:
    low, high = _ends(ruler)
    count = ceil(round((high - low - tall) / (tall - GLUE), 6)) + 1 if high - low > tall else 1
    joins = [low, *(_free(ruler, low + (high - low) * n / count, count, tall) for n in range(1, count)), high]
    items, found = tuple(_drawn(ruler, palette, joins, say)), []
    for n, (start, end) in enumerate(pairwise(joins)):
        words = (
            say("strip.glue", ruler=ruler.title, n=n + 1, upper=n + 2, count=count),
            say("strip.glue_line"),
        )
        alt = _alt(ruler, n + 1, count, say)
        found.append(Piece(ruler.id, items, start, end, n + 1 < count, alt, n > 0, words))
    return found[::-1]


def _alt(ruler: Ruler, n: int, count: int, say: Say) -> str:
    spans = "; ".join(say("strip.span", cun=s.cun, words=s.words) for s in ruler.stretches)
    points = ", ".join(point.code for point in ruler.points)
    if count == 1:
        return say("strip.alt", ruler=ruler.title, spans=spans, points=points)
    return say("strip.alt_piece", ruler=ruler.title, n=n, count=count, spans=spans, points=points)


def _ends(ruler: Ruler) -> tuple[float, float]:
    """Where the paper of a ruler ends."""
    return ruler.low_mm - (6 if _flush(ruler.holds[0]) else TAB * 0.55), ruler.high_mm + TAB


def _flush(hold: Hold) -> bool:
    return bool(hold.cut)


def _free(ruler: Ruler, wanted: float, count: int, tall: float) -> float:
    """A place near `wanted` to part a ruler, away from ticks and names."""
    low, high = _ends(ruler)
    slack = min(14.0, (tall - GLUE - (high - low) / count) / 2)
    busy = [s.low_mm + s.cun_mm * k / 2 for s in ruler.stretches for k in range(2 * s.cun + 1)]
    busy += [point.mm for point in ruler.points]
    near = np.arange(wanted - max(slack, 0), wanted + max(slack, 0) + 0.1, 0.25)
    return float(max(near, key=lambda y: (round(min(abs(y - b) for b in busy), 1), -abs(y - wanted))))


def _drawn(ruler: Ruler, palette: Mapping[str, str], joins: Sequence[float], say: Say) -> list[Item]:
    """A whole ruler, its fold at x = 0 and its zero at y = 0; `joins` are where it is cut."""
    low, high = _ends(ruler)
    bottom = ruler.low_mm if _flush(ruler.holds[0]) else low
    items: list[Item] = [band for stretch in ruler.stretches for band in _bands(stretch)]
    items += [
        line(-FACE, bottom, -FACE, high, 0.15, SOFT),
        line(FACE, bottom, FACE, high, 0.15, SOFT),
        line(-FACE, bottom, FACE, bottom, 0.15, SOFT),
        line(-FACE, high, FACE, high, 0.15, SOFT),
        line(0, bottom, 0, high, 0.18, SOFT, dash=(2.4, 1.2)),
        Words(-0.9, high - 6.5, say("strip.fold"), SMALL_PT, colour=SOFT, angle=90),
    ]
    for stretch in ruler.stretches:
        items += _ticks(stretch)
    items += _edges(ruler, joins, say)
    for hold in ruler.holds:
        items += _hold(ruler, hold, say)
    for face in (0, 1):
        items += _names([p for p in ruler.points if p.face == face], face, ruler, palette)
    title = f"{ruler.title} {len(joins) - 1}" if len(joins) > 2 else ruler.title  # the uppermost of several pieces
    items.append(Words(-FACE + 2, high - 5.2, title, 11, True))
    for face, x in ((0, -FACE + 2), (1, 3.0)):
        rows = wrapped(ruler.faces[face], FACE - 4.5, 7.2, True)
        y = high - (9.2 if face == 0 else 5.2)
        items += [Words(x, y - 3.1 * n, row, 7.2, True, SOFT) for n, row in enumerate(rows)]
    return items


def _bands(stretch: Stretch) -> list[Item]:
    """Every other cun tinted along the fold, as on a levelling staff."""
    low, one = stretch.low_mm, stretch.cun_mm
    return [rectangle((-TICK, low + k * one, TICK, low + (k + 1) * one), fill=BAND) for k in range(0, stretch.cun, 2)]


def _ticks(stretch: Stretch) -> list[Item]:
    items: list[Item] = []
    for k in range(stretch.cun + 1):
        y = stretch.low_mm + k * stretch.cun_mm
        items.append(line(-TICK, y, TICK, y, 0.28))
        if k < stretch.cun:
            half = y + stretch.cun_mm / 2
            items.append(line(-HALF_TICK, half, HALF_TICK, half, 0.16))
        number = stretch.cun - k if stretch.down else k
        if stretch.down and number == 0:
            continue  # the zero of the stretch above
        for face in (-1, 1):
            anchor = "start" if face > 0 else "end"
            shift = 0.9 if k == 0 else -3.3 if k == stretch.cun else -1.0  # beside the thick line, not on it
            items.append(Words(face * NUMBER_X, y + shift, str(number), 8.6, True, anchor=anchor))
    return items


def _edges(ruler: Ruler, joins: Sequence[float], say: Say) -> list[Item]:
    """Along the outer edge: what was measured, and one cun of it; on one piece, and beside no long name."""
    items: list[Item] = []
    busy = [*joins, *(point.mm for point in ruler.points if point.face == 0 and len(point.code) > 5)]
    for stretch in ruler.stretches:
        room = stretch.high_mm - stretch.low_mm - 6
        said = _of_stretch(stretch, say)
        text = next((one for one in map(printable, said) if width_mm(one, SMALL_PT) <= room), "")
        long = width_mm(text, SMALL_PT)
        starts = np.arange(stretch.low_mm + 3, stretch.high_mm - long - 3, 1.0)
        free = [y for y in starts if not any(y - 5 < taken < y + long + 5 for taken in busy)]
        start = float((free or [stretch.low_mm + 3])[0])
        items.append(Words(-FACE + 2.4, start, text, SMALL_PT, colour=SOFT, angle=90))
    return items


def _of_stretch(stretch: Stretch, say: Say) -> tuple[str, ...]:
    """What may stand along a stretch, the longest first."""
    slots = {"mm": f"{stretch.high_mm - stretch.low_mm:.1f}", "cun": f"{stretch.cun_mm:.1f}"}
    told = stretch.words, stretch.known
    if stretch.plus_minus_mm is None:
        sure = (say("strip.edge", words=words, **slots) for words in told)
        return (*sure, say("strip.edge_short", **slots), say("strip.edge_length", **slots))
    slots |= {"off": f"{stretch.plus_minus_mm / 10:.1f}"}
    doubted = (say("strip.edge_doubt", words=words, **slots) for words in told)
    short = (say(f"strip.edge_{name}", **slots) for name in ("short_doubt", "length_doubt", "length"))
    return (*doubted, *short)


def _hold(ruler: Ruler, hold: Hold, say: Say) -> list[Item]:
    """The thick line to hold on the body, with its words on the paper beyond it."""
    y, wide = hold.mm, FACE - 4.5
    items: list[Item] = [line(-FACE, y, FACE, y, 0.6)]
    for side in (-1, 1):
        tip = np.array([(side * FACE, y - 1.5), (side * FACE, y + 1.5), (side * (FACE - 2.6), y)])
        items.append(Shape((tip,), fill=INK))
    upper, lower = hold.mm == ruler.high_mm, hold.mm == ruler.low_mm
    if lower and _flush(hold):
        return [*items, Words(0, y - 3.6, hold.cut, 7.2, anchor="middle")]
    for side in (-1, 1) if upper or lower else (-1,):
        rows = wrapped(say("strip.hold", place=hold.words), wide if upper or lower else 14, 7.2)
        x = -FACE + 2 if side < 0 else 3.0
        if not (upper or lower):
            x = -LABEL_X - 15
        first = y + 2.0 + 3.1 * (len(rows) - 1) if upper else y - 4.2
        items += [Words(x, first - 3.1 * n, row, 7.2) for n, row in enumerate(rows)]
    return items


def spread(wanted: Sequence[float], apart: float, low: float, high: float) -> list[float]:
    """Places near the `wanted` ones (in rising order) that keep `apart`, between `low` and `high` if there is room."""
    groups: list[list[float]] = []  # sum of (wanted − offset), count
    for n, y in enumerate(wanted):
        groups.append([y - n * apart, 1])
        while len(groups) > 1 and groups[-2][0] / groups[-2][1] > groups[-1][0] / groups[-1][1]:
            total, count = groups.pop()
            groups[-1][0] += total
            groups[-1][1] += count
    starts = [total / count for total, count in groups for _ in range(int(count))]
    last = max(high - (len(starts) - 1) * apart, low)
    return [min(max(start, low), last) + n * apart for n, start in enumerate(starts)]


def _names(points: Sequence[RulerPoint], face: int, ruler: Ruler, palette: Mapping[str, str]) -> list[Item]:
    ordered = sorted(points, key=lambda point: (point.mm, point.code))
    wanted = [_beside_line(point.mm, ruler) for point in ordered]
    places = spread(wanted, 3.7, ruler.low_mm + 2.2, ruler.high_mm - 2.2)
    sign, items = (-1 if face == 0 else 1), []
    anchor = "start" if sign > 0 else "end"
    for point, y in zip(ordered, places, strict=True):
        colour = palette[point.meridian]
        elbow = np.array([(sign * (NUMBER_X + 3.4), point.mm), (sign * (LABEL_X - 0.9), y)])
        tick = np.array([(0, point.mm), (sign * (HALF_TICK + 0.8), point.mm)])
        items.append(Shape((tick,), closed=False, line=colour, width=0.5))
        items.append(Shape((elbow,), closed=False, line=colour, width=0.18))
        items += symbol(Dot(sign * LABEL_X, y, "", point.meridian, colour), 0.85)
        text, x = f"{'~' if point.about else ''}{point.code}", LABEL_X + 1.4
        items.append(Words(sign * x, y - 1.0, text, LABEL_PT, True, colour, anchor))
        margin = f"±{np.ceil(round(point.plus_minus_mm, 6)) / 10:.1f}"
        x += width_mm(text, LABEL_PT, True) + 0.7
        if x + width_mm(margin, MARGIN_PT) <= LABEL_END:
            items.append(Words(sign * x, y - 0.9, margin, MARGIN_PT, colour=SOFT, anchor=anchor))
    return items


def _beside_line(mm: float, ruler: Ruler) -> float:
    """A name's height, moved off the thick lines."""
    for hold in ruler.holds:
        if abs(mm - hold.mm) < 2.4:
            return hold.mm - 2.4 if hold.mm == ruler.high_mm else hold.mm + 2.4
    return mm
