"""Ties the page's address to what the reader chose (`ui.address`): a new address is followed, a choice is written."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from content.deep_link import public_base
from content.marks import title
from data import Atlas
from data.search.find import code_meant
from ui import state
from ui.address import address_of, model_from
from ui.model import with_point
from ui.text import plain


@dataclass(frozen=True)
class Followed:
    """The path of the open page, the address as it was last followed or written, what was said about it, and the points
    that it may mean."""

    page: str = ""
    address: dict[str, str] | None = None
    notes: tuple[str, ...] = ()
    offered: tuple[str, ...] = ()


def lead_on(pages: Mapping[str, StreamlitPage]) -> None:
    """Open the page that an address of the pocket atlas names, `?page=leg`, with the rest of it. `pages`: by path."""
    address = dict(st.query_params)
    if (page := pages.get(address.pop("page", ""))) is not None:
        st.switch_page(page, query_params=address)


def follow(atlas: Atlas, page: str) -> None:
    """Take over what a new address says. `page` is the path of the page that is open, such as "complaints".

    The page's own writing is not news. Notes about the last address stay until the reader opens another page or changes
    something: a run that only hears from the browser does not end them. A link from one page to another has an empty
    address: what was chosen stays.
    """
    last, address = state.now(Followed), dict(st.query_params)
    another_page = last.page not in ("", page)
    state.change(Followed, page=page)
    if address == last.address or (another_page and not address):
        if another_page or current() != address:
            state.change(Followed, notes=(), offered=())
        return
    model, notes = model_from(atlas, address, state.model())
    state.take(model)
    meant = code_meant(address.get("point", ""))
    state.change(Followed, address=address, notes=tuple(notes), offered=() if meant.code else meant.choices)


def write() -> None:
    """Put the state into the address, when it changed."""
    address = current()
    if address != dict(st.query_params):
        st.query_params.from_dict(address)
    state.change(Followed, address=address)


def current(**changes: str) -> dict[str, str]:
    """The address of the present state, with `changes` put over it."""
    return address_of(state.model(), state.now(Followed).page) | changes


def whole(**changes: str) -> str:
    """The whole address of the present state, as it can be sent to somebody."""
    base = public_base() or (st.context.url or "").partition("?")[0]
    if "://" in base and not urlsplit(base).path:
        base += "/"
    return f"{base}?{urlencode(current(**changes), safe=',')}"


def address_on(path: str) -> dict[str, str]:
    """The address that the present state has on another page."""
    return address_of(state.model(), path)


def notes() -> tuple[str, ...]:
    """What is said about the address."""
    return state.now(Followed).notes


def say_notes(atlas: Atlas) -> None:
    """Draw what is said about the address, and a button for each point that it may mean."""
    if said := notes():
        st.warning("\n\n".join(map(plain, said)))
    if offered := state.now(Followed).offered:
        with st.container(horizontal=True, key="address_means"):
            for code in offered:
                st.button(title(atlas.points[code]), key=f"address_{code}", on_click=_open, args=(atlas, code))


def _open(atlas: Atlas, code: str) -> None:
    state.put(with_point(atlas, state.choice(), code))
