"""What a reader's answers leave out, soften and remark on: a pure function of answers and table.

from data.care.decision import decide, load_care
decision = decide(load_care(), {"pregnant": "yes"})
decision.removed("point", "SP6", "left")     # ('SF_PREG',)
decision.cap("point", "ST36", "left")        # 2

A missing question is not answered and has no consequence, and so is an answer the question does not have. When several
rules meet, the strictest counts: a replaced page, then left out, then the lowest pressure, then notes.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, Protocol

from coords.side import LEFT_FIRST, SIDES
from data.care.table import (
    ALWAYS,
    NO,
    CareRule,
    CareTable,
    Question,
    SafetyWords,
    by_gravity,
    load_care,
    touched,
)

__all__ = [
    "NO",
    "Answers",
    "CareRoutine",
    "CareRule",
    "CareTable",
    "Decision",
    "KeptStep",
    "LeftOut",
    "Question",
    "SafetyWords",
    "Verdict",
    "clash",
    "contradictions",
    "decide",
    "known_answers",
    "load_care",
]

WORK = ("main", "optional")  # the blocks a routine is made for
ASKING = "check"  # a block that presses nothing

Answers = Mapping[str, str]


class StepLike(Protocol):
    """What a step of a routine must have to be judged; `subjects` are points or zones as `layer` says.

    It may also have `touches`: other parts, structures, zones and deeds that a rule can name.
    """

    @property
    def routine(self) -> str: ...
    @property
    def block(self) -> str: ...
    @property
    def layer(self) -> str: ...
    @property
    def subjects(self) -> tuple[str, ...]: ...
    @property
    def technique(self) -> str: ...
    @property
    def side(self) -> str: ...
    @property
    def pressure(self) -> int | None: ...


class RoutineLike(Protocol):
    """A routine: its id (`RT_A+RT_B` when several are combined) and its steps."""

    @property
    def id(self) -> str: ...
    @property
    def steps(self) -> tuple[StepLike, ...]: ...


class Verdict(NamedTuple):
    """What becomes of a step on one side: the safety ids that remove it, else its pressure limit and its notes.

    `without` are the tools that must not be used, ids of techniques.csv without their `tool_`.
    """

    removed_by: tuple[str, ...]
    cap: int | None
    notes: tuple[str, ...]
    without: tuple[str, ...]


class KeptStep(NamedTuple):
    """A step that is done on `side` ("left", "right", "both", "none"), at most `cap`, not with the tools `without`."""

    step: Any  # the StepLike that was judged
    side: str
    cap: int | None
    without: tuple[str, ...] = ()


class LeftOut(NamedTuple):
    """A step that is left out on `side`, and the gravest reason."""

    step: Any  # the StepLike that was judged
    side: str
    safety_id: str


class CareRoutine(NamedTuple):
    """A routine as it is done with these answers. It cannot be begun when `blocked_by` is not empty."""

    steps: tuple[KeptStep, ...]
    left_out: tuple[LeftOut, ...]
    blocked_by: tuple[str, ...]
    notes: tuple[str, ...]

    def limits(self, step: Any) -> tuple[int | None, tuple[str, ...]]:
        """The lowest cap of a step on any side, and the tools that are not used on some side: one text for both."""
        kept = [one for one in self.steps if one.step == step]
        caps = [one.cap for one in kept if one.cap is not None]
        return min(caps, default=None), tuple(sorted({tool for one in kept for tool in one.without}))


@dataclass(frozen=True, eq=False)
class Decision:
    """What follows from the answers.

    A `kind` is point, zone, technique, tool, massage, routine, segment, structure or deed.
    `side` is "left" or "right"; "both" and "none" ask about both legs together: removed only when it is removed on
    each, limited when it is limited on either.
    """

    table: CareTable
    answers: Answers
    active: tuple[tuple[CareRule, frozenset[str]], ...]  # rules that follow from the answers, and their sides

    @cached_property
    def complete(self) -> bool:
        """Whether every question is answered."""
        return len(self.answers) == len(self.table.questions)

    @cached_property
    def replaced_by(self) -> tuple[str, ...]:
        """Why nothing is pressed at all; () when something may be."""
        return self._ids(rule for rule, _ in self.active if rule.effect == "replace_all")

    def removed(self, kind: str, name: str, side: str = "both") -> tuple[str, ...]:
        """Why a thing is left out on a side; () when it is not."""
        return _removed(self, kind, name, side)

    def cap(self, kind: str, name: str, side: str = "both") -> int | None:
        """The highest pressure allowed, 1 to 5, or None when the answers set no limit."""
        caps = [rule.cap for rule in self._about("cap_pressure", kind, name, side) if rule.cap is not None]
        return min(caps, default=None)

    def cap_reasons(self, kind: str, name: str, side: str = "both") -> tuple[str, ...]:
        """Why there is a limit."""
        return self._ids(self._about("cap_pressure", kind, name, side))

    def notes(self, kind: str, name: str, side: str = "both") -> tuple[str, ...]:
        """What the answers make worth saying, reasons of a pressure limit included."""
        return _notes(self, kind, name, side)

    def without(self, side: str = "both") -> tuple[str, ...]:
        """The tools that must not be used on a side, ids of techniques.csv without their `tool_`."""
        rules = self._about("remove", "tool", None, side)
        tools = {name for rule in rules for kind, name in rule.things if kind == "tool"}
        return tuple(sorted(tool.removeprefix("tool_") for tool in tools))

    def always_notes(self, kind: str, name: str) -> tuple[str, ...]:
        """What is said to everybody."""
        return self._ids(rule for rule in self.table.rules if rule.question == ALWAYS and rule.hits(kind, name))

    def advises(self, safety_id: str) -> str:
        """Who to ask, such as "your midwife"; "" when nobody in particular."""
        rules = [*(rule for rule, _ in self.active), *self.table.rules]
        return next((rule.advises for rule in rules if rule.safety_id == safety_id and rule.advises), "")

    def settled(self, safety_id: str) -> bool:
        """Whether the answers say that this caution is not this reader's: it is asked, answered, and nothing follows.

        A caution that some point has for everybody is never settled.
        """
        return safety_id in self._settled

    @cached_property
    def _settled(self) -> frozenset[str]:
        asked: dict[str, set[str]] = {}
        kept = {rule.safety_id for rule, _ in self.active}
        for rule in self.table.rules:
            if rule.question != ALWAYS:
                asked.setdefault(rule.safety_id, set()).add(rule.question)
            elif any(kind == "point" for kind, _ in rule.things):
                kept.add(rule.safety_id)
        return frozenset(name for name, ids in asked.items() if name not in kept and ids <= self.answers.keys())

    def judge(self, step: StepLike, side: str) -> Verdict:
        """What becomes of a step on a side."""
        if step.block == ASKING:
            return Verdict((), None, (), ())
        routines = _routines_of(step)
        each = [self.removed("routine", name, side) for name in routines]
        things = tuple(_things(step, self.table))
        removed = {name for thing in things for name in self.removed(*thing, side)}
        if all(each):
            removed |= {name for ids in each for name in ids}
        if removed:
            return Verdict(by_gravity(removed, self.table.words), None, (), ())
        caps = [self.cap(*thing, side) for thing in (*things, *(("routine", name) for name in routines))]
        notes = {name for thing in things for name in self.notes(*thing, side)}
        cap = min((cap for cap in caps if cap is not None), default=None)
        return Verdict((), cap, by_gravity(notes, self.table.words), self.without(side))

    def routine(self, routine: RoutineLike) -> CareRoutine:
        """The steps that are done, on which side and how hard; those left out and why."""
        kept: list[KeptStep] = []
        left_out: list[LeftOut] = []
        for step in routine.steps:
            if step.side == "none":
                verdict = self.judge(step, "none")
                self._sort(step, {"none": verdict}, kept, left_out)
                continue
            verdicts = {side: self.judge(step, side) for side in LEFT_FIRST}
            if step.side == "both" and not any(verdict.removed_by for verdict in verdicts.values()):
                verdicts = {"both": self.judge(step, "both")}
            self._sort(step, verdicts, kept, left_out)
        names = routine.id.split("+")
        told = {note for name in names for note in (*self.notes("routine", name), *self.always_notes("routine", name))}
        return CareRoutine(
            tuple(kept),
            tuple(left_out),
            self._blocked(routine, kept, left_out),
            by_gravity(told, self.table.words),
        )

    def _sort(self, step: StepLike, verdicts: Mapping[str, Verdict], kept: list[KeptStep], out: list[LeftOut]) -> None:
        for side, verdict in verdicts.items():
            if verdict.removed_by:
                out.append(LeftOut(step, side, verdict.removed_by[0]))
            else:
                kept.append(KeptStep(step, side, verdict.cap, verdict.without))

    def _blocked(self, routine: RoutineLike, kept: list[KeptStep], out: list[LeftOut]) -> tuple[str, ...]:
        """Why the routine cannot be begun: the page is replaced, it is left out itself, or no working step remains."""
        if self.replaced_by:
            return self.replaced_by
        each = [self.removed("routine", name) for name in routine.id.split("+")]
        if all(each):
            return by_gravity({name for ids in each for name in ids}, self.table.words)
        if not any(one.step.block in WORK and one.step.layer != "text" for one in kept):
            return by_gravity({one.safety_id for one in out}, self.table.words)
        return ()

    def _about(self, effect: str, kind: str, name: str | None, side: str) -> list[CareRule]:
        """The active rules of an effect about a thing (or, without a name, about a kind) on a side."""
        return [
            rule
            for rule in self._acting.get((effect, side if side in SIDES else "both"), ())
            if (rule.hits(kind, name) if name is not None else any(k == kind for k, _ in rule.things))
        ]

    @cached_property
    def _acting(self) -> dict[tuple[str, str], list[CareRule]]:
        """(effect, "left", "right" or, for either of them, "both") → the active rules."""
        found: dict[tuple[str, str], list[CareRule]] = {}
        for rule, sides in self.active:
            for side in (*sides, "both"):
                found.setdefault((rule.effect, side), []).append(rule)
        return found

    def _ids(self, rules: Iterator[CareRule] | list[CareRule]) -> tuple[str, ...]:
        return by_gravity({rule.safety_id for rule in rules}, self.table.words)


@lru_cache(maxsize=8192)
def _removed(decision: Decision, kind: str, name: str, side: str) -> tuple[str, ...]:
    if decision.replaced_by:
        return decision.replaced_by
    if side not in SIDES:
        each = [_removed(decision, kind, name, one) for one in SIDES]
        return by_gravity({name for ids in each for name in ids}, decision.table.words) if all(each) else ()
    return decision._ids(decision._about("remove", kind, name, side))


@lru_cache(maxsize=8192)
def _notes(decision: Decision, kind: str, name: str, side: str) -> tuple[str, ...]:
    rules = decision._about("note", kind, name, side) + decision._about("cap_pressure", kind, name, side)
    return decision._ids(rules)


def _routines_of(step: StepLike) -> tuple[str, ...]:
    """The routines a step comes from; a combined step may come from one of them only."""
    came_from = tuple(dict.fromkeys(name.rsplit(".", 1)[0] for name in getattr(step, "came_from", ())))
    return came_from or tuple(step.routine.split("+"))


def _things(step: StepLike, table: CareTable) -> Iterator[tuple[str, str]]:
    """Everything a rule may say about what is done in a step."""
    yield from map(touched, getattr(step, "touches", ()))
    if step.technique:
        yield "technique", step.technique
    if step.layer in ("point", "zone"):
        for subject in step.subjects:
            yield step.layer, subject
    elif step.side != "none" and (step.layer == "text" or step.technique in table.working):
        yield "massage", step.technique


def known_answers(table: CareTable, answers: Answers) -> dict[str, str]:
    """The answers that are answers to a question of the table; anything else, from wherever it comes, is dropped."""
    return {
        name: answers[name]
        for name, question in table.questions.items()
        if isinstance(answers.get(name), str) and answers[name] in question.answers
    }


def decide(table: CareTable, answers: Answers) -> Decision:
    """What follows from the answers; the same answers give the same object."""
    return _decide(table, frozenset(known_answers(table, answers).items()))


@lru_cache(maxsize=256)
def _decide(table: CareTable, given: frozenset[tuple[str, str]]) -> Decision:
    answers, active = dict(given), []
    for rule in table.rules:
        answer = answers.get(rule.question)
        if answer in rule.answer:
            sides = {answer} if rule.leg == "that" and answer in SIDES else SIDES
            active.append((rule, frozenset(sides)))
    return Decision(table, answers, tuple(active))


def contradictions(answers: Answers, table: CareTable | None = None) -> str:
    """One sentence about answers that hardly go together, or ""."""
    table = table or load_care()
    said = known_answers(table, answers)
    for name, question in table.questions.items():
        for other in question.not_with:
            if said.get(name, NO) != NO and said.get(other, NO) != NO:
                return clash(question, table.questions[other])
    return ""


def clash(question: Question, other: Question) -> str:
    """What is said of two answers that hardly go together."""
    return (
        f"You answered both “{question.short}” and “{other.short}”. Please answer for the one person whose feet and "
        "legs are pressed. Until you change one of them, the stricter advice of both counts."
    )
