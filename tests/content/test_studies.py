"""What studies say: of which point, pressed alone or with others, in whom, how far we read it, and nothing beyond."""

from collections.abc import Callable
from copy import deepcopy

import pytest
from app_helpers import open_app, texts
from promise_helpers import each_broken

from content.promises import studies as promises
from content.studies import dose, joined, phrases, studies_of
from content.zone_cards import evidence_for
from data import load_atlas
from data.practice import load_practice
from data.promises.dataset import Dataset, open_dataset
from data.promises.schema import every_table_keeps_its_schema
from data.zones import load_zones

ATLAS, PRACTICE, DATASET = load_atlas(), load_practice(), open_dataset()
NONE_FOUND = "We found no good study of pressing this point."
STUDIES, CONDITIONS, SOURCES = "evidence.csv", "conditions.csv", "sources.csv"
WORDING, PHRASES = "words/en/evidence.csv", "words/en/study_phrases.csv"


def told(code: str) -> str:
    return "\n".join([*studies_of(code).summary(), *studies_of(code).in_full()])


# ---- what a teacher of acupuncture knows of the trials


@pytest.mark.parametrize(
    "code", ["KI1", "ST36", "SP6", "GB34", "GB39", "BL57", "KI3", "LR3", "SP8", "BL67", "LI4", "HT7"]
)
def test_the_card_of_a_point_that_was_pressed_in_a_trial_does_not_say_that_no_study_was_found(code):
    assert NONE_FOUND not in told(code) and studies_of(code).level == "low"


@pytest.mark.parametrize("code", ["BL60", "BL62", "KI6", "GB41", "SHIMIAN", "ST44"])
def test_the_card_of_any_other_point_says_that_none_was_found(code):
    assert told(code) == NONE_FOUND and studies_of(code).level == "none"


def test_yongquan_was_pressed_with_others_on_dialysis_against_one_cun_beside_it():
    words = told("KI1")
    assert words.startswith("We found no good study of pressing this point alone.")
    assert "pressed together with other points, in people on dialysis or with poor sleep" in words
    assert "106 people on dialysis" in words and "pressing 1 cun beside them" in words
    assert "with 42 people, real and pretend points did equally well" in words, "and the contrary trial beside it"


def test_zusanli_alone_made_no_difference_to_period_pain():
    (alone,) = studies_of("ST36").alone
    assert alone.citation == "chen2010" and "made no difference to period pain" in alone.wording


def test_taichong_has_a_trial_for_it_and_a_trial_against_it():
    row = PRACTICE.evidence["EV_PERIOD_LR3"]
    assert set(row.sources) == {"bazarganipour2010", "kafaei2013"} and row.n_people == 194 + 59
    assert "no better than a pretend point in the first cycle, and better in the fourth" in row.wording
    assert "With 59 students, there was no difference" in row.wording


def test_needles_at_sanyinjiao_did_no_better_than_at_another_point():
    wording = PRACTICE.evidence["EV_PERIOD_SP6"].wording
    assert "In four small trials, pressing SP6" in wording and "In three trials needles at SP6 did no better" in wording


def test_the_points_of_the_michigan_trials_are_named():
    for name in ("EV_LBP_SELF", "EV_FATIGUE", "EV_FATIGUE_BREAST"):
        row = PRACTICE.evidence[name]
        assert set(row.subjects) == {"SP6", "LR3", "ST36", "KI3", "LI4", "HT7"} and row.pressed == "together"


def test_three_of_the_ten_points_pressed_most_for_sleep_lie_on_foot_and_leg():
    row = PRACTICE.evidence["EV_SLEEP_WAITS"]
    assert {"SP6", "KI1", "KI3"} <= set(row.subjects) and row.pressed == "among" and "lin2021" in row.sources


def test_what_had_no_pretend_pressing_says_so():
    for name in ("EV_DIALYSIS_CARE", "EV_DIALYSIS_HAND", "EV_LEGS_DIALYSIS", "EV_LBP_SELF", "EV_FATIGUE_BREAST"):
        assert "no pretend pressing" in PRACTICE.evidence[name].wording
    chemo = PRACTICE.evidence["EV_CANCER_CHEMO"].wording
    assert "than no pressing" in chemo and "better than pretend pressing is not reported" in chemo


