"""What the scores say over weeks: before and after, by point and routine, days of pressing, and a trial on oneself."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from datetime import timedelta

import streamlit as st

from charts.trends import changes_figure, course_figure
from notebook import Notebook, Scored, before_after, by_point, by_routine, pressed_days, running_mean, say
from notebook.trends import Group
from ui import notebook_plan
from ui import notebook_words as words
from ui.notebook import now as moment
from ui.notebook import start_with
from ui.notebook_chart import draw

PLAIN = (
    "These are your own notes, not a study: they say what you wrote down, not what pressing does. If the pain lasts, "
    "gets worse or wakes you at night, see a doctor."
)
SHARED = "Places of one session share its score, so this does not tell them apart. "
PERIODS = {"3 months": 91, "a year": 365, "all": 0}
MOST_ROWS = 12
COURSE_PX, COURSE_DAYS, MOST_DRAWN = 360, 120, 400  # the chart shows the last days; the words count the whole period


def show(notebook: Notebook) -> None:
    """Draw the trends of a period, of all entries or of one complaint."""
    start_with({"nb_trend_of": "", "nb_trend_period": "3 months"})
    st.segmented_control(
        "Period", list(PERIODS), key="nb_trend_period", required=True, persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip
    length = PERIODS[st.session_state["nb_trend_period"]]
    everything = notebook.scores(moment().date() - timedelta(days=length - 1) if length else None)
    scores = _of_complaint(everything)
    st.subheader("Before and after", anchor=False)
    st.markdown(say(before_after(scores)))
    _course(scores)
    st.subheader("Days with pressing and days without", anchor=False)
    st.markdown(say(pressed_days(scores)))
    codes = _names(everything)
    _groups("By point, zone and technique", by_point(scores), lambda code: codes.get(code, code), "points")
    _groups("By routine", by_routine(scores), lambda name: words.bare(words.routine(name)), "routines")
    notebook_plan.show(notebook)
    st.markdown(PLAIN)


def _of_complaint(scores: tuple[Scored, ...]) -> tuple[Scored, ...]:
    named = sorted({it.complaint for it in scores if it.complaint})
    if len(named) < 2 and not st.session_state["nb_trend_of"]:
        return scores
    st.selectbox(
        "Complaint", list(dict.fromkeys(["", *named, st.session_state["nb_trend_of"]])), key="nb_trend_of",
        format_func=lambda name: words.bare(words.complaint(name)) if name else "all together",
        persist_state="session",
    )  # fmt: skip
    chosen = st.session_state["nb_trend_of"]
    return tuple(it for it in scores if it.complaint == chosen) if chosen else scores


def _course(scores: tuple[Scored, ...]) -> None:
    """The scores themselves, drawn as soon as there are two days of them."""
    everything = scores
    since = scores[-1].day - timedelta(days=COURSE_DAYS - 1) if scores else None
    scores = tuple(it for it in scores if since is not None and it.day >= since)[-MOST_DRAWN:]
    sessions = [
        (it.day, it.before, it.after)
        for it in scores
        if it.pressed and it.before is not None and it.after is not None
    ]
    drawn = {id(it) for it in scores if it.pressed and it.before is not None and it.after is not None}
    days = [
        (it.day, score)
        for it in scores
        if id(it) not in drawn
        if (score := it.before if it.before is not None else it.after) is not None
    ]
    if len({day for day, *_ in (*sessions, *days)}) < 2:
        return
    mean = [(day, value) for day, value, _ in running_mean(scores)]
    figure = course_figure(sessions, days, mean if any(value is not None for _, value in mean) else [])
    told = "; ".join(f"{words.short_day(day)} {before} to {after}" for day, before, after in sessions[-10:])
    draw(figure, "nb_course", COURSE_PX, f"Chart of {len(sessions)} sessions by day, score before and after: {told}.")
    if len(scores) < len(everything):
        since_day = words.short_day(scores[0].day)
        st.markdown(f"The chart shows the time since {since_day}; the words count the whole period.")


def _names(scores: Iterable[Scored]) -> dict[str, str]:
    """Plain names of the codes, for a chart: a code alone does not say its layer."""
    found = {}
    for code in {code for it in scores for code in it.codes}:
        known = [layer for layer in ("point", "zone", "technique") if f"{layer}:{code}" in words.things()]
        layer = known[0] if known else "point"
        found[code] = words.bare(words.thing(layer, code))
    return found


def _groups(title: str, groups: tuple[Group, ...], name: Callable[[str], str], key: str) -> None:
    """Each with enough sessions as a bar; the others in a sentence."""
    if not groups:
        return
    st.subheader(title, anchor=False)
    enough = [group for group in groups if group.enough and group.change is not None][:MOST_ROWS]
    few = [group for group in groups if not group.enough]
    if enough:
        rows = [(name(group.key), group.n, group.change or 0.0) for group in enough]
        figure = changes_figure(rows)
        told = "; ".join(f"{label} {change:+.1f} in {n} sessions" for label, n, change in rows)
        draw(figure, f"nb_{key}", figure["layout"]["height"], f"Chart of the mean change after pressing: {told}.")
        st.markdown(f"{SHARED if key == 'points' else ''}A rest alone, or expecting a change, may do the same.")
    else:
        st.markdown(say(groups[0]))
    if few and enough:
        rest = ", ".join(f"{name(group.key)} ({group.n})" for group in few[:20])
        st.markdown(f"Not enough entries yet: {rest}.")
