"""The smallest page with a notebook on a shared server: who is signed in, what they wrote, and which copy answers."""

import os
from datetime import UTC, datetime

import streamlit as st

from notebook import Note, Notebook, NotebookError, NotebookOff, open_database, whose

st.write(f"copy: {os.environ.get('ATLAS_COPY', '?')}")


@st.cache_resource
def the_place():
    return open_database()


try:
    signed_in = (str(st.user["iss"]), str(st.user["sub"])) if st.user.is_logged_in else None
    owner = whose(
        os.environ,
        st.get_option("server.address"),
        st.context.headers,
        st.context.ip_address,
        "auth" in st.secrets,
        signed_in,
    )
    notebook = Notebook(the_place(), owner)
    st.button("Sign out", on_click=st.logout)
    st.write(f"signed in: {st.user.get('name')}")
    with st.form("new", clear_on_submit=True):
        text = st.text_input("A note on SP6")
        if st.form_submit_button("Save"):
            notebook.add(Note(datetime.now(UTC), "point", "SP6", text))
    for note in notebook.notes_on("point", "SP6"):
        st.text(f"note: {note.text}")
    st.write("that is all")
except NotebookOff as off:
    st.write(str(off))
    if off.reason == "sign_in":
        st.button("Sign in", on_click=st.login)
except NotebookError as error:
    st.error(str(error))
