"""What the scores say over weeks: before and after, by point and routine, days of pressing, and a trial on oneself."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from datetime import date, timedelta

import streamlit as st

from charts.screen.trends import changes_figure, course_figure
from content.card_phrases import joined
from content.words import word
from notebook import Notebook, Scored, before_after, by_point, by_routine, pressed_days, running_mean, say
from notebook.trends import Group
from ui.notebook import now as moment
from ui.notebook import start_with
from ui.pages.notebook import plan as notebook_plan
from ui.pages.notebook import words
from ui.pages.notebook.chart import draw

PERIODS = (91, 365, 0)  # days; 0 is all
MOST_ROWS = 12
MOST_TOLD = 14  # scores in the plain line
COURSE_PX, COURSE_DAYS, MOST_DRAWN = 360, 120, 400  # the chart shows the last days; the words count the whole period


def show(notebook: Notebook) -> None:
    """Draw the trends of a period, of all entries or of one complaint."""
    start_with({"nb_trend_of": "", "nb_trend_period": 91})
    st.segmented_control(
        word("trends.period"), PERIODS, key="nb_trend_period", format_func=words.period, required=True,
        persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    length = st.session_state["nb_trend_period"]
    everything = notebook.scores(moment().date() - timedelta(days=length - 1) if length else None)
    scores = _of_complaint(everything)
    st.subheader(word("trends.before_after"), anchor=False)
    st.markdown(say(before_after(scores)))
    _course(scores)
    st.subheader(word("trends.days"), anchor=False)
    st.markdown(say(pressed_days(scores)))
    codes = _names(everything)
    _groups(word("trends.by_point"), by_point(scores), lambda code: codes.get(code, code), "points")
    _groups(word("trends.by_routine"), by_routine(scores), lambda name: words.bare(words.routine(name)), "routines")
    notebook_plan.show(notebook)
    st.markdown(word("trends.plain"))


def _of_complaint(scores: tuple[Scored, ...]) -> tuple[Scored, ...]:
    named = sorted({it.complaint for it in scores if it.complaint})
    if len(named) < 2 and not st.session_state["nb_trend_of"]:
        return scores
    st.selectbox(
        word("trends.complaint"), list(dict.fromkeys(["", *named, st.session_state["nb_trend_of"]])), key="nb_trend_of",
        format_func=lambda name: words.bare(words.complaint(name)) if name else word("trends.all_together"),
        persist_state="session",
        filter_mode="contains",
    )  # fmt: skip
    chosen = st.session_state["nb_trend_of"]
    return tuple(it for it in scores if it.complaint == chosen) if chosen else scores


def _course(scores: tuple[Scored, ...]) -> None:
    """The scores themselves, told and drawn from the second one on."""
    everything = scores
    since = scores[-1].day - timedelta(days=COURSE_DAYS - 1) if scores else None
    scores = tuple(it for it in scores if since is not None and it.day >= since)[-MOST_DRAWN:]
    sessions = [
        (it.day, it.before, it.after) for it in scores if it.pressed and it.before is not None and it.after is not None
    ]
    drawn = {id(it) for it in scores if it.pressed and it.before is not None and it.after is not None}
    days = [
        (it.day, score)
        for it in scores
        if id(it) not in drawn
        if (score := it.before if it.before is not None else it.after) is not None
    ]
    line = in_order(scores)
    if len(line) < 2:
        return
    st.markdown(scores_line(line))
    mean = [(day, value) for day, value, _ in running_mean(scores)]
    known = any(value is not None for _, value in mean)
    figure = course_figure(sessions, days, mean if known else [], [] if known else line, say=word)
    told = (
        word("trends.alt_session", day=words.short_day(day), before=before, after=after)
        for day, before, after in sessions[-10:]
    )
    alt = word("trends.alt", count=len(sessions), sessions=joined("list_semicolon", told))
    draw(figure, "nb_course", COURSE_PX, alt)
    if len(scores) < len(everything):
        since_day = words.short_day(scores[0].day)
        st.markdown(word("trends.since", day=since_day))


def in_order(scores: Iterable[Scored]) -> list[tuple[date, int]]:
    """Every score with its day, oldest first; of a session the one before it, else the one after."""
    found = ((it.day, it.before if it.before is not None else it.after) for it in scores)
    return [(day, score) for day, score in found if score is not None]


def scores_line(line: Sequence[tuple[date, int]]) -> str:
    """ "Your last 3 scores, oldest first: 6 (20 Nov), 5 (21 Nov), 5 (22 Nov)."."""
    last = line[-MOST_TOLD:]
    told = (word("trends.score", score=score, day=f"{day.day} {day:%b}") for day, score in last)
    return word("trends.scores", count=len(last), scores=joined("list_comma", told))


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
        figure = changes_figure(rows, word)
        told = (word("trends.alt_change", thing=label, change=f"{change:+.1f}", count=n) for label, n, change in rows)
        alt = word("trends.alt_changes", changes=joined("list_semicolon", told))
        draw(figure, f"nb_{key}", figure["layout"]["height"], alt)
        st.markdown(word("trends.shared" if key == "points" else "trends.rest"))
    else:
        st.markdown(say(groups[0]))
    if few and enough:
        rest = (word("trends.few_of", thing=name(group.key), count=group.n) for group in few[:20])
        st.markdown(word("trends.few", things=joined("list_comma", rest)))
