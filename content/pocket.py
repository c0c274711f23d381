"""What the pocket atlas is told besides the big one's own values: its index, and the pages that only it makes.

The pocket atlas is the same atlas as static files (`web/pocket_files.py`): whatever a page of it shows is a value of
this room, worked out when the folder is built.
"""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from content.layers import Layers
from content.numbers import numbers
from content.pictures import measuring
from content.sizes import BODY_UNIT, PER_MM, adults
from content.source_counts import works
from content.words import word
from coords.body import Body
from coords.cun import FINGERS, Measurements
from coords.side import SIDES
from coords.view import VIEWS
from data.atlas import Atlas
from data.care.decision import decide, load_care
from data.reading.tables import LANGUAGE, read_rows


def reader_values(atlas: Atlas) -> dict[str, Any]:
    """What the browser makes a reader's measures and layers of."""
    return {
        "sizes": adults(atlas),
        "fingers": list(FINGERS),
        "per_mm": PER_MM,
        "body_unit": BODY_UNIT,
        "layers_begun": asdict(Layers()),
    }


def average_numbers(atlas: Atlas) -> dict[tuple[str, str], dict[str, Any]]:
    """(view, side) → the numbers of an adult who measured and answered nothing."""
    body, nobody = Body(atlas.limb, Measurements()), decide(load_care(), {})
    return {(view, side): numbers(atlas, body, view, side, nobody) for view in VIEWS for side in SIDES}


def about() -> dict[str, Any]:
    """The page about the atlas: what it is, the general notes, how sure a place is, every source, the licences."""
    notes = read_rows(f"words/{LANGUAGE}/notes.csv", ("id", "title", "text"))
    return {
        "notes": [[row["title"], row["text"]] for row in notes],
        "sources": [
            [word(f"sources.kind_{kind}"), word(f"sources.use_{kind}"), told] for kind, told in works().items()
        ],
    }


def measuring_ways(atlas: Atlas) -> list[dict[str, Any]]:
    """What can be measured: "name", "title", "how" it is done, "alt" of its picture."""
    sizes = adults(atlas)
    return [
        {
            "name": name,
            "title": size["title"],
            "how": atlas.finger_methods[name]["where_to_measure"] if name in FINGERS else word(f"measure.how_{name}"),
            "alt": measuring(name).alt,
        }
        for name, size in sizes.items()
    ]
