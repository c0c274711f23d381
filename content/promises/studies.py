"""Promises about studies: each says what was pressed and how far it was read, and no sentence says more than that."""

from __future__ import annotations

import re
from collections.abc import Container, Iterator
from string import Formatter

from content.studies import RESULTS_READ
from data.promises.dataset import Dataset, Finding, Row
from data.reading.tables import LANGUAGE, listed

WORDS = f"words/{LANGUAGE}"
NO_RESULTS_READ = re.compile(r"\bwe have read what (it|they) looked at, not (its|their) results\b", re.IGNORECASE)
VERDICT = re.compile(
    r"\b(fewer|less|more|better|worse|milder|weaker|stronger|eas(es|ed?|ier)|calm(s|ed|er)?|helps?|helped|benefits?|"
    r"hopeful|promising|effects?|works?|differences?|unclear|uncertain|certain|no sign|conclu\w+)\b",
    re.IGNORECASE,
)
LIST_NOT_SEEN = re.compile(
    r"\bother points\b|\bpoints were others\b|\bpoints? of the (foot|leg) (was|were) not\b", re.IGNORECASE
)
NONE_THERE_IS = re.compile(r"(?<!\bfound )(?<!\bknow of )\bno good stud(y|ies)\b|\bpressing has not\b", re.IGNORECASE)
SENTENCE = re.compile(r"(?<=[.;:?!])\s+")
SLOTS = {  # study_phrases.csv: the slots of each sentence
    "none": set(), "not_alone": set(), "together": {"who"}, "also": {"who"}, "or": {"first", "last"},
    "dose": {"minutes", "days", "weeks"}, "range": {"low", "high"},
}  # fmt: skip
DOSE = ("point_minutes", "days_a_week", "weeks")
LOOKED_UP_BY = re.compile(r"doi:10\.|PMID \d|https?://|\d+\(\d+\):\d+")  # an identifier, an address, or volume and page


def _words(dataset: Dataset) -> dict[str, Row]:
    return {row["id"]: row for row in dataset.rows(f"{WORDS}/evidence.csv")}


def no_study_says_more_than_was_read(dataset: Dataset) -> list[Finding]:
    """Whose results were not read gives no verdict and leads no complaint; no list of points is told unseen."""
    words, rows = _words(dataset), {row["id"]: row for row in dataset.rows("evidence.csv")}
    found = [
        Finding("evidence.csv", int(row["_row"]), f"{name} {fault}")
        for name, row in rows.items()
        for fault in _read_faults(row, words.get(name, {}))
    ]
    for row in dataset.rows("conditions.csv"):
        first = next(iter(listed(row["evidence"])), "")
        if rows.get(first, {}).get("read") in ("scope", "citation"):
            reason = f"{row['id']} begins with {first}, whose results we have not read"
            found.append(Finding("conditions.csv", int(row["_row"]), reason))
    return found


def _read_faults(row: Row, word: Row) -> Iterator[str]:
    wording = word.get("wording", "")
    if bool(row["level"]) != (row["read"] not in ("scope", "citation")):
        yield f"was read as far as its {row['read']} and has the level {row['level'] or 'of nothing read'}"
    if row["read"] in ("scope", "citation"):
        if not NO_RESULTS_READ.search(wording):
            yield f"was read as far as its {row['read']} and does not say that its results were not read"
        told = (part for part in SENTENCE.split(wording) if "no good study" not in part)
        for part in told:
            if verdict := VERDICT.search(NO_RESULTS_READ.sub("", part)):
                yield f"was read as far as its {row['read']} and gives a verdict: {verdict.group()!r}"
    elif row["read"] in RESULTS_READ and NO_RESULTS_READ.search(wording):
        yield f"was read as far as its {row['read']} and says that its results were not read"
    if unseen := LIST_NOT_SEEN.search(f"{word.get('tested', '')}. {wording}"):
        yield f"says {unseen.group()!r}: which points a study had is told from its list, under subjects"


