"""Measures of several people, kept in the reader's own browser: save, choose, delete, take along as a file.

The browser is the only place that keeps them. The page hears the list while it is open, and checks every value, whether
it comes from the browser or from a file. A name is only ever shown as text.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from coords.cun import FINGERS
from coords.model_constants import AGES, SEGMENTS
from data import Atlas
from ui import state
from ui.link import shorten

KIND = "cun_atlas_people"
LONGEST_NAME, MOST_PEOPLE, MOST_BYTES = 40, 50, 100_000
MEASURES = (*FINGERS, "stature", "helper", *SEGMENTS)
WHOSE = ("own", "other")
Person = dict[str, Any]  # {"mm": {measure: mm}, "whose": "own" | "other", "age": one of AGES}
START = {"people": {}, "people_heard": None, "people_order": None, "people_said": None, "people_undo": None}

_mount = component(
    "cun_people",
    html='<div class="cun-people" hidden></div>',
    js=(Path(__file__).parent / "profiles.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


# ---- the file and what the browser keeps: one form


def write_people(people: dict[str, Person]) -> str:
    """All people as JSON text, lengths in mm."""
    return json.dumps({KIND: 1, "people": people}, ensure_ascii=False, indent=1)


def read_people(content: str | bytes, atlas: Atlas) -> dict[str, Person]:
    """The people in a text that may come from anywhere. Raises ValueError with one sentence for the reader."""
    if len(content if isinstance(content, bytes) else content.encode("utf-8", "replace")) > MOST_BYTES:
        raise ValueError(f"The file is larger than {MOST_BYTES // 1000} kB; a file saved by this page is smaller.")
    try:
        whole = json.loads(content.decode("utf-8-sig") if isinstance(content, bytes) else content)
    except (ValueError, RecursionError):
        raise ValueError("The file is not readable JSON; choose one that was saved by this page.") from None
    if not isinstance(whole, dict) or whole.get(KIND) != 1 or not isinstance(whole.get("people"), dict):
        raise ValueError("The file holds no people of this atlas; choose one that was saved by this page.")
    if len(whole["people"]) > MOST_PEOPLE:
        raise ValueError(f"The file holds more than {MOST_PEOPLE} people; please make it smaller.")
    return {_name(name): _person(name, person, atlas) for name, person in whole["people"].items()}


def _name(name: str) -> str:
    """A name as it is kept. Raises ValueError with a sentence."""
    kept = " ".join("".join(sign if sign.isprintable() else " " for sign in name).split())
    if not kept:
        raise ValueError("A person needs a name.")
    if len(kept) > LONGEST_NAME:
        raise ValueError(f"The name “{shorten(kept)}” is longer than {LONGEST_NAME} signs.")
    return kept


def _person(name: str, person: object, atlas: Atlas) -> Person:
    """One person's measures, every one of them possible. Raises ValueError with a sentence."""
    who = f"“{shorten(name)}”"
    if not isinstance(person, dict) or not isinstance(person.get("mm"), dict):
        raise ValueError(f"The file gives no measures for {who}.")
    whose, age = person.get("whose", "own"), person.get("age", "adult")
    if whose not in WHOSE or age not in AGES:
        raise ValueError(f"The file says for {who} what this page does not know; ages are {' and '.join(AGES)}.")
    for measure, mm in person["mm"].items():
        if measure not in MEASURES:
            raise ValueError(f"The file gives {who} a measure “{shorten(measure)}”, which this page does not know.")
        if isinstance(mm, bool) or not isinstance(mm, int | float) or not state.range_of(atlas, measure).possible(mm):
            what = state.range_of(atlas, measure).what
            raise ValueError(f"{shorten(str(mm))} mm cannot be the {what} of {who}; nothing was taken over.")
    return {"mm": {key: float(mm) for key, mm in person["mm"].items()}, "whose": whose, "age": age}


# ---- between the page and the browser


def show(atlas: Atlas) -> None:
    """Draw the window of saved people."""
    for key, value in START.items():
        st.session_state.setdefault(key, value)
    now = st.session_state
    with st.container(key="people_store_box"):
        data = {"order": now["people_order"], "heard": now["people_heard"]}
        _mount(key="people_store", data=data, on_kept_change=lambda: _heard(atlas))
    with st.expander("People saved in this browser", key="people_window", icon=":material/group:"):
        st.markdown(
            "Names and measures are kept in this browser only, not on a server. Other people who use this browser can "
            "see them."
        )
        if now["people"]:
            _choose()
        with st.container(horizontal=True, vertical_alignment="bottom"):
            st.text_input("Save the present measures as", key="people_name", max_chars=LONGEST_NAME, placeholder="Name")
            st.button("Save", key="people_save", on_click=_save)
        _say()
        _files(atlas)


