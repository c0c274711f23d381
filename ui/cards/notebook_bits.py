"""The notebook on other pages: keep a session, a star, notes and my own place on a card, my marks on the drawing.

Where there is no notebook (phone mode, a shared server without sign-in, a locked file) these draw nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from typing import Any

import streamlit as st

from charts.screen.mine import OwnPlace, own_pins
from content.words import word
from coords.body import Body
from data import Atlas
from data.care.decision import KeptStep
from data.practice import Routine
from notebook import MyPlace, Note, Notebook, NotebookError, Pressed, Session, new_id
from notebook.check import LONGEST_TEXT
from ui import notebook as book
from ui import state
from ui.model import Led
from ui.notebook import failed, opened, saving, start_with, told, zone
from ui.notebook import now as moment
from ui.pages.notebook import words
from ui.pages.notebook.place import own_place, place_at, place_words, ways
from ui.pages.notebook.routines import SIDES, places_of
from ui.text import plain

# ---- a guided session


def session_record(result: dict[str, Any], order: Sequence[KeptStep], routine: Routine, note: str = "") -> Session:
    """What the clock told, as an entry. `order`: the steps as the clock numbers them, from 1.

    The id comes from what the clock told: the same session is never kept twice.
    """
    pressed: dict[tuple[str, str, str, str], float] = {}
    for one in result["pressed"]:
        if one["seconds"] >= 1 and 1 <= one["n"] <= len(order):
            kept = order[one["n"] - 1]
            side = kept.side if kept.side in SIDES else ""
            for layer, code, technique in places_of(kept):
                key = (layer, code, side, technique)
                pressed[key] = pressed.get(key, 0) + one["seconds"]
    parts = tuple(
        Pressed(layer, code, side, technique, round(seconds))
        for (layer, code, side, technique), seconds in pressed.items()
    )
    told = f"{routine.id} {result['started']} {result['ended']}"
    return Session(
        datetime.fromisoformat(result["ended"]).astimezone(zone()), parts, routine.condition.split("+")[0], routine.id,
        _score(result["before"]), _score(result["after"]), note, id=sha256(told.encode()).hexdigest()[:32],
    )  # fmt: skip


def _again() -> None:
    """What the reader presses may wait for the file."""
    with suppress(NotebookError):
        book.mine()


def _score(value: float | None) -> int | None:
    return None if value is None else round(value)


def save_session(result: dict[str, Any], order: Sequence[KeptStep], routine: Routine) -> None:
    """After a session: the button that keeps it, filled in; a word for what cannot be kept."""
    notebook = opened()
    if notebook is None:
        if (reason := book.fault()) is not None:
            with st.container(border=True, key="nb_session_box"):
                st.warning(word("notebook.session_not_kept", reason=plain(str(reason))))
                st.button(word("notebook.try_again"), key="nb_session_again", on_click=_again)
        return
    start_with({"nb_session_note": "", "nb_session_kept": None})
    record = session_record(result, order, routine)
    if not record.pressed and record.before is None and record.after is None:
        return
    with st.container(border=True, key="nb_session_box"):
        if st.session_state["nb_session_kept"] == record.id:
            st.success(word("notebook.kept"))
            return
        st.text_area(word("notebook.session_note"), key="nb_session_note", max_chars=LONGEST_TEXT, height=70)
        st.button(word("notebook.keep_session"), key="nb_session_keep", type="primary", icon=":material/bookmark_add:",
                  on_click=_keep, args=(notebook, result, order, routine))  # fmt: skip
        told()


def _keep(notebook: Notebook, result: dict[str, Any], order: Sequence[KeptStep], routine: Routine) -> None:
    now = st.session_state
    with saving():
        kept = notebook.add(session_record(result, order, routine, now["nb_session_note"].strip()))
        now["nb_session_kept"], now["nb_session_note"] = kept.id, ""


# ---- on a card


def note_box(layer: str, code: str, atlas: Atlas | None = None, body: Body | None = None) -> None:
    """On a card: the star, my notes, a box for a new one; with `atlas` and `body` also my own place for a point.

    Its container is there without a notebook too, so that what stands below it on the card stays in its place.
    """
    with st.container(key="nb_card"):
        notebook = opened()
        if notebook is not None:
            _on_card(notebook, layer, code, atlas, body)
        elif (reason := book.fault()) is not None:
            st.warning(word("notebook.closed_why", reason=plain(str(reason))))


def _on_card(notebook: Notebook, layer: str, code: str, atlas: Atlas | None, body: Body | None) -> None:
    try:
        starred = any((star.layer, star.code) == (layer, code) for star in notebook.favourites())
        notes = notebook.notes_on(layer, code)
        mine = _place_here(notebook, code) if layer == "point" else None
    except NotebookError as error:
        failed(error)
        st.warning(word("notebook.closed_why", reason=plain(str(error))))
        return
    st.button(word("notebook.favourite") if starred else word("notebook.no_favourite"), key="nb_star", on_click=_star,
              args=(notebook, layer, code, not starred))  # fmt: skip
    if mine is not None and atlas is not None:
        st.markdown(word("notebook.place_told", place=place_words(atlas, mine)))
    for note in notes:
        st.markdown(word("notebook.note_of", day=words.short_day(note.when.date())))
        st.markdown(words.harmless(note.text), anchors=False)
    told()
    window = st.expander(word("notebook.write"), key="nb_write_here", on_change="rerun")
    if window.open:
        with window:
            _new_note(notebook, layer, code)
            if atlas is not None and body is not None and layer == "point":
                _my_place(notebook, atlas, body, code, mine)


def _star(notebook: Notebook, layer: str, code: str, on: bool) -> None:
    with saving():
        notebook.set_favourite(layer, code, on)


def _new_note(notebook: Notebook, layer: str, code: str) -> None:
    start_with({"nb_card_note": "", "nb_card_id": new_id(), "nb_card_of": (layer, code)})
    now = st.session_state
    if now["nb_card_of"] != (layer, code):  # another card: its note begins empty
        now.update({"nb_card_note": "", "nb_card_id": new_id(), "nb_card_of": (layer, code)})
    st.text_area(word("notebook.my_note"), key="nb_card_note", max_chars=LONGEST_TEXT, height=90,
                 help=word("notebook.markdown_help"))  # fmt: skip
    st.button(word("notebook.keep_note"), key="nb_card_keep", on_click=_keep_note, args=(notebook, layer, code))


def _keep_note(notebook: Notebook, layer: str, code: str) -> None:
    now = st.session_state
    with saving(word("notebook.kept")):
        notebook.add(Note(moment(), layer, code, now["nb_card_note"].strip(), id=now["nb_card_id"]))
        now.update({"nb_card_note": "", "nb_card_id": new_id()})


# ---- my own place


def _place_here(notebook: Notebook, code: str) -> MyPlace | None:
    """My place for a point on the view and side that are shown."""
    view, side = state.choice().view, state.choice().side
    here = (place for place in notebook.my_places() if (place.code, place.view, place.side) == (code, view, side))
    return next(here, None)


def _my_place(notebook: Notebook, atlas: Atlas, body: Body, code: str, mine: MyPlace | None) -> None:
    now, choice = st.session_state, state.choice()
    view, side = choice.view, choice.side
    if own_place(atlas, body, MyPlace(code, view, side, 0, 0)) is None:
        return
    of = (code, view, side, mine.version if mine else 0)
    if now.get("nb_place_of") != of:
        now["nb_place_of"] = of
        now["nb_place_up"], now["nb_place_across"] = (mine.up_mm, mine.across_mm) if mine else (0.0, 0.0)
    up, down, plus, minus = ways(atlas.limb.views[view])
    st.markdown(word("notebook.my_place"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        for label, key in (
            (word("notebook.way_up", way=up, back=down), "up"),
            (word("notebook.way_up", way=plus, back=minus), "across"),
        ):
            st.number_input(label, -100.0, 100.0, step=1.0, key=f"nb_place_{key}", format="%.1f", width=230)
    with st.container(horizontal=True):
        st.button(
            word("notebook.keep_place"), key="nb_place_keep", on_click=_keep_place, args=(notebook, code, view, side)
        )
        if mine is not None:
            st.button(
                word("notebook.delete_place"), key="nb_place_delete", on_click=_delete_place, args=(notebook, mine)
            )


def _keep_place(notebook: Notebook, code: str, view: str, side: str) -> None:
    now = st.session_state
    with saving(word("notebook.kept")):
        notebook.set_my_place(MyPlace(code, view, side, float(now["nb_place_up"]), float(now["nb_place_across"])))


def _delete_place(notebook: Notebook, mine: MyPlace) -> None:
    with saving(word("notebook.place_deleted")):
        notebook.delete(mine)


def is_open() -> bool:
    """Whether there is a notebook to keep something in."""
    return opened() is not None


def keep_spot(atlas: Atlas, body: Body, code: str, xy: tuple[float, float], at: str) -> None:
    """Keep a spot of the view and side that are shown, in view units, as my own place for a point; `at`: see `told`."""
    choice, notebook = state.choice(), opened()
    mine = place_at(atlas, body, code, choice.view, choice.side, xy)
    if notebook is None or mine is None:
        return
    with saving(word("notebook.kept"), at):
        notebook.set_my_place(mine)


def open_behind() -> None:
    """At the end of a run: the notebook is opened when the page stands already; what of it belongs on this page is
    drawn at once, when that took but a moment, else with the next change."""
    if opened() is not None:
        return
    notebook, now = book.open_behind(), state.choice()
    if notebook is None:
        return
    with suppress(NotebookError):
        if now.point or now.zone or state.now(Led).result or notebook.my_places():
            st.rerun()


def my_pins(atlas: Atlas, body: Body, view: str, side: str, codes: Iterable[str]) -> list[dict]:
    """My own places among these points, as pins of a scene of the view; [] where there is no notebook."""
    return own_pins([own for _, own in my_spots(atlas, body, view, side, codes)])


def my_spots(atlas: Atlas, body: Body, view: str, side: str, codes: Iterable[str]) -> list[tuple[str, OwnPlace]]:
    """My own places among these points that the view shows, each with its code; [] where there is no notebook."""
    notebook = opened()
    if notebook is None:
        return []
    wanted = set(codes)
    try:
        here = [it for it in notebook.my_places() if (it.view, it.side) == (view, side) and it.code in wanted]
    except NotebookError as error:
        failed(error)
        return []
    return [(place.code, own) for place in here if (own := own_place(atlas, body, place)) is not None]
