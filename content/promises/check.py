"""The promises of the data, checked: `python -m data` (or `make data`) tells every one that is broken.

from content.promises.check import PROMISES, check
check()            # [] when all promises are kept, else findings: file, row and one sentence
"""

from __future__ import annotations

from collections.abc import Callable, Iterator

from content.promises import cards, claims, pictures, practice, pressing, studies
from data.promises import (
    agreement,
    anatomy,
    bodies,
    care,
    cautions,
    courses,
    distances,
    inventory,
    photo,
    places,
    schema,
    shapes,
    tradition,
    views,
    words,
    zones,
)
from data.promises.dataset import Dataset, Finding, open_dataset, unreadable
from data.reading.tables import FOLDER, DataError

Promise = Callable[[Dataset], list[Finding]]

QUICK: tuple[Promise, ...] = (
    schema.every_table_keeps_its_schema,
    *agreement.PROMISES,
    words.every_point_has_its_names,
    words.every_card_finds_its_own_point,
    words.every_point_has_a_dose,
    words.no_words_promise_a_cure,
    *cautions.PROMISES,
    *courses.PROMISES,
    *tradition.PROMISES,
    *practice.PROMISES,
    *studies.PROMISES,
    *cards.PROMISES,
    *pictures.PROMISES,
    care.every_question_has_its_words,
    care.every_safety_rule_resolves,
    care.every_safety_row_is_used,
    care.pregnancy_leaves_its_points_out,
    care.what_a_sentence_leaves_out_is_left_out,
    care.every_step_says_what_it_touches,
    *zones.PROMISES,
    claims.every_claim_has_its_row,
    claims.every_claim_is_said,
    claims.only_a_saying_of_a_place_has_a_rule,
    claims.every_saying_lies_on_the_limb,
    views.every_feature_is_named,
    views.every_outline_is_sound,
    views.every_landmark_is_described,
    views.every_landmark_has_one_height,
    *photo.PROMISES,
    places.every_rule_finds_its_landmarks,
    places.every_point_is_placed,
    places.every_point_lies_on_the_limb,
    places.no_two_points_share_a_place,
    places.every_order_holds,
    places.every_meridian_counts_its_points,
    places.every_level_is_where_it_says,
    places.every_other_count_is_known,
    *shapes.PROMISES,
    *anatomy.PROMISES,
    views.every_stored_shape_is_the_rule,
    *inventory.PROMISES,
)
PROMISES = (  # those that take long stand last
    *QUICK,
    claims.every_shown_claim_is_reachable,
    *pressing.PROMISES,
    *distances.PROMISES,
    bodies.no_usual_body_loses_a_point,
    bodies.every_body_has_its_points,
    care.a_combination_of_answers_is_the_sum_of_its_parts,
)


def opened() -> tuple[list[Finding], Dataset | None]:
    """The dataset, or why there is none: damaged files, for nothing else can be looked at then."""
    if damaged := unreadable():
        return damaged, None
    try:
        return [], open_dataset()
    except DataError as error:
        return [_fault(error)], None
    except Exception as error:  # whatever a file of the reader's makes of the code: no promise of its own names it
        return [Finding("", None, f"the atlas cannot be opened: {_said(error)}")], None


def findings(promises: tuple[Promise, ...] | None = None) -> Iterator[Finding]:
    """What is wrong, one finding after the other."""
    found, dataset = opened()
    yield from found if dataset is None else broken(dataset, promises)


def broken(dataset: Dataset, promises: tuple[Promise, ...] | None = None) -> Iterator[Finding]:
    """The findings of all promises. A promise that stumbles over a fault another one names is told as a finding too."""
    told: set[Finding] = set()
    for promise in promises or PROMISES:
        for finding in _kept_or_not(promise, dataset):
            if finding not in told:
                told.add(finding)
                yield finding


def _kept_or_not(promise: Promise, dataset: Dataset) -> list[Finding]:
    try:
        return promise(dataset)
    except DataError as error:
        return [_fault(error)]
    except Exception as error:
        what = promise.__name__.replace("_", " ")
        return [Finding("", None, f"“{what}” could not be checked: {_said(error)}")]


def _said(error: Exception) -> str:
    return f"{type(error).__name__}, {error}" if str(error) else type(error).__name__


def _fault(error: DataError) -> Finding:
    """A file that cannot be used, as a finding."""
    name = str(error.path.relative_to(FOLDER)) if error.path.is_relative_to(FOLDER) else str(error.path)
    return Finding(name.removeprefix("tables/"), error.row, error.reason)


def check() -> tuple[list[Finding], Dataset | None]:
    """All findings, and the dataset when there are none."""
    found, dataset = opened()
    if dataset:
        found = list(broken(dataset))
    return found, None if found else dataset


def kept(dataset: Dataset) -> str:
    """The sentence of a good day."""
    points = [point for point in dataset.atlas.points.values() if point.is_point]
    landmarks = {name for view in dataset.atlas.documents for name in dataset.atlas.limb.views[view].landmarks}
    views, sources = len(dataset.atlas.documents), len(dataset.atlas.sources)
    return (
        f"All promises kept: {len(points)} points at {len(dataset.drawn)} places in {views} views, "
        f"{len(landmarks)} landmarks, {sources} sources."
    )


def information(dataset: Dataset) -> Iterator[str]:
    """What is known and kept on purpose: second descriptions that do not meet their point, and marks off the limb."""
    gaps = [gap for spot in dataset.spots for gap in dataset.checker.gaps(dataset.atlas.limb.rules[spot])]
    loose = sorted((gap for gap in gaps if not gap.holds), key=lambda gap: -abs(gap.cun))
    yield f"{len(gaps) - len(loose)} of {len(gaps)} second descriptions hold. The others, kept on purpose:"
    for gap in loose:
        yield f"  {gap.code}: {gap.assertion} is {gap.cun:.2f} cun away"
    yield "Furthest off the limb, for people at the usual limits of hand and leg:"
    for off_mm, spot, view, mark in bodies.furthest_off_the_limb(dataset)[:3]:
        if off_mm > 0:
            yield f"  {spot} in {view}: its {mark} {off_mm:.1f} mm"
