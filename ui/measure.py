"""The sidebar "Your cun": a finger width, perhaps a height and a shin length, and what they are worth.

The box with its questions, and the words about rulers, serve the page "Measure" too.
"""

from __future__ import annotations

import streamlit as st

from coords.body import Body
from coords.cun import FINGERS, Cun, Measurements, ratio_flags, rulers
from coords.intake import read_length
from coords.model_constants import PLUS_MINUS_SD, SEGMENTS
from data import Atlas
from data.phrases import RATIO_QUESTIONS
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
HEIGHTS_MISSING = "The hand counts as soon as both heights are there, the helper's and that of the person with the leg."
LEG = "S_LEG_MED"


def sidebar(atlas: Atlas, body: Body) -> None:
    """Draw the inputs and what they are worth."""
    with st.sidebar:
        st.subheader(
            "Your cun", help="Cun (say “tsoon”) is the body's own inch: your thumb is 1 cun wide, four fingers 3 cun."
        )
        choose_unit()
        state.hand_on("finger")
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
        box(atlas, finger, f"Width in {state.unit_of(finger)}")
        st.html(picture_html(finger, dark))
        st.markdown(atlas.finger_methods[finger]["where_to_measure"])
        _fingers_together()
        known = any(name in st.session_state["accepted"] for name in BODY_NAMES)
        window = st.expander("Better rulers: height and shin", expanded=known, key="better", on_change="rerun")
        if window.open:
            with window:
                st.markdown("Your leg is a better ruler than your hand. Type what you know.")
                for name, label in BODY_NAMES.items():
                    box(atlas, name, f"{label} in {state.unit_of(name)}")
                st.html(picture_html(LEG, dark))
        choose_plain_fingers()
        _worth(atlas, body)


def choose_unit() -> None:
    """Fingers in mm and the body in cm, or all in cm, or all in inches."""
    state.hand_on("unit")
    st.segmented_control(
        "Units",
        ("mm", "cm", "in"),
        key="unit",
        required=True,
        on_change=rewrite_boxes,
        persist_state="session",
        label_visibility="collapsed",
    )


def choose_plain_fingers() -> None:
    """Whether the finger width itself is the ruler."""
    state.hand_on("traditional")
    st.toggle(
        "Count plain finger cun",
        key="traditional",
        persist_state="session",
        help="As tradition counts: the finger width itself, without correction to your leg. "
        "Studies find it less exact.",
    )


def reader(atlas: Atlas) -> Body:
    """The body of the person whose leg it is, from what the page has accepted so far."""
    return Body(atlas.limb, measurements())


def measurements() -> Measurements:
    """What has been typed and accepted. A helper's hand counts as soon as both heights are there."""
    now, accepted = st.session_state, st.session_state["accepted"]
    return Measurements(
        fingers={name: accepted[name] for name in FINGERS if name in accepted and not heights_missing()},
        stature_mm=accepted.get("stature"),
        segments_mm={name: accepted[name] for name in SEGMENTS if name in accepted},
        age=now["age"],
        traditional=bool(now["traditional"]),
        helper_stature_mm=accepted["helper"] if now["whose"] == "other" and not heights_missing() else None,
    )


def heights_missing() -> bool:
    """True when the hand is a helper's and cannot be scaled to the leg's owner yet."""
    accepted = st.session_state["accepted"]
    return st.session_state["whose"] == "other" and not ("helper" in accepted and "stature" in accepted)


