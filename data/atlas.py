"""Everything the atlas knows, read once from the files of this folder.

from data import load_atlas
atlas = load_atlas()
atlas.points["ST36"].names.pinyin        # 'Zúsānlǐ'
atlas.limb.views["leg_anterior"]         # landmarks, curves, outline
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from coords.body import ReferenceLimb, drawn_lengths
from coords.course import Course
from coords.cun import Scale
from coords.intake import Range
from coords.rules import PointRule, Rule, parse_rule
from coords.surface import PLAN, Skin, plan_view
from coords.view import VIEWS, view_from_geojson
from data.care.cautions import Caution, UnderPoint, load_cautions, load_structures
from data.courses import UnderWords, courses_of, load_under_words
from data.dose import Dose, load_doses
from data.reading.records import record, with_words
from data.reading.tables import LANGUAGE, ByLanguage, DataError, listed, path_of, read_json, read_rows
from data.shapes.surfaces import load_frames, load_loft_leg, load_relief
from data.tradition import Combination, NameMeaning, PointClass, load_classes, load_combinations, load_name_meanings

WORDS = f"words/{LANGUAGE}"  # for promises
HAND_PER_LEG = 187 / 873  # hand length over leg length of an average adult (ANSUR II, mean of the two sexes)


@dataclass(frozen=True)
class Names:
    """A point's names; `english` and `aliases` may be several."""

    pinyin: str
    pinyin_plain: str
    hanzi: str
    hanzi_simplified: str
    english: tuple[str, ...]
    korean: str
    hangul: str
    japanese: str
    aliases: tuple[str, ...]


@dataclass(frozen=True)
class Card:
    """The words of a technique card: where it is, how to find it by touch, how to press it, what to watch.

    `press` has slots that content/pressing.py fills from the doses.
    """

    where: str
    find: str
    press: str
    care: str


@dataclass(frozen=True)
class Use:
    """One traditional statement about a point.

    `kind` is use, function, sensation, combination, technique_note, or left_out: what tradition names and this atlas
    does not, with the reason.
    """

    statement: str
    kind: str
    local: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class PointFacts:
    """One point as the atlas knows it. `members` are the spots of a set, else the code alone.

    `anatomical` is its place in the words of anatomy, "" for what is no point. `under` are the structures that call for
    a caution, `under_words` tells the rest of what lies there.
    """

    code: str
    standard: str
    meridian: str
    classes: tuple[PointClass, ...]
    region: str
    level_cun: float | None
    rule: PointRule
    names: Names
    name_means: NameMeaning | None
    card: Card
    anatomical: str
    uses: tuple[Use, ...]
    cautions: tuple[Caution, ...]  # the most dangerous first
    under: tuple[UnderPoint, ...]
    under_words: UnderWords | None
    doses: tuple[Dose, ...]
    combinations: tuple[Combination, ...]
    members: tuple[str, ...]
    source: str
    notes: str

    @property
    def first_caution(self) -> Caution | None:
        """The most dangerous caution of this very place, before those of the whole foot or leg; no mere remark."""
        told = [caution for caution in self.cautions if caution.level != "info"]
        return next((caution for caution in told if not caution.everywhere), told[0] if told else None)

    @property
    def is_point(self) -> bool:
        """False for a name that is only a search answer."""
        return self.standard != "none"


@dataclass(frozen=True)
class Meridian:
    """A meridian: its names, the codes on the leg in their order, and whether a line joins them."""

    id: str
    name: str
    pinyin: str
    hanzi: str
    flow: str
    points: tuple[str, ...]
    joined: bool
    note: str


@dataclass(frozen=True)
class Source:
    """Where a statement comes from: the original work.

    `read_in` says how we read it, when it was not the work itself; `short` names it in a few words: "WHO 2008".
    """

    id: str
    author: str
    title: str
    year: str
    locator: str
    read_in: str
    short: str

    def __str__(self) -> str:
        return f"{self.author}: {self.title} ({self.year})" if self.author else f"{self.title} ({self.year})"


