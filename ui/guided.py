"""From a routine to what one reader does: the steps that their answers allow, in order, with their own centimetres."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from coords.body import Body
from data import Atlas
from data.care import CareRoutine, Kept, load_care
from data.phrases import distance_phrase
from data.practice import Practice, Routine, Step
from data.tables import listed
from ui import care

BEFORE = ("check", "prep", "warm-up")  # blocks that come before the first foot
BREATH = ("RT_SLEEP", "RT_STRESS")  # routines whose breath pace is on from the start
TURNS = ("left", "right")


def allowed(routine: Routine, short: bool = False) -> CareRoutine:
    """What the reader's answers leave of a routine, or of its short version."""
    return care.decision().routine(replace(routine, steps=routine.chosen(short)))


def in_order(kept: Sequence[Kept]) -> list[Kept]:
    """One foot after the other: what is done once comes first or last, then all of the left, then all of the right."""
    once = [one for one in kept if one.side not in TURNS]
    first = [one for one in once if one.step.block in BEFORE]
    return [
        *first,
        *(one for side in TURNS for one in kept if one.side == side),
        *(one for one in once if one not in first),
    ]


def seconds(kept: Sequence[Kept]) -> int:
    """Seconds of pressing, every side on its own."""
    return sum(one.step.seconds * one.step.repeats for one in kept)


def minutes(count: int) -> str:
    """Such as "12 minutes"; never less than one."""
    whole = max(1, round(count / 60))
    return f"{whole} minute{'s' if whole > 1 else ''}"


def subject_names(atlas: Atlas, practice: Practice, step: Step) -> str:
    """ "KI4 Dàzhōng with KI5 Shuǐquán", "the heel", or the technique's name for a step about the whole foot."""
    if step.layer == "point":
        names = [f"{code} {atlas.points[code].names.pinyin}" for code in step.subjects]
        return " with ".join(names)
    if step.layer == "zone":
        return " and ".join(practice.zone_names.get(zone, zone) for zone in step.subjects)
    return atlas.techniques[step.technique]["name"] if step.technique else "Before you press"


def home_view(atlas: Atlas, step: Step) -> str | None:
    """The view that shows the first place of a step; None when a step has no place on a drawing."""
    for code in step.subjects if step.layer == "point" else ():
        point = atlas.points[code]
        if point.rule.on_drawing:
            return atlas.limb.rules[point.members[0]].home
    return None


def where(atlas: Atlas, body: Body, step: Step, side: str) -> str:
    """The reader's own centimetres for the places of a step, or where they are in words."""
    told = []
    for code in step.subjects if step.layer == "point" else ():
        point = atlas.points[code]
        if not point.rule.on_drawing:
            continue
        rule = atlas.limb.rules[point.members[0]]
        place = body.place(rule.code, rule.home, side if side in TURNS else "right")
        told.append(f"{code}: {distance_phrase(atlas, place) or point.card.where.rstrip('.')}.")
    return " ".join(told)


def session_of(atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: CareRoutine) -> dict[str, Any]:
    """The session of the clock (see `ui.session_clock`): one step for each side, numbered from 1."""
    steps = [
        _clock_step(atlas, body, practice, number, one) for number, one in enumerate(in_order(done.steps), start=1)
    ]
    session = {"title": routine.title, "steps": steps, "breath": routine.id in BREATH}
    known_by = json.dumps([routine.id, [{k: v for k, v in step.items() if k != "where"} for step in steps]])
    return {"id": f"{routine.id}-{hashlib.sha256(known_by.encode()).hexdigest()[:12]}", **session}


def _clock_step(atlas: Atlas, body: Body, practice: Practice, number: int, one: Kept) -> dict[str, Any]:
    step = one.step
    verdict = care.decision().judge(step, one.side)
    pressure = step.pressure if one.cap is None else min(step.pressure or one.cap, one.cap)
    without = [tool for tool in listed(step.tool.replace(" or ", "|")) if f"tool_{tool}" in verdict.without]
    return {
        "n": number,
        "title": subject_names(atlas, practice, step),
        "say": step.instruction,
        "side": one.side,
        "where": where(atlas, body, step, one.side),
        "technique": atlas.techniques[step.technique]["name"] if step.technique else "",
        "tool": "fingers only" if without else step.tool,
        "pressure": pressure,
        "seconds": step.seconds * step.repeats,
        "press_seconds": step.press_seconds,
        "release_seconds": step.release_seconds,
        "switch_seconds": step.switch_seconds,
        "together": len(step.subjects) > 1,
        "care": sentences(step, verdict.notes),
        "other_way": step.other_way,
    }


def sentences(step: Step, notes: Sequence[str] = ()) -> list[str]:
    """What to watch at this step, once each; without what the reader's answers have settled."""
    table, decision = load_care(), care.decision()
    names = dict.fromkeys((*notes, *(name for name in step.safety if not decision.settled(name))))
    return [table.words[name].message for name in names]


def tell(names: Sequence[str]) -> None:
    """Care sentences in one box; those for everybody stand below it as a list, so that the box is read."""
    words = load_care().words
    grave = [words[name].message for name in names if words[name].level != "info"]
    if grave:
        st.warning("\n".join(f"- {message}" for message in grave))
    if rest := [words[name].message for name in names if words[name].level == "info"]:
        st.markdown("**Good to know**\n" + "\n".join(f"- {message}" for message in rest))
