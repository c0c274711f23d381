"""What a browser is told to lay a view on a photo: the limb's size and depth, and the places to touch, in words."""

from __future__ import annotations

from typing import Any

from shapely import LinearRing, simplify

from content.words import begun
from coords.body import Body
from coords.model_constants import landmark_sd_mm
from coords.side import Side
from data.atlas import Atlas
from data.photo import load_photo_views
from data.tables import read_rows

OUTLINE = 8e-4  # view units: what the outline may be simplified by
TAP_MM = 4.0  # how far a finger on the glass is off at best, 1 SD


def photo_limb(atlas: Atlas, body: Body, view: str, side: str) -> dict[str, Any]:
    """The limb of a reader as `web/photo/` takes it, in view units of the side. Raises KeyError for another view."""
    drawing, photo, of = atlas.limb.views[view], load_photo_views()[view], Side(side)
    said = {row["id"]: row for row in read_rows("landmarks.csv", ("id", "name", "touch"))}
    corners = simplify(LinearRing(drawing.outline.exterior), OUTLINE).coords
    return {
        "mm": round(body.view_mm_per_unit(view), 3),
        "depth": photo.depth_mm,
        "bends": photo.bends_mm,
        "taps": [
            {
                "id": name,
                "name": begun(said[name]["name"]),
                "touch": said[name]["touch"],
                "x": of.mirror * drawing.landmarks[name][0],
                "y": drawing.landmarks[name][1],
                "sd": max(TAP_MM, landmark_sd_mm(name)),
            }
            for name in photo.taps
        ],
        "outline": [[round(of.mirror * x, 4), round(y, 4)] for x, y in corners],
        "frame": of.box(drawing.frames.get("lower", drawing.frame)),
    }
