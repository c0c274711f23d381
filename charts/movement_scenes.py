"""What each technique's drawing shows, as data: parts and their places, arrows, words and motions.

All in px of a picture of 240 × 170, y down. Angles are in degrees from the right, clockwise on the screen. Skin is
looked at from outside and a drawing is never mirrored: clockwise and counterclockwise are as the reader sees the skin.
"""

from __future__ import annotations

from collections.abc import Mapping
from math import cos, radians, sin
from types import MappingProxyType
from typing import NamedTuple

Point = tuple[float, float]
Frame = tuple[float, float, float, float, float, float]  # percent, dx, dy, turn, stretch of height, opacity
Text = tuple[float, float, str, str, bool]  # x, y, words, anchor, large


class Layer(NamedTuple):
    """A part of charts/movement_shapes.py in its place; `front`: not faded at the edge of the picture."""

    part: str
    at: Point
    turn: float = 0
    size: float = 1
    mirrored: bool = False
    motion: str = ""
    opacity: float = 1
    front: bool = False


class Arrow(NamedTuple):
    """A way: through points, or an arc of `sweep` degrees around a centre (positive: clockwise as one looks)."""

    points: tuple[Point, ...] = ()
    both: bool = False
    width: float = 3.2
    centre: Point = (0, 0)
    radius: float = 0
    start: float = 0
    sweep: float = 0
    motion: str = ""
    dotted: bool = False


class Motion(NamedTuple):
    """A motion that comes back to its start every so many seconds."""

    seconds: float
    frames: tuple[Frame, ...]
    pace: str = "ease-in-out"


class Slab(NamedTuple):
    """Skin from the side: the height of its surface, hollows (x, half breadth, depth, motion), and its ends."""

    y: float
    dents: tuple[tuple[float, float, float, str], ...]
    ends: Point = (0, 240)


class Scene(NamedTuple):
    alt: str
    layers: tuple[Layer, ...]
    arrows: tuple[Arrow, ...] = ()
    texts: tuple[Text, ...] = ()
    slab: Slab | None = None
    motions: Mapping[str, Motion] = MappingProxyType({})


def round_and_round(radius: float, sweep: int, seconds: float) -> Motion:
    """A part that is carried once round a circle of px; starts at the right. `sweep`: +1 clockwise, −1 counter."""
    frames = []
    for i in range(25):
        angle = radians(sweep * 15 * i)
        frames.append((100 * i / 24, radius * cos(angle) - radius, radius * sin(angle), 0, 1, 1))
    return Motion(seconds, tuple(frames), "linear")


def _press(seconds: float, *stations: tuple[float, float], lift: float, along: float = 0) -> dict[str, Motion]:
    """Thumb and hollow: at these (percent, share of the full press); lifted by `lift` px, `along` px to the right."""
    thumb = tuple((at, along * (1 - share), -lift * (1 - share), 0, 1, 1) for at, share in stations)
    return {"thumb": Motion(seconds, thumb), "hollow": _hollow(seconds, *stations)}


def _hollow(seconds: float, *stations: tuple[float, float]) -> Motion:
    """A hollow that deepens and fills: (percent, share of its full depth)."""
    return Motion(seconds, tuple((at, 0, 0, 0, max(share, 0.02), 1) for at, share in stations))


def _shine(seconds: float, *stations: tuple[float, float]) -> Motion:
    """Comes and goes: (percent, opacity)."""
    return Motion(seconds, tuple((at, 0, 0, 0, 1, opacity) for at, opacity in stations), "linear")


def _slide(seconds: float, *stations: tuple[float, float, float, float]) -> Motion:
    """Goes along: (percent, dx, dy, opacity)."""
    return Motion(seconds, tuple((at, dx, dy, 0, 1, opacity) for at, dx, dy, opacity in stations))


LEAN = _press(10, (0, 0), (6, 0.12), (56, 1), (80, 1), (96, 0), (100, 0), lift=11, along=8)

