"""Promises about the reflexology zones: whole areas inside the skin, on the right foot, with words and sources."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shapely.geometry import shape
from shapely.validation import explain_validity

from coords.view import ZONE_VIEWS
from data.atlas import WORDS
from data.promises.dataset import Dataset, Finding
from data.reading.tables import DataError, listed
from data.shapes.zones import ROLES, same_drawing, zone_features
from data.zones import LEAST, OUTSIDE, SCHOOL, of_school, share_a_foot

ONE_FOOT = {  # what lies on one side of the body lies on one foot
    "Z_HEART": "left",
    "Z_SPLEEN": "left",
    "Z_DESCENDING_COLON": "left",
    "Z_SIGMOID_RECTUM": "left",
    "Z_LIVER": "right",
    "Z_GALLBLADDER": "right",
    "Z_ASCENDING_COLON": "right",
    "Z_ILEOCAECAL": "right",
}
MOST_CORNERS = 48
WRITE = "run python -m data zones"


def zone_documents(dataset: Dataset) -> Iterator[tuple[str, dict]]:
    """(view, feature) of every stored zone and guide line."""
    for view, document in dataset.atlas.documents.items():
        for feature in document["features"]:
            if feature["properties"].get("role") in ("zone", "guide"):
                yield view, feature


def every_zone_is_a_whole_area(dataset: Dataset) -> list[Finding]:
    """No zone crosses itself, is empty, stands twice, lies on another's place or leaves the skin; guides stay on it."""
    found, seen, areas = [], Counter(), {}
    for view, feature in zone_documents(dataset):
        file, name, drawn = f"views/{view}.geojson", feature["properties"]["id"], shape(feature["geometry"])
        found += [Finding(file, None, f"{name} {fault}") for fault in _area_faults(dataset, view, feature, drawn)]
        if feature["properties"]["role"] == "zone":
            seen[view, name] += 1
            side = feature["properties"].get("side")
            twin = drawn.is_valid and next(
                (
                    other
                    for (place, other, foot), area in areas.items()
                    if place == view and share_a_foot(foot, side) and other != name and area.equals(drawn)
                ),
                None,
            )
            if twin:
                found.append(Finding(file, None, f"{name} is drawn exactly as {twin} is"))
            if drawn.is_valid and not drawn.is_empty:
                areas[view, name, side] = drawn
    return found + [
        Finding(f"views/{view}.geojson", None, f"the zone {name} stands {times} times")
        for (view, name), times in seen.items()
        if times > 1
    ]


def _area_faults(dataset: Dataset, view: str, feature: dict, drawn) -> Iterator[str]:
    if view not in ZONE_VIEWS:
        yield f"is drawn on {view}; zones lie on {', '.join(ZONE_VIEWS)}"
        return
    if not drawn.is_valid:
        yield f"is no sound area ({explain_validity(drawn)})"
        return
    if feature["properties"]["role"] == "zone":
        if drawn.is_empty or drawn.area < LEAST:
            yield "is empty"
        corners = sum(len(part.exterior.coords) - 1 for part in getattr(drawn, "geoms", (drawn,)))
        if corners > MOST_CORNERS:
            yield f"has {corners} corners; at most {MOST_CORNERS}"
    if not dataset.atlas.limb.views[view].outline.buffer(OUTSIDE).covers(drawn):
        yield "leaves the outline of the foot"


def every_zone_is_on_its_foot(dataset: Dataset) -> list[Finding]:
    """What lies on one side of the body (heart, spleen, liver …) is on that foot alone, in the table and the views."""
    table = {row["id"]: row for row in dataset.rows("zones.csv")}
    found = []
    for row in table.values():
        name, side, line = row["id"], row["side"], int(row["_row"])
        if side != ONE_FOOT.get(name, "both"):
            right = ONE_FOOT.get(name, "both")
            found.append(Finding("zones.csv", line, f"{name} is on side {side}; it belongs to {right}"))
    for view, feature in zone_documents(dataset):
        name, side, file = _zone_of(feature), feature["properties"].get("side"), f"views/{view}.geojson"
        if feature["properties"]["role"] == "zone":
            if name not in table:
                found.append(Finding(file, None, f"{name} is no zone of zones.csv"))
            elif side != table[name]["side"]:
                found.append(
                    Finding(
                        file, None, f"{name} is stored for side {side}, zones.csv says {table[name]['side']}; {WRITE}"
                    )
                )
    return found


def _zone_of(feature: dict) -> str:
    """The zone of an area, whichever school draws it."""
    return feature["properties"]["id"].partition("@")[0]


