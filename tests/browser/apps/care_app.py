"""Before you press, alone: the page of questions, and a page that guides somebody through pressing."""

import streamlit as st

from content.words import word
from data import load_atlas
from ui import care, style
from ui.browser import remembered
from ui.pages import care as care_page

st.set_page_config(page_title="Care", layout="wide")


def guide() -> None:
    if care.gate():
        st.write(f"Press now: {'SP6 left out' if care.left_out(['SP6'], 'left') else 'SP6'}")


def one_card() -> None:
    care.banners()
    st.write(care.left_out_line(["SP6", "ST36"], "left"))
    st.write(care.notes_for("point", "SP6", "left").left_out or "How to press SP6")
    st.write(care.notes_for("point", "ST36", "left").limit)


style.put()
first = st.Page(lambda: care_page.show(load_atlas()), title=word("care.title"), url_path="care")
page = st.navigation(
    [
        st.Page(guide, title="Guide", url_path="guide", default=True),
        first,
        st.Page(one_card, title="Card", url_path="card"),
    ],
    position="top",
)
care.answers_on(first)
remembered.exchange(load_atlas())
page.run()
