"""The screen as a ruler: the reader matches a drawn bank card to a real one, then lays fingers between two lines.

Everything happens in the browser. The size of the screen stays there; only the millimetres of a width come here, and
only when the reader says so. No correction is applied for seeing the finger from the side: the reader is told to look
straight down on each edge in turn, which leaves nothing to correct.
"""

from collections.abc import Callable
from math import isfinite
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from content.screen_ruler import WIDTH_MM, ruler_for
from web.scripts import text_of

_mount = component(
    "cun_screen_ruler",
    html=text_of("ruler/screen_ruler.html"),
    css=text_of("ruler/screen_ruler.css"),
    js=text_of("ruler/screen_ruler.js"),
    isolate_styles=False,
)


def screen_ruler(method: str, *, key: str, on_measured: Callable[[float], None]) -> None:
    """Draw the ruler for one finger width: "thumb", "two", "three" or "four".

    on_measured: called with the width in mm, rounded to 0.1, before the next run. Raises ValueError for another one.
    """

    def measured() -> None:
        mm = width_from_browser(st.session_state[key].get("measured"))
        if mm is not None:
            on_measured(mm)

    _mount(key=key, data=ruler_for(method), on_measured_change=measured)


def width_from_browser(value: Any) -> float | None:
    """The mm in {"mm": 20.7}; None for anything else, which our own page never sends."""
    mm = value.get("mm") if isinstance(value, dict) else None
    if isinstance(mm, bool) or not isinstance(mm, int | float) or not isfinite(mm):
        return None
    return float(mm) if WIDTH_MM[0] <= mm <= WIDTH_MM[1] else None
