"""Cautions follow from where a point lies, what lies under it and what it is used for; their promises can be broken."""

from copy import deepcopy
from dataclasses import replace

import pytest

from data.care.cautions import ALWAYS_SEEN, carried_by, groups_of, rule_faults
from data.promises import cautions as promises
from data.promises.dataset import Dataset, open_dataset
from data.promises.schema import every_table_keeps_its_schema

DATASET = open_dataset()
POINTS = DATASET.atlas.points
CARDS = "words/en/cards.csv"
VEINS = {"CAUTION_VARICOSE_VEINS", "CAUTION_CALF_VEIN_LIGHT", "CAUTION_OUTER_ANKLE_VEIN_NERVE"}


def of(code: str) -> set[str]:
    return {caution.id.removeprefix("CAUTION_") for caution in POINTS[code].cautions}


# ---- sentences a practitioner would check


def test_gb34_names_no_vein_and_the_nerve_that_lies_there():
    assert "NERVE_OUTER_KNEE" in of("GB34") and not VEINS & {f"CAUTION_{name}" for name in of("GB34")}
    assert not any("vein" in caution.sentence for caution in POINTS["GB34"].cautions if "CLOT" not in caution.id
                   and "BRANCHES" not in caution.id)  # fmt: skip


LEG = "ST37 ST40 GB34 GB35 GB36 GB39 LR5 LR6 LR8 EX-LE6 EX-LE7 ST31 SP10 LR9 BL37 BL39 GB33"
FEET = "ST42 ST44 SP1 SP4 BL61 BL67 KI1 KI2 GB41 LR1 LR3 EX-LE10 EX-LE11 KI3 BL60"
ANKLES = "KI3 KI5 BL61 BL63 KI6 BL60 GB40 LR4 GB39"


@pytest.mark.parametrize("code", LEG.split())
def test_leg_knee_and_thigh_warn_of_a_clot(code):
    assert "CLOT" in of(code)


@pytest.mark.parametrize("code", FEET.split())
def test_toes_foot_and_ankle_ask_about_numb_feet_and_diabetes(code):
    assert {"NUMB_FOOT", "DIABETES"} <= of(code)


@pytest.mark.parametrize("code", ANKLES.split())
def test_the_points_round_the_ankle_are_not_for_a_fresh_sprain(code):
    assert "FRESH_SPRAIN" in of(code)


def test_gb35_lies_behind_the_thin_bone_away_from_the_front_artery():
    assert "OUTER_VESSELS" in of("GB35") and "SHIN_VESSELS" not in of("GB35")
    assert "SHIN_VESSELS" in of("ST40") and "SHIN_VESSELS" in of("GB36")


@pytest.mark.parametrize(
    ("code", "caution"),
    [
        ("EX-LE6", "NERVE_OUTER_KNEE"), ("GB36", "SKIN_NERVE"), ("GB37", "SKIN_NERVE"), ("GB38", "SKIN_NERVE"),
        ("GB39", "SKIN_NERVE"), ("BL58", "SKIN_NERVE"), ("BL58", "VARICOSE_VEINS"), ("EX-LE4", "SKIN_NERVE"),
        ("EX-LE5", "SKIN_NERVE"), ("LR9", "VARICOSE_VEINS"), ("BL56", "CALF_VEIN_LIGHT"), ("BL57", "CALF_VEIN_LIGHT"),
        ("HT7", "WRIST_PULSE"), ("ST31", "SKIN_NERVE"), ("SP8", "SKIN_NERVE"),
    ],
)  # fmt: skip
def test_a_nerve_or_vessel_that_was_missing_is_named(code, caution):
    assert caution in of(code)


def test_the_vein_of_the_inner_leg_is_far_from_ki7_and_ki8():
    assert not {"VARICOSE_VEINS"} & (of("KI7") | of("KI8")) and "CALF_VESSELS" in of("KI7") & of("KI8")


def test_the_artery_lies_behind_ki6_and_in_front_of_ki3():
    for code, side in (("KI6", "behind"), ("KI3", "front")):
        assert {under.structure: under.lies for under in POINTS[code].under}["ankle_artery"] == side
    assert "behind this place" in POINTS["KI6"].card.care and "go backward" in POINTS["KI3"].card.care


def test_a_set_carries_what_the_points_at_its_spots_carry():
    place = {"KNEE_JOINT", "SWOLLEN_KNEE", "SORE_SKIN", "CLOT", "SMALL_BRANCHES"}
    assert place <= of("ST35") & of("EX-LE4") & of("EX-LE5")
    assert {"TOE_NERVES", "SMALL_VESSELS", "SORE_SKIN"} <= of("EX-LE10") & of("ST44") & of("GB43") & of("LR2")
    assert {"NUMB_FOOT", "DIABETES", "SENSITIVE_TOES"} <= of("EX-LE12")


