"""What pages of the pocket atlas need of `web/`: the HTML of components, and where the drawings of movements lie."""

from __future__ import annotations

from typing import Any

from content.pictures import movements
from content.pocket import measuring_ways
from content.screen_ruler import METHODS, ruler_for
from coords.side import SIDES
from data.atlas import Atlas
from web.movement_pictures import movement_picture
from web.pictures import FOLDER, file_name
from web.scripts import text_of


def markup(_atlas: Atlas) -> dict[str, str]:
    """The HTML of the components that a page mounts."""
    return {"care": text_of("care/care_lines.html"), "clock": text_of("clock/session_clock.html")}


def pictures(atlas: Atlas) -> dict[str, Any]:
    """How the hand moves: {technique: {"light" | "dark": {side: {moving, still, alt}}}}."""
    return {
        name: {
            look: {side: movement_picture(name, atlas.techniques[name]["name"], look == "dark", side) for side in SIDES}
            for look in ("light", "dark")
        }
        for name in movements()
    }


def measuring(atlas: Atlas) -> list[dict[str, Any]]:
    """What can be measured (`content.pocket`), each with the addresses of its pictures, light and dark."""
    return [
        {**way, "pictures": [f"app/static/{FOLDER}/{file_name(way['name'], dark)}" for dark in (False, True)]}
        for way in measuring_ways(atlas)
    ]


def screen_ruler(_atlas: Atlas) -> dict[str, Any]:
    """The screen as a ruler: its HTML, and the data of each finger width that can be laid on it."""
    return {"html": text_of("ruler/screen_ruler.html"), "methods": {name: ruler_for(name) for name in METHODS}}
