"""The session's clock alone: a session, what the page heard, and a knob that runs the page again."""

import json

import streamlit as st
from session_clock_sessions import SESSIONS

from ui.components.session_clock import session_clock, whole_seconds


def hear(name: str, what: object) -> None:
    st.session_state[name] = [*st.session_state.get(name, []), what]


st.set_page_config(layout="wide")
address = st.query_params
chosen = st.selectbox("Session", SESSIONS, index=list(SESSIONS).index(address.get("session", "heel")))
session = dict(SESSIONS[chosen])
session |= {name: float(address[name]) for name in ("speed", "ready") if name in address}
if st.checkbox("Show the clock", value=True):
    session_clock("clock", session, lambda n: hear("steps", n), lambda result: hear("results", result))
st.button("Run the page again", on_click=hear, args=("runs", 1))
st.write(f"Runs: {len(st.session_state.get('runs', []))}")
st.write(f"Whole: {whole_seconds(session):g} s")
st.text(f"Steps: {st.session_state.get('steps', [])}")
results = st.session_state.get("results", [])
st.text(f"Results: {len(results)}")
st.text(json.dumps(results[-1]) if results else "")
