"""What the browser keeps for the reader: answers, measures, people, what is unsaved. One component."""

from __future__ import annotations

from data import Atlas
from ui import care
from ui.browser import kept, profiles, unsaved
from ui.components.browser_store import browser_store


def exchange(atlas: Atlas, asks_care: bool = True) -> None:
    """Hear what the browser keeps and let it keep what is new. Call once a run, before the page.

    asks_care: whether this page must know the answers.
    """
    browser_store(
        keep={
            "care": care.to_keep(),
            "measures": kept.to_keep(),
            "people": profiles.to_keep(),
            "unsaved": unsaved.to_keep(),
        },
        wants={"care": asks_care},
        on_told={
            "care": care.hear,
            "measures": kept.hear,
            "people": lambda part: profiles.hear(part, atlas),
            "unsaved": unsaved.hear,
        },
        tops=care.tops(),
    )
