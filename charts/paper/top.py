"""The top of the foot straight from above, as a view of its own: a drawing for paper that a foot can stand on.

The screen shows the top of the foot as its owner sees it, tilted. Paper under a foot needs it untilted: nails, creases
and tendons are carried over on the measured skin; outline, toes and webs are those of the sole, mirrored.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from shapely.geometry import LineString, Polygon

from coords.surface import PLAN, Skin

FROM_SOLE = ("toe", "web")
CARRIED = ("nail", "nail_moon", "crease", "knuckle", "tendon", "fold")
NOT_SEEN = ("ankle_front_fold", "toe5_nail_edge")  # hidden under the leg


def top_document(
    dorsum: Mapping[str, Any], sole: Mapping[str, Any], skin: Skin, ankle: Sequence[Sequence[float]] = ()
) -> dict[str, Any]:
    """A view file (GeoJSON dict) of the right foot from above.

    `ankle` is a ring where the leg rises; what of it lies behind the heel is left out.
    """
    skin_of_sole = next(f for f in sole["features"] if f["properties"]["role"] == "outline")
    properties = {**skin_of_sole["properties"], "cut": []}
    features = [_feature(properties, skin_of_sole["geometry"], lambda xy: (-xy[0], xy[1]))]
    for feature in sole["features"]:
        style = feature["properties"].get("style")
        if feature["properties"]["role"] == "detail" and style in FROM_SOLE:
            features.append(_feature(feature["properties"], feature["geometry"], lambda xy: (-xy[0], xy[1])))

    def above(xy: tuple[float, float]) -> tuple[float, float]:
        return skin.carry(xy, "foot_dorsum", PLAN)

    for feature in dorsum["features"]:
        style, name = feature["properties"].get("style"), str(feature["properties"].get("id"))
        if feature["properties"]["role"] == "detail" and style in CARRIED and not name.startswith(NOT_SEEN):
            features.append(_feature(feature["properties"], feature["geometry"], above))
    if len(ankle):
        inner = Polygon(features[0]["geometry"]["coordinates"][0]).buffer(-0.012)
        back = int(np.argmin([y for _, y in ankle]))  # begun at the heel, the arc in front is in one piece
        whole = LineString([*ankle[back:], *ankle[: back + 1]]).intersection(inner)
        ring = max(getattr(whole, "geoms", [whole]), key=lambda part: part.length).coords
        features.append({
            "type": "Feature", "properties": {"role": "detail", "id": "ankle", "style": "border"},
            "geometry": {"type": "LineString", "coordinates": [list(map(float, xy)) for xy in ring]},
        })  # fmt: skip
    x0, y0, x1, y1 = sole["frame"]
    return {**sole, "view": PLAN, "frame": [-x1, y0, -x0, y1], "frames": {}, "features": features}


def _feature(properties: Mapping[str, Any], geometry: Mapping[str, Any], carry) -> dict[str, Any]:
    """The same feature with every point carried elsewhere."""

    def moved(part):
        if isinstance(part[0], int | float):
            return [float(v) for v in carry((float(part[0]), float(part[1])))]
        return [moved(inner) for inner in part]

    carried = moved(geometry["coordinates"])
    if geometry["type"] == "LineString":
        carried = np.asarray(carried).tolist()
    return {"type": "Feature", "properties": dict(properties), "geometry": {**geometry, "coordinates": carried}}
