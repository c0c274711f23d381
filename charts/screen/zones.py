"""Reflexology zones on a foot: soft filled areas, another visual language than the crisp marks of meridian points.

    zone_rings(areas, "left")          areas as rings with their colours; the largest first: the smallest lies on top
    guide_lines(lines, "left")         dashed lines of the map

A zone that one article alone tells of has a dashed edge and hardly any fill; a rough guess is hatched with dots round
it. Colours are tokens of `charts.palette`: "zone_<system>" fills, "zone_<system>_line" draws. All in view units.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel, unary_union

from coords.side import Side

Area = Polygon | MultiPolygon

DECIMALS = 4
EDGE_PX = 1.3
FILL = 0.44
LARGE = 0.02  # square view units: a fill over so much skin would hide its shape
COVERED = 0.45  # of an area, above which it is hardly filled
ROOM_IN_THE_MIDDLE = 0.55  # of the room at the roomiest place


@dataclass(frozen=True, eq=False)
class ZoneArea:
    """A zone of the right foot as a chart needs it.

    `place` is its id on the map of a school, `told` what its hover label says, `rough` a low confidence.
    """

    id: str
    place: str
    name: str
    label: str
    told: tuple[str, ...]
    system: str
    rough: bool
    article_alone: bool
    area: Area


@dataclass(frozen=True)
class LegendEntry:
    """A line of the legend: of which zones, what it says and how its sample is drawn (fill, edge, dash, hatched)."""

    id: str
    name: str
    fill: str
    edge: str
    dash: str
    hatched: bool


def zone_rings(areas: Iterable[ZoneArea], side: str) -> list[dict[str, Any]]:
    """Areas as plain values: code, name, label and `at`, where it fits best; what they say, their rings and looks."""
    ordered, flip = sorted(areas, key=lambda zone: -zone.area.area), Side(side).mirror
    above = (unary_union([other.area for other in ordered[number + 1 :]]) for number in range(len(ordered)))
    return [_area(zone, flip, on_top) for zone, on_top in zip(ordered, above, strict=True)]


def guide_lines(lines: Iterable[tuple[str, np.ndarray]], side: str) -> list[dict[str, Any]]:
    """Dashed lines with their name; the lines are (n, 2), right foot."""
    flip = Side(side).mirror
    look = {"line": "$ink@0.75", "width": EDGE_PX, "dash": "dash"}
    return [{"name": name, "places": _places(line, flip), **look} for name, line in lines]


def legend(systems: dict[str, str], dashed: str, hatched: str) -> list[LegendEntry]:
    """All groups in the order of `systems`, then what a dashed and a hatched area mean, in words."""
    return [
        *(
            LegendEntry(system, name, f"$zone_{system}@{FILL}", f"$zone_{system}_line", "solid", False)
            for system, name in systems.items()
        ),
        LegendEntry("alone", dashed, "$ink@0.05", "$ink", "dash", False),
        LegendEntry("rough", hatched, "$ink@0.05", "$ink", "dot", True),
    ]


def _area(zone: ZoneArea, flip: float, on_top: BaseGeometry) -> dict[str, Any]:
    """`on_top`: the smaller areas. Where they take most of a zone, its own fill would only muddy theirs."""
    parts = zone.area.geoms if isinstance(zone.area, MultiPolygon) else [zone.area]
    covered = zone.area.intersection(on_top).area > COVERED * zone.area.area
    large = zone.area.area > LARGE
    fill = 0.1 if zone.article_alone or covered else 0.2 if zone.rough or large else FILL
    return {
        "code": zone.id,
        "place": zone.place,
        "name": zone.name,
        "label": zone.label,
        "at": _places([label_place(_free(zone.area, on_top))], flip)[0],
        "says": list(zone.told),
        "rings": [_places(part.exterior.coords[:-1], flip) for part in parts],
        "fill": f"$zone_{zone.system}@{fill:g}",
        "line": f"$zone_{zone.system}_line",
        "width": EDGE_PX,
        "dash": _dash(zone),
    } | ({"hatch": f"$zone_{zone.system}_line@0.6"} if zone.rough else {})


def _places(places: Iterable[Sequence[float]], flip: float) -> list[list[float]]:
    return [[round(flip * float(x), DECIMALS) + 0.0, round(float(y), DECIMALS) + 0.0] for x, y in places]


def _free(area: Area, on_top: BaseGeometry) -> Area:
    """What of an area no smaller one covers, where its name stands; the whole area when that is nothing."""
    free = area.difference(on_top)
    return free if isinstance(free, Polygon | MultiPolygon) and not free.is_empty else area


def _dash(zone: ZoneArea) -> str:
    return "dot" if zone.rough else "dash" if zone.article_alone else "solid"


def label_place(area: Area) -> tuple[float, float]:
    """Where a name fits best in an area (in its largest part): in the middle when the edge is far enough from there,
    else at the place that is furthest from the edge."""
    parts = list(area.geoms) if isinstance(area, MultiPolygon) else [area]
    largest = max(parts, key=lambda part: part.area)
    deepest, middle = polylabel(largest, 0.002), largest.centroid
    room = largest.exterior.distance(middle) if largest.contains(middle) else 0.0
    place = middle if room >= ROOM_IN_THE_MIDDLE * largest.exterior.distance(deepest) else deepest
    return float(place.x), float(place.y)
