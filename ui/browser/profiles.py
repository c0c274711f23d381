"""Measures of several people, kept in the reader's own browser: save, choose, delete, take along as a file.

The browser is the only place that keeps them. The page hears the list while it is open, and checks every value, whether
it comes from the browser or from a file. A name is only ever shown as text.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from uuid import uuid4

import streamlit as st

from content.card_phrases import joined
from content.words import word
from coords.cun import FINGERS
from coords.model_constants import AGES, SEGMENTS
from data import Atlas
from ui import state
from ui.controls import choose
from ui.model import Measures, range_of
from ui.text import plain, shorten

KIND = "cun_atlas_people"
LONGEST_NAME, MOST_PEOPLE, MOST_BYTES = 40, 50, 100_000
MEASURES = (*FINGERS, "stature", "helper", *SEGMENTS)
WHOSE = ("own", "other")
NAME_BOX, FILE_BOX = "people_name", "people_file"  # keys of their controls
Person = dict[str, Any]  # {"mm": {measure: mm}, "whose": "own" | "other", "age": one of AGES}


@dataclass(frozen=True)
class People:
    """Who is kept, what the browser has still to do, a line about what was done, and who could be brought back."""

    kept: dict[str, Person] = field(default_factory=dict)
    orders: tuple[dict[str, Any], ...] = ()
    said: tuple[str, str] | None = None
    undo: dict[str, Person] | None = None
    chosen: str | None = None


# ---- the file and what the browser keeps: one form


def write_people(people: dict[str, Person]) -> str:
    """All people as JSON text, lengths in mm."""
    return json.dumps({KIND: 1, "people": people}, ensure_ascii=False, indent=1)


def read_people(content: str | bytes, atlas: Atlas) -> dict[str, Person]:
    """The people in a text that may come from anywhere. Raises ValueError with one sentence for the reader."""
    if len(content if isinstance(content, bytes) else content.encode("utf-8", "replace")) > MOST_BYTES:
        raise ValueError(word("people.too_large", most=MOST_BYTES // 1000))
    try:
        whole = json.loads(content.decode("utf-8-sig") if isinstance(content, bytes) else content)
    except (ValueError, RecursionError):
        raise ValueError(word("people.not_json")) from None
    if not isinstance(whole, dict) or whole.get(KIND) != 1 or not isinstance(whole.get("people"), dict):
        raise ValueError(word("people.no_people"))
    if len(whole["people"]) > MOST_PEOPLE:
        raise ValueError(word("people.too_many", most=MOST_PEOPLE))
    return {_name(name): _person(name, person, atlas) for name, person in whole["people"].items()}


def _name(name: str) -> str:
    """A name as it is kept. Raises ValueError with a sentence."""
    kept = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if not kept:
        raise ValueError(word("people.no_name"))
    if len(kept) > LONGEST_NAME:
        raise ValueError(word("people.long_name", name=shorten(kept), most=LONGEST_NAME))
    return kept


def _person(name: str, person: object, atlas: Atlas) -> Person:
    """One person's measures, every one of them possible. Raises ValueError with a sentence."""
    who = shorten(name)
    if not isinstance(person, dict) or not isinstance(person.get("mm"), dict):
        raise ValueError(word("people.no_measures", who=who))
    whose, age = person.get("whose", "own"), person.get("age", "adult")
    if whose not in WHOSE or age not in AGES:
        raise ValueError(word("people.no_age", who=who, ages=joined("list_and", AGES)))
    for measure, mm in person["mm"].items():
        if measure not in MEASURES:
            raise ValueError(word("people.no_measure", who=who, measure=shorten(measure)))
        if isinstance(mm, bool) or not isinstance(mm, int | float) or not range_of(atlas, measure).possible(mm):
            what = range_of(atlas, measure).what
            raise ValueError(word("people.impossible", mm=shorten(str(mm)), what=what, who=who))
    return {"mm": {key: float(mm) for key, mm in person["mm"].items()}, "whose": whose, "age": age}


# ---- between the page and the browser


def show(atlas: Atlas) -> None:
    """Draw the window of saved people."""
    with st.expander(word("people.title"), key="people_window", icon=":material/group:"):
        st.markdown(word("people.about"))
        if state.now(People).kept:
            _choose()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input(word("people.save_as"), key=NAME_BOX, max_chars=LONGEST_NAME, placeholder=word("people.name"))
            st.button(word("people.save"), key="people_save", on_click=_save)
        _say()
        _files(atlas)


