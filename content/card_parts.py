"""What cards are made of, as plain values: lines, sentences with slots, sections, and what opens from a card."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from content.card_phrases import phrase, template
from content.marks import VIEW_NAMES
from content.words import begun
from data.atlas import Atlas
from data.dose import HARDEST, Dose


@dataclass(frozen=True)
class Line:
    """A sentence with the few words that stand before it, "" for none; these may be a sentence of their own."""

    label: str
    text: str


@dataclass(frozen=True)
class Sentence:
    """A sentence with slots, what fills them set off from the rest: {"page": "Measure"}."""

    template: str
    slots: Mapping[str, str]


@dataclass(frozen=True)
class Section:
    """A part of a card: heading, `badge` beside it, lines, then bullets."""

    id: str
    heading: str
    lines: tuple[str, ...] = ()
    bullets: tuple[Line, ...] = ()
    badge: str = ""


@dataclass(frozen=True)
class CardLink:
    """Something to open from a card: its code and what it is called."""

    code: str
    label: str


@dataclass(frozen=True)
class CardLinks:
    """Choices under a heading, whose slot {heading}, if any, is set off."""

    head: Sentence
    choices: tuple[CardLink, ...]


def view_choices(views: Iterable[str], view: str) -> CardLinks | None:
    """The other views that something is drawn on, None when there are none."""
    others = [one for one in dict.fromkeys(views) if one != view]
    head = Sentence(template("other_views"), {})
    return CardLinks(head, tuple(CardLink(one, VIEW_NAMES[one]) for one in others)) if others else None


def how_hard_section(atlas: Atlas, dose: Dose) -> Section:
    """The levels of a dose as dots and words, each with what it is for; level 0 is no touch at all."""
    low, high = dose.levels
    dots = "●" * high + "○" * (HARDEST - high)
    name = "how_hard_one" if low == high else "how_hard_span"
    line = phrase(name, dots=dots, level=high, low=low, high=high, hardest=HARDEST)
    rows = [atlas.techniques[f"pressure_{level}"] for level in range(low, high + 1)]
    aims = tuple(Line(phrase("sentence", words=begun(row["name"])), row["aim"]) for row in rows)
    return Section("how_hard", phrase("heading_how_hard"), (line,), aims)