def every_study_names_what_it_pressed(dataset: Dataset) -> list[Finding]:
    """Layer, points, how and in whom they were pressed and for how long fit together; a point in words is a subject."""
    words, codes = _words(dataset), dataset.atlas.points
    found = []
    for row in dataset.rows("evidence.csv"):
        word, line = words.get(row["id"], {}), int(row["_row"])
        found += [Finding("evidence.csv", line, f"{row['id']} {fault}") for fault in _pressed_faults(row, word, codes)]
    return found


def _pressed_faults(row: Row, word: Row, codes: Container[str]) -> Iterator[str]:
    points = [name for name in listed(row["subjects"]) if name in codes]
    if bool(row["pressed"]) != bool(points and row["layer"] == "point"):
        yield f"is of the layer {row['layer']}, names {len(points)} points and says {row['pressed'] or 'not'} of how"
    if row["pressed"] == "together" and len(points) < 2:
        yield "pressed points together and names only one"
    if row["pressed"] and not word.get("who"):
        yield "does not say in whom its points were pressed"
    if row["topic"] == "reflexology" and row["layer"] != "zone":
        yield "is about reflexology and not of the layer zone"
    named = re.findall(r"\b[A-Z]{2}\d+\b", f"{word.get('tested', '')} {word.get('wording', '')}")
    for code in dict.fromkeys(named):
        if code in codes and code not in points:
            yield f"speaks of {code} and does not name it among its subjects"
    for column in DOSE:
        if row[column] and row["layer"] != "point":
            yield f"says under {column} how points were pressed, and is of the layer {row['layer']}"


def no_words_say_that_there_is_no_study(dataset: Dataset) -> list[Finding]:
    """We found none, or know of none; that there is none, nobody who has not read everything can say."""
    tables = ("evidence", "conditions", "routines", "routine_steps", "notes", "study_phrases", "cards", "zones")
    return [
        Finding(f"{WORDS}/{table}.csv", int(row["_row"]), f"{hit.group()!r} says that there is none, not only for us")
        for table in tables
        for row in dataset.rows(f"{WORDS}/{table}.csv")
        for column, cell in row.items()
        if column != "_row" and (hit := NONE_THERE_IS.search(cell))
    ]  # fmt: skip


def every_study_can_be_looked_up(dataset: Dataset) -> list[Finding]:
    """A paper behind a statement on studies has a DOI, a PMID, an address, or volume and page."""
    cited = {name for row in dataset.rows("evidence.csv") for name in (row["citation"], *listed(row["sources"]))}
    return [
        Finding("sources.csv", int(row["_row"]), f"{row['id']} has neither DOI, PMID, address nor volume and page")
        for row in dataset.rows("sources.csv")
        if row["id"] in cited and row["kind"] == "paper" and not LOOKED_UP_BY.search(row["locator"])
    ]


def every_study_phrase_has_its_slots(dataset: Dataset) -> list[Finding]:
    """The sentences made for a point are there, each with exactly the places that are filled in."""
    rows = {row["id"]: row for row in dataset.rows(f"{WORDS}/study_phrases.csv")}
    found = [
        Finding(f"{WORDS}/study_phrases.csv", None, f"there is no sentence {name}") for name in SLOTS.keys() - rows
    ]
    for name, row in rows.items():
        slots = {slot for _, slot, _, _ in Formatter().parse(row["text"]) if slot}
        if slots != SLOTS.get(name):
            reason = f"{name} has the slots {', '.join(sorted(slots)) or 'none'}"
            found.append(Finding(f"{WORDS}/study_phrases.csv", int(row["_row"]), reason))
    return found


PROMISES = (
    no_study_says_more_than_was_read,
    every_study_names_what_it_pressed,
    no_words_say_that_there_is_no_study,
    every_study_can_be_looked_up,
    every_study_phrase_has_its_slots,
)
