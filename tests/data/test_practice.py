"""Complaints and routines: the article's times are kept, several complaints make one session, a tap finds its place."""

from collections import Counter
from copy import deepcopy
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from shapely import Point

from content.promises import practice as promises
from data.hurt import HURT_VIEWS, areas_of, grid, hurt_at, load_hurt_areas
from data.practice import EXACT, LONG_SECONDS, combine, load_practice, routine_named
from data.promises.dataset import Dataset, open_dataset
from data.promises.schema import every_table_keeps_its_schema

DATASET = open_dataset()
PRACTICE = load_practice()
WITH_ROUTINE = [name for name, condition in PRACTICE.conditions.items() if condition.routine]
CHOICES = st.lists(st.sampled_from(WITH_ROUTINE), min_size=1, max_size=6, unique=True)


def step_of(routine, *subjects):
    (step,) = [step for step in PRACTICE.routines[routine].steps if set(step.subjects) == set(subjects)]
    return step


# ---- what a practitioner would know


def test_kunlun_is_pressed_five_minutes_with_a_release_each_thirty_seconds_up_to_three_times_an_evening():
    steps = [step for routine in PRACTICE.routines.values() for step in routine.steps if step.subjects == ("BL60",)]
    assert {step.routine for step in steps} == {"RT_ANKLE", "RT_LEG", "RT_BACK7"}
    doses = {(s.seconds, s.dose.press_seconds, s.dose.release_seconds, s.dose.per_day, s.technique) for s in steps}
    assert doses == {(300, 30, 4, (2, 3), "pulsed")}


def test_qiuxu_changes_between_two_levels_each_minute():
    step = step_of("RT_ANKLE", "GB40")
    assert (step.technique, step.seconds, step.dose.seconds) == ("alternate", 120, (60, 120))
    assert (step.dose.levels, step.dose.switch_seconds) == ((2, 3), 60)


def test_taichong_with_zulinqi_is_two_minutes_with_deep_breath():
    step = step_of("RT_FOOT", "LR3", "GB41")
    assert (step.seconds, step.dose.seconds, step.origin) == (120, (120, 120), EXACT)
    assert "breathe deeply" in step.words.instruction


def test_the_other_exact_times_of_the_articles():
    assert step_of("RT_HEEL", "SHIMIAN").dose.seconds == (30, 120)
    assert (step_of("RT_HEEL", "BL62").dose.seconds, step_of("RT_HEEL", "BL62").dose.per_day) == ((60, 120), (1, 1))
    assert step_of("RT_BACK7", "LR3").seconds == 120 and step_of("RT_BACK7", "LR3").pressure == 2
    assert step_of("RT_BACK7", "Z_HEEL_MIDFOOT").seconds == 120
    assert step_of("RT_BACK7", "Z_SCIATIC_BAND").seconds == 600
    strokes = {
        step.words.instruction
        for routine in PRACTICE.routines.values()
        for step in routine.steps
        if step.technique == "stroke" and step.layer == "technique"
    }
    assert len(strokes) == 2 and all("5 to 10" in words for words in strokes)


def test_points_that_belong_together_are_one_step():
    for routine, *pair in (("RT_HEEL", "KI7", "KI8"), ("RT_HEEL", "KI4", "KI5"), ("RT_FOOT", "KI1", "LR3")):
        assert step_of(routine, *pair).technique == "pair_press"
    assert step_of("RT_ANKLE", "KI6").side == "both"


def test_zusanli_is_not_in_the_sleep_routine_nor_in_any_evening_mix():
    assert all("ST36" not in step.subjects for step in PRACTICE.routines["RT_SLEEP"].steps)
    mix = combine(PRACTICE, ("insomnia", "leg_pain"))
    assert all("ST36" not in step.subjects for step in mix.steps) and mix.left_out == ("RT_LEG.3",)
    assert mix.when == "evening"


def test_points_over_the_artery_of_the_thigh_are_in_no_routine():
    used = {code for routine in PRACTICE.routines.values() for step in routine.steps for code in step.subjects}
    assert not used & {"SP11", "LR10", "LR11"} and {"BL60", "SHIMIAN", "LR3"} <= used


def test_weizhong_lies_in_the_crease_whatever_the_heel_article_says():
    step = step_of("RT_HEEL", "BL40")
    assert "crease" in step.words.instruction and "BL-54" in " ".join(step.notes) and step.pressure == 2


