"""Where points lie on your own leg, in a terminal.

python -m coords SP6 ST36 --thumb 20.7mm --height 163cm --side left
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from functools import partial

from content.asked import codes_named, range_by_name, which
from content.marks import VIEW_NAMES
from content.phrases import centimetres, direction_words, has_landmark, is_about, ruler_phrase
from content.words import word
from coords.body import Body, Place
from coords.cun import ratio_flags
from coords.options import Parser, Refused, add_measures, measured
from coords.side import SIDES
from coords.table import Cell, as_csv, as_json, as_text
from cun_atlas.answer import Help, Remarks, answer
from data import Atlas, load_atlas
from data.search.find import written_note

COLUMNS = (
    "code", "landmark", "direction", "distance_cm", "plus_minus_cm", "about", "method",
    "view", "side", "x", "y", "unit",
)  # fmt: skip
HEAD = ("point", "from", "direction", "distance", "method", "view", "side", "x", "y", "unit")
ABOUT = """
Lengths carry their unit (20.7mm, 2.07cm, 0.815in, 5ft4); a bare number is mm for fingers and cm for the rest of the
body. The place lies within the ± in about 19 of 20 people. x and y are where the view shows it, in its own unit:
L is the leg from floor to hip bump, FL the foot, HL the hand. A point found by touch has no distance,
only how far around to feel.
"""


def main(arguments: Sequence[str]) -> int:
    """Print the places asked for; 0 when done, 2 with one sentence when something cannot be used."""
    return answer(partial(_places, arguments))


def _places(arguments: Sequence[str], notes: Remarks) -> str:
    parser = _parser()
    asked = parser.parse_intermixed_args(arguments)
    if asked.help:
        raise Help(parser.format_help())
    atlas = load_atlas()
    measures = measured(range_by_name(atlas), asked, notes)
    notes += (word("command.ratio", question=word(f"ratio.{flag}")) for flag in ratio_flags(measures))
    body = Body(atlas.limb, measures)
    places = [_place(body, spot, asked) for spot in _spots(atlas, asked.points, notes)]
    return _written(atlas, places, asked)


def _parser() -> Parser:
    first = (__doc__ or "").partition("\n")[0]
    parser = Parser(prog="python -m coords", description=first, epilog=ABOUT, add_help=False, allow_abbrev=False)
    say = parser.add_argument
    say("points", nargs="*", help="codes or names: SP6, UB-60, zusanli, 'Tai Chong'")
    add_measures(parser)
    say("--view", help=f"one of {', '.join(VIEW_NAMES)}; the point's own view when left out")
    say("--side", default="right", help=" or ".join(SIDES))
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON")
    form.add_argument("--csv", action="store_true", help="print comma-separated values")
    say("-h", "--help", action="store_true", help="print this")
    return parser


def _spots(atlas: Atlas, asked: Sequence[str], notes: list[str]) -> list[str]:
    """Ids of the spots asked for, each once, in that order; a set gives all of its spots."""
    if not asked:
        raise Refused("No point was named; for example python -m coords SP6 --thumb 20.7mm.")
    notes += filter(None, (written_note(name) for name in asked if name.strip().upper() in atlas.points))
    return list(dict.fromkeys(spot for name in asked for spot in _spots_of(atlas, name)))


def _spots_of(atlas: Atlas, name: str) -> tuple[str, ...]:
    """A code of today means its point, a spot itself, and any other name must be that of one point only."""
    code = name.strip().upper()
    spots = [spot for spot in atlas.limb.rules if spot.upper() == code and spot not in atlas.points]
    if spots:
        return (spots[0],)
    codes = codes_named(atlas, name)
    point = atlas.points[codes[0]]
    if len(codes) == 1 and point.is_point:
        return point.members
    raise which(name, codes if len(codes) > 1 else point.members)


def _place(body: Body, spot: str, asked: argparse.Namespace) -> Place:
    rule, view = body.limb.rules[spot], asked.view
    if asked.side not in SIDES:
        raise Refused(f"No side {asked.side!r}; it is {' or '.join(SIDES)}.")
    if view is not None and view not in VIEW_NAMES:
        raise Refused(f"No view {view!r}; views are {', '.join(VIEW_NAMES)}.")
    if view is not None and not rule.on_drawing:
        raise Refused(f"{spot} lies above every drawing; leave --view out.")
    if view is not None and view not in rule.views:
        raise Refused(f"{spot} is not shown in {view}; it is in {', '.join(rule.views)}.")
    return body.place(spot, view or rule.home, asked.side)


def _written(atlas: Atlas, places: Sequence[Place], asked: argparse.Namespace) -> str:
    rows = [_cells(atlas, place) for place in places]
    if asked.json:
        return as_json(COLUMNS, rows)
    if asked.csv:
        return as_csv(COLUMNS, rows)
    return as_text(HEAD, [_readable(dict(zip(COLUMNS, row, strict=True))) for row in rows])


def _cells(atlas: Atlas, place: Place) -> tuple[Cell, ...]:
    """The cells of COLUMNS; a point found by touch has no distance, one above the drawing no view."""
    where: tuple[Cell, ...] = (None, place.side, None, None, None)
    if atlas.limb.rules[place.code].on_drawing:
        x, y = (round(value, 4) + 0.0 for value in place.xy)
        where = (place.view, place.side, x, y, atlas.limb.views[place.view].unit)
    if not has_landmark(atlas, place):
        return (place.code, None, None, None, place.margin.plus_minus_cm, place.approx, "by touch", *where)
    told, direction = atlas.landmark_words[place.origin or ""], direction_words(atlas, place)
    if place.felt:
        return (place.code, told, direction, None, place.plus_minus_cm, place.approx, "by touch", *where)
    distance = float(centimetres(place.distance_mm or 0).removesuffix(" cm"))
    about = is_about(atlas, place)
    return (place.code, told, direction, distance, place.plus_minus_cm, about, ruler_phrase(place), *where)


def _readable(row: dict[str, Cell]) -> tuple[Cell, ...]:
    about = "about " if row["about"] and row["distance_cm"] is not None else ""
    felt = row["distance_cm"] is None
    distance = "by touch, within" if felt else f"{row['distance_cm']:.1f} cm ±"
    xy = ["" if row[name] is None else f"{row[name]:.4f}" for name in ("x", "y")]
    return (
        row["code"], row["landmark"], row["direction"], f"{about}{distance} {row['plus_minus_cm']:.1f} cm",
        "touch" if felt else row["method"], row["view"] or "above the drawing", row["side"], *xy,
        row["unit"],
    )  # fmt: skip
