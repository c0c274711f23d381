"""A technique's own card, the page of all techniques, and the page of sources."""

import pytest
from app_helpers import choose, go_to, open_app, problems, says, texts
from streamlit.testing.v1 import AppTest

from content.card_parts import how_hard_section
from content.follows import NO_LIMIT, Limits
from content.pictures import movements
from content.pressing import dose_line, movement_steps
from content.source_counts import counted, statements
from content.technique_cards import doses_of
from content.words import words
from data import load_atlas
from data.dose import Dose, load_doses
from data.promises.words import ALLOWED, FORBIDDEN
from data.reading.tables import read_rows
from ui.cards.technique import show_technique
from ui.pages import sources as sources_page
from web.movement_pictures import build, file_name, movement_html

TECHNIQUES = tuple(movements())
ATLAS = load_atlas()


def card(technique: str, code: str | None = None, limits: Limits = NO_LIMIT) -> AppTest:
    """The card of a technique, alone on a page."""

    def page(technique: str, code: str | None, limits: tuple) -> None:
        from data import load_atlas
        from ui.cards.technique import show_technique

        show_technique(load_atlas(), technique, code, limits)

    return AppTest.from_function(page, args=(technique, code, limits), default_timeout=30).run()


def techniques() -> AppTest:
    def page() -> None:
        from data import load_atlas
        from ui.pages import techniques as techniques_page

        techniques_page.show(load_atlas())

    return AppTest.from_function(page, default_timeout=30)


def sources() -> AppTest:
    def page() -> None:
        from data import load_atlas
        from ui.pages import sources as sources_page

        sources_page.show(load_atlas())

    return AppTest.from_function(page, default_timeout=30)


def whole(app: AppTest) -> str:
    return "\n".join(texts(app))


# ---- the card


@pytest.mark.parametrize("technique", TECHNIQUES)
def test_every_technique_has_a_card_with_steps_a_drawing_and_its_source(technique):
    app = card(technique)
    row = ATLAS.techniques[technique]
    said = whole(app)
    assert not app.exception
    assert f"### {row['name']}" in said and row["aim"] in said
    steps = movement_steps(ATLAS, row["steps"].split("|"), load_doses().techniques[technique])
    assert len(steps) >= 2
    for number, step in enumerate(steps, 1):
        assert f"{number}. {step}" in said and "{" not in step and "[" not in step
    assert file_name(technique, False, False) in said
    assert all(str(ATLAS.sources[name]) in said for name in row["source"].split("|") if name in ATLAS.sources)
    assert not FORBIDDEN.search(ALLOWED.sub("", said))


@pytest.mark.parametrize(
    ("technique", "code", "words"),
    [
        ("pulsed", "BL60", "5 minutes: 30 seconds on, 4 seconds off, about 9 rounds; 2 to 3 times a day"),
        ("alternate", "GB40", "1 to 2 minutes, changing after 1 minute"),
        ("alternate", "GB40", "5 to 10 minutes, changing after 1 minute"),
        ("pair_press", "LR3", "with GB41: 2 minutes"),
        ("pair_press", "GB41", "with LR3: 2 minutes"),
        ("pair_press", "KI1", "with LR3: 30 seconds to 2 minutes"),
        ("press", "SHIMIAN", "30 seconds to 2 minutes"),
        ("reduce", "BL62", "1 to 2 minutes; once a day"),
        ("press", "ST32", "30 seconds to 2 minutes"),
        ("circular_clockwise", "ST36", "30 seconds to 2 minutes; up to 3 times a day"),
    ],
)
def test_the_exact_time_of_a_point_stands_on_the_card(technique, code, words):
    app = card(technique, code)
    assert says(app, words)
    assert says(app, f"How long, for {code}")


def test_without_a_point_the_card_tells_the_usual_time():
    assert says(card("press"), "30 seconds to 2 minutes")
    assert says(card("pulsed"), "5 minutes: 30 seconds on, 4 seconds off, about 9 rounds; 2 to 3 times a day")
    assert not says(card("press"), "How long, for")


def test_every_dose_of_every_point_can_be_told():
    told = [dose_line(dose) for code, point in ATLAS.points.items() for dose in point.doses]
    assert len(told) >= 100 and all(told)
    assert all(doses_of(ATLAS, dose.technique, code) for code, point in ATLAS.points.items() for dose in point.doses)


