"""The same page with our chart component and nothing drawn in it: what the atlas is compared with."""

import streamlit as st

from ui.components.plot import render

width_mm = st.number_input("Width in mm", value=20, step=1)
if st.button("Open a card"):
    st.session_state["cards"] = st.session_state.get("cards", 0) + 1
st.html(f'<p id="card">{st.session_state.get("cards", 0)}</p>')
live = {"data": [], "layout": {"meta": width_mm, "xaxis": {"range": [0, 1]}, "yaxis": {"range": [0, 1]}}}
render(
    figure=live,
    key="floor",
    plate_url=None,
    palette={"light": {}, "dark": {}},
    height=400,
    alt="Nothing",
    on_pick=None,
    view_key="floor",
)
