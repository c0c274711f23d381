"""The sidebar "Your cun": a finger width, perhaps a height and a shin length, and what they are worth.

The box with its questions, and the words about rulers, serve the page "Measure" too.
"""

from __future__ import annotations

from functools import lru_cache

import streamlit as st

from content.phrases import ruler_called, ruler_words
from content.sizes import finger_name
from content.words import begun, word
from coords.body import Body
from coords.cun import FINGERS, Cun, Measurements, ratio_flags, rulers
from coords.model_constants import PLUS_MINUS_SD
from data import Atlas
from ui import state
from ui.browser import kept
from ui.controls import choose, control
from ui.model import Measures, box_of, range_of
from ui.text import plain
from web.pictures import picture_html

BODY = ("stature", "S_LEG_MED")
LEG = "S_LEG_MED"


def sidebar(atlas: Atlas, body: Body) -> None:
    """Draw the inputs and what they are worth."""
    with st.sidebar:
        st.subheader(word("measure.your_cun"), help=word("measure.your_cun_help"))
        choose_unit()
        measures = state.measures()
        finger = measures.finger
        control(
            st.pills,
            word("measure.choose"),
            {name: finger_name(name) for name in FINGERS},
            key="finger",
            value=finger,
            take=_switch_finger,
            required=True,
            wrap=True,
        )
        dark = st.context.theme.type == "dark"
        box(atlas, finger, word("measure.width", unit=measures.unit_of(finger)))
        st.html(picture_html(finger, dark))
        st.markdown(atlas.finger_methods[finger]["where_to_measure"])
        _remarks()
        known = any(name in measures.accepted for name in BODY)
        window = st.expander(word("measure.better"), expanded=known, key="better", on_change="rerun")
        if window.open:
            with window:
                st.markdown(word("measure.better_say"))
                for name in BODY:
                    box(atlas, name, word(f"measure.box_{name}", unit=measures.unit_of(name)))
                st.html(picture_html(LEG, dark))
        choose_plain_fingers()
        _worth(atlas, body)
        kept.say()


def choose_unit() -> None:
    """Fingers in mm and the body in cm, or all in cm, or all in inches."""
    control(
        st.segmented_control,
        word("measure.units"),
        ("mm", "cm", "in"),
        key="unit",
        value=state.measures().unit,
        take=_switch_unit,
        required=True,
        hidden=True,
    )


def choose_plain_fingers() -> None:
    """Whether the finger width itself is the ruler."""
    choose(Measures, "traditional", st.toggle, word("measure.plain"), help=word("measure.plain_help"))


def reader(atlas: Atlas) -> Body:
    """The body of the person whose leg it is, from what the page has accepted so far."""
    return _body(atlas, state.measures().measurements())


@lru_cache(maxsize=64)
def _body(atlas: Atlas, measured: Measurements) -> Body:
    """What a body has found out about its places is kept with it."""
    return Body(atlas.limb, measured)


def box(atlas: Atlas, name: str, label: str, nth: int | None = None) -> None:
    """A text box for a measure, in the sidebar or (with `nth`, from 0) for its nth reading, and what it asks back."""
    measures, key = state.measures(), box_of(name, nth)
    control(
        st.text_input,
        label,
        key=key,
        value=measures.text(name, nth),
        take=lambda text: take(atlas, name, text, measures.unit_of(name), nth, typed=True),
        max_chars=24,
        placeholder=word("measure.example", size=measures.shown(name, range_of(atlas, name).neutral)),
    )
    reading = measures.written[key].reading if key in measures.written else None
    if reading is None:
        return
    if reading.status == "ask":
        st.warning(plain(reading.sentence))
        with st.container(horizontal=True):
            for unit, mm in reading.choices:
                if mm is not None:
                    st.button(
                        f"{measures.shown(name, mm)} {measures.unit_of(name)}",
                        key=f"choose_{key}_{unit}",
                        on_click=_accept,
                        args=(name, mm, nth),
                    )
    elif reading.status == "reject":
        st.error(plain(reading.sentence))
    elif reading.status == "warn":
        st.warning(plain(reading.sentence))


def _accept(name: str, mm: float, nth: int | None) -> None:
    state.put(state.measures().accept(name, mm, nth))


def take(atlas: Atlas, name: str, text: str, unit: str, nth: int | None = None, *, typed: bool = False) -> None:
    """Use what was typed or measured, or keep the question to ask about it."""
    state.put(state.measures().read(atlas, name, text, unit, nth, typed=typed))


def _switch_finger(finger: str) -> None:
    state.change(Measures, finger=finger)
    state.put(state.measures().rewritten(finger))


def _switch_unit(unit: str) -> None:
    """Every measure is shown in the unit in use."""
    state.change(Measures, unit=unit)
    measures = state.measures()
    state.put(measures.rewritten(*measures.accepted))


def fingers_together(measures: Measures) -> str:
    """One sentence when fingers measured before the chosen one count too, else ""."""
    others = [name for name in FINGERS if name in measures.accepted and name != measures.finger]
    if others:
        listed = ", ".join(
            word("measure.finger_told", finger=word(f"finger.{name}"), size=measures.told(name)) for name in others
        )
        return word("measure.together", fingers=listed)
    return ""


def _remarks() -> None:
    measures = state.measures()
    if together := fingers_together(measures):
        st.markdown(together)
    if measures.heights_missing:
        st.info(word("measure.heights_missing"))


def cun_words(cun: Cun) -> str:
    """ "24.1 mm ± 0.9"."""
    return f"{cun.mm:.1f} mm ± {PLUS_MINUS_SD * cun.u_mm:.1f}"


def ask_about_ratios(measured: Measurements) -> None:
    """What does not fit together is asked about, and used as it is."""
    for flag in ratio_flags(measured):
        st.warning(word("measure.once_more", question=word(f"ratio.{flag}")))


def _worth(atlas: Atlas, body: Body) -> None:
    """Which ruler is in use, what one cun is, and what the other rulers would give."""
    leg = body.cun[LEG]
    if all(cun.source == "neutral" for cun in body.cun.values()):
        st.info(word("measure.nothing_yet"))
    st.markdown(word("measure.one_cun_yours", cun=cun_words(leg), ruler=ruler_words(leg.source)))
    ask_about_ratios(body.measured)
    others = rulers(body.measured, atlas.limb.scales[LEG])
    if others:
        window = st.expander(word("measure.rulers"), key="rulers", on_change="rerun")
        if window.open:
            window.markdown(
                "\n".join(
                    word("measure.ruler_gives", ruler=begun(ruler_called(cun.detail)), cun=cun_words(cun))
                    for cun in others
                )
            )
            window.markdown(word("measure.rulers_say"))
