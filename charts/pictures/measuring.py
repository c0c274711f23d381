"""Small drawings that show where to measure: each finger width, your height, and the four lengths of leg and foot.

All is in the pixels of a 240 × 170 picture, y down, except the closed hand, which is in millimetres of a hand 187 mm
long (x toward the little finger, height above the wrist). The hand is the back of a right hand, fingers up; the ring of
thumb and middle finger is seen from the thumb side. The magenta line is what to measure: it ends where the fingers end,
or on the two places of the body named beside it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from typing import Literal

from charts.palette import mix
from charts.pictures.shapes import (
    HEIGHT,
    LIT,
    PAPER,
    SHADE,
    SKIN,
    SOFT,
    WIDTH,
    CurvedShape,
    Part,
    Point,
    Points,
    Text,
    path_of,
    shape_svg,
    skin_svg,
    text_svg,
)

LARGE = 16.0  # px of the words that say the count
PX_PER_MM, MIDDLE_X, HEIGHT_AT_TOP = 1.26, 79.0, 194.0  # closed fingers: px per mm, x of the middle finger, mm at y = 0

Ink = Mapping[str, str]


@dataclass(frozen=True)
class Finger:
    """A straight finger, mm: x of its middle at web and tip, heights of web, joints and tip, widest breadth."""

    x_web: float
    x_tip: float
    web: float
    pip: float
    dip: float
    tip: float
    breadth: float

    def middle(self, height: float) -> float:
        return self.x_web + (self.x_tip - self.x_web) * (height - self.web) / (self.tip - self.web)

    def half(self, height: float) -> float:
        """Half the breadth at a height, mm."""
        stations = self.stations()
        for (low, a), (high, b) in pairwise(stations):
            if low <= height <= high:
                return a + (b - a) * (height - low) / (high - low)
        raise ValueError(f"height {height} mm is not on this finger, {stations[0][0]}–{self.tip} mm")

    def stations(self) -> list[Point]:
        """(height, half breadth) from below the web to the tip; every finger swells at its joints."""
        between = [(self.web - 9, 0.93), (self.web, 0.96), ((self.web + self.pip) / 2, 0.965), (self.pip, 1.0)]
        between += [((self.pip + self.dip) / 2, 0.95), (self.dip, 0.95), (self.tip - 12, 0.9), (self.tip - 6, 0.77)]
        between += [(self.tip - 2.4, 0.5), (self.tip - 0.6, 0.24)]
        return [(height, share * self.breadth / 2) for height, share in between] + [(self.tip, 0.0)]


@dataclass(frozen=True)
class Hand:
    """A right hand from its back, mm: its fingers, and the shapes below and above them."""

    fingers: Mapping[str, Finger]
    below: tuple[CurvedShape, ...]
    above: tuple[CurvedShape, ...]


@dataclass(frozen=True)
class Closed:
    """Which closed fingers are measured: at a joint, at the mean height of that joint of the fingers `at`."""

    measured: tuple[str, ...]
    joint: Literal["pip", "dip"]
    at: tuple[str, ...]

    def line(self, hand: Hand) -> tuple[Point, Point]:
        """From the outer edge of the first to the outer edge of the last measured finger, px."""
        height = sum(getattr(hand.fingers[name], self.joint) for name in self.at) / len(self.at)
        first, last = hand.fingers[self.measured[0]], hand.fingers[self.measured[-1]]
        left, right = first.middle(height) - first.half(height), last.middle(height) + last.half(height)
        return on_picture(left, height), on_picture(right, height)


@dataclass(frozen=True)
class MeasuringPicture:
    """What to measure, in words; the line (px); texts; pointers; the fade of the cut; what is drawn.

    Skin is whole at the first point of the fade and gone at the second. A picture draws a part, or a hand with its
    fingers closed.
    """

    method: str
    title: str
    alt: str
    line: tuple[Point, Point]
    texts: tuple[Text, ...]
    pointers: tuple[tuple[Point, Point], ...]
    fade: tuple[Point, Point]
    drawn: Part | tuple[Hand, Closed]

    @property
    def measured_fingers(self) -> tuple[Finger, ...]:
        """The closed fingers that are measured; () when the picture shows something else."""
        if isinstance(self.drawn, Part):
            return ()
        hand, closed = self.drawn
        return tuple(hand.fingers[name] for name in closed.measured)


def on_picture(x_mm: float, height_mm: float) -> Point:
    """From millimetres of the hand to pixels of the picture."""
    return MIDDLE_X + PX_PER_MM * x_mm, PX_PER_MM * (HEIGHT_AT_TOP - height_mm)


def measuring_picture(picture: MeasuringPicture, dark: bool = False) -> str:
    """A self-contained SVG of 240 × 170 on transparent paper, as wide as the place it stands in."""
    ink = PAPER[dark]
    name = f"measure-{picture.method.lower().replace('_', '-')}-{'dark' if dark else 'light'}"
    pointers = (_stroke("pointer", pair, ink["quiet"], 1, 'stroke-dasharray="3 2.5"') for pair in picture.pointers)
    limb = _limb(picture.drawn, name, ink) if isinstance(picture.drawn, Part) else _hand(*picture.drawn, name, ink)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" font-family="system-ui, sans-serif">',
            f'<title id="{name}-title">{escape(picture.title)}</title>'
            f'<desc id="{name}-desc">{escape(picture.alt)}</desc>',
            _definitions(name, picture.fade),
            f'<g mask="url(#{name}-fade)" stroke-linecap="round" stroke-linejoin="round">{limb}</g>',
            *pointers,
            _measuring_line(picture.line, ink),
            *(text_svg(text, ink, LARGE) for text in picture.texts),
            "</svg>",
        ]
    )


def _definitions(name: str, fade: tuple[Point, Point]) -> str:
    (x1, y1), (x2, y2) = fade
    return (
        f'<defs><linearGradient id="{name}-skin" gradientUnits="userSpaceOnUse" x1="40" y1="0" x2="190" y2="170">'
        f'<stop offset="0" stop-color="{LIT}"/><stop offset=".45" stop-color="{SKIN}"/>'
        f'<stop offset="1" stop-color="{mix(SKIN, SHADE, 0.24)}"/></linearGradient>'
        f'<linearGradient id="{name}-round"><stop offset="0" stop-color="{SHADE}" stop-opacity=".26"/>'
        f'<stop offset=".32" stop-color="{LIT}" stop-opacity=".5"/>'
        f'<stop offset=".6" stop-color="{SKIN}" stop-opacity="0"/>'
        f'<stop offset="1" stop-color="{SHADE}" stop-opacity=".42"/></linearGradient>'
        f'<linearGradient id="{name}-ramp" gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">'
        '<stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
        f'<mask id="{name}-fade" maskUnits="userSpaceOnUse" x="-20" y="-20" width="300" height="220">'
        f'<rect x="-20" y="-20" width="300" height="220" fill="url(#{name}-ramp)"/></mask>'
        f'<filter id="{name}-blur" x="-30%" y="-30%" width="160%" height="160%">'
        '<feGaussianBlur stdDeviation="2.6"/></filter></defs>'
    )


def _limb(part: Part, name: str, ink: Ink) -> str:
    drawn = [(shape.style in SOFT, shape_svg(shape, name, ink)) for shape in part.shapes]
    inside = f'<clipPath id="{name}-inside">{skin_svg(part.shapes)}</clipPath>'
    return inside + "".join(f'<g clip-path="url(#{name}-inside)">{one}</g>' if soft else one for soft, one in drawn)


def _hand(hand: Hand, closed: Closed, name: str, ink: Ink) -> str:
    """The back of a right hand with the fingers closed; the fingers that are not measured are pale."""
    parts = [
        f'<linearGradient id="{name}-base" gradientUnits="userSpaceOnUse" x1="0" y1="94" x2="0" y2="114">'
        '<stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
        f'<mask id="{name}-up" maskUnits="userSpaceOnUse" x="0" y="-5" width="240" height="180">'
        f'<rect y="-5" width="240" height="180" fill="url(#{name}-base)"/></mask>'
    ]
    parts += [shape_svg(_on_picture(shape), name, ink) for shape in hand.below]
    for finger in ("little", "ring", "index", "middle"):
        pale = finger not in closed.measured
        drawn = _finger(finger, hand.fingers[finger], name, ink)
        parts.append(f'<g class="finger" opacity="{0.4 if pale else 1}">{drawn}</g>')
    parts += [shape_svg(_on_picture(shape), name, ink) for shape in hand.above]
    return "".join(parts)


def _on_picture(shape: CurvedShape) -> CurvedShape:
    return CurvedShape(shape.style, tuple(tuple(on_picture(*point) for point in c) for c in shape.curves), shape.closed)


def _finger(which: str, finger: Finger, name: str, ink: Ink) -> str:
    sides = [(finger.middle(height), height, half) for height, half in finger.stations()]
    outline = [on_picture(x - half, height) for x, height, half in sides]
    outline += [on_picture(x + half, height) for x, height, half in reversed(sides[:-1])]
    nail_low, nail_high, wide = finger.tip - 13, finger.tip - 2.8, finger.breadth * 0.29
    nail = [
        (-wide * 0.8, nail_low + 1),
        (-wide, nail_low + 4),
        (-wide * 0.92, nail_high - 2.5),
        (-wide * 0.5, nail_high),
    ]
    nail += [(wide * 0.5, nail_high), (wide * 0.92, nail_high - 2.5), (wide, nail_low + 4), (wide * 0.8, nail_low + 1)]
    nail += [(0, nail_low)]
    moon = [(-wide * 0.6, nail_low + 1), (0, nail_low + 3.4), (wide * 0.6, nail_low + 1), (0, nail_low + 0.3)]
    creases = [(finger.pip, offset, 0.34) for offset in (-2.6, 0, 2.6)] + [(finger.dip, d, 0.26) for d in (-1.2, 1.2)]

    def shape(style: str, points: Points, closed: bool) -> str:
        return shape_svg(CurvedShape(style, (points,), closed), name, ink)

    def drawn(style: str, points: Iterable[Point], closed: bool) -> str:
        return shape(style, tuple(on_picture(finger.middle(y) + x, y) for x, y in points), closed)

    arcs = (
        ((-share * finger.breadth, at + 0.4 * d), (0, at + 1.25 * d), (share * finger.breadth, at + 0.4 * d))
        for at, d, share in creases
    )
    open_path = path_of(CurvedShape("skin", (tuple(outline),), False))
    return "".join(
        [
            shape("skin", tuple(outline), True),
            f'<path d="{open_path}Z" fill="url(#{name}-round)" mask="url(#{name}-up)"/>',
            drawn("nail", nail, True),
            drawn("moon", moon, True),
            *(drawn("crease", arc, False) for arc in arcs),
            shape("contour", tuple(outline[which != "index" : len(outline) - (which != "little")]), False),
        ]
    )


def _measuring_line(ends: tuple[Point, Point], ink: Ink) -> str:
    """The line with a tick at each end, on a casing of paper colour so that it shows on skin."""
    (x1, y1), (x2, y2) = ends
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    across = (-(y2 - y1) / length * 5.5, (x2 - x1) / length * 5.5)
    ticks = [((x - across[0], y - across[1]), (x + across[0], y + across[1])) for x, y in ends]
    casing = [_stroke("casing", pair, ink["paper"], 4.8, 'opacity=".85"') for pair in (ends, *ticks)]
    lines = [_stroke("measure", ends, ink["measure"], 2.4)] + [_stroke("tick", t, ink["measure"], 2.4) for t in ticks]
    return f'<g stroke-linecap="round">{"".join(casing + lines)}</g>'


def _stroke(role: str, ends: tuple[Point, Point], colour: str, width: float, more: str = "") -> str:
    (x1, y1), (x2, y2) = ends
    return (
        f'<line class="{role}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}" {more}/>'
    )
