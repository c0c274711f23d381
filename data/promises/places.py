"""Promises about places: rules find their landmarks, points lie on the limb, apart and in order."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from math import hypot, isfinite

import numpy as np
from shapely import prepare
from shapely.geometry import Point as Dot

from coords.check import parse_call
from coords.rules import PointRule
from coords.surface import PLAN
from coords.view import LEG_VIEWS, VIEWS, Point
from data.atlas import natural_order
from data.promises.dataset import Dataset, Finding
from data.reading.tables import listed

OFF_LIMB = 0.01  # view units a point on the contour may lie outside it
SAME_PLACE = 0.002  # view units under which two points are one place
LEVEL_CUN = 0.35  # how far a drawn point may lie from the level its table states
DIRECTIONS = ("proximal", "distal", "medial", "lateral", "anterior", "posterior", "plantar", "dorsal")


def every_rule_finds_its_landmarks(dataset: Dataset) -> list[Finding]:
    """All ids a rule names exist; those it measures from exist in every view in which it is evaluated."""
    found = []
    for _, name, _ in dataset.rule_rows():
        point = dataset.atlas.limb.rules[name]
        unknown = [view for view in point.views if view not in VIEWS]
        found += [dataset.about(name, f"names the view {view!r}, which does not exist") for view in unknown]
        if unknown:
            continue
        if point.rule.scale and point.rule.scale not in dataset.atlas.scale_words:
            found.append(
                dataset.about(name, f"counts on the scale {point.rule.scale!r}, which scales.csv does not have")
            )
        for view in (point.home, *point.evaluated_in):
            found += [
                dataset.about(name, f"needs {missing}, which the view {view} does not have")
                for missing in _missing(dataset, point, view)
            ]
        found += [
            dataset.about(name, f"mentions {word}, which neither a view nor a rule knows")
            for word in _only_asserted(point)
            if not _known(dataset, word)
        ]
    return found


def every_point_is_placed(dataset: Dataset) -> list[Finding]:
    """Each rule gives a place in each of its views, drawn or not."""
    found = []
    for _, name, _ in dataset.rule_rows():
        for view in dataset.atlas.limb.rules[name].views:
            try:
                place = dataset.placer.place(name, view)
                if not all(map(isfinite, place.xy)):
                    found.append(dataset.about(name, f"has no finite place in {view}"))
            except (LookupError, ValueError, TypeError) as error:
                found.append(
                    dataset.about(name, f"cannot be placed in {view}: {error.args[0] if error.args else error}")
                )
    return found


def every_point_lies_on_the_limb(dataset: Dataset) -> list[Finding]:
    """Drawn points lie inside the outline, or at most a hundredth of a unit outside where they sit on the contour."""
    return [
        dataset.about(spot, f"lies {off:.3f} {dataset.atlas.limb.views[view].unit} off the limb in {view}")
        for (spot, view), xy in dataset.drawn.items()
        if (off := off_limb(dataset, view, xy)) > OFF_LIMB
    ]


def no_two_points_share_a_place(dataset: Dataset) -> list[Finding]:
    """Two points lie apart in every view, unless their rules are the same (a dimple that is also a spot of a set)."""
    rules, by_view = dataset.atlas.limb.rules, defaultdict(list)
    for (spot, view), xy in dataset.drawn.items():
        by_view[view].append((spot, xy))
    return [
        dataset.about(one, f"lies where {other} lies in {view}, and their rules do not say so")
        for view, spots in by_view.items()
        for (one, a), (other, b) in combinations(spots, 2)
        if hypot(a[0] - b[0], a[1] - b[1]) < SAME_PLACE and rules[one].rule != rules[other].rule
    ]


def every_order_holds(dataset: Dataset) -> list[Finding]:
    """The rows of orders.csv: each point lies further in that direction than the one before it."""
    found = []
    for row in dataset.rows("orders.csv"):
        view, names = row["view"], listed(row["order"])
        way = dataset.atlas.limb.views[view].direction(row["direction"])
        reach = [float(np.dot(dataset.placer.find(name, view), way)) for name in names]
        line, told = int(row["_row"]), f"{row['direction']} of {{}} in {view} ({row['why']})"
        found += [
            Finding("orders.csv", line, f"{after} should lie {told.format(before)}")
            for before, after, a, b in zip(names, names[1:], reach, reach[1:], strict=False)
            if not b > a
        ]
    return found


def every_meridian_counts_its_points(dataset: Dataset) -> list[Finding]:
    """A meridian lists its drawn points in the order of their numbers, each once, and no others."""
    found = []
    for row in dataset.rows("meridians.csv"):
        line, name, codes = int(row["_row"]), row["id"], listed(row["points_in_order"])
        own = [code for code, point in dataset.atlas.points.items() if point.meridian == row["id"] and point.is_point]
        missing = [code for code in own if code not in codes and dataset.atlas.points[code].rule.on_drawing]
        found += [
            Finding("meridians.csv", line, f"{name} lists {code}, which is not its point")
            for code in codes
            if code not in own
        ]
        found += [Finding("meridians.csv", line, f"{name} does not list {code}") for code in missing]
        if list(codes) != sorted(set(codes), key=natural_order):
            found.append(Finding("meridians.csv", line, f"{name} does not list its points by number, each once"))
    return found


def every_level_is_where_it_says(dataset: Dataset) -> list[Finding]:
    """A point drawn in a leg view lies at the level its row states, counted on its scale from the lower end."""
    found = []
    for row in dataset.rows("points.csv"):
        point = dataset.atlas.points.get(row["code"])
        if point is None or point.level_cun is None or row["level_basis"] == "approx" or row["on_drawing"] == "no":
            continue
        level = drawn_level(dataset, row["code"])
        if level is not None and abs(level - point.level_cun) > LEVEL_CUN:
            reason = f"lies at {level:.2f} cun of {row['scale']}, not at {point.level_cun:g}"
            found.append(dataset.about(row["code"], reason))
    return found


def every_other_count_is_known(dataset: Dataset) -> list[Finding]:
    """A second description meets its point, or other_counts.csv says why the two disagree; no row there is idle."""
    rules = dataset.atlas.limb.rules
    missed = {
        (gap.code, gap.assertion): gap.cun
        for spot in dataset.spots
        for gap in dataset.checker.gaps(rules[spot])
        if not gap.holds
    }
    known = {(row["code"], row["count"]): int(row["_row"]) for row in dataset.rows("other_counts.csv")}
    found = [
        dataset.about(code, f"lies {cun:.2f} cun from {count}, and other_counts.csv does not say why")
        for (code, count), cun in missed.items()
        if (code, count) not in known
    ]
    return found + [
        Finding("other_counts.csv", row, f"{code} lies where {count} puts it")
        for (code, count), row in known.items()
        if (code, count) not in missed
    ]


def off_limb(dataset: Dataset, view: str, xy: Point) -> float:
    """How far outside the outline a place lies, in view units; 0 inside."""
    outline, dot = dataset.atlas.limb.views[view].outline, Dot(xy)
    prepare(outline)
    return 0.0 if outline.intersects(dot) else outline.distance(dot)


def drawn_level(dataset: Dataset, code: str) -> float | None:
    """Cun from the lower end of the point's scale to where it is drawn in its first leg view; None without one."""
    row = next(row for row in dataset.rows("points.csv") if row["code"] == code)
    limb, scale = dataset.atlas.limb, dataset.atlas.limb.scales.get(row["scale"])
    view = next((view for view in limb.rules[code].views if view in LEG_VIEWS), None)
    if scale is None or view is None or limb.rules[code].rule.kind == "set":
        return None
    low = min(_end_height(dataset, scale.start), _end_height(dataset, scale.end))
    return (dataset.placer.place(code, view).y - low) / (limb.drawn[scale.id] / scale.cun)


