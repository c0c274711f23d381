"""How much the atlas took from each source: the rows of the tables that name it.

The rows are counted as they stand in the files, so that a new table counts by itself.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from functools import cache

from data.tables import FOLDER, listed, read_rows

COLUMNS = ("source", "sources")
WORDS = {  # table: what one row and several rows are called
    "uses.csv": ("traditional use", "traditional uses"),
    "doses.csv": ("dose of a point", "doses of points"),
    "points.csv": ("place of a point", "places of points"),
    "scales.csv": ("ruler", "rulers"),
    "finger_methods.csv": ("finger measure", "finger measures"),
    "techniques.csv": ("technique", "techniques"),
    "cautions.csv": ("caution", "cautions"),
    "safety.csv": ("safety sentence", "safety sentences"),
    "safety_rules.csv": ("care rule", "care rules"),
    "questions.csv": ("care question", "care questions"),
    "conditions.csv": ("complaint", "complaints"),
    "routines.csv": ("routine", "routines"),
    "routine_steps.csv": ("step of a routine", "steps of routines"),
    "evidence.csv": ("statement on studies", "statements on studies"),
    "who_says_where.csv": ("differing statement", "differing statements"),
    "zones.csv": ("reflexology zone", "reflexology zones"),
}
OTHER = ("other row", "other rows")


@cache
def statements() -> Mapping[str, Mapping[str, int]]:
    """source id → table → number of its rows that name the source."""
    found: dict[str, Counter[str]] = {}
    for path in sorted(FOLDER.glob("*.csv")):
        for row in read_rows(path.name):
            for name in dict.fromkeys(name for column in COLUMNS for name in listed(row.get(column, ""))):
                found.setdefault(name, Counter())[path.name] += 1
    return found


def counted(source: str) -> str:
    """ "17 traditional uses, 3 cautions", the largest number first; "" for a source that no table names."""
    tables = statements().get(source, {})
    told = []
    for table, number in sorted(tables.items(), key=lambda item: (-item[1], item[0])):
        one, several = WORDS.get(table, OTHER)
        told.append(f"{number} {one if number == 1 else several}")
    return ", ".join(told)
