"""Promises about cautions: each follows from a place, a structure or a use, and no card names a danger without one."""

from __future__ import annotations

import re

from data.atlas import WORDS
from data.care.cautions import groups_of, rule_faults
from data.care.table import Known, things_of
from data.promises.care import known_of
from data.promises.dataset import Dataset, Finding
from data.reading.tables import listed

EVERYWHERE = {  # segment: what every point there must carry, whatever the rules say
    **dict.fromkeys(("thigh", "knee", "lower_leg"), ("CAUTION_CLOT",)),
    "foot": ("CAUTION_DIABETES", "CAUTION_NUMB_FOOT", "CAUTION_SORE_SKIN"),
    "toe": ("CAUTION_DIABETES", "CAUTION_NUMB_FOOT", "CAUTION_SORE_SKIN"),
    "ankle": ("CAUTION_DIABETES", "CAUTION_NUMB_FOOT", "CAUTION_FRESH_SPRAIN"),
}
NEEDS_A_CAUTION = ("artery", "vein", "nerve", "vessels", "tendon", "nail")  # kinds of structures
ON_EVERY_SHEET = ("SF_GENERAL", "SF_DVT", "SF_BLEED", "SF_NUMB", "SF_DIABETES", "SF_PREG", "SF_PREG_SOFT")
NOT_IN_PREGNANCY = "SF_PREG"
UNDER_A_FINGER = ("artery", "nerve", "vein", "vessels", "place")
LIGHTLY = re.compile(r"\b(press|touch) (very )?(lightly|gently)|\blight touch\b", re.IGNORECASE)


def every_rule_of_a_caution_resolves(dataset: Dataset) -> list[Finding]:
    """Each row of caution_rules.csv names cautions and points that exist; what is about one point says why."""
    known = {row["id"] for row in dataset.rows("cautions.csv")}
    groups = _groups(dataset)
    return [
        Finding("caution_rules.csv", int(row["_row"]), fault)
        for row in dataset.rows("caution_rules.csv")
        for fault in rule_faults(row, known, groups)
    ]


def every_structure_is_what_its_name_says(dataset: Dataset) -> list[Finding]:
    """What is called an artery, a nerve, a vein or vessels is of that kind: its caution hangs on it."""
    return [
        Finding("structures.csv", int(row["_row"]), f"{row['id']} is called {called} and is of the kind {row['kind']}")
        for row in dataset.rows("structures.csv")
        if (called := row["id"].rpartition("_")[2]) in ("artery", "nerve", "vein", "vessels") and row["kind"] != called
    ]


def every_point_has_what_lies_under_it(dataset: Dataset) -> list[Finding]:
    """At least one structure for each point."""
    placed = {row["code"] for row in dataset.rows("point_structures.csv")}
    bare = [code for code, point in dataset.atlas.points.items() if point.is_point and code not in placed]
    return [Finding("point_structures.csv", None, f"nothing says what lies under {code}") for code in bare]


def every_place_gives_its_caution(dataset: Dataset) -> list[Finding]:
    """Every point of thigh, knee and lower leg warns of a clot; of ankle, foot and toes of numb feet and diabetes."""
    found = []
    for row in dataset.rows("points.csv"):
        carried = _carried(dataset, row["code"])
        missing = [name for name in EVERYWHERE.get(row["segment"], ()) if name not in carried]
        found += [Finding("caution_rules.csv", None, f"{row['code']} lacks {name}") for name in missing]
    return found


def every_structure_gives_its_caution(dataset: Dataset) -> list[Finding]:
    """Every artery, vein, nerve, tendon and nail under a point is the reason of a caution that the point carries."""
    kinds = {row["id"]: row["kind"] for row in dataset.rows("structures.csv")}
    given: dict[str, set[str]] = {}  # structure → the cautions it is a reason of, or what stands for them
    for row in dataset.rows("caution_rules.csv"):
        for name in listed(row["names"]) if row["because"] == "structure" else ():
            given.setdefault(name, set()).update(filter(None, (row["caution"], row["unless"])))
    return [
        Finding("point_structures.csv", int(row["_row"]), f"{row['code']} has no caution of {row['structure']}")
        for row in dataset.rows("point_structures.csv")
        if kinds.get(row["structure"]) in NEEDS_A_CAUTION
        and not given.get(row["structure"], set()) & _carried(dataset, row["code"])
    ]


