"""A phone locked, a lid closed, a server begun again: what is on the screen afterwards is what the server knows."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest
from guiding import answer, drawn_codes, press, step_shown, stored
from line import Line, line_to
from playwright.sync_api import Page, expect
from screen import BELOW, DRAWN, addressed, click, layer, settled

from data.care import load_care
from tools.serve import ROOT, Server, running

ALL_NO = f"""sessionStorage.setItem('cun-atlas care',
  JSON.stringify({{ answers: {json.dumps(dict.fromkeys(load_care().questions, "no"))}, at: Date.now() }}))"""
CONNECTED = "on => (document.querySelector('[data-testid=stApp]').dataset.testConnectionState === 'CONNECTED') === on"


class Reader:
    """One reader whose line to the atlas can be cut; `after` says for how long, or that the server begins again."""

    def __init__(self, page: Page, line: Line, server: Server, start: Callable[[], Server]) -> None:
        self.page, self.line, self.server, self.start = page, line, server, start

    def open(self, path: str, ready: str = "") -> None:
        self.page.goto(f"{self.line.url}/{path}")
        self.page.locator(ready or "[data-testid=stApp]").first.wait_for(timeout=60_000)
        settled(self.page)

    def gap(self, seconds: float | None) -> None:
        """The line is cut for so long; None: until another server has taken the place of the first."""
        self.line.cut()
        self.page.wait_for_function(CONNECTED, arg=False, timeout=60_000)
        port = None
        if seconds is None:
            self.server = self.start()
            port = int(self.server.url.rpartition(":")[2])
        else:
            time.sleep(seconds)
        self.line.mend(port)
        self.page.wait_for_function(CONNECTED, arg=True, timeout=90_000)
        settled(self.page)


GAPS = [
    pytest.param(None, id="restart"),
    *(pytest.param(s, id=f"{s} s", marks=pytest.mark.endure) for s in (5, 60, 150)),
]


@pytest.fixture
def reader(new_page: Callable[..., Page], tmp_path: Path) -> Iterator[Reader]:
    with ExitStack() as open_things:
        began = 0

        def start() -> Server:
            nonlocal began
            began += 1
            log = tmp_path / f"server{began}.log"
            return open_things.enter_context(running(ROOT / "app.py", log))

        server = start()
        line = open_things.enter_context(line_to(server.url))
        yield Reader(new_page(errors_expected=True), line, server, start)


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
    press(page, "Start")
    while len(codes := drawn_codes(page)) != 1:
        press(page, "Skip")
        settled(page)
    at = step_shown(page)
    reader.gap(gap)
    for _ in range(20):  # the clock went on by itself meanwhile: two steps that follow each other draw other points
        if (step_shown(page) == at) == (drawn_codes(page) == codes):
            break
        page.wait_for_timeout(500)
    assert (step_shown(page) == at) == (drawn_codes(page) == codes)
    codes = drawn_codes(page)
    while drawn_codes(page) in (codes, []):
        press(page, "Skip")
        settled(page)


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
