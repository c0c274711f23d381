"""The address that opens a point or a routine of the atlas with a reader's measures: what a QR code holds.

deep_link("https://atlas.example", body.measured, point="SP6", view="leg_medial", side="left")
"""

from __future__ import annotations

import os
from urllib.parse import urlencode

from coords.cun import FINGERS, Measurements

LENGTHS = {  # name in the address: scale
    "shin": "S_LEG_MED",
    "outer": "S_LEG_LAT",
    "ankle": "S_ANKLE_MED",
    "foot": "S_FOOT_LEN",
    "thigh_front": "S_THIGH_ANT",
    "thigh_outer": "S_THIGH_LAT",
    "thigh_back": "S_THIGH_POST",
}
MEASURES = ("finger", "mm", *FINGERS, "height", *LENGTHS, "helper", "age", "traditional")  # all that tells of a reader


def measures(measured: Measurements) -> dict[str, str]:
    """The measures as an address gives them, in mm."""
    found = {name: f"{mm:g}" for name, mm in measured.fingers.items()}
    if measured.stature_mm is not None:
        found["height"] = f"{measured.stature_mm:g}"
    segments = measured.segments_mm
    found |= {key: f"{segments[scale]:g}" for key, scale in LENGTHS.items() if scale in segments}
    if measured.helper_stature_mm is not None:
        found["helper"] = f"{measured.helper_stature_mm:g}"
    if measured.age != "adult":
        found["age"] = measured.age
    if measured.traditional:
        found["traditional"] = "yes"
    return found


def deep_link(base: str, measured: Measurements, page: str = "", **where: str) -> str:
    """The whole address; "" without a base. `page` is the path of a page, `where` what else the address says."""
    base = base.strip().rstrip("/")
    if not base:
        return ""
    if "://" not in base:
        base = f"https://{base}"
    return f"{base}/{page}?{urlencode({key: value for key, value in where.items() if value} | measures(measured))}"


def public_base() -> str:
    """The address under which others reach this atlas; "" when it has none."""
    return os.environ.get("CUN_ATLAS_PUBLIC_URL", "").strip()
