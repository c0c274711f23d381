"""My own place for a point: "mine is 4 mm higher", in words and on the drawing."""

from __future__ import annotations

from charts.mine import OwnPlace
from coords.body import Body
from coords.view import View
from data import Atlas
from notebook import MyPlace

SIDEWAYS = {
    "medial": "toward the inner side", "lateral": "toward the outer side", "anterior": "toward the front",
    "posterior": "toward the back",
}  # fmt: skip
ON_FOOT = {"anterior": "toward the toes", "posterior": "toward the heel"}
ON_HAND = {"radial": "toward the thumb", "ulnar": "toward the little finger"}


def ways(view: View) -> tuple[str, str, str, str]:
    """What up, down, +x and −x of a view (right limb) are called on the body."""
    if view.id in ("foot_sole", "foot_dorsum"):
        up, down = "toward the toes", "toward the heel" if view.id == "foot_sole" else "toward the shin"
    elif view.id.startswith("hand"):
        up, down = "toward the fingertips", "toward the wrist"
    else:
        up, down = "higher", "lower"
    known = ON_HAND if view.id.startswith("hand") else SIDEWAYS | (ON_FOOT if view.id.startswith("foot") else {})
    turns = {name: view.directions.get(name, (0.0, 0.0))[0] for name in known}
    across = {round(x): known[name] for name, x in turns.items() if abs(x) > 0.9}
    return up, down, across.get(1, "to the right"), across.get(-1, "to the left")


def place_words(atlas: Atlas, place: MyPlace) -> str:
    """ "4 mm higher, 2 mm toward the back"."""
    up, down, plus, minus = ways(atlas.limb.views[place.view])
    told = [
        f"{abs(mm):.3g} mm {way if mm > 0 else other}"
        for mm, way, other in ((place.up_mm, up, down), (place.across_mm, plus, minus))
        if round(abs(mm), 1)
    ]
    return ", ".join(told) or "just where the atlas has it"


def own_place(atlas: Atlas, body: Body, place: MyPlace) -> OwnPlace | None:
    """To be drawn on this reader's limb; None when the view does not show the point."""
    if place.code not in atlas.points:
        return None
    spots = (spot for spot in atlas.points[place.code].members if place.view in atlas.limb.rules[spot].views)
    spot = next(spots, None)
    if spot is None or not atlas.limb.rules[spot].on_drawing:
        return None
    dot = body.place(spot, place.view, place.side)
    across = -place.across_mm if place.side == "left" else place.across_mm
    x, y = dot.xy[0] + across / dot.mm_per_unit, dot.xy[1] + place.up_mm / dot.mm_per_unit
    return OwnPlace((x, y), dot.xy, f"{place.code}, my place: {place_words(atlas, place)}")
