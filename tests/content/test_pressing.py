"""One number a place and technique: how hard, how long and with what it says, and what answers leave of it."""

from copy import deepcopy

import pytest
from hypothesis import given
from hypothesis import strategies as st

from content.handouts import handout_of_points, handout_of_routine
from content.pressing import duration, how_hard, how_to_press, span, step_told, whole_minutes
from content.promises import pressing as promises_pressing
from content.promises.check import PROMISES
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.care.decision import decide, load_care
from data.dose import FINGERS, LIGHT, load_doses
from data.practice import load_practice
from data.promises.dataset import Dataset, open_dataset
from data.promises.schema import every_table_keeps_its_schema

ATLAS, PRACTICE, DATASET = load_atlas(), load_practice(), open_dataset()
BODY = Body(ATLAS.limb, Measurements({}, None, {}))
TOOLS = ("knuckle", "hand_edge", "eraser", "ball")
STEPS = [step for routine in PRACTICE.routines.values() for step in routine.steps]


# ---- what a practitioner would know


def test_taichong_over_its_artery_is_light_alone_and_with_zulinqi_on_every_surface():
    assert {dose.levels for dose in ATLAS.points["LR3"].doses} == {(2, 2)}
    with_gb41 = [step for step in STEPS if set(step.subjects) == {"LR3", "GB41"}]
    assert {step.pressure for step in with_gb41} == {2}
    told = [how_to_press(ATLAS, "LR3"), how_to_press(ATLAS, "GB41"), *(step_told(ATLAS, s)[0] for s in with_gb41)]
    told += [row.how for row in handout_of_points(ATLAS, BODY, ("LR3", "GB41")).rows]
    assert all("light (2 of 5)" in text and "3 of 5" not in text and "firm" not in text for text in told)


@pytest.mark.parametrize("code", ["GB30", "BL54", "BL36", "BL37"])
def test_over_the_sciatic_nerve_nobody_leans_and_no_tool_is_used(code):
    (dose,) = ATLAS.points[code].doses
    assert dose.levels[1] == 2 and set(dose.tools) <= set(FINGERS)
    assert not any(word in how_to_press(ATLAS, code) for word in ("Lean", "lean", "knuckle", "heel of the hand"))


def test_a_point_below_yanglingquan_is_pressed_no_harder_than_yanglingquan():
    hardest = {code: max(dose.levels[1] for dose in ATLAS.points[code].doses) for code in ("GB34", "EX-LE6")}
    assert hardest["EX-LE6"] <= hardest["GB34"] == 2


def test_beside_a_nail_the_touch_is_very_light():
    nails = ("ST45", "SP1", "BL67", "GB44", "LR1")
    assert {ATLAS.points[code].doses[0].levels for code in nails} == {(1, 1)}
    assert all("very light (1 of 5)" in how_to_press(ATLAS, code) for code in nails)


def test_the_weight_of_a_limb_never_presses():
    told = [text for step in STEPS for text in (*step_told(ATLAS, step)[:2], *step_told(ATLAS, step, 2, TOOLS)[:2])]
    assert not any("weight" in text or "rolled towel" in text for text in told)
    (thigh,) = [step for step in STEPS if step.subjects == ("BL37",)]
    assert set(thigh.dose.tools) == {"fingertips"} and "fingertips" in step_told(ATLAS, thigh).instruction


def test_the_levels_have_one_name_each():
    assert [how_hard(ATLAS, (level, level)) for level in range(1, 6)] == [
        "very light (1 of 5)", "light (2 of 5)", "clear but comfortable (3 of 5)", "firm (4 of 5)", "too much (5 of 5)",
    ]  # fmt: skip
    assert how_hard(ATLAS, (2, 3)) == "light to clear but comfortable (2 to 3 of 5)"


@pytest.mark.parametrize(
    ("seconds", "words"),
    [(1, "1 second"), (45, "45 seconds"), (60, "1 minute"), (90, "1 minute 30 seconds"), (600, "10 minutes")],
)
def test_a_length_of_time_has_one_wording(seconds, words):
    assert duration(seconds) == words


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (30, 120, "30 seconds to 2 minutes"),
        (60, 120, "1 to 2 minutes"),
        (300, 300, "5 minutes"),
        (60, 60, "1 minute"),
        (10, 30, "10 to 30 seconds"),
        (30, 60, "30 seconds to 1 minute"),
        (300, 900, "5 to 15 minutes"),
    ],
)
def test_a_span_of_time_is_told_as_a_person_says_it(low, high, words):
    assert span((low, high)) == words


