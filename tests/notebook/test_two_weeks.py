"""Two weeks of one routine: what a day holds, when they end, and what the first days say against the last."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.session_time import all_steps
from data.practice import load_practice
from notebook import Find, Notebook, Plan, Pressed, Session, check, open_database, say, to_json
from notebook.importing import import_planned, plan_import
from notebook.two_weeks import entries_of, is_log, keep_day, last_day, new_log, runs, stopped, two_weeks
from ui.pages.notebook.routines import pressed_in, routines

START = date(2026, 3, 14)
PLAN = new_log(START, "heel_pain", "RT_HEEL", "a" * 32)
KI3 = (Pressed("point", "KI3", "both", "press", 60),)


def evening(days: int) -> datetime:
    return datetime(2026, 3, 14, 21).astimezone() + timedelta(days=days)


@pytest.fixture
def mine(tmp_path: Path) -> Notebook:
    notebook = Notebook(open_database(folder=tmp_path))
    notebook.add(PLAN)
    return notebook


def of(mine: Notebook, today: int):
    return two_weeks(PLAN, entries_of(mine, PLAN, PLAN.start, PLAN.end), START + timedelta(days=today))


def test_they_are_a_plan_of_fourteen_days_that_the_notebook_takes():
    assert check(PLAN) == () and is_log(PLAN) and (PLAN.end - PLAN.start).days == 13
    assert not is_log(replace(PLAN, weeks="PR")) and check(replace(PLAN, weeks="PPP"))


def test_a_day_is_kept_once_changed_taken_back_and_kept_again(mine):
    keep_day(mine, PLAN, evening(0), 6)
    keep_day(mine, PLAN, evening(0), 6)
    keep_day(mine, PLAN, evening(0), 5, KI3)
    (kept,) = mine.list().entries
    assert (kept.before, kept.pressed, kept.complaint, kept.routine) == (5, KI3, "heel_pain", "RT_HEEL")
    keep_day(mine, PLAN, evening(0), None)
    assert mine.list().total == 0
    keep_day(mine, PLAN, evening(0), 4)
    (kept,) = mine.list().entries
    assert (kept.before, kept.pressed, kept.routine) == (4, (), "")


def test_a_session_kept_by_the_clock_counts_as_done_and_the_logs_own_score_comes_first(mine):
    mine.add(Session(evening(1) - timedelta(hours=9), KI3, "heel_pain", "RT_HEEL", before=7, after=4))
    assert [(day.number, day.score, day.done) for day in of(mine, 1).days] == [(1, None, False), (2, 7, True)]
    keep_day(mine, PLAN, evening(1), 3)
    assert (of(mine, 1).days[1].score, of(mine, 1).days[1].done) == (3, True)
    mine.add(Session(evening(1), (), "headache", before=9))
    assert of(mine, 1).days[1].score == 3, "another complaint is not asked"


def test_at_the_end_the_first_three_scores_stand_against_the_last_three(mine):
    for day, score in enumerate((7, 6, 9, 5, 5, None, 5, 4, 4, 4, 3, 2, 3, 4)):
        keep_day(mine, PLAN, evening(day), score, KI3 if day % 2 else ())
    assert not of(mine, 12).ended and of(mine, 13).ended and of(mine, 40).ended
    assert len(of(mine, 40).days) == 14
    assert say(of(mine, 13)) == (
        "The median of your first 3 scores is 7, that of your last 3 is 3. Done on 7 of 14 days. This is one person’s "
        "record, no proof."
    )


def test_five_scores_are_too_few_to_compare(mine):
    for day in range(5):
        keep_day(mine, PLAN, evening(day), 5)
    assert say(of(mine, 14)).startswith("Too few days to compare: this needs a score on 6 days; you have 5.")


def test_a_log_that_was_stopped_has_no_later_day(mine):
    keep_day(mine, PLAN, evening(0), 5)
    done = mine.edit(stopped(mine.plans()[0], START + timedelta(days=4)))
    assert runs(PLAN, START) and not runs(done, START) and last_day(done) == START + timedelta(days=4)
    found = two_weeks(done, entries_of(mine, done, done.start, done.end), START + timedelta(days=9))
    assert found.ended and len(found.days) == 5
    assert last_day(replace(PLAN, note="stopped some day")) == PLAN.end


def test_a_log_goes_out_into_a_file_and_in_again(mine, tmp_path):
    mine.edit(stopped(mine.plans()[0], START))
    other = Notebook(open_database(folder=tmp_path / "other"))
    import_planned(other, plan_import(other, to_json(mine)))
    (plan,) = other.plans()
    assert is_log(plan) and last_day(plan) == START


@given(st.lists(st.none() | st.integers(0, 10), min_size=14, max_size=14))
def test_the_days_are_fourteen_and_every_score_is_of_its_day(scores):
    entries = [
        Session(evening(day), (), "heel_pain", before=score, id=f"{day:032x}")
        for day, score in enumerate(scores)
        if score is not None
    ]
    found = two_weeks(PLAN, entries, date(2027, 1, 1))
    assert [day.score for day in found.days] == scores and found.ended
    assert (found.first is None) == (sum(score is not None for score in scores) < 6)


@pytest.mark.parametrize("name", load_practice().routines)
def test_a_routine_is_what_its_steps_press_each_place_once_a_side(name):
    parts, routine = pressed_in(name), load_practice().routines[name]
    session = Session(evening(0), parts, routine.condition, name)
    assert parts and check(session) == () and f"routine:{name}" in routines()
    places = [(part.layer, part.code, part.technique, part.side) for part in parts]
    assert len(set(places)) == len(places)
    pressed = {code for one in all_steps(routine) if one.step.layer == "point" for code in one.step.subjects}
    assert pressed == {part.code for part in parts if part.layer == "point"}


def test_an_unknown_routine_presses_nothing():
    assert pressed_in("RT_NOPE") == () == pressed_in("")


def test_a_day_of_the_log_is_found_by_its_complaint(mine):
    keep_day(mine, PLAN, evening(2), 5, KI3)
    assert mine.list(Find(complaint="heel_pain")).total == 1
    assert isinstance(mine.plans()[0], Plan)
