"""A trial on oneself: weeks of pressing and weeks of rest in turn, and what the pairs of weeks say."""

from __future__ import annotations

import secrets
from datetime import timedelta

import streamlit as st

from charts.screen.trends import weeks_figure
from content.card_phrases import joined
from content.words import word
from data.practice import load_practice
from notebook import Notebook, Plan, alternate_weeks, new_id, one_person_trial, say
from notebook.trends import DAYS_IN_WEEK
from notebook.two_weeks import is_log
from ui import pick
from ui.notebook import now as moment
from ui.notebook import saving, start_with, tell, told
from ui.pages.notebook import words
from ui.pages.notebook.chart import draw

WEEKS_PX = 300


def show(notebook: Notebook) -> None:
    """Draw the plans there are, and the way to begin one."""
    start_with({"nb_plan_complaint": None, "nb_plan_pairs": 3, "nb_plan_id": new_id(), "nb_plan_undo": None})
    st.subheader(word("trial.title"), anchor=False)
    told()
    plans = [plan for plan in notebook.plans() if not is_log(plan)]
    for plan in plans:
        _plan(notebook, plan)
    undo = st.session_state["nb_plan_undo"]
    if undo is not None:
        st.button(word("trial.bring_back"), key="nb_plan_back", on_click=_undo, args=(notebook, undo))
    if any(plan.end >= moment().date() for plan in plans):
        return
    st.markdown(word("trial.about", days=DAYS_IN_WEEK))
    conditions = load_practice().conditions
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            word("trial.complaint"), list(conditions), index=None, key="nb_plan_complaint", width=220,
            format_func=lambda name: conditions[name].name, persist_state="session", on_change=pick.take,
            args=("nb_plan_complaint", conditions), **pick.ONE,
        )  # fmt: skip
        st.selectbox(
            word("trial.how_long"), (3, 4, 5, 6), key="nb_plan_pairs", width=160, persist_state="session",
            format_func=lambda pairs: word("trial.weeks", weeks=2 * pairs),
            filter_mode="contains",
        )  # fmt: skip
        st.button(word("trial.begin_monday"), key="nb_plan_begin", on_click=_begin, args=(notebook, False))
        st.button(word("trial.begin_today"), key="nb_plan_today", on_click=_begin, args=(notebook, True))
    pick.say("nb_plan_complaint", lambda name: conditions[name].name)


def _begin(notebook: Notebook, today: bool) -> None:
    now, day = st.session_state, moment().date()
    start = day if today else day + timedelta(days=7 - day.weekday())
    with saving():
        if not now["nb_plan_complaint"]:
            tell("warning", word("trial.no_complaint"))
            return
        weeks = alternate_weeks(now["nb_plan_pairs"], secrets.choice("PR"))
        plan = notebook.add(Plan(start, weeks, now["nb_plan_complaint"], id=now["nb_plan_id"]))
        now.update({"nb_plan_id": new_id(), "nb_plan_undo": None})
        first = word(f"trial.week_{plan.weeks[0]}")
        tell("success", word("trial.begun", day=words.day_words(plan.start), first=first))


def _plan(notebook: Notebook, plan: Plan) -> None:
    today = moment().date()
    trial = one_person_trial(plan, notebook.scores(plan.start, plan.end, plan.complaint), today)
    with st.container(border=True, key=f"nb_plan_{plan.id}"):
        of = {"complaint": words.complaint(plan.complaint), "days": words.days(plan.start, plan.end)}
        st.markdown(word("trial.plan", now=_this_week(plan), **of))
        st.markdown(say(trial))
        if trial.weeks:
            known = (
                word("trial.scored_week", number=week.number, kind=_kind(week.letter), days=week.scored_days)
                for week in trial.weeks
            )
            st.markdown(word("trial.scored_days", weeks=joined("list_comma", known)))
        if any(week.mean is not None for week in trial.weeks):
            rows = [(week.number, week.letter, week.mean) for week in trial.weeks]
            told = (
                word(
                    "trial.chart_week",
                    number=number,
                    kind=_kind(letter),
                    mean=word("trial.too_few") if mean is None else f"{mean:.1f}",
                )
                for number, letter, mean in rows
            )
            alt = word("trial.chart_alt", weeks=joined("list_semicolon", told))
            draw(weeks_figure(rows, word), f"nb_weeks_{plan.id[:8]}", WEEKS_PX, alt)
        st.button(word("trial.delete"), key=f"nb_plan_delete_{plan.id}", on_click=_delete, args=(notebook, plan))


def _kind(letter: str) -> str:
    """What a week is for: "press" or "rest"."""
    return word(f"trial.week_{letter}")


def _this_week(plan: Plan) -> str:
    today = moment().date()
    week = plan.week(today)
    if week is None:
        ahead = plan.start > today
        return word("trial.begins", day=words.day_words(plan.start)) if ahead else word("trial.ended")
    number, letter = week
    return word(f"trial.now_{letter}", number=number, weeks=len(plan.weeks))


def _delete(notebook: Notebook, plan: Plan) -> None:
    with saving(word("trial.deleted")):
        notebook.delete(plan)
        st.session_state["nb_plan_undo"] = plan


def _undo(notebook: Notebook, plan: Plan) -> None:
    with saving(word("trial.back")):
        notebook.undo(plan)
    st.session_state["nb_plan_undo"] = None
