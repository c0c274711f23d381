"""What the screen needs to know to be a ruler for fingers: the hint between its two lines, and usual sizes."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from charts.pictures.measuring import on_picture
from charts.pictures.shapes import Point, Points
from content.pictures import measuring, read_thumb
from content.words import word
from coords.model_constants import CARD_MM, USUAL_PX_PER_MM

WIDTH_MM = (5.0, 150.0)  # what two lines on a screen can measure
METHODS = ("thumb", "two", "three", "four")  # the ring of thumb and middle finger cannot be laid flat
USUAL_MM = {"thumb": 22.0, "two": 37.0, "three": 55.0, "four": 75.0}  # where the lines stand at first
ROOM_MM = {"thumb": 35.0, "two": 50.0, "three": 70.0, "four": 95.0}  # what the largest hand needs of the screen
BELOW_JOINT_MM = 24.0


def ruler_for(method: str) -> dict[str, Any]:
    """The data of the ruler for one finger width. Raises ValueError for one that cannot be laid on a screen."""
    if method not in METHODS:
        raise ValueError(f"{method!r} cannot be laid on a screen; it is one of {', '.join(METHODS)}")
    return {
        "method": method,
        "prompt": word(f"screen_ruler.{method}"),
        "card_mm": CARD_MM,
        "usual_px_per_mm": USUAL_PX_PER_MM,
        "width_mm": WIDTH_MM,
        "usual_mm": USUAL_MM[method],
        "room_mm": ROOM_MM[method],
        "hand": outline(method),
    }


# ---- the hint between the lines


def outline(method: str) -> dict[str, Any]:
    """The fingers to lay down, as SVG paths: x in per cent of the measured width, y in mm below the joint.

    `top` is the y of the highest fingertip, negative; `bottom` is where the drawing is cut.
    """
    skin, nails, creases = _thumb() if method == "thumb" else _closed_fingers(method)
    return {
        "top": min(y for points in skin for _, y in points),
        "bottom": BELOW_JOINT_MM,
        "skin": " ".join(_curve(points) for points in skin),
        "nails": " ".join(_round(points) for points in nails),
        "creases": " ".join(_curve(points) for points in creases),
    }


def _thumb() -> tuple[list[Points], ...]:
    """Outline, nail and creases of the thumb."""
    shapes = read_thumb().shapes
    return tuple([shape.curves[0] for shape in shapes if shape.style == style] for style in ("skin", "nail", "crease"))


def _closed_fingers(method: str) -> tuple[list[list[Point]], ...]:
    """Outlines, nails and creases of the fingers of the measuring picture, put between the lines."""
    picture = measuring(method)
    (left, joint), (right, _) = picture.line
    px_per_mm = on_picture(1, 0)[0] - on_picture(0, 0)[0]
    skin, nails, creases = [], [], []
    for finger in picture.measured_fingers:

        def place(height: float, halves: float, finger: Any = finger) -> Point:
            """A point so many half breadths from the middle of the finger, at a height of the hand in mm."""
            half = finger.half(min(height, finger.tip))
            x, y = on_picture(finger.middle(height) + halves * half, height)
            return round((x - left) / (right - left) * 100, 2), round((y - joint) / px_per_mm, 2)

        cut = on_picture(0, 0)[1] / px_per_mm - joint / px_per_mm - BELOW_JOINT_MM
        heights = [cut, *(height for height, _ in finger.stations() if height > cut)]
        skin.append([place(h, -1) for h in heights] + [place(h, 1) for h in reversed(heights[:-1])])
        base, top = finger.tip - 12.5, finger.tip - 2.2
        sides = [(base, 0.5), (base + 4, 0.68), (top - 3, 0.7), (top, 0.5)]
        nails.append([place(h, -w) for h, w in sides] + [place(h, w) for h, w in reversed(sides)])
        for height in (finger.pip, finger.dip):
            for bow in (0.8, -0.8) if height > cut else ():
                creases.append([place(height - bow, -0.55), place(height + bow, 0), place(height - bow, 0.55)])
    return skin, nails, creases


def _curve(points: Sequence[Point]) -> str:
    """A smooth SVG path: it leaves from the first point, bends toward each next one and ends in the last."""
    text = "M{:g} {:g}".format(*points[0])
    for (x, y), (to_x, to_y) in pairwise(points[1:]):
        text += f"Q{x:g} {y:g} {(x + to_x) / 2:g} {(y + to_y) / 2:g}"
    return text + "L{:g} {:g}".format(*points[-1])


def _round(points: Sequence[Point]) -> str:
    """The same, closed: it begins and ends half-way between the last point and the first."""
    (x, y), (to_x, to_y) = points[-1], points[0]
    half_way = ((x + to_x) / 2, (y + to_y) / 2)
    return _curve([half_way, *points, half_way]) + "Z"
