"""The small pictures of measuring and of movements, from `data/pictures/` and their words.

A file of `parts/` is a part of a body or a thing. Its shapes are drawn in their order, each one of

    {"style", "points": "x,y x,y …", "closed"}         a smooth curve; a | makes a corner
    {"style", "like": "skin", "closed"}                 the curve of the last shape of that style once more
    {"style", "circle": [x, y, radius]}
    {"part", "at", "turn", "size", "only": ["soft"]}    the shapes of another part, all or those of some styles

and `mirrored_at` draws a curve a second time, mirrored at that x. A part that is a limb seen as in a `view` says at
which of its `heights` two landmarks of that view lie; a layer with a `spot` lies where that point's rule puts it on the
limb, whatever its `at` says. A file of `measuring/` is called as its method, one
of `movements/` as its technique; the lines of words they place stand in `words/en/`.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from math import cos, radians, sin
from pathlib import Path
from typing import Any, TypeVar

from shapely.geometry import LineString, Polygon

from charts.pictures.measuring import Closed, Finger, Hand, MeasuringPicture
from charts.pictures.movements import Arrow, Motion, PlacedPart, Scene, Slab, round_and_round
from charts.pictures.shapes import CurvedShape, Part, Point, Points, Text
from coords.body import reference_yardstick
from coords.place import Placer
from data.atlas import load_atlas
from data.reading.objects import read_object
from data.reading.tables import LANGUAGE, DataError, listed, path_of, read_json, read_rows

FOLDER = "pictures"
WHOLE = ((0.0, 171.0), (0.0, 172.0))  # a fade below the picture: nothing of it fades
MEASURING_WORDS = f"words/{LANGUAGE}/measuring_pictures.csv"
MOVEMENT_WORDS = f"words/{LANGUAGE}/movement_pictures.csv"

T = TypeVar("T")
Row = Mapping[str, str]


@dataclass(frozen=True)
class Curve:
    style: str
    points: str
    closed: bool
    mirrored_at: float | None = None


@dataclass(frozen=True)
class Like:
    style: str
    like: str
    closed: bool
    mirrored_at: float | None = None


@dataclass(frozen=True)
class Circle:
    style: str
    circle: tuple[float, float, float]


@dataclass(frozen=True)
class Other:
    part: str
    at: Point = (0, 0)
    turn: float = 0
    size: float = 1
    only: tuple[str, ...] = ()


ShapeRow = Curve | Like | Circle | Other


@dataclass(frozen=True)
class PartFile:
    shapes: tuple[ShapeRow, ...]
    fade: tuple[Point, Point] | None = None
    about: str = ""
    view: str = ""
    heights: Mapping[str, float] = field(default_factory=dict)


@dataclass(frozen=True)
class HandFile:
    fingers: Mapping[str, Finger]
    below: tuple[Curve | Like, ...]
    above: tuple[Curve | Like, ...]
    about: str = ""


@dataclass(frozen=True)
class TextPlace:
    at: Point
    anchor: str = "start"
    large: bool = False


@dataclass(frozen=True)
class LimbPicture:
    part: str
    line: tuple[Point, Point]
    texts: tuple[TextPlace, ...]
    pointers: tuple[tuple[Point, Point], ...] = ()
    fade: tuple[Point, Point] = WHOLE


@dataclass(frozen=True)
class HandPicture:
    fingers: Closed
    texts: tuple[TextPlace, ...]
    pointers: tuple[tuple[Point, Point], ...] = ()
    fade: tuple[Point, Point] = WHOLE


@dataclass(frozen=True)
class Round:
    seconds: float
    circle: float
    clockwise: bool


@dataclass(frozen=True)
class MovementFile:
    layers: tuple[PlacedPart, ...]
    arrows: tuple[Arrow, ...] = ()
    texts: tuple[TextPlace, ...] = ()
    slab: Slab | None = None
    motions: Mapping[str, Motion | Round] = field(default_factory=dict)


@cache
def measuring_pictures() -> Mapping[str, MeasuringPicture]:
    """By method. Raises DataError for the first file that cannot be used."""
    return {row["id"]: read_measuring(row) for row in read_rows(MEASURING_WORDS)}


@cache
def movements() -> Mapping[str, Scene]:
    """By technique, in the order of techniques.csv. Raises DataError for the first file that cannot be used."""
    return {row["id"]: read_movement(row) for row in read_rows(MOVEMENT_WORDS)}


def load_pictures() -> None:
    """Read all of them, so that a damaged file is told before a page shows it. Raises DataError."""
    measuring_pictures()
    movements()
    read_thumb()


def measuring(method: str) -> MeasuringPicture:
    """The picture of a method. Raises KeyError that names the methods."""
    return _named(measuring_pictures(), method, "picture")


def movement(technique: str) -> Scene:
    """The drawing of a technique. Raises KeyError that names the techniques."""
    return _named(movements(), technique, "drawing")


def _named(pictures: Mapping[str, T], name: str, what: str) -> T:
    if name not in pictures:
        raise KeyError(f"no {what} for {name!r}; there are {', '.join(pictures)}")
    return pictures[name]


# ---- reading one file; all raise DataError


def read_measuring(row: Row, folder: Path | None = None) -> MeasuringPicture:
    """The picture of measuring that a row of words belongs to."""
    name = f"{FOLDER}/measuring/{row['id']}.json"
    document = _read(LimbPicture | HandPicture, name, folder)
    if isinstance(document, LimbPicture):
        line, drawn = document.line, read_part(document.part, folder)
    else:
        hand = read_hand(folder)
        line, drawn = document.fingers.line(hand), (hand, document.fingers)
    texts = _texts(document.texts, row, name, folder)
    return MeasuringPicture(row["id"], row["title"], row["alt"], line, texts, document.pointers, document.fade, drawn)


def read_movement(row: Row, folder: Path | None = None) -> Scene:
    """The drawing of a movement that a row of words belongs to."""
    name = f"{FOLDER}/movements/{row['id']}.json"
    document = _read(MovementFile, name, folder)
    parts = {layer.part: read_part(layer.part, folder) for layer in document.layers}
    texts = _texts(document.texts, row, name, folder)
    motions = {
        key: round_and_round(one.seconds, one.circle, one.clockwise) if isinstance(one, Round) else one
        for key, one in document.motions.items()
    }
    layers = tuple(_placed(layer, document.layers, name, folder) for layer in document.layers)
    return Scene(row["id"], row["alt"], layers, parts, texts, document.arrows, document.slab, motions)


def _placed(layer: PlacedPart, layers: tuple[PlacedPart, ...], name: str, folder: Path | None) -> PlacedPart:
    """The layer itself, or with a `spot` where the point's rule puts it on the limb of the picture."""
    if not layer.spot:
        return layer
    for limb in layers:
        part = _read(PartFile, f"{FOLDER}/parts/{limb.part}.json", folder)
        if part.view and not limb.turn:
            x, y = _spot_on(part, read_part(limb.part, folder), layer.spot)
            return replace(layer, at=(limb.at[0] + limb.size * x, limb.at[1] + limb.size * y))
    raise DataError(path_of(name, folder), None, f"no part of a limb on which {layer.spot} could lie")


