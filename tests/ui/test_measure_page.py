"""The page "Your body, measured" without a browser: boxes, repeats, questions, people; and the compared rulers."""

import json
from math import hypot
from unittest.mock import patch

import pytest
import streamlit as st
from app_helpers import (
    choose,
    go_to,
    instrument,
    layer,
    on_you,
    open_app,
    pins,
    read,
    remember,
    remembered,
    says,
    size,
    texts,
    type_width,
)
from streamlit.testing.v1 import AppTest

from charts.screen.compare import compared, margin_with_shin, other_answers
from content.phrases import gap_of_ruler
from content.words import word
from coords.body import Body
from coords.cun import FINGERS, Measurements
from data import load_atlas
from ui import state
from ui.browser.profiles import KIND, MOST_BYTES, MOST_PEOPLE, People, hear, read_people, write_people

ATLAS = load_atlas()
ANNA = {"mm": {"thumb": 20.7, "stature": 1628.0, "S_LEG_MED": 355.0}, "whose": "own", "age": "adult"}
TIM = {"mm": {"four": 60.0, "stature": 1400.0, "helper": 1700.0}, "whose": "other", "age": "10-17"}


def measure(**address: str) -> AppTest:
    """The page "Measure" of a new visitor."""
    return go_to(open_app(**address), "measure")


def fill(app: AppTest, name: str, text: str, nth: int = 0) -> AppTest:
    return app.text_input(key=f"page_{name}_{nth}").set_value(text).run()


def boxes(app: AppTest) -> set[str]:
    return {box.key for box in app.text_input}


def total(app: AppTest) -> str:
    """The sentence on one cun of the lower leg."""
    return next(text for text in texts(app) if text.startswith("**One cun on"))


def complaints(app: AppTest) -> list[str]:
    return [read(box.value) for box in (*app.main.error, *app.main.warning)]


def ruler_rows(app: AppTest) -> list[str]:
    (chart,) = [json.loads(c.proto.json) for c in app.get("bidi_component") if "figure" in json.loads(c.proto.json)]
    return chart["figure"]["layout"]["yaxis"]["ticktext"]


# ---- every box


def test_an_unmeasured_page_has_a_box_for_each_of_five_fingers_and_five_lengths():
    app = measure()
    assert not app.exception and complaints(app) == []
    lengths = ("stature", "S_LEG_MED", "S_LEG_LAT", "S_ANKLE_MED", "S_FOOT_LEN")
    assert {f"page_{name}_0" for name in (*FINGERS, *lengths)} | {"people_name"} == boxes(app)
    assert "24.5 mm" in total(app) and "an average adult" in total(app)
    assert sum("cun-picture" in text for text in texts(app) if text.startswith("<img")) == 10


@pytest.mark.parametrize(
    ("name", "typed", "gives"),
    [
        ("thumb", "20.7", "One cun = **20.7 mm ± 5.4** as tradition counts, **23.2 mm ± 4.4** corrected"),
        ("middle", "20", "One cun = **20.0 mm"),
        ("two", "36", "One cun = **24.0 mm"),
        ("three", "46.5", "One cun = **23.2 mm"),
        ("four", "66.4", "One cun = **22.1 mm"),
        ("stature", "162.8", "One cun on the lower leg = **24.1 mm ± 2.4**"),
        ("S_LEG_MED", "35.5", "One cun on the inner shin = **23.7 mm ± 0.8**"),
        ("S_LEG_LAT", "38.6", "One cun on the outer leg = **24.1 mm"),
        ("S_ANKLE_MED", "7.3", "One cun on the inner ankle = **24.3 mm"),
        ("S_FOOT_LEN", "24.6", "One cun on the foot = **20.5 mm"),
    ],
)
def test_every_box_says_at_once_what_it_gives(name, typed, gives):
    app = measure()
    assert not says(app, "One cun =") and not says(app, "One cun on the")
    fill(app, name, typed)
    assert says(app, gives), [t for t in texts(app) if "One cun" in t]
    assert f"page_{name}_1" in boxes(app), "the second reading is offered"
    assert complaints(app) == [] and not app.exception