def test_there_are_twenty_five_complaints_and_four_of_them_are_for_information():
    assert len(PRACTICE.conditions) == 25
    without = {name: c for name, c in PRACTICE.conditions.items() if c.show_as == "information"}
    assert set(without) == {"swollen_feet", "hot_flushes", "digestion", "sinus_vision"}
    assert all(c.routine == "" and c.why_no_routine for c in without.values())


def test_evidence_that_could_not_be_identified_is_not_shown():
    assert not {"EV_FOOT_STUDY", "EV_IJCEM_2020", "EV_REFLEX_NCCIH"} & set(PRACTICE.evidence)
    assert len(PRACTICE.evidence) == 54
    read = [e for e in PRACTICE.evidence.values() if e.read not in ("scope", "citation")]
    assert {e.level for e in read if e.topic != "safety"} == {"none", "low"}


def test_every_step_says_what_to_do_when_it_cannot_be_reached():
    steps = [step for routine in PRACTICE.routines.values() for step in routine.steps]
    assert len(steps) > 100 and all(len(step.words.other_way.split()) >= 3 for step in steps)


# ---- time


def test_the_heel_session_takes_twenty_minutes():
    heel = PRACTICE.routines["RT_HEEL"]
    assert heel.seconds() == 1200


def test_the_long_session_for_the_back_offers_a_short_one():
    back = PRACTICE.routines["RT_BACK7"]
    assert back.seconds() == 2 * 1590 and back.seconds(short=True) == 2 * 570


@pytest.mark.parametrize("name", PRACTICE.routines)
def test_time_is_the_sum_of_the_steps(name):
    routine = PRACTICE.routines[name]
    by_hand = sum((2 if s.side == "each" else 1) * s.seconds * s.repeats for s in routine.steps)
    assert routine.seconds() == by_hand > 0
    assert 0 < routine.seconds(short=True) <= min(by_hand, LONG_SECONDS)


# ---- several complaints


def test_one_complaint_is_its_own_routine():
    assert combine(PRACTICE, ("heel_pain",)) is PRACTICE.routines["RT_HEEL"]
    assert combine(PRACTICE, ("irritability", "anxiety_stress")) is PRACTICE.routines["RT_STRESS"]
    assert combine(PRACTICE, ("swollen_feet", "heel_pain")) is PRACTICE.routines["RT_HEEL"]


def test_heel_and_sleep_share_the_slow_circles_and_keep_the_longer_time():
    mix = combine(PRACTICE, ("insomnia", "heel_pain"))
    (circles,) = [step for step in mix.steps if step.subjects == ("BL62",)]
    assert (mix.id, circles.seconds, set(circles.came_from)) == ("RT_HEEL+RT_SLEEP", 90, {"RT_HEEL.9", "RT_SLEEP.2"})
    main = [step for step in mix.steps if step.block == "main"]
    assert main[0] is circles, "what both ask for comes first"


def test_an_exact_time_wins_over_a_longer_or_shorter_default_and_the_gentler_force_is_kept():
    mix = combine(PRACTICE, ("low_back_pain", "anxiety_stress"))
    (taichong,) = [step for step in mix.steps if step.subjects == ("LR3",)]
    assert (taichong.seconds, taichong.origin, taichong.pressure) == (120, EXACT, 2)


def test_a_mix_says_each_sentence_of_its_introduction_once():
    ankle, cramp = PRACTICE.routines["RT_ANKLE"], PRACTICE.routines["RT_CRAMP"]
    assert ankle.sentences[1] == "Not for the first days after a twist."
    shared = replace(cramp, sentences=(*cramp.sentences, ankle.sentences[1]))
    practice = replace(PRACTICE, routines={**PRACTICE.routines, "RT_CRAMP": shared})
    mix = combine(practice, ("leg_cramps", "ankle_pain"))
    assert mix.sentences == (*ankle.sentences, *cramp.sentences)
    assert mix.intro.startswith("Points around the ankle") and mix.intro.endswith("The points are tradition.")


def test_a_session_ends_with_the_hands_and_then_with_the_breath():
    assert [s.technique for s in combine(PRACTICE, ("insomnia", "heel_pain")).steps][-2:] == ["stroke", "breathing"]


