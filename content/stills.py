"""The drawing of a view for paper, with its light and shade."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from charts.drawing import Still
from charts.paper.plate_file import still_of
from data.atlas import Atlas
from data.shapes.surfaces import load_warmth

Relief = Callable[[str, str], bytes]  # view, side → PNG of light and shade


def paper_still(atlas: Atlas, view: str, side: str, palette: Mapping[str, str], relief: Relief) -> Still:
    """The drawing of a view for a side in the colours of a palette."""
    shading = relief(view, side)
    return still_of(atlas.documents[view], side, palette, warmth=load_warmth(view), relief=shading)
