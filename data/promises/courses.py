"""Promises about what is drawn under the skin, and that it is one set of facts with what the cautions rest on."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

import numpy as np
from shapely import LineString

from coords.course import CERTAINTIES, KINDS, Course, Passing, nearest
from data.atlas import WORDS
from data.care.cautions import UnderPoint
from data.courses import ROLE
from data.promises.dataset import Dataset, Finding
from data.reading.tables import listed

UNDER_MM, BROAD_MM = 2.0, 5.0  # the middle of a narrow structure so near is right under the finger
FAR_MM, BESIDE_MM = 25.0, 8.0  # a structure of a point is drawn so near; from here on it must lie on the side told
REACH_MM, REACHED_MM = 5.0, 15.0  # a vessel or nerve so near beside its edge, and no deeper, is among the structures
ON_THE_SIDE = 0.4  # share of the way to it that goes in the direction told
CALLS = ("artery", "vein", "nerve")
SIDES = {"front": ("anterior", "distal"), "behind": ("posterior", "proximal"), "inner": ("medial",),
         "outer": ("lateral",)}  # lies → the first of these directions that the view has  # fmt: skip
DEPTHS = {"skin": (0, 14), "shallow": (3, 16), "deep": (10, 99)}  # mm of what is drawn for a depth that is told
FIRMLY = CERTAINTIES[:2]
COPIED = re.compile(r"\d+\s*(mm|cm)\b|\bmodel\b", re.IGNORECASE)
UNLIKE = {  # (point, structure): why the drawing is another than its row, or lies further off
    (
        "KI9",
        "achilles_tendon",
    ): "its tendon is broad here and reaches round to the inner side; from there its thickness is drawn",
}
TOLD_BY_OTHERS = {  # (point or spot, course): why it is not among the point's structures
    ("ST41", "anterior_tibial_artery"): "from here on it is the artery of the top of the foot, which is told",
    ("LR2", "deep_peroneal_nerve"): "its end is the nerve of the toes, which is told",
    ("EX-LE10.12", "deep_peroneal_nerve"): "its end is the nerve of the toes, which is told",
    ("EX-LE10.34", "intermediate_dorsal_cutaneous_nerve"): "its end is the nerve of the toes, which is told",
}


def every_course_is_whole(dataset: Dataset) -> list[Finding]:
    """A kind and a certainty we know, sources that exist, and a width and a depth in mm at each corner."""
    found, known = [], dataset.atlas.sources
    for view, feature in _features(dataset):
        told, name = feature["properties"], feature["properties"].get("id")
        corners = len(feature["geometry"]["coordinates"])
        sources = listed(str(told.get("source", "")))
        faults = [f"is a {told.get('kind')!r}" for _ in [0] if told.get("kind") not in KINDS]
        faults += [f"is {told.get('certainty')!r} certain" for _ in [0] if told.get("certainty") not in CERTAINTIES]
        faults += [f"has the source {one!r}, which is not in sources.csv" for one in sources if one not in known]
        faults += ["has no source"] if not sources else []
        for column in ("width_mm", "depth_mm"):
            values = told.get(column)
            if not isinstance(values, list) or len(values) != corners or min(values, default=0) <= 0:
                faults.append(f"needs {corners} numbers above 0 as {column}")
        found += [_at(view, f"the course {name} {fault}") for fault in faults]
    return found


def every_course_has_its_name(dataset: Dataset) -> list[Finding]:
    """Each course has a name, and each name a course."""
    named = {row["id"]: row for row in dataset.rows(f"{WORDS}/courses.csv")}
    drawn = {feature["properties"].get("id"): view for view, feature in _features(dataset)}
    found = [_at(view, f"the course {name} has no name") for name, view in drawn.items() if name not in named]
    return found + [
        Finding(f"{WORDS}/courses.csv", int(row["_row"]), f"{name} is drawn in no view")
        for name, row in named.items()
        if name not in drawn
    ]


def every_course_is_one_in_all_views(dataset: Dataset) -> list[Finding]:
    """The same structure has one kind, one certainty and one depth of knowledge wherever it is drawn."""
    found, first = [], {}
    for view, feature in _features(dataset):
        told = feature["properties"]
        here = told.get("kind"), told.get("certainty")
        there, where = first.setdefault(told.get("id"), (here, view))
        if here != there:
            found.append(
                _at(view, f"the course {told.get('id')} is {here[1]} {here[0]}, and {there[1]} {there[0]} in {where}")
            )
    return found


def every_course_lies_in_the_skin(dataset: Dataset) -> list[Finding]:
    """No course leaves the outline of its view."""
    found = []
    for view, courses in dataset.atlas.courses.items():
        outline = dataset.atlas.limb.views[view].outline
        for name, course in courses.items():
            out = LineString(course.line).difference(outline).length
            if out > 0:
                mm = out * dataset.atlas.limb.views[view].reference_unit_mm
                found.append(_at(view, f"the course {name} leaves the skin for {mm:.1f} mm"))
    return found


def every_structure_of_a_point_is_drawn_there(dataset: Dataset) -> list[Finding]:
    """What calls for a caution and is drawn passes the point, on the side and as deep as the row says."""
    found = []
    for code, under, view, near in _pairs(dataset):
        if (code, under.structure) in UNLIKE:
            continue
        where = f"{code}: {under.structure} is drawn {near.mm:.0f} mm away in {view}"
        low, high = DEPTHS[under.depth]
        if near.to_edge_mm > FAR_MM:
            found.append(_row(dataset, code, under, where))
        elif not _on_its_side(dataset, under, view, near):
            found.append(_row(dataset, code, under, f"{where}, and not as told: {under.lies}"))
        elif not low <= near.depth_mm <= high:
            told = (
                f"{code}: {under.structure} is drawn {near.depth_mm:.0f} mm deep in {view}, and told as {under.depth}"
            )
            found.append(_row(dataset, code, under, told))
    return found


def every_course_at_a_point_is_among_its_structures(dataset: Dataset) -> list[Finding]:
    """An artery, vein or nerve that a light finger reaches is told, or there is a reason."""
    found, atlas = [], dataset.atlas
    for spot, code in dataset.spots.items():
        point = atlas.points[code]
        view = view_of(dataset, code, spot)
        told = {name for under in point.under for name in under.courses}
        for name, course in atlas.courses[view].items():
            if course.kind not in CALLS or course.certainty not in FIRMLY or name in told:
                continue
            near = _near(dataset, course, spot, view)
            reached = near.to_edge_mm <= REACH_MM and near.depth_mm <= REACHED_MM
            if reached and not {(code, name), (spot, name)} & TOLD_BY_OTHERS.keys():
                reason = f"nothing of {code} tells {name}, which is drawn {near.mm:.0f} mm from {spot} in {view}"
                found.append(Finding("point_structures.csv", None, reason))
    return found


def every_point_says_what_lies_under_it(dataset: Dataset) -> list[Finding]:
    """Words for each point, without a millimetre of their own; its view draws it, and its pulse is of an artery."""
    found, atlas = [], dataset.atlas
    arteries = {name for courses in atlas.courses.values() for name, one in courses.items() if one.kind == CALLS[0]}
    for code, point in atlas.points.items():
        if point.is_point and point.under_words is None:
            found.append(Finding("under_points.csv", None, f"nothing says what lies under {code}"))
    for row in dataset.rows("under_points.csv"):
        rules = [atlas.limb.rules[spot] for spot in atlas.points[row["code"]].members]
        if row["view"] and any(row["view"] not in rule.views for rule in rules):
            found.append(Finding("under_points.csv", int(row["_row"]), f"{row['code']} is not drawn in {row['view']}"))
        if row["pulse_of"] and row["pulse_of"] not in arteries:
            found.append(Finding("under_points.csv", int(row["_row"]), f"{row['pulse_of']} is no artery"))
    for row in dataset.rows(f"{WORDS}/under_points.csv"):
        for column in ("skin", "muscle", "vessels", "bone"):
            if hit := COPIED.search(row[column]):
                reason = f"{row['code']}: {column} says {hit.group()!r}, which is measured on the drawing"
                found.append(Finding(f"{WORDS}/under_points.csv", int(row["_row"]), reason))
    return found


def view_of(dataset: Dataset, code: str, spot: str) -> str:
    """The view that looks at a spot as a finger presses it."""
    words = dataset.atlas.points[code].under_words
    return (words and words.view) or dataset.atlas.limb.rules[spot].home


def _pairs(dataset: Dataset) -> Iterator[tuple[str, UnderPoint, str, Passing]]:
    """Each structure of a point, and the nearest of its courses in the point's view that are more than a guess."""
    atlas = dataset.atlas
    for spot, code in dataset.spots.items():
        view = view_of(dataset, code, spot)
        if spot != atlas.points[code].members[0]:
            continue
        for under in atlas.points[code].under:
            drawn = [atlas.courses[view][name] for name in under.courses if name in atlas.courses[view]]
            near = [_near(dataset, course, spot, view) for course in drawn if course.certainty in FIRMLY]
            if near:
                yield code, under, view, min(near, key=lambda one: one.mm)


