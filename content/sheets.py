"""What is the same for every reader of a view: its points and zones in words, its marks, templates of sentences.

A browser fetches the sheet of a view once and fills its slots with the numbers of the reader (`content.numbers`):

sheet = view_sheet(load_atlas(), "leg_medial")
sheet["points"]["SP6"]["title"]                  # 'SP6 Sānyīnjiāo 三陰交'
sheet["marks"][0]["sentences"][0]                # '{cm} cm above the bump of your inner ankle bone, ± {plus_minus} cm'
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from charts.palette import SYMBOLS
from charts.screen.limb import frame_showing, measure_text
from content.answered import section_row, zones_in_view
from content.card_parts import CardLink, CardLinks
from content.card_phrases import phrase, template
from content.cards import PointCard, point_card, zones_around
from content.marks import VIEW_NAMES, cards_of_view, code_runs, codes_in_view, spots_in_view, title
from content.numbers import marks_of, places_of
from content.phrases import CLOSE_MM, RULERS, distance_told, ruler_words
from content.under import beside
from content.zone_cards import zone_card
from coords.body import Body, Place
from coords.cun import Measurements
from coords.side import SIDES
from data.atlas import Atlas
from data.care.decision import Decision, decide, load_care
from data.reading.tables import LANGUAGE
from data.zones import load_zones

ALWAYS, WHEN_CHOSEN = "always", "chosen"  # when a mark is drawn
WORDS = (
    "on_you", "ruler", "by_touch", "by_touch_within", "margin", "finger_cun", "yours", "more_care", "list_comma",
    "other_views", "in_zones", "in_zones_heading", "sentence",
)  # fmt: skip


def view_sheet(atlas: Atlas, view: str, language: str = LANGUAGE) -> dict[str, Any]:
    """The sheet of a view as JSON values. Raises KeyError for an unknown view, or a language without words."""
    if language != LANGUAGE:
        raise KeyError(f"no words in {language!r}; there are some in {LANGUAGE!r}")
    body, nobody = Body(atlas.limb, Measurements()), decide(load_care(), {})
    codes = codes_in_view(atlas, view)
    return {
        "view": view,
        "language": language,
        "name": VIEW_NAMES[view],
        "points": {code: _point(atlas, body, code, view, nobody) for code in cards_of_view(atlas, view)},
        "marks": _marks(atlas, body, view),
        "runs": [[meridian, list(run)] for meridian, run in code_runs(atlas, codes)],
        "zones": {name: _zone(atlas, name, view, nobody) | {"sides": on} for name, on in zones_in_view(view).items()},
        "words": {name: template(name) for name in WORDS} | {"rulers": [ruler_words(one) for one in RULERS]},
    }


# ---- points and zones


def _point(atlas: Atlas, body: Body, code: str, view: str, nobody: Decision) -> dict[str, Any]:
    card = point_card(atlas, body, code, view, SIDES[0], nobody)
    point = atlas.points[code]
    return {
        "title": card.title,
        "subtitle": list(card.subtitle),
        "names": list(card.names),
        "above": card.above,
        "whole": _needs_whole(atlas, body, code, view),
        "name": f"{title(point)} {point.names.hanzi}".strip(),
        "kinds": list(dict.fromkeys(one.kind for one in point.classes)),
        "warning": point.first_caution.label if point.first_caution else "",
        "sections": [section_row(section) for section in card.sections],
        "under": [one.course.id for one in beside(atlas, code)],
        "cautions": _cautions(card, nobody),
        "previous": card.previous,
        "next": card.next,
        "views": _choices(card.views),
        "zones": _zones_around(code),
        "techniques": list(card.techniques),
        "step_by_step": card.step_by_step,
        "voices": card.voices,
    }


def _needs_whole(atlas: Atlas, body: Body, code: str, view: str) -> bool:
    """Whether only the drawing of the whole limb shows the point."""
    heights = (body.place(spot, view).xy[1] for _, spot in spots_in_view(atlas, view, [code]))
    return frame_showing(atlas.limb.views[view], heights) == "whole"


def _cautions(card: PointCard, nobody: Decision) -> list[list[Any]]:
    """[level, label, sentence, the safety row whose answers may settle it, whether it folds] by danger."""
    settled_by = nobody.table.cautions
    return [[one.level, one.label, one.sentence, settled_by.get(one.id, ""), one.folded] for one in card.cautions]


def _zones_around(code: str) -> list[list[str]]:
    """[id, name, side] of the zones a point lies in; side is "both" where either foot has it."""
    found: dict[CardLink, list[str]] = {}
    for side in SIDES:
        around = zones_around(code, side)
        for choice in around.choices if around else ():
            found.setdefault(choice, []).append(side)
    return [[one.code, one.label, sides[0] if len(sides) == 1 else "both"] for one, sides in found.items()]


def _choices(choices: CardLinks | None) -> list[list[str]]:
    return [[one.code, one.label] for one in choices.choices] if choices else []


def _zone(atlas: Atlas, name: str, view: str, nobody: Decision) -> dict[str, Any]:
    card, zone = zone_card(atlas, name, view, SIDES[0], nobody), load_zones()[name]
    return {
        "title": card.title,
        "subtitle": card.subtitle,
        "system": zone.system,
        "article": zone.from_article_alone,
        "schools": {name: place.where for name, place in zone.schools.items() if place.areas},
        "legend": [
            zone.system,
            *(["alone"] if zone.from_article_alone else []),
            *(["rough"] if zone.confidences[view] == "low" else []),
        ],
        "labels": [[one.label, one.text] for one in card.labels],
        "sections": [section_row(section) for section in card.sections],
        "points": [one.code for one in card.points],
        "views": _choices(card.views),
        "technique": card.technique,
        "movement": card.movement,
    }


# ---- marks


def _marks(atlas: Atlas, body: Body, view: str) -> list[dict[str, Any]]:
    """A mark for every row of the columns. One that lies under the mark of a point of its own is drawn when chosen."""
    marks = marks_of(atlas, view)
    places = places_of(body, marks, view, SIDES[0])
    singles = {code for code, _ in marks if atlas.points[code].members == (code,)}
    alone = {place.xy for (code, _), place in zip(marks, places, strict=True) if code in singles}
    return [
        {
            "code": code,
            "spot": spot,
            "label": code,
            "symbol": SYMBOLS[atlas.points[code].meridian],
            "meridian": atlas.points[code].meridian,
            "drawn": ALWAYS if code in singles or place.xy not in alone else WHEN_CHOSEN,
            "experts_mm": place.expert_mm,
            "cun": place.cun,
            "sentences": _sentences(atlas, place),
            "counts": measure_text(place, "{cm}"),
        }
        for (code, spot), place in zip(marks, places, strict=True)
    ]


def _sentences(atlas: Atlas, place: Place) -> list[str]:
    """Where it lies: counted in cm, felt just beside its landmark, felt a little off; none when nothing is counted."""
    counted = replace(place, hollow=False, distance_mm=10 * CLOSE_MM, distance_u_mm=0.0)
    just, off = (replace(place, hollow=True, distance_mm=mm) for mm in (0.5 * CLOSE_MM, 2 * CLOSE_MM))
    return list(_templates(atlas, (counted, just, off)))


def _templates(atlas: Atlas, places: Iterable[Place]) -> Iterable[str]:
    for place in places:
        name, slots = distance_told(atlas, place)
        if name:
            yield phrase(name, **slots | {"cm": "{cm}", "plus_minus": "{plus_minus}"})
