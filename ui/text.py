"""Plain text on a page of Markdown: what `content` says is text, and is shown as it stands."""

from __future__ import annotations

import re
from collections.abc import Iterable

from content.card_parts import Line, Section, Sentence
from content.follows import Because

SIGNS = re.compile(r"[\\`*_\[\]<>#~$|&]")  # what Markdown and Streamlit make something else of
# Addresses, icons and pictures by name are found in the finished text, so a backslash does not stop them: a sign
# without width does.
FOUND_LATER = re.compile(r"(www|https?:|@|:)(?=\.\S|//|(?<=@)[-\w]+\.|(?<=:)[-+\w/]+:)", re.IGNORECASE)
BEGINS = re.compile(r"^([ \t]*)([-+=]|\d{1,9}(?=[.)]\s))", re.MULTILINE)  # a list, a heading
JOINER = "\u2060"


def plain(text: str) -> str:
    """Text, which may hold a path or typed words, as Markdown that shows exactly that: no link, picture or icon."""
    safe = FOUND_LATER.sub(lambda found: found[0] + JOINER, SIGNS.sub(lambda sign: f"\\{sign[0]}", text))
    return BEGINS.sub(lambda found: found[1] + (found[2] + JOINER if found[2].isdigit() else f"\\{found[2]}"), safe)


def shorten(text: str) -> str:
    """At most 24 signs of what an address or a file holds, without markup."""
    bare = "".join(sign for sign in text if sign.isalnum() or sign in " .,-_?&=+")
    return bare[:24] + ("…" if len(bare) > 24 else "")


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
