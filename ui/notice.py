"""What this atlas is and is not, said once above the drawing. It covers nothing and goes after "I have read this".

The browser remembers that it was read. Until it has answered nothing is shown, so that nothing flashes up for those who
have read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from ui import state

VERSION = "2"  # another one brings the notice back for everybody, after a change of what it says


@dataclass(frozen=True)
class Notice:
    """`read`: None until the browser has answered. `keep`: it was read now, and the browser is to remember it."""

    read: bool | None = None
    keep: bool = False


def to_keep() -> str | None:
    """What the browser is to keep once the notice was read."""
    return VERSION if state.now(Notice).keep else None


def hear(kept: dict[str, Any]) -> None:
    """The browser says which notice was read; once read on this page, it stays read."""
    state.change(Notice, read=bool(state.now(Notice).read) or kept.get("text") == VERSION)


def is_due() -> bool | None:
    """Whether the notice is to be shown: this browser says that it was not read. None while it has said nothing."""
    read = state.now(Notice).read
    return None if read is None else not read


def take_as_read() -> None:
    """The reader has read it."""
    state.put(Notice(read=True, keep=True))
