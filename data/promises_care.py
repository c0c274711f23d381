"""Promises about care: every question has its words, every rule its targets, and no row of safety is forgotten."""
from __future__ import annotations

from data.atlas import WORDS
from data.care_table import Known, question_faults, rule_faults, things_of
from data.shelf import Finding, Shelf
from data.tables import listed

PREGNANCY_POINTS = {"SP6", "LI4", "BL60", "BL67", "EX-LE11"}  # left out whatever else a rule says (safety.csv, SF_PREG)
MUST_REMOVE = ("block",)  # an app_action that begins so is more than a note


def _known(shelf: Shelf) -> Known:
    """The ids rules may name; zones and routines only when the atlas has their tables."""
    names = [frozenset(row["id"] for row in shelf.rows(table)) or None for table in ("zones.csv", "routines.csv")]
    segments = {row["code"]: row["segment"] for row in shelf.rows("points.csv")}
    return Known(segments, {row["id"]: row["row_type"] for row in shelf.rows("techniques.csv")}, *names)


def _answers(shelf: Shelf) -> dict[str, tuple[str, ...]]:
    return {row["id"]: listed(row["answers"]) for row in shelf.rows("questions.csv")}


def every_question_has_its_words(shelf: Shelf) -> list[Finding]:
    """A text, a short name and a label for each answer; an answer that leads somewhere; no words without a question."""
    said = {row["id"]: row for row in shelf.rows(f"{WORDS}/questions.csv")}
    safety = {row["safety_id"] for row in shelf.rows("safety.csv")}
    questions = _answers(shelf)
    led = {(row["question"], answer) for row in shelf.rows("safety_rules.csv") for answer in listed(row["answer"])}
    found = []
    for row in shelf.rows("questions.csv"):
        line = int(row["_row"])
        found += [Finding("questions.csv", line, fault) for fault in question_faults(row, said, safety, set(questions))]
        found += [Finding("questions.csv", line, f"nothing follows when {row['id']} is answered {answer!r}")
                  for answer in questions[row["id"]][1:] if (row["id"], answer) not in led]
    found += [Finding(f"{WORDS}/questions.csv", int(row["_row"]), f"{name} is not in questions.csv")
              for name, row in said.items() if name not in questions]
    return found


def every_safety_rule_resolves(shelf: Shelf) -> list[Finding]:
    """Question, answers, safety row, effect, leg, adviser and every target of a rule exist; group names have words."""
    answers, known = _answers(shelf), _known(shelf)
    safety = {row["safety_id"]: row for row in shelf.rows("safety.csv")}
    advisers = {row["id"]: row for row in shelf.rows(f"{WORDS}/advisers.csv") if row["who"]}
    phrases = {row["id"] for row in shelf.rows(f"{WORDS}/care_targets.csv") if row["phrase"]}
    names = {*known.segments, *known.techniques}
    found = []
    for row in shelf.rows("safety_rules.csv"):
        line = int(row["_row"])
        faults = [*rule_faults(row, answers, safety, advisers, known)]
        faults += [f"care_targets.csv has no words for {target!r}" for target in listed(row["targets"])
                   if target not in names and target not in phrases and not target.startswith(("Z_", "RT_"))]
        found += [Finding("safety_rules.csv", line, fault) for fault in faults]
    return found


def every_safety_row_is_used(shelf: Shelf) -> list[Finding]:
    """No row of safety.csv is lost: a rule follows from it, or it is told to everybody. What it blocks is blocked."""
    effects: dict[str, set[str]] = {}
    for row in shelf.rows("safety_rules.csv"):
        effects.setdefault(row["safety_id"], set()).add("always" if row["question"] == "always" else row["effect"])
    found = []
    for row in shelf.rows("safety.csv"):
        name, used = row["safety_id"], effects.get(row["safety_id"], set())
        if not used:
            found.append(Finding("safety.csv", int(row["_row"]), f"no rule of safety_rules.csv uses {name}"))
        elif row["app_action"].startswith(MUST_REMOVE) and not used & {"replace_all", "remove", "always"}:
            reason = f"{name} blocks, and its rules only {' and '.join(sorted(used))}"
            found.append(Finding("safety.csv", int(row["_row"]), reason))
    return found


def pregnancy_leaves_its_points_out(shelf: Shelf) -> list[Finding]:
    """SP6, LI4, BL60, BL67 and EX-LE11 are left out for every answer to the question of pregnancy but "no"."""
    known, left_out = _known(shelf), {}
    for row in shelf.rows("safety_rules.csv"):
        if row["question"] == "pregnant" and row["effect"] == "remove":
            for answer in listed(row["answer"]):
                try:
                    things = [thing for target in listed(row["targets"]) for thing in things_of(target, known)]
                except ValueError:
                    continue  # another promise tells it
                left_out.setdefault(answer, set()).update(name for kind, name in things if kind == "point")
    return [Finding("safety_rules.csv", None, f"pregnant, {answer}: {code} is not left out")
            for answer in _answers(shelf).get("pregnant", ("no",))[1:]
            for code in sorted(PREGNANCY_POINTS - left_out.get(answer, set()))]
