"""The screen ruler alone: which fingers to measure, and the width that came out."""

import streamlit as st

from content.screen_ruler import METHODS
from ui.components.screen_ruler import screen_ruler


def measured(mm: float) -> None:
    st.session_state["widths"] = [*st.session_state.get("widths", []), mm]


st.set_page_config(layout="wide")
screen_ruler(st.selectbox("Measure", METHODS), key="ruler", on_measured=measured)
st.write(f"Widths: {st.session_state.get('widths', [])}")
