"""The app without a browser: what a reader types, and what the page then says in centimetres."""

import json
import re
import shutil
from html import escape
from pathlib import Path

import pytest
from app_helpers import (
    act,
    asked_back,
    card,
    chosen,
    go_to,
    heading,
    instrument,
    layer,
    mark_of,
    on_you,
    open_app,
    pick,
    problems,
    read,
    says,
    seen,
    sheet,
    sheet_of,
    size,
    type_width,
    unfold,
)

import data.reading.tables
from content import pictures
from content.marks import VIEW_NAMES
from content.opening import first_fault
from content.pressing import how_to_press
from data import load_atlas
from data.reading.tables import path_of
from ui import link
from web import instrument_files

ATLAS = load_atlas()
MERIDIANS = [m for m in ATLAS.meridians.values() if sum(code in ATLAS.points for code in m.points) > 1]


def sp6(**address: str):
    return open_app(point="SP6", view="leg_medial", **address)


def ruler(app) -> str:
    """The sentence on the card that names the ruler."""
    return re.match(r"Ruler: [^.]*\.", card(app)["ruler"])[0]


def cun(app) -> float:
    """One cun on the lower leg, mm."""
    return instrument(app)["numbers"][0]["yours"]["told_mm"] / 10


# ---- what a reader types ----


def test_the_first_page_says_that_the_distances_are_those_of_an_average_adult():
    app = open_app()
    assert not app.exception and problems(app) == []
    assert not instrument(app)["measured"] and instrument(app)["owner"] == "of an average adult"
    assert cun(app) == 24.5
    assert says(app, "does not replace medical care")


def test_a_thumb_of_20_7_mm_puts_sp6_7_0_cm_above_the_ankle_bump():
    app = sp6()
    assert on_you(app) == "On you: 7.4 cm above the bump of your inner ankle bone, ± 1.7 cm"
    before = mark_of(app, "SP6")
    type_width(app, "20.7")
    assert on_you(app) == "On you: 7.0 cm above the bump of your inner ankle bone, ± 1.6 cm"
    assert says(app, "Plain finger cun would say 6.2 cm: the hollow mark, 0.7 cm away.")
    assert ruler(app) == "Ruler: your fingers, corrected to the leg."
    assert cun(app) == 23.2 and instrument(app)["measured"]
    assert (before[1] - mark_of(app, "SP6")[1]) * 858.810 == pytest.approx(73.6 - 69.552, abs=0.02), "mm on the drawing"


def test_a_wider_thumb_moves_the_mark_up_and_the_words_with_it():
    app = type_width(sp6(), "20.7")
    low = mark_of(app, "SP6")[1]
    type_width(app, "24.7")
    assert on_you(app).startswith("On you: 8.3 cm")
    assert (mark_of(app, "SP6")[1] - low) * 858.810 == pytest.approx(3 * 1.12 * 4, abs=0.02)


def test_a_width_in_centimetres_by_mistake_is_asked_about_and_a_click_accepts_it():
    app = type_width(sp6(), "2.07")
    assert asked_back(app) == ["Did you mean 2.07 cm?"]
    assert on_you(app).startswith("On you: 7.4 cm"), "nothing is changed without asking"
    offers = size(app).says["choices"]
    assert "20.7 mm" in [label for _, label in offers]
    type_width(app, "20.7 mm")
    assert on_you(app).startswith("On you: 7.0 cm") and asked_back(app) == []


@pytest.mark.parametrize(
    "junk", ["abc", "-3", "1e9", "nan", "inf", "20,7,3", "0", "<b>21</b>", "２０ thumbs", "9 mm 9"]
)
def test_what_is_no_width_is_answered_in_one_sentence_and_the_earlier_width_stays(junk):
    app = type_width(type_width(sp6(), "20.7"), junk)
    assert not app.exception
    (sentence,) = asked_back(app)
    assert re.fullmatch(r"[^.]+(\.\d[^.]*)*\.( [^.]+(\.\d[^.]*)*[.?])?", sentence), sentence
    assert "<" not in sentence
    assert on_you(app).startswith("On you: 7.0 cm") and app.query_params["mm"] == "20.7"
    assert asked_back(type_width(app, "20.7")) == []


