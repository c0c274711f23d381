"""The atlas: choose a view, see the points on it, pick one, read its card."""

from __future__ import annotations

from functools import cache

import pandas as pd
import streamlit as st
from streamlit.navigation.page import StreamlitPage

from charts.compare import compare_traces
from charts.limb import Layers, framed, limb_figure
from charts.palette import SKIN_TONES, look_palettes
from charts.said import said_traces
from coords.body import Body
from coords.mark import Mark
from coords.view import FOOT_VIEWS
from data import Atlas
from data.marks import VIEW_NAMES, alt_text, codes_in_view, marks_in_view, measured_from, meridian_runs, title
from data.phrases import centimetres, distance_phrase
from data.sayings import said_places
from data.search import find_points, search_note
from data.zones import find_zones
from ui import card, care, link, measure, notebook_bits, notice, plates, plot, state, zone_card, zone_layers
from ui.pictures import thumbnail_address

CHART_HEIGHT = (420, 700)  # px, least and most; between them a drawing is as tall as its shape asks
CHART_WIDTH = 600  # px, the width the height is worked out for
LOOK_NAMES = {"plate": "Shaded plate", "line": "Line drawing, high contrast", "print": "For white paper"}
ICONS = {"Something hurts": ":material/healing:", "Measure yourself": ":material/straighten:"}
MARGINS = {"selected": "of the open point", "all": "of every point", "none": "hidden"}
APART_MM = 2.0  # another source's place is drawn only when it is this far from the dot
FIRST_STEP = "**Tap a {}** on the drawing, choose it from the list below the drawing, or search for it by any name."
DISCLAIMER = (
    "This atlas is for learning and relaxation. It does not diagnose or treat any illness and does not replace medical "
    "care. Stop if it hurts, tingles or goes numb. Lasting or worsening pain: see a doctor. In an emergency call your "
    "emergency number."
)


def show(atlas: Atlas, body: Body, others: dict[str, StreamlitPage]) -> None:
    """Draw the page: the choices, and below them what follows from them, which is a part that runs again alone.

    What comes and goes above the chart has a container, or the chart would be built anew each time. `others` are pages
    a reader may want next, by the words of the link to them.
    """
    notes, choices, whose, drawn = st.container(), st.container(), st.container(), st.container()
    with notes:
        if care.banners():
            measure.sidebar(atlas, body)
            return
    zone_layers.fill_in()
    st.session_state["around"] = _around(body)
    with drawn:  # chart and card are sent first, so that they change first
        _drawing(atlas)
    with notes:
        for note in st.session_state["notes"]:
            st.warning(note)
        _search(atlas)
    with choices:
        _choose_view(atlas)
    with whose:
        _say_whose(body)
        with st.container(horizontal=True, key="other_pages"):
            for words, page in others.items():
                st.page_link(page, label=words, icon=ICONS.get(words))


def _around(body: Body) -> tuple:
    """What the choices above the drawing show: when it changes, the whole page is drawn again."""
    now = st.session_state
    chosen = tuple(now[key] for key in ("view", "side", "both", "whole", "layer_zones"))
    return chosen, _measured(body), link.current() if now["notes"] else None  # what is said of an address ends with it


@st.fragment
def _drawing(atlas: Atlas) -> None:
    """Chart, card, list and the reader's measures: a point opened or a width typed changes these and nothing else."""
    state.mend()
    body = measure.reader(atlas)
    if st.session_state["around"] != _around(body):
        st.rerun()
    chart_column, card_column = st.columns([3, 2], gap="medium")
    view, side, chosen, zone = (st.session_state[key] for key in ("view", "side", "point", "zone"))
    marks = _allowed(marks_in_view(atlas, body, view, side, chosen=chosen), side)
    with chart_column:
        if st.session_state["both"] and view in FOOT_VIEWS:
            for column, foot in zip(st.columns(2, gap="small"), ("left", "right"), strict=True):
                with column:
                    of_foot = marks_in_view(atlas, body, view, foot, chosen=chosen)
                    _chart(atlas, body, _allowed(of_foot, foot), foot)
        else:
            _chart(atlas, body, marks, side)
    with card_column:
        notice.show()  # beside the drawing, which it must not push away from under a finger
        if zone:
            zone_card.show(atlas, zone)
        elif chosen:
            card.show(atlas, body, chosen)
        else:
            st.container(border=True).markdown(FIRST_STEP.format("point" if zone_layers.shows_points(view) else "zone"))
        st.markdown(DISCLAIMER)
    with chart_column:
        _list(atlas, marks)
    measure.sidebar(atlas, body)
    link.write()