def test_what_is_measured_here_counts_on_the_atlas_and_the_better_ruler_wins():
    app = measure(point="SP6", view="leg_medial")
    fill(app, "thumb", "20.7")
    assert "23.2 mm ± 4.4" in total(app)
    fill(app, "stature", "170")
    assert "25.1 mm ± 2.5" in total(app) and "your height" in total(app)
    fill(app, "S_LEG_MED", "36")
    assert "24.0 mm ± 0.8" in total(app) and "your measured leg" in total(app)
    go_to(app, "")
    assert "On you: 7.2 cm" in on_you(app)
    assert size(app, "S_LEG_MED").text == "36", "its row shows it too"


def test_all_fingers_count_together_and_more_of_them_are_a_little_surer():
    app = fill(measure(), "thumb", "20.7")
    fill(app, "four", "66.4")
    assert "23.3 mm ± 4.0" in total(app), "between 23.2 ± 4.4 of the thumb and 23.5 ± 4.3 of four fingers"
    go_to(app, "")
    assert size(app).text == "20.7"
    assert instrument(app)["remark"] == "Counted together with: four fingers 66.4 mm."


@pytest.mark.parametrize(("unit", "thumb", "height"), [("cm", "2.07", "170"), ("in", "0.815", "66.93")])
def test_the_unit_of_the_sidebar_is_the_unit_of_the_page(unit, thumb, height):
    app = measure()
    choose(app, "unit", unit)
    fill(fill(app, "thumb", thumb), "stature", height)
    assert says(app, "One cun = **20.7 mm") and "25.1 mm" in total(app)
    choose(app, "unit", "mm")
    assert app.text_input(key="page_thumb_0").value in ("20.7", "20.70")
    go_to(app, "")
    assert size(app).unit == "mm"
    assert choose(go_to(app, "measure"), "unit", unit).text_input(key="page_thumb_0").value == thumb


# ---- repeats


def test_of_two_readings_the_middle_counts():
    app = fill(fill(measure(), "thumb", "20.0"), "thumb", "21.0", 1)
    assert says(app, "In use: 20.5 mm, the middle.") and app.query_params["mm"] == "20.5"
    assert "page_thumb_2" not in boxes(app) and complaints(app) == []


@pytest.mark.parametrize(
    ("name", "pair", "third", "middle"),
    [
        ("thumb", ("20", "22"), "21.5", "21.5 mm"),
        ("four", ("66", "70"), "69", "69 mm"),
        ("S_LEG_MED", ("35", "36.5"), "36", "36 cm"),
    ],
)
def test_two_readings_far_apart_ask_for_a_third_and_the_middle_one_is_used(name, pair, third, middle):
    app = fill(fill(measure(), name, pair[0]), name, pair[1], 1)
    (asked,) = complaints(app)
    assert "please measure again" in asked
    fill(app, name, third, 2)
    assert says(app, f"In use: {middle}, the middle.") and complaints(app) == []


def test_readings_just_near_enough_ask_for_no_third():
    app = fill(fill(measure(), "four", "66"), "four", "69", 1)
    assert "page_four_2" not in boxes(app)


def test_a_reading_taken_back_counts_no_more():
    app = fill(fill(measure(), "thumb", "20"), "thumb", "21", 1)
    fill(app, "thumb", "", 1)
    assert app.query_params["mm"] == "20"
    fill(app, "thumb", "")
    assert "mm" not in app.query_params and "an average adult" in total(app)


def test_a_width_typed_on_the_atlas_replaces_the_readings():
    app = fill(fill(measure(), "thumb", "20"), "thumb", "21", 1)
    type_width(go_to(app, ""), "23")
    go_to(app, "measure")
    assert app.text_input(key="page_thumb_0").value == "23" and app.text_input(key="page_thumb_1").value == ""


