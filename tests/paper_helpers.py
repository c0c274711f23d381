"""Reading a printed page back: lines, letters and words of a PDF in millimetres from its lower left corner."""

from __future__ import annotations

import io
from collections.abc import Iterator
from dataclasses import dataclass

import pdfplumber

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """A straight line; `width` of the pen in mm, `colour` as the PDF gives it."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float
    colour: tuple

    @property
    def level(self) -> bool:
        return abs(self.y1 - self.y0) < 1e-3

    @property
    def upright(self) -> bool:
        return abs(self.x1 - self.x0) < 1e-3

    @property
    def length(self) -> float:
        return max(self.x1 - self.x0, self.y1 - self.y0)


@dataclass(frozen=True)
class Word:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class PrintedPage:
    width: float
    height: float
    lines: tuple[Line, ...]
    curves: tuple[tuple[float, float, float, float], ...]
    letters: tuple[dict, ...]
    words: tuple[Word, ...]
    text: str

    def line(self, length: float, width: float, level: bool = True) -> list[Line]:
        """The level (or upright) lines of a length drawn with a pen of a width."""
        return [one for one in self.lines if (one.level if level else one.upright)
                and abs(one.length - length) < 0.2 and abs(one.width - width) < 0.02]  # fmt: skip


def read(document: bytes) -> list[PrintedPage]:
    with pdfplumber.open(io.BytesIO(document)) as opened:
        return [_page(page) for page in opened.pages]


def _page(page) -> PrintedPage:
    lines = tuple(
        Line(o["x0"] * MM, o["y0"] * MM, o["x1"] * MM, o["y1"] * MM, (o["linewidth"] or 0) * MM,
             tuple(o["stroking_color"] or ()))
        for o in page.lines
    )  # fmt: skip
    curves = tuple(tuple(o[k] * MM for k in ("x0", "y0", "x1", "y1")) for o in page.curves)
    words = tuple(_words(page.chars))
    text = " ".join(word.text for word in words)
    return PrintedPage(float(page.width) * MM, float(page.height) * MM, lines, curves, tuple(page.chars), words, text)


def _words(letters: list[dict]) -> Iterator[Word]:
    """Upright letters that follow each other on one line, in the order in which they were set."""
    now: list[dict] = []
    for letter in letters:
        goes_on = (
            now and letter["upright"] and abs(letter["matrix"][5] - now[-1]["matrix"][5]) < 0.1
            and -0.5 < letter["x0"] - now[-1]["x1"] < 0.12 * letter["size"] and letter["text"].strip()
        )  # fmt: skip
        if not goes_on:
            if now:
                yield _word(now)
            now = []
        if letter["upright"] and letter["text"].strip():
            now.append(letter)
    if now:
        yield _word(now)


def _word(letters: list[dict]) -> Word:
    first, last = letters[0], letters[-1]
    return Word("".join(one["text"] for one in letters), first["x0"] * MM, first["y0"] * MM, last["x1"] * MM,
                last["y1"] * MM)  # fmt: skip


def outside(page: PrintedPage, edge: float = 4.0) -> list[str]:
    """Letters that stand nearer to the edge of the sheet than a printer can print, or off it."""
    return [
        letter["text"]
        for letter in page.letters
        if letter["text"].strip() and not (
            letter["x0"] * MM >= edge and letter["x1"] * MM <= page.width - edge
            and letter["y0"] * MM >= edge and letter["y1"] * MM <= page.height - edge)
    ]  # fmt: skip


def overlaps(page: PrintedPage) -> list[tuple[str, str]]:
    """Pairs of upright letters that cover a good part of each other."""
    found = []
    letters = sorted((c for c in page.letters if c["text"].strip() and c["upright"]), key=lambda c: c["x0"])
    for n, a in enumerate(letters):
        for b in letters[n + 1 :]:
            if b["x0"] >= a["x1"]:
                break
            wide = min(a["x1"], b["x1"]) - b["x0"]
            # a letter's box is as tall as its line; what is inked is the middle of it
            high = min(_ink(a)[1], _ink(b)[1]) - max(_ink(a)[0], _ink(b)[0])
            least = min(a["width"], b["width"])
            if wide > 0.35 * least and high > 0.25 * min(a["size"], b["size"]):
                found.append((a["text"], b["text"]))
    return found


def _ink(letter: dict) -> tuple[float, float]:
    """Lowest and highest ink of a letter, about, in pt."""
    base = letter["matrix"][5]
    size = letter["size"]
    return base - 0.15 * size, base + 0.6 * size
