"""The clock of a guided session: no second is lost or won, whatever the page, the tab or the reader does."""

import json
import re
import time
from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from apps.session_clock_sessions import SESSIONS
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from screen import settled, still
from stage import Part, Stage, data_of, draw, mounted, told

from tools.serve import Server
from ui.components import session_clock
from ui.components.session_clock import (
    SCRIPT,
    SPEED,
    check,
    done_from_browser,
    speed,
    step_from_browser,
    whole_seconds,
)
from web.scripts import one_module, text_of

APP = Path(__file__).parent / "apps" / "session_clock_app.py"
CLOCK = Part(text_of("clock/session_clock.html"), text_of("clock/session_clock.css"), one_module(SCRIPT))
DESK, PHONE = (1280, 900), (390, 844)
LET_GO, PRESS_AGAIN, FIRM, STEP_DONE = 392, 659, 587, 1047  # Hz of the tones
SLEPT = "Paused while the page was asleep."

# What a session would sound, say, buzz and ask of the screen, written down instead. No time passes but by `pass`, in
# steps a quarter longer than the clock expects, as on a busy computer.
SENSES = """
window.heard = []; window.said = []; window.locks = 0;
window.AudioContext = class {
  state = 'running'; currentTime = 0; destination = {};
  createGain() { const gain = { setValueAtTime() {}, exponentialRampToValueAtTime() {} };
    return { gain, connect: (next) => next }; }
  createOscillator() { const source = { frequency: {}, connect: (next) => next, stop() {},
      start() { heard.push({ hertz: source.frequency.value, ms: performance.now() }); } }; return source; }
  resume() { return Promise.resolve(); }
  close() { return Promise.resolve(); }
};
Object.defineProperty(window, 'speechSynthesis', { value: {
  speaking: false, cancel() {}, speak: (one) => said.push(one.text) } });
Object.defineProperty(navigator, 'wakeLock', { value: { request: async () => { locks += 1;
  return window.lock = { released: false, async release() { this.released = true; } }; } } });
Object.defineProperty(document, 'hidden', { get: () => window.away ?? false });
window.leave = (away) => { window.away = away; document.dispatchEvent(new Event('visibilitychange')); };

const day = Date.now(), repeat = setInterval.bind(window), looks = new Map();
window.slept = 0; window.turned = 0;
performance.now = () => slept;
Date.now = () => day + slept + turned;
window.setInterval = (look, ms) => { const id = repeat(look, ms); looks.set(id, look); return id; };
window.clearInterval = (id) => { looks.delete(id); clearTimeout(id); };
window.pass = (seconds) => {
  for (let ms = 0; ms < seconds * 1000; ms += 125) { slept += 125; for (const look of looks.values()) look(); }
};
"""


def data(name: str, **more: float) -> dict[str, Any]:
    """What the clock is given for a session."""
    session = {**SESSIONS[name], **more}
    return data_of(session_clock, lambda: session_clock.session_clock("clock", session, print, print))


@pytest.fixture
def open_on(new_page: Callable[..., Page], stage: Stage) -> Callable[..., Page]:
    """open_on("heel", speed=…, ready=…, size=…, dark=…) -> that session before its start."""

    def make(
        session: str,
        speed: float = 1,
        ready: float = 1,
        size: tuple[int, int] = DESK,
        dark: bool = False,
        senses: str = SENSES,
    ) -> Page:
        page = new_page(width=size[0], height=size[1], touch=size == PHONE, dark=dark)
        page.add_init_script(senses)
        page.goto(stage.put(CLOCK, data(session, speed=speed, ready=ready)))
        mounted(page)
        return page

    return make


def button(page: Page, name: str):
    return page.locator(".cun-clock").get_by_role("button", name=name, exact=True)


def score(page: Page, stage: str, number: int) -> None:
    page.locator(f'[data-part="{stage}"]').get_by_role("radio", name=str(number), exact=True).check()