def _allowed(marks: list[Mark], side: str) -> list[Mark]:
    """The marks without those that the reader's answers leave out."""
    gone = set(care.left_out((mark.code for mark in marks), side))
    return [mark for mark in marks if mark.code not in gone] if gone else marks


def _search(atlas: Atlas) -> None:
    query = st.text_input(
        "Find a point",
        key="query",
        max_chars=60,
        label_visibility="collapsed",
        placeholder="Find a point: ST36, Zusanli, 足三里, KL-6, “Illuminated Sea”…",
    )
    if not query or not query.strip():
        return
    found = find_points(atlas, query)
    zones = find_zones(query)
    if not found and not zones:
        st.info("No point answers to that. Try a code such as SP6, a name such as Taichong, or a part of one.")
        return
    if note := search_note(query):
        st.info(note)
    gone = care.left_out([answer.code for answer in found], st.session_state["side"])
    with st.container(horizontal=True):
        for answer in found:
            st.button(
                f"{title(atlas.points[answer.code])}{' (left out for you)' if answer.code in gone else ''}",
                key=f"found_{answer.code}",
                on_click=_open_found,
                args=(atlas, answer.code),
                help=f"answers to “{answer.matched}”",
            )
    zone_layers.search_answers(query)


def _open_found(atlas: Atlas, code: str) -> None:
    zone_layers.open_point(atlas, code)
    st.session_state["query"] = ""


def _choose_view(atlas: Atlas) -> None:
    side = st.session_state["side"]
    state.hand_on("view")
    st.pills(
        "View",
        list(VIEW_NAMES),
        key="view",
        format_func=lambda view: f"![]({thumbnail_address(view, side)}) {VIEW_NAMES[view]}",
        required=True,
        persist_state="session",
        label_visibility="collapsed",
        wrap=True,
    )
    with st.container(horizontal=True, vertical_alignment="center"):
        state.hand_on("side")
        st.segmented_control(
            "Side",
            ("right", "left"),
            key="side",
            format_func=str.capitalize,
            required=True,
            persist_state="session",
            label_visibility="collapsed",
        )
        window = st.popover("Layers", key="layers", on_change="rerun")
        if window.open:
            with window:
                _layer_choices()
        if atlas.limb.views[st.session_state["view"]].frames:
            st.toggle("Whole leg", key="whole", persist_state="session")
        elif st.session_state["view"] in FOOT_VIEWS:
            st.toggle("Both feet", key="both", persist_state="session")
        if zone_layers.has_zones(st.session_state["view"]):
            zone_layers.switch()


def _measured(body: Body) -> bool:
    return any(cun.source != "neutral" for cun in body.cun.values())


def _say_whose(body: Body) -> None:
    """Whose centimetres these are, above the drawing, for readers whose sidebar is folded away."""
    if not _measured(body):
        st.markdown(
            "Distances are those of **an average adult**. Type your thumb's width under **Your cun** "
            "(**»** at the top left), or measure it on the screen, to make them yours."
        )


def _layers() -> Layers:
    """What is drawn; it is chosen in a window whose widgets are built only while it is open."""
    now = st.session_state
    return Layers(
        lines=now["layer_lines"],
        labels=now["layer_labels"],
        margins=now["layer_margins"],
        finger_marks=now["layer_fingers"],
        experts=now["layer_experts"],
        measure=now["layer_measure"],
    )


def _layer_choices() -> None:
    if zone_layers.has_zones(st.session_state["view"]):
        zone_layers.choices()
    st.toggle("Meridian lines", key="layer_lines", persist_state="session")
    st.toggle("Measuring line", key="layer_measure", persist_state="session")
    st.toggle("Names on the drawing", key="layer_labels", persist_state="session")
    st.radio(
        "Margin of error", list(MARGINS), key="layer_margins", format_func=MARGINS.__getitem__, persist_state="session"
    )
    st.toggle("Plain finger cun (hollow marks)", key="layer_fingers", persist_state="session")
    st.toggle(
        "Compare rulers",
        key="layer_compare",
        persist_state="session",
        help="For the open point: a hollow diamond where each of your other rulers would put it, and the circle that a "
        "measured shin would give.",
    )
    st.toggle("Other sources' places (hollow triangles)", key="layer_said", persist_state="session")
    st.toggle("Where experts differ (dotted ring)", key="layer_experts", persist_state="session")
    st.slider("Bones", 0, 100, step=20, key="layer_bones", format="%d%%", persist_state="session")
    st.radio("Look", list(LOOK_NAMES), key="look", format_func=LOOK_NAMES.__getitem__, persist_state="session")
    st.selectbox("Skin tone", SKIN_TONES, key="tone", format_func=str.capitalize, persist_state="session")


