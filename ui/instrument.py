"""What the instrument of the atlas page is sent of one reader: what is chosen, sizes, numbers. Plain JSON values."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from functools import lru_cache
from hashlib import sha256
from secrets import token_hex
from typing import Any

from charts.palette import PALMS
from content.answered import zones_in_view
from content.marks import cards_of_view
from content.numbers import numbers
from content.phrases import whose
from content.sizes import BODY_UNIT, PER_MM, size_name
from content.tables import SIZES, same_for_all, width_table, without
from content.tables import range_of as usual_range
from content.words import word
from coords.body import Body
from coords.cun import FINGERS, Measurements
from coords.view import LEFT_TO_RIGHT
from data import Atlas
from data.care.decision import Decision
from data.zones import load_zones
from ui.measure import fingers_together
from ui.model import Choice, Measures, Model, range_of
from web.instrument_files import address, palette_name
from web.plates import plate_url
from web.sheets import sheet_url

EACH_TIME = ("heard", "numbers", "tables")  # sent with every run, if only to say that there is nothing new


@dataclass(frozen=True)
class Held:
    """What the browser holds: what lasts, the views and sides whose numbers it has, and the name of it all."""

    stamp: str = ""
    data: Mapping[str, Any] = field(default_factory=dict)
    numbers: frozenset[tuple[str, str]] = frozenset()

    def has(self, body: str) -> frozenset[tuple[str, str]]:
        """The views and sides whose numbers it has of this body."""
        return self.numbers if self.data.get("body") == body else frozenset()


def news(data: dict[str, Any], told: Held) -> tuple[dict[str, Any], Held]:
    """What of the data the browser does not hold yet, since which stamp, and what it will hold then."""
    sent = {name: value for name, value in data.items() if name in EACH_TIME or (name, value) not in told.data.items()}
    held = told.data.get("sizes", {})
    if "sizes" in sent:
        sent["sizes"] = {name: size for name, size in data["sizes"].items() if size != held.get(name)}
    sent["numbers"] = [{**one, "columns": short(one["columns"])} for one in data["numbers"]]
    numbers = told.has(data["body"]) | {(one["view"], one["side"]) for one in data["numbers"]}
    now = Held(token_hex(4), data, numbers)
    return {**sent, "stamp": now.stamp, "since": told.stamp}, now


def short(columns: Mapping[str, list[Any]]) -> dict[str, Any]:
    """A column that has one value throughout as that value; "x" says of how many marks."""
    return {name: one[0] if len({*one}) == 1 and name != "x" else one for name, one in columns.items()}


NOTHING = Held()

numbers_of = lru_cache(maxsize=256)(numbers)  # of bodies that are kept themselves, see `ui.measure.reader`


def sides_shown(choice: Choice) -> tuple[str, ...]:
    """The limbs that are drawn, from left to right."""
    return LEFT_TO_RIGHT.get(choice.view, (choice.side,)) if choice.both else (choice.side,)


def given(
    atlas: Atlas,
    body: Body,
    model: Model,
    decision: Decision,
    *,
    heard: int = 0,
    table: str = "",
    known: bool = True,
    told: Held = NOTHING,
    pins: Mapping[str, Mapping[str, Any]] | None = None,
    keep: str | None = None,
) -> dict[str, Any]:
    """The data of the instrument.

    heard: the last act that was applied. table: the measure being changed. known: whether the browser has said which
    answers it keeps. told: what the browser holds: its numbers are not made again. pins: by side, what stands on the
    drawing beside the marks: {"pins", "rings": as in a scene, "of": the open point that they are of}. keep: what the
    browser is to keep of the measures.
    """
    choice, measures, layers = model.choice, model.measures, model.layers
    sides = sides_shown(choice)
    made_of = measures.measurements()
    whose_body = sha256(repr((made_of, decision.answers)).encode()).hexdigest()[:12]
    wanted = [one for one in _told(atlas, choice, sides) if one not in told.has(whose_body)]
    back, palms = (address(palette_name(layers.look, layers.tone, palms)) for palms in (False, True))
    return {
        "heard": heard,
        "body": whose_body,
        "files": [
            sheet_url(choice.view),
            *(plate_url(choice.view, side) for side in sides),
            palms if choice.view in PALMS else back,
        ],
        "choice": {name: getattr(choice, name) for name in ("point", "zone", "view", "side", "whole", "both")},
        "numbers": [numbers_of(atlas, body, view, side, decision) for view, side in wanted],
        "others": {name: _others(made_of, name) for name in SIZES},
        "tables": [_table(atlas, made_of, table, choice.view, side) for side in sides] if table in SIZES else [],
        "table_files": same_for_all(made_of),
        "answered": bool(decision.answers),
        "known": known,
        "left_out": _left_out(atlas, decision, choice.side),
        "measured": any(cun.source != "neutral" for cun in body.cun.values()),
        "finger": measures.finger,
        "remark": word("measure.heights_missing") if measures.heights_missing else fingers_together(measures),
        "sizes": {name: size_row(atlas, measures, name) for name in SIZES},
        "layers": asdict(layers),
        "owner": whose(body),
        "pins": {side: {"view": choice.view, **pin} for side, pin in (pins or {}).items()},
        "palettes": {"back": back, "palms": palms},
        "chart": {"relief": layers.look != "line", "places": False},
        "keep": keep,
        "kept": measures.came == "kept" and bool(measures.accepted),
        "keeps": measures.came == "typed" and bool(keep),
    }


def _left_out(atlas: Atlas, decision: Decision, side: str) -> list[str]:
    """The points and zones, on any view, that the answers leave out on a side."""
    things = [*(("point", code) for code in atlas.points), *(("zone", name) for name in load_zones())]
    return [name for kind, name in things if decision.answers and decision.removed(kind, name, side)]


def _others(measured: Measurements, name: str) -> str:
    """What the other measures are, in short: a table over this one holds while they stay."""
    return sha256(repr(without(measured, name)).encode()).hexdigest()[:8]


def _table(atlas: Atlas, measured: Measurements, name: str, view: str, side: str) -> dict[str, Any]:
    key = f"{name} {view} {side} {_others(measured, name)}"
    return {"key": key, **width_table(atlas, measured, name, view, side)}


def _told(atlas: Atlas, choice: Choice, sides: tuple[str, ...]) -> list[tuple[str, str]]:
    """The views and sides whose numbers are told: those drawn, and that of the open card when another view has it."""
    drawn = [(choice.view, side) for side in sides]
    if choice.zone and choice.zone not in zones_in_view(choice.view):
        return [*drawn, (load_zones()[choice.zone].views[0], choice.side)]
    if choice.point and choice.point not in cards_of_view(atlas, choice.view):
        return [*drawn, (atlas.points[choice.point].rule.home, choice.side)]
    return drawn


def size_row(atlas: Atlas, measures: Measures, name: str) -> dict[str, Any]:
    """A measure as its row shows it: what stands in the box, its usual range in mm, and what is asked about it."""
    usual, unit = usual_range(atlas, name), measures.unit_of(name)
    said = measures.written.get(f"text_{'width' if name in FINGERS else name}")
    reading = said.reading if said and (name not in FINGERS or name == measures.finger) else None
    title = size_name(name)
    return {
        "title": title,
        "label": word("measure.named_in", name=title, unit=unit),
        "text": measures.text(name) if name not in FINGERS or name == measures.finger else _own(measures, name),
        "mm": measures.accepted.get(name),
        "neutral": range_of(atlas, name).neutral,
        "range": [usual.warn_lo_adult if measures.age == "adult" else usual.warn_lo_10plus, usual.warn_hi],
        "unit": unit,
        "units": list(PER_MM) if name in FINGERS else list(dict.fromkeys(BODY_UNIT.values())),
        "perMm": PER_MM[unit],
        "decimals": 3 if unit == "in" else 2,
        "example": measures.shown(name, range_of(atlas, name).neutral),
        "says": reading
        and {
            "level": reading.status,
            "text": reading.sentence,
            "choices": [
                [f"{measures.shown(name, mm)} {unit}", f"{measures.shown(name, mm)} {unit}"]
                for _, mm in reading.choices
                if mm is not None
            ],
        },
    }


def _own(measures: Measures, name: str) -> str:
    mm = measures.accepted.get(name)
    return "" if mm is None else measures.shown(name, mm)
