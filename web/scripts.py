"""The browser’s side as text: a folder of JavaScript, style and HTML a component, several files as one module."""

from __future__ import annotations

import re
from collections.abc import Sequence
from pathlib import Path

WEB = Path(__file__).parent
LINE_ENDS = re.compile(r"[ \t]+// [^'\"`\n]*$", re.MULTILINE)  # comments: in a text, a quote would follow
COMMENT_LINES = re.compile(r"^[ \t]*(?://[^\n]*|/\*(?:(?!\*/).)*\*/)[ \t]*\n", re.MULTILINE | re.DOTALL)


def text_of(name: str) -> str:
    """A file of this folder: "clock/session_clock.css"."""
    return (WEB / name).read_text(encoding="utf-8")


def script(name: str) -> str:
    """A JavaScript or style file as browsers get it: without comments and indents, a quarter of it."""
    return re.sub(r"\n\s*", "\n", LINE_ENDS.sub("", COMMENT_LINES.sub("", text_of(name))))


def one_module(names: Sequence[str]) -> str:
    """Several files as one module, without imports: the order is that of the imports between them.

    Only what is exported by default stays an export. No two files may name the same thing.
    """
    text = "\n".join(script(name) for name in names)
    text = re.sub(r"^import\b(?!\()[^;]*;\n", "", text, flags=re.MULTILINE)
    return re.sub(r"^export (?!default)", "", text, flags=re.MULTILINE)