def _choose() -> None:
    now = st.session_state
    names = sorted(now["people"], key=str.casefold)
    if now.get("people_chosen") not in names:
        now["people_chosen"] = names[0]
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox("Saved people", names, key="people_chosen")
        st.button("Use", key="people_use", on_click=_use, type="primary")
        st.button("Delete", key="people_delete", on_click=_delete)


def _files(atlas: Atlas) -> None:
    now = st.session_state
    st.download_button(
        "Save all to a file",
        write_people(now["people"]),
        file_name="cun-people.json",
        mime="application/json",
        key="people_export",
        on_click="ignore",
        disabled=not now["people"],
    )
    st.file_uploader(
        f"Open a saved file, at most {MOST_BYTES // 1000} kB",
        type="json",
        key="people_file",
        max_upload_size=1,
        on_change=_open_file,
        args=(atlas,),
    )


def _say() -> None:
    """One line about what was done; a name in it is plain text."""
    now = st.session_state
    if now["people_said"]:
        kind, sentence = now["people_said"]
        if kind == "bad":
            st.error(sentence)
        else:
            st.text(sentence)
    if now["people_undo"]:
        st.button("Bring back", key="people_undo_button", on_click=_undo)


def _tell(kind: str, sentence: str, undo: dict[str, Person] | None = None) -> None:
    st.session_state["people_said"], st.session_state["people_undo"] = (kind, sentence), undo


def _order(**what: Any) -> None:
    """Ask the browser to keep people (`put`) or to forget one (`remove`); it answers with all it keeps."""
    st.session_state["people_order"] = what


def _heard(atlas: Atlas) -> None:
    """The browser says what it keeps; what cannot be read is left alone there."""
    now = st.session_state
    kept = now["people_store"].get("kept")
    if not isinstance(kept, dict):
        return
    now["people_heard"], now["people_order"] = kept.get("text"), None
    if kept.get("refused"):
        _tell("bad", "This browser keeps nothing, perhaps because its window is a private one; use a file instead.")
        return
    try:
        now["people"] = read_people(kept["text"], atlas) if kept.get("text") else {}
    except ValueError:
        now["people"] = {}
        _tell("bad", "What this browser keeps cannot be read; saving a person starts a new list.")


def present() -> Person:
    """The measures in use, as they are saved."""
    now = st.session_state
    mm = {name: round(mm, 2) for name, mm in now["accepted"].items()}
    return {"mm": mm, "whose": now["whose"], "age": now["age"]}


def _save() -> None:
    now = st.session_state
    try:
        name = _name(now["people_name"])
    except ValueError as error:
        return _tell("bad", str(error))
    if not now["accepted"]:
        return _tell("bad", "Nothing is measured yet, so there is nothing to save.")
    if name not in now["people"] and len(now["people"]) >= MOST_PEOPLE:
        return _tell("bad", f"{MOST_PEOPLE} people are saved already; delete one first.")
    _order(put={name: present()})
    now["people_name"], now["people_chosen"] = "", name
    _tell("done", f"Saved: {name}")


def _use() -> None:
    now = st.session_state
    name = now["people_chosen"]
    use(now["people"][name])
    _tell("done", f"In use: {name}")


def use(person: Person) -> None:
    """Let a person's measures take the place of the present ones."""
    now, mm = st.session_state, person["mm"]
    now["whose"], now["age"] = person["whose"], person["age"]
    if now["finger"] not in mm:
        now["finger"] = next((finger for finger in FINGERS if finger in mm), now["finger"])
    state.replace_all(mm)
    state.rewrite_boxes(now["finger"])


def _delete() -> None:
    now = st.session_state
    name = now["people_chosen"]
    _order(remove=name)
    _tell("done", f"Deleted: {name}", undo={name: now["people"][name]})


def _undo() -> None:
    _order(put=st.session_state["people_undo"])
    _tell("done", "Brought back.")


def _open_file(atlas: Atlas) -> None:
    now = st.session_state
    file = now["people_file"]
    if file is None:
        return
    try:
        if file.size > MOST_BYTES:
            raise ValueError(f"The file is larger than {MOST_BYTES // 1000} kB; a file saved by this page is smaller.")
        people = read_people(file.getvalue(), atlas)
        if len(now["people"] | people) > MOST_PEOPLE:
            raise ValueError(f"With this file there would be more than {MOST_PEOPLE} people; delete some first.")
    except ValueError as error:
        return _tell("bad", str(error))
    _order(put=people)
    _tell("done", f"Read from the file: {', '.join(people)}" if people else "The file holds no person.")
