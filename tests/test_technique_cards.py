"""A technique's own card, the page of all techniques, and the page of sources."""

import pytest
from app_helpers import choose, problems, says, texts
from streamlit.testing.v1 import AppTest

from charts.movements import TECHNIQUES
from data import load_atlas
from data.promises_words import ALLOWED, FORBIDDEN
from data.source_counts import WORDS, counted, statements
from data.tables import read_rows
from ui import notice, sources_page
from ui.movement_pictures import build, file_name, movement_html
from ui.technique import TOOL_ROWS, cases, dose_words, doses_of, pressure_words, show_technique, span_words

ATLAS = load_atlas()


def card(technique: str, code: str | None = None, cap: int | None = None) -> AppTest:
    """The card of a technique, alone on a page."""

    def page(technique: str, code: str | None, cap: int | None) -> None:
        from data import load_atlas
        from ui.technique import show_technique

        show_technique(load_atlas(), technique, code, cap)

    return AppTest.from_function(page, args=(technique, code, cap), default_timeout=30).run()


def techniques() -> AppTest:
    def page() -> None:
        from data import load_atlas
        from ui import techniques_page

        techniques_page.show(load_atlas())

    return AppTest.from_function(page, default_timeout=30)


def sources() -> AppTest:
    def page() -> None:
        from data import load_atlas
        from ui import sources_page

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
    for number, step in enumerate(row["steps"].split("|"), 1):
        assert f"{number}. {step}" in said
    assert file_name(technique, False, False) in said
    assert all(str(ATLAS.sources[name]) in said for name in row["source"].split("|") if name in ATLAS.sources)
    assert not FORBIDDEN.search(ALLOWED.sub("", said))


@pytest.mark.parametrize(
    ("technique", "code", "words"),
    [
        ("pulsed", "BL60", "30 seconds on, a few seconds off, two or three times in the evening"),
        ("pulsed", "BL60", "30 seconds on, 4 seconds off, about 9 rounds"),
        ("alternate", "GB40", "changing between light and firm every 60 seconds"),
        ("alternate", "GB40", "Five to ten minutes, only after several comfortable short sessions"),
        ("pair_press", "LR3", "LR3 with GB41: Two minutes together"),
        ("pair_press", "GB41", "Two minutes together"),
        ("pair_press", "KI1", "The usual 30 seconds to 2 minutes"),
        ("press", "SHIMIAN", "Half a minute to two minutes"),
        ("reduce", "BL62", "One to two minutes, once a day"),
        ("pair_press", "KI7", "Both at the same time"),
        ("press", "ST32", "30 seconds to 2 minutes"),
        ("circular_clockwise", "ST36", "not at bedtime"),
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
    told = 0
    for code, point in ATLAS.points.items():
        for dose in point.doses:
            rows = doses_of(ATLAS, dose.technique, code)
            assert rows, f"{code} has a dose with {dose.technique}"
            assert all(dose_words(row) for row in rows)
            hardest = [int(row["pressure_max"]) for row in rows if row["pressure_max"]]
            assert all(level <= dose.pressure_max for level in hardest), f"{code}: never harder than its own dose"
            told += len(rows)
    assert told >= 100


def test_pressure_is_told_in_words_and_dots_and_a_caution_softens_it():
    assert says(card("press"), "●●●○○ levels 2 to 3 of 5")
    assert says(card("press"), "Strong and still pleasant")
    light = card("press", "BL40")
    assert says(light, "●●○○○ levels 1 to 2 of 5") and not says(light, "Strong and still pleasant")
    feather = card("press", "BL57", cap=1)
    assert says(feather, "●○○○○ level 1 of 5") and not says(feather, "●●")


def test_a_limit_can_only_soften():
    row = ATLAS.techniques["press"]
    assert pressure_words(ATLAS, row, [5]).startswith("●●●○○")
    assert pressure_words(ATLAS, row, [None, 2]).startswith("●●○○○ level 2")
    assert pressure_words(ATLAS, row, [0]).startswith("○○○○○ level 0")


def test_the_card_says_when_not_to_use_the_technique():
    said = whole(card("press"))
    assert "**Not when there is**" in said
    assert "- swollen, hot, broken or infected skin" in said and "- signs of a clot" in said
    assert cases("diabetes, numb feet, fever") == ["diabetes", "numb feet", "fever"]
    assert card("press").caption.len == 0, "pale small print is not the place for it"


def test_tools_are_told_with_what_they_are_good_for():
    said = whole(card("press"))
    assert "**Thumb**: The usual tool" in said and "**Pencil eraser**: The blunt end of a pencil" in said
    assert set(TOOL_ROWS.values()) <= set(ATLAS.techniques)


def test_a_dose_or_a_tool_has_no_card_of_its_own():
    for name in ("pulsed__BL60", "tool_thumb", "pressure_3"):
        with pytest.raises(KeyError, match="not a technique"):
            show_technique(ATLAS, name)


@pytest.mark.parametrize(
    ("low", "high", "words"),
    [
        (30, 120, "30 seconds to 2 minutes"),
        (60, 120, "1 to 2 minutes"),
        (300, 300, "5 minutes"),
        (60, 60, "1 minute"),
        (10, 30, "10 to 30 seconds"),
        (30, 60, "30 seconds to 1 minute"),
        (300, 900, "5 to 15 minutes"),
    ],
)
def test_a_span_of_time_is_told_as_a_person_says_it(low, high, words):
    assert span_words(low, high) == words


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
    assert len(after) == 4 * len(TECHNIQUES) and set(before) - set(after) == {"press_light.00000000.svg"}
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
    app = techniques()
    app.session_state["technique"] = "knead"
    assert says(app.run(), "### Knead")
    app = techniques()
    app.session_state["technique"] = "tickle"
    assert says(app.run(), "### Press\n")


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
    assert all(one != several for one, several in WORDS.values())


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


def test_the_notice_waits_for_the_browser_and_then_says_what_the_atlas_is_not():
    def page() -> None:
        from ui import notice

        notice.show()

    app = AppTest.from_function(page, default_timeout=30).run()
    assert not says(app, notice.IS), "nothing flashes up before the browser has answered"
    app.session_state["notice_read"] = False
    app.run()
    assert says(app, notice.IS) and says(app, notice.IS_NOT) and says(app, notice.CARE)
    app.button(key="notice_button").click().run()
    assert not says(app, notice.IS) and app.session_state["notice_keep"] is True


def test_the_notice_promises_nothing():
    for sentence in (notice.IS, notice.IS_NOT.replace("promises no cure", ""), notice.CARE):
        assert not FORBIDDEN.search(sentence)
