"""From a routine to what one reader does: its steps in order, one for each side, with their own centimetres.

A step for the clock (`web/clock/`, `ui.components.session_clock`) has two parts: `step_texts`, the same for every
reader with the same limits, and what belongs to this reader.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace
from typing import Any

from content.card_phrases import joined
from content.phrases import distance_phrase
from content.pressing import how_hard, step_told, tools_phrase
from content.session_time import session_minutes
from content.words import word
from coords.body import Body
from data.atlas import Atlas
from data.care.decision import CareRoutine, Decision, KeptStep
from data.practice import Practice, Routine, Step

END = "finish"  # the block that ends a foot, or the session
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


def allowed(decision: Decision, routine: Routine, short: bool = False) -> CareRoutine:
    """What the answers leave of a routine, or of its short version."""
    return decision.routine(replace(routine, steps=routine.chosen(short)))


def in_order(kept: Sequence[KeptStep]) -> list[KeptStep]:
    """One foot after the other: all of the left, then all of the right; what is done once stands around that.

    Checks and preparation come first; what both feet do at once comes before the last strokes of the last foot, and
    what ends the session after them.
    """
    once = [one for one in kept if one.side not in TURNS]
    turns = [one for side in TURNS for one in kept if one.side == side]
    last = [one for one in turns if one.step.block == END and one.side == turns[-1].side]
    return [
        *(one for one in once if one.step.block in BEFORE),
        *(one for one in turns if one not in last),
        *(one for one in once if one.step.block not in (*BEFORE, END)),
        *last,
        *(one for one in once if one.step.block == END),
    ]


# ---- names and places


def subject_names(atlas: Atlas, practice: Practice, step: Step) -> str:
    """ "KI4 Dàzhōng with KI5 Shuǐquán", "the heel", or the technique's name for a step about the whole foot."""
    if step.layer == "point":
        return joined("list_with", (point_name(atlas, code) for code in step.subjects))
    if step.layer == "zone":
        return joined("list_and", (practice.zone_names.get(zone, zone) for zone in step.subjects))
    return atlas.techniques[step.technique]["name"] if step.technique else word("session.before")


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


def view_at(atlas: Atlas, order: Sequence[KeptStep], n: int, spot: str | None = None) -> str:
    """The view for the step number `n` from 1; a step for the whole foot keeps the view of the nearest place."""
    near = [order[n - 1], *reversed(order[: n - 1]), *order[n:]]
    return step_view(atlas, near[0].step, spot) or next(
        filter(None, (step_view(atlas, one.step) for one in near)), "foot_sole"
    )


def spots_told(atlas: Atlas, step: Step) -> list[tuple[str, str, str, str]]:
    """(code, spot, view, the place in words) of the points of a step whose distance is told, each by its first spot."""
    points = [atlas.points[code] for code in (step.subjects if step.layer == "point" else ())]
    rules = [(point, atlas.limb.rules[point.members[0]]) for point in points if point.rule.on_drawing]
    return [(point.code, rule.code, rule.home, point.card.where.rstrip(".")) for point, rule in rules]


def where(atlas: Atlas, body: Body, step: Step, side: str) -> str:
    """The reader's own centimetres for the places of a step, or where they are in words."""
    told: dict[str, list[str]] = {}
    for code, spot, view, words in spots_told(atlas, step):
        place = body.place(spot, view, side if side in TURNS else "right")
        told.setdefault(distance_phrase(atlas, place) or words, []).append(code)
    return joined(
        "list_sentences",
        (word("session.at", points=joined("list_and", codes), where=words) for words, codes in told.items()),
    )


# ---- for the clock


def session_of(
    atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: CareRoutine, decision: Decision
) -> dict[str, Any]:
    """The session of the clock without its id and pictures: one step for each side, numbered from 1."""
    steps = [
        {
            "n": number,
            "side": one.side,
            "where": where(atlas, body, one.step, one.side),
            "care": watched(decision, one.step, decision.judge(one.step, one.side).notes),
            **step_texts(atlas, practice, one.step, one.cap, one.without),
        }
        for number, one in enumerate(in_order(done.steps), start=1)
    ]
    return {
        "title": routine.title,
        "steps": steps,
        "breath": routine.id in BREATH,
        "length": session_minutes(done.steps),
    }


def step_texts(
    atlas: Atlas, practice: Practice, step: Step, cap: int | None = None, without: Collection[str] = ()
) -> dict[str, Any]:
    """What the clock is told of a step that is done no harder than `cap` and without these tools."""
    told = step_told(atlas, step, cap, without)
    dose = told.dose
    return {
        "title": subject_names(atlas, practice, step),
        "say": told.instruction,
        "technique": atlas.techniques[step.technique]["name"] if step.technique else "",
        "tool": tools_phrase(atlas, dose.tools),
        "pressure": dose.levels[1] if step.pressure else None,
        "strength": how_hard(atlas, dose.levels) if step.pressure else "",
        "seconds": step.seconds * step.repeats,
        "press_seconds": dose.press_seconds,
        "release_seconds": dose.release_seconds,
        "switch_seconds": dose.switch_seconds,
        "together": len(step.subjects) > 1 and step.technique != "pair_press",  # its name says it
        "other_way": told.other_way,
    }


def watched(decision: Decision, step: Step, notes: Sequence[str] = ()) -> list[str]:
    """What to watch at this step, once each; without what the answers have settled."""
    names = dict.fromkeys((*notes, *(name for name in step.safety if not decision.settled(name))))
    return [decision.table.words[name].message for name in names]
