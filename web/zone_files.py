"""The reflexology zones as static files: a sheet of areas for each view that has any, and side, named by its content.

The browser fetches a sheet once, keeps it, and chooses what of it is shown (`web/instrument/zones.js`).
`build` writes them all; a page that asks `sheet_url` before that gets its file written then and there.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from charts.screen.zones import ZoneArea, guide_lines, zone_rings
from content.zone_cards import zone_hover
from coords.side import SIDES
from coords.view import ZONE_VIEWS
from data import load_atlas
from data.zones import SCHOOL, load_guides, of_school, schools, zones_on
from web.static_files import address_in, fill, name_of

STATIC = Path(__file__).resolve().parents[1] / "static"
FOLDER = "zones"


def zone_areas(view: str, side: str, school: str = SCHOOL) -> tuple[ZoneArea, ...]:
    """The zones of a view and side as the chart draws them; of another school those that it puts elsewhere."""
    return tuple(
        ZoneArea(
            zone.id,
            of_school(zone.id, school),
            zone.name,
            zone.short,
            zone_hover(zone, view),
            zone.system,
            zone.confidences[view] == "low",
            zone.from_article_alone,
            area,
        )
        for zone in zones_on(view, side)
        if (area := (zone.areas if school == SCHOOL else zone.areas_of(school)).get(view))
    )


@cache
def _sheet(view: str, side: str) -> tuple[str, str]:
    """(file name, content) of a sheet."""
    guides, lines = load_guides(), load_atlas().limb.views[view].guides
    content = {
        "areas": [area for school in schools() for area in zone_rings(zone_areas(view, side, school), side)],
        "lines": guide_lines(((guides[name].name, line) for name, line in lines.items()), side),
    }
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return name_of(f"{view}_{side}", text, "json"), text


@cache
def sheet_url(view: str, side: str) -> str:
    """Address of the sheet of a view and side, relative to the app's root. KeyError for a view without zones."""
    if view not in ZONE_VIEWS:
        raise KeyError(f"no zones on {view!r}; there are some on {', '.join(ZONE_VIEWS)}")
    name, content = _sheet(view, side)
    return address_in(STATIC / FOLDER, name, content)


def build(static_dir: Path = STATIC) -> None:
    """Write the sheets of all views and sides, and drop what is no longer used."""
    fill(static_dir / FOLDER, dict(_sheet(view, side) for view in ZONE_VIEWS for side in SIDES))