def no_caution_names_what_is_not_there(dataset: Dataset) -> list[Finding]:
    """A caution about an artery, nerve or vein has a structure under the point as its reason."""
    found = []
    about = {row["id"]: row["about"] for row in dataset.rows("cautions.csv")}
    for row in dataset.rows("caution_rules.csv"):
        if about.get(row["caution"]) in ("artery", "nerve", "vein", "vessels") and row["because"] != "structure":
            reason = f"{row['caution']} is about what lies under a point, and its reason is a {row['because']}"
            found.append(Finding("caution_rules.csv", int(row["_row"]), reason))
    reasons: dict[str, set[str]] = {}
    for row in dataset.rows("caution_rules.csv"):
        reasons.setdefault(row["caution"], set()).update(listed(row["names"]))
    under: dict[str, set[str]] = {}
    for row in dataset.rows("point_structures.csv"):
        under.setdefault(row["code"], set()).add(row["structure"])
    for code, point in dataset.atlas.points.items():
        for caution in point.cautions:
            if caution.about in ("artery", "nerve", "vein", "vessels") and not (
                reasons.get(caution.id, set()) & under.get(code, set())
            ):
                reason = f"{code} carries {caution.id}, and nothing of it lies there"
                found.append(Finding("point_structures.csv", None, reason))
    return found


def no_card_names_a_danger_its_cautions_lack(dataset: Dataset) -> list[Finding]:
    """Where the words of a card speak of a clot, an artery, pregnancy …, the point carries a caution about it."""
    found = []
    dangers = [(row["id"], re.compile(row["words"], re.IGNORECASE), set(listed(row["cautions"])))
               for row in dataset.rows(f"{WORDS}/dangers.csv")]  # fmt: skip
    for row in dataset.rows(f"{WORDS}/cards.csv"):
        carried = _carried(dataset, row["code"])
        for column in ("care", "press"):
            found += [
                Finding(f"{WORDS}/cards.csv", int(row["_row"]),
                        f"{row['code']}: {column} says {hit.group()!r}, and no caution of the point is about {name}")
                for name, words, cautions in dangers
                if not carried & cautions and (hit := words.search(row[column]))
            ]  # fmt: skip
    return found


def no_dose_is_harder_than_a_caution_says(dataset: Dataset) -> list[Finding]:
    """A caution that says lightly or gently has the level it means, and no point that carries it is pressed harder."""
    said = {row["id"]: row["sentence"] for row in dataset.rows(f"{WORDS}/cautions.csv")}
    found, most = [], {}
    for row in dataset.rows("cautions.csv"):
        if row["at_most"]:
            most[row["id"]] = int(row["at_most"])
        elif row["about"] in UNDER_A_FINGER and LIGHTLY.search(said.get(row["id"], "")):
            found.append(Finding("cautions.csv", int(row["_row"]), f"{row['id']} says lightly and has no at_most"))
    for code, point in dataset.atlas.points.items():
        hardest = max((dose.levels[1] for dose in point.doses), default=0)
        found += [
            Finding("doses.csv", None, f"{code} is pressed at {hardest}, and {caution.id} allows {most[caution.id]}")
            for caution in point.cautions
            if hardest > most.get(caution.id, hardest)
        ]
    return found


