"""The reflexology zones: a map of the body drawn on the foot, a different system from the meridian points.

    from data.zones import load_zones, which_zones, points_in
    load_zones()["Z_HEEL"].name                      # 'Heel'
    which_zones("foot_sole", "right", "KI1")         # the zones in which KI1 lies, the smallest first
    points_in("Z_HEEL")                              # the points that lie in the heel zone

Areas are those of the right limb, in view units; `zones_at` takes places of the limb of its `side`.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from shapely.geometry import MultiPolygon, Polygon
from shapely.geometry import Point as Spot

from coords.body import reference_yardstick
from coords.place import Placer
from coords.side import SIDES, Side
from coords.view import FOOT_VIEWS, SIDE_OF_FOOT, ZONE_VIEWS, View
from data.atlas import Atlas, load_atlas
from data.dose import Dose, load_doses
from data.reading.records import record, with_words
from data.reading.tables import LANGUAGE, ByLanguage, read_rows

Area = Polygon | MultiPolygon
SCHOOL = "ingham"  # whose places are drawn unless another school is asked for
OUTSIDE = 1e-4  # view units an area may leave the outline: the rounding of its corners
LEAST = 1e-5  # square view units: an area that is smaller is no area


@dataclass(frozen=True, eq=False)
class SchoolPlace:
    """Where another school puts a zone, in words; `areas` by view where its place is another one, not only its foot."""

    zone: str
    school: str
    where: str
    sources: tuple[str, ...]
    areas: Mapping[str, Area]


@dataclass(frozen=True, eq=False)
class Zone:
    """One zone. `side` is the foot it belongs to (both, left, right); `areas` maps a view to its area there.

    `confidence` is that of its first area, `confidences` those of each; `shown` is False for a zone that stays hidden
    until somebody asks for it. `seconds` and `pressure` (1 to 5) are least and most.
    """

    id: str
    name: str
    short: str
    body_parts: tuple[str, ...]
    also: tuple[str, ...]
    where: str
    tradition: str
    variation: str
    system: str
    side: Literal["both", "left", "right"]
    origin: str
    shown: bool
    technique: str
    seconds: tuple[int, int]
    pressure: tuple[int, int]
    conditions: tuple[str, ...]
    safety: tuple[str, ...]
    confidence: str
    confidences: Mapping[str, str]
    areas: Mapping[str, Area]
    schools: Mapping[str, SchoolPlace]
    sources: tuple[str, ...]

    @property
    def body_part(self) -> str:
        """What the map links it with, in one phrase."""
        return ", ".join(self.body_parts)

    @property
    def views(self) -> tuple[str, ...]:
        """The views it is drawn on, the one to open first."""
        return tuple(self.areas)

    @property
    def sides(self) -> tuple[str, ...]:
        """The feet it is drawn on."""
        return SIDES if self.side == "both" else (self.side,)

    @property
    def dose(self) -> Dose:
        """How hard, how long and with what it is worked."""
        return load_doses().zones[self.id]

    def areas_of(self, school: str) -> Mapping[str, Area]:
        """By view where a school draws it elsewhere than the Ingham line; {} where it does not."""
        return self.schools[school].areas if school in self.schools else {}

    @property
    def from_article_alone(self) -> bool:
        """One of the source articles tells of it, and no chart we know agrees."""
        return self.origin == "article"


@dataclass(frozen=True)
class Guide:
    """A guide line of the map: its name, alone and inside a sentence, and how to find it on the foot."""

    id: str
    name: str
    phrase: str
    where: str


@ByLanguage
def load_zones(language: str) -> dict[str, Zone]:
    """All zones by id, in the order of zones.csv. An area that is not sound is not among its areas, and so never drawn.

    Raises DataError for a zone without words or of an unknown side.
    """
    return zones_of(load_atlas(language), language)


def zones_of(atlas: Atlas, language: str = LANGUAGE) -> dict[str, Zone]:
    """What `load_zones` returns, with the areas of the views of `atlas`."""
    shapes, rows = _shapes(), with_words("zones.csv", language)
    sides = {row["id"]: row["side"] for row in rows}
    sound = {view: sound_areas(atlas.limb.views[view], atlas.documents[view], sides) for view in ZONE_VIEWS}
    schools, found = _school_places(sound, language), {}
    for row in rows:
        name = row["id"]
        confidences = shapes.get(name, {})
        drawn = {view: sound[view][name] for view in confidences if name in sound.get(view, {})}
        parts = {"body_parts": "body_part"}
        found[name] = record(
            Zone, row, "zones.csv", parts, confidences=confidences, areas=drawn, schools=schools.get(name, {})
        )
    return found


def _school_places(sound: Mapping[str, Mapping[str, Area]], language: str) -> dict[str, dict[str, SchoolPlace]]:
    """Zone → school → where that school puts it."""
    found: dict[str, dict[str, SchoolPlace]] = {}
    for row in with_words("zone_schools.csv", language):
        drawn = {view: areas[row["id"]] for view, areas in sound.items() if row["id"] in areas}
        found.setdefault(row["zone"], {})[row["school"]] = record(SchoolPlace, row, "zone_schools.csv", areas=drawn)
    return found


def of_school(zone: str, school: str) -> str:
    """The id of a zone's area as a school draws it: "Z_HEART", "Z_HEART@chinese"."""
    return zone if school == SCHOOL else f"{zone}@{school}"


