"""What the checker looks at: the joined atlas, the raw rows it was made from, and how a broken promise is told."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from coords.body import reference_yardstick
from coords.check import Checker
from coords.place import Placer
from coords.view import Point
from data.atlas import Atlas, load_atlas
from data.reading.tables import FOLDER, DataError, path_of, read_json, read_rows

Row = Mapping[str, str]


@dataclass(frozen=True)
class Finding:
    """One broken promise: the file inside `data/` ("" when it is none), the line if there is one, and why."""

    file: str
    row: int | None
    reason: str

    def __str__(self) -> str:
        where = path_of(self.file).relative_to(FOLDER) if self.file else ""
        place = f"data/{where}{f', row {self.row}' if self.row else ''}: " if self.file else ""
        return place + self.reason


@dataclass(frozen=True, eq=False)
class Dataset:
    """Everything the promises look at; no two are equal. `tables` maps a file inside `data/` to its rows."""

    atlas: Atlas
    tables: Mapping[str, list[dict[str, str]]]

    @cached_property
    def placer(self) -> Placer:
        """Places points at the proportions of the drawing."""
        limb = self.atlas.limb
        return Placer(limb.views, limb.rules, limb.skin, reference_yardstick(limb), with_lean=True)

    @cached_property
    def checker(self) -> Checker:
        """Evaluates the second descriptions of points at the proportions of the drawing."""
        limb = self.atlas.limb
        return Checker(self.placer, dict(limb.views), reference_yardstick(limb))

    @cached_property
    def spots(self) -> dict[str, str]:
        """Every spot that is drawn, and the code it belongs to: members of sets, else the point itself."""
        return {
            spot: code
            for code, point in self.atlas.points.items()
            if point.is_point and point.rule.on_drawing
            for spot in point.members
        }

    @cached_property
    def drawn(self) -> dict[tuple[str, str], Point]:
        """(spot, view) -> (x, y) of everything drawn."""
        rules = self.atlas.limb.rules
        return {(spot, view): self.placer.place(spot, view).xy for spot in self.spots for view in rules[spot].views}

    def rows(self, file: str) -> list[dict[str, str]]:
        """The rows of a table, none when the atlas has no such table."""
        return self.tables.get(file, [])

    def rule_rows(self) -> Iterator[tuple[str, str, int]]:
        """(file, code or member id, line) of every rule."""
        for file, key in (("points.csv", "code"), ("members.csv", "id")):
            for row in self.rows(file):
                yield file, row[key], int(row["_row"])

    def line_of(self, code: str) -> tuple[str, int | None]:
        """File and line of the rule of a point or of a spot of a set."""
        return next(((file, line) for file, name, line in self.rule_rows() if name == code), ("points.csv", None))

    def about(self, code: str, reason: str) -> Finding:
        """A finding at the rule of a point or spot; the sentence begins with its code."""
        return Finding(*self.line_of(code), f"{code} {reason}")


def open_dataset() -> Dataset:
    """The atlas with its tables. Raises DataError for the first file that cannot be used."""
    files = (str(path.relative_to(FOLDER)) for path in FOLDER.rglob("*.csv"))
    return Dataset(load_atlas(), {file.removeprefix("tables/"): read_rows(file) for file in files})


def unreadable(folder: Path = FOLDER) -> list[Finding]:
    """Every file of the folder that cannot be read at all, with the line where it breaks."""
    found = []
    for path in sorted(folder.rglob("*")):
        name = str(path.relative_to(folder))
        try:
            if path.suffix in (".csv", ".gz"):
                read_rows(name, folder=folder)
            elif path.suffix in (".json", ".geojson"):
                _numbers(read_json(name, folder), path)
        except DataError as error:
            found.append(Finding(name, error.row, error.reason))
    return found


def _numbers(document: object, path: Path) -> None:
    """NaN and Infinity are words JSON does not know; Python reads them, browsers do not."""
    try:
        json.dumps(document, allow_nan=False)
    except ValueError:
        raise DataError(path, None, "a number is NaN or infinite") from None