def test_a_use_against_headache_says_when_a_headache_is_an_emergency():
    for code, point in POINTS.items():
        if any("headache" in use.statement for use in point.uses if use.kind == "use"):
            assert "HEADACHE_SIGNS" in of(code), code


def test_what_forbids_pressing_comes_first_then_arteries_then_nerves_and_remarks_last():
    for code, point in POINTS.items():
        assert [one.danger for one in point.cautions] == sorted(one.danger for one in point.cautions), code
        seen = [one.always_seen for one in point.cautions]
        assert seen == sorted(seen, reverse=True), code
        assert all(one.always_seen for one in point.cautions if one.about in ALWAYS_SEEN or one.level == "stop"), code


def test_the_chart_names_the_danger_of_the_place_before_that_of_the_whole_leg():
    labels = {code: POINTS[code].first_caution.label for code in ("SP6", "GB34", "KI3", "LR3", "SP11")}  # pyright: ignore
    assert labels == {"SP6": "Not in pregnancy", "GB34": "Nerve here", "KI3": "Artery here", "LR3": "Artery here",
                      "SP11": "No pressing here"}  # fmt: skip


# ---- the rules


def test_a_caution_gives_way_to_one_that_says_more_only_where_that_is_carried():
    rules = [dict(caution="A", because="segment", names="foot", unless="B"),
             dict(caution="B", because="point", names="KI1", unless="")]  # fmt: skip
    groups = groups_of({"KI1": "foot", "KI2": "foot"}, [], [], [])
    assert carried_by(rules, groups) == {"KI1": {"B"}, "KI2": {"A"}}


def test_every_fault_of_a_rule_is_told():
    groups = groups_of({"KI1": "foot"}, [], [], [])
    row = dict(caution="X", because="point", names="KI1|KI9", unless="Y", why="")
    assert len(rule_faults(row, ["A"], groups)) == 4
    assert rule_faults(row | {"because": "mood"}, ["X", "Y"], groups) == [
        "because is 'mood'; it is one of segment, structure, topic, safety, point"
    ]


# ---- the promises


def with_cell(file: str, find: dict[str, str], **cells: str) -> Dataset:
    tables = {**DATASET.tables, file: deepcopy(DATASET.tables[file])}
    next(row for row in tables[file] if find.items() <= row.items()).update(cells)
    return Dataset(DATASET.atlas, tables)


def without(file: str, **cells: str) -> Dataset:
    rows = [row for row in DATASET.tables[file] if not cells.items() <= row.items()]
    assert len(rows) < len(DATASET.tables[file])
    return Dataset(DATASET.atlas, {**DATASET.tables, file: rows})


def bare(code: str, *lost: str) -> Dataset:
    """The dataset with a point that lost these cautions."""
    left = tuple(one for one in POINTS[code].cautions if one.id.removeprefix("CAUTION_") not in lost)
    points = {**POINTS, code: replace(POINTS[code], cautions=left)}
    return Dataset(replace(DATASET.atlas, points=points), DATASET.tables)


def care(code: str, words: str) -> Dataset:
    return with_cell(CARDS, {"code": code}, care=words)


