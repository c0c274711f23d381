"""What to watch at each point: cautions follow from where it lies, what lies under it and what it is used for.

Files: `cautions.csv` (one caution each), `structures.csv` (what can lie under a finger), `point_structures.csv` (which
of them lies under which point), `caution_rules.csv` (one reason each). A row of `caution_rules.csv` reads: `caution`
belongs to every point of `names`, because of

segment    the segment of the point in points.csv is one of them
structure  one of these structures lies under the point
topic      a traditional use of the point has one of these topics (column `topics` of uses.csv)
safety     the point is one of those that these rows of safety.csv name
point      it is about this single point, and `why` says what

unless it carries the caution of `unless`, which says the same or more.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, get_args

from data.reading.records import record, with_words
from data.reading.tables import DataError, listed, path_of, read_rows

BECAUSE = ("segment", "structure", "topic", "safety", "point")
About = Literal["artery", "nerve", "vein", "vessels", "person", "place", "sign", "tradition"]  # most dangerous first
Level = Literal["stop", "caution", "info"]
ABOUT, LEVELS = get_args(About), get_args(Level)
ALWAYS_SEEN = ("artery", "nerve", "vein", "vessels")

Row = Mapping[str, str]


@dataclass(frozen=True)
class Caution:
    """A caution: a short label for the chart, a sentence for the card, its level and what it rests on.

    `about` is what it warns of (see ABOUT): a vessel or nerve, the reader's own state, the place, a sign for a doctor.
    `everywhere`: every point of a part of the limb carries it.
    """

    id: str
    level: Level
    basis: str
    label: str
    sentence: str
    sources: tuple[str, ...]
    safety_id: str = ""
    about: About = "person"
    everywhere: bool = False

    @property
    def always_seen(self) -> bool:
        """Whether a card never folds it away: what forbids pressing, and every vessel and nerve."""
        return self.level == "stop" or self.about in ALWAYS_SEEN

    @property
    def danger(self) -> tuple[int, int]:
        """Sort key: what forbids pressing, arteries, nerves, veins, then the rest, and what is only worth knowing."""
        return LEVELS.index(self.level), ABOUT.index(self.about)


@dataclass(frozen=True)
class UnderPoint:
    """A structure that lies under or beside a point: its kind, how deep, and on which side seen from the point.

    `courses` are those of the view files that show it.
    """

    structure: str
    kind: str
    courses: tuple[str, ...]
    depth: Literal["skin", "shallow", "deep"]
    lies: Literal["at", "around", "front", "behind", "inner", "outer"]
    sources: tuple[str, ...]


def load_structures() -> dict[str, tuple[UnderPoint, ...]]:
    """What lies under each point, in the order of the file. Raises DataError for an unknown structure."""
    known = {row["id"]: row for row in read_rows("structures.csv", ("id", "kind", "courses", "source"))}
    found: dict[str, tuple[UnderPoint, ...]] = {}
    for row in read_rows("point_structures.csv", ("code", "structure", "depth", "lies", "source")):
        name = row["structure"]
        if name not in known:
            raise _fault("point_structures.csv", row, f"no structure {name!r} in structures.csv")
        about = {"kind": known[name]["kind"], "courses": listed(known[name]["courses"])}
        under = record(UnderPoint, row, "point_structures.csv", {"sources": "source"}, **about)
        found[row["code"]] = (*found.get(row["code"], ()), under)
    return found


def load_cautions(segments: Mapping[str, str], language: str) -> dict[str, tuple[Caution, ...]]:
    """The cautions of each point, the most dangerous first. `segments` gives the segment of every point."""
    rules = read_rows("caution_rules.csv", ("caution", "because", "names", "unless", "why"))
    known = _known({row["caution"] for row in rules if row["because"] == "segment"}, language)
    groups = groups_of(
        segments,
        read_rows("point_structures.csv"),
        read_rows("uses.csv", ("code", "topics")),
        read_rows("safety.csv", ("safety_id", "applies_to")),
    )
    for row in rules:
        for fault in rule_faults(row, known, groups):
            raise _fault("caution_rules.csv", row, fault)
    carried = carried_by(rules, groups)
    order = {name: number for number, name in enumerate(known)}
    return {
        code: tuple(sorted((known[name] for name in names), key=lambda one: (*one.danger, order[one.id])))
        for code, names in carried.items()
    }


def groups_of(
    segments: Mapping[str, str], structures: Iterable[Row], uses: Iterable[Row], safety: Iterable[Row]
) -> dict[str, dict[str, set[str]]]:
    """because → name → the points it stands for."""
    found: dict[str, dict[str, set[str]]] = {kind: {} for kind in BECAUSE}
    for code, segment in segments.items():
        found["segment"].setdefault(segment, set()).add(code)
        found["point"][code] = {code}
    for row in structures:
        found["structure"].setdefault(row["structure"], set()).add(row["code"])
    for row in uses:
        for topic in listed(row["topics"]):
            found["topic"].setdefault(topic, set()).add(row["code"])
    for row in safety:
        if named := set(listed(row["applies_to"])) & set(segments):
            found["safety"][row["safety_id"]] = named
    return found


def carried_by(rules: Iterable[Row], groups: Mapping[str, Mapping[str, set[str]]]) -> dict[str, set[str]]:
    """The ids of the cautions that each point carries."""
    found: dict[str, dict[str, set[str]]] = {}  # code → caution → what makes it needless, of all its rules
    for row in rules:
        for name in listed(row["names"]):
            for code in groups[row["because"]].get(name, ()):
                found.setdefault(code, {}).setdefault(row["caution"], set()).add(row["unless"])
    return {
        code: {name for name, needless in cautions.items() if not needless & cautions.keys()}
        for code, cautions in found.items()
    }


def rule_faults(row: Row, known: Iterable[str], groups: Mapping[str, Mapping[str, set[str]]]) -> list[str]:
    """What is wrong with a row of caution_rules.csv, a sentence each."""
    names, because, known = listed(row["names"]), row["because"], set(known)
    found = [f"no caution {name!r} in cautions.csv" for name in (row["caution"], row["unless"])
             if name not in known and (name or name == row["caution"])]  # fmt: skip
    if because not in BECAUSE:
        return [*found, f"because is {because!r}; it is one of {', '.join(BECAUSE)}"]
    found += [f"no point belongs to the {because} {name!r}" for name in names if name not in groups[because]]
    if not names:
        found.append(f"{row['caution']} names nothing")
    if because == "point" and (len(names) != 1 or not row["why"]):
        found.append(f"{row['caution']}: a row about a point names one and says why")
    return found


def _known(everywhere: set[str], language: str) -> dict[str, Caution]:
    sources = {"sources": "source"}
    return {
        row["id"]: record(Caution, row, "cautions.csv", sources, everywhere=row["id"] in everywhere)
        for row in with_words("cautions.csv", language)
    }


def _fault(file: str, row: Row, reason: str) -> DataError:
    return DataError(path_of(file), int(row["_row"]), reason)
