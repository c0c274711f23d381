"""A plate (`charts.plate.plate`) as shapes for paper: what the browser draws with gradients, in plain fills.

Soft spots become a few rings, and where the limb is cut a white veil goes over the drawing.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

import numpy as np

from charts.palette import paint_colour
from charts.paper.drawing import Picture, Shape, Still, Veil, rectangle

RINGS = (1.0, 0.86, 0.72, 0.58, 0.44, 0.3, 0.16)  # sizes of the rings of a soft spot, in parts of the whole
_COLOUR = re.compile(r"rgba\((\d+),(\d+),(\d+),([0-9.]+)\)")


def colour_of(token: str, palette: Mapping[str, str]) -> tuple[str, float]:
    """"$ink@0.4" → ("#54321f", 0.4)."""
    painted = paint_colour(token, dict(palette))
    parts = _COLOUR.fullmatch(painted)
    if not parts:
        return painted, 1.0
    return "#" + "".join(f"{int(part):02x}" for part in parts.groups()[:3]), float(parts[4])


def engraved(plate: Mapping[str, Any], palette: Mapping[str, str], key: str, relief: bytes | None = None) -> Still:
    """The plate's drawing in view units; `relief` is its light-and-shade picture."""
    layout = plate["layout"]
    (x0, x1), (y0, y1) = layout["xaxis"]["range"], layout["yaxis"]["range"]
    items: list[Shape | Picture | Veil] = [_skin(shape, palette) for shape in layout.get("shapes", [])]
    if relief:
        items.append(Picture(relief, tuple(layout["meta"]["relief_box"])))
    cuts = set()
    for trace in plate["data"]:
        gradient = trace.get("fillgradient")
        if gradient and gradient["type"] == "radial":
            items += _spot(trace, palette)
            continue
        if gradient:
            cuts.add((gradient["start"], gradient["stop"]))
        colour, opacity = colour_of(_strongest(gradient) if gradient else trace["fillcolor"], palette)
        items.append(Shape(_rings(trace), fill=colour, fill_opacity=opacity))
    for start, stop in cuts:
        clear, white = (start, stop) if stop > (y0 + y1) / 2 else (stop, start)
        items.append(Veil((x0, min(clear, white), x1, max(clear, white)), clear, white))
        gone = (x0, white, x1, y1) if white > clear else (x0, y0, x1, white)
        items.append(rectangle(gone, fill="#ffffff"))
    return Still(key, tuple(items), (x0, y0, x1, y1))


def _strongest(gradient: Mapping[str, Any]) -> str:
    return max((token for _, token in gradient["colorscale"]), key=lambda token: float(token.partition("@")[2] or 1))


def _skin(shape: Mapping[str, Any], palette: Mapping[str, str]) -> Shape:
    rings = [
        np.array([[float(number) for number in point.split(",")] for point in part.rstrip("Z").split("L")])
        for part in shape["path"].split("M")[1:]
    ]
    return Shape(tuple(rings), fill=colour_of(shape["fillcolor"], palette)[0])


def _rings(trace: Mapping[str, Any]) -> tuple[np.ndarray, ...]:
    points = np.array([[np.nan if v is None else v for v in axis] for axis in (trace["x"], trace["y"])], float).T
    gaps = np.nonzero(np.isnan(points[:, 0]))[0]
    parts = np.split(points, gaps)
    return tuple(part[~np.isnan(part[:, 0])] for part in parts if len(part) > 2)


def _spot(trace: Mapping[str, Any], palette: Mapping[str, str]) -> list[Shape]:
    stops = [(at, *colour_of(token, palette)) for at, token in trace["fillgradient"]["colorscale"]]
    every = np.array([(x, y) for x, y in zip(trace["x"], trace["y"], strict=True) if x is not None], float)
    centre = (every.min(axis=0) + every.max(axis=0)) / 2
    rings, shapes, before = _rings(trace), [], 0.0
    for size in RINGS:
        wanted = float(np.interp(size - 0.07, [at for at, _, _ in stops], [opacity for _, _, opacity in stops]))
        more = (wanted - before) / (1 - before)
        if more > 0.004:
            inner = tuple(centre + (ring - centre) * size for ring in rings if len(ring) > 2 and np.ptp(ring[:, 0]) > 0)
            shapes.append(Shape(inner, fill=stops[0][1], fill_opacity=round(more, 3)))
            before = wanted
    return shapes
