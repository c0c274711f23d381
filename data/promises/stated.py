"""Every distance that a sentence states, measured on the drawing: "two thumb-widths (about 2 cun) up" is 2.1 cun there.

A row of `stated_distances.csv` quotes the words, and says from where to where and along which way they are measured.
The amount is read from the words themselves. `way` is

    proximal, distal, medial …   so much in that direction of the view; from a curve: where it lies beside the point
    apart                        straight from one to the other
    share                        `to` lies so far on the way; `from` is "MM>PAT_APEX"
    level                        both at one height
    order …                      further in that direction, however little, or on the edge that is named
    straight …                   in that direction and not beside it; so too a direction whose words say "straight"
    size                         length of a band that is a reflexology zone, `to`, over the views joined by "|"
    scale                        how many cun the whole of `scale` counts
    hand                         only that the fingers add up to the cun named beside them
    told                         not measured; `note` says why

A point of a saying is written with its id ("GB32.five"), the middle of two places with "|", corners of a
curve "second GLUTEAL_FOLD" and "last GLUTEAL_FOLD".
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from math import hypot

import numpy as np

from coords.body import reference_yardstick
from coords.place import FOOT_SCALE, Placer
from coords.surface import PLAN
from coords.view import Point
from data.promises.dataset import Dataset
from data.reading.records import record
from data.sayings import saying_rule

TABLE = "stated_distances.csv"
TEXTS = {  # file: (its key, the columns a reader reads)
    "words/en/cards.csv": ("code", ("where", "find", "care")),
    "words/en/who_says_where.csv": ("id", ("says", "answer")),
    "words/en/zones.csv": ("id", ("where", "tradition", "variation")),
    "words/en/hurt_areas.csv": ("id", ("name", "say")),
    "words/en/origins.csv": ("id", ("phrase",)),
    "words/en/step_words.csv": ("id", ("instruction", "gentle", "other_way", "gentle_other_way")),
    "words/en/search_notes.csv": ("key", ("sentence",)),
    "landmarks.csv": ("id", ("definition", "touch")),
}
NUMBERS = {
    "half a": 0.5, "half an": 0.5, "a tenth of a": 0.1, "a": 1.0, "an": 1.0, "one": 1.0, "two": 2.0, "three": 3.0,
    "four": 4.0, "five": 5.0, "six": 6.0, "seven": 7.0, "eight": 8.0, "nine": 9.0, "ten": 10.0,
}  # fmt: skip
FINGER_CUN = {1.0: 0.75, 2.0: 1.5, 3.0: 2.0, 4.0: 3.0}  # fingers side by side; one is a middle finger
SHARES = {"half": 1 / 2, "midway": 1 / 2, "two third": 2 / 3, "third": 1 / 3, "quarter": 1 / 4}
NUMBER = rf"(?:\d+(?:\.\d+)?|{'|'.join(sorted(NUMBERS, key=len, reverse=True))})"
SPAN = rf"(?P<low>{NUMBER})(?: (?:to|or) (?P<high>{NUMBER}))?"
CUN = re.compile(rf"\b(?!an? cun){SPAN} cun\b", re.I)
LENGTH = re.compile(rf"\b{SPAN} (?P<unit>cm|mm)\b", re.I)
THUMBS = re.compile(
    rf"\b(?P<low>{NUMBER})(?: more)? thumb-widths?\b|\b(?:then|and|add) (?P<low_>one) thumb\b(?!-)", re.I
)
FINGERS = re.compile(
    r"(?<!with )(?<!flat of )(?<!pads of )(?<!or )\b(?P<low>two|three|four) (?:fingers|finger-widths)\b"
    r"|\b(?P<low_>one|a) (?:finger-width|middle-finger width)\b",
    re.I,
)
BARE = re.compile(r"\b(?P<low>\d+|one|two|three)(?= (?:above|below|behind)\b)", re.I)
SHARE = re.compile(
    r"\bhalf-?way\b|\bmidway\b|\b(?:one|a|two|first|upper|lower|front|rear|middle|last) (?:third|quarter)s?\b"
    r"|\bthe third (?=from|towards|with|of the)",
    re.I,
)
LEVEL = re.compile(r"\blevel with\b|\bat the height of\b|\bsame (?:height|level)\b", re.I)
ORDER = re.compile(
    r"\b(?:above|below|behind|in front of|outside|inside|beside|higher than|lower than) (?:the )?[A-Z]{2}\d{1,2}\b"
)
STRAIGHT = re.compile(r"\bstraight (?:above|below|up|down|back|forward|behind|under)\b", re.I)
OTHER = re.compile(rf"\b{NUMBER} (?:inch(?:es)?|hand-widths?|palms?)\b", re.I)
BESIDE = re.compile(
    r"\b(?:just |straight )?(?:above|below|behind|in front of)(?: and (?:above|below|behind|in front of))?"
    r" (?:the|its|where) \w+",
    re.I,
)
ORDERS_TO_THE_BODY = ("words/en/cards.csv", "where")  # where BESIDE is looked for too: the sentence that says where
STATEMENTS = (CUN, LENGTH, THUMBS, FINGERS, BARE, SHARE, LEVEL, ORDER, STRAIGHT, OTHER)
A_LITTLE_MORE = re.compile(r"\ba (?:little|bit) (?:over|above|more than|higher than|beyond)\b", re.I)

TOLERANCE_CUN = 0.35  # as far as a second description of a point may be off (coords.check)
ENDS = {"first": 0, "second": 1, "last": -1}  # corners of a curve
MARK_MM = 2.5  # nobody marks finer than that (coords.model_constants)
ON_THE_EDGE_CUN = 0.05
ROUGHLY = 0.2  # of a length in centimetres, which no one scales to a foot
LITTLE = 0.1  # "a little over a third": up to so much of the way more
MM_PER_CM = 10.0


@dataclass(frozen=True)
class Stated:
    """One stated distance: where the words stand, and what on the drawing they speak of (see the module)."""

    file: str
    key: str
    column: str
    words: str
    start: str
    end: str
    way: str
    view: str
    scale: str
    note: str
    row: int


@dataclass(frozen=True)
class Measured:
    """What the drawing says to a stated distance: `said` and `drawn` in `unit`, apart by at most `tolerance` or not."""

    said: float
    drawn: float
    unit: str
    tolerance: float

    @property
    def holds(self) -> bool:
        return abs(self.drawn - self.said) <= self.tolerance


def stated_rows(dataset: Dataset) -> list[Stated]:
    """The rows of the table."""
    columns = {"start": "from", "end": "to"}
    return [record(Stated, row, TABLE, columns, row=int(row["_row"])) for row in dataset.rows(TABLE)]


def texts(dataset: Dataset) -> Iterator[tuple[str, str, str, str, int]]:
    """(file, key, column, text, line) of everything a reader reads that may state a distance."""
    for file, (key, columns) in TEXTS.items():
        for row in dataset.rows(file):
            for column in columns:
                if row.get(column):
                    yield file, row[key], column, row[column], int(row["_row"])


def statements(text: str, orders: bool = False) -> list[tuple[int, int]]:
    """Where in a text a distance is stated: (start, end) of every phrase with a number and a unit, a share, a level.

    With `orders` also what lies behind, in front of, above or below a part of the body.

    >>> text = "Lay four fingers (about 3 cun) above BL60."
    >>> [text[start:end] for start, end in statements(text)]
    ['four fingers', '3 cun', 'above BL60']
    """
    patterns = (*STATEMENTS, BESIDE) if orders else STATEMENTS
    return sorted({found.span() for pattern in patterns for found in pattern.finditer(text)})


def amounts(words: str) -> tuple[float, float] | None:
    """(lowest, highest) cun that the words state, None when they state none.

    Raises ValueError when fingers and cun disagree, or when two amounts stand in the words.

    >>> amounts("four fingers and then two thumb-widths straight down: about 5 cun")
    (5.0, 5.0)
    """
    hand = sum(_number(found) for found in THUMBS.finditer(words))
    hand += sum(FINGER_CUN[_number(found)] for found in FINGERS.finditer(words))
    counted = {(_number(found), _number(found, "high") or _number(found)) for found in CUN.finditer(words)}
    if not counted and not hand:
        counted = {(_number(found), _number(found)) for found in BARE.finditer(words)}
    if len(counted) > 1:
        raise ValueError("states more than one distance; give each its own row")
    if not counted:
        return (hand, hand) if hand else None
    low, high = counted.pop()
    if hand and not low <= hand <= high:
        raise ValueError(f"counts {hand:g} cun by the hand and {low:g} in words")
    return low, high


def share_stated(words: str) -> float:
    """The part of a way that the words state. Raises ValueError when they state none."""
    found = SHARE.search(words)
    if not found:
        raise ValueError("states no share of a way")
    return next(share for name, share in SHARES.items() if name in found[0].lower())


def millimetres_stated(words: str) -> tuple[float, float]:
    """(lowest, highest) mm. Raises ValueError when the words state none."""
    found = LENGTH.search(words)
    if not found:
        raise ValueError("states no length")
    factor = MM_PER_CM if found["unit"] == "cm" else 1.0
    low = _number(found)
    return factor * low, factor * (_number(found, "high") or low)


def _number(found: re.Match, group: str = "low") -> float:
    text = found.groupdict().get(group) or found.groupdict().get(f"{group}_")
    if not text:
        return 0.0
    return NUMBERS[text.lower()] if text.lower() in NUMBERS else float(text)


class Measuring:
    """Measures stated distances on the drawing of the right limb."""

    def __init__(self, dataset: Dataset):
        limb, rows = dataset.atlas.limb, dataset.rows("who_says_where.csv")
        points = dataset.atlas.points
        said = {
            row["id"]: saying_rule(row, points[row["code"]].rule if row["code"] in points else None) for row in rows
        }
        self._rules = {**limb.rules, **{name: rule for name, rule in said.items() if rule}}
        self._views, self._scales, self._yardstick = limb.views, limb.scales, reference_yardstick(limb)
        self._placer = Placer(limb.views, self._rules, limb.skin, self._yardstick)

    def measure(self, stated: Stated) -> Measured | None:
        """What the drawing says; None for a row that is not measured. Raises LookupError or ValueError."""
        if stated.way == "told":
            return None
        if stated.way == "hand":
            amounts(stated.words)
            return None
        if stated.way == "scale":
            low, _ = _some(amounts(stated.words))
            return Measured(low, self._scales[stated.scale].cun, "cun", 0.0)
        if stated.way == "size":
            low, high = millimetres_stated(stated.words)
            drawn_mm = sum(self._band_mm(stated.end, view) for view in stated.view.split("|"))
            return _within(low, high, drawn_mm, "mm", ROUGHLY * high)
        view = self._view(stated)
        one = self._yardstick.length(stated.scale or self._scale(stated), self._views[view].unit)
        end = self._find(stated.end, view)
        if stated.way == "share":
            return self._share(stated, end, view, one)
        start = self._start(stated.start, end, view)
        step = np.subtract(end, start)
        if stated.way == "level":
            return Measured(0.0, abs(float(step[1])) / one, "cun", self._tolerance(stated, TOLERANCE_CUN, one))
        word, _, direction = stated.way.rpartition(" ")
        if stated.way == "apart":
            drawn = hypot(*step)
        else:
            along = self._views[view].direction(direction)
            drawn = float(step @ along)
            aside = hypot(*(step - drawn * along)) / one
            if word == "order":
                return Measured(max(drawn / one, 0.0), drawn / one, "cun", ON_THE_EDGE_CUN)
            if aside > TOLERANCE_CUN and (word == "straight" or STRAIGHT.search(stated.words)):
                return Measured(0.0, aside, "cun beside it", TOLERANCE_CUN)
            if word == "straight":
                return Measured(max(drawn / one, 0.0), drawn / one, "cun", 0.0)
        low, high = _some(amounts(stated.words))
        return _within(low, high, drawn / one, "cun", self._tolerance(stated, min(TOLERANCE_CUN, high / 2), one))

    def _share(self, stated: Stated, end: Point, view: str, one: float) -> Measured:
        a, b = (np.array(self._start(name, end, view)) for name in stated.start.split(">"))
        whole = b - a
        drawn = float(np.subtract(end, a) @ whole / (whole @ whole))
        said, tolerance = share_stated(stated.words), self._tolerance(stated, TOLERANCE_CUN, one)
        tolerance *= one / hypot(*whole)
        if A_LITTLE_MORE.search(stated.words):
            return _within(said, said + LITTLE, drawn, "of the way", 0.0)
        return Measured(said, drawn, "of the way", tolerance)

    def _tolerance(self, stated: Stated, cun: float, one: float) -> float:
        """In cun; a place whose own landmark is found less well than that may be off by what it is unsure."""
        rule = self._rules.get(stated.end)
        own_mm = rule.landmark_mm if rule and rule.landmark_mm > 6.0 else MARK_MM
        return max(cun, own_mm / self._views[self._view(stated)].reference_unit_mm / one)

    def _view(self, stated: Stated) -> str:
        home = self._rules[stated.end].home if stated.end in self._rules else ""
        view = stated.view or home
        if view not in self._views:
            raise LookupError(f"view {view!r} is not one of {', '.join(self._views)}")
        return PLAN if view == "foot_dorsum" else view

    def _scale(self, stated: Stated) -> str:
        rule = self._rules.get(stated.end)
        scale = rule.rule.scale if rule else None
        return scale if scale and scale in self._scales else FOOT_SCALE

    def _start(self, name: str, end: Point, view: str) -> Point:
        """A curve is taken beside the point, a crease or a place where it is."""
        if name in self._views[view].curves and not name.endswith(("CREASE", "FOLD")):
            return self._placer.beside(name, end, view)
        return self._find(name, view)

    def _find(self, name: str, view: str) -> Point:
        drawing = self._views[view]
        end, _, curve = name.partition(" ")
        if curve:
            x, y = drawing.curve(curve)[ENDS[end]]
            return (float(x), float(y))
        if name in drawing.zones:
            middle = drawing.zones[name].centroid
            return (middle.x, middle.y)
        return self._placer.find(name, view)

    def _band_mm(self, zone: str, view: str) -> float:
        """Length of the middle line of a band, bent or not: half its outline less its width."""
        area = self._views[view].zones[zone]
        half = area.length / 2
        width = (half - (half**2 - 4 * area.area) ** 0.5) / 2
        return (half - width) * self._views[view].reference_unit_mm


def covered(
    stated: Mapping[tuple[str, str, str], list[Stated]], file: str, key: str, column: str, text: str
) -> set[int]:
    """The signs of a text that the words of its rows quote."""
    signs: set[int] = set()
    for row in stated.get((file, key, column), ()):
        for found in re.finditer(re.escape(row.words), text):
            signs |= set(range(*found.span()))
    return signs


def _some(found: tuple[float, float] | None) -> tuple[float, float]:
    if found is None:
        raise ValueError("states no distance")
    return found


def _within(low: float, high: float, drawn: float, unit: str, tolerance: float) -> Measured:
    """Of a range the end that the drawing is nearer to; inside the range it holds."""
    return Measured(min(max(drawn, low), high), drawn, unit, tolerance)
