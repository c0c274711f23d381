"""How sure a place on the limb is: the distance along it, its margin, and the ellipse to draw.

Lengths are mm, margins one standard deviation; "along" is along the limb, "across" is sideways on the skin.

>>> Margin(along_mm=3.6, across_mm=4.0).plus_minus_cm
0.8
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from math import ceil, hypot, isfinite, log, sqrt

import numpy as np
from numpy.typing import NDArray

from coords import model_constants as model
from coords.cun import Cun
from coords.model_constants import LANDMARK_SD_MM, MARK_SD_MM, landmark_sd_mm, tape_sd_mm

__all__ = [
    "LANDMARK_SD_MM", "Margin", "along_fraction", "along_from_cun", "ellipse_outline", "expert_sd_mm", "landmark_sd_mm",
]  # fmt: skip


@dataclass(frozen=True)
class Margin:
    """The margin of one place, 1 SD along and across the limb, in mm.

    `lean` is how far the place slides to the right for every mm along the limb: a place that is found on a slanted
    edge moves along that edge, and its region lies along it too.
    """

    along_mm: float
    across_mm: float
    lean: float = 0.0

    def __post_init__(self) -> None:
        for name in ("along_mm", "across_mm"):
            if not (isfinite(getattr(self, name)) and getattr(self, name) >= 0):
                raise ValueError(f"{name} is {getattr(self, name)!r}; a margin is a finite number, zero or more")
        if not isfinite(self.lean):
            raise ValueError(f"lean is {self.lean!r}; it must be a finite number")

    def mirrored(self) -> "Margin":
        """The margin of the same place on the other limb."""
        return replace(self, lean=-self.lean)

    def spread(self, p: float) -> tuple[float, float]:
        """How far the region of probability `p` reaches from its middle (along, sideways), in mm."""
        along, across = self.ellipse(p)
        return along, hypot(self.lean * along, across)

    def ellipse(self, p: float) -> tuple[float, float]:
        """Half lengths (along the edge, across) in mm of the region that holds the place with probability `p`.

        `p` is such as 0.68 or 0.95; the length along is counted along the limb, without the lean.
        """
        if not 0 < p < 1:
            raise ValueError(f"p is {p!r}; it must be between 0 and 1, such as 0.68 or 0.95")
        reach = sqrt(-2 * log(1 - p))
        return reach * self.along_mm, reach * self.across_mm

    @property
    def plus_minus_cm(self) -> float:
        """The ± the reader sees along the limb: 1.96 SD in cm, rounded up to 0.1."""
        return ceil(round(model.PLUS_MINUS_SD * self.along_mm, 9)) / 10


def along_from_cun(k: float, cun: Cun, s_landmark: float) -> tuple[float, float]:
    """(distance, 1 SD) in mm of a place `k` cun from a landmark that is found to within `s_landmark` mm."""
    return k * cun.mm, hypot(k * cun.u_mm, s_landmark, MARK_SD_MM)


def along_fraction(t: float, segment_mm: float, s_a: float, s_b: float) -> tuple[float, float]:
    """(distance from end A, 1 SD) in mm at fraction `t` of a measured segment, its ends found to `s_a` and `s_b` mm."""
    return t * segment_mm, hypot((1 - t) * s_a, t * s_b, t * tape_sd_mm(segment_mm), MARK_SD_MM)


def expert_sd_mm(k: float) -> float:
    """How far trained people's marks differ `k` cun from a landmark, 1 SD in mm; the faint halo is twice this wide."""
    return min(model.EXPERT_MOST_MM, hypot(model.EXPERT_NEAR_MM, model.EXPERT_PER_CUN_MM * k))


def ellipse_outline(
    center: Sequence[float], margin: Margin, mm_per_unit: float, axis_direction: Sequence[float], p: float, n: int = 48
) -> NDArray[np.float64]:
    """The region's outline: (n, 2) in view units, not closed (the first corner is not repeated), leaning as its margin.

    `center` is in view units, `axis_direction` points along the limb (any length but zero), `mm_per_unit` is the
    limb's size in this view.
    """
    along = np.asarray(axis_direction, dtype=float)
    length = np.hypot(*along)
    if not (np.isfinite(length) and length > 0):
        raise ValueError(f"axis_direction is {axis_direction!r}; it must point along the limb, such as (0, 1)")
    if not (isfinite(mm_per_unit) and mm_per_unit > 0):
        raise ValueError(f"mm_per_unit is {mm_per_unit!r}; it must be a finite number above zero")
    along = along / length
    across = np.array([along[1], -along[0]])
    way = along + margin.lean * across
    semi_along, semi_across = (half / mm_per_unit for half in margin.ellipse(p))
    angle = np.linspace(0, 2 * np.pi, n, endpoint=False)[:, None]
    return np.asarray(center, dtype=float) + semi_along * np.cos(angle) * way + semi_across * np.sin(angle) * across
