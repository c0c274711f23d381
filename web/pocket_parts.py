"""What pages of the pocket atlas need of `web/`: the HTML of components, and where the drawings of movements lie."""

from __future__ import annotations

from typing import Any

from content.pictures import movements
from coords.side import SIDES
from data.atlas import Atlas
from web.movement_pictures import movement_picture
from web.scripts import text_of


def markup() -> dict[str, str]:
    """The HTML of the components that a page mounts."""
    return {"care": text_of("care/care_lines.html"), "clock": text_of("clock/session_clock.html")}


def movements_drawn(atlas: Atlas) -> dict[str, Any]:
    """How the hand moves: {technique: {"light" | "dark": {side: {moving, still, alt}}}}."""
    return {
        name: {
            look: {side: movement_picture(name, atlas.techniques[name]["name"], look == "dark", side) for side in SIDES}
            for look in ("light", "dark")
        }
        for name in movements()
    }
