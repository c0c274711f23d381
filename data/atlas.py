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
from functools import cache

from coords.body import ReferenceLimb, drawn_lengths
from coords.cun import Scale
from coords.intake import Range
from coords.rules import PointRule, Rule, parse_rule
from coords.surface import PLAN, Skin, plan_view
from coords.view import VIEWS, view_from_geojson
from data.surfaces import load_frames, load_loft_leg, load_relief
from data.tables import FOLDER, LANGUAGE, DataError, listed, needed_number, number, read_json, read_rows

WORDS = f"words/{LANGUAGE}"
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
    """The words of a technique card: where it is, how to find it by touch, how to press it, what to watch."""

    where: str
    find: str
    press: str
    care: str


@dataclass(frozen=True)
class Use:
    """One traditional statement about a point. `kind` is use, function, sensation, combination or technique_note."""

    statement: str
    kind: str
    local: bool
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Caution:
    """A caution: a short label for the chart, a sentence for the card, its level and what it rests on."""

    id: str
    level: str
    basis: str
    label: str
    sentence: str
    sources: tuple[str, ...]
    safety_id: str = ""


@dataclass(frozen=True)
class Dose:
    """How long and how hard: seconds, pressure 1-5; `origin` says whether an article gives it or it is the default."""

    technique: str
    seconds: tuple[int, int] | None
    press_seconds: int | None
    release_seconds: int | None
    pressure_max: int
    origin: str
    sources: tuple[str, ...]
    together_with: tuple[str, ...]


@dataclass(frozen=True)
class PointFacts:
    """One point as the atlas knows it. `members` are the spots of a set, else the code alone."""

    code: str
    standard: str
    meridian: str
    category: tuple[str, ...]
    region: str
    level_cun: float | None
    rule: PointRule
    names: Names
    card: Card
    uses: tuple[Use, ...]
    cautions: tuple[Caution, ...]
    doses: tuple[Dose, ...]
    members: tuple[str, ...]
    source: str
    notes: str

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
    """Where a statement comes from: the original work."""

    id: str
    author: str
    title: str
    year: str
    locator: str

    def __str__(self) -> str:
        return f"{self.author}: {self.title} ({self.year})" if self.author else f"{self.title} ({self.year})"


@dataclass(frozen=True)
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


@cache
def load_atlas() -> Atlas:
    """Read and join every file. Raises DataError with the file, the row and the reason."""
    documents = {name: read_json(f"views/{name}.geojson") for name in VIEWS}
    views = {}
    for name, document in documents.items():
        try:
            views[name] = view_from_geojson(document)
        except (KeyError, ValueError, TypeError, IndexError) as error:
            raise DataError(FOLDER / f"views/{name}.geojson", None, f"the view cannot be read ({error})") from None
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
        points=_points(rules),
        meridians=_meridians(),
        sources=_sources(),
        ranges=ranges,
        finger_methods={row["method"]: row for row in read_rows("finger_methods.csv", ("method", "where_to_measure"))},
        scale_words=scale_rows,
        landmark_words={row["id"]: row["phrase"] for row in read_rows(f"{WORDS}/origins.csv", ("id", "phrase"))},
        techniques=_techniques(),
        documents=documents,
    )


def _skin() -> Skin:
    grids = {view: load_relief(view) for view in ("foot_sole", "foot_dorsum", "foot_medial", "foot_lateral")}
    grids[PLAN] = load_relief("foot_dorsum_above")
    frames = load_frames()
    return Skin(grids, load_loft_leg(), frames.foot_to_leg, frames.foot_dorsum_elevation_deg)


def _ranges() -> dict[str, Range]:
    path = FOLDER / "input_ranges.csv"
    columns = ("warn_lo_adult", "warn_hi", "warn_lo_10plus", "reject_lo", "reject_hi")
    found = {}
    for row in read_rows("input_ranges.csv", ("field", "what", "default_neutral", *columns)):
        limits = {column: needed_number(row, column, path) for column in columns}
        found[row["field"]] = Range(
            field=row["field"], what=row["what"], neutral=needed_number(row, "default_neutral", path), **limits
        )
    return found


def _scales(rows: Mapping[str, dict[str, str]], ranges: Mapping[str, Range]) -> dict[str, Scale]:
    path, found = FOLDER / "scales.csv", {}
    for name, row in rows.items():
        if not row["ratio_to_leg_cun"]:
            continue
        if row["range_field"] not in ranges:
            raise DataError(path, int(row["_row"]), f"input_ranges.csv has no field {row['range_field']!r}")
        found[name] = Scale(
            name,
            row["from"],
            row["to"],
            needed_number(row, "cun", path),
            needed_number(row, "ratio_to_leg_cun", path),
            ranges[row["range_field"]].neutral,
        )
    return found


def _rule(row: dict[str, str], file: str) -> Rule:
    try:
        return parse_rule(row["rule"])
    except ValueError as error:
        raise DataError(FOLDER / file, int(row["_row"]), str(error)) from None


def _rules() -> dict[str, PointRule]:
    """The rules of all points and of the spots of sets, by code or member id."""
    path, found = FOLDER / "points.csv", {}
    for row in read_rows(
        "points.csv", ("code", "rule", "home", "carried_to", "evaluated_in", "sideways_mm", "landmark_mm")
    ):
        if row["code"] in found:
            raise DataError(path, int(row["_row"]), f"the code {row['code']!r} stands twice")
        found[row["code"]] = PointRule(
            row["code"],
            _rule(row, "points.csv"),
            row["home"],
            listed(row["carried_to"]),
            listed(row["evaluated_in"]),
            number(row, "sideways_mm", path) or 6.0,
            number(row, "landmark_mm", path) or 6.0,
            row["on_drawing"] != "no",
        )
    for row in read_rows("members.csv", ("id", "code", "rule", "home")):
        whole = found.get(row["code"])
        if whole is None:
            raise DataError(FOLDER / "members.csv", int(row["_row"]), f"no point {row['code']!r}")
        found[row["id"]] = PointRule(
            row["id"],
            _rule(row, "members.csv"),
            row["home"],
            listed(row["carried_to"]),
            listed(row["evaluated_in"]),
            whole.sideways_mm,
            whole.landmark_mm,
        )
    return found


