"""The app without a browser: what a reader types, and what the page then says in centimetres."""

import re
import shutil
from html import escape
from pathlib import Path

import pytest
from app_helpers import (
    chart_data,
    choose,
    go_to,
    heading,
    mark_of,
    on_you,
    open_app,
    pick,
    problems,
    says,
    texts,
    unfold,
)

import data.atlas
import data.tables
from data import load_atlas
from data.marks import VIEW_NAMES

ATLAS = load_atlas()
MERIDIANS = [m for m in ATLAS.meridians.values() if sum(code in ATLAS.points for code in m.points) > 1]


def sp6(**address: str):
    return open_app(point="SP6", view="leg_medial", **address)


def type_width(app, text: str):
    return app.text_input(key="text_width").set_value(text).run()


def ruler(app) -> str:
    """The sentence on the card that names the ruler."""
    """The sentence of the open card that names its ruler."""
    return next(re.search(r"Ruler: [^.]*\.", text)[0] for text in texts(app) if "Ruler: " in text and "###" in text)


def cun(app) -> str:
    return next(text for text in texts(app) if "One cun on your lower leg" in text)


def complaints(app) -> list[str]:
    return [box.value for box in (*app.sidebar.error, *app.sidebar.warning)]


# ---- what a reader types ----


def test_the_first_page_says_that_the_distances_are_those_of_an_average_adult():
    app = open_app()
    assert not app.exception and problems(app) == []
    assert says(app, "Distances are those of **an average adult**")
    assert "24.5 mm" in cun(app) and "an average adult" in cun(app)
    assert says(app, "does not replace medical care")
    assert any("of an average adult" in str(t.get("text")) for t in chart_data(app)["live"]["data"])


def test_a_thumb_of_20_7_mm_puts_sp6_7_0_cm_above_the_ankle_bump():
    app = sp6()
    assert "On you: 7.4 cm above the bump of your inner ankle bone, ± 1.7 cm" in on_you(app)
    before = mark_of(app, "SP6")
    type_width(app, "20.7")
    assert "On you: 7.0 cm above the bump of your inner ankle bone, ± 1.6 cm" in on_you(app)
    assert says(app, "Plain finger cun would say 6.2 cm: the hollow mark, 0.7 cm away.")
    assert ruler(app) == "Ruler: your fingers, corrected to the leg."
    assert "23.2 mm" in cun(app) and not says(app, "an average adult")
    assert (before[1] - mark_of(app, "SP6")[1]) * 896.468 == pytest.approx(73.6 - 69.552, abs=0.02), "mm on the drawing"


def test_a_wider_thumb_moves_the_mark_up_and_the_words_with_it():
    app = type_width(sp6(), "20.7")
    low = mark_of(app, "SP6")[1]
    type_width(app, "24.7")
    assert "On you: 8.3 cm" in on_you(app)
    assert (mark_of(app, "SP6")[1] - low) * 896.468 == pytest.approx(3 * 1.12 * 4, abs=0.02)


def test_a_width_in_centimetres_by_mistake_is_asked_about_and_a_click_accepts_it():
    app = type_width(sp6(), "2.07")
    (question,) = app.sidebar.warning
    assert question.value == "Did you mean 2.07 cm?"
    assert "On you: 7.4 cm" in on_you(app), "nothing is changed without asking"
    (offer,) = [button for button in app.sidebar.button if button.label == "20.7 mm"]
    offer.click().run()
    assert "On you: 7.0 cm" in on_you(app)
    assert app.text_input(key="text_width").value == "20.7" and not app.sidebar.warning


@pytest.mark.parametrize(
    "junk", ["abc", "-3", "1e9", "nan", "inf", "20,7,3", "0", "<b>21</b>", "２０ thumbs", "9 mm 9"]
)
def test_what_is_no_width_is_answered_in_one_sentence_and_the_earlier_width_stays(junk):
    app = type_width(type_width(sp6(), "20.7"), junk)
    assert not app.exception
    (sentence,) = [*app.sidebar.error, *app.sidebar.warning]
    assert re.fullmatch(r"[^.]+(\.\d[^.]*)*\.( [^.]+(\.\d[^.]*)*[.?])?", sentence.value), sentence.value
    assert "<" not in sentence.value
    assert "On you: 7.0 cm" in on_you(app) and app.query_params["mm"] == "20.7"
    type_width(app, "20.7")
    assert not app.sidebar.error and not app.sidebar.warning