# ---- slips


def test_a_slip_is_asked_about_with_a_button_and_nothing_changes_before():
    app = fill(measure(), "S_LEG_MED", "355")
    assert complaints(app) == ["Did you mean 355 mm?"] and "an average adult" in total(app)
    (offer,) = [button for button in app.main.button if button.label == "35.5 cm"]
    offer.click().run()
    assert "23.7 mm ± 0.8" in total(app) and app.text_input(key="page_S_LEG_MED_0").value == "35.5"
    assert complaints(app) == []


def test_a_shoe_size_is_no_length_of_a_foot():
    app = fill(measure(), "S_FOOT_LEN", "42 mm")
    (said,) = complaints(app)
    assert "shoe size" in said and "foot" not in app.query_params


@pytest.mark.parametrize("junk", ["abc", "-3", "1e9", "nan", "<b>21</b>", "0"])
def test_what_is_no_length_is_answered_in_one_sentence_and_the_earlier_reading_stays(junk):
    app = fill(fill(measure(), "thumb", "20.7"), "thumb", junk)
    assert len(complaints(app)) == 1 and not app.exception and "<" not in complaints(app)[0]
    assert app.query_params["mm"] == "20.7" and "23.2 mm" in total(app)


def test_an_unusual_length_is_used_with_please_check():
    app = fill(measure(), "S_ANKLE_MED", "11")
    assert "Please check" in complaints(app)[0] and app.query_params["ankle"] == "110"


# ---- what does not fit together


@pytest.mark.parametrize(
    ("flag", "address"),
    [
        ("RATIO_FOUR_THUMB", {"thumb": "26", "four": "60"}),
        ("RATIO_TWO_THUMB", {"thumb": "27", "two": "30"}),
        ("RATIO_THREE_THUMB", {"thumb": "27", "three": "42"}),
        ("RATIO_MIDDLE_THUMB", {"thumb": "26", "middle": "15"}),
        ("RATIO_THUMB_LEG", {"thumb": "18", "shin": "450"}),
        ("RATIO_FOUR_LEG", {"four": "60", "shin": "450"}),
        ("RATIO_LEG_STATURE", {"shin": "450", "height": "1600"}),
        ("RATIO_FOOT_STATURE", {"foot": "215", "height": "1800"}),
        ("RATIO_LEG_LAT_MED", {"outer": "370", "shin": "400"}),
    ],
)
def test_numbers_that_do_not_fit_together_are_asked_about_in_plain_words_and_used(flag, address):
    app = measure(**address)
    asked = [text for text in complaints(app) if text.startswith(word(f"ratio.{flag}"))]
    assert len(asked) == 1 and asked[0].endswith("Please measure once more; it is used as it is.")
    assert "RATIO" not in asked[0]
    assert all(app.query_params.get(key, app.query_params["mm"] if key == "thumb" else None) for key in address)


def test_numbers_of_an_average_woman_fit_together():
    app = measure(thumb="20.7", four="66.4", two="36", three="46.5", middle="20", height="1628", shin="355",
                  outer="386", ankle="73", foot="246")  # fmt: skip
    assert complaints(app) == []


# ---- whose hand, which age


def test_a_helpers_hand_counts_once_both_heights_are_there_scaled_and_with_a_wider_margin():
    app = fill(measure(), "thumb", "22")
    own = total(app)
    choose(app, "whose", "other")
    assert says(app, "The hand counts as soon as both heights are there") and "an average adult" in total(app)
    fill(app, "helper", "170")
    assert "an average adult" in total(app), "the other height is still missing"
    fill(app, "stature", "153")
    assert says(app, "One cun = **19.8 mm"), "22 × 153 / 170"
    assert not says(app, "The hand counts as soon as")
    choose(app, "whose", "own")
    assert says(app, "One cun = **22.0 mm") and "24.6 mm" in own


