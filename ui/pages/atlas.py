"""The atlas: the instrument with its drawing, sizes and card, and below it what unfolds about the open card."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from charts.screen.compare import compared
from charts.screen.said import said_pins
from content.marks import codes_in_view, spots_in_view
from content.phrases import gap_and_source, gap_of_ruler
from content.voices import APART_MM
from content.words import word
from coords.body import Body
from data import Atlas
from data.practice import load_practice
from data.sayings import said_places
from ui import care, link, measure, state
from ui.acts import applied
from ui.browser import kept
from ui.cards import below, notebook_bits
from ui.components.browser_store import visit
from ui.components.instrument import instrument
from ui.instrument import NOTHING, Held, given, news, sides_shown
from ui.model import Choice


@dataclass(frozen=True)
class Heard:
    """The last act that the page has heard of, what the browser held when it was done (`Held`), the measure being
    changed, and the page that the reader wants next."""

    n: int = 0
    held: str = ""
    table: str = ""
    page: str = ""


def show(atlas: Atlas, others: Mapping[str, StreamlitPage]) -> None:
    """Draw the page. `others`: by path, the pages that the instrument leads to."""
    if care.banners():
        return
    link.say_notes(atlas)
    state.put(_around())
    state.change(Heard, held="")  # a new page may have a new instrument, which holds nothing
    _instrument(atlas, others)


@dataclass(frozen=True)
class Around:
    """What stands around the instrument: when it changes, the whole page is drawn again."""

    noted: Mapping[str, str] | None = None  # what is said of an address ends with it


def _around() -> Around:
    return Around(link.current() if link.notes() else None)


@st.fragment
def _instrument(atlas: Atlas, others: Mapping[str, StreamlitPage]) -> None:
    """The instrument and what stands below it: what a reader does to it changes these and nothing else."""
    heard = state.now(Heard)
    if heard.page in others:
        state.put(replace(heard, page=""))
        st.switch_page(others[heard.page], query_params=link.address_on(heard.page))
    if state.now(Around) != _around():
        st.rerun()
    body, model = measure.reader(atlas), state.model()
    told = state.now(Held)
    told = told if heard.held == told.stamp else NOTHING
    data = given(
        atlas,
        body,
        model,
        care.decision(),
        heard=heard.n,
        table=heard.table,
        known=care.known(),
        told=told,
        keep=kept.to_keep(),
        pins={side: _pins(atlas, body, side) for side in sides_shown(model.choice)},
    )
    sent, told = news({**data, "visit": visit()}, told)
    state.put(told)
    state.put(replace(heard, table="", held=""))  # it is sent once
    instrument(sent, key="instrument", heard=heard.n, on_acts=lambda acts: _take(atlas, acts))
    below.show(atlas, body)
    link.write()


def _take(atlas: Atlas, acts: Sequence[Mapping[str, Any]]) -> None:
    """What the reader did, in the order it was done."""
    state.take(applied(atlas, state.model(), acts))
    heard = replace(state.now(Heard), n=acts[-1]["n"], held=str(acts[-1].get("held", "")))
    for act in acts:
        if act["act"] == "forget":
            kept.forget()
        elif act["act"] == "table":
            heard = replace(heard, table=str(act.get("name")))
        elif act["act"] == "page":
            heard = replace(heard, page=str(act.get("page")))
            if act.get("complaint") in load_practice().conditions:
                state.change(Choice, complaints=(act["complaint"],))
    state.put(heard)


def _pins(atlas: Atlas, body: Body, side: str) -> dict[str, Any]:
    """Beside the marks of a limb: other rulers' and other sources' places for the open point, and the reader's own."""
    choice, layers = state.choice(), state.layers()
    view, point = choice.view, choice.point
    codes = codes_in_view(atlas, view)
    seen = set(codes) - set(care.left_out(codes, side))
    places = [body.place(spot, view, side) for _, spot in spots_in_view(atlas, view, {point} & seen if point else ())]
    pins, rings = compared(body, places, gap_of_ruler, word("gap.shrinks_here")) if layers.compare else ([], [])
    if layers.said and point and places:
        apart = [said for said in said_places(atlas, body, point, view, side) if (said.gap_mm or APART_MM) >= APART_MM]
        pins = [*pins, *said_pins(apart, gap_and_source)]
    return {"of": point, "pins": pins, "rings": rings, "mine": notebook_bits.my_pins(atlas, body, view, side, seen)}
