"""The views that are laid on a reader's own photo, and the places that the reader touches there first.

from data.photo import load_photo_views
load_photo_views()["leg_medial"].taps      # ('PAT_APEX', 'MM', 'TIB_MED_COND_INF', …), in the order they are asked for
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from shapely import LinearRing, LineString, Point, get_parts

from coords.model_constants import landmark_sd_mm
from coords.side import Box
from data.reading.records import record
from data.reading.tables import read_rows

TABLE = "photo_views.csv"
TAP_MM = 4.0  # how far a finger on the glass is off at best, 1 SD


@dataclass(frozen=True)
class PhotoView:
    """`depth_mm`: how far skin lies before or behind the plane of what is touched, 1 SD; `bends_mm`: the length over
    which a limb bends; `edge_low`, `edge_high`: where its edge can be pulled, in view units along the limb; `taps`:
    landmarks in the order they are asked for."""

    view: str
    depth_mm: float
    bends_mm: float
    edge_low: float
    edge_high: float
    taps: tuple[str, ...]


def edges(outline: LinearRing, frame: Box, photo: PhotoView) -> list[tuple[Point, Point]]:
    """Where a reader may pull the outline of the right limb: its two sides inside the frame, at two levels along the
    frame's longer way. A level that has no two sides there is left out."""
    x0, y0, x1, y1 = frame
    found = []
    for level in (photo.edge_low, photo.edge_high):
        line = [(x0, level), (x1, level)] if y1 - y0 > x1 - x0 else [(level, y0), (level, y1)]
        parts = get_parts(outline.intersection(LineString(line)))
        cuts = sorted((one for one in parts if isinstance(one, Point)), key=lambda place: (place.x, place.y))
        found += [(cuts[0], cuts[-1])] if len(cuts) > 1 else []
    return found


def touched_sd_mm(landmark: str) -> float:
    """How far from a landmark people touch a photo of it, 1 SD in mm."""
    return max(TAP_MM, landmark_sd_mm(landmark))


@cache
def load_photo_views() -> dict[str, PhotoView]:
    """By view. Raises DataError for a row that cannot be used."""
    return {row["view"]: record(PhotoView, row, TABLE) for row in read_rows(TABLE, ("view",))}