@pytest.mark.parametrize("emptied", ["", "   "])
def test_an_emptied_box_takes_the_width_back_and_the_page_says_average_again(emptied):
    app = type_width(type_width(sp6(), "20.7"), emptied)
    assert not app.exception and asked_back(app) == []
    assert on_you(app).startswith("On you: 7.4 cm") and not instrument(app)["measured"]
    assert "mm" not in app.query_params


def test_an_unusual_width_is_used_with_a_please_check():
    app = type_width(sp6(), "30.5")
    (warning,) = asked_back(app)
    assert "check" in warning
    assert on_you(app).startswith("On you: 10.2 cm")


@pytest.mark.parametrize(("unit", "typed"), [("cm", "2.07"), ("in", "0.815"), ("mm", "20.7")])
def test_every_unit_leads_to_the_same_seven_centimetres(unit, typed):
    app = type_width(act(sp6(), "unit", unit=unit), typed)
    assert on_you(app).startswith("On you: 7.0 cm") and asked_back(app) == []
    assert size(app).text == typed


def test_a_change_of_unit_rewrites_the_boxes_and_moves_nothing():
    app = type_width(sp6(height="1700"), "20.7")
    said, mark = on_you(app), mark_of(app, "SP6")

    def boxes() -> tuple[str, str]:
        return size(app).text, size(app, "stature").text

    assert act(app, "unit", unit="in") and boxes() == ("0.815", "66.929")
    assert act(app, "unit", unit="cm") and boxes() == ("2.07", "170")
    assert act(app, "unit", unit="mm") and boxes() == ("20.7", "170")
    assert (on_you(app), mark_of(app, "SP6")) == (said, mark) and asked_back(app) == []


def test_a_unit_in_the_text_wins_over_the_unit_beside_the_box():
    assert on_you(type_width(sp6(), "2.07 cm")).startswith("On you: 7.0 cm")
    assert on_you(type_width(sp6(), "20,7")).startswith("On you: 7.0 cm")


def test_a_height_is_a_better_ruler_than_a_finger():
    app = type_width(type_width(sp6(), "20.7"), "170", "stature")
    assert ruler(app) == "Ruler: your height."
    assert on_you(app) == "On you: 7.5 cm above the bump of your inner ankle bone, ± 1.1 cm"
    assert says(app, "Plain finger cun would say 6.2 cm")


def test_a_measured_shin_beats_the_height():
    app = type_width(sp6(height="1700"), "36", "S_LEG_MED")
    assert ruler(app) == "Ruler: your measured leg." and cun(app) == 24.0
    assert on_you(app) == "On you: 7.2 cm above the bump of your inner ankle bone, ± 0.8 cm"


def test_plain_finger_cun_can_be_counted_and_uncounted():
    app = go_to(type_width(sp6(), "20.7"), "measure")
    go_to(app.toggle(key="traditional").set_value(True).run(), "")
    assert on_you(app).startswith("On you: 6.2 cm") and ruler(app) == "Ruler: plain finger cun."
    assert app.query_params["traditional"] == "yes"
    go_to(go_to(app, "measure").toggle(key="traditional").set_value(False).run(), "")
    assert on_you(app).startswith("On you: 7.0 cm")


def test_each_finger_keeps_its_own_width_and_all_count_together():
    app = act(type_width(sp6(), "20.7"), "finger", finger="four")
    assert size(app, "four").text == "" and on_you(app).startswith("On you: 7.0 cm"), "the thumb still counts"
    type_width(app, "76", "four")
    assert on_you(app).startswith("On you: 7.5 cm")
    act(app, "finger", finger="thumb")
    assert size(app).text == "20.7" and on_you(app).startswith("On you: 7.5 cm")
    type_width(app, "")
    assert on_you(app).startswith("On you: 8.1 cm"), "four fingers alone"
    assert not says(app, "Plain finger cun would say")
    assert mark_of(app, "SP6")[1] > mark_of(app, "SP6", "hollow_")[1]


def test_measures_that_do_not_fit_together_are_said_and_still_used():
    app = type_width(sp6(shin="420"), "17.5")
    assert on_you(app).startswith("On you: 8.4 cm")
    assert any("very different" in box.value for box in go_to(app, "measure").main.warning)


# ---- cards ----


@pytest.fixture(scope="module")
def reading():
    """A visitor who opens one card after the other, with its sources unfolded."""
    return open_app("sources")