@pytest.mark.parametrize("emptied", ["", "   "])
def test_an_emptied_box_takes_the_width_back_and_the_page_says_average_again(emptied):
    app = type_width(type_width(sp6(), "20.7"), emptied)
    assert not app.exception and not app.sidebar.error
    assert "On you: 7.4 cm" in on_you(app) and says(app, "Nothing measured yet")
    assert "mm" not in app.query_params


def test_an_unusual_width_is_used_with_a_please_check():
    app = type_width(sp6(), "30.5")
    (warning,) = app.sidebar.warning
    assert "check" in warning.value
    assert "On you: 10.2 cm" in on_you(app)


@pytest.mark.parametrize(("unit", "typed"), [("cm", "2.07"), ("in", "0.815"), ("mm", "20.7")])
def test_every_unit_leads_to_the_same_seven_centimetres(unit, typed):
    app = sp6()
    choose(app, "unit", unit)
    type_width(app, typed)
    assert "On you: 7.0 cm" in on_you(app) and complaints(app) == []
    assert app.text_input(key="text_width").value == typed


def test_a_change_of_unit_rewrites_the_boxes_and_moves_nothing():
    app = type_width(sp6(height="1700"), "20.7")
    said, mark = on_you(app), mark_of(app, "SP6")
    choose(app, "unit", "in")
    assert app.text_input(key="text_width").value == "0.815"
    assert app.text_input(key="text_stature").value == "66.929"
    choose(app, "unit", "cm")
    assert app.text_input(key="text_width").value == "2.07" and app.text_input(key="text_stature").value == "170"
    choose(app, "unit", "mm")
    assert app.text_input(key="text_width").value == "20.7"
    assert (on_you(app), mark_of(app, "SP6")) == (said, mark) and complaints(app) == []


def test_a_unit_in_the_text_wins_over_the_unit_beside_the_box():
    assert "On you: 7.0 cm" in on_you(type_width(sp6(), "2.07 cm"))
    assert "On you: 7.0 cm" in on_you(type_width(sp6(), "20,7"))


def test_a_height_is_a_better_ruler_than_a_finger():
    app = type_width(sp6(), "20.7")
    unfold(app, "better").text_input(key="text_stature").set_value("170").run()
    assert ruler(app) == "Ruler: your height." and "your height" in cun(app)
    assert "On you: 7.5 cm above the bump of your inner ankle bone, ± 1.1 cm" in on_you(app)
    assert says(app, "Plain finger cun would say 6.2 cm")


def test_a_measured_shin_beats_the_height():
    app = sp6(height="1700")
    app.text_input(key="text_S_LEG_MED").set_value("36").run()
    assert ruler(app) == "Ruler: your measured leg." and "24.0 mm" in cun(app)
    assert "On you: 7.2 cm above the bump of your inner ankle bone, ± 0.8 cm" in on_you(app)


def test_plain_finger_cun_can_be_counted_and_uncounted():
    app = type_width(sp6(), "20.7")
    app.toggle(key="traditional").set_value(True).run()
    assert "On you: 6.2 cm" in on_you(app) and ruler(app) == "Ruler: plain finger cun."
    assert app.query_params["traditional"] == "yes"
    app.toggle(key="traditional").set_value(False).run()
    assert "On you: 7.0 cm" in on_you(app)


