"""What answers leave out, soften and remark on: each question by example, and what holds for any answers."""

import re
import time
from dataclasses import dataclass
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from data.care.decision import (
    NO,
    SIDES,
    CareRoutine,
    Decision,
    KeptStep,
    contradictions,
    decide,
    known_answers,
    load_care,
)
from data.care.table import FOOT_SEGMENTS, known_ids, rule_faults, things_of, touched
from data.practice import load_practice
from data.promises import care as promises
from data.promises.dataset import Dataset, open_dataset
from data.promises.schema import every_table_keeps_its_schema
from data.reading.tables import DataError, path_of, read_rows

TABLE = load_care()
KNOWN = known_ids()
ALL_NO = dict.fromkeys(TABLE.questions, NO)
LEG = [code for code, segment in KNOWN.segments.items() if segment != "hand"]
HAND = [code for code, segment in KNOWN.segments.items() if segment == "hand"]
FOOT = [code for code, segment in KNOWN.segments.items() if segment in FOOT_SEGMENTS]
PREGNANCY = ["SP6", "LI4", "BL60", "BL67", "EX-LE11"]
THINGS = [
    *(("point", code) for code in KNOWN.segments),
    *(("zone", zone) for zone in ("Z_HEEL", "Z_ARCH", "Z_UTERUS_PROSTATE", "Z_PANCREAS")),
    *(("technique", name) for name, kind in KNOWN.techniques.items() if kind in ("technique", "preparation")),
    *(("tool", name) for name, kind in KNOWN.techniques.items() if kind == "tool"),
    *(("routine", name) for name in ("RT_HEEL", "RT_PERIOD", "RT_HEAD")),
    ("massage", "stroke"),
]
LEG_QUESTIONS = [question.id for question in TABLE.questions.values() if question.kind == "leg"]
REPLACING = {
    "swollen_leg": "left", "known_clot": "right", "fever": "yes", "operation": "yes", "circulation": "sore",
}  # fmt: skip


@dataclass(frozen=True)
class Step:
    """A step of a routine, for tests."""

    subjects: tuple[str, ...] = ("ST36",)
    layer: str = "point"
    technique: str = "press"
    side: str = "each"
    block: str = "main"
    routine: str = "RT_LEG"
    pressure: int | None = 3
    came_from: tuple[str, ...] = ()


@dataclass(frozen=True)
class Routine:
    steps: tuple[Step, ...]
    id: str = "RT_LEG"


def answered(**answers: str) -> Decision:
    return decide(TABLE, ALL_NO | answers)


def left_out(decision: Decision, codes: list[str], side: str) -> list[str]:
    return [code for code in codes if decision.removed("point", code, side)]


# ---- one question at a time


def test_nothing_is_left_out_softened_or_remarked_on_when_every_answer_is_no():
    decision = answered()
    assert decision.complete and decision.replaced_by == () and decision.active == ()
    for (kind, name), side in product(THINGS, SIDES):
        assert decision.removed(kind, name, side) == ()
        assert decision.cap(kind, name, side) is None
        assert decision.notes(kind, name, side) == ()


@pytest.mark.parametrize("answer", ["yes", "first_months"])
def test_pregnancy_leaves_out_its_five_points_and_no_other(answer):
    decision = answered(pregnant=answer)
    for side in SIDES:
        assert sorted(left_out(decision, [*LEG, *HAND], side)) == sorted(PREGNANCY)
    assert decision.removed("point", "SP6", "left") == ("SF_PREG",)


def test_pregnancy_allows_light_pressure_only_and_says_why():
    decision = answered(pregnant="yes")
    assert {decision.cap("point", code, "left") for code in LEG} == {2}
    assert decision.cap("zone", "Z_HEEL", "right") == 2
    assert "SF_PREG_SOFT" in decision.notes("point", "LR3", "right")
    assert decision.removed("technique", "pivot") == ("SF_PREG_SOFT",)
    assert "midwife" in decision.advises("SF_PREG_SOFT")


