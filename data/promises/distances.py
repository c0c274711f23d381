"""Promises about stated distances: each has its row, each row its words, and the drawing agrees with all of them."""

from __future__ import annotations

from collections import defaultdict

from data.promises.dataset import Dataset, Finding
from data.promises.stated import (
    ORDERS_TO_THE_BODY,
    TABLE,
    TEXTS,
    Measuring,
    Stated,
    covered,
    stated_rows,
    statements,
    texts,
)


def every_stated_distance_has_its_row(dataset: Dataset) -> list[Finding]:
    """A number with a unit, a share of a way, a level, or an order between points that no row of the table quotes."""
    rows: dict[tuple[str, str, str], list[Stated]] = defaultdict(list)
    for stated in stated_rows(dataset):
        rows[stated.file, stated.key, stated.column].append(stated)
    found = []
    for file, key, column, text, line in texts(dataset):
        quoted = covered(rows, file, key, column, text)
        found += [
            Finding(file, line, f"{column} states {text[start:end]!r}, which {TABLE} does not measure")
            for start, end in statements(text, orders=(file, column) == ORDERS_TO_THE_BODY)
            if not set(range(start, end)) <= quoted
        ]
    return found


def every_row_of_distances_quotes_its_text(dataset: Dataset) -> list[Finding]:
    """A row whose words stand nowhere in its text speaks of a sentence that is gone."""
    read = defaultdict(list)
    for file, key, column, text, _ in texts(dataset):
        read[file, key, column].append(text)
    found = []
    for stated in stated_rows(dataset):
        where = f"{stated.file}, {stated.key}, {stated.column}"
        if stated.file not in TEXTS:
            found.append(Finding(TABLE, stated.row, f"{where} is not a text whose distances are measured"))
        elif not any(stated.words in text for text in read[stated.file, stated.key, stated.column]):
            found.append(Finding(TABLE, stated.row, f"{stated.words!r} does not stand in {where}"))
    return found


def every_stated_distance_is_true(dataset: Dataset) -> list[Finding]:
    """What the words say is what the drawing shows, within the tolerance of `data.promises.stated`."""
    measuring, found = Measuring(dataset), []
    for stated in stated_rows(dataset):
        quote = f"{stated.key}, {stated.column}: {stated.words!r}"
        if stated.way == "told" and not stated.note:
            found.append(Finding(TABLE, stated.row, f"{quote} is not measured, and no note says why"))
        try:
            measured = measuring.measure(stated)
        except (LookupError, ValueError) as error:
            reason = error.args[0] if error.args else error
            found.append(Finding(TABLE, stated.row, f"{quote} cannot be measured: {reason}"))
            continue
        if measured and not measured.holds:
            found.append(Finding(TABLE, stated.row, f"{quote}: the drawing shows {measured.drawn:.2f} {measured.unit}"))
    return found


PROMISES = (
    every_stated_distance_has_its_row,
    every_row_of_distances_quotes_its_text,
    every_stated_distance_is_true,
)
