"""How long paper takes: a strip, two feet, a handout, a class of handouts. `python -m bench.paper`"""

import time
from collections.abc import Callable

from charts.palette import theme_palette
from charts.paper.handout import batch_pages, handout_pages
from charts.paper.page import About
from charts.paper.pdf import pdf
from charts.paper.sheets import sheet_named
from charts.paper.sole import both_feet, sole_pages
from charts.paper.strip import strip_pages
from content.handouts import handout_of_points, handout_of_routine
from content.on_paper import ankle_ring, foot_marks, point_names, strip_rulers
from content.stills import paper_still
from content.words import word
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.practice import Routine, load_practice
from data.shapes.surfaces import load_warmth
from web.plates import relief_png

CLASS = 20
GOALS_MS = {"strip": 1000.0, "handout": 2000.0, "handout of the fullest routine": 2000.0}
READER = Measurements(stature_mm=1630.0, segments_mm={"S_LEG_MED": 355.3, "S_FOOT_LEN": 250.0})


def measure(runs: int = 5) -> dict[str, list[float]]:
    """Milliseconds of every run; data are read before."""
    atlas, practice, palette, a4 = load_atlas(), load_practice(), theme_palette("print"), sheet_named("A4")
    fullest = max(practice.routines.values(), key=_points)

    def still(view: str, side: str):
        return paper_still(atlas, view, side, palette, relief_png)

    def body() -> Body:
        return Body(atlas.limb, READER)

    def strip() -> bytes:
        return pdf(strip_pages(*strip_rulers(atlas, body()), a4, palette, word), About("strip"))

    def feet() -> bytes:
        who = body()
        both = both_feet(
            atlas.documents, atlas.limb.skin, 250.0, lambda side, top: foot_marks(atlas, who, side, top), palette,
            ankle=ankle_ring(), names=point_names(atlas), warmth=load_warmth("foot_sole"),
            relief=lambda side: relief_png("foot_sole", side),
        )  # fmt: skip
        return pdf(sole_pages(both, a4, word), About("feet"))

    def handout() -> bytes:
        chosen = handout_of_points(atlas, body(), ("SP6", "KI3", "ST36"), base="https://atlas.example")
        return pdf(handout_pages(chosen, still, a4, palette, word), About("handout"))

    def routine() -> bytes:
        return pdf(
            handout_pages(handout_of_routine(atlas, practice, body(), fullest), still, a4, palette, word), About("r")
        )

    def many() -> bytes:
        people = (Body(atlas.limb, Measurements(stature_mm=1500.0 + 20 * n)) for n in range(CLASS))
        each = (handout_of_points(atlas, who, ("SP6", "KI3")) for who in people)
        return pdf(batch_pages(each, still, a4, palette, word), About("class"))

    makers: dict[str, Callable[[], bytes]] = {
        "strip": strip, "feet, life size": feet, "handout": handout, "handout of the fullest routine": routine,
        f"{CLASS} handouts": many,
    }  # fmt: skip
    return {name: [_ms(make) for _ in range(runs)] for name, make in makers.items()}


def _points(routine: Routine) -> int:
    return sum(len(step.subjects) for step in routine.steps if step.layer == "point")


def _ms(make: Callable[[], bytes]) -> float:
    start = time.perf_counter()
    make()
    return 1000 * (time.perf_counter() - start)


def show(figures: dict[str, list[float]]) -> None:
    """Print one line for each product; the slowest run, which is the first, must meet the goal."""
    print("\nOn paper, ms: first run, best run")
    for name, times in figures.items():
        goal = GOALS_MS.get(name)
        verdict = "" if goal is None else f"   < {goal:g}  {'met' if max(times) < goal else 'MISSED'}"
        print(f"{name:40}{times[0]:8.0f}{min(times):8.0f}{verdict}")


if __name__ == "__main__":
    show(measure())
