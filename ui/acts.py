"""What the reader did on the instrument, applied to what they chose: pure functions, in the order it was done.

An act comes from the browser as `{"n": number, "act": name, …}`; one that makes no sense changes nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import fields, replace
from typing import Any

from charts.palette import LOOKS, SKIN_TONES
from content.instrument import EVERY_KIND, MARGINS, SHOWN
from content.layers import Layers
from content.sizes import PER_MM
from coords.cun import FINGERS
from coords.model_constants import SEGMENTS
from coords.side import SIDES
from coords.view import VIEWS
from data import Atlas
from data.tradition import class_kinds
from data.zones import load_zones, schools, systems
from ui.model import Model, with_point, with_zone

LONGEST_TEXT = 24
CHOICES = {
    "title": (EVERY_KIND, *class_kinds()),
    "margins": MARGINS,
    "look": LOOKS,
    "tone": SKIN_TONES,
    "zones": SHOWN,
    "school": (*schools(),),
}
Act = Mapping[str, Any]


def applied(atlas: Atlas, model: Model, acts: Iterable[Act]) -> Model:
    """The model after these acts."""
    for act in acts:
        does = ACTS.get(str(act.get("act")))
        model = does(atlas, model, act) if does else model
    return model


def _open(atlas: Atlas, model: Model, act: Act) -> Model:
    code = str(act.get("code"))
    if code in load_zones():
        return with_zone(model, code)
    if code not in atlas.points:
        return model
    zones = "both" if model.layers.zones == "zones" else model.layers.zones
    return replace(model, choice=with_point(atlas, model.choice, code), layers=replace(model.layers, zones=zones))


def _view(atlas: Atlas, model: Model, act: Act) -> Model:
    return model.choose(view=act["view"]) if act.get("view") in VIEWS else model


def _side(atlas: Atlas, model: Model, act: Act) -> Model:
    return model.choose(side=act["side"]) if act.get("side") in SIDES else model


def _frame(atlas: Atlas, model: Model, act: Act) -> Model:
    """Both feet, or the whole leg."""
    wanted = {name: act[name] for name in ("both", "whole") if isinstance(act.get(name), bool)}
    return model.choose(**wanted)


def _width(atlas: Atlas, model: Model, act: Act) -> Model:
    """A size as it was typed: what it means is asked when it is not plain."""
    name, text = act.get("name"), act.get("text")
    if name not in (*FINGERS, "stature", *SEGMENTS) or not isinstance(text, str):
        return model
    measures = model.measures
    if name in FINGERS:
        measures = replace(measures, finger=name)
    read = measures.read(atlas, name, text[:LONGEST_TEXT], measures.unit_of(name), typed=True)
    return replace(model, measures=read)


def _finger(atlas: Atlas, model: Model, act: Act) -> Model:
    if act.get("finger") not in FINGERS:
        return model
    return replace(model, measures=replace(model.measures, finger=act["finger"]).rewritten(act["finger"]))


def _unit(atlas: Atlas, model: Model, act: Act) -> Model:
    if str(act.get("unit")) not in PER_MM:
        return model
    measures = replace(model.measures, unit=act["unit"])
    return replace(model, measures=measures.rewritten(*measures.accepted))


def _layer(atlas: Atlas, model: Model, act: Act) -> Model:
    name, value = str(act.get("name")), act.get("value")
    if name == "systems":
        groups = tuple(group for group in systems() if group in value) if isinstance(value, list) else None
        return replace(model, layers=replace(model.layers, systems=groups))
    kinds = {field.name: type(field.default) for field in fields(Layers)}
    allowed = value in CHOICES[name] if name in CHOICES else name in kinds and type(value) is kinds[name]
    return replace(model, layers=replace(model.layers, **{name: value})) if allowed else model


def _again(atlas: Atlas, model: Model, act: Act) -> Model:
    """What the screen shows and no address holds, told to a session that begins anew."""
    layers = act.get("layers")
    for name, value in layers.items() if isinstance(layers, dict) else ():
        model = _layer(atlas, model, {"name": name, "value": value})
    if act.get("came") in ("typed", "kept") and model.measures.accepted:  # the address alone would make them a link's
        model = replace(model, measures=replace(model.measures, came=act["came"]))
    return _finger(atlas, _unit(atlas, _frame(atlas, model, act), act), act)


ACTS: dict[str, Callable[[Atlas, Model, Act], Model]] = {
    "open": _open,
    "zone": _open,
    "view": _view,
    "side": _side,
    "frame": _frame,
    "width": _width,
    "finger": _finger,
    "unit": _unit,
    "layer": _layer,
    "again": _again,
}