@cache
def palettes(look: str, tone: str) -> dict[str, dict[str, str]]:
    """The colours of a look and skin tone, light and dark."""
    return look_palettes(look, tone)


def _chart(atlas: Atlas, body: Body, marks: list[Mark], side: str) -> None:
    now, layers = st.session_state, _layers()
    view, chosen = now["view"], now["point"]
    marks = marks if zone_layers.shows_points(view) else []
    drawing = atlas.limb.views[view]
    frame = ("whole" if now["whole"] else "lower") if drawing.frames else None
    figure = limb_figure(
        drawing,
        marks,
        side=side,
        runs=meridian_runs(atlas, marks),
        selected=chosen,
        frame=frame,
        layers=layers,
        mm_per_unit=body.view_mm_per_unit(view),
        measured_from=measured_from(body, marks, chosen) if layers.measure else None,
        scale_owner="of you" if _measured(body) else "of an average adult",
    )
    if now["layer_compare"]:
        figure["data"] += compare_traces(body, [mark.place for mark in marks if mark.code == chosen])
    if now["layer_said"] and any(mark.code == chosen for mark in marks):
        apart = [said for said in said_places(atlas, body, chosen, view, side) if (said.gap_mm or APART_MM) >= APART_MM]
        figure["data"] += said_traces(apart)
    figure["data"] += notebook_bits.my_traces(atlas, body, view, side, (mark.code for mark in marks))
    if zones := zone_layers.sheet(view, side):
        figure["areas"] = zones
    x0, y0, x1, y1 = framed(drawing, side, frame)
    height = round(min(max(CHART_WIDTH * (y1 - y0) / (x1 - x0), CHART_HEIGHT[0]), CHART_HEIGHT[1]))
    plot.render(
        figure,
        key="atlas_chart" if side == now["side"] else "other_chart",
        plate_url=plates.plate_url(view, side),
        palette=palettes(now["look"], now["tone"]),
        relief=now["look"] != "line",
        height=height,
        alt=alt_text(view, side, marks, chosen) + zone_layers.alt_words(view, side),
        on_pick=lambda name: zone_layers.picked(atlas, name),
        view_key=f"{view} {side} {frame}",
        select=now["zone"] or chosen,
        plate_changes={"bones": {"opacity": now["layer_bones"] / 100}},
    )


def _list(atlas: Atlas, marks: list[Mark]) -> None:
    """The same points for the keyboard and the screen reader."""
    codes = list(dict.fromkeys(mark.code for mark in marks))
    st.session_state["listed"] = st.session_state["point"] if st.session_state["point"] in codes else None
    st.pills("Points on this view", codes, key="listed", on_change=_open_listed, args=(atlas,), wrap=True)
    if line := care.left_out_line(codes_in_view(atlas, st.session_state["view"]), st.session_state["side"]):
        st.markdown(line)
    view, side = st.session_state["view"], st.session_state["side"]
    if zone_layers.shows_zones(view):
        zone_layers.zone_list(view, side)
        zone_layers.show_legend(view, side, palettes(*_look())["dark" if st.context.theme.type == "dark" else "light"])
    table = st.expander("All distances on this view", key="distances", on_change="rerun")
    if table.open:
        rows = [
            {
                "Point": title(atlas.points[mark.code]),
                "On you": distance_phrase(atlas, mark.place) or "found by touch",
                "Plain finger cun": centimetres(mark.place.finger_mm) if mark.place.finger_mm else "",
            }
            for mark in marks
        ]
        table.html(pd.DataFrame(rows).to_html(index=False, border=0, classes="cun-table", justify="left"))


def _look() -> tuple[str, str]:
    return st.session_state["look"], st.session_state["tone"]


def _open_listed(atlas: Atlas) -> None:
    zone_layers.open_point(atlas, st.session_state["listed"])
