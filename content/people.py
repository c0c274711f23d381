"""A table of people for a class: one row for each, with the same words as the command line.

height,inner-leg,foot
163cm,35.5cm,25cm
5ft4,,
"""

from __future__ import annotations

import csv
from argparse import Namespace
from collections.abc import Iterator
from io import StringIO
from itertools import islice
from pathlib import Path

from content.asked import range_by_name
from coords.cun import Measurements
from coords.intake import LONGEST_TEXT
from coords.options import FINGER_OPTIONS, HEIGHT_OPTIONS, SEGMENT_OPTIONS, Refused, measured
from data.atlas import Atlas

SIZES = (*FINGER_OPTIONS, *HEIGHT_OPTIONS, *SEGMENT_OPTIONS)
OTHERS = {"instrument": "ruler", "age": "adult"}
MOST, MOST_BYTES = 1000, 1_000_000


def read_people(atlas: Atlas, path: str, notes: list[str]) -> Iterator[Measurements]:
    """`people` of a file. Raises Refused when it cannot be read."""
    try:
        with Path(path).open("rb") as file:
            content = file.read(MOST_BYTES + 1)
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None
    return people(atlas, content, path, notes)


def people(atlas: Atlas, content: bytes, path: str, notes: list[str]) -> Iterator[Measurements]:
    """The measures of each row of a table called `path`; `notes` gets a sentence for each that asks for a second look.

    Raises Refused, naming the line, for what is no size; before anything is read for what is too much.
    """
    ranges = range_by_name(atlas)
    if len(content) > MOST_BYTES:
        raise Refused(f"{path} is larger than {MOST_BYTES // 1_000_000} MB; a batch holds {MOST:,} people at most.")
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path} cannot be read: it is no plain text.") from None
    reader = csv.DictReader(StringIO(text, newline=""))
    try:
        rows = [(reader.line_num, row) for row in islice(reader, MOST + 1)]
    except csv.Error as error:
        raise Refused(f"{path}, line {reader.reader.line_num}: it cannot be read ({error}).") from None
    if not rows:
        raise Refused(f"{path} has no rows; its first line names the measures, such as height,inner-leg,foot.")
    strange = [name for name in reader.fieldnames or () if name not in (*SIZES, *OTHERS)]
    if strange:
        raise Refused(f"{path} has a column {_short(strange[0])!r}; columns are {', '.join((*SIZES, *OTHERS))}.")
    if len(rows) > MOST:
        raise Refused(f"{path} has more than {MOST:,} rows; a batch holds {MOST:,} people at most.")
    for line, row in rows:
        if None in row:
            raise Refused(f"{path}, line {line}: there are more cells than columns.")
        given = {name: _short((row.get(name) or "").strip()) or None for name in SIZES}
        given |= {name: _short((row.get(name) or "").strip()) or value for name, value in OTHERS.items()}
        asked = Namespace(**{name.replace("-", "_"): value for name, value in given.items()}, traditional=False)
        try:
            yield measured(ranges, asked, notes)
        except Refused as error:
            raise Refused(f"{path}, line {line}: {error}") from None


def _short(text: str) -> str:
    """What a sentence quotes of a cell; no size is longer."""
    return text if len(text) <= LONGEST_TEXT else f"{text[:LONGEST_TEXT]}…"
