"""What unfolds about a reflexology zone: how to press it, the sources. Each is built only while it is open."""

from __future__ import annotations

import streamlit as st

from content.card_sources import sources_of_zone
from content.follows import limits_of
from content.technique_cards import movement, not_when
from content.words import word
from content.zone_cards import ZoneCard, zone_card
from data import Atlas
from data.zones import load_zones
from ui import care, link, state
from ui.cards import notebook_bits
from ui.cards.technique import show_movement
from ui.text import plain


def show(atlas: Atlas, name: str) -> None:
    """Draw what unfolds about the zone `name` for the foot and view in use. KeyError for no zone."""
    card = zone_card(atlas, name, state.choice().view, state.choice().side, care.decision())
    st.subheader(word("more.about", name=plain(card.title)), anchor=False)
    notebook_bits.note_box("zone", name)
    if not card.follows.left_out:
        _movement(atlas, card)
    _sources(atlas, card)


def _movement(atlas: Atlas, card: ZoneCard) -> None:
    """The technique's drawing and steps; seconds and pressure stand on the card, for they are the zone's own."""
    window = st.expander(card.movement, key=f"zone_movement_{card.id}", on_change="rerun")
    if window.open:
        with window:
            dose = load_zones()[card.id].dose.under(*limits_of(care.decision(), "zone", card.id, card.side))
            never = [one for one in (not_when(atlas, card.technique),) if one.bullets]
            show_movement(movement(atlas, card.technique, dose), f"zone_still_{card.technique}", never)


def _sources(atlas: Atlas, card: ZoneCard) -> None:
    window = st.expander(word("more.sources"), key="zone_sources", on_change="rerun")
    if not window.open:
        return
    zone = load_zones()[card.id]
    with window:
        st.markdown("\n".join(f"- {line}" for line in sources_of_zone(atlas, zone)))
        st.markdown(word("more.link"))
        st.code(link.whole(zone=zone.id), language=None, wrap_lines=True)
