"""The page On paper alone, for a reader whose measures stand in the address: ?height=1630&shin=355.3&foot=250."""

import streamlit as st

from content.deep_link import LENGTHS
from content.words import word
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from ui import style
from ui.browser import remembered
from ui.pages import paper as paper_page

st.set_page_config(page_title="Paper", layout="wide")
atlas = load_atlas()
given = {key: float(value) for key, value in st.query_params.items()}
segments = {scale: given[key] for key, scale in LENGTHS.items() if key in given}
body = Body(atlas.limb, Measurements(stature_mm=given.get("height"), segments_mm=segments))

style.put()
measure = st.Page(lambda: st.write("Here you measure."), title="Measure", url_path="measure")
paper = st.Page(
    lambda: paper_page.show(atlas, body, measure), title=word("paper.title"), url_path="paper", default=True
)
page = st.navigation([paper, measure], position="top")
remembered.exchange(atlas)
page.run()
