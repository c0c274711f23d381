"""What the atlas is, what it is not, and where everything in it comes from."""

import pandas as pd
import streamlit as st

from data import Atlas

WHAT_IT_IS = """
Cun Atlas shows where the acupressure points of the foot and leg lie **on your own body**, in centimetres, with an
honest margin. A point is a rule, such as “3 cun above the bump of the inner ankle bone”. One cun is a share of a bone,
so it differs from person to person and from one part of the leg to the next. Finger widths are the traditional ruler;
studies find them inexact, so the atlas corrects them and prefers your height, or best a measured shin.

Meridians and points are a traditional map; no anatomical structure has been found that matches them. The atlas makes no
promise of a cure. It does not diagnose or treat any illness and does not replace medical care.
"""
HOW_SURE = """
The dark ellipse holds the place in about two of three cases, the light one in about 19 of 20. The ± is the longer half
of the light range along the limb. The dotted ring (Layers) shows how far trained people's own marks differ.
"""
LICENCES = """
Code: MIT licence. Data and drawings: CC BY 4.0. The shape of the limb was measured from the Vitruvian character (CC0),
itself derived from Antonia Polygon (CC BY), with proportions from the ANSUR II survey.
"""


def show(atlas: Atlas) -> None:
    """Draw the page."""
    st.header("About this atlas", anchor=False)
    st.markdown(WHAT_IT_IS)
    st.subheader("How sure is a place?", anchor=False)
    st.markdown(HOW_SURE)
    st.subheader("Sources", anchor=False)
    works = pd.DataFrame([{"Work": str(source), "Where": source.locator} for source in atlas.sources.values()])
    st.html(works.to_html(index=False, border=0, classes="cun-table", justify="left"))
    st.markdown(LICENCES)