def test_a_child_of_10_to_17_gets_a_wider_margin():
    app = fill(measure(), "stature", "150")
    assert "22.2 mm ± 2.2" in total(app)
    choose(app, "age", "10-17")
    assert "22.2 mm ± 2.6" in total(app)
    assert "24.5 mm ± 7.2" in total(choose(measure(), "age", "10-17")), "an average adult's ± is 4.8"
    assert complaints(fill(app, "thumb", "16")) == [], "usual at that age"
    assert complaints(fill(measure(), "thumb", "16")) != []


# ---- the link


@pytest.mark.parametrize(
    "address",
    [
        {"finger": "thumb", "mm": "20.7", "four": "66.4", "middle": "20", "height": "1628"},
        {"finger": "four", "mm": "66.4", "thumb": "20.7", "two": "36", "three": "46.5"},
        {"shin": "355", "outer": "386", "ankle": "73", "foot": "246"},
        {"finger": "thumb", "mm": "22", "helper": "1700", "height": "1530", "age": "10-17"},
        {"finger": "thumb", "mm": "22", "helper": "unknown"},
    ],
)
def test_the_address_holds_every_measure_and_leads_back_to_itself(address):
    app = open_app(point="SP6", view="leg_medial", **address)
    assert app.main.warning.values == [] and not app.exception
    assert {key: app.query_params[key] for key in address} == address
    again = open_app(**dict(app.query_params))
    assert on_you(again) == on_you(app) and dict(again.query_params) == dict(app.query_params)
    assert total(go_to(again, "measure")) == total(go_to(app, "measure"))


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({"four": "7"}, "The address gives 7 mm"),
        ({"outer": "4"}, "The address gives 4 mm"),
        ({"ankle": "x"}, "The address gives x mm"),
        ({"foot": "42"}, "The address gives 42 mm"),
        ({"helper": "17"}, "The address gives 17 mm"),
        ({"age": "7"}, "The address gives age “7”; ages are adult and 10-17."),
    ],
)
def test_a_wrong_measure_of_an_address_is_left_out_with_one_sentence(address, sentence):
    app = open_app(**address)
    (said,) = map(read, app.main.warning.values)
    assert sentence in said and not set(address) & set(dict(app.query_params))


# ---- five answers


def test_the_rulers_are_drawn_for_the_part_of_the_body_that_is_chosen():
    app = measure(thumb="20.7", four="66.4", height="1628", shin="355")
    rows = ruler_rows(app)
    assert any("Your thumb" in row for row in rows) and any("Your height" in row and "24.1 mm" in row for row in rows)
    choose(app, "scale_shown", "S_FOOT_LEN")
    assert any("Your height" in row and "20.7 mm" in row for row in ruler_rows(app)), "24.1 × 0.86"


def test_the_table_says_in_words_which_ruler_is_used_and_why():
    app = measure()
    assert says(app, "An average adult, because nothing that tells about the outer leg is measured.")
    assert not [one for one in app.get("bidi_component") if "figure" in one.proto.json], "nothing to draw yet"
    fill(app, "S_LEG_MED", "35.5")
    assert says(app, "The inner shin, measured: nothing beats the bone itself.")
    assert says(app, "it stands in, because the outer leg is not measured.")
    fill(app, "stature", "162.8")
    assert says(app, "Height, because the foot is not measured.")
    app.toggle(key="traditional").set_value(True).run()
    fill(app, "thumb", "20.7")
    assert says(app, "Plain finger cun, because you chose to count it.") and "20.7 mm" in total(app)


# ---- people


def test_people_written_to_a_file_are_read_back_alike():
    people = {"Anna": ANNA, "Tím 蒂姆 <b>": TIM}
    assert read_people(write_people(people), ATLAS) == people
    assert read_people(b"\xef\xbb\xbf" + write_people(people).encode(), ATLAS) == people


