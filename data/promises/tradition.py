"""Promises about tradition: what each point is pressed for, each title in plain words, how each source was read."""

from __future__ import annotations

import re

from data.atlas import WORDS
from data.promises.dataset import Dataset, Finding
from data.reading.tables import listed

SHOWN = ("use", "function", "combination", "left_out")  # kinds that the card itself shows
FEWEST = 4  # words of a plain meaning
TITLES = {"host_guest": ("source", "connecting"), "opening_pair": ("opening", "opening")}  # of the points, in order
CODE = re.compile(r"\b(?:EX-)?[A-Z]{2}-?\d+")
NUMBER = re.compile(r"\d+(?:\.\d+)?")


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


def every_point_has_its_place_in_anatomy_and_its_name_explained(dataset: Dataset) -> list[Finding]:
    """The words of anatomy count no other cun than the plain words or the rule do; every name has a meaning."""
    found, rules = [], {row["code"]: row["rule"] for row in dataset.rows("points.csv")}
    for code, point in dataset.atlas.points.items():
        if not point.is_point:
            continue
        plain = f"{point.card.where} {point.card.find} {rules[code]}"
        other = set(NUMBER.findall(CODE.sub("", point.anatomical))) - set(NUMBER.findall(CODE.sub("", plain)))
        if not point.anatomical:
            found.append(dataset.about(code, "has no place in the words of anatomy"))
        if other:
            found.append(dataset.about(code, f"counts {', '.join(sorted(other))} in the words of anatomy alone"))
        if point.name_means is None:
            found.append(dataset.about(code, "has a name without a meaning"))
    return found


def every_combination_is_what_it_is_called(dataset: Dataset) -> list[Finding]:
    """A host is a source point, its guest a connecting point; both of an opening pair open; a set has two or more."""
    points = dataset.atlas.points
    found = []
    for row in dataset.rows("combinations.csv"):
        codes = listed(row["points"])
        kinds = [{one.kind for one in points[code].classes} if code in points else None for code in codes]
        needed = [*TITLES.get(row["kind"], ())]
        if len(codes) < 2 or not any(code in points for code in codes):
            found.append(Finding("combinations.csv", int(row["_row"]), f"{row['id']} is no set of points of the atlas"))
        for code, has, needs in zip(codes, kinds, needed, strict=False):
            if has is not None and needs not in has:
                found.append(Finding("combinations.csv", int(row["_row"]), f"{row['id']}: {code} is no {needs} point"))
    return found


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
    every_point_has_its_place_in_anatomy_and_its_name_explained,
    every_combination_is_what_it_is_called,
    every_source_of_a_use_says_how_it_was_read,
)
