"""The drawings of the techniques as files of `static/`: an image cannot be script, and the browser keeps it."""

from __future__ import annotations

from functools import cache
from hashlib import sha256
from html import escape
from pathlib import Path

from charts.movements import TECHNIQUES, movement_alt, movement_svg

FOLDER = "movements"


@cache
def file_name(technique: str, dark: bool, still: bool) -> str:
    """The file of one drawing, named by its content so that no browser keeps an old one."""
    content = movement_svg(technique, dark, still).encode()
    stem = f"{technique}_{'dark' if dark else 'light'}{'_still' if still else ''}"
    return f"{stem}.{sha256(content).hexdigest()[:8]}.svg"


def build(static_dir: Path) -> None:
    """Write every drawing that is not there yet, and remove old ones."""
    folder = static_dir / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {
        file_name(technique, dark, still): (technique, dark, still)
        for technique in TECHNIQUES
        for dark in (False, True)
        for still in (False, True)
    }
    for old in folder.glob("*.svg"):
        if old.name not in wanted:
            old.unlink()
    for name, drawing in wanted.items():
        if not (folder / name).exists():
            (folder / name).write_text(movement_svg(*drawing), encoding="utf-8")


def movement_picture(technique: str, name: str, dark: bool) -> dict[str, str]:
    """The addresses of the "moving" and of the "still" drawing, and the text "alt" that stands for them."""
    moving, still = (f"app/static/{FOLDER}/{file_name(technique, dark, kind)}" for kind in (False, True))
    return {"moving": moving, "still": still, "alt": movement_alt(technique, name)}


def movement_html(technique: str, name: str, dark: bool, still: bool = False) -> str:
    """The drawing as an HTML image; a reader who asks the system for less motion gets the still one."""
    drawing = movement_picture(technique, name, dark)
    shown = drawing["still" if still else "moving"]
    return (
        f'<picture><source media="(prefers-reduced-motion: reduce)" srcset="{drawing["still"]}">'
        f'<img class="cun-picture cun-movement" style="max-width:340px" src="{shown}" '
        f'alt="{escape(drawing["alt"])}"></picture>'
    )
