"""Print one table: the atlas beside an empty chart and an empty page, with goals."""

import argparse
import asyncio
import shutil
import statistics
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, sync_playwright

from bench import notebook, paper, plates, pocket, screen, zones
from bench.load import crowd
from bench.selectors import ATLAS, EMPTY, FLOOR, HERE, Target
from tools import browser as chromium
from tools.serve import running
from web import assets

SESSIONS = (1, 20, 50)
FULL = 200  # readers of one process
Figures = dict[str, list[float]]


def seen(browser: Browser, target: Target, runs: int) -> Figures:
    """What one reader waits for and downloads; every figure as the list of its single measurements."""
    with tempfile.TemporaryDirectory() as folder, running(target.app, Path(folder) / "log") as server:
        often = max(3, runs // 6)
        cold, warm, _ = screen.openings(browser, target, server.url, often)
        live = screen.openings(browser, target, server.url, often, target.live)[:2] if target.live else (cold, warm)
        context = browser.new_context(viewport={"width": 1280, "height": 1000})
        page, _, traffic = screen.open_page(context, target, server.url)
        down, first, messages = traffic.http + traffic.socket, traffic.socket, traffic.messages
        screen.widths(page, target, 2, traffic)  # the first ones only warm up
        typed, sent = screen.widths(page, target, runs, traffic)
        opened = screen.cards(page, target, runs)
        turned = screen.views(page, target, runs)
        turned_live = screen.views(page, target, runs, target.turned_live)
        context.close()
        slow = screen.slow_phone(browser, target, server.url, max(15, runs // 2))
    kilobytes = [size / 1000 for size in sent]
    return {
        "typed": typed,
        "card": opened,
        "view": turned or opened,
        "view live": turned_live or opened,
        "cold": cold,
        "warm": warm,
        "live": live[0],
        "live warm": live[1],
        "sent": kilobytes,
        "page": [down / 1e6],
        "first": [first / 1000],
        "messages": [messages],
        **slow,
    }


def crowded(target: Target, seconds: float) -> Figures:
    """What many readers cost the server, which is a fresh one each time."""
    with tempfile.TemporaryDirectory() as folder, running(target.app, Path(folder) / "log") as server:
        load = asyncio.run(crowd(target, server.url, server.process.pid, SESSIONS, seconds))
    with tempfile.TemporaryDirectory() as folder, running(target.app, Path(folder) / "log") as server:
        full = asyncio.run(crowd(target, server.url, server.process.pid, (FULL,), seconds))
    memory = load["memory"]
    return {
        "python": load["alone"],
        "together": load["together"],
        "full": full["together"],
        "each": [(memory[SESSIONS[-1]] - memory[1]) / (SESSIONS[-1] - 1)],
        **{f"memory {n}": [mb] for n, mb in memory.items()},
    }


def median(values: list[float]) -> float:
    return statistics.median(values)


def p95(values: list[float]) -> float:
    return statistics.quantiles(values, n=20, method="inclusive")[-1] if len(values) > 1 else values[0]


PAGE_GOALS = {"typed": 0.6, "card": 0.6, "view": 1.2}  # times what the empty page takes
CHART_GOALS = {  # times what the empty chart takes
    "cold": 0.7, "warm": 0.7, "live": 1.1, "live warm": 1.1, "typed slow": 0.5, "card slow": 1.0, "view slow": 1.6,
}  # fmt: skip
ROWS = (
    ("typed", "width typed → chart changed, ms"),
    ("card", "click → card there, ms"),
    ("view", "another view pressed → seen (floors: the card), ms"),
    ("view live", "the same → live, so that it can be zoomed, ms"),
    ("typed slow", "width typed, 390 px, processor slowed 4 times, ms"),
    ("card slow", "click, likewise, ms"),
    ("view slow", "another view pressed, likewise, ms"),
    ("cold", "page asked for → drawing visible, empty cache, ms"),
    ("warm", "the same, filled cache, ms"),
    ("live", "page asked for → chart live, empty cache, ms"),
    ("live warm", "the same, filled cache, ms"),
    ("python", "one change on the server, one reader, ms"),
    ("together", "the same, 50 readers, each every 5 s, ms"),
    ("full", "the same, 200 readers, each every 5 s, ms"),
    ("first", "messages of the first run, kB"),
    ("messages", "messages of the first run"),
    ("sent", "sent by one change, kB"),
    ("page", "sent by a page, empty cache, MB"),
    ("memory 1", "memory, 1 session, MB"),
    ("memory 20", "memory, 20 sessions, MB"),
    ("memory 50", "memory, 50 sessions, MB"),
    ("each", "memory of each further session, MB"),
)


def goals(atlas: Figures, floor: Figures, empty: Figures) -> dict[str, tuple[str, bool]]:
    """Row → its goal in words, and whether the atlas meets it."""
    heavy = (assets.STATIC / assets.PLOTLY_FILE).stat().st_size > 2_000_000
    page_mb = 4.4 if heavy else 3.45
    met = {}
    for name, beside, rows in (("chart", floor, CHART_GOALS), ("page", empty, PAGE_GOALS)):
        times = {row: median(atlas[row]) / median(beside[row]) for row in rows}
        met |= {row: (f"≤ {rows[row]} × empty {name}: {times[row]:.2f}", times[row] <= rows[row]) for row in rows}
    ratio = p95(atlas["together"]) / p95(atlas["python"])
    return met | {
        "python": ("≤ 8 ms", median(atlas["python"]) <= 8),
        "together": (f"p95 ≤ 2 × one reader's: {ratio:.2f}", ratio <= 2),
        "full": ("p95 ≤ 500 ms", p95(atlas["full"]) <= 500),
        "first": ("≤ 14 kB", median(atlas["first"]) <= 14),
        "sent": ("≤ 9.3 kB", p95(atlas["sent"]) <= 9.3),
        "page": (f"≤ {page_mb} MB", median(atlas["page"]) <= page_mb),
        "each": ("≤ 0.5 MB", median(atlas["each"]) <= 0.5),
    }


def show(figures: dict[str, Figures], met: dict[str, tuple[str, bool]]) -> None:
    print(f"{'median (p95)':48}" + "".join(f"{name:>20}" for name in figures) + "   goal")
    for row, words in ROWS:
        cells = []
        for one in figures.values():
            many = len(one[row]) > 1
            cells.append(f"{median(one[row]):.2f}" if not many else f"{median(one[row]):.0f} ({p95(one[row]):.0f})")
        goal, good = met.get(row, ("", True))
        verdict = f"   {goal}  {'met' if good else 'MISSED'}" if goal else ""
        print(f"{words:48}" + "".join(f"{cell:>20}" for cell in cells) + verdict)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--runs", type=int, default=30, help="changes and clicks on each page")
    parser.add_argument("--seconds", type=float, default=20, help="how long 50 readers go on")
    parser.add_argument("--floors", action="store_true", help="only the two empty pages")
    chosen = parser.parse_args()
    assets.build()
    shutil.rmtree(HERE / "static", ignore_errors=True)
    shutil.copytree(assets.STATIC, HERE / "static")
    path = chromium.find()
    if path is None:
        raise SystemExit(chromium.MISSING)
    places = (FLOOR, EMPTY) if chosen.floors else (ATLAS, FLOOR, EMPTY)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=chromium.FLAGS)
        figures = {target.name: seen(browser, target, chosen.runs) for target in places}
        looked = {} if chosen.floors else plates.look(browser)
        zoned = {} if chosen.floors else zones.look(browser)
        pocketed = {} if chosen.floors else pocket.look(browser)
        browser.close()
    for target in places:
        figures[target.name] |= crowded(target, chosen.seconds)
    first = figures[places[0].name]
    show(figures, goals(first, figures[FLOOR.name], figures[EMPTY.name]))
    if looked:
        plates.show(plates.weigh(), looked)
        zones.show(zones.weigh(), zoned)
        pocket.show(pocketed)
        paper.show(paper.measure())
        print(*notebook.measure(), sep="\n")


if __name__ == "__main__":
    main()
