"""Cun Atlas: the page frame, the shared inputs and the list of pages."""

import gc

import streamlit as st

from data import DataError, load_atlas
from data.care import load_care
from data.practice import load_practice
from ui import (
    atlas_page,
    care,
    care_page,
    complaints_page,
    link,
    measure,
    measure_page,
    notebook_bits,
    notebook_page,
    paper_page,
    session_page,
    sources_page,
    style,
    techniques_page,
)

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
    load_practice()
    load_care()
except DataError as error:
    st.error(f"The atlas cannot open, because a data file is damaged: {error}")
    st.stop()
settle_memory()
style.put()
care_first = st.Page(lambda: care_page.show(atlas), title=care_page.TITLE, url_path="care")
session = st.Page(lambda: session_page.show(atlas, body, complaints), title=session_page.TITLE, url_path="session")
complaints = st.Page(
    lambda: complaints_page.show(atlas, body, session), title=complaints_page.TITLE, url_path="complaints"
)
measuring = st.Page(lambda: measure_page.show(atlas, body), title=measure_page.TITLE, url_path="measure")
next_pages = {"Something hurts": complaints, "Measure yourself": measuring}
page = st.navigation(
    [
        st.Page(lambda: atlas_page.show(atlas, body, next_pages), title="Atlas", url_path="atlas", default=True),
        complaints,
        session,
        care_first,
        measuring,
        st.Page(lambda: notebook_page.show(atlas, body), title=notebook_page.TITLE, url_path="notebook"),
        st.Page(lambda: paper_page.show(atlas, body, measuring), title=paper_page.TITLE, url_path="paper"),
        st.Page(lambda: techniques_page.show(atlas), title=techniques_page.TITLE, url_path="techniques"),
        st.Page(lambda: sources_page.show(atlas), title=sources_page.TITLE, url_path="about"),
    ],
    position="top",
)
care.keep(care_first, asked=page.title in (complaints_page.TITLE, session_page.TITLE, care_page.TITLE))
link.follow(atlas, page.title)
body = measure.reader(atlas)
page.run()
if page.title not in (measure_page.TITLE, "Atlas"):  # these draw the boxes themselves
    measure.sidebar(atlas, body)
link.write()
notebook_bits.open_behind()
