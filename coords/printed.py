"""What is told to a printer: rulers, rows of a handout. Plain values, already in words and millimetres."""

from __future__ import annotations

from dataclasses import dataclass

from coords.mark import Mark


@dataclass(frozen=True)
class Stretch:
    """A bone segment on a ruler, from `low_mm` to `high_mm` above the ruler's zero, in `cun` equal parts.

    `down`: its cun are counted downward from its upper end. `words` say what it is and where its length comes from.
    `plus_minus_mm` is how far the whole length may be wrong, None for a measured one.
    """

    scale: str
    cun: int
    low_mm: float
    high_mm: float
    between: str
    known: str
    down: bool = False
    plus_minus_mm: float | None = None

    @property
    def words(self) -> str:
        """ "knee crease to the bump of your outer ankle bone: 371.0 mm, measured"."""
        return f"{self.between}: {self.known}"

    @property
    def cun_mm(self) -> float:
        """Length of one cun."""
        return (self.high_mm - self.low_mm) / self.cun


@dataclass(frozen=True)
class Hold:
    """Where to hold a ruler: at `mm` above its zero, on the place on the body that `words` name.

    `cut` says of an end that stands on something that the paper is cut there, "" for others.
    """

    mm: float
    words: str
    cut: str = ""


@dataclass(frozen=True)
class RulerPoint:
    """A point on a ruler: `mm` above its zero, on face 0 or 1; look within `plus_minus_mm`; `about`: by touch."""

    code: str
    meridian: str
    mm: float
    face: int
    plus_minus_mm: float
    about: bool = False


@dataclass(frozen=True)
class Ruler:
    """One ruler for one part of the limb. `faces` name the sides of the limb its two faces are for."""

    id: str
    title: str
    faces: tuple[str, str]
    stretches: tuple[Stretch, ...]
    holds: tuple[Hold, ...]
    points: tuple[RulerPoint, ...]

    @property
    def low_mm(self) -> float:
        return min(stretch.low_mm for stretch in self.stretches)

    @property
    def high_mm(self) -> float:
        return max(stretch.high_mm for stretch in self.stretches)


@dataclass(frozen=True)
class HandoutRow:
    """One line of a handout's table. `label` is its number; parts that are empty are left out."""

    label: str
    name: str
    where: str
    distance: str
    how: str
    how_long: str
    note: str = ""


@dataclass(frozen=True)
class HandoutPlate:
    """A picture of a handout: the part `frame` (view units) of a view of one side, with its marks.

    `mm_per_unit` is the size of the limb, for the scale bar, and `owner` says whose; `alt` tells it in a sentence.
    """

    view: str
    side: str
    name: str
    frame: tuple[float, float, float, float]
    marks: tuple[Mark, ...]
    mm_per_unit: float
    alt: str
    owner: str = "of you"

    @property
    def title(self) -> str:
        """The view with its side: "Sole of the foot, right"."""
        return f"{self.name}, {self.side}"


@dataclass(frozen=True)
class Handout:
    """All that stands on one person's handout. `link` is what its QR code opens, "" for none.

    `general` is what every handout says, `cautions` what these places and steps ask for: (label, words), the label of a
    caution being its codes or "".
    """

    title: str
    intro: str
    rows: tuple[HandoutRow, ...]
    plates: tuple[HandoutPlate, ...]
    measured: str
    general: tuple[tuple[str, str], ...]
    cautions: tuple[tuple[str, str], ...]
    sources: tuple[str, ...]
    link: str = ""
    practitioner: str = ""
