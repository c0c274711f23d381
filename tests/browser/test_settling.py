"""A page that has just opened runs again when the browser says what it keeps; no control loses its choice by that."""

import subprocess
import sys
from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Page
from screen import DRAWN, remembered

from tools.serve import Server

BUSY = "while True: pass"
CARED = """if (!sessionStorage.getItem('cun-atlas care')) {
  const answers = { varicose: 'left' };
  sessionStorage.setItem('cun-atlas care', JSON.stringify({ answers, at: Date.now() }));
}"""
MEASURE = "What you measured"
ADDRESS = "?view=leg_medial&side=left&finger=four&mm=66.4&point=SP6"
CHOSEN = {"View": "Inner side of the leg", "Side": "Left", MEASURE: "Four fingers"}
FIRST = {"View": "Inner side of the foot", "Side": "Right", MEASURE: "Thumb"}
AT_ONCE = (
    ("View", "Front of the leg"),
    ("Side", "Left"),
    (MEASURE, "Middle finger"),
    ("View", "Top of the foot"),
    ("Side", "Right"),
)


@pytest.fixture
def busy(request: pytest.FixtureRequest) -> Iterator[None]:
    """So many processes beside, which leave the page little of the computer."""
    with ExitStack() as running:
        for _ in range(request.param):
            process = subprocess.Popen([sys.executable, "-c", BUSY])
            running.callback(process.kill)
        yield


@pytest.mark.parametrize(("busy", "loads"), [(0, 2), pytest.param(6, 70, marks=pytest.mark.endure)], indirect=["busy"])
def test_what_is_pressed_right_after_loading_stays_chosen(
    new_page: Callable[..., Page], atlas: Server, busy: None, loads: int
) -> None:
    lost = []
    for n in range(loads):
        page, (group, label) = new_page(), AT_ONCE[n % len(AT_ONCE)]
        if n % 3 != 2:
            page.add_init_script(CARED)
        page.goto(f"{atlas.url}/{ADDRESS if n % 2 else ''}")
        if group == MEASURE:
            page.get_by_label(MEASURE).select_option(label=label, timeout=60_000)
        else:
            page.get_by_role("radio", name=label, exact=True).click(timeout=60_000)
        remembered(page)
        for name, shown in {**(CHOSEN if n % 2 else FIRST), group: label}.items():
            if chosen(page, name) != shown:
                lost.append((n, group, label, name, shown))
        page.close()
    assert lost == []


def chosen(page: Page, group: str) -> str:
    if group == MEASURE:
        return page.get_by_label(MEASURE).evaluate("one => one.selectedOptions[0].textContent")
    return page.get_by_role("radiogroup", name=group, exact=True).get_by_role("radio", checked=True).inner_text()


def test_answers_that_the_tab_keeps_cost_one_run_and_nothing_kept_costs_none(
    new_page: Callable[..., Page], atlas: Server
) -> None:
    """Runs are counted by what the page tells Streamlit: once to begin, and once for each run asked for."""
    for script, address, runs in (
        (CARED, "?view=foot_sole&side=left", 2),
        ("", "", 1),
    ):
        page, said = new_page(), []
        page.add_init_script(script)
        page.on("websocket", lambda socket, said=said: socket.on("framesent", lambda frame: said.append(frame)))
        page.goto(f"{atlas.url}/{address}")
        page.wait_for_function(DRAWN, arg="", timeout=30_000)
        remembered(page)
        assert len(said) == runs
