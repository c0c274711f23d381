"""The page "My leg": a view laid on the reader's own photo, which never leaves the browser."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from content.marks import VIEW_NAMES
from content.photo import photo_limb
from content.phrases import side_word
from content.words import word
from coords.body import Body
from coords.side import LEFT_FIRST
from coords.view import ZONE_VIEWS
from data import Atlas
from data.care.decision import Decision
from data.photo import load_photo_views
from ui import care, link, state
from ui.acts import applied
from ui.cards import notebook_bits
from ui.components.photo import photo, spot_from_browser
from ui.controls import choose
from ui.instrument import numbers_of, short, size_row
from ui.model import Choice, Model
from ui.notebook import told
from web.instrument_files import address, palette_name
from web.pictures import thumbnail_address
from web.plates import plate_url
from web.sheets import sheet_url
from web.zone_files import sheet_url as zone_file

LEG = "leg"  # where the notebook tells what it kept from here


@dataclass(frozen=True)
class Wanted:
    """Whether the reader asked for the card in the atlas."""

    atlas: bool = False


def show(atlas: Atlas, body: Body, home: StreamlitPage, session: StreamlitPage) -> None:
    """Draw the page."""
    if state.now(Wanted).atlas:
        state.put(Wanted())
        st.switch_page(home, query_params=link.address_on("atlas"))
    link.say_notes(atlas)
    if care.banners():
        return
    _seen_on_photos(atlas)
    st.header(word("photo.title"), anchor=False)
    st.markdown(word("photo.intro"))
    if state.choice().routine:
        st.page_link(session, label=word("photo.session"), icon=":material/arrow_back:")
    with st.container(horizontal=True, key="leg_views"):
        views = {view: VIEW_NAMES[view] for view in load_photo_views()}
        choose(Choice, "view", st.selectbox, word("photo.view"), views, key="leg_view", filter_mode="contains")
        sides = {side: word(f"photo.side_{side}") for side in LEFT_FIRST}
        choose(Choice, "side", st.segmented_control, word("photo.side"), sides, key="leg_side")
    told(LEG)
    model = state.model()
    sent = given(
        *(atlas, body, model, care.decision()),
        known=care.known(),
        notebook=notebook_bits.is_open(),
        spots=_spots(atlas, body, model.choice),
        dark=st.context.theme.type == "dark",
    )
    photo(sent, key="my_leg", on_act=lambda act: _take(atlas, body, act))


def _seen_on_photos(atlas: Atlas) -> None:
    """A view that no photo is asked for (a hand) gives way to the open point's own, else to the inner leg."""
    choice, views = state.choice(), load_photo_views()
    if choice.view in views:
        return
    home = atlas.points[choice.point].rule.home if choice.point else ""
    state.change(Choice, view=home if home in views else "leg_medial")


def given(
    atlas: Atlas,
    body: Body,
    model: Model,
    decision: Decision,
    *,
    known: bool = True,
    notebook: bool = False,
    spots: Sequence[Mapping[str, Any]] = (),
    dark: bool = False,
) -> dict[str, Any]:
    """What the component is sent of a reader.

    known: whether the browser has said which answers it keeps. notebook: whether a spot can be kept; spots: those that
    are, {"code", "x", "y", "dot"}.
    """
    choice, layers = model.choice, model.layers
    view, side = choice.view, choice.side
    limb, numbers = photo_limb(atlas, body, view, side), numbers_of(atlas, body, view, side, decision)
    return {
        "view": view,
        "side": side,
        "called": word("photo.called", view=VIEW_NAMES[view], side=side_word(side)),
        "point": choice.point,
        "limb": limb,
        "sizes": {one["name"]: size_row(atlas, model.measures, one["name"]) for one in limb["lengths"]},
        "numbers": {**numbers, "columns": short(numbers["columns"])},
        "known": known,
        "notebook": notebook,
        "spots": list(spots),
        "dark": dark,
        "sheet": sheet_url(view),
        "plate": plate_url(view, side),
        "palette": address(palette_name(layers.look, layers.tone, False)),
        "courses": bool(atlas.courses[view]),
        "zones": zone_file(view, side) if view in ZONE_VIEWS else None,
        "thumbnail": thumbnail_address(view, side),
    }


def _spots(atlas: Atlas, body: Body, choice: Choice) -> list[dict[str, Any]]:
    """The reader's own places on the view."""
    return [
        {"code": code, "x": own.xy[0], "y": own.xy[1], "dot": own.dot}
        for code, own in notebook_bits.my_spots(atlas, body, choice.view, choice.side, atlas.points)
    ]


def _take(atlas: Atlas, body: Body, act: Mapping[str, Any]) -> None:
    """What the reader did to the photo."""
    if act["act"] == "mine":
        spot, code = spot_from_browser(act), str(act.get("code"))
        if spot and code in atlas.points:
            notebook_bits.keep_spot(atlas, body, code, spot, LEG)
        return
    if act["act"] == "atlas":
        state.put(Wanted(atlas=True))
    state.take(applied(atlas, state.model(), [{**act, "act": "open"} if act["act"] == "atlas" else act]))
