"""What a browser is given to answer by itself: the sheet of a view, a reader's numbers, tables of them over a width."""

import json
from random import Random

import pytest
from instrument_helpers import ATLAS, CARE, NOBODY, SETS, THUMB, VIEWS, some_answers, some_reader, unfolded

from content.answered import section_row
from content.cards import point_card
from content.numbers import COUNTED, STEPS, numbers
from content.sheets import view_sheet
from content.tables import BONE_KNOTS, FINGER_KNOTS, width_table, with_size
from content.zone_cards import zone_card
from coords.body import Body
from coords.cun import Measurements
from data.care.decision import decide
from web import sheets

EXACT = ("told_along", "told_across")
SHORT = [("foot_medial", "thumb"), ("leg_posterior", "two fingers as tradition counts"), ("leg_medial", "height")]


def texts(answers, numbered):
    return [answers["texts"][number] for number in numbered]


def spoken(value, texts):
    if isinstance(value, dict):
        return {name: spoken(part, texts) for name, part in value.items()}
    return (
        [spoken(part, texts) for part in value] if isinstance(value, list) else value if value is None else texts[value]
    )


def row_of(sheet, code):
    return next(row for row, mark in enumerate(sheet["marks"]) if mark["code"] == code)


# ---- the sheet


@pytest.mark.parametrize("view", VIEWS)
def test_a_sheet_says_what_the_cards_say_and_has_a_mark_for_every_row_of_the_numbers(view):
    sheet, body = view_sheet(ATLAS, view), Body(ATLAS.limb, THUMB)
    for code, told in sheet["points"].items():
        card = point_card(ATLAS, body, code, view, "right", NOBODY)
        assert (told["title"], told["subtitle"], told["next"]) == (card.title, list(card.subtitle), card.next)
        assert told["sections"] == [section_row(one) for one in card.sections]
        assert [one[2] for one in told["cautions"]] == [one.sentence for one in card.cautions]
        assert [name for name, _ in told["views"]] == [one.code for one in (card.views.choices if card.views else ())]
    for name, told in sheet["zones"].items():
        assert told["title"] == zone_card(ATLAS, name, view, "right", NOBODY).title
    columns = numbers(ATLAS, body, view, "left", NOBODY)["columns"]
    assert {len(column) for column in columns.values()} == {len(sheet["marks"])}
    assert json.loads(json.dumps(sheet)) == sheet


def test_a_set_of_spots_shows_the_spots_of_other_points_only_when_it_is_chosen():
    marks = view_sheet(ATLAS, "foot_dorsum")["marks"]
    hidden = {(mark["code"], mark["spot"]) for mark in marks if mark["drawn"] == "chosen"}
    assert hidden and all(code != spot for code, spot in hidden)


def test_a_sheet_is_a_file_named_by_its_content_and_one_for_each_view(tmp_path):
    sheets.build(tmp_path)
    files = {file.name for file in (tmp_path / "sheets").iterdir()}
    assert {sheets.sheet_url(view).rpartition("/")[2] for view in VIEWS} == files
    read = json.loads((tmp_path / "sheets" / sheets.sheet_url("leg_medial").rpartition("/")[2]).read_text())
    assert read == view_sheet(ATLAS, "leg_medial")
    with pytest.raises(KeyError, match="no words in 'de'"):
        view_sheet(ATLAS, "leg_medial", "de")


# ---- what answers change


def test_in_pregnancy_sp6_goes_with_the_reason_and_what_is_pressed_lightly_says_so():
    answers = numbers(ATLAS, Body(ATLAS.limb, THUMB), "leg_medial", "left", decide(CARE, {"pregnant": "yes"}))[
        "answers"
    ]
    head, reason = texts(answers, answers["points"]["SP6"]["left_out"])
    assert head == "Left out because of your answers." and "midwife" in reason
    capped = answers["points"]["SP9"]
    assert texts(answers, capped["limit"])[0] == "For you at most level 2 of 5 (light)."


def test_who_is_not_pregnant_reads_no_caution_about_it():
    view, asked = "leg_medial", decide(CARE, dict.fromkeys(CARE.questions, "no"))
    settled = numbers(ATLAS, Body(ATLAS.limb, THUMB), view, "left", asked)["answers"]["settled"]
    told = view_sheet(ATLAS, view)["points"]["SP6"]["cautions"]
    left = [one[2] for one in told if one[3] not in settled]
    assert left == [
        one.sentence for one in point_card(ATLAS, Body(ATLAS.limb, THUMB), "SP6", view, "left", asked).cautions
    ]
    assert len(left) < len(told)


