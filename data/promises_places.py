"""Promises about places: every rule finds its landmarks, every point lies on the limb, in order, for every hand and leg."""
from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator
from itertools import combinations, product
from math import hypot, isfinite

import numpy as np
from shapely.geometry import Point as Dot
from shapely.geometry import shape

from coords.body import Body
from coords.check import parse_call
from coords.cun import Measurements
from coords.rules import PointRule
from coords.surface import PLAN
from coords.view import LEG_VIEWS, VIEWS, Point
from data.points_on_views import point_features, stored_features
from data.shelf import Finding, Shelf
from data.tables import listed

ROLES = {"outline": ("Polygon", "MultiPolygon"), "detail": ("LineString", "MultiLineString", "Polygon", "MultiPolygon"),
         "bone": ("Polygon", "MultiPolygon", "LineString"), "landmark": ("Point",), "curve": ("LineString",),
         "zone": ("Polygon", "MultiPolygon"), "point": ("Point", "Polygon")}
OFF_LIMB = 0.01  # view units a point on the contour may lie outside it
SAME_PLACE = 0.002  # view units under which two points are one place
SAME_HEIGHT = 0.0006  # L: half a millimetre
LEVEL_CUN = 0.35  # how far a drawn point may lie from the level its table states
STORED = 2e-4  # view units: rounding of the stored shapes
LANDMARK_WORDS = {"dir", "dir2"}


def every_feature_is_named(shelf: Shelf) -> list[Finding]:
    """Each feature of a view has a role we know, an id, the geometry of its role and finite numbers; landmarks stand once."""
    found = []
    for view, document in shelf.atlas.documents.items():
        file, seen = f"views/{view}.geojson", Counter()
        for number, feature in enumerate(document["features"], start=1):
            properties, geometry = feature.get("properties") or {}, feature.get("geometry") or {}
            role, name = properties.get("role"), properties.get("id")
            if not name:
                found.append(Finding(file, None, f"feature {number} has no id"))
            if role not in ROLES:
                found.append(Finding(file, None, f"feature {number} ({name}) has role {role!r}; a role is one of {', '.join(ROLES)}"))
            elif geometry.get("type") not in ROLES[role]:
                found.append(Finding(file, None, f"{role} {name} is a {geometry.get('type')}; it should be a {ROLES[role][0]}"))
            elif not np.isfinite(shape(geometry).bounds).all():
                found.append(Finding(file, None, f"{role} {name} has a number that is not finite"))
            seen[role, name] += 1
        found += [Finding(file, None, f"{role} {name} stands {times} times") for (role, name), times in seen.items()
                  if times > 1 and role in ("landmark", "curve", "point", "zone")]
    return found


def every_outline_is_sound(shelf: Shelf) -> list[Finding]:
    """Outlines close without crossing themselves and enclose something."""
    found = []
    for view, document in shelf.atlas.documents.items():
        for feature in document["features"]:
            if feature["properties"].get("role") == "outline":
                area = shape(feature["geometry"])
                if not area.is_valid or area.area < 1e-4:
                    name = feature["properties"].get("id")
                    found.append(Finding(f"views/{view}.geojson", None, f"the outline {name} crosses itself or is empty"))
    return found


def every_landmark_is_described(shelf: Shelf) -> list[Finding]:
    """Each landmark and curve of a view has its row in landmarks.csv, and views named there exist."""
    known = {row["id"] for row in shelf.rows("landmarks.csv")}
    found = []
    for view in VIEWS:
        drawing = shelf.atlas.limb.views[view]
        found += [Finding(f"views/{view}.geojson", None, f"{name} is not in landmarks.csv")
                  for name in (*drawing.landmarks, *drawing.curves) if name not in known]
    for row in shelf.rows("landmarks.csv"):
        found += [Finding("landmarks.csv", int(row["_row"]), f"{row['id']} names the view {view!r}, which does not exist")
                  for view in listed(row["views"]) if view not in VIEWS]
    return found


