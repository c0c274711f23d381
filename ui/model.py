"""What the reader chose, as plain values: what is open, what was measured, what is drawn. A change is a new value."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Any, Self

from charts.screen.limb import frame_showing
from content.layers import Layers
from content.sizes import BODY_UNIT, PER_MM
from coords.body import reference_yardstick
from coords.cun import FINGERS, Measurements
from coords.intake import Range, Reading, median_of_repeats, read_length
from coords.model_constants import SEGMENTS, SEVERAL_FINGERS
from coords.place import Placer
from data import Atlas
from data.zones import load_zones

READINGS = range(3)  # a measure is taken once, again, and a third time


@dataclass(frozen=True)
class Choice:
    """What is open and how it is looked at; `query` is what is searched for."""

    point: str | None = None
    zone: str | None = None
    view: str = "foot_medial"
    side: str = "right"
    whole: bool = False
    both: bool = False
    query: str = ""
    complaints: tuple[str, ...] = ()
    routine: str | None = None
    short: bool = False
    technique: str = "press"


@dataclass(frozen=True)
class Written:
    """What stands in a box as it was typed (None: what is used stands there), and what is to be said about it."""

    text: str | None
    reading: Reading | None


@dataclass(frozen=True)
class Measures:
    """What was measured, and how it is told.

    `repeats`: {measure: {0: mm, 1: mm …}}, every time it was measured. `written`: by key of a box.
    `came`: "typed", "kept" by this browser since an earlier visit, or "given" by a link or as a saved person.
    """

    repeats: Mapping[str, Mapping[int, float]] = field(default_factory=dict)
    written: Mapping[str, Written] = field(default_factory=dict)
    finger: str = "thumb"
    unit: str = "mm"
    traditional: bool = False
    whose: str = "own"
    age: str = "adult"
    came: str = "typed"

    @cached_property
    def accepted(self) -> dict[str, float]:
        """Measure: mm that counts, the middle of its readings."""
        middles = {
            name: median_of_repeats(list(times.values()), kind_of(name)).mm for name, times in self.repeats.items()
        }
        return {name: mm for name, mm in middles.items() if mm is not None}

    @cached_property
    def heights_missing(self) -> bool:
        """True when the hand is a helper's and cannot be scaled to the leg's owner yet."""
        return self.whose == "other" and not {"helper", "stature"} <= set(self.accepted)

    def measurements(self) -> Measurements:
        """What the body is made of. A helper's hand counts as soon as both heights are there."""
        mm, waits = self.accepted, self.heights_missing
        return Measurements(
            fingers={name: mm[name] for name in FINGERS if name in mm and not waits},
            stature_mm=mm.get("stature"),
            segments_mm={name: mm[name] for name in SEGMENTS if name in mm},
            age=self.age,
            traditional=self.traditional,
            helper_stature_mm=mm["helper"] if self.whose == "other" and not waits else None,
        )

    def unit_of(self, name: str) -> str:
        """The unit a measure is typed in."""
        return self.unit if name in FINGERS else BODY_UNIT[self.unit]

    def shown(self, name: str, mm: float) -> str:
        """A length as the reader types it, in the unit in use."""
        unit = self.unit_of(name)
        return f"{mm * PER_MM[unit]:.{3 if unit == 'in' else 2}f}".rstrip("0").rstrip(".")

    def told(self, name: str) -> str:
        """An accepted measure with its unit."""
        return f"{self.shown(name, self.accepted[name])} {self.unit_of(name)}"

    def text(self, name: str, nth: int | None = None) -> str:
        """What stands in a box: what was typed, else what is used."""
        written = self.written.get(box_of(name, nth))
        if written and written.text is not None:
            return written.text
        mm = self.accepted.get(name) if nth is None else self.repeats.get(name, {}).get(nth)
        return "" if mm is None else self.shown(name, mm)

    def age_of(self, name: str) -> str:
        """The age whose usual sizes a measure is compared with; a helper is grown up."""
        return "adult" if name == "helper" else self.age

    def accept(self, name: str, mm: float, nth: int | None = None) -> Self:
        """Use a length from now on, as the only reading of a measure or as its nth."""
        times = {0: mm} if nth is None else {**self.repeats.get(name, {}), nth: mm}
        return replace(self, repeats={**self.repeats, name: times}).rewritten(name)

    def withdraw(self, name: str, nth: int | None = None) -> Self:
        """Forget a measure, or its nth reading."""
        times = {} if nth is None else {n: mm for n, mm in self.repeats.get(name, {}).items() if n != nth}
        return replace(self, repeats={**self.repeats, name: times}).rewritten(name)

    def only(self, lengths: Mapping[str, float]) -> Self:
        """Forget every measure and use these."""
        measures = self
        for name in self.repeats:
            measures = measures.withdraw(name)
        for name, mm in lengths.items():
            measures = measures.accept(name, mm)
        return measures

    def rewritten(self, *names: str) -> Self:
        """All boxes of these measures show what is used; what was said about them is over."""
        keys = {box_of(name, nth) for name in names for nth in READINGS}
        keys |= {box_of(name) for name in names if name not in FINGERS or name == self.finger}
        return replace(self, written={key: one for key, one in self.written.items() if key not in keys})

    def read(self, atlas: Atlas, name: str, text: str, unit: str, nth: int | None = None, *, typed: bool) -> Self:
        """Use what was typed or measured, or keep the question to ask about it; what was used stays until then."""
        reading = read_length(text, unit, range_of(atlas, name), self.age_of(name))
        measures = self if self.accepted else replace(self, came="typed")
        if reading.status == "empty":
            measures = measures.withdraw(name, nth)
        if reading.status in ("ok", "warn") and reading.mm is not None:
            measures = measures.accept(name, reading.mm, nth)
        said = reading if reading.status not in ("ok", "empty") else None
        written = Written(text if typed else None, said)
        return replace(measures, written={**measures.written, box_of(name, nth): written})


