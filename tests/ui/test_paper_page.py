"""The page "On paper" without a browser: choose, make, save; a sentence and a way out where a measure is missing."""

from pathlib import Path

import pytest
from app_helpers import choose, problems, remembered, says
from care_helpers import answered_no, browser_says
from paper_helpers import read
from streamlit.testing.v1 import AppTest

from data.care.decision import load_care
from data.practice import load_practice
from ui.pages import paper as paper_page
from ui.pages.paper import Made

APP = Path(__file__).parents[1] / "browser" / "apps" / "paper_app.py"
MEASURED = {"height": "1630", "shin": "355.3", "foot": "250"}


def open_page(**address: str) -> AppTest:
    app = AppTest.from_file(str(APP), default_timeout=30)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def made(app: AppTest) -> bytes:
    app.button(key="paper_make").click().run()
    assert not app.exception and not app.error
    return remembered(app, Made).content


def saves(app: AppTest) -> list[str]:
    return [button.label for button in app.get("download_button")]


def test_nothing_is_made_before_it_is_asked_for():
    app = open_page(**MEASURED)
    assert saves(app) == [] and remembered(app, Made) == Made()
    assert made(app).startswith(b"%PDF")
    assert len(saves(app)) == 1 and saves(app)[0].startswith("Save my-ruler-strip.pdf")
    assert says(app, "Print at 100 %")


def test_a_new_choice_takes_the_old_file_away():
    app = open_page(**MEASURED)
    made(app)
    choose(app, "paper_sheet", "Letter")
    assert saves(app) == []
    assert read(made(app))[0].width == pytest.approx(215.9, abs=0.01)


def test_without_a_foot_length_the_page_says_so_and_leads_to_measuring():
    app = choose(open_page(height="1630"), "paper_product", "sole")
    assert any("not guessed" in text for text in problems(app))
    assert [link.proto.label for link in app.get("page_link")] == ["Measure my foot"]
    assert not [button for button in app.button if button.key == "paper_make"]


def test_without_any_measure_no_strip_is_offered():
    app = open_page()
    assert any("nothing of it is known yet" in text for text in problems(app))
    assert not [button for button in app.button if button.key == "paper_make"]


def test_feet_in_life_size_come_on_four_sheets_of_a4():
    app = choose(open_page(**MEASURED), "paper_product", "sole")
    assert len(read(made(app))) == 4
    assert [caption for picture in app.image for caption in picture.captions] == ["The first of 4 pages"]


def test_zones_are_on_the_soles_only_when_they_are_ticked():
    app = choose(open_page(**MEASURED), "paper_product", "sole")
    texts = []
    for ticked in (False, True):
        app.checkbox(key="paper_zones").set_value(ticked).run()
        texts.append(["".join(one.text for one in page.letters) for page in read(made(app))])
    assert ["Heart" in text for text in texts[0]] == [False, False, False, False]
    assert ["Heart" in text for text in texts[1]] == [True, False, False, False]
    assert ["Gallbladder" in text for text in texts[1]] == [False, True, False, False]
    assert "different system" in texts[1][0] and "different system" not in texts[0][0]


def test_a_handout_needs_a_point_and_gets_its_words():
    app = choose(open_page(**MEASURED), "paper_product", "handout")
    assert says(app, "Choose at least one point") and not says(app, "QR code")
    app.multiselect(key="paper_points").set_value(["SP6", "KI3"]).run()
    app.text_input(key="paper_practitioner").set_value("Ann Example").run()
    text = " ".join(page.text for page in read(made(app)))
    assert "Sānyīnjiāo" in text and "Ann Example" in text


def test_the_public_address_is_printed_only_when_the_reader_asks(monkeypatch):
    monkeypatch.setenv("CUN_ATLAS_PUBLIC_URL", "https://atlas.example")
    app = choose(open_page(**MEASURED), "paper_product", "handout")
    app.multiselect(key="paper_points").set_value(["SP6"]).run()
    texts = []
    for ticked in (False, True):
        app.checkbox(key="paper_code").set_value(ticked).run()
        texts.append(read(made(app))[0].text)
    assert ["Scan to open" in text for text in texts] == [False, True]


def test_what_the_answers_forbid_is_not_on_the_handout():
    app = answered_no(choose(open_page(**MEASURED), "paper_product", "handout"), pregnant="yes")
    app.multiselect(key="paper_points").set_value(["SP6", "ST36"]).run()
    assert any("SP6" in text and "Left out because of your answers" in text for text in problems(app))
    text = " ".join(page.text for page in read(made(app)))
    assert "ST36 Zúsānlǐ" in text and "SP6 Sānyīnjiāo" not in text


def test_who_must_not_press_gets_no_handout():
    app = choose(open_page(**MEASURED), "paper_product", "handout")
    table = load_care()
    stop = next(rule for rule in table.rules if rule.effect == "replace_all")
    browser_says(app, **{stop.question: stop.answer[0]})
    assert any("Please do not press" in text for text in problems(app))
    assert not [button for button in app.button if button.key == "paper_make"]


def test_a_routine_makes_a_handout_too():
    app = choose(open_page(**MEASURED), "paper_product", "handout")
    choose(app, "paper_way", "routine")
    app.selectbox(key="paper_routine").set_value("RT_SLEEP").run()
    assert "Winding down before bed" in read(made(app))[0].text


def test_the_zones_of_a_routine_are_on_its_handout_unless_the_step_is_left_out():
    app = choose(open_page(**MEASURED), "paper_product", "handout")
    choose(app, "paper_way", "routine")
    app.selectbox(key="paper_routine").set_value("RT_BACK7").run()
    texts = []
    for short in (False, True):
        app.checkbox(key="paper_short").set_value(short).run()
        texts.append(read(made(app))[0].text)
    assert "10 Shoulders" in texts[0] and "cm of you" in texts[0] and "average adult" not in texts[0]
    shorter = [step.subjects for step in load_practice().routines["RT_BACK7"].chosen(True)]
    assert ("Shoulders" in texts[1]) == (("Z_SHOULDER_TOP",) in shorter) and texts[0] != texts[1]


def test_a_sign_without_a_letter_is_told_and_nothing_is_saved():
    app = choose(open_page(**MEASURED), "paper_product", "handout")
    app.multiselect(key="paper_points").set_value(["SP6"]).run()
    app.text_input(key="paper_practitioner").set_value("한").run()
    app.button(key="paper_make").click().run()
    assert any("no sign for 한" in text for text in problems(app)) and saves(app) == []


@pytest.mark.parametrize("kind", paper_page.FORMATS)
def test_a_plate_comes_in_every_format(kind):
    app = choose(open_page(**MEASURED), "paper_product", "plate")
    choose(app, "paper_format", kind)
    starts = {"pdf": b"%PDF", "svg": b"<svg", "png": b"\x89PNG", "geojson": b"{", "csv": b"code,"}
    assert made(app).startswith(starts[kind])
    assert saves(app)[0].startswith(f"Save foot_sole_right.{kind}")