def box(atlas: Atlas, name: str, label: str, nth: int | None = None) -> None:
    """A text box for a measure, in the sidebar or (with `nth`, from 0) for its nth reading, and what it asks back."""
    key = state.box_of(name, nth)
    st.session_state.setdefault(key, "")
    state.hand_on(key)
    st.text_input(
        label,
        key=key,
        max_chars=24,
        placeholder=f"for example {state.shown(name, state.range_of(atlas, name).neutral)}",
        on_change=_typed,
        args=(atlas, name, nth),
        persist_state="session",
    )
    reading = st.session_state["readings"].get(key)
    if reading is None:
        return
    if reading.status == "ask":
        st.warning(reading.sentence)
        with st.container(horizontal=True):
            for unit, mm in reading.choices:
                if mm is not None:
                    st.button(
                        f"{state.shown(name, mm)} {state.unit_of(name)}",
                        key=f"choose_{key}_{unit}",
                        on_click=state.accept,
                        args=(name, mm, nth),
                    )
    elif reading.status == "reject":
        st.error(reading.sentence)
    elif reading.status == "warn":
        st.warning(reading.sentence)


def _typed(atlas: Atlas, name: str, nth: int | None = None) -> None:
    """A new text stands in a box: use it, ask about it, or say why not; what was used before stays until then."""
    key = state.box_of(name, nth)
    state.mend()
    text = st.session_state[key]
    take(atlas, name, text, state.unit_of(name), nth)
    st.session_state[key] = text


def take(atlas: Atlas, name: str, text: str, unit: str, nth: int | None = None) -> None:
    """Use what was typed or measured, or keep the question to ask about it."""
    reading = read_length(text, unit, state.range_of(atlas, name), state.age_of(name))
    if reading.status == "empty":
        state.withdraw(name, nth)
    if reading.status in ("ok", "warn") and reading.mm is not None:
        state.accept(name, reading.mm, nth)
    st.session_state["readings"].pop(state.box_of(name, nth), None)
    if reading.status not in ("ok", "empty"):
        st.session_state["readings"][state.box_of(name, nth)] = reading


def _switch_finger() -> None:
    state.mend()
    state.rewrite_boxes(st.session_state["finger"])


def rewrite_boxes() -> None:
    """Show every measure in the unit in use."""
    state.mend()
    for name in st.session_state["accepted"]:
        state.rewrite_boxes(name)


def _fingers_together() -> None:
    """The fingers measured before the chosen one count too: say so."""
    now = st.session_state
    others = [name for name in FINGERS if name in now["accepted"] and name != now["finger"]]
    if others:
        listed = ", ".join(f"{FINGER_NAMES[name].lower()} {told(name)}" for name in others)
        st.markdown(f"Counted together with: {listed}.")
    if heights_missing():
        st.info(HEIGHTS_MISSING)


def told(name: str) -> str:
    """An accepted measure with its unit."""
    return f"{state.shown(name, st.session_state['accepted'][name])} {state.unit_of(name)}"


def cun_words(cun: Cun) -> str:
    """ "24.1 mm ± 0.9"."""
    return f"{cun.mm:.1f} mm ± {PLUS_MINUS_SD * cun.u_mm:.1f}"


def ask_about_ratios(measured: Measurements) -> None:
    """What does not fit together is asked about, and used as it is."""
    for flag in ratio_flags(measured):
        st.warning(f"{RATIO_QUESTIONS[flag]} Please measure once more; it is used as it is.")


def _worth(atlas: Atlas, body: Body) -> None:
    """Which ruler is in use, what one cun is, and what the other rulers would give."""
    leg = body.cun[LEG]
    if all(cun.source == "neutral" for cun in body.cun.values()):
        st.info(
            "Nothing measured yet: every distance is that of **an average adult**. Type a width to make them yours."
        )
    st.markdown(f"**One cun on your lower leg: {cun_words(leg)}**  \nRuler in use: {SOURCE_WORDS[leg.source]}.")
    ask_about_ratios(body.measured)
    others = rulers(body.measured, atlas.limb.scales[LEG])
    if others:
        window = st.expander("What each ruler gives", key="rulers", on_change="rerun")
        if window.open:
            window.markdown(
                "\n".join(f"- {cun.detail[0].upper()}{cun.detail[1:]}: **{cun_words(cun)}**" for cun in others)
            )
            window.markdown("A measured leg beats height, height beats fingers. Bone and fingers are never averaged.")
