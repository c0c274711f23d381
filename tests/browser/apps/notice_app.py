"""The first notice alone, above something that must stay in reach."""

import streamlit as st

from ui import notice

st.set_page_config(layout="wide")
notice.show()
if st.button("The drawing"):
    st.session_state["touched"] = st.session_state.get("touched", 0) + 1
st.write(f"Touched: {st.session_state.get('touched', 0)}")
