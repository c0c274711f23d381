"""Promises about the reflexology zones: whole areas inside the skin, on the right foot, with words and sources."""
from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from shapely.geometry import shape
from shapely.validation import explain_validity

from coords.view import SIDES, ZONE_VIEWS
from data.atlas import WORDS
from data.shelf import Finding, Shelf
from data.tables import DataError, listed
from data.zone_shapes import ROLES, zone_features
from data.zones import LEAST, OUTSIDE, share_a_foot

ORIGINS = ("article", "standard", "article+standard")
CONFIDENCES = ("high", "medium", "low")
ONE_FOOT = {  # what lies on one side of the body lies on one foot
    "Z_HEART": "left", "Z_SPLEEN": "left", "Z_DESCENDING_COLON": "left", "Z_SIGMOID_RECTUM": "left",
    "Z_LIVER": "right", "Z_GALLBLADDER": "right", "Z_ASCENDING_COLON": "right", "Z_ILEOCAECAL": "right",
}
STORED = 2e-4
MOST_CORNERS = 48
WRITE = "run python -m data zones"


def zone_documents(shelf: Shelf) -> Iterator[tuple[str, dict]]:
    """(view, feature) of every stored zone and guide line."""
    for view, document in shelf.atlas.documents.items():
        for feature in document["features"]:
            if feature["properties"].get("role") in ("zone", "guide"):
                yield view, feature


def every_zone_is_a_whole_area(shelf: Shelf) -> list[Finding]:
    """No zone crosses itself, is empty, stands twice, lies on another's place or leaves the skin; guides stay on it."""
    found, seen, areas = [], Counter(), {}
    for view, feature in zone_documents(shelf):
        file, name, drawn = f"views/{view}.geojson", feature["properties"]["id"], shape(feature["geometry"])
        found += [Finding(file, None, f"{name} {fault}") for fault in _area_faults(shelf, view, feature, drawn)]
        if feature["properties"]["role"] == "zone":
            seen[view, name] += 1
            side = feature["properties"].get("side")
            twin = drawn.is_valid and next((other for (place, other, foot), area in areas.items()
                         if place == view and share_a_foot(foot, side) and other != name and area.equals(drawn)), None)
            if twin:
                found.append(Finding(file, None, f"{name} is drawn exactly as {twin} is"))
            if drawn.is_valid and not drawn.is_empty:
                areas[view, name, side] = drawn
    return found + [Finding(f"views/{view}.geojson", None, f"the zone {name} stands {times} times")
                    for (view, name), times in seen.items() if times > 1]


def _area_faults(shelf: Shelf, view: str, feature: dict, drawn) -> Iterator[str]:
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
    if not shelf.atlas.limb.views[view].outline.buffer(OUTSIDE).covers(drawn):
        yield "leaves the outline of the foot"


def every_zone_is_on_its_foot(shelf: Shelf) -> list[Finding]:
    """What lies on one side of the body (heart, spleen, liver …) is on that foot alone, in the table and the views."""
    table = {row["id"]: row for row in shelf.rows("zones.csv")}
    found = []
    for row in table.values():
        name, side, line = row["id"], row["side"], int(row["_row"])
        if side not in (*SIDES, "both"):
            found.append(Finding("zones.csv", line, f"{name} is on the side {side!r}; it is both, left or right"))
        elif side != ONE_FOOT.get(name, "both"):
            right = ONE_FOOT.get(name, "both")
            found.append(Finding("zones.csv", line, f"{name} is on side {side}; it belongs to {right}"))
    for view, feature in zone_documents(shelf):
        name, side, file = feature["properties"]["id"], feature["properties"].get("side"), f"views/{view}.geojson"
        if feature["properties"]["role"] == "zone":
            if name not in table:
                found.append(Finding(file, None, f"{name} is no zone of zones.csv"))
            elif side != table[name]["side"]:
                found.append(Finding(file, None, f"{name} is stored for side {side}, zones.csv says "
                                                 f"{table[name]['side']}; {WRITE}"))
    return found


def every_zone_is_drawn_as_the_chart_says(shelf: Shelf) -> list[Finding]:
    """The stored areas and guide lines are those of zone_shapes.csv carried over again."""
    found = []
    for view in ZONE_VIEWS:
        file = f"views/{view}.geojson"
        try:
            fresh = {(f["properties"]["role"], f["properties"]["id"]): f for f in zone_features(shelf.atlas, view)}
        except DataError as error:
            return [Finding(error.path.name, error.row, error.reason)]
        stored = {(f["properties"]["role"], f["properties"]["id"]): f for place, f in zone_documents(shelf)
                  if place == view}
        found += [Finding(file, None, f"{name} is not in zone_shapes.csv; {WRITE}")
                  for role, name in stored if (role, name) not in fresh]
        for key, feature in fresh.items():
            if key not in stored:
                found.append(Finding(file, None, f"{key[1]} is not stored; {WRITE}"))
                continue
            gap = shape(feature["geometry"]).hausdorff_distance(shape(stored[key]["geometry"]))
            if gap > STORED or feature["properties"] != stored[key]["properties"]:
                found.append(Finding(file, None, f"the stored {key[1]} is {gap:.4f} from its chart; {WRITE}"))
    return found


