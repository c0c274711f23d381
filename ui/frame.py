"""The frame of every page: what a run begins with, the list of pages, the shared inputs."""

import gc

import streamlit as st

from content.opening import guarded, open_all
from content.words import word
from data import DataError
from data.atlas import Atlas
from ui import care, link, measure, style
from ui.browser import remembered
from ui.cards import notebook_bits
from ui.components import menu
from ui.pages import atlas as atlas_page
from ui.pages import care as care_page
from ui.pages import complaints as complaints_page
from ui.pages import learn as learn_page
from ui.pages import measure as measure_page
from ui.pages import my_leg as my_leg_page
from ui.pages import paper as paper_page
from ui.pages import session as session_page
from ui.pages import sources as sources_page
from ui.pages import techniques as techniques_page
from ui.pages.notebook import page as notebook_page
from ui.text import plain

HOME = "atlas"
ASKS_CARE = ("complaints", "session", "care", "leg")  # pages that need the reader's answers
WITHOUT_BOXES = (HOME, "measure", "learn")  # pages with boxes of their own for measures, or where nothing is measured


def show() -> None:
    """One run of the page that is open."""
    st.set_page_config(page_title="Cun Atlas", page_icon="🦶", layout="wide", initial_sidebar_state="auto")
    try:
        with guarded():
            run(open_all())
    except DataError as error:
        st.error(plain(f"The atlas cannot open, because a data file is damaged: {error}"))


def run(atlas: Atlas) -> None:
    settle_memory()
    style.put()
    care_first = st.Page(lambda: care_page.show(atlas), title=word("care.title"), url_path="care")
    notebook = st.Page(lambda: notebook_page.show(atlas, body), title=word("notebook.title"), url_path="notebook")
    session = st.Page(
        lambda: session_page.show(atlas, body, complaints, notebook, leg),
        title=word("session.title"),
        url_path="session",
    )
    complaints = st.Page(
        lambda: complaints_page.show(atlas, body, session, notebook),
        title=word("complaints.title"),
        url_path="complaints",
    )
    measuring = st.Page(lambda: measure_page.show(atlas, body), title=word("measure.title"), url_path="measure")
    leg = st.Page(lambda: my_leg_page.show(atlas, body, home, session), title=word("photo.title"), url_path="leg")
    next_pages = {"complaints": complaints, "measure": measuring, "care": care_first, "leg": leg}
    home = st.Page(lambda: atlas_page.show(atlas, next_pages), title=word("atlas.title"), url_path=HOME, default=True)
    pages = [
        home,
        complaints,
        session,
        notebook,
        care_first,
        measuring,
        leg,
        st.Page(lambda: paper_page.show(atlas, body, measuring), title=word("paper.title"), url_path="paper"),
        st.Page(lambda: learn_page.show(atlas, home), title=word("learn.title"), url_path="learn"),
        st.Page(lambda: techniques_page.show(atlas), title=word("techniques.title"), url_path="techniques"),
        st.Page(lambda: sources_page.show(atlas), title=word("sources.title"), url_path="about"),
    ]
    page = st.navigation(pages, position="hidden")
    path = page.url_path or HOME  # the page that opens first has no path of its own
    by_path = {one.url_path or HOME: one for one in pages}
    link.lead_on(by_path)
    menu.show(by_path, path, link.address_on)
    care.answers_on(care_first)
    remembered.exchange(atlas, asks_care=path in ASKS_CARE)
    link.follow(atlas, path)
    body = measure.reader(atlas)
    page.run()
    if path not in WITHOUT_BOXES:
        measure.sidebar(atlas, body)
    link.write()
    notebook_bits.open_behind()


@st.cache_resource
def settle_memory() -> None:
    """Long-lived data leaves the garbage collector's rounds, which otherwise cost every change tens of milliseconds.

    The last round tells the collector how little is left, so that it keeps coming back for what sessions drop.
    """
    gc.collect()
    gc.freeze()
    gc.collect()
