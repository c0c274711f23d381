"""What a reader has written and not saved, and where it hurts: the browser's tab keeps it, so that a reload, a lost
line and a server begun again find it. None of it is in the address."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict, dataclass
from typing import Any

import streamlit as st

from content.words import word
from ui import state
from ui.model import Hurt
from ui.pages.notebook.unsaved import form, form_from

NOT_OURS = (TypeError, ValueError, KeyError)  # kept by another version of the atlas


@dataclass(frozen=True)
class Unsaved:
    """Whether the tab has said what it keeps, and whether it keeps anything."""

    heard: bool = False
    kept: bool = False


def to_keep() -> dict[str, Any] | None:
    """What the tab is to keep, {} for nothing any more; None leaves it as it is."""
    hurt = state.now(Hurt)
    found = form() | ({"hurt": asdict(hurt)} if hurt != Hurt() else {})
    if not found and not state.now(Unsaved).kept:
        return None
    state.change(Unsaved, kept=True)
    return found


def hear(told: dict[str, Any]) -> None:
    """The tab says what it keeps. A session takes it once, and only when nothing was written in it yet."""
    kept = told.get("kept")
    if told.get("lost") is True:
        st.toast(word("line.lost"), icon=":material/wifi_off:", duration="long")
    if state.now(Unsaved).heard:
        return
    state.change(Unsaved, heard=True)
    if not isinstance(kept, dict) or form():
        return
    state.change(Unsaved, kept=True)
    with suppress(*NOT_OURS):
        if hurt := kept.get("hurt"):
            state.put(Hurt(**hurt))
    with suppress(*NOT_OURS):
        st.session_state.update(form_from(kept))
