"""Promises about the sentences that cards add: each is there with exactly the slots that are filled in, and is used."""

from __future__ import annotations

from string import Formatter

from coords.body import Body
from coords.cun import Measurements
from coords.view import VIEWS
from data.promises.dataset import Dataset, Finding
from data.reading.tables import LANGUAGE

PHRASES = f"words/{LANGUAGE}/card_phrases.csv"
AVERAGE_THUMB_MM = 20.7
VIEW_WORDS = f"words/{LANGUAGE}/views.csv"
TECHNIQUES = f"words/{LANGUAGE}/techniques.csv"
SLOTS = {  # every sentence that a card uses, and its slots
    "meridian": {"name"}, "kind_WHO": set(), "kind_extra": set(), "kind_none": set(),
    "korean": {"roman", "hangul"}, "japanese": {"name"},
    "above_drawing": set(), "above_paper": set(),
    "on_you": {"distance"}, "distance": {"cm", "direction", "landmark", "plus_minus"},
    "distance_about": {"cm", "direction", "landmark", "plus_minus"},
    "distance_felt": {"direction", "landmark", "plus_minus"},
    "margin": {"along", "across"}, "by_touch": set(), "by_touch_within": {"margin"},
    "way_above": set(), "way_below": set(), "way_front": set(), "way_behind": set(), "way_inner": set(),
    "way_outer": set(), "way_heel": set(), "way_toes": set(), "way_just": {"way"}, "way_a_little": {"way"},
    "ruler": {"ruler"}, "ruler_segment": set(), "ruler_stature": set(), "ruler_finger_calibrated": set(),
    "ruler_finger_traditional": set(), "ruler_neutral": set(),
    "finger_cun": {"cm", "gap"}, "yours": {"mm", "plus_minus"}, "no_ruler": set(),
    "rulers_agree": {"page"}, "page_measure": set(),
    "rulers_differ": {"heading"}, "rulers_heading": set(), "shin_shrinks": {"shrinks", "plus_minus"},
    "heading_where": set(), "heading_find": set(), "heading_press": set(), "heading_care": set(),
    "heading_anatomical": set(), "heading_name": set(), "heading_together": set(),
    "heading_under": set(), "under_note": set(), "under_an_artery": set(),
    **{f"under_label_{part}": set() for part in ("skin", "muscle", "vessels", "bone", "pulse", "sources")},
    "under_course": {"plain", "depth", "place"}, "under_varies": set(), "under_here": set(),
    "under_skin": set(), "under_shallow": set(), "under_deep": set(),
    **{f"under_{way}": {"mm"} for way in ("inner", "outer", "front", "behind", "above", "below")},
    "under_pulse_no": set(), "under_pulse_sometimes": {"name"}, "under_pulse_often": {"name"},
    "title_of_phase": {"meaning", "phase"}, "title_count": {"name", "count"}, "together_source": {"sources"},
    "together_no_proof": set(), "together_set": {"points", "taught"}, "together_outside": {"points"},
    "together_not_pressed": {"points"}, "together_pregnancy": {"points"},
    "heading_uses": set(), "heading_classes": set(), "heading_studies": set(), "heading_how_hard": set(),
    "uses_far": {"uses"}, "uses_together": {"uses"}, "uses_function": {"uses"}, "uses_left_out": {"uses"},
    "uses_no_proof": set(), "study_of_pregnancy": {"study"},
    "badge_none": set(), "badge_low": set(), "badge_moderate": set(),
    "more_care": {"labels"}, "step_by_step": {"techniques"}, "other_views": set(),
    "in_zones": {"heading"}, "in_zones_heading": set(),
    "sentence": {"words"}, "list_comma": {"first", "next"}, "list_semicolon": {"first", "next"},
    "list_and": {"first", "next"}, "list_or": {"first", "next"}, "list_with": {"first", "next"},
    "list_sentences": {"first", "next"},
    "left_out": set(), "at_most": {"level"}, "level": {"level", "hardest", "name"}, "ask": {"message", "who"},
    "how_hard_one": {"dots", "level", "hardest"}, "how_hard_span": {"dots", "low", "high", "hardest"},
    "zone_article": set(), "zone_article_means": set(), "zone_place": set(), "zone_sure_on": {"sure", "views"},
    "zone_heading_how": set(), "zone_how": {"technique", "dose"},
    "zone_how_sets": {"technique", "least", "most", "dose"}, "zone_movement": set(),
    "zone_heading_tradition": set(), "zone_linked": {"tradition", "parts"}, "zone_no_proof": set(),
    "zone_school_apart": {"cm"}, "zone_heading_differ": set(),
    "zone_heading_points": set(), "zone_points": set(), "zone_no_points": set(),
    "zone_not_when": set(),
}  # fmt: skip


