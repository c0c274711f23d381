"""Pages as a PDF: vectors in real millimetres, its own letters inside, and a structure for those who hear it.

The structure is a plain list: headings, paragraphs, and figures with their sentence. Stills are kept once per file, so
two hundred pages with the same drawing are hardly larger than two.
"""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from io import BytesIO
from typing import Any, BinaryIO

import numpy as np
from PIL import Image
from reportlab import rl_config
from reportlab.lib.colors import HexColor
from reportlab.lib.utils import ImageReader
from reportlab.pdfbase import pdfdoc
from reportlab.pdfbase.pdfdoc import PDFArray, PDFDictionary, PDFName, PDFString
from reportlab.pdfgen.canvas import Canvas

from charts.drawing import MM_PER_PT, Block, Clipped, Item, Picture, Placed, Shape, Still, Veil, Words
from charts.paper.letters import BOLD, REGULAR, font
from charts.paper.page import About, PaperPage

PT = 1 / MM_PER_PT
CREATOR = "Cun Atlas"
VEIL_STEPS = 128
rl_config.useA85 = 0  # what is packed stays bytes: as letters it would be a quarter larger, and take longer to write


def pdf(pages: Iterable[PaperPage], about: About) -> bytes:
    """The whole file."""
    file = BytesIO()
    write_pdf(pages, about, file)
    return file.getvalue()


def write_pdf(pages: Iterable[PaperPage], about: About, file: BinaryIO) -> None:
    """Write the pages into an open file, one after another; a page is forgotten once it is written."""
    for bold in (False, True):
        font(bold)
    new_canvas: Any = Canvas
    canvas = new_canvas(
        file, pageCompression=1, invariant=1, initialFontName=REGULAR, lang=about.language, pdfVersion=(1, 7)
    )
    canvas.setTitle(about.title)
    canvas.setAuthor(CREATOR)
    canvas.setSubject(about.subject)
    canvas.setCreator(CREATOR)
    canvas.setViewerPreference("PrintScaling", "None")  # a print dialogue then proposes 100 %
    canvas.setViewerPreference("DisplayDocTitle", "true")
    pen = _Pen(canvas)
    for page in pages:
        pen.page(page)
    pen.structure()
    canvas.save()


def _packed(stream: str) -> Any:
    """What is drawn on a page, made small at once: the library would keep it at full length until the end."""
    contents: Any = pdfdoc.PDFStream()
    contents.content = zlib.compress(pdfdoc.pdfdocEnc(stream))
    contents.dictionary["Filter"] = PDFName("FlateDecode")
    return contents


