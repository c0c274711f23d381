"""The search index as one static file, named by its content; the browser fetches it when somebody first searches."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from content.marks import title
from data.atlas import load_atlas
from data.practice import load_practice
from data.search.index import search_index
from data.zones import load_zones
from web.scripts import WEB
from web.static_files import address_in, fill, name_of

STATIC = WEB.parent / "static"
FOLDER = "search"


def index_for_browsers() -> dict:
    """The index with a title for every target that can be chosen."""
    index = search_index()
    titles = {
        "point": lambda id: title(load_atlas().points[id]),
        "complaint": lambda id: load_practice().conditions[id].name,
        "zone": lambda id: load_zones()[id].name,
        "none": lambda _: "",
    }
    return index | {"targets": [[kind, id, names, titles[kind](id)] for kind, id, names in index["targets"]]}


@cache
def _file() -> tuple[str, str]:
    """(file name, content)."""
    text = json.dumps(index_for_browsers(), ensure_ascii=False, separators=(",", ":"))
    return name_of("index", text, "json"), text


@cache
def index_address() -> str:
    """Address of the index, relative to the app's root; it is written when it is not there."""
    name, content = _file()
    return address_in(STATIC / FOLDER, name, content)


def build(static_dir: Path = STATIC) -> None:
    """Write the index, and drop an older one."""
    fill(static_dir / FOLDER, dict([_file()]))
