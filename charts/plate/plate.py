"""A view drawn as a plate of an anatomy book: the still picture under the points.

Layers, from below: flat skin, the relief picture, warmth on pads and muscles, bones, inner anatomy, toes, nails,
contour. Lines are filled outlines whose width swells and tapers, so one shape holds all lines of one ink; they scale
with the drawing. Colours are tokens of `charts.palette`. Where the
limb is cut, everything dissolves into the paper. The left limb is the mirror image, x → −x; the light stays upper left.
"""

from collections.abc import Iterable
from typing import Any

import numpy as np
from shapely.affinity import translate
from shapely.geometry import Polygon, box, shape
from shapely.geometry.base import BaseGeometry

from charts.drawing import Glow, Layer, Linked, Picture, Plate, Shape
from charts.palette import FADES
from charts.plate.moulding import AREAS as MOULDED
from charts.plate.relief import fade
from charts.plate.strokes import Ink, dashes, lines, polygons, rim, smooth, stroke
from coords.side import Side

PEN = 0.0017  # width of the contour as a share of the longer side of the frame
MARGIN = 0.03  # paper around the frame, as a share of its longer side

# style of a detail line → its strokes: token, opacity, width in pens, shift toward the shadow in pens
_STROKES: dict[str, tuple[tuple[str, float, float, float], ...]] = {
    "toe": (("shade", 0.16, 4.2, 0.9), ("ink", 0.66, 0.95, 0.0)),
    "web": (("shade", 0.22, 4.6, 0.6), ("ink", 0.66, 1.25, 0.0)),
    "crease": (("shade", 0.12, 3.4, 0.6), ("shade", 0.52, 1.0, 0.0)),
    "fold": (("shade", 0.14, 4.2, 0.8), ("shade", 0.60, 1.25, 0.0)),
    "tendon": (("shade", 0.12, 2.6, 2.2),),  # the cord itself is moulded in the relief
    "hollow": (("shade", 0.10, 7.0, 0.0), ("shade", 0.14, 3.6, 0.0)),
    "ankle_bone": (("shade", 0.10, 6.5, 0.8), ("shade", 0.12, 3.2, 0.3), ("shade", 0.26, 1.1, 0.0)),
    "arch": (("shade", 0.12, 5.0, 1.0), ("shade", 0.34, 1.2, 0.0)),
    "muscle": (("shade", 0.08, 5.5, 0.5), ("shade", 0.30, 1.1, 0.0)),
    "shin": (("light", 0.20, 4.0, -1.6), ("shade", 0.10, 5.0, 1.2), ("shade", 0.26, 1.0, 0.0)),
    "kneecap": (("shade", 0.09, 5.5, 0.6), ("shade", 0.40, 1.1, 0.0)),
    "border": (("shade", 0.05, 3.4, 0.0), ("shade", 0.46, 0.9, 0.0)),
    "knuckle": (("shade", 0.08, 3.6, 0.4), ("shade", 0.34, 0.9, 0.0)),
    "vein": (("shade", 0.10, 3.4, 0.4),),
    "nail": (("nail_line", 0.85, 0.7, 0.0),),
    "nail_moon": (("light", 0.6, 1.0, 0.0),),
    "pad": (("shade", 0.10, 4.0, 0.0), ("shade", 0.22, 0.9, 0.0)),
}
_SOFT = 3.5  # from this width on, in pens, a stroke is a shadow: several strokes, each narrower than the one below it
_DASH, _GAP = 7.0, 4.5  # of the border of red and white skin, in pens
# style of a detail area → its fills from the outermost ring inward: token, opacity of each, number of rings
_FILLS: dict[str, tuple[str, float, int]] = {
    "nail": ("nail", 0.78, 1),
    "nail_moon": ("light", 0.55, 1),
    "pad": ("blush", 0.05, 7),
    "hollow": ("shade", 0.030, 7),
    "ankle_bone": ("light", 0.05, 6),
    "kneecap": ("light", 0.045, 6),
    "knuckle": ("blush", 0.04, 5),
    "muscle": ("light", 0.03, 5),
    "tendon": ("light", 0.07, 4),
    "arch": ("shade", 0.05, 8),
}

