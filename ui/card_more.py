"""What unfolds below a card: how to press, who says where, the sources. Each is built only while it is open."""

from __future__ import annotations

import streamlit as st

from charts.said import gap_words
from coords.body import Body
from data import Atlas
from data.atlas import PointFacts
from data.practice import load_practice
from data.sayings import Saying, load_sayings, said_places, short_name
from ui import care, link
from ui.technique import show_technique

ASPECTS = {"place": "Place", "name": "Name", "number": "Number", "caution": "Caution", "finder": "How to find it"}


def show(atlas: Atlas, body: Body, point: PointFacts) -> None:
    """Draw the three windows."""
    _techniques(atlas, point)
    _who_says_where(atlas, body, point)
    _sources(atlas, point)


def _techniques(atlas: Atlas, point: PointFacts) -> None:
    names = list(dict.fromkeys(dose.technique for dose in point.doses if dose.technique != "locate_only"))
    if not names:
        return
    label = " and ".join(atlas.techniques[name]["name"].lower() for name in names)
    window = st.expander(f"Step by step: {label}", key="techniques", on_change="rerun")
    if window.open:
        cap = care.decision().cap("point", point.code, st.session_state["side"])
        with window:
            for name in names:
                show_technique(atlas, name, point.code, cap)


def _who_says_where(atlas: Atlas, body: Body, point: PointFacts) -> None:
    sayings = load_sayings().get(point.code, ())
    if not sayings:
        return
    window = st.expander(f"Who says where: {len(sayings)} other voices", key="sayings", on_change="rerun")
    if not window.open:
        return
    now = st.session_state
    gaps = {
        place.saying.id: gap_words(place) for place in said_places(atlas, body, point.code, now["view"], now["side"])
    }
    with window:
        if point.source in atlas.sources:
            st.markdown(f"**Place, {short_name(atlas.sources[point.source])}: as on this card**  \n{point.card.where}")
        for saying in sayings:
            st.markdown(_told(atlas, saying, gaps.get(saying.id, "")))
        if gaps:
            st.markdown("The hollow triangles on the drawing are these places on you.")


def _told(atlas: Atlas, saying: Saying, gap: str) -> str:
    who = ", ".join(short_name(atlas.sources[name]) for name in saying.source if name in atlas.sources)
    where = f" · {gap.rpartition(': ')[2]}" if gap else ""
    head = f"**{ASPECTS[saying.aspect]}, {who or 'other books'}**{where}"
    return "  \n".join([head, saying.says, f"*This atlas:* {saying.answer}"])


def _sources(atlas: Atlas, point: PointFacts) -> None:
    window = st.expander("Sources and link", key="sources", on_change="rerun")
    if not window.open:
        return
    with window:
        st.markdown("\n\n".join(_sourced(atlas, point)) or "No source is named.")
        if point.notes:
            st.markdown(f"Note on the place: {point.notes}.")
        address = "&".join(f"{key}={value}" for key, value in link.current(point=point.code).items())
        st.markdown("Link to this card with your measures:")
        st.code(f"?{address}", language=None, wrap_lines=True)


def _sourced(atlas: Atlas, point: PointFacts) -> list[str]:
    """Every statement of the card with its sources in short, then these sources in full."""
    studies = [row for row in load_practice().evidence.values() if point.code in row.subjects]
    statements = [
        ("Place", (point.source,)),
        *((f"Time and pressure: {atlas.techniques[d.technique]['name'].lower()}", d.sources) for d in point.doses),
        *((use.statement[:1].upper() + use.statement[1:], use.sources) for use in point.uses),
        *((f"Study: {row.tested}", (row.citation, *row.sources)) for row in studies),
        *((caution.label, caution.sources) for caution in point.cautions),
    ]
    lines, cited = [], {}
    for statement, ids in statements:
        known = [name for name in dict.fromkeys(ids) if name in atlas.sources]
        cited |= dict.fromkeys(known)
        if known:
            lines.append(f"- {statement} ({'; '.join(short_name(atlas.sources[name]) for name in known)})")
    full = [f"- {atlas.sources[name]}" for name in cited]
    return ["\n".join(["**Who says what**", *lines]), "\n".join(["**In full**", *full])] if full else []
