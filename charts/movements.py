"""Small drawings of every technique: what the hand does, and which way.

A scene (charts/movement_scenes.py) is data: parts of the body and where they lie, arrows, a few words, and how the
parts move. This module turns one into an SVG of 240 × 170, in the style of charts/measuring_pictures.py. The arrows
alone say the movement: for readers who ask their system for less motion, or in a `still` drawing, nothing moves.
"""

from __future__ import annotations

import re
from html import escape
from math import atan2, cos, degrees, hypot, radians, sin

from charts.measuring_pictures import HEIGHT, INK, LIT, PAPER, SHADE, SKIN, WIDTH, smooth_path
from charts.movement_scenes import SCENES, Arrow, Layer, Motion, Scene, Slab, Text
from charts.movement_shapes import FADES, SHAPES, SOFT, STYLES
from charts.palette import mix

Point = tuple[float, float]
TECHNIQUES = tuple(SCENES)
HOLLOW = ' vector-effect="non-scaling-stroke" stroke-width="2"'  # px of the screen: a squeezed line would else vanish


def movement_alt(technique: str, name: str) -> str:
    """What the drawing of a technique shows, in words, after its name; raises KeyError for one without a drawing."""
    return f"{name}: {_scene(technique).alt}"


def movement_svg(technique: str, dark: bool = False, still: bool = False) -> str:
    """A self-contained SVG on transparent paper, as wide as the place it stands in; raises KeyError."""
    scene, ink = _scene(technique), PAPER[dark]
    name = f"move-{technique.replace('_', '-')}-{'dark' if dark else 'light'}{'-still' if still else ''}"
    before = [[other.part for other in scene.layers[:i]] for i in range(len(scene.layers))]
    drawn = [
        (layer.front, _layer(layer, layer.part not in seen, name, ink))
        for layer, seen in zip(scene.layers, before, strict=True)
    ]
    body, front = ("".join(one for at_front, one in drawn if at_front is where) for where in (False, True))
    slab = _slab(scene.slab, name, ink) if scene.slab else ""
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img" '
            f'aria-labelledby="{name}-desc" font-family="system-ui, sans-serif">',
            f'<desc id="{name}-desc">{escape(scene.alt)}</desc>',
            "" if still else _style(scene, name),
            _definitions(name),
            *(_far_end(part, name) for part in dict.fromkeys(layer.part for layer in scene.layers) if part in FADES),
            f'<g mask="url(#{name}-edge)" stroke-linecap="round" stroke-linejoin="round">{slab}{body}</g>',
            f'<g stroke-linecap="round" stroke-linejoin="round">{front}',
            *(_arrow(arrow, ink, name) for arrow in scene.arrows),
            "</g>",
            *(_text(text, ink) for text in scene.texts),
            "</svg>",
        ]
    )


def _scene(technique: str) -> Scene:
    if technique not in SCENES:
        raise KeyError(f"no drawing for {technique!r}; there are {', '.join(TECHNIQUES)}")
    return SCENES[technique]


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
    for percent, dx, dy, turn, stretch, opacity in motion.frames:
        move = f"translate({dx:g}px,{dy:g}px) rotate({turn:g}deg) scale(1,{stretch:g})"
        steps.append(f"{percent:g}%{{transform:{move};opacity:{opacity:g}}}")
    return f"@keyframes {name}{{{''.join(steps)}}}"


def _moving(motion: str, origin: Point, name: str, content: str) -> str:
    """A group that moves about its origin, or the content alone when nothing moves."""
    if not motion:
        return content
    x, y = origin
    return f'<g class="{name}-{motion}" style="transform-origin:{x:g}px {y:g}px">{content}</g>'


# ---- what is drawn


def _layer(layer: Layer, first: bool, name: str, ink: dict[str, str]) -> str:
    (x, y), flip = layer.at, -1 if layer.mirrored else 1
    place = f"translate({x:g} {y:g}) rotate({layer.turn:g}) scale({flip * layer.size:g} {layer.size:g})"
    fade = f' opacity="{layer.opacity:g}"' if layer.opacity < 1 else ""
    shapes = SHAPES[layer.part]
    inside = f"{name}-{layer.part}"
    skin = "".join(f'<path d="{_path(points, True)}"/>' for style, points, _ in shapes if style == "skin")
    clip = f'<clipPath id="{inside}">{skin}</clipPath>' if skin and first else ""
    drawn = []
    for style, points, closed in shapes:
        one = f'<path d="{_path(points, closed)}" {_look(style, layer.size, name, ink)}/>'
        if style == "contour" and ink["rim"] != INK:
            one = f'<path d="{_path(points, closed)}" {_look("rim", layer.size, name, ink)}/>' + one
        drawn.append(f'<g clip-path="url(#{inside})">{one}</g>' if style in SOFT and skin else one)
    ends = f' mask="url(#{inside}-end)"' if layer.part in FADES else ""
    whole = f'<g transform="{place}"{fade}{ends}>{"".join(drawn)}</g>'
    return _moving(layer.motion, layer.at, name, clip + whole)


