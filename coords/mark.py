"""A place with the words that belong to it: what a chart needs to draw one point."""

from __future__ import annotations

from dataclasses import dataclass

from coords.body import Place


@dataclass(frozen=True)
class Mark:
    """One mark of a chart.

    `code` is what a click picks; `label` stands beside the mark; `lines` are the plain sentences of its hover, first
    its name; `caution` is a short warning or ""; `finger_lines` is what its hollow mark of plain finger cun tells.
    """

    code: str
    label: str
    meridian: str
    place: Place
    lines: tuple[str, ...]
    caution: str = ""
    finger_lines: tuple[str, ...] = ()
