"""My own place for a point: "mine is 4 mm higher", in words and on the drawing."""

from __future__ import annotations

from charts.screen.mine import OwnPlace
from content.card_phrases import joined
from content.words import word
from coords.body import Body
from coords.side import Side
from coords.view import View
from data import Atlas
from notebook import MyPlace

SIDEWAYS = {"medial": "inner", "lateral": "outer", "anterior": "front", "posterior": "back"}
ON_FOOT = {"anterior": "toes", "posterior": "heel"}
ON_HAND = {"radial": "thumb", "ulnar": "little_finger"}


def ways(view: View) -> tuple[str, str, str, str]:
    """What up, down, +x and −x of a view (right limb) are called on the body."""
    if view.id in ("foot_sole", "foot_dorsum"):
        up, down = "toes", "heel" if view.id == "foot_sole" else "shin"
    elif view.id.startswith("hand"):
        up, down = "fingertips", "wrist"
    else:
        up, down = "higher", "lower"
    known = ON_HAND if view.id.startswith("hand") else SIDEWAYS | (ON_FOOT if view.id.startswith("foot") else {})
    turns = {name: view.directions.get(name, (0.0, 0.0))[0] for name in known}
    across = {round(x): known[name] for name, x in turns.items() if abs(x) > 0.9}
    plus, minus = across.get(1, "right"), across.get(-1, "left")
    return word(f"way.{up}"), word(f"way.{down}"), word(f"way.{plus}"), word(f"way.{minus}")


def place_words(atlas: Atlas, place: MyPlace) -> str:
    """ "4 mm higher, 2 mm toward the back"."""
    up, down, plus, minus = ways(atlas.limb.views[place.view])
    told = [
        word("place.mm", mm=f"{abs(mm):.3g}", way=way if mm > 0 else other)
        for mm, way, other in ((place.up_mm, up, down), (place.across_mm, plus, minus))
        if round(abs(mm), 1)
    ]
    return joined("list_comma", told) or word("place.none")


def own_place(atlas: Atlas, body: Body, place: MyPlace) -> OwnPlace | None:
    """To be drawn on this reader's limb; None when the view does not show the point."""
    if place.code not in atlas.points:
        return None
    spots = (spot for spot in atlas.points[place.code].members if place.view in atlas.limb.rules[spot].views)
    spot = next(spots, None)
    if spot is None or not atlas.limb.rules[spot].on_drawing:
        return None
    dot = body.place(spot, place.view, place.side)
    across = Side(place.side).mirror * place.across_mm
    x, y = dot.xy[0] + across / dot.mm_per_unit, dot.xy[1] + place.up_mm / dot.mm_per_unit
    return OwnPlace((x, y), dot.xy, word("place.mine", point=place.code, place=place_words(atlas, place)))
