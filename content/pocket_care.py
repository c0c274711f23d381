"""“Before you press” for the pocket atlas: the table from which the browser decides, and what limits make of cards.

`web/pocket/decide.js` evaluates the rules as `data/care/decision.py` does, `web/pocket/answered.js` tells of points and
zones what `content/answered.py` does; every rule and sentence comes from here.

    {questions: {fever: {answers, short, inside: {answer: words}, said: {answer: words}, not_with: {other: sentence}}},
     rules: [{question, answer: [answer, …], safety, effect, targets: [target, …], that: only on the answered leg,
              cap: 1 to 5 | null, advises: words | ""}, …],
     targets: {SP6: {things: ["point:SP6", …], told: words}},                           "point:*" is every point
     gravity: [safety row, …],                                                          the gravest first
     safety: {SF_DVT: {topic, level, message, why, names_who}},
     working: [technique, …], limits: [[level | null, [tool, …]], …],                   none first
     levels: ["", "level 1 of 5 (…)", …],
     texts: {again: the day until which they hold, told: what is said after it},
     sides: {left: words}, lines: {groups, words}, everybody: {level: [heading, row, …]}, phrases: {id: template}}
"""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from itertools import combinations
from typing import Any

from content.answered import section_row
from content.card_phrases import template
from content.cards import PREGNANCY, point_sections, press_section
from content.care_told import everybody, line_groups, line_words, said_of, target_words, texts_told
from content.follows import Limits, hardest_of, level_words
from content.phrases import side_word
from content.words import words
from content.zone_cards import care_section, how_sections, watched
from coords.side import SIDES
from data.atlas import Atlas
from data.care.decision import NO, CareTable, clash, decide, load_care
from data.care.table import EFFECTS, LEVELS, by_gravity, care_texts, known_ids, things_of
from data.dose import HARDEST
from data.zones import load_zones

PHRASES = ("left_out", "at_most", "ask", "list_comma")
WORDS = (  # what a consequence is told with
    "care.answered", "care.topic", "care.why", "care.done", "care.done_to", "care.who", "care.on_leg", "care.you_said",
    *(f"care.effect_{effect}" for effect in EFFECTS),
)  # fmt: skip


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
        "limits": [[cap, list(without)] for cap, without in limits()],
        "levels": ["", *(level_words(atlas, level) for level in range(1, HARDEST + 1))],
        "sides": {side: side_word(side) for side in SIDES},
        "lines": {"groups": line_groups(table, lines), "words": dict(lines)},
        "everybody": {level: everybody(level) for level in LEVELS},
        "texts": {"again": care_texts().again.isoformat(), "told": texts_told(care_texts())},
        "phrases": {name: template(name) for name in PHRASES} | {name: words()[name] for name in WORDS},
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
def limits() -> tuple[Limits, ...]:
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
    return tuple(Limits(cap, without) for cap in caps for without in tools)


def told_under(told: Callable[[Limits], Any]) -> dict[str, list[Any]]:
    """What is told under each of `limits()` as {told: [each once], under: [its number, for each limit]}."""
    found: list[Any] = []
    under = []
    for limit in limits():
        one = told(limit)
        if one not in found:
            found.append(one)
        under.append(found.index(one))
    return {"told": found, "under": under}


def changes(atlas: Atlas) -> dict[str, Any]:
    """What answers change on the cards of points and zones.

    {points: {SP6: {hardest, told: [{section id: section}, …], under: [number in told, for each limit],
                    studies: {when: [safety rows, all settled], section}}},              `studies` may be missing
     zones: {Z_HEEL: {hardest, told, under, care: {section, rest: [[safety row, sentence], …]}}}}

    A section is as on a sheet (content/answered.py). Those under a limit stand instead of the sheet's where they differ
    from the first, which are told without a limit. The section `care` of a zone tells the remarks of the answers, then
    of `rest` what they do not.
    """
    return {
        "points": {code: _point(atlas, code) for code in atlas.points},
        "zones": {name: _zone(atlas, name) for name in load_zones()},
    }


def _point(atlas: Atlas, code: str) -> dict[str, Any]:
    point, table = atlas.points[code], load_care()
    press = told_under(lambda limit: {"press": section_row(press_section(atlas, code, limit))})
    found = {"hardest": hardest_of("point", code), **press}
    if when := sorted({table.cautions[one.id] for one in point.cautions if one.safety_id == PREGNANCY}):
        plain, settled = (
            {one.id: one for one in point_sections(atlas, point, decide(table, answers), SIDES[0])}["studies"]
            for answers in ({}, dict.fromkeys(table.questions, NO))
        )
        if plain != settled:
            found["studies"] = {"when": when, "section": section_row(settled)}
    return found


def _zone(atlas: Atlas, name: str) -> dict[str, Any]:
    zone = load_zones()[name]

    def worked(limit: Limits) -> dict[str, Any]:
        return {one.id: section_row(one) for one in how_sections(atlas, zone, zone.dose.under(*limit))}

    rest = [list(one) for one in watched(zone, decide(load_care(), {}))]
    return {
        "hardest": hardest_of("zone", name),
        **told_under(worked),
        "care": {"section": section_row(care_section()), "rest": rest},
    }