@pytest.mark.parametrize("code", ATLAS.points)
def test_every_card_opens_with_how_to_find_it_its_care_and_a_source(reading, code):
    facts = ATLAS.points[code]
    app = pick(reading, code)
    assert not app.exception
    told = card(app)
    assert heading(app).split()[0] == code
    for section, words in (
        ("where", facts.card.where),
        ("find", facts.card.find),
        ("press", how_to_press(ATLAS, code)),
        ("care", facts.card.care),
    ):
        assert words and words in told[section]
    for caution in facts.cautions:
        assert caution.sentence in told["cautions"]
    assert says(app, f"- {ATLAS.sources[facts.source]}")
    if facts.is_point and facts.rule.on_drawing:
        assert on_you(app) or told["ruler"].startswith("Found by touch, not by distance: look within")
        assert chosen(app).point == code and code in seen(app) and mark_of(app, code)
    assert not says(app, "None") and not says(app, "nan ")


def test_all_101_cards_are_there():
    assert len(ATLAS.points) == 101


@pytest.mark.parametrize("code", ["SP11", "LR10", "LR11"])
def test_points_over_the_femoral_artery_have_no_seconds(code):
    press = card(open_app(point=code))["press"]
    assert "not to be pressed" in press and not re.search(r"\bseconds?\b|\bminutes?\b", press)
    assert re.search(r"\bseconds?\b", card(open_app(point="SP6"))["press"]), "others have"


@pytest.mark.parametrize("code", ["GB29", "GB30", "BL54"])
def test_a_point_above_the_drawing_says_so(code):
    app = open_app(point=code)
    assert card(app)["above"].startswith("This point lies above this drawing")
    assert code not in seen(app)
    assert not card(open_app(point="SP6"))["above"]


def test_sp6_warns_of_pregnancy_before_it_says_how_to_press():
    assert "Not in pregnancy." in card(sp6())["stop"]


@pytest.mark.parametrize("meridian", MERIDIANS, ids=lambda meridian: meridian.id)
def test_next_and_previous_walk_the_whole_meridian_in_its_order(meridian):
    codes = [code for code in meridian.points if code in ATLAS.points]
    app = open_app(point=codes[0])

    def beside() -> tuple[str, str]:
        facts = sheet(app)["points"][chosen(app).point]
        return facts["previous"], facts["next"]

    for before, code, after in zip(["", *codes], codes, [*codes[1:], ""], strict=False):
        pick(app, code)
        assert heading(app).split()[0] == code and beside() == (before, after)


def test_after_bl40_comes_bl55():
    app = open_app(point="BL40")
    assert sheet(app)["points"]["BL40"]["next"] == "BL55"
    assert heading(pick(app, "BL55")).startswith("BL55 ") and sheet(app)["points"]["BL55"]["previous"] == "BL40"


def test_a_tap_on_the_drawing_opens_the_card_and_a_second_one_another():
    app = open_app(view="leg_medial")
    assert heading(app) == ""
    assert heading(pick(app, "SP6")).startswith("SP6 ")
    assert heading(pick(app, "KI7")).startswith("KI7 ")
    assert heading(pick(app, "KI7")).startswith("KI7 "), "the same point again keeps its card"


def test_the_card_names_other_views_of_the_same_point_and_stays_open_there():
    app = open_app(point="SP6", view="leg_medial")
    (other, _), *_ = sheet(app)["points"]["SP6"]["views"]
    act(app, "view", view=other)
    assert chosen(app).view == other and heading(app).startswith("SP6 ") and mark_of(app, "SP6")


def test_a_card_stays_open_on_a_view_that_does_not_draw_its_point():
    app = act(type_width(sp6(), "20.7"), "view", view="foot_sole")
    assert chosen(app).view == "foot_sole" and heading(app).startswith("SP6 ")
    assert on_you(app).startswith("On you: 7.0 cm")


# ---- views, layers, pages ----


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("view", VIEW_NAMES)
def test_every_view_is_drawn_for_both_legs(view, side):
    app = open_app(view=view, side=side)
    assert not app.exception and problems(app) == []
    assert (chosen(app).view, chosen(app).side) == (view, side)
    (numbers,) = instrument(app)["numbers"]
    assert (numbers["view"], numbers["side"]) == (view, side)
    assert seen(app) and set(seen(app)) <= set(sheet_of(view)["points"])
    assert all(len(column) == len(sheet_of(view)["marks"]) for column in numbers["columns"].values())


