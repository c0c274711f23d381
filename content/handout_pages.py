"""Handouts as pages: the words of `content/handouts.py` beside the still drawings of their views."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence

from charts.palette import theme_palette
from charts.paper.handout import batch_pages
from charts.paper.page import About, PaperPage
from charts.paper.pdf import pdf
from charts.paper.sheets import sheet_named
from charts.paper.sole import NamedArea
from content.handouts import handout_of_routine, routine_zones, steps_told
from content.stills import Relief, paper_still
from content.words import word
from coords.body import Body
from coords.printed import Handout
from data.atlas import Atlas
from data.care.decision import CareRoutine
from data.practice import Practice, Routine, Step


def handout_pages(
    atlas: Atlas,
    handouts: Iterable[Handout],
    relief: Relief,
    steps: Sequence[Step] = (),
    sheet: str = "A4",
    large: bool = False,
    told: Callable[[int], object] | None = None,
) -> Iterator[PaperPage]:
    """The pages of one handout after the other. `steps`: those of a routine, whose zones are drawn."""
    palette = theme_palette("print")
    return batch_pages(
        handouts,
        lambda view, side: paper_still(atlas, view, side, palette, relief),
        sheet_named(sheet),
        palette,
        word,
        large,
        told,
        lambda view, side: [
            NamedArea(area, rings, palette["zone"], number) for number, area, rings in routine_zones(steps, view, side)
        ],
    )


def routine_pdf(
    atlas: Atlas,
    practice: Practice,
    body: Body,
    routine: Routine,
    done: CareRoutine,
    relief: Relief,
    *,
    short: bool = False,
    side: str = "right",
) -> bytes:
    """The handout of a routine for one reader; `done` is what the answers leave of it."""
    handout = handout_of_routine(atlas, practice, body, routine, done, short=short, side=side)
    return pdf(handout_pages(atlas, [handout], relief, steps_told(routine, done, short)), About(routine.title))
