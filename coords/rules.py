"""The written rule of a point: "3 cun above the bump of the inner ankle bone, behind the shin bone" as data.

A rule is `key=value; key=value`. `kind` is one of

    at        the point is the landmark `at`; `origin dir cun` only tell how far away it is expected
    mid       middle of `a` and `b` (`b` may be a curve, taken at the height `level_of`)
    frac      the part `t` of the way from `a` to `b`
    along     `cun` from `origin` toward `to`, on a line that counts `line_cun` in all
    level_on  `cun` from `origin` in direction `dir`; sideways on the curve `on`, or midway `between` two curves
    offset    `cun` from `origin` in `dir` (and `dir2`); `origin` may be two ids joined by "|": their middle
    cross     where a height (`level_of`) or an upright (`vertical_of`) meets a curve `on`, or the two meet
    nail      `cun_f` finger-cun off the nail corner `at` in `dir`
    hollow    a felt hollow: drawn like `offset` or `cross`, never an exact rule
    set       several spots, the `members`

`on` beats a sideways offset; `aside` and `aside_mm` then step off the curve, for a place that the texts put behind or
in front of an edge and not on it (mm on the reference body). `check`, `near`, `lateral_of` and `medial_of` are
assertions about the place found; they never move it. `alt` is a second place some texts give. After the World Health
Organization's Standard Acupuncture Point Locations in the Western Pacific Region (2008): the kinds mirror its wording.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

KINDS = ("at", "mid", "frac", "along", "level_on", "offset", "cross", "nail", "hollow", "set")
NUMBERS = ("t", "cun", "cun2", "cun_f", "line_cun", "aside_mm")
IDS = (
    "at",
    "a",
    "b",
    "origin",
    "to",
    "dir",
    "dir2",
    "scale",
    "on",
    "aside",
    "level_of",
    "vertical_of",
    "near",
    "lateral_of",
    "medial_of",
    "check",
    "alt",
)
LISTS = ("between", "members")
NEEDS = {
    "at": ("at",),
    "mid": ("a", "b"),
    "frac": ("b", "t"),
    "along": ("origin", "to", "cun"),
    "level_on": ("origin", "dir", "cun"),
    "offset": ("origin", "dir"),
    "cross": (),
    "nail": ("at", "cun_f", "dir"),
    "hollow": (),
    "set": ("members",),
}


@dataclass(frozen=True)
class Rule:
    """One parsed rule. Missing keys are None (numbers, ids) or () (lists); `approx` marks a drawing value."""

    kind: str
    at: str | None = None
    a: str | None = None
    b: str | None = None
    t: float | None = None
    origin: str | None = None
    to: str | None = None
    cun: float | None = None
    cun2: float | None = None
    cun_f: float | None = None
    line_cun: float | None = None
    dir: str | None = None
    dir2: str | None = None
    scale: str | None = None
    on: str | None = None
    aside: str | None = None
    aside_mm: float | None = None
    between: tuple[str, ...] = ()
    level_of: str | None = None
    vertical_of: str | None = None
    near: str | None = None
    lateral_of: str | None = None
    medial_of: str | None = None
    check: str | None = None
    alt: str | None = None
    members: tuple[str, ...] = ()
    approx: bool = False

    def mentions(self) -> tuple[str, ...]:
        """Every landmark, curve or point id that must be found before the rule can be drawn."""
        if self.kind == "at":
            return (self.at,) if self.at else ()
        names = [self.at, self.a, self.b, self.to, self.on, self.level_of, self.vertical_of, *self.between]
        names += self.origin.split("|") if self.origin else []
        return tuple(dict.fromkeys(name for name in names if name))

    def asserted(self) -> tuple[str, ...]:
        """Ids that only the assertions `near`, `lateral_of`, `medial_of` name."""
        return tuple(name for name in (self.near, self.lateral_of, self.medial_of) if name)


def parse_rule(text: str) -> Rule:
    """A `Rule` from its text. Raises ValueError that says which key or value is wrong and what would be right.

    >>> parse_rule("kind=level_on; origin=MM; dir=proximal; cun=3; scale=S_LEG_MED; on=TIBIA_MED_BORDER").cun
    3.0
    """
    found: dict = {}
    for part in filter(None, (piece.strip() for piece in text.split(";"))):
        key, equals, value = (piece.strip() for piece in part.partition("="))
        if not equals or not value:
            raise ValueError(f"{part!r} is not key=value")
        if key in found:
            raise ValueError(f"key {key!r} stands twice in {text!r}")
        if key in NUMBERS:
            try:
                found[key] = float(value)
            except ValueError:
                raise ValueError(f"{key} must be a number, not {value!r}") from None
        elif key in LISTS:
            found[key] = tuple(name.strip() for name in value.split("|"))
        elif key == "approx":
            if value not in ("yes", "no"):
                raise ValueError(f"approx is yes or no, not {value!r}")
            found[key] = value == "yes"
        elif key == "kind" or key in IDS:
            found[key] = value
        else:
            raise ValueError(f"unknown key {key!r}; a rule knows kind, approx, {', '.join(NUMBERS + IDS + LISTS)}")
    kind = found.get("kind")
    if kind not in KINDS:
        raise ValueError(f"kind {kind!r} is not one of {', '.join(KINDS)}")
    missing = [key for key in NEEDS[kind] if key not in found]
    if missing:
        raise ValueError(f"a rule of kind {kind!r} needs {', '.join(missing)}: {text!r}")
    if not ("aside" in found) == ("aside_mm" in found) <= (kind == "level_on" and "on" in found):
        raise ValueError(f"aside and aside_mm stand together, in a rule of kind 'level_on' with a curve: {text!r}")
    return Rule(**found)


@dataclass(frozen=True)
class PointRule:
    """A point's rule with where it is drawn and how sure its landmarks are.

    `home` is the view in which the rule is evaluated; `carried_to` are views that show the same spot of skin carried
    over the surface; `evaluated_in` are views whose own curves place the point again. `sideways_mm` and `landmark_mm`
    are standard uncertainties (1 SD, mm) across the limb and of the starting landmark or hollow.
    """

    code: str
    rule: Rule
    home: str
    carried_to: tuple[str, ...] = ()
    evaluated_in: tuple[str, ...] = ()
    sideways_mm: float = 6.0
    landmark_mm: float = 6.0
    on_drawing: bool = True
    notes: str = field(default="", compare=False)

    @cached_property
    def views(self) -> tuple[str, ...]:
        """All views that show the point, its home first."""
        return tuple(dict.fromkeys((self.home, *self.evaluated_in, *self.carried_to)))