def test_zones_wait_until_the_first_three_months_are_over_and_then_carry_a_note():
    early, later = answered(pregnant="first_months"), answered(pregnant="yes")
    assert early.removed("zone", "Z_HEEL") == ("SF_PREG_REFLEX",)
    assert later.removed("zone", "Z_HEEL") == ()
    assert "SF_PREG_REFLEX" in later.notes("zone", "Z_HEEL")
    assert later.removed("zone", "Z_UTERUS_PROSTATE") == ("SF_PREG_REFLEX",)


def test_cramps_in_pregnancy_get_no_routine_but_a_doctor():
    assert answered(pregnant="yes").removed("routine", "RT_PERIOD") == ("SF_MENSTRUAL",)
    assert answered(pregnant="yes").removed("routine", "RT_HEEL") == ()


@pytest.mark.parametrize(("question", "answer"), REPLACING.items())
def test_a_sign_of_danger_replaces_the_page_and_leaves_everything_out(question, answer):
    decision = answered(**{question: answer})
    assert decision.replaced_by
    assert all(decision.removed(kind, name, side) for (kind, name), side in product(THINGS, SIDES))


def test_only_a_sign_of_danger_replaces_the_page():
    replaced = {
        name
        for name, question in TABLE.questions.items()
        for answer in question.answers[1:]
        if answered(**{name: answer}).replaced_by
    }
    assert replaced == set(REPLACING)


@pytest.mark.parametrize("leg", ["left", "right", "both"])
def test_one_swollen_leg_says_clot_whichever_leg_it_is(leg):
    assert answered(swollen_leg=leg).replaced_by[0] == "SF_DVT"
    assert ("SF_SWELLING" in answered(swollen_leg=leg).replaced_by) == (leg == "both")


@pytest.mark.parametrize("question", ["wound", "sprain", "gout", "lymphoedema"])
def test_a_hurt_leg_is_left_alone_and_the_other_leg_is_not(question):
    decision = answered(**{question: "left"})
    assert left_out(decision, LEG, "left") == LEG
    assert left_out(decision, LEG, "right") == []
    assert decision.removed("zone", "Z_HEEL", "left") and not decision.removed("zone", "Z_HEEL", "right")
    assert left_out(decision, HAND, "left") == []
    both = answered(**{question: "both"})
    assert left_out(both, LEG, "left") == left_out(both, LEG, "right") == LEG


@pytest.mark.parametrize("question", ["diabetes", "numb_feet", "circulation", "wound", "sprain", "gout", "lymphoedema"])
def test_feet_that_could_come_to_harm_are_not_soaked(question):
    answer = "circulation" if question == "circulation" else TABLE.questions[question].answers[1]
    assert answered(**{question: answer}).removed("technique", "prep_soak")


def test_numb_feet_leave_out_the_foot_and_not_the_leg():
    decision = answered(numb_feet="yes")
    assert left_out(decision, LEG, "right") == FOOT
    assert decision.removed("zone", "Z_ARCH") and decision.removed("massage", "stroke")
    assert decision.cap("point", "ST36") is None


def test_poor_blood_flow_leaves_out_the_foot_and_every_place_over_an_artery():
    decision = answered(circulation="circulation")
    over = {code for code, structure in KNOWN.under if KNOWN.structures[structure] == "artery"}
    assert {"BL40", "BL57", "ST36", "SP6"} <= over and not over & {"GB34", "SP10", "ST35"}
    assert set(left_out(decision, LEG, "right")) == (over & set(LEG)) | set(FOOT)
    assert decision.cap("point", "GB34") == 2 and decision.removed("massage", "stroke")


def test_diabetes_softens_the_foot_and_leaves_the_shin_as_it_is():
    decision = answered(diabetes="yes")
    assert decision.cap("point", "KI1") == 2 and decision.cap("zone", "Z_PANCREAS") == 2
    assert decision.cap("point", "ST36") is None
    assert left_out(decision, LEG, "left") == ["EX-LE12"]  # its card says to leave the toe ends out


@pytest.mark.parametrize("question", ["blood_thinner", "weak_bones", "cancer", "child"])
def test_whoever_bruises_or_breaks_easily_gets_neither_force_nor_tools(question):
    decision = answered(**{question: "yes"})
    assert {decision.cap("point", code) for code in LEG} == {1 if question == "child" else 2}
    for tool in ("tool_knuckle", "tool_eraser", "tool_ball", "tool_hand_edge"):
        assert decision.removed("tool", tool)
    assert not decision.removed("tool", "tool_thumb")
    assert decision.removed("technique", "pivot")