def _end_height(dataset: Dataset, name: str) -> float:
    views = dataset.atlas.limb.views
    return next(
        views[view].landmarks[end][1]
        for view in LEG_VIEWS
        for end in (f"{name}_MID", name)
        if end in views[view].landmarks
    )


def _missing(dataset: Dataset, point: PointRule, view: str) -> list[str]:
    """Ids a rule measures from that are neither in the view nor points that can be placed there."""
    drawn_on = PLAN if view == "foot_dorsum" else view
    return [name for name in point.rule.mentions() if not _stands(dataset, name, drawn_on)]


def _stands(dataset: Dataset, name: str, view: str) -> bool:
    drawing, rules = dataset.atlas.limb.views[view], dataset.atlas.limb.rules
    shown = "foot_dorsum" if view == PLAN else view
    if name in rules:
        return shown in rules[name].views or all(_stands(dataset, part, view) for part in rules[name].rule.mentions())
    return name in drawing.landmarks or name in drawing.curves


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
    found = []
    for part in call[1:]:
        found += _names_in(part) if isinstance(part, tuple) else []
        found += [part] if isinstance(part, str) and part not in DIRECTIONS else []
    return found


def _known(dataset: Dataset, name: str) -> bool:
    return name in dataset.atlas.limb.rules or any(
        name in view.landmarks or name in view.curves for view in dataset.atlas.limb.views.values()
    )
