"""The chart alone: a small foot, and knobs that change it."""

import streamlit as st
from chart_figures import PLATES, given

from ui.components.plot import render


def picked(name: str) -> None:
    st.session_state["picks"] = st.session_state.get("picks", 0) + 1
    st.session_state["card"] = name


view = st.selectbox("View", list(PLATES))
shift_mm = st.number_input("Shift", value=0, step=1)
render(**given(view, shift_mm, st.session_state.get("card")), on_pick=picked)
st.write(f"Picked {st.session_state.get('card', 'nothing')}, {st.session_state.get('picks', 0)} times")
