"""The notebook alone: its page, a card with its part of the notebook, and the end of a guided session."""

import os

import streamlit as st

from charts.palette import look_palettes
from charts.screen.limb import LimbLayers, limb_scene
from content.marks import marks_in_view
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.care.decision import KeptStep
from data.practice import load_practice
from ui import state, style
from ui.browser import remembered
from ui.cards import notebook_bits
from ui.components import plot
from ui.controls import choose
from ui.model import Choice
from ui.pages.notebook import page as notebook_page
from web import plates

st.set_page_config(page_title="Notebook", layout="wide")
if folder := st.query_params.get("folder"):
    os.environ["CUN_ATLAS_NOTEBOOK_FOLDER"] = folder
atlas = load_atlas()
body = Body(atlas.limb, Measurements())
style.put()


def card() -> None:
    choose(Choice, "side", st.segmented_control, "Side", ("right", "left"), required=True)
    view, side = state.choice().view, state.choice().side
    marks = marks_in_view(atlas, body, view, side, codes=["KI3", "SP6"])
    scene = limb_scene(
        atlas.limb.views[view],
        marks,
        side=side,
        layers=LimbLayers(),
        mm_per_unit=body.view_mm_per_unit(view),
        scale_owner="of you",
    )
    scene["pins"] += notebook_bits.my_pins(atlas, body, view, side, ["KI3", "SP6"])
    plot.render(
        scene=scene, key="card_chart", plate_url=plates.plate_url(view, side), palette=look_palettes("plate", "fair"),
        height=420, alt="KI3", on_pick=None, view_key=f"{view} {side}", select="KI3",
    )  # fmt: skip
    notebook_bits.note_box("point", "KI3", atlas, body)


def after_a_session() -> None:
    routine = load_practice().routines["RT_HEEL"]
    order = [KeptStep(step, "left", None) for step in routine.steps]
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
remembered.exchange(atlas)
page.run()
