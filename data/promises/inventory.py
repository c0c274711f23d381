"""What is counted twice: how often each value stands in a column, in the tables and in `inventory.csv`.

A row of the inventory names a table, a column and its values with their counts ("stop 19|caution 21"); without a column
it counts the rows of the table, and for a view the features of each role. It stands for what no other table
contradicts: a level that became another, a row that was lost. After a change that is meant, `python -m data inventory`
writes it anew, and git shows what else became different. Sentences are not counted.
"""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator

from data.promises.dataset import Dataset, Finding
from data.promises.schema import TYPES, Schema, schemas
from data.reading.tables import listed, path_of

TABLE = "inventory.csv"
ROWS, ROLES = "rows", "role"
NAMES = frozenset(  # columns whose values are names that no schema lists
    ("meridian", "tools", "views", "home", "carried_to", "evaluated_in", "view", "phase", "region", "applies_to",
     "touches", "question", "answer", "targets", "standard", "names", "shown_in", "way", "as", "number", "at",
     "file", "column", "key", "scale", "pinyin", "japanese")
)  # fmt: skip


def counted(dataset: Dataset) -> Iterator[tuple[str, str, Counter[str]]]:
    """(file, column, how often each value stands there) of everything that the inventory holds."""
    for file, schema in schemas().items():
        if file == TABLE or file.startswith("words/"):
            continue
        rows = dataset.rows(file)
        yield file, "", Counter({ROWS: len(rows)})
        for field in schema["fields"]:
            if is_counted(field, schema):
                cells = (row.get(field["name"], "") for row in rows)
                yield file, field["name"], Counter(value for cell in cells for value in _values(field, cell))
    for view, document in dataset.atlas.documents.items():
        roles = Counter(str(feature["properties"].get(ROLES)) for feature in document["features"])
        yield f"views/{view}.geojson", ROLES, roles


def write_inventory(dataset: Dataset) -> int:
    """Write what stands in the data as the inventory; returns its rows."""
    lines = [
        (file, column, "|".join(f"{value} {count}" for value, count in sorted(counts.items())))
        for file, column, counts in counted(dataset)
    ]
    with path_of(TABLE).open("w", newline="", encoding="utf-8") as table:
        csv.writer(table, lineterminator="\n").writerows([("file", "column", "counts"), *lines])
    return len(lines)


def is_counted(field: Schema, schema: Schema) -> bool:
    """Numbers, words of a closed list, and names of rows of other tables; no key, which stands once."""
    if schema.get("primaryKey") == [field["name"]]:
        return False
    closed = "enum" in field.get("constraints", {}) or field["type"] in (*TYPES, "boolean")
    return closed or "references" in field or field["name"] in NAMES


def _values(field: Schema, cell: str) -> tuple[str, ...]:
    return listed(cell) if "split" in field else (cell,) if cell else ()


def every_count_is_that_of_the_inventory(dataset: Dataset) -> list[Finding]:
    """Nothing is lost, added or changed without the inventory saying so too."""
    lines = {(row["file"], row["column"]): row for row in dataset.rows(TABLE)}
    found = []
    for file, column, counts in counted(dataset):
        line = lines.pop((file, column), None)
        if line is None:
            found.append(Finding(TABLE, None, f"no row counts {column or ROWS} of {file}"))
            continue
        said = _said(line["counts"])
        what = f"{file}: {column} is {{!r}}" if column else f"{file} has {{}}"
        found += [
            Finding(TABLE, int(line["_row"]), f"{what.format(value)} {counts[value]} times, counted are {said[value]}")
            for value in sorted({*counts, *said})
            if counts[value] != said[value]
        ]
    return found + [Finding(TABLE, int(row["_row"]), "there is no such column") for row in lines.values()]


def _said(cell: str) -> Counter[str]:
    """The counts of a row; what is no count counts as none."""
    pairs = (part.rpartition(" ") for part in listed(cell))
    return Counter({value: int(count) for value, _, count in pairs if count.isdigit()})


PROMISES = (every_count_is_that_of_the_inventory,)