def test_weak_bones_bend_no_toes_whatever_the_step_is_called():
    (pivot,) = [step for step in load_practice().routines["RT_GENERAL"].steps if "deed:bend_toes" in step.touches]
    assert answered(weak_bones="yes").judge(pivot, "left").removed_by == ("SF_OSTEO",)
    stretch = load_practice().routines["RT_CRAMP"].steps[0]
    assert "ball of the foot" in stretch.words.instruction and "deed:bend_toes" not in stretch.touches
    assert not answered(weak_bones="yes").judge(stretch, "left").removed_by


def test_kneading_the_sole_is_zone_work_in_the_first_three_months():
    early, later = answered(pregnant="first_months"), answered(pregnant="yes")
    general = load_practice().routines["RT_GENERAL"]
    assert [step.technique for step in general.steps[1:3]] == ["knead", "finger_walk"]
    for step in general.steps[1:3]:
        assert early.judge(step, "left").removed_by == ("SF_PREG_REFLEX",)
        assert not later.judge(step, "left").removed_by
    assert early.routine(general).blocked_by


def test_no_routine_presses_behind_the_knee_when_blood_flow_is_poor():
    decision = answered(circulation="circulation")
    for routine in load_practice().routines.values():
        pressed = {code for step, *_ in decision.routine(routine).steps for code in step.subjects}
        assert not pressed & {"BL40", "BL57", "ST36", "LR3"}, routine.id


def test_a_snap_behind_the_heel_reaches_the_complaint_its_routine_and_the_points_of_the_tendon():
    practice = load_practice()
    assert "SF_TENDON" in practice.conditions["tendon_ligament"].safety
    assert "SF_TENDON" in answered().routine(practice.routines["RT_FOOT"]).notes
    for code in ("BL57", "BL60", "KI3", "KI4", "KI7", "KI9"):
        assert "SF_TENDON" in answered().always_notes("point", code)
        assert "CAUTION_TENDON" in {caution.id for caution in DATASET.atlas.points[code].cautions}
    assert "doctor today" in TABLE.words["SF_TENDON"].message


def test_varicose_veins_soften_their_leg_and_remark_on_the_points_over_the_veins():
    decision = answered(varicose="right")
    assert decision.cap("point", "ST36", "right") == 2 and decision.cap("point", "ST36", "left") is None
    assert decision.notes("point", "BL57", "right") == ("SF_VARICOSE",)
    assert decision.notes("point", "BL57", "left") == ()
    assert all(rule.effect != "note" or not rule.hits("point", "GB34") for rule, _ in decision.active)  # no vein there
    assert left_out(decision, LEG, "right") == []


# ---- several answers


def test_the_strictest_of_several_answers_counts():
    assert answered(child="yes", blood_thinner="yes").cap("point", "ST36") == 1
    both = answered(pregnant="yes", wound="left")
    assert both.removed("point", "SP6", "left") == ("SF_SKIN", "SF_INFECTION", "SF_PREG")
    assert both.removed("point", "SP6", "right") == ("SF_PREG",)
    verdict = both.judge(Step(("SP6",)), "right")
    assert verdict.removed_by == ("SF_PREG",) and verdict.cap is None and verdict.notes == ()
    assert answered(pregnant="yes", fever="yes").removed("point", "ST36", "left") == ("SF_FEVER",)


answers_of = st.fixed_dictionaries(
    {}, optional={name: st.sampled_from(question.answers) for name, question in TABLE.questions.items()}
)
HARDER = {"no": 0, "yes": 1, "left": 1, "right": 1, "both": 2, "first_months": 2, "circulation": 1, "sore": 2}


