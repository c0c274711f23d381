"""Promises about care: every question has its words, every rule its targets, and no row of safety is forgotten."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from coords.side import LEFT_FIRST
from data.atlas import WORDS
from data.care.decision import ASKING, Decision, decide, load_care
from data.care.table import (
    ALWAYS,
    NO,
    CareTable,
    Known,
    question_faults,
    rule_faults,
    rule_of,
    things_of,
    touch_faults,
)
from data.practice import Step, load_practice
from data.promises.dataset import Dataset, Finding, Row
from data.reading.tables import listed

PREGNANCY_POINTS = {"SP6", "LI4", "BL60", "BL67", "EX-LE11"}  # left out whatever else a rule says (safety.csv, SF_PREG)
MUST_REMOVE = ("block",)  # an app_action that begins so is more than a note
FORBIDS = re.compile(
    r"\b(leave out|leave\b.*\balone|no|not|never|only (light|feather)\w*|press lightly)\b", re.IGNORECASE
)


def known_of(dataset: Dataset) -> Known:
    """The ids rules may name; zones and routines only when the atlas has their tables."""
    zones, routines = (frozenset(row["id"] for row in dataset.rows(f"{table}.csv")) for table in ("zones", "routines"))
    return Known(
        {row["code"]: row["segment"] for row in dataset.rows("points.csv")},
        {row["id"]: row["row_type"] for row in dataset.rows("techniques.csv")},
        zones or None,
        routines or None,
        {row["id"]: row["kind"] for row in dataset.rows("structures.csv")},
        frozenset((row["code"], row["structure"]) for row in dataset.rows("point_structures.csv")),
        frozenset(row["id"] for row in dataset.rows(f"{WORDS}/care_targets.csv") if row["id"].startswith("deed:")),
    )


def care_of(dataset: Dataset) -> CareTable:
    """The care table with the rules as they stand in the dataset."""
    known = known_of(dataset)
    return replace(load_care(), rules=tuple(rule_of(row, known, {}) for row in dataset.rows("safety_rules.csv")))


def _answers(dataset: Dataset) -> dict[str, tuple[str, ...]]:
    return {row["id"]: listed(row["answers"]) for row in dataset.rows("questions.csv")}


def every_question_has_its_words(dataset: Dataset) -> list[Finding]:
    """A line, a short name and a label for each answer; an answer that leads somewhere."""
    said = {row["id"]: row for row in dataset.rows(f"{WORDS}/questions.csv")}
    safety = {row["safety_id"] for row in dataset.rows("safety.csv")}
    questions = _answers(dataset)
    led = {(row["question"], answer) for row in dataset.rows("safety_rules.csv") for answer in listed(row["answer"])}
    found = []
    for row in dataset.rows("questions.csv"):
        line = int(row["_row"])
        found += [Finding("questions.csv", line, fault) for fault in question_faults(row, said, safety, set(questions))]
        found += [
            Finding("questions.csv", line, f"nothing follows when {row['id']} is answered {answer!r}")
            for answer in questions[row["id"]][1:]
            if (row["id"], answer) not in led
        ]
    return found


def every_safety_rule_resolves(dataset: Dataset) -> list[Finding]:
    """Question, answers, safety row, effect, leg, adviser and every target of a rule exist; group names have words."""
    answers, known = _answers(dataset), known_of(dataset)
    safety = {row["safety_id"]: row for row in dataset.rows("safety.csv")}
    advisers = {row["id"]: row for row in dataset.rows(f"{WORDS}/advisers.csv") if row["who"]}
    phrases = {row["id"] for row in dataset.rows(f"{WORDS}/care_targets.csv") if row["phrase"]}
    phrases |= {f"structure:{row['id']}" for row in dataset.rows(f"{WORDS}/structures.csv") if row["name"]}
    names = {*known.segments, *known.techniques}
    found = []
    for row in dataset.rows("safety_rules.csv"):
        line = int(row["_row"])
        faults = [*rule_faults(row, answers, safety, advisers, known)]
        faults += [
            f"care_targets.csv has no words for {target!r}"
            for target in listed(row["targets"])
            if target not in names and target not in phrases and not target.startswith(("Z_", "RT_"))
        ]
        found += [Finding("safety_rules.csv", line, fault) for fault in faults]
    return found


def every_safety_row_is_used(dataset: Dataset) -> list[Finding]:
    """No row of safety.csv is lost: a rule follows from it, or it is told to everybody. What it blocks is blocked."""
    effects: dict[str, set[str]] = {}
    for row in dataset.rows("safety_rules.csv"):
        effects.setdefault(row["safety_id"], set()).add("always" if row["question"] == "always" else row["effect"])
    found = []
    for row in dataset.rows("safety.csv"):
        name, used = row["safety_id"], effects.get(row["safety_id"], set())
        if not used:
            found.append(Finding("safety.csv", int(row["_row"]), f"no rule of safety_rules.csv uses {name}"))
        elif row["app_action"].startswith(MUST_REMOVE) and not used & {"replace_all", "remove", "always"}:
            reason = f"{name} blocks, and its rules only {' and '.join(sorted(used))}"
            found.append(Finding("safety.csv", int(row["_row"]), reason))
    return found


def pregnancy_leaves_its_points_out(dataset: Dataset) -> list[Finding]:
    """SP6, LI4, BL60, BL67 and EX-LE11 are left out for every answer to the question of pregnancy but "no"."""
    known, left_out = known_of(dataset), {}
    for row in dataset.rows("safety_rules.csv"):
        if row["question"] == "pregnant" and row["effect"] == "remove":
            for answer in listed(row["answer"]):
                try:
                    things = [thing for target in listed(row["targets"]) for thing in things_of(target, known)]
                except ValueError:
                    continue  # another promise tells it
                left_out.setdefault(answer, set()).update(name for kind, name in things if kind == "point")
    return [
        Finding("safety_rules.csv", None, f"pregnant, {answer}: {code} is not left out")
        for answer in _answers(dataset).get("pregnant", ("no",))[1:]
        for code in sorted(PREGNANCY_POINTS - left_out.get(answer, set()))
    ]


def what_a_sentence_leaves_out_is_left_out(dataset: Dataset) -> list[Finding]:
    """What the message of a safety row forbids is removed, or softened, by the answers that lead to it.

    words/en/safety_says.csv says what each forbidding sentence means; a row without targets is the reader's to see.
    """
    messages = {row["safety_id"]: row["message"] for row in dataset.rows(f"{WORDS}/safety.csv")}
    answers, known, table = _answers(dataset), known_of(dataset), care_of(dataset)
    found, told = [], set()
    for row in dataset.rows(f"{WORDS}/safety_says.csv"):
        line = int(row["_row"])
        told.add((row["safety_id"], row["question"]))
        if row["says"] not in messages.get(row["safety_id"], ""):
            found.append(Finding(f"{WORDS}/safety_says.csv", line, f"{row['safety_id']} does not say {row['says']!r}"))
        for answer in listed(row["answers"]):
            if answer not in answers.get(row["question"], ()):
                reason = f"{answer!r} is no answer of {row['question']!r}"
                found.append(Finding(f"{WORDS}/safety_says.csv", line, reason))
                continue
            decision = decide(table, {**dict.fromkeys(answers, NO), row["question"]: answer})
            found += [
                Finding("safety_rules.csv", None, f"{row['question']}, {answer}: “{row['says']}”, and {fault}")
                for fault in _not_kept(decision, row, answer, known)
            ]
    for rule in dataset.rows("safety_rules.csv"):
        name, question = rule["safety_id"], rule["question"]
        if question != ALWAYS and FORBIDS.search(messages.get(name, "")) and (name, question) not in told:
            reason = f"nothing says what {name} forbids after {question}"
            found.append(Finding(f"{WORDS}/safety_says.csv", None, reason))
    return found


def _not_kept(decision: Decision, row: Row, answer: str, known: Known) -> Iterator[str]:
    """What is forbidden and yet not removed, or may be pressed too hard."""
    cap, legs = int(row["cap"] or 0), (answer,) if answer in LEFT_FIRST else LEFT_FIRST
    things = sorted({thing for target in listed(row["targets"]) for thing in things_of(target, known)})
    for kind, name in things:
        for leg in legs:
            if decision.removed(kind, name, leg):
                continue
            if not cap:
                yield f"{kind} {name} is not left out ({leg})"
            elif kind in ("point", "zone", "massage") and not 0 < (decision.cap(kind, name, leg) or 9) <= cap:
                yield f"{kind} {name} may be pressed harder than {cap} ({leg})"


def every_step_says_what_it_touches(dataset: Dataset) -> list[Finding]:
    """A step that is not on points names the parts it works; without a place of its own also those its words name."""
    known, found = known_of(dataset), []
    words = [(re.compile(row["words"], re.IGNORECASE), row["touches"])
             for row in dataset.rows(f"{WORDS}/touch_words.csv")]  # fmt: skip
    steps = {step.id: step for routine in load_practice().routines.values() for step in routine.steps}
    for row in dataset.rows("routine_steps.csv"):
        name, touches = f"{row['routine']}.{row['number']}", listed(row["touches"])
        faults = [*touch_faults(touches, known), *_untold(row, steps.get(name), touches, words)]
        found += [Finding("routine_steps.csv", int(row["_row"]), f"{name} {fault}") for fault in faults]
    return found


def _untold(row: Row, step: Step | None, touches: tuple[str, ...], words: list) -> Iterator[str]:
    """What a step on the whole foot or leg works and does not name."""
    if row["layer"] == "point" or row["block"] == ASKING or step is None:
        return
    if row["side"] == "none" and not touches:
        return  # it works no part of the body
    if not any(token.startswith("segment:") for token in touches):
        yield "names no part of the limb that it touches"
    for pattern, token in words if row["layer"] != "zone" else ():
        if token not in touches and (hit := pattern.search(step.words.instruction)):
            yield f"says {hit.group()!r} and does not touch {token}"


def a_combination_of_answers_is_the_sum_of_its_parts(dataset: Dataset) -> list[Finding]:
    """Two answers together leave out all that each of them leaves out, in every routine, and press no harder."""
    answers, table, found = _answers(dataset), care_of(dataset), []
    single = {
        (question, answer): decide(table, {question: answer})
        for question, given in answers.items()
        for answer in given[1:]
    }
    alone = {key: _kept(decision) for key, decision in single.items()}
    pairs = [(one, other) for one in single for other in single if one[0] < other[0]]
    for one, other in pairs:
        both = _kept(decide(table, dict((one, other))))
        for step, cap in both.items():
            for part in (one, other):
                before = alone[part].get(step, 0)
                if not before or cap > before:
                    found.append(Finding("safety_rules.csv", None, f"{one} with {other} brings back {step[0]}"))
    return found


def _kept(decision: Decision) -> dict[tuple[str, str], int]:
    """(step, leg) → the highest pressure allowed, 9 without limit, of all steps that may be begun."""
    found = {}
    for routine in load_practice().routines.values():
        done = decision.routine(routine)
        for step, side, cap, _ in done.steps if not done.blocked_by else ():
            caps = (
                {leg: decision.judge(step, leg).cap for leg in LEFT_FIRST} if side in ("both", "none") else {side: cap}
            )
            found |= {(step.id, leg): cap or 9 for leg, cap in caps.items()}
    return found
