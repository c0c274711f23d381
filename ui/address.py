"""The address is a function of what the reader chose, and back: `?point=SP6&view=leg_medial&finger=thumb&mm=20.7`.

An address can be copied, reloaded, sent. What it says wrongly is left out, with one sentence why. Lengths are mm.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace

from content import deep_link
from content.card_phrases import joined
from content.marks import VIEW_NAMES
from content.pictures import movements
from content.words import word
from coords.cun import FINGERS
from coords.intake import read_length
from coords.model_constants import AGES
from coords.side import SIDES
from data import Atlas
from data.practice import load_practice, routine_named
from data.search.find import code_meant
from data.zones import load_zones
from ui.model import Choice, Measures, Model, range_of, with_point, with_zone
from ui.text import shorten

# name in the address: name of the measure
LENGTHS = {"height": "stature", **deep_link.LENGTHS, "helper": "helper"}
UNKNOWN = "unknown"  # a helper's hand whose owner's height is still to be measured
PRACTICE = ("complaints", "routine", "short", "technique")
KEPT = "kept"  # the measures are those which the browser keeps: `browser_store/bring_back.js` says so, no page
KNOWN = ("point", "zone", "view", "side", "whole", *deep_link.MEASURES, KEPT, *PRACTICE)
FOLLOWS_READERS = re.compile(r"utm_|.*clid$|mc_|igsh|si$|ref$", re.IGNORECASE)  # what other sites hang on a link
MOST_NAMED = 3
Address = Mapping[str, str]


def address_of(model: Model, page: str) -> dict[str, str]:
    """The address of a page, known by its path, with what the reader chose."""
    choice, measures = model.choice, model.measures
    address = {"view": choice.view, "side": choice.side}
    if choice.zone:
        address["zone"] = choice.zone
    elif choice.point:
        address["point"] = choice.point
    if choice.whole and choice.view.startswith("leg"):
        address["whole"] = "yes"
    return address | lengths_of(measures) | _of_page(choice, page)


def lengths_of(measures: Measures) -> dict[str, str]:
    """The measures as an address says them."""
    finger, given = measures.finger, {name: f"{mm:g}" for name, mm in measures.accepted.items()}
    found = {"finger": finger, "mm": given[finger]} if finger in given else {}
    others = {name: name for name in FINGERS if name != finger} | LENGTHS
    found |= {key: given[name] for key, name in others.items() if name in given and name != "helper"}
    if measures.whose == "other":
        found["helper"] = given.get("helper", UNKNOWN)
    if measures.age != "adult":
        found["age"] = measures.age
    return found | ({"traditional": "yes"} if measures.traditional else {})


def _of_page(choice: Choice, page: str) -> dict[str, str]:
    """What only one page shows."""
    if page == "complaints" and choice.complaints:
        return {"complaints": ",".join(choice.complaints)}
    if page == "session" and choice.routine:
        return {"routine": choice.routine} | ({"short": "yes"} if choice.short else {})
    return {"technique": choice.technique} if page == "techniques" else {}


def model_from(atlas: Atlas, address: Address, model: Model) -> tuple[Model, list[str]]:
    """What the reader chose after following an address, and one sentence for everything in it that cannot be used."""
    strange = [key for key in address if key not in KNOWN and not FOLLOWS_READERS.match(key)]
    notes = [word("address.unknown", keys=_some(strange))] if strange else []
    choice = _look(atlas, address, model.choice, notes)
    model = _zone(address, replace(model, choice=_practice(address, choice, notes)), notes)
    if "whole" in address:
        model = model.choose(whole=address["whole"] == "yes")
    return replace(model, measures=_measures(atlas, address, model.measures, notes)), notes


def _some(names: list[str]) -> str:
    """The first few of what is not known."""
    return joined("list_comma", map(shorten, names[:MOST_NAMED])) + (" …" if len(names) > MOST_NAMED else "")


def _look(atlas: Atlas, address: Address, choice: Choice, notes: list[str]) -> Choice:
    """Side, view and point."""
    side, view, point = address.get("side", ""), address.get("view", ""), address.get("point", "")
    if side in SIDES:
        choice = replace(choice, side=side)
    elif side:
        notes.append(word("address.no_side", side=shorten(side)))
    if view in VIEW_NAMES:
        choice = replace(choice, view=view)
    elif view:
        notes.append(word("address.no_view", view=shorten(view)))
    meant = code_meant(point)
    if meant.code or "point" not in address:
        return with_point(atlas, choice, meant.code or None, keep_view=view in VIEW_NAMES)
    if point:
        told = {"point": shorten(point)}
        missing = word("address.did_you_mean", **told) if meant.choices else word("address.no_point", **told)
        notes.append(" ".join(meant.notes) or missing)
    return choice


def _zone(address: Address, model: Model, notes: list[str]) -> Model:
    name = address.get("zone", "").upper()
    if name in load_zones():
        return with_zone(model, name, keep_view=address.get("view") in VIEW_NAMES)
    if name:
        notes.append(word("address.no_zone", zone=shorten(name)))
        return model
    return model if "point" in address else model.choose(zone=None)


def _practice(address: Address, choice: Choice, notes: list[str]) -> Choice:
    """Complaints, routine and technique; what there is none of is named."""
    practice = load_practice()
    asked = [name for name in address.get("complaints", "").split(",") if name]
    if known := tuple(name for name in dict.fromkeys(asked) if name in practice.conditions):
        choice = replace(choice, complaints=known)
    if strange := [name for name in asked if name not in practice.conditions]:
        notes.append(word("address.no_complaint", complaint=_some(strange)))
    if name := address.get("routine", "").replace(" ", "+"):
        try:
            routine = routine_named(practice, name).id
            choice = replace(choice, routine=routine, short=address.get("short") == "yes")
        except KeyError:
            notes.append(word("address.no_routine", routine=shorten(name)))
    if name := address.get("technique", ""):
        if name in movements():
            return replace(choice, technique=name)
        notes.append(word("address.no_technique", technique=shorten(name)))
    return choice


def _measures(atlas: Atlas, address: Address, measures: Measures, notes: list[str]) -> Measures:
    """The measures, in mm; what is no possible length is left out with a sentence."""
    measures = replace(measures, traditional=address.get("traditional") == "yes")
    finger, age = address.get("finger", ""), address.get("age", "")
    if finger in FINGERS:
        measures = replace(measures, finger=finger)
    elif finger:
        notes.append(word("address.no_finger", finger=shorten(finger), fingers=", ".join(FINGERS)))
    if age in AGES:
        measures = replace(measures, age=age)
    elif age:
        notes.append(word("address.no_age", age=shorten(age), ages=joined("list_and", AGES)))
    wanted = {name: address.get(name) for name in FINGERS}
    if "mm" in address:
        wanted[measures.finger] = address["mm"]
    wanted |= {name: address.get(key) for key, name in LENGTHS.items()}
    if wanted["helper"] == UNKNOWN:
        measures, wanted["helper"] = replace(measures, whose="other"), None
    if any(wanted.values()) and not measures.accepted:
        measures = replace(measures, came="kept" if address.get(KEPT) == "yes" else "given")
    for name, text in wanted.items():
        if text is None:
            continue
        reading = read_length(text, "mm", range_of(atlas, name), measures.age_of(name))
        if reading.status in ("ok", "warn") and reading.mm is not None:
            measures = measures.accept(name, reading.mm)
            if name == "helper":
                measures = replace(measures, whose="other")
        else:
            notes.append(word("address.no_length", length=shorten(text), why=reading.sentence))
    return measures
