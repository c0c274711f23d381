"""The page's address and its state are one: `?point=SP6&view=leg_medial&side=left&finger=thumb&mm=20.7&four=66.4`.

An address can be copied, reloaded, sent. What it says wrongly is left out, with one sentence why. Lengths are mm.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import streamlit as st

from charts.movements import TECHNIQUES
from coords.cun import FINGERS
from coords.intake import read_length
from coords.model_constants import AGES
from coords.view import SIDES
from data import Atlas, deep_link
from data.marks import VIEW_NAMES
from data.practice import load_practice, routine_named
from data.zones import load_zones
from ui import state, zone_layers

# name in the address: name of the measure
LENGTHS = {"height": "stature", **deep_link.LENGTHS, "helper": "helper"}
UNKNOWN = "unknown"  # a helper's hand whose owner's height is still to be measured
PRACTICE = ("complaints", "routine", "short", "technique")
KNOWN = ("point", "zone", "view", "side", "whole", "finger", "mm", "traditional", "age", *FINGERS, *LENGTHS, *PRACTICE)


def follow(atlas: Atlas, page: str) -> None:
    """Take over what a new address says.

    The page's own writing is not news. Notes about the last address stay until the reader opens another page or changes
    something: a run that only hears from the browser does not end them. A link from one page to another has an empty
    address: what was chosen stays.
    """
    state.fill_in()
    state.mend()
    st.session_state["runs"] += 1
    address = {key: value for key, value in st.query_params.items()}
    another_page = st.session_state.get("page", page) != page
    st.session_state["page"], st.session_state["moved"] = page, another_page
    if address == st.session_state["address"] or (another_page and not address):
        if another_page or current() != address:
            st.session_state["notes"] = []
        return
    st.session_state["address"] = address
    st.session_state["notes"] = read_address(atlas, address)


def read_address(atlas: Atlas, address: Mapping[str, str]) -> list[str]:
    """Set the state from an address; returns one sentence for everything in it that could not be used."""
    notes = [
        f"The address says “{shorten(key)}”, which this page does not know; it is left out."
        for key in address
        if key not in KNOWN
    ]
    side, view, code = address.get("side", ""), address.get("view", ""), address.get("point", "").upper()
    if side and side not in SIDES:
        notes.append(f"The address asks for side “{shorten(side)}”; sides are left and right. The right one is shown.")
    if view and view not in VIEW_NAMES:
        notes.append(f"There is no view “{shorten(view)}”; another one is shown.")
    if code and code not in atlas.points:
        notes.append(f"There is no point “{shorten(code)}”; search for it by name above the drawing.")
    st.session_state["side"] = side if side in SIDES else st.session_state["side"]
    if view in VIEW_NAMES:
        st.session_state["view"] = view
    if code in atlas.points:
        state.open_point(atlas, code, keep_view=view in VIEW_NAMES)
    elif "point" not in address:
        st.session_state["point"] = None
    notes += _read_practice(address)
    if name := address.get("zone", "").upper():
        if name in load_zones():
            zone_layers.open_zone(name, keep_view=view in VIEW_NAMES)
        else:
            notes.append(f"There is no zone “{shorten(name)}”; search for it by name above the drawing.")
    elif "point" not in address:
        st.session_state["zone"] = None
    if "whole" in address:
        st.session_state["whole"] = address["whole"] == "yes"
    st.session_state["traditional"] = address.get("traditional") == "yes"
    notes += read_lengths(atlas, address)
    return notes


def _read_practice(address: Mapping[str, str]) -> list[str]:
    """Complaints, routine and technique of an address; what there is none of is named."""
    now, practice, notes = st.session_state, load_practice(), []
    asked = [name for name in address.get("complaints", "").split(",") if name]
    now["complaints"] = [name for name in dict.fromkeys(asked) if name in practice.conditions] or now["complaints"]
    for name in asked:
        if name not in practice.conditions:
            notes.append(f"There is no complaint “{shorten(name)}”; choose one by name or by tapping where it hurts.")
    if name := address.get("routine", "").replace(" ", "+"):
        try:
            now["routine"], now["short"] = routine_named(practice, name).id, address.get("short") == "yes"
        except KeyError:
            notes.append(f"There is no routine “{shorten(name)}”; choose one here.")
    if name := address.get("technique", ""):
        if name in TECHNIQUES:
            now["technique"] = name
        else:
            notes.append(f"There is no technique “{shorten(name)}”; choose one on the page Techniques.")
    return notes


def read_lengths(atlas: Atlas, address: Mapping[str, str]) -> list[str]:
    """Set the measures from an address, in mm; what is no possible length is left out with a sentence."""
    notes = []
    finger = address.get("finger", "")
    if finger and finger not in FINGERS:
        notes.append(f"There is no finger measure “{shorten(finger)}”; there are {', '.join(FINGERS)}.")
        finger = ""
    if finger:
        st.session_state["finger"] = finger
    age = address.get("age", "")
    if age and age not in AGES:
        notes.append(f"The address gives age “{shorten(age)}”; ages are {' and '.join(AGES)}.")
    elif age:
        st.session_state["age"] = age
    wanted = {name: address.get(name) for name in FINGERS}
    if "mm" in address:
        wanted[st.session_state["finger"]] = address["mm"]
    wanted |= {name: address.get(key) for key, name in LENGTHS.items()}
    if wanted["helper"] == UNKNOWN:
        st.session_state["whose"], wanted["helper"] = "other", None
    for name, text in wanted.items():
        if text is None:
            continue
        reading = read_length(text, "mm", state.range_of(atlas, name), state.age_of(name))
        if reading.status in ("ok", "warn") and reading.mm is not None:
            state.accept(name, reading.mm)
            if name == "helper":
                st.session_state["whose"] = "other"
        else:
            notes.append(f"The address gives {shorten(text)} mm, which is left out. {reading.sentence}")
    return notes


def shorten(text: str) -> str:
    """At most 24 signs of what an address holds, without markup."""
    bare = "".join(sign for sign in text if sign.isalnum() or sign in " .,-_?&=+")
    return bare[:24] + ("…" if len(bare) > 24 else "")


def write() -> None:
    """Put the state into the address, when it changed."""
    address = current()
    if address != {key: value for key, value in st.query_params.items()}:
        st.query_params.from_dict(address)
    st.session_state["address"] = address


def current(**changes: str) -> dict[str, str]:
    """The address of the present state, with `changes` put over it."""
    now = st.session_state
    accepted = now["accepted"]
    address = {"view": now["view"], "side": now["side"]}
    if now["zone"]:
        address["zone"] = now["zone"]
    elif now["point"]:
        address["point"] = now["point"]
    if now["whole"] and now["view"].startswith("leg"):
        address["whole"] = "yes"
    if now["finger"] in accepted:
        address |= {"finger": now["finger"], "mm": f"{accepted[now['finger']]:g}"}
    others = {name: name for name in FINGERS if name != now["finger"]} | LENGTHS
    address |= {key: f"{accepted[name]:g}" for key, name in others.items() if name in accepted and name != "helper"}
    if now["whose"] == "other":
        address["helper"] = f"{accepted['helper']:g}" if "helper" in accepted else UNKNOWN
    if now["age"] != "adult":
        address["age"] = now["age"]
    if now["traditional"]:
        address["traditional"] = "yes"
    address |= _of_page(now)
    return address | changes


def _of_page(now: Any) -> dict[str, str]:
    """What only one page shows."""
    if now["page"] == "What hurts" and now["complaints"]:
        return {"complaints": ",".join(now["complaints"])}
    if now["page"] == "Session" and now["routine"]:
        return {"routine": now["routine"]} | ({"short": "yes"} if now["short"] else {})
    return {"technique": now["technique"]} if now["page"] == "Techniques" else {}
