"""What pages, controls and paper say, by id and language: `words/<language>/interface.csv` and `paper.csv`.

from content.words import word
word("measure.title")                  # 'Measure'
word("measure.width", unit="mm")       # 'Width in mm'
"""

from __future__ import annotations

from collections.abc import Mapping

from data.tables import ByLanguage, read_rows

TABLES = ("interface.csv", "paper.csv")


@ByLanguage
def words(language: str) -> Mapping[str, str]:
    """Every sentence with its slots, by id; `interface.csv` may be Markdown."""
    rows = (row for table in TABLES for row in read_rows(f"words/{language}/{table}", ("id", "text")))
    return {row["id"]: row["text"] for row in rows}


def word(name: str, /, **slots: object) -> str:
    """A sentence with its slots filled. Raises KeyError for an unknown sentence and for a slot without words."""
    return words()[name].format(**slots)


def begun(text: str) -> str:
    """Words as a line or a sentence begins with them: "Your height" of "your height". The rest stays as it is."""
    return text[:1].upper() + text[1:]
