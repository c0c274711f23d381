"""Who says what on a card: each statement of a point or zone with the sources that it rests on."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from content.card_phrases import joined
from content.studies import studies_of
from content.words import begun, word
from content.zone_cards import evidence_for
from data.atlas import Atlas, PointFacts, Source
from data.reading.tables import listed
from data.sayings import Saying, load_sayings
from data.zones import Zone, load_zones

Statement = tuple[str, tuple[str, ...]]  # what is said; ids of sources


def statements(atlas: Atlas, point: PointFacts) -> list[Statement]:
    """Every statement of the card of a point with those of its sources that the atlas names."""
    found = studies_of(point.code)
    told = [
        (word("more.place"), (point.source,)),
        *((word("more.dose", technique=atlas.techniques[d.technique]["phrase"]), d.sources) for d in point.doses),
        *((begun(use.statement), use.sources) for use in point.uses),
        *((one.name, one.sources) for one in point.classes),
        *(
            (word("more.study", tested=row.tested), (row.citation, *row.sources))
            for row in (*found.tried, *found.dangers)
        ),
        *((caution.label, caution.sources) for caution in point.cautions),
    ]
    named = ((text, tuple(name for name in dict.fromkeys(ids) if name in atlas.sources)) for text, ids in told)
    return [(text, ids) for text, ids in named if ids]


def said_by(atlas: Atlas, statement: Statement) -> str:
    """A statement and its sources in short."""
    text, ids = statement
    return word(
        "more.said_by",
        statement=text,
        sources=joined("list_semicolon", (atlas.sources[name].short for name in ids)),
    )


def in_full(source: Source) -> str:
    """A source, and how it was read."""
    return word("more.read", source=source, how=source.read_in) if source.read_in else str(source)


def cited(told: list[Statement]) -> list[str]:
    """The sources of some statements, each once."""
    return list(dict.fromkeys(name for _, ids in told for name in ids))


def sources_of_zone(atlas: Atlas, zone: Zone) -> list[str]:
    """The sources of a zone's card, in full."""
    technique = listed(atlas.techniques[zone.technique]["source"])
    studies = (name for row in evidence_for(zone) for name in row.sources)
    ids = dict.fromkeys([*zone.sources, *technique, *studies])
    return [
        *(str(atlas.sources[name]) for name in ids if name in atlas.sources),
        *(begun(name) for name in ids if name not in atlas.sources),
    ]


def voice(atlas: Atlas, saying: Saying) -> tuple[str, str, str]:
    """What another source says: its head (what about, who), what it says, and this atlas's answer."""
    who = joined("list_comma", (atlas.sources[name].short for name in saying.source if name in atlas.sources))
    aspect = word(f"more.aspect_{saying.aspect}")
    head = word("more.voice", aspect=aspect, who=who or word("more.other_books"))
    return head, saying.says, word("more.answer", answer=saying.answer)


def of_cards(atlas: Atlas) -> dict[str, Any]:
    """For every point and zone what unfolds below its card.

    {code: {who: [line, …], full: [line, …], voices: [[head, says, answer], …], note}}
    """
    return {**dict(_points(atlas)), **dict(_zones(atlas))}


def _points(atlas: Atlas) -> Iterator[tuple[str, dict[str, Any]]]:
    sayings = load_sayings()
    for code, point in atlas.points.items():
        told = statements(atlas, point)
        yield (
            code,
            {
                "who": [said_by(atlas, one) for one in told],
                "full": [in_full(atlas.sources[name]) for name in cited(told)],
                "voices": [voice(atlas, one) for one in sayings.get(code, ())],
                "note": word("more.note", note=point.notes) if point.notes else "",
            },
        )


def _zones(atlas: Atlas) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, zone in load_zones().items():
        yield name, {"who": [], "full": sources_of_zone(atlas, zone), "voices": [], "note": ""}
