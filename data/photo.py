"""The views that are laid on a reader's own photo, and the places that the reader touches there first.

from data.photo import load_photo_views
load_photo_views()["leg_medial"].taps      # ('PAT_APEX', 'MM', 'TIB_MED_COND_INF', …), in the order they are asked for
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from coords.model_constants import landmark_sd_mm
from data.records import record
from data.tables import read_rows

TABLE = "photo_views.csv"
TAP_MM = 4.0  # how far a finger on the glass is off at best, 1 SD


@dataclass(frozen=True)
class PhotoView:
    """`depth_mm`: how far skin lies before or behind the plane of what is touched, 1 SD; `bends_mm`: the length over
    which a limb bends; `taps`: landmarks in the order they are asked for."""

    view: str
    depth_mm: float
    bends_mm: float
    taps: tuple[str, ...]


def touched_sd_mm(landmark: str) -> float:
    """How far from a landmark people touch a photo of it, 1 SD in mm."""
    return max(TAP_MM, landmark_sd_mm(landmark))


@cache
def load_photo_views() -> dict[str, PhotoView]:
    """By view. Raises DataError for a row that cannot be used."""
    return {row["view"]: record(PhotoView, row, TABLE) for row in read_rows(TABLE, ("view",))}