def test_each_finger_keeps_its_own_width_and_all_count_together():
    app = type_width(sp6(), "20.7")
    choose(app, "finger", "four")
    assert app.text_input(key="text_width").value == "" and "On you: 7.0 cm" in on_you(app), "the thumb still counts"
    type_width(app, "76")
    assert "On you: 7.5 cm" in on_you(app) and says(app, "Counted together with: thumb 20.7 mm.")
    choose(app, "finger", "thumb")
    assert app.text_input(key="text_width").value == "20.7" and "On you: 7.5 cm" in on_you(app)
    type_width(app, "")
    assert "On you: 8.1 cm" in on_you(app) and not says(app, "Plain finger cun would say"), "four fingers alone"
    assert mark_of(app, "SP6")[1] > mark_of(app, "SP6", "plain finger cun")[1]


def test_measures_that_do_not_fit_together_are_said_and_still_used():
    app = type_width(sp6(shin="420"), "17.5")
    assert any("very different" in box.value for box in app.sidebar.warning)
    assert "On you: 8.4 cm" in on_you(app)


# ---- cards ----


@pytest.mark.parametrize("code", ATLAS.points)
def test_every_card_opens_with_how_to_find_it_its_care_and_a_source(code):
    facts = ATLAS.points[code]
    app = open_app(point=code)
    assert not app.exception
    assert heading(app).split()[0] == code
    for words in (facts.card.where, facts.card.find, facts.card.press, facts.card.care):
        assert words and says(app, words)
    for caution in facts.cautions:
        assert says(app, caution.sentence)
    assert says(unfold(app, "sources"), f"- {ATLAS.sources[facts.source]}")
    if facts.is_point and facts.rule.on_drawing:
        assert on_you(app) or says(app, "Found by touch, not by distance: look within")
        assert chart_data(app)["select"] == code
        if code != "EX-LE5":  # the two eyes of the knee lie under EX-LE4 and ST35
            assert mark_of(app, code)
    assert not says(app, "None") and not says(app, "nan ")


def test_all_101_cards_are_there():
    assert len(ATLAS.points) == 101


@pytest.mark.parametrize("code", ["SP11", "LR10", "LR11"])
def test_points_over_the_femoral_artery_have_no_seconds(code):
    app = open_app(point=code)
    card = " ".join(app.main.markdown.values)
    assert "not to be pressed" in card
    assert not re.search(r"\bseconds?\b|\bminutes?\b", card.split("**Press it**")[1].split("**Care**")[0])
    assert re.search(r"\bseconds?\b", " ".join(open_app(point="SP6").main.markdown.values)), "others have"


@pytest.mark.parametrize("code", ["GB29", "GB30", "BL54"])
def test_a_point_above_the_drawing_says_so(code):
    app = open_app(point=code)
    assert says(app, "This point lies above this drawing")
    assert code not in [row[0] for t in chart_data(app)["live"]["data"] for row in t.get("customdata", [])]
    assert not says(open_app(point="SP6"), "lies above this drawing")


def test_sp6_warns_of_pregnancy_before_it_says_how_to_press():
    app = sp6()
    (stop,) = app.main.error
    assert "Not in pregnancy." in stop.value


@pytest.mark.parametrize("meridian", MERIDIANS, ids=lambda meridian: meridian.id)
def test_next_and_previous_walk_the_whole_meridian_in_its_order(meridian):
    codes = [code for code in meridian.points if code in ATLAS.points]
    app = open_app(point=codes[0])
    assert not [button for button in app.button if button.key == "previous"]
    for code in codes[1:]:
        app.button(key="next").click().run()
        assert heading(app).split()[0] == code
    assert not [button for button in app.button if button.key == "next"]
    app.button(key="previous").click().run()
    assert heading(app).split()[0] == codes[-2]


def test_after_bl40_comes_bl55():
    app = open_app(point="BL40")
    assert app.button(key="next").label == "BL55 →"
    app.button(key="next").click().run()
    assert heading(app).startswith("BL55 ") and app.button(key="previous").label == "← BL40"


def test_a_tap_on_the_drawing_opens_the_card_and_a_second_one_another():
    app = open_app(view="leg_medial")
    assert heading(app) == ""
    assert heading(pick(app, "SP6")).startswith("SP6 ")
    assert heading(pick(app, "KI7")).startswith("KI7 ")
    assert heading(pick(app, "KI7")).startswith("KI7 "), "the same point again keeps its card"