def every_zone_has_its_words(shelf: Shelf) -> list[Finding]:
    """A name, a short one, body part, place, tradition and how charts vary; no words for what is no zone or line."""
    zones = {row["id"]: int(row["_row"]) for row in shelf.rows("zones.csv")}
    words = {row["id"]: row for row in shelf.rows(f"{WORDS}/zones.csv")}
    file, found = f"{WORDS}/zones.csv", []
    for name, line in zones.items():
        if name not in words:
            found.append(Finding("zones.csv", line, f"{name} has no words"))
            continue
        found += [Finding(file, int(words[name]["_row"]), f"{name} has no words under {column!r}")
                  for column in ("name", "short", "body_part", "where", "tradition", "variation")
                  if not words[name][column]]
    found += [Finding(file, int(row["_row"]), f"{name} is no zone of zones.csv")
              for name, row in words.items() if name not in zones]
    found += [Finding(f"{WORDS}/zone_names.csv", int(row["_row"]), f"{row['id']} is no zone of zones.csv")
              for row in shelf.rows(f"{WORDS}/zone_names.csv") if row["id"] not in zones]
    systems = {row["id"] for row in shelf.rows(f"{WORDS}/zone_systems.csv")}
    found += [Finding("zones.csv", int(row["_row"]), f"{row['id']} is of the system {row['system']!r}, which has no "
                                                     f"name in zone_systems.csv")
              for row in shelf.rows("zones.csv") if row["system"] not in systems]
    lines = {row["id"] for row in shelf.rows("zone_shapes.csv") if ROLES.get(row["kind"]) == "guide"}
    named = {row["id"] for row in shelf.rows(f"{WORDS}/zone_guides.csv")}
    return found + [Finding(f"{WORDS}/zone_guides.csv", None, f"{name} has a line or words, not both")
                    for name in sorted(lines ^ named)]


def every_zone_row_resolves(shelf: Shelf) -> list[Finding]:
    """Techniques, complaints and cautions that a zone names are known; its dose is one its technique allows."""
    safety = {row["safety_id"] for row in shelf.rows("safety.csv")}
    conditions = {row["id"] for row in shelf.rows("conditions.csv")}
    found = []
    for row in shelf.rows("zones.csv"):
        line = int(row["_row"])
        for column, known in (("safety", safety), ("conditions", conditions)):
            found += [Finding("zones.csv", line, f"{row['id']} names {name!r} under {column}, which is not known")
                      for name in listed(row[column]) if name not in known]
        for column, allowed in (("origin", ORIGINS), ("confidence", CONFIDENCES), ("shown", ("yes", "no"))):
            if row[column] not in allowed:
                reason = f"{row['id']} has the {column} {row[column]!r}; it is one of {', '.join(allowed)}"
                found.append(Finding("zones.csv", line, reason))
        articles = {name for name in listed(row["sources"]) if name.startswith("article-")}
        others = set(listed(row["sources"])) - articles
        if bool(articles) != row["origin"].startswith("article") or bool(others) != row["origin"].endswith("standard"):
            found.append(Finding("zones.csv", line, f"{row['id']} is of origin {row['origin']}; its sources differ"))
        found += [Finding("zones.csv", line, f"{row['id']} {fault}") for fault in _dose_faults(shelf, row)]
    shapes = {row["id"] for row in shelf.rows("zone_shapes.csv")}
    for row in shelf.rows("zone_shapes.csv"):
        if row["confidence"] not in CONFIDENCES:
            reason = f"{row['id']} has the confidence {row['confidence']!r}; it is one of {', '.join(CONFIDENCES)}"
            found.append(Finding("zone_shapes.csv", int(row["_row"]), reason))
    return found + [Finding("zones.csv", int(row["_row"]), f"{row['id']} has no shape in zone_shapes.csv")
                    for row in shelf.rows("zones.csv") if row["id"] not in shapes]


def _dose_faults(shelf: Shelf, row: dict[str, str]) -> Iterator[str]:
    techniques = shelf.atlas.techniques
    rule = techniques.get(f"{row['technique']}__{row['id']}") or techniques.get(row["technique"])
    if rule is None:
        yield f"is worked by {row['technique']!r}, which techniques.csv does not have"
        return
    if "zone" not in listed(rule["applies_to"]) and row["id"] not in listed(rule["applies_to"]):
        yield f"is worked by {row['technique']}, which is for {rule['applies_to']}"
    for unit in ("seconds", "pressure"):
        least, most = int(row[f"{unit}_min"]), int(row[f"{unit}_max"])
        low, high = int(rule[f"{unit}_min"] or 0), int(rule[f"{unit}_max"] or 0)
        if not low <= least <= most <= high:
            yield f"has {unit} {least} to {most}; {rule['id']} allows {low} to {high}"


PROMISES = (
    every_zone_is_a_whole_area,
    every_zone_is_on_its_foot,
    every_zone_is_drawn_as_the_chart_says,
    every_zone_has_its_words,
    every_zone_row_resolves,
)