def _far_end(part: str, name: str) -> str:
    """A mask in which a hand or leg fades out where it leaves the picture; in the coordinates of the part."""
    (x1, y1), (x2, y2) = FADES[part]
    inside = f"{name}-{part}"
    return (
        f'<linearGradient id="{inside}-ramp" gradientUnits="userSpaceOnUse" x1="{x1:g}" y1="{y1:g}" x2="{x2:g}" '
        f'y2="{y2:g}"><stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
        f'<mask id="{inside}-end" maskUnits="userSpaceOnUse" x="-200" y="-200" width="500" height="500">'
        f'<rect x="-200" y="-200" width="500" height="500" fill="url(#{inside}-ramp)"/></mask>'
    )


def _look(style: str, size: float, name: str, ink: dict[str, str]) -> str:
    """The attributes of a style; a line is as broad on a small part as on a large one."""
    words = re.sub(
        r'stroke-width="([\d.]+)"', lambda found: f'stroke-width="{float(found[1]) / size:.3g}"', STYLES[style]
    )
    for key in ("rim", "text", "measure", "paper", "quiet"):
        words = words.replace(f"${key}", ink[key])
    return words.replace("$", name)


def _path(points: str, closed: bool) -> str:
    """A smooth path through "x,y x,y …"; pieces between | are joined by corners."""
    pieces = [[(float(x), float(y)) for x, y in (pair.split(",") for pair in piece.split())]
              for piece in points.split("|")]  # fmt: skip
    if len(pieces) == 1:
        return smooth_path(pieces[0], closed)
    first, *rest = (smooth_path(piece, False) for piece in pieces)
    return first + "".join("L" + piece[1:] for piece in rest) + ("Z" if closed else "")


def dent(half: float, depth: float) -> str:
    """The hollow a press makes in a flat skin, around (0, 0), as the curve of an SVG path."""
    return (
        f"M{-half:g} 0C{-half * 0.55:g} 0 {-half * 0.6:g} {depth:g} 0 {depth:g}"
        f"C{half * 0.6:g} {depth:g} {half * 0.55:g} 0 {half:g} 0"
    )


def _slab(slab: Slab, name: str, ink: dict[str, str]) -> str:
    """Skin seen from the side: a surface with a hollow under every press, and the flesh below it."""
    left, right = slab.ends
    holes, edges, last = [], [], left
    for x, half, depth, motion in slab.dents:
        curve = dent(half, depth)
        place = f'<g transform="translate({x:g} {slab.y:g})">'
        holes.append(_moving(motion, (x, slab.y), name, f'{place}<path d="{curve}V-2H{-half:g}Z" fill="#000"/></g>'))
        line = f'<path d="{curve}"{HOLLOW if motion else ""}/>'
        edges.append(_moving(motion, (x, slab.y), name, f"{place}{line}</g>"))
        edges.append(f'<path d="M{last:g} {slab.y:g}H{x - half:g}"/>')
        last = x + half
    edges.append(f'<path d="M{last:g} {slab.y:g}H{right:g}"/>')
    flesh = "".join(
        f'<ellipse cx="{x:g}" cy="{slab.y + 20:g}" rx="{half * 0.8:g}" ry="14" fill="{SHADE}" opacity=".2" '
        f'filter="url(#{name}-blur)"/>'
        for x, half, _, _ in slab.dents
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


def _arrow(arrow: Arrow, ink: dict[str, str], name: str) -> str:
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


def _text(line: Text, ink: dict[str, str]) -> str:
    x, y, words, anchor, strong = line
    colour = ink["measure"] if strong else ink["text"]
    look = f'font-size="{15 if strong else 12}" font-weight="{700 if strong else 400}" fill="{colour}"'
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" {look}>{escape(words)}</text>'


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
