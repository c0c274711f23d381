"""Promises about words: every point has its names and its dose, and no sentence promises a cure."""

from __future__ import annotations

import re

from data.atlas import WORDS
from data.promises.dataset import Dataset, Finding

OWN_RULE = "rule of this atlas"  # a source cell may begin so: the atlas's own decision, with its reason
DO_NOT_PRESS = "CAUTION_FEMORAL_ARTERY"
LOCATE_ONLY = "locate_only"  # the technique of a point that is shown and not pressed
FORBIDDEN = re.compile(
    r"\b(cur(e|es|ed|ing)|heal(s|ed|ing)?|treat(s|ed|ing)|detox\w*|toxins?|clinically proven|scientifically proven|"
    r"guarantee[sd]?|miracles?|boosts? (your |the )?immun\w*|(lowers?|reduces?) (your |the )?blood pressure)\b",
    re.IGNORECASE,
)
ALLOWED = re.compile(  # the same words where they promise nothing
    r"(do|does|will) not heal|slow to heal|unhealed|(been|being|is|are|gets?) treated|"
    r"promises no cure|no promise of a cure",
    re.IGNORECASE,
)


def every_point_has_its_names(dataset: Dataset) -> list[Finding]:
    """Pinyin, Chinese characters and an English name; plain pinyin for the search."""
    points = dataset.atlas.points
    return [
        Finding("names.csv", int(row["_row"]), f"{row['code']} has no {column}")
        for row in dataset.rows("names.csv")
        if row["code"] in points and points[row["code"]].is_point
        for column in ("pinyin", "pinyin_plain", "hanzi_traditional", "hanzi_simplified", "english")
        if not row[column]
    ]


def every_card_finds_its_own_point(dataset: Dataset) -> list[Finding]:
    """No two cards share a whole sentence that tells how to find the point."""
    found, first = [], {}
    for row in dataset.rows(f"{WORDS}/cards.csv"):
        for sentence in {part.strip() for part in re.split(r"(?<=[.!?])\s+", row["find"])}:
            if len(sentence.split()) < 4:
                continue
            if sentence in first and first[sentence] != row["code"]:
                found.append(
                    Finding(
                        f"{WORDS}/cards.csv",
                        int(row["_row"]),
                        f"{row['code']} and {first[sentence]} share the sentence {sentence!r}",
                    )
                )
            first.setdefault(sentence, row["code"])
    return found


def every_point_has_a_dose(dataset: Dataset) -> list[Finding]:
    """Each point has one; a point over the artery of the thigh is only located."""
    found = []
    for code, point in dataset.atlas.points.items():
        techniques = {dose.technique for dose in point.doses}
        if point.is_point and not techniques:
            found.append(Finding("doses.csv", None, f"{code} has no dose"))
        if any(caution.id == DO_NOT_PRESS for caution in point.cautions) and techniques - {LOCATE_ONLY}:
            found.append(Finding("doses.csv", None, f"{code} must not be pressed and yet has a dose"))
    return found


def no_words_promise_a_cure(dataset: Dataset) -> list[Finding]:
    """The words a reader sees never say that something cures, heals or treats, nor that it is proven."""
    seen = [
        (file, row, cell)
        for file, rows in dataset.tables.items()
        if file.startswith("words/")
        for row in rows
        for column, cell in row.items()
        if column != "_row"
    ]
    return [
        Finding(file, int(row["_row"]), f"{hit.group()!r} promises too much: {_around(cell, hit.group())}")
        for file, row, cell in seen
        if (hit := FORBIDDEN.search(ALLOWED.sub("", cell)))
    ]


def _around(cell: str, word: str) -> str:
    place = cell.lower().find(word.lower())
    return f"“…{cell[max(place - 40, 0) : place + 40]}…”"
