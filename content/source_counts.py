"""How much the atlas took from each source: the rows of the tables that name it.

The rows are counted as they stand in the files, so that a new table counts by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from content.card_phrases import joined
from content.words import word, words
from data.reading.tables import FOLDER, listed, read_rows

COLUMNS = ("source", "sources")
KINDS = ("article", "standard", "paper", "book", "dataset", "website")
OF_A_SOURCE = ("id", "kind", "author", "title", "year", "locator", "note", "read_in")


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


def in_parts(row: Mapping[str, str]) -> tuple[str, ...]:
    """A source in parts: author, title and year; where it is; what is taken from it; how we read it; how much."""
    total = sum(statements().get(row["id"], {}).values())
    amount = word("sources.ruler")
    if total:
        amount = word(
            "sources.statement" if total == 1 else "sources.statements", count=total, taken=counted(row["id"])
        )
    return (
        word("sources.work", author=row["author"], title=row["title"], year=row["year"]),
        row["locator"],
        row["note"],
        word("sources.read", how=row["read_in"]) if row["read_in"] else "",
        amount,
    )


def works() -> dict[str, list[tuple[str, ...]]]:
    """Kind → its sources, each in parts."""
    rows = read_rows("sources.csv", OF_A_SOURCE)
    return {kind: [in_parts(row) for row in rows if row["kind"] == kind] for kind in KINDS}
