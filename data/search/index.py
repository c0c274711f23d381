"""The one index of every search field, as plain values: what people write, and what it means.

A browser gets the same values as a file (`web/search_index.py`); `data/search/find.py` says how they are matched.

    fold     letter → letters it is read as: "đ" → "d", and traditional → simplified signs
    drop     words that name no place: "left", "point"
    endings  signs that end a name without belonging to it: 穴, 혈
    letters  [letters or word before a number, meridian, books that write so]
    other    {code → pinyin} of the WHO points that the atlas does not show
    again    [code, code it means in other books, those books]
    targets  [kind, id, names]; kind is "point", "complaint", "zone" or "none" (nothing here for that)
    notes    {names as they are compared, or an id of kind "none" → what to say}
    said     sentences with slots; books   id → how a sentence calls them
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from typing import Any

from data.atlas import PointFacts, load_atlas
from data.practice import Condition, load_practice
from data.reading.records import with_words
from data.reading.tables import LANGUAGE, listed, read_rows
from data.zones import Zone, load_zones

WORDS = f"words/{LANGUAGE}"


@cache
def search_index() -> dict[str, Any]:
    """The index; nobody may change it."""
    words = read_rows("search_words.csv", ("word", "kind"))
    said = {row["id"]: row["text"] for row in read_rows(f"{WORDS}/search_phrases.csv", ("id", "text"))}
    return {
        "fold": dict(_folds()),
        "drop": [row["word"] for row in words if row["kind"] == "drop"],
        "endings": [row["word"] for row in words if row["kind"] == "ending"],
        "letters": [_cells(row, "letters", "meridian", "books") for row in read_rows("code_letters.csv")],
        "other": {row["code"]: row["pinyin"] for row in read_rows("other_points.csv", ("code", "pinyin"))},
        "again": [_cells(row, "code", "means", "books") for row in read_rows("other_readings.csv")],
        "targets": [list(target) for target in _targets()],
        "notes": dict(_notes(said)),
        "said": said,
        "books": {row["id"]: row["name"] for row in read_rows(f"{WORDS}/books.csv", ("id", "name"))},
    }


def _cells(row: dict[str, str], *columns: str) -> list[str]:
    return [row[column] for column in columns]


def _folds() -> Iterator[tuple[str, str]]:
    for point in load_atlas().points.values():
        old, new = point.names.hanzi, point.names.hanzi_simplified
        yield from ((a, b) for a, b in zip(old, new, strict=True) if a != b)
    yield from ((row["letter"], row["as"]) for row in read_rows("search_letters.csv", ("letter", "as")))


def _targets() -> Iterator[tuple[str, str, list[str]]]:
    for code, point in load_atlas().points.items():
        yield "point", code, list(names_of_point(point))
    for name, condition in load_practice().conditions.items():
        yield "complaint", name, list(names_of_complaint(condition))
    for name, zone in load_zones().items():
        yield "zone", name, list(names_of_zone(zone))
    for row in with_words("not_here.csv", LANGUAGE):
        yield "none", row["id"], [row["name"], *listed(row["also"])]


def _notes(said: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((row["key"], row["sentence"]) for row in read_rows(f"{WORDS}/search_notes.csv", ("key", "sentence")))
    safety = {row["safety_id"]: row["message"] for row in read_rows(f"{WORDS}/safety.csv", ("safety_id", "message"))}
    for row in with_words("not_here.csv", LANGUAGE):
        told = " ".join(safety[name] for name in listed(row["safety"]))
        sentence = said["not_here_urgent" if row["urgent"] == "yes" else "not_here"]
        yield f"none:{row['id']}", sentence.format(name=row["name"], safety=told).strip()


def names_of_point(point: PointFacts) -> tuple[str, ...]:
    """Everything a point is called, its code first."""
    names = point.names
    written = (names.pinyin, names.pinyin_plain, *names.english, names.hanzi, names.hanzi_simplified, names.korean)
    return _once(point.code, *written, names.hangul, names.japanese, *names.aliases)


def names_of_complaint(condition: Condition) -> tuple[str, ...]:
    """Everything a complaint is called, its name first."""
    return _once(condition.name, condition.plain_name, *condition.also)


def names_of_zone(zone: Zone) -> tuple[str, ...]:
    """Everything a zone is called, its name first."""
    return _once(zone.name, zone.short, *zone.body_parts, *zone.also, zone.id, zone.id.removeprefix("Z_"))


def _once(*names: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(filter(None, names)))