def test_pressure_is_told_in_words_and_dots_and_an_answer_softens_it():
    assert says(card("press"), "●●●○○ levels 2 to 3 of 5")
    assert says(card("press"), "You feel it well")
    light = card("press", "BL40")
    assert says(light, "●●○○○ levels 1 to 2 of 5") and not says(light, "You feel it well")
    feather = card("press", "BL57", Limits(1, ()))
    assert says(feather, "●○○○○ level 1 of 5") and not says(feather, "●●")


def test_over_a_nerve_the_steps_neither_lean_nor_offer_a_tool():
    said = whole(card("press", "GB34"))
    assert "without leaning" in said and "Lean in" not in said
    assert not any(tool in said for tool in ("knuckle", "Knuckle", "eraser", "Pencil"))
    assert "Lean in" in whole(card("press", "ST36")) and "bent knuckle" in whole(card("press", "ST36"))


def test_with_a_blood_thinner_the_steps_of_the_heel_neither_lean_nor_offer_a_tool():
    free, thinner = whole(card("press", "SHIMIAN")), whole(card("press", "SHIMIAN", Limits(2, ("knuckle", "eraser"))))
    assert "Lean in" in free and "bent knuckle" in free
    assert "Lean in" not in thinner and "knuckle" not in thinner and "(3 of 5)" not in thinner


def test_a_limit_can_only_soften():
    dose = load_doses().techniques["press"]
    assert how_hard_section(ATLAS, dose.under(5)).lines[0].startswith("●●●○○")
    assert how_hard_section(ATLAS, dose.under(2)).lines[0].startswith("●●○○○ level 2")
    assert how_hard_section(ATLAS, Dose("breathing", (0, 0))).lines[0].startswith("○○○○○ level 0")


def test_the_card_says_when_not_to_use_the_technique():
    said = whole(card("press"))
    assert "**Not when there is**" in said
    assert "- swollen, hot, broken or infected skin" in said and "- signs of a clot" in said
    assert "- poor circulation" in whole(card("prep_soak")) and "lukewarm water" in whole(card("prep_soak"))
    assert card("press").caption.len == 0, "pale small print is not the place for it"


def test_tools_are_told_with_what_they_are_good_for():
    said = whole(card("press"))
    assert "**Thumb pad**: The usual tool" in said and "**Pencil eraser**: The blunt end of a pencil" in said


def test_a_level_or_a_tool_has_no_card_of_its_own():
    for name in ("tool_thumb", "pressure_3"):
        with pytest.raises(KeyError, match="not a technique"):
            show_technique(ATLAS, name)


# ---- the drawing


def test_a_drawing_is_an_image_and_less_motion_gets_the_still_one():
    html = movement_html("reduce", "Calming <circles>", dark=True)
    assert html.count("<img") == 1 and "<svg" not in html and "<script" not in html
    assert "prefers-reduced-motion: reduce" in html
    assert f'srcset="app/static/movements/{file_name("reduce", True, True)}"' in html
    assert f'src="app/static/movements/{file_name("reduce", True, False)}"' in html
    assert "&lt;circles&gt;" in html


def test_a_moving_drawing_can_be_held_still():
    app = card("reduce")
    assert says(app, f'src="app/static/movements/{file_name("reduce", False, False)}"')
    (hold,) = app.toggle
    hold.set_value(True).run()
    assert not says(app, file_name("reduce", False, False))
    assert says(app, f'src="app/static/movements/{file_name("reduce", False, True)}"')


def test_the_files_of_the_drawings_are_written_once_and_old_ones_go(tmp_path):
    build(tmp_path)
    folder = tmp_path / "movements"
    (folder / "press_light.00000000.svg").write_text("old")
    before = {file.name: file.stat().st_mtime_ns for file in folder.glob("*.svg")}
    build(tmp_path)
    after = {file.name: file.stat().st_mtime_ns for file in folder.glob("*.svg")}
    assert len(after) == 8 * len(TECHNIQUES) and set(before) - set(after) == {"press_light.00000000.svg"}
    assert all(before[name] == time for name, time in after.items())
    for technique in TECHNIQUES:
        assert file_name(technique, True, True) in after


