"""What lies near a place on a drawing: the next points, in the reader's millimetres, and the zones it lies in."""

from __future__ import annotations

from math import hypot

from shapely.geometry import Point

from content.marks import codes_in_view
from coords.body import Body
from coords.side import Side
from data.atlas import Atlas
from data.zones import zones_at

REACH_MM = 40.0
MOST_POINTS, MOST_ZONES = 3, 2

Near = tuple[str, str, float | None]  # layer, code, mm (None for a zone: the place lies in it)


def near_place(atlas: Atlas, body: Body, view: str, side: str, x: float, y: float) -> list[Near]:
    """The points within REACH_MM of a place, the nearest first, then the zones it lies in, the smallest first.

    x, y: view units of the limb of `side` (x of the left is the negative of the right one's).
    """
    mm = body.view_mm_per_unit(view)
    gaps: dict[str, float] = {}
    for code in codes_in_view(atlas, view):
        for spot in atlas.points[code].members:
            if view in atlas.limb.rules[spot].views:
                px, py = body.place(spot, view, side).xy
                gap = hypot(px - x, py - y) * mm
                gaps[code] = min(gap, gaps.get(code, gap))
    singles = sorted((gap, len(atlas.points[code].members), code) for code, gap in gaps.items() if gap <= REACH_MM)
    seen: set[float] = set()  # a set of spots shares its places with its points: the point is named
    found: list[Near] = []
    for gap, _, code in singles:
        if round(gap, 3) not in seen and len(found) < MOST_POINTS:
            found.append(("point", code, round(gap, 1)))
        seen.add(round(gap, 3))
    return [*found, *(("zone", name, None) for name in zones_at(view, side, x, y)[:MOST_ZONES])]


def on_limb(atlas: Atlas, view: str, side: str, x: float, y: float, room: float = 0.012) -> bool:
    """Whether a place lies on the drawn limb, or no further than `room` view units beside it."""
    return atlas.limb.views[view].outline.distance(Point(Side(side).mirrored((x, y)))) <= room
