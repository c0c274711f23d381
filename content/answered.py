"""What a reader's answers change on the sheet of a view: only the points and zones that they touch, by code.

The answers themselves are not in it, nor what they leave as it is.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from content.card_parts import Section
from content.cards import point_sections
from content.follows import Follows, follows_for
from content.marks import cards_of_view
from content.zone_cards import zone_card
from coords.side import SIDES
from data.atlas import Atlas
from data.care.decision import Decision, decide
from data.zones import zones_on

SectionRow = list[Any]  # [id, heading, badge, [line, …], [[label, text], …]]


def section_row(section: Section) -> SectionRow:
    """A section of a card as the sheet has it."""
    bullets = [[one.label, one.text] for one in section.bullets]
    return [section.id, section.heading, section.badge, list(section.lines), bullets]


def zones_in_view(view: str) -> dict[str, list[str]]:
    """The zones of a view by id, with the sides that have them."""
    found: dict[str, list[str]] = {}
    for side in SIDES:
        for zone in zones_on(view, side):
            found.setdefault(zone.id, []).append(side)
    return found


@lru_cache(maxsize=64)
def answered(atlas: Atlas, view: str, side: str, decision: Decision) -> dict[str, Any]:
    """What the answers make of a view and side.

    `points` and `zones` map a code to those of these that there are: `left_out`, `limit` ([head, reason, …]), `notes`
    ([sentence, …]) and `sections` (id → the section that stands instead, None for one that goes). Nothing is said of
    how a point that is left out is pressed. Each text stands once, in `texts`, and elsewhere its number. `settled` are
    the safety rows whose cautions are not this reader's.
    """
    codes = cards_of_view(atlas, view)
    settles = {decision.table.cautions.get(one.id, "") for code in codes for one in atlas.points[code].cautions}
    found = {
        "points": _touched((code, _point(atlas, code, side, decision)) for code in codes),
        "zones": _touched((name, _zone(atlas, name, view, side, decision)) for name in zones_in_view(view)),
    }
    texts: dict[str, int] = {}
    numbered = _numbered(found, texts)
    return {**numbered, "texts": list(texts), "settled": sorted(name for name in settles if decision.settled(name))}


def _numbered(value: Any, texts: dict[str, int]) -> Any:
    """A value whose texts are replaced by their numbers in `texts`, which grows."""
    if isinstance(value, dict):
        return {name: _numbered(part, texts) for name, part in value.items()}
    if isinstance(value, list):
        return [_numbered(part, texts) for part in value]
    return texts.setdefault(value, len(texts)) if isinstance(value, str) else value


def _touched(found: Iterable[tuple[str, dict[str, Any]]]) -> dict[str, dict[str, Any]]:
    return {code: what for code, what in found if what}


def _point(atlas: Atlas, code: str, side: str, decision: Decision) -> dict[str, Any]:
    follows = follows_for(atlas, decision, "point", code, side)
    if follows.left_out:
        return _what(follows, {})
    point = atlas.points[code]
    asked, plain = (point_sections(atlas, point, one, side) for one in (decision, _unasked(decision)))
    return _what(follows, _changes(asked, plain))


def _zone(atlas: Atlas, name: str, view: str, side: str, decision: Decision) -> dict[str, Any]:
    asked, plain = (zone_card(atlas, name, view, side, one) for one in (decision, _unasked(decision)))
    return _what(asked.follows, _changes(asked.sections, plain.sections))


def _unasked(decision: Decision) -> Decision:
    return decide(decision.table, {})


def _changes(asked: tuple[Section, ...], plain: tuple[Section, ...]) -> dict[str, SectionRow | None]:
    now = {section.id: section for section in asked}
    changed = {one.id: now.get(one.id) for one in plain if now.get(one.id) != one}
    return {name: section_row(section) if section else None for name, section in changed.items()}


def _what(follows: Follows, sections: dict[str, SectionRow | None]) -> dict[str, Any]:
    because = {"left_out": follows.left_out, "limit": follows.limit}
    told = {name: [one.head, *one.sentences] for name, one in because.items() if one}
    return told | {name: value for name, value in (("notes", list(follows.notes)), ("sections", sections)) if value}
