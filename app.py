"""Cun Atlas: the page frame, the shared inputs and the list of pages."""

import gc

import streamlit as st

from data import DataError, load_atlas
from ui import about_page, atlas_page, link, measure, measure_page, style

st.set_page_config(page_title="Cun Atlas", page_icon="🦶", layout="wide", initial_sidebar_state="auto")


@st.cache_resource
def settle_memory() -> None:
    """Long-lived data leaves the garbage collector's rounds, which otherwise cost every change tens of milliseconds.

    The last round tells the collector how little is left, so that it keeps coming back for what sessions drop.
    """
    gc.collect()
    gc.freeze()
    gc.collect()


try:
    atlas = load_atlas()
except DataError as error:
    st.error(f"The atlas cannot open, because a data file is damaged: {error}")
    st.stop()
settle_memory()
style.put()
page = st.navigation(
    [
        st.Page(lambda: atlas_page.show(atlas, body), title="Atlas", url_path="atlas", default=True),
        st.Page(lambda: measure_page.show(atlas, body), title=measure_page.TITLE, url_path="measure"),
        st.Page(lambda: about_page.show(atlas), title="About and sources", url_path="about"),
    ],
    position="top",
)
link.follow(atlas, page.title)
body = measure.reader(atlas)
page.run()
if page.title != measure_page.TITLE:  # that page has every box itself
    measure.sidebar(atlas, body)
link.write()