# style of a soft spot, drawn as an upright ellipse that fades to its rim: token, opacity in its middle
_SPOTS = {"swell": ("light", 0.27), "dip": ("shade", 0.21)}

# x, y, half width, half height, strength 0–1 of a rosier spot, right limb
Warmth = tuple[float, float, float, float, float]


def _skin_feature(view: dict[str, Any]) -> dict[str, Any]:
    for feature in view["features"]:
        if feature["properties"]["role"] == "outline" and feature["properties"].get("id", "skin") == "skin":
            return feature
    raise ValueError(f"view {view.get('view')!r} has no outline 'skin'; a plate needs one")


def cuts_of(view: dict[str, Any]) -> list[dict[str, Any]]:
    """Where the limb dissolves into the paper: heights `from` (whole) and `to` (gone), in view units."""
    return list(_skin_feature(view)["properties"].get("cut") or [])


def skin_of(view: dict[str, Any], side: str) -> np.ndarray:
    """(n, 2) contour of the skin of one side, closed without repeating its first point, smooth."""
    largest = max(polygons(shape(_skin_feature(view)["geometry"])), key=lambda part: part.area)
    ring = np.asarray(largest.exterior.coords)
    return smooth(ring, 0.006 if len(ring) < 250 else 1.0, closed=True) * Side(side).axes


def frame_of(view: dict[str, Any], side: str) -> tuple[float, float, float, float]:
    """(x0, y0, x1, y1) of the view, mirrored for the left."""
    return Side(side).box(view["frame"])


def relief_box(view: dict[str, Any], side: str) -> tuple[float, float, float, float]:
    """(x0, y0, x1, y1) covered by the relief picture: the skin, as far as it is not faded away."""
    x0, y0, x1, y1 = Polygon(skin_of(view, side)).bounds
    for cut in cuts_of(view):
        y0, y1 = (y0, min(y1, cut["to"])) if cut["to"] > cut["from"] else (max(y0, cut["to"]), y1)
    edge = 0.004
    return round(x0 - edge, 4), round(y0 - edge, 4), round(x1 + edge, 4), round(y1 + edge, 4)


def _rings(area: BaseGeometry, side: str) -> tuple[np.ndarray, ...]:
    axes = Side(side).axes
    return tuple(np.round(np.asarray(part.exterior.coords[:-1]) * axes, 4) for part in polygons(area))


def _skin_shapes(skin: BaseGeometry, cuts: list[dict[str, Any]], side: str) -> tuple[Shape, ...]:
    """The flat skin up to the cuts, and under it ever longer, ever paler sheets that end in the colour of the paper.

    The sheets are opaque: many sheer ones would show their seams, or tint the skin by rounding.
    """
    x0, _, x1, _ = skin.bounds
    whole, sheets = skin, []
    for cut in cuts:
        heights = np.linspace(cut["from"], cut["to"], 400)
        ends = np.interp((np.arange(FADES) + 0.5) / FADES, 1 - fade(heights, [cut]), heights)
        beyond = 2 * cut["to"] - cut["from"]
        under = ends[0] - 0.02 * (cut["to"] - cut["from"])  # a little under the end of the whole skin
        whole = whole.difference(box(x0, min(ends[0], beyond), x1, max(ends[0], beyond)))
        sheets += [
            (step, skin.intersection(box(x0, min(under, ends[step]), x1, max(under, ends[step]))))
            for step in range(1, FADES)
        ]
    shapes = [(f"$skin_fade_{step}", area) for step, area in sorted(sheets, key=lambda sheet: -sheet[0])]
    shapes.append(("$skin", whole))
    return tuple(Shape(_rings(area, side), fill=colour) for colour, area in shapes if not area.is_empty)


