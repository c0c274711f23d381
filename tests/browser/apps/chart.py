"""A small foot for the component's tests: points, two areas, a plate with relief, and knobs that change them."""

import math

import streamlit as st

from ui.plot import render

PALETTE = {
    "light": {"ink": "#112233", "skin": "#f0c8a0", "point": "#aa0000", "area": "#2f6f5e", "selected": "#0000cc"},
    "dark": {"ink": "#ddeeff", "skin": "#503828", "point": "#ff8888", "area": "#7fc9b3", "selected": "#ffff00"},
}
POINTS = {f"P{i}": (0.12 + 0.16 * (i % 6), 0.15 + 0.3 * (i // 6)) for i in range(30)} | {"INSIDE": (0.5, 0.9)}


def live(shift: float) -> dict:
    return {
        "data": [
            area("Z-heel", [0.02, 0.98, 0.98, 0.02], [0.2, 0.2, 0.4, 0.4]),
            area("Z-ball", [0.02, 0.98, 0.98, 0.02], [0.8, 0.8, 1.0, 1.0]),
            {
                "type": "scatter",
                "mode": "markers",
                "x": [x + shift for x, _ in POINTS.values()],
                "y": [y for _, y in POINTS.values()],
                "customdata": list(POINTS),
                "text": list(POINTS),
                "hovertemplate": "%{text}<extra></extra>",
                "marker": {"size": 11, "color": "$point", "line": {"width": 1, "color": "$ink"}},
            },
        ],
        "layout": {"annotations": [{"x": 0.5, "y": 1.45, "text": "toes", "showarrow": False}]},
    }


def area(name: str, xs: list[float], ys: list[float]) -> dict:
    return {
        "type": "scatter",
        "mode": "lines",
        "fill": "toself",
        "x": xs,
        "y": ys,
        "meta": name,
        "text": name,
        "hoverinfo": "text",
        "hoveron": "fills",
        "fillcolor": "$area@0.3",
        "line": {"color": "$area", "width": 1},
    }


def picked(name: str) -> None:
    st.session_state["picks"] = st.session_state.get("picks", 0) + 1
    st.session_state["card"] = name


plates = {"foot": "app/static/test-plate.json", "missing": "nowhere/plate.json", "none": None}
view = st.selectbox("View", list(plates))
shift_mm = st.number_input("Shift", value=0, step=1)
render(
    live(shift_mm / 1000),
    key="chart",
    plate_url=plates[view],
    palette=PALETTE,
    height=560,
    alt="A foot seen from below with 30 points",
    on_pick=picked,
    view_key=view,
    select=st.session_state.get("card"),
    plate_changes={"bones": {"opacity": 0.25}},
)
st.write(f"Picked {st.session_state.get('card', 'nothing')}, {st.session_state.get('picks', 0)} times")
st.write(f"Shifted by {shift_mm} mm, {math.floor(shift_mm)}")
