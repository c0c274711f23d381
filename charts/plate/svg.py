"""A plate as SVG for the browser, written once for every look: colours are CSS variables, "$ink" is `var(--ink)`.

    <svg viewBox=… data-unit="10000"> <g data-role="skin">…</g> <g data-role="relief"><image …/></g> … </svg>

One group a layer, from below. Coordinates are whole numbers, `data-unit` of them in one view unit, and y points down.
"""

from __future__ import annotations

import itertools
from base64 import b64encode
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from charts.drawing import Box, Fade, Glow, Linked, Picture, Plate, Shape

UNIT = 10_000
ROOM = 40  # around all that is drawn


def plate_svg(plate: Plate) -> str:
    """The whole file. Raises TypeError for a picture without an address."""
    x0, y0, x1, y1 = _bounds(plate)
    width, height = x1 - x0 + 2 * ROOM, y1 - y0 + 2 * ROOM
    numbers = itertools.count()
    groups = [
        f'<g data-role="{layer.role}">{"".join(_item(item, next(numbers)) for item in layer.items)}</g>'
        for layer in plate.layers
    ]
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="{x0 - ROOM} {y0 - ROOM} {width} {height}" width="{width}" '
        f'height="{height}" preserveAspectRatio="none" data-unit="{UNIT}">\n' + "\n".join(groups) + "\n</svg>\n"
    )


def layout_image(plate: Plate, palette: Mapping[str, str]) -> dict[str, Any]:
    """The drawing in the colours of a palette as an image that plotly lays under a figure: `layout["images"]`."""
    x0, y0, x1, y1 = (part / UNIT for part in _bounds(plate))
    style = f"<style>:root{{{''.join(f'--{token}:{colour};' for token, colour in palette.items())}}}</style>"
    coloured = plate_svg(plate).replace(">\n<g", f">\n{style}<g", 1)
    room = ROOM / UNIT
    return {
        "source": "data:image/svg+xml;base64," + b64encode(coloured.encode()).decode(),
        "x": x0 - room, "y": -y0 + room, "sizex": x1 - x0 + 2 * room, "sizey": y1 - y0 + 2 * room,
        "xref": "x", "yref": "y", "sizing": "stretch", "layer": "below",
    }  # fmt: skip


def _bounds(plate: Plate) -> tuple[int, int, int, int]:
    """x0, y0, x1, y1 of all shapes, y down."""
    items = [item for layer in plate.layers for item in layer.items if isinstance(item, Shape | Fade | Glow)]
    points = np.concatenate([_down(ring) for item in items for ring in item.lines])
    (x0, y0), (x1, y1) = points.min(axis=0).tolist(), points.max(axis=0).tolist()
    return x0, y0, x1, y1


def _down(ring: np.ndarray) -> np.ndarray:
    return np.rint(ring * (UNIT, -UNIT)).astype(int)


def _item(item: Shape | Fade | Glow | Picture | Linked, number: int) -> str:
    match item:
        case Shape(fill=str(token)):
            opacity = f' fill-opacity="{item.fill_opacity:g}"' if item.fill_opacity < 1 else ""
            return f'<path fill="{_colour(token)}"{opacity} d="{_path(item.lines)}"/>'
        case Fade():
            (low, _), (high, _) = item.stops[0], item.stops[-1]
            stops = [((at - low) / (high - low), opacity) for at, opacity in item.stops]
            ends = f'gradientUnits="userSpaceOnUse" x1="0" x2="0" y1="{-low * UNIT:g}" y2="{-high * UNIT:g}"'
            gradient = f'<linearGradient id="f{number}" {ends}>{_stops(item.fill, stops)}</linearGradient>'
        case Glow():
            (x, y), (rx, ry) = item.centre, item.radii
            place = f"matrix({rx * UNIT:g} 0 0 {ry * UNIT:g} {x * UNIT:g} {-y * UNIT:g})"
            ends = f'gradientUnits="userSpaceOnUse" cx="0" cy="0" r="1" gradientTransform="{place}"'
            gradient = f'<radialGradient id="f{number}" {ends}>{_stops(item.fill, item.stops)}</radialGradient>'
        case Linked():
            return _image(item.address, item.box)
        case _:
            raise TypeError(f"{type(item).__name__} cannot stand in a plate for the browser")
    return f'{gradient}<path fill="url(#f{number})" d="{_path(item.lines)}"/>'


def _image(address: str, box: Box) -> str:
    x0, y0, x1, y1 = (round(part * UNIT) for part in box)
    place = f'x="{x0}" y="{-y1}" width="{x1 - x0}" height="{y1 - y0}"'
    return f'<image href="{address}" {place} preserveAspectRatio="none"/>'


def _colour(token: str) -> str:
    return f"var(--{token[1:]})"


def _stops(token: str, stops: Sequence[tuple[float, float]]) -> str:
    return "".join(
        f'<stop offset="{round(at, 4):g}" stop-color="{_colour(token)}" stop-opacity="{opacity:g}"/>'
        for at, opacity in stops
    )


def _path(rings: Sequence[np.ndarray]) -> str:
    """Each ring from its first point on in steps, which are short numbers."""
    return "".join(_ring(_down(ring)) for ring in rings)


def _ring(ring: np.ndarray) -> str:
    steps = np.diff(ring, axis=0).tolist()
    x, y = ring[0].tolist()
    return f"M{x} {y}l" + " ".join(f"{dx} {dy}" for dx, dy in steps) + "z"