@pytest.mark.parametrize(
    ("seconds", "words"), [(0, "1 minute"), (29, "1 minute"), (90, "2 minutes"), (1200, "20 minutes")]
)
def test_a_sum_is_told_in_whole_minutes_and_never_none(seconds, words):
    assert whole_minutes(seconds) == words


# ---- answers soften the words with the number


@pytest.mark.parametrize(
    "answers", [{"blood_thinner": "yes"}, {"weak_bones": "yes"}, {"cancer": "yes"}, {"child": "yes"}]
)
def test_whoever_bruises_or_breaks_easily_reads_of_no_knuckle_no_pencil_and_no_leaning(answers):
    decision = decide(load_care(), answers)
    for routine in PRACTICE.routines.values():
        done = decision.routine(routine)
        for kept in done.steps:
            told = step_told(ATLAS, kept.step, kept.cap, kept.without)
            text = f"{told.instruction} {told.other_way}".replace("No knuckle and no tool", "").replace("No tool", "")
            text = text.replace("without leaning", "").replace("do not lean", "").replace("a ball or a knuckle", "")
            assert told.dose.levels[1] <= (1 if "child" in answers else 2), kept.step.id
            assert not any(word in text for word in ("knuckle", "pencil", "lean", "Lean", "ball while", "firm")), text
        paper = handout_of_routine(ATLAS, PRACTICE, BODY, routine, done)
        assert not any("3 of 5" in row.how for row in paper.rows)


def test_the_heel_is_leaned_on_only_by_those_who_may():
    (heel, *_) = [step for step in STEPS if step.subjects == ("SHIMIAN",)]
    assert "Lean your thumb or a bent knuckle" in step_told(ATLAS, heel).instruction
    softened = step_told(ATLAS, heel, 2, TOOLS)
    assert "light (2 of 5)" in softened.instruction and "without leaning" in softened.instruction
    assert softened.dose.tools == ("thumb",)


@given(st.sampled_from(STEPS), st.sampled_from((None, 3, 2, 1)), st.sets(st.sampled_from(TOOLS)))
def test_what_is_left_of_a_step_is_never_harder_and_never_another_tool(step, cap, without):
    left = step.dose.under(cap, without)
    assert left.levels[1] <= min(step.dose.levels[1], cap or 5) and left.levels[0] <= left.levels[1]
    assert set(left.tools) <= {*step.dose.tools, "fingertips"} - without
    assert left.levels[1] > LIGHT or set(left.tools) <= {*FINGERS, "towel"}


# ---- the promises, each broken once


def broken(file: str, column: str, value: str, **where: str) -> Dataset:
    tables = {**DATASET.tables, file: deepcopy(DATASET.tables[file])}
    next(row for row in tables[file] if all(row[key] == name for key, name in where.items()))[column] = value
    return Dataset(DATASET.atlas, tables)


HEEL_2, ANKLE_5 = {"routine": "RT_HEEL", "number": "2"}, {"routine": "RT_ANKLE", "number": "5"}
CARDS, STEP_WORDS, MOVES = "words/en/cards.csv", "words/en/step_words.csv", "words/en/techniques.csv"


