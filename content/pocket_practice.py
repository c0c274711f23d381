"""What hurts and its routines for the pocket atlas, with every step in words under every limit that answers can set.

`web/pocket/complaints.js` and `session.js` choose from it; `web/pocket/steps.js` makes the session of a reader.

    {conditions: {heel_pain: {name, words: [word, …], routine | "", why: why there is none, note, studies: Markdown,
                              found: [wording, …], pressed: whether a study pressed points, safety: [row, …]}},
     routines: {RT_HEEL: {title, intro, breath, steps: [step, …]}},
     bounds: {Z_HEEL: {view: [x0, y0, x1, y1]}},                                         of zones that a step works
     areas: {foot_sole: [{id, name, say, conditions: [id, …], rings}, …]},               right limb, view units
     minutes: ["", "1 minute", …], ready: seconds before a step, long: seconds of a long session,
     dose: how trials pressed, phrases: {id: template}}

A step is {id, routine, block, layer, subjects, technique, side, short, touches, safety, seconds, repeats, name,
view | null, spots: [[code, spot, view, the place in words], …],
times: {each | left | right | both | none: words}, texts: {told, under}} with `step_texts` for each limit
(`pocket_care.told_under`).
"""

from __future__ import annotations

from typing import Any

from content.card_phrases import phrase, template
from content.pocket_care import told_under
from content.pressing import duration, whole_minutes
from content.session_time import READY_SECONDS
from content.sessions import BREATH, spots_told, step_texts, step_view, subject_names
from content.studies import badge, dose
from content.words import word, words
from data.atlas import Atlas
from data.hurt import HURT_VIEWS, HurtArea, areas_of
from data.practice import LONG_SECONDS, Condition, Practice, Step, load_practice
from data.zones import load_zones

TURNS = ("none", "both", "left", "right", "each")
MOST_MINUTES = 120
WORDS = ("session.at", "session.step_left_out", "session.step_side", "session.good_to_know", "complaints.left_out")
PHRASES = ("list_and", "list_sentences", "list_comma")


def practice(atlas: Atlas) -> dict[str, Any]:
    """Complaints, routines and places of pain as JSON values."""
    found = load_practice()
    return {
        "conditions": {name: _condition(found, condition) for name, condition in found.conditions.items()},
        "routines": {
            name: {
                "title": routine.title,
                "intro": routine.intro,
                "breath": name in BREATH,
                "steps": [_step(atlas, found, step) for step in routine.steps],
            }
            for name, routine in found.routines.items()
        },
        "bounds": _bounds(found),
        "areas": {view: [_area(area) for area in areas_of(view)] for view in HURT_VIEWS},
        "minutes": ["", *(whole_minutes(60 * count) for count in range(1, MOST_MINUTES + 1))],
        "ready": READY_SECONDS,
        "long": LONG_SECONDS,
        "dose": dose(),
        "phrases": {name: words()[name] for name in WORDS} | {name: template(name) for name in PHRASES},
    }


def _condition(practice: Practice, condition: Condition) -> dict[str, Any]:
    rows = [practice.evidence[name] for name in condition.shown_evidence]
    routine = condition.routine if condition.show_as == "routine" else ""
    heading = word("complaints.studies_on", complaint=condition.name) if routine else phrase("heading_studies")
    return {
        "name": condition.name,
        "words": [condition.plain_name, *condition.also],
        "routine": routine,
        "why": condition.why_no_routine,
        "note": condition.note,
        "studies": word("complaints.studies", heading=heading, badge=badge(condition.level)),
        "found": [row.wording for row in rows],
        "pressed": any(row.layer == "point" for row in rows),
        "safety": list(condition.safety),
    }


def _bounds(practice: Practice) -> dict[str, dict[str, list[float]]]:
    """Of every zone that a step works: view: the box around it on the right foot, in view units."""
    steps = (step for routine in practice.routines.values() for step in routine.steps if step.layer == "zone")
    zones = {name: load_zones()[name] for step in steps for name in step.subjects}
    return {
        name: {view: [round(value, 4) for value in area.bounds] for view, area in zone.areas.items()}
        for name, zone in zones.items()
    }


def _area(area: HurtArea) -> dict[str, Any]:
    rings = [[[round(x, 4), round(y, 4)] for x, y in area.shape.exterior.coords[:-1]]]
    return {"id": area.id, "name": area.name, "say": area.say, "conditions": list(area.conditions), "rings": rings}


def _step(atlas: Atlas, practice: Practice, step: Step) -> dict[str, Any]:
    time = duration(step.seconds * step.repeats)
    return {
        "id": step.id,
        "routine": step.routine,
        "block": step.block,
        "layer": step.layer,
        "subjects": list(step.subjects),
        "technique": step.technique,
        "side": step.side,
        "short": step.short,
        "touches": list(step.touches),
        "safety": list(step.safety),
        "seconds": step.seconds,
        "repeats": step.repeats,
        "name": subject_names(atlas, practice, step),
        "view": step_view(atlas, step),
        "spots": [list(spot) for spot in spots_told(atlas, step)],
        "times": {turn: word(f"complaints.time_{turn}", time=time) for turn in TURNS},
        "texts": told_under(lambda limit: step_texts(atlas, practice, step, *limit)),
    }