def bad(**person: object) -> str:
    return json.dumps({KIND: 1, "people": {"Anna": {**ANNA, **person}}})


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        ("", "not readable JSON"),
        ("{", "not readable JSON"),
        (b"\xff\xfe\x00", "not readable JSON"),
        ("[" * 50_000, "not readable JSON"),
        ("[]", "holds no people"),
        ('{"people": {}}', "holds no people"),
        (json.dumps({KIND: 2, "people": {}}), "holds no people"),
        (json.dumps({KIND: 1, "people": [ANNA]}), "holds no people"),
        (json.dumps({KIND: 1, "people": {"Anna": 3}}), "gives no measures for “Anna”"),
        (json.dumps({KIND: 1, "people": {" \n": ANNA}}), "needs a name"),
        (json.dumps({KIND: 1, "people": {"n" * 41: ANNA}}), "longer than 40 signs"),
        (json.dumps({KIND: 1, "people": {str(n): ANNA for n in range(MOST_PEOPLE + 1)}}), "more than 50 people"),
        (" " * (MOST_BYTES + 1), "larger than 100 kB"),
        (bad(mm={"thumb": 2.07}), "2.07 mm cannot be the width of the thumb"),
        (bad(mm={"thumb": "20.7"}), "cannot be the width of the thumb"),
        (bad(mm={"thumb": True}), "cannot be the width of the thumb"),
        (bad(mm={"stature": 1e999}), "cannot be the standing height"),
        (bad(mm={"helper": 10**400}), "cannot be the standing height"),
        (bad(mm={"S_LEG_MED": float("nan")}), "nan mm cannot be"),
        (bad(mm={"nose": 50}), "a measure “nose”, which this page does not know"),
        (bad(age="7"), "ages are adult and 10-17"),
        (bad(age=["adult"]), "ages are adult and 10-17"),
        (bad(whose="<b>"), "does not know"),
    ],
)
def test_a_bad_file_gives_one_sentence(content, sentence):
    with pytest.raises(ValueError) as caught:
        read_people(content, ATLAS)
    said = str(caught.value)
    assert sentence in said and "<" not in said and "\n" not in said and len(said) < 220


@pytest.fixture
def with_people() -> AppTest:
    """The page after the browser said that it keeps Anna and Tim."""
    app = open_app()
    remember(app, People, kept={"Anna": ANNA, "Tim": TIM})
    return go_to(app, "measure")


def order(app: AppTest) -> dict | None:
    """What the browser was last asked to keep or to forget, and has not done yet."""
    told = (json.loads(part.proto.json) for part in app.get("bidi_component"))
    asked = next(data["keep"]["people"] for data in told if "keep" in data)
    return {what: people for what, people in asked[-1].items() if what != "id"} if asked else None


def test_the_present_measures_are_saved_under_a_name():
    app = fill(fill(measure(), "thumb", "20.7"), "stature", "162.8")
    assert order(app) is None
    app.text_input(key="people_name").set_value("  Eva\u200b **x** ").run()
    app.button(key="people_save").click().run()
    person = {"mm": {"thumb": 20.7, "stature": 1628.0}, "whose": "own", "age": "adult"}
    assert order(app) == {"put": {"Eva **x**": person}}
    assert [text.value for text in app.text] == ["Saved: Eva **x**"], "as text, not as markup"
    assert read_people(write_people(order(app)["put"]), ATLAS) == {"Eva **x**": person}


@pytest.mark.parametrize(("name", "width", "said"), [(" ", "20.7", "needs a name"), ("Eva", "", "Nothing is measured")])
def test_nothing_is_saved_without_a_name_or_a_measure(name, width, said):
    app = fill(measure(), "thumb", width)
    app.text_input(key="people_name").set_value(name).run()
    app.button(key="people_save").click().run()
    assert order(app) is None and said in complaints(app)[0]


