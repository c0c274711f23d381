"""The drawings of the techniques as files of `static/`: an image cannot be script, and the browser keeps it."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from charts.pictures.movements import Scene, movement_svg, of_the_left
from content.pictures import movement, movements
from web.static_files import fill, name_of

FOLDER = "movements"


@cache
def file_name(technique: str, dark: bool, still: bool, side: str = "right") -> str:
    """The file of one drawing, named by its content so that no browser keeps an old one."""
    left = "_left" if side == "left" else ""
    stem = f"{technique}{left}_{'dark' if dark else 'light'}{'_still' if still else ''}"
    return name_of(stem, movement_svg(drawing(technique, side), dark, still), "svg")


def drawing(technique: str, side: str) -> Scene:
    """How the technique is drawn on a limb; what is done to both or to none is drawn as on the right."""
    scene = movement(technique)
    return of_the_left(scene) if side == "left" else scene


def build(static_dir: Path) -> None:
    """Write every drawing that is not there yet, and remove old ones."""
    wanted = {
        file_name(technique, dark, still, side): movement_svg(drawing(technique, side), dark, still)
        for technique in movements()
        for dark in (False, True)
        for still in (False, True)
        for side in ("right", "left")
    }
    fill(static_dir / FOLDER, wanted)


def movement_picture(technique: str, name: str, dark: bool, side: str = "right") -> dict[str, str]:
    """The addresses of the "moving" and of the "still" drawing, and the text "alt" that stands for them."""
    moving, still = (f"app/static/{FOLDER}/{file_name(technique, dark, kind, side)}" for kind in (False, True))
    return {"moving": moving, "still": still, "alt": f"{name}: {movement(technique).alt}"}


def movement_html(technique: str, name: str, dark: bool, still: bool = False) -> str:
    """The drawing as an HTML image; a reader who asks the system for less motion gets the still one."""
    picture = movement_picture(technique, name, dark)
    shown = picture["still" if still else "moving"]
    return (
        f'<picture><source media="(prefers-reduced-motion: reduce)" srcset="{picture["still"]}">'
        f'<img class="cun-picture cun-movement" style="max-width:340px" src="{shown}" '
        f'alt="{escape(picture["alt"])}"></picture>'
    )
