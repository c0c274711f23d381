"""Promises about what two places say of one thing, about drawn lines and about counts: each can be broken."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from promise_helpers import each_broken
from test_data import DATASET, sentences, with_cell, with_feature, with_landmark, without_row

from data.promises import agreement, inventory, shapes
from data.promises.dataset import Dataset


def with_number(file: str, line: int, column: str, value: str) -> Dataset:
    """The dataset with a cell changed in a row of a table that has no key."""
    rows = deepcopy(DATASET.tables[file])
    rows[line][column] = value
    return Dataset(DATASET.atlas, {**DATASET.tables, file: rows})


def cap_of(question: str, value: str) -> Dataset:
    at = next(number for number, row in enumerate(DATASET.tables["safety_rules.csv"])
              if row["question"] == question and row["cap"])  # fmt: skip
    return with_number("safety_rules.csv", at, "cap", value)


def twice(file: str) -> Dataset:
    rows = DATASET.tables[file]
    return Dataset(DATASET.atlas, {**DATASET.tables, file: [*rows, rows[0] | {"_row": "9999"}]})


def with_spike(feature: dict) -> None:
    ring = feature["geometry"]["coordinates"][0]
    ring[100] = [ring[100][0] + 0.03, ring[100][1]]


def with_bend(feature: dict) -> None:
    course = feature["geometry"]["coordinates"]
    middle = len(course) // 2
    course[middle] = [course[middle][0] + 0.05, course[middle][1] + 0.05]


def without_landmarks() -> Dataset:
    documents = deepcopy(dict(DATASET.atlas.documents))
    features = documents["leg_medial"]["features"]
    features.remove(next(one for one in features if one["properties"]["role"] == "landmark"))
    return Dataset(replace(DATASET.atlas, documents=documents), DATASET.tables)


DAMAGE: dict = {
    agreement.no_row_stands_twice: [(lambda: twice("doses.csv"), "doses.csv, row 9999: the row is that of line 2")],
    agreement.every_length_range_runs_upward: [
        (
            lambda: with_cell("input_ranges.csv", "field", "foot_length", "reject_hi", "3800"),
            "reject_hi is 3800; it lies",
        ),
        (
            lambda: with_cell("input_ranges.csv", "field", "foot_length", "reject_lo", "1200"),
            "reject_lo is 1200 and warn",
        ),
        (
            lambda: with_cell("input_ranges.csv", "field", "thumb", "default_neutral", "24"),
            "the middle of women and men",
        ),
    ],
    agreement.the_tables_count_as_the_model_does: [
        (
            lambda: with_cell("finger_methods.csv", "method", "four", "cun", "4"),
            "four: cun is 4, the model reckons with 3",
        ),
        (lambda: with_cell("scales.csv", "id", "S_LEG_MED", "cun", "16"), "and counts 16; the model says"),
        (
            lambda: with_cell("scales.csv", "id", "S_THIGH_ANT", "ratio_to_leg_cun", "0.68"),
            "its usual length gives 0.86",
        ),
    ],
    agreement.every_who_point_is_in_one_table: [
        (lambda: without_row("other_points.csv", "code", "GB5"), "GB5 is in no table"),
        (lambda: with_cell("points.csv", "code", "ST41", "number", "14"), "ST41 is number '14' of ST"),
        (lambda: with_cell("points.csv", "code", "SP6", "standard", "extra"), "SP6 is of the standard 'extra'"),
        (lambda: with_cell("points.csv", "code", "SP6", "source", "cheng1999"), "does not name it"),
    ],
    agreement.every_name_is_spelt_alike: [
        (lambda: with_cell("names.csv", "code", "SP6", "pinyin_plain", "Sanyingjiao"), "Sanyingjiao without"),
        (lambda: with_cell("names.csv", "code", "ST36", "korean", "Joksamri"), "ST36 is Joksamri; 족삼리 is joksamni"),
        (lambda: with_cell("names.csv", "code", "SP6", "hanzi_simplified", "三阳交"), "陰 is 阳, and 阴 elsewhere"),
        (lambda: with_cell("names.csv", "code", "SP6", "aliases", "SP-6"), "SP6 has no alias Sanyinjiao"),
    ],
    agreement.every_row_is_named_after_its_point: [
        (lambda: with_cell("uses.csv", "id", "SP6.4", "code", "BL37"), "SP6.4 is about BL37"),
    ],
    agreement.complaint_and_routine_name_each_other: [
        (lambda: with_cell("routines.csv", "id", "RT_HIP", "condition", "leg_pain"), "RT_HIP is for leg_pain, whose"),
        (lambda: with_cell("routines.csv", "id", "RT_HIP", "sources", "yang1601"), "RT_HIP names yang1601; no step"),
    ],
    agreement.every_study_is_cited_by_its_own_source: [
        (
            lambda: with_cell("evidence.csv", "id", "EV_DVT_CASES", "citation", "chen2003"),
            "EV_DVT_CASES cites chen2003",
        ),
    ],
    agreement.every_source_is_of_the_year_in_its_name: [
        (lambda: with_cell("sources.csv", "id", "cheng1999", "year", "1909"), "cheng1999 is of 1909"),
    ],
    agreement.every_meridian_has_its_english_name: [
        (lambda: with_cell("meridians.csv", "id", "BL", "name_en", "Bladdep"), "BL is called Bladdep"),
    ],
    agreement.every_zone_is_as_sure_as_its_first_shape: [
        (lambda: with_cell("zones.csv", "id", "Z_UPPER_BACK", "confidence", "low"), "Z_UPPER_BACK is low, its first"),
        (
            lambda: with_cell("zones.csv", "id", "Z_HEEL", "safety", "SF_GENERAL"),
            "Z_HEEL lacks SF_DVT, SF_NUMB, SF_SKIN",
        ),
    ],
    agreement.every_safety_row_is_as_grave_as_what_follows: [
        (lambda: with_cell("safety.csv", "safety_id", "SF_HEADACHE", "level", "caution"), "and sends to the emergency"),
        (
            lambda: with_cell("safety.csv", "safety_id", "SF_HEADACHE", "category", "precaution"),
            "emergency of category",
        ),
        (lambda: with_cell("safety.csv", "safety_id", "SF_GOUT", "level", "info"), "SF_GOUT forbids, with level info"),
        (lambda: with_cell("safety.csv", "safety_id", "SF_FEVER", "level", "info"), "SF_FEVER replaces the page"),
    ],
    agreement.every_cap_is_the_one_that_the_safety_row_states: [
        (lambda: cap_of("blood_thinner", "3"), "SF_BLEED limits to 3; its sentence says 2"),
        (lambda: cap_of("child", "2"), "SF_CHILD limits to 2; its sentence says 1"),
    ],
    inventory.every_count_is_that_of_the_inventory: [
        (lambda: with_cell("routines.csv", "id", "RT_STRESS", "when", "day"), "routines.csv: when is 'day' "),
        (lambda: without_row("uses.csv", "id", "SP6.4"), "uses.csv has rows 395 times, counted are 396"),
        (without_landmarks, "views/leg_medial.geojson: role is 'landmark' "),
    ],
    shapes.no_line_has_a_spike: [
        (lambda: with_feature("leg_medial", "outline", with_spike), "outline skin has a corner of"),
        (lambda: with_feature("foot_medial", "structure", with_bend), "has a corner of"),
    ],
    shapes.every_place_is_where_it_was_put: [
        (lambda: with_landmark("leg_medial", "MM", (0.0647, 0.0965)), "MM lies 0.0"),
        (lambda: with_landmark("leg_medial", "MM", None), "MM is lost; our reference has it"),
    ],
    shapes.the_skin_has_no_step: [
        (lambda: with_number("surface/loft_leg.csv", 25, "r090", "0.12"), "r090 is 0.12; those beside it are"),
        (lambda: with_number("surface/loft_foot.csv", 20, "uz", "0.9"), "u and v are no axes of a section"),
        (lambda: Dataset(DATASET.atlas, {**DATASET.tables, "surface/loft_leg.csv": []}), "is missing or has no rows"),
    ],
}  # fmt: skip


@each_broken(DAMAGE)
def test_the_promise_can_be_broken_and_says_so(promise, damage, sentence):
    assert sentence in sentences(promise(damage()))


def test_the_ankle_beside_the_leg_is_told(monkeypatch):
    frames = shapes.load_frames()
    moved = replace(frames, foot_to_leg=replace(frames.foot_to_leg, zh=frames.foot_to_leg.zh + 0.01))
    monkeypatch.setattr(shapes, "load_frames", lambda: moved)
    assert "the ankle is 0.01" in sentences(shapes.the_skin_of_the_foot_meets_that_of_the_leg(DATASET))


def test_each_of_these_promises_has_been_broken_once():
    promises = {*agreement.PROMISES, *inventory.PROMISES, *shapes.PROMISES}
    assert promises - DAMAGE.keys() == {shapes.the_skin_of_the_foot_meets_that_of_the_leg}
