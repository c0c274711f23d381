"""Reading a printed page back: lines, letters and words of a PDF in millimetres from its lower left corner."""

from __future__ import annotations

import ctypes
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
from shapely import STRtree, box

MM = 25.4 / 72


@dataclass(frozen=True)
class Line:
    """A straight line; `width` of the pen in mm."""

    x0: float
    y0: float
    x1: float
    y1: float
    width: float

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
class Letter:
    """A letter in the box of its type, which is as tall as its line; `base` is what it stands on, `size` is in pt."""

    text: str
    x0: float
    y0: float
    x1: float
    y1: float
    base: float
    size: float
    upright: bool
    font: str


@dataclass(frozen=True)
class Word:
    text: str
    x0: float
    y0: float
    x1: float
    y1: float


@dataclass(frozen=True)
class PrintedPage:
    """`shapes` are the boxes (x0, y0, x1, y1) of all lines and areas that have corners or bend.

    `twice` are the places where a text was printed again: the library tells its letters once.
    """

    width: float
    height: float
    lines: tuple[Line, ...]
    shapes: tuple[tuple[float, float, float, float], ...]
    letters: tuple[Letter, ...]
    words: tuple[Word, ...]
    twice: tuple[str, ...]
    text: str

    def line(self, length: float, width: float, level: bool = True) -> list[Line]:
        """The level (or upright) lines of a length drawn with a pen of a width."""
        return [one for one in self.lines if (one.level if level else one.upright)
                and abs(one.length - length) < 0.2 and abs(one.width - width) < 0.02]  # fmt: skip


@lru_cache(maxsize=64)
def read(document: bytes) -> list[PrintedPage]:
    """The pages of a PDF, which are not to be changed: a document is read once."""
    with pypdfium2.PdfDocument(document) as opened:
        return [_page(page) for page in opened]


def _page(page: pypdfium2.PdfPage) -> PrintedPage:
    width, height = page.get_size()
    drawn = list(_paths(page.raw, np.eye(3)))
    lines = tuple(Line(*points.min(0), *points.max(0), pen) for points, pen in drawn if len(points) == 2 and pen)
    shapes = tuple((*points.min(0), *points.max(0)) for points, _ in drawn if len(points) > 2)
    told = page.get_textpage()
    letters = tuple(_letters(told))
    words, text = tuple(_words(letters)), " ".join(word.text for word in _words(letters))
    return PrintedPage(width * MM, height * MM, lines, shapes, letters, words, tuple(_twice(page)), text)


def _twice(page: pypdfium2.PdfPage) -> Iterator[str]:
    seen = set()
    for one in page.get_objects([pdfium.FPDF_PAGEOBJ_TEXT]):
        around = left, low, right, _ = tuple(round(side, 1) for side in one.get_bounds())
        if around in seen and right > left:
            yield f"at {left:.0f}, {low:.0f} pt"
        seen.add(around)


def _paths(parent, frame: np.ndarray) -> Iterator[tuple[np.ndarray, float]]:
    """(corners (n, 2) in mm, width of the pen in mm or 0) of every line and area of a page, or of a drawing in it."""
    drawing = isinstance(parent, pdfium.FPDF_PAGEOBJECT)
    count, member = ((pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject) if drawing
                     else (pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject))  # fmt: skip
    for number in range(count(parent)):
        one = member(parent, number)
        kind = pdfium.FPDFPageObj_GetType(one)
        if kind == pdfium.FPDF_PAGEOBJ_FORM:
            yield from _paths(one, frame @ _matrix(one))
        elif kind == pdfium.FPDF_PAGEOBJ_PATH:
            yield from _path(one, frame @ _matrix(one))


def _matrix(one) -> np.ndarray:
    found = pdfium.FS_MATRIX()
    pdfium.FPDFPageObj_GetMatrix(one, found)
    return np.array([[found.a, found.c, found.e], [found.b, found.d, found.f], [0, 0, 1]])


def _path(one, frame: np.ndarray) -> Iterator[tuple[np.ndarray, float]]:
    x, y, pen, filled, stroked = ctypes.c_float(), ctypes.c_float(), ctypes.c_float(), ctypes.c_int(), ctypes.c_int()
    pdfium.FPDFPath_GetDrawMode(one, filled, stroked)
    pdfium.FPDFPageObj_GetStrokeWidth(one, pen)
    points, starts = [], []
    for number in range(pdfium.FPDFPath_CountSegments(one)):
        segment = pdfium.FPDFPath_GetPathSegment(one, number)
        pdfium.FPDFPathSegment_GetPoint(segment, x, y)
        if pdfium.FPDFPathSegment_GetType(segment) == pdfium.FPDF_SEGMENT_MOVETO:
            starts.append(number)
        points.append((x.value, y.value, 1.0))
    placed = (np.array(points).reshape(-1, 3) @ frame.T)[:, :2] * MM
    width = pen.value * np.sqrt(abs(np.linalg.det(frame[:2, :2]))) * MM if stroked.value else 0.0
    for start, end in pairwise([*starts, len(points)]):
        yield placed[start:end], width