def every_card_phrase_has_its_slots(dataset: Dataset) -> list[Finding]:
    """The sentences of cards are there, each with exactly the places that are filled in, and none that no card uses."""
    rows = {row["id"]: row for row in dataset.rows(PHRASES)}
    found = [Finding(PHRASES, None, f"there is no sentence {name}") for name in SLOTS.keys() - rows]
    for name, row in rows.items():
        try:
            slots = {slot for _, slot, _, _ in Formatter().parse(row["text"]) if slot is not None}
        except ValueError as error:
            found.append(Finding(PHRASES, int(row["_row"]), f"{name} cannot be filled in: {error}"))
            continue
        if name not in SLOTS:
            found.append(Finding(PHRASES, int(row["_row"]), f"no card says {name}"))
        elif slots != SLOTS[name] or not row["text"]:
            told, meant = (", ".join(sorted(names)) or "none" for names in (slots, SLOTS[name]))
            found.append(Finding(PHRASES, int(row["_row"]), f"{name} has the slots {told}; a card fills {meant}"))
    return found


def every_view_has_its_words(dataset: Dataset) -> list[Finding]:
    """Every view has a name and what it is called inside a sentence; no words are for a view that is not drawn."""
    rows = {row["id"]: row for row in dataset.rows(VIEW_WORDS)}
    found = [Finding(VIEW_WORDS, None, f"the view {view} has no words") for view in VIEWS if view not in rows]
    for name, row in rows.items():
        if name not in VIEWS:
            found.append(Finding(VIEW_WORDS, int(row["_row"]), f"there is no view {name}"))
        found += [
            Finding(VIEW_WORDS, int(row["_row"]), f"{name} has no {column}")
            for column in ("name", "phrase")
            if not row[column]
        ]
    return found


def every_technique_of_a_point_has_its_phrase(dataset: Dataset) -> list[Finding]:
    """What a card calls a technique inside a sentence stands in its words."""
    rows = {row["id"]: row for row in dataset.rows(TECHNIQUES)}
    used = dict.fromkeys(row["technique"] for row in dataset.rows("doses.csv") if row["technique"] != "locate_only")
    return [
        Finding(TECHNIQUES, int(rows[name]["_row"]) if name in rows else None, f"{name} has no phrase")
        for name in used
        if not rows.get(name, {}).get("phrase")
    ]


def no_margin_is_larger_than_its_distance(dataset: Dataset) -> list[Finding]:
    """A place told in centimetres means more than its doubt, on an average adult and with a thumb; else it is felt."""
    found = []
    for fingers in ({}, {"thumb": AVERAGE_THUMB_MM}):
        body = Body(dataset.atlas.limb, Measurements(fingers, None, {}))
        for spot, rule in dataset.atlas.limb.rules.items():
            if spot not in dataset.spots:
                continue
            place = body.place(spot, rule.home, "right")
            margin_mm = 10 * (place.plus_minus_cm or 0.0)
            if place.distance_mm is not None and not place.felt and margin_mm > place.distance_mm:
                told = f"is told at {place.distance_mm:.0f} mm with a margin of {margin_mm:.0f}"
                found.append(dataset.about(spot, told))
    return found


PROMISES = (
    every_card_phrase_has_its_slots,
    no_margin_is_larger_than_its_distance,
    every_view_has_its_words,
    every_technique_of_a_point_has_its_phrase,
)
