"""Rows as text: columns that stand under each other, comma-separated values (RFC 4180), or JSON (RFC 8259).

A cell is words, a number, yes or no, or None for nothing.

>>> print(as_text(("code", "cm"), [("SP6", 7.1), ("ST36", None)]))
code  cm
SP6   7.1
ST36
"""

from __future__ import annotations

from collections.abc import Sequence

Cell = str | float | bool | None
GAP = "  "
ESCAPES = {ord('"'): '\\"', ord("\\"): "\\\\"} | {number: f"\\u{number:04x}" for number in range(32)}


def as_text(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A table for people: columns as wide as their widest cell, no spaces at the ends of lines."""
    lines = [tuple(head), *(tuple(map(_words, row)) for row in rows)]
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join(
        GAP.join(cell.ljust(width) for cell, width in zip(line, widths, strict=True)).rstrip() for line in lines
    )


def as_csv(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A line for the head and one for each row; cells with commas, quotes or line breaks stand in quotes."""
    return "\n".join(",".join(map(_quoted, line)) for line in (head, *(map(_words, row) for row in rows)))


def as_json(head: Sequence[str], rows: Sequence[Sequence[Cell]]) -> str:
    """A list with one object a line for each row; None becomes null."""
    objects = (", ".join(f"{_json(k)}: {_json(cell)}" for k, cell in zip(head, row, strict=True)) for row in rows)
    return "[" + ",".join(f"\n  {{{inside}}}" for inside in objects) + "\n]"


def _words(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "yes" if cell else "no"
    return "" if cell is None else str(cell)


def _quoted(words: str) -> str:
    return '"' + words.replace('"', '""') + '"' if set(words) & set(',"\r\n') else words


def _json(cell: Cell) -> str:
    if cell is None:
        return "null"
    if isinstance(cell, bool):
        return "true" if cell else "false"
    return f'"{cell.translate(ESCAPES)}"' if isinstance(cell, str) else repr(cell)
