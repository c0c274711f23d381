"""The drawings of the techniques as files of `static/`: an image cannot be script, and the browser keeps it."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from charts.pictures.movements import movement_svg
from content.pictures import movement, movements
from web.static_files import fill, name_of

FOLDER = "movements"


@cache
def file_name(technique: str, dark: bool, still: bool) -> str:
    """The file of one drawing, named by its content so that no browser keeps an old one."""
    stem = f"{technique}_{'dark' if dark else 'light'}{'_still' if still else ''}"
    return name_of(stem, movement_svg(movement(technique), dark, still), "svg")


def build(static_dir: Path) -> None:
    """Write every drawing that is not there yet, and remove old ones."""
    wanted = {
        file_name(technique, dark, still): movement_svg(scene, dark, still)
        for technique, scene in movements().items()
        for dark in (False, True)
        for still in (False, True)
    }
    fill(static_dir / FOLDER, wanted)


def movement_picture(technique: str, name: str, dark: bool) -> dict[str, str]:
    """The addresses of the "moving" and of the "still" drawing, and the text "alt" that stands for them."""
    moving, still = (f"app/static/{FOLDER}/{file_name(technique, dark, kind)}" for kind in (False, True))
    return {"moving": moving, "still": still, "alt": f"{name}: {movement(technique).alt}"}


def movement_html(technique: str, name: str, dark: bool, still: bool = False) -> str:
    """The drawing as an HTML image; a reader who asks the system for less motion gets the still one."""
    drawing = movement_picture(technique, name, dark)
    shown = drawing["still" if still else "moving"]
    return (
        f'<picture><source media="(prefers-reduced-motion: reduce)" srcset="{drawing["still"]}">'
        f'<img class="cun-picture cun-movement" style="max-width:340px" src="{shown}" '
        f'alt="{escape(drawing["alt"])}"></picture>'
    )