def _near(dataset: Dataset, course: Course, spot: str, view: str) -> Passing:
    return nearest(course, dataset.drawn[spot, view], dataset.atlas.limb.views[view].reference_unit_mm)


def _on_its_side(dataset: Dataset, under: UnderPoint, view: str, near: Passing) -> bool:
    """Whether it lies where `lies` says, as far as the view can show that direction: right under the finger nothing
    does, near it nothing lies on the other side, and further off it lies on that side."""
    if under.lies in ("at", "around"):
        return under.lies == "around" or near.to_edge_mm <= BESIDE_MM
    directions = dataset.atlas.limb.views[view].directions
    word = next((word for word in SIDES[under.lies] if word in directions), None)
    if word is None:
        return True
    there = float(np.dot(near.toward, directions[word]))
    if near.to_edge_mm <= BESIDE_MM:
        return near.width_mm > BROAD_MM or (near.mm > UNDER_MM and there > -UNDER_MM)
    return there >= ON_THE_SIDE * near.mm


def _features(dataset: Dataset) -> Iterator[tuple[str, dict]]:
    for view, document in dataset.atlas.documents.items():
        for feature in document["features"]:
            if (feature.get("properties") or {}).get("role") == ROLE:
                yield view, feature


def _at(view: str, reason: str) -> Finding:
    return Finding(f"views/{view}.geojson", None, reason)


def _row(dataset: Dataset, code: str, under: UnderPoint, reason: str) -> Finding:
    lines: dict[tuple[str, str], int] = defaultdict(int)
    lines |= {(row["code"], row["structure"]): int(row["_row"]) for row in dataset.rows("point_structures.csv")}
    return Finding("point_structures.csv", lines[code, under.structure] or None, reason)


PROMISES = (
    every_course_is_whole,
    every_course_has_its_name,
    every_course_is_one_in_all_views,
    every_course_lies_in_the_skin,
    every_structure_of_a_point_is_drawn_there,
    every_course_at_a_point_is_among_its_structures,
    every_point_says_what_lies_under_it,
)
