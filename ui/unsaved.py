"""What a reader has written and not saved, and where it hurts: the browser's tab keeps it, so that a reload, a lost
line and a server begun again find it. None of it is in the address."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import asdict
from datetime import datetime
from typing import Any

import streamlit as st

from content.words import word
from notebook import Near
from ui import state
from ui.model import Hurt
from ui.pages.notebook import write
from ui.pages.notebook.spot import Tapped

NOTES = ("nb_card_note", "nb_session_note")  # boxes elsewhere, each alone
EMPTY = {**write.EMPTY, **dict.fromkeys(NOTES, ""), "nb_part": "write"}
OWN_WAY = ("nb_when_set", "nb_zone", "nb_editing", "nb_stale", "nb_spot")
KEPT, HEARD = "unsaved_kept", "unsaved_heard"


def to_keep() -> dict[str, Any] | None:
    """What the tab is to keep, {} for nothing any more; None leaves it as it is."""
    now, hurt = st.session_state, state.now(Hurt)
    found = _form() | ({"hurt": asdict(hurt)} if hurt != Hurt() else {})
    if not found and not now.get(KEPT):
        return None
    now[KEPT] = True
    return found


def _form() -> dict[str, Any]:
    now = st.session_state
    found = {key: now[key] for key, none in EMPTY.items() if key not in OWN_WAY and key in now and now[key] != none}
    if spot := now.get("nb_spot"):
        found["nb_spot"] = asdict(spot)
    if editing := now.get("nb_editing"):
        found["nb_editing"] = [editing.id, editing.version]
    if now.get("nb_when_set") and now.get("nb_date") and now.get("nb_time"):
        found["nb_when"] = datetime.combine(now["nb_date"], now["nb_time"], now["nb_zone"]).isoformat()
    if found and "nb_id" in now:
        rows = (f"nb_{part}_{key.partition(':')[2]}" for key in now.get("nb_what", ()) for part in write.ROW)
        found |= {key: now[key] for key in ("nb_id", "nb_kind", *rows) if key in now}
    return found


def hear(told: dict[str, Any]) -> None:
    """The tab says what it keeps. A session takes it once, and only when nothing was written in it yet."""
    now, kept = st.session_state, told.get("kept")
    if told.get("lost") is True:
        st.toast(word("line.lost"), icon=":material/wifi_off:", duration="long")
    if now.get(HEARD):
        return
    now[HEARD] = True
    if not isinstance(kept, dict) or _form():
        return
    now[KEPT] = True
    with suppress(TypeError, ValueError, KeyError):  # of another version of the atlas
        if hurt := kept.get("hurt"):
            state.put(Hurt(**hurt))
    with suppress(TypeError, ValueError, KeyError):
        now.update(_read(kept))


def _read(kept: dict[str, Any]) -> dict[str, Any]:
    """What was kept, as it stands in the session."""
    plain = {"nb_id", "nb_kind", *EMPTY} - {*OWN_WAY}
    rows = tuple(f"nb_{part}_" for part in write.ROW)
    found = {key: value for key, value in kept.items() if key in plain or key.startswith(rows)}
    if when := kept.get("nb_when"):
        at = datetime.fromisoformat(when)
        found |= {"nb_when_set": True, "nb_date": at.date(), "nb_time": at.time(), "nb_zone": at.tzinfo}
    if spot := kept.get("nb_spot"):
        found["nb_spot"] = Tapped(**{**spot, "near": tuple(Near(**near) for near in spot["near"])})
    if editing := kept.get("nb_editing"):
        found["nb_editing"] = write.Editing(*editing)
    return found
