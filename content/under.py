"""What lies under a finger on a point, as a card tells it: skin nerve, muscle, the courses that call for care, bone.

How far a course is, and on which side, is measured on the drawing of an average adult, where it comes nearest.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import numpy as np

from content.card_parts import Line, Section
from content.card_phrases import joined, phrase
from content.words import begun
from coords.body import reference_yardstick
from coords.course import Course, Passing, nearest, shallowest
from coords.place import Placer
from coords.view import FOOT_VIEWS
from data.atlas import Atlas, PointFacts
from data.care.cautions import UnderPoint
from data.courses import course_words

UNDER = "under"  # the section
FAR_MM = 30.0  # what runs further off is not under the finger
HERE_MM, HERE_SHARE = 2.5, 0.25  # so near its middle, or within this share of its width, a course is right under it
OFTEN, SOMETIMES = "often", "sometimes"  # a pulse is felt
ONE_PULSE_MM = 30.0  # places of one artery that follow each other so closely are one place to feel its pulse
WAYS = {  # direction of a view: the id of a phrase after "under_"
    "medial": "inner", "lateral": "outer", "anterior": "front", "posterior": "behind", "proximal": "above",
    "distal": "below", "up": "above", "down": "below",
}  # fmt: skip
ON_THE_FOOT = ("medial", "lateral", "anterior", "posterior", "up", "down")  # there the toes are in front


@dataclass(frozen=True)
class Beside:
    """A course near a point, on the view that looks at the point as a finger presses it; `under` is its structure."""

    course: Course
    near: Passing
    view: str
    under: UnderPoint


@lru_cache(maxsize=256)
def beside(atlas: Atlas, code: str) -> tuple[Beside, ...]:
    """The courses of the structures under a point that run near it, what lies nearest the skin first."""
    point = atlas.points[code]
    if not (point.is_point and point.rule.on_drawing):
        return ()
    found = (_nearest_of(atlas, point, under, name) for under in point.under for name in under.courses)
    kept = {one.course.id: one for one in found if one and one.near.to_edge_mm <= FAR_MM}
    return tuple(sorted(kept.values(), key=lambda one: one.near.depth_mm))


def _nearest_of(atlas: Atlas, point: PointFacts, under: UnderPoint, name: str) -> Beside | None:
    """The course where it comes nearest to any spot of the point, None where the view does not show it."""
    placer = _placer(atlas)
    found = []
    for spot in point.members:
        view = (point.under_words and point.under_words.view) or atlas.limb.rules[spot].home
        if name in atlas.courses[view]:
            course, drawing = atlas.courses[view][name], atlas.limb.views[view]
            place = placer.place(spot, view).xy
            found.append(Beside(course, nearest(course, place, drawing.reference_unit_mm), view, under))
    return min(found, key=lambda one: one.near.mm, default=None)


@lru_cache(maxsize=4)
def _placer(atlas: Atlas) -> Placer:
    limb = atlas.limb
    return Placer(limb.views, limb.rules, limb.skin, reference_yardstick(limb))


def under_section(atlas: Atlas, point: PointFacts) -> Section:
    """The section of a card, empty for what is no point."""
    words = point.under_words
    if words is None:
        return Section(UNDER, "")
    name = course_words()[words.pulse_of].name if words.pulse_of else phrase("under_an_artery")
    near = beside(atlas, point.code)
    told = [
        *_told("skin", words.skin),
        *_told("muscle", words.muscle),
        *(course_told(atlas, one) for one in near),
        *_told("vessels", words.vessels),
        *_told("bone", words.bone),
        *_told("pulse", phrase(f"under_pulse_{words.pulse}", name=name)),
        *_told("sources", joined("list_semicolon", (atlas.sources[one].short for one in words.sources))),
    ]
    return Section(UNDER, phrase("heading_under"), (phrase("under_note"),) if near else (), tuple(told))


def _told(name: str, words: str) -> Iterable[Line]:
    if words:
        yield Line(phrase(f"under_label_{name}"), phrase("sentence", words=words))


def course_told(atlas: Atlas, one: Beside) -> Line:
    """ "Deep fibular nerve: the deep nerve of the shin; deep, 4 mm to the inner side." """
    words, depth = course_words()[one.course.id], phrase(f"under_{one.under.depth}")
    place = phrase("under_varies") if one.course.certainty == "low" else side_told(atlas, one)
    told = phrase("under_course", plain=words.plain, depth=depth, place=place)
    return Line(begun(words.name), phrase("sentence", words=told))


def side_told(atlas: Atlas, one: Beside) -> str:
    """ "4 mm to the inner side", measured to the middle of the course; "right under the finger" on it."""
    if one.near.mm <= max(HERE_MM, HERE_SHARE * one.near.width_mm):
        return phrase("under_here")
    directions = atlas.limb.views[one.view].directions
    known = ON_THE_FOOT if one.view in FOOT_VIEWS else WAYS
    ways = {word: WAYS[word] for word in known if word in directions}
    word = max(ways, key=lambda word: float(np.dot(one.near.toward, directions[word])))
    return phrase(f"under_{ways[word]}", mm=round(one.near.mm))


def pulse_places(atlas: Atlas, view: str) -> tuple[tuple[float, float], ...]:
    """Where an artery's pulse is felt on a view (right limb), on the artery: beside points that tell it and are close
    together, where it comes nearest the skin. What is felt sometimes counts of an artery that is felt nowhere often."""
    told = {words.pulse_of for point in atlas.points.values() if (words := point.under_words) and words.pulse == OFTEN}
    mm, found = atlas.limb.views[view].reference_unit_mm, []
    for name, course in atlas.courses[view].items():
        beside = sorted(
            near.along_mm
            for point in atlas.points.values()
            if (words := point.under_words) and words.pulse_of == name
            if words.pulse == (OFTEN if name in told else SOMETIMES)
            for spot in point.members
            if view in atlas.limb.rules[spot].views
            if (near := nearest(course, _placer(atlas).place(spot, view).xy, mm)).mm <= FAR_MM
        )
        apart = [number for number in range(1, len(beside)) if beside[number] - beside[number - 1] > ONE_PULSE_MM]
        for first, last in pairwise([0, *apart, len(beside)]):
            if first < last:
                found.append(shallowest(course, beside[first], beside[last - 1], mm))
    return tuple(found)