def test_the_chosen_view_is_the_drawn_view():
    app = act(sp6(), "view", view="foot_sole")
    assert chosen(app).view == "foot_sole" and heading(app).startswith("SP6 ")
    act(app, "side", side="left")
    assert chosen(app).side == "left" and app.query_params["side"] == "left"


def test_both_feet_are_told_one_beside_the_other():
    app = act(open_app(view="foot_sole"), "frame", both=True)
    assert [(one["view"], one["side"]) for one in instrument(app)["numbers"]] == [
        ("foot_sole", "right"), ("foot_sole", "left"),
    ]  # fmt: skip


def test_layers_are_chosen_and_kept():
    app = type_width(sp6(), "20.7")
    for name, value in (("lines", False), ("labels", False), ("experts", True), ("margins", "none"), ("bones", 80)):
        assert instrument(layer(app, name, value))["layers"][name] == value
    go_to(app, "about")
    assert not instrument(go_to(app, ""))["layers"]["lines"] and on_you(app).startswith("On you: 7.0 cm")


def test_the_table_of_distances_says_what_the_cards_say():
    app = type_width(sp6(), "20.7")
    assert not says(app, "<table")
    assert says(unfold(app, "distances"), "<td>7.0 cm above the bump of your inner ankle bone, ± 1.6 cm</td>")


def colours(app) -> dict[str, dict[str, str]]:
    address = instrument(app)["palettes"]["back"]
    return json.loads(next(text for name, text in instrument_files.files().values() if address.endswith(name)))


def test_a_run_of_the_whole_page_sends_everything_because_the_instrument_may_be_new():
    app = sp6()
    whole = instrument(act(app, "open", code="SP9", held=instrument(app)["stamp"]))
    assert whole["since"] == "" and whole["sizes"] and whole["numbers"][0]["view"] == "leg_medial"


def test_the_skin_tone_changes_the_colours_of_both_themes():
    app = open_app()
    fair = colours(app)
    deep = colours(layer(app, "tone", "deep"))
    assert deep["light"]["skin"] != fair["light"]["skin"] and deep["dark"]["skin"] != fair["dark"]["skin"]


def test_a_run_sends_less_than_thirty_kilobytes():
    for view in VIEW_NAMES:
        app = open_app(view=view, finger="thumb", mm="20.7")
        assert sum(len(one.proto.json) for one in app.get("bidi_component")) < 30_000


def test_a_table_over_a_measure_is_sent_once_when_the_reader_is_about_to_change_it():
    app = act(sp6(), "table", name="thumb")
    (table,) = instrument(app)["tables"]
    assert (
        table["measure"] == "thumb" and table["key"] == f"thumb leg_medial right {instrument(app)['others']['thumb']}"
    )
    type_width(app, "20.7")
    assert instrument(app)["tables"] == []
    assert table["key"].endswith(instrument(app)["others"]["thumb"]), "another thumb leaves it as it was"
    type_width(app, "170", "stature")
    assert not table["key"].endswith(instrument(app)["others"]["thumb"])


def test_what_was_chosen_is_still_chosen_after_a_look_at_another_page():
    app = layer(type_width(sp6(side="left"), "20.7"), "lines", False)
    before = instrument(app) | {"heard": None, "stamp": None}
    go_to(app, "about")
    assert app.header[0].value == "About this atlas" and not app.exception
    assert all(says(app, escape(source.title, quote=False)) for source in ATLAS.sources.values())
    go_to(app, "")
    assert instrument(app) | {"heard": None, "stamp": None} == before and on_you(app).startswith("On you: 7.0 cm")


def test_an_act_that_leads_to_a_page_opens_it_with_the_complaint_that_was_searched_for():
    app = act(open_app(), "page", page="complaints", complaint="heel_pain")
    assert not app.exception and not instrument(app)
    assert app.session_state[link.Followed.__name__].page == "complaints"
    assert app.query_params["complaints"] == "heel_pain"


def test_a_title_of_tradition_stands_beside_its_plain_meaning():
    told = card(open_app(point="ST40"))
    assert "Connecting point (luo): where a side branch is said to leave for the partner line." in told["classes"]
    assert "luo" not in told["title"]


