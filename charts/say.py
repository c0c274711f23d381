"""How figures and paper are given their words: they read no tables."""

from __future__ import annotations

from typing import Protocol


class Say(Protocol):
    """Says a sentence by its id, its slots filled: `content.words.word`."""

    def __call__(self, name: str, /, **slots: object) -> str: ...
