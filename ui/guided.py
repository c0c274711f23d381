"""From a routine to what one reader does: the steps that their answers allow, in order, with their own centimetres."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st

from charts.movements import TECHNIQUES
from coords.body import Body
from data import Atlas
from data.care import CareRoutine, Kept, load_care
from data.phrases import distance_phrase
from data.practice import Practice, Routine, Step
from data.tables import listed
from ui import care
from ui.movement_pictures import movement_picture

BEFORE = ("check", "prep", "warm-up")  # blocks that come before the first foot
BREATH = ("RT_SLEEP", "RT_STRESS")  # routines whose breath pace is on from the start
TURNS = ("left", "right")
ZONE_VIEWS = {  # the zones of sessions that do not lie on the sole
    "Z_ANKLE_TOP": "foot_dorsum",
    "Z_TOE_TOPS": "foot_dorsum",
    "Z_SHOULDER_TOP": "foot_dorsum",
    "Z_SPINE_CERVICAL": "foot_medial",
    "Z_SCIATIC_BAND": "foot_lateral",
    "Z_KNEE_LEG": "foot_lateral",
    "Z_HIP": "foot_lateral",
}


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


def owner(body: Body) -> str:
    """Whose centimetres a drawing shows."""
    measured = any(cun.source != "neutral" for cun in body.cun.values())
    return "of you" if measured else "of an average adult"


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
        return " with ".join(point_name(atlas, code) for code in step.subjects)
    if step.layer == "zone":
        return " and ".join(practice.zone_names.get(zone, zone) for zone in step.subjects)
    return atlas.techniques[step.technique]["name"] if step.technique else "Before you press"


def point_name(atlas: Atlas, code: str) -> str:
    """Code and name; of a point whose code is its name, only the name."""
    pinyin = atlas.points[code].names.pinyin
    return f"{code} {pinyin}" if code[-1].isdigit() else pinyin


def views_of(atlas: Atlas, code: str) -> list[str]:
    """The views that draw a point, its own first."""
    point = atlas.points[code]
    if not point.rule.on_drawing:
        return []
    rules = [atlas.limb.rules[spot] for spot in point.members]
    return list(dict.fromkeys([rules[0].home, *(view for rule in rules for view in rule.views)]))


def step_view(atlas: Atlas, step: Step, spot: str | None = None) -> str | None:
    """The view for a step: where `spot` is best seen, else where most of its places are; None when it has no place."""
    if step.layer == "zone":
        return next((ZONE_VIEWS[zone] for zone in step.subjects if zone in ZONE_VIEWS), "foot_sole")
    if step.layer != "point":
        return None
    shown = {code: views for code in step.subjects if (views := views_of(atlas, code))}
    if spot in shown:
        return shown[spot][0]
    homes = [views[0] for views in shown.values()]
    return max(homes, key=lambda view: sum(view in views for views in shown.values()), default=None)


def view_at(atlas: Atlas, order: Sequence[Kept], n: int, spot: str | None = None) -> str:
    """The view for the step number `n` from 1; a step for the whole foot keeps the view of the nearest place."""
    near = [order[n - 1], *reversed(order[: n - 1]), *order[n:]]
    return step_view(atlas, near[0].step, spot) or next(
        filter(None, (step_view(atlas, one.step) for one in near)), "foot_sole"
    )


def where(atlas: Atlas, body: Body, step: Step, side: str) -> str:
    """The reader's own centimetres for the places of a step, or where they are in words."""
    told: dict[str, list[str]] = {}
    for code in step.subjects if step.layer == "point" else ():
        point = atlas.points[code]
        if not point.rule.on_drawing:
            continue
        rule = atlas.limb.rules[point.members[0]]
        place = body.place(rule.code, rule.home, side if side in TURNS else "right")
        told.setdefault(distance_phrase(atlas, place) or point.card.where.rstrip("."), []).append(code)
    return " ".join(f"{' and '.join(codes)}: {phrase}." for phrase, codes in told.items())


def session_of(atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: CareRoutine) -> dict[str, Any]:
    """The session of the clock (see `ui.session_clock`): one step for each side, numbered from 1."""
    steps = [
        _clock_step(atlas, body, practice, number, one) for number, one in enumerate(in_order(done.steps), start=1)
    ]
    session = {"title": routine.title, "steps": steps, "breath": routine.id in BREATH}
    session["pictures"] = _pictures(atlas, done)
    known_by = json.dumps([routine.id, [{k: v for k, v in step.items() if k != "where"} for step in steps]])
    return {"id": f"{routine.id}-{hashlib.sha256(known_by.encode()).hexdigest()[:12]}", **session}


def _pictures(atlas: Atlas, done: CareRoutine) -> dict[str, dict[str, str]]:
    """How the hand moves, by the technique's name."""
    dark = st.context.theme.type == "dark"
    names = {technique: atlas.techniques[technique]["name"] for one in done.steps if (technique := one.step.technique)}
    drawn = {technique: name for technique, name in names.items() if technique in TECHNIQUES}
    return {name: movement_picture(technique, name, dark) for technique, name in drawn.items()}


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
        "together": len(step.subjects) > 1 and step.technique != "pair_press",  # its name says it
        "care": sentences(step, verdict.notes),
        "other_way": step.other_way,
    }


def sentences(step: Step, notes: Sequence[str] = ()) -> list[str]:
    """What to watch at this step, once each; without what the reader's answers have settled."""
    table, decision = load_care(), care.decision()
    names = dict.fromkeys((*notes, *(name for name in step.safety if not decision.settled(name))))
    return [table.words[name].message for name in names]


def warn(names: Sequence[str]) -> None:
    """Care sentences that ask for care, in one box."""
    words = load_care().words
    if grave := [words[name].message for name in dict.fromkeys(names) if words[name].level != "info"]:
        st.warning("\n".join(f"- {message}" for message in grave))


def remark(names: Sequence[str]) -> None:
    """Care sentences for everybody, as a plain list, so that the box of the others is read."""
    words = load_care().words
    if mild := [words[name].message for name in dict.fromkeys(names) if words[name].level == "info"]:
        st.markdown("**Good to know**\n" + "\n".join(f"- {message}" for message in mild))
