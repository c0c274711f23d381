"""The page Techniques of the pocket atlas: every card under every limit that answers can set, the scale, the tools.

{groups: [[kind, [[technique, name], …]], …],
 cards: {press: {technique, hardest, title, aim, told: [{steps, sections}, …], under}},  as pocket_care.told_under
 scale: [Markdown, …], tools: [Markdown, …], never: whether some tool is left alone in some case}
"""

from __future__ import annotations

from typing import Any

from content.answered import section_row
from content.cards import techniques_of
from content.follows import Limits, hardest_of
from content.pocket_care import told_under
from content.technique_cards import (
    WAY_KINDS,
    drawn_ways,
    movement,
    never_used,
    not_when,
    scale,
    technique_card,
    tools,
)
from data.atlas import Atlas
from data.zones import Zone, load_zones


def techniques(atlas: Atlas) -> dict[str, Any]:
    """The page as JSON values."""
    groups = {kind: drawn_ways(atlas, kind) for kind in WAY_KINDS}
    return {
        "groups": [[kind, [list(one) for one in names.items()]] for kind, names in groups.items()],
        "cards": {name: _card(atlas, name) for names in groups.values() for name in names},
        "scale": scale(atlas),
        "tools": tools(atlas),
        "never": never_used(atlas),
    }


def step_by_step(atlas: Atlas) -> dict[str, list[dict[str, Any]]]:
    """How each point and zone is pressed, step by step, as JSON values."""
    points = {code: [_card(atlas, name, code) for name in techniques_of(atlas.points[code])] for code in atlas.points}
    return {code: ways for code, ways in points.items() if ways} | {
        name: [_of_zone(atlas, zone)] for name, zone in load_zones().items()
    }


def _card(atlas: Atlas, name: str, code: str = "") -> dict[str, Any]:
    def told(limit: Limits) -> dict[str, Any]:
        card = technique_card(atlas, name, code, limit)
        return {"steps": list(card.movement.steps), "sections": [section_row(section) for section in card.sections]}

    card = technique_card(atlas, name, code)
    about = {"technique": name, "hardest": hardest_of("technique", name), "title": card.title, "aim": card.aim}
    return {**about, **told_under(told)}


def _of_zone(atlas: Atlas, zone: Zone) -> dict[str, Any]:
    never = [section_row(one) for one in (not_when(atlas, zone.technique),) if one.bullets]

    def told(limit: Limits) -> dict[str, Any]:
        steps = movement(atlas, zone.technique, zone.dose.under(*limit)).steps
        return {"steps": list(steps), "sections": never}

    return {"technique": zone.technique, "title": "", "aim": "", **told_under(told)}
