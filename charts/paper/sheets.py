"""Sheets of paper: their sizes, what a printer can reach, and the marks that prove a print has its true size."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from charts.drawing import INK, SOFT, Box, Item, Words, line, rounded
from charts.paper.page import PaperError
from charts.say import Say

EDGE_MM = 10.0  # what printers leave white
CHECK_MM = 50.0
CARD_MM = (85.60, 53.98)  # a bank card, ISO/IEC 7810 ID-1
CARD_CORNER_MM = 3.18
_OWN = re.compile(r"(\d+(?:\.\d+)?)\s*(?:mm)?\s*[x×]\s*(\d+(?:\.\d+)?)\s*mm", re.IGNORECASE)


@dataclass(frozen=True)
class Sheet:
    """A sheet, upright, in mm."""

    name: str
    width: float
    height: float

    @property
    def room(self) -> Box:
        """What can be printed on."""
        return (EDGE_MM, EDGE_MM, self.width - EDGE_MM, self.height - EDGE_MM)

    def turned(self) -> Sheet:
        """The same sheet lying on its long side."""
        return replace(self, width=self.height, height=self.width)


SHEETS = {
    sheet.name: sheet
    for sheet in (
        Sheet("A4", 210, 297), Sheet("Letter", 215.9, 279.4), Sheet("A3", 297, 420), Sheet("Legal", 215.9, 355.6),
        Sheet("Tabloid", 279.4, 431.8), Sheet("A5", 148, 210), Sheet("A6", 105, 148),
    )
}  # fmt: skip


def sheet_named(name: str) -> Sheet:
    """A sheet by its name, or by its own size such as "200x300mm". Raises PaperError that lists the names."""
    for known, sheet in SHEETS.items():
        if known.lower() == name.strip().lower():
            return sheet
    own = _OWN.fullmatch(name.strip())
    if own:
        width, height = sorted(float(number) for number in own.groups())
        if not 20 <= width <= height <= 3000:
            raise PaperError(f"A sheet of {width:g} × {height:g} mm cannot be printed; sides are 20 to 3000 mm.")
        return Sheet(f"{width:g} × {height:g} mm", width, height)
    raise PaperError(f"No sheet is called {name!r}; there are {', '.join(SHEETS)}, or its own size such as 200x300mm.")


def check_bar(x: float, y: float, say: Say) -> list[Item]:
    """A bar of exactly 50 mm from (x, y) to the right, with a tick every 10 mm, and what it is for."""
    ticks = [line(x + mm, y, x + mm, y + (1.4 if 0 < mm < CHECK_MM else 2.4)) for mm in range(0, int(CHECK_MM) + 1, 10)]
    words = Words(x + CHECK_MM + 2.5, y + 0.2, say("sheet.check"), 7.5, colour=SOFT)
    return [line(x, y, x + CHECK_MM, y, 0.3), *ticks, words]


def sheet_number(x: float, y: float, number: int, count: int, name: str, say: Say) -> Words:
    """ "Sheet 1 of 2 · A4", ending at x."""
    return Words(x, y, say("sheet.number", number=number, count=count, name=name), 8, colour=SOFT, anchor="end")


def bank_card(x: float, y: float, say: Say, upright: bool = True) -> list[Item]:
    """The outline of a bank card with its lower left corner at (x, y)."""
    long, short = CARD_MM
    wide, high = (short, long) if upright else (long, short)
    said = tuple(say(f"sheet.card_{n}") for n in (1, 2, 3))
    words: list[Item] = [
        Words(x + wide / 2, y + high / 2 + 5 - 4.2 * n, text, 8.5, n == 0, INK, "middle") for n, text in enumerate(said)
    ]
    size = Words(x + wide / 2, y + high / 2 - 11, "85.60 × 53.98 mm", 7.5, colour=SOFT, anchor="middle")
    return [rounded((x, y, x + wide, y + high), CARD_CORNER_MM, line=INK, width=0.2), *words, size]