@dataclass(frozen=True, eq=False)
class Atlas:
    """The whole of it. Mappings keep the order of their files."""

    limb: ReferenceLimb
    points: Mapping[str, PointFacts]
    meridians: Mapping[str, Meridian]
    sources: Mapping[str, Source]
    ranges: Mapping[str, Range]
    finger_methods: Mapping[str, dict[str, str]]
    scale_words: Mapping[str, dict[str, str]]
    landmark_words: Mapping[str, str]
    techniques: Mapping[str, dict[str, str]]
    documents: Mapping[str, dict]
    courses: Mapping[str, Mapping[str, Course]]  # view → those that are drawn on it, by id


@ByLanguage
def load_atlas(language: str) -> Atlas:
    """Read and join every file. Raises DataError with the file, the row and the reason."""
    documents = {name: read_json(f"views/{name}.geojson") for name in VIEWS}
    views, courses = {}, {}
    for name, document in documents.items():
        try:
            views[name], courses[name] = view_from_geojson(document), courses_of(document)
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise DataError(path_of(f"views/{name}.geojson"), None, f"the view cannot be read ({error})") from None
    skin = _skin()
    views[PLAN] = plan_view(views["foot_dorsum"], views["foot_sole"], skin)
    scale_rows = {row["id"]: row for row in read_rows("scales.csv", ("id", "from", "to", "cun", "ratio_to_leg_cun"))}
    ranges = _ranges()
    scales = _scales(scale_rows, ranges)
    foot_per_leg = load_frames().foot_to_leg.FL
    rules = _rules()
    limb = ReferenceLimb(
        views=views,
        rules=rules,
        skin=skin,
        scales=scales,
        drawn=drawn_lengths(views, scales, foot_per_leg),
        per_leg={"L": 1.0, "FL": 1 / foot_per_leg, "HL": 1 / HAND_PER_LEG},
    )
    return Atlas(
        limb=limb,
        points=_points(rules, language),
        meridians=_meridians(),
        sources=_sources(),
        ranges=ranges,
        finger_methods={row["method"]: row for row in with_words("finger_methods.csv", language, "method")},
        scale_words=scale_rows,
        landmark_words={
            row["id"]: row["phrase"] for row in read_rows(f"words/{language}/origins.csv", ("id", "phrase"))
        },
        techniques=_techniques(language),
        documents=documents,
        courses=courses,
    )


def _skin() -> Skin:
    grids = {view: load_relief(view) for view in ("foot_sole", "foot_dorsum", "foot_medial", "foot_lateral")}
    grids[PLAN] = load_relief("foot_dorsum_above")
    frames = load_frames()
    return Skin(grids, load_loft_leg(), frames.foot_to_leg, frames.foot_dorsum_elevation_deg)


def _ranges() -> dict[str, Range]:
    rows, columns = read_rows("input_ranges.csv", ("field",)), {"neutral": "default_neutral"}
    return {row["field"]: record(Range, row, "input_ranges.csv", columns) for row in rows}


def _scales(rows: Mapping[str, dict[str, str]], ranges: Mapping[str, Range]) -> dict[str, Scale]:
    found, columns = {}, {"start": "from", "end": "to", "ratio": "ratio_to_leg_cun"}
    for name, row in rows.items():
        if not row["ratio_to_leg_cun"]:
            continue
        if row["range_field"] not in ranges:
            reason = f"input_ranges.csv has no field {row['range_field']!r}"
            raise DataError(path_of("scales.csv"), int(row["_row"]), reason)
        found[name] = record(Scale, row, "scales.csv", columns, neutral_mm=ranges[row["range_field"]].neutral)
    return found


def _rule(row: dict[str, str], file: str) -> Rule:
    try:
        return parse_rule(row["rule"])
    except ValueError as error:
        raise DataError(path_of(file), int(row["_row"]), str(error)) from None


