"""The questions asked before anything is pressed, and the table that says what follows from each answer.

Files: `questions.csv` (one question each), `safety_rules.csv` (one consequence each), `safety.csv` (why), and their
words. A row of `safety_rules.csv` reads: when `question` is answered by one of `answer`, then `effect` happens to
`targets`, because of `safety_id`, on `leg`.

answer    one or more answers of the question, split by "|"; empty when question is `always`
effect    replace_all   the page is replaced by the message: nothing is pressed at all
          remove        the targets are left out
          cap_pressure  the targets are pressed with at most `cap`, 1 to 5
          note          the message is told at the targets
leg       that (the leg named by the answer) or both
question  `always` stands for everybody: its notes belong to their targets whatever is answered

targets, split by "|":
  SP6                a point of points.csv              Z_HEEL    a zone
  pivot, prep_soak   a technique or preparation, and    tool_ball a tool, of techniques.csv
  RT_HEEL            a routine                          page      the page Before you press alone (only with `always`)
  points, zones, techniques, tools, routines            all of that kind
  segment:ankle      a part of the limb: its points (segment of points.csv), and steps that touch it
  structure:dorsalis_pedis, structures:artery
                     what lies over a structure, or over any of that kind (structures.csv, point_structures.csv)
  deed:bend_toes     what a step does besides pressing
  massage            what works the foot or leg without aiming at a point or zone: whole-foot strokes, stretches
  limb               every point but those of the hand, every zone, massage
  foot               every point of ankle, foot and toes, every zone, massage
  all                points, zones, techniques, massage, routines

A step of a routine falls under a rule whatever it is called: its points and zones count, and so does all that it
`touches` (routine_steps.csv): segments, structures, zones and deeds, written as targets are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal, NamedTuple, get_args

from data.reading.records import record, with_words
from data.reading.tables import LANGUAGE, ByLanguage, DataError, listed, path_of, read_rows

NO = "no"
ALWAYS = "always"
EFFECTS = ("replace_all", "remove", "cap_pressure", "note")  # the strictest first
Level = Literal["emergency", "stop", "caution", "info"]  # of safety.csv, the gravest first
LEVELS = get_args(Level)
KINDS = {"yes_no": ("no", "yes"), "leg": ("no", "left", "right", "both"), "own": ()}
PAGE = ("page", "care")
FOOT_SEGMENTS = ("ankle", "foot", "toe")
GROUPS = {
    "points": ("point",),
    "zones": ("zone",),
    "techniques": ("technique",),
    "tools": ("tool",),
    "routines": ("routine",),
    "massage": ("massage",),
    "all": ("point", "zone", "technique", "massage", "routine"),
}
TECHNIQUE_KINDS = {"technique": "technique", "preparation": "technique", "tool": "tool"}  # by row_type

Thing = tuple[str, str]  # (kind, id); the id "*" is everything of the kind


@dataclass(frozen=True)
class Question:
    """One question. `kind` is yes_no, leg (answers no, left, right, both) or own.

    The first of `answers` is "no", the last the strictest. `lines` are what a reader ticks: one line, which stands for
    the strictest answer until the reader says which, or a line for each answer but "no". `labels` name the answers on
    their buttons, `inside` in a sentence.
    """

    id: str
    group: str
    kind: str
    answers: tuple[str, ...]
    lines: tuple[str, ...]
    help: str
    short: str
    labels: Mapping[str, str]
    inside: Mapping[str, str]
    safety_id: str
    not_with: tuple[str, ...]


@dataclass(frozen=True)
class CareRule:
    """One consequence. `things` is what `targets` means; `advises` is a phrase such as "your midwife", or ""."""

    question: str
    answer: tuple[str, ...]
    safety_id: str
    effect: str
    targets: tuple[str, ...]
    leg: str
    cap: int | None
    advises: str
    things: frozenset[Thing]

    def hits(self, kind: str, name: str) -> bool:
        """Whether the rule speaks of this point, zone, technique, tool, massage or routine."""
        return (kind, name) in self.things or (kind, "*") in self.things


@dataclass(frozen=True)
class SafetyWords:
    """What is said of one row of safety.csv."""

    id: str
    topic: str
    level: Level
    message: str
    why: str
    names_who: bool  # whether the message says itself who to ask
    sources: tuple[str, ...]


@dataclass(frozen=True, eq=False)
class CareTable:
    """Questions, rules and words.

    `always` are the safety ids that the page Before you press always shows, the gravest first. `cautions` leads from a
    caution of a point card to its safety id. `phrases` tell targets in words. `working` are the techniques that press
    or stroke.
    """

    questions: Mapping[str, Question]
    rules: tuple[CareRule, ...]
    words: Mapping[str, SafetyWords]
    always: tuple[str, ...]
    cautions: Mapping[str, str]
    phrases: Mapping[str, str]
    working: frozenset[str]


class Known(NamedTuple):
    """The ids a rule may name. None for zones or routines: the atlas has no table of them yet."""

    segments: Mapping[str, str]  # point: its segment
    techniques: Mapping[str, str]  # technique: its row_type
    zones: frozenset[str] | None
    routines: frozenset[str] | None
    structures: Mapping[str, str]  # structure: its kind
    under: frozenset[tuple[str, str]]  # (point, structure that lies under it)
    deeds: frozenset[str]


@dataclass(frozen=True)
class CareTexts:
    """When the questions and cautions were last revised, and by when they are to be read again."""

    revised: date
    again: date


@cache
def care_texts() -> CareTexts:
    """The dates of `care_texts.csv`. Raises DataError for what is no date, or in the wrong order."""
    path, rows = path_of("care_texts.csv"), read_rows("care_texts.csv", ("revised", "again"))
    try:
        found = CareTexts(*(date.fromisoformat(rows[-1][name]) for name in ("revised", "again")))
    except (ValueError, IndexError) as error:
        raise DataError(path, None, f"a date cannot be read ({error}); it is written like 2026-11-30") from None
    if found.again <= found.revised:
        raise DataError(path, None, "the texts are read again before they were revised")
    return found


@ByLanguage
def load_care(language: str) -> CareTable:
    """The table with the words of a language, read once. Raises DataError with the file, the row and the reason."""
    words = _words(language)
    questions = _questions(words, language)
    known, phrases = known_ids(), _phrases(language)
    advisers = {row["id"]: row["who"] for row in _word_rows(language, "advisers", "who")}
    path, rules = path_of("safety_rules.csv"), []
    for row in read_rows("safety_rules.csv", ("question", "answer", "safety_id", "effect", "targets", "leg", "cap")):
        answers = {question.id: question.answers for question in questions.values()}
        for fault in rule_faults(row, answers, words, advisers, known):
            raise DataError(path, int(row["_row"]), fault)
        rules.append(rule_of(row, known, advisers))
    always = {rule.safety_id for rule in rules if rule.question == ALWAYS and PAGE in rule.things}
    return CareTable(
        questions=questions,
        rules=tuple(rules),
        words=words,
        always=by_gravity(always, words),
        cautions={row["id"]: row["safety_id"] for row in read_rows("cautions.csv", ("id", "safety_id"))},
        phrases=phrases,
        working=frozenset(
            row["id"]
            for row in read_rows("techniques.csv", ("id", "pressure_max"))
            if row["pressure_max"] not in ("", "0")
        ),
    )


def rule_of(row: Mapping[str, str], known: Known, advisers: Mapping[str, str]) -> CareRule:
    """A row of safety_rules.csv without faults as a rule; `advisers` gives the words of each."""
    things = frozenset(thing for target in listed(row["targets"]) for thing in things_of(target, known))
    advises = advisers.get(row["advises"], "")
    return record(CareRule, row, "safety_rules.csv", advises=advises, things=things)


def _word_rows(language: str, table: str, *columns: str) -> list[dict[str, str]]:
    return read_rows(f"words/{language}/{table}.csv", ("id", *columns))


def _phrases(language: str) -> dict[str, str]:
    """How a target is told: groups, techniques and tools, and zones and routines once the atlas has their words."""
    found = {row["id"]: row["phrase"] for row in _word_rows(language, "care_targets", "phrase")}
    for table, column in (("techniques", "name"), ("zone_names", "name"), ("zones", "name"), ("routines", "title")):
        if (path_of(f"words/{language}/{table}.csv")).exists():
            found.update({row["id"]: row[column] for row in _word_rows(language, table, column)})
    found.update({f"structure:{row['id']}": row["name"] for row in _word_rows(language, "structures", "name")})
    return found


def _words(language: str) -> dict[str, SafetyWords]:
    columns = {"id": "safety_id", "sources": "source"}
    rows = with_words("safety.csv", language, "safety_id")
    return {row["safety_id"]: record(SafetyWords, row, "safety.csv", columns) for row in rows}


def _questions(words: Mapping[str, SafetyWords], language: str) -> dict[str, Question]:
    rows = with_words("questions.csv", language)
    said, ids = {row["id"]: row for row in rows}, {row["id"] for row in rows}
    found = {}
    for row in rows:
        for fault in question_faults(row, said, set(words), ids):
            raise DataError(path_of("questions.csv"), int(row["_row"]), fault)
        labels = dict(zip(listed(row["answers"]), listed(row["labels"]), strict=True))
        inside = dict(zip(listed(row["answers"]), listed(row["inside"]), strict=True))
        found[row["id"]] = record(Question, row, "questions.csv", labels=labels, inside=inside)
    return found


def by_gravity(ids: set[str] | frozenset[str], words: Mapping[str, SafetyWords]) -> tuple[str, ...]:
    """Safety ids, the gravest first, otherwise in the order of safety.csv."""
    if len(ids) < 2:
        return tuple(name for name in ids if name in words)
    return tuple(sorted((name for name in words if name in ids), key=lambda name: LEVELS.index(words[name].level)))


# ---- what may stand in a row


def known_ids() -> Known:
    """The ids of the tables of the atlas."""
    return Known(
        {row["code"]: row["segment"] for row in read_rows("points.csv", ("code", "segment"))},
        {row["id"]: row["row_type"] for row in read_rows("techniques.csv", ("id", "row_type"))},
        _ids("zones.csv"),
        _ids("routines.csv"),
        {row["id"]: row["kind"] for row in read_rows("structures.csv", ("id", "kind"))},
        frozenset((row["code"], row["structure"]) for row in read_rows("point_structures.csv", ("code", "structure"))),
        frozenset(
            target
            for row in _word_rows(LANGUAGE, "care_targets")
            for target in (row["id"],)
            if target.startswith("deed:")
        ),
    )


def _ids(name: str) -> frozenset[str] | None:
    return frozenset(row["id"] for row in read_rows(name, ("id",))) if path_of(name).exists() else None


def things_of(target: str, known: Known) -> frozenset[Thing]:
    """What a target stands for. Raises ValueError with a sentence for a word outside the grammar."""
    if target == "page":
        return frozenset({PAGE})
    if target in GROUPS:
        return frozenset((kind, "*") for kind in GROUPS[target])
    if target in ("limb", "foot"):
        segments: set[str] = {*FOOT_SEGMENTS} if target == "foot" else {*known.segments.values()} - {"hand"}
        parts = {("segment", segment) for segment in segments} | ({("structure", "*")} if target == "limb" else set())
        return frozenset({*_points_of(segments, known), *parts, ("zone", "*"), ("massage", "*")})
    group, _, name = target.partition(":")
    if group == "segment" and name:
        if found := _points_of({name}, known):
            return found | {("segment", name)}
        raise ValueError(f"{target!r} names no segment; segments: {', '.join(sorted(set(known.segments.values())))}")
    if group in ("structure", "structures") and name:
        wanted = {one for one, kind in known.structures.items() if name == (one if group == "structure" else kind)}
        if not wanted:
            raise ValueError(f"{target!r} names no {group} of structures.csv")
        over = {("point", code) for code, structure in known.under if structure in wanted}
        return frozenset({*over, *(("structure", one) for one in wanted)})
    if target in known.deeds:
        return frozenset({("deed", name)})
    for prefix, kind, names in (("Z_", "zone", known.zones), ("RT_", "routine", known.routines)):
        if target.startswith(prefix):
            if names is None or target in names:
                return frozenset({(kind, target)})
            raise ValueError(f"{target!r} is not a {kind} of {kind}s.csv")
    if target in known.segments:
        return frozenset({("point", target)})
    if known.techniques.get(target) in TECHNIQUE_KINDS:
        return frozenset({(TECHNIQUE_KINDS[known.techniques[target]], target)})
    raise ValueError(f"{target!r} is neither a point, a zone, a technique, a tool, a routine nor a group of them")


def _points_of(segments: set[str], known: Known) -> frozenset[Thing]:
    return frozenset(("point", code) for code, segment in known.segments.items() if segment in segments)


def touched(token: str) -> Thing:
    """What one word of `touches` stands for: "Z_HEEL", "segment:foot", "structure:achilles_tendon", "deed:soak"."""
    kind, colon, name = token.partition(":")
    return (kind, name) if colon else ("zone", token)


def touch_faults(tokens: tuple[str, ...], known: Known) -> Iterator[str]:
    """What is wrong with the cell `touches` of a step, a sentence each."""
    for token in tokens:
        try:
            if touched(token) not in things_of(token, known):
                yield f"touches {token!r}, which is a group"
        except ValueError as error:
            yield str(error)


def rule_faults(
    row: Mapping[str, str],
    answers: Mapping[str, tuple[str, ...]],
    safety: Mapping[str, object],
    advisers: Mapping[str, object],
    known: Known,
) -> Iterator[str]:
    """What is wrong with a row of safety_rules.csv, a sentence each. `answers` gives those of each question id."""
    question, given, effect, cap = row["question"], listed(row["answer"]), row["effect"], row["cap"]
    if question != ALWAYS and question not in answers:
        yield f"questions.csv has no question {question!r}"
    elif question == ALWAYS and (given or effect != "note"):
        yield "a rule for everybody has no answer and only notes"
    elif question != ALWAYS and not given:
        yield "the rule names no answer"
    else:
        for answer in given:
            if answer not in answers[question] or answer == NO:
                yield f"{answer!r} is no answer of {question} that a rule can follow from"
    if row["safety_id"] not in safety:
        yield f"safety.csv has no row {row['safety_id']!r}"
    if effect not in EFFECTS:
        yield f"the effect is {effect!r}; effects: {', '.join(EFFECTS)}"
    if (effect == "cap_pressure") != (cap in ("1", "2", "3", "4", "5")) or (cap and effect != "cap_pressure"):
        yield f"the effect {effect} has the cap {cap!r}; cap_pressure needs 1 to 5, nothing else has one"
    if row["leg"] not in ("that", "both"):
        yield f"leg is {row['leg']!r}; it is that or both"
    elif row["leg"] == "that" and set(answers.get(question, ())) != set(KINDS["leg"]):
        yield f"{question} names no leg, so its rules are for both"
    if row["advises"] and row["advises"] not in advisers:
        yield f"advisers.csv has no words for {row['advises']!r}"
    if not listed(row["targets"]):
        yield "the rule has no target"
    for target in listed(row["targets"]):
        if target == "page" and question != ALWAYS:
            yield "the target page is for rules for everybody"
        try:
            things_of(target, known)
        except ValueError as error:
            yield str(error)


def question_faults(
    row: Mapping[str, str], said: Mapping[str, Mapping[str, str]], safety: set[str], others: set[str]
) -> Iterator[str]:
    """What is wrong with a row of questions.csv, a sentence each; `said` are the words of each question."""
    name, kind, answers = row["id"], row["kind"], listed(row["answers"])
    if kind not in KINDS:
        yield f"{name} is of kind {kind!r}; kinds: {', '.join(KINDS)}"
    elif KINDS[kind] and answers != KINDS[kind]:
        yield f"{name} is of kind {kind}, so its answers are {'|'.join(KINDS[kind])}"
    if len(answers) < 2 or answers[0] != NO:
        yield f"{name} needs two answers or more, and the first is {NO!r}"
    if row["safety_id"] not in safety:
        yield f"{name} names {row['safety_id']!r}, which is not in safety.csv"
    for other in listed(row["not_with"]):
        if other not in others or other == name:
            yield f"{name} cannot contradict {other!r}"
    word = said.get(name)
    if word is None:
        yield f"{name} has no words in words/{LANGUAGE}/questions.csv"
    elif not word["short"] or any(len(listed(word[column])) != len(answers) for column in ("labels", "inside")):
        yield f"{name} needs a short name and a label for each of its {len(answers)} answers, alone and inside"
    elif len(listed(word["lines"])) not in (1, len(answers) - 1):
        yield f"{name} needs one line, or a line for each of its {len(answers) - 1} answers but {NO!r}"