RULES, UNDER, BOX = "caution_rules.csv", "point_structures.csv", "words/en/handout_box.csv"
CLOT = {"caution": "CAUTION_CLOT"}
DAMAGE: dict = {
    every_table_keeps_its_schema: [
        (with_cell("words/en/cautions.csv", {"id": "CAUTION_CLOT"}, sentence=""), "CAUTION_CLOT: sentence is empty"),
        (without(RULES, **CLOT), "'CAUTION_CLOT' is not in column caution of caution_rules.csv"),
        (with_cell("cautions.csv", {"id": "CAUTION_CLOT"}, safety_id="SF_NONE"), "safety_id names 'SF_NONE', which"),
        (with_cell("cautions.csv", {"id": "CAUTION_CLOT"}, about="weather"), "about is 'weather'"),
        (with_cell(UNDER, {"code": "GB34"}, depth="bottomless"), "depth is 'bottomless'"),
        (with_cell(UNDER, {"code": "GB34"}, structure="wing"), "structure names 'wing', which is not in structures"),
        (with_cell("structures.csv", {"id": "nail"}, kind="claw"), "nail: kind is 'claw'"),
        (without("words/en/structures.csv", id="nail"), "'nail' is not in words/en/structures.csv"),
        (without(UNDER, structure="nail"), "'nail' is not in column structure of point_structures.csv"),
        (with_cell("words/en/dangers.csv", {"id": "a clot"}, cautions="CAUTION_X"), "cautions names 'CAUTION_X'"),
        (with_cell("uses.csv", {"id": "BL66.1"}, topics="headache|luck"), "names 'luck'"),
        (without("words/en/safety.csv", safety_id="SF_DVT"), "'SF_DVT' is not in words/en/safety.csv"),
        (without(BOX, id="clot"), "'clot' is not in words/en/handout_box.csv"),
        (with_cell("handout_box.csv", {"id": "clot"}, cautions="CAUTION_X"), "cautions names 'CAUTION_X'"),
    ],
    promises.every_rule_of_a_caution_resolves: [
        (with_cell(RULES, CLOT, names="tail"), "no point belongs to the segment 'tail'"),
        (with_cell(RULES, CLOT, caution="CAUTION_X"), "no caution 'CAUTION_X'"),
        (with_cell(RULES, {"because": "point"}, why=""), "names one and says why"),
    ],
    promises.every_structure_is_what_its_name_says: [
        (with_cell("structures.csv", {"id": "common_peroneal_nerve"}, kind="vessels"), "is called nerve and is of the"),
    ],
    promises.every_point_has_what_lies_under_it: [
        (without(UNDER, code="GB34"), "nothing says what lies under GB34"),
    ],
    promises.every_place_gives_its_caution: [
        (bare("ST37", "CLOT"), "ST37 lacks CAUTION_CLOT"),
        (bare("GB44", "DIABETES"), "GB44 lacks CAUTION_DIABETES"),
        (bare("KI3", "FRESH_SPRAIN"), "KI3 lacks CAUTION_FRESH_SPRAIN"),
    ],
    promises.every_structure_gives_its_caution: [
        (bare("GB34", "NERVE_OUTER_KNEE"), "GB34 has no caution of common_peroneal_nerve"),
        (without(RULES, caution="CAUTION_PULSE_TOP_OF_FOOT"), "LR3 has no caution of dorsalis_pedis"),
    ],
    promises.no_caution_names_what_is_not_there: [
        (with_cell(RULES, {"caution": "CAUTION_SHIN_VESSELS"}, because="point", names="GB35"), "its reason is a point"),
        (without(UNDER, code="SP6", structure="great_saphenous_vein"), "SP6 carries CAUTION_VARICOSE_VEINS"),
    ],
    promises.no_card_names_a_danger_its_cautions_lack: [
        (care("GB34", "A long vein runs here."), "GB34: care says 'long vein', and no caution of the point"),
        (care("KI1", "Not on a leg with a clot."), "KI1: care says 'clot'"),
        (care("LR1", "Not in pregnancy."), "about pregnancy"),
        (with_cell(CARDS, {"code": "BL64"}, press="Never on the artery."), "BL64: press says 'artery'"),
    ],
    promises.no_dose_is_harder_than_a_caution_says: [
        (with_cell("cautions.csv", {"id": "CAUTION_NERVE_OUTER_KNEE"}, at_most="1"), "GB34 is pressed at 2, and"),
        (with_cell("cautions.csv", {"id": "CAUTION_KNEE_HOLLOW"}, at_most=""), "says lightly and has no at_most"),
    ],
    promises.every_use_has_its_topics: [
        (with_cell("uses.csv", {"id": "BL66.1"}, topics=""), "'headache' has not the topic"),
    ],
    promises.every_safety_row_reaches_its_points: [
        (with_cell("safety.csv", {"safety_id": "SF_DVT"}, applies_to="LI4"), "SF_DVT names LI4, and LI4 carries no"),
        (with_cell("safety.csv", {"safety_id": "SF_SPRAIN"}, applies_to="segment:toe"), "SF_SPRAIN names segment:toe"),
        (bare("SP6", "PREGNANCY"), "SF_PREG names SP6"),
    ],
    promises.every_handout_has_its_general_box: [
        (without("handout_box.csv", id="clot"), "no row stands for SF_DVT"),
        (with_cell(BOX, {"id": "pregnancy"}, sentence="Not SP6."), "pregnancy does not name LI4"),
    ],
}  # fmt: skip


@pytest.mark.parametrize(("promise", "dataset", "sentence"), [
    pytest.param(promise, dataset, sentence, id=f"{promise.__name__}-{number}")
    for promise, cases in DAMAGE.items() for number, (dataset, sentence) in enumerate(cases)])  # fmt: skip
def test_each_promise_can_be_broken_and_says_how(promise, dataset, sentence):
    assert sentence in "\n".join(map(str, promise(dataset)))


def test_each_promise_has_been_broken_once():
    assert set(DAMAGE) == {*promises.PROMISES, every_table_keeps_its_schema}