def _spot_on(file: PartFile, part: Part, spot: str) -> Point:
    """Where a point lies on the drawn limb: as high between the landmarks, as far across the skin, as in the view."""
    limb = load_atlas().limb
    drawing, (x, y) = (
        limb.views[file.view],
        Placer(limb.views, limb.rules, limb.skin, reference_yardstick(limb)).place(spot, file.view).xy,
    )
    (one, at_one), (other, at_other) = file.heights.items()
    low, high = drawing.landmark(one)[1], drawing.landmark(other)[1]
    height = at_one + (y - low) / (high - low) * (at_other - at_one)
    skin = next(shape for shape in part.shapes if shape.style == "skin")
    left, right = _across(drawing.outline, y)
    from_x, to_x = _across(Polygon([point for curve in skin.curves for point in curve]), height)
    return from_x + (x - left) / (right - left) * (to_x - from_x), height


def _across(area: Polygon, height: float) -> tuple[float, float]:
    """From where to where the skin reaches at a height."""
    left, _, right, _ = area.bounds
    met = area.intersection(LineString([(left - 1, height), (right + 1, height)])).bounds
    return met[0], met[2]


@cache
def read_part(name: str, folder: Path | None = None) -> Part:
    """A part of a body or a thing."""
    return _part(f"{FOLDER}/parts/{name}.json", folder)