def _rules() -> dict[str, PointRule]:
    """The rules of all points and of the spots of sets, by code or member id."""
    path, found = path_of("points.csv"), {}
    for row in read_rows("points.csv", ("code", "rule")):
        if row["code"] in found:
            raise DataError(path, int(row["_row"]), f"the code {row['code']!r} stands twice")
        found[row["code"]] = record(PointRule, row, "points.csv", rule=_rule(row, "points.csv"), notes="")
    for row in read_rows("members.csv", ("id", "code", "rule")):
        whole = found.get(row["code"])
        if whole is None:
            raise DataError(path_of("members.csv"), int(row["_row"]), f"no point {row['code']!r}")
        margins = {"sideways_mm": whole.sideways_mm, "landmark_mm": whole.landmark_mm}
        rule = _rule(row, "members.csv")
        found[row["id"]] = record(PointRule, row, "members.csv", {"code": "id"}, rule=rule, **margins)
    return found


def _points(rules: Mapping[str, PointRule], language: str) -> dict[str, PointFacts]:
    told = f"words/{language}/cards.csv"
    names = {row["code"]: row for row in read_rows("names.csv", ("code",))}
    cards = {row["code"]: row for row in read_rows(told, ("code",))}
    rows = read_rows("points.csv", ("code", "segment"))
    uses, doses, classes, under = _uses(language), load_doses().points, load_classes(language), load_structures()
    cautions = load_cautions({row["code"]: row["segment"] for row in rows}, language)
    meanings, words = load_name_meanings(language), read_rows(f"words/{language}/anatomical.csv", ("code", "words"))
    anatomical, layers = {row["code"]: row["words"] for row in words}, load_under_words(language)
    found = {}
    for row in rows:
        code = row["code"]
        for table, file in ((names, "names.csv"), (cards, told)):
            if code not in table:
                raise DataError(path_of(file), None, f"the point {code} has no row")
        rule = rules[code].rule
        found[code] = record(
            PointFacts,
            row,
            "points.csv",
            classes=tuple(_known(classes, name, row) for name in listed(row["category"])),
            rule=rules[code],
            names=record(Names, names[code], "names.csv", {"hanzi": "hanzi_traditional"}),
            name_means=meanings.get(code),
            anatomical=anatomical.get(code, ""),
            combinations=tuple(one for one in load_combinations(language) if code in one.points),
            card=record(Card, cards[code], told),
            uses=uses.get(code, ()),
            cautions=cautions.get(code, ()),
            under=under.get(code, ()),
            under_words=layers.get(code),
            doses=doses.get(code, ()),
            members=rule.members if rule.kind == "set" else (code,),
        )
    return found


def _known(classes: Mapping[str, PointClass], name: str, row: Mapping[str, str]) -> PointClass:
    if name not in classes:
        raise DataError(path_of("points.csv"), int(row["_row"]), f"classes.csv has no class {name!r}")
    return classes[name]


def _uses(language: str) -> dict[str, tuple[Use, ...]]:
    found: dict[str, tuple[Use, ...]] = {}
    for row in with_words("uses.csv", language):
        use = record(Use, row, "uses.csv", local=row["reach"] == "local")
        found[row["code"]] = (*found.get(row["code"], ()), use)
    return found


def _techniques(language: str) -> dict[str, dict[str, str]]:
    words = {row["id"]: row for row in read_rows(f"words/{language}/techniques.csv", ("id", "name", "steps"))}
    return {row["id"]: row | words.get(row["id"], {}) for row in read_rows("techniques.csv", ("id", "row_type"))}


def _meridians() -> dict[str, Meridian]:
    columns = {"name": "name_en", "flow": "flow_on_leg", "points": "points_in_order"}
    return {row["id"]: record(Meridian, row, "meridians.csv", columns) for row in read_rows("meridians.csv", ("id",))}


def _sources() -> dict[str, Source]:
    return {row["id"]: record(Source, row, "sources.csv") for row in read_rows("sources.csv", ("id",))}


def natural_order(code: str) -> tuple[str, int]:
    """Sort key that puts SP10 after SP9."""
    letters, digits = re.match(r"([A-Z\-]+?)-?(\d*)$", code.replace("EX-LE", "EXLE")).groups()  # type: ignore[union-attr]
    return letters, int(digits or 0)
