"""My leg: the reader's own photo with the points of a view on it. The photo stays in the browser.

What comes back are acts: which point is open, another side or view, the card in the atlas, and a spot that the reader
keeps, in view units. No pixel of the photo is among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from math import isfinite
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from content.photo import finger, words
from web import component_files

FARTHEST = 3.0  # view units: no spot of a limb lies beyond

_mount = component(
    "cun_photo", html='<div class="cun-leg"></div>', js=component_files.line("photo"), isolate_styles=False
)


def photo(data: Mapping[str, Any], *, key: str, on_act: Callable[[Mapping[str, Any]], None]) -> None:
    """Draw it with `data` (`ui.pages.my_leg.given`); `on_act` hears, before the next run, what the reader did."""

    def told() -> None:
        act = st.session_state[key].get("act")
        if isinstance(act, dict) and isinstance(act.get("act"), str):
            on_act(act)

    _mount(key=key, data={**data, "words": words(), "finger": finger()}, on_act_change=told)


def spot_from_browser(act: Mapping[str, Any]) -> tuple[float, float] | None:
    """The place in {"x": …, "y": …}, in view units; None for anything else, which our own page never sends."""
    x, y = (_number(act.get(name)) for name in "xy")
    return None if x is None or y is None else (x, y)


def _number(value: Any) -> float | None:
    if isinstance(value, bool) or not isinstance(value, int | float) or not isfinite(value):
        return None
    return float(value) if abs(value) <= FARTHEST else None
