"""Beside the start of a routine: print it for this reader, and log it for two weeks in the notebook."""

from __future__ import annotations

import re
from dataclasses import dataclass, field

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from content.handout_pages import routine_pdf
from content.words import word
from coords.body import Body
from data import Atlas
from data.care.decision import CareRoutine
from data.practice import Practice, Routine
from notebook import NotebookError, NotebookOff, Plan, new_id
from notebook.two_weeks import DAYS, is_log, new_log, runs
from ui import notebook as book
from ui import state
from ui.notebook import now as moment
from ui.notebook import saving, told
from ui.pages.notebook import words
from web.plates import relief_png

PLACE = "routine"  # of what is told


@dataclass(frozen=True)
class NextLog:
    """The id of the two weeks that the button begins: pressed again after a fault, it begins the same."""

    id: str = field(default_factory=new_id)


def print_this(
    atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: CareRoutine, side: str, short: bool = False
) -> None:
    """The button that saves the handout of this routine; it is made when the button is pressed."""
    name = re.sub(r"\W+", "-", routine.title.lower()).strip("-")
    st.download_button(
        word("routine.print"),
        lambda: routine_pdf(atlas, practice, body, routine, done, relief_png, short=short, side=side),
        f"{name}.pdf",
        "application/pdf",
        key="routine_print",
        icon=":material/print:",
        on_click="ignore",
    )


def log_this(routine: Routine) -> None:
    """The button that begins two weeks, where there is a notebook and they have not begun."""
    if not _why_not() and _running(routine) is None:
        st.button(word("routine.log"), key="routine_log", icon=":material/event_available:", on_click=_begin,
                  args=(routine,))  # fmt: skip


def about_the_log(routine: Routine, page: StreamlitPage) -> None:
    """Below the buttons: which day it is with the way to the notebook, or in a sentence why nothing can be logged."""
    told(PLACE)
    if why := _why_not():
        st.markdown(why)
    elif (plan := _running(routine)) is not None:
        day = (moment().date() - plan.start).days + 1
        name = words.bare(words.routine(plan.routine))
        label = word("routine.log_day", routine=name, day=day, days=DAYS)
        st.page_link(page, label=label, icon=":material/event_available:")


def _why_not() -> str:
    """In one sentence, or ""."""
    try:
        book.owner()
    except NotebookOff as off:
        return word(f"routine.no_log_{off.reason}")
    return word("routine.no_log_fault") if book.fault() else ""


def _running(routine: Routine) -> Plan | None:
    """The two weeks that run for the complaint of this routine."""
    notebook = book.opened()
    if notebook is None:
        return None
    try:
        plans = notebook.plans()
    except NotebookError as error:
        book.failed(error)
        return None
    here = (plan for plan in plans if is_log(plan) and plan.complaint == complaint_of(routine))
    return next((plan for plan in here if runs(plan, moment().date())), None)


def complaint_of(routine: Routine) -> str:
    """The complaint whose score is asked: of several in one session the first, as in what the clock keeps."""
    return routine.condition.split("+")[0]


def _begin(routine: Routine) -> None:
    """What the reader presses may wait for the file."""
    with saving(word("routine.log_begun"), PLACE):
        notebook = book.mine()
        notebook.add(new_log(moment().date(), complaint_of(routine), routine.id, state.now(NextLog).id))
        state.put(NextLog())