def _draw_area(ink: Ink, layer: str, style: str, area: Polygon, pen: float, weight: float) -> None:
    """A nail, a pad, a soft bump: fills, and for nails a rim and a glint."""
    token, opacity, rings = _FILLS.get(style, ("shade", 0.04, 4))
    ring = smooth(np.asarray(area.exterior.coords), pen * 2.5, closed=True)
    area = Polygon(ring).buffer(0)
    size = np.sqrt(area.area)
    step = size / (2.6 * rings)
    for k in range(rings):
        ink.add_area(f"{layer} {k}" if rings > 1 else layer, token, opacity, area.buffer(-k * step) if k else area)
    if style == "nail":
        ink.add(layer, "nail_line", 0.8, rim(ring, pen * 0.75 * weight, ink.to_shadow))
        inner = area.buffer(-size * 0.10)
        glint = inner.difference(translate(inner, *(ink.to_shadow * size * 0.10))).buffer(-size * 0.012)
        ink.add_area(layer, "halo", 0.5, glint)


def _draw_detail(ink: Ink, feature: dict[str, Any], geometry: BaseGeometry, pen: float) -> None:
    properties = feature["properties"]
    style, weight = properties.get("style", "crease"), float(properties.get("weight", 1.0))
    if style not in _STROKES:
        raise ValueError(f"detail style {style!r} is unknown; styles are {', '.join([*_STROKES, *_SPOTS])}")
    for area in polygons(geometry):
        _draw_area(ink, style, style, area, pen, weight)
    for line in lines(geometry):
        taper = list(properties.get("taper") or (0.05, 1, 0.05))
        way = smooth(np.asarray(line.coords), pen * 4, closed=False)
        for token, opacity, width, shift in _STROKES[style]:
            moved = way + shift * pen * weight * ink.to_shadow
            if style == "border" and width < 2:
                for dash in dashes(moved, pen * width * weight, taper, pen * _DASH, pen * _GAP):
                    ink.add(style, token, opacity, dash)
                continue
            shares = (1.0,) if width < _SOFT else (1.22, 0.72) if width < 5 else (1.35, 0.96, 0.56)
            sheer = 1 - (1 - opacity) ** (1 / len(shares)) if len(shares) > 1 else opacity
            for k, share in enumerate(shares):
                band = stroke(moved, pen * width * share * weight, taper)
                ink.add(f"{style} {k}" if k else style, token, sheer, band, width * 1.2)


def _soft_spot(spot: Warmth, skin: Polygon, side: str, token: str = "blush") -> Glow:
    """A soft spot, strongest in the middle and gone at the rim of its ellipse, clipped to the skin."""
    x, y, rx, ry, strength = spot
    turn, axes = np.linspace(0, 2 * np.pi, 33), Side(side).axes
    ellipse = Polygon(np.stack([x + rx * np.cos(turn), y + ry * np.sin(turn)], axis=1))
    seen = [np.asarray(part.exterior.simplify(rx * 0.01).coords) for part in polygons(ellipse.intersection(skin))]
    stops = ((0, 1), (0.35, 0.78), (0.6, 0.4), (0.8, 0.14), (1, 0))
    return Glow(
        tuple(np.round(part * axes, 4) for part in seen),
        f"${token}",
        tuple((at, round(share * strength, 3)) for at, share in stops),
        Side(side).mirrored((x, y)),
        (rx, ry),
    )


def _is_spot(feature: dict[str, Any]) -> bool:
    return feature["properties"].get("style") in _SPOTS


def _volume(feature: dict[str, Any], area: BaseGeometry, skin: Polygon, side: str) -> Glow:
    """A muscle that swells, or the dip beside it, as a soft spot in the bounds of its area."""
    style, weight = feature["properties"]["style"], float(feature["properties"].get("weight", 1.0))
    token, opacity = _SPOTS[style]
    x0, y0, x1, y1 = area.bounds
    spot = ((x0 + x1) / 2, (y0 + y1) / 2, (x1 - x0) / 2, (y1 - y0) / 2, opacity * weight)
    return _soft_spot(spot, skin, side, token)


