"""What stands below the instrument: what unfolds about the open card, the table of distances."""

from __future__ import annotations

import pandas as pd
import streamlit as st

from content.marks import cards_of_view, marks_in_view, title
from content.phrases import centimetres, distance_phrase
from content.words import word
from coords.body import Body
from data import Atlas
from ui import care, state
from ui.cards import more, more_of_zone


def show(atlas: Atlas, body: Body) -> None:
    """Draw it. What a reader must see is on the instrument; this is what they may ask for."""
    choice = state.choice()
    with st.container(key="below"):
        if line := care.left_out_line(cards_of_view(atlas, choice.view), choice.side):
            st.markdown(line)
        if choice.zone:
            more_of_zone.show(atlas, choice.zone)
        elif choice.point:
            more.show(atlas, body, choice.point)
        _distances(atlas, body, choice.view, choice.side)
        st.markdown(word("atlas.disclaimer"))


def _distances(atlas: Atlas, body: Body, view: str, side: str) -> None:
    table = st.expander(word("atlas.distances"), key="distances", on_change="rerun")
    if not table.open:
        return
    marks = marks_in_view(atlas, body, view, side)
    gone = set(care.left_out((mark.code for mark in marks), side))
    rows = [
        {
            word("atlas.column_point"): title(atlas.points[mark.code]),
            word("atlas.column_you"): distance_phrase(atlas, mark.place) or word("atlas.by_touch"),
            word("atlas.column_finger"): centimetres(mark.place.finger_mm)
            if mark.place.finger_mm and not mark.place.felt
            else "",
        }
        for mark in marks
        if mark.code not in gone
    ]
    table.html(pd.DataFrame(rows).to_html(index=False, border=0, classes="cun-table", justify="left"))
