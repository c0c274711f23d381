"""“Before you press” as plain values: the lines to tick, the answers in words, and what follows from them.

Sentences are those of `interface.csv`: Markdown, in which only bold is used.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from content.card_phrases import joined
from content.follows import level_words
from content.phrases import side_word
from content.words import word
from coords.side import SIDES
from data.atlas import Atlas
from data.care.decision import NO, CareRule, CareTable, Decision, Question, load_care
from data.care.table import CareTexts, care_texts
from data.practice import load_practice
from data.reading.tables import ByLanguage, read_rows
from data.zones import load_zones


@ByLanguage
def line_words(language: str) -> Mapping[str, str]:
    """The words around the lines, by id."""
    return {row["id"]: row["text"] for row in read_rows(f"words/{language}/care_lines.csv", ("id", "text"))}


def line_groups(table: CareTable, words: Mapping[str, str]) -> list[dict[str, Any]]:
    """The lines to tick, as `web/care/care_lines.js` lays them: [{"heading", "questions"}]."""
    groups: dict[str, list[dict[str, Any]]] = {}
    for question in table.questions.values():
        groups.setdefault(question.group, []).append(_lines_of(question, words))
    return [{"heading": words[name], "questions": questions} for name, questions in groups.items()]


def _lines_of(question: Question, words: Mapping[str, str]) -> dict[str, Any]:
    """One line a question, a tick on which is the strictest answer, or one line for each answer but "no"."""
    given = [answer for answer in question.answers if answer != NO]
    values = given if len(question.lines) > 1 else given[-1:]
    kinds = given if len(values) < len(given) else []
    return {
        "id": question.id,
        "help": question.help,
        "lines": [{"value": value, "text": text} for value, text in zip(values, question.lines, strict=True)],
        "which": words["which_leg" if question.kind == "leg" else "which"],
        "kinds": [{"value": value, "text": question.labels[value]} for value in kinds],
    }


def said(table: CareTable, answers: Mapping[str, str]) -> list[str]:
    """Every answer but "no" in words: "Pregnant", "Varicose veins (left)"."""
    given = ((question, answers.get(name, NO)) for name, question in table.questions.items())
    return [said_of(question, answer) for question, answer in given if answer in question.answers and answer != NO]


def said_of(question: Question, answer: str) -> str:
    """One answer in words."""
    if answer == "yes":
        return question.short
    return word("care.said", question=question.short, answer=question.inside[answer])


def old_texts(today: date) -> str:
    """A sentence when the questions and cautions should have been read again by now, else ""."""
    texts = care_texts()
    return texts_told(texts) if today > texts.again else ""


def texts_told(texts: CareTexts) -> str:
    """When the texts were revised, and by when they were to be read again."""
    revised, again = (f"{day:%B %Y}" for day in (texts.revised, texts.again))
    return word("care.old_texts", revised=revised, again=again)


# ---- what follows


@dataclass(frozen=True)
class Consequence:
    """One safety row that an answer calls up: how grave it is, its message, why, what it does, who to ask."""

    level: str
    lines: tuple[str, ...]


def consequences(atlas: Atlas, decision: Decision) -> dict[str, list[Consequence]]:
    """What follows from the answers, under a heading for each answer that has a consequence."""
    found: dict[str, list[Consequence]] = {}
    for name, question in decision.table.questions.items():
        rules = [rule for rule, _ in decision.active if rule.question == name]
        if rules:
            answer = decision.answers[name]
            heading = word("care.answered", question=question.short, answer=question.inside[answer])
            ids = dict.fromkeys(rule.safety_id for rule in rules)
            found[heading] = [
                _consequence(atlas, decision.table, answer, one, [rule for rule in rules if rule.safety_id == one])
                for one in ids
            ]
    return found


def _consequence(atlas: Atlas, table: CareTable, answer: str, safety_id: str, rules: list[CareRule]) -> Consequence:
    words = table.words[safety_id]
    done: dict[tuple[str, str], list[str]] = {}
    for rule in rules:
        what = effect_words(atlas, rule.effect, rule.cap)
        if rule.leg == "that" and answer in SIDES:
            what = word("care.on_leg", what=what, leg=side_word(answer))
        done.setdefault((rule.effect, what), []).extend(target_words(target) for target in rule.targets)
    lines = [word("care.topic", topic=words.topic, message=words.message), word("care.why", why=words.why)]
    lines += [
        word("care.done", what=what)
        if effect == "replace_all"
        else word("care.done_to", what=what, targets=joined("list_comma", dict.fromkeys(targets)))
        for (effect, what), targets in done.items()
    ]
    who = next((rule.advises for rule in rules if rule.advises), "")
    return Consequence(words.level, (*lines, *([word("care.who", who=who)] if who else [])))


def effect_words(atlas: Atlas, effect: str, cap: int | None) -> str:
    """What a rule does: "Left out", "At most level 2 of 5 (light)"."""
    return word(f"care.effect_{effect}", level=level_words(atlas, cap) if cap else "")


def target_words(target: str) -> str:
    """A target of a rule as a reader reads it: "SP6", "all foot zones", "the zone “Womb”"."""
    phrases, zones, routines = load_care().phrases, load_zones(), load_practice().routines
    if target in phrases:
        return phrases[target]
    if target in zones:
        return word("care.the_zone", zone=zones[target].name)
    return word("care.the_routine", routine=routines[target].title) if target in routines else target


def everybody(level: str) -> list[str]:
    """What is told to everybody of a level of gravity: a heading, then a sentence a row."""
    table = load_care()
    rows = [table.words[name] for name in table.always if table.words[name].level == level]
    return [
        word(f"care.everybody_{level}"),
        *(word("care.topic", topic=row.topic, message=row.message) for row in rows),
    ]
