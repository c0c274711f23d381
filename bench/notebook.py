"""What the notebook costs after ten years of daily use (20,000 entries) beside an empty one; and a save."""

import json
import statistics
import tempfile
import time
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

from notebook import (
    Find,
    Notebook,
    Pressed,
    Session,
    before_after,
    by_point,
    by_routine,
    carry_in,
    open_place,
    plan_import,
    pressed_days,
    running_mean,
)

ENTRIES = 20_000
NOW = datetime(2026, 3, 14, 21, 30).astimezone()
ROUNDS = 15
SAVES = 100
CODES = ("SP6", "KI3", "BL60", "ST36", "KI1", "LR3", "GB34", "BL57")
LONGEST_SAVE_MS = 50.0
LONGEST_LOOK_MS = 100.0  # a page may take 1.5 times an empty one, which takes about 200


def ten_years() -> bytes:
    """A notebook file: four sessions in five entries, then a tender spot or a note, back from NOW."""
    rows: list[dict] = []
    for number in range(ENTRIES):
        when = (NOW - timedelta(hours=4.38 * number)).isoformat(timespec="seconds")
        shared = {"id": f"{number:032x}", "when": when, "changed": "2026-03-14T00:00:00Z"}
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
        notebook.list(size=20)
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
        "opening the page: list, calendar, filters, ms": opening,
        "a card: its notes, note counts, my places, ms": lambda: (
            notebook.notes_on("point", "KI3"), notebook.note_counts(), notebook.my_places(), notebook.favourites()),
        "search for a word in everything, ms": lambda: notebook.list(Find(text="evening 123"), size=20),
        "the last page of the list, ms": lambda: notebook.list(page=10**6, size=20),
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


def row(words: str, figure: float, goal: float | None = None, empty: float | None = None) -> str:
    beside = f"  (empty {empty:.1f})" if empty is not None else ""
    judged = f"   ≤ {goal:g}  {'met' if figure <= goal else 'MISSED'}" if goal is not None else ""
    return f"{words:48}{figure:>20.1f}{judged}{beside}"


def measure() -> list[str]:
    """Lines of the table; a line with MISSED is a goal missed."""
    with tempfile.TemporaryDirectory() as folder:
        places = [open_place(folder=Path(folder) / name) for name in ("empty", "full")]
        empty, full = map(Notebook, places)
        carry_in(full, plan_import(full, ten_years()))
        start = time.perf_counter()
        places[1].close()
        places[1] = open_place(folder=Path(folder) / "full")
        opened = (time.perf_counter() - start) * 1000
        full = Notebook(places[1])
        size = (Path(folder) / "full/notebook.sqlite").stat().st_size / 1e6
        rows = [row(f"file of {ENTRIES} entries, MB", size), row("opening the file once in a process, ms", opened)]
        before = {words: middle_ms(work) for words, work in looks(empty).items()}
        for words, work in looks(full).items():
            goal = LONGEST_LOOK_MS if words.startswith("opening the page") else None
            rows.append(row(words, middle_ms(work), goal, before[words]))
        for words, notebook in (("an empty notebook", empty), ("ten years", full)):
            saves = saves_ms(notebook)
            rows.append(row(f"a save in {words}, median, ms", statistics.median(saves)))
            rows.append(row(f"a save in {words}, slowest of {SAVES}, ms", saves[-1], LONGEST_SAVE_MS))
        for place in places:
            place.close()
    return rows


if __name__ == "__main__":
    print("\n".join(measure()))
