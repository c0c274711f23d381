"""The body map: tender spots of a period on the drawings, larger where it was sorer."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta

import streamlit as st

from charts.screen.limb import LimbLayers, frame_showing, limb_scene
from charts.screen.mine import Sore, spot_pins
from content.marks import VIEW_NAMES, VIEW_PHRASES
from content.words import word
from coords.body import Body
from coords.side import Side
from data import Atlas
from notebook import Notebook, TenderSpot
from ui.components.drawing import drawing
from ui.notebook import now as moment
from ui.notebook import start_with
from ui.pages.notebook import words
from ui.pages.notebook import write as notebook_write

PERIODS = (28, 91, 365, 0)  # days; 0 is all
HEIGHT = 560  # px
MOST_LISTED = 30


def show(notebook: Notebook, atlas: Atlas, body: Body) -> None:
    """Draw the map."""
    now = st.session_state
    start_with({"nb_map_period": 91, "nb_map_view": None, "nb_map_spot": None})
    st.segmented_control(
        word("map.period"), PERIODS, key="nb_map_period", format_func=words.period, required=True,
        persist_state="session", label_visibility="collapsed",
    )  # fmt: skip
    length = now["nb_map_period"]
    spots = notebook.tender_spots(moment().date() - timedelta(days=length - 1) if length else None)
    if not spots:
        st.info(word("map.nothing"))
        return
    counts = Counter((spot.view, spot.side) for spot in spots)
    shown = [f"{view}|{side}" for view in VIEW_NAMES for side in ("left", "right") if counts[view, side]]
    if now["nb_map_view"] not in shown:
        now["nb_map_view"] = max(shown, key=lambda key: counts[_view(key)])
    st.pills(
        word("map.drawing"),
        shown,
        key="nb_map_view",
        required=True,
        persist_state="session",
        label_visibility="collapsed",
        format_func=lambda key: _counted(*_view(key), counts[_view(key)]),
    )
    view, side = _view(now["nb_map_view"])
    mine = [spot for spot in spots if (spot.view, spot.side) == (view, side)]
    chart, listed = st.columns([3, 2], gap="medium")
    with chart:
        _chart(atlas, body, view, side, mine)
    with listed:
        _listed(mine)


def _counted(view: str, side: str, count: int) -> str:
    return word("map.limb_count", limb=words.limb(VIEW_NAMES[view], side), count=count)


def _view(key: str) -> tuple[str, str]:
    view, _, side = key.partition("|")
    return view, side


def _chart(atlas: Atlas, body: Body, view: str, side: str, spots: list[TenderSpot]) -> None:
    now, shown = st.session_state, atlas.limb.views[view]
    frame = frame_showing(shown, (spot.y for spot in spots))
    scene = limb_scene(
        shown, [], side=side, frame=frame, mm_per_unit=body.view_mm_per_unit(view),
        layers=LimbLayers(lines=False, labels=False, margins="none", finger_marks=False),
        scale_owner=word("spot.scale"),
    )  # fmt: skip
    sore = [Sore(spot.id, Side(side).mirrored((spot.x, spot.y)), spot.score, _lines(spot)) for spot in spots]
    scene["pins"] += spot_pins(sore)
    drawing(
        scene,
        view,
        side,
        key="nb_map_chart",
        height=HEIGHT,
        alt=word("map.alt", limb=words.limb(VIEW_PHRASES[view], side), count=len(spots)),
        on_pick=_picked,
        shows=frame,
        select=now["nb_map_spot"],
    )


def _lines(spot: TenderSpot) -> tuple[str, ...]:
    day, near = words.short_day(spot.when.date()), words.bare(words.nearest(spot.near))
    told = day if spot.score is None else word("map.day_score", day=day, score=_score(spot))
    return (told, *([word("entry.near", things=near)] if near else []), spot.note[:120])


def _score(spot: TenderSpot) -> str:
    return word("map.no_score") if spot.score is None else word("entry.of_ten", score=spot.score)


def _picked(spot: str) -> None:
    st.session_state["nb_map_spot"] = spot


def _listed(spots: list[TenderSpot]) -> None:
    """The newest first; the one picked on the drawing on top, with a way to change it."""
    chosen = next((spot for spot in spots if spot.id == st.session_state["nb_map_spot"]), None)
    if chosen is not None:
        with st.container(border=True, key="nb_map_chosen"):
            when = words.moment(chosen.when)
            st.markdown("  \n".join([when, words.head(chosen), words.details(chosen)]))
            if chosen.note:
                st.text(chosen.note)
            st.button(word("entries.change"), key="nb_map_change", on_click=notebook_write.open_entry, args=(chosen,))
    lines = []
    for spot in spots[::-1][:MOST_LISTED]:
        near = words.nearest(spot.near[:1])
        if spot.near and spot.near[0].mm is not None:
            near = word("map.near", thing=near)
        told = {"day": words.short_day(spot.when.date()), "score": _score(spot)}
        lines.append(word("map.line_near", near=near, **told) if near else word("map.line", **told))
    more = word("map.older", count=len(spots) - MOST_LISTED) if len(spots) > MOST_LISTED else ""
    st.markdown("\n".join([*lines, *(["", more] if more else [])]))
