"""The questions of Care first on one screen, three groups of rows that are large enough for a thumb."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st

from data.care import NO, CareTable, Question

GROUPS = {"today": "Today", "person": "Whose feet", "health": "Health"}


def ask(
    table: CareTable,
    answers: Mapping[str, str],
    on_answer: Callable[[str, str | None], None],
    on_none: Callable[[], None],
) -> None:
    """Draw the questions. `on_answer` is called with a question and its answer, None when it is taken back; `on_none`
    when the reader says no to all that have no answer."""
    for group, heading in GROUPS.items():
        st.subheader(heading, anchor=False)
        for question in table.questions.values():
            if question.group == group:
                _row(question, answers.get(question.id), on_answer)
    left = len(table.questions) - len(answers)
    if left:
        label = "No to all the others" if answers else "None of these"
        with st.container(key="care_rest", horizontal=True, vertical_alignment="center"):
            st.button(label, key="care_none", on_click=on_none, type="primary")
            st.markdown(f"{left} of {len(table.questions)} not answered yet")


def _row(question: Question, answer: str | None, on_answer: Callable[[str, str | None], None]) -> None:
    key = f"care_{question.id}"
    st.session_state[key] = answer

    def changed() -> None:
        on_answer(question.id, st.session_state[key])

    with st.container(key=f"care_row_{question.id}", horizontal=True, vertical_alignment="center", gap="small"):
        st.markdown(f"**{question.text}**  \n{question.help}" if question.help else f"**{question.text}**", width=520)
        st.segmented_control(
            question.text,
            question.answers,
            key=key,
            format_func=question.labels.__getitem__,
            on_change=changed,
            label_visibility="collapsed",
        )


def given(table: CareTable, answers: Mapping[str, str]) -> list[str]:
    """Every answer but "no" in words: "Pregnant", "Varicose veins (left)"."""
    said = []
    for name, question in table.questions.items():
        answer = answers.get(name, NO)
        if answer in question.answers and answer != NO:
            label = question.labels[answer]
            said.append(question.short if answer == "yes" else f"{question.short} ({label.lower()})")
    return said
