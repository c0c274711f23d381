"""Write into the notebook by hand: a session, a tender spot or a note; and change an entry that is there.

What stands in the boxes is in the session's memory, so that a look at another page loses nothing. Every new entry has
its id from the beginning: a double press saves once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any

import streamlit as st

from coords.body import Body
from data import Atlas
from data.practice import load_practice
from notebook import Note, Notebook, NotebookError, Pressed, Session, StaleEntry, TenderSpot, new_id
from notebook.values import Entry
from ui import notebook_spot
from ui import notebook_words as words
from ui.notebook import now as moment
from ui.notebook import start_with, tell, told, zone

KINDS = {"session": "A session", "tender_spot": "A tender spot", "note": "A note"}
SIDES = {"": "no side", "left": "left", "right": "right", "both": "both sides"}
SCORES = list(range(11))
SCORE_HELP = "0 is nothing, 10 is the worst you can think of."
EMPTY: dict[str, Any] = {
    "nb_what": [],
    "nb_complaint": "",
    "nb_routine": "",
    "nb_before": None,
    "nb_after": None,
    "nb_note": "",
    "nb_about": None,
    "nb_text": "",
    "nb_when_set": False,
    "nb_zone": None,
    "nb_editing": None,
    "nb_stale": None,
    **notebook_spot.EMPTY,
}


def show(notebook: Notebook, atlas: Atlas, body: Body) -> None:
    """Draw the form."""
    now = st.session_state
    start_with({"nb_kind": "session", "nb_id": new_id(), **EMPTY})
    if now["nb_editing"] is None:
        st.segmented_control(
            "Write down", list(KINDS), key="nb_kind", format_func=KINDS.__getitem__, required=True,
            persist_state="session", label_visibility="collapsed",
        )  # fmt: skip
    else:
        st.subheader("Change this entry", anchor=False)
    _when()
    {"session": _session, "tender_spot": _spot, "note": _note}[now["nb_kind"]](atlas, body)
    with st.container(horizontal=True, key="nb_save_box"):
        st.button("Save", key="nb_save", type="primary", on_click=_save, args=(notebook, atlas, body))
        if now["nb_editing"] is not None:
            st.button("Leave it as it was", key="nb_leave", on_click=clear)
    told()
    _stale(notebook)


# ---- the boxes


def _when() -> None:
    now = st.session_state
    if not now["nb_when_set"]:
        now["nb_date"], now["nb_time"] = moment().date(), moment().time()
    with st.container(horizontal=True):
        kept: dict[str, Any] = {"on_change": _when_set, "persist_state": "session"}
        st.date_input("Day", key="nb_date", format="DD/MM/YYYY", width=160, min_value=datetime(1950, 1, 1), **kept)
        st.time_input("Time", key="nb_time", step=60, width=160, **kept)


def _when_set() -> None:
    st.session_state["nb_when_set"] = True


def _chosen_when() -> datetime:
    now = st.session_state
    if now["nb_date"] is None or now["nb_time"] is None:
        return moment()
    return datetime.combine(now["nb_date"], now["nb_time"], now["nb_zone"] or zone())


def score(label: str, key: str, note: str = SCORE_HELP) -> None:
    """A score of 0 to 10; pressed again it is taken back."""
    st.pills(label, SCORES, key=key, help=note, persist_state="session")


def _session(_atlas: Atlas, _body: Body) -> None:
    now = st.session_state
    known = words.things()
    st.multiselect(
        "What did you press?",
        [*known, *(key for key in now["nb_what"] if key not in known)],
        key="nb_what",
        format_func=words.option,
        placeholder="SP6, Taichong, heel… or nothing: only a score",
        persist_state="session",
    )
    for key in now["nb_what"]:
        _pressed(key)
    conditions = load_practice().conditions
    names = ["", *conditions, *([now["nb_complaint"]] if now["nb_complaint"] not in ("", *conditions) else [])]
    st.selectbox(
        "For which complaint?",
        names,
        key="nb_complaint",
        format_func=lambda name: words.bare(words.complaint(name)) if name else "none",
        persist_state="session",
    )
    if now["nb_what"]:
        score("How bad was it before? 0 to 10", "nb_before")
        score("And after?", "nb_after")
    else:
        score("How bad is it? 0 to 10", "nb_before", f"{SCORE_HELP} Days without pressing count in the trends too.")
    st.text_area("Note, if you like", key="nb_note", max_chars=5000, height=90, persist_state="session")


def _pressed(key: str) -> None:
    """Side, way and seconds of one thing pressed."""
    layer, _, code = key.partition(":")
    start_with({f"nb_side_{code}": "both", f"nb_way_{code}": "", f"nb_seconds_{code}": 60})
    with st.container(border=True, key=f"nb_row_{layer}_{code}"):
        st.markdown(f"**{words.thing(layer, code)}**")
        with st.container(horizontal=True):
            st.selectbox(
                "Side", list(SIDES), key=f"nb_side_{code}", format_func=SIDES.__getitem__, width=120,
                persist_state="session",
            )  # fmt: skip
            if layer != "technique":
                known = words.techniques()
                way = st.session_state[f"nb_way_{code}"]
                st.selectbox(
                    "How", [*known, *([way] if way not in known else [])], key=f"nb_way_{code}", width=190,
                    format_func=words.technique, persist_state="session",
                )  # fmt: skip
            st.number_input(
                "Seconds", 0, 7200, step=10, key=f"nb_seconds_{code}", width=140, persist_state="session",
                help="On each side. 0: not counted.",
            )  # fmt: skip


def _spot(atlas: Atlas, body: Body) -> None:
    notebook_spot.place(atlas, body)
    score("How sore is it when you press? 0 to 10", "nb_before")
    st.text_area("Note, if you like", key="nb_note", max_chars=5000, height=90, persist_state="session")


def _note(_atlas: Atlas, _body: Body) -> None:
    known, about = words.things(), st.session_state["nb_about"]
    st.selectbox(
        "About which point, zone or technique?",
        [*known, *([about] if about and about not in known else [])],
        index=None,
        key="nb_about",
        format_func=words.option,
        placeholder="Choose or type a name",
        persist_state="session",
    )
    st.text_area(
        "Your note", key="nb_text", max_chars=20_000, height=140, persist_state="session",
        help="**\\*\\*bold\\*\\***, *\\*italic\\**, and lists with “- ”. Addresses and pictures are shown as text.",
    )  # fmt: skip


# ---- saving


def record() -> Entry | str:
    """What stands in the boxes, as an entry; or a sentence that says what is missing."""
    now = st.session_state
    old = now["nb_editing"]
    own = {"id": old.id, "version": old.version} if old is not None else {"id": now["nb_id"]}
    when = _chosen_when()
    if when > moment().replace(hour=23, minute=59):
        return "That day is still to come. Choose today or a day before."
    if now["nb_kind"] == "tender_spot":
        spot = now["nb_spot"]
        if spot is None:
            return "Where is it? Tap the sore place on the drawing, or choose the point it is closest to."
        place = (spot.view, spot.side, spot.x, spot.y)
        return TenderSpot(when, *place, now["nb_before"], spot.near, now["nb_note"].strip(), **own)
    if now["nb_kind"] == "note":
        if not now["nb_about"]:
            return "What is the note about? Choose a point, a zone or a technique."
        layer, _, code = now["nb_about"].partition(":")
        return Note(when, layer, code, now["nb_text"].strip(), **own)
    pressed = tuple(_part(key) for key in now["nb_what"])
    after = now["nb_after"] if pressed or old is not None else None
    routine = now["nb_routine"]
    return Session(when, pressed, now["nb_complaint"], routine, now["nb_before"], after, now["nb_note"].strip(), **own)


def _part(key: str) -> Pressed:
    now = st.session_state
    layer, _, code = key.partition(":")
    way = now[f"nb_way_{code}"] if layer != "technique" else ""
    return Pressed(layer, code, now[f"nb_side_{code}"], way, int(now[f"nb_seconds_{code}"] or 0))


def _save(notebook: Notebook, atlas: Atlas, body: Body) -> None:
    now, entry = st.session_state, record()
    if isinstance(entry, str):
        tell("warning", entry)
        return
    editing = now["nb_editing"] is not None
    try:
        kept = notebook.edit(entry) if editing else notebook.add(entry)
    except StaleEntry as stale:
        now["nb_stale"] = stale
        return
    except NotebookError as error:
        tell("error", f"{error} Nothing was saved; what you wrote still stands in the boxes.")
        return
    when = f"{words.short_day(kept.when.date())}, {kept.when:%H:%M}"
    clear()
    told_of = words.bare(words.head(kept))
    tell("success", f"{'Changed' if editing else 'Kept in your notebook'}: {told_of} ({when}).")


def clear() -> None:
    """Empty the boxes for the next new entry."""
    now = st.session_state
    for key in now["nb_what"]:
        code = key.partition(":")[2]
        for part in ("side", "way", "seconds"):
            now.pop(f"nb_{part}_{code}", None)
    now.update(EMPTY | {"nb_what": [], "nb_id": new_id()})


def open_entry(entry: Entry) -> None:
    """Put an entry into the boxes, to be changed."""
    now = st.session_state
    start_with(EMPTY)
    clear()
    kind = "session" if isinstance(entry, Session) else "note" if isinstance(entry, Note) else "tender_spot"
    now.update({"nb_kind": kind, "nb_editing": entry, "nb_part": "write", "nb_when_set": True})
    now["nb_date"], now["nb_time"], now["nb_zone"] = entry.when.date(), entry.when.time(), entry.when.tzinfo
    if isinstance(entry, Note):
        now["nb_about"], now["nb_text"] = f"{entry.layer}:{entry.code}", entry.text
        return
    now["nb_note"] = entry.note
    if isinstance(entry, TenderSpot):
        now["nb_before"] = entry.score
        notebook_spot.open_spot(entry)
        return
    now["nb_before"], now["nb_after"] = entry.before, entry.after
    now["nb_complaint"], now["nb_routine"] = entry.complaint, entry.routine
    for part in entry.pressed:
        key = f"{part.layer}:{part.code}"
        if key not in now["nb_what"]:
            now["nb_what"] = [*now["nb_what"], key]
            now[f"nb_side_{part.code}"], now[f"nb_way_{part.code}"] = part.side, part.technique
            now[f"nb_seconds_{part.code}"] = part.seconds


# ---- two tabs


def _stale(notebook: Notebook) -> None:
    """Another tab was first: what is stored now, and the ways on."""
    stale = st.session_state["nb_stale"]
    if not isinstance(stale, StaleEntry):
        return
    there = stale.now if isinstance(stale.now, Session | TenderSpot | Note) else None
    with st.container(border=True, key="nb_stale_box"):
        st.warning(str(stale))
        if there is None:
            st.button("Save mine as a new entry", key="nb_as_new", on_click=_as_new)
            return
        st.markdown(f"As it is now: {words.head(there)}  \n{words.details(there)}")
        if words.note_of(there):
            st.text(words.note_of(there))
        with st.container(horizontal=True):
            st.button("Open it as it is now", key="nb_open_now", on_click=open_entry, args=(there,))
            st.button("Keep mine instead", key="nb_mine", on_click=_keep_mine, args=(there,))


def _as_new() -> None:
    now = st.session_state
    now.update({"nb_editing": None, "nb_stale": None, "nb_id": new_id()})
    tell("warning", "Press Save to keep it as a new entry.")


def _keep_mine(entry: Entry) -> None:
    """What stands in the boxes goes over what the other tab saved."""
    now = st.session_state
    now.update({"nb_editing": entry, "nb_stale": None})
    tell("warning", "Press Save to put yours in its place.")


