"""What the first page's HTML gives the instrument, before Streamlit runs: the same as the first run will give it."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from typing import Any

from coords.body import Body
from data import load_atlas
from data.care.decision import decide, load_care
from ui.address import KEPT, model_from
from ui.instrument import given
from ui.model import Model

TELLING = {"view", "side", "point", "finger", "mm", KEPT}  # an address of more than these waits for the page


def of(address: Mapping[str, str]) -> dict[str, Any] | None:
    """The data of the instrument for an address; None where only the page itself can tell what it means."""
    return _of(tuple(sorted(address.items()))) if TELLING.issuperset(address) else None


@lru_cache(maxsize=128)
def _of(address: tuple[tuple[str, str], ...]) -> dict[str, Any] | None:
    atlas = load_atlas()
    model, notes = model_from(atlas, dict(address), Model())
    if notes:
        return None
    body = Body(atlas.limb, model.measures.measurements())
    return given(atlas, body, model, decide(load_care(), {}))
