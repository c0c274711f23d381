"""Parts of a page of words: paragraphs, tinted boxes, a QR code. Each knows its height before it is set."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache

import numpy as np
import segno

from charts.drawing import INK, MM_PER_PT, Block, Item, Shape, Words, rounded
from charts.paper.letters import LEADING, RISE, printable, width_mm, wrapped

TINT, RULE = "#f6efe8", "#d8ccc2"
AIR = 0.6  # between the paragraphs of a box
QUIET = 4  # white border of a code, in modules


@dataclass(frozen=True, eq=False)
class Flowable:
    """Something of a known height that is set at (x, top)."""

    height: float
    set: Callable[[float, float], list[Item]]


def paragraph(
    text: str, width: float, size: float, bold: bool = False, colour: str = INK, role: str = "P",
    leading: float = LEADING,
) -> Flowable:  # fmt: skip
    """A text in lines that fit into `width` mm."""
    rows = wrapped(text, width, size, bold)
    step = size * MM_PER_PT * leading

    def put(x: float, top: float) -> list[Item]:
        first = top - size * MM_PER_PT * RISE
        words = (Words(x, first - n * step, row, size, bold, colour) for n, row in enumerate(rows))
        return [Block(tuple(words), role)]

    return Flowable(len(rows) * step, put)


def led_paragraph(lead: str, text: str, width: float, size: float, leading: float = LEADING) -> Flowable:
    """A paragraph that begins with a bold `lead`."""
    runs = [(word, bold) for said, bold in ((lead, True), (text, False)) for word in printable(said).split(" ")]
    space, step = width_mm(" ", size), size * MM_PER_PT * leading
    rows: list[list[tuple[float, str, bool]]] = [[]]
    x = 0.0
    for word, bold in runs:
        long = width_mm(word, size, bold)
        if rows[-1] and x + long > width:
            rows.append([])
            x = 0.0
        rows[-1].append((x, word, bold))
        x += long + space

    def put(left: float, top: float) -> list[Item]:
        first = top - size * MM_PER_PT * RISE
        words: list[Item] = []
        for n, row in enumerate(rows):
            for bold in (True, False):
                same = [(at, word) for at, word, heavy in row if heavy == bold]
                if same:
                    told = " ".join(word for _, word in same)
                    words.append(Words(left + same[0][0], first - n * step, told, size, bold))
        return [Block(tuple(words), "P")]

    return Flowable(len(rows) * step, put)


def tall(parts: Sequence[Flowable]) -> float:
    """Height of parts under each other in a box."""
    return sum(part.height + AIR for part in parts)


def filled(parts: Sequence[Flowable], columns: int, room: float, every: bool = False) -> list[list[Flowable]]:
    """As many of the parts as go into columns of the height `room`, in order, the columns about equally tall.

    With `every`, all of them or none.
    """
    taken = list(parts)
    while taken:
        for goal in np.linspace(tall(taken) / columns, room, 60):
            shares: list[list[Flowable]] = [[]]
            high, highest = 0.0, 0.0
            for part in taken:
                high += part.height + AIR
                if shares[-1] and high > goal + 1e-6:
                    shares.append([])
                    high = part.height + AIR
                shares[-1].append(part)
                highest = max(highest, high)
            if len(shares) <= columns and highest <= room:
                return shares
        if every:
            break
        taken.pop()
    return []


def boxed(head: Flowable | None, shares: Sequence[Sequence[Flowable]], wide: float, width: float) -> Flowable:
    """Columns of parts, each `wide`, in a tinted box with a heading."""
    top_high = head.height if head else 0.0
    high = top_high + max(tall(share) for share in shares) + 3.4

    def put(x: float, top: float) -> list[Item]:
        items: list[Item] = [rounded((x, top - high, x + width, top), 1.5, fill=TINT, line=RULE, width=0.2)]
        items += head.set(x + 3, top - 2.0) if head else []
        for n, share in enumerate(shares):
            y = top - 2.0 - top_high
            for part in share:
                items += part.set(x + 3 + n * (wide + 5), y)
                y -= part.height + AIR
        return items

    return Flowable(high, put)


@lru_cache(maxsize=16)  # a page is tried in several sizes
def _modules(link: str) -> np.ndarray:
    """Which squares of the code are dark, (n, n)."""
    return np.array([list(row) for row in segno.make(link, error="m", micro=False).matrix], bool)


def qr(link: str, x: float, y: float, width: float, alt: str) -> Block:
    """The code of an address with its quiet border, (x, y) being its lower left corner."""
    modules = _modules(link)
    one = width / (len(modules) + 2 * QUIET)
    squares = []
    for row, cells in enumerate(modules):
        top = y + width - (QUIET + row) * one
        edges = np.flatnonzero(np.diff(np.r_[False, cells, False]))
        for start, end in edges.reshape(-1, 2):
            left, right = x + (QUIET + start) * one, x + (QUIET + end) * one
            squares.append(np.array([(left, top - one), (right, top - one), (right, top), (left, top)]))
    return Block((Shape(tuple(squares), fill="#000000"),), "Figure", alt)
