"""Promises about words: every point has its card, every claim its source, and no sentence promises a cure."""
from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator

from data.atlas import WORDS
from data.shelf import Finding, Shelf
from data.tables import listed

OWN_RULE = "rule of this atlas"  # a source cell may begin so: the atlas's own decision, with its reason
DO_NOT_PRESS = "CAUTION_FEMORAL_ARTERY"
LOCATE_ONLY = "locate_only"  # the technique of a point that is shown and not pressed
ID_TABLES = ("landmarks", "sources", "cautions", "scales", "members", "meridians", "techniques", "questions",
             "conditions", "routines", "evidence", "who_says_where", "notes", "hurt_areas",
             *(f"{WORDS}/{table}" for table in ("cautions", "origins", "techniques", "questions", "advisers",
                                                "care_targets", "conditions", "routines", "evidence",
                                                "who_says_where", "notes", "hurt_areas")))
KEYS = {  # table: the column that names its rows
    **{f"{table}.csv": "id" for table in ID_TABLES}, "names.csv": "code", "input_ranges.csv": "field",
    "claims.csv": "claim_id",
    "safety.csv": "safety_id", f"{WORDS}/safety.csv": "safety_id",
}
FORBIDDEN = re.compile(
    r"\b(cur(e|es|ed|ing)|heal(s|ed|ing)?|treat(s|ed|ing)|detox\w*|toxins?|clinically proven|scientifically proven|"
    r"guarantee[sd]?|miracles?|boosts? (your |the )?immun\w*|(lowers?|reduces?) (your |the )?blood pressure)\b",
    re.IGNORECASE,
)
ALLOWED = re.compile(  # the same words where they promise nothing
    r"(do|does|will) not heal|slow to heal|unhealed|(been|being|is|are|gets?) treated",
    re.IGNORECASE,
)


def every_point_has_its_names(shelf: Shelf) -> list[Finding]:
    """Pinyin, Chinese characters and an English name; plain pinyin for the search."""
    found = []
    for row in shelf.rows("names.csv"):
        point = shelf.atlas.points.get(row["code"])
        if point is None:
            found.append(Finding("names.csv", int(row["_row"]), f"{row['code']} is not a point of points.csv"))
        elif point.is_point:
            found += [Finding("names.csv", int(row["_row"]), f"{row['code']} has no {column}")
                      for column in ("pinyin", "pinyin_plain", "hanzi_traditional", "hanzi_simplified", "english")
                      if not row[column]]
    return found


def every_point_has_its_card(shelf: Shelf) -> list[Finding]:
    """Where it is, how to find it, how to press it and what to watch; one card for each point and no card for none."""
    found, seen = [], set()
    for row in shelf.rows(f"{WORDS}/cards.csv"):
        code, line = row["code"], int(row["_row"])
        if code not in shelf.atlas.points:
            found.append(Finding(f"{WORDS}/cards.csv", line, f"{code} is not a point of points.csv"))
        if code in seen:
            found.append(Finding(f"{WORDS}/cards.csv", line, f"{code} has two cards"))
        seen.add(code)
        found += [Finding(f"{WORDS}/cards.csv", line, f"the card of {code} has no words under {column!r}")
                  for column in ("where", "find", "press", "care") if not row[column]]
    return found


def every_card_finds_its_own_point(shelf: Shelf) -> list[Finding]:
    """No two cards share a whole sentence that tells how to find the point."""
    found, first = [], {}
    for row in shelf.rows(f"{WORDS}/cards.csv"):
        for sentence in {part.strip() for part in re.split(r"(?<=[.!?])\s+", row["find"])}:
            if len(sentence.split()) < 4:
                continue
            if sentence in first and first[sentence] != row["code"]:
                found.append(Finding(f"{WORDS}/cards.csv", int(row["_row"]),
                                     f"{row['code']} and {first[sentence]} share the sentence {sentence!r}"))
            first.setdefault(sentence, row["code"])
    return found


def every_point_has_a_dose(shelf: Shelf) -> list[Finding]:
    """How long and how hard; a point over the artery of the thigh is only located."""
    found = []
    for code, point in shelf.atlas.points.items():
        techniques = {dose.technique for dose in point.doses}
        if point.is_point and not techniques:
            found.append(Finding("doses.csv", None, f"{code} has no dose"))
        if any(caution.id == DO_NOT_PRESS for caution in point.cautions) and techniques - {LOCATE_ONLY}:
            found.append(Finding("doses.csv", None, f"{code} must not be pressed and yet has a dose"))
    for row in shelf.rows("doses.csv"):
        line = int(row["_row"])
        found += [Finding("doses.csv", line, f"{row['code']} {fault}") for fault in _dose_faults(shelf, row)]
    return found


