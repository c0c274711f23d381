"""Write into the notebook by hand: a session, a tender spot or a note; and change an entry that is there.

What stands in the boxes is in the session's memory, so that a look at another page loses nothing. Every new entry has
its id from the beginning: a double press saves once.
"""

from __future__ import annotations

from datetime import datetime
from typing import Any, NamedTuple

import streamlit as st

from content.phrases import side_word
from content.words import word
from coords.body import Body
from data import Atlas
from data.practice import load_practice
from notebook import Note, Notebook, NotebookError, Pressed, Session, StaleEntry, TenderSpot, new_id
from notebook.check import LONGEST_TEXT, MOST_SECONDS, YEARS
from notebook.values import Entry
from ui import pick
from ui.notebook import now as moment
from ui.notebook import start_with, tell, told, zone
from ui.pages.notebook import spot as notebook_spot
from ui.pages.notebook import words
from ui.pages.notebook.routines import pressed_in, routines
from ui.text import plain

KINDS = ("session", "tender_spot", "note")
SIDES = ("", "left", "right", "both")
SCORES = list(range(11))
ROW = ("side", "way", "seconds")  # what is asked about each thing pressed
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


class Editing(NamedTuple):
    """The entry that stands in the boxes, and its version when it was opened."""

    id: str
    version: int


def show(notebook: Notebook, atlas: Atlas, body: Body) -> None:
    """Draw the form."""
    now = st.session_state
    start_with({"nb_kind": "session", "nb_id": new_id(), **EMPTY})
    if now["nb_editing"] is None:
        st.segmented_control(
            word("write.down"),
            KINDS,
            key="nb_kind",
            format_func=lambda kind: word(f"write.kind_{kind}"),
            required=True,
            persist_state="session",
            label_visibility="collapsed",
        )
    else:
        st.subheader(word("write.change"), anchor=False)
    _when()
    {"session": _session, "tender_spot": _spot, "note": _note}[now["nb_kind"]](atlas, body)
    with st.container(horizontal=True, key="nb_save_box"):
        st.button(word("write.save"), key="nb_save", type="primary", on_click=_save, args=(notebook, atlas, body))
        if now["nb_editing"] is not None:
            st.button(word("write.leave"), key="nb_leave", on_click=clear)
    told()
    _stale(notebook)


# ---- the boxes


def _when() -> None:
    now = st.session_state
    if not now["nb_when_set"]:
        now["nb_date"], now["nb_time"] = moment().date(), moment().time()
    with st.container(horizontal=True):
        kept: dict[str, Any] = {"on_change": _when_set, "persist_state": "session"}
        st.date_input(
            word("write.day"),
            key="nb_date",
            format="DD/MM/YYYY",
            width=160,
            min_value=datetime(YEARS[0] + 1, 1, 1),
            **kept,
        )
        st.time_input(word("write.time"), key="nb_time", step=60, width=160, **kept)


def _when_set() -> None:
    st.session_state["nb_when_set"] = True


def _chosen_when() -> datetime:
    now = st.session_state
    if now["nb_date"] is None or now["nb_time"] is None:
        return moment()
    return datetime.combine(now["nb_date"], now["nb_time"], now["nb_zone"] or zone())


def score(label: str, key: str, note: str = "") -> None:
    """A score of 0 to 10; pressed again it is taken back."""
    st.pills(label, SCORES, key=key, help=note or word("write.score_help"), persist_state="session")


def _session(_atlas: Atlas, _body: Body) -> None:
    now = st.session_state
    known = {**routines(), **words.things()}
    options = [*known, *(key for key in now["nb_what"] if key not in known)]

    def called(key: str) -> str:
        return known.get(key) or words.option(key)

    st.multiselect(
        word("write.what"),
        options,
        key="nb_what",
        on_change=pick.take,
        args=("nb_what", options, True),
        format_func=called,
        placeholder=word("write.what_for"),
        persist_state="session",
        **pick.SEVERAL,
    )
    pick.say("nb_what", called)
    for key in now["nb_what"]:
        _routine(key) if key in routines() else _pressed(key)
    conditions = load_practice().conditions
    names = ["", *conditions, *([now["nb_complaint"]] if now["nb_complaint"] not in ("", *conditions) else [])]
    st.selectbox(
        word("write.complaint"),
        names,
        key="nb_complaint",
        on_change=pick.take,
        args=("nb_complaint", names, False, ""),
        format_func=lambda name: words.bare(words.complaint(name)) if name else word("write.no_complaint"),
        persist_state="session",
        **pick.ONE,
    )
    pick.say("nb_complaint", words.complaint)
    if now["nb_what"]:
        score(word("write.before"), "nb_before")
        score(word("write.after"), "nb_after")
    else:
        score(word("write.now"), "nb_before", word("write.now_help"))
    st.text_area(word("write.note"), key="nb_note", max_chars=LONGEST_TEXT, height=90, persist_state="session")


def _routine(key: str) -> None:
    """A routine that was pressed: its name, and what of it is kept."""
    code = key.partition(":")[2]
    with st.container(border=True, key=f"nb_row_routine_{code}"):
        st.markdown(word("write.routine", routine=words.routine(code), things=words.named(pressed_in(code))))


