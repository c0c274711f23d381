"""The reflexology zones drawn on our own feet: from the chart's frame onto each foot view, smooth and inside the skin.

    python -m data zones        writes them into data/views/*.geojson, leaving every other feature as it is

Charts are drawn on a foot of their own. `zone_shapes.csv` keeps every zone and guide line in the frames of a chart:

    sole, top of the foot    x 0 the inner edge, 1 the outer; y 0 the back of the heel, 1 the longest toe
    inner and outer side     u 0 the back of the heel, 1 the toes; v 0 the ground, 1 the ankle bump there

`zone_anchors.csv` says which place of the chart is which place of our drawing. The top of the foot is laid out as seen
from straight above and reaches the tilted drawing over the measured skin. The inner and outer side of the leg show the
whole foot from the side: they have the zones of that side of the foot, carried over the skin as points are. From the
front the foot is too foreshortened for zones, and from behind it shows none of them.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import cache
from pathlib import Path

import numpy as np
from shapely.geometry import LineString, MultiLineString, MultiPolygon, Polygon, box, mapping, shape
from shapely.geometry.base import BaseGeometry

from coords.surface import PLAN
from coords.view import FOOT_VIEWS, SIDE_OF_FOOT, ZONE_VIEWS, View
from coords.warp import Warp, dense, rounded
from data.atlas import Atlas, load_atlas
from data.reading.tables import FOLDER, DataError, needed_number, path_of, read_rows
from data.zones import of_school

BREADTH = 0.376  # foot breadth over foot length of the chart's foot
BUMPS = {"foot_medial": ("MM", -1.0), "foot_lateral": ("LM", 1.0)}  # ankle bump, and where the toes point
STEP = 0.02  # FL: how far apart corners may be before they are carried over
ROUND = 0.016  # FL: radius of a corner
ROOM = 0.0035  # FL: how far inside the outline a zone ends
LATTICE = (np.arange(-0.15, 0.19, 0.055), np.arange(0.43, 0.72, 0.055))  # FL: places on the top of the foot
COARSE = (0.0006, 0.0009, 0.0013, 0.0018, 0.0025, 0.0035, 0.005)  # FL: how far an edge may be moved
FEET = 3  # about so many feet make the unit of a leg view
MOST_CORNERS = 40
DECIMALS = 4
STORED = 1e-3  # view units: thinning an edge may keep another corner on another processor
ROLES = {"area": "zone", "ellipse": "zone", "line": "guide"}
Carry = Callable[[np.ndarray], np.ndarray]


def zone_features(atlas: Atlas, view: str) -> list[dict]:
    """The GeoJSON features of all zones and guide lines of a view, in the order of zone_shapes.csv.

    Raises DataError that names the row of a shape that cannot be drawn.
    """
    if view in SIDE_OF_FOOT:
        of_foot = zone_features(atlas, SIDE_OF_FOOT[view])
        return [on_leg(atlas, feature, view) for feature in of_foot if feature["properties"]["role"] == "zone"]
    sides = {row["id"]: row["side"] for row in read_rows("zones.csv", ("id", "side"))}
    return [_feature(atlas.limb.views[view], row, carried(view), sides) for row in shape_rows() if row["view"] == view]


def on_leg(atlas: Atlas, feature: dict, view: str) -> dict:
    """A zone of the side of the foot as the leg view of that side shows it, in units of that view.

    Raises DataError when it does not lie on the leg.
    """
    skin, foot, drawn = atlas.limb.skin, SIDE_OF_FOOT[view], shape(feature["geometry"])
    parts = [part for part in getattr(drawn, "geoms", (drawn,)) if isinstance(part, Polygon)]
    rings = [dense(np.array(part.exterior.coords[:-1]), STEP) for part in parts]
    carried = [Polygon([skin.carry((x, y), foot, view) for x, y in ring]) for ring in rings]
    whole = MultiPolygon(carried).buffer(0).intersection(atlas.limb.views[view].outline.buffer(-ROOM / FEET))
    if whole.is_empty:
        reason = f"{feature['properties']['id']} of {foot} does not lie on {view}"
        raise DataError(path_of("zone_shapes.csv"), None, reason)
    return feature | {"geometry": _geometry(whole.simplify(COARSE[0] / FEET))}


def shape_rows() -> list[dict[str, str]]:
    """The rows of zone_shapes.csv. Raises DataError for an unknown view or kind."""
    path, rows = (
        path_of("zone_shapes.csv"),
        read_rows("zone_shapes.csv", ("id", "view", "school", "kind", "confidence", "shape")),
    )
    for row in rows:
        if row["view"] not in FOOT_VIEWS:
            raise DataError(path, int(row["_row"]), f"no view {row['view']!r}; zones lie on {', '.join(FOOT_VIEWS)}")
        if row["kind"] not in ROLES:
            raise DataError(path, int(row["_row"]), f"no kind {row['kind']!r}; a shape is one of {', '.join(ROLES)}")
    return rows


def _feature(drawing: View, row: dict[str, str], carry: Carry, sides: dict[str, str]) -> dict:
    path, line, role = path_of("zone_shapes.csv"), int(row["_row"]), ROLES[row["kind"]]
    if role == "zone" and row["id"] not in sides:
        raise DataError(path, line, f"zones.csv has no zone {row['id']!r}")
    try:
        corners = json.loads(row["shape"])
        inside = drawing.outline.buffer(-ROOM)
        drawn = _line(corners, carry, inside) if role == "guide" else _area(row["kind"], corners, carry, inside)
    except (ValueError, TypeError, IndexError) as error:
        raise DataError(path, line, f"the shape of {row['id']} cannot be drawn ({error})") from None
    side = sides.get(row["id"], "both")
    properties = {
        "role": role,
        "id": of_school(row["id"], row["school"]),
        "side": side,
        "confidence": row["confidence"],
    }
    return {"type": "Feature", "properties": properties, "geometry": _geometry(drawn)}


def _area(kind: str, shape: list, carry: Carry, inside: BaseGeometry) -> BaseGeometry:
    rings = [_ellipse(*shape)] if kind == "ellipse" else [np.array(ring, dtype=float) for ring in shape]
    parts = [Polygon(carry(dense(ring, STEP / BREADTH))) for ring in rings]
    for part in parts:
        if not part.is_valid or not part.area:
            raise ValueError("it crosses itself or is empty")
    whole = rounded(rounded(MultiPolygon(parts).buffer(0), ROUND).intersection(inside), ROUND / 3)
    if whole.is_empty:
        raise ValueError("nothing of it lies on the foot")
    thinned = (whole.simplify(coarse) for coarse in COARSE)
    return next((thin for thin in thinned if _corners(thin) <= MOST_CORNERS), whole.simplify(COARSE[-1]))


def _line(shape: list, carry: Carry, inside: BaseGeometry) -> LineString:
    ends = carry(dense(np.array(shape, dtype=float), STEP, closed=False))
    drawn = LineString(ends).intersection(inside).simplify(COARSE[0])
    parts = list(drawn.geoms) if isinstance(drawn, MultiLineString) else [drawn]
    longest = max(parts, key=lambda part: part.length)
    if not isinstance(longest, LineString) or longest.is_empty:
        raise ValueError("nothing of it lies on the foot")
    return longest


def _ellipse(x: float, y: float, across: float, along: float) -> np.ndarray:
    angle = np.linspace(0, 2 * np.pi, 24, endpoint=False)[:, None]
    return np.hstack([x + across * np.cos(angle), y + along * np.sin(angle)])


def _corners(area: BaseGeometry) -> int:
    parts = area.geoms if isinstance(area, MultiPolygon) else (area,)
    return sum(len(part.exterior.coords) - 1 for part in parts if isinstance(part, Polygon))


def _geometry(drawn: BaseGeometry) -> dict:
    if isinstance(drawn, MultiPolygon) and len(drawn.geoms) == 1:
        drawn = drawn.geoms[0]
    return json.loads(json.dumps(mapping(drawn)), parse_float=lambda text: round(float(text), DECIMALS) + 0.0)


# ---- from the chart to a view


@cache
def carried(view: str) -> Carry:
    """The map from the chart's frame to a foot view: (n, 2) to (n, 2)."""
    views = load_atlas().limb.views
    if view in BUMPS:
        bump, toes = BUMPS[view]
        height = views[view].landmark(bump)[1]
        return lambda points: points * (toes, height)
    if view == "foot_sole":
        return _warped(views["foot_sole"], "foot_sole")
    above, tilted = _warped(views[PLAN], PLAN), _over_the_skin()
    return lambda points: tilted(above(points))


