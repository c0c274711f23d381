"""What is typed into a list to choose from: Enter takes the first line that contains it, never all of them; anything
else is looked up in the search index, and taken when it means one thing of the list.

    taken = dict(key="points", on_change=pick.take, args=("points", codes))
    st.multiselect("Points", codes, select_all=False, **taken, **pick.TYPED)
    pick.say("points")
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import streamlit as st

from data.search import NEAR, find
from data.search_index import search_index
from ui import state
from ui.text import plain

TYPED: dict[str, Any] = {"filter_mode": "contains", "accept_new_options": True}


@dataclass(frozen=True)
class PickNotes:
    """By key of a list the sentences about what was typed there."""

    notes: Mapping[str, list[str]] = field(default_factory=dict)


def take(key: str, options: Collection[str], prefixed: bool = False) -> None:
    """The callback of a list: what was typed becomes what it means, or goes, and `say` tells why.

    `prefixed`: the options are not "SP6" but "point:SP6".
    """
    now = st.session_state
    several = isinstance(now[key], list)
    kept, notes = settled(now[key] if several else filter(None, [now[key]]), options, prefixed)
    state.change(PickNotes, notes={**state.now(PickNotes).notes, key: notes})
    now[key] = kept if several else next(iter(kept), None)


def say(key: str) -> None:
    """What there is to say of what was typed."""
    for note in state.now(PickNotes).notes.get(key, ()):
        st.info(plain(note))


def settled(picked: Iterable[str], options: Collection[str], prefixed: bool = False) -> tuple[list[str], list[str]]:
    """(Options that are meant, each once, sentences about the rest)."""
    kept, said, words = [], [], search_index()["said"]
    for one in picked:
        if one in options:
            kept.append(one)
            continue
        answers = find(one)
        found = {(f"{it.kind}:{it.code}" if prefixed else it.code): it for it in answers.found}
        found = {id: it for id, it in found.items() if id in options}
        sure = [id for id, it in found.items() if it.exact] or [id for id, it in found.items() if it.rank != NEAR]
        if len(sure) == 1 and len(answers.means) < 2:
            kept += sure
        elif answers.notes:
            said += answers.notes
        elif found:
            names = "; ".join(f"“{it.matched}”" for it in found.values())
            said.append(words["unsure"].format(typed=one, names=names))
        else:
            said.append(words["unknown"].format(typed=one))
    return list(dict.fromkeys(kept)), list(dict.fromkeys(said))
