"""The questions before pressing on one screen: a line each, to be ticked when it is true."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache

import streamlit as st

from content.words import word
from data.care import NO, CareTable, decide
from data.tables import LANGUAGE, read_rows
from ui.components.care_lines import Changes, care_lines


@cache
def words(language: str = LANGUAGE) -> Mapping[str, str]:
    """The words around the questions, by id."""
    return {row["id"]: row["text"] for row in read_rows(f"words/{language}/care_lines.csv", ("id", "text"))}


def ask(
    table: CareTable, answers: Mapping[str, str], ready: bool, on_answer: Callable[[str, str | None], None]
) -> None:
    """Draw the questions. `on_answer` is called with a question and its answer, None when it is taken back.

    ready: whether the browser has said what it keeps; until then nobody can say no to what may be answered.
    """

    def said(changes: Changes) -> None:
        for question, answer in changes.items():
            on_answer(question, answer)

    st.markdown(words()["how"])
    danger = words()["danger"] if decide(table, answers).replaced_by else ""
    care_lines(table, answers, words(), danger, ready=ready, key="care_lines", on_said=said)


def given(table: CareTable, answers: Mapping[str, str]) -> list[str]:
    """Every answer but "no" in words: "Pregnant", "Varicose veins (left)"."""
    said = []
    for name, question in table.questions.items():
        answer = answers.get(name, NO)
        if answer in question.answers and answer != NO:
            label = word("care.said", question=question.short, answer=question.inside[answer])
            said.append(question.short if answer == "yes" else label)
    return said