def _warped(drawing: View, anchors: str) -> Carry:
    path, start, end = path_of("zone_anchors.csv"), [], []
    for row in read_rows("zone_anchors.csv", ("view", "chart_x", "chart_y", "to", "at")):
        if row["view"] == anchors:
            start.append((BREADTH * needed_number(row, "chart_x", path), needed_number(row, "chart_y", path)))
            try:
                end.append(_place(drawing, row["to"], row["at"]))
            except (KeyError, ValueError) as error:
                raise DataError(path, int(row["_row"]), f"the place cannot be found ({error})") from None
    warp = Warp(np.array(start), np.array(end, dtype=float))
    return lambda points: warp(points * (BREADTH, 1.0))


def _place(drawing: View, to: str, at: str) -> tuple[float, float]:
    """A landmark, a place "x y", or the edge of the foot at a distance from the heel."""
    if to == "landmark":
        return drawing.landmark(at)
    if to == "place":
        x, y = map(float, at.split())
        return x, y
    if to not in ("medial_edge", "lateral_edge"):
        raise ValueError(f"{to!r} is none of landmark, place, medial_edge, lateral_edge")
    height = float(at)
    across = drawing.outline.intersection(box(-1, height - 1e-6, 1, height + 1e-6)).bounds
    inner = drawing.direction("medial")[0]
    return (max if inner * (1 if to == "medial_edge" else -1) > 0 else min)(across[0], across[2]), height