@given(answers_of, st.sampled_from(sorted(TABLE.questions)), st.data())
def test_one_more_yes_never_brings_a_removed_thing_back_nor_allows_more_force(answers, question, data):
    before = answers.get(question, NO)
    graver = [
        answer
        for answer in TABLE.questions[question].answers
        if answer == before or before == NO or HARDER[answer] > HARDER[before]
    ]
    old, new = decide(TABLE, answers), decide(TABLE, answers | {question: data.draw(st.sampled_from(graver))})
    for (kind, name), side in product(THINGS, (*SIDES, "both")):
        if old.removed(kind, name, side):
            assert new.removed(kind, name, side)
        limit = old.cap(kind, name, side)
        assert limit is None or (new.cap(kind, name, side) or 9) <= limit
    assert set(old.replaced_by) <= set(new.replaced_by)


def test_the_last_answer_of_a_question_is_the_strictest():
    """A tick alone means it, until the reader says which leg or which kind."""
    for name, question in TABLE.questions.items():
        strict = decide(TABLE, {name: question.answers[-1]})
        for (kind, thing), side, answer in product(THINGS, SIDES, question.answers[1:]):
            other = decide(TABLE, {name: answer})
            assert bool(strict.replaced_by) >= bool(other.replaced_by), (name, answer)
            if not strict.removed(kind, thing, side):
                assert not other.removed(kind, thing, side), (name, answer, thing, side)
                least, limit = strict.cap(kind, thing, side), other.cap(kind, thing, side)
                assert limit is None or (least is not None and least <= limit), (name, answer, thing, side)


@given(answers_of)
def test_left_and_right_are_treated_alike(answers):
    mirror = {"left": "right", "right": "left"}
    here, there = decide(TABLE, answers), decide(TABLE, {q: mirror.get(a, a) for q, a in answers.items()})
    for kind, name in THINGS:
        assert here.removed(kind, name, "left") == there.removed(kind, name, "right")
        assert here.notes(kind, name, "right") == there.notes(kind, name, "left")


@given(answers_of)
def test_a_thing_is_gone_for_both_legs_only_when_it_is_gone_for_each(answers):
    decision = decide(TABLE, answers)
    for kind, name in THINGS:
        gone = [bool(decision.removed(kind, name, side)) for side in SIDES]
        assert bool(decision.removed(kind, name, "both")) == all(gone)


def test_a_missing_answer_and_one_from_nowhere_have_no_consequence():
    assert decide(TABLE, {}).active == () and not decide(TABLE, {}).complete
    strange = {"pregnant": "maybe", "wound": "yes", "shoe_size": "42", "fever": 1}
    assert known_answers(TABLE, strange) == {}
    assert not decide(TABLE, ALL_NO | strange).complete


def test_the_same_answers_are_decided_once_and_quickly():
    answers = ALL_NO | {"pregnant": "yes", "varicose": "left"}
    assert decide(TABLE, answers) is decide(TABLE, dict(reversed(answers.items())))
    start = time.perf_counter()
    for _ in range(1000):
        decide(TABLE, answers)
    assert time.perf_counter() - start < 0.2


def test_a_child_that_is_pregnant_gets_a_sentence_and_the_advice_of_both():
    assert contradictions(ALL_NO) == contradictions({"pregnant": "yes"}) == contradictions({}) == ""
    sentence = contradictions({"child": "yes", "pregnant": "first_months"})
    assert "Pregnant" in sentence and "child" in sentence
    decision = decide(TABLE, {"child": "yes", "pregnant": "yes"})
    assert decision.removed("point", "SP6", "left") and decision.cap("point", "ST36") == 1


# ---- what everybody is told, and what is no longer worth telling


def test_emergencies_stand_first_among_what_is_always_shown():
    levels = [TABLE.words[name].level for name in TABLE.always]
    assert levels[0] == "emergency" and levels == sorted(levels, key=["emergency", "stop", "caution", "info"].index)
    assert {"SF_PE", "SF_HEART", "SF_CAUDA", "SF_DVT", "SF_PAIN_STOP"} <= set(TABLE.always)


def test_notes_for_everybody_stay_with_their_thing():
    decision = answered()
    assert decision.always_notes("point", "GB34") == ("SF_GB34",)
    assert "SF_HEEL_DOC" in decision.always_notes("routine", "RT_HEEL")
    assert "SF_HEEL_DOC" not in decision.always_notes("routine", "RT_KNEE")


