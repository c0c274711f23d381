"""The page "Notebook": write down, look back, see what the scores say, take it out and in."""

from __future__ import annotations

import streamlit as st

from content.words import word
from coords.body import Body
from data import Atlas
from notebook import LOCAL, Notebook, NotebookError
from ui import link
from ui.notebook import gate, say, start_with, told
from ui.pages.notebook import export_import
from ui.pages.notebook import list as notebook_list
from ui.pages.notebook import map as notebook_map
from ui.pages.notebook import mine as notebook_mine
from ui.pages.notebook import trends as notebook_trends
from ui.pages.notebook import two_weeks as notebook_two_weeks
from ui.pages.notebook import write as notebook_write

PARTS = ("write", "entries", "map", "trends", "mine", "carry")
STYLE = """<style>
.st-key-notebook_page { max-width: 68rem; }
.st-key-notebook_page .stText { white-space: pre-wrap; overflow-wrap: anywhere; }
:is(.st-key-nb_before, .st-key-nb_after, [class*="st-key-nb_log_score_"]) button {
  min-height: 2.75rem; min-width: 2.6rem;
}
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
@media (max-width: 640px) {
  .st-key-nb_save { flex: 1; }
  .st-key-nb_save button { width: 100%; }
}
</style>"""


def show(atlas: Atlas, body: Body) -> None:
    """Draw the page, or say why there is no notebook here."""
    link.say_notes(atlas)
    st.html(STYLE)
    with st.container(key="notebook_page"):
        st.header(word("notebook.title"), anchor=False)
        notebook = gate()
        if notebook is None:
            told()
            return
        start_with({"nb_part": "write"})
        st.pills(
            word("notebook.part"),
            PARTS,
            key="nb_part",
            format_func=lambda part: word(f"notebook.part_{part}"),
            required=True,
            persist_state="session",
            label_visibility="collapsed",
            wrap=True,
        )
        try:
            _part(notebook, atlas, body)
        except NotebookError as error:
            say(error)
        _whose(notebook)


def _part(notebook: Notebook, atlas: Atlas, body: Body) -> None:
    part = st.session_state["nb_part"]
    if part == "write":
        notebook_two_weeks.show(notebook)
        notebook_write.show(notebook, atlas, body)
    elif part == "entries":
        notebook_list.show(notebook)
    elif part == "map":
        notebook_map.show(notebook, atlas, body)
    elif part == "trends":
        notebook_two_weeks.show(notebook, every=True)
        notebook_trends.show(notebook)
    elif part == "mine":
        notebook_mine.show(notebook, atlas)
    else:
        export_import.show(notebook)


def _whose(notebook: Notebook) -> None:
    """Where the entries are, so that nobody has to guess who can read them."""
    st.divider()
    if notebook.owner == LOCAL:
        st.markdown(word("notebook.here"))
        return
    st.markdown(word("notebook.on_server"))
    st.button(word("notebook.sign_out"), key="nb_sign_out", on_click=st.logout)
