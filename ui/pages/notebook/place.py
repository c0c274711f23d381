"""My own place for a point: "mine is 4 mm higher", in words and on the drawing."""

from __future__ import annotations

from charts.screen.mine import OwnPlace
from content.card_phrases import joined
from content.words import word
from coords.body import Body, Place
from coords.side import Side
from coords.view import Point, View
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
    dot = _dot(atlas, body, place.code, place.view, place.side)
    if dot is None:
        return None
    across = Side(place.side).mirror * place.across_mm
    x, y = dot.xy[0] + across / dot.mm_per_unit, dot.xy[1] + place.up_mm / dot.mm_per_unit
    return OwnPlace((x, y), dot.xy, word("place.mine", point=place.code, place=place_words(atlas, place)))


def place_at(atlas: Atlas, body: Body, code: str, view: str, side: str, xy: Point) -> MyPlace | None:
    """A spot in view units as my own place for a point; None when the view does not show the point."""
    dot = _dot(atlas, body, code, view, side)
    if dot is None:
        return None
    right, up = ((one - other) * dot.mm_per_unit for one, other in zip(xy, dot.xy, strict=True))
    return MyPlace(code, view, side, round(up, 1), round(Side(side).mirror * right, 1))


def _dot(atlas: Atlas, body: Body, code: str, view: str, side: str) -> Place | None:
    """Where the first spot of a point that the view draws lies on this reader."""
    if code not in atlas.points:
        return None
    spot = next((one for one in atlas.points[code].members if view in atlas.limb.rules[one].views), None)
    return body.place(spot, view, side) if spot and atlas.limb.rules[spot].on_drawing else None
