"""Small drawings of every technique: what the hand does, and which way.

A scene is data: parts of the body and where they lie, arrows, a few words, and how the parts move. All in px of a
picture of 240 × 170, y down. Angles are in degrees from the right, clockwise on the screen. Skin is looked at from
outside. The limb is a right one; `of_the_left` is its mirror image, in which a circle still runs the way that its name
says: clockwise and counterclockwise are as the reader sees the skin. The arrows
alone say the movement: for readers who ask their system for less motion, or in a `still` drawing, nothing moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from html import escape
from math import atan2, cos, degrees, hypot, radians, sin

from charts.palette import mix
from charts.pictures.shapes import (
    CLOTH,
    HEIGHT,
    INK,
    LIT,
    PAPER,
    SHADE,
    SKIN,
    SOFT,
    STYLES,
    WIDTH,
    Part,
    Point,
    Text,
    shape_svg,
    skin_svg,
    smooth_path,
    text_svg,
)

LARGE = 15.0  # px of the words that count
HOLLOW = ' vector-effect="non-scaling-stroke" stroke-width="2"'  # px of the screen: a squeezed line would else vanish
WATER, WOOD, GLASS, WARM = "#5b9fc4", "#a98467", "#d9c27a", "#e8b04a"
LOOKS = {
    **STYLES,  # the styles of the measuring pictures, those of things, and three that a moving part needs softer
    "glow": f'fill="{LIT}" opacity=".9" filter="url(#$-blur)"',
    "hair": f'fill="{INK}" stroke="$rim" stroke-width="1"',
    "cloth": f'fill="{CLOTH}" stroke="$rim" stroke-width="1.4"',
    "shadow": f'fill="{INK}" opacity=".26" filter="url(#$-blur)"',
    "pale": f'fill="{mix(CLOTH, "#ffffff", 0.45)}" stroke="$rim" stroke-width="1.2"',
    "seam": f'fill="none" stroke="{mix(CLOTH, INK, 0.45)}" stroke-width="1" opacity=".8"',
    "water": f'fill="{WATER}" opacity=".75"',
    "wave": f'fill="none" stroke="{mix(WATER, "#ffffff", 0.55)}" stroke-width="1.6"',
    "drop": f'fill="{WATER}" stroke="{mix(WATER, INK, 0.5)}" stroke-width="1"',
    "oil": f'fill="{WARM}" stroke="{mix(WARM, INK, 0.55)}" stroke-width="1"',
    "glass": f'fill="{GLASS}" stroke="$rim" stroke-width="1.4"',
    "wood": f'fill="{WOOD}" stroke="$rim" stroke-width="1.2"',
    "lamp": f'fill="{WARM}" stroke="$rim" stroke-width="1.2"',
    "light": f'fill="{WARM}" opacity=".28" filter="url(#$-blur)"',
    "steam": 'fill="none" stroke="$quiet" stroke-width="2"',
    "line": 'fill="none" stroke="$text" stroke-width="1.8"',
    "sight": 'fill="none" stroke="$measure" stroke-width="2" stroke-dasharray="1 5"',
    "white": f'fill="#ffffff" stroke="{INK}" stroke-width="1.4"',
    "iris": f'fill="{CLOTH}" stroke="{INK}" stroke-width="1"',
    "black": f'fill="{INK}"',
    "point": 'fill="$measure" stroke="#ffffff" stroke-width="1.6"',
    "ring": 'fill="none" stroke="$measure" stroke-width="2"',
    "halo": 'fill="none" stroke="$paper" stroke-width="7" opacity=".85"',
    "ban": 'fill="none" stroke="$measure" stroke-width="3.4"',
    "span": 'fill="none" stroke="$measure" stroke-width="2.4"',
}

Ink = Mapping[str, str]


@dataclass(frozen=True)
class PlacedPart:
    """A part in its place; `front`: not faded at the edge of the picture; `spot`: the point it marks on a limb."""

    part: str
    at: Point
    turn: float = 0
    size: float = 1
    mirrored: bool = False
    motion: str = ""
    opacity: float = 1
    front: bool = False
    spot: str = ""


@dataclass(frozen=True)
class Arrow:
    """A way: through points, or an arc of `sweep` degrees around a centre (positive: clockwise as one looks)."""

    points: tuple[Point, ...] = ()
    both: bool = False
    width: float = 3.2
    centre: Point = (0, 0)
    radius: float = 0
    start: float = 0
    sweep: float = 0
    motion: str = ""
    dotted: bool = False


@dataclass(frozen=True)
class Frame:
    """Where a part is at `percent` of its motion: shifted, turned, stretched in height, seen through."""

    percent: float
    dx: float = 0
    dy: float = 0
    turn: float = 0
    stretch: float = 1
    opacity: float = 1


@dataclass(frozen=True)
class Motion:
    """A motion that comes back to its start every so many seconds; a circle `keeps_sense` on the other side too."""

    seconds: float
    frames: tuple[Frame, ...]
    pace: str = "ease-in-out"
    keeps_sense: bool = False


def round_and_round(seconds: float, radius: float, clockwise: bool) -> Motion:
    """A part that is carried once round a circle of px; starts at the right."""
    turn = radians(15 if clockwise else -15)
    steps = ((i, cos(turn * i), sin(turn * i)) for i in range(25))
    return Motion(
        seconds, tuple(Frame(100 * i / 24, radius * (x - 1), radius * y) for i, x, y in steps), "linear", True
    )


@dataclass(frozen=True)
class Dent:
    """The hollow a press makes: where, half its breadth, how deep."""

    x: float
    half: float
    depth: float
    motion: str = ""


@dataclass(frozen=True)
class Slab:
    """Skin from the side: the height of its surface, its hollows and its ends."""

    y: float
    dents: tuple[Dent, ...] = ()
    ends: Point = (0, 240)


@dataclass(frozen=True)
class Scene:
    """What the drawing of a technique shows; `alt` says it in words, `parts` has every part of its layers."""

    technique: str
    alt: str
    layers: tuple[PlacedPart, ...]
    parts: Mapping[str, Part]
    texts: tuple[Text, ...] = ()
    arrows: tuple[Arrow, ...] = ()
    slab: Slab | None = None
    motions: Mapping[str, Motion] = field(default_factory=dict)
    side: str = "right"


def of_the_left(scene: Scene) -> Scene:
    """The same movement on the left limb: all is mirrored but words, and circles keep their sense."""

    def across(point: Point) -> Point:
        return (WIDTH - point[0], point[1])

    anchors = {"start": "end", "end": "start"}
    layers = (replace(one, at=across(one.at), turn=-one.turn, mirrored=not one.mirrored) for one in scene.layers)
    circles = any(motion.keeps_sense for motion in scene.motions.values())
    arrows = (
        replace(one, points=tuple(map(across, one.points)), centre=across(one.centre), start=start, sweep=sweep)
        for one in scene.arrows
        for start, sweep in [(180 - one.start - one.sweep, one.sweep) if circles else (180 - one.start, -one.sweep)]
    )
    texts = (replace(text, at=across(text.at), anchor=anchors.get(text.anchor, text.anchor)) for text in scene.texts)
    slab = scene.slab and replace(
        scene.slab,
        dents=tuple(replace(one, x=WIDTH - one.x) for one in reversed(scene.slab.dents)),
        ends=(WIDTH - scene.slab.ends[1], WIDTH - scene.slab.ends[0]),
    )
    motions = {
        name: replace(one, frames=tuple(_across(frame, one.keeps_sense) for frame in one.frames))
        for name, one in scene.motions.items()
    }
    return replace(
        scene, layers=tuple(layers), arrows=tuple(arrows), texts=tuple(texts), slab=slab, motions=motions, side="left"
    )


def _across(frame: Frame, keeps_sense: bool) -> Frame:
    """What moved to the left moves to the right; on a circle also up what moved down, so that it runs the same way."""
    return replace(frame, dx=-frame.dx, dy=-frame.dy if keeps_sense else frame.dy, turn=-frame.turn)


def movement_svg(scene: Scene, dark: bool = False, still: bool = False) -> str:
    """A self-contained SVG on transparent paper, as wide as the place it stands in."""
    ink = PAPER[dark]
    name = f"move-{scene.technique.replace('_', '-')}-{'dark' if dark else 'light'}{'-still' if still else ''}"
    name += "-left" if scene.side == "left" else ""
    before = [[other.part for other in scene.layers[:i]] for i in range(len(scene.layers))]
    drawn = [
        (layer.front, _layer(layer, scene.parts[layer.part], layer.part not in seen, name, ink))
        for layer, seen in zip(scene.layers, before, strict=True)
    ]
    body, front = ("".join(one for at_front, one in drawn if at_front is where) for where in (False, True))
    slab = _slab(scene.slab, name, ink) if scene.slab else ""
    ends = {layer.part: fade for layer in scene.layers if (fade := scene.parts[layer.part].fade)}
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img" '
            f'aria-labelledby="{name}-desc" font-family="system-ui, sans-serif">',
            f'<desc id="{name}-desc">{escape(scene.alt)}</desc>',
            "" if still else _style(scene, name),
            _definitions(name),
            *(_far_end(f"{name}-{part}", fade) for part, fade in ends.items()),
            f'<g mask="url(#{name}-edge)" stroke-linecap="round" stroke-linejoin="round">{slab}{body}</g>',
            f'<g stroke-linecap="round" stroke-linejoin="round">{front}',
            *(_arrow(arrow, ink, name) for arrow in scene.arrows),
            "</g>",
            *(text_svg(text, ink, LARGE) for text in scene.texts),
            "</svg>",
        ]
    )


# ---- what moves


def _style(scene: Scene, name: str) -> str:
    """The motions as CSS, only for readers who have not asked for less of it."""
    frames = "".join(_keyframes(f"{name}-{key}", motion) for key, motion in scene.motions.items())
    runs = "".join(
        f".{name}-{key}{{animation:{name}-{key} {motion.seconds:g}s {motion.pace} infinite}}"
        for key, motion in scene.motions.items()
    )
    return f"<style>{frames}@media (prefers-reduced-motion: no-preference){{{runs}}}</style>" if runs else ""


def _keyframes(name: str, motion: Motion) -> str:
    steps = []
    for frame in motion.frames:
        move = f"translate({frame.dx:g}px,{frame.dy:g}px) rotate({frame.turn:g}deg) scale(1,{frame.stretch:g})"
        steps.append(f"{frame.percent:g}%{{transform:{move};opacity:{frame.opacity:g}}}")
    return f"@keyframes {name}{{{''.join(steps)}}}"


def _moving(motion: str, origin: Point, name: str, content: str) -> str:
    """A group that moves about its origin, or the content alone when nothing moves."""
    if not motion:
        return content
    x, y = origin
    return f'<g class="{name}-{motion}" style="transform-origin:{x:g}px {y:g}px">{content}</g>'


# ---- what is drawn


def _layer(layer: PlacedPart, part: Part, first: bool, name: str, ink: Ink) -> str:
    (x, y), flip = layer.at, -1 if layer.mirrored else 1
    place = f"translate({x:g} {y:g}) rotate({layer.turn:g}) scale({flip * layer.size:g} {layer.size:g})"
    fade = f' opacity="{layer.opacity:g}"' if layer.opacity < 1 else ""
    inside, skin = f"{name}-{layer.part}", skin_svg(part.shapes)
    clip = f'<clipPath id="{inside}">{skin}</clipPath>' if skin and first else ""
    drawn = []
    for shape in part.shapes:
        one = shape_svg(shape, name, ink, LOOKS, layer.size)
        drawn.append(f'<g clip-path="url(#{inside})">{one}</g>' if shape.style in SOFT and skin else one)
    ends = f' mask="url(#{inside}-end)"' if part.fade else ""
    whole = f'<g transform="{place}"{fade}{ends}>{"".join(drawn)}</g>'
    return _moving(layer.motion, layer.at, name, clip + whole)


def _far_end(inside: str, fade: tuple[Point, Point]) -> str:
    """A mask in which a hand or leg fades out where it leaves the picture; in the coordinates of the part."""
    (x1, y1), (x2, y2) = fade
    return (
        f'<linearGradient id="{inside}-ramp" gradientUnits="userSpaceOnUse" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" '
        f'y2="{y2:g}"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
        f'<mask id="{inside}-end" maskUnits="userSpaceOnUse" x="-200" y="-200" width="500" height="500">'
        f'<rect x="-200" y="-200" width="500" height="500" fill="url(#{inside}-ramp)"/></mask>'
    )


def _hollow(half: float, depth: float) -> str:
    """The hollow a press makes in a flat skin, around (0, 0), as the curve of an SVG path."""
    return (
        f"M{-half:g} 0C{-half * 0.55:g} 0 {-half * 0.6:g} {depth:g} 0 {depth:g}"
        f"C{half * 0.6:g} {depth:g} {half * 0.55:g} 0 {half:g} 0"
    )


def _slab(slab: Slab, name: str, ink: Ink) -> str:
    """Skin seen from the side: a surface with a hollow under every press, and the flesh below it."""
    left, right = slab.ends
    holes, edges, last = [], [], left
    for dent in slab.dents:
        x, half, motion = dent.x, dent.half, dent.motion
        curve = _hollow(half, dent.depth)
        place = f'<g transform="translate({x:g} {slab.y:g})">'
        holes.append(_moving(motion, (x, slab.y), name, f'{place}<path d="{curve}V-2H{-half:g}Z" fill="#000"/></g>'))
        line = f'<path d="{curve}"{HOLLOW if motion else ""}/>'
        edges.append(_moving(motion, (x, slab.y), name, f"{place}{line}</g>"))
        edges.append(f'<path d="M{last:g} {slab.y:g}H{x - half:g}"/>')
        last = x + half
    edges.append(f'<path d="M{last:g} {slab.y:g}H{right:g}"/>')
    flesh = "".join(
        f'<ellipse cx="{dent.x:g}" cy="{slab.y + 20:g}" rx="{dent.half * 0.8:g}" ry="14" fill="{SHADE}" opacity=".2" '
        f'filter="url(#{name}-blur)"/>'
        for dent in slab.dents
    )
    rims = f'<g fill="none" stroke="{ink["rim"]}" stroke-width="3">{"".join(edges)}</g>' if ink["rim"] != INK else ""
    return (
        f'<mask id="{name}-dents" maskUnits="userSpaceOnUse" x="-20" y="-20" width="300" height="240">'
        f'<rect x="-20" y="-20" width="300" height="240" fill="#fff"/>{"".join(holes)}</mask>'
        f'<g mask="url(#{name}-dents)"><rect x="{left:g}" y="{slab.y:g}" width="{right - left:g}" height="90" '
        f'fill="url(#{name}-flesh)"/>{flesh}</g>{rims}'
        f'<g fill="none" stroke="{INK}" stroke-width="1.6">{"".join(edges)}</g>'
    )


def arc(centre: Point, radius: float, start: float, sweep: float, steps: int = 10) -> tuple[Point, ...]:
    """Points of an arc; degrees from the right, clockwise on the screen when `sweep` is positive."""
    x, y = centre
    angles = [radians(start + sweep * i / steps) for i in range(steps + 1)]
    return tuple((x + radius * cos(a), y + radius * sin(a)) for a in angles)


def arrow_points(arrow: Arrow) -> tuple[Point, ...]:
    """The way of an arrow, from its tail to its head, px of the picture."""
    return arc(arrow.centre, arrow.radius, arrow.start, arrow.sweep) if arrow.radius else arrow.points


def _arrow(arrow: Arrow, ink: Ink, name: str) -> str:
    points = arrow_points(arrow)
    heads = [(points[-2], points[-1])] + ([(points[1], points[0])] if arrow.both else [])
    size = 3.2 + 1.9 * arrow.width
    path = smooth_path(points, False)
    dash = ' stroke-dasharray="0.1 5"' if arrow.dotted else ""
    tips = "".join(_head(*head, size) for head in heads)
    line = f'<path class="way" d="{path}"{dash} fill="none"/>'
    casing = f'<g stroke="{ink["paper"]}" stroke-width="{arrow.width + 2.6:g}" fill="{ink["paper"]}" opacity=".85">'
    colour = ink["measure"]
    whole = (
        f"{casing}{line.replace('way', 'casing')}{tips.replace('head', 'casing')}</g>"
        f'<g stroke="{colour}" stroke-width="{arrow.width:g}">{line}</g>'
        f'<g stroke="{colour}" stroke-width="1" fill="{colour}">{tips}</g>'
    )
    return _moving(arrow.motion, points[0], name, whole)


def _head(tail: Point, tip: Point, size: float) -> str:
    """A barbed arrowhead whose point lies a little beyond the end of the line."""
    turn = degrees(atan2(tip[1] - tail[1], tip[0] - tail[0]))
    if hypot(tip[0] - tail[0], tip[1] - tail[1]) == 0:
        raise ValueError(f"an arrow ends where its last piece begins, at {tip}")
    back, wide, ahead = -size * 0.75, size * 0.62, size * 0.55
    shape = f"M{ahead:.1f} 0L{back:.1f} {-wide:.1f}L{back * 0.6:.1f} 0L{back:.1f} {wide:.1f}Z"
    return f'<path class="head" d="{shape}" transform="translate({tip[0]:.1f} {tip[1]:.1f}) rotate({turn:.1f})"/>'


def _definitions(name: str) -> str:
    deep = mix(SKIN, SHADE, 0.26)
    return (
        f'<defs><linearGradient id="{name}-skin" x1="0" y1="0" x2="1" y2="1">'
        f'<stop offset="0" stop-color="{LIT}"/><stop offset=".5" stop-color="{SKIN}"/>'
        f'<stop offset="1" stop-color="{deep}"/></linearGradient>'
        f'<linearGradient id="{name}-flesh" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="{SKIN}"/>'
        f'<stop offset="1" stop-color="{deep}"/></linearGradient>'
        f'<filter id="{name}-blur" x="-40%" y="-40%" width="180%" height="180%">'
        f'<feGaussianBlur stdDeviation="3"/></filter>'
        f'<mask id="{name}-edge" maskUnits="userSpaceOnUse" x="0" y="0" width="{WIDTH}" height="{HEIGHT}">'
        f'<rect x="10" y="10" width="{WIDTH - 20}" height="{HEIGHT - 20}" rx="16" fill="#fff" '
        f'filter="url(#{name}-soft)"/></mask>'
        f'<filter id="{name}-soft" filterUnits="userSpaceOnUse" x="0" y="0" width="{WIDTH}" height="{HEIGHT}">'
        f'<feGaussianBlur stdDeviation="4.5"/></filter></defs>'
    )
