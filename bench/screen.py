"""What a reader waits for and downloads, measured in Chromium."""

import base64
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from playwright.sync_api import Browser, BrowserContext, Page

from bench.selectors import Target

FRAME = 1 / 60  # s
# The first listener of the page, so that the watch runs before anything answers.
HANDS = """
  for (const name of ['keydown', 'pointerup'])
    window.addEventListener(name, ({ key }) => { window.__acted ??= { [key ?? 'press']: performance.now() }; }, true);
"""
# Counts from the key or the release of the mouse until the frame is painted in which `changed` has another value. What
# an IntersectionObserver says of a new target bears the time of the frame that shows the change, be it made in the
# frame's own callback, in an event's or at a message of the server: no page waits for a frame more than another.
STOPWATCH = """([expression, act]) => {
  const read = new Function(`return ${expression}`), before = read();
  window.__acted = null;
  window.__stopwatch = new Promise((done) => {
    const watch = new MutationObserver(() => {
      const start = window.__acted?.[act];
      if (start === undefined) window.__acted = null;
      if (start === undefined || read() === before || read() === undefined) return;
      watch.disconnect();
      new IntersectionObserver(([seen]) => done(seen.time - start)).observe(document.body);
    });
    watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    setTimeout(() => done(null), 15000);
  });
}"""
FIRST_PAINT = """
  const watch = new MutationObserver(() => {
    const drawn = EXPRESSION;
    if (drawn === undefined || drawn === '0') return;
    watch.disconnect();
    requestAnimationFrame(() => requestAnimationFrame(() => { window.__first = performance.now(); }));
  });
  watch.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
"""


@dataclass
class Traffic:
    """Bytes that came down, over HTTP as transferred and through the websocket."""

    http: int = 0
    socket: int = 0
    requests: int = field(default=0)
    messages: int = field(default=0)


def open_page(context: BrowserContext, target: Target, url: str, until: str = "") -> tuple[Page, float, Traffic]:
    """The page, ms from asking for it to its first painted chart (or to what `until` says), and what came down."""
    page = context.new_page()
    traffic = watch_traffic(page)
    page.add_init_script(HANDS)
    page.add_init_script(FIRST_PAINT.replace("EXPRESSION", until or target.seen or target.drawn))
    page.goto(url + target.path)
    page.wait_for_function("window.__first", timeout=60_000)
    settle(page)
    return page, page.evaluate("window.__first"), traffic


def watch_traffic(page: Page) -> Traffic:
    traffic = Traffic()
    client = page.context.new_cdp_session(page)
    client.send("Network.enable")

    def loaded(event: dict) -> None:
        traffic.http += int(event["encodedDataLength"])
        traffic.requests += 1

    def frame(event: dict) -> None:
        traffic.messages += 1
        payload = event["response"]["payloadData"]
        traffic.socket += len(base64.b64decode(payload)) if event["response"]["opcode"] == 2 else len(payload)

    client.on("Network.loadingFinished", loaded)
    client.on("Network.webSocketFrameReceived", frame)
    return traffic


def settle(page: Page) -> None:
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)
    page.wait_for_timeout(250)


def slow_phone(browser: Browser, target: Target, url: str, runs: int) -> dict[str, list[float]]:
    """The three answers on a screen of 390 px, by a processor slowed four times."""
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    page, _, traffic = open_page(context, target, url)
    if target.live:
        page.wait_for_function(f"() => {target.live}")
    context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": 4})
    widths(page, target, 2, traffic)
    typed, _ = widths(page, target, runs, traffic)
    opened = cards(page, target, runs)
    figures = {"typed slow": typed, "card slow": opened, "view slow": views(page, target, runs) or opened}
    context.close()
    return figures


def openings(
    browser: Browser, target: Target, url: str, runs: int, until: str = ""
) -> tuple[list[float], list[float], Traffic]:
    """First paint with an empty and with a filled cache (ms), and the traffic of a page opened with an empty one."""
    cold, warm, traffic = [], [], Traffic()
    for _ in range(runs):
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        page, ms, traffic = open_page(context, target, url, until)
        cold.append(ms)
        page.close()
        page, ms, _ = open_page(context, target, url, until)
        warm.append(ms)
        context.close()
    return cold, warm, traffic


def timed(
    page: Page, changed: str, act: Callable[[], None], key: str = "press", rest: Callable[[Page], None] = settle
) -> float:
    """ms from what `act` does last, a press or a key, until the screen shows it; then the page comes to rest."""
    page.evaluate(STOPWATCH, [changed, key])
    time.sleep(random.uniform(0, FRAME))  # else what came before decides where in a frame each press falls
    act()
    ms = page.evaluate("window.__stopwatch")
    if ms is None:
        raise RuntimeError(f"nothing changed on the screen within 15 s: {changed}; see bench/selectors.py")
    rest(page)
    return ms


def widths(page: Page, target: Target, runs: int, traffic: Traffic) -> tuple[list[float], list[float]]:
    """ms from the typed width to the painted chart, and the bytes each run sent."""
    times, sizes = [], []
    for n in range(runs):
        box = page.get_by_label(target.field, exact=True)
        box.fill(target.widths[n % 2].removesuffix(target.key))
        before = traffic.socket
        box.press("End")
        times.append(timed(page, target.drawn, lambda box=box: box.press(target.key), target.key))
        box.press("Enter")
        settle(page)
        sizes.append(float(traffic.socket - before))
    return times, sizes


def cards(page: Page, target: Target, runs: int) -> list[float]:
    """ms from a click on a mark (on the floors: on a button) to the card."""
    times = []
    for _ in range(runs):
        x, y = page.evaluate(target.click)
        page.mouse.move(x, y)
        time.sleep(0.1)
        times.append(timed(page, target.card, lambda x=x, y=y: page.mouse.click(x, y)))
    return times


def views(page: Page, target: Target, runs: int, until: str = "") -> list[float]:
    """ms from a press on another view to its drawing (or to what `until` says); [] for a page with one."""
    times = []
    for _ in range(runs if target.turns else 0):
        buttons = [page.get_by_role("radio", name=name, exact=True) for name in target.turns]
        other = next(button for button in buttons if not button.is_checked())
        times.append(timed(page, until or target.turned, other.click))
    return times