def _pressed(key: str) -> None:
    """Side, way and seconds of one thing pressed."""
    layer, _, code = key.partition(":")
    start_with({f"nb_side_{code}": "both", f"nb_way_{code}": "", f"nb_seconds_{code}": 60})
    with st.container(border=True, key=f"nb_row_{layer}_{code}"):
        st.markdown(word("write.thing", thing=words.thing(layer, code)))
        with st.container(horizontal=True):
            st.selectbox(
                word("write.side"), SIDES, key=f"nb_side_{code}", format_func=_side, width=120,
                persist_state="session", filter_mode="contains",
            )  # fmt: skip
            if layer != "technique":
                known = words.techniques()
                way = st.session_state[f"nb_way_{code}"]
                st.selectbox(
                    word("write.how"), [*known, *([way] if way not in known else [])], key=f"nb_way_{code}", width=190,
                    format_func=words.technique, persist_state="session", filter_mode="contains",
                )  # fmt: skip
            st.number_input(
                word("write.seconds"), 0, MOST_SECONDS, step=10, key=f"nb_seconds_{code}", width=140,
                persist_state="session", help=word("write.seconds_help"),
            )  # fmt: skip


def _side(side: str) -> str:
    if not side:
        return word("write.no_side")
    return word("entry.both_sides") if side == "both" else side_word(side)


def _spot(atlas: Atlas, body: Body) -> None:
    notebook_spot.place(atlas, body)
    score(word("write.sore"), "nb_before")
    st.text_area(word("write.note"), key="nb_note", max_chars=LONGEST_TEXT, height=90, persist_state="session")


def _note(_atlas: Atlas, _body: Body) -> None:
    known, about = words.things(), st.session_state["nb_about"]
    options = [*known, *([about] if about and about not in known else [])]
    st.selectbox(
        word("write.about"),
        options,
        index=None,
        key="nb_about",
        on_change=pick.take,
        args=("nb_about", options, True),
        format_func=words.option,
        placeholder=word("spot.choose"),
        persist_state="session",
        **pick.ONE,
    )
    pick.say("nb_about", words.option)
    st.text_area(
        word("write.text"), key="nb_text", max_chars=LONGEST_TEXT, height=140, persist_state="session",
        help=word("write.text_help"),
    )  # fmt: skip


# ---- saving


def record() -> Entry | str:
    """What stands in the boxes, as an entry; or a sentence that says what is missing."""
    now = st.session_state
    old = now["nb_editing"]
    own = old._asdict() if old is not None else {"id": now["nb_id"]}
    when = _chosen_when()
    if when > moment().replace(hour=23, minute=59):
        return word("write.to_come")
    if now["nb_kind"] == "tender_spot":
        spot = now["nb_spot"]
        if spot is None:
            return word("write.where")
        place = (spot.view, spot.side, spot.x, spot.y)
        return TenderSpot(when, *place, now["nb_before"], spot.near, now["nb_note"].strip(), **own)
    if now["nb_kind"] == "note":
        if not now["nb_about"]:
            return word("write.about_what")
        layer, _, code = now["nb_about"].partition(":")
        return Note(when, layer, code, now["nb_text"].strip(), **own)
    chosen = [key.partition(":")[2] for key in now["nb_what"] if key in routines()]
    pressed = tuple(_part(key) for key in now["nb_what"] if key not in routines())
    named = {(part.layer, part.code) for part in pressed}
    pressed += tuple(part for part in pressed_in("+".join(chosen)) if (part.layer, part.code) not in named)
    after = now["nb_after"] if pressed or chosen or old is not None else None
    routine = "+".join(chosen) or now["nb_routine"]
    complaint = now["nb_complaint"] or (load_practice().routines[chosen[0]].condition if chosen else "")
    return Session(when, pressed, complaint, routine, now["nb_before"], after, now["nb_note"].strip(), **own)


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
        tell("error", word("write.not_saved", reason=error))
        return
    clear()
    told_of = {"entry": words.bare(words.head(kept)), "moment": words.short_moment(kept.when)}
    tell("success", word("write.changed" if editing else "write.kept", **told_of))


def clear() -> None:
    """Empty the boxes for the next new entry."""
    now = st.session_state
    for key in now["nb_what"]:
        code = key.partition(":")[2]
        for part in ROW:
            now.pop(f"nb_{part}_{code}", None)
    now.update(EMPTY | {"nb_what": [], "nb_id": new_id()})


def open_entry(entry: Entry) -> None:
    """Put an entry into the boxes, to be changed."""
    now = st.session_state
    start_with(EMPTY)
    clear()
    kind = "session" if isinstance(entry, Session) else "note" if isinstance(entry, Note) else "tender_spot"
    now.update(
        {"nb_kind": kind, "nb_editing": Editing(entry.id, entry.version), "nb_part": "write", "nb_when_set": True}
    )
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
        st.warning(plain(str(stale)))
        if there is None:
            st.button(word("write.as_new"), key="nb_as_new", on_click=_as_new)
            return
        st.markdown(word("write.as_it_is", entry=words.head(there), details=words.details(there)))
        if words.note_of(there):
            st.text(words.note_of(there))
        with st.container(horizontal=True):
            st.button(word("write.open_now"), key="nb_open_now", on_click=open_entry, args=(there,))
            st.button(word("write.keep_mine"), key="nb_mine", on_click=_keep_mine, args=(there,))


def _as_new() -> None:
    now = st.session_state
    now.update({"nb_editing": None, "nb_stale": None, "nb_id": new_id()})
    tell("warning", word("write.press_as_new"))


def _keep_mine(entry: Entry) -> None:
    """What stands in the boxes goes over what the other tab saved."""
    now = st.session_state
    now.update({"nb_editing": Editing(entry.id, entry.version), "nb_stale": None})
    tell("warning", word("write.press_mine"))