def every_landmark_has_one_height(shelf: Shelf) -> list[Finding]:
    """A landmark has the same height in all leg views and side views of the foot."""
    heights = defaultdict(dict)
    turn = shelf.atlas.limb.per_leg["FL"]
    for view in (*LEG_VIEWS, "foot_medial", "foot_lateral"):
        for name, (_, y) in shelf.atlas.limb.views[view].landmarks.items():
            heights[name][view] = y if view in LEG_VIEWS else shelf.atlas.limb.skin.foot_height(y) if hasattr(
                shelf.atlas.limb.skin, "foot_height") else y / turn
    found = []
    for name, by_view in heights.items():
        low, high = min(by_view, key=by_view.__getitem__), max(by_view, key=by_view.__getitem__)
        if by_view[high] - by_view[low] > SAME_HEIGHT:
            found.append(Finding(f"views/{high}.geojson", None, f"{name} is {by_view[high] - by_view[low]:.4f} L higher than in {low}"))
    return found


def every_rule_finds_its_landmarks(shelf: Shelf) -> list[Finding]:
    """All ids a rule names exist; those it measures from exist in every view in which it is evaluated."""
    found = []
    for _, name, _ in shelf.rule_rows():
        point = shelf.atlas.limb.rules[name]
        unknown = [view for view in point.views if view not in VIEWS]
        found += [shelf.about(name, f"names the view {view!r}, which does not exist") for view in unknown]
        if unknown:
            continue
        if point.rule.scale and point.rule.scale not in shelf.atlas.scale_words:
            found.append(shelf.about(name, f"counts on the scale {point.rule.scale!r}, which scales.csv does not have"))
        for view in (point.home, *point.evaluated_in):
            found += [shelf.about(name, f"needs {missing}, which the view {view} does not have")
                      for missing in _missing(shelf, point, view)]
        found += [shelf.about(name, f"mentions {word}, which neither a view nor a rule knows")
                  for word in _only_asserted(point) if not _known(shelf, word)]
    return found


def every_point_is_placed(shelf: Shelf) -> list[Finding]:
    """Each rule gives a place in each of its views, drawn or not."""
    found = []
    for _, name, _ in shelf.rule_rows():
        for view in shelf.atlas.limb.rules[name].views:
            try:
                place = shelf.placer.place(name, view)
                if not all(map(isfinite, place.xy)):
                    found.append(shelf.about(name, f"has no finite place in {view}"))
            except (LookupError, ValueError, TypeError) as error:
                found.append(shelf.about(name, f"cannot be placed in {view}: {error.args[0] if error.args else error}"))
    return found


def every_point_lies_on_the_limb(shelf: Shelf) -> list[Finding]:
    """Drawn points lie inside the outline, or at most a hundredth of a unit outside where they sit on the contour."""
    return [shelf.about(spot, f"lies {off:.3f} {shelf.atlas.limb.views[view].unit} off the limb in {view}")
            for (spot, view), xy in shelf.drawn.items() if (off := off_limb(shelf, view, xy)) > OFF_LIMB]


def no_two_points_share_a_place(shelf: Shelf) -> list[Finding]:
    """Two points lie apart in every view, unless their rules are the same (a dimple that is also a spot of a set)."""
    rules, by_view = shelf.atlas.limb.rules, defaultdict(list)
    for (spot, view), xy in shelf.drawn.items():
        by_view[view].append((spot, xy))
    return [shelf.about(one, f"lies where {other} lies in {view}, and their rules do not say so")
            for view, spots in by_view.items() for (one, a), (other, b) in combinations(spots, 2)
            if hypot(a[0] - b[0], a[1] - b[1]) < SAME_PLACE and rules[one].rule != rules[other].rule]


def every_order_holds(shelf: Shelf) -> list[Finding]:
    """The rows of orders.csv: each point lies further in that direction than the one before it."""
    found = []
    for row in shelf.rows("orders.csv"):
        view, names = row["view"], listed(row["order"])
        way = shelf.atlas.limb.views[view].direction(row["direction"])
        reach = [float(np.dot(shelf.placer.find(name, view), way)) for name in names]
        found += [Finding("orders.csv", int(row["_row"]), f"in {view}, {after} should lie {row['direction']} of {before} ({row['why']})")
                  for before, after, a, b in zip(names, names[1:], reach, reach[1:], strict=False) if not b > a]
    return found


def every_meridian_counts_its_points(shelf: Shelf) -> list[Finding]:
    """A meridian lists its drawn points in the order of their numbers, each once, and no others."""
    found = []
    for row in shelf.rows("meridians.csv"):
        listed_codes = listed(row["points_in_order"])
        own = [code for code, point in shelf.atlas.points.items() if point.meridian == row["id"] and point.is_point]
        wrong = [code for code in listed_codes if code not in own]
        missing = [code for code in own if code not in listed_codes and shelf.atlas.points[code].rule.on_drawing]
        found += [Finding("meridians.csv", int(row["_row"]), f"{row['id']} lists {code}, which is not its point") for code in wrong]
        found += [Finding("meridians.csv", int(row["_row"]), f"{row['id']} does not list {code}") for code in missing]
        if not wrong and [code for code in own if code in listed_codes] != list(listed_codes):
            found.append(Finding("meridians.csv", int(row["_row"]), f"{row['id']} does not list its points in the order of points.csv"))
    return found


