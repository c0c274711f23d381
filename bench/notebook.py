"""What the notebook costs after ten years of daily use (20,000 entries) beside an empty one; and a save."""

import json
import statistics
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable
from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path

from playwright.sync_api import Page, sync_playwright

from notebook import (
    Find,
    Notebook,
    Pressed,
    Session,
    before_after,
    by_point,
    by_routine,
    import_planned,
    open_database,
    plan_import,
    pressed_days,
    running_mean,
)
from tools import browser as chromium
from tools.serve import ROOT, running
from web import assets

ENTRIES = 20_000
NOW = datetime.now().astimezone().replace(second=0, microsecond=0)  # the page asks for the last months
ROUNDS = 15
SAVES = 100
CODES = ("SP6", "KI3", "BL60", "ST36", "KI1", "LR3", "GB34", "BL57")
LONGEST_SAVE_MS = 50.0
MOST_TIMES = 1.5  # what the page may cost, of what it costs with an empty notebook
OPENINGS = 5
SEASON = 500  # entries: what fills every part of the page
PARTS = ("Entries", "Body map", "Trends", "My points", "Out and in", "Write")
# From the release of the mouse to the last change on the page before it stays the same for half a second.
LAST_CHANGE = """() => {
  let start = null, last = null;
  window.addEventListener('pointerup', () => { start ??= performance.now(); }, { capture: true, once: true });
  window.__last = new Promise((done) => {
    const watch = new MutationObserver(() => { last = performance.now(); });
    watch.observe(document.querySelector('.st-key-notebook_page'), { subtree: true, childList: true, attributes: true,
                                                                     characterData: true });
    const look = setInterval(() => {
      if (last === null || start === null || performance.now() - last < 500) return;
      clearInterval(look);
      watch.disconnect();
      done(last - start);
    }, 50);
    setTimeout(() => done(null), 15000);
  });
}"""


def years(entries: int = ENTRIES) -> bytes:
    """A notebook file, back from NOW: four sessions in five entries, then a tender spot or a note."""
    rows: list[dict] = []
    for number in range(entries):
        when = (NOW - timedelta(hours=4.38 * number)).isoformat(timespec="seconds")
        shared = {"id": f"{number:032x}", "when": when, "changed": NOW.isoformat()}
        points = [CODES[(number + step) % len(CODES)] for step in range(3)]
        if number % 5:
            pressed = [{"layer": "point", "code": code, "side": "left", "seconds": 60} for code in points]
            said = {"complaint": "heel_pain", "routine": "RT_HEEL", "note": f"evening {number}"}
            rows.append({**shared, "kind": "session", "pressed": pressed, "before": number % 7, "after": 3, **said})
        elif number % 10:
            rows.append({**shared, "kind": "tender_spot", "view": "foot_sole", "side": "left", "x": 0.1, "y": 0.2,
                         "score": 6, "near": [{"layer": "point", "code": points[0], "mm": 8}]})  # fmt: skip
        else:
            rows.append({**shared, "kind": "note", "layer": "point", "code": points[0], "text": f"note {number}"})
    return json.dumps({"format": "cun-atlas notebook", "version": 1, "records": rows}).encode()


def looks(notebook: Notebook) -> dict[str, Callable[[], object]]:
    """What a page asks when it opens, and the heavier questions."""
    today = NOW.date()
    month, season = today.replace(day=1), today - timedelta(days=90)

    def opening() -> None:
        notebook.list(size=10)
        notebook.days(month, today)
        notebook.counts()
        notebook.used()
        notebook.favourites()
        notebook.plans()

    def trends(since: date | None) -> None:
        scores = notebook.scores(since)
        for look in (before_after, running_mean, by_point, by_routine, pressed_days):
            look(scores)

    return {
        "what the list, calendar and filters ask, ms": opening,
        "a card: its notes, note counts, my places, ms": lambda: (
            notebook.notes_on("point", "KI3"), notebook.note_counts(), notebook.my_places(), notebook.favourites()),
        "search for a word in everything, ms": lambda: notebook.list(Find(text="evening 123"), size=10),
        "the last page of the list, ms": lambda: notebook.list(page=10**6, size=10),
        "body map of 90 days, ms": lambda: notebook.tender_spots(season),
        "trends of 90 days, ms": lambda: trends(season),
        "trends of ten years, ms": lambda: trends(None),
    }  # fmt: skip


def middle_ms(work: Callable[[], object]) -> float:
    took = []
    for _ in range(ROUNDS):
        start = time.perf_counter()
        work()
        took.append((time.perf_counter() - start) * 1000)
    return statistics.median(took)


def saves_ms(notebook: Notebook) -> list[float]:
    """Each of a hundred saves, sorted."""
    took = []
    for number in range(SAVES):
        pressed = tuple(Pressed("point", code, "left", "press", 60) for code in CODES)
        entry = Session(NOW, pressed, before=6, after=number % 7)
        start = time.perf_counter()
        notebook.add(entry)
        took.append((time.perf_counter() - start) * 1000)
    return sorted(took)