def test_a_caution_is_settled_once_its_question_is_answered_no_and_only_then():
    assert not decide(TABLE, {}).settled("SF_PREG")
    assert decide(TABLE, {"pregnant": "no"}).settled("SF_PREG")
    assert not decide(TABLE, {"pregnant": "yes"}).settled("SF_PREG")
    assert not answered().settled("SF_GB34")  # the nerve is everybody's
    assert not answered().settled("SF_SWELLING")  # only one leg was asked about
    assert not answered().settled("")


# ---- routines


def test_a_step_is_done_on_the_leg_that_may_be_pressed_and_softened():
    routine = Routine((Step(), Step(("SP6",)), Step((), "text", "", "none", "check")))
    done = answered(pregnant="yes", sprain="right").routine(routine)
    assert [(kept.step.subjects, kept.side, kept.cap) for kept in done.steps] == [
        (("ST36",), "left", 2),
        ((), "none", None),
    ]
    assert [(out.step.subjects, out.side, out.safety_id) for out in done.left_out] == [
        (("ST36",), "right", "SF_SPRAIN"),
        (("SP6",), "left", "SF_PREG"),
        (("SP6",), "right", "SF_SPRAIN"),
    ]
    assert done.blocked_by == ()


def test_both_thumbs_become_one_when_one_leg_is_left_out():
    routine = Routine((Step(("KI6",), side="both"),))
    assert [kept.side for kept in answered().routine(routine).steps] == ["both"]
    assert [kept.side for kept in answered(wound="left").routine(routine).steps] == ["right"]


def test_a_pair_is_left_out_when_one_of_the_two_is():
    assert answered(pregnant="yes").judge(Step(("KI6", "BL60"), technique="pair_press"), "left").removed_by


def test_a_routine_without_a_step_left_cannot_begin_and_says_why():
    routine = Routine((Step((), "technique", "stroke", block="warm-up"), Step(("SP6",))))
    assert answered(pregnant="yes").routine(routine).blocked_by == ("SF_PREG",)
    assert answered(wound="both").routine(routine).blocked_by == ("SF_SKIN",)
    assert answered(fever="yes").routine(routine).blocked_by == ("SF_FEVER",)
    assert answered().routine(routine).blocked_by == ()


def test_a_sentence_to_read_is_no_reason_to_begin():
    routine = Routine((Step(("Z_HEEL",), "zone"), Step((), "text", "", "none", "optional")))
    assert answered(wound="both").routine(routine).blocked_by == ("SF_SKIN",)


def test_a_fresh_sprain_closes_the_routines_of_foot_and_ankle_for_both_legs():
    decision = answered(sprain="left")
    assert decision.removed("routine", "RT_ANKLE") == decision.removed("routine", "RT_HEEL") == ("SF_FRACTURE",)
    assert decision.removed("routine", "RT_SLEEP") == ()


def test_heel_pain_in_a_numb_foot_gets_no_routine():
    assert answered(numb_feet="yes").removed("routine", "RT_HEEL") == ("SF_NUMB",)


def test_of_combined_routines_only_the_one_that_is_left_out_goes():
    shared = Step(came_from=("RT_PERIOD.2", "RT_LEG.3"), routine="RT_LEG+RT_PERIOD")
    own = Step(("LR3",), came_from=("RT_PERIOD.3",), routine="RT_LEG+RT_PERIOD")
    done = answered(pregnant="yes").routine(Routine((shared, own), "RT_LEG+RT_PERIOD"))
    assert {kept.step for kept in done.steps} == {shared} and {out.step for out in done.left_out} == {own}
    assert done.blocked_by == ()


def test_whole_foot_strokes_leave_with_the_foot_and_breathing_stays():
    strokes, breathing = Step((), "technique", "stroke"), Step((), "technique", "breathing", side="none")
    for answers in ({"numb_feet": "yes"}, {"wound": "both"}):
        assert answered(**answers).judge(strokes, "left").removed_by
        assert not answered(**answers).judge(breathing, "none").removed_by


