"""The page of all techniques: choose one, see how it is done; then the scale of pressure and the tools."""

from __future__ import annotations

import streamlit as st

from content.technique_cards import WAY_KINDS, drawn_ways, never_used, scale, tools
from content.words import word
from data import Atlas
from ui import care, link, state
from ui.cards.technique import show_technique
from ui.controls import control
from ui.model import Choice


def show(atlas: Atlas) -> None:
    """Draw the page."""
    if care.banners():
        return
    st.header(word("techniques.title"), anchor=False)
    link.say_notes(atlas)
    st.markdown(word("techniques.intro"))
    for kind in WAY_KINDS:
        _choose(atlas, kind, word(f"techniques.group_{kind}"))
    _chosen(atlas, state.choice().technique)
    _scale(atlas)
    _tools(atlas)


def _chosen(atlas: Atlas, technique: str) -> None:
    """The card of a technique as far as the reader's answers allow it."""
    told = care.notes_for("technique", technique)
    if told.left_out:
        st.error(told.left_out)
        return
    if told.limit:
        st.warning(told.limit)
    show_technique(atlas, technique, limits=care.limits("technique", technique))


def _choose(atlas: Atlas, kind: str, label: str) -> None:
    """A row of buttons; the two rows are one choice, so that only one of them has a button pressed."""
    names = drawn_ways(atlas, kind)
    chosen = state.choice().technique
    control(
        st.pills,
        label,
        names,
        key=f"technique_of_{kind}",
        value=chosen if chosen in names else None,
        take=_take,
    )


def _take(technique: str | None) -> None:
    """Show the technique whose button was pressed; a second press on it changes nothing."""
    if technique:
        state.change(Choice, technique=technique)


def _scale(atlas: Atlas) -> None:
    st.subheader(word("techniques.scale"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in scale(atlas)))


def _tools(atlas: Atlas) -> None:
    st.subheader(word("techniques.tools"), anchor=False)
    st.markdown("\n".join(f"- {line}" for line in tools(atlas)))
    if never_used(atlas):
        st.markdown(word("techniques.never"))
