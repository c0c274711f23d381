"""Who says where: what each source says of a place, a name, a number or a caution when it is not what the atlas says.

from data.sayings import load_sayings, said_places
[saying.says for saying in load_sayings()["LR3"]]
said_places(atlas, body, "GB39", "leg_lateral")      # where the other books put it, in mm from the dot
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from coords.body import Body
from coords.rules import PointRule, parse_rule
from coords.said import gap_mm, nearest_dot, places_by_rules
from coords.view import VIEWS, Point
from data.atlas import WORDS, Atlas, Source, load_atlas
from data.tables import FOLDER, DataError, listed, read_rows

TABLE = "who_says_where.csv"
ASPECTS = ("place", "name", "number", "caution", "finder")
AGREES = ("yes", "no", "partly")
LONGEST_TITLE = 40


@dataclass(frozen=True)
class Saying:
    """One statement of a source and the atlas's answer.

    `code` is a point or a reflexology zone, `source` the ids of the sources that say it. `rule` puts the source's place
    on the drawing, None when it gives no place that can be drawn; `agrees` is yes, no or partly.
    """

    id: str
    code: str
    aspect: str
    source: tuple[str, ...]
    says: str
    answer: str
    rule: PointRule | None
    agrees: str


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


@cache
def load_sayings() -> Mapping[str, tuple[Saying, ...]]:
    """The sayings of each point and zone, in the order of the table. Raises DataError with the file and the row."""
    points = load_atlas().points
    words = {row["id"]: row for row in read_rows(f"{WORDS}/{TABLE}", ("id", "says", "answer"))}
    found: dict[str, tuple[Saying, ...]] = {}
    for row in read_rows(TABLE, ("id", "code", "aspect", "source", "rule", "home", "agrees")):
        word = words.get(row["id"])
        if word is None:
            raise DataError(FOLDER / WORDS / TABLE, None, f"the saying {row['id']} has no words")
        for column, choices in (("aspect", ASPECTS), ("agrees", AGREES)):
            if row[column] not in choices:
                raise _fault(row, f"{column} is {row[column]!r}; it is one of {', '.join(choices)}")
        for code in listed(row["code"]):
            rule = saying_rule(row, points[code].rule if code in points else None)
            saying = Saying(
                row["id"],
                code,
                row["aspect"],
                listed(row["source"]),
                word["says"],
                word["answer"],
                rule,
                row["agrees"],
            )
            found[code] = (*found.get(code, ()), saying)
    return found


@cache
def sayings_by_id() -> Mapping[str, Saying]:
    """Every saying once, by its id; one that belongs to several points stands under the first of them."""
    found: dict[str, Saying] = {}
    for sayings in load_sayings().values():
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
        who = ", ".join(short_name(atlas.sources[name]) for name in saying.source if name in atlas.sources)
        found.append(SaidPlace(saying, place.xy, gap, dot.xy if dot else None, who))
    return tuple(found)


def short_name(source: Source) -> str:
    """A source in a few words: "WHO 2008", "Cheng 1999", "article “Leg Acupressure”".

    >>> short_name(Source("x", "Cheng Xinnong (ed.)", "Chinese Acupuncture and Moxibustion", "1999", ""))
    'Cheng 1999'
    """
    if source.id.startswith("article-"):
        title = source.title
        if len(title) > LONGEST_TITLE:
            title = title[:LONGEST_TITLE].rsplit(" ", 1)[0] + " …"
        return f"article “{title}”"
    name = "WHO" if source.author.startswith("World Health") else source.author.split(" ")[0].rstrip(",")
    year = source.year.split(" ")[0]
    return f"{name} {year}" if year.isdigit() else name


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
    return DataError(FOLDER / TABLE, int(row["_row"]), reason)