def part(page: Page, name: str) -> str:
    return page.locator(f'.cun-clock [data-part="{name}"]').text_content() or ""


def seconds(text: str) -> int:
    """Of "4:30", "4:30 left" or "57"."""
    minutes, _, rest = text.split()[0].rpartition(":")
    return int(minutes or 0) * 60 + int(rest)


def time_left(page: Page) -> int:
    return seconds(part(page, "left"))


def let_pass(page: Page, seconds: float) -> None:
    page.evaluate("seconds => pass(seconds)", seconds)


def now(page: Page) -> str:
    """What the clock is doing: ready, press, release, light, firm, hold, wait or paused."""
    return page.locator(".cun-clock").get_attribute("data-now") or ""


def pressing(page: Page) -> None:
    """Let the time pass until the hands are at the place."""
    let_pass(page, 1)
    assert now(page) not in ("ready", "paused")


def heard(page: Page, hertz: int) -> list[float]:
    """When a tone was heard, ms of the page."""
    return [tone["ms"] for tone in page.evaluate("heard") if tone["hertz"] == hertz]


def steps_told(page: Page) -> list[int]:
    """The steps that the page was told, as it understands them."""
    session = page.evaluate("stage.data")
    return [step_from_browser(value, session) for value in told(page, "step")]


def steps_are(page: Page, steps: list[int]) -> None:
    """Wait until exactly these steps were told."""
    page.wait_for_function(
        "steps => JSON.stringify(stage.told.step?.map(({ n }) => n)) === JSON.stringify(steps)", arg=steps
    )
    assert steps_told(page) == steps


def result(page: Page) -> dict[str, Any]:
    """The last thing the page was told when a session was finished, as it understands it."""
    page.wait_for_function("stage.told.done?.length > 0")
    understood = done_from_browser(told(page, "done")[-1], page.evaluate("stage.data"))
    assert understood is not None
    return understood


# ---- a whole session


def test_a_whole_session_from_the_first_number_to_the_last(open_on: Callable[..., Page]) -> None:
    page = open_on("heel", speed=100, ready=5)
    assert whole_seconds(SESSIONS["heel"]) == 645
    score(page, "before", 6)
    button(page, "Start").click()
    let_pass(page, 6.375)
    assert part(page, "left") == "0:08 left"
    let_pass(page, 0.125)
    expect(page.get_by_role("heading", name="Rest a moment")).to_be_visible()
    score(page, "after", 4)
    button(page, "Finish").click()
    told = result(page)
    assert (told["before"], told["after"]) == (6, 4)
    assert told["pressed"] == [{"n": step["n"], "seconds": step["seconds"]} for step in SESSIONS["heel"]["steps"]]
    assert datetime.fromisoformat(told["started"]) < datetime.fromisoformat(told["ended"])
    assert steps_told(page) == sorted(set(steps_told(page))) and steps_told(page)[-1] == 6
    expect(page.get_by_text("Time at the places: 10 minutes 15 seconds. Before: 6. Now: 4.")).to_be_visible()
    assert page.evaluate("Object.keys(sessionStorage).filter((name) => name.includes('session '))") == []
    button(page, "Once more").click()
    expect(page.get_by_role("radio", checked=True)).to_have_count(0)
    expect(button(page, "Start")).to_be_visible()


def test_the_numbers_may_be_left_out_and_an_end_in_the_middle_counts_what_was_pressed(
    open_on: Callable[..., Page],
) -> None:
    page = open_on("short")
    button(page, "Start").click()
    let_pass(page, 9)
    assert part(page, "number") == "12"
    button(page, "End here").click()
    button(page, "Back to the last step").click()
    assert part(page, "number") == "12"
    button(page, "End here").click()
    button(page, "Finish").click()
    told = result(page)
    assert told["before"] is None and told["after"] is None
    assert [one["seconds"] for one in told["pressed"]] == [8, 0]


