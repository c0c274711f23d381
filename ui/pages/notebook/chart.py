"""Charts of the notebook without a drawing below them."""

from __future__ import annotations

from functools import cache

import streamlit as st

from charts.palette import theme_palette
from ui.components import plot

# Seen on paper of either theme: the palette's own are made for marks on skin.
COLOURS = {
    "light": {"region95": "#1d4f91", "selected": "#c2185b"},
    "dark": {"region95": "#7aa7e0", "selected": "#f06292"},
}


@cache
def palettes() -> dict[str, dict[str, str]]:
    """The colours for a light and a dark page."""
    return {theme: theme_palette(theme) | COLOURS[theme] for theme in COLOURS}


def draw(figure: dict, key: str, height: int, alt: str) -> None:
    """A figure of `charts.screen.trends`. `alt`: what it shows, in words."""
    with st.container(key=f"nb_chart_{key}"):
        plot.render(
            figure=figure,
            key=key,
            plate_url=None,
            palette=palettes(),
            height=height,
            alt=alt,
            on_pick=None,
            view_key=f"{key} {figure['layout']['xaxis']['range']} {len(figure['data'])}",
        )