def test_tools_that_are_too_hard_are_named_with_the_step():
    verdict = answered(blood_thinner="yes").judge(Step(("SHIMIAN",)), "left")
    assert "knuckle" in verdict.without and verdict.cap == 2 and "SF_BLEED" in verdict.notes


# ---- the full matrix: every answer against every routine of the atlas

ONE_ANSWER = [(name, answer) for name, question in TABLE.questions.items() for answer in question.answers[1:]]


def practice_routines() -> list:
    """The routines of the atlas, none as long as it has no table of them."""
    if not (path_of("routines.csv")).exists():
        return []
    from data.practice import load_practice

    return list(load_practice().routines.values())


ROUTINES = practice_routines()


@pytest.mark.skipif(not ROUTINES, reason="the atlas has no routines yet")
@pytest.mark.parametrize(("question", "answer"), ONE_ANSWER)
def test_no_answer_leaves_a_step_in_a_routine_that_it_removes(question, answer):
    decision = answered(**{question: answer})
    for routine in ROUTINES:
        done = decision.routine(routine)
        if decision.replaced_by or decision.removed("routine", routine.id):
            assert done.blocked_by
        for step, side, cap, _ in done.steps:
            if step.block == "check":
                continue
            for one in SIDES if side in ("both", "none") else (side,):
                for subject in step.subjects if step.layer in ("point", "zone") else ():
                    assert not decision.removed(step.layer, subject, one), (routine.id, subject, one)
                    limit = decision.cap(step.layer, subject, one)
                    assert limit is None or (cap is not None and cap <= limit)
                for kind, name in map(touched, step.touches):
                    assert not decision.removed(kind, name, one), (routine.id, step.touches)
                if step.technique and side != "none":
                    assert not decision.removed("technique", step.technique, one), (routine.id, step.technique)
        assert len({(id(s), side) for s, side, *_ in done.steps}) == len(done.steps)


@pytest.mark.skipif(not ROUTINES, reason="the atlas has no routines yet")
def test_without_any_yes_every_routine_is_whole():
    for routine in ROUTINES:
        done = answered().routine(routine)
        assert done.blocked_by == () and done.left_out == ()
        assert len({id(step) for step, *_ in done.steps}) == len(routine.steps)


SAYS = read_rows("words/en/safety_says.csv")


@given(answers_of)
def test_whatever_is_answered_no_step_remains_that_a_sentence_leaves_out(answers):
    decision = decide(TABLE, answers)
    for row in SAYS:
        if answers.get(row["question"]) not in row["answers"].split("|") or row["cap"]:
            continue
        sides = (answers[row["question"]],) if answers[row["question"]] in SIDES else SIDES
        forbidden = {thing for target in filter(None, row["targets"].split("|")) for thing in things_of(target, KNOWN)}
        for routine in ROUTINES:
            done = decision.routine(routine)
            for step, side, *_ in () if done.blocked_by else done.steps:
                if step.block == "check" or (side in SIDES and side not in sides):
                    continue
                things = {(step.layer, name) for name in step.subjects} | set(map(touched, step.touches))
                assert not things & forbidden, (row["says"], step.id)


@pytest.mark.skipif(not ROUTINES, reason="the atlas has no routines yet")
@given(answers_of)
def test_no_mix_of_answers_lets_a_pregnancy_point_into_a_session(answers):
    decision = decide(TABLE, answers | {"pregnant": "yes"})
    for routine in ROUTINES:
        pressed = {subject for step, *_ in decision.routine(routine).steps for subject in step.subjects}
        assert not pressed & set(PREGNANCY)


# ---- the tables

DATASET = open_dataset()
PROMISES = [
    promises.every_question_has_its_words,
    promises.every_safety_rule_resolves,
    promises.every_safety_row_is_used,
    promises.pregnancy_leaves_its_points_out,
    promises.what_a_sentence_leaves_out_is_left_out,
    promises.every_step_says_what_it_touches,
    promises.a_combination_of_answers_is_the_sum_of_its_parts,
]


def changed(file: str, find: dict[str, str], **cells: str) -> Dataset:
    """The dataset with cells changed in the first row that has these values."""
    rows = [dict(row) for row in DATASET.tables[file]]
    next(row for row in rows if find.items() <= row.items()).update(cells)
    return Dataset(DATASET.atlas, {**DATASET.tables, file: rows})


