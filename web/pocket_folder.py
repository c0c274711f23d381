"""The folder of the pocket atlas while it is made: its files, packs of them, and how they are written."""

from __future__ import annotations

import gzip
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from web.instrument_files import as_json
from web.static_files import name_of

STATIC = "app/static"
OWN = f"{STATIC}/pocket"
PACKED = {".json", ".svg", ".js", ".css"}  # texts that a phone gets gzipped, whatever server they come from
MARK = "pocket-atlas.txt"  # says what the folder is, and its version


@dataclass
class Folder:
    """What is to be written: path → bytes."""

    language: str
    files: dict[str, bytes] = field(default_factory=dict)

    def put(self, path: str, content: bytes | str) -> str:
        self.files[path] = content.encode() if isinstance(content, str) else content
        return path

    def named(self, stem: str, content: str, end: str) -> str:
        """A file of the pocket's own, named by its content; its address."""
        return self.put(f"{OWN}/{name_of(stem, content, end)}", content)

    def pack(self, folder: str, stem: str, paths: Iterable[str]) -> str:
        """A gzipped {address: text} of some files; its address."""
        text = as_json({path: self.files[path].decode() for path in paths})
        return self.put(f"{STATIC}/{folder}/{name_of(stem, text, 'pack')}", gzip.compress(text.encode(), 9, mtime=0))


def packed(folder: Folder, alone: str) -> dict[str, list[str]]:
    """The packs of all texts, a folder of static/ each, and of the script `alone`: address → the addresses in it."""
    kinds: dict[str, list[str]] = {"plotly": [alone]}
    for path in sorted(folder.files):
        if Path(path).suffix in PACKED and path != alone:
            kinds.setdefault(path.split("/")[2], []).append(path)
    return {folder.pack("packs", kind, paths): paths for kind, paths in kinds.items()}


def write(out: Path, files: Mapping[str, bytes]) -> None:
    """Write what differs, and remove what an older version left."""
    out.mkdir(parents=True, exist_ok=True)
    for path in [one for one in out.rglob("*") if one.is_file() and one.relative_to(out).as_posix() not in files]:
        path.unlink()
    for path, content in files.items():
        target = out / path
        target.parent.mkdir(parents=True, exist_ok=True)
        if not target.exists() or target.read_bytes() != content:
            target.write_bytes(content)
