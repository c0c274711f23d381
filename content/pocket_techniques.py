"""The page Techniques of the pocket atlas: every card under every limit that answers can set, the scale, the tools.

{groups: [[kind, [[technique, name], …]], …],
 cards: {press: {hardest, title, aim, drawn, told: [{steps, sections}, …], under}},       as pocket_care.told_under
 scale: [Markdown, …], tools: [Markdown, …], never: whether some tool is left alone in some case}
"""

from __future__ import annotations

from typing import Any

from content.answered import section_row
from content.follows import Limits, hardest_of
from content.pocket_care import told_under
from content.technique_cards import WAY_KINDS, drawn_ways, never_used, scale, technique_card, tools
from data.atlas import Atlas


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


def _card(atlas: Atlas, name: str) -> dict[str, Any]:
    def told(limit: Limits) -> dict[str, Any]:
        card = technique_card(atlas, name, limits=limit)
        return {"steps": list(card.movement.steps), "sections": [section_row(section) for section in card.sections]}

    card = technique_card(atlas, name)
    about = {"hardest": hardest_of("technique", name), "title": card.title, "aim": card.aim}
    return {**about, "drawn": card.movement.drawn, **told_under(told)}