def test_only_information_gives_no_session_and_says_so():
    with pytest.raises(ValueError, match="no routine for swollen_feet"):
        combine(PRACTICE, ("swollen_feet",))
    with pytest.raises(ValueError, match="empty choice"):
        combine(PRACTICE, ())
    with pytest.raises(KeyError, match="no complaint 'sore_ear'"):
        combine(PRACTICE, ("heel_pain", "sore_ear"))


def test_a_session_is_found_again_by_its_id_and_an_unknown_one_is_named():
    mix = combine(PRACTICE, ("heel_pain", "insomnia"))
    assert routine_named(PRACTICE, mix.id) == mix == routine_named(PRACTICE, "RT_SLEEP+RT_HEEL")
    with pytest.raises(KeyError, match="RT_NOSE"):
        routine_named(PRACTICE, "RT_HEEL+RT_NOSE")


@given(CHOICES, st.randoms())
@settings(max_examples=150, deadline=None)
def test_the_order_of_choosing_does_not_matter(chosen, dice):
    shuffled = list(chosen)
    dice.shuffle(shuffled)
    assert combine(PRACTICE, chosen) == combine(PRACTICE, shuffled)


@given(CHOICES)
@settings(max_examples=150, deadline=None)
def test_a_mix_covers_every_step_once_and_only_bedtime_leaves_any_out(chosen):
    mix = combine(PRACTICE, chosen)
    wanted = {step.id for routine in mix.parts for step in PRACTICE.routines[routine].steps}
    seen = [name for step in mix.steps for name in step.came_from]
    assert Counter(seen) == Counter(wanted - set(mix.left_out))
    for name in mix.left_out:
        routine, number = name.split(".")
        assert mix.when == "evening" and "SF_BEDTIME" in PRACTICE.routines[routine].steps[int(number) - 1].safety


@given(CHOICES)
@settings(max_examples=150, deadline=None)
def test_a_mix_never_presses_the_same_place_twice_in_the_same_way(chosen):
    pressed = [(frozenset(s.subjects), s.technique) for s in combine(PRACTICE, chosen).steps if s.subjects]
    assert len(pressed) == len(set(pressed))


@given(CHOICES)
@settings(max_examples=150, deadline=None)
def test_a_mix_is_in_the_order_of_a_session_and_its_time_is_the_sum(chosen):
    mix = combine(PRACTICE, chosen)
    order = {"check": 0, "prep": 1, "warm-up": 2, "main": 3, "optional": 3, "finish": 4}
    blocks = [order[step.block] for step in mix.steps]
    assert blocks == sorted(blocks) and blocks[-1] == 4 and 2 in blocks
    assert [step.number for step in mix.steps] == list(range(1, len(mix.steps) + 1))
    assert mix.seconds() == sum(step.total_seconds for step in mix.steps)
    assert 0 < mix.seconds(short=True) <= LONG_SECONDS


@given(CHOICES)
@settings(max_examples=150, deadline=None)
def test_a_mix_keeps_exact_doses_and_never_presses_harder_than_any_of_its_parts(chosen):
    for step in combine(PRACTICE, chosen).steps:
        parts = [PRACTICE.routines[name.split(".")[0]].steps[int(name.split(".")[1]) - 1] for name in step.came_from]
        assert any(part.seconds == step.seconds and part.dose == step.dose for part in parts)
        exact = [part.seconds for part in parts if part.origin == EXACT]
        assert not exact or step.seconds == max(exact)
        assert all(step.pressure == part.pressure for part in parts), "one place and technique, one strength"
        assert set(step.safety) == {name for part in parts for name in part.safety}


# ---- where it hurts


def test_a_tap_on_the_heel_pad_answers_heel_pain_first():
    area = hurt_at("foot_sole", 0.0, 0.12)
    assert area.name == "the heel pad" and area.conditions[0] == "heel_pain"


@pytest.mark.parametrize(
    ("view", "landmark", "first"),
    [
        ("foot_medial", "MM", "ankle_pain"),
        ("foot_lateral", "LM", "ankle_pain"),
        ("foot_lateral", "MT5_TUB", "foot_pain"),
        ("leg_anterior", "PAT_APEX", "knee_pain"),
        ("leg_posterior", "POP_CREASE_MID", "knee_pain"),
        ("leg_posterior", "GASTROC_NOTCH", "leg_cramps"),
        ("leg_lateral", "GT", "hip_pain"),
        ("leg_posterior", "GLUTEAL_FOLD_MID", "leg_nerve_pain"),
        ("foot_dorsum", "ANKLE_FRONT_MID", "ankle_pain"),
    ],
)
def test_a_tap_on_a_landmark_answers_with_the_complaint_of_that_place(view, landmark, first):
    x, y = DATASET.atlas.limb.views[view].landmark(landmark)
    centre = DATASET.atlas.limb.views[view].outline.representative_point()
    area = hurt_at(view, x + 0.002 * (1 if centre.x > x else -1), min(y, 0.999))
    assert area is not None and area.conditions[0] == first, area