def _choose() -> None:
    names = sorted(state.now(People).kept, key=str.casefold)
    if state.now(People).chosen not in names:
        state.change(People, chosen=names[0])
    with st.container(horizontal=True, vertical_alignment="bottom"):
        choose(People, "chosen", st.selectbox, word("people.saved"), names, key="people_chosen", filter_mode="contains")
        st.button(word("people.use"), key="people_use", on_click=_use, type="primary")
        st.button(word("people.delete"), key="people_delete", on_click=_delete)


def _files(atlas: Atlas) -> None:
    people = state.now(People).kept
    st.download_button(
        word("people.save_all"),
        write_people(people),
        file_name="cun-people.json",
        mime="application/json",
        key="people_export",
        on_click="ignore",
        disabled=not people,
    )
    st.file_uploader(
        word("people.open_file", most=MOST_BYTES // 1000),
        type="json",
        key=FILE_BOX,
        max_upload_size=1,
        on_change=_open_file,
        args=(atlas,),
    )


def _say() -> None:
    """One line about what was done; a name in it is plain text."""
    now = state.now(People)
    if now.said:
        kind, sentence = now.said
        if kind == "bad":
            st.error(plain(sentence))
        else:
            st.text(sentence)
    if now.undo:
        st.button(word("people.bring_back"), key="people_undo_button", on_click=_undo)


def _tell(kind: str, sentence: str, undo: dict[str, Person] | None = None) -> None:
    state.change(People, said=(kind, sentence), undo=undo)


def _order(**what: Any) -> None:
    """Ask the browser to keep people (`put`) or to forget one (`remove`); it answers with all it keeps."""
    state.change(People, orders=(*state.now(People).orders, {"id": uuid4().hex, **what}))


def to_keep() -> list[dict[str, Any]]:
    """What the browser is asked to do, each until it says that it was done."""
    return list(state.now(People).orders)


def hear(kept: dict[str, Any], atlas: Atlas) -> None:
    """The browser says what it keeps; what cannot be read is left alone there."""
    done = kept["done"] if isinstance(kept.get("done"), list) else []
    state.change(People, orders=tuple(order for order in state.now(People).orders if order["id"] not in done))
    if kept.get("refused"):
        _tell("bad", word("people.refused"))
        return
    try:
        state.change(People, kept=read_people(kept["text"], atlas) if kept.get("text") else {})
    except ValueError:
        state.change(People, kept={})
        _tell("bad", word("people.unreadable"))


def present() -> Person:
    """The measures in use, as they are saved."""
    now = state.measures()
    mm = {name: round(mm, 2) for name, mm in now.accepted.items()}
    return {"mm": mm, "whose": now.whose, "age": now.age}


def _save() -> None:
    now, people = st.session_state, state.now(People).kept
    try:
        name = _name(now[NAME_BOX])
    except ValueError as error:
        return _tell("bad", str(error))
    if not state.measures().accepted:
        return _tell("bad", word("people.nothing"))
    if name not in people and len(people) >= MOST_PEOPLE:
        return _tell("bad", word("people.full", most=MOST_PEOPLE))
    _order(put={name: present()})
    now[NAME_BOX] = ""
    state.change(People, chosen=name)
    _tell("done", word("people.was_saved", name=name))


def _use() -> None:
    name = _chosen()
    use(state.now(People).kept[name])
    _tell("done", word("people.in_use", name=name))


def _chosen() -> str:
    return state.now(People).chosen or ""


def use(person: Person) -> None:
    """Let a person's measures take the place of the present ones."""
    mm, finger = person["mm"], state.measures().finger
    if finger not in mm:
        finger = next((name for name in FINGERS if name in mm), finger)
    state.change(Measures, whose=person["whose"], age=person["age"], finger=finger, came="given")
    state.put(state.measures().only(mm).rewritten(finger))


def _delete() -> None:
    name = _chosen()
    _order(remove=name)
    _tell("done", word("people.deleted", name=name), undo={name: state.now(People).kept[name]})


def _undo() -> None:
    _order(put=state.now(People).undo)
    _tell("done", word("people.back"))


def _open_file(atlas: Atlas) -> None:
    file, kept = st.session_state[FILE_BOX], state.now(People).kept
    if file is None:
        return
    try:
        if file.size > MOST_BYTES:
            raise ValueError(word("people.too_large", most=MOST_BYTES // 1000))
        people = read_people(file.getvalue(), atlas)
        if len(kept | people) > MOST_PEOPLE:
            raise ValueError(word("people.with_file", most=MOST_PEOPLE))
    except ValueError as error:
        return _tell("bad", str(error))
    _order(put=people)
    _tell("done", word("people.read", names=", ".join(people)) if people else word("people.none_read"))