@cache
def read_thumb(folder: Path | None = None) -> Part:
    """The thumb that is laid on a screen."""
    return _part(f"{FOLDER}/thumb.json", folder)


def _part(file: str, folder: Path | None) -> Part:
    document = _read(PartFile, file, folder)
    return Part(_shapes(document.shapes, file, folder), document.fade)


@cache
def read_hand(folder: Path | None = None) -> Hand:
    """The hand whose closed fingers are measured."""
    file = f"{FOLDER}/hand.json"
    document = _read(HandFile, file, folder)
    return Hand(document.fingers, _shapes(document.below, file, folder), _shapes(document.above, file, folder))


def _read(kind: Any, name: str, folder: Path | None) -> Any:
    document = read_json(name, folder)
    try:
        return read_object(kind, document)
    except ValueError as error:
        raise DataError(path_of(name, folder), None, str(error)) from None


def _texts(places: tuple[TextPlace, ...], row: Row, name: str, folder: Path | None) -> tuple[Text, ...]:
    lines = listed(row["lines"])
    if len(lines) != len(places):
        raise DataError(path_of(name, folder), None, f"places {len(places)} lines of words, and there are {len(lines)}")
    return tuple(Text(place.at, words, place.anchor, place.large) for place, words in zip(places, lines, strict=True))


def _shapes(rows: tuple[ShapeRow, ...], name: str, folder: Path | None) -> tuple[CurvedShape, ...]:
    shapes: list[CurvedShape] = []
    for number, row in enumerate(rows):
        try:
            shapes += _drawn(row, shapes, folder)
        except ValueError as error:
            raise DataError(path_of(name, folder), None, f"shape {number + 1}: {error}") from None
    return tuple(shapes)


def _drawn(row: ShapeRow, before: list[CurvedShape], folder: Path | None) -> list[CurvedShape]:
    """The shapes of one row. Raises ValueError."""
    if isinstance(row, Other):
        shapes = read_part(row.part, folder).shapes
        return [one.moved(row.at, row.turn, row.size) for one in shapes if not row.only or one.style in row.only]
    if isinstance(row, Circle):
        return [CurvedShape(row.style, (_circle(*row.circle),), True)]
    if isinstance(row, Like):
        alike = [one for one in before if one.style == row.like]
        if not alike:
            raise ValueError(f"no shape before it is {row.like!r}")
        curves = alike[-2 if row.mirrored_at is not None else -1].curves
    else:
        curves = tuple(_points(piece) for piece in row.points.split("|"))
        if not all(curves) or sum(map(len, curves)) < 2:
            raise ValueError(f"{row.points!r} is no curve")
    shape = CurvedShape(row.style, curves, row.closed)
    return [shape] if row.mirrored_at is None else [shape, shape.mirrored(row.mirrored_at)]


def _points(text: str) -> Points:
    """The points of "x,y x,y …". Raises ValueError that quotes the one that is none."""
    points = []
    for pair in text.split():
        try:
            x, y = map(float, pair.split(","))
        except ValueError:
            raise ValueError(f"{pair!r} is no point x,y") from None
        points.append((x, y))
    return tuple(points)


def _circle(x: float, y: float, radius: float) -> Points:
    return tuple((x + radius * cos(radians(a)), y + radius * sin(radians(a))) for a in range(0, 360, 30))
