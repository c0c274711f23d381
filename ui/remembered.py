"""What the browser keeps for the reader: answers, people. One component."""

from __future__ import annotations

from data import Atlas
from ui import care, profiles
from ui.components.browser_store import browser_store


def exchange(atlas: Atlas, asks_care: bool = True) -> None:
    """Hear what the browser keeps and let it keep what is new. Call once a run, before the page.

    asks_care: whether this page must know the answers.
    """
    browser_store(
        keep={"care": care.to_keep(), "people": profiles.to_keep()},
        wants={"care": asks_care},
        on_told={"care": care.hear, "people": lambda part: profiles.hear(part, atlas)},
        tops=care.tops(),
    )
