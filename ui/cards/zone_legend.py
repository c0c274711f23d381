"""What the colours and edges of the reflexology zones mean, below the drawing that shows them."""

from __future__ import annotations

from typing import Any

import streamlit as st

from charts.palette import look_palettes, paint_colour
from charts.screen.zones import legend
from content.words import word
from coords.view import ZONE_VIEWS
from data.zones import systems
from ui import state
from ui.instrument import sides_shown
from web.zone_files import zone_areas

STYLE = """<style>
.cun-zone-note { margin: 0 0 .3rem; font-size: .9rem; }
.cun-zone-legend, .cun-zone-legend li { display: flex; margin: 0 !important; padding: 0 !important; }
.cun-zone-legend { list-style: none; flex-wrap: wrap; gap: .2rem 1rem; }
.cun-zone-legend li { align-items: center; gap: .4rem; font-size: .9rem; }
.cun-zone-legend span { width: 1.5rem; height: 1rem; border-radius: .3rem; }
</style>"""
_CSS_EDGE = {"solid": "solid", "dash": "dashed", "dot": "dotted"}


def show() -> None:
    """Draw the legend of all that the map of this view may show; nothing where there is no map."""
    view, sides = state.choice().view, sides_shown(state.choice())
    if state.layers().zones == "points" or view not in ZONE_VIEWS:
        return
    areas = {area.id: area for side in sides for area in zone_areas(view, side)}
    entries = legend(areas.values(), systems(), word("zones.legend_article"), word("zones.legend_rough"))
    palettes = look_palettes(state.layers().look, state.layers().tone)
    palette = palettes["dark" if st.context.theme.type == "dark" else "light"]
    items = "".join(
        f'<li><span aria-hidden="true" style="{_sample(entry, palette)}"></span>{entry.name}</li>' for entry in entries
    )
    note = f"{word('zones.system')}. {word('zones.not_drawn')}"
    st.html(f'<p class="cun-zone-note">{note}</p><ul class="cun-zone-legend">{items}</ul>{STYLE}')


def _sample(entry: Any, palette: dict[str, str]) -> str:
    skin, fill, edge = (paint_colour(token, palette) for token in ("$skin", entry.fill, entry.edge))
    hatch = f"repeating-linear-gradient(45deg, {edge} 0 1px, transparent 1px 5px), " if entry.hatched else ""
    return f"border: 2px {_CSS_EDGE[entry.dash]} {edge}; background: {hatch}linear-gradient({fill}, {fill}), {skin};"