def test_a_chosen_person_takes_the_place_of_all_measures(with_people):
    app = fill(fill(with_people, "thumb", "25"), "S_ANKLE_MED", "8")
    app.selectbox(key="people_chosen").set_value("Anna").run()
    app.button(key="people_use").click().run()
    assert app.text_input(key="page_S_LEG_MED_0").value == "35.5" and "23.7 mm" in total(app)
    assert app.text_input(key="page_S_ANKLE_MED_0").value == "" and "ankle" not in app.query_params
    app.selectbox(key="people_chosen").set_value("Tim").run()
    app.button(key="people_use").click().run()
    now = app.query_params
    assert (now["finger"], now["mm"], now["helper"], now["height"], now["age"]) == (
        "four",
        "60",
        "1700",
        "1400",
        "10-17",
    )
    assert "shin" not in now
    assert size(go_to(app, ""), "four").text == "60"


def test_a_deleted_person_can_be_brought_back(with_people):
    app = with_people
    app.selectbox(key="people_chosen").set_value("Tim").run()
    app.button(key="people_delete").click().run()
    assert order(app) == {"remove": "Tim"}
    app.button(key="people_undo_button").click().run()
    assert order(app) == {"put": {"Tim": TIM}}


def test_what_is_asked_of_the_browser_stands_until_the_browser_has_done_it(with_people):
    app = with_people
    app.button(key="people_delete").click().run()
    app.button(key="people_undo_button").click().run()
    orders = remembered(app, People).orders

    def after(**told):
        with patch.object(st, "session_state", {"People": People(orders=orders)}):
            hear({"text": None, **told}, ATLAS)
            return state.now(People).orders

    assert after() == orders, "said before the browser had heard of them"
    assert after(done=[orders[0]["id"]]) == orders[1:] and after(done=[one["id"] for one in orders]) == ()


def test_a_file_of_people_is_taken_over_whole_or_not_at_all(with_people):
    app = with_people
    app.file_uploader(key="people_file").set_value(("p.json", bad(mm={"thumb": 1}).encode(), "application/json")).run()
    assert (
        order(app) is None and len(complaints(app)) == 1 and remembered(app, People).kept == {"Anna": ANNA, "Tim": TIM}
    )
    good = write_people({"Eva": ANNA}).encode()
    app.file_uploader(key="people_file").set_value(("p.json", good, "application/json")).run()
    assert order(app) == {"put": {"Eva": ANNA}} and complaints(app) == []


# ---- compared rulers on the atlas


def place(body: Body, code: str = "SP6", view: str = "leg_medial", side: str = "right"):
    return body.place(code, view, side)


def test_a_height_of_1700_beside_a_shin_of_360_mm_lies_3_4_mm_above_the_dot():
    body = Body(ATLAS.limb, Measurements(stature_mm=1700, segments_mm={"S_LEG_MED": 360}))
    dot = place(body)
    (height, by_75) = other_answers(body, dot)
    assert (height.ruler, by_75.ruler) == ("stature", "whole_body")
    assert height.distance_mm == pytest.approx(3 * 0.01479 * 1700)
    assert height.gap_mm == pytest.approx(3 * (25.143 - 24), abs=0.02)
    assert height.xy[1] > dot.xy[1] > by_75.xy[1]
    assert by_75.gap_mm == pytest.approx(3 * (24 - 1700 / 75), abs=0.02)
    lower = hypot(by_75.xy[0] - dot.xy[0], by_75.xy[1] - dot.xy[1]) * body.mm_per_unit("S_LEG_MED", "L")
    assert lower == pytest.approx(by_75.gap_mm), "millimetres of the reader's own leg"


