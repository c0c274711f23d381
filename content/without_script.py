"""What a reader is told whose browser runs no JavaScript: every point with its distance on an average adult."""

from __future__ import annotations

from collections.abc import Iterator

from content.cards import on_you, point_title
from content.words import begun
from coords.body import Body
from coords.cun import Measurements
from coords.side import SIDES
from data import Atlas


def point_lines(atlas: Atlas) -> Iterator[tuple[str, str, str]]:
    """(title, where it lies, its first caution or "") of every point that is drawn, in the order of the atlas."""
    average = Body(atlas.limb, Measurements())
    for point in atlas.points.values():
        place = on_you(atlas, average, point, "", SIDES[0])
        if place:
            caution = point.first_caution.label if point.first_caution else ""
            yield point_title(point), begun(place.distance or place.ruler), caution
