"""The layer of reflexology zones on the page: what of it is drawn, its legend, and the same zones as a list.

Zones are never mixed with points: own switch, own groups, own legend, own list.
"""

from __future__ import annotations

from typing import Any

import streamlit as st

from charts.palette import paint_colour
from charts.zones import legend
from coords.view import FOOT_VIEWS, ZONE_VIEWS
from data import Atlas
from data.zones import SYSTEM_NOTE, Zone, find_zones, load_guides, load_zones, systems, zones_on
from ui import care, state
from ui.zone_files import sheet_url, zone_areas

SHOW = {"points": "Points", "both": "Points and zones", "zones": "Zones"}
START = {
    "zone": None,  # the open zone
    "layer_zones": "points",  # a key of SHOW
    "zone_systems": None,  # the groups that are drawn; None: all
    "layer_guides": False,
    "zone_hidden_too": False,
}


def fill_in() -> None:
    """Give every remembered thing of this layer its first value."""
    for key, value in START.items():
        st.session_state.setdefault(key, value)


def has_zones(view: str) -> bool:
    """Whether a view has zones at all."""
    return view in ZONE_VIEWS


def shows_points(view: str) -> bool:
    """Whether the meridian points are drawn on a view."""
    return not has_zones(view) or st.session_state["layer_zones"] != "zones"


def shows_zones(view: str) -> bool:
    """Whether zones are drawn on a view."""
    return has_zones(view) and st.session_state["layer_zones"] != "points"


def shown(view: str, side: str) -> list[Zone]:
    """The zones that are drawn now, the largest first; the open one is always among them, unless the reader's answers
    leave it out."""
    if not shows_zones(view):
        return []
    now = st.session_state
    groups = systems() if now["zone_systems"] is None else now["zone_systems"]
    removed = care.decision().removed
    return [
        zone
        for zone in zones_on(view, side)
        if not removed("zone", zone.id, side)
        and (zone.id == now["zone"] or (zone.system in groups and (zone.shown or now["zone_hidden_too"])))
    ]


def sheet(view: str, side: str) -> dict[str, Any] | None:
    """The figure's "areas", by which the chart draws the zones of a view and side; None when it draws none."""
    if not shows_zones(view):
        return None
    return {
        "url": sheet_url(view, side),
        "shown": [zone.id for zone in shown(view, side)],
        "lines": bool(st.session_state["layer_guides"]),
        "names": bool(st.session_state["layer_labels"]),
    }


def alt_words(view: str, side: str) -> str:
    """A sentence for the chart's alternative text, "" when no zone is drawn."""
    count = len(shown(view, side))
    return f" {count} reflexology zones are drawn on it; the list below the drawing names them." if count else ""


# ---- opening


def open_zone(name: str | None, keep_view: bool = True) -> None:
    """Open a zone's card instead of a point's; view, foot and layer turn so that it is seen.

    Without `keep_view` it is shown where it is drawn best, though the view in use may draw it too.
    """
    now = st.session_state
    now["zone"] = name
    if name is None:
        return
    zone = load_zones()[name]
    now["point"] = None
    if zone.areas and (now["view"] not in zone.areas or not keep_view):
        now["view"] = zone.views[0]
    if now["side"] not in zone.sides:
        now["side"] = zone.sides[0]
    if now["layer_zones"] == "points":
        now["layer_zones"] = "both"


def open_point(atlas: Atlas, code: str) -> None:
    """Open a point's card instead of a zone's."""
    now = st.session_state
    now["zone"] = None
    if now["layer_zones"] == "zones":
        now["layer_zones"] = "both"
    state.open_point(atlas, code)


def picked(atlas: Atlas, name: str) -> None:
    """What was picked on the chart: a zone or a point."""
    if name in load_zones():
        open_zone(name)
    else:
        open_point(atlas, name)


# ---- what the reader chooses


def switch() -> None:
    """Points, zones, or both; to be drawn only for a view that has zones."""
    st.segmented_control(
        "Show",
        list(SHOW),
        key="layer_zones",
        format_func=SHOW.__getitem__,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )


def choices() -> None:
    """The finer choices, for the window of layers: groups, guide lines, zones that stay hidden otherwise."""
    if st.session_state["zone_systems"] is None:
        st.session_state["zone_systems"] = list(systems())
    st.pills(
        "Zones of",
        list(systems()),
        key="zone_systems",
        format_func=systems().__getitem__,
        selection_mode="multi",
        persist_state="session",
        wrap=True,
    )
    lines = ", ".join(guide.name.lower() for guide in load_guides().values())
    st.toggle("Guide lines of the map", key="layer_guides", persist_state="session", help=f"On the sole: {lines}.")
    st.toggle(
        "Zones that contradict the usual charts",
        key="zone_hidden_too",
        persist_state="session",
        help="; ".join(zone.name for zone in load_zones().values() if not zone.shown) + ".",
    )


# ---- the same zones as legend and list


def feet_drawn(side: str) -> tuple[str, ...]:
    """The feet on the page now, the one in use first."""
    other = "left" if side == "right" else "right"
    return (side, other) if st.session_state["both"] else (side,)


def shown_on_page(view: str, side: str) -> dict[str, Zone]:
    """The zones drawn on any foot of the page, by id."""
    return {zone.id: zone for foot in feet_drawn(side) for zone in shown(view, foot)}


def show_legend(view: str, side: str, palette: dict[str, str]) -> None:
    """What the colours and edges of the zones mean. `palette`: the colours of the theme in use."""
    here = shown_on_page(view, side)
    areas = {area.id: area for foot in feet_drawn(side) for area in zone_areas(view, foot)} if here else {}
    entries = legend([area for name, area in areas.items() if name in here], systems())
    if not entries:
        return
    items = "".join(
        f'<li><span aria-hidden="true" style="{_sample(entry, palette)}"></span>{entry.name}</li>' for entry in entries
    )
    st.html(f'<p class="cun-zone-note">{SYSTEM_NOTE}</p><ul class="cun-zone-legend">{items}</ul>{LEGEND_STYLE}')


LEGEND_STYLE = """<style>
.cun-zone-note { margin: 0 0 .3rem; font-size: .9rem; }
.cun-zone-legend, .cun-zone-legend li { display: flex; margin: 0 !important; padding: 0 !important; }
.cun-zone-legend { list-style: none; flex-wrap: wrap; gap: .2rem 1rem; }
.cun-zone-legend li { align-items: center; gap: .4rem; font-size: .9rem; }
.cun-zone-legend span { width: 1.5rem; height: 1rem; border-radius: .3rem; }
</style>"""
_CSS_EDGE = {"solid": "solid", "dash": "dashed", "dot": "dotted"}


def _sample(entry: Any, palette: dict[str, str]) -> str:
    skin, fill, edge = (paint_colour(token, palette) for token in ("$skin", entry.fill, entry.edge))
    hatch = f"repeating-linear-gradient(45deg, {edge} 0 1px, transparent 1px 5px), " if entry.hatched else ""
    return f"border: 2px {_CSS_EDGE[entry.dash]} {edge}; background: {hatch}linear-gradient({fill}, {fill}), {skin};"


def zone_list(view: str, side: str) -> None:
    """The zones that are drawn, by name, for the keyboard and the screen reader."""
    two = len(feet_drawn(side)) > 1
    here = sorted(shown_on_page(view, side).values(), key=lambda zone: zone.name)
    names = {zone.id: zone.name + (f" ({zone.side} foot)" if two and zone.side != "both" else "") for zone in here}
    if not names:
        return
    st.session_state["listed_zone"] = st.session_state["zone"] if st.session_state["zone"] in names else None
    st.pills(
        "Zones on this view",
        list(names),
        key="listed_zone",
        format_func=names.__getitem__,
        on_change=lambda: open_zone(st.session_state["listed_zone"]),
        wrap=True,
    )


def search_answers(query: str) -> None:
    """Zones that answer to a query, as buttons; nothing when there are none."""
    found = find_zones(query)
    if not found:
        return
    st.markdown("Reflexology zones, a different system:")
    with st.container(horizontal=True):
        for answer in found:
            st.button(
                f"{load_zones()[answer.code].name} (zone)",
                key=f"found_{answer.code}",
                on_click=_open_found,
                args=(answer.code,),
                help=f"answers to “{answer.matched}”",
            )


def _open_found(name: str) -> None:
    open_zone(name, keep_view=st.session_state["view"] in FOOT_VIEWS)  # on a leg the foot is small
    st.session_state["query"] = ""