# ---- the page of techniques


def test_the_page_of_techniques_opens_with_the_press_and_shows_the_one_that_is_chosen():
    app = techniques().run()
    assert says(app, "### Press\n") and says(app, "How hard is hard?") and says(app, "Pencil eraser")
    choose(app, "technique_of_technique", "reduce")
    assert says(app, "### Calming circles") and not says(app, "### Press\n")
    choose(app, "technique_of_preparation", "prep_oil")
    assert says(app, "### A little oil") and not says(app, "### Calming circles")
    assert app.session_state["technique_of_technique"] is None
    assert problems(app) == [] and not app.exception


def test_the_page_of_techniques_follows_an_address_and_forgives_an_unknown_one():
    for technique, heading in {"knead": "### Knead", "tickle": "### Press\n"}.items():
        assert says(go_to(open_app(technique=technique), "techniques"), heading)


def test_all_techniques_and_preparations_can_be_chosen():
    app = techniques().run()
    groups = {group.key: group for group in app.get("button_group")}
    labels = [option for group in groups.values() for option in group.options]
    assert len(labels) == len(TECHNIQUES)
    assert set(labels) == {ATLAS.techniques[name]["name"] for name in TECHNIQUES}


# ---- sources


def test_every_source_is_listed_with_what_was_taken_from_it():
    app = sources().run()
    said = whole(app)
    rows = read_rows("sources.csv")
    assert not app.exception and len(rows) > 150
    for row in rows:
        assert row["title"] in said and row["kind"] in sources_page.KINDS
        assert sources_page.line(row) in said
    assert "It does not diagnose or treat any illness" in said and "MIT licence" in said
    assert f"{len(rows)} sources" in said


def test_the_number_of_statements_is_that_of_the_rows_that_name_the_source():
    uses = sum("cheng1999" in row["sources"].split("|") for row in read_rows("uses.csv"))
    assert statements()["cheng1999"]["uses.csv"] == uses > 100
    assert counted("cheng1999").startswith(f"{uses} traditional uses, ")
    assert counted("aird2000") == ""
    ones = {name: text for name, text in words().items() if name.startswith("counted.")}
    assert ones and all(text != words()[name.replace("counted.", "counted_many.")] for name, text in ones.items())


def test_each_article_tells_what_was_corrected_and_what_was_left_out():
    said = whole(sources().run())
    assert said.count("**What the atlas changed**") == 5
    assert said.count("**What the atlas leaves out**") >= 4
    assert "BL-54 is its number in an older count" in said
    assert "The five articles (5)" in said
    assert "**Z_" not in said and "ARTICLE-PINKY" not in said, "an area is called by its name"
    assert "**The heel" in said or "**Heel" in said


def test_the_search_narrows_the_list_and_never_repeats_what_was_typed():
    app = sources().run()
    box = app.text_input(key="source_query")
    box.set_value("aird 2002").run()
    said = whole(app)
    assert "A study of the relative precision of acupoint location methods" in said
    assert "Cheng Xinnong" not in said
    app.text_input(key="source_query").set_value("<b>zzz</b> *no*").run()
    assert says(app, "No source has these words") and "zzz" not in whole(app)
    assert not app.exception


def test_unidentified_studies_are_not_among_the_sources():
    said = whole(sources().run()).casefold()
    assert "journal of clinical and experimental medicine" not in said.split("**what the atlas leaves out**")[0]
    assert not any("experimental medicine" in row["title"].casefold() for row in read_rows("sources.csv"))
    assert not any(row["title"].casefold() in ("unidentified", "unknown", "") for row in read_rows("sources.csv"))


def test_an_address_of_a_source_is_a_link_and_a_plain_place_is_not():
    assert sources_page.located("https://x.org/a b") == "<https://x.org/a> b"
    assert sources_page.located("doi:10.1/x").startswith("[doi:10.1/x](https://doi.org/")
    assert sources_page.located("classical work, chapter 14") == "classical work, chapter 14"


# ---- the first notice


def test_the_notice_promises_nothing():
    (row,) = [row for row in read_rows("words/en/instrument.csv", ("id", "text")) if row["id"] == "notice"]
    assert not FORBIDDEN.search(row["text"].replace("promises no cure", ""))
