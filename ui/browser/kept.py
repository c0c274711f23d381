"""The reader's own measures, which their browser keeps from one visit to the next until they say "forget".

Kept is what a grown-up measured for their own leg: nothing that came with a link, or as a saved person, who is kept
apart (`profiles.py`). A visit begins with what is kept, unless its address names measures.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

import streamlit as st

from content.words import word
from ui import state
from ui.address import lengths_of
from ui.model import Measures


@dataclass(frozen=True)
class Kept:
    """What the browser kept when the visit began, whether it was asked for more since, and whether it refused."""

    begun: str = ""
    asked: bool = False
    refused: bool = False


def to_keep() -> str | None:
    """What the browser is to keep, as an address says it; "" for nothing, None leaves it as it is."""
    measures, kept = state.measures(), state.now(Kept)
    if measures.came == "given":
        return None
    text = urlencode(lengths_of(measures)) if measures.accepted else ""
    if measures.whose != "own" or measures.age != "adult":
        text = kept.begun
    elif measures.came == "kept" and not kept.asked:
        state.change(Kept, begun=text)
    if not text and measures.came == "typed" and not kept.asked:
        return None
    state.change(Kept, asked=True)
    return text


def hear(part: dict[str, Any]) -> None:
    """The browser says whether it keeps anything; where it does not, nothing is said of it."""
    state.change(Kept, refused=bool(part.get("refused")))


def forget() -> None:
    """No measure is in use any more, and the browser keeps none."""
    state.put(Kept(asked=True, refused=state.now(Kept).refused))
    state.put(Measures(unit=state.measures().unit, finger=state.measures().finger))


def say() -> None:
    """One line: that the measures in use are kept, and the way to end that."""
    if not state.measures().accepted or state.now(Kept).refused or not to_keep():
        return
    with st.container(horizontal=True, vertical_alignment="center", key="kept"):
        st.markdown(word("measure.kept"))
        st.button(word("measure.forget"), key="forget_measures", on_click=forget)
