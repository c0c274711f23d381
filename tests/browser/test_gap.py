"""A phone locked, a lid closed, a server begun again: what is on the screen afterwards is what the server knows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator

import pytest
from guiding import answer, begin, draws, go_to_step, step_shown, stored
from line import Line, line_to
from playwright.sync_api import Page, expect
from screen import BELOW, DRAWN, addressed, click, layer, settled

from data.care.decision import load_care
from tools.serve import ROOT, Server

ALL_NO = f"""sessionStorage.setItem('cun-atlas care',
  JSON.stringify({{ answers: {json.dumps(dict.fromkeys(load_care().questions, "no"))}, at: Date.now() }}))"""
CONNECTED = "on => (document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED') === on"


class Reader:
    """One reader whose line to the atlas can be cut."""

    def __init__(self, page: Page, line: Line, another: Server) -> None:
        self.page, self.line, self.another = page, line, another

    def open(self, path: str, ready: str = "") -> None:
        self.page.goto(f"{self.line.url}/{path}")
        self.page.locator(ready or "[data-testid=stApp]").first.wait_for(timeout=60_000)
        settled(self.page)

    def gap(self, seconds: float | None) -> None:
        """The line is cut for so long; None: until a server that knows nothing has taken the place of the first."""
        self.line.cut()
        self.page.wait_for_function(CONNECTED, arg=False, timeout=60_000)
        time.sleep(seconds or 0)
        self.line.mend(None if seconds else int(self.another.url.rpartition(":")[2]))
        self.page.wait_for_function(CONNECTED, arg=True, timeout=90_000)
        settled(self.page)


GAPS = [
    pytest.param(None, id="restart"),
    *(pytest.param(s, id=f"{s} s", marks=pytest.mark.endure) for s in (5, 60, 150)),
]


@pytest.fixture
def reader(new_page: Callable[..., Page], atlas: Server, serve: Callable[..., Server]) -> Iterator[Reader]:
    another = serve(ROOT / "app.py", ATLAS_COPY="another")
    with line_to(atlas.url) as line:
        yield Reader(new_page(errors_expected=True), line, another)


@pytest.mark.parametrize("gap", GAPS)
def test_after_a_gap_the_atlas_answers_and_knows_what_was_chosen(reader: Reader, gap: float | None) -> None:
    page = reader.page
    reader.open("?view=leg_medial&side=left", ready=".cun-plot__graph")
    page.wait_for_function(DRAWN, arg="", timeout=60_000)
    layer(page, "Compare rulers").check()
    settled(page)
    reader.gap(gap)
    expect(layer(page, "Compare rulers")).to_be_checked()
    click(page, "SP9")
    addressed(page, "point=SP9", "side=left")
    expect(page.locator(BELOW)).to_contain_text("Yīnlíngquán")


@pytest.mark.parametrize("gap", GAPS)
def test_after_a_gap_a_note_that_was_being_written_stands_to_the_last_letter(reader: Reader, gap: float | None) -> None:
    page = reader.page
    reader.open("notebook", ready=".st-key-nb_note textarea")
    box = page.locator(".st-key-nb_note textarea")
    box.fill("first words")
    box.blur()
    settled(page)
    page.locator(".st-key-nb_before").get_by_role("radio", name="7", exact=True).click()
    settled(page)
    box.press_sequentially(" and more")
    reader.gap(gap)
    expect(box).to_have_value("first words and more")
    expect(page.get_by_test_id("stToast")).to_contain_text("The connection was lost")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator(".st-key-notebook_page").get_by_test_id("stAlert")).to_contain_text("Kept in your notebook")
    expect(box).to_have_value("")
    page.get_by_role("radio", name="Entries").click()
    expect(page.locator(".st-key-notebook_page")).to_contain_text("first words and more")
    settled(page)
    assert "first words" not in (page.evaluate("sessionStorage.getItem('cun-atlas unsaved')") or "")


@pytest.mark.parametrize("gap", GAPS)
def test_after_a_gap_the_drawing_of_a_session_follows_the_clock(reader: Reader, gap: float | None) -> None:
    page = reader.page
    page.add_init_script(ALL_NO)
    reader.open("session?routine=RT_HEEL", ready=".cun-clock")
    begin(page)
    go_to_step(page, 4)
    draws(page, "KI7", "KI8")
    at = step_shown(page)
    reader.gap(gap)
    assert step_shown(page) == at
    draws(page, "KI7", "KI8")
    go_to_step(page, 6)
    draws(page, "BL57")


@pytest.mark.parametrize("gap", GAPS)
def test_after_a_gap_every_tick_before_pressing_is_known(reader: Reader, gap: float | None) -> None:
    page = reader.page
    reader.open("care", ready=".cun-lines__row")
    answer(page, fever="Yes")
    reader.gap(gap)
    answer(page, varicose="Left")
    assert stored(page) == {"fever": "yes", "varicose": "left"}


@pytest.mark.parametrize("gap", GAPS)
def test_after_a_gap_a_paper_is_made_of_what_the_page_shows(reader: Reader, gap: float | None) -> None:
    page = reader.page
    reader.open("paper", ready=".st-key-paper_product")
    page.get_by_role("radio", name="My handout").click()
    title = page.get_by_label("Title")
    title.fill("For Eva")
    title.blur()
    settled(page)
    reader.gap(gap)
    expect(title).to_have_value("For Eva")
    expect(page.get_by_role("radio", name="My handout")).to_be_checked()
    page.get_by_role("combobox", name="Points").fill("SP6")
    page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    settled(page)
    page.get_by_role("button", name="Make the file").click()
    expect(page.get_by_role("button", name="Save my-handout")).to_be_visible(timeout=30_000)