def _letters(told: pypdfium2.PdfTextPage) -> Iterator[Letter]:
    around, matrix, x, y = pdfium.FS_RECTF(), pdfium.FS_MATRIX(), ctypes.c_double(), ctypes.c_double()
    name = ctypes.create_string_buffer(80)
    for number in range(told.count_chars()):
        if pdfium.FPDFText_IsGenerated(told, number):  # a space or an end of line that nobody printed
            continue
        pdfium.FPDFText_GetLooseCharBox(told, number, around)
        pdfium.FPDFText_GetMatrix(told, number, matrix)
        pdfium.FPDFText_GetCharOrigin(told, number, x, y)
        pdfium.FPDFText_GetFontInfo(told, number, name, len(name), None)
        yield Letter(
            chr(pdfium.FPDFText_GetUnicode(told, number)),
            around.left * MM, around.bottom * MM, around.right * MM, around.top * MM, y.value * MM,
            pdfium.FPDFText_GetFontSize(told, number), abs(matrix.b) < 1e-6, name.value.decode(),
        )  # fmt: skip


def _words(letters: tuple[Letter, ...]) -> Iterator[Word]:
    """Upright letters that follow each other on one line, in the order in which they were set."""
    now: list[Letter] = []
    for letter in letters:
        goes_on = (
            now and letter.upright and abs(letter.base - now[-1].base) < 0.03
            and abs(letter.x0 - now[-1].x1) < 0.12 * letter.size * MM and letter.text.strip()  # an f hangs over
        )  # fmt: skip
        if not goes_on:
            if now:
                yield _word(now)
            now = []
        if letter.upright and letter.text.strip():
            now.append(letter)
    if now:
        yield _word(now)


def _word(letters: list[Letter]) -> Word:
    first, last = letters[0], letters[-1]
    return Word("".join(one.text for one in letters), first.x0, first.y0, last.x1, last.y1)


def heard(document: bytes) -> list[tuple[str, str]]:
    """(role, sentence) of every part of the first page, as it is read aloud: a heading, a figure with its sentence."""
    with pypdfium2.PdfDocument(document) as opened:
        page = opened[0]
        tree = pdfium.FPDF_StructTree_GetForPage(page)
        roots = range(pdfium.FPDF_StructTree_CountChildren(tree))
        found = [part for root in roots for part in _heard(pdfium.FPDF_StructTree_GetChildAtIndex(tree, root))]
        pdfium.FPDF_StructTree_Close(tree)
        return found


def _heard(part) -> Iterator[tuple[str, str]]:
    if part:
        yield _said(pdfium.FPDF_StructElement_GetType, part), _said(pdfium.FPDF_StructElement_GetAltText, part)
        for number in range(pdfium.FPDF_StructElement_CountChildren(part)):
            yield from _heard(pdfium.FPDF_StructElement_GetChildAtIndex(part, number))


def language_of(document: bytes) -> str:
    """The language that a PDF says it is written in."""
    with pypdfium2.PdfDocument(document) as opened:
        return _said(pdfium.FPDFCatalog_GetLanguage, opened)


def _said(ask, of) -> str:
    """A text that the library writes into a room of the length that it asks for."""
    room = (ctypes.c_ushort * (ask(of, None, 0) // 2))()
    ask(of, ctypes.cast(room, ask.argtypes[1]), ctypes.sizeof(room))
    return bytes(room).decode("utf-16-le").rstrip("\0")


def outside(page: PrintedPage, edge: float = 4.0) -> list[str]:
    """Letters that stand nearer to the edge of the sheet than a printer can print, or off it."""
    return [
        one.text for one in page.letters
        if one.text.strip() and not (
            one.x0 >= edge and one.x1 <= page.width - edge and one.y0 >= edge and one.y1 <= page.height - edge)
    ]  # fmt: skip


def overlaps(page: PrintedPage) -> list[tuple[str, str]]:
    """Pairs of upright letters that cover a good part of each other, and what is printed twice at one place."""
    letters = [one for one in page.letters if one.text.strip() and one.upright]
    # a letter's box is as tall as its line; what is inked is the middle of it
    x0, x1, base, size = np.array([(one.x0, one.x1, one.base, one.size * MM) for one in letters]).reshape(-1, 4).T
    low, high = base - 0.15 * size, base + 0.6 * size
    inked = box(x0, low, x1, high)
    a, b = STRtree(inked).query(inked)
    a, b = a[a < b], b[a < b]
    wide = np.minimum(x1[a], x1[b]) - np.maximum(x0[a], x0[b])
    tall = np.minimum(high[a], high[b]) - np.maximum(low[a], low[b])
    bad = (wide > 0.35 * np.minimum((x1 - x0)[a], (x1 - x0)[b])) & (tall > 0.25 * np.minimum(size[a], size[b]))
    pairs = [(letters[i].text, letters[j].text) for i, j in zip(a[bad], b[bad], strict=True)]
    return pairs + [(place, place) for place in page.twice]
