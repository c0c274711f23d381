"""Promises about tradition: what each point is pressed for, each title in plain words, how each source was read."""

from __future__ import annotations

from data.atlas import WORDS
from data.promises.dataset import Dataset, Finding
from data.tables import listed

SHOWN = ("use", "function", "combination", "left_out")  # kinds that the card itself shows
FEWEST = 4  # words of a plain meaning


def every_point_says_what_tradition_says(dataset: Dataset) -> list[Finding]:
    """A use, a function or a pair for each point, or what is left out here."""
    told = {row["code"] for row in dataset.rows("uses.csv") if row["kind"] in SHOWN}
    return [
        dataset.about(code, "has no use, no function, no pair and nothing that is left out")
        for code, point in dataset.atlas.points.items()
        if point.is_point and code not in told
    ]


def every_title_is_in_plain_words(dataset: Dataset) -> list[Finding]:
    """The meaning of each title is more than a word or two."""
    return [
        Finding(f"{WORDS}/classes.csv", int(row["_row"]), f"{row['id']} has no plain meaning")
        for row in dataset.rows(f"{WORDS}/classes.csv")
        if len(row["meaning"].split()) < FEWEST
    ]


def every_source_of_a_use_says_how_it_was_read(dataset: Dataset) -> list[Finding]:
    """Tradition was read in copies and excerpts: each source of a use says in which; the articles were read whole."""
    used = {name for row in dataset.rows("uses.csv") for name in listed(row["sources"])}
    return [
        Finding("sources.csv", int(row["_row"]), f"{row['id']} does not say how it was read")
        for row in dataset.rows("sources.csv")
        if row["id"] in used and row["kind"] != "article" and not row["read_in"]
    ]


PROMISES = (
    every_point_says_what_tradition_says,
    every_title_is_in_plain_words,
    every_source_of_a_use_says_how_it_was_read,
)