@pytest.mark.parametrize("name", ["EV_PERIOD_COCHRANE", "EV_COCH_INSOMNIA", "EV_LABOUR_COCHRANE", "EV_SPRAIN_COCHRANE"])
def test_a_review_whose_results_were_not_read_is_not_judged(name):
    row = PRACTICE.evidence[name]
    assert row.read == "scope" and row.level == "" and "not " in row.wording and "results" in row.wording
    assert all(row not in studies_of(code).tried for code in row.subjects)


def test_what_was_pressed_during_birth_is_no_reason_to_press_in_pregnancy():
    for name in ("EV_BIRTH_BL67", "EV_BIRTH_SP8"):
        assert "no reason to press these points in pregnancy" in PRACTICE.evidence[name].wording
    assert {row.id for row in studies_of("BL67").dangers} == {"EV_PREG_CARR"}


# ---- how trials pressed


def test_trials_pressed_three_minutes_a_point_for_four_to_six_weeks():
    assert dose() == (
        "Most trials that name a time pressed a point for about 3 minutes, on 3 to 7 days a week, for 4 to 6 weeks. "
        "One session is far less."
    )
    minutes = [row.point_minutes for row in PRACTICE.evidence.values() if row.point_minutes]
    assert minutes.count(3) > len(minutes) / 2, "most, as the sentence says"
    assert dose() in told("GB34") and dose() not in told("SP8"), "pressed during birth, not for weeks"


def test_the_fewest_companions_come_first_and_a_card_tells_two_of_them_in_full():
    others = studies_of("SP6").others
    sizes = [len(row.subjects) for row in others if row.pressed == "together"]
    assert sizes == sorted(sizes) and len(others) > 5 and others[-1].pressed == "among"
    assert sum(row.wording in told("SP6") for row in others) == 2


def test_people_are_joined_as_in_speech():
    assert joined(["on dialysis"]) == "on dialysis"
    assert joined(["on dialysis", "after cancer", "giving birth"]) == "on dialysis, after cancer or giving birth"
    assert "{" not in "".join(phrases()[name] for name in ("none", "not_alone"))


# ---- on the pages


def test_the_card_tells_it_once_with_its_sources():
    app = open_app(point="KI1")
    app.session_state["sources"] = True
    words = "\n".join(texts(app.run()))
    assert NONE_FOUND not in words and "What studies say Small or mixed studies" in words
    assert words.count("One session is far less.") == 1
    assert "Suandika M" in words and "The SIESTA trial" in words, "named in full below"
    assert "One session is far less." not in "\n".join(texts(open_app(point="BL60")))


def test_a_zone_finds_its_studies_by_their_layer_whatever_the_words():
    for zone in load_zones().values():
        rows = evidence_for(zone)
        assert rows and {row.layer for row in rows} == {"zone"}
    assert [row.id for row in evidence_for(load_zones()["Z_SCIATIC_BAND"])][-1] == "EV_REFLEX_ERNST"
    assert "EV_LBP_REFLEX_NEG" in [row.id for row in evidence_for(load_zones()["Z_UPPER_BACK"])]


# ---- the promises, kept and breakable


def with_cell(file: str, name: str, column: str, value: str) -> Callable[[], Dataset]:
    def damage() -> Dataset:
        tables = {**DATASET.tables, file: deepcopy(DATASET.tables[file])}
        next(row for row in tables[file] if row["id"] == name)[column] = value
        return Dataset(DATASET.atlas, tables)

    return damage


def without(file: str, name: str) -> Callable[[], Dataset]:
    return lambda: Dataset(
        DATASET.atlas, {**DATASET.tables, file: [r for r in DATASET.tables[file] if r["id"] != name]}
    )


