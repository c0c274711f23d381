"""Care on every page: the reader's answers, kept by the browser's tab alone, and what they leave out or soften.

The answers live in this session and in the tab's own store (sessionStorage): a reload finds them again, a new visit
does not; nothing of them is written on the server or into the address. A page that leads somebody through pressing
begins with `if not care.gate(): return`, so that no link and no reload passes the questions by. A page that only shows
where points are shows them with their ordinary cautions until the questions are answered.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from typing import Any, NamedTuple

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from content import care_told, follows
from content.card_phrases import joined
from content.follows import Limits, follows_for, level_words, limits_of, safety_sentence
from content.words import word
from data import load_atlas
from data.care.decision import NO, Decision, contradictions, decide, known_answers, load_care
from ui import state
from ui.components.care_lines import Changes, care_lines
from ui.text import because, plain


@dataclass(frozen=True)
class Answers:
    """The answers by question, and what else is known of them.

    heard: the browser has said what it keeps. refused: it keeps nothing. page: Before you press. asking: a page waits
    for answers. tops: how often such a page has got them.
    """

    given: dict[str, str] = field(default_factory=dict)
    heard: bool = False
    refused: bool = False
    page: StreamlitPage | None = None
    asking: bool = False
    tops: int = 0


class CareNotes(NamedTuple):
    """What the answers make of one thing, as Markdown: why it is left out ("" when it is not), the limit, and notes."""

    left_out: str
    limit: str
    notes: tuple[str, ...]


# ---- the answers


def answers_on(page: StreamlitPage) -> None:
    """Where the reader is sent to change an answer: the page Before you press."""
    state.change(Answers, page=page)


def to_keep() -> dict[str, str] | None:
    """The answers, for the browser's tab to keep; None until it has said what it keeps."""
    return answers() if known() else None


def tops() -> int:
    """How often a page that waited for answers has got them: it begins at its top, for the reader stands below the last
    question."""
    now = state.now(Answers)
    if now.asking:
        done = answered() or bool(decision().replaced_by)
        state.change(Answers, asking=False, tops=now.tops + done)
    return state.now(Answers).tops


def hear(kept: dict[str, Any]) -> None:
    """The browser says what it keeps. Of answers older than half a day only those that ask for care still count."""
    now, refused = state.now(Answers), kept.get("refused") is True
    if refused:
        state.change(Answers, refused=True)
        return
    given = kept["answers"] if isinstance(kept.get("answers"), dict) else {}
    found = known_answers(load_care(), given)
    if kept.get("old") is not False:
        found = {name: answer for name, answer in found.items() if answer != NO}
    if not now.heard:  # what was answered before the browser spoke is newer; a tab that slept speaks again
        found |= now.given
    state.change(Answers, given=found, heard=True, refused=False)


def known() -> bool:
    """Whether the browser has said what it keeps, since the page was loaded."""
    return state.now(Answers).heard


def answers() -> dict[str, str]:
    """The answers given, by question."""
    return state.now(Answers).given


def answered() -> bool:
    """Whether every question has an answer."""
    return decision().complete


def decision() -> Decision:
    """What follows from the answers."""
    return decide(load_care(), answers())


def answer(name: str, value: str | None) -> None:
    """Take an answer, or with None take it back."""
    rest = {question: given for question, given in answers().items() if question != name}
    state.change(Answers, given=rest | ({name: value} if value else {}))


def forget() -> None:
    """Forget every answer, here and in the browser."""
    state.change(Answers, given={})


# ---- what pages ask


def gate() -> bool:
    """For pages that guide: True when pressing may begin. Else the page holds the questions, or the reason against."""
    if not known():
        st.markdown(word("care.looking"))
        return False
    if not answered() and not decision().replaced_by:
        state.change(Answers, asking=True)
        st.header(word("care.title"), anchor=False)
        warn_of_age()
        ask()
        return False
    return not banners()


def ask() -> None:
    """The questions on one screen: a line each, to be ticked when it is true."""
    if state.now(Answers).refused:
        st.warning(word("care.keeps_nothing"))
    words = care_told.line_words()
    st.markdown(words["how"])
    danger = words["danger"] if decision().replaced_by else ""
    care_lines(load_care(), answers(), words, danger, ready=known(), key="care_lines", on_said=_hear_lines)


def _hear_lines(changes: Changes) -> None:
    for question, value in changes.items():
        answer(question, value)


def banners() -> bool:
    """What the answers ask every page to say. True when the page is replaced: draw nothing that is pressed."""
    now = decision()
    warn_of_age()
    if now.replaced_by:
        say_not_now()
        _way_back()
        return True
    if sentence := contradictions(answers()):
        st.warning(plain(sentence))
    if said := care_told.said(load_care(), answers()):
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(word("care.you_said", answers=" · ".join(said)))
            _way_back(word("care.see"))
    return False


def warn_of_age() -> None:
    """That the texts on care should have been read again by now."""
    if sentence := care_told.old_texts(date.today()):
        st.warning(plain(sentence))


def say_not_now() -> None:
    """The box that takes the place of a page."""
    st.error(
        "\n\n".join([word("care.not_now"), *(safety_sentence(decision(), name) for name in decision().replaced_by)])
    )


def _way_back(label: str = "") -> None:
    page = state.now(Answers).page
    if page is not None:
        st.page_link(page, label=label or word("care.change"), icon=":material/health_and_safety:")


def notes_for(kind: str, name: str, side: str = "both") -> CareNotes:
    """What the answers make of a point, zone, technique, tool or routine on a side."""
    found = follows_for(load_atlas(), decision(), kind, name, side)
    return CareNotes(because(found.left_out), because(found.limit), tuple(map(plain, found.notes)))


def limits(kind: str, name: str, side: str = "both") -> Limits:
    """What the answers leave of the dose of a point, zone or technique on a side."""
    return limits_of(decision(), kind, name, side)


def level_name(level: int) -> str:
    """Such as "level 2 of 5 (light)"."""
    return level_words(load_atlas(), level)


def left_out(codes: Iterable[str], side: str) -> tuple[str, ...]:
    """Those of the points that are left out on a side, each once."""
    now = decision()
    return tuple(dict.fromkeys(code for code in codes if now.removed("point", code, side)))


def left_out_line(codes: Iterable[str], side: str) -> str:
    """One sentence about the points that are left out on a side, or ""."""
    gone = left_out(codes, side)
    if len(gone) > 8:
        return word("care.left_out_many", count=len(gone))
    return word("care.left_out", points=joined("list_comma", gone)) if gone else ""


def concerns(caution_id: str) -> bool:
    """Whether an ordinary caution of a point card is shown: not when the answers say that it is not this reader's."""
    return follows.concerns(decision(), caution_id)