def test_a_sheet_with_what_the_answers_change_is_the_card_of_that_reader():
    chance = Random(5)
    for view in chance.choices(VIEWS, k=12):
        asked, side, body = some_answers(chance), chance.choice(["left", "right"]), some_reader(chance)
        sheet, answers = view_sheet(ATLAS, view), numbers(ATLAS, body, view, side, asked)["answers"]
        cards = {code: point_card(ATLAS, body, code, view, side, asked) for code in sheet["points"]}
        cards |= {name: zone_card(ATLAS, name, view, side, asked) for name in sheet["zones"]}
        for code, told in (sheet["points"] | sheet["zones"]).items():
            changed = (answers["points"] | answers["zones"]).get(code, {})
            assert ("left_out" in changed) == bool(cards[code].follows.left_out)
            if code in sheet["points"] and "left_out" in changed:
                continue
            new = spoken(changed.get("sections", {}), answers["texts"])
            rows = [new.get(row[0], row) for row in told["sections"]]
            assert [row for row in rows if row] == [section_row(one) for one in cards[code].sections]


# ---- the numbers


def test_zusanli_of_a_reader_whose_thumb_is_20_7_mm_wide():
    body = Body(ATLAS.limb, THUMB)
    sheet, mine = view_sheet(ATLAS, "leg_anterior"), numbers(ATLAS, body, "leg_anterior", "right", NOBODY)
    row, columns = row_of(sheet, "ST36"), mine["columns"]
    assert (columns["told"][row], columns["told_cm"][row]) == (COUNTED, 70)
    assert columns["cun"][row] == 23184, "20.7 mm × 1.12"
    assert mine["yours"]["told_mm"] == 232
    sentence = sheet["marks"][row]["sentences"][COUNTED]
    assert sentence == "{cm} cm below the outer dimple under your kneecap (ST35), ± {plus_minus} cm"
    assert columns["told_plus_minus"][row] == 17, "1.96 × √(6.8² + 4² + 2.5²) mm, rounded up"
    assert sheet["marks"][row]["counts"] == "3 cun = {cm} cm" and columns["distance"][row] == 69552


# ---- the tables


def check_knots(view, name):
    measures, measure = SETS[name]
    table = width_table(ATLAS, measures, measure, view, "left")
    columns = unfolded(table)
    for knot, mm in enumerate(table["sizes"]):
        body = Body(ATLAS.limb, with_size(measures, measure, mm))
        own = numbers(ATLAS, body, view, "left", NOBODY)["columns"]
        for column in (*STEPS, *EXACT):
            here = [row[knot] for row in columns[column]]
            apart = [
                (a is None) != (b is None) or abs((a or 0) - (b or 0)) > 1
                for a, b in zip(here, own[column], strict=True)
            ]
            assert not any(apart), (column, mm, here, own[column])


@pytest.mark.parametrize(("view", "name"), SHORT)
def test_every_knot_is_pythons_own_answer(view, name):
    check_knots(view, name)


@pytest.mark.endure
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("view", VIEWS)
def test_every_knot_of_every_table_is_pythons_own_answer(view, name):
    check_knots(view, name)


def test_the_sizes_are_those_most_people_have_as_the_table_of_ranges_says():
    grown, child = (
        width_table(ATLAS, Measurements({"thumb": 20.0}, age=age), "thumb", "hand_dorsal", "left")
        for age in ("adult", "10-17")
    )
    usual = ATLAS.ranges["thumb"]
    assert (grown["sizes"][0], grown["sizes"][-1]) == (usual.warn_lo_adult, usual.warn_hi)
    assert (child["sizes"][0], child["sizes"][-1]) == (usual.warn_lo_10plus, usual.warn_hi)
    assert len(grown["sizes"]) == FINGER_KNOTS


@pytest.mark.parametrize("measure", ["stature", "S_LEG_MED"])
def test_with_a_bone_ruler_no_dot_moves_and_six_knots_do(measure):
    table = width_table(ATLAS, Measurements({}), measure, "leg_medial", "left")
    assert len(table["sizes"]) == BONE_KNOTS
    assert all(len(row) == 1 for name in ("x", "y", "start_x", "start_y") for row in table["columns"][name])


def test_a_dot_that_jumps_is_caught_between_two_knots():
    """Where the skin of the leg gives way to that of the foot, KI7 moves by half a mm between two thumbs."""
    table = width_table(ATLAS, THUMB, "thumb", "foot_medial", "left")
    gaps = [after - before for before, after in zip(table["sizes"], table["sizes"][1:], strict=False)]
    assert len(table["sizes"]) > FINGER_KNOTS and min(gaps) < 0.002
