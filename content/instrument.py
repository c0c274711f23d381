"""What the instrument is told for every reader: the looks of a scene, and the window of layers.

The browser makes the scene of a limb itself (`web/instrument/scene.js`) from a view's sheet and a reader's columns; how
a mark, a margin or the measuring line looks is said once, by `charts.screen.limb`.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from charts.palette import LOOKS, SKIN_TONES
from charts.screen.dimension import OVERSHOOT, TICK, TO_WORDS
from charts.screen.limb import NICE_CM, SCALE_BAR, SCALE_BAR_ROOM, SCALE_COLOUR, LimbLayers, limb_scene
from charts.screen.zones import legend
from content.marks import marks_in_view, measured_from, meridian_runs
from content.words import word
from coords.body import Body
from coords.cun import Measurements
from data.atlas import Atlas
from data.tradition import class_kinds
from data.zones import schools, systems

SAMPLE = ("leg_lateral", "ST36", 20.7)  # a view and a point on which everything is drawn for this thumb, in mm
EVERY_KIND = ""
MARGINS, SHOWN = ("selected", "all", "none"), ("points", "both", "zones")
PLACES = ("of", "x", "y", "says", "code", "label", "symbol", "colour", "al", "ac", "lean", "axis", "mm", "reach")


def look(atlas: Atlas) -> dict[str, Any]:
    """The looks of everything in a scene, without its places: colours, sizes, roles, shares of the frame's width."""
    view, code, thumb = SAMPLE
    body = Body(atlas.limb, Measurements(fingers={"thumb": thumb}))
    marks = marks_in_view(atlas, body, view, chosen=code)
    scene = limb_scene(
        atlas.limb.views[view],
        marks,
        mm_per_unit=body.view_mm_per_unit(view),
        runs=meridian_runs(atlas, marks),
        selected=code,
        frame="lower",
        layers=LimbLayers(experts=True),
        scale_owner="",
        measured_from=measured_from(body, marks, code),
    )
    line, meridian = scene["lines"][0], meridian_runs(atlas, marks)[0][0]
    return {
        "room": SCALE_BAR_ROOM,
        "scale": {"nice": NICE_CM, "colour": SCALE_COLOUR, **SCALE_BAR},
        "line": {"colour": line["colour"].replace(meridian, "*"), "width": line["width"]},
        "marks": _bare(scene["marks"]),
        "margins": _bare(scene["margins"]),
        "experts": _bare(scene["experts"]),
        "hollow": {name: value for name, value in scene["hollow"].items() if name not in ("of", "x", "y", "says")},
        "measure": {"over": OVERSHOOT, "tick": TICK, "away": TO_WORDS, "line": scene["measure"]["line"]},
    }


def _bare(part: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in part.items() if name not in PLACES}


def bone_opacity(percent: int) -> float:
    """How opaque the bones of a plate are at a place of their slider: faint at first, whole at its end.

    >>> bone_opacity(100)
    1.0
    """
    return round((percent / 100) ** 2.1, 3)


def zone_legend() -> dict[str, Any]:
    """What zones are and which are not drawn, what colours and edges mean; `id`: in a zone's `legend` on the sheet."""
    entries = legend(systems(), word("zones.legend_article"), word("zones.legend_rough"))
    head = f"{word('zones.system')}. {word('zones.not_drawn')}"
    return {"head": head, "entries": [asdict(one) for one in entries]}


def layer_controls() -> list[dict[str, Any]]:
    """What the window of layers offers: a field of `ui.model.Layers`, its words, and how it is chosen.

    kind: "switch", "slider", "group" (one of its options) or "many" (some of them). zones: only for views with zones.
    """
    switches = {
        "deep": word("atlas.deep"),
        "anatomical": word("atlas.anatomical"),
        "lines": word("atlas.lines"),
        "measure": word("atlas.measure_line"),
        "labels": word("atlas.names"),
        "fingers": word("atlas.fingers"),
        "compare": word("atlas.compare"),
        "said": word("atlas.said"),
        "experts": word("atlas.experts"),
    }
    of_zones = {"guides": word("zones.guides"), "articles": word("zones.articles")}
    shown = [[name, word(f"zones.show_{name}")] for name in SHOWN]
    groups = {
        "title": (word("atlas.kind"), {EVERY_KIND: word("atlas.every_kind"), **class_kinds()}),
        "margins": (word("atlas.margin"), {one: word(f"atlas.margin_{one}") for one in MARGINS}),
        "look": (word("atlas.look"), {one: word(f"atlas.look_{one}") for one in LOOKS}),
        "tone": (word("atlas.tone"), {one: word(f"atlas.tone_{one}") for one in SKIN_TONES}),
    }
    return [
        {"id": "zones", "kind": "group", "label": word("zones.show"), "zones": True, "options": shown},
        {"id": "systems", "kind": "many", "label": word("zones.groups"), "zones": True, "options": _pairs(systems())},
        {"id": "school", "kind": "group", "label": word("zones.school"), "zones": True, "options": _pairs(schools())},
        *({"id": name, "kind": "switch", "label": label, "zones": True} for name, label in of_zones.items()),
        *({"id": name, "kind": "switch", "label": label} for name, label in switches.items()),
        *(
            {"id": name, "kind": "group", "label": label, "options": _pairs(options)}
            for name, (label, options) in groups.items()
        ),
        {"id": "bones", "kind": "slider", "label": word("atlas.bones")},
    ]


def _pairs(options: dict[str, str]) -> list[list[str]]:
    return [list(one) for one in options.items()]
