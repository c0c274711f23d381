"""Two weeks of one routine: day n of 14, today's entry in one press, and at the end what the days say."""

from __future__ import annotations

from datetime import timedelta

import streamlit as st

from content.session_time import all_steps, session_minutes
from content.words import word
from data.practice import load_practice, routine_named
from notebook import Notebook, Plan, say
from notebook.two_weeks import DAYS, LoggedDay, entries_of, is_log, keep_day, runs, stopped, two_weeks
from ui.notebook import now as moment
from ui.notebook import saving, start_with, told
from ui.pages.notebook import words
from ui.pages.notebook.routines import pressed_in

SCORES = list(range(11))
SHOWN_AFTER = timedelta(days=7)  # how long an ended log stands above the form
PLACE = "two_weeks"  # of what is told


def show(notebook: Notebook, every: bool = False) -> None:
    """Draw the logs that run or have just ended, or with `every` all of them; nothing when there is none."""
    start_with({"nb_log_undo": None})
    today, gone = moment().date(), st.session_state["nb_log_undo"]
    logs = [plan for plan in notebook.plans() if is_log(plan)]
    logs = [plan for plan in logs if every or runs(plan, today) or plan.end + SHOWN_AFTER >= today]
    for plan in logs:
        _log(notebook, plan)
    told(PLACE)
    if gone is not None:
        st.button(word("two_weeks.bring_back"), key="nb_log_back", on_click=_undo, args=(notebook, gone))


def title(plan: Plan) -> str:
    """ "**Sore heel** for Heel pain, 22 minutes"."""
    of = {"routine": words.routine(plan.routine), "complaint": words.complaint(plan.complaint)}
    try:
        minutes = session_minutes(all_steps(routine_named(load_practice(), plan.routine)))
        return word("two_weeks.title_long", minutes=minutes, **of)
    except KeyError:
        return word("two_weeks.title", **of)


def _log(notebook: Notebook, plan: Plan) -> None:
    today = moment().date()
    log = two_weeks(plan, entries_of(notebook, plan, plan.start, plan.end), today)
    running = runs(plan, today)
    with st.container(border=True, key=f"nb_log_{plan.id}"):
        day = {"day": len(log.days), "of": DAYS}
        where = (
            word("two_weeks.day", **day) if running else word("two_weeks.stopped" if plan.note else "two_weeks.ended")
        )
        span = words.days(plan.start, plan.end)
        st.markdown(word("two_weeks.log", title=title(plan), days=span, where=where))
        if running and log.days:
            _today(notebook, plan, log.days[-1])
        scores = ", ".join("–" if day.score is None else f"{day.score}" for day in log.days)
        if log.scored:
            st.markdown(word("two_weeks.scores", scores=scores))
        if log.ended:
            st.markdown(say(log))
        with st.container(horizontal=True):
            if running:
                st.button(word("two_weeks.stop"), key=f"nb_log_stop_{plan.id}", on_click=_stop, args=(notebook, plan))
            st.button(word("two_weeks.delete"), key=f"nb_log_delete_{plan.id}", on_click=_delete,
                      args=(notebook, plan))  # fmt: skip


def _today(notebook: Notebook, plan: Plan, day: LoggedDay) -> None:
    """Today's entry: pressing a score keeps it, and so does the tick."""
    now = st.session_state
    score, done = f"nb_log_score_{plan.id}", f"nb_log_done_{plan.id}"
    now[score], now[done] = day.score, day.done

    def keep() -> None:
        with saving(word("two_weeks.kept"), PLACE):
            keep_day(notebook, plan, moment(), now[score], pressed_in(plan.routine) if now[done] else ())

    st.pills(word("two_weeks.how_bad", complaint=words.bare(words.complaint(plan.complaint))), SCORES, key=score,
             on_change=keep, help=word("write.score_help"))  # fmt: skip
    st.checkbox(word("two_weeks.did"), key=done, on_change=keep)


def _stop(notebook: Notebook, plan: Plan) -> None:
    with saving(word("two_weeks.was_stopped"), PLACE):
        notebook.edit(stopped(plan, moment().date()))


def _delete(notebook: Notebook, plan: Plan) -> None:
    with saving(word("two_weeks.deleted"), PLACE):
        notebook.delete(plan)
        st.session_state["nb_log_undo"] = plan


def _undo(notebook: Notebook, plan: Plan) -> None:
    with saving(word("two_weeks.back"), PLACE):
        notebook.undo(plan)
    st.session_state["nb_log_undo"] = None
