"""The measuring pictures as files of `static/`, so that a page only names their address."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from charts.measuring_pictures import METHODS, measuring_picture, picture_alt

FOLDER = "pictures"


@cache
def file_name(method: str, dark: bool) -> str:
    """The file of one picture, named by its content so that no browser keeps an old one."""
    digest = sha256(measuring_picture(method, dark).encode()).hexdigest()[:8]
    return f"{method}_{'dark' if dark else 'light'}.{digest}.svg"


def build(static_dir: Path) -> None:
    """Write every picture that is not there yet, and remove old ones."""
    folder = static_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {file_name(method, dark): (method, dark) for method in METHODS for dark in (False, True)}
    for old in folder.glob("*.svg"):
        if old.name not in wanted:
            old.unlink()
    for name, (method, dark) in wanted.items():
        if not (folder / name).exists():
            (folder / name).write_text(measuring_picture(method, dark), encoding="utf-8")


def picture_html(method: str, dark: bool) -> str:
    """The picture as an HTML image with its alternative text."""
    address = f"app/static/{FOLDER}/{file_name(method, dark)}"
    return f'<img class="cun-picture" src="{address}" alt="{escape(picture_alt(method))}">'
