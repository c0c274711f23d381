"""Reading one table of the atlas, with the file and the row named when something is wrong."""

from __future__ import annotations

import csv
import gzip
import io
import json
import zlib
from collections.abc import Callable
from functools import cache, wraps
from pathlib import Path
from typing import Generic, TypeVar

FOLDER = Path(__file__).parents[1]
LANGUAGE = "en"

T_co = TypeVar("T_co", covariant=True)


def path_of(name: str, folder: Path | None = None) -> Path:
    """Where a file of the data lies: the bare name of a table means `tables/`.

    >>> path_of("points.csv").relative_to(FOLDER), path_of("words/en/cards.csv").relative_to(FOLDER)
    (PosixPath('tables/points.csv'), PosixPath('words/en/cards.csv'))
    """
    folder = folder or FOLDER
    return folder / "tables" / name if name.endswith(".csv") and "/" not in name else folder / name


class ByLanguage(Generic[T_co]):
    """What a loader gives, kept for each language; without one it is `LANGUAGE`."""

    def __init__(self, load: Callable[[str], T_co]):
        wraps(load)(self)
        self._kept = cache(load)
        self.cache_clear = self._kept.cache_clear

    def __call__(self, language: str = LANGUAGE) -> T_co:
        return self._kept(language)


class DataError(Exception):
    """A data file that cannot be used: which file, which row, and why, in one sentence."""

    def __init__(self, path: Path, row: int | None, reason: str):
        self.path, self.row, self.reason = path, row, reason
        place = f"data/{path.relative_to(FOLDER)}" if path.is_relative_to(FOLDER) else str(path)
        super().__init__(f"{place}{f', row {row}' if row else ''}: {reason}")


def read_rows(name: str, needs: tuple[str, ...] = (), folder: Path | None = None) -> list[dict[str, str]]:
    """The rows of a CSV table as dictionaries of stripped text, with `_row`, the line each row starts on.

    A table whose name ends with .gz is unpacked. Raises DataError when the file is missing, cannot be unpacked, is not
    UTF-8, stops within a line, lacks a column of `needs`, or a row has another number of cells than the head.
    """
    path = path_of(name, folder)
    text = _text(path)
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        head = next(reader, None)
        if not head:
            raise DataError(path, 1, "the file is empty")
        missing = [column for column in needs if column not in head]
        if missing:
            raise DataError(path, 1, f"column {missing[0]!r} is missing; the columns are {', '.join(head)}")
        if not text.endswith("\n"):
            raise DataError(path, None, "the file stops within a line")
        rows, line = [], 2
        for cells in reader:
            if len(cells) != len(head):
                raise DataError(path, line, f"{len(cells)} cells where the head has {len(head)}")
            row = {column: cell.strip() for column, cell in zip(head, cells, strict=True)}
            rows.append(row | {"_row": str(line)})
            line = reader.line_num + 1
        return rows
    except csv.Error as error:
        raise DataError(path, reader.line_num, f"the row cannot be read ({error})") from None


def read_json(name: str, folder: Path | None = None) -> dict:
    """A JSON document. Raises DataError that names the line where it stops being readable."""
    path = path_of(name, folder)
    try:
        return json.loads(_text(path))
    except json.JSONDecodeError as error:
        raise DataError(path, error.lineno, f"the file is not readable JSON ({error.msg})") from None


def _text(path: Path) -> str:
    """What a file says. Raises DataError."""
    try:
        data = path.read_bytes()
        return (gzip.decompress(data) if path.suffix == ".gz" else data).decode()
    except FileNotFoundError:
        raise DataError(path, None, "the file is missing") from None
    except (OSError, EOFError, zlib.error) as error:
        raise DataError(path, None, f"the file cannot be read ({error})") from None
    except UnicodeDecodeError as error:
        raise DataError(path, None, f"the file is not UTF-8 text ({error.reason} at byte {error.start})") from None


def listed(cell: str) -> tuple[str, ...]:
    """The parts of a cell split by "|", without empty ones."""
    return tuple(part.strip() for part in cell.split("|") if part.strip())


def needed_number(row: dict[str, str], column: str, path: Path) -> float:
    """A number. Raises DataError naming the row when the cell is empty or no number."""
    found = number(row, column, path)
    if found is None:
        raise DataError(path, int(row["_row"]), f"{column} is empty")
    return found


def number(row: dict[str, str], column: str, path: Path) -> float | None:
    """A number or None for an empty cell. Raises DataError naming the row."""
    text = row[column]
    if not text:
        return None
    try:
        return float(text)
    except ValueError:
        raise DataError(path, int(row["_row"]), f"{column} is {text!r}, which is not a number") from None
