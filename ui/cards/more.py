"""What unfolds about a point: how to press, who says where, the sources. Each is built only while it is open."""

from __future__ import annotations

import streamlit as st

from content.card_sources import cited, in_full, said_by, statements, voice
from content.cards import OtherRulers, PointCard, point_card
from content.phrases import gap_of_source
from content.words import word
from coords.body import Body
from data import Atlas
from data.atlas import PointFacts
from data.sayings import Saying, load_sayings, said_places
from ui import care, link, state
from ui.cards import notebook_bits
from ui.cards.technique import show_technique
from ui.text import plain, sentence


def show(atlas: Atlas, body: Body, code: str) -> None:
    """Draw the notebook's box and the windows of the open point; for one that the answers leave out, nothing."""
    now, compare = state.choice(), state.layers().compare
    card = point_card(atlas, body, code, now.view, now.side, care.decision(), compare=compare)
    if card.follows.left_out:
        return
    st.subheader(word("more.about", name=plain(card.title)), anchor=False)
    if card.on_you and card.on_you.others:
        st.markdown(_others(card.on_you.others))
    notebook_bits.note_box("point", code, atlas, body)
    _techniques(atlas, card)
    _who_says_where(atlas, body, atlas.points[code], card)
    _sources(atlas, atlas.points[code])


def _others(others: OtherRulers) -> str:
    """What the reader's other rulers would say, and what measuring the shin would bring."""
    rulers = "\n".join([sentence(others.head), *(f"- {plain(ruler)}" for ruler in others.rulers)])
    return "\n\n".join(filter(None, [rulers, plain(others.shin)]))


def _techniques(atlas: Atlas, card: PointCard) -> None:
    if not card.techniques:
        return
    window = st.expander(card.step_by_step, key="techniques", on_change="rerun")
    if window.open:
        limits = care.limits("point", card.code, card.side)
        with window:
            for name in card.techniques:
                show_technique(atlas, name, card.code, limits)


def _who_says_where(atlas: Atlas, body: Body, point: PointFacts, card: PointCard) -> None:
    if not card.voices:
        return
    window = st.expander(
        word("more.voices", count=card.voices),
        key="sayings",
        on_change="rerun",
    )
    if not window.open:
        return
    gaps = {
        place.saying.id: gap_of_source(place) for place in said_places(atlas, body, card.code, card.view, card.side)
    }
    with window:
        if point.source in atlas.sources:
            st.markdown("  \n".join([word("more.as_here", source=atlas.sources[point.source].short), point.card.where]))
        for saying in load_sayings()[card.code]:
            st.markdown(_told(atlas, saying, gaps.get(saying.id, "")))
        if gaps:
            st.markdown(word("more.triangles"))


def _told(atlas: Atlas, saying: Saying, gap: str) -> str:
    head, says, answer = voice(atlas, saying)
    return "  \n".join([" · ".join(filter(None, (head, gap))), says, answer])


def _sources(atlas: Atlas, point: PointFacts) -> None:
    window = st.expander(word("more.sources"), key="sources", on_change="rerun")
    if not window.open:
        return
    with window:
        st.markdown("\n\n".join(_sourced(atlas, point)) or word("more.no_source"))
        if point.notes:
            st.markdown(word("more.note", note=point.notes))
        st.markdown(word("more.link"))
        st.code(link.whole(point=point.code), language=None, wrap_lines=True)


def _sourced(atlas: Atlas, point: PointFacts) -> list[str]:
    """Every statement of the card with its sources in short, then these sources in full."""
    told = statements(atlas, point)
    lines = [f"- {said_by(atlas, one)}" for one in told]
    full = [f"- {in_full(atlas.sources[name])}" for name in cited(told)]
    return ["\n".join([word("more.who_says"), *lines]), "\n".join([word("more.in_full"), *full])] if full else []
