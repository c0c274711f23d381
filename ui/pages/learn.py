"""The page to learn the points from: titles as tables, one kind at a time, and the sets that are taught."""

from __future__ import annotations

from collections.abc import Iterable

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from content.learn import FIVE, OTHERS, combinations, kinds_shown, of_kind, rows, titles
from content.words import word
from data import Atlas
from data.tradition import class_kinds
from ui import link, state
from ui.controls import choose
from ui.model import Layers, Learning, with_point
from ui.text import bullets, plain


def show(atlas: Atlas, atlas_page: StreamlitPage) -> None:
    """Draw the page."""
    st.header(word("learn.title"), anchor=False)
    link.say_notes(atlas)
    st.markdown(word("learn.intro"))
    st.subheader(word("learn.five"), anchor=False)
    st.markdown(word("learn.five_say"))
    _table(atlas, FIVE)
    st.subheader(word("learn.others"), anchor=False)
    _table(atlas, OTHERS)
    _one_kind(atlas, atlas_page)
    st.subheader(word("learn.together"), anchor=False)
    st.markdown(word("learn.together_say"))
    for kind, sets in combinations(atlas).items():
        with st.expander(word(f"learn.together_{kind}")):
            st.markdown(bullets(sets))


def _table(atlas: Atlas, kinds: Iterable[str]) -> None:
    """A line of the body in each row, a kind in each column."""
    short = class_kinds(column="short")
    heads = {kind: short[kind] for kind in kinds}
    head = ["", *heads.values()]
    body = [[row.meridian, *row.points.values()] for row in rows(atlas, heads)]
    lines = ["|".join(map(plain, cells)) for cells in (head, *body)]
    st.markdown("\n".join([f"|{lines[0]}|", "|---" * len(head) + "|", *(f"|{line}|" for line in lines[1:])]))


def _one_kind(atlas: Atlas, atlas_page: StreamlitPage) -> None:
    """What the titles of one kind mean; its points open on the atlas, alone or among the others."""
    st.subheader(word("learn.kinds"), anchor=False)
    kinds = kinds_shown(atlas)
    choose(Learning, "title", st.selectbox, word("learn.kind"), kinds, key="learn_title", filter_mode="contains")
    kind = state.now(Learning).title
    st.markdown(bullets(titles(atlas, kind)))
    opened = st.pills(word("learn.open"), [point.code for point in of_kind(atlas, kind)], key=f"learn_open_{kind}")
    alone = st.button(word("learn.alone"), key="learn_alone", icon=":material/filter_alt:")
    if not (opened or alone):
        return
    code = opened or of_kind(atlas, kind)[0].code
    state.put(with_point(atlas, state.choice(), code))
    if alone:
        state.change(Layers, title=kind)
    st.switch_page(atlas_page, query_params=link.address_on("atlas"))
