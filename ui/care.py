"""Care first on every page: the reader's answers, kept by the browser's tab alone, and what they leave out or soften.

The answers live in this session and in the tab's own store (sessionStorage): a reload finds them again, a new visit
does not; nothing of them is written on the server or into the address. A page that leads somebody through pressing
begins with `if not care.gate(): return`, so that no link and no reload passes the questions by. A page that only shows
where points are shows them with their ordinary cautions until the questions are answered.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

import streamlit as st
from streamlit.components.v2 import component
from streamlit.navigation.page import StreamlitPage

from data import load_atlas
from data.care import NO, Decision, contradictions, decide, known_answers, load_care
from ui import care_questions

START = {
    "care_told": 0,
    "care_answers": {},
    "care_heard": False,
    "care_refused": False,
    "care_page": None,
    "care_asking": False,
    "care_tops": 0,
}
NOT_NOW = "**Please do not press or massage now.**"
ADVICE = re.compile(r"\bask |doctor|midwife|surgeon|medical|X-ray|emergency|therapist|team", re.IGNORECASE)
STYLE = """[data-testid="stLayoutWrapper"]:has(> .st-key-care_store_box), .st-key-care_store_box {
  display: none;
}
[class*="st-key-care_row_"] button { min-height: 2.75rem; min-width: 3.25rem; }
[class*="st-key-care_row_"] button[aria-checked="true"] {
  background: color-mix(in srgb, currentColor 10%, transparent) !important; font-weight: 600;
}
.st-key-care_none button, .st-key-care_forget button { min-height: 2.75rem; }
"""

_mount = component(
    "cun_care",
    html='<div class="cun-care" hidden></div>',
    css=STYLE,
    js=(Path(__file__).parent / "care.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


class Told(NamedTuple):
    """What the answers make of one thing, as Markdown: why it is left out ("" when it is not), the limit, and notes."""

    left_out: str
    limit: str
    notes: tuple[str, ...]


# ---- the answers


def keep(page: StreamlitPage | None = None, asked: bool = True) -> None:
    """Hear from the browser what is kept, and let it keep the answers. Call once a run, before the page.

    page: Care first, where the reader is sent to change an answer.
    asked: whether this page must know; on others a browser that keeps nothing stays silent, which saves a run.
    """
    now = st.session_state
    for key, value in START.items():
        now.setdefault(key, value)
    now["care_page"] = page
    if now["care_asking"] and (answered() or decision().replaced_by):
        now["care_tops"] += 1  # the reader stands below the last question; the page they waited for begins at its top
    now["care_asking"] = False
    told = now["care_answers"] if now["care_heard"] else None
    with st.container(key="care_store_box"):
        _mount(
            key="care_store",
            data={"answers": told, "asked": asked, "tops": now["care_tops"]},
            on_kept_change=_heard,
        )


def _heard() -> None:
    """The browser says what it keeps. Of answers older than half a day only those that ask for care still count."""
    now = st.session_state
    kept = now["care_store"].get("kept")
    if not isinstance(kept, dict) or kept.get("told") == now["care_told"]:
        return  # the same reply again: Streamlit repeats it when the page is changed, and it is older than the answers
    now["care_told"] = kept.get("told")
    now["care_refused"] = kept.get("refused") is True
    if now["care_refused"]:
        return
    given = kept["answers"] if isinstance(kept.get("answers"), dict) else {}
    found = known_answers(load_care(), given)
    if kept.get("old") is not False:
        found = {name: answer for name, answer in found.items() if answer != NO}
    if now["care_heard"]:  # a tab that slept
        now["care_answers"] = found
    else:  # what was answered before the browser spoke is newer
        now["care_answers"] = found | now["care_answers"]
    now["care_heard"] = True


def known() -> bool:
    """Whether the browser has said what it keeps, since the page was loaded."""
    return bool(st.session_state.get("care_heard"))


def answers() -> dict[str, str]:
    """The answers given, by question."""
    return st.session_state.get("care_answers", {})


def answered() -> bool:
    """Whether every question has an answer."""
    return decision().complete


def decision() -> Decision:
    """What follows from the answers."""
    return decide(load_care(), answers())


def answer(name: str, value: str | None) -> None:
    """Take an answer, or with None take it back."""
    now = st.session_state
    rest = {question: given for question, given in answers().items() if question != name}
    now["care_answers"] = rest | ({name: value} if value else {})


def none_of_the_others() -> None:
    """Answer every question that has no answer with "no"."""
    st.session_state["care_answers"] = {name: NO for name in load_care().questions} | answers()


def forget() -> None:
    """Forget every answer, here and in the browser."""
    st.session_state["care_answers"] = {}


# ---- what pages ask


def gate() -> bool:
    """For pages that guide: True when pressing may begin. Else the page holds the questions, or the reason against."""
    if not known():
        st.markdown("One moment: looking for your answers in this browser…")
        return False
    if not answered() and not decision().replaced_by:
        st.session_state["care_asking"] = True
        st.header("Care first", anchor=False)
        st.markdown("Please answer these questions before you press. Most people answer “no” to all of them.")
        ask()
        return False
    return not banners()


def ask() -> None:
    """The questions on one screen."""
    if st.session_state.get("care_refused"):
        st.warning("This browser keeps nothing for this page, so you will be asked again after a reload.")
    care_questions.ask(load_care(), answers(), answer, none_of_the_others)


def banners() -> bool:
    """What the answers ask every page to say. True when the page is replaced: draw nothing that is pressed."""
    now = decision()
    if now.replaced_by:
        say_not_now()
        _way_back()
        return True
    if sentence := contradictions(answers()):
        st.warning(sentence)
    said = care_questions.given(load_care(), answers())
    if said:
        with st.container(horizontal=True, vertical_alignment="center"):
            st.markdown(f"**You said:** {' · '.join(said)}. Points, zones and steps follow it.")
            _way_back("See what follows")
    return False


def say_not_now() -> None:
    """The box that takes the place of a page."""
    st.error("\n\n".join([NOT_NOW, *(_sentence(name) for name in decision().replaced_by)]))


def _way_back(label: str = "Change my answers") -> None:
    page = st.session_state.get("care_page")
    if page is not None:
        st.page_link(page, label=label, icon=":material/health_and_safety:")


def notes_for(kind: str, name: str, side: str = "both") -> Told:
    """What the answers make of a point, zone, technique, tool or routine on a side."""
    now = decision()
    removed = now.removed(kind, name, side)
    if removed:
        why = "  \n".join(_sentence(reason) for reason in removed)
        return Told(f"**Left out because of your answers.** {why}", "", ())
    cap = now.cap(kind, name, side)
    if cap is None:
        return Told("", "", tuple(_sentence(note) for note in now.notes(kind, name, side)))
    reasons = now.cap_reasons(kind, name, side)
    others = tuple(_sentence(note) for note in now.notes(kind, name, side) if note not in reasons)
    why = "  \n".join(_sentence(reason) for reason in reasons)
    return Told("", f"**For you at most {level_name(cap)}.** {why}", others)


def level_name(level: int) -> str:
    """Such as "level 2 of 5 (light)"."""
    name = load_atlas().techniques[f"pressure_{level}"]["name"]  # "Level 2: Light"
    return f"level {level} of 5 ({name.partition(': ')[2].lower()})"


def instead_of_card(code: str, side: str) -> bool:
    """For a point that is left out: say so and why, in place of how to press it. True when it was said."""
    told = notes_for("point", code, side)
    if told.left_out:
        st.error(told.left_out)
        _way_back()
    return bool(told.left_out)


def left_out(codes: Iterable[str], side: str) -> tuple[str, ...]:
    """Those of the points that are left out on a side, each once."""
    now = decision()
    return tuple(dict.fromkeys(code for code in codes if now.removed("point", code, side)))


def left_out_line(codes: Iterable[str], side: str) -> str:
    """One sentence about the points that are left out on a side, or ""."""
    gone = left_out(codes, side)
    if len(gone) > 8:
        return f"**Left out because of your answers**: {len(gone)} points of this view."
    return f"**Left out because of your answers**: {', '.join(gone)}." if gone else ""


def concerns(caution_id: str) -> bool:
    """Whether an ordinary caution of a point card is shown: not when the answers say that it is not this reader's."""
    return not decision().settled(load_care().cautions.get(caution_id, ""))


def _sentence(safety_id: str) -> str:
    """The message of a safety row, and who to ask unless it says so itself."""
    words, who = load_care().words[safety_id], decision().advises(safety_id)
    return f"{words.message} Ask {who}." if who and not ADVICE.search(words.message) else words.message
