"""The notebook alone: its page, a card with its part of the notebook, and the end of a guided session."""

import streamlit as st

from charts.limb import Layers, limb_figure
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.care import Kept
from data.marks import marks_in_view
from data.practice import load_practice
from ui import notebook_bits, notebook_page, plates, plot, state, style
from ui.atlas_page import palettes

st.set_page_config(page_title="Notebook", layout="wide")
atlas = load_atlas()
body = Body(atlas.limb, Measurements())
state.fill_in()
style.put()


def card() -> None:
    now = st.session_state
    view, side = now["view"], now["side"]
    st.segmented_control("Side", ("right", "left"), key="side", persist_state="session", required=True)
    marks = marks_in_view(atlas, body, view, side, codes=["KI3", "SP6"])
    figure = limb_figure(
        atlas.limb.views[view], marks, side=side, layers=Layers(), mm_per_unit=body.view_mm_per_unit(view)
    )
    figure["data"] += notebook_bits.my_traces(atlas, body, view, side, ["KI3", "SP6"])
    plot.render(
        figure, key="card_chart", plate_url=plates.plate_url(view, side), palette=palettes("plate", "fair"), height=420,
        alt="KI3", on_pick=None, view_key=f"{view} {side}", select="KI3",
    )  # fmt: skip
    notebook_bits.note_box("point", "KI3", atlas, body)


def after_a_session() -> None:
    routine = load_practice().routines["RT_HEEL"]
    order = [Kept(step, "left", None) for step in routine.steps]
    result = {
        "before": 6, "after": 4, "started": "2026-11-20T20:00:00Z", "ended": "2026-11-20T20:12:00Z",
        "pressed": [{"n": n, "seconds": 30.0 if n < 6 else 0.0} for n in range(1, len(order) + 1)],
    }  # fmt: skip
    notebook_bits.save_session(result, order, routine)


page = st.navigation(
    [
        st.Page(lambda: notebook_page.show(atlas, body), title="Notebook", url_path="notebook", default=True),
        st.Page(card, title="Card", url_path="card"),
        st.Page(after_a_session, title="After a session", url_path="after"),
    ],
    position="top",
)
page.run()
