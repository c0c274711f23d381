"""The lightest Streamlit page there is with a number and a button: what no app of ours can beat."""

import streamlit as st

width_mm = st.number_input("Width in mm", value=20, step=1)
if st.button("Open a card"):
    st.session_state["cards"] = st.session_state.get("cards", 0) + 1
st.html(f'<p id="echo">{width_mm}</p><p id="card">{st.session_state.get("cards", 0)}</p>')
