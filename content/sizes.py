"""The sizes a reader may tell: their names, the units they are typed in, and what is usual."""

from __future__ import annotations

from typing import Any

from content.tables import SIZES, range_of
from content.words import begun, word
from coords.cun import FINGERS
from coords.model_constants import MM_PER_INCH
from data.atlas import Atlas

PER_MM = {"mm": 1.0, "cm": 0.1, "in": 1 / MM_PER_INCH}
BODY_UNIT = {"mm": "cm", "cm": "cm", "in": "in"}  # body lengths are told in cm beside finger widths in mm


def finger_name(name: str) -> str:
    """A finger or fingers, as a label: "Two fingers"."""
    return begun(word(f"finger.{name}"))


def size_name(name: str) -> str:
    """A finger, "stature" or a scale, as a label."""
    return finger_name(name) if name in FINGERS else word(f"measure.size_{name}")


def adults(atlas: Atlas) -> dict[str, dict[str, Any]]:
    """By measure: its "title", the "neutral" size in mm, and the "range" that most adults have."""
    found = {name: range_of(atlas, name) for name in SIZES}
    return {
        name: {"title": size_name(name), "neutral": usual.neutral, "range": [usual.warn_lo_adult, usual.warn_hi]}
        for name, usual in found.items()
    }
