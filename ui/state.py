"""What the page remembers while it is open: the open point, the view, the measures."""

from __future__ import annotations

import streamlit as st

from coords.cun import FINGERS
from coords.intake import Range, median_of_repeats
from coords.model_constants import MM_PER_INCH, SEVERAL_FINGERS
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
    "whose": "own",
    "age": "adult",
    "laid_on_screen": None,
    "scale_shown": "S_LEG_LAT",
    "address": None,
    "moved": False,
    "notes": [],
    "query": "",
    "zone": None,
    "layer_zones": "points",
    "technique": "press",
    "complaints": [],
    "routine": None,
    "short": False,
    "text_width": "",
    "text_stature": "",
    "text_S_LEG_MED": "",
    "layer_lines": True,
    "layer_measure": True,
    "layer_labels": True,
    "layer_margins": "selected",
    "layer_fingers": True,
    "layer_experts": False,
    "layer_compare": False,
    "layer_said": True,
    "layer_bones": 40,
    "look": "plate",
    "tone": "fair",
}
ALWAYS_CHOSEN = ("view", "side", "finger", "unit")
SETTLING_RUNS = 4  # of a page just opened: the browser answers what it keeps, and each answer is a run
PER_MM = {"mm": 1.0, "cm": 0.1, "in": 1 / MM_PER_INCH}
BODY_UNIT = {"mm": "cm", "cm": "cm", "in": "in"}  # body lengths are told in cm beside finger widths in mm


def fill_in() -> None:
    """Give every remembered thing its first value, once."""
    if "accepted" in st.session_state:
        return
    for key, value in START.items():
        st.session_state.setdefault(key, value)
    st.session_state["runs"], st.session_state["last"] = 0, {}
    st.session_state["readings"] = {}  # key of a box: what has to be said about the text in it
    st.session_state["repeats"] = {}  # measure: {0: mm, 1: mm …}, every time it was measured
    st.session_state["accepted"] = {}  # measure: mm that counts, the middle of the repeats


def hand_on(key: str) -> None:
    """Tell the browser the value of a control once more. For Streamlit a control at another place of another page is a
    new one; and a run that follows the first at once can overtake what the first said before the browser has it."""
    now = st.session_state
    if now["moved"] or (now["runs"] <= SETTLING_RUNS and now[key]):
        now[key] = now[key]


def mend() -> None:
    """Begin every run and every change with this: a control that always has a choice, and of which a slow browser says
    that it has none, keeps its last one."""
    now = st.session_state
    for key in ALWAYS_CHOSEN:
        if now.get(key) is None:
            now[key] = now["last"].get(key, START[key])
        now["last"][key] = now[key]


def range_of(atlas: Atlas, name: str) -> Range:
    """The accepted range of a measure: a finger, "stature", "helper" (the helper's height) or a scale id."""
    name = "stature" if name == "helper" else name
    return atlas.ranges[atlas.scale_words[name]["range_field"] if name in atlas.scale_words else name]


def unit_of(name: str) -> str:
    """The unit a measure is typed in."""
    unit = st.session_state["unit"]
    return unit if name in FINGERS else BODY_UNIT[unit]


def shown(name: str, mm: float) -> str:
    """A length as the reader types it, in the unit in use."""
    unit = unit_of(name)
    return f"{mm * PER_MM[unit]:.{3 if unit == 'in' else 2}f}".rstrip("0").rstrip(".")


def box_of(name: str, nth: int | None = None) -> str:
    """The key of a text box: of the sidebar, where all fingers share one, or of the nth repeat on its own page."""
    if nth is not None:
        return f"page_{name}_{nth}"
    return f"text_{'width' if name in FINGERS else name}"


def accept(name: str, mm: float, nth: int | None = None) -> None:
    """Use a length from now on, as the only reading of a measure or as its nth, and show it in its boxes."""
    now = st.session_state
    now["repeats"][name] = {0: mm} if nth is None else {**now["repeats"].get(name, {}), nth: mm}
    count(name)


def withdraw(name: str, nth: int | None = None) -> None:
    """Forget a measure, or its nth reading."""
    repeats = st.session_state["repeats"]
    kept = {} if nth is None else {n: mm for n, mm in repeats.get(name, {}).items() if n != nth}
    repeats[name] = kept
    count(name)


def replace_all(measures: dict[str, float]) -> None:
    """Forget every measure and use these."""
    for name in list(st.session_state["repeats"]):
        withdraw(name)
    for name, mm in measures.items():
        accept(name, mm)


def count(name: str) -> None:
    """What counts is the middle of all readings of a measure. Its boxes show what is used, its questions end."""
    now = st.session_state
    mm = median_of_repeats(list(now["repeats"].get(name, {}).values()), kind_of(name)).mm
    if mm is None:
        now["accepted"].pop(name, None)
    else:
        now["accepted"][name] = mm
    rewrite_boxes(name)


def rewrite_boxes(name: str) -> None:
    """Show the readings of a measure in all its boxes, in the unit in use; what was said about them is over."""
    now = st.session_state
    given, mm = now["repeats"].get(name, {}), now["accepted"].get(name)
    texts = {box_of(name, nth): shown(name, given[nth]) if nth in given else "" for nth in range(3)}
    if name not in FINGERS or name == now["finger"]:
        texts[box_of(name)] = "" if mm is None else shown(name, mm)
    for key, text in texts.items():
        now[key] = text
        now["readings"].pop(key, None)


def age_of(name: str) -> str:
    """The age whose usual sizes a measure is compared with; a helper is grown up."""
    return "adult" if name == "helper" else st.session_state["age"]


def kind_of(name: str) -> str:
    """How far apart two readings of a measure may be: "finger", "fingers" or "limb"."""
    return ("fingers" if name in SEVERAL_FINGERS else "finger") if name in FINGERS else "limb"


def open_point(atlas: Atlas, code: str | None, keep_view: bool = True) -> None:
    """Open a point's card; the drawing turns to a view that shows it."""
    st.session_state["point"] = code
    if code is None:
        return
    st.session_state["zone"] = None
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
