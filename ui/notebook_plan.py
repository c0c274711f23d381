"""A trial on oneself: weeks of pressing and weeks of rest in turn, and what the pairs of weeks say."""

from __future__ import annotations

import secrets
from datetime import timedelta

import streamlit as st

from charts.trends import weeks_figure
from data.practice import load_practice
from notebook import Notebook, Plan, alternate_weeks, new_id, one_person_trial, say
from notebook.trends import DAYS_IN_WEEK
from ui import notebook_words as words
from ui.notebook import now as moment
from ui.notebook import saving, start_with, tell, told
from ui.notebook_chart import draw

LETTERS = {"P": "press", "R": "rest"}
ABOUT = (
    "Does it help *you*? Press in one week, rest in the next, and note the day's score in every week, the first thing "
    f"in the day, on {DAYS_IN_WEEK} days or more. Chance decides which week comes first. After three pairs of weeks "
    "the page compares them. Keep everything else as it is, and go on with whatever your doctor has asked you to do."
)
WEEKS_PX = 300


def show(notebook: Notebook) -> None:
    """Draw the plans there are, and the way to begin one."""
    start_with({"nb_plan_complaint": None, "nb_plan_pairs": 3, "nb_plan_id": new_id(), "nb_plan_undo": None})
    st.subheader("A trial on myself: alternate weeks", anchor=False)
    told()
    plans = notebook.plans()
    for plan in plans:
        _plan(notebook, plan)
    undo = st.session_state["nb_plan_undo"]
    if undo is not None:
        st.button("Bring the deleted plan back", key="nb_plan_back", on_click=_undo, args=(notebook, undo))
    if any(plan.end >= moment().date() for plan in plans):
        return
    st.markdown(ABOUT)
    conditions = load_practice().conditions
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "For which complaint?", list(conditions), index=None, key="nb_plan_complaint", width=220,
            format_func=lambda name: conditions[name].name, persist_state="session",
        )  # fmt: skip
        st.selectbox(
            "How long?", (3, 4, 5, 6), key="nb_plan_pairs", width=160, persist_state="session",
            format_func=lambda pairs: f"{2 * pairs} weeks",
        )  # fmt: skip
        st.button("Begin next Monday", key="nb_plan_begin", on_click=_begin, args=(notebook, False))
        st.button("Begin today", key="nb_plan_today", on_click=_begin, args=(notebook, True))


def _begin(notebook: Notebook, today: bool) -> None:
    now, day = st.session_state, moment().date()
    start = day if today else day + timedelta(days=7 - day.weekday())
    with saving():
        if not now["nb_plan_complaint"]:
            tell("warning", "For which complaint? Choose it first.")
            return
        weeks = alternate_weeks(now["nb_plan_pairs"], secrets.choice("PR"))
        plan = notebook.add(Plan(start, weeks, now["nb_plan_complaint"], id=now["nb_plan_id"]))
        now.update({"nb_plan_id": new_id(), "nb_plan_undo": None})
        first = LETTERS[plan.weeks[0]]
        tell("success", f"Your plan begins on {words.day_words(plan.start)} with a week of {first}.")


def _plan(notebook: Notebook, plan: Plan) -> None:
    today = moment().date()
    trial = one_person_trial(plan, notebook.scores(plan.start, plan.end, plan.complaint), today)
    with st.container(border=True, key=f"nb_plan_{plan.id}"):
        span = f"{words.short_day(plan.start)} to {words.short_day(plan.end)}"
        st.markdown(f"**{words.complaint(plan.complaint)}**, {span}  \n{_this_week(plan)}")
        st.markdown(say(trial))
        if trial.weeks:
            known = ", ".join(f"{week.number} ({LETTERS[week.letter]}): {week.scored_days}" for week in trial.weeks)
            st.markdown(f"Days with a score, week by week: {known}.")
        if any(week.mean is not None for week in trial.weeks):
            rows = [(week.number, week.letter, week.mean) for week in trial.weeks]
            alt = "; ".join(
                f"week {number}, {LETTERS[letter]}: {'too few days' if mean is None else f'{mean:.1f}'}"
                for number, letter, mean in rows
            )
            draw(weeks_figure(rows), f"nb_weeks_{plan.id[:8]}", WEEKS_PX, f"Chart of the weeks' mean scores: {alt}.")
        st.button("Delete this plan", key=f"nb_plan_delete_{plan.id}", on_click=_delete, args=(notebook, plan))


def _this_week(plan: Plan) -> str:
    today = moment().date()
    week = plan.week(today)
    if week is None:
        ahead = plan.start > today
        return f"It begins on {words.day_words(plan.start)}." if ahead else "It has ended."
    number, letter = week
    what = "press as usual" if letter == "P" else "rest: do not press for this complaint"
    return f"This is week {number} of {len(plan.weeks)}: **{what}**, and note the day's score."


def _delete(notebook: Notebook, plan: Plan) -> None:
    with saving("The plan is deleted. Your entries stay."):
        notebook.delete(plan)
        st.session_state["nb_plan_undo"] = plan


def _undo(notebook: Notebook, plan: Plan) -> None:
    with saving("The plan is back."):
        notebook.undo(plan)
    st.session_state["nb_plan_undo"] = None