SCENES: dict[str, Scene] = {
    "press": Scene(
        "a thumb pad leans slowly into the skin, seen from the side; one arrow points straight into the skin.",
        (Layer("thumb", (118, 118), motion="thumb"),),
        (Arrow(((76, 34), (76, 60), (76, 96)), width=4.4),),
        ((66, 56, "slowly", "end", False), (66, 73, "5 s", "end", True)),
        Slab(112, ((118, 34, 9, "hollow"),)),
        LEAN,
    ),
    "reduce": Scene(
        "a fingertip rests on the skin, seen from above; an arrow runs round it in a small circle, counterclockwise.",
        (
            Layer("field", (0, 0)),
            Layer("lines", (112, 74), motion="round"),
            Layer("shadow", (120, 84), turn=-28, motion="round"),
            Layer("finger_top", (114, 68), turn=-40, size=1.25, motion="round"),
        ),
        (Arrow(centre=(115, 74), radius=33, start=15, sweep=-290, width=3.6),),
        motions={"round": round_and_round(6, -1, 1.2)},
    ),
    "alternate": Scene(
        "two presses side by side: a light one with a thin arrow and a shallow hollow, a firm one with a thick arrow "
        "and a deep hollow; two bent arrows lead from each to the other, 60 seconds apiece.",
        (Layer("thumb", (58, 121), size=0.5, motion="light"), Layer("thumb", (168, 127), size=0.5, motion="firm")),
        (
            Arrow(((38, 84), (38, 94), (38, 106)), width=2),
            Arrow(((148, 70), (148, 84), (148, 102)), width=5.4),
            Arrow(((84, 44), (112, 32), (140, 40)), width=2.6),
            Arrow(((140, 58), (112, 66), (86, 58)), width=2.6),
        ),
        (
            (30, 30, "light", "start", False),
            (30, 47, "60 s", "start", True),
            (212, 30, "firm", "end", False),
            (212, 47, "60 s", "end", True),
        ),
        Slab(120, ((58, 20, 3, "shallow"), (168, 28, 10, "deep"))),
        {
            "light": _slide(7, (0, 5, -9, 1), (8, 0, 0, 1), (42, 0, 0, 1), (50, 5, -9, 1), (100, 5, -9, 1)),
            "shallow": _hollow(7, (0, 0), (8, 1), (42, 1), (50, 0), (100, 0)),
            "firm": _slide(7, (0, 6, -16, 1), (50, 6, -16, 1), (60, 0, 0, 1), (90, 0, 0, 1), (100, 6, -16, 1)),
            "deep": _hollow(7, (0, 0), (52, 0), (60, 1), (90, 1), (98, 0), (100, 0)),
        },
    ),
    "pulsed": Scene(
        "two moments side by side: the thumb presses into the skin for 30 seconds, then lifts off it for 4; two bent "
        "arrows lead from each to the other, again and again.",
        (Layer("thumb", (58, 125), size=0.5, motion="down"), Layer("thumb", (168, 101), size=0.5, motion="up")),
        (
            Arrow(((38, 74), (38, 88), (38, 106)), width=4.4),
            Arrow(((148, 110), (148, 94), (148, 76)), width=4.4),
            Arrow(((84, 44), (112, 32), (140, 40)), width=2.6),
            Arrow(((140, 58), (112, 66), (86, 58)), width=2.6),
        ),
        (
            (30, 30, "press", "start", False),
            (30, 47, "30 s", "start", True),
            (212, 30, "let go", "end", False),
            (212, 47, "4 s", "end", True),
        ),
        Slab(120, ((58, 26, 8, ""),)),
        {
            "down": _slide(6, (0, 0, 0, 1), (8, 0, 1.5, 1), (70, 0, 1.5, 1), (78, 0, 0, 1), (100, 0, 0, 1)),
            "up": _slide(6, (0, 0, 10, 1), (70, 0, 10, 1), (80, 0, 0, 1), (92, 0, 0, 1), (100, 0, 10, 1)),
        },
    ),
    "press_rotate": Scene(
        "two fingertips press on the skin, seen from above; an arc with a head at both ends runs round them and a "
        "straight arrow with two heads runs up and down beside them: small circles, or short strokes up and down.",
        (
            Layer("field", (0, 0)),
            Layer("dimple", (96, 72)),
            Layer("shadow", (108, 86), turn=-28, size=1.2, motion="round"),
            Layer("finger_top", (107, 60), turn=-38, size=1.15, motion="round"),
            Layer("finger_top", (87, 75), turn=-40, size=1.15, motion="round"),
        ),
        (
            Arrow(centre=(98, 72), radius=40, start=128, sweep=216, both=True),
            Arrow(((192, 36), (192, 64), (192, 92)), both=True),
        ),
        motions={"round": round_and_round(4, 1, 2)},
    ),
    "circular_clockwise": Scene(
        "a thumb glides over a wide patch of skin, seen from above, on a large round way; the arrow runs clockwise.",
        (
            Layer("field", (0, 0)),
            Layer("shadow", (162, 78), turn=-20, motion="round"),
            Layer("thumb_top", (152, 66), turn=-32, motion="round"),
        ),
        (Arrow(centre=(106, 74), radius=46, start=40, sweep=306, width=4.2),),
        motions={"round": round_and_round(46, 1, 4)},
    ),
    "two_thumb_press": Scene(
        "both feet from the front, side by side; between them two thumbs press outward, each on the inner side of an "
        "ankle just below the bump; two arrows point apart.",
        (
            Layer("foot_top", (58, 94), size=0.86),
            Layer("foot_top", (182, 94), size=0.86, mirrored=True),
            Layer("thumb", (79, 55), turn=70, size=0.56, mirrored=True, motion="left"),
            Layer("thumb", (161, 55), turn=-70, size=0.56, motion="right"),
        ),
        (
            Arrow(((114, 72), (104, 72), (92, 72)), width=4.2),
            Arrow(((126, 72), (136, 72), (148, 72)), width=4.2),
        ),
        ((120, 102, "both", "middle", False), (120, 117, "at once", "middle", False)),
        motions={
            "left": _slide(6, (0, 5, 0, 1), (35, 0, 0, 1), (75, 0, 0, 1), (100, 5, 0, 1)),
            "right": _slide(6, (0, -5, 0, 1), (35, 0, 0, 1), (75, 0, 0, 1), (100, -5, 0, 1)),
        },
    ),
    "pair_press": Scene(
        "a foot from the side between thumb and finger: the thumb presses from above, the finger from below; two "
        "arrows point at each other.",
        (
            Layer("finger", (88, 106), turn=180, size=0.8, mirrored=True, motion="below"),
            Layer("foot_inner", (-6, -22), size=0.86),
            Layer("thumb", (92, 69), turn=-16, size=0.66, motion="above"),
        ),
        (
            Arrow(((70, 26), (70, 44), (70, 68)), width=4.4),
            Arrow(((70, 160), (70, 142), (70, 118)), width=4.4),
        ),
        motions={
            "above": _slide(6, (0, 2, -7, 1), (35, 0, 0, 1), (75, 0, 0, 1), (100, 2, -7, 1)),
            "below": _slide(6, (0, 2, 7, 1), (35, 0, 0, 1), (75, 0, 0, 1), (100, 2, 7, 1)),
        },
    ),
    "gentle_pressure": Scene(
        "a finger pad lies flat and lightly on the skin, seen from the side; a thin dotted arrow points down, and the "
        "skin hardly gives.",
        (Layer("finger", (104, 114), turn=9, size=1, motion="thumb"),),
        (Arrow(((74, 58), (74, 78), (74, 98)), width=2.2, dotted=True),),
        ((64, 78, "light", "end", False),),
        Slab(112, ((104, 22, 3, "hollow"),)),
        _press(6, (0, 0), (30, 1), (75, 1), (100, 0), lift=7, along=4),
    ),
    "stroke": Scene(
        "the top of a foot with the toes down; the fingertips of a hand lie on it near the ankle, and three long "
        "arrows run side by side from the ankle to the toes.",
        (
            Layer("foot_top", (112, 88)),
            Layer("shade", (112, 54), size=1.2, motion="glide"),
            Layer("hand_down", (110, 64), size=0.9, motion="glide"),
        ),
        (
            Arrow(((88, 70), (86, 96), (85, 128)), width=3.4),
            Arrow(((110, 78), (110, 104), (110, 138)), width=3.4),
            Arrow(((132, 74), (134, 102), (137, 138)), width=3.4),
        ),
        ((182, 92, "5 to 10", "start", False), (182, 107, "strokes", "start", False)),
        motions={
            "glide": _slide(3.2, (0, 0, -24, 0), (12, 0, -18, 1), (75, 0, 50, 1), (90, 0, 56, 0), (100, 0, -24, 0))
        },
    ),
    "pivot": Scene(
        "a foot from the side: one hand holds it round the heel, the toes are bent back, and a thumb presses on the "
        "ball from below; one arrow bends the toes back, another points into the ball.",
        (
            Layer("foot_bent", (12, -18), size=0.86),
            Layer("finger_top", (148, 99), turn=-92, size=0.7),
            Layer("finger_top", (141, 85), turn=-91, size=0.8),
            Layer("finger_top", (138, 69), turn=-90, size=0.82),
            Layer("finger_top", (142, 53), turn=-88, size=0.78),
            Layer("thumb", (72, 110), turn=180, size=0.66, mirrored=True, motion="press"),
        ),
        (
            Arrow(centre=(62, 94), radius=54, start=166, sweep=58, width=3.8),
            Arrow(((48, 160), (51, 142), (56, 122)), width=4.4),
        ),
        motions={"press": _slide(4, (0, 2, 6, 1), (40, 0, 0, 1), (70, 0, 0, 1), (100, 2, 6, 1))},
    ),
    "finger_walk": Scene(
        "a bent thumb creeps along the skin, seen from the side, like a caterpillar; a pale straight thumb shows how "
        "it reaches forward; small hops lead from dot to dot, with an arrow on the last one.",
        (
            Layer("thumb", (108, 117), size=0.74, opacity=0.38, motion="reach"),
            Layer("thumb_bent", (136, 117), size=0.74, motion="creep"),
            *(Layer("dot", (x, 112), front=True) for x in (28, 54, 80)),
        ),
        (
            Arrow(((124, 94), (106, 72), (84, 100)), width=2.8),
            Arrow(((78, 100), (67, 86), (57, 102)), width=2.8),
            Arrow(((51, 100), (41, 86), (31, 102)), width=2.8),
        ),
        slab=Slab(113, ()),
        motions={
            "creep": Motion(6, ((0, 0, 0, 0, 1, 1), (16, 0, 0, 0, 1, 1), (17, -28, 0, 0, 1, 0), (32, -28, 0, 0, 1, 0),
                                (33, -28, 0, 0, 1, 1), (49, -28, 0, 0, 1, 1), (50, -54, 0, 0, 1, 0),
                                (65, -54, 0, 0, 1, 0), (66, -54, 0, 0, 1, 1), (94, -54, 0, 0, 1, 1),
                                (97, -54, 0, 0, 1, 0), (100, 0, 0, 0, 1, 0))),
            "reach": Motion(6, ((0, 0, 0, 0, 1, 0), (16, 28, 0, 0, 1, 0), (17, 20, 0, 0, 1, 1), (32, 0, 0, 0, 1, 1),
                                (33, 0, 0, 0, 1, 0), (49, 0, 0, 0, 1, 0), (50, -6, 0, 0, 1, 1), (65, -26, 0, 0, 1, 1),
                                (66, -26, 0, 0, 1, 0), (100, 0, 0, 0, 1, 0))),
        },
    ),
    "knead": Scene(
        "a fist presses with its knuckles into soft skin, seen from the side, and rolls to and fro; an arc with a "
        "head at both ends lies over it.",
        (Layer("fist", (100, 116), motion="roll"),),
        (Arrow(centre=(104, 104), radius=86, start=218, sweep=64, both=True, width=3.8),),
        slab=Slab(106, ((100, 46, 13, ""),)),
        motions={"roll": Motion(3, ((0, -8, 0, -9, 1, 1), (50, 8, 0, 9, 1, 1), (100, -8, 0, -9, 1, 1)))},
    ),
    "breathing": Scene(
        "a head from the side with closed eyes; one arrow goes into the nose for 4 seconds, a longer one comes out of "
        "the mouth for 6.",
        (Layer("head", (24, 0)),),
        (
            Arrow(((30, 44), (58, 56), (84, 82)), width=3.4, motion="in"),
            Arrow(((88, 108), (56, 120), (14, 144)), width=3.4, motion="out"),
        ),
        ((16, 36, "in, 4 s", "start", True), (14, 164, "out, 6 s", "start", True)),
        motions={"in": _shine(10, (0, 1), (38, 1), (42, 0.15), (98, 0.15), (100, 1)),
                 "out": _shine(10, (0, 0.15), (38, 0.15), (42, 1), (98, 1), (100, 0.15))},
    ),
    "find_point": Scene(
        "four fingers lie closed across the inner side of the leg, the lowest on the ankle bump; a line beside them "
        "measures their width, 3 cun, up to the point, which is marked.",
        (
            Layer("leg_inner", (-74, -186), size=2.2),
            Layer("finger_top", (112, 116.4), turn=-91, size=0.54),
            Layer("finger_top", (101, 105.8), turn=-90, size=0.59),
            Layer("finger_top", (98, 94.6), turn=-90, size=0.6),
            Layer("finger_top", (102, 83.6), turn=-89, size=0.58),
            Layer("point", (104, 77.8), front=True),
            Layer("span", (70, 99.4), front=True),
        ),
        (),
        ((60, 105, "3 cun", "end", True),),
    ),
    "locate_only": Scene(
        "an eye looks along a dotted line at a marked point on the skin; a pressing thumb beside it is struck through.",
        (
            Layer("eye", (62, 42), size=1.2, front=True),
            Layer("sight", (74, 62), size=1.6),
            Layer("point", (110, 122), front=True),
            Layer("thumb", (176, 104), size=0.5),
            Layer("ban", (188, 84), size=0.95, front=True),
        ),
        slab=Slab(122, ()),
    ),
    "prep_room": Scene(
        "an armchair under a lit lamp, a thermometer in the warm part of its scale, and notes of quiet music.",
        (
            Layer("floor", (10, 146), front=True),
            Layer("lamp", (186, 78), size=0.74, motion=""),
            Layer("armchair", (108, 112), size=0.84),
            Layer("thermometer", (30, 88)),
            Layer("note", (64, 44), motion="note"),
            Layer("note", (140, 34), size=0.8, motion="note"),
        ),
        motions={"note": _slide(5, (0, 0, 4, 1), (50, 2, -4, 1), (100, 0, 4, 1))},
    ),
    "prep_position": Scene(
        "a person lies on the back with the lower legs on a cushion; the feet point up, and an arrow shows that "
        "they are raised.",
        (
            Layer("floor", (10, 142), front=True),
            Layer("cushion", (188, 122), size=1.1),
            Layer("lying", (113, 141), size=0.92),
        ),
        (Arrow(((172, 72), (172, 54), (172, 30)), width=3.8),),
    ),
    "prep_soak": Scene(
        "two lower legs stand in a basin of lukewarm water, 37 degrees Celsius, from which a little steam rises.",
        (
            Layer("basin_back", (120, 96)),
            Layer("shin", (98, 92)),
            Layer("shin", (142, 92)),
            Layer("waves", (120, 100), motion="wave"),
            Layer("basin", (120, 95)),
            Layer("steam", (44, 88), motion="steam"),
            Layer("steam", (196, 88), motion="steam"),
        ),
        (),
        ((66, 32, "37 °C", "end", True), (176, 30, "5 to 15", "start", False), (176, 45, "minutes", "start", False)),
        motions={
            "wave": _slide(4, (0, -4, 0, 1), (50, 4, 0, 1), (100, -4, 0, 1)),
            "steam": _slide(4, (0, 0, 6, 0), (30, 0, 2, 1), (70, 0, -4, 0.8), (100, 0, -8, 0)),
        },
    ),
    "prep_clean_dry": Scene(
        "a foot on a towel with drops of water on it; the corner of a cloth goes to and fro between two toes, as an "
        "arrow with two heads shows.",
        (
            Layer("towel", (120, 92)),
            Layer("foot_top", (112, 58)),
            Layer("towel_tip", (130, 114), size=0.66, motion="wipe"),
            Layer("drop", (96, 60)),
            Layer("drop", (124, 42)),
            Layer("drop", (116, 82), size=0.8),
        ),
        (Arrow(((168, 100), (168, 122), (168, 146)), both=True, width=3.6),),
        motions={"wipe": _slide(1.8, (0, 0, 7, 1), (50, 0, -3, 1), (100, 0, 7, 1))},
    ),
    "prep_oil": Scene(
        "a few drops of oil fall from a bottle into the palm of a hand.",
        (
            Layer("bottle", (92, 60), turn=180, size=0.85, front=True),
            Layer("oil_drop", (92, 94), motion="drop"),
            Layer("oil_drop", (92, 112), size=0.8, motion="drop"),
            Layer("palm", (104, 122)),
        ),
        (Arrow(((126, 62), (126, 80), (126, 102)), width=3.6),),
        motions={"drop": _slide(2.4, (0, 0, -8, 0), (15, 0, -4, 1), (75, 0, 16, 1), (90, 0, 24, 0), (100, 0, -8, 0))},
    ),
}  # fmt: skip