@ByLanguage
def schools(language: str) -> dict[str, str]:
    """The schools by id, the one that is drawn unless another is asked for first."""
    return {row["id"]: row["name"] for row in read_rows(f"words/{language}/schools.csv", ("id", "name"))}


def sound_areas(drawing: View, document: Mapping, sides: Mapping[str, str]) -> dict[str, Area]:
    """The areas of a view that may be drawn, by zone; `sides` maps a zone to its foot, `document` is the view's file.

    Left out is what crosses itself, is empty, leaves the skin, stands twice in the file, or lies exactly where a zone
    of the same foot before it lies.
    """
    times = Counter(f["properties"]["id"] for f in document["features"] if f["properties"].get("role") == "zone")
    found: dict[str, Area] = {}
    for name, area in drawing.zones.items():
        if times[name] < 2 and is_sound(area, drawing):
            foot = sides.get(name.partition("@")[0])
            same_foot = (found[other] for other in found if share_a_foot(foot, sides.get(other.partition("@")[0])))
            if not any(area.equals(other) for other in same_foot):
                found[name] = area
    return found


def share_a_foot(side: str | None, other: str | None) -> bool:
    """Whether two zones of these sides (both, left, right) are drawn on the same foot."""
    return side == other or "both" in (side, other)


def is_sound(area: Area, drawing: View) -> bool:
    """Whether an area is whole, is not empty and lies on the skin of its view."""
    return bool(area.is_valid and area.area >= LEAST and drawing.outline.buffer(OUTSIDE).covers(area))


def _shapes() -> dict[str, dict[str, str]]:
    """Zone → view → confidence, in the order of zone_shapes.csv; after them the views of the leg."""
    found: dict[str, dict[str, str]] = {}
    for row in read_rows("zone_shapes.csv", ("id", "view", "school", "confidence")):
        if row["school"] == SCHOOL:
            found.setdefault(row["id"], {})[row["view"]] = row["confidence"]
    for views in found.values():
        views |= {leg: views[foot] for leg, foot in SIDE_OF_FOOT.items() if foot in views}
    return found


@ByLanguage
def systems(language: str) -> dict[str, str]:
    """The groups of zones by body system, id → name, in the order they are shown."""
    return {row["id"]: row["name"] for row in read_rows(f"words/{language}/zone_systems.csv", ("id", "name"))}


@ByLanguage
def load_guides(language: str) -> dict[str, Guide]:
    """The guide lines by id."""
    file = f"words/{language}/zone_guides.csv"
    return {row["id"]: record(Guide, row, file) for row in read_rows(file, ("id",))}


def zones_on(view: str, side: str) -> tuple[Zone, ...]:
    """The zones drawn on a view of one foot, the largest first; () for a view without zones."""
    return _zones_on(view, side)


@cache
def _zones_on(view: str, side: str) -> tuple[Zone, ...]:
    if side not in SIDES:
        raise ValueError(f"{side!r} is no side; sides are {' and '.join(SIDES)}")
    here = [zone for zone in load_zones().values() if view in zone.areas and side in zone.sides]
    return tuple(sorted(here, key=lambda zone: -zone.areas[view].area))


def zones_at(view: str, side: str, x: float, y: float) -> tuple[str, ...]:
    """The zones under a place of a foot (x of that foot: negative of the right one on the left), the smallest first."""
    spot = Spot(Side(side).mirrored((x, y)))
    return tuple(zone.id for zone in reversed(zones_on(view, side)) if zone.areas[view].covers(spot))


def which_zones(view: str, side: str, code: str) -> tuple[str, ...]:
    """The zones in which a point (or any spot of a set) lies on a view, the smallest first. KeyError for no point."""
    found: dict[str, None] = {}
    for spot in load_atlas().points[code].members:
        if (spot, view) in _drawn():
            found |= dict.fromkeys(zones_at(view, side, *Side(side).mirrored(_drawn()[spot, view])))
    return tuple(sorted(found, key=lambda name: load_zones()[name].areas[view].area))


def zones_of_point(code: str, side: str) -> tuple[str, ...]:
    """The zones in which a point lies on any view of a foot."""
    return tuple(dict.fromkeys(name for view in FOOT_VIEWS for name in which_zones(view, side, code)))


def points_in(zone: str) -> tuple[str, ...]:
    """The points (codes) that lie in a zone on any of its views, in the order of points.csv. KeyError for no zone."""
    return _points_in(zone)


@cache
def _points_in(zone: str) -> tuple[str, ...]:
    areas = load_zones()[zone].areas
    inside = {spot for (spot, view), place in _drawn().items() if view in areas and areas[view].covers(Spot(place))}
    points = load_atlas().points.values()
    return tuple(point.code for point in points if point.is_point and inside & set(point.members))


@cache
def _drawn() -> dict[tuple[str, str], tuple[float, float]]:
    """(spot, foot view) → (x, y) of every point of the foot at the proportions of the drawing, right foot."""
    atlas = load_atlas()
    limb = atlas.limb
    placer = Placer(limb.views, limb.rules, limb.skin, reference_yardstick(limb))
    spots = [
        spot for point in atlas.points.values() if point.is_point and point.rule.on_drawing for spot in point.members
    ]
    pairs = ((spot, view) for spot in spots for view in limb.rules[spot].views if view in FOOT_VIEWS)
    return {(spot, view): placer.place(spot, view).xy for spot, view in pairs}
