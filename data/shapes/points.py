"""The `point` shapes stored in the view files: every rule evaluated at the proportions of the drawing.

    python -m data points        writes them into data/views/*.geojson, leaving every other feature as it is

They are there for other programs that read GeoJSON. The atlas itself never reads them: it asks the rules.
"""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np

from coords.place import Spot
from coords.rules import PointRule
from coords.view import VIEWS
from data.promises.dataset import Dataset
from data.reading.tables import FOLDER

DECIMALS = 4  # 0.03 mm on a foot, 0.09 mm on a leg
CORNERS = 24


def point_features(dataset: Dataset, view: str) -> list[dict]:
    """The GeoJSON features of all points and spots of sets drawn in a view, in the order of points.csv."""
    found = []
    for spot, code in dataset.spots.items():
        point = dataset.atlas.limb.rules[spot]
        if view not in point.views:
            continue
        place = dataset.placer.place(spot, view)
        rule = point.rule
        status = "approx" if rule.approx or rule.kind == "hollow" else "exact"
        properties = {"role": "point", "id": spot, "status": status}
        if spot != code:
            properties["of"] = code
        mm_per_unit = dataset.atlas.limb.views[view].reference_unit_mm
        found.append({"type": "Feature", "properties": properties, "geometry": _geometry(point, place, mm_per_unit)})
    return found


def _geometry(point: PointRule, place: Spot, mm_per_unit: float) -> dict:
    """A dot; for a hollow that is felt, an ellipse as large as its uncertainty along and across the limb (1 SD)."""
    centre = np.array(place.xy)
    if point.rule.kind != "hollow":
        return {"type": "Point", "coordinates": _rounded(centre)}
    along = np.array(place.axis)
    across = np.array([along[1], -along[0]])
    angle = np.linspace(0, 2 * np.pi, CORNERS, endpoint=False)[:, None]
    way = along + place.lean * across
    ring_mm = point.landmark_mm * np.cos(angle) * way + point.sideways_mm * np.sin(angle) * across
    corners = [_rounded(corner) for corner in centre + ring_mm / mm_per_unit]
    return {"type": "Polygon", "coordinates": [[*corners, corners[0]]]}


def _rounded(place: np.ndarray) -> list[float]:
    return [round(float(number), DECIMALS) + 0.0 for number in place]


def with_points(text: str, features: list[dict]) -> str:
    """The text of a view file with its point features replaced; every other line stays as it was.

    Raises ValueError when the file does not hold one feature per line.
    """
    lines = text.splitlines()
    held = [number for number, line in enumerate(lines) if line.startswith('{"type": "Feature",')]
    if len(held) != len(json.loads(text)["features"]) or held != list(range(held[0], held[-1] + 1)):
        raise ValueError('a view file holds one feature per line, each beginning with {"type": "Feature",')
    others = [lines[number].rstrip(",") for number in held]
    others = [line for line in others if json.loads(line)["properties"].get("role") != "point"]
    points = [json.dumps(feature, ensure_ascii=False) for feature in features]
    body = ",\n".join([*others, *points])
    return "\n".join([*lines[: held[0]], body, *lines[held[-1] + 1 :]]) + "\n"


def write_points(dataset: Dataset, folder: Path = FOLDER / "views") -> dict[str, int]:
    """Rewrite the point features of every view file. Returns how many each view holds."""
    counts = {}
    for view in VIEWS:
        path, features = folder / f"{view}.geojson", point_features(dataset, view)
        path.write_text(with_points(path.read_text(encoding="utf-8"), features), encoding="utf-8")
        counts[view] = len(features)
    return counts


def stored_features(dataset: Dataset, view: str) -> dict[str, dict]:
    """The point features a view file holds now, by id."""
    return {
        feature["properties"]["id"]: feature
        for feature in dataset.atlas.documents[view]["features"]
        if feature["properties"].get("role") == "point"
    }