class _Pen:
    """Draws items on a canvas and remembers what is to be heard."""

    def __init__(self, canvas: Any):
        self.canvas = canvas
        self.kept: set[str] = set()
        self.veil: ImageReader | None = None
        self.heard: list[list[tuple[str, str, str]]] = []  # for each page: role, sentence, words said

    def page(self, page: PaperPage) -> None:
        canvas = self.canvas
        for item in page.items:
            self._keep(item)
        canvas.setPageSize((page.width * PT, page.height * PT))
        canvas.scale(PT, PT)
        self.heard.append([])
        for item in page.items:
            if isinstance(item, Block):
                self._block(item)
            else:
                self._code("/Artifact BMC")
                self._draw(item)
                self._code("EMC")
        canvas.showPage()
        last = canvas._doc.Pages.pages[-1]
        last.Contents, last.stream = _packed(last.stream), None
        last.__NoDefault__ = [*last.__NoDefault__, "StructParents"]
        last.StructParents = len(self.heard) - 1

    def structure(self) -> None:
        """Write the list of what is heard, in the order it was drawn."""
        document = self.canvas._doc
        root, whole = PDFDictionary(), PDFDictionary()
        root_ref, whole_ref = document.Reference(root), document.Reference(whole)
        parts, parents = [], []
        for number, (page, blocks) in enumerate(zip(document.Pages.pages, self.heard, strict=True)):
            here = []
            for mark, (role, alt, _) in enumerate(blocks):
                part = PDFDictionary({
                    "Type": PDFName("StructElem"), "S": PDFName(role), "P": whole_ref,
                    "Pg": document.Reference(page), "K": mark,
                })  # fmt: skip
                if alt:
                    part["Alt"] = PDFString(alt)
                here.append(document.Reference(part))
            parts += here
            parents += [number, document.Reference(PDFArray(here))]
        for key, value in {"Type": PDFName("StructElem"), "S": PDFName("Document"), "P": root_ref,
                           "K": PDFArray(parts)}.items():  # fmt: skip
            whole[key] = value
        tree = document.Reference(PDFDictionary({"Nums": PDFArray(parents)}))
        for key, value in {"Type": PDFName("StructTreeRoot"), "K": whole_ref, "ParentTree": tree,
                           "ParentTreeNextKey": len(self.heard)}.items():  # fmt: skip
            root[key] = value
        catalog = document.Catalog
        catalog.StructTreeRoot = root_ref
        catalog.MarkInfo = PDFDictionary({"Marked": "true"})

    def _code(self, operators: str) -> None:
        self.canvas._code.append(operators)

    def _block(self, block: Block) -> None:
        blocks = self.heard[-1]
        self._code(f"/{block.role} <</MCID {len(blocks)}>> BDC")
        blocks.append((block.role, block.alt, ""))
        for item in block.items:
            self._draw(item)
        self._code("EMC")

    def _keep(self, item: Item) -> None:
        """Put every still of an item into the file, once."""
        if isinstance(item, Block | Clipped):
            for inner in item.items:
                self._keep(inner)
        elif isinstance(item, Placed) and item.still.key not in self.kept:
            self.kept.add(item.still.key)
            self._form(item.still)

    def _form(self, still: Still) -> None:
        canvas, (x0, y0, x1, y1) = self.canvas, still.box
        canvas.beginForm(still.key, x0, y0, x1, y1)
        for part in still.items:
            self._draw(part)
        resources: Any = pdfdoc.PDFResourceDictionary()
        resources.allProcs()
        resources.ExtGState = canvas._extgstate.getState()  # the library leaves the opacities of a form out
        if canvas._formsinuse:
            resources.XObject = canvas._doc.xobjDict(canvas._formsinuse)
        canvas.endForm(Resources=resources)

    def _draw(self, item: Item) -> None:
        {Shape: self._shape, Words: self._words, Picture: self._picture, Veil: self._cover, Placed: self._placed,
         Clipped: self._clipped, Block: self._inner}[type(item)](item)  # fmt: skip

    def _inner(self, block: Block) -> None:
        for item in block.items:
            self._draw(item)

    def _shape(self, shape: Shape) -> None:
        canvas = self.canvas
        if shape.fill:
            canvas.setFillColor(HexColor(shape.fill), alpha=shape.fill_opacity)
        if shape.line:
            canvas.setStrokeColor(HexColor(shape.line), alpha=1.0)
            canvas.setLineWidth(shape.width)
            canvas.setDash(list(shape.dash))
        close = " h" if shape.closed else ""
        for points in shape.lines:
            if len(points) > 1:
                first, *rest = (f"{x:.5f} {y:.5f}" for x, y in np.asarray(points, float).tolist())
                self._code(f"{first} m " + " ".join(f"{point} l" for point in rest) + close)
        self._code("B" if shape.fill and shape.line else "f" if shape.fill else "S" if shape.line else "n")

    def _words(self, words: Words) -> None:
        canvas = self.canvas
        canvas.saveState()
        canvas.setFillColor(HexColor(words.colour), alpha=1.0)
        canvas.translate(words.x, words.y)
        if words.angle:
            canvas.rotate(words.angle)
        canvas.scale(MM_PER_PT, MM_PER_PT)
        canvas.setFont(BOLD if words.bold else REGULAR, words.size)
        say = {"start": canvas.drawString, "middle": canvas.drawCentredString, "end": canvas.drawRightString}
        say[words.anchor](0, 0, words.text)
        canvas.restoreState()

    def _picture(self, picture: Picture) -> None:
        x0, y0, x1, y1 = picture.box
        image = ImageReader(Image.open(BytesIO(picture.png)).convert("RGBA"))
        self.canvas.drawImage(image, x0, y0, x1 - x0, y1 - y0, mask="auto")

    def _cover(self, veil: Veil) -> None:
        if self.veil is None:
            share = np.linspace(1, 0, VEIL_STEPS)
            ramp = np.full((VEIL_STEPS, 2, 4), 255, np.uint8)
            ramp[..., 3] = np.rint(255 * share**2 * (3 - 2 * share))[:, None]
            self.veil = ImageReader(Image.fromarray(ramp))
        canvas, (x0, _, x1, _) = self.canvas, veil.box
        canvas.saveState()
        canvas.translate(x0, veil.clear)
        canvas.scale(x1 - x0, veil.white - veil.clear)
        canvas.drawImage(self.veil, 0, 0, 1, 1, mask="auto")
        canvas.restoreState()

    def _placed(self, placed: Placed) -> None:
        canvas = self.canvas
        canvas.saveState()
        if placed.clip:
            self._clip(placed.clip)
        canvas.translate(placed.x, placed.y)
        canvas.scale(placed.mm_per_unit, placed.mm_per_unit)
        canvas.doForm(placed.still.key)
        canvas.restoreState()

    def _clipped(self, clipped: Clipped) -> None:
        canvas = self.canvas
        canvas.saveState()
        self._clip(clipped.box)
        canvas.translate(clipped.dx, clipped.dy)
        for item in clipped.items:
            self._draw(item)
        canvas.restoreState()

    def _clip(self, box) -> None:
        x0, y0, x1, y1 = box
        self._code(f"{x0:.4f} {y0:.4f} {x1 - x0:.4f} {y1 - y0:.4f} re W n")
