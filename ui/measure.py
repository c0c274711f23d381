"""The sidebar "Your cun": a finger width, perhaps a height and a shin length, and what they are worth."""

from __future__ import annotations

import streamlit as st

from coords.body import Body
from coords.cun import FINGERS, Cun, Measurements, ratio_flags, rulers
from coords.intake import read_length
from data import Atlas
from ui import state
from ui.pictures import picture_html

FINGER_NAMES = {
    "thumb": "Thumb",
    "middle": "Middle finger",
    "two": "Two fingers",
    "three": "Three fingers",
    "four": "Four fingers",
}
BODY_NAMES = {"stature": "Your height", "S_LEG_MED": "Kneecap to inner ankle"}
SOURCE_WORDS = {
    "segment": "your measured leg",
    "stature": "your height",
    "finger_calibrated": "your finger width, corrected to the leg",
    "finger_traditional": "plain finger cun",
    "neutral": "an average adult",
}
FLAG_WORDS = {
    "RATIO_THUMB_LEG": "Your thumb and your leg give very different cun.",
    "RATIO_FOUR_LEG": "Your four fingers and your leg give very different cun.",
    "RATIO_LEG_STATURE": "The measured leg and your height do not fit together well.",
}
LEG = "S_LEG_MED"


def sidebar(atlas: Atlas, body: Body) -> None:
    """Draw the inputs and what they are worth."""
    with st.sidebar:
        st.subheader(
            "Your cun", help="Cun (say “tsoon”) is the body's own inch: your thumb is 1 cun wide, four fingers 3 cun."
        )
        st.segmented_control(
            "Units",
            ("mm", "cm", "in"),
            key="unit",
            required=True,
            on_change=_rewrite_boxes,
            persist_state="session",
            label_visibility="collapsed",
        )
        st.pills(
            "Measure your",
            FINGERS,
            key="finger",
            format_func=FINGER_NAMES.__getitem__,
            on_change=_switch_finger,
            required=True,
            persist_state="session",
            wrap=True,
        )
        finger: str = st.session_state["finger"]
        dark = st.context.theme.type == "dark"
        st.html(picture_html(finger, dark))
        st.markdown(atlas.finger_methods[finger]["where_to_measure"])
        _box(atlas, finger, f"Width in {state.unit_of(finger)}")
        with st.expander(
            "Better rulers: height and shin", expanded=any(name in st.session_state["accepted"] for name in BODY_NAMES)
        ):
            st.markdown("Your leg is a better ruler than your hand. Type what you know.")
            for name, label in BODY_NAMES.items():
                _box(atlas, name, f"{label} in {state.unit_of(name)}")
            st.html(picture_html(LEG, dark))
        st.toggle(
            "Count plain finger cun",
            key="traditional",
            persist_state="session",
            help="As tradition counts: the finger width itself, without correction to your leg. "
            "Studies find it less exact.",
        )
        _worth(atlas, body)


def reader(atlas: Atlas) -> Body:
    """The reader's body, from what the page has accepted so far."""
    return Body(atlas.limb, measurements())


def measurements() -> Measurements:
    """What the reader has typed and the page has accepted."""
    now, accepted = st.session_state, st.session_state["accepted"]
    fingers = {now["finger"]: accepted[now["finger"]]} if now["finger"] in accepted else {}
    return Measurements(
        fingers=fingers,
        stature_mm=accepted.get("stature"),
        traditional=bool(now["traditional"]),
        segments_mm={LEG: accepted[LEG]} if LEG in accepted else {},
    )


def _box(atlas: Atlas, name: str, label: str) -> None:
    key = state.box_of(name)
    st.text_input(
        label,
        key=key,
        max_chars=24,
        placeholder=f"for example {state.shown(name, state.range_of(atlas, name).neutral)}",
        on_change=_typed,
        args=(atlas, name),
        persist_state="session",
    )
    reading = st.session_state["readings"].get(name)
    if reading is None:
        return
    if reading.status == "ask":
        st.warning(reading.sentence)
        with st.container(horizontal=True):
            for unit, mm in reading.choices:
                if mm is not None:
                    st.button(
                        f"{state.shown(name, mm)} {state.unit_of(name)}",
                        key=f"choose_{name}_{unit}",
                        on_click=state.accept,
                        args=(name, mm),
                    )
    elif reading.status == "reject":
        st.error(reading.sentence)
    elif reading.status == "warn":
        st.warning(reading.sentence)


def _typed(atlas: Atlas, name: str) -> None:
    """A new text stands in a box: use it, ask about it, or say why not; what was used before stays until then."""
    reading = read_length(st.session_state[state.box_of(name)], state.unit_of(name), state.range_of(atlas, name))
    readings, accepted = st.session_state["readings"], st.session_state["accepted"]
    readings.pop(name, None)
    if reading.status == "empty":
        accepted.pop(name, None)
        return
    if reading.status in ("ok", "warn"):
        accepted[name] = reading.mm
    if reading.status != "ok":
        readings[name] = reading


def _switch_finger() -> None:
    finger = st.session_state["finger"]
    mm = st.session_state["accepted"].get(finger)
    st.session_state["text_width"] = state.shown(finger, mm) if mm else ""


def _rewrite_boxes() -> None:
    for name, mm in st.session_state["accepted"].items():
        if name not in FINGERS or name == st.session_state["finger"]:
            st.session_state[state.box_of(name)] = state.shown(name, mm)


def _cun_words(cun: Cun) -> str:
    return f"{cun.mm:.1f} mm ± {1.96 * cun.u_mm:.1f}"


def _worth(atlas: Atlas, body: Body) -> None:
    """Which ruler is in use, what one cun is, and what the other rulers would give."""
    leg = body.cun[LEG]
    if leg.source == "neutral":
        st.info(
            "Nothing measured yet: every distance is that of **an average adult**. Type a width to make them yours."
        )
    st.markdown(f"**One cun on your lower leg: {_cun_words(leg)}**  \nRuler in use: {SOURCE_WORDS[leg.source]}.")
    for flag in ratio_flags(body.measured):
        st.warning(
            f"{FLAG_WORDS.get(flag, 'Two of your measures do not fit together well.')} "
            "Please measure once more; it is used as it is."
        )
    others = rulers(body.measured, atlas.limb.scales[LEG])
    if others:
        window = st.expander("What each ruler gives", key="rulers", on_change="rerun")
        if window.open:
            window.markdown(
                "\n".join(f"- {cun.detail[0].upper()}{cun.detail[1:]}: **{_cun_words(cun)}**" for cun in others)
            )
            window.markdown("A measured leg beats height, height beats fingers. Bone and fingers are never averaged.")
