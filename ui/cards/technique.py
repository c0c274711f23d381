"""The card of a technique on the page: `content.technique_cards` says what stands on it, this draws it."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st

from content.card_parts import Section
from content.follows import NO_LIMIT, Limits
from content.technique_cards import Movement, technique_card
from content.words import word
from data import Atlas
from ui.text import plain, section
from web.movement_pictures import movement_html


def show_technique(atlas: Atlas, technique: str, code: str = "", limits: Limits = NO_LIMIT) -> None:
    """Draw the card of a technique, with the doses of the point `code` when there is one, as the answers leave them.

    Raises KeyError for a row that is no technique and no preparation.
    """
    card = technique_card(atlas, technique, code, limits)
    key = f"technique_{technique}_{code or 'alone'}"
    with st.container(key=f"{key}_card", border=True):
        st.markdown(f"### {plain(card.title)}\n{plain(card.aim)}")
        show_movement(card.movement, f"{key}_still", card.sections)


def show_movement(movement: Movement, key: str, more: Iterable[Section]) -> None:
    """The moving drawing beside the steps, and `more` below the steps."""
    drawing, words = st.columns([2, 3], gap="medium")
    with drawing:
        if movement.drawn:
            dark = st.context.theme.type == "dark"
            st.html(movement_html(movement.technique, movement.name, dark, st.session_state.get(key, False)))
            st.toggle(word("technique.still"), key=key)
    with words:
        steps = "\n".join(f"{n}. {plain(step)}" for n, step in enumerate(movement.steps, 1))
        st.markdown("\n\n".join([steps, *map(section, more)]))
