"""From a complaint to the end of a session as a reader goes: the questions, the choice, the clock."""

import json
import re
import time
from typing import Any

from playwright.sync_api import Locator, Page, expect
from screen import GRAPH, settled

from data.care.decision import load_care
from tools.serve import Server

QUESTIONS = len(load_care().questions)
KEPT = "Object.keys(JSON.parse(sessionStorage.getItem('cun-atlas care') ?? '{}').answers ?? {}).length"
RANGES = f"""() => {{
  const {{ xaxis, yaxis }} = document.querySelector('{GRAPH}')._fullLayout;
  return [...xaxis.range, ...yaxis.range].map((value) => Math.round(value * 1000) / 1000);
}}"""


def open_page(page: Page, server: Server, path: str) -> None:
    page.goto(f"{server.url}/{path}")
    page.get_by_test_id("stApp").wait_for()
    settled(page)


def answer_none(page: Page) -> None:
    """Say no to every question that is still open, and wait until the tab keeps the answers."""
    page.locator(".cun-lines__none").click(timeout=30_000)
    page.wait_for_function(f"{KEPT} === {QUESTIONS}")
    settled(page)


def answer(page: Page, **answers: str) -> None:
    """Tick lines, "Yes" for the tick alone, else the side or kind by its label: answer(page, fever="Yes", gout="Left").

    "No" takes a tick back.
    """
    for question, label in answers.items():
        row = page.locator(f'.cun-lines__row[data-question="{question}"]')
        row.get_by_role("checkbox").set_checked(label != "No")
        if label not in ("Yes", "No"):
            row.get_by_role("radio", name=label, exact=True).check()
        settled(page)


def choose_by_name(page: Page, name: str) -> None:
    """Type a complaint's name and take it from the list."""
    box = page.get_by_role("combobox", name="Choose by name")
    box.click()
    box.fill(name)
    page.get_by_role("option").filter(has_text=re.compile(f"^{re.escape(name)}")).first.click()
    settled(page)
    expect(page.get_by_role("listbox")).to_have_count(0)


def clock(page: Page) -> Locator:
    return page.locator(".cun-clock")


def press(page: Page, name: str) -> None:
    """A button of the clock."""
    clock(page).get_by_role("button", name=name, exact=True).click()


def begin(page: Page) -> None:
    """Start the clock and pause it at its first step, and wait until the page has heard of it."""
    before = page.evaluate("performance.now()")
    press(page, "Start")
    press(page, "Pause")
    page.wait_for_function("before => cunTalk.sent > before", arg=before)
    settled(page)


SKIP = """(count) => {
  const now = performance.now();
  for (let i = 0; i < count; i++) document.querySelector('.cun-clock [data-do=skip]').click();
  return now;
}"""


def go_to_step(page: Page, n: int) -> None:
    """Skip to a step at one go, so that the page is told of it alone, and wait until it is drawn."""
    if (more := n - int(step_shown(page).split()[1])) > 0:
        skipped = page.evaluate(SKIP, more)
        page.wait_for_function("at => cunTalk.sent > at", arg=skipped)
    settled(page)


def give(page: Page, stage: str, number: int) -> None:
    """How it feels, "before" or "after"."""
    page.locator(f'[data-part="{stage}"]').get_by_role("radio", name=str(number), exact=True).check()


def run_to_the_end(page: Page, seconds: float = 60) -> None:
    """Let the clock run; go on where a step waits for the reader."""
    until = page.evaluate("performance.now()") + seconds * 1000
    while page.evaluate("document.querySelector('.cun-clock').dataset.stage") != "after":
        assert page.evaluate("performance.now()") < until, "the session does not end"
        if page.locator('.cun-clock[data-now="wait"]').count():
            press(page, "Next")
        page.wait_for_timeout(50)
    expect(page.get_by_role("heading", name="Rest a moment")).to_be_visible()


def step_shown(page: Page) -> str:
    """Such as "Step 4 of 20"."""
    return page.locator('[data-part="count"]').inner_text()


def ranges(page: Page) -> list[float]:
    """What the drawing shows: x0, x1, y0, y1 in view units."""
    return page.evaluate(RANGES)


def drawn_codes(page: Page) -> list[str]:
    """The points that are marked on the drawing."""
    return page.evaluate(
        f"""() => document.querySelector('{GRAPH}')._fullData.filter((trace) => trace.name === 'points')
          .flatMap((trace) => (trace.customdata ?? []).map((row) => row[0]))"""
    )


def draws(page: Page, *codes: str) -> None:
    """Wait until exactly these points are marked on the drawing, which follows the clock a run later."""
    until = time.monotonic() + 15
    while sorted(drawn_codes(page)) != sorted(codes) and time.monotonic() < until:
        page.wait_for_timeout(50)
    assert sorted(drawn_codes(page)) == sorted(codes)


def boxes(page: Page) -> list[str]:
    """The yellow, red and green boxes of the page."""
    return page.get_by_test_id("stAlert").all_inner_texts()


def stored(page: Page) -> dict[str, Any]:
    return json.loads(page.evaluate("sessionStorage.getItem('cun-atlas care')") or "{}").get("answers") or {}
