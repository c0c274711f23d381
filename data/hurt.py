"""Where it hurts: each place of a foot or leg drawing, and the complaints that belong to it.

    from data.hurt import hurt_at
    hurt_at("foot_sole", 0.0, 0.12).name       # 'the heel pad'
    hurt_at("foot_sole", 0.5, 0.5)             # None: beside the foot

Coordinates are the view's own unit, the right limb; for the left limb pass -x.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from math import ceil, isfinite

from shapely import contains_xy
from shapely.geometry import Point as Spot
from shapely.geometry import Polygon

from coords.view import FOOT_VIEWS, LEG_VIEWS
from data.atlas import load_atlas
from data.reading.records import record, with_words
from data.reading.tables import ByLanguage, DataError, path_of

HURT_VIEWS = FOOT_VIEWS + LEG_VIEWS


@dataclass(frozen=True, eq=False)
class HurtArea:
    """A part of the drawn skin. `conditions` are ranked; without any, `say` tells what to do instead."""

    id: str
    view: str
    shape: Polygon
    conditions: tuple[str, ...]
    name: str
    say: str


@ByLanguage
def load_hurt_areas(language: str) -> dict[str, HurtArea]:
    """All areas by id. Raises DataError for an unknown view, a broken polygon or a row without words."""
    found = {}
    for row in with_words("hurt_areas.csv", language):
        path, line = path_of("hurt_areas.csv"), int(row["_row"])
        if row["view"] not in HURT_VIEWS:
            raise DataError(path, line, f"no view {row['view']!r}; the views are {', '.join(HURT_VIEWS)}")
        try:
            shape = Polygon(json.loads(row["polygon"]))
        except (ValueError, TypeError) as error:
            raise DataError(path, line, f"the polygon cannot be read ({error})") from None
        if not shape.is_valid or shape.is_empty:
            raise DataError(path, line, "the polygon crosses itself or is empty")
        found[row["id"]] = record(HurtArea, row, "hurt_areas.csv", shape=shape)
    return found


def areas_of(view: str) -> tuple[HurtArea, ...]:
    """The areas of one view. Raises KeyError for a view that has none."""
    if view not in HURT_VIEWS:
        raise KeyError(f"no places of pain on {view!r}; there are some on {', '.join(HURT_VIEWS)}")
    return tuple(area for area in load_hurt_areas().values() if area.view == view)


def hurt_at(view: str, x: float, y: float) -> HurtArea | None:
    """The area under a tap on the right limb (view units); None beside the limb. Raises KeyError as `areas_of` does."""
    areas = areas_of(view)
    if not (isfinite(x) and isfinite(y)) or not contains_xy(load_atlas().limb.views[view].outline, x, y):
        return None
    spot = Spot(x, y)
    return min(areas, key=lambda area: area.shape.distance(spot))  # the areas' edges are drawn a little coarser


@cache
def grid(view: str, n: int = 60) -> tuple[tuple[float, float, str], ...]:
    """(x, y, area id) of tap places inside the outline, evenly spaced: n along the longer side of the limb."""
    if n < 2:
        raise ValueError(f"{n} tap places along a limb are too few; at least 2")
    x0, y0, x1, y1 = load_atlas().limb.views[view].outline.bounds
    step = max(x1 - x0, y1 - y0) / n
    columns, rows = ceil((x1 - x0) / step), ceil((y1 - y0) / step)
    places = ((x0 + (i + 0.5) * step, y0 + (j + 0.5) * step) for j in range(rows) for i in range(columns))
    return tuple((x, y, area.id) for x, y in places if (area := hurt_at(view, x, y)))