DAMAGE = {
    every_table_keeps_its_schema: [
        (with_cell(STUDIES, "EV_CRAMPS", "read", "title"), "EV_CRAMPS: read is 'title'"),
        (with_cell(STUDIES, "EV_CRAMPS", "layer", "feet"), "EV_CRAMPS: layer is 'feet'"),
        (with_cell(STUDIES, "EV_PERIOD_SP6", "pressed", "hard"), "EV_PERIOD_SP6: pressed is 'hard'"),
        (with_cell(STUDIES, "EV_LBP_SELF", "weeks", "six"), "weeks is 'six', which is not a whole number"),
        (with_cell(STUDIES, "EV_LBP_SELF", "days_a_week", "9"), "days_a_week is 9; it is at most 7"),
    ],
    promises.no_study_says_more_than_was_read: [
        (with_cell(STUDIES, "EV_KNEE_SHAM", "read", "citation"), "does not say that its results were not read"),
        (with_cell(WORDING, "EV_PERIOD_COCHRANE", "wording", "Small trials look hopeful. We have read what it looked "
                   "at, not its results, and claim nothing from it."), "gives a verdict: 'hopeful'"),
        (with_cell(WORDING, "EV_LABOUR_COCHRANE", "wording", "We have read what it looked at, not its results. There "
                   "was no clear effect."), "gives a verdict: 'effect'"),
        (with_cell(STUDIES, "EV_PERIOD_COCHRANE", "read", "abstract"), "and says that its results were not read"),
        (with_cell(STUDIES, "EV_PERIOD_COCHRANE", "level", "low"), "and has the level low"),
        (with_cell(STUDIES, "EV_KNEE_SHAM", "level", ""), "its abstract and has the level of nothing read"),
        (with_cell(WORDING, "EV_KNEE_OA", "wording", "Slightly less pain, and the points were others."),
         "says 'points were others'"),
        (with_cell(WORDING, "EV_LBP_SELF", "tested", "self-pressing at other points"), "says 'other points'"),
        (with_cell(CONDITIONS, "menstrual_pain", "evidence", "EV_PERIOD_COCHRANE|EV_PERIOD_SP6"),
         "menstrual_pain begins with EV_PERIOD_COCHRANE"),
    ],
    promises.every_study_names_what_it_pressed: [
        (with_cell(STUDIES, "EV_PERIOD_SP6", "pressed", ""), "EV_PERIOD_SP6 is of the layer point, names 1 points"),
        (with_cell(STUDIES, "EV_SCIATICA", "pressed", "alone"), "EV_SCIATICA is of the layer needle"),
        (with_cell(STUDIES, "EV_PERIOD_SP6", "pressed", "together"), "together and names only one"),
        (with_cell(WORDING, "EV_DIALYSIS_SHAM", "who", ""), "EV_DIALYSIS_SHAM does not say in whom"),
        (with_cell(STUDIES, "EV_REFLEX_ERNST", "layer", "other"), "EV_REFLEX_ERNST is about reflexology"),
        (with_cell(STUDIES, "EV_DIALYSIS_SHAM", "subjects", "SP6|ST36"), "EV_DIALYSIS_SHAM speaks of KI1"),
        (with_cell(STUDIES, "EV_CRAMPS", "weeks", "6"), "EV_CRAMPS says under weeks how points were pressed"),
    ],
    promises.no_words_say_that_there_is_no_study: [
        (with_cell(WORDING, "EV_HEEL_ZHANG", "wording", "There is no good study of pressing."), "'no good study' says"),
        (with_cell("words/en/conditions.csv", "leg_nerve_pain", "note", "Needles were tried; pressing has not been."),
         "'pressing has not' says that there is none"),
    ],
    promises.every_study_can_be_looked_up: [
        (with_cell(SOURCES, "waits2018", "locator", "Sleep Medicine Reviews, 2018"), "waits2018 has neither DOI"),
    ],
    promises.every_study_phrase_has_its_slots: [
        (without(PHRASES, "dose"), "there is no sentence dose"),
        (with_cell(PHRASES, "together", "text", "Together, in people {where}."), "together has the slots where"),
    ],
}  # fmt: skip


@each_broken(DAMAGE)
def test_the_promise_can_be_broken_and_says_so(promise, damage, sentence):
    assert sentence in "\n".join(map(str, promise(damage())))


def test_each_promise_has_been_broken_once():
    assert set(DAMAGE) == {*promises.PROMISES, every_table_keeps_its_schema}
