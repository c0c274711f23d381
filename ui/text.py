"""Plain text on a page of Markdown: what `content` says is text, and is shown as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.card_parts import Line, Section, Sentence
from content.follows import Because

SIGNS = frozenset("\\`*_[]<>#~$|&")  # what Markdown and Streamlit make something else of

LINKED = re.compile(
    r"(?<=www)(?=\.)|(?<=:)(?=//)|(?<=@)", re.IGNORECASE
)  # what Markdown makes a link even when escaped


def unlinked(text: str) -> str:
    """The same to look at, with a joint of no width where Markdown would see an address."""
    return LINKED.sub("\u2060", text)


def plain(text: str) -> str:
    """Text, which may hold a path or typed words, as Markdown that shows exactly that and leads nowhere."""
    return unlinked("".join(f"\\{sign}" if sign in SIGNS else sign for sign in text))


def shorten(text: str) -> str:
    """At most 24 signs of what an address or a file holds, without markup."""
    bare = "".join(sign for sign in text if sign.isalnum() or sign in " .,-_?&=+")
    return unlinked(bare[:24]) + ("…" if len(bare) > 24 else "")


def bold(words: str) -> str:
    """Words that are set off."""
    return f"**{plain(words)}**"


def sentence(told: Sentence) -> str:
    """A sentence with what fills its slots set off."""
    return plain(told.template).format(**{name: bold(words) for name, words in told.slots.items()})


def because(told: Because | None) -> str:
    """What the answers do and why; "" for nothing."""
    return f"{bold(told.head)} " + "  \n".join(map(plain, told.sentences)) if told else ""


def labelled(line: Line) -> str:
    """A line with its label set off; a colon follows unless the label is a sentence."""
    joint = " " if line.label.endswith(".") else ": "
    return f"{bold(line.label)}{joint}{plain(line.text)}" if line.label else plain(line.text)


def bullets(lines: Iterable[Line]) -> str:
    """Lines as a list."""
    return "\n".join(f"- {labelled(line)}" for line in lines)


def section(told: Section) -> str:
    """A part of a card: heading and lines in one paragraph, then its list."""
    head = bold(told.heading) + (f" · {plain(told.badge)}" if told.badge else "")
    lines = "  \n".join([head, *map(plain, told.lines)])
    return "\n".join([lines, bullets(told.bullets)]) if told.bullets else lines