def without(file: str, **cells: str) -> Dataset:
    rows = [row for row in DATASET.tables[file] if not cells.items() <= row.items()]
    assert len(rows) < len(DATASET.tables[file])
    return Dataset(DATASET.atlas, {**DATASET.tables, file: rows})


STEPS, SAYINGS = "routine_steps.csv", "words/en/safety_says.csv"
CRAMP = {"routine": "RT_CRAMP", "number": "1"}
RULES, QUESTIONS, WORDS = "safety_rules.csv", "questions.csv", "words/en/questions.csv"


@pytest.mark.parametrize(
    ("promise", "dataset", "reason"),
    [
        (PROMISES[0], without(WORDS, id="gout"), "gout has no words"),
        (PROMISES[0], changed(WORDS, {"id": "gout"}, labels="No|Yes"), "a label for each of its 4 answers"),
        (PROMISES[0], changed(WORDS, {"id": "gout"}, lines="Gout|Hot toe"), "a line for each of its 3 answers"),
        (PROMISES[0], changed(QUESTIONS, {"id": "fever"}, answers="yes|no"), "its answers are no|yes"),
        (PROMISES[0], changed(QUESTIONS, {"id": "fever"}, safety_id="SF_X"), "SF_X"),
        (PROMISES[0], without(RULES, question="fever"), "nothing follows when fever is answered 'yes'"),
        (every_table_keeps_its_schema, without(QUESTIONS, id="fever"), "'fever' is not in questions.csv"),
        (PROMISES[0], changed(QUESTIONS, {"id": "child"}, not_with="adult"), "cannot contradict 'adult'"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, question="ever"), "no question 'ever'"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, answer="left"), "'left' is no answer of fever"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, answer="no"), "'no' is no answer of fever"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, safety_id="SF_X"), "no row 'SF_X'"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, effect="warn"), "the effect is 'warn'"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, cap="2"), "has the cap '2'"),
        (PROMISES[1], changed(RULES, {"effect": "cap_pressure"}, cap=""), "needs 1 to 5"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, leg="that"), "fever names no leg"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, advises="aunt"), "no words for 'aunt'"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, targets=""), "has no target"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, targets="SP66"), "'SP66' is neither"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, targets="segment:wing"), "names no segment"),
        (PROMISES[1], changed(RULES, {"question": "fever"}, targets="page"), "for rules for everybody"),
        (PROMISES[1], changed(RULES, {"question": "always"}, effect="remove"), "only notes"),
        (PROMISES[1], without("words/en/care_targets.csv", id="limb"), "no words for 'limb'"),
        (PROMISES[2], without(RULES, safety_id="SF_SLIP"), "uses SF_SLIP"),
        (PROMISES[2], changed(RULES, {"question": "fever"}, effect="note"), "SF_FEVER blocks, and its rules only note"),
        (PROMISES[3], changed(RULES, {"safety_id": "SF_PREG"}, targets="SP6|LI4|BL67|EX-LE11"), "BL60 is not left out"),
        (PROMISES[3], changed(RULES, {"safety_id": "SF_PREG"}, answer="yes"), "first_months: SP6 is not left out"),
        (PROMISES[4], changed(RULES, {"safety_id": "SF_PAD", "effect": "remove"}, targets="foot|prep_soak"),
         "“leave out foot massage, foot baths and every place over an artery”, and point BL40 is not left out"),
        (PROMISES[4], changed(RULES, {"safety_id": "SF_OSTEO", "effect": "remove"}, targets="pivot"),
         "tool tool_knuckle is not left out"),
        (PROMISES[4], changed(RULES, {"safety_id": "SF_BLEED"}, cap="3"), "may be pressed harder than 2"),
        (PROMISES[4], changed("words/en/safety.csv", {"safety_id": "SF_PAD"}, message="Take care."), "does not say"),
        (PROMISES[4], without(SAYINGS, safety_id="SF_GOUT"), "nothing says what SF_GOUT forbids"),
        (PROMISES[4], changed(SAYINGS, {"safety_id": "SF_FEVER"}, answers="left"), "is no answer of"),
        (PROMISES[5], changed(STEPS, {"routine": "RT_GENERAL", "number": "2"}, touches="segment:foot"),
         "RT_GENERAL.2 says 'Knead' and does not touch Z_ARCH"),
        (PROMISES[5], changed(STEPS, CRAMP, touches=""), "names no part of the limb"),
        (PROMISES[5], changed(STEPS, {"subjects": "Z_ANKLE_TOP"}, touches=""), "names no part of the limb"),
        (PROMISES[5], changed(STEPS, CRAMP, touches="segment:wing"), "names no segment"),
        (PROMISES[5], changed(STEPS, CRAMP, touches="structures:artery"), "is a group"),
    ],
)  # fmt: skip
def test_each_promise_can_be_broken_and_says_how(promise, dataset, reason):
    assert any(reason in str(finding) for finding in promise(dataset))


