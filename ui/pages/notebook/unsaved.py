"""What stands in the boxes of the notebook and is not saved, as the browser's tab keeps it: plain values, for JSON."""

from __future__ import annotations

from dataclasses import asdict
from datetime import datetime
from typing import Any

import streamlit as st

from notebook import Near
from ui.pages.notebook import write
from ui.pages.notebook.spot import Tapped

NOTES = ("nb_card_note", "nb_session_note")  # boxes elsewhere, each alone
EMPTY = {**write.EMPTY, **dict.fromkeys(NOTES, ""), "nb_part": "write"}
OWN_WAY = ("nb_when_set", "nb_zone", "nb_editing", "nb_stale", "nb_spot")


def form() -> dict[str, Any]:
    """What stands in the boxes; {} when they are empty."""
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


def form_from(kept: dict[str, Any]) -> dict[str, Any]:
    """What was kept, as it stands in the session. Raises TypeError, ValueError or KeyError for what it cannot be."""
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
