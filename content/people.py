"""A table of people for a class: one row for each, with the same words as the command line.

height,inner-leg,foot
163cm,35.5cm,25cm
5ft4,,
"""

from __future__ import annotations

import csv
from argparse import Namespace
from collections.abc import Iterator
from pathlib import Path

from content.asked import range_by_name
from coords.cun import Measurements
from coords.options import FINGER_OPTIONS, HEIGHT_OPTIONS, SEGMENT_OPTIONS, Refused, measured
from data.atlas import Atlas

SIZES = (*FINGER_OPTIONS, *HEIGHT_OPTIONS, *SEGMENT_OPTIONS)
OTHERS = {"instrument": "ruler", "age": "adult"}
MOST = 1000


def read_people(atlas: Atlas, path: str, notes: list[str]) -> Iterator[Measurements]:
    """`people` of a file. Raises Refused when it cannot be read."""
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise Refused(f"{path} cannot be read: {error.strerror}.") from None
    return people(atlas, content, path, notes)


def people(atlas: Atlas, content: bytes, path: str, notes: list[str]) -> Iterator[Measurements]:
    """The measures of each row of a table called `path`; `notes` gets a sentence for each that asks for a second look.

    Raises Refused, naming the line, for what is no size.
    """
    ranges = range_by_name(atlas)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise Refused(f"{path} cannot be read: it is no plain text.") from None
    rows = list(csv.DictReader(text.splitlines()))
    if not rows:
        raise Refused(f"{path} has no rows; its first line names the measures, such as height,inner-leg,foot.")
    strange = [name for name in rows[0] if name not in (*SIZES, *OTHERS)]
    if strange:
        raise Refused(f"{path} has a column {strange[0]!r}; columns are {', '.join((*SIZES, *OTHERS))}.")
    if len(rows) > MOST:
        raise Refused(f"{path} has {len(rows):,} rows; a batch holds {MOST:,} people at most.")
    for number, row in enumerate(rows, start=2):
        given = {name: (row.get(name) or "").strip() or None for name in SIZES}
        given |= {name: (row.get(name) or "").strip() or value for name, value in OTHERS.items()}
        asked = Namespace(**{name.replace("-", "_"): value for name, value in given.items()}, traditional=False)
        try:
            yield measured(ranges, asked, notes)
        except Refused as error:
            raise Refused(f"{path}, line {number}: {error}") from None
