"""A page of a PDF as a PNG: for a plate as a file, and for a look before printing."""

from __future__ import annotations

from io import BytesIO
from threading import Lock

import pypdfium2

from charts.drawing import MM_PER_PT
from charts.paper.page import PaperError

_ONE_AT_A_TIME = Lock()  # the renderer is not made for several threads
MOST_PX = 12_000  # a side longer than this fills the memory of a small computer


def png(document: bytes, width_px: int, page: int = 0) -> bytes:
    """One page, `width_px` wide, on white; the file says how many pixels make a millimetre."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(document) as opened:
        sheet = opened[page]
        width_pt, height_pt = sheet.get_size()
        px_per_pt = width_px / width_pt
        if not 1 <= width_px <= MOST_PX or height_pt * px_per_pt > MOST_PX:
            raise PaperError(f"A picture {width_px} pixels wide cannot be made; a side has 1 to {MOST_PX} pixels.")
        image = sheet.render(scale=px_per_pt).to_pil()
        file, per_inch = BytesIO(), px_per_pt / MM_PER_PT * 25.4
        image.convert("RGB").save(file, "PNG", dpi=(per_inch, per_inch))
        sheet.close()
    return file.getvalue()


def pages_in(document: bytes) -> int:
    """How many pages a PDF has."""
    with _ONE_AT_A_TIME, pypdfium2.PdfDocument(document) as opened:
        return len(opened)
