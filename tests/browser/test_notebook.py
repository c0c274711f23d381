"""The notebook in a real browser: a week of heel pain on a phone, a move to a new laptop, two tabs, phone mode; and in
the whole app its parts of the cards, the drawing and a guided session."""

from __future__ import annotations

import re
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from guiding import answer_none, choose_by_name, give, open_page, run_to_the_end
from guiding import press as press_on_clock
from playwright.sync_api import Locator, Page, expect
from screen import at_rest, click, painted, settled, still

from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.practice import load_practice
from notebook import Note, Notebook, Pressed, Session, open_database
from tools.serve import ROOT, Server, running
from ui.components.session_clock import SPEED

APP = Path(__file__).parent / "apps" / "notebook_app.py"
BODY = Body(load_atlas().limb, Measurements())
PHONE = {"width": 390, "height": 844, "touch": True}
SCRIPT = "<img src=x onerror=\"document.title='run'\"> ![x](http://evil.example/a.png) http://evil.example **bold**"
GRAPH = ".st-key-nb_spot_chart .cun-plot__graph, .cun-plot__graph"


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "notebook"


@pytest.fixture
def computer(serve: Callable[[Path], Server]) -> Callable[..., str]:
    """computer(folder of its notebook) -> the address of a page there."""
    return lambda folder, page="": f"{serve(APP).url}/{page}?folder={folder}"


@pytest.fixture
def app(computer: Callable[..., str], folder: Path) -> str:
    """The notebook of one computer."""
    return computer(folder)


@pytest.fixture
def mine(folder: Path) -> Notebook:
    return Notebook(open_database(folder=folder))


@pytest.fixture
def open_on(new_page: Callable[..., Page], settled: Callable[[Page], None]) -> Callable[..., Page]:
    def make(app: str, part: str = "Write", **how) -> Page:
        page = new_page(**how)
        page.goto(app)
        page.locator(".st-key-nb_part").get_by_role("radio").first.wait_for(timeout=30_000)
        settled(page)
        if part != "Write":
            open_part(page, part)
        return page

    return make


def open_part(page: Page, name: str) -> None:
    radio = page.locator(".st-key-nb_part").get_by_role("radio", name=name, exact=True)
    radio.click()
    expect(radio).to_be_checked()
    settled(page)


def radio(page: Page, key: str, name: str) -> Locator:
    return page.locator(f".st-key-{key}").get_by_role("radio", name=name, exact=True)


def choose(page: Page, key: str, name: str) -> None:
    radio(page, key, name).tap() if page.evaluate("'ontouchstart' in window") else radio(page, key, name).click()
    expect(radio(page, key, name)).to_be_checked()


def save(page: Page) -> None:
    page.locator(".st-key-nb_save button").click()
    expect(page.get_by_test_id("stAlert").filter(has_text="Kept in your notebook")).to_be_visible()
    settled(page)


def type_day(page: Page, day: datetime) -> None:
    page.locator(".st-key-nb_date").get_by_role("spinbutton").first.click()
    page.keyboard.type(f"{day:%d%m%Y}")
    page.keyboard.press("Escape")
    heading(page)
    settled(page)


def heading(page: Page) -> None:
    """A tap beside everything closes what is open."""
    page.get_by_role("heading", name="Notebook").click()


def press_thing(page: Page, name: str) -> None:
    box = page.locator(".st-key-nb_what").get_by_role("combobox")
    box.click()
    page.keyboard.type(name)
    page.get_by_role("option", name=re.compile(f"^{name} ")).click()
    page.locator(f".st-key-nb_row_point_{name}").wait_for()
    page.keyboard.press("Escape")
    heading(page)
    settled(page)


def pain(days_ago: int, before: int = 6, after: int = 4, note: str = "") -> Session:
    when = datetime.now().astimezone().replace(hour=0, minute=5) - timedelta(days=days_ago)
    return Session(when, (Pressed("point", "SP6", "left", "press", 60),), "heel_pain", before=before, after=after,
                   note=note)  # fmt: skip


def says(page: Page, words: str) -> None:
    expect(page.get_by_text(words).first).to_be_visible()


