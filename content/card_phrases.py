"""The sentences that cards add to the facts, by id and language: `words/<language>/card_phrases.csv`.

from content.card_phrases import joined, phrase
phrase("meridian", name="Spleen")              # 'Spleen meridian'
joined("list_and", ["press", "knead"])         # 'press and knead'
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from functools import reduce

from content.words import filled
from data.reading.tables import ByLanguage, read_rows


@ByLanguage
def phrases(language: str) -> Mapping[str, str]:
    """Every sentence with its slots, by id."""
    return {row["id"]: row["text"] for row in read_rows(f"words/{language}/card_phrases.csv", ("id", "text"))}


def template(name: str) -> str:
    """A sentence with its slots. Raises KeyError for an unknown one."""
    return phrases()[name]


def phrase(name: str, /, **slots: object) -> str:
    """A sentence with its slots filled. Raises DataError for an unknown sentence and for a slot without words."""
    return filled(phrases(), "card_phrases.csv", name, slots)


def joined(name: str, parts: Iterable[str]) -> str:
    """Parts put together two by two, as a sentence with {first} and {next} says; "" for none."""
    found = tuple(parts)
    return reduce(lambda first, after: phrase(name, first=first, next=after), found) if found else ""