def _dose_faults(shelf: Shelf, row: dict[str, str]) -> Iterator[str]:
    technique, pressure = row["technique"], row["pressure_max"] or "none"
    low, high = row["seconds_min"], row["seconds_max"]
    if row["code"] not in shelf.atlas.points:
        yield "is not a point of points.csv"
    if technique not in shelf.atlas.techniques:
        yield f"uses the technique {technique!r}, which techniques.csv does not have"
    if low and high and not 0 < float(low) <= float(high):
        yield f"is pressed for at least {low} and at most {high} seconds"
    if technique == LOCATE_ONLY and (low or high or pressure not in ("0", "none")):
        yield "is only located, so it has neither seconds nor pressure"
    if technique != LOCATE_ONLY and pressure not in ("1", "2", "3", "4", "5"):
        yield f"has pressure {pressure}; it runs from 1 to 5"
    for code in listed(row["with"]):
        if code not in shelf.atlas.points:
            yield f"is pressed together with {code!r}, which is not a point"


def every_caution_has_its_words(shelf: Shelf) -> list[Finding]:
    """A label and a sentence for each caution, each carried by some point, and no row about an unknown point."""
    words = {row["id"]: row for row in shelf.rows(f"{WORDS}/cautions.csv")}
    used = {row["caution"] for row in shelf.rows("point_cautions.csv")}
    known = {row["id"] for row in shelf.rows("cautions.csv")}
    safety = {row["safety_id"] for row in shelf.rows("safety.csv")}
    found = []
    for row in shelf.rows("cautions.csv"):
        word, line = words.get(row["id"], {}), int(row["_row"])
        found += [Finding(f"{WORDS}/cautions.csv", None, f"{row['id']} has no {column}")
                  for column in ("label", "sentence") if not word.get(column)]
        if row["id"] not in used:
            found.append(Finding("cautions.csv", line, f"no point carries {row['id']}"))
        if row["safety_id"] and row["safety_id"] not in safety:
            reason = f"{row['id']} names {row['safety_id']}, which is not in safety.csv"
            found.append(Finding("cautions.csv", line, reason))
    found += [Finding(f"{WORDS}/cautions.csv", int(row["_row"]), f"{name} is not in cautions.csv")
              for name, row in words.items() if name not in known]
    for row in shelf.rows("point_cautions.csv"):
        if row["code"] not in shelf.atlas.points:
            found.append(Finding("point_cautions.csv", int(row["_row"]), f"{row['code']} is not a point of points.csv"))
    return found


def every_safety_row_reaches_its_points(shelf: Shelf) -> list[Finding]:
    """Words for each safety row; and a point that a safety row names carries a caution that leads back to that row."""
    words = {row["safety_id"]: row for row in shelf.rows(f"{WORDS}/safety.csv")}
    behind = {row["id"]: row["safety_id"] for row in shelf.rows("cautions.csv")}
    found = []
    for row in shelf.rows("safety.csv"):
        name, line = row["safety_id"], int(row["_row"])
        if not words.get(name, {}).get("message"):
            found.append(Finding(f"{WORDS}/safety.csv", None, f"{name} has no message"))
        for code in listed(row["applies_to"]):
            point = shelf.atlas.points.get(code)
            if point and name not in {behind.get(caution.id) for caution in point.cautions}:
                found.append(Finding("safety.csv", line, f"{name} names {code}, which carries no caution of {name}"))
    return found


def every_source_is_known(shelf: Shelf) -> list[Finding]:
    """Each id under `source` or `sources` is in sources.csv; each source there has author, title and year."""
    found = []
    for file, rows in shelf.tables.items():
        for row in rows:
            for column in ("source", "sources"):
                if column not in row or file == "sources.csv":
                    continue
                cell, line = row[column], int(row["_row"])
                if not cell:
                    found.append(Finding(file, line, f"{column} is empty"))
                found += [Finding(file, line, f"{name!r} is not in sources.csv") for name in listed(cell)
                          if name not in shelf.atlas.sources and not name.startswith(OWN_RULE)]
    for row in shelf.rows("sources.csv"):
        found += [Finding("sources.csv", int(row["_row"]), f"the source {row['id']} has no {column}")
                  for column in ("title", "year", "author") if not row[column]]
    return found


def no_key_stands_twice(shelf: Shelf) -> list[Finding]:
    """Codes and ids are unique in the tables that are looked up by them."""
    found = []
    for file, key in KEYS.items():
        lines = defaultdict(list)
        for row in shelf.rows(file):
            lines[row[key]].append(int(row["_row"]))
        found += [Finding(file, rows[1], f"{name!r} stands twice") for name, rows in lines.items() if len(rows) > 1]
    return found


def no_words_promise_a_cure(shelf: Shelf) -> list[Finding]:
    """The words a reader sees never say that something cures, heals or treats, nor that it is proven."""
    seen = [(file, row, cell) for file, rows in shelf.tables.items() if file.startswith("words/")
            for row in rows for column, cell in row.items() if column != "_row"]
    seen += [("uses.csv", row, row["statement"]) for row in shelf.rows("uses.csv")]
    return [Finding(file, int(row["_row"]), f"{hit.group()!r} promises too much: {_around(cell, hit.group())}")
            for file, row, cell in seen if (hit := FORBIDDEN.search(ALLOWED.sub("", cell)))]


def _around(cell: str, word: str) -> str:
    place = cell.lower().find(word.lower())
    return f"“…{cell[max(place - 40, 0):place + 40]}…”"
