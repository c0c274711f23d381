"""The questions asked before pressing, as lines to tick: answered in the browser at once, then told to the page.

What the browser gets:
    groups    [{"heading", "questions": [{"id", "help", "lines", "which", "kinds"}]}], where
        lines    [{"value", "text"}]: a tick on it gives this answer; of several the last is the strictest
        kinds    [{"value", "text"}]: what is asked after a tick, under the words `which`; [] for nothing
    answers   {question: answer}; told, the number of the last changes that the page has heard
    words     of buttons and counts; danger, one sentence beside them or ""
    ready     whether the answers are all that is known, so that "none" may be said
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from content.care_told import line_groups
from data.care.decision import CareTable
from web.scripts import script, text_of

Changes = dict[str, str | None]

_mount = component(
    "cun_care_lines",
    html=text_of("care/care_lines.html"),
    css=text_of("care/care_lines.css"),
    js=script("care/care_lines.js"),
    isolate_styles=False,
)


def care_lines(
    table: CareTable,
    answers: Mapping[str, str],
    words: Mapping[str, str],
    danger: str,
    *,
    ready: bool,
    key: str,
    on_said: Callable[[Changes], None],
) -> None:
    """Draw the lines.

    on_said: called with the answers that were given, None for one taken back, before the next run.
    """
    told = st.session_state.setdefault(f"{key}_told", 0)

    def said() -> None:
        n, changes = changes_from_browser(st.session_state[key].get("said"), table)
        if n > st.session_state[f"{key}_told"]:  # else it was heard already
            st.session_state[f"{key}_told"] = n
            on_said(changes)

    data = {
        "groups": line_groups(table, words),
        "answers": dict(answers),
        "told": told,
        "words": dict(words),
        "danger": danger,
        "ready": ready,
    }
    _mount(key=key, data=data, on_said_change=said)


def changes_from_browser(value: Any, table: CareTable) -> tuple[int, Changes]:
    """The number and the changes in {"n": 3, "changes": {"fever": "yes", "gout": None}}; what is no answer of a
    question is dropped. (0, {}) for anything else, which our own page never sends."""
    if not isinstance(value, dict) or not isinstance(value.get("n"), int) or not isinstance(value.get("changes"), dict):
        return 0, {}
    told = value["changes"]
    found: Changes = {
        name: told[name]
        for name, question in table.questions.items()
        if name in told and (told[name] is None or told[name] in question.answers)
    }
    return value["n"], found
