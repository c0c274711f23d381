"""The place of a tender spot: tapped on the drawing, or chosen by the point it is closest to."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import streamlit as st

from charts.screen.limb import LimbLayers, limb_scene
from charts.screen.mine import tapped_pins
from content.marks import VIEW_NAMES, VIEW_PHRASES, codes_in_view, title
from content.near import near_place, on_limb
from content.phrases import side_name
from content.words import word
from coords.body import Body
from coords.side import SIDES, Side
from data import Atlas
from notebook import Near, TenderSpot
from ui import pick
from ui.components.drawing import drawing
from ui.notebook import tell
from ui.pages.notebook import words
from web.pictures import thumbnail_address

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
        return Side(self.side).mirrored((self.x, self.y))


def place(atlas: Atlas, body: Body) -> None:
    """Draw the choice of a view and side, the drawing to tap, and what was found there."""
    now = st.session_state
    st.pills(
        word("spot.view"), list(VIEW_NAMES), key="nb_spot_view", required=True, persist_state="session",
        format_func=lambda view: f"![]({thumbnail_address(view, now['nb_spot_side'])}) {VIEW_NAMES[view]}",
        label_visibility="collapsed",
    )  # fmt: skip
    with st.container(horizontal=True, vertical_alignment="center"):
        st.segmented_control(
            word("spot.side"), SIDES, key="nb_spot_side", format_func=side_name, required=True,
            persist_state="session", label_visibility="collapsed",
        )  # fmt: skip
        if atlas.limb.views[now["nb_spot_view"]].frames:
            st.toggle(word("spot.whole"), key="nb_spot_whole", persist_state="session")
    st.markdown(word("spot.tap"))
    _chart(atlas, body)
    view = now["nb_spot_view"]
    codes = codes_in_view(atlas, view)
    if now["nb_spot_point"] not in codes:
        now["nb_spot_point"] = None
    st.selectbox(
        word("spot.closest"),
        codes,
        index=None,
        key="nb_spot_point",
        format_func=lambda code: title(atlas.points[code]),
        placeholder=word("spot.choose"),
        on_change=_at_point,
        args=(atlas, body),
        **pick.ONE,
    )
    pick.say("nb_spot_point", lambda code: title(atlas.points[code]), lambda: _at_point(atlas, body))
    spot = _shown()
    if spot is not None:
        st.markdown(word("spot.near", things=words.nearest(spot.near)) if spot.near else word("spot.nothing_near"))


def _shown() -> Tapped | None:
    """The tapped place, when it is on the drawing that is shown."""
    now, spot = st.session_state, st.session_state["nb_spot"]
    return spot if spot and (spot.view, spot.side) == (now["nb_spot_view"], now["nb_spot_side"]) else None


def _chart(atlas: Atlas, body: Body) -> None:
    now = st.session_state
    view, side, spot = now["nb_spot_view"], now["nb_spot_side"], _shown()
    shown = atlas.limb.views[view]
    frame = ("whole" if now["nb_spot_whole"] else "lower") if shown.frames else None
    scene = limb_scene(
        shown, [], side=side, frame=frame, mm_per_unit=body.view_mm_per_unit(view),
        layers=LimbLayers(lines=False, labels=False, margins="none", finger_marks=False),
        scale_owner=word("spot.scale"),
    )  # fmt: skip
    scene["pins"] += tapped_pins(spot.xy) if spot else []
    drawing(
        scene,
        view,
        side,
        key="nb_spot_chart",
        height=HEIGHT,
        alt=word("spot.alt", limb=words.limb(VIEW_PHRASES[view], side)),
        on_place=lambda x, y: tapped(atlas, body, x, y),
        shows=frame,
    )


def tapped(atlas: Atlas, body: Body, x: float, y: float) -> None:
    """A tap at x, y in view units of the side that is shown."""
    now = st.session_state
    view, side = now["nb_spot_view"], now["nb_spot_side"]
    if not on_limb(atlas, view, side, x, y):
        tell("warning", word("spot.beside"))
        return
    now["nb_spot_point"] = None
    _keep(atlas, body, view, side, x, y)


def _at_point(atlas: Atlas, body: Body) -> None:
    now = st.session_state
    pick.take("nb_spot_point", codes_in_view(atlas, now["nb_spot_view"]))
    code = now["nb_spot_point"]
    if code is None:
        now["nb_spot"] = None
        return
    view, side = now["nb_spot_view"], now["nb_spot_side"]
    spot = next(spot for spot in atlas.points[code].members if view in atlas.limb.rules[spot].views)
    _keep(atlas, body, view, side, *body.place(spot, view, side).xy)


def _keep(atlas: Atlas, body: Body, view: str, side: str, x: float, y: float) -> None:
    near = tuple(Near(*found) for found in near_place(atlas, body, view, side, x, y))
    stored, _ = Side(side).mirrored((x, y))
    st.session_state["nb_spot"] = Tapped(view, side, round(stored, 5) + 0.0, round(y, 5), near)


def open_spot(spot: TenderSpot) -> None:
    """Show a stored spot, to be changed."""
    now = st.session_state
    now["nb_spot_view"], now["nb_spot_side"] = spot.view, spot.side
    now["nb_spot_whole"] = spot.view.startswith("leg")
    now["nb_spot"] = Tapped(spot.view, spot.side, spot.x, spot.y, spot.near)
