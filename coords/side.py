"""The side of a limb. The right limb is stored, the left limb is its mirror: x → −x.

In addresses, tables and JSON a side is the word "right" or "left"; `Side(word)` is what computes.

>>> Side("left").mirrored((0.25, 0.5))
(-0.25, 0.5)
"""

from __future__ import annotations

from dataclasses import dataclass

SIDES = ("right", "left")  # the stored limb first
LEFT_FIRST = SIDES[::-1]  # as a session goes and as people say them

Box = tuple[float, float, float, float]


@dataclass(frozen=True)
class Side:
    """One side. Raises ValueError for a word that names none."""

    name: str

    def __post_init__(self) -> None:
        if self.name not in SIDES:
            raise ValueError(f"side is {' or '.join(map(repr, SIDES))}, not {self.name!r}")

    @property
    def mirror(self) -> int:
        """What x of the right limb is multiplied with; and of this limb, to be that of the right one."""
        return -1 if self.name == "left" else 1

    @property
    def axes(self) -> tuple[int, int]:
        """What (n, 2) points of the right limb are multiplied with."""
        return (self.mirror, 1)

    @property
    def opposite(self) -> Side:
        return Side("right" if self.name == "left" else "left")

    def mirrored(self, point: tuple[float, float]) -> tuple[float, float]:
        """A point (or direction) of the right limb on this one; and of this one on the right limb."""
        x, y = point
        return (self.mirror * x, y)

    def box(self, box: Box) -> Box:
        """A box (x0, y0, x1, y1) of the right limb on this one, and back."""
        return mirror_box(box) if self.name == "left" else box


def mirror_box(box: Box) -> Box:
    """The box (x0, y0, x1, y1) of the other limb."""
    x0, y0, x1, y1 = box
    return (-x1, y0, -x0, y1)
