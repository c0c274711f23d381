"""The type of the printed pages: its two fonts, how wide words are, and how they break into lines that fit."""

from __future__ import annotations

import re
from functools import cache, lru_cache
from importlib.resources import files
from io import BytesIO

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

from charts.drawing import MM_PER_PT
from charts.paper.page import PaperError

FAMILY = "Cun Atlas Sans"
REGULAR, BOLD = "CunAtlasSans-Regular", "CunAtlasSans-Bold"
LEADING = 1.28  # line distance in type sizes
_KEPT = re.compile(r"(?<=±) | (?=(?:cm|mm|cun|min|s)\b)")  # spaces at which a line never breaks
RISE, FALL = 0.75, 0.25  # how far letters reach above and below their baseline, in type sizes


@cache
def font(bold: bool = False) -> TTFont:
    """A font, known to the PDF library from now on."""
    name = BOLD if bold else REGULAR
    found = TTFont(name, BytesIO((files(__name__.rpartition(".")[0]) / "fonts" / f"{name}.ttf").read_bytes()))
    pdfmetrics.registerFont(found)
    return found


def printable(text: str) -> str:
    """The text on one line, if the fonts have its signs. Raises PaperError naming those they lack."""
    text = _KEPT.sub("\u00a0", " ".join(text.split()))
    known = font().face.charToGlyph
    missing = sorted({sign for sign in text if ord(sign) not in known})
    if missing:
        raise PaperError(
            f"The printed letters have no sign for {' '.join(missing[:8])}: please write in Latin, Greek or Cyrillic "
            "letters."
        )
    return text


def width_mm(text: str, size: float, bold: bool = False) -> float:
    """Width in mm of a line of text of `size` pt. The letters are not kerned: widths of parts add up."""
    return sum(_width(word, bold) for word in text.split(" ")) * size + text.count(" ") * _width(" ", bold) * size


@lru_cache(maxsize=20_000)
def _width(word: str, bold: bool) -> float:
    """Width in mm of type of one pt."""
    return font(bold).stringWidth(word, 1) * MM_PER_PT


def height_mm(lines: int, size: float) -> float:
    """Height in mm of so many lines, from the top of the first to the bottom of the last."""
    return (lines - 1) * LEADING * size * MM_PER_PT + (RISE + FALL) * size * MM_PER_PT if lines else 0.0


def wrapped(text: str, width: float, size: float, bold: bool = False) -> list[str]:
    """The text in lines of at most `width` mm; a word that is too long for a line is broken."""
    lines: list[str] = []
    now, long, space = "", 0.0, _width(" ", bold) * size
    for word in printable(text).split(" "):
        one = _width(word, bold) * size
        if now and long + space + one <= width:
            now, long = f"{now} {word}", long + space + one
            continue
        if now:
            lines.append(now)
        now, long = word, one
        while width_mm(now, size, bold) > width and len(now) > 1:
            keep = next(n for n in range(len(now) - 1, 0, -1) if n == 1 or width_mm(now[:n], size, bold) <= width)
            lines.append(now[:keep])
            now = now[keep:]
            long = _width(now, bold) * size
    return [*lines, now] if now else lines


def shortened(text: str, width: float, size: float, bold: bool = False) -> str:
    """The text if it fits into `width` mm, else its beginning and an ellipsis."""
    text = printable(text)
    if width_mm(text, size, bold) <= width:
        return text
    while text and width_mm(text + "…", size, bold) > width:
        text = text[:-1].rstrip()
    return text + "…"