def test_a_point_of_the_list_opens_and_closes_its_card():
    app = open_app(view="leg_medial")
    choose(app, "listed", "SP9")
    assert heading(app).startswith("SP9 ") and chart_data(app)["select"] == "SP9"


def test_the_card_turns_the_drawing_to_another_view_of_the_same_point():
    app = open_app(point="SP6", view="leg_medial")
    others = [b for b in app.button if b.key.startswith("see_")]
    assert others
    others[0].click().run()
    assert chart_data(app)["view"].startswith(others[0].key.removeprefix("see_")) and heading(app).startswith("SP6 ")
    assert mark_of(app, "SP6")


# ---- search ----


def search(app, query: str):
    return app.text_input(key="query").set_value(query).run()


def test_a_search_by_an_old_number_opens_the_card():
    app = search(open_app(), "KL-6")
    assert says(app, "KL-6 is a slip for KI6")
    app.button(key="found_KI6").click().run()
    assert heading(app).startswith("KI6 ") and app.text_input(key="query").value == ""


def test_bl_54_offers_both_points_and_says_why():
    app = search(open_app(), "BL-54")
    assert {b.key for b in app.button if b.key.startswith("found_")} == {"found_BL40", "found_BL54"}
    assert says(app, "Two points answer to this number.")


@pytest.mark.parametrize("junk", ["qqqq", "<script>alert(1)</script>", "**", "%00", "' OR 1=1"])
def test_a_search_for_nothing_gives_one_sentence(junk):
    app = search(open_app(), junk)
    assert not app.exception and not [b for b in app.button if b.key.startswith("found_")]
    assert says(app, "No point answers to that.") and not says(app, "<script>")


# ---- views, layers, pages ----


@pytest.mark.parametrize("side", ["right", "left"])
@pytest.mark.parametrize("view", VIEW_NAMES)
def test_every_view_is_drawn_for_both_legs(view, side):
    app = open_app(view=view, side=side)
    sent = chart_data(app)
    assert not app.exception and problems(app) == []
    assert sent["alt"].startswith(f"Drawing: {VIEW_NAMES[view].lower()}, {side}, with ")
    assert f"{view}_{side}." in sent["plate"]
    codes = {row[0] for t in sent["live"]["data"] if t["name"] == "points" for row in t["customdata"]}
    (listed,) = [group for group in app.get("button_group") if group.key == "listed"]
    assert codes and codes <= set(listed.options)
    assert 300 <= sent["height"] <= 800


def test_the_chosen_view_is_the_drawn_view():
    app = open_app(point="SP6", view="leg_medial")
    choose(app, "view", "foot_sole")
    assert chart_data(app)["view"] == "foot_sole right None" and heading(app).startswith("SP6 ")
    choose(app, "side", "left")
    assert chart_data(app)["view"] == "foot_sole left None" and app.query_params["side"] == "left"


def test_layers_are_shown_and_hidden():
    app = type_width(sp6(), "20.7")

    def names() -> set[str]:
        return {t["name"] for t in chart_data(app)["live"]["data"]}

    assert {"SP line", "labels", "95 % margin", "plain finger cun"} <= names()
    unfold(app, "layers")
    for key, gone in (("layer_lines", "SP line"), ("layer_labels", "labels"), ("layer_fingers", "plain finger cun")):
        app.toggle(key=key).set_value(False).run()
        assert gone not in names()
    app.toggle(key="layer_experts").set_value(True).run()
    assert "where experts differ" in names()
    app.radio(key="layer_margins").set_value("none").run()
    assert "95 % margin" not in names()
    app.slider(key="layer_bones").set_value(80).run()
    assert chart_data(app)["plate_changes"]["bones"]["opacity"] == 0.8


def test_the_table_of_distances_says_what_the_cards_say():
    app = type_width(sp6(), "20.7")
    assert not says(app, "<table")
    assert says(unfold(app, "distances"), "<td>7.0 cm above the bump of your inner ankle bone, ± 1.6 cm</td>")


