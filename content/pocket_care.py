"""“Before you press” for the pocket atlas: the table from which the browser decides, and what limits make of cards.

`web/pocket/decide.js` evaluates the rules as `data/care.py` does, `web/pocket/answered.js` tells of points and zones
what `content/answered.py` does; every rule and sentence comes from here.

    {questions: {fever: {answers, short, inside: {answer: words}, said: {answer: words}, not_with: {other: sentence}}},
     rules: [{question, answer: [answer, …], safety, effect, targets: [target, …], that: only on the answered leg,
              cap: 1 to 5 | null, advises: words | ""}, …],
     targets: {SP6: {things: ["point:SP6", …], told: words}},                           "point:*" is every point
     gravity: [safety row, …],                                                          the gravest first
     safety: {SF_DVT: {topic, level, message, why, names_who}},
     working: [technique, …], levels: ["", "level 1 of 5 (…)", …],
     lines: {groups, words}, everybody: {level: [heading, row, …]}, words: {id: sentence with slots}}
"""

from __future__ import annotations

from functools import cache
from itertools import combinations
from typing import Any

from content.answered import SectionRow, section_row
from content.card_phrases import template
from content.cards import PREGNANCY, point_sections
from content.care_told import everybody, line_groups, line_words, said_of, target_words
from content.follows import hardest_of, level_words
from content.words import words
from content.zone_cards import how_sections, watched
from coords.side import SIDES
from data.atlas import Atlas
from data.care import NO, CareTable, clash, decide, load_care
from data.care_table import LEVELS, by_gravity, known_ids, things_of
from data.dose import HARDEST
from data.zones import load_zones

PAGE_WORDS = (
    "care.title", "care.intro", "care.kept", "care.forget", "care.follows", "care.nothing", "care.everybody",
    "care.everybody_more", "care.not_now", "care.you_said", "care.see", "care.change", "care.keeps_nothing",
    "care.answered", "care.topic", "care.why", "care.done", "care.done_to", "care.who", "care.on_leg",
    "care.effect_replace_all", "care.effect_remove", "care.effect_cap_pressure", "care.effect_note",
)  # fmt: skip
PHRASES = ("left_out", "at_most", "ask", "list_comma")
Limited = tuple[int | None, tuple[str, ...]]  # the highest pressure, and the tools not to be used


def care(atlas: Atlas) -> dict[str, Any]:
    """The table as JSON values."""
    table, lines = load_care(), line_words()
    targets = sorted({target for rule in table.rules for target in rule.targets})
    known = known_ids()
    return {
        "questions": {name: _question(table, name) for name in table.questions},
        "rules": [
            {
                "question": rule.question,
                "answer": list(rule.answer),
                "safety": rule.safety_id,
                "effect": rule.effect,
                "targets": list(rule.targets),
                "that": rule.leg == "that",
                "cap": rule.cap,
                "advises": rule.advises,
            }
            for rule in table.rules
        ],
        "targets": {
            target: {
                "things": sorted(":".join(thing) for thing in things_of(target, known)),
                "told": target_words(target),
            }
            for target in targets
        },
        "gravity": list(by_gravity(frozenset(table.words), table.words)),
        "safety": {
            name: {
                "topic": row.topic,
                "level": row.level,
                "message": row.message,
                "why": row.why,
                "names_who": row.names_who,
            }
            for name, row in table.words.items()
        },
        "working": sorted(table.working),
        "levels": ["", *(level_words(atlas, level) for level in range(1, HARDEST + 1))],
        "sides": {side: words()[f"side.{side}"] for side in SIDES},
        "lines": {"groups": line_groups(table, lines), "words": dict(lines)},
        "everybody": {level: everybody(level) for level in LEVELS},
        "words": {name: words()[name] for name in PAGE_WORDS} | {name: template(name) for name in PHRASES},
    }


def _question(table: CareTable, name: str) -> dict[str, Any]:
    question = table.questions[name]
    return {
        "answers": list(question.answers),
        "short": question.short,
        "inside": dict(question.inside),
        "said": {answer: said_of(question, answer) for answer in question.answers if answer != NO},
        "not_with": {other: clash(question, table.questions[other]) for other in question.not_with},
    }


# ---- what limits make of cards


@cache
def limits() -> tuple[Limited, ...]:
    """Every limit that answers can set, none first: the caps of the rules, each with every union of their tools."""
    rules = load_care().rules
    caps = (None, *sorted({rule.cap for rule in rules if rule.cap is not None}))
    forbidden = {
        frozenset(name.removeprefix("tool_") for kind, name in rule.things if kind == "tool")
        for rule in rules
        if rule.effect == "remove"
    }
    sets = [one for one in sorted(forbidden, key=sorted) if one]
    chosen = (some for count in range(len(sets) + 1) for some in combinations(sets, count))
    tools = dict.fromkeys(tuple(sorted(frozenset().union(*some))) for some in chosen)
    return tuple((cap, without) for cap in caps for without in tools)


def key_of(cap: int | None, without: tuple[str, ...]) -> str:
    """The name of a limit in a table: "2/ball,knuckle", "/" without any."""
    return f"{'' if cap is None else cap}/{','.join(without)}"


def told_under(limited: dict[str, Any]) -> dict[str, Any]:
    """{limit: what is told} as {told: [each once], under: {limit: its number}}; the first is that without a limit."""
    told: list[Any] = []
    for one in limited.values():
        if one not in told:
            told.append(one)
    return {"told": told, "under": {key: told.index(one) for key, one in limited.items() if one != told[0]}}


def changes(atlas: Atlas) -> dict[str, Any]:
    """What answers change on the cards of points and zones.

    {points: {SP6: {hardest, told: [{section id: section}, …], under: {limit: its number},
                    studies: {when: [safety rows, all settled], section}}},              `studies` may be missing
     zones: {Z_HEEL: {hardest, told, under, care: {section, rest: [[safety row, sentence], …]}}}}

    A section is as on a sheet (content/answered.py). Those of a limit stand instead of the sheet's where they differ
    from the first. The section `care` of a zone tells the remarks of the answers, then of `rest` what they do not.
    """
    return {
        "points": {code: _point(atlas, code) for code in atlas.points},
        "zones": {name: _zone(atlas, name) for name in load_zones()},
    }


def _point(atlas: Atlas, code: str) -> dict[str, Any]:
    point, table = atlas.points[code], load_care()
    under = {key_of(*limit): {"press": section_row(_press(atlas, code, limit))} for limit in limits()}
    found = {"hardest": hardest_of("point", code), **told_under(under)}
    if when := sorted({table.cautions[one.id] for one in point.cautions if one.safety_id == PREGNANCY}):
        plain, settled = (
            {one.id: one for one in point_sections(atlas, point, decide(table, answers), SIDES[0])}["studies"]
            for answers in ({}, dict.fromkeys(table.questions, NO))
        )
        if plain != settled:
            found["studies"] = {"when": when, "section": section_row(settled)}
    return found
