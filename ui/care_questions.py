"""The questions before pressing on one screen: a line each, to be ticked when it is true."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from content.care_told import line_words
from data.care import CareTable, decide
from ui.components.care_lines import Changes, care_lines


def ask(
    table: CareTable, answers: Mapping[str, str], ready: bool, on_answer: Callable[[str, str | None], None]
) -> None:
    """Draw the questions. `on_answer` is called with a question and its answer, None when it is taken back.

    ready: whether the browser has said what it keeps; until then nobody can say no to what may be answered.
    """

    def said(changes: Changes) -> None:
        for question, answer in changes.items():
            on_answer(question, answer)

    st.markdown(line_words()["how"])
    danger = line_words()["danger"] if decide(table, answers).replaced_by else ""
    care_lines(table, answers, line_words(), danger, ready=ready, key="care_lines", on_said=said)
