"""The tables over one size of an adult who measured nothing else, as static files: the first drag asks no server.

They are the same for every such reader, for the one who measured this size as well (`content.tables.same_for_all`).
Files are named by what they are worked out from, so that an address is known without working anything out: 11 s after a
change of the rules, nothing else.
"""

from __future__ import annotations

import json
from functools import cache
from hashlib import sha256
from pathlib import Path

from content.tables import SIZES, width_table
from coords.cun import Measurements
from coords.side import SIDES
from coords.view import VIEWS
from data import load_atlas
from web.static_files import drop_others

ROOT = Path(__file__).resolve().parents[1]
FOLDER = "tables"
SOURCES = (
    "coords/*.py",
    "content/*.py",
    "charts/screen/*.py",
    "data/*.py",
    "data/*/*.py",
    "data/tables/*",
    "data/views/*",
)


@cache
def made_from() -> str:
    """Eight letters that change with the rules and facts of which the tables are made."""
    files = sorted(file for pattern in SOURCES for file in ROOT.glob(pattern) if file.is_file())
    return sha256(b"\0".join(file.read_bytes() for file in files)).hexdigest()[:8]


def file_name(measure: str, view: str, side: str) -> str:
    return f"{measure}_{view}_{side}.{made_from()}.json"


def pattern() -> str:
    """Where a browser finds a table, with {measure} {view} {side}, relative to the app's root."""
    return f"app/static/{FOLDER}/{file_name('{measure}', '{view}', '{side}')}"


def build(static_dir: Path = ROOT / "static") -> None:
    """Write the tables that are not there yet, and drop what is no longer used."""
    folder, atlas = static_dir / FOLDER, load_atlas()
    folder.mkdir(parents=True, exist_ok=True)
    wanted = {
        file_name(*one): one for one in ((name, view, side) for name in SIZES for view in VIEWS for side in SIDES)
    }
    drop_others(folder, wanted)
    for name, one in wanted.items():
        if not (folder / name).exists():
            table = width_table(atlas, Measurements(), *one)
            (folder / name).write_text(json.dumps(table, separators=(",", ":")), encoding="utf-8")
