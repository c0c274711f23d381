"""The reflexology zones as static files: a sheet of areas for each view that has any, and side, named by its content.

A rerun sends only which areas are shown (`ui.zone_layers.sheet`); the browser fetches a sheet once and keeps it.
`build` writes them all; a page that asks `sheet_url` before that gets its file written then and there.
"""

from __future__ import annotations

import hashlib
import json
from functools import cache
from pathlib import Path

from charts.zones import ZoneArea, guide_traces, zone_traces
from coords.view import SIDES, ZONE_VIEWS
from data import load_atlas
from data.zones import CONFIDENCE_WORDS, load_guides, zones_on

STATIC = Path(__file__).resolve().parents[1] / "static"
FOLDER = "zones"


def zone_areas(view: str, side: str) -> tuple[ZoneArea, ...]:
    """The zones of a view and side as the chart draws them, the largest first."""
    return tuple(
        ZoneArea(
            zone.id,
            zone.name,
            zone.short,
            zone.body_part,
            zone.system,
            CONFIDENCE_WORDS[zone.confidences[view]],
            zone.confidences[view] == "low",
            zone.from_article_alone,
            zone.areas[view],
        )
        for zone in zones_on(view, side)
    )


@cache
def _sheet(view: str, side: str) -> tuple[str, bytes]:
    """(file name, content) of a sheet."""
    guides, lines = load_guides(), load_atlas().limb.views[view].guides
    content = {
        "areas": zone_traces(zone_areas(view, side), side),
        "lines": guide_traces(((guides[name].name, line) for name, line in lines.items()), side),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()
    return f"{view}_{side}.{hashlib.sha256(text).hexdigest()[:10]}.json", text


@cache
def sheet_url(view: str, side: str) -> str:
    """Address of the sheet of a view and side, relative to the app's root. KeyError for a view without zones."""
    if view not in ZONE_VIEWS:
        raise KeyError(f"no zones on {view!r}; there are some on {', '.join(ZONE_VIEWS)}")
    name, content = _sheet(view, side)
    path = STATIC / FOLDER / name
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content)
    return f"app/static/{FOLDER}/{name}"


def build(static_dir: Path = STATIC) -> None:
    """Write the sheets of all views and sides, and drop what is no longer used."""
    folder = Path(static_dir) / FOLDER
    folder.mkdir(parents=True, exist_ok=True)
    sheets = dict(_sheet(view, side) for view in ZONE_VIEWS for side in SIDES)
    for name, content in sheets.items():
        (folder / name).write_bytes(content)
    for file in folder.iterdir():
        if file.name not in sheets:
            file.unlink()