def every_level_is_where_it_says(shelf: Shelf) -> list[Finding]:
    """A point drawn in a leg view lies at the level its row states, counted on its scale from the lower end."""
    found = []
    for row in shelf.rows("points.csv"):
        point = shelf.atlas.points.get(row["code"])
        if point is None or point.level_cun is None or row["level_basis"] == "approx" or row["on_drawing"] == "no":
            continue
        level = drawn_level(shelf, row["code"])
        if level is not None and abs(level - point.level_cun) > LEVEL_CUN:
            found.append(shelf.about(row["code"], f"lies at {level:.2f} cun of {row['scale']}, not at {point.level_cun:g}"))
    return found


def every_stored_shape_is_the_rule(shelf: Shelf) -> list[Finding]:
    """The point shapes in the view files are the rules evaluated again; `python -m data points` writes them."""
    found = []
    for view in VIEWS:
        stored, file = stored_features(shelf, view), f"views/{view}.geojson"
        fresh = {feature["properties"]["id"]: feature for feature in point_features(shelf, view)}
        found += [Finding(file, None, f"the stored point {name} is not drawn here; run python -m data points")
                  for name in stored if name not in fresh]
        for name, feature in fresh.items():
            gap = shape_gap(stored[name], feature) if name in stored else None
            if gap is None:
                found.append(Finding(file, None, f"the point {name} is not stored; run python -m data points"))
            elif gap > STORED or stored[name]["properties"] != feature["properties"]:
                found.append(Finding(file, None, f"the stored point {name} is {gap:.4f} from its rule; run python -m data points"))
    return found


def every_body_has_its_points(shelf: Shelf) -> list[Finding]:
    """At the smallest and largest sizes we accept, in every mixture, all points have finite places and distances."""
    broken: dict[tuple[str, str], str] = {}
    for measured in extreme_bodies(shelf, "reject_lo", "reject_hi"):
        body = Body(shelf.atlas.limb, measured)
        for spot in shelf.spots:
            for view in shelf.atlas.limb.rules[spot].views:
                try:
                    place = body.place(spot, view)
                except Exception as error:
                    broken.setdefault((spot, view), f"cannot be placed in {view} on a body of {_told(measured)}: {error}")
                    continue
                numbers = (*place.xy, *(place.finger_xy or ()), place.mm_per_unit, place.distance_mm or 0.0,
                           place.finger_mm or 0.0, place.margin.along_mm, place.margin.across_mm)
                if not all(map(isfinite, numbers)):
                    broken.setdefault((spot, view), f"has no finite place in {view} on a body of {_told(measured)}")
    return [shelf.about(spot, reason) for (spot, _), reason in broken.items()]


def off_limb(shelf: Shelf, view: str, xy: Point) -> float:
    """How far outside the outline a place lies, in view units; 0 inside."""
    return shelf.atlas.limb.views[view].outline.distance(Dot(xy))


def drawn_level(shelf: Shelf, code: str) -> float | None:
    """Cun from the lower end of the point's scale to where it is drawn in its first leg view; None without one."""
    row = next(row for row in shelf.rows("points.csv") if row["code"] == code)
    limb, scale = shelf.atlas.limb, shelf.atlas.limb.scales.get(row["scale"])
    view = next((view for view in limb.rules[code].views if view in LEG_VIEWS), None)
    if scale is None or view is None or limb.rules[code].rule.kind == "set":
        return None
    low = min(_end_height(shelf, scale.start), _end_height(shelf, scale.end))
    return (shelf.placer.place(code, view).y - low) / (limb.drawn[scale.id] / scale.cun)


