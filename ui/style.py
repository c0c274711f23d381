"""The style of a dark page; what all pages share stands in `web/page.css`."""

import streamlit as st

DARK = """<style>
[data-testid="stBaseButton-primary"], [data-testid="stBaseButton-primary"] p,
[data-testid="stMultiSelect"] [data-tag], [data-testid="stMultiSelect"] [data-tag] * { color: #12161a; }
</style>"""


def put() -> None:
    """On the light green of the dark theme the words of a button are dark."""
    if st.context.theme.type == "dark":
        st.html(DARK)
