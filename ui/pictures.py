"""Small pictures (how to measure, thumbnails of the views) as files of `static/`, so that a page only names them."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from charts.measuring_pictures import METHODS, measuring_picture, picture_alt
from charts.thumbnail import thumbnail
from coords.view import SIDES
from data import load_atlas
from data.marks import VIEW_NAMES

FOLDER = "pictures"


@cache
def file_name(method: str, dark: bool) -> str:
    """The file of one picture, named by its content so that no browser keeps an old one."""
    return _named(f"{method}_{'dark' if dark else 'light'}", measuring_picture(method, dark))


@cache
def thumbnail_svg(view: str, side: str) -> str:
    """The small picture of a view."""
    return thumbnail(load_atlas().documents[view], side, f"{VIEW_NAMES[view]}, {side}")


@cache
def thumbnail_address(view: str, side: str) -> str:
    """Where the browser finds the small picture of a view."""
    return f"app/static/{FOLDER}/{_named(f'{view}_{side}', thumbnail_svg(view, side))}"


def _named(stem: str, content: str) -> str:
    return f"{stem}.{sha256(content.encode()).hexdigest()[:8]}.svg"


def build(static_dir: Path) -> None:
    """Write every picture that is not there yet, and remove old ones."""
    folder = static_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {file_name(method, dark): measuring_picture(method, dark) for method in METHODS for dark in (False, True)}
    for view in VIEW_NAMES:
        for side in SIDES:
            svg = thumbnail_svg(view, side)
            wanted[_named(f"{view}_{side}", svg)] = svg
    for old in folder.glob("*.svg"):
        if old.name not in wanted:
            old.unlink()
    for name, svg in wanted.items():
        if not (folder / name).exists():
            (folder / name).write_text(svg, encoding="utf-8")


def picture_html(method: str, dark: bool) -> str:
    """The picture as an HTML image with its alternative text."""
    address = f"app/static/{FOLDER}/{file_name(method, dark)}"
    return f'<img class="cun-picture" src="{address}" alt="{escape(picture_alt(method))}">'
