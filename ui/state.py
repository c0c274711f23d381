"""What the page remembers while it is open: the open point, the view, the measures."""

from __future__ import annotations

import streamlit as st

from coords.cun import FINGERS
from coords.intake import Range
from coords.model_constants import MM_PER_INCH
from data import Atlas

FIRST_VIEW = "foot_medial"
START = {
    "point": None,
    "view": FIRST_VIEW,
    "side": "right",
    "whole": False,
    "both": False,
    "finger": "thumb",
    "unit": "mm",
    "traditional": False,
    "address": None,
    "notes": [],
    "query": "",
    "text_width": "",
    "text_stature": "",
    "text_S_LEG_MED": "",
    "layer_lines": True,
    "layer_measure": True,
    "layer_labels": True,
    "layer_margins": "selected",
    "layer_fingers": True,
    "layer_experts": False,
    "layer_bones": 40,
    "look": "plate",
    "tone": "fair",
}
PER_MM = {"mm": 1.0, "cm": 0.1, "in": 1 / MM_PER_INCH}
BODY_UNIT = {"mm": "cm", "cm": "cm", "in": "in"}  # body lengths are told in cm beside finger widths in mm


def fill_in() -> None:
    """Give every remembered thing its first value, once."""
    if "accepted" in st.session_state:
        return
    for key, value in START.items():
        st.session_state.setdefault(key, value)
    st.session_state["readings"] = {}
    st.session_state["accepted"] = {}


def range_of(atlas: Atlas, name: str) -> Range:
    """The accepted range of a measure: a finger, "stature" or a scale id."""
    return atlas.ranges[atlas.scale_words[name]["range_field"] if name in atlas.scale_words else name]


def unit_of(name: str) -> str:
    """The unit a measure is typed in."""
    unit = st.session_state["unit"]
    return unit if name in FINGERS else BODY_UNIT[unit]


def shown(name: str, mm: float) -> str:
    """A length as the reader types it, in the unit in use."""
    unit = unit_of(name)
    return f"{mm * PER_MM[unit]:.{3 if unit == 'in' else 2}f}".rstrip("0").rstrip(".")


def box_of(name: str) -> str:
    """The key of the text box of a measure: all fingers share one."""
    return f"text_{'width' if name in FINGERS else name}"


def accept(name: str, mm: float) -> None:
    """Use a length from now on and show it in its box."""
    st.session_state["accepted"][name] = mm
    st.session_state["readings"].pop(name, None)
    st.session_state[box_of(name)] = shown(name, mm)


def open_point(atlas: Atlas, code: str | None, keep_view: bool = True) -> None:
    """Open a point's card; the drawing turns to a view that shows it."""
    st.session_state["point"] = code
    if code is None:
        return
    point = atlas.points[code]
    rules = [atlas.limb.rules[spot] for spot in point.members]
    if not point.rule.on_drawing:
        return
    if not (keep_view and any(st.session_state["view"] in rule.views for rule in rules)):
        st.session_state["view"] = rules[0].home
    view = atlas.limb.views[st.session_state["view"]]
    if "lower" in view.frames and any(
        level(atlas, rule.code, view.id) > view.frames["lower"][3] for rule in rules if view.id in rule.views
    ):
        st.session_state["whole"] = True


def level(atlas: Atlas, spot: str, view: str) -> float:
    """Height of a spot on the drawing, in view units."""
    from coords.body import reference_yardstick
    from coords.place import Placer

    placer = Placer(atlas.limb.views, atlas.limb.rules, atlas.limb.skin, reference_yardstick(atlas.limb))
    return placer.place(spot, view).y