def test_the_layers_keep_what_was_chosen_when_their_window_is_closed():
    app = unfold(sp6(), "layers")
    app.toggle(key="layer_lines").set_value(False).run()
    app.session_state["layers"] = False
    app.run()
    app.text_input(key="text_width").set_value("20.7").run()
    assert "SP line" not in {t["name"] for t in chart_data(app)["live"]["data"]}
    assert not unfold(app, "layers").toggle(key="layer_lines").value


def test_the_skin_tone_changes_the_colours_of_both_themes():
    app = open_app()
    fair = chart_data(app)["palette"]
    unfold(app, "layers")
    app.selectbox(key="tone").set_value("deep").run()
    deep = chart_data(app)["palette"]
    assert deep["light"]["skin"] != fair["light"]["skin"] and deep["dark"]["skin"] != fair["dark"]["skin"]


def test_a_run_sends_less_than_forty_kilobytes():
    for view in VIEW_NAMES:
        app = open_app(view=view, finger="thumb", mm="20.7")
        assert sum(len(one.proto.json) for one in app.get("bidi_component")) < 40_000


def test_what_was_chosen_is_still_chosen_after_a_look_at_another_page():
    app = unfold(type_width(sp6(side="left"), "20.7"), "layers")
    app.toggle(key="layer_lines").set_value(False).run()
    before = on_you(app), chart_data(app)
    go_to(app, "about")
    assert app.header[0].value == "About this atlas" and not app.exception and heading(app) != "SP6"
    assert all(says(app, escape(source.title, quote=False)) for source in ATLAS.sources.values())
    go_to(app, "")
    assert (on_you(app), chart_data(app)) == before and "On you: 7.0 cm" in before[0]


def test_a_width_typed_on_another_page_counts_on_the_atlas():
    app = go_to(sp6(), "about")
    type_width(app, "20.7")
    assert "On you: 7.0 cm" in on_you(go_to(app, ""))


# ---- damage ----


@pytest.fixture
def damaged(tmp_path, monkeypatch):
    """A copy of the data folder that the app reads instead of its own."""
    copy = Path(shutil.copytree(data.tables.FOLDER, tmp_path / "data"))
    for module in (data.tables, data.atlas):
        monkeypatch.setattr(module, "FOLDER", copy)
    read_rows, read_json = data.tables.read_rows, data.tables.read_json
    monkeypatch.setattr(data.atlas, "read_rows", lambda name, needs=(): read_rows(name, needs, copy))
    monkeypatch.setattr(data.atlas, "read_json", lambda name: read_json(name, copy))
    load_atlas.cache_clear()
    yield copy
    load_atlas.cache_clear()


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
        ("point_cautions.csv", "SP6,", "SP6,no-such-", "point_cautions.csv, row "),
    ],
)
def test_a_damaged_file_is_told_in_one_sentence_with_file_and_row(damaged, file, old, new, said):
    change(damaged / file, old, new)
    app = open_app()
    assert not app.exception, "no traceback"
    (sentence,) = app.error
    assert sentence.value.startswith("The atlas cannot open, because a data file is damaged: ")
    assert f"data/{said}" in sentence.value
    assert not app.get("bidi_component") and "Traceback" not in sentence.value


def test_a_missing_file_is_named(damaged):
    (damaged / "meridians.csv").unlink()
    (sentence,) = open_app().error
    assert "data/meridians.csv: the file is missing" in sentence.value


def test_an_undamaged_copy_opens(damaged):
    app = open_app()
    assert not app.exception and not app.error and app.get("bidi_component")


@pytest.mark.parametrize("key", ["view", "side", "finger", "unit"])
def test_a_control_that_always_has_a_choice_keeps_it_when_a_slow_browser_says_none(key):
    app = type_width(choose(sp6(side="left"), "finger", "four"), "66.4")
    was = app.session_state[key]
    app.session_state[key] = None
    app.run()
    assert not app.exception and app.session_state[key] == was
    assert heading(app).startswith("SP6") and complaints(app) == []
