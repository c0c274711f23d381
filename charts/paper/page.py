"""What is a page's own: its size and items, what its file says of itself, and what cannot be printed."""

from __future__ import annotations

from dataclasses import dataclass

from charts.drawing import Item


class PaperError(ValueError):
    """What cannot be printed, and what would be right, in one sentence for the reader."""


@dataclass(frozen=True, eq=False)
class PaperPage:
    """A page of `width` × `height` mm."""

    width: float
    height: float
    items: tuple[Item, ...]


@dataclass(frozen=True)
class About:
    """What a file says of itself."""

    title: str
    subject: str = ""
    language: str = "en"
