"""The promise that every table keeps its schema: `data/datapackage.json`, in the words of a Frictionless Data Package.

A field has a type (string, integer, number, boolean) and constraints (required, enum, minimum, maximum). Three words
are our own: `split` is the sign between the values of a cell; `references` says where each value must stand, as
"file:column", a list of them where one of several will do; `orBegins` says how a value may begin instead.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

from data.promises.dataset import Dataset, Finding, Row
from data.reading.tables import listed, read_json

FILE = "datapackage.json"
TYPES = {"integer": (int, "whole number"), "number": (float, "number")}

Schema = Mapping[str, Any]


@cache
def schemas() -> dict[str, Schema]:
    """The schema of each table, by the name by which the code reads it."""
    resources = read_json(FILE)["resources"]
    return {resource["path"].removeprefix("tables/"): resource["schema"] for resource in resources}


def every_table_keeps_its_schema(dataset: Dataset) -> list[Finding]:
    """Columns, types, words to choose from, least and most, keys that stand once, and names that are somewhere else."""
    tables = {file: rows for file, rows in dataset.tables.items() if not file.startswith("surface/")}
    found = [Finding(file, None, f"{FILE} does not describe this table") for file in tables.keys() - schemas().keys()]
    known = _Known(tables)
    for file, schema in schemas().items():
        for row, fault in _faults(schema, tables.get(file, []), known):
            found.append(Finding(file, int(row["_row"]), fault))
    return found


class _Known(dict[str, frozenset[str]]):
    """What stands in a column, by "file:column"."""

    def __init__(self, tables: Mapping[str, list[dict[str, str]]]):
        self._tables = tables

    def __missing__(self, place: str) -> frozenset[str]:
        file, _, column = place.partition(":")
        field = next(field for field in schemas()[file]["fields"] if field["name"] == column)
        rows = self._tables.get(file, [])
        self[place] = frozenset(value for row in rows for value in _values(field, row.get(column, "")))
        return self[place]


def _faults(schema: Schema, rows: list[dict[str, str]], known: _Known) -> Iterator[tuple[Row, str]]:
    key, fields, seen = schema.get("primaryKey", ()), schema["fields"], set()
    columns = [field["name"] for field in fields]
    if rows and [name for name in rows[0] if name != "_row"] != columns:
        yield rows[0] | {"_row": "1"}, f"the columns are not those of {FILE}: {', '.join(columns)}"
        return
    for row in rows:
        name = ".".join(row[column] for column in key if row[column])
        if name and name in seen:
            yield row, f"{name!r} stands twice"
        seen.add(name)
        for field in fields:
            is_key = [field["name"]] == key
            for fault in _cell_faults(field, row[field["name"]], known, is_key):
                yield row, fault if is_key or not name else f"{name}: {fault}"


def _cell_faults(field: Schema, cell: str, known: _Known, is_key: bool) -> Iterator[str]:
    name, constraints = field["name"], field.get("constraints", {})
    if not cell and constraints.get("required"):
        yield f"{name} is empty"
    allowed = constraints.get("enum") or field.get("trueValues", []) + field.get("falseValues", [])
    if cell and allowed and cell not in allowed:
        yield f"{name} is {cell!r}; it is one of {', '.join(allowed)}"
    if cell and field["type"] in TYPES:
        yield from _number_faults(field, cell)
    for place in field.get("references", ()):
        places = [place] if isinstance(place, str) else place
        for value in _values(field, cell):
            own = field.get("orBegins") and value.startswith(field["orBegins"])
            if not own and not any(value in known[place] for place in places):
                yield f"{value!r} {_nowhere(places)}" if is_key else f"{name} names {value!r}, which {_nowhere(places)}"


def _number_faults(field: Schema, cell: str) -> Iterator[str]:
    name, limits, (make, kind) = field["name"], field.get("constraints", {}), TYPES[field["type"]]
    try:
        value = make(cell)
    except ValueError:
        yield f"{name} is {cell!r}, which is not a {kind}"
        return
    if "minimum" in limits and not value >= limits["minimum"]:
        yield f"{name} is {cell}; it is at least {limits['minimum']}"
    if "maximum" in limits and not value <= limits["maximum"]:
        yield f"{name} is {cell}; it is at most {limits['maximum']}"


def _nowhere(places: list[str]) -> str:
    """Where a name is missing: "is not in points.csv", "is in none of points.csv, zones.csv"."""
    named = []
    for place in places:
        file, _, column = place.partition(":")
        named.append(file if [column] == schemas()[file].get("primaryKey") else f"column {column} of {file}")
    return f"is not in {named[0]}" if len(named) == 1 else f"is in none of {', '.join(named)}"


def _values(field: Schema, cell: str) -> tuple[str, ...]:
    """The values of a cell: its parts when the field is split, none when it is empty."""
    return listed(cell) if "split" in field else (cell,) if cell else ()