def _points(rules: Mapping[str, PointRule]) -> dict[str, PointFacts]:
    names = {row["code"]: row for row in read_rows("names.csv", ("code", "pinyin", "english", "aliases"))}
    cards = {row["code"]: row for row in read_rows(f"{WORDS}/cards.csv", ("code", "where", "find", "press", "care"))}
    uses, cautions, doses = _uses(), _cautions(), _doses()
    found = {}
    for row in read_rows("points.csv"):
        code = row["code"]
        for table, file in ((names, "names.csv"), (cards, f"{WORDS}/cards.csv")):
            if code not in table:
                raise DataError(FOLDER / file, None, f"the point {code} has no row")
        name, card, rule = names[code], cards[code], rules[code]
        found[code] = PointFacts(
            code=code,
            standard=row["standard"],
            meridian=row["meridian"],
            category=listed(row["category"]),
            region=row["region"],
            level_cun=number(row, "level_cun", FOLDER / "points.csv"),
            rule=rule,
            names=Names(
                name["pinyin"],
                name["pinyin_plain"],
                name["hanzi_traditional"],
                name["hanzi_simplified"],
                listed(name["english"]),
                name["korean"],
                name["hangul"],
                name["japanese"],
                listed(name["aliases"]),
            ),
            card=Card(card["where"], card["find"], card["press"], card["care"]),
            uses=uses.get(code, ()),
            cautions=cautions.get(code, ()),
            doses=doses.get(code, ()),
            members=rule.rule.members if rule.rule.kind == "set" else (code,),
            source=row["source"],
            notes=row["notes"],
        )
    return found


def _uses() -> dict[str, tuple[Use, ...]]:
    found: dict[str, tuple[Use, ...]] = {}
    for row in read_rows("uses.csv", ("code", "reach", "kind", "statement", "sources")):
        use = Use(row["statement"], row["kind"], row["reach"] == "local", listed(row["sources"]))
        found[row["code"]] = (*found.get(row["code"], ()), use)
    return found


def _cautions() -> dict[str, tuple[Caution, ...]]:
    words = {row["id"]: row for row in read_rows(f"{WORDS}/cautions.csv", ("id", "label", "sentence"))}
    known = {}
    for row in read_rows("cautions.csv", ("id", "level", "basis", "safety_id", "source")):
        if row["id"] not in words:
            raise DataError(FOLDER / f"{WORDS}/cautions.csv", None, f"the caution {row['id']} has no words")
        word = words[row["id"]]
        known[row["id"]] = Caution(
            row["id"],
            row["level"],
            row["basis"],
            word["label"],
            word["sentence"],
            listed(row["source"]),
            row["safety_id"],
        )
    found: dict[str, tuple[Caution, ...]] = {}
    for row in read_rows("point_cautions.csv", ("code", "caution")):
        if row["caution"] not in known:
            raise DataError(
                FOLDER / "point_cautions.csv", int(row["_row"]), f"no caution {row['caution']!r} in cautions.csv"
            )
        found[row["code"]] = (*found.get(row["code"], ()), known[row["caution"]])
    return found


def _doses() -> dict[str, tuple[Dose, ...]]:
    path, found = FOLDER / "doses.csv", {}
    for row in read_rows(
        "doses.csv", ("code", "technique", "seconds_min", "seconds_max", "pressure_max", "origin", "source")
    ):
        whole = {
            column: int(value) if (value := number(row, column, path)) is not None else None
            for column in ("seconds_min", "seconds_max", "press_seconds", "release_seconds", "pressure_max")
        }
        seconds = (
            (whole["seconds_min"], whole["seconds_max"]) if whole["seconds_min"] and whole["seconds_max"] else None
        )
        dose = Dose(
            row["technique"],
            seconds,
            whole["press_seconds"],
            whole["release_seconds"],
            whole["pressure_max"] or 0,
            row["origin"],
            listed(row["source"]),
            listed(row["with"]),
        )
        found[row["code"]] = (*found.get(row["code"], ()), dose)
    return found


def _techniques() -> dict[str, dict[str, str]]:
    words = {row["id"]: row for row in read_rows(f"{WORDS}/techniques.csv", ("id", "name", "steps"))}
    return {row["id"]: row | words.get(row["id"], {}) for row in read_rows("techniques.csv", ("id", "row_type"))}


def _meridians() -> dict[str, Meridian]:
    rows = read_rows("meridians.csv", ("id", "name_en", "points_in_order", "joined"))
    return {
        row["id"]: Meridian(
            row["id"],
            row["name_en"],
            row["pinyin"],
            row["hanzi"],
            row["flow_on_leg"],
            listed(row["points_in_order"]),
            row["joined"] == "yes",
            row["note"],
        )
        for row in rows
    }


def _sources() -> dict[str, Source]:
    rows = read_rows("sources.csv", ("id", "author", "title", "year"))
    return {row["id"]: Source(row["id"], row["author"], row["title"], row["year"], row["locator"]) for row in rows}


def natural_order(code: str) -> tuple[str, int]:
    """Sort key that puts SP10 after SP9."""
    letters, digits = re.match(r"([A-Z\-]+?)-?(\d*)$", code.replace("EX-LE", "EXLE")).groups()  # type: ignore[union-attr]
    return letters, int(digits or 0)
