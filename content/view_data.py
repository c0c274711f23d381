"""The places of a view on one reader as data: GeoJSON for maps and programs, comma-separated values for tables."""

from __future__ import annotations

import json

from content.marks import marks_in_view
from content.phrases import distance_phrase, ruler_phrase
from content.words import word
from coords.body import Body
from coords.table import Cell, as_csv
from data.atlas import Atlas

COLUMNS = (
    "code", "pinyin", "meridian", "view", "side", "unit", "x", "y", "x_mm", "y_mm", "from", "distance_cm",
    "plus_minus_cm", "margin_along_mm", "margin_across_mm", "margin_lean", "about", "method", "words",
)  # fmt: skip


def place_rows(atlas: Atlas, body: Body, view: str, side: str) -> list[dict[str, Cell]]:
    """One row for each place a view shows. x and y are in view units, x_mm and y_mm in mm of this reader's limb."""
    rows, unit = [], atlas.limb.views[view].unit
    for mark in marks_in_view(atlas, body, view, side):
        place, point = mark.place, atlas.points[mark.code]
        x, y = (float(value) for value in place.xy)
        distance = None if place.felt or place.distance_mm is None else round(place.distance_mm / 10, 2)
        cells: tuple[Cell, ...] = (
            place.code, point.names.pinyin, point.meridian, view, side, unit, round(x, 5), round(y, 5),
            round(x * place.mm_per_unit, 2), round(y * place.mm_per_unit, 2),
            atlas.landmark_words.get(place.origin or ""), distance,
            place.plus_minus_cm, round(place.margin.along_mm, 2), round(place.margin.across_mm, 2),
            round(place.margin.lean, 3), place.approx,
            word("places.by_touch") if place.felt else ruler_phrase(place), distance_phrase(atlas, place) or None,
        )  # fmt: skip
        rows.append(dict(zip(COLUMNS, cells, strict=True)))
    return rows


def places_csv(atlas: Atlas, body: Body, view: str, side: str) -> str:
    """The rows as comma-separated values."""
    return as_csv(COLUMNS, [tuple(row.values()) for row in place_rows(atlas, body, view, side)]) + "\n"


def places_geojson(atlas: Atlas, body: Body, view: str, side: str) -> str:
    """The rows as GeoJSON points in view units, y up; the head says how many mm of the reader a unit is."""
    features = [
        {
            "type": "Feature",
            "id": row["code"],
            "properties": {key: value for key, value in row.items() if key not in ("x", "y")},
            "geometry": {"type": "Point", "coordinates": [row["x"], row["y"]]},
        }
        for row in place_rows(atlas, body, view, side)
    ]
    drawing = atlas.limb.views[view]
    head = {
        "type": "FeatureCollection",
        "view": view,
        "side": side,
        "unit": drawing.unit,
        "mm_per_unit": round(body.view_mm_per_unit(view), 4),
        "licence": "CC-BY-4.0",
        "features": features,
    }
    return json.dumps(head, ensure_ascii=False, indent=1) + "\n"