def test_the_big_toe_is_on_the_right_of_the_right_sole():
    assert hurt_at("foot_sole", 0.054, 0.95).name == "the underside of the big toe"
    assert hurt_at("foot_sole", -0.11, 0.84).name == "the underside of the small toes"
    assert hurt_at("foot_dorsum", -0.054, 0.78).name == "the top of the big toe"


def test_the_groin_leads_nowhere_and_says_why():
    area = hurt_at("leg_anterior", 0.08, 0.95)
    assert area.conditions == () and "doctor" in area.say


def test_a_tap_beside_the_limb_finds_nothing_and_a_hand_has_no_places():
    assert hurt_at("foot_sole", 0.5, 0.5) is None
    assert hurt_at("foot_sole", float("nan"), 0.5) is None
    with pytest.raises(KeyError, match="hand_palmar"):
        hurt_at("hand_palmar", 0, 0)


@pytest.mark.parametrize("view", HURT_VIEWS)
@given(st.floats(0, 1), st.floats(0, 1))
@settings(max_examples=100, deadline=None)
def test_every_tap_inside_the_limb_has_an_answer(view, across, up):
    x0, y0, x1, y1 = DATASET.atlas.limb.views[view].outline.bounds
    x, y = x0 + across * (x1 - x0), y0 + up * (y1 - y0)
    area = hurt_at(view, x, y)
    inside = DATASET.atlas.limb.views[view].outline.contains(Point(x, y))
    assert (area is not None) == inside
    assert area is None or area.conditions or area.say


@pytest.mark.parametrize("view", HURT_VIEWS)
def test_the_hidden_grid_reaches_every_area_of_the_view(view):
    places = grid(view)
    assert {name for _, _, name in places} == {area.id for area in areas_of(view)}
    assert 300 < len(places) < 2000
    assert all(hurt_at(view, x, y).id == name for x, y, name in places[::37])


def test_every_complaint_of_the_limb_can_be_found_by_tapping():
    found = {name for area in load_hurt_areas().values() for name in area.conditions}
    not_of_the_limb = {
        "upper_back_shoulder",
        "neck",
        "insomnia",
        "anxiety_stress",
        "low_energy",
        "headache",
        "irritability",
        "menstrual_pain",
        "hot_flushes",
        "stress_relief_foot_massage",
        "digestion",
        "sinus_vision",
    }
    assert found == set(PRACTICE.conditions) - not_of_the_limb


# ---- the promises, kept and breakable


def broken_with(file: str, column: str, value: str, **where: str) -> Dataset:
    tables = {**DATASET.tables, file: deepcopy(DATASET.tables[file])}
    next(row for row in tables[file] if all(row[key] == name for key, name in where.items()))[column] = value
    return Dataset(DATASET.atlas, tables)


HEEL_2 = {"routine": "RT_HEEL", "number": "2"}
ANKLE_5 = {"routine": "RT_ANKLE", "number": "5"}