# ---- the page itself


def opened_ms(page: Page, url: str) -> float:
    """From asking for the page until it stands and nothing more is on its way."""
    page.goto(f"{url}/notebook")
    page.locator(".st-key-nb_save").wait_for(timeout=60_000)
    page.locator('[data-testid="stApp"][data-test-script-state="notRunning"]').wait_for(timeout=30_000)
    return page.evaluate("performance.now()")


def part_ms(page: Page, part: str) -> float:
    """From pressing the name of a part until it stands."""
    page.evaluate(LAST_CHANGE)
    page.locator(".st-key-nb_part").get_by_role("radio", name=part, exact=True).click()
    took = page.evaluate("window.__last")
    if took is None:
        raise RuntimeError(f"the part “{part}” of the notebook did not open within 15 s")
    return took


def pages_ms(folders: dict[str, Path]) -> dict[str, dict[str, list[float]]]:
    """Name of a notebook → what was opened → ms in Chromium with a filled cache; the notebooks in turn."""
    figures: dict[str, dict[str, list[float]]] = {name: defaultdict(list) for name in folders}
    with ExitStack() as stack:
        log = stack.enter_context(tempfile.TemporaryDirectory())
        browser = stack.enter_context(sync_playwright()).chromium.launch(
            executable_path=chromium.find(), args=chromium.FLAGS
        )
        apps, tabs = {}, {}
        for name, folder in folders.items():
            home = {"CUN_ATLAS_NOTEBOOK_FOLDER": str(folder)}
            apps[name] = stack.enter_context(running(ROOT / "app.py", Path(log) / name, **home)).url
            tabs[name] = browser.new_context(viewport={"width": 1280, "height": 1000}).new_page()
            opened_ms(tabs[name], apps[name])  # fills the cache
        for _ in range(OPENINGS):
            for name, tab in tabs.items():
                figures[name]["the page"].append(opened_ms(tab, apps[name]))
                tab.wait_for_timeout(500)
                for part in PARTS:
                    figures[name][part].append(part_ms(tab, part))
        browser.close()
    return figures


def page_rows(folders: dict[str, Path]) -> list[str]:
    """The page beside an empty one; a part, which has other things to show when there are entries, beside one that
    has only the entries of the last three months."""
    figures = pages_ms(folders)
    rows = []
    for what in ("the page", *PARTS):
        empty, season, full = (statistics.median(figures[name][what]) for name in ("empty", "season", "full"))
        whole = what == "the page"
        words = f"{what if whole else f'its part “{what}”'} → there, Chromium, ms"
        ratio = full / (empty if whole else season)
        goal = f"≤ {MOST_TIMES:g} × {'empty' if whole else 'three months'}: {ratio:.2f}"
        verdict = "met" if ratio <= MOST_TIMES else "MISSED"
        rows.append(f"{words:48}{full:>20.0f}   {goal}  {verdict}  (empty {empty:.0f}, three months {season:.0f})")
    return rows


def row(words: str, figure: float, goal: float | None = None, empty: float | None = None) -> str:
    beside = f"  (empty {empty:.1f})" if empty is not None else ""
    judged = f"   ≤ {goal:g}  {'met' if figure <= goal else 'MISSED'}" if goal is not None else ""
    return f"{words:48}{figure:>20.1f}{judged}{beside}"


def measure() -> list[str]:
    """Lines of the table; a line with MISSED is a goal missed."""
    with tempfile.TemporaryDirectory() as folder:
        databases = [open_database(folder=Path(folder) / name) for name in ("empty", "full")]
        empty, full = map(Notebook, databases)
        import_planned(full, plan_import(full, years()))
        start = time.perf_counter()
        databases[1].close()
        databases[1] = open_database(folder=Path(folder) / "full")
        opened = (time.perf_counter() - start) * 1000
        full = Notebook(databases[1])
        size = (Path(folder) / "full/notebook.sqlite").stat().st_size / 1e6
        rows = [row(f"file of {ENTRIES} entries, MB", size), row("opening the file once in a process, ms", opened)]
        before = {words: middle_ms(work) for words, work in looks(empty).items()}
        for words, work in looks(full).items():
            rows.append(row(words, middle_ms(work), empty=before[words]))
        for words, notebook in (("an empty notebook", empty), ("ten years", full)):
            saves = saves_ms(notebook)
            rows.append(row(f"a save in {words}, median, ms", statistics.median(saves)))
            rows.append(row(f"a save in {words}, slowest of {SAVES}, ms", saves[-1], LONGEST_SAVE_MS))
        for database in databases:
            database.close()
        folders = {name: Path(folder) / name for name in ("empty", "season", "full")}
        database = open_database(folder=folders["season"])
        import_planned(Notebook(database), plan_import(Notebook(database), years(SEASON)))
        database.close()
        return [*rows, *page_rows(folders)]


if __name__ == "__main__":
    assets.build()
    print("\n".join(measure()))
