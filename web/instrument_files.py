"""The instrument as static files: its code as one module, its style, and what is the same for every reader.

`index` names the views with their frames and the addresses of their plates, thumbnails and sheets, and the words on the
buttons. A browser fetches it once; a run of the page sends only what belongs to the reader.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path
from typing import Any

from charts.palette import LOOKS, PALMS, SKIN_TONES, look_palettes
from content.instrument import bone_opacity, layer_controls, look, zone_legend
from content.marks import VIEW_NAMES
from coords.side import SIDES
from coords.view import LEFT_TO_RIGHT, VIEWS, ZONE_VIEWS
from data import load_atlas
from data.reading.tables import LANGUAGE, read_rows
from data.search.index import search_index
from data.zones import load_zones
from web import assets
from web.pictures import thumbnail_address
from web.plates import plate_url
from web.scripts import one_module, script
from web.search_index import index_address
from web.sheets import sheet_url
from web.static_files import fill, name_of
from web.width_tables import pattern
from web.zone_files import sheet_url as zone_file

STATIC = Path(__file__).resolve().parents[1] / "static"
FOLDER = "instrument"
NOTICE = "2"  # another one brings the notice back for everybody, after a change of what it says
STYLES = ("plot/plot.css", "search/search_box.css", "instrument/card.css", "instrument/instrument.css")


def index(language: str = LANGUAGE) -> dict[str, Any]:
    """What every reader's instrument begins with. Raises KeyError for a language without words."""
    views = load_atlas().limb.views
    words = {row["id"]: row["text"] for row in read_rows(f"words/{language}/instrument.csv", ("id", "text"))}
    return {
        "words": words,
        "notice": NOTICE,
        "look": look(load_atlas()) | {"hollow_says": words["hollow"]},
        "layers": layer_controls(),
        "bones": {percent: bone_opacity(percent) for percent in range(0, 101, 20)},
        "zone_legend": zone_legend(),
        "table": pattern(),
        "search": index_address(),
        "search_words": {name: search_index()["said"][name] for name in ("label", "placeholder")},
        "undrawn": [code for code, point in load_atlas().points.items() if not point.rule.on_drawing],
        "homes": {code: point.rule.home for code, point in load_atlas().points.items()},
        "zones": {name: {"views": zone.views, "sides": zone.sides} for name, zone in load_zones().items()},
        "views": [
            {
                "id": view,
                "name": VIEW_NAMES[view],
                "frame": views[view].frame,
                "frames": views[view].frames,
                "both": LEFT_TO_RIGHT.get(view),
                "zone_files": {side: zone_file(view, side) for side in SIDES} if view in ZONE_VIEWS else None,
                "sheet": sheet_url(view, language),
                "palms": view in PALMS,
                "deep": bool(load_atlas().courses[view]),
                "plates": {side: plate_url(view, side) for side in SIDES},
                "thumbnails": {side: thumbnail_address(view, side) for side in SIDES},
            }
            for view in VIEWS
        ],
    }


@cache
def files(language: str = LANGUAGE) -> dict[str, tuple[str, str]]:
    """ "index", "script", "style" and the colours "plate_fair", … → (file name, content)."""
    contents = {
        "index": (as_json(index(language)), "json"),
        "script": (one_module("instrument/mount.js"), "js"),
        "style": ("".join(map(script, STYLES)), "css"),
    }
    colours = {
        palette_name(a_look, tone, palms): look_palettes(a_look, tone, palms=palms)
        for a_look in LOOKS for tone in SKIN_TONES for palms in (False, True)
    }  # fmt: skip
    contents |= {name: (as_json(palettes), "json") for name, palettes in colours.items()}
    return {name: (name_of(f"{name}_{language}", text, end), text) for name, (text, end) in contents.items()}


def palette_name(look: str, tone: str, palms: bool) -> str:
    """The name of the file with the colours of a look and skin, or of its soles and palms."""
    return f"{look}_{tone}{'_palms' if palms else ''}"


def as_json(value: Any) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def address(name: str, language: str = LANGUAGE) -> str:
    """Where the browser finds one of the files, relative to the app's root."""
    return f"app/static/{FOLDER}/{files(language)[name][0]}"


@cache
def addresses() -> dict[str, str]:
    """What the loader fetches, by the name it has there."""
    return {
        **{name.upper(): address(name) for name in files()},
        "CHART": f"app/static/{assets.chart_folder()}/plot.js",
        "PLOTLY": f"app/static/{assets.PLOTLY_FILE}?v={assets.PLOTLY_JS}",
    }


def addressed(text: str) -> str:
    """A script in which the addresses of this version stand for their names."""
    for name, where in addresses().items():
        text = text.replace(f'"{name}"', f'"{where}"')
    return text


@cache
def loader() -> str:
    """The instrument's JavaScript as Streamlit sends it: it fetches all the rest."""
    return addressed(one_module("instrument/loader.js"))


def build(static_dir: Path = STATIC) -> None:
    """Write the files, and drop what is no longer used."""
    fill(static_dir / FOLDER, dict(files().values()))
