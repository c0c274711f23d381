"""Promises about the view files: named features, sound outlines, one height for a landmark, fresh points."""

from __future__ import annotations

from collections import Counter, defaultdict

import numpy as np
from shapely.geometry import shape

from coords.view import LEG_VIEWS, VIEWS
from data.promises.dataset import Dataset, Finding
from data.reading.tables import listed
from data.shapes.points import point_features, stored_features
from data.shapes.surfaces import load_frames

ROLES = {  # role: geometries it may have
    "outline": ("Polygon", "MultiPolygon"),
    "detail": ("LineString", "MultiLineString", "Polygon", "MultiPolygon"),
    "bone": ("Polygon", "MultiPolygon", "LineString"),
    "landmark": ("Point",),
    "curve": ("LineString",),
    "zone": ("Polygon", "MultiPolygon"),
    "guide": ("LineString",),
    "point": ("Point", "Polygon"),
    "structure": ("LineString",),
}
SAME_HEIGHT = 0.0006  # L: half a millimetre
STORED = 2e-4  # view units: rounding of the stored shapes
WRITE = "run python -m data points"


def every_feature_is_named(dataset: Dataset) -> list[Finding]:
    """Each feature has an id, a role we know, the geometry of its role and finite numbers; a landmark stands once."""
    found = []
    for view, document in dataset.atlas.documents.items():
        file, seen = f"views/{view}.geojson", Counter()
        for number, feature in enumerate(document["features"], start=1):
            properties, geometry = feature.get("properties") or {}, feature.get("geometry") or {}
            role, name = properties.get("role"), properties.get("id")
            kind, right = geometry.get("type"), ROLES.get(role or "", ())
            if not name:
                found.append(Finding(file, None, f"feature {number} has no id"))
            if not right:
                reason = f"feature {number} ({name}) has role {role!r}; a role is one of {', '.join(ROLES)}"
                found.append(Finding(file, None, reason))
            elif kind not in right:
                found.append(Finding(file, None, f"{role} {name} is a {kind}; it should be a {right[0]}"))
            elif not np.isfinite(shape(geometry).bounds).all():
                found.append(Finding(file, None, f"{role} {name} has a number that is not finite"))
            seen[role, name] += 1
        found += [
            Finding(file, None, f"{role} {name} stands {times} times")
            for (role, name), times in seen.items()
            if times > 1 and role in ("landmark", "curve", "point", "zone", "structure")
        ]
    return found


def every_outline_is_sound(dataset: Dataset) -> list[Finding]:
    """Outlines close without crossing themselves and enclose something."""
    found = []
    for view, document in dataset.atlas.documents.items():
        for feature in document["features"]:
            if feature["properties"].get("role") == "outline":
                area = shape(feature["geometry"])
                if not area.is_valid or area.area < 1e-4:
                    name = feature["properties"].get("id")
                    reason = f"the outline {name} crosses itself or is empty"
                    found.append(Finding(f"views/{view}.geojson", None, reason))
    return found


def every_landmark_is_described(dataset: Dataset) -> list[Finding]:
    """Each landmark and curve of a view has its row in landmarks.csv, and views named there exist."""
    known = {row["id"] for row in dataset.rows("landmarks.csv")}
    found = []
    for view in VIEWS:
        drawing = dataset.atlas.limb.views[view]
        found += [
            Finding(f"views/{view}.geojson", None, f"{name} is not in landmarks.csv")
            for name in (*drawing.landmarks, *drawing.curves)
            if name not in known
        ]
    for row in dataset.rows("landmarks.csv"):
        line = int(row["_row"])
        found += [
            Finding("landmarks.csv", line, f"{row['id']} names the view {view!r}, which does not exist")
            for view in listed(row["views"])
            if view not in VIEWS
        ]
    return found


def every_landmark_has_one_height(dataset: Dataset) -> list[Finding]:
    """A landmark has the same height in all leg views and side views of the foot."""
    heights = defaultdict(dict)
    turn = load_frames().foot_to_leg
    for view in (*LEG_VIEWS, "foot_medial", "foot_lateral"):
        for name, (_, y) in dataset.atlas.limb.views[view].landmarks.items():
            heights[name][view] = y if view in LEG_VIEWS else float(turn.to_leg(np.array([0.0, y, 0.0]))[1])
    found = []
    for name, by_view in heights.items():
        low, high = min(by_view, key=by_view.__getitem__), max(by_view, key=by_view.__getitem__)
        gap = by_view[high] - by_view[low]
        if gap > SAME_HEIGHT:
            found.append(Finding(f"views/{high}.geojson", None, f"{name} is {gap:.4f} L higher than in {low}"))
    return found


def every_stored_shape_is_the_rule(dataset: Dataset) -> list[Finding]:
    """The point shapes in the view files are the rules evaluated again; `python -m data points` writes them."""
    found = []
    for view in VIEWS:
        stored, file = stored_features(dataset, view), f"views/{view}.geojson"
        fresh = {feature["properties"]["id"]: feature for feature in point_features(dataset, view)}
        found += [
            Finding(file, None, f"the stored point {name} is not drawn here; {WRITE}")
            for name in stored
            if name not in fresh
        ]
        for name, feature in fresh.items():
            gap = shape_gap(stored[name], feature) if name in stored else None
            if gap is None:
                found.append(Finding(file, None, f"the point {name} is not stored; {WRITE}"))
            elif gap > STORED or stored[name]["properties"] != feature["properties"]:
                found.append(Finding(file, None, f"the stored point {name} is {gap:.4f} from its rule; {WRITE}"))
    return found


def shape_gap(one: dict, other: dict) -> float:
    """Largest distance between the corners of two stored shapes, in view units; infinite when they differ in kind."""
    a, b = one["geometry"], other["geometry"]
    p, q = np.ravel(a["coordinates"]), np.ravel(b["coordinates"])
    return float(np.abs(p - q).max()) if a["type"] == b["type"] and p.shape == q.shape else float("inf")
