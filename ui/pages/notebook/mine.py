"""My points: favourites, my own places and notes on points, in one list."""

from __future__ import annotations

import streamlit as st

from content.marks import VIEW_PHRASES
from content.words import word
from data import Atlas
from notebook import Favourite, MyPlace, Notebook
from ui.notebook import saving, told
from ui.pages.notebook import words
from ui.pages.notebook.place import place_words


def show(notebook: Notebook, atlas: Atlas) -> None:
    """Draw the lists."""
    told()
    stars, places, counts = notebook.favourites(), notebook.my_places(), notebook.note_counts()
    if not stars and not places and not counts:
        st.info(word("mine.hint"))
        return
    if stars:
        st.subheader(word("mine.favourites"), anchor=False)
        for star in stars:
            _row(
                word("mine.star", name=_name(star)),
                word("mine.unstar"),
                f"nb_unstar_{star.id}",
                _unstar,
                (notebook, star),
            )
    if places:
        st.subheader(word("mine.places"), anchor=False)
        for place in places:
            limb = words.limb(VIEW_PHRASES[place.view], place.side)
            named = {"point": words.thing("point", place.code), "limb": limb, "place": place_words(atlas, place)}
            _row(
                word("mine.place", **named), word("mine.delete"), f"nb_unplace_{place.id}", _unplace, (notebook, place)
            )
            if place.note:
                st.text(place.note)
    if counts:
        st.subheader(word("mine.notes"), anchor=False)
        for (layer, code), count in sorted(counts.items()):
            window = st.expander(
                word("mine.notes_on", thing=words.thing(layer, code), count=count),
                key=f"nb_notes_{layer}_{code}",
                on_change="rerun",
            )
            if window.open:
                with window:
                    for note in notebook.notes_on(layer, code):
                        st.markdown(word("mine.note_of", day=words.short_day(note.when.date())))
                        st.markdown(words.harmless(note.text), anchors=False)


def _name(star: Favourite) -> str:
    return words.routine(star.code) if star.layer == "routine" else words.thing(star.layer, star.code)


def _row(line: str, label: str, key: str, press, args: tuple) -> None:
    with st.container(horizontal=True, vertical_alignment="center"):
        st.markdown(line)
        st.button(label, key=key, on_click=press, args=args)


def _unstar(notebook: Notebook, star: Favourite) -> None:
    with saving(word("mine.unstarred")):
        notebook.set_favourite(star.layer, star.code, False)


def _unplace(notebook: Notebook, place: MyPlace) -> None:
    with saving(word("notebook.place_deleted")):
        notebook.delete(place)