@pytest.mark.parametrize(
    ("promise", "file", "column", "value", "where", "says"),
    [
        ("every_dose_is_sound", "doses.csv", "pressure_max", "4", {"code": "SP6"}, "it runs from 1 to 3"),
        ("every_dose_is_sound", "doses.csv", "pressure_min", "3", {"code": "SP6"}, "SP6 has pressure 3 to 2"),
        ("every_dose_is_sound", "doses.csv", "seconds_max", "10", {"code": "SP6"}, "at least 30 and at most 10"),
        ("every_dose_is_sound", "doses.csv", "tools", "spoon", {"code": "SP6"}, "no tool of techniques.csv"),
        ("every_dose_is_sound", "doses.csv", "pressure_max", "2", {"code": "SP11"}, "only located"),
        ("every_dose_is_sound", "zones.csv", "pressure_max", "5", {"id": "Z_HEEL"}, "Z_HEEL has pressure 2 to 5"),
        ("no_tool_where_it_may_not_press", "doses.csv", "tools", "knuckle", {"code": "GB34"}, "only thumb and fingers"),
        ("no_tool_where_it_may_not_press", "doses.csv", "tools", "eraser", {"code": "SP3"}, "foot_branches lies right"),
        ("every_step_keeps_its_dose", "routine_steps.csv", "seconds", "120", ANKLE_5, "BL60"),
        ("every_step_keeps_its_dose", "routine_steps.csv", "technique", "reduce", ANKLE_5, "no dose of BL60 by reduce"),
        ("every_step_keeps_its_dose", "routine_steps.csv", "tools", "ball", HEEL_2, "uses ball"),
        ("every_step_keeps_its_dose", "routine_steps.csv", "seconds", "900", {"routine": "RT_BACK7", "number": "6"},
         "another time"),
        ("every_step_keeps_its_dose", "doses.csv", "origin", "default", {"code": "BL60"}, "no article gives the dose"),
        ("no_pressing_words_of_their_own", CARDS, "press", "Press firmly for {how_long}.", {"code": "LR3"}, "'firmly'"),
        ("no_pressing_words_of_their_own", CARDS, "press", "Press for 2 minutes.", {"code": "LR3"}, "'2 minutes'"),
        ("no_pressing_words_of_their_own", CARDS, "care", "3 of 5 at most.", {"code": "LR3"}, "'3 of 5'"),
        ("no_pressing_words_of_their_own", CARDS, "press", "Use a knuckle, {how_hard}.", {"code": "SP6"}, "'knuckle'"),
        ("no_pressing_words_of_their_own", STEP_WORDS, "instruction", "Press hard.", {"id": "lr3"}, "'hard'"),
        ("no_pressing_words_of_their_own", MOVES, "steps", "Hold for 60 seconds.", {"id": "press"}, "'60 seconds'"),
        ("every_text_follows_its_dose", CARDS, "press", "Press {hard}.", {"code": "LR3"}, "does not fill"),
        ("every_text_follows_its_dose", CARDS, "press", "Press, {how_hard[4]}.", {"code": "LR3"}, "does not fill"),
        ("every_text_follows_its_dose", STEP_WORDS, "other_way", "Use a pencil.", {"id": "bl62"}, "'pencil'"),
        ("every_text_follows_its_dose", STEP_WORDS, "gentle", "", {"id": "shimian"}, "'knuckle'"),
        ("every_text_follows_its_dose", STEP_WORDS, "instruction", "Let the weight of the thigh press.", {"id": "bl37"},
         "'weight'"),
        ("every_text_follows_its_dose", MOVES, "steps", "Lean in slowly.", {"id": "press"}, "'Lean' at level 2"),
    ],
)  # fmt: skip
def test_a_promise_about_pressing_can_be_broken_and_says_so(promise, file, column, value, where, says):
    found = getattr(promises_pressing, promise)(broken(file, column, value, **where))
    assert any(says in finding.reason for finding in found), found


@pytest.mark.parametrize(("column", "value"), [("technique", "hammer"), ("with", "SP99")])
def test_a_dose_names_a_technique_and_points_that_are_there(column, value):
    found = every_table_keeps_its_schema(broken("doses.csv", column, value, code="SP6"))
    assert any(f"{column} names {value!r}" in finding.reason for finding in found)


def test_every_promise_about_pressing_is_checked():
    assert set(promises_pressing.PROMISES) <= set(PROMISES)
    assert len(load_doses().points) == len(ATLAS.points)


def test_a_longer_hold_of_the_ankle_is_not_offered_to_who_may_press_only_lightly():
    assert "build up to 5 to 10 minutes" in how_to_press(ATLAS, "GB40")
    softened = how_to_press(ATLAS, "GB40", 2, TOOLS)
    assert "build up" not in softened and softened.endswith("for 1 to 2 minutes.")


def test_paper_does_not_say_each_side_when_one_leg_is_left_out():
    routine = PRACTICE.routines["RT_LEG"]
    done = decide(load_care(), {"wound": "left"}).routine(routine)
    times = [row.how_long for row in handout_of_routine(ATLAS, PRACTICE, BODY, routine, done).rows]
    assert any("1 minute, right" in time for time in times) and not any("each side" in time for time in times)
