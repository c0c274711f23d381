"""The trends: right numbers, an honest sentence, and “not enough entries yet” until there are."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from statistics import fmean, stdev

import pytest
from hypothesis import given
from hypothesis import strategies as st
from notebook_helpers import note, session, spot

from data.promises.words import FORBIDDEN
from notebook import (
    Notebook,
    Plan,
    Pressed,
    Scored,
    alternate_weeks,
    before_after,
    by_point,
    by_routine,
    doctor_page,
    one_person_trial,
    pressed_days,
    running_mean,
    say,
)
from notebook.trends import ENOUGH_PAIRS, BeforeAfter, Group, PressedDays, Trial, interval, t_quantile

MONDAY = date(2026, 3, 2)


def scored(day: int, before: int | None, after: int | None = None, codes=("SP6",), **changed) -> Scored:
    when = datetime(2026, 3, 2, 20, tzinfo=UTC) + timedelta(days=day)
    values = {"pressed": bool(codes), "routine": "RT_HEEL", "complaint": "heel_pain"}
    return Scored(when, when.date(), before, after, codes=codes, **{**values, **changed})


def test_before_and_after_are_compared_session_by_session():
    scores = [scored(0, 6, 4), scored(1, 7, 7), scored(2, 5, 2), scored(3, 8, None), scored(4, 9, 1, codes=())]
    result = before_after(scores)
    assert (result.n, result.before, result.after) == (3, 6, pytest.approx(13 / 3))
    assert result.change == pytest.approx(-5 / 3) and not result.enough
    assert say(result) == "Not enough entries yet: this needs 5 sessions with a score before and after; you have 3."
    more = before_after([*scores, scored(5, 4, 4), scored(6, 4, 3)])
    assert more.enough and say(more).startswith("Right after 5 sessions your score was on average 1.2 lower.")


def test_the_running_mean_looks_back_a_week_and_waits_for_three_days():
    scores = [scored(day, score) for day, score in ((0, 8), (1, 6), (2, 4), (9, 1))]
    means = {day: mean for day, mean, _ in running_mean(scores)}
    assert len(means) == 10
    assert means[MONDAY] is means[MONDAY + timedelta(days=1)] is None
    assert means[MONDAY + timedelta(days=2)] == 6 == means[MONDAY + timedelta(days=6)]
    assert means[MONDAY + timedelta(days=7)] is None  # the first day is more than a week ago
    assert running_mean([]) == ()


def test_the_score_of_a_day_is_its_first():
    scores = [scored(0, 8, 2), scored(0, 3, 1), scored(1, None, 5), scored(2, 4)]
    assert running_mean(scores)[2] == (MONDAY + timedelta(days=2), pytest.approx((8 + 5 + 4) / 3), 3)


def test_a_session_counts_for_each_of_its_points_and_for_its_routine():
    scores = [scored(0, 6, 4, ("SP6", "KI3")), scored(1, 6, 2, ("KI3",), routine=""), scored(2, 5, None, ("KI3",))]
    assert by_point(scores) == (Group("KI3", 2, -3), Group("SP6", 1, -2))
    assert by_routine(scores) == (Group("RT_HEEL", 1, -2),)
    assert not by_point(scores)[0].enough and say(by_point(scores)[0]).startswith("Not enough entries yet")


def test_days_with_pressing_stand_beside_days_without():
    scores = [scored(day, 6, 4) for day in range(5)] + [scored(day, 6, codes=()) for day in range(10, 15)]
    result = pressed_days(scores)
    assert (result.pressed_n, result.pressed, result.not_pressed_n, result.not_pressed) == (5, 4, 5, 6)
    assert result.difference == -2 and "2.0 lower on 5 days with pressing than on 5 days without" in say(result)
    assert "does not say what caused it" in say(result)
    assert not pressed_days(scores[:9]).enough and "you have 5 and 4" in say(pressed_days(scores[:9]))
    same = say(PressedDays(5, 4.0, 6, 4.0))
    assert "the same on 5 days with pressing and on 6 days without" in same


# ---- a trial on oneself

PLAN = Plan(MONDAY, alternate_weeks(4), "heel_pain")


def trial_scores(press: list[int], rest: list[int], days: int = 4) -> list[Scored]:
    """`days` scores in each week: of pressing with the numbers of `press`, of rest with those of `rest`."""
    found = []
    for pair, (a, b) in enumerate(zip(press, rest, strict=True)):
        found += [scored(14 * pair + day, a, max(0, a - 2)) for day in range(days)]
        found += [scored(14 * pair + 7 + day, b, codes=()) for day in range(days)]
    return found


def test_a_plan_knows_its_weeks():
    assert PLAN.weeks == "PRPRPRPR" and PLAN.end == MONDAY + timedelta(days=55)
    assert PLAN.week(MONDAY) == (1, "P") and PLAN.week(MONDAY + timedelta(days=13)) == (2, "R")
    assert PLAN.week(MONDAY - timedelta(days=1)) is None is PLAN.week(PLAN.end + timedelta(days=1))
    assert alternate_weeks(2, "R") == "RPRP"


def test_weeks_are_compared_in_pairs_with_students_interval():
    """Differences −2, −1, −3, −2: mean −2, standard deviation 0.816, t(3) = 3.182: −2 ± 1.299."""
    result = one_person_trial(PLAN, trial_scores([4, 5, 3, 4], [6, 6, 6, 6]), PLAN.end + timedelta(days=1))
    assert result.differences == (-2, -1, -3, -2) and result.difference == -2
    assert (result.low, result.high) == (pytest.approx(-3.2992, abs=1e-3), pytest.approx(-0.7008, abs=1e-3))
    assert result.ended and result.enough and result.strayed == 0
    assert say(result).startswith(
        "In your weeks of pressing the first score of the day was 2.0 lower on average than in your weeks of rest "
        "(95 % interval 0.7 to 3.3 lower, 4 pairs of weeks)."
    )
    assert say(result).endswith("expecting a change may play a part.")


def test_a_trial_speaks_only_after_three_pairs_of_weeks():
    scores = trial_scores([4, 5, 3, 4], [6, 6, 6, 6])
    for weeks, pairs in ((1, 0), (2, 1), (5, 2), (6, 3)):
        result = one_person_trial(PLAN, scores, MONDAY + timedelta(days=7 * weeks - 1))
        assert (len(result.differences), result.enough, len(result.weeks)) == (pairs, pairs >= ENOUGH_PAIRS, weeks)
    early = one_person_trial(PLAN, scores, MONDAY + timedelta(days=20))
    assert early.low is None is early.high and "you have 1 pair." in say(early)


def test_a_week_with_two_scores_does_not_count():
    result = one_person_trial(PLAN, trial_scores([4, 5, 3, 4], [6, 6, 6, 6], days=2), PLAN.end)
    assert result.differences == () and {week.mean for week in result.weeks} == {None}


def test_a_trial_that_shows_nothing_says_so():
    result = one_person_trial(PLAN, trial_scores([5, 6, 4, 5], [5, 5, 5, 5]), PLAN.end)
    assert say(result).startswith(
        "Your weeks of pressing and of rest do not clearly differ: the first score of the day was the same on average "
        "in weeks of pressing, and anything from 1.3 lower to 1.3 higher fits your notes (4 pairs of weeks)."
    )
    worse = one_person_trial(PLAN, trial_scores([8, 9, 8, 9], [5, 5, 5, 5]), PLAN.end)
    assert "3.5 higher on average" in say(worse) and "2.6 to 4.4 higher" in say(worse)


def test_pressing_in_weeks_of_rest_and_other_complaints_are_seen():
    scores = trial_scores([4, 5, 3, 4], [6, 6, 6, 6])
    scores += [scored(8, 1, 0), scored(9, 1, 0), scored(10, 0, complaint="calf_cramp")]
    result = one_person_trial(PLAN, sorted(scores, key=lambda it: it.when), PLAN.end)
    assert result.strayed == 2 and "You also pressed on 2 days of your weeks of rest." in say(result)
    assert result.weeks[1].mean == 6  # the first score of those days was noted before pressing


TABLE = [(1, 12.7062), (2, 4.3027), (3, 3.1824), (5, 2.5706), (10, 2.2281), (25, 2.0595), (120, 1.9799)]


@pytest.mark.parametrize(("freedom", "t"), TABLE)
def test_students_t_is_that_of_the_tables(freedom, t):
    assert t_quantile(0.975, freedom) == pytest.approx(t, abs=6e-5)


@given(st.lists(st.floats(-10, 10), min_size=2, max_size=26))
def test_the_interval_is_around_the_mean_and_as_wide_as_the_spread(values):
    low, high = interval(values)
    assert low <= fmean(values) + 1e-9 and high >= fmean(values) - 1e-9
    assert high - low >= 2 * 1.96 * stdev(values) / len(values) ** 0.5 - 1e-9


@given(st.integers(0, 30), st.none() | st.floats(-10, 10), st.floats(-10, 10), st.floats(0, 10), st.integers(0, 20))
def test_no_sentence_promises_anything(n, change, difference, width, strayed):
    low, high = (difference - width, difference + width) if n >= 3 else (None, None)
    trial = Trial((), (difference,) * n, difference, low, high, strayed, True)
    results = (BeforeAfter(((datetime.now(UTC), 5, 4),) * n, 5, 4, change), Group("SP6", n, change), trial,
               PressedDays(n, 5.0, n, 5.0 - difference))  # fmt: skip
    for said in map(say, results):
        assert said.endswith(".") and "nan" not in said and "None" not in said and "-" not in said
        assert not FORBIDDEN.search(said)
        assert not [word for word in ("because", "thanks to", "works", "effective", "helps") if word in said.lower()]


# ---- the page for a doctor


def test_the_doctors_page_tells_what_was_noted_and_nothing_else(notebook: Notebook):
    for day in range(14):
        notebook.add(session(day, before=8 - day // 2, after=7 - day // 2, note="slept well" if day == 3 else ""))
    once = (Pressed("point", "KI3", "right", seconds=90),)
    notebook.add(session(20, pressed=once, complaint="", before=None, after=None))
    for day in (1, 2, 30):
        notebook.add(spot(day, score=min(10, 5 + day)))
    notebook.add(note(2, "SP6", "**higher** on me"))
    page = doctor_page(notebook, date(2026, 3, 14), date(2026, 4, 10))
    assert (page.sessions, page.pressed_days) == (15, 15)
    first, second = page.complaints
    assert (first.complaint, first.sessions, first.first, first.last) == ("heel_pain", 14, 8, 2)
    assert (second.complaint, second.sessions, second.first) == ("", 1, None)
    assert [(row.code, row.sides, row.sessions, row.minutes) for row in page.pressed] == [
        ("SP6", ("left",), 14, 14), ("Z_HEEL", ("left", "right"), 14, 0), ("KI3", ("right",), 1, 2),
    ]  # fmt: skip
    [tender] = page.tender
    assert (tender.near, tender.side, tender.times, tender.highest) == ("KI1", "left", 2, 7)
    assert [said for _, _, said in page.notes] == ["slept well", "**higher** on me", *["after standing"] * 2]
    assert sum(week.pressed_days for week in page.weeks) == 15 and all(week.start.weekday() == 0 for week in page.weeks)


def test_the_doctors_page_of_an_empty_notebook_is_empty(notebook: Notebook):
    page = doctor_page(notebook, date(2026, 1, 1), date(2026, 12, 31))
    assert (page.sessions, page.complaints, page.notes, page.weeks) == (0, (), (), ())


def test_a_long_doctors_page_says_how_many_notes_it_left_out(notebook: Notebook):
    for day in range(40):
        notebook.add(replace(note(day % 28), text=f"note {day}"))
    page = doctor_page(notebook, date(2026, 3, 1), date(2026, 5, 1))
    assert (len(page.notes), page.more_notes) == (30, 10)
