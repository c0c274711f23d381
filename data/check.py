"""The promises of the data, checked: `python -m data` (or `make data`) tells every one that is broken.

    from data.check import PROMISES, check
    check()            # [] when all promises are kept, else findings: file, row and one sentence
"""
from __future__ import annotations

from collections.abc import Callable, Iterator

from data import promises_bodies as bodies
from data import promises_care as care
from data import promises_claims as claims
from data import promises_places as places
from data import promises_practice as practice
from data import promises_views as views
from data import promises_words as words
from data import promises_zones as zones
from data.shelf import Finding, Shelf, open_shelf, unreadable
from data.tables import FOLDER, DataError

Promise = Callable[[Shelf], list[Finding]]

PROMISES: tuple[Promise, ...] = (
    words.no_key_stands_twice,
    words.every_point_has_its_names,
    words.every_point_has_its_card,
    words.every_card_finds_its_own_point,
    words.every_point_has_a_dose,
    words.every_caution_has_its_words,
    words.every_safety_row_reaches_its_points,
    words.every_source_is_known,
    words.no_words_promise_a_cure,
    *practice.PROMISES,
    care.every_question_has_its_words,
    care.every_safety_rule_resolves,
    care.every_safety_row_is_used,
    care.pregnancy_leaves_its_points_out,
    *zones.PROMISES,
    claims.every_claim_has_its_row,
    claims.every_shown_claim_is_reachable,
    claims.every_saying_has_its_words,
    claims.every_saying_lies_on_the_limb,
    views.every_feature_is_named,
    views.every_outline_is_sound,
    views.every_landmark_is_described,
    views.every_landmark_has_one_height,
    places.every_rule_finds_its_landmarks,
    places.every_point_is_placed,
    places.every_point_lies_on_the_limb,
    places.no_two_points_share_a_place,
    places.every_order_holds,
    places.every_meridian_counts_its_points,
    places.every_level_is_where_it_says,
    views.every_stored_shape_is_the_rule,
    bodies.every_body_has_its_points,
    bodies.no_usual_body_loses_a_point,
)


def broken(shelf: Shelf) -> list[Finding]:
    """The findings of all promises. A promise that stumbles over a fault another one names is told as a finding too."""
    found = []
    for promise in PROMISES:
        try:
            found += promise(shelf)
        except (LookupError, ValueError, TypeError) as error:
            what = promise.__name__.replace("_", " ")
            found.append(Finding("", None, f"“{what}” could not be checked: {error}"))
    return found


def check() -> tuple[list[Finding], Shelf | None]:
    """All findings, and the shelf when the atlas could be opened at all."""
    found = unreadable()
    if found:
        return found, None
    try:
        shelf = open_shelf()
    except DataError as error:
        name = str(error.path.relative_to(FOLDER)) if error.path.is_relative_to(FOLDER) else str(error.path)
        return [Finding(name, error.row, error.reason)], None
    except (LookupError, ValueError) as error:
        return [Finding("", None, f"the atlas cannot be opened: {error}")], None
    return broken(shelf), shelf


def kept(shelf: Shelf) -> str:
    """The sentence of a good day."""
    points = [point for point in shelf.atlas.points.values() if point.is_point]
    landmarks = {name for view in shelf.atlas.documents for name in shelf.atlas.limb.views[view].landmarks}
    views, sources = len(shelf.atlas.documents), len(shelf.atlas.sources)
    return (f"All promises kept: {len(points)} points at {len(shelf.drawn)} places in {views} views, "
            f"{len(landmarks)} landmarks, {sources} sources.")


def information(shelf: Shelf) -> Iterator[str]:
    """What is known and kept on purpose: second descriptions that do not meet their point, and marks off the limb."""
    gaps = [gap for spot in shelf.spots for gap in shelf.checker.gaps(shelf.atlas.limb.rules[spot])]
    loose = sorted((gap for gap in gaps if not gap.holds), key=lambda gap: -abs(gap.cun))
    yield f"{len(gaps) - len(loose)} of {len(gaps)} second descriptions hold. The others, kept on purpose:"
    for gap in loose:
        yield f"  {gap.code}: {gap.assertion} is {gap.cun:.2f} cun away"
    yield "Furthest off the limb, for people at the usual limits of hand and leg:"
    for off_mm, spot, view, mark in bodies.furthest_off_the_limb(shelf)[:3]:
        if off_mm > 0:
            yield f"  {spot} in {view}: its {mark} {off_mm:.1f} mm"
    yield from claims.waiting_claims(shelf)
