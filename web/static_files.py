"""Files that browsers keep for long: in a folder of `static/`, each under a name that changes with its content."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from hashlib import sha256
from pathlib import Path


def name_of(stem: str, content: str, end: str) -> str:
    """ "heart.1f2e3d4c.svg"."""
    return f"{stem}.{sha256(content.encode()).hexdigest()[:8]}.{end}"


def fill(folder: Path, wanted: Mapping[str, str]) -> None:
    """Write the files (name → content) that are not there yet, and drop all others."""
    folder.mkdir(parents=True, exist_ok=True)
    drop_others(folder, wanted)
    for name, content in wanted.items():
        if not (folder / name).exists():
            (folder / name).write_text(content, encoding="utf-8")


def drop_others(folder: Path, kept: Collection[str]) -> None:
    for file in folder.iterdir():
        if file.name not in kept:
            file.unlink()


def address_in(folder: Path, name: str, content: str) -> str:
    """The address of a file in a folder of `static/`, relative to the app's root; written if it is not there yet."""
    path = folder / name
    if not path.exists():
        folder.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")
    return f"app/static/{folder.name}/{name}"
