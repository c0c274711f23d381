"""What the five articles say, claim by claim: where and in which words the atlas shows it, or why it does not.

A claim names the places that show it (what a reference may be stands in content/shown.py) and the words that say it.
Each phrase of `words` stands at one of the places, and each place has one of the phrases. `why` says why a claim, or a
part of it, is left out.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Literal

from content.shown import parts_of, shown_text
from data.atlas import Atlas
from data.reading.records import record
from data.reading.tables import DataError, listed, path_of, read_rows
from data.sayings import sayings_by_id

TABLE = "claims.csv"
SHORTEST = 5  # letters of a single word: a shorter one stands everywhere by chance


@dataclass(frozen=True)
class Claim:
    """One claim of an article: how the atlas shows it, where, in which words, and why not the whole of it."""

    id: str
    article: str
    line: str
    show: Literal["as_is", "corrected", "traditional_only", "warn", "omit"]
    shown_in: tuple[str, ...]
    words: tuple[str, ...]
    why: str


@cache
def load_claims() -> Mapping[str, Claim]:
    """Every claim by its id. Raises DataError with the row when an id stands twice or `show` is not a known word."""
    found: dict[str, Claim] = {}
    for row in read_rows(TABLE, ("claim_id", "show")):
        if row["claim_id"] in found:
            raise DataError(path_of(TABLE), int(row["_row"]), f"the claim {row['claim_id']} stands twice")
        found[row["claim_id"]] = claim_of(row)
    return found


def claim_of(row: Mapping[str, str]) -> Claim:
    """The claim of a row of the table."""
    return record(Claim, row, TABLE, {"id": "claim_id"})


def reachable(atlas: Atlas, reference: str) -> bool:
    """Whether a reader sees anything where a reference leads. Raises ValueError for a reference of no known kind."""
    return bool(shown_text(atlas, reference))


def unsaid(atlas: Atlas, claim: Claim) -> Iterator[str]:
    """What keeps the words of a claim from being what a reader sees: one sentence each."""
    seen = {reference: _plain(shown_text(atlas, reference)) for reference in claim.shown_in}
    for phrase in claim.words:
        if len(phrase) < SHORTEST and phrase.isalpha():
            yield f"names the words “{phrase}”, which are too few to show anything"
        if not any(_plain(phrase) in text for text in seen.values()):
            yield f"names the words “{phrase}”, which a reader sees nowhere it is shown"
    for reference, text in seen.items():
        if not any(_plain(phrase) in text for phrase in claim.words):
            yield f"names no words that stand at {reference}"


def _plain(text: str) -> str:
    """Text as it is compared: small letters, one kind of apostrophe, single spaces."""
    return " ".join(text.casefold().replace("’", "'").split())


def rests_on(atlas: Atlas, reference: str) -> frozenset[str] | None:
    """The sources named where a reference leads; None for kinds whose rows need not name the article."""
    kind, name, part = parts_of(reference)
    if not reachable(atlas, reference):
        return None
    if kind == "uses":
        rows = [use.sources for use in atlas.points[name].uses if part in ("", use.kind)]
        return frozenset(source for sources in rows for source in sources)
    if kind == "dose":
        rows = [dose.sources for dose in atlas.points[name].doses if part in ("", dose.technique)]
        return frozenset(source for sources in rows for source in sources)
    if kind == "saying":
        return frozenset(sayings_by_id()[name].source)
    if kind == "technique":
        return frozenset(listed(atlas.techniques[name]["source"]))
    return None