def test_two_answers_that_bring_something_back_are_told(monkeypatch):
    def forgetful(table, answers):
        return decide(table, answers if len(answers) == 1 else {})

    few = {name: answers for name, answers in promises._answers(DATASET).items() if name in ("pregnant", "wound")}
    monkeypatch.setattr(promises, "_answers", lambda dataset: few)
    assert promises.a_combination_of_answers_is_the_sum_of_its_parts(DATASET) == []
    monkeypatch.setattr(promises, "decide", forgetful)
    assert "brings back" in str(promises.a_combination_of_answers_is_the_sum_of_its_parts(DATASET)[0])


def test_a_structure_stands_for_every_point_it_lies_under():
    assert ("point", "BL40") in things_of("structure:popliteal_artery", KNOWN)
    assert {("point", "LR3"), ("structure", "dorsalis_pedis")} <= things_of("structures:artery", KNOWN)
    assert things_of("deed:bend_toes", KNOWN) == {("deed", "bend_toes")}
    for target in ("structure:wing", "structures:wing", "deed:wing"):
        with pytest.raises(ValueError, match="wing"):
            things_of(target, KNOWN)


def test_zones_and_routines_are_looked_up_once_the_atlas_has_them():
    later = KNOWN._replace(zones=frozenset({"Z_HEEL"}), routines=frozenset({"RT_HEEL"}))
    assert things_of("Z_HEEL", later) == {("zone", "Z_HEEL")}
    for target in ("Z_TAIL", "RT_TAIL"):
        with pytest.raises(ValueError, match=target):
            things_of(target, later)


def test_a_rule_that_cannot_be_read_stops_the_start_with_its_row(monkeypatch):
    from data.care import table

    def damaged(name, *needs, **more):
        rows = read_rows(name, *needs, **more)
        return [row | {"targets": "SP66"} if row.get("question") == "fever" else row for row in rows]

    monkeypatch.setattr(table, "read_rows", damaged)
    with pytest.raises(DataError, match=r"safety_rules\.csv, row \d+: 'SP66' is neither"):
        table.load_care.__wrapped__("en")


def test_every_fault_of_a_row_is_told():
    row = dict(question="x", answer="", safety_id="", effect="", targets="", leg="", cap="9", advises="aunt")
    faults = list(rule_faults(row, {}, {}, {}, KNOWN))
    assert len(faults) == 7 and all(re.search(r"\w", fault) for fault in faults)


def test_the_rules_of_a_leg_question_may_keep_to_the_leg_that_was_named():
    assert set(LEG_QUESTIONS) == {"swollen_leg", "wound", "sprain", "gout", "known_clot", "varicose", "lymphoedema"}
    that = {rule.question for rule in TABLE.rules if rule.leg == "that"}
    assert that == set(LEG_QUESTIONS)


def test_a_step_that_is_capped_differently_on_two_legs_has_one_text_for_the_lower_cap():
    step = object()
    sides = (KeptStep(step, "left", 1, ("knuckle",)), KeptStep(step, "right", 2), KeptStep(object(), "both", 0))
    routine = CareRoutine(sides, (), (), ())
    assert routine.limits(step) == (1, ("knuckle",))
    assert CareRoutine((KeptStep(step, "both", None),), (), (), ()).limits(step) == (None, ())