def test_each_release_and_each_change_is_heard_at_its_time(open_on: Callable[..., Page]) -> None:
    """BL60: five minutes, a release every thirty seconds. GB40: light, then firm after a minute."""
    page = open_on("heel")
    button(page, "Start").click()
    button(page, "Skip").click()
    button(page, "Skip").click()
    let_pass(page, 1 + 300 + 1 + 61)
    released = [ms / 1000 - 1 for ms in heard(page, LET_GO)]
    assert released == pytest.approx([30, 64, 98, 132, 166, 200, 234, 268], abs=0.125), "by the next look at the clock"
    assert [ms / 1000 for ms in heard(page, FIRM)] == pytest.approx([1 + 300 + 1 + 60], abs=0.125)
    assert len(heard(page, PRESS_AGAIN)) == 8 + 2, "after each release, and when each step begins"
    assert len(heard(page, STEP_DONE)) == 1


def test_the_word_says_what_the_hands_do(open_on: Callable[..., Page]) -> None:
    page = open_on("heel", ready=8)
    button(page, "Start").click()
    assert (now(page), part(page, "word")) == ("ready", "get ready")
    let_pass(page, 9)
    assert (now(page), part(page, "word"), part(page, "number")) == ("hold", "seconds", "59")
    button(page, "Skip").click()
    button(page, "Skip").click()
    for wait, does, word in ((0, "ready", "get ready"), (10, "press", "press"), (30, "release", "let go"),
                             (4, "press", "press")):  # fmt: skip
        let_pass(page, wait)
        assert (now(page), part(page, "word")) == (does, word)
    button(page, "Skip").click()
    for wait, does, word in ((0, "ready", "get ready"), (10, "light", "light"), (60, "firm", "firm")):
        let_pass(page, wait)
        assert (now(page), part(page, "word")) == (does, word)


