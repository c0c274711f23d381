"""A plate as a still for paper: its tokens become the colours of a palette, and its soft fills plain ones.

Soft spots become a few rings, and where the limb is cut a white veil goes over the drawing.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
from shapely import Polygon, union_all

from charts.drawing import Fade, Glow, Picture, Plate, Shape, Still, Veil, rectangle
from charts.plate.strokes import polygons

RINGS = np.linspace(1, 0.07, 14)  # sizes of the rings of a soft spot, in parts of the whole
TURN = np.linspace(0, 2 * np.pi, 33)
FAINTEST = 0.004  # a ring that adds less is left out


def engraved(plate: Plate, palette: Mapping[str, str]) -> Still:
    """The plate's drawing in view units."""
    x0, y0, x1, y1 = plate.box
    items: list[Shape | Picture | Veil] = []
    cuts = set()
    for item in (item for layer in plate.layers for item in layer.items):
        match item:
            case Picture():
                items.append(item)
            case Glow():
                items += _spot(item, palette[item.fill[1:]])
            case Fade():
                cuts.add((item.stops[0][0], item.stops[-1][0]))
                opacity = max(opacity for _, opacity in item.stops)
                items.append(Shape(item.lines, fill=palette[item.fill[1:]], fill_opacity=opacity))
            case Shape(fill=str(token)):
                items.append(replace(item, fill=palette[token[1:]]))
    for start, stop in cuts:
        clear, white = (start, stop) if stop > (y0 + y1) / 2 else (stop, start)
        items.append(Veil((x0, min(clear, white), x1, max(clear, white)), clear, white))
        gone = (x0, white, x1, y1) if white > clear else (x0, y0, x1, white)
        items.append(rectangle(gone, fill="#ffffff"))
    return Still(plate.key, tuple(items), plate.box)


def _spot(spot: Glow, colour: str) -> list[Shape]:
    places, opacities = zip(*spot.stops, strict=True)
    area = union_all([Polygon(ring) for ring in spot.lines])
    rim = np.stack([np.cos(TURN), np.sin(TURN)], axis=1) * spot.radii
    shapes, before = [], 0.0
    for size in RINGS:
        wanted = float(np.interp(size - 0.5 * (RINGS[0] - RINGS[1]), places, opacities))
        more = (wanted - before) / (1 - before)
        if more > FAINTEST:
            seen = Polygon(spot.centre + size * rim).intersection(area)
            rings = tuple(np.asarray(part.exterior.coords) for part in polygons(seen))
            shapes.append(Shape(rings, fill=colour, fill_opacity=round(more, 3)))
            before = wanted
    return shapes
