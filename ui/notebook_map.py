"""The body map: tender spots of a period on the drawings, larger where it was sorer."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import streamlit as st

from charts.limb import Layers, limb_figure
from charts.mine import Sore, spot_traces
from coords.body import Body
from data import Atlas
from data.marks import VIEW_NAMES
from notebook import Notebook, TenderSpot
from ui import notebook_words as words
from ui import notebook_write, plates, plot
from ui.atlas_page import palettes
from ui.notebook import now as moment
from ui.notebook import start_with

PERIODS = {"4 weeks": 28, "3 months": 91, "a year": 365, "all": 0}
HEIGHT = 560  # px
MOST_LISTED = 30


def show(notebook: Notebook, atlas: Atlas, body: Body) -> None:
    """Draw the map."""
    now = st.session_state
    start_with({"nb_map_period": "3 months", "nb_map_view": None, "nb_map_spot": None})
    st.segmented_control(
        "Period", list(PERIODS), key="nb_map_period", required=True, persist_state="session",
        label_visibility="collapsed",
    )  # fmt: skip
    length = PERIODS[now["nb_map_period"]]
    spots = notebook.tender_spots(moment().date() - timedelta(days=length - 1) if length else None)
    if not spots:
        st.info("No tender spot was noted in this period. The part **Write** keeps one: tap the sore place there.")
        return
    counts = Counter((spot.view, spot.side) for spot in spots)
    shown = [f"{view}|{side}" for view in VIEW_NAMES for side in ("left", "right") if counts[view, side]]
    if now["nb_map_view"] not in shown:
        now["nb_map_view"] = max(shown, key=lambda key: counts[_view(key)])
    st.pills(
        "Drawing", shown, key="nb_map_view", required=True, persist_state="session", label_visibility="collapsed",
        format_func=lambda key: f"{VIEW_NAMES[_view(key)[0]]}, {_view(key)[1]} ({counts[_view(key)]})",
    )  # fmt: skip
    view, side = _view(now["nb_map_view"])
    mine = [spot for spot in spots if (spot.view, spot.side) == (view, side)]
    chart, listed = st.columns([3, 2], gap="medium")
    with chart:
        _chart(atlas, body, view, side, mine)
    with listed:
        _listed(mine)


def _view(key: str) -> tuple[str, str]:
    view, _, side = key.partition("|")
    return view, side


def _chart(atlas: Atlas, body: Body, view: str, side: str, spots: list[TenderSpot]) -> None:
    now, drawing = st.session_state, atlas.limb.views[view]
    high = drawing.frames and any(spot.y > drawing.frames["lower"][3] for spot in spots)
    frame = ("whole" if high else "lower") if drawing.frames else None
    figure = limb_figure(
        drawing, [], side=side, frame=frame, mm_per_unit=body.view_mm_per_unit(view),
        layers=Layers(lines=False, labels=False, margins="none", finger_marks=False), scale_owner="on the drawing",
    )  # fmt: skip
    flip = -1.0 if side == "left" else 1.0
    figure["data"] += spot_traces([Sore(spot.id, (flip * spot.x, spot.y), spot.score, _lines(spot)) for spot in spots])
    plot.render(
        figure,
        key="nb_map_chart",
        plate_url=plates.plate_url(view, side),
        palette=palettes(now["look"], now["tone"]),
        relief=now["look"] != "line",
        height=HEIGHT,
        alt=f"Drawing: {VIEW_NAMES[view].lower()}, {side}, with {len(spots)} tender spots; the list beside names them.",
        on_pick=_picked,
        view_key=f"{view} {side} {frame}",
        select=now["nb_map_spot"],
        plate_changes={"bones": {"opacity": 0}},
    )


def _lines(spot: TenderSpot) -> tuple[str, ...]:
    score = "" if spot.score is None else f", {spot.score} of 10"
    near = words.bare(words.nearest(spot.near))
    return (f"{words.short_day(spot.when.date())}{score}", *([f"Near it: {near}"] if near else []), spot.note[:120])


def _picked(spot: str) -> None:
    st.session_state["nb_map_spot"] = spot


def _listed(spots: list[TenderSpot]) -> None:
    """The newest first; the one picked on the drawing on top, with a way to change it."""
    chosen = next((spot for spot in spots if spot.id == st.session_state["nb_map_spot"]), None)
    if chosen is not None:
        with st.container(border=True, key="nb_map_chosen"):
            when = f"{words.day_words(chosen.when.date())}, {chosen.when:%H:%M}"
            st.markdown("  \n".join([when, words.head(chosen), words.details(chosen)]))
            if chosen.note:
                st.text(chosen.note)
            st.button("Change", key="nb_map_change", on_click=notebook_write.open_entry, args=(chosen,))
    lines = []
    for spot in spots[::-1][:MOST_LISTED]:
        score = "no score" if spot.score is None else f"{spot.score} of 10"
        near = words.nearest(spot.near[:1])
        near = f"near {near}" if spot.near and spot.near[0].mm is not None else near
        lines.append(f"- {words.short_day(spot.when.date())}: {score}{f', {near}' if near else ''}")
    more = f"\n\n… and {len(spots) - MOST_LISTED} older ones." if len(spots) > MOST_LISTED else ""
    st.markdown("\n".join(lines) + more)
