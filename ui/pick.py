"""What is typed into a list to choose from: Enter takes it as the search does, never several lines. It is looked up in
the search index, and taken when it means one thing of the list; else the things it may mean are offered as buttons.

    taken = dict(key="points", on_change=pick.take, args=("points", codes))
    st.multiselect("Points", codes, **taken, **pick.SEVERAL)
    pick.say("points", names.get)
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import streamlit as st

from data.search.find import NEAR, find
from data.search.index import search_index
from ui import state
from ui.text import plain

ONE: dict[str, Any] = {"filter_mode": "contains", "accept_new_options": True}  # what is typed is its first line
# Of several to choose Streamlit puts what is typed last: before it stands only what begins so.
SEVERAL: dict[str, Any] = {"filter_mode": "prefix", "accept_new_options": True, "select_all": False}


class Settled(NamedTuple):
    """Options that are meant, each once; sentences about the rest; options that the rest may mean."""

    kept: list[str]
    notes: list[str]
    offered: list[str]


@dataclass(frozen=True)
class Said:
    """By key of a list what there is to say of what was typed there, and what is offered instead."""

    notes: Mapping[str, list[str]] = field(default_factory=dict)
    offered: Mapping[str, list[str]] = field(default_factory=dict)


def take(key: str, options: Collection[str], prefixed: bool = False, nothing: str | None = None) -> None:
    """The callback of a list: what was typed becomes what it means, or goes, and `say` tells why.

    `prefixed`: the options are not "SP6" but "point:SP6". nothing: the value of a list of which nothing is chosen.
    """
    now, said = st.session_state, state.now(Said)
    several = isinstance(now[key], list)
    kept, notes, offered = settled(now[key] if several else filter(None, [now[key]]), options, prefixed)
    state.change(Said, notes={**said.notes, key: notes}, offered={**said.offered, key: offered})
    now[key] = kept if several else next(iter(kept), nothing)


def say(key: str, name: Callable[[str], str], then: Callable[[], None] | None = None) -> None:
    """What there is to say of what was typed, and a button for each thing it may mean.

    name: what an option is called. then: what else is done when one is chosen.
    """
    said = state.now(Said)
    for note in said.notes.get(key, ()):
        st.info(plain(note))
    if offered := said.offered.get(key):
        with st.container(horizontal=True):
            for one in offered:
                st.button(name(one), key=f"{key}_meant_{one}", on_click=_choose, args=(key, one, then))


def _choose(key: str, one: str, then: Callable[[], None] | None) -> None:
    now, said = st.session_state, state.now(Said)
    now[key] = list(dict.fromkeys([*now[key], one])) if isinstance(now[key], list) else one
    state.change(Said, notes={**said.notes, key: []}, offered={**said.offered, key: []})
    if then is not None:
        then()


def settled(picked: Iterable[str], options: Collection[str], prefixed: bool = False) -> Settled:
    """What is meant by what was picked or typed."""
    kept, notes, offered, words = [], [], [], search_index()["said"]
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
            continue
        offered += sure or found
        if answers.notes:
            notes += answers.notes
        else:
            notes.append(words["unsure" if found else "unknown"].format(typed=one))
    return Settled(*(list(dict.fromkeys(each)) for each in (kept, notes, offered)))
