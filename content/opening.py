"""Every file of the data is read before anything is shown, and a damaged one is told in one sentence.

with guarded():
    atlas = open_all()      # raises DataError: the file, the row and what is wrong there
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import cache

from content import card_phrases, claims, handouts, marks, pictures, source_counts, studies, words
from coords.view import VIEWS
from data import hurt, practice, sayings, zones
from data.atlas import Atlas, load_atlas
from data.care.decision import load_care
from data.reading.tables import FOLDER, DataError, path_of
from data.search.index import search_index
from data.shapes import surfaces

LOADERS: tuple[Callable[[], object], ...] = (
    words.words,
    practice.load_practice,
    load_care,
    hurt.load_hurt_areas,
    zones.load_zones,
    zones.systems,
    zones.load_guides,
    sayings.load_sayings,
    card_phrases.phrases,
    studies.phrases,
    handouts.general_box,
    claims.load_claims,
    source_counts.statements,
    search_index,
    pictures.load_pictures,
    surfaces.load_loft_leg,
    surfaces.load_loft_foot,
    surfaces.load_loft_toes,
)


def open_all() -> Atlas:
    """Everything, read once. Raises DataError where a loader finds the fault, and anything where it does not."""
    atlas = load_atlas()
    for load in LOADERS:
        load()
    for view in VIEWS:
        marks.VIEW_NAMES[view]
        surfaces.load_warmth(view)
    for view in surfaces.RELIEF_VIEWS:
        surfaces.load_relief(view)
    return atlas


@contextmanager
def guarded() -> Iterator[None]:
    """Whatever damaged data make of the code leaves this block as a DataError that names the file.

    A fault of the code itself, when all promises are kept, leaves it as it is.
    """
    try:
        yield
    except DataError:
        raise
    except Exception as error:
        if (fault := first_fault()) is None:
            raise
        raise fault from error


@cache
def first_fault() -> DataError | None:
    """The first promise that the data break."""
    from content.promises.check import findings  # takes its time, and is needed only when something is wrong

    found = next(findings(), None)
    return found and DataError(path_of(found.file) if found.file else FOLDER, found.row, found.reason)