def test_quiet_silences_tones_and_voice_and_outlives_a_reload(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    button(page, "Start").click()
    button(page, "Read aloud").click()
    assert page.evaluate("said[0]").startswith("Left. Warm up the foot.")
    button(page, "Quiet").click()
    sounds, words = len(page.evaluate("heard")), len(page.evaluate("said"))
    for _ in range(3):
        button(page, "Skip").click()
        pressing(page)
    assert (len(page.evaluate("heard")), len(page.evaluate("said"))) == (sounds, words)
    page.reload()
    expect(button(page, "Quiet")).to_have_attribute("aria-pressed", "true")
    button(page, "Go on").click()
    button(page, "Skip").click()
    pressing(page)
    assert page.evaluate("heard") == []
    button(page, "Quiet").click()
    button(page, "Skip").click()
    pressing(page)
    assert page.evaluate("heard.length && said.length")


def test_nothing_is_spoken_unless_asked_for(open_on: Callable[..., Page]) -> None:
    page = open_on("heel", speed=100)
    button(page, "Start").click()
    let_pass(page, 7)
    expect(page.get_by_role("heading", name="Rest a moment")).to_be_visible()
    assert page.evaluate("said") == []


def test_the_breath_goes_in_for_four_seconds_and_out_for_six(open_on: Callable[..., Page]) -> None:
    page = open_on("short")
    button(page, "Start").click()
    pressing(page)
    size = "Number(/scale\\((.*)\\)/.exec(document.querySelector('[data-part=lung]').style.transform)[1])"
    for passed, says, wide in ((0, "breathe in", 0.62), (3.875, "breathe in", 1), (0.125, "breathe out", 1),
                               (5.875, "breathe out", 0.62), (0.125, "breathe in", 0.62)):  # fmt: skip
        let_pass(page, passed)
        assert part(page, "breath") == says
        assert page.evaluate(size) == pytest.approx(wide, abs=0.01)
    button(page, "Breath pace").click()
    expect(page.locator('.cun-clock[data-breath="off"]')).to_be_visible()
    assert part(page, "breath") == ""


def test_less_motion_is_asked_for_and_given(open_on: Callable[..., Page]) -> None:
    page = open_on("short")
    page.emulate_media(reduced_motion="reduce")
    button(page, "Start").click()
    pressing(page)
    expect(page.locator('.cun-clock[data-breath="on"]')).to_be_visible()
    assert page.locator('[data-part="lung"]').evaluate("node => getComputedStyle(node).transform") == "none"
    assert page.locator('[data-part="arc"]').evaluate("node => getComputedStyle(node).transitionDuration") == "0s"
    assert part(page, "breath") == "breathe in", "the word still guides"


# ---- no second is lost or won


def test_a_pause_stops_the_time(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    button(page, "Start").click()
    pressing(page)
    button(page, "Pause").click()
    left, number = part(page, "left"), part(page, "number")
    expect(page.locator('.cun-clock[data-now="paused"]')).to_be_visible()
    let_pass(page, 60)
    assert (part(page, "left"), part(page, "number")) == (left, number)
    button(page, "Go on").click()
    let_pass(page, 10)
    assert seconds(left) - time_left(page) == 10


def test_runs_of_the_page_do_not_touch_the_running_clock(
    new_page: Callable[..., Page], serve: Callable[[Path], Server]
) -> None:
    """With Streamlit itself, and so the test that its page and the clock understand each other."""
    page = new_page()
    page.goto(f"{serve(APP).url}/?session=heel&speed=1&ready=1")
    button(page, "Start").wait_for(timeout=30_000)
    settled(page)
    button(page, "Start").click()
    page.locator('.cun-clock[data-now="hold"]').wait_for()
    before, began = time_left(page), time.monotonic()
    number = seconds(part(page, "number"))
    for count in range(1, 5):
        page.get_by_role("button", name="Run the page again").click()
        page.get_by_text(f"Runs: {count}", exact=True).wait_for()
        expect(page.locator('.cun-clock[data-now="hold"]')).to_be_visible()
    page.wait_for_function(f"parseInt(document.querySelector('[data-part=number]').textContent) < {number - 1}")
    assert before - time_left(page) == pytest.approx(time.monotonic() - began, abs=1.1)
    expect(page.get_by_text("Steps: [1]", exact=True)).to_be_visible()
    button(page, "End here").click()
    button(page, "Finish").click()
    page.get_by_text("Results: 1", exact=True).wait_for()
    done = json.loads(page.get_by_text(re.compile('^{"before')).inner_text())
    assert [one["n"] for one in done["pressed"]] == [1, 2, 3, 4, 5, 6]


def test_a_busy_page_does_not_slow_the_clock(open_on: Callable[..., Page]) -> None:
    """Where a look at the clock comes late, the time since the last one counts."""
    page = open_on("heel")
    button(page, "Start").click()
    pressing(page)
    before = time_left(page)
    for _ in range(2):
        page.evaluate("slept += 2_500")
        let_pass(page, 0.5)
    assert before - time_left(page) == 6


def test_a_reload_goes_on_where_it_was_and_waits(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    score(page, "before", 7)
    button(page, "Start").click()
    for _ in range(3):
        button(page, "Skip").click()
    let_pass(page, 11)
    assert part(page, "number") == "1:50"
    page.reload()
    expect(button(page, "Go on")).to_be_visible()
    assert part(page, "count") == "Step 4 of 6"
    assert part(page, "why") == "You were at step 4, with 1:50 to go."
    steps_are(page, [4])
    let_pass(page, 5)
    assert part(page, "number") == "1:50", "it waits for the reader"
    button(page, "Go on").click()
    let_pass(page, 10)
    assert part(page, "number") == "1:40"
    button(page, "End here").click()
    button(page, "Finish").click()
    assert result(page)["before"] == 7, "the first number is kept too"


def test_a_clock_that_is_drawn_anew_runs_on_and_one_that_was_away_longer_waits(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    button(page, "Start").click()
    pressing(page)
    for away_ms, does in ((0, "hold"), (2900, "hold"), (3100, "paused")):
        before = time_left(page)
        page.evaluate("stage.leave()")
        page.locator(".cun-clock").wait_for(state="detached")
        page.evaluate("ms => { slept += ms; }", away_ms)
        page.evaluate("stage.enter()")
        assert now(page) == does
        assert before == time_left(page)
    page.wait_for_function("() => stage.told.step?.length > 0")
    assert set(steps_told(page)) == {1}


def test_what_was_kept_of_another_session_or_cannot_be_read_is_dropped(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    button(page, "Start").click()
    kept = "Object.keys(sessionStorage).filter((name) => name.startsWith('cun-session '))"
    assert page.evaluate(kept) == ["cun-session heel-1"]
    draw(page, data("short"))
    button(page, "Start").wait_for()
    assert page.get_by_role("heading", name="A minute for the heel").is_visible()
    assert page.evaluate(kept) == []
    rest = '"pressed":[],"other":[],"settings":{}},"here":{}}'
    for wrong in ("nonsense", "{}", "null", *(f'{{"now":{{"stage":"steps","at":{at},"t":{t},{rest}'
                  for at, t in ((99, 0), (-1, 0), (0, "null"), (0, 1e9), ('"length"', 0)))):  # fmt: skip
        page.evaluate("text => sessionStorage.setItem('cun-session heel-1', text)", wrong)
        page.reload()
        button(page, "Start").wait_for()


def test_a_page_that_slept_pauses_where_it_was_left(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    button(page, "Start").click()
    pressing(page)
    page.evaluate("leave(true)")
    let_pass(page, 5)
    before = time_left(page)
    assert part(page, "why") == "", "hidden is not asleep"
    page.evaluate("slept += 1_200_000")
    expect(page.get_by_text(SLEPT)).to_be_visible()
    page.evaluate("leave(false)")
    let_pass(page, 5)
    assert before == time_left(page)
    button(page, "Go on").click()
    expect(page.get_by_text(SLEPT)).to_be_hidden()
    let_pass(page, 2)
    assert before - time_left(page) == 2


def test_a_tab_that_really_stood_still_pauses_too(open_on: Callable[..., Page]) -> None:
    page = open_on("heel", senses="")
    button(page, "Start").click()
    page.locator('.cun-clock[data-now="hold"]').wait_for()
    before, began = time_left(page), time.monotonic()
    tab = page.context.new_cdp_session(page)
    tab.send("Debugger.enable")
    stands: list[object] = []
    tab.on("Debugger.paused", lambda said: stands.append(said))
    tab.send("Debugger.pause")  # as in a frozen tab no script runs, while the clocks of the computer go on
    while not stands:
        page.wait_for_timeout(20)
    time.sleep(3.6)
    tab.send("Debugger.resume")
    expect(page.get_by_text(SLEPT)).to_be_visible()
    passed = time.monotonic() - began
    assert before - time_left(page) <= passed - 3.6 + 1


def test_a_phone_whose_clock_stood_still_in_its_sleep_is_noticed_by_the_time_of_day(
    open_on: Callable[..., Page],
) -> None:
    page = open_on("heel")
    button(page, "Start").click()
    pressing(page)
    page.evaluate("leave(true); turned += 600_000")
    expect(page.get_by_text(SLEPT)).to_be_visible()


@pytest.mark.parametrize("hours", [-25, 1])
def test_setting_the_time_of_day_moves_nothing(open_on: Callable[..., Page], hours: int) -> None:
    page = open_on("heel")
    button(page, "Start").click()
    pressing(page)
    before = time_left(page)
    page.evaluate("hours => { turned += hours * 3_600_000; }", hours)
    let_pass(page, 2)
    assert before - time_left(page) == 2
    assert part(page, "why") == ""
    page.reload()
    button(page, "Go on").wait_for()
    assert before - time_left(page) == 2


def test_the_screen_is_kept_awake_while_the_clock_runs(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    button(page, "Start").click()
    page.wait_for_function("locks === 1")
    page.evaluate("lock.released = true; leave(true)")  # what a browser does to a hidden page
    page.evaluate("leave(false)")
    page.wait_for_function("locks === 2 && !lock.released")
    button(page, "Pause").click()
    page.wait_for_function("lock.released")


# ---- the reader leads


def test_skip_back_and_repeat(open_on: Callable[..., Page]) -> None:
    page = open_on("heel", ready=5)
    button(page, "Start").click()
    expect(button(page, "Back")).to_be_disabled()
    button(page, "Skip").click()
    assert part(page, "count") == "Step 2 of 6" and part(page, "side") == "Right"
    let_pass(page, 5 + 15)
    assert part(page, "number") == "45"
    button(page, "Repeat this step").click()
    assert now(page) == "ready"
    assert part(page, "count") == "Step 2 of 6"
    button(page, "Back").click()
    assert part(page, "count") == "Step 1 of 6" and part(page, "side") == "Left"
    button(page, "Pause").click()
    button(page, "Skip").click()
    assert part(page, "word") == "paused", "a paused session stays paused"
    button(page, "Start this step").click()
    for _ in range(5):
        button(page, "Skip").click()
    expect(page.get_by_role("heading", name="Rest a moment")).to_be_visible()
    button(page, "Finish").click()
    pressed = {one["n"]: one["seconds"] for one in result(page)["pressed"]}
    assert pressed[2] == 15 and pressed[6] == 0, "what was pressed counts, also when it is done again"


def test_only_the_step_where_the_reader_stops_is_told(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    page.evaluate(
        "for (const what of ['start', ...Array(4).fill('skip')]) document.querySelector(`[data-do=${what}]`).click()"
    )
    steps_are(page, [5])


def test_what_cannot_be_reached_is_done_another_way_or_left_out(open_on: Callable[..., Page]) -> None:
    page = open_on("short")
    button(page, "Start").click()
    pressing(page)
    button(page, "I can't reach this").click()
    expect(page.get_by_text("Roll the heel over a small ball.")).to_be_visible()
    expect(page.locator('.cun-clock[data-now="paused"]')).to_be_visible()
    button(page, "Do it this way").click()
    assert part(page, "say") == "Roll the heel over a small ball."
    expect(page.locator('.cun-clock[data-now="hold"]')).to_be_visible()
    expect(page.locator('[data-part="way"]')).to_be_hidden()
    button(page, "Skip").click()
    button(page, "I can't reach this").click()
    expect(page.get_by_text("There is no other way written for this step.")).to_be_visible()
    expect(button(page, "Do it this way")).to_be_hidden()
    button(page, "Leave this step out").click()
    button(page, "Finish").click()
    assert result(page)["pressed"][1] == {"n": 8, "seconds": 0}


def test_a_step_without_a_time_waits_for_the_reader(open_on: Callable[..., Page]) -> None:
    page = open_on("check")
    button(page, "Start").click()
    let_pass(page, 60)
    assert part(page, "count") == "Step 1 of 2"
    assert (now(page), part(page, "word")) == ("wait", "take your time")
    button(page, "Next").click()
    let_pass(page, 31)
    expect(page.get_by_role("heading", name="Rest a moment")).to_be_visible()
    button(page, "Finish").click()
    assert [one["seconds"] for one in result(page)["pressed"]] == [0, 30]


def test_a_whole_session_by_keyboard(open_on: Callable[..., Page]) -> None:
    page = open_on("short", ready=5)
    page.locator('[data-part="before"] input').first.focus()
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    focused = "document.activeElement.textContent"
    assert page.evaluate(focused) == "Pause", "the key that is needed next has the focus"
    outline = page.evaluate("getComputedStyle(document.activeElement).outlineWidth")
    assert outline == "3px"
    page.keyboard.press("Space")
    assert part(page, "word") == "paused"
    page.keyboard.press("Space")
    assert part(page, "word") != "paused"
    page.evaluate("document.activeElement.blur()")
    page.keyboard.press("Space")
    assert part(page, "word") == "paused", "also when nothing has the focus"
    page.keyboard.press("ArrowRight")
    assert part(page, "count") == "Step 2 of 2"
    page.keyboard.press("ArrowLeft")
    assert part(page, "count") == "Step 1 of 2"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("heading", name="Rest a moment")).to_be_focused()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    told = result(page)
    assert (told["before"], told["after"]) == (3, 0)


def test_keys_typed_elsewhere_on_the_page_are_not_the_clocks(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    button(page, "Start").click()
    page.get_by_role("combobox").focus()
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Space")
    assert part(page, "count") == "Step 1 of 6"
    assert part(page, "word") != "paused"


def test_a_thousand_taps_do_no_harm(open_on: Callable[..., Page]) -> None:
    page = open_on("heel")
    taps = """async (count) => {
      let seed = 7;
      for (let i = 0; i < count; i++) {
        const all = [...document.querySelectorAll('.cun-clock button:enabled')].filter((one) => one.offsetParent);
        seed = (seed * 16807) % 2147483647;
        all[seed % all.length].click();
        pass(0.5);
        if (i % 25 === 0) await new Promise((done) => setTimeout(done, 5));
      }
    }"""
    page.evaluate(taps, 1000)
    for _ in range(20):
        stage = page.locator(".cun-clock").get_attribute("data-stage")
        if stage == "before":
            break
        button(page, {"steps": "End here", "after": "Finish", "done": "Once more"}[str(stage)]).click()
    button(page, "Start").click()
    pressing(page)
    left = time_left(page)
    let_pass(page, 5)
    assert left - time_left(page) == 5, "one clock runs, not several"
    for _ in range(200):
        page.keyboard.press("Space")
    assert part(page, "count") == "Step 1 of 6"


# ---- seen and used by everyone


def test_a_screen_reader_hears_the_steps_and_not_each_second(open_on: Callable[..., Page]) -> None:
    page = open_on("short", ready=2)
    page.evaluate("""() => { window.news = []; const live = document.querySelector('[data-part=aloud]');
      new MutationObserver(() => news.push(live.textContent)).observe(live, { childList: true }); }""")
    assert page.locator('[data-part="aloud"]').get_attribute("role") == "status"
    assert page.locator(".cun-clock__dial").get_attribute("aria-hidden") == "true"
    button(page, "Start").click()
    bar = page.get_by_role("progressbar", name="The whole session")
    let_pass(page, 2 + 20 + 3)
    expect(bar).to_have_attribute("aria-valuetext", "step 2 of 2, 0:19 left")
    let_pass(page, 19)
    expect(page.get_by_role("heading", name="Rest a moment")).to_be_visible()
    news = page.evaluate("news")
    assert [line.split(".")[0] for line in news] == ["Step 1 of 2", "Step 2 of 2"]
    assert "Right. Heel centre." in news[1]


@pytest.mark.parametrize(("size", "dark"), [(DESK, False), (PHONE, True)], ids=["1280-light", "390-dark"])
def test_the_clock_stands_in_nobodys_way(open_on: Callable[..., Page], size: tuple[int, int], dark: bool) -> None:
    page = open_on("heel", size=size, dark=dark)

    def look() -> None:
        found = Axe().run(page, context=".cun-clock").response
        assert [rule["id"] for rule in found["violations"]] == []
        assert len(found["passes"]) > 5, "axe looked at the clock"
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= size[0]
        targets = page.locator(".cun-clock button:visible, .cun-clock label:visible")
        for box in [target.bounding_box() for target in targets.all()]:
            assert box["height"] >= 44 and box["width"] >= 44

    score(page, "before", 5)
    look()
    button(page, "Start").click()
    for _ in range(2):
        button(page, "Skip").click()
    pressing(page)
    button(page, "Breath pace").click()
    still(page)
    look()
    button(page, "I can't reach this").click()
    look()
    if size == PHONE:
        page.evaluate("document.querySelector('.cun-clock').scrollIntoView()")
        for name in (".cun-clock__side", ".cun-clock__dial", '[data-do="run"]', ".cun-clock__say"):
            box = page.locator(name).bounding_box()
            assert box["y"] + box["height"] <= size[1], f"{name} is seen without scrolling"
    button(page, "End here").click()
    look()


# ---- what the page believes


def a_session(**more: object) -> dict:
    step = {"n": 1, "title": "Heel", "say": "Press.", "side": "left", "seconds": 60}
    return {"id": "x", "title": "Heel", "steps": [{**step, **more}]}


@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"side": "each"}, "left, right, both, none"),
        ({"seconds": -1}, "0 to 3600"),
        ({"pressure": 6}, "0 to 5"),
        ({"pressure": 2}, "pressure and strength belong together"),
        ({"press_seconds": 30}, "belong together"),
        ({"switch_seconds": 0}, "at least 1 second"),
    ],
)
def test_a_session_the_clock_could_not_lead_is_refused(wrong: dict, sentence: str) -> None:
    check(a_session())
    with pytest.raises(ValueError, match=sentence):
        check(a_session(**wrong))


def test_two_steps_with_one_number_and_a_session_of_nothing_are_refused() -> None:
    session = a_session()
    with pytest.raises(ValueError, match="numbers of their own"):
        check({**session, "steps": session["steps"] * 2})
    with pytest.raises(ValueError, match="at least one step"):
        check({**session, "steps": []})


def test_only_what_the_clock_can_have_said_is_believed() -> None:
    session = a_session()
    good = {"id": "x", "before": 6, "after": None, "pressed": [{"n": 1, "seconds": 59.5}],
            "started": "2026-05-04T10:00:00.000Z", "ended": "2026-05-04T10:12:00.000Z"}  # fmt: skip
    assert done_from_browser(good, session) == {name: value for name, value in good.items() if name != "id"}
    for wrong in ({"id": "y"}, {"before": 11}, {"after": "4"}, {"before": True}, {"before": 2.5}, {"started": None},
                  {"ended": "<b>now</b>"}, {"pressed": []}, {"pressed": None}, {"pressed": [{"n": 2, "seconds": 1}]},
                  {"pressed": [{"n": 1, "seconds": -1}]}, {"pressed": [{"n": 1, "seconds": 1e9}]}):  # fmt: skip
        assert done_from_browser({**good, **wrong}, session) is None
    for wrong in (None, [], {}, "done"):
        assert done_from_browser(wrong, session) is None
    assert step_from_browser({"id": "x", "n": 1}, session) == 1
    for wrong in (None, 1, {"id": "x", "n": 2}, {"id": "y", "n": 1}, {"id": "x"}):
        assert step_from_browser(wrong, session) is None


def test_the_speed_comes_from_the_environment_and_is_sensible(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv(SPEED, raising=False)
    assert speed() == 1
    monkeypatch.setenv(SPEED, "200")
    assert speed() == 200
    for wrong in ("0", "-3", "nan", "inf", "fast", ""):
        monkeypatch.setenv(SPEED, wrong)
        assert speed() == 1


@pytest.mark.parametrize("locks", [True, False])
def test_where_the_screen_cannot_be_kept_on_it_is_said_before_the_start(
    new_page: Callable[..., Page], stage: Stage, locks: bool
) -> None:
    """A phone on plain http, as `make phone` serves it, has no wake lock."""
    page = new_page(width=390, height=844, touch=True)
    if not locks:
        page.add_init_script("Object.defineProperty(navigator, 'wakeLock', { value: undefined });")
    page.goto(stage.put(CLOCK, data("heel")))
    mounted(page)
    expect(page.get_by_role("button", name="Start", exact=True)).to_be_visible()
    expect(page.get_by_text("Screen timeout")).to_be_visible(visible=not locks)