def every_use_has_its_topics(dataset: Dataset) -> list[Finding]:
    """A use that speaks of headache, sleep, swelling … has that topic, so that its caution follows."""
    topics = [(row["id"], re.compile(row["words"])) for row in dataset.rows(f"{WORDS}/topics.csv")]
    told, found = {row["id"]: row["statement"] for row in dataset.rows(f"{WORDS}/uses.csv")}, []
    for row in dataset.rows("uses.csv"):
        statement = told.get(row["id"], "")
        has = set(listed(row["topics"]))
        missing = [name for name, words in topics
                   if row["kind"] == "use" and name not in has and words.search(statement)]  # fmt: skip
        reason = f"{statement!r} has not the topic {{}}"
        found += [Finding("uses.csv", int(row["_row"]), reason.format(name)) for name in missing]
    return found


def every_safety_row_reaches_its_points(dataset: Dataset) -> list[Finding]:
    """A point that a safety row names, by code, segment or structure, carries a caution of it."""
    behind = {row["id"]: row["safety_id"] for row in dataset.rows("cautions.csv")}
    instead: dict[str, set[str]] = {}  # safety row → cautions that say more and stand for its own
    for row in dataset.rows("caution_rules.csv"):
        if row["unless"]:
            instead.setdefault(behind.get(row["caution"], ""), set()).add(row["unless"])
    known, found = known_of(dataset), []
    for row in dataset.rows("safety.csv"):
        name, line = row["safety_id"], int(row["_row"])
        for target in listed(row["applies_to"]):
            for code in _points_of(target, known):
                carried = _carried(dataset, code)
                if name not in {behind.get(one) for one in carried} and not carried & instead.get(name, set()):
                    reason = f"{name} names {target}, and {code} carries no caution of {name}"
                    found.append(Finding("safety.csv", line, reason))
    return found


def every_handout_has_its_general_box(dataset: Dataset) -> list[Finding]:
    """The box of every handout tells of doctor, clot, blood thinner, numb feet, diabetes and pregnancy, in words."""
    words = {row["id"]: row for row in dataset.rows(f"{WORDS}/handout_box.csv")}
    safety = {row["safety_id"]: row for row in dataset.rows("safety.csv")}
    found, told = [], set()
    for row in dataset.rows("handout_box.csv"):
        word = words.get(row["id"], {})
        told |= set(listed(row["safety"]))
        if NOT_IN_PREGNANCY in listed(row["safety"]):
            codes = [code for code in listed(safety[NOT_IN_PREGNANCY]["applies_to"]) if code in dataset.atlas.points]
            found += [Finding(f"{WORDS}/handout_box.csv", None, f"{row['id']} does not name {code}")
                      for code in codes if code not in word.get("sentence", "")]  # fmt: skip
    return found + [Finding("handout_box.csv", None, f"no row stands for {name}")
                    for name in ON_EVERY_SHEET if name not in told]  # fmt: skip


def _points_of(target: str, known: Known) -> list[str]:
    """The points that a code, segment:… or structure:… stands for; none for words."""
    if target not in known.segments and not target.startswith(("segment:", "structure:")):
        return []
    return sorted(name for kind, name in things_of(target, known) if kind == "point")


def _carried(dataset: Dataset, code: str) -> set[str]:
    point = dataset.atlas.points.get(code)
    return {caution.id for caution in point.cautions} if point else set()


def _groups(dataset: Dataset) -> dict[str, dict[str, set[str]]]:
    segments = {row["code"]: row["segment"] for row in dataset.rows("points.csv")}
    return groups_of(
        segments, dataset.rows("point_structures.csv"), dataset.rows("uses.csv"), dataset.rows("safety.csv")
    )


PROMISES = (
    every_rule_of_a_caution_resolves,
    every_structure_is_what_its_name_says,
    every_point_has_what_lies_under_it,
    every_place_gives_its_caution,
    every_structure_gives_its_caution,
    no_caution_names_what_is_not_there,
    no_card_names_a_danger_its_cautions_lack,
    no_dose_is_harder_than_a_caution_says,
    every_use_has_its_topics,
    every_safety_row_reaches_its_points,
    every_handout_has_its_general_box,
)
