"""The pocket atlas on a line of 1.6 Mb/s with a processor slowed four times, and unthrottled.

`python -m bench.pocket` prints these rows alone.
"""

from __future__ import annotations

import argparse
import statistics
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

from bench import screen
from bench.selectors import ATLAS
from tools import browser as chromium
from tools.pocket import serving
from web import assets, pocket_files
from web.pocket_folder import write

TARGET = replace(ATLAS, name="pocket", path="", field="Thumb, mm", live="")
LINE = {"offline": False, "latency": 40, "downloadThroughput": 200_000, "uploadThroughput": 93_750}  # 1.6 Mb/s
SLOWED = 4
LIVE = "document.querySelector('.cun-plot__graph[aria-busy=\"false\"] .scatterlayer .point')"
# ms until the still with its points and the light and shade of its plate are on the screen
PAINTED = """() => new Promise((done) => {
  const look = () => {
    const still = document.querySelector('.cun-plot__still'), live = document.querySelector('.scatterlayer .point');
    const relief = performance.getEntriesByType('resource').find(({ name }) => name.endsWith('.webp'));
    if ((still?.querySelector('circle, polygon') || live) && relief?.responseEnd > 0)
      requestAnimationFrame(() => requestAnimationFrame((now) => done(now)));
    else requestAnimationFrame(look);
  };
  look();
})"""
SHIFTED = """() => new Promise((done) => new PerformanceObserver((list) =>
  done(list.getEntries().reduce((sum, one) => sum + one.value, 0))).observe({ type: 'layout-shift', buffered: true })
  || setTimeout(() => done(0), 500))"""
KEPT = "async () => Boolean(navigator.serviceWorker.controller && (await caches.match('./')))"


@contextmanager
def visitor(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 390, "height": 844}, has_touch=True, is_mobile=True)
    try:
        yield context
    finally:
        context.close()


def opened(context: BrowserContext, url: str, slow: bool) -> tuple[Page, float]:
    """A page, and the ms until its plate is painted with points."""
    page = context.new_page()
    if slow:
        client = context.new_cdp_session(page)
        client.send("Network.enable")
        client.send("Network.emulateNetworkConditions", LINE)
        client.send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
    page.goto(url, wait_until="commit")
    return page, page.evaluate(PAINTED)


def visit(browser: Browser, url: str, slow: bool, sent: list[int]) -> dict[str, float]:
    """Cold, then warm: what one reader waits for, ms, and downloads, MB. `sent`: what went out so far, in bytes."""
    with visitor(browser) as context:
        sent.clear()
        page, cold = opened(context, url, slow)
        page.wait_for_function(f"() => {LIVE}", timeout=90_000)
        live = page.evaluate("performance.getEntriesByName('cun-paint')[0].startTime")
        first = sum(sent) / 1e6
        shift = page.evaluate(SHIFTED)
        while not page.evaluate(KEPT):
            page.wait_for_timeout(500)
        page.close()
        page, warm = opened(context, url, slow)
        page.wait_for_function(f"() => {LIVE}", timeout=60_000)
        page.close()
    return {"cold": cold, "live": live, "first": first, "warm": warm, "shift": shift}


def acts(browser: Browser, url: str, slow: bool, runs: int) -> dict[str, float]:
    """ms from a press to its card, and from a typed width to the moved points."""
    with visitor(browser) as context:
        page = context.new_page()
        page.add_init_script(screen.HANDS)
        page.goto(f"{url}?view=leg_medial")
        page.wait_for_function(f"() => {LIVE}", timeout=60_000)
        if slow:
            context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", {"rate": SLOWED})
        box = page.get_by_label(TARGET.field, exact=True)
        box.focus()
        page.wait_for_timeout(1000)
        typed, pressed = [], []
        for n in range(runs + 2):
            box.fill(TARGET.widths[n % 2].removesuffix(TARGET.key))
            box.press("End")
            typed.append(screen.timed(page, TARGET.drawn, lambda: box.press(TARGET.key), TARGET.key, at_rest))
            x, y = page.evaluate(TARGET.click)
            pressed.append(screen.timed(page, TARGET.card, lambda x=x, y=y: page.mouse.click(x, y), "press", at_rest))
        return {"typed": statistics.median(typed[2:]), "card": statistics.median(pressed[2:])}


def at_rest(page: Page) -> None:
    page.wait_for_timeout(900)


def look(browser: Browser, runs: int = 3) -> dict[str, dict[str, float]]:
    """The figures by the way the files come: "gzipped, slow", "plain, slow", "gzipped"."""
    found: dict[str, dict[str, float]] = {}
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        files, _ = pocket_files.contents()
        write(out, files)
        weights = {name: size / 1e6 for name, size in pocket_files.weight(files).items()}
        for name, packs, slow in (
            ("gzipped, slow", True, True),
            ("plain, slow", False, True),
            ("gzipped", True, False),
        ):
            with serving(out, packs=packs, sent=(sent := [])) as url:
                seen = [visit(browser, url, slow, sent) for _ in range(runs)]
                found[name] = {key: statistics.median(one[key] for one in seen) for key in seen[0]} | weights
                found[name] |= acts(browser, url, slow, 3 * runs) if packs else {}
    return found


GOALS = {"cold": 2000, "warm": 500, "first": 1.5, "offline": 6.0, "shift": 0.01}
ROWS = (
    ("cold", "page asked for → plate with its points, ms"),
    ("live", "page asked for → chart live, ms"),
    ("warm", "the second visit → plate with its points, ms"),
    ("first", "sent for the first screen, MB"),
    ("offline", "everything offline, MB"),
    ("folder", "the folder, MB"),
    ("card", "press → card there, ms"),
    ("typed", "width typed → points moved, ms"),
    ("shift", "layout shift"),
)


def show(found: dict[str, dict[str, float]]) -> None:
    """Print one row for each figure, with its goal on the slow line."""
    print(f"\n{'the pocket atlas, 390 px':48}" + "".join(f"{name:>20}" for name in found) + "   goal")
    slow = [found["gzipped, slow"], found["plain, slow"]]
    for row, words in ROWS:
        cells = "".join(f"{one[row]:20.2f}" if row in one else " " * 20 for one in found.values())
        goal = (
            f"   ≤ {GOALS[row]}  {'met' if all(one[row] <= GOALS[row] for one in slow) else 'MISSED'}"
            if row in GOALS
            else ""
        )
        print(f"{words:48}{cells}{goal}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=3, help="visits")
    chosen = parser.parse_args()
    assets.build()
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.MISSING)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        show(look(browser, chosen.runs))
        browser.close()


if __name__ == "__main__":
    main()
