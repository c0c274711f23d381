"""Small pictures of the views, for choosing one: the outline with its main lines, as SVG."""

from __future__ import annotations

from collections.abc import Mapping
from html import escape

import numpy as np
from shapely.geometry import LineString

from coords.side import Side

HEIGHT = 72  # of the picture, in its own units
LINES = {"toe", "web", "fold", "crease", "kneecap", "ankle_bone", "nail", "muscle"}
COARSE = 0.006  # share of the height by which lines may be simplified: a thumbnail is an inch tall


def thumbnail(document: Mapping, side: str, title: str, skin: str = "#f3cdb3", ink: str = "#54321f") -> str:
    """An SVG of a view file (parsed GeoJSON), of the right limb or its mirror; `title` says what it shows."""
    frames = document.get("frames", {})
    x0, y0, x1, y1 = frames.get("whole", document["frame"])
    px = HEIGHT / (y1 - y0)
    width = (x1 - x0) * px
    flip, (left, *_) = Side(side).mirror, Side(side).box((x0, y0, x1, y1))

    def path(points, closed: bool) -> str:
        line = LineString(points).simplify(COARSE * (y1 - y0))
        xy = np.asarray(line.coords)
        xs = (flip * xy[:, 0] - left) * px
        ys = (y1 - xy[:, 1]) * px
        return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in zip(xs, ys, strict=True)) + ("Z" if closed else "")

    outline, details = "", []
    for feature in document["features"]:
        role, geometry = feature["properties"]["role"], feature["geometry"]
        if role == "outline" and not outline:
            outline = path(geometry["coordinates"][0], True)
        elif role == "detail" and feature["properties"].get("style") in LINES:
            polygon = geometry["type"] == "Polygon"
            points = geometry["coordinates"][0] if polygon else geometry["coordinates"]
            if LineString(points).length > 0.05 * (y1 - y0):
                details.append(path(points, polygon))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="-2 -2 {width + 4:.1f} {HEIGHT + 4}" role="img">'
        f"<title>{escape(title)}</title>"
        f'<path d="{outline}" fill="{skin}" stroke="{ink}" stroke-width="1.3" stroke-linejoin="round"/>'
        f'<path d="{"".join(details)}" fill="none" stroke="{ink}" stroke-opacity=".55" stroke-width=".7"/></svg>'
    )