@dataclass(frozen=True)
class Model:
    """All that the reader chose."""

    choice: Choice = field(default_factory=Choice)
    measures: Measures = field(default_factory=Measures)
    layers: Layers = field(default_factory=Layers)

    def choose(self, **changes: Any) -> Self:
        """The same with another choice."""
        return replace(self, choice=replace(self.choice, **changes))


def range_of(atlas: Atlas, name: str) -> Range:
    """The accepted range of a measure: a finger, "stature", "helper" (the helper's height) or a scale id."""
    name = "stature" if name == "helper" else name
    return atlas.ranges[atlas.scale_words[name]["range_field"] if name in atlas.scale_words else name]


def box_of(name: str, nth: int | None = None) -> str:
    """The key of a text box: of the sidebar, where all fingers share one, or of the nth repeat on its own page."""
    if nth is not None:
        return f"page_{name}_{nth}"
    return f"text_{'width' if name in FINGERS else name}"


def kind_of(name: str) -> str:
    """How far apart two readings of a measure may be: "finger", "fingers" or "limb"."""
    return ("fingers" if name in SEVERAL_FINGERS else "finger") if name in FINGERS else "limb"


@dataclass(frozen=True)
class Led:
    """A session under way: the step that is on, what was done and when that ended, and by number of a step the place
    and the view that the reader asked for."""

    step: int = 1
    result: dict[str, Any] | None = None
    ended: str = ""
    spots: Mapping[int, str] = field(default_factory=dict)
    views: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Learning:
    """The kind of title that is looked at."""

    title: str = "well"


@dataclass(frozen=True)
class Hurt:
    """Where it hurts, how long the routine is to be, and which drawing of its steps is shown.

    `named`: how often a complaint was chosen by name. `auto`: the complaint that a tap has chosen, until the reader
    chooses or takes back any.
    """

    view: str = "foot_sole"
    side: str = "right"
    area: str | None = None
    named: int = 0
    auto: str | None = None
    length: str = "whole"
    steps_view: str | None = None


# ---- opening


def with_point(atlas: Atlas, choice: Choice, code: str | None, keep_view: bool = True) -> Choice:
    """The card of a point opened; the drawing turns to a view that shows it. With None the card is closed."""
    if code is None:
        return replace(choice, point=None)
    choice = replace(choice, point=code, zone=None)
    point = atlas.points[code]
    rules = [atlas.limb.rules[spot] for spot in point.members]
    if not point.rule.on_drawing:
        return choice
    if not (keep_view and any(choice.view in rule.views for rule in rules)):
        choice = replace(choice, view=rules[0].home)
    view = atlas.limb.views[choice.view]
    if frame_showing(view, (_level(atlas, rule.code, view.id) for rule in rules if view.id in rule.views)) == "whole":
        choice = replace(choice, whole=True)
    return choice


def _level(atlas: Atlas, spot: str, view: str) -> float:
    """Height of a spot on the drawing, in view units."""
    placer = Placer(atlas.limb.views, atlas.limb.rules, atlas.limb.skin, reference_yardstick(atlas.limb))
    return placer.place(spot, view).y


def with_zone(model: Model, name: str, keep_view: bool = True) -> Model:
    """A zone's card opened instead of a point's; view, foot and layer turn so that it is seen.

    Without `keep_view` it is shown where it is drawn best, though the view in use may draw it too.
    """
    zone, choice = load_zones()[name], replace(model.choice, point=None, zone=name)
    if zone.areas and (choice.view not in zone.areas or not keep_view):
        choice = replace(choice, view=zone.views[0])
    if choice.side not in zone.sides:
        choice = replace(choice, side=zone.sides[0])
    zones = "both" if model.layers.zones == "points" else model.layers.zones
    return replace(model, choice=choice, layers=replace(model.layers, zones=zones))
