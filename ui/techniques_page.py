"""The page of all techniques: choose one, see how it is done; then the scale of pressure and the tools."""

from __future__ import annotations

import streamlit as st

from charts.movements import TECHNIQUES
from data import Atlas
from ui import care
from ui.technique import HARDEST, show_technique

TITLE = "Techniques"
FIRST = "press"
GROUPS = {"technique": "Ways to press and massage", "preparation": "Before you begin"}


def show(atlas: Atlas) -> None:
    """Draw the page. The technique chosen is st.session_state["technique"]."""
    now = st.session_state
    if now.get("technique") not in TECHNIQUES:
        now["technique"] = FIRST
    if care.banners():
        return
    st.header(TITLE, anchor=False)
    for note in now.get("notes", ()):
        st.warning(note)
    st.markdown(
        "Every way of pressing in this atlas, with a drawing of the movement and its direction. Clockwise and "
        "counterclockwise are meant as you look at the skin."
    )
    for kind, label in GROUPS.items():
        _choose(atlas, kind, label)
    _chosen(atlas, now["technique"])
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
    show_technique(atlas, technique, cap=care.decision().cap("technique", technique))


def _choose(atlas: Atlas, kind: str, label: str) -> None:
    """A row of buttons; the two rows are one choice, so that only one of them has a button pressed."""
    names = [name for name in TECHNIQUES if atlas.techniques[name]["row_type"] == kind]
    key = f"technique_of_{kind}"
    chosen = st.session_state["technique"]
    st.session_state[key] = chosen if chosen in names else None
    st.pills(
        label,
        names,
        key=key,
        format_func=lambda name: atlas.techniques[name]["name"],
        on_change=_take,
        args=(key,),
    )


def _take(key: str) -> None:
    """Show the technique whose button was pressed; a second press on it changes nothing."""
    if st.session_state[key]:
        st.session_state["technique"] = st.session_state[key]


def _scale(atlas: Atlas) -> None:
    st.subheader("How hard is hard?", anchor=False)
    lines = []
    for level in range(HARDEST + 1):
        row = atlas.techniques[f"pressure_{level}"]
        name = row["name"].split(": ")[1]
        lines.append(f"- {'●' * level}{'○' * (HARDEST - level)} **{level}, {name}.** {row['aim']}")
    st.markdown("\n".join(lines))


def _tools(atlas: Atlas) -> None:
    st.subheader("What to press with", anchor=False)
    tools = [row for row in atlas.techniques.values() if row["row_type"] == "tool"]
    st.markdown("\n".join(f"- **{row['name']}.** {row['aim']}" for row in tools))
    never = list(dict.fromkeys(row["do_not_use_when"] for row in tools if row["do_not_use_when"]))
    if never:
        st.markdown("Never with anything sharp, and never on broken skin.")
