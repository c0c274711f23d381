"""The instrument: the one element of the atlas page, in which drawing, sizes and card answer by themselves.

What is the same for every reader is a static file (`web.instrument_files`); a run sends what belongs to this one.
What the reader did comes back as a list of acts, each with its number (`ui.acts`).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from web import component_files

HTML = '<div class="cun-ins"></div>'

_mount = component("cun_instrument", html=HTML, js=component_files.line("instrument"), isolate_styles=False)


def instrument(data: Mapping[str, Any], *, key: str, heard: int, on_acts: Callable[[Sequence[Mapping]], None]) -> None:
    """Draw the instrument with `data`; `on_acts` is called, before the next run, with the acts after number `heard`."""

    def told() -> None:
        acts = st.session_state[key].get("acts")
        new = [act for act in acts if is_act(act) and act["n"] > heard] if isinstance(acts, list) else []
        if new:
            on_acts(sorted(new, key=lambda act: act["n"]))

    _mount(key=key, data=dict(data), on_acts_change=told)


def is_act(act: Any) -> bool:
    """Whether the browser told something that can be an act."""
    return isinstance(act, dict) and isinstance(act.get("n"), int) and isinstance(act.get("act"), str)
