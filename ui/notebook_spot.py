"""The place of a tender spot: tapped on the drawing, or chosen by the point it is closest to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.limb import Layers, limb_figure
from charts.mine import tapped_traces
from coords.body import Body
from data import Atlas
from data.marks import VIEW_NAMES, codes_in_view, title
from data.near import near_place, on_limb
from notebook import Near, TenderSpot
from ui import notebook_words as words
from ui import plates, plot
from ui.atlas_page import palettes
from ui.notebook import tell
from ui.pictures import thumbnail_address

EMPTY: dict[str, Any] = {
    "nb_spot": None,
    "nb_spot_view": "foot_sole",
    "nb_spot_side": "right",
    "nb_spot_whole": False,
    "nb_spot_point": None,
}
HEIGHT = 460  # px


@dataclass(frozen=True)
class Tapped:
    """A place on a view as it is stored (the right limb), and what lies near."""

    view: str
    side: str
    x: float
    y: float
    near: tuple[Near, ...]

    @property
    def xy(self) -> tuple[float, float]:
        """On the limb of its side."""
        return (-self.x if self.side == "left" else self.x, self.y)


def place(atlas: Atlas, body: Body) -> None:
    """Draw the choice of a view and side, the drawing to tap, and what was found there."""
    now = st.session_state
    st.pills(
        "View", list(VIEW_NAMES), key="nb_spot_view", required=True, persist_state="session",
        format_func=lambda view: f"![]({thumbnail_address(view, now['nb_spot_side'])}) {VIEW_NAMES[view]}",
        label_visibility="collapsed",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            "Side", ("right", "left"), key="nb_spot_side", format_func=str.capitalize, required=True,
            persist_state="session", label_visibility="collapsed",
        )  # fmt: skip
        if atlas.limb.views[now["nb_spot_view"]].frames:
            st.toggle("Whole leg", key="nb_spot_whole", persist_state="session")
    st.markdown("**Tap the sore place**, or choose the point it is closest to.")
    _chart(atlas, body)
    view = now["nb_spot_view"]
    codes = codes_in_view(atlas, view)
    if now["nb_spot_point"] not in codes:
        now["nb_spot_point"] = None
    st.selectbox(
        "Closest point", codes, index=None, key="nb_spot_point", format_func=lambda code: title(atlas.points[code]),
        placeholder="Choose or type a name", on_change=_at_point, args=(atlas, body),
    )  # fmt: skip
    spot = _shown()
    if spot is not None:
        st.markdown(f"Near it: {words.nearest(spot.near) or 'no point or zone of the atlas'}.")


def _shown() -> Tapped | None:
    """The tapped place, when it is on the drawing that is shown."""
    now, spot = st.session_state, st.session_state["nb_spot"]
    return spot if spot and (spot.view, spot.side) == (now["nb_spot_view"], now["nb_spot_side"]) else None


def _chart(atlas: Atlas, body: Body) -> None:
    now = st.session_state
    view, side, spot = now["nb_spot_view"], now["nb_spot_side"], _shown()
    drawing = atlas.limb.views[view]
    frame = ("whole" if now["nb_spot_whole"] else "lower") if drawing.frames else None
    figure = limb_figure(
        drawing, [], side=side, frame=frame, mm_per_unit=body.view_mm_per_unit(view),
        layers=Layers(lines=False, labels=False, margins="none", finger_marks=False), scale_owner="on the drawing",
    )  # fmt: skip
    figure["data"] += tapped_traces(spot.xy) if spot else []
    plot.render(
        figure,
        key="nb_spot_chart",
        plate_url=plates.plate_url(view, side),
        palette=palettes(now["look"], now["tone"]),
        relief=now["look"] != "line",
        height=HEIGHT,
        alt=f"Drawing: {VIEW_NAMES[view].lower()}, {side}. Tap it where it is sore.",
        on_pick=None,
        on_place=lambda x, y: tapped(atlas, body, x, y),
        view_key=f"{view} {side} {frame}",
        plate_changes={"bones": {"opacity": 0}},
    )


def tapped(atlas: Atlas, body: Body, x: float, y: float) -> None:
    """A tap at x, y in view units of the side that is shown."""
    now = st.session_state
    view, side = now["nb_spot_view"], now["nb_spot_side"]
    if not on_limb(atlas, view, side, x, y):
        tell("warning", "That is beside the drawing. Tap the skin.")
        return
    now["nb_spot_point"] = None
    _keep(atlas, body, view, side, x, y)


def _at_point(atlas: Atlas, body: Body) -> None:
    now = st.session_state
    code = now["nb_spot_point"]
    if code is None:
        now["nb_spot"] = None
        return
    view, side = now["nb_spot_view"], now["nb_spot_side"]
    spot = next(spot for spot in atlas.points[code].members if view in atlas.limb.rules[spot].views)
    _keep(atlas, body, view, side, *body.place(spot, view, side).xy)


def _keep(atlas: Atlas, body: Body, view: str, side: str, x: float, y: float) -> None:
    near = tuple(Near(*found) for found in near_place(atlas, body, view, side, x, y))
    stored = -x if side == "left" else x
    st.session_state["nb_spot"] = Tapped(view, side, round(stored, 5) + 0.0, round(y, 5), near)


def open_spot(spot: TenderSpot) -> None:
    """Show a stored spot, to be changed."""
    now = st.session_state
    now["nb_spot_view"], now["nb_spot_side"] = spot.view, spot.side
    now["nb_spot_whole"] = spot.view.startswith("leg")
    now["nb_spot"] = Tapped(spot.view, spot.side, spot.x, spot.y, spot.near)