def extreme_bodies(shelf: Shelf, low: str, high: str) -> Iterator[Measurements]:
    """Every mixture of two limits (columns of input_ranges.csv) for thumb, four fingers, height, leg and foot.

    Each of the hand alone, the hand with all of the rest, and plain finger cun instead of the corrected one.
    """
    ranges, fields = shelf.atlas.ranges, {name: row["range_field"] for name, row in shelf.atlas.scale_words.items()}

    def size(field: str, limit: str) -> float:
        return float(getattr(ranges[field], {"warn_lo": "warn_lo_adult"}.get(limit, limit)))

    limits = (low, high)
    for traditional in (False, True):
        for thumb, four in product((*limits, None), repeat=2):
            fingers = {name: size(name, limit) for name, limit in (("thumb", thumb), ("four", four)) if limit}
            yield Measurements(fingers=fingers, traditional=traditional)
    for thumb, four, stature, leg, foot in product(limits, repeat=5):
        segments = {name: size(fields[name], foot if name == "S_FOOT_LEN" else leg) for name in shelf.atlas.limb.scales}
        yield Measurements({"thumb": size("thumb", thumb), "four": size("four", four)}, size("stature", stature), segments,
                           traditional=thumb != four)


def furthest_off_the_limb(shelf: Shelf, low: str = "warn_lo_adult", high: str = "warn_hi") -> list[tuple[float, str, str, str]]:
    """(mm off the limb, spot, view, "dot" or "hollow mark"), the worst of each spot, over bodies at the usual limits."""
    worst: dict[tuple[str, str, str], float] = {}
    for measured in extreme_bodies(shelf, low, high):
        body = Body(shelf.atlas.limb, measured)
        for spot in shelf.spots:
            for view in shelf.atlas.limb.rules[spot].views:
                place = body.place(spot, view)
                for mark, xy in (("dot", place.xy), ("hollow mark", place.finger_xy)):
                    if xy is not None:
                        off = off_limb(shelf, view, xy) * place.mm_per_unit
                        worst[spot, view, mark] = max(worst.get((spot, view, mark), 0.0), off)
    return sorted(((off, *key) for key, off in worst.items()), reverse=True)


def shape_gap(one: dict, other: dict) -> float:
    """Largest distance between the corners of two stored shapes, in view units; infinite when they differ in kind."""
    a, b = one["geometry"], other["geometry"]
    p, q = np.ravel(a["coordinates"]), np.ravel(b["coordinates"])
    return float(np.abs(p - q).max()) if a["type"] == b["type"] and p.shape == q.shape else float("inf")


def _end_height(shelf: Shelf, name: str) -> float:
    views = shelf.atlas.limb.views
    return next(views[view].landmarks[end][1] for view in LEG_VIEWS for end in (f"{name}_MID", name)
                if end in views[view].landmarks)


def _missing(shelf: Shelf, point: PointRule, view: str) -> list[str]:
    """Ids a rule measures from that are neither in the view nor points that can be placed there."""
    drawn_on = PLAN if view == "foot_dorsum" else view
    return [name for name in point.rule.mentions() if not _stands(shelf, name, drawn_on)]


def _stands(shelf: Shelf, name: str, view: str) -> bool:
    drawing, rules = shelf.atlas.limb.views[view], shelf.atlas.limb.rules
    shown = "foot_dorsum" if view == PLAN else view
    return (name in drawing.landmarks or name in drawing.curves or
            (name in rules and (shown in rules[name].views or all(_stands(shelf, part, view) for part in rules[name].rule.mentions()))))


def _only_asserted(point: PointRule) -> list[str]:
    """Ids that only assertions and explanations name."""
    rule = point.rule
    words = [*rule.asserted(), *rule.members]
    words += rule.origin.split("|") if rule.origin and rule.kind == "at" else []
    for text in (rule.check, rule.alt):
        words += _names_in(parse_call(text)) if text else []
    return words


def _names_in(call: tuple) -> list[str]:
    """The ids inside a check: everything that is neither a number, nor a direction, nor the name of a call."""
    directions = {"proximal", "distal", "medial", "lateral", "anterior", "posterior", "plantar", "dorsal"}
    found = []
    for part in call[1:]:
        found += _names_in(part) if isinstance(part, tuple) else []
        found += [part] if isinstance(part, str) and part not in directions else []
    return found


def _known(shelf: Shelf, name: str) -> bool:
    return name in shelf.atlas.limb.rules or any(
        name in view.landmarks or name in view.curves for view in shelf.atlas.limb.views.values())


def _told(measured: Measurements) -> str:
    sizes = {**measured.fingers, "height": measured.stature_mm, **measured.segments_mm}
    return ", ".join(f"{name} {size:g} mm" for name, size in sizes.items() if size) or "average size"