@pytest.mark.parametrize(
    ("code", "words"),
    [
        ("LR1", "Left out here: what the textbook names are illnesses for a doctor"),
        ("EX-LE7", "Left out here: its main use in tradition, the appendix, because that is an illness for a doctor"),
        ("EX-LE8", "Together with other points: named with EX-LE9 and LR3 for toothache"),
        ("GB42", "No moxa in an old verse: a verse of 1601"),
    ],
)
def test_a_card_says_what_tradition_says_and_what_is_left_out(code, words):
    app = open_app(point=code)
    assert says(app, words) and not says(app, "needle ban") and not says(app, "No traditional use")


def test_the_sources_say_how_they_were_read_and_what_lies_outside_the_atlas():
    app = go_to(open_app(), "about")
    assert says(app, "Read: not the book itself but its fields as typed into the acupoint tables of the TARA ontology")
    assert says(app, "lists for the head, the arms and the chest")


def test_a_width_typed_on_another_page_counts_on_the_atlas():
    app = go_to(sp6(), "about")
    app.text_input(key="text_width").set_value("20.7").run()
    assert on_you(go_to(app, "")).startswith("On you: 7.0 cm")


# ---- damage ----


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """A copy of the data folder that the app reads instead of its own."""
    copy = Path(shutil.copytree(data.reading.tables.FOLDER, tmp_path / "data"))
    monkeypatch.setattr(data.reading.tables, "FOLDER", copy)
    kept = (load_atlas, pictures.measuring_pictures, pictures.movements, pictures.read_part, first_fault)
    for loaded in kept:
        loaded.cache_clear()
    yield copy
    for loaded in kept:
        loaded.cache_clear()


def change(file: Path, old: str, new: str) -> None:
    text = file.read_text(encoding="utf-8")
    assert old in text
    file.write_text(text.replace(old, new, 1), encoding="utf-8")


@pytest.mark.parametrize(
    ("file", "old", "new", "said"),
    [
        ("points.csv", "kind=level_on; origin=MM; dir=proximal; cun=3", "kind=sideways", "points.csv, row 22: "),
        ("points.csv", ",6.0,6.0,", ",six,6.0,", "points.csv, row 2: sideways_mm is 'six', which is not a number"),
        ("scales.csv", "POP_CREASE,LM,16", "POP_CREASE,LM", "scales.csv, row 2: 9 cells where the head has 10"),
        ("views/leg_medial.geojson", "{", "(", "views/leg_medial.geojson, row 1: the file is not readable JSON"),
        ("words/en/cards.csv", "code,", "cde,", "words/en/cards.csv, row 1: column 'code' is missing"),
        ("caution_rules.csv", "segment,", "corner,", "caution_rules.csv, row "),
        ("pictures/parts/toe.json", "points", "pints", "pictures/parts/toe.json: shapes[0] has style, pints, closed"),
        ("point_structures.csv", "femoral_artery", "moon_artery", "point_structures.csv, row "),
    ],
)
def test_a_damaged_file_is_told_in_one_sentence_with_file_and_row(damaged, file, old, new, said):
    change(path_of(file, damaged), old, new)
    app = open_app()
    assert not app.exception, "no traceback"
    (sentence,) = app.error
    assert read(sentence.value).startswith("The atlas cannot open, because a data file is damaged: ")
    assert f"{path_of(file, Path('data'))}{said.removeprefix(file)}" in read(sentence.value)
    assert not app.get("bidi_component") and "Traceback" not in read(sentence.value)


def test_a_missing_file_is_named(damaged):
    path_of("meridians.csv", damaged).unlink()
    (sentence,) = open_app().error
    assert "data/tables/meridians.csv: the file is missing" in read(sentence.value)


def test_an_undamaged_copy_opens(damaged):
    app = open_app()
    assert not app.exception and not app.error and app.get("bidi_component")


@pytest.mark.parametrize("key", ["finger", "unit"])
def test_a_control_that_always_has_a_choice_keeps_it_when_a_slow_browser_says_none(key):
    app = go_to(sp6(side="left", finger="four", mm="66.4"), "techniques")
    was = app.session_state[key]
    app.session_state[key] = None
    app.run()
    assert not app.exception and app.session_state[key] == was
    assert not app.sidebar.error and not app.sidebar.warning
