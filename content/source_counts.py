"""How much the atlas took from each source: the rows of the tables that name it.

The rows are counted as they stand in the files, so that a new table counts by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from content.card_phrases import joined
from content.words import word, words
from data.tables import FOLDER, listed, read_rows

COLUMNS = ("source", "sources")


@cache
def statements() -> Mapping[str, Mapping[str, int]]:
    """source id → table → number of its rows that name the source."""
    found: dict[str, Counter[str]] = {}
    for path in sorted((FOLDER / "tables").glob("*.csv")):
        for row in read_rows(path.name):
            for name in dict.fromkeys(name for column in COLUMNS for name in listed(row.get(column, ""))):
                found.setdefault(name, Counter())[path.name] += 1
    return found


def counted(source: str) -> str:
    """ "17 traditional uses, 3 cautions", the largest number first; "" for a source that no table names."""
    tables = statements().get(source, {})
    told = []
    for table, number in sorted(tables.items(), key=lambda item: (-item[1], item[0])):
        name = table.removesuffix(".csv")
        kind = name if f"counted.{name}" in words() else "other"
        told.append(word(f"counted.{kind}" if number == 1 else f"counted_many.{kind}", count=number))
    return joined("list_comma", told)
