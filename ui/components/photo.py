"""My leg: the reader's own photo with the points of a view on it. The photo stays in the browser.

What comes back are acts: which point is open, another side or view, the card in the atlas, and a spot that the reader
keeps, in view units. No pixel of the photo is among them.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from math import isfinite
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from charts.pictures.shapes import path_of
from content.pictures import read_part
from data.tables import LANGUAGE, read_rows
from web import component_files

FINGER = ("skin", "nail", "crease", "contour")  # the shapes of the finger that are drawn small
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


@cache
def words() -> dict[str, str]:
    """What the component says, by id."""
    return {row["id"]: row["text"] for row in read_rows(f"words/{LANGUAGE}/photo.csv", ("id", "text"))}


@cache
def finger() -> list[tuple[str, str]]:
    """(style, SVG path) of a finger from the side, its tip at the origin."""
    return [(shape.style, path_of(shape)) for shape in read_part("finger").shapes if shape.style in FINGER]
