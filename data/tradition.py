"""What tradition makes of the points: their titles, the sets in which they are pressed, the meaning of their names."""

from __future__ import annotations

from dataclasses import dataclass

from data.reading.records import record, with_words
from data.reading.tables import LANGUAGE, ByLanguage, DataError, path_of, read_rows


@dataclass(frozen=True)
class PointClass:
    """A title that tradition gives some points: its kind and `name`, what it means in plain words, its phase or ""."""

    id: str
    kind: str
    name: str
    meaning: str
    phase: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Combination:
    """Points that are taught together; some of them lie outside this atlas."""

    id: str
    points: tuple[str, ...]
    kind: str
    name: str
    taught: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class NameMeaning:
    """What the Chinese name of a point means."""

    code: str
    meaning: str
    sources: tuple[str, ...]


def class_kinds(language: str = LANGUAGE, column: str = "name") -> dict[str, str]:
    """The kinds of titles by id, in the order they are taught: {"well": "Well point (jing-well)", …}; or `short`."""
    return {row["id"]: row[column] for row in read_rows(f"words/{language}/class_kinds.csv", ("id", column))}


@ByLanguage
def load_classes(language: str = LANGUAGE) -> dict[str, PointClass]:
    """The titles by id. Raises DataError for a kind without a name."""
    names, found = class_kinds(language), {}
    for row in with_words("classes.csv", language):
        if row["kind"] not in names:
            raise DataError(path_of("classes.csv"), int(row["_row"]), f"the kind {row['kind']!r} has no name")
        found[row["id"]] = record(PointClass, row, "classes.csv", name=names[row["kind"]])
    return found


@ByLanguage
def load_combinations(language: str = LANGUAGE) -> tuple[Combination, ...]:
    """All sets of points, in the order of the table."""
    return tuple(record(Combination, row, "combinations.csv") for row in with_words("combinations.csv", language))


@ByLanguage
def load_name_meanings(language: str = LANGUAGE) -> dict[str, NameMeaning]:
    """The meanings of names by code."""
    rows = with_words("name_meanings.csv", language, "code")
    return {row["code"]: record(NameMeaning, row, "name_meanings.csv") for row in rows}
