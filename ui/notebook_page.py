"""The page "Notebook": write down, look back, see what the scores say, take it out and in."""

from __future__ import annotations

import streamlit as st

from coords.body import Body
from data import Atlas
from notebook import LOCAL, Notebook, NotebookError
from ui import notebook_carry, notebook_list, notebook_map, notebook_mine, notebook_trends, notebook_write
from ui.notebook import gate, say, start_with, told

TITLE = "Notebook"
PARTS = {
    "write": "Write",
    "entries": "Entries",
    "map": "Body map",
    "trends": "Trends",
    "mine": "My points",
    "carry": "Out and in",
}
STYLE = """<style>
.st-key-notebook_page { max-width: 68rem; }
.st-key-notebook_page .stText { white-space: pre-wrap; overflow-wrap: anywhere; }
.st-key-nb_before button, .st-key-nb_after button { min-height: 2.75rem; min-width: 2.6rem; }
.st-key-nb_save_box button, .st-key-nb_months button { min-height: 2.75rem; }
[class*="st-key-nb_chart_"] .cun-plot__buttons { display: none; }
.cun-week, .st-key-nb_day [role="radiogroup"] {
  display: grid !important; grid-template-columns: repeat(7, minmax(0, 1fr)); gap: 3px; width: 100%;
}
.cun-week span { text-align: center; font-size: .85rem; }
.st-key-nb_day, .st-key-nb_day .stButtonGroup { width: 100%; }
.st-key-nb_day button {
  height: auto; min-height: 3rem; min-width: 0; width: 100%; padding: .1rem; border-radius: .5rem;
}
.st-key-nb_day button p { font-size: .8rem; line-height: 1.15; white-space: normal; text-align: center; }
.st-key-nb_spot_view, .st-key-nb_spot_view .stButtonGroup { width: 100%; }
.st-key-nb_spot_view [role="radiogroup"] {
  display: grid; grid-template-columns: repeat(10, 1fr); gap: 4px; width: 100%; overflow: visible;
}
.st-key-nb_spot_view button {
  height: auto; min-width: 0; padding: .25rem .1rem; border-radius: .6rem; align-items: flex-start;
}
.st-key-nb_spot_view button p {
  display: flex; flex-direction: column; align-items: center; gap: 2px;
  font-size: .74rem; line-height: 1.15; white-space: normal; text-align: center;
}
.st-key-nb_spot_view img {
  height: 40px !important; max-height: 40px !important; max-width: 100%; width: auto; margin: 0 !important;
}
@media (max-width: 640px) {
  .st-key-nb_save { flex: 1; }
  .st-key-nb_save button { width: 100%; }
  .st-key-nb_spot_view [role="radiogroup"] { grid-template-columns: repeat(5, 1fr); }
  .st-key-nb_spot_view button p { font-size: .66rem; }
  .st-key-nb_spot_view img { height: 32px !important; }
}
</style>"""


def show(atlas: Atlas, body: Body) -> None:
    """Draw the page, or say why there is no notebook here."""
    for note in st.session_state.get("notes", []):
        st.warning(note)
    st.html(STYLE)
    with st.container(key="notebook_page"):
        st.header(TITLE, anchor=False)
        notebook = gate()
        if notebook is None:
            told()
            return
        start_with({"nb_part": "write"})
        st.pills(
            "Part", list(PARTS), key="nb_part", format_func=PARTS.__getitem__, required=True, persist_state="session",
            label_visibility="collapsed", wrap=True,
        )  # fmt: skip
        try:
            _part(notebook, atlas, body)
        except NotebookError as error:
            say(error)
        _whose(notebook)


def _part(notebook: Notebook, atlas: Atlas, body: Body) -> None:
    part = st.session_state["nb_part"]
    if part == "write":
        notebook_write.show(notebook, atlas, body)
    elif part == "entries":
        notebook_list.show(notebook)
    elif part == "map":
        notebook_map.show(notebook, atlas, body)
    elif part == "trends":
        notebook_trends.show(notebook)
    elif part == "mine":
        notebook_mine.show(notebook, atlas)
    else:
        notebook_carry.show(notebook)


def _whose(notebook: Notebook) -> None:
    """Where the entries are, so that nobody has to guess who can read them."""
    st.divider()
    if notebook.owner == LOCAL:
        st.markdown("Your notebook is a file on this computer. Nothing of it is sent anywhere.")
        return
    st.markdown("Your notebook is kept on this server under your sign-in. Other people who sign in do not see it.")
    st.button("Sign out", key="nb_sign_out", on_click=st.logout)