def test_a_week_of_heel_pain_is_written_on_a_phone_and_then_shows_a_trend(app, open_on, mine):
    for days_ago in (6, 4, 2):
        mine.add(pain(days_ago, before=4 + days_ago % 3, after=3))
    page = open_on(app, "Trends", **PHONE)
    says(page, "Not enough entries yet")
    open_part(page, "Write")
    for days_ago in (5, 0):
        press_thing(page, "KI1")
        if days_ago:
            type_day(page, datetime.now() - timedelta(days=days_ago))
        page.locator(".st-key-nb_complaint").get_by_role("combobox").click()
        page.get_by_role("option", name="Heel pain", exact=True).click()
        settled(page)
        choose(page, "nb_before", str(4 + days_ago % 3))
        choose(page, "nb_after", "3")
        save(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    kept = mine.list().entries
    assert [(datetime.now().date() - entry.when.date()).days for entry in kept] == [0, 2, 4, 5, 6]
    assert {entry.complaint for entry in kept} == {"heel_pain"} and {entry.after for entry in kept} == {3}
    assert [entry.before for entry in kept] == [4, 6, 5, 6, 4]
    open_part(page, "Trends")
    says(page, "Right after 5 sessions your score was on average 2.0 lower")
    page.wait_for_function("Number(document.querySelector('.cun-plot')?.dataset.revision) > 0")
    assert page.locator(".cun-plot .points path").count() >= 10


def test_enter_in_the_list_of_what_was_pressed_takes_one_thing_and_guesses_no_code(app, open_on):
    page = open_on(app, "Write")
    box = page.locator(".st-key-nb_what").get_by_role("combobox")
    for typed, chosen in (
        ("tai xi", ["KI3"]),
        ("B2", ["KI3"]),
        ("chest", ["KI3"]),
        ("solar plexus", ["KI3", "Zone: Solar plexus"]),
    ):
        box.click()
        box.fill(typed)
        box.press("Enter")
        settled(page)
        tags = page.locator(".st-key-nb_what [data-tag]")
        expect(tags).to_have_count(len(chosen))
        assert all(text.startswith(start) for text, start in zip(tags.all_inner_texts(), chosen, strict=True))
    expect(page.get_by_text("Select all")).to_have_count(0)


def test_a_tap_on_the_sole_keeps_the_sore_place_and_the_map_shows_it(app, open_on, mine):
    side = "Left"
    page = open_on(app, **PHONE)
    choose(page, "nb_kind", "A tender spot")
    choose(page, "nb_spot_side", side)
    settled(page)
    page.wait_for_function("Number(document.querySelector('.cun-plot')?.dataset.revision) > 0")
    graph = page.locator(GRAPH).first
    graph.scroll_into_view_if_needed()
    at_rest(page)
    x, y = page.evaluate(
        """(side) => {
          const graph = document.querySelector('.cun-plot__graph'), box = graph.getBoundingClientRect();
          const { xaxis, yaxis } = graph._fullLayout;
          return [box.left + xaxis._offset + xaxis.l2p(side * 0.03), box.top + yaxis._offset + yaxis.l2p(0.12)];
        }""",
        -1 if side == "Left" else 1,
    )
    page.touchscreen.tap(x, y)
    says(page, "in the zone Heel")
    save(page)
    (spot,) = mine.tender_spots()
    assert (spot.view, spot.side) == ("foot_sole", side.lower())
    assert (spot.x, spot.y) == pytest.approx((0.03, 0.12), abs=0.01)
    open_part(page, "Body map")
    says(page, f"Sole of the foot, {side.lower()} (1)")
    drawn = "document.querySelector('.cun-plot__graph')?._fullData?.find((trace) => trace.name === 'tender spots')"
    page.wait_for_function(drawn)
    shown = page.evaluate(f"[{drawn}.x[0], {drawn}.y[0]]")
    assert shown == pytest.approx([-0.03 if side == "Left" else 0.03, 0.12], abs=0.01)


def test_the_notebook_moves_to_a_new_laptop_and_nothing_is_doubled(app, open_on, mine, computer, tmp_path):
    for day in range(7):
        mine.add(pain(day))
    page = open_on(app, "Out and in")
    with page.expect_download() as got:
        page.get_by_role("button", name="Download my data (complete").click()
    file = tmp_path / got.value.suggested_filename
    got.value.save_as(file)
    laptop = tmp_path / "laptop"
    there = Notebook(open_database(folder=laptop))
    there.add(pain(20))
    page = open_on(computer(laptop), "Out and in")
    for expected in ("New: 7 sessions.", "7 already here and the same"):
        page.locator('input[type="file"]').set_input_files(file)
        says(page, expected)
        if expected.startswith("New"):
            assert there.list().total == 1, "looking changes nothing"
            page.get_by_role("button", name="Take it in").click()
            expect(page.get_by_text("Taken in: 7 new, 0 replaced")).to_be_in_viewport()
        settled(page)
    assert there.list().total == 8
    open_part(page, "Entries")
    says(page, "8 entries, newest first")


def test_the_columns_of_another_apps_table_are_as_the_reader_says(app, open_on, mine, tmp_path):
    file = tmp_path / "diary.csv"
    file.write_text("date,score of sleep,feet,remark\n3/4/2026,9,5,after a walk\n", encoding="utf-8")
    page = open_on(app, "Out and in")
    page.locator('input[type="file"]').set_input_files(file)
    says(page, "New: 1 session.")
    box = page.locator(".st-key-nb_column_score").get_by_role("combobox")
    expect(box).to_have_value("score of sleep")
    box.click()
    page.get_by_role("option", name="feet", exact=True).click()
    settled(page)
    choose(page, "nb_column_order", "4 March")
    settled(page)
    assert mine.list().total == 0, "looking changes nothing"
    page.get_by_role("button", name="Take it in").click()
    says(page, "Taken in: 1 new, 0 replaced")
    (entry,) = mine.list().entries
    assert (entry.when.month, entry.when.day, entry.before, entry.note) == (3, 4, 5, "after a walk")


def test_a_script_in_a_note_is_shown_and_never_run(app, computer, folder, open_on, mine):
    mine.add(Note(datetime.now().astimezone(), "point", "KI3", SCRIPT))
    mine.add(pain(0, note=SCRIPT))
    page = open_on(app, "Entries")
    expect(page.get_by_text("onerror").first).to_be_visible()
    main = page.get_by_test_id("stMain")
    expect(main.locator("strong", has_text="bold")).to_be_visible()
    assert main.locator("img, a[href*='evil']").count() == 0
    assert page.title() != "run"
    page.goto(computer(folder, "card"))
    expect(page.get_by_text("onerror").first).to_be_visible()
    assert page.locator(".st-key-nb_card").locator("img, a").count() == 0 and page.title() != "run"


def test_the_second_of_two_tabs_is_told_and_nothing_is_lost(app, open_on, mine):
    kept = mine.add(pain(0))
    tabs = [open_on(app, "Entries") for _ in range(2)]
    for tab, score in zip(tabs, ("1", "9"), strict=True):
        tab.locator(f".st-key-nb_change_{kept.id} button").click()
        expect(tab.get_by_role("heading", name="Change this entry")).to_be_visible()
        settled(tab)
        choose(tab, "nb_after", score)
        settled(tab)
    for tab in tabs:
        tab.locator(".st-key-nb_save button").click()
        settled(tab)
    says(tabs[0], "Changed: Heel pain")
    says(tabs[1], "This entry was changed in another tab")
    assert mine.get("session", kept.id).after == 1
    tabs[1].locator(".st-key-nb_open_now button").click()
    expect(radio(tabs[1], "nb_after", "1")).to_be_checked()


def test_a_deleted_entry_is_brought_back_with_one_press(app, open_on, mine):
    kept = [mine.add(pain(day)) for day in range(6)][4]
    page = open_on(app, "Entries", **PHONE)
    page.locator(f".st-key-nb_delete_{kept.id} button").tap()
    says(page, "Deleted:")
    assert mine.list().total == 5
    expect(page.locator(".st-key-nb_undo_button button")).to_be_in_viewport()  # where the finger is
    page.locator(".st-key-nb_undo_button button").tap()
    says(page, "It is back.")
    assert mine.list().total == 6


@pytest.mark.parametrize("dark", [False, pytest.param(True, marks=pytest.mark.endure)], ids=["light", "dark"])
def test_every_part_passes_the_accessibility_check(app, open_on, mine, dark):
    for day in range(6):
        mine.add(pain(day))
    page = open_on(app, dark=dark)
    for part in ("Write", "Entries", "Body map", "Trends", "My points", "Out and in"):
        open_part(page, part)
        page.mouse.move(5, 600)
        still(page)
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa"]}).response["violations"]
        assert [(part, one["id"], one["nodes"][0]["html"][:150]) for one in found] == []


# ---- the whole app


@pytest.fixture
def whole(apps: Path, tmp_path: Path, folder: Path) -> Iterator[Callable[..., Server]]:
    """whole(NAME=value …) -> the atlas itself with this notebook; stopped after the test."""
    with ExitStack() as servers:

        def start(**environment: str) -> Server:
            where = {"CUN_ATLAS_NOTEBOOK_FOLDER": str(folder), **environment}
            return servers.enter_context(running(ROOT / "app.py", tmp_path / "whole.log", **where))

        yield start


def own_mark(page: Page) -> list[float] | None:
    """My place on the drawing, in view units; None when there is none."""
    return page.evaluate(
        """() => {
          const trace = document.querySelector('.cun-plot__graph')?._fullData?.find((one) => one.name === 'my places');
          return trace ? [trace.x[0], trace.y[0]] : null;
        }"""
    )


def test_a_star_a_note_and_my_own_place_of_st36_outlive_a_reload(whole, new_page, mine):
    server, page = whole(), new_page(**PHONE)
    page.goto(f"{server.url}/?view=leg_anterior&point=ST36")
    page.locator(".st-key-nb_star").first.wait_for(timeout=30_000)
    settled(page)
    page.locator(".st-key-nb_star button").tap()
    expect(page.locator(".st-key-nb_star")).to_contain_text("★ My favourite")
    page.get_by_text("Write in my notebook").tap()
    page.locator(".st-key-nb_card_note textarea").fill(SCRIPT)
    page.locator(".st-key-nb_card_keep button").tap()
    expect(page.locator(".st-key-nb_card strong", has_text="bold")).to_be_visible()
    up = page.locator(".st-key-nb_place_up input")
    up.fill("4")
    up.press("Enter")
    settled(page)
    page.locator(".st-key-nb_place_keep button").tap()
    says(page, "4 mm higher")
    page.wait_for_function(
        "document.querySelector('.cun-plot__graph')._fullData.some((one) => one.name === 'my places')"
    )
    page.reload()
    page.locator(".st-key-nb_star").first.wait_for(timeout=30_000)
    settled(page)
    expect(page.locator(".st-key-nb_star")).to_contain_text("★ My favourite")
    card = page.locator(".st-key-nb_card")
    expect(card.get_by_text("onerror")).to_be_visible()
    assert card.locator("img, a").count() == 0 and page.title() != "run"
    painted(page)
    settled(page)
    dot = BODY.place("ST36", "leg_anterior", "right")
    assert own_mark(page) == pytest.approx([dot.xy[0], dot.xy[1] + 4 / dot.mm_per_unit], abs=1e-4)
    page.goto(f"{server.url}/notebook")
    page.locator(".st-key-nb_part").get_by_role("radio").first.wait_for(timeout=30_000)
    open_part(page, "My points")
    for words in ("★ ST36", "front of the leg, right: 4 mm higher", "ST36 (1)"):
        says(page, words)


def test_while_another_program_keeps_the_notebook_to_itself_the_atlas_goes_on(whole, new_page, mine, folder):
    mine.add(pain(0))
    mine.database.close()
    with closing(sqlite3.connect(folder / "notebook.sqlite", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        page = new_page()
        page.goto(f"{whole().url}/?view=leg_anterior&point=ST36")
        painted(page)
        settled(page)
        began = time.monotonic()
        click(page, "ST37")
        assert time.monotonic() - began < 5, "a locked file takes five seconds to refuse"


def test_a_guided_session_lands_in_the_notebook_as_it_was_done(whole, new_page, mine):
    routine = load_practice().routines["RT_HEEL"]
    page = new_page()
    open_page(page, whole(**{SPEED: "600"}), "complaints")
    answer_none(page)
    choose_by_name(page, "Heel pain")
    page.get_by_role("button", name="Start the session").click()
    give(page, "before", 6)
    press_on_clock(page, "Start")
    run_to_the_end(page)
    give(page, "after", 4)
    press_on_clock(page, "Finish")
    page.locator(".st-key-nb_session_note textarea").fill("warm feet")
    page.locator(".st-key-nb_session_keep button").click()
    expect(page.locator(".st-key-nb_session_box")).to_contain_text("Kept in your notebook.")
    (kept,) = mine.list().entries
    assert (kept.complaint, kept.routine, kept.before, kept.after, kept.note) == (
        "heel_pain", "RT_HEEL", 6, 4, "warm feet",
    )  # fmt: skip
    assert abs((datetime.now().astimezone() - kept.when).total_seconds()) < 3600
    pressed = {(part.layer, part.code, part.side): part.seconds for part in kept.pressed}
    for step in (step for step in routine.steps if step.seconds and step.layer in ("point", "zone")):
        for side in ("left", "right") if step.side == "each" else (step.side,):
            for code in step.subjects:
                of_code = [one.seconds for one in routine.steps if code in one.subjects and one.layer == step.layer]
                assert pressed[step.layer, code, side] == pytest.approx(sum(of_code), abs=2)
    assert len([part for part in kept.pressed if part.layer == "point"]) >= 2
    page.goto(f"{page.url.split('/session')[0]}/notebook")
    page.locator(".st-key-nb_part").get_by_role("radio").first.wait_for(timeout=30_000)
    open_part(page, "Entries")
    says(page, "before 6, after 4")
    says(page, "warm feet")
