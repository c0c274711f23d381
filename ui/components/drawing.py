"""A view of the limb in the reader's look: the scene of its marks over its plate, as every page shows it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from charts.palette import PALMS
from content.instrument import bone_opacity
from ui import state
from ui.components import plot
from web.instrument_files import address, palette_name
from web.plates import plate_url


def drawing(
    scene: dict[str, Any],
    view: str,
    side: str,
    *,
    key: str,
    height: int,
    alt: str,
    shows: str | None = None,
    bones: int = 0,
    on_pick: Callable[[str], None] | None = None,
    on_place: Callable[[float, float], None] | None = None,
    select: str | Sequence[str] | None = None,
    answered: int = 0,
) -> None:
    """Draw `scene` over the plate of a view and side; see `ui.components.plot.render`.

    shows: what else the drawing is of (a frame, a step): the reader's zoom is kept while this and the view stay.
    bones: how far the bones show through, in per cent.
    """
    layers = state.layers()
    plot.render(
        scene=scene,
        key=key,
        plate_url=plate_url(view, side),
        palette=address(palette_name(layers.look, layers.tone, view in PALMS)),
        relief=layers.look != "line",
        height=height,
        alt=alt,
        on_pick=on_pick,
        on_place=on_place,
        view_key=f"{view} {side} {shows}",
        select=select,
        fade={"bones": bone_opacity(bones)},
        answered=answered,
    )