def _over_the_skin() -> Carry:
    """From straight above to the tilted drawing: by the skin, and by the landmarks that both have."""
    limb = load_atlas().limb
    plan, tilted = limb.views[PLAN], limb.views["foot_dorsum"]
    both = [name for name in plan.landmarks if name in tilted.landmarks and name != "LM_INF"]
    start, end = [plan.landmark(name) for name in both], [tilted.landmark(name) for name in both]
    within = plan.outline.buffer(-0.035)
    for x in LATTICE[0]:
        for y in LATTICE[1]:
            if within.intersects(box(x, y, x, y)):
                start.append((float(x), float(y)))
                end.append(limb.skin.carry((float(x), float(y)), PLAN, "foot_dorsum"))
    return Warp(np.array(start), np.array(end))


# ---- into the files


def with_zones(text: str, features: list[dict]) -> str:
    """The text of a view file with its zones and guides replaced; every other line stays, points remain the last.

    Raises ValueError when the file does not hold one feature per line.
    """
    lines = text.splitlines()
    held = [number for number, line in enumerate(lines) if line.startswith('{"type": "Feature",')]
    if len(held) != len(json.loads(text)["features"]) or held != list(range(held[0], held[-1] + 1)):
        raise ValueError('a view file holds one feature per line, each beginning with {"type": "Feature",')
    old = [lines[number].rstrip(",") for number in held]
    roles = [json.loads(line)["properties"].get("role") for line in old]
    kept = [line for line, role in zip(old, roles, strict=True) if role not in ("zone", "guide", "point")]
    points = [line for line, role in zip(old, roles, strict=True) if role == "point"]
    zones = [json.dumps(feature, ensure_ascii=False) for feature in features]
    return "\n".join([*lines[: held[0]], ",\n".join([*kept, *zones, *points]), *lines[held[-1] + 1 :]]) + "\n"


def same_drawing(stored: dict, fresh: dict) -> bool:
    """Whether a stored zone or guide line is the one drawn anew, as closely as two processors agree."""
    gap = shape(fresh["geometry"]).hausdorff_distance(shape(stored["geometry"]))
    return gap <= STORED and stored["properties"] == fresh["properties"]


def write_zones(atlas: Atlas, folder: Path = FOLDER / "views") -> dict[str, int]:
    """Rewrite the zones and guide lines of every view that has any, where they changed. Returns how many each holds."""
    counts = {}
    for view in ZONE_VIEWS:
        path, fresh = folder / f"{view}.geojson", zone_features(atlas, view)
        text = path.read_text(encoding="utf-8")
        stored = {_key(feature): feature for feature in json.loads(text)["features"]}
        features = [
            stored[_key(one)] if _key(one) in stored and same_drawing(stored[_key(one)], one) else one for one in fresh
        ]
        path.write_text(with_zones(text, features), encoding="utf-8")
        counts[view] = len(features)
    return counts


def _key(feature: dict) -> tuple[str, str]:
    return feature["properties"]["role"], feature["properties"].get("id", "")
