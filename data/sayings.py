"""Who says where: what each source says of a place, a name, a number or a caution when it is not what the atlas says.

from data.sayings import load_sayings, said_places
[saying.says for saying in load_sayings()["LR3"]]
said_places(atlas, body, "GB39", "leg_lateral")      # where the other books put it, in mm from the dot
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from coords.body import Body
from coords.rules import PointRule, parse_rule
from coords.said import gap_mm, nearest_dot, places_by_rules
from coords.view import VIEWS, Point
from data.atlas import Atlas, load_atlas
from data.reading.records import record, with_words
from data.reading.tables import ByLanguage, DataError, listed, path_of

TABLE = "who_says_where.csv"


@dataclass(frozen=True)
class Saying:
    """One statement of a source and the atlas's answer.

    `code` is a point or a reflexology zone, `source` the ids of the sources that say it. `rule` puts the source's place
    on the drawing, None when it gives no place that can be drawn; `agrees` is yes, no or partly.
    """

    id: str
    code: str
    aspect: Literal["place", "name", "number", "caution", "finder"]
    source: tuple[str, ...]
    says: str
    answer: str
    rule: PointRule | None
    agrees: Literal["yes", "no", "partly"]


@dataclass(frozen=True)
class SaidPlace:
    """Where a saying puts its point on this reader: `xy` in view units of the chosen side.

    `dot` and `gap_mm` are the atlas's own place and how far it is, None when this view does not show that dot.
    `who` names the source in a few words, `says` is its statement.
    """

    saying: Saying
    xy: Point
    gap_mm: float | None
    dot: Point | None
    who: str

    @property
    def says(self) -> str:
        return self.saying.says


@ByLanguage
def load_sayings(language: str) -> Mapping[str, tuple[Saying, ...]]:
    """The sayings of each point and zone, in the order of the table. Raises DataError with the file and the row."""
    points = load_atlas(language).points
    found: dict[str, tuple[Saying, ...]] = {}
    for row in with_words(TABLE, language):
        for code in listed(row["code"]):
            rule = saying_rule(row, points[code].rule if code in points else None)
            found[code] = (*found.get(code, ()), record(Saying, row, TABLE, code=code, rule=rule))
    return found


@ByLanguage
def sayings_by_id(language: str) -> Mapping[str, Saying]:
    """Every saying once, by its id; one that belongs to several points stands under the first of them."""
    found: dict[str, Saying] = {}
    for sayings in load_sayings(language).values():
        for saying in sayings:
            found.setdefault(saying.id, saying)
    return found


def said_places(atlas: Atlas, body: Body, code: str, view: str, side: str = "right") -> tuple[SaidPlace, ...]:
    """Where the sources that can be drawn put this point, in one view and on this reader; () when none can."""
    drawn = [saying for saying in load_sayings().get(code, ()) if saying.rule and view in saying.rule.views]
    places = places_by_rules(body, (saying.rule for saying in drawn if saying.rule), view, side)
    found = []
    for saying, place in zip(drawn, places, strict=True):
        dot = nearest_dot(body, atlas.points[code].members, place)
        gap = gap_mm(dot, place) if dot else None
        who = ", ".join(atlas.sources[name].short for name in saying.source if name in atlas.sources)
        found.append(SaidPlace(saying, place.xy, gap, dot.xy if dot else None, who))
    return tuple(found)


def saying_rule(row: Mapping[str, str], point: PointRule | None) -> PointRule | None:
    """The source's place as a rule; carried over the skin to the views to which the atlas's own dot is carried."""
    if not row["rule"]:
        return None
    if row["home"] not in VIEWS:
        raise _fault(row, f"the home view is {row['home']!r}; views are {', '.join(VIEWS)}")
    try:
        rule = parse_rule(row["rule"])
    except ValueError as error:
        raise _fault(row, str(error)) from None
    carried = point.carried_to if point and point.home == row["home"] else ()
    return PointRule(f"said:{row['id']}", rule, row["home"], carried)


def _fault(row: Mapping[str, str], reason: str) -> DataError:
    return DataError(path_of(TABLE), int(row["_row"]), reason)
