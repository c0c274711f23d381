"""My points: favourites, my own places and notes on points, in one list."""

from __future__ import annotations

import streamlit as st

from data import Atlas
from data.marks import VIEW_NAMES
from notebook import Favourite, MyPlace, Notebook
from ui import notebook_words as words
from ui.notebook import saving, told
from ui.notebook_place import place_words

HINT = (
    "Open a point's or zone's card in the atlas: there you mark it as a favourite, note what you find, and say where "
    "it lies on you."
)


def show(notebook: Notebook, atlas: Atlas) -> None:
    """Draw the lists."""
    told()
    stars, places, counts = notebook.favourites(), notebook.my_places(), notebook.note_counts()
    if not stars and not places and not counts:
        st.info(HINT)
        return
    if stars:
        st.subheader("Favourites", anchor=False)
        for star in stars:
            _row(f"★ {_name(star)}", "Take the star away", f"nb_unstar_{star.id}", _unstar, (notebook, star))
    if places:
        st.subheader("My own places", anchor=False)
        for place in places:
            where = place_words(atlas, place)
            line = f"**{words.thing('point', place.code)}**, {VIEW_NAMES[place.view].lower()}, {place.side}: {where}"
            _row(line, "Delete", f"nb_unplace_{place.id}", _unplace, (notebook, place))
            if place.note:
                st.text(place.note)
    if counts:
        st.subheader("Notes", anchor=False)
        for (layer, code), count in sorted(counts.items()):
            window = st.expander(f"{words.thing(layer, code)} ({count})", key=f"nb_notes_{layer}_{code}",
                                 on_change="rerun")  # fmt: skip
            if window.open:
                with window:
                    for note in notebook.notes_on(layer, code):
                        st.markdown(f"**{words.short_day(note.when.date())}**")
                        st.markdown(words.harmless(note.text), anchors=False)


def _name(star: Favourite) -> str:
    return words.routine(star.code) if star.layer == "routine" else words.thing(star.layer, star.code)


def _row(line: str, label: str, key: str, press, args: tuple) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(line)
        st.button(label, key=key, on_click=press, args=args)


def _unstar(notebook: Notebook, star: Favourite) -> None:
    with saving("The star is gone."):
        notebook.set_favourite(star.layer, star.code, False)


def _unplace(notebook: Notebook, place: MyPlace) -> None:
    with saving("Your place is deleted; the atlas's dot stays."):
        notebook.delete(place)
