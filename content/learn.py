"""The titles of the points as tables to learn from, and the sets in which they are taught, as plain values."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from content.card_parts import Line
from content.card_phrases import joined, phrase
from content.cards import title_told, together_told
from data.atlas import Atlas, PointFacts
from data.tradition import class_kinds, load_combinations

FIVE = ("well", "spring", "stream", "river", "sea")  # along a line, from its end on
OTHERS = ("source", "connecting", "cleft", "lower_sea")  # of which a line has one of each


@dataclass(frozen=True)
class Row:
    """A line of the body and its points by kind: {"well": "LR1 wood"}; "" where this atlas shows none."""

    meridian: str
    points: dict[str, str]


def rows(atlas: Atlas, kinds: Iterable[str]) -> tuple[Row, ...]:
    """The lines that have points of these kinds."""
    kinds = tuple(kinds)
    found = (
        Row(meridian.name, {kind: _told(of_kind(atlas, kind), name) for kind in kinds})
        for name, meridian in atlas.meridians.items()
    )
    return tuple(row for row in found if any(row.points.values()))


def _told(points: Iterable[PointFacts], meridian: str) -> str:
    return joined("list_comma", (_cell(point) for point in points if point.meridian == meridian))


def _cell(point: PointFacts) -> str:
    """The code, with the phase if the point has one."""
    phase = next((one.phase for one in point.classes if one.phase), "")
    return f"{point.code} {phase}".strip()


def of_kind(atlas: Atlas, kind: str) -> tuple[PointFacts, ...]:
    """The points that have a title of this kind, in the order of the atlas."""
    return tuple(point for point in atlas.points.values() if any(one.kind == kind for one in point.classes))


def titles(atlas: Atlas, kind: str) -> tuple[Line, ...]:
    """Each point of a kind with what its title means."""
    return tuple(
        Line(f"{point.code} {point.names.pinyin}", phrase("sentence", words=title_told(one)))
        for point in of_kind(atlas, kind)
        for one in point.classes
        if one.kind == kind
    )


def combinations(atlas: Atlas) -> dict[str, tuple[Line, ...]]:
    """The sets by their kind, each with its points, what it is taught for, and who says so."""
    found: dict[str, tuple[Line, ...]] = {}
    for one in load_combinations():
        sources = joined("list_semicolon", (atlas.sources[name].short for name in one.sources))
        told = joined("list_sentences", (together_told(atlas, one), phrase("together_source", sources=sources)))
        found[one.kind] = (*found.get(one.kind, ()), Line(one.name, told))
    return found


def kinds_shown(atlas: Atlas) -> dict[str, str]:
    """The kinds of titles, by id, with how many points of this atlas have one."""
    return {
        kind: phrase("title_count", name=name, count=len(of_kind(atlas, kind))) for kind, name in class_kinds().items()
    }


def taught(atlas: Atlas) -> dict[str, Any]:
    """The whole page as values: two tables {heads, rows}, the kinds [id, name, [[label, text], …], [code, …]], and the
    sets [kind, [[label, text], …]]."""
    short = class_kinds(column="short")
    return {
        "tables": [
            {
                "heads": ["", *(short[kind] for kind in kinds)],
                "rows": [[row.meridian, *row.points.values()] for row in rows(atlas, kinds)],
            }
            for kinds in (FIVE, OTHERS)
        ],
        "kinds": [
            [kind, name, _pairs(titles(atlas, kind)), [point.code for point in of_kind(atlas, kind)]]
            for kind, name in kinds_shown(atlas).items()
        ],
        "together": [[kind, _pairs(sets)] for kind, sets in combinations(atlas).items()],
    }


def _pairs(lines: Iterable[Line]) -> list[list[str]]:
    return [[line.label, line.text] for line in lines]
