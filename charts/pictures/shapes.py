"""What the small pictures are made of: parts of the body as shapes, drawn as SVG.

A shape is a smooth curve through points, in px, y down. A part is drawn from its lowest shape upward, around an origin
of its own. The files of `data/pictures/` hold them; `content/pictures.py` reads these.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from html import escape
from math import cos, radians, sin
from types import MappingProxyType

from charts.palette import mix

Point = tuple[float, float]
Points = tuple[Point, ...]
WIDTH, HEIGHT = 240, 170  # px of a picture
SMALL = 12.0  # px of the words; a picture 240 px wide shows them as they are

# skin and everything drawn on it
SKIN, LIT, SHADE, INK, BLUSH, NAIL, CLOTH = "#f3cdb3", "#fbe3d3", "#a8694a", "#54321f", "#e2826c", "#f9dccf", "#7f97a0"
# what lies outside the skin, on light and on dark paper
PAPER = {
    False: {"paper": "#fffdf9", "text": "#3a2a24", "measure": "#c2185b", "rim": INK, "quiet": "#8a7466"},
    True: {"paper": "#12161a", "text": "#eee6df", "measure": "#ff8ab5", "rim": "#d9a484", "quiet": "#a3958b"},
}
# style → its attributes; $ is the picture's name, $rim, $text, $measure, $paper, $quiet are its inks
STYLES = MappingProxyType(
    {
        "skin": 'fill="url(#$-skin)"',
        "rim": 'fill="none" stroke="$rim" stroke-width="3"',  # a line of light round the skin, on dark paper
        "contour": f'fill="none" stroke="{INK}" stroke-width="1.6"',
        "soft": f'fill="{SHADE}" opacity=".3" filter="url(#$-blur)"',
        "glow": f'fill="{LIT}" opacity=".9"',
        "warm": f'fill="{BLUSH}" opacity=".28" filter="url(#$-blur)"',
        "nail": f'fill="{NAIL}" stroke="{mix(NAIL, INK, 0.5)}" stroke-width=".8"',
        "moon": f'fill="{LIT}"',
        "crease": f'fill="none" stroke="{INK}" stroke-width=".8" opacity=".6"',
        "fold": f'fill="none" stroke="{SHADE}" stroke-width="1.1" opacity=".6"',
        "cap": f'fill="{LIT}" stroke="{INK}" stroke-width="1.1" stroke-opacity=".75"',
        "bone": f'fill="none" stroke="{INK}" stroke-width="1.2" opacity=".75"',
        "deep": f'fill="none" stroke="{INK}" stroke-width="1.5"',
        "cloth": f'fill="{CLOTH}" stroke="$rim" stroke-width="1.2"',
        "hair": f'fill="{INK}"',
    }
)
SOFT = ("soft", "warm", "glow")  # kept inside the skin of their part


@dataclass(frozen=True)
class CurvedShape:
    """Curves of one style; each is smooth, and two of them are joined by a corner."""

    style: str
    curves: tuple[Points, ...]
    closed: bool

    def moved(self, at: Point, turn: float, size: float) -> CurvedShape:
        """The same shape elsewhere: turned (degrees, clockwise on the screen), sized, then shifted."""
        c, s = cos(radians(turn)) * size, sin(radians(turn)) * size

        def there(point: Point) -> Point:
            x, y = point
            return c * x - s * y + at[0], s * x + c * y + at[1]

        return replace(self, curves=tuple(tuple(map(there, curve)) for curve in self.curves))

    def mirrored(self, middle: float) -> CurvedShape:
        """Its mirror image at x = `middle`."""
        return replace(self, curves=tuple(tuple((2 * middle - x, y) for x, y in curve) for curve in self.curves))


@dataclass(frozen=True)
class Part:
    """Shapes from below, and between which points the part fades out, so that no hand or leg ends in a cut."""

    shapes: tuple[CurvedShape, ...]
    fade: tuple[Point, Point] | None = None


@dataclass(frozen=True)
class Text:
    """A line of words in a picture."""

    at: Point
    words: str
    anchor: str = "start"
    large: bool = False


def text_svg(text: Text, ink: Mapping[str, str], large: float) -> str:
    """A line of words; what is measured or counted is large, bold and in the colour of the measuring line."""
    (x, y), colour = text.at, ink["measure" if text.large else "text"]
    look = f'font-size="{large:g}" font-weight="700"' if text.large else f'font-size="{SMALL:g}"'
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{text.anchor}" {look} fill="{colour}">{escape(text.words)}</text>'


def skin_svg(shapes: Sequence[CurvedShape]) -> str:
    """The outline of the skin of a part, "" for a thing."""
    return "".join(f'<path d="{path_of(shape)}"/>' for shape in shapes if shape.style == "skin")


def shape_svg(
    shape: CurvedShape, name: str, ink: Mapping[str, str], styles: Mapping[str, str] = STYLES, size: float = 1
) -> str:
    """A shape of the picture `name`; a line is as broad on a part of half the `size` as on a whole one."""
    path = path_of(shape)
    strokes = ("rim", shape.style) if shape.style == "contour" and ink["rim"] != INK else (shape.style,)
    return "".join(f'<path d="{path}" {_look(styles[style], name, ink, size)}/>' for style in strokes)


def _look(style: str, name: str, ink: Mapping[str, str], size: float) -> str:
    """The attributes of a style."""
    words = re.sub(r'stroke-width="([\d.]+)"', lambda found: f'stroke-width="{float(found[1]) / size:.3g}"', style)
    for key, colour in ink.items():
        words = words.replace(f"${key}", colour)
    return words.replace("$", name)


def path_of(shape: CurvedShape) -> str:
    """The SVG path of a shape."""
    if len(shape.curves) == 1:
        return smooth_path(shape.curves[0], shape.closed)
    first, *rest = (smooth_path(curve, False) for curve in shape.curves)
    return first + "".join("L" + curve[1:] for curve in rest) + ("Z" if shape.closed else "")


def smooth_path(points: Sequence[Point], closed: bool) -> str:
    """An SVG path of Bézier curves through the points (Catmull-Rom)."""
    points = list(points)
    around = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    path = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, start, stop, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        reach = ((stop[0] - start[0]) ** 2 + (stop[1] - start[1]) ** 2) ** 0.5
        one, two = _handle(before, start, stop, reach), _handle(after, stop, start, reach)
        path.append(f"C{one[0]:.1f} {one[1]:.1f} {two[0]:.1f} {two[1]:.1f} {stop[0]:.1f} {stop[1]:.1f}")
    return "".join(path) + ("Z" if closed else "")


def _handle(before: Point, here: Point, after: Point, reach: float) -> Point:
    """The control point next to `here`: along the chord of its neighbours, a third of the reach to the next point."""
    chord = (after[0] - before[0], after[1] - before[1])
    length = (chord[0] ** 2 + chord[1] ** 2) ** 0.5 or 1.0
    return here[0] + chord[0] / length * reach / 3, here[1] + chord[1] / length * reach / 3
