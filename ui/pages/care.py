"""Before you press: the questions, what follows from the answers, and what everybody should know."""

from __future__ import annotations

import streamlit as st

from content.care_told import consequences, everybody
from content.words import word
from data import Atlas
from data.care.decision import contradictions
from ui import care
from ui.text import plain

BOXES = {"emergency": st.error, "stop": st.error, "caution": st.warning, "info": st.info}


def show(atlas: Atlas) -> None:
    """Draw the page."""
    now = care.decision()
    st.header(word("care.title"), anchor=False)
    st.markdown(word("care.intro"))
    care.warn_of_age()
    if now.replaced_by:
        care.say_not_now()
    care.ask()
    if care.answers():
        st.button(word("care.forget"), key="care_forget", on_click=care.forget)
    st.markdown(word("care.kept"))
    if sentence := contradictions(care.answers()):
        st.warning(plain(sentence))
    if now.complete or now.active:
        st.subheader(word("care.follows"), anchor=False)
        _what_follows(atlas)
    st.subheader(word("care.everybody"), anchor=False)
    _for_everybody()


def _what_follows(atlas: Atlas) -> None:
    now = care.decision()
    if not now.active:
        st.success(word("care.nothing"))
        return
    for heading, found in consequences(atlas, now).items():
        st.markdown(f"#### {heading}")
        for one in found:
            BOXES[one.level]("  \n".join(one.lines))


def _for_everybody() -> None:
    """The rows for everybody: emergencies in one box, signs to stop in the next, in sight; the rest folded."""
    st.error(_rows("emergency"))
    st.warning(_rows("stop"))
    with st.expander(word("care.everybody_more")):
        st.info(_rows("caution"))
        st.markdown(_rows("info"))


def _rows(level: str) -> str:
    """Every row of a level that is told to everybody."""
    heading, *rows = everybody(level)
    return "\n".join((heading, "", *(f"- {row}" for row in rows)))
