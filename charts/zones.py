"""Reflexology zones on a foot: soft filled areas, another visual language than the crisp marks of meridian points.

    zone_traces(areas, "left")         filled traces, the id in `meta`; the largest first: the smallest lies on top
    guide_traces(lines, "left")        dashed lines of the map

A zone that one article alone tells of has a dashed edge and hardly any fill; a rough guess is hatched with dots round
it. Colours are tokens of `charts.palette`: "zone_<system>" fills, "zone_<system>_line" draws. All in view units.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry.base import BaseGeometry
from shapely.ops import polylabel, unary_union

Area = Polygon | MultiPolygon

DECIMALS = 4
SYSTEM_NOTE = "Reflexology zone – a different system from meridian points"
ARTICLE_NOTE = "From one article alone"
EDGE_PX = 1.3
FILL = 0.44
COVERED = 0.45  # of an area, above which it is hardly filled
ROOM_IN_THE_MIDDLE = 0.55  # of the room at the roomiest place


@dataclass(frozen=True, eq=False)
class ZoneArea:
    """A zone of the right foot as a chart needs it; `sure` is its confidence in words, `rough` a low one."""

    id: str
    name: str
    label: str
    body_part: str
    system: str
    sure: str
    rough: bool
    article_alone: bool
    area: Area


@dataclass(frozen=True)
class LegendEntry:
    """A line of the legend: what it says and how its sample is drawn (fill, edge, dash, hatched)."""

    name: str
    fill: str
    edge: str
    dash: str
    hatched: bool


def zone_traces(areas: Iterable[ZoneArea], side: str, *, selected: str | None = None) -> list[dict]:
    """Filled scatter traces. `customdata` is the short name and the place in the area where it fits best."""
    ordered, flip = sorted(areas, key=lambda zone: -zone.area.area), -1.0 if side == "left" else 1.0
    above = (unary_union([other.area for other in ordered[number + 1 :]]) for number in range(len(ordered)))
    return [_trace(zone, flip, zone.id == selected, on_top) for zone, on_top in zip(ordered, above, strict=True)]


def guide_traces(lines: Iterable[tuple[str, np.ndarray]], side: str) -> list[dict]:
    """Dashed lines with their name in `name`; the lines are (n, 2), right foot."""
    flip = -1.0 if side == "left" else 1.0
    return [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": [round(flip * float(x), DECIMALS) + 0.0 for x, _ in line],
            "y": [round(float(y), DECIMALS) for _, y in line],
            "line": {"color": "$ink@0.75", "width": EDGE_PX, "dash": "dash"},
            "hoverinfo": "skip",
            "showlegend": False,
        }
        for name, line in lines
    ]


def hover_lines(zone: ZoneArea) -> list[str]:
    """What a hover label says of a zone, its name first."""
    told = [zone.name, f"Charts tie it to: {zone.body_part}", SYSTEM_NOTE, f"Place: {zone.sure}"]
    return [*told, ARTICLE_NOTE] if zone.article_alone else told


def legend(areas: Iterable[ZoneArea], systems: dict[str, str]) -> list[LegendEntry]:
    """The groups among the areas in the order of `systems`, then what a dashed and a hatched area mean."""
    shown = list(areas)
    here = {zone.system for zone in shown}
    entries = [
        LegendEntry(name, f"$zone_{system}@{FILL}", f"$zone_{system}_line", "solid", False)
        for system, name in systems.items()
        if system in here
    ]
    if any(zone.article_alone for zone in shown):
        entries.append(LegendEntry("from one article alone", "$ink@0.05", "$ink", "dash", False))
    if any(zone.rough for zone in shown):
        entries.append(LegendEntry("a rough guess", "$ink@0.05", "$ink", "dot", True))
    return entries


def _trace(zone: ZoneArea, flip: float, chosen: bool, on_top: BaseGeometry) -> dict:
    """`on_top`: the smaller areas. Where they take most of a zone, its own fill would only muddy theirs."""
    x, y = _rings(zone.area, flip)
    at_x, at_y = label_place(_free(zone.area, on_top))
    covered = zone.area.intersection(on_top).area > COVERED * zone.area.area
    fill = 0.1 if zone.article_alone or covered else 0.2 if zone.rough else FILL
    trace = {
        "type": "scatter",
        "mode": "lines",
        "name": zone.name,
        "meta": zone.id,
        "x": x,
        "y": y,
        "fill": "toself",
        "fillcolor": f"$zone_{zone.system}@{fill + (0.2 if chosen else 0.0):g}",
        "line": {"color": f"$zone_{zone.system}_line", "width": EDGE_PX, "dash": _dash(zone)},
        "text": "<br>".join(hover_lines(zone)),
        "hoveron": "fills",
        "hoverinfo": "text",
        "customdata": [zone.label, round(flip * at_x, DECIMALS) + 0.0, round(at_y, DECIMALS)],
        "showlegend": False,
    }
    if zone.rough:
        trace["fillpattern"] = {
            "shape": "/",
            "size": 7,
            "solidity": 0.18,
            "fgcolor": f"$zone_{zone.system}_line@0.6",
            "bgcolor": trace["fillcolor"],
        }
    return trace


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


def _rings(area: Area, flip: float) -> tuple[list, list]:
    """The outlines as one pair of lists with None between the parts."""
    x: list[float | None] = []
    y: list[float | None] = []
    for part in area.geoms if isinstance(area, MultiPolygon) else [area]:
        x += [*(round(flip * px, DECIMALS) + 0.0 for px, _ in part.exterior.coords), None]
        y += [*(round(py, DECIMALS) + 0.0 for _, py in part.exterior.coords), None]
    return x[:-1], y[:-1]
