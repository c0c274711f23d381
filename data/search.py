"""Finding a point by any name or number a book has given it: KL-6, UB 60, Liv3, 昆仑, Tai Chong, Illuminated Sea."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from data.atlas import Atlas, PointFacts, load_atlas
from data.tables import read_rows

SHORTEST_PART = 3  # letters a part of a name must have to be searched for inside other names
LONGEST_QUERY = 60


@dataclass(frozen=True)
class Found:
    """One answer: the point's code and the name or number that matched."""

    code: str
    matched: str
    exact: bool


def plain(text: str) -> str:
    """Text as it is compared: no accents, no spaces or signs, small letters; Chinese and Korean signs are kept.

    >>> plain("Tài Chōng"), plain("UB-60"), plain("昆仑")
    ('taichong', 'ub60', '昆仑')
    """
    decomposed = unicodedata.normalize("NFKD", text[:LONGEST_QUERY])
    bare = "".join(sign for sign in decomposed if not unicodedata.combining(sign))
    return unicodedata.normalize("NFC", re.sub(r"[\W_]+", "", bare.casefold()))


def names_of(point: PointFacts) -> tuple[str, ...]:
    """Everything a point is called, its code first."""
    names = point.names
    return tuple(
        dict.fromkeys(
            filter(
                None,
                (
                    point.code,
                    names.pinyin,
                    names.pinyin_plain,
                    *names.english,
                    names.hanzi,
                    names.hanzi_simplified,
                    names.korean,
                    names.hangul,
                    names.japanese,
                    *names.aliases,
                ),
            )
        )
    )


@cache
def _index() -> tuple[tuple[str, str, str], ...]:
    return tuple(
        (plain(name), name, code)
        for code, point in load_atlas().points.items()
        for name in names_of(point)
        if plain(name)
    )


@cache
def _notes() -> Mapping[str, str]:
    return {row["key"]: row["sentence"] for row in read_rows("search_notes.csv", ("key", "sentence"))}


def find_points(atlas: Atlas, query: str, limit: int = 8) -> list[Found]:
    """Points that answer to `query`, exact names first, then beginnings, then parts; [] for nothing found."""
    key = plain(query)
    if not key:
        return []
    best: dict[str, tuple[int, int, str]] = {}
    for order, (name_key, name, code) in enumerate(_index()):
        if name_key == key:
            rank = 0
        elif name_key.startswith(key):
            rank = 1
        elif len(key) >= SHORTEST_PART and key in name_key:
            rank = 2
        else:
            continue
        if code in atlas.points and (rank, order, name) < best.get(code, (9, 0, "")):
            best[code] = (rank, order, name)
    ranked = sorted(best.items(), key=lambda item: item[1])
    exact = [item for item in ranked if item[1][0] == 0]
    return [Found(code, name, rank == 0) for code, (rank, _, name) in (exact or ranked)[:limit]]


def search_note(query: str) -> str:
    """Why a number or name has more than one answer, or ""."""
    return _notes().get(plain(query), "")
