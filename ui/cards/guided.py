"""A routine as the page leads this reader through it (`content.sessions`), with pictures; care sentences in boxes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from typing import Any

import streamlit as st

from content import sessions
from content.pictures import movements
from content.sessions import TURNS
from content.words import word
from coords.body import Body
from data import Atlas
from data.care.decision import CareRoutine, load_care
from data.practice import Practice, Routine
from ui import care
from web.movement_pictures import movement_picture


def allowed(routine: Routine, short: bool = False) -> CareRoutine:
    """What the reader's answers leave of a routine, or of its short version."""
    return sessions.allowed(care.decision(), routine, short)


def session_of(atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: CareRoutine) -> dict[str, Any]:
    """The session of the clock (see `ui.components.session_clock`)."""
    session = sessions.session_of(atlas, body, practice, routine, done, care.decision())
    steps = [{k: v for k, v in step.items() if k != "where"} for step in session["steps"]]
    known_by = hashlib.sha256(json.dumps([routine.id, steps]).encode()).hexdigest()[:12]
    return {"id": f"{routine.id}-{known_by}", **session, "pictures": _pictures(atlas, done)}


def _pictures(atlas: Atlas, done: CareRoutine) -> dict[str, dict[str, dict[str, str]]]:
    """How the hand moves, by the technique's name and the side."""
    dark = st.context.theme.type == "dark"
    names = {technique: atlas.techniques[technique]["name"] for one in done.steps if (technique := one.step.technique)}
    drawn = {technique: name for technique, name in names.items() if technique in movements()}
    return {
        name: {side: movement_picture(technique, name, dark, side) for side in TURNS}
        for technique, name in drawn.items()
    }


def warn(names: Sequence[str]) -> None:
    """Care sentences that ask for care, in one box."""
    words = load_care().words
    if grave := [words[name].message for name in dict.fromkeys(names) if words[name].level != "info"]:
        st.warning("\n".join(f"- {message}" for message in grave))


def remark(names: Sequence[str]) -> None:
    """Care sentences for everybody, as a plain list, so that the box of the others is read."""
    words = load_care().words
    if mild := [words[name].message for name in dict.fromkeys(names) if words[name].level == "info"]:
        st.markdown("\n".join([word("session.good_to_know"), *(f"- {message}" for message in mild)]))
