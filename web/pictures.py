"""Small pictures (how to measure, thumbnails of the views) as files of `static/`, so that a page only names them."""

from __future__ import annotations

from functools import cache
from html import escape
from pathlib import Path

from charts.pictures.measuring import measuring_picture
from charts.plate.thumbnail import thumbnail
from content.marks import VIEW_NAMES
from content.pictures import measuring, measuring_pictures
from coords.side import SIDES
from data import load_atlas
from web.static_files import fill, name_of

FOLDER = "pictures"


@cache
def file_name(method: str, dark: bool) -> str:
    """The file of one picture, named by its content so that no browser keeps an old one."""
    picture = measuring(method)
    return name_of(f"{method}_{'dark' if dark else 'light'}", measuring_picture(picture, dark), "svg")


@cache
def thumbnail_svg(view: str, side: str) -> str:
    """The small picture of a view."""
    return thumbnail(load_atlas().documents[view], side, f"{VIEW_NAMES[view]}, {side}")


@cache
def thumbnail_address(view: str, side: str) -> str:
    """Where the browser finds the small picture of a view."""
    return f"app/static/{FOLDER}/{_thumbnail_name(view, side)}"


def _thumbnail_name(view: str, side: str) -> str:
    return name_of(f"{view}_{side}", thumbnail_svg(view, side), "svg")


def build(static_dir: Path) -> None:
    """Write every picture that is not there yet, and remove old ones."""
    wanted = {
        file_name(method, dark): measuring_picture(picture, dark)
        for method, picture in measuring_pictures().items()
        for dark in (False, True)
    }
    for view in VIEW_NAMES:
        for side in SIDES:
            wanted[_thumbnail_name(view, side)] = thumbnail_svg(view, side)
    fill(static_dir / FOLDER, wanted)


def picture_html(method: str, dark: bool) -> str:
    """The picture as an HTML image with its alternative text."""
    address = f"app/static/{FOLDER}/{file_name(method, dark)}"
    return f'<img class="cun-picture" src="{address}" alt="{escape(measuring(method).alt)}">'
