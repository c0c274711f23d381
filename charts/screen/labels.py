"""Where the names of the points stand, so that none covers another name or another point."""

from __future__ import annotations

from collections.abc import Sequence

from coords.view import Point

HEIGHT_PX = 900  # the height a figure outside the app is laid out for
LETTER_PX, LINE_PX, GAP_PX, MARK_PX = 7.4, 14.0, 9.0, 7.0
POSITIONS = {  # plotly's textposition: where the text lies from its mark
    "middle right": (1, 0),
    "middle left": (-1, 0),
    "top right": (0.8, 1),
    "top left": (-0.8, 1),
    "bottom right": (0.8, -1),
    "bottom left": (-0.8, -1),
    "top center": (0, 1),
    "bottom center": (0, -1),
}

Box = tuple[float, float, float, float]


def spread_labels(
    places: Sequence[Point], texts: Sequence[str], frame: Box, first: Sequence[int] = ()
) -> list[tuple[int, str]]:
    """(index, textposition) of the labels that find room; `first` are placed before the others and always kept."""
    px = HEIGHT_PX / (frame[3] - frame[1])
    centres = [(x * px, y * px) for x, y in places]
    taken: list[Box] = [(x - MARK_PX, y - MARK_PX, x + MARK_PX, y + MARK_PX) for x, y in centres]
    kept = []
    order = [*first, *(i for i in range(len(places)) if i not in set(first))]
    for i in order:
        for position in POSITIONS:
            box = _text_box(centres[i], texts[i], position)
            if not any(_overlap(box, other) for k, other in enumerate(taken) if k != i):
                kept.append((i, position))
                taken.append(box)
                break
        else:
            if i in first:
                kept.append((i, "middle right"))
                taken.append(_text_box(centres[i], texts[i], "middle right"))
    return kept


def _text_box(centre: Point, text: str, position: str) -> Box:
    across, up = POSITIONS[position]
    width = LETTER_PX * len(text)
    left = centre[0] - width / 2 + across * (width / 2 + GAP_PX)
    foot = centre[1] - LINE_PX / 2 + up * (LINE_PX / 2 + GAP_PX)
    return (left, foot, left + width, foot + LINE_PX)


def _overlap(a: Box, b: Box) -> bool:
    return a[0] < b[2] and b[0] < a[2] and a[1] < b[3] and b[1] < a[3]