def _draw_bone(ink: Ink, bone: Polygon, room: BaseGeometry, pen: float, coarse: float) -> None:
    """`coarse`: how far its faint lines may stray, in parts of what nobody sees in the whole view."""
    outline = Polygon(smooth(np.asarray(bone.exterior.coords), pen * 5, closed=True)).buffer(0)
    seen = outline.intersection(room)
    dark_side = seen.difference(translate(seen, *(-ink.to_shadow * pen * 3.2)))
    ink.add_area("bones", "bone_fill", 0.88, seen, 3 * coarse)
    ink.add_area("bones", "bone_line", 0.3, dark_side, 5 * coarse)
    for part in polygons(seen):
        ring = np.asarray(part.exterior.simplify(pen * 0.18 * coarse).coords)[:-1]
        ink.add("bones", "bone_line", 0.95, rim(ring, pen * 0.5, ink.to_shadow), 2.8 * coarse)


def _order(feature: dict[str, Any]) -> int:
    """Soft warmth and hollows first, then lines, then toes and nails."""
    style = feature["properties"].get("style", "")
    return {"pad": 0, "hollow": 0, "knuckle": 1, "vein": 1, "toe": 3, "web": 3, "nail": 4, "nail_moon": 5}.get(style, 2)


def plate(
    view: dict[str, Any],
    side: str = "right",
    *,
    bones: bool = True,
    relief: bytes | str | None = None,
    warmth: Iterable[Warmth] = (),
) -> Plate:
    """The drawing of a view (a GeoJSON dict) with colour tokens.

    `relief` is its picture of light and shade: PNG, or the address by which a browser fetches it.
    """
    x0, y0, x1, y1 = frame_of(view, side)
    longer = max(x1 - x0, y1 - y0)
    closest = min([longer, *(max(f[2] - f[0], f[3] - f[1]) for f in (view.get("frames") or {}).values())])
    pen = PEN * float(np.sqrt(longer * closest))  # fine in the whole view, not coarse in the closest one
    cuts, contour = cuts_of(view), skin_of(view, "right")
    skin = Polygon(contour).buffer(0)
    ink = Ink(cuts, pen * 0.08, side)
    parts = [(feature, shape(feature["geometry"])) for feature in view["features"]]
    if bones:
        room = skin.buffer(-3.0 * pen)
        for feature, geometry in parts:
            if feature["properties"]["role"] == "bone":
                for bone in polygons(geometry):
                    _draw_bone(ink, bone, room, pen, 0.4 if view.get("frames") else 1.0)
    details = [part for part in parts if part[0]["properties"]["role"] == "detail"]
    details = [part for part in details if part[0]["properties"].get("style") not in MOULDED]
    soft = [_volume(feature, geometry, skin, side) for feature, geometry in details if _is_spot(feature)]
    soft += [_soft_spot(spot, skin, side) for spot in warmth]
    details = [part for part in details if not _is_spot(part[0])]
    for feature, geometry in sorted(details, key=lambda part: _order(part[0])):
        _draw_detail(ink, feature, geometry, pen)
    ink.add("contour", "contour", 0.92, rim(contour, pen, ink.to_shadow))
    layers = [Layer("skin", _skin_shapes(skin.simplify(pen * 0.1), cuts, side))]
    if relief:
        where = relief_box(view, side)
        shading = Picture(relief, where) if isinstance(relief, bytes) else Linked(relief, where)
        layers.append(Layer("relief", (shading,)))
    if soft:
        layers.append(Layer("warmth", tuple(soft)))
    edge = MARGIN * longer
    key = f"{view.get('view')}_{side}{'_bones' if bones else ''}{'_relief' if relief else ''}"
    frame = (round(x0 - edge, 4), round(y0 - edge, 4), round(x1 + edge, 4), round(y1 + edge, 4))
    return Plate(key, (*layers, *ink.layers()), frame)
