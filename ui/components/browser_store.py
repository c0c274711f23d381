"""What the reader's own browser keeps for the atlas: handed over with every run, told to the page once a load.

The parts are "care", "measures", "people" and "unsaved"; `web/browser_store/store.js` says where each lies
and when it is told.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any
from uuid import uuid4

import streamlit as st
from streamlit.components.v2 import component

from web import component_files

KEY = "browser_store"
VISIT = "browser_visit"  # names this session to the browser, which tells every session once
HEARD = "browser_heard"  # part: the time of what was heard last of it; Streamlit repeats what was told
_mount = component(
    "cun_browser_store",
    html='<div class="cun-store" hidden></div>',
    js=component_files.line("store"),
    isolate_styles=False,
)


def browser_store(
    keep: Mapping[str, Any],
    wants: Mapping[str, Any],
    on_told: Mapping[str, Callable[[dict[str, Any]], None]],
    tops: int,
) -> None:
    """Let the browser keep things, and hear what it keeps.

    keep: by part, what is to be kept; None leaves it as it is.
    wants: what this page cannot do without. A browser that keeps nothing, and of which nothing is wanted, says nothing,
        which saves a run.
    on_told: by part, what is called with what the browser tells of it, before the next run.
    tops: how often the page has asked to be shown from its top.
    """

    def told() -> None:
        hear(st.session_state[KEY].get("told"), st.session_state.setdefault(HEARD, {}), on_told)

    with st.container(key=f"{KEY}_box"):
        data = {"keep": dict(keep), "wants": dict(wants), "visit": visit(), "tops": tops}
        known = _mount(key=KEY, data=data, on_told_change=told).get("told")
    if known and not st.session_state.get(
        HEARD
    ):  # a page that was open already, after a gap: nothing tells of a change
        told()


def visit() -> str:
    """The name of this session."""
    return st.session_state.setdefault(VISIT, uuid4().hex)


def hear(told: Any, heard: dict[str, Any], on_told: Mapping[str, Callable[[dict[str, Any]], None]]) -> None:
    """Pass on each part that is news; `heard` remembers it."""
    for name, part in told.items() if isinstance(told, dict) else ():
        if name in on_told and isinstance(part, dict) and part.get("at") != heard.get(name):
            heard[name] = part.get("at")
            on_told[name](part)
