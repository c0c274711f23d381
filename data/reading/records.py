"""From a row of a table to a frozen dataclass: a field takes the column of its name and is read as its annotation says.

    str                      the text, "" for an empty cell
    int, float               a number
    bool                     yes or no
    Literal["left", …]       one of these words
    tuple[str, ...]          the parts of a list that "|" splits
    tuple[int, int]          least and most: the columns `<field>_min` and `<field>_max`
    int | None               None for an empty cell (or two empty cells); so with the others

An empty cell of a field with a default gives the default, so does a column that the table lacks.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, fields
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, NamedTuple, TypeVar, Union, get_args, get_origin, get_type_hints

from data.reading.tables import DataError, listed, path_of, read_rows

T = TypeVar("T")
Row = Mapping[str, str]
YES_NO = {"yes": True, "no": False}
NUMBERS: dict[Any, tuple[type, str]] = {float: (float, "number"), int: (int, "whole number")}


def record(kind: type[T], row: Row, file: str, columns: Mapping[str, str] | None = None, /, **given: Any) -> T:
    """A row of `file` as a `kind`. `columns` maps a field to a column of another name; `given` are fields as they are.

    Raises DataError with the row and one sentence when a cell is not what its field is, or a column is missing.
    """
    values = dict(given)
    for field in _plan(kind, frozenset(given)):
        column = (columns or {}).get(field.name, field.name)
        try:
            found = field.read(row, column)
        except KeyError as missing:
            if field.required:
                raise DataError(path_of(file), 1, f"column {missing.args[0]!r} is missing") from None
            continue
        except ValueError as error:
            raise DataError(path_of(file), int(row["_row"]), str(error)) from None
        if found is not None:
            values[field.name] = found
        elif not field.required:
            continue
        elif field.optional:
            values[field.name] = None
        else:
            raise DataError(path_of(file), int(row["_row"]), f"{column} is empty")
    return kind(**values)


def with_words(file: str, language: str, key: str = "id") -> list[dict[str, str]]:
    """The rows of a table, each with the words of the same id. Raises DataError when a row has no words."""
    words_file = f"words/{language}/{file}"
    words = {row[key]: row for row in read_rows(words_file, (key,))}
    rows = read_rows(file, (key,))
    for row in rows:
        if row[key] not in words:
            raise DataError(path_of(words_file), None, f"{row[key]} has no words")
    return [words[row[key]] | row for row in rows]


class _Field(NamedTuple):
    """How one field is read. `read` gives None for an empty cell; `required`: it has no default."""

    name: str
    read: Callable[[Row, str], Any]
    required: bool
    optional: bool


@cache
def _plan(kind: Any, given: frozenset[str]) -> tuple[_Field, ...]:
    hints, plan = get_type_hints(kind), []
    for field in fields(kind):
        if field.name in given:
            continue
        choices = get_args(hints[field.name]) if get_origin(hints[field.name]) in (Union, UnionType) else ()
        hint = next((choice for choice in choices if choice is not NoneType), hints[field.name])
        required = field.default is MISSING and field.default_factory is MISSING
        plan.append(_Field(field.name, _reader(hint), required, NoneType in choices))
    return tuple(plan)


def _reader(hint: Any) -> Callable[[Row, str], Any]:
    if get_origin(hint) is tuple and get_args(hint)[1] is ...:
        return lambda row, column: listed(row[column])
    if get_origin(hint) is tuple:
        return lambda row, column: _least_and_most(row, column, _cell(get_args(hint)[0]))
    read = _cell(hint)
    return lambda row, column: read(row[column], column)


def _cell(hint: Any) -> Callable[[str, str], Any]:
    """How one cell is read: its text and its column give a value, None when it is empty."""
    if hint in NUMBERS:
        return lambda text, column: _number(text, column, *NUMBERS[hint]) if text else None
    if hint is bool:
        return lambda text, column: YES_NO[_one_of(text, column, tuple(YES_NO))] if text else None
    if get_origin(hint) is Literal:
        return lambda text, column: _one_of(text, column, get_args(hint))
    if hint is str:
        return lambda text, column: text
    raise TypeError(f"no cell is a {hint}")


def _number(text: str, column: str, make: type, name: str) -> Any:
    try:
        return make(text)
    except ValueError:
        raise ValueError(f"{column} is {text!r}, which is not a {name}") from None


def _one_of(text: str, column: str, allowed: tuple[str, ...]) -> str:
    if text not in allowed:
        raise ValueError(f"{column} is {text!r}; it is one of {', '.join(filter(None, allowed))}")
    return text


def _least_and_most(row: Row, column: str, read: Callable[[str, str], Any]) -> Any:
    names = f"{column}_min", f"{column}_max"
    low, high = (read(row[name], name) for name in names)
    if low is None and high is None:
        return None
    if low is None or high is None or low > high:
        raise ValueError(f"{column} runs from {low} to {high}")
    return low, high