def every_zone_is_drawn_as_the_chart_says(dataset: Dataset) -> list[Finding]:
    """The stored areas and guide lines are those of zone_shapes.csv carried over again."""
    found = []
    for view in ZONE_VIEWS:
        file = f"views/{view}.geojson"
        try:
            fresh = {(f["properties"]["role"], f["properties"]["id"]): f for f in zone_features(dataset.atlas, view)}
        except DataError as error:
            return [Finding(error.path.name, error.row, error.reason)]
        stored = {
            (f["properties"]["role"], f["properties"]["id"]): f for place, f in zone_documents(dataset) if place == view
        }
        found += [
            Finding(file, None, f"{name} is not in zone_shapes.csv; {WRITE}")
            for role, name in stored
            if (role, name) not in fresh
        ]
        for key, feature in fresh.items():
            if key not in stored:
                found.append(Finding(file, None, f"{key[1]} is not stored; {WRITE}"))
                continue
            if not same_drawing(stored[key], feature):
                found.append(Finding(file, None, f"the stored {key[1]} is not the one of its chart; {WRITE}"))
    return found


def every_place_of_a_school_is_told(dataset: Dataset) -> list[Finding]:
    """A zone is drawn on the Ingham line; what another school draws elsewhere, that school says in words."""
    rows = [row for row in dataset.rows("zone_shapes.csv") if ROLES.get(row["kind"]) == "zone"]
    usual = {row["id"] for row in rows if row["school"] == SCHOOL}
    told = {row["id"] for row in dataset.rows("zone_schools.csv")}
    found = [
        Finding("zone_shapes.csv", int(row["_row"]), f"zone_schools.csv does not tell of {name}")
        for row in rows
        if row["school"] != SCHOOL and (name := of_school(row["id"], row["school"])) not in told
    ]
    bare = {row["id"]: int(row["_row"]) for row in dataset.rows("zones.csv") if row["id"] not in usual}
    found += [Finding("zones.csv", line, f"{name} is not drawn on the Ingham line") for name, line in bare.items()]
    return found + [
        Finding("zone_schools.csv", int(row["_row"]), f"{row['id']} is not {of_school(row['zone'], row['school'])}")
        for row in dataset.rows("zone_schools.csv")
        if row["id"] != of_school(row["zone"], row["school"])
    ]


def every_guide_line_has_its_words(dataset: Dataset) -> list[Finding]:
    """A guide line that is drawn has words, and only such a line."""
    lines = {row["id"] for row in dataset.rows("zone_shapes.csv") if ROLES.get(row["kind"]) == "guide"}
    named = {row["id"] for row in dataset.rows(f"{WORDS}/zone_guides.csv")}
    return [
        Finding(f"{WORDS}/zone_guides.csv", None, f"{name} has a line or words, not both")
        for name in sorted(lines ^ named)
    ]


def every_zone_agrees_with_its_sources_and_technique(dataset: Dataset) -> list[Finding]:
    """Its origin says whether articles or charts are among its sources; its dose is one its technique allows."""
    found = []
    for row in dataset.rows("zones.csv"):
        line = int(row["_row"])
        articles = {name for name in listed(row["sources"]) if name.startswith("article-")}
        others = set(listed(row["sources"])) - articles
        if bool(articles) != row["origin"].startswith("article") or bool(others) != row["origin"].endswith("standard"):
            found.append(Finding("zones.csv", line, f"{row['id']} is of origin {row['origin']}; its sources differ"))
        found += [Finding("zones.csv", line, f"{row['id']} {fault}") for fault in _dose_faults(dataset, row)]
    return found


def _dose_faults(dataset: Dataset, row: dict[str, str]) -> Iterator[str]:
    techniques = dataset.atlas.techniques
    rule = techniques.get(row["technique"])
    if rule is None:
        return  # its schema tells it
    if "zone" not in listed(rule["applies_to"]):
        yield f"is worked by {row['technique']}, which is for {rule['applies_to']}"
    if row["origin"].startswith("article"):
        return  # the article has a time and a force of its own
    for unit in ("seconds", "pressure"):
        least, most = int(row[f"{unit}_min"]), int(row[f"{unit}_max"])
        low, high = int(rule[f"{unit}_min"] or 0), int(rule[f"{unit}_max"] or 0)
        if not low <= least <= most <= high:
            yield f"has {unit} {least} to {most}; {rule['id']} allows {low} to {high}"


PROMISES = (
    every_zone_is_a_whole_area,
    every_zone_is_on_its_foot,
    every_zone_is_drawn_as_the_chart_says,
    every_place_of_a_school_is_told,
    every_guide_line_has_its_words,
    every_zone_agrees_with_its_sources_and_technique,
)
