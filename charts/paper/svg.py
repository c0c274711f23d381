"""A page as SVG, in real millimetres. Letters stay letters; a browser without the font takes a like one."""

from __future__ import annotations

from base64 import b64encode
from html import escape

import numpy as np

from charts.drawing import MM_PER_PT, Block, Clipped, Item, Picture, Placed, Shape, Veil, Words
from charts.paper.letters import FAMILY
from charts.paper.page import PaperPage

FAMILIES = f"'{FAMILY}', 'Source Sans 3', 'Source Sans Pro', 'Noto Sans', 'Noto Sans CJK SC', sans-serif"


def svg(page: PaperPage, title: str, language: str = "en") -> str:
    """The page as one SVG document."""
    writer = _Writer()
    body = "".join(writer.item(item) for item in page.items)
    width, height = f"{page.width:.6g}", f"{page.height:.6g}"
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}mm" height="{height}mm" viewBox="0 0 {width} {height}" '
        f'xml:lang="{language}" role="img"><title>{escape(title)}</title><defs>{"".join(writer.defined)}</defs>'
        f'<rect width="{width}" height="{height}" fill="#ffffff"/>'
        f'<g transform="matrix(1 0 0 -1 0 {height})" font-family="{FAMILIES}">{body}</g></svg>\n'
    )


class _Writer:
    """Writes items with y up; words and pictures are turned upright again."""

    def __init__(self) -> None:
        self.defined: list[str] = []
        self.kept: dict[str, str] = {}

    def item(self, item: Item) -> str:
        return {Shape: self.shape, Words: self.words, Picture: self.picture, Veil: self.veil, Placed: self.placed,
                Block: self.block, Clipped: self.clipped}[type(item)](item)  # fmt: skip

    def shape(self, shape: Shape) -> str:
        close = "Z" if shape.closed else ""
        path = "".join(
            "M" + "L".join(f"{x:.5f},{y:.5f}" for x, y in np.asarray(points, float).tolist()) + close
            for points in shape.lines if len(points) > 1
        )  # fmt: skip
        style = f'fill="{shape.fill or "none"}"'
        if shape.fill and shape.fill_opacity < 1:
            style += f' fill-opacity="{shape.fill_opacity:g}"'
        if shape.line:
            style += f' stroke="{shape.line}" stroke-width="{shape.width:g}"'
        if shape.dash:
            style += f' stroke-dasharray="{" ".join(f"{part:g}" for part in shape.dash)}"'
        return f'<path d="{path}" {style}/>'

    def words(self, words: Words) -> str:
        turn = f" rotate({-words.angle:g})" if words.angle else ""
        bold = ' font-weight="700"' if words.bold else ""
        return (
            f'<text transform="translate({words.x:.4f} {words.y:.4f}) scale(1 -1){turn}" '
            f'font-size="{words.size * MM_PER_PT:.4f}"{bold} fill="{words.colour}" text-anchor="{words.anchor}">'
            f"{escape(words.text, quote=False)}</text>"
        )

    def picture(self, picture: Picture) -> str:
        x0, y0, x1, y1 = picture.box
        data = b64encode(picture.png).decode()
        return (
            f'<image transform="translate({x0:.5f} {y1:.5f}) scale(1 -1)" width="{x1 - x0:.5f}" height="{y1 - y0:.5f}" '
            f'preserveAspectRatio="none" href="data:image/png;base64,{data}"/>'
        )

    def veil(self, veil: Veil) -> str:
        name = f"v{len(self.defined)}"
        stops = "".join(
            f'<stop offset="{t:g}" stop-color="#ffffff" stop-opacity="{t * t * (3 - 2 * t):.3f}"/>'
            for t in np.linspace(0, 1, 9).tolist()
        )
        self.defined.append(
            f'<linearGradient id="{name}" gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{veil.clear:g}" '
            f'y2="{veil.white:g}">{stops}</linearGradient>'
        )
        x0, y0, x1, y1 = veil.box
        return f'<rect x="{x0:g}" y="{y0:g}" width="{x1 - x0:g}" height="{y1 - y0:g}" fill="url(#{name})"/>'

    def placed(self, placed: Placed) -> str:
        key = placed.still.key
        if key not in self.kept:
            self.kept[key] = f"s{len(self.kept)}"
            inner = "".join(self.item(item) for item in placed.still.items)
            self.defined.append(f'<g id="{self.kept[key]}">{inner}</g>')
        move = f"translate({placed.x:.5f} {placed.y:.5f}) scale({placed.mm_per_unit:.6g})"
        drawn = f'<use href="#{self.kept[key]}" transform="{move}"/>'
        return self._within(drawn, placed.clip) if placed.clip else drawn

    def block(self, block: Block) -> str:
        inner = "".join(self.item(item) for item in block.items)
        return f'<g role="img" aria-label="{escape(block.alt)}">{inner}</g>' if block.alt else inner

    def clipped(self, clipped: Clipped) -> str:
        inner = "".join(self.item(item) for item in clipped.items)
        return self._within(f'<g transform="translate({clipped.dx:g} {clipped.dy:g})">{inner}</g>', clipped.box)

    def _within(self, drawn: str, box) -> str:
        x0, y0, x1, y1 = box
        name = f"c{len(self.defined)}"
        self.defined.append(
            f'<clipPath id="{name}"><rect x="{x0:g}" y="{y0:g}" width="{x1 - x0:g}" height="{y1 - y0:g}"/></clipPath>'
        )
        return f'<g clip-path="url(#{name})">{drawn}</g>'
