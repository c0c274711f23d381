"""The pages of the atlas as a row of links; on a phone a bar at the lower edge that closes after a choice."""

from __future__ import annotations

from collections.abc import Callable, Mapping

import streamlit as st
from streamlit.components.v2 import component
from streamlit.navigation.page import StreamlitPage

from content.words import word
from web import component_files

FIRST = 4  # pages that a phone's bar has room for; the others open with "More"

_mount = component(
    "cun_menu",
    html='<nav class="cun-menu"></nav>',
    js=component_files.line("menu"),
    isolate_styles=False,
)


def show(pages: Mapping[str, StreamlitPage], here: str, address_on: Callable[[str], Mapping[str, str]]) -> None:
    """Draw the menu, and turn to the page that was pressed.

    pages: by path, in their order; here: the path that is open; address_on: what the address says on a page.
    """
    links = [{"path": path, "title": page.title} for path, page in pages.items()]
    data = {"pages": links, "here": here, "first": FIRST, "more": word("menu.more"), "label": word("menu.pages")}
    with st.container(key="menu"):
        pressed = _mount(key="menu_links", data=data, on_go_change=lambda: None)
    path = str(pressed.get("go"))
    if path in pages:  # with the address that it will write, so that Back has one step for it
        st.switch_page(pages[path], query_params=address_on(path))