@pytest.mark.parametrize(
    ("promise", "file", "column", "value", "where", "says"),
    [
        ("every_complaint_lists_its_evidence", "conditions.csv", "level", "low", {"id": "heel_pain"}, "first evidence"),
        ("every_complaint_lists_its_evidence", "conditions.csv", "evidence", "", {"id": "heel_pain"}, "EV_HEEL_SR"),
        (
            "every_complaint_has_a_routine_or_a_reason",
            "words/en/conditions.csv",
            "why_no_routine",
            "",
            {"id": "digestion"},
            "no reason",
        ),
        (
            "every_complaint_has_a_routine_or_a_reason",
            "conditions.csv",
            "routine",
            "RT_FOOT",
            {"id": "digestion"},
            "RT_FOOT",
        ),
        ("no_step_presses_what_is_only_shown", "routine_steps.csv", "subjects", "SP11", HEEL_2, "SP11"),
        (
            "no_step_presses_what_is_only_shown",
            "routine_steps.csv",
            "subjects",
            "ST36",
            {"routine": "RT_SLEEP", "number": "3"},
            "bedtime",
        ),
        ("every_routine_is_in_order", "routine_steps.csv", "block", "finish", HEEL_2, "order"),
        (
            "every_routine_is_in_order",
            "routine_steps.csv",
            "short",
            "yes",
            {"routine": "RT_BACK7", "number": "8"},
            "short version",
        ),
        (
            "no_evidence_says_more_than_its_level",
            "words/en/evidence.csv",
            "wording",
            "Needles are good.",
            {"id": "EV_HEEL_SR"},
            "no good study",
        ),
        (
            "no_evidence_says_more_than_its_level",
            "words/en/evidence.csv",
            "wording",
            "A trial found less pain.",
            {"id": "EV_KNEE_OA"},
            "doubt",
        ),
        (
            "no_evidence_says_more_than_its_level",
            "evidence.csv",
            "level",
            "moderate",
            {"id": "EV_KNEE_OA"},
            "safety only",
        ),
        (
            "no_evidence_says_more_than_its_level",
            "words/en/evidence.csv",
            "wording",
            "Small but effective.",
            {"id": "EV_KNEE_OA"},
            "too sure",
        ),
        (
            "no_practice_words_promise_a_benefit",
            "words/en/routines.csv",
            "intro",
            "It relieves sore heels.",
            {"id": "RT_HEEL"},
            "relieves",
        ),
        (
            "every_hurt_area_lies_on_its_outline",
            "hurt_areas.csv",
            "polygon",
            "[[2,2],[3,2],[3,3]]",
            {"id": "FOOT_SOLE_ARCH"},
            "beside the limb",
        ),
        (
            "every_hurt_area_lies_on_its_outline",
            "words/en/hurt_areas.csv",
            "say",
            "",
            {"id": "LEG_MEDIAL_GROIN"},
            "nowhere",
        ),
    ],
)
def test_promise_breaks(promise, file, column, value, where, says):
    found = getattr(promises, promise)(broken_with(file, column, value, **where))
    assert found and any(says in finding.reason for finding in found), found


@pytest.mark.parametrize(
    ("file", "column", "value", "where", "says"),
    [
        ("words/en/step_words.csv", "other_way", "", {"id": "shimian"}, "shimian: other_way is empty"),
        ("words/en/step_words.csv", "id", "unheard_of", {"id": "shimian"}, "'unheard_of' is not in column words of"),
        ("routine_steps.csv", "words", "", HEEL_2, "RT_HEEL.2: words is empty"),
        ("routine_steps.csv", "subjects", "KI99", HEEL_2, "subjects names 'KI99', which is in none of points.csv"),
        ("conditions.csv", "zones", "Z_NOSE", {"id": "heel_pain"}, "heel_pain: zones names 'Z_NOSE'"),
        ("routine_steps.csv", "safety", "SF_MOON", HEEL_2, "RT_HEEL.2: safety names 'SF_MOON'"),
        ("evidence.csv", "citation", "nobody1900", {"id": "EV_CRAMPS"}, "citation names 'nobody1900'"),
        ("hurt_areas.csv", "conditions", "sore_ear", {"id": "FOOT_SOLE_ARCH"}, "conditions names 'sore_ear'"),
        ("routine_steps.csv", "block", "middle", HEEL_2, "block is 'middle'; it is one of check"),
        ("conditions.csv", "routine", "RT_FOOT", {"id": "heel_pain"}, "'RT_HEEL' is not in column routine of"),
    ],
)
def test_a_row_that_breaks_its_schema_is_named(file, column, value, where, says):
    assert says in "\n".join(map(str, every_table_keeps_its_schema(broken_with(file, column, value, **where))))


def test_two_areas_over_each_other_and_a_gap_are_found():
    tables = {**DATASET.tables, "hurt_areas.csv": deepcopy(DATASET.tables["hurt_areas.csv"])}
    rows = {row["id"]: row for row in tables["hurt_areas.csv"]}
    rows["FOOT_SOLE_ARCH"]["polygon"] = rows["FOOT_SOLE_HEEL_PAD"]["polygon"]
    found = " ".join(map(str, promises.every_hurt_area_lies_on_its_outline(Dataset(DATASET.atlas, tables))))
    assert "over another area" in found and "gaps" in found