def test_rulers_that_agree_within_a_millimetre_are_not_drawn():
    agree = Body(ATLAS.limb, Measurements(segments_mm={"S_LEG_MED": 360, "S_LEG_LAT": 384}))
    assert other_answers(agree, place(agree)) == [] and compared(agree, [place(agree)], gap_of_ruler, "") == ([], [])
    apart = Body(ATLAS.limb, Measurements(segments_mm={"S_LEG_MED": 360, "S_LEG_LAT": 400}))
    (outer,) = other_answers(apart, place(apart))
    assert outer.gap_mm == pytest.approx(3, abs=0.01) and outer.ruler == "S_LEG_LAT"


def test_a_helpers_finger_is_compared_at_the_size_of_the_leg():
    body = Body(ATLAS.limb, Measurements(fingers={"thumb": 22}, stature_mm=1530, helper_stature_mm=1700))
    thumb = next(a for a in other_answers(body, place(body)) if a.ruler == "thumb")
    assert thumb.distance_mm == pytest.approx(3 * 22 * 0.9)


def test_on_the_left_leg_the_diamonds_are_the_mirror_image():
    body = Body(ATLAS.limb, Measurements(fingers={"thumb": 20}, stature_mm=1700))
    right, left = (other_answers(body, place(body, side=side)) for side in ("right", "left"))
    told = [answer.ruler for answer in right]
    assert told == ["whole_body", "corrected", "thumb"], "the height is the dot itself"
    assert [(-a.xy[0], a.xy[1]) for a in left] == [pytest.approx(a.xy) for a in right]


def test_a_measured_shin_would_shrink_the_circle_and_no_circle_is_promised_where_it_would_not():
    nothing = Body(ATLAS.limb, Measurements())
    small = margin_with_shin(nothing, place(nothing))
    assert small is not None and small.plus_minus_cm == 0.8 and place(nothing).plus_minus_cm == 1.7
    _, (dashed,) = compared(nothing, [place(nothing)], gap_of_ruler, word("gap.shrinks_here"))
    assert dashed["dash"] == "dash" and "shin" in dashed["says"]
    tall = (max(dashed["y"]) - min(dashed["y"])) * place(nothing).mm_per_unit / 2
    assert tall == pytest.approx(small.ellipse(0.95)[0], rel=0.02)
    shin = Body(ATLAS.limb, Measurements(segments_mm={"S_LEG_MED": 360}))
    assert margin_with_shin(shin, place(shin)) is None
    plain = Body(ATLAS.limb, Measurements(fingers={"thumb": 20}, traditional=True))
    assert margin_with_shin(plain, place(plain)) is None
    assert margin_with_shin(nothing, place(nothing, "LR3", "foot_dorsum")) is None


def test_compared_rulers_are_pins_that_cannot_be_picked():
    body = Body(ATLAS.limb, Measurements(fingers={"thumb": 20}, stature_mm=1700))
    (diamonds,), _ = compared(body, [place(body)], gap_of_ruler, "")
    assert len(diamonds["x"]) == len(diamonds["fx"]) == len(diamonds["says"]) > 0 and "code" not in diamonds
    assert json.loads(json.dumps(diamonds, allow_nan=False)) == diamonds


def test_the_layer_is_off_at_first_and_then_says_on_the_card_what_the_diamonds_show():
    app = open_app(point="SP6", view="leg_medial", finger="thumb", mm="20.7", height="1628")
    assert pins(app)["rings"] == [] and not says(app, "Your other rulers")
    layer(app, "compare", True)
    told = next(text for text in texts(app) if "Your other rulers" in text)
    assert "Your thumb, 1 cun wide: 6.2 cm, 10 mm from the dot" in told
    diamonds = next(pin for pin in pins(app)["pins"] if pin["role"] == "other rulers")
    assert len(diamonds["x"]) == told.count("from the dot") >= 3
    assert len(pins(app)["rings"]) == 1 and says(app, word("gap.shrinks"))
    type_width(app, "35.5", "S_LEG_MED")
    assert not says(app, word("gap.shrinks"))
