"""From a complaint to an ordered list of steps: complaints, routines and what studies say, read once from their tables.

from data.practice import load_practice, combine
practice = load_practice()
practice.routines["RT_HEEL"].seconds() // 60               # 20, both sides together
combine(practice, ("heel_pain", "insomnia")).id            # 'RT_HEEL+RT_SLEEP'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace

from data.dose import Dose, Doses, load_doses
from data.hurt import HurtArea, grid, hurt_at, load_hurt_areas
from data.reading.records import record, with_words
from data.reading.tables import LANGUAGE, ByLanguage, DataError, listed, path_of, read_rows

__all__ = [
    "Condition",
    "Evidence",
    "HurtArea",
    "Practice",
    "Routine",
    "Step",
    "StepWords",
    "combine",
    "grid",
    "hurt_at",
    "load_hurt_areas",
    "load_practice",
    "routine_named",
]

WORDS = f"words/{LANGUAGE}"
LONG_SECONDS = 20 * 60  # a session longer than this says so and offers a short one
BLOCKS = ("check", "prep", "warm-up", "main", "optional", "finish")  # the order of a session
EVIDENCE_SHOWN = 2  # how many rows a complaint shows
EXACT = "article exact"  # origin of a dose that stands in an article
NOT_BEFORE_BED = "SF_BEDTIME"  # a step with this caution has no place in an evening routine


@dataclass(frozen=True)
class Condition:
    """A complaint. `show_as` is "routine" or "information" (then `why_no_routine` says why and `routine` is "").

    `evidence` begins with the row to show first; `level` is never above that row's; `also` are other search words.
    """

    id: str
    name: str
    plain_name: str
    show_as: str
    routine: str
    points: tuple[str, ...]
    zones: tuple[str, ...]
    evidence: tuple[str, ...]
    level: str
    safety: tuple[str, ...]
    note: str
    why_no_routine: str
    sources: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def shown_evidence(self) -> tuple[str, ...]:
        """The evidence a reader sees beside the complaint."""
        return self.evidence[:EVIDENCE_SHOWN]


@dataclass(frozen=True)
class StepWords:
    """What to do at a step, with slots as in content/pressing.py.

    `gentle` and `gentle_other_way` stand in when somebody's answers soften the step or take a tool away; "" where the
    ordinary words ask for no more than that.
    """

    instruction: str
    gentle: str
    other_way: str
    gentle_other_way: str


@dataclass(frozen=True)
class Step:
    """One step of a routine. `seconds` is what the clock counts once on one side; 0 means there is nothing to time.

    `dose` says how hard, how long and with what, as at its places everywhere. `side` is "each" (one after the other),
    "both" (at once) or "none". `notes` have slots as the words. `came_from` are the ids of the steps a combined step
    was made of. `touches` is what it works besides its subjects, as data/care/table.py reads it.
    """

    routine: str
    number: int
    block: str
    layer: str
    subjects: tuple[str, ...]
    technique: str
    dose: Dose
    side: str
    short: bool
    words: StepWords
    notes: tuple[str, ...]
    origin: str
    safety: tuple[str, ...]
    sources: tuple[str, ...]
    seconds: int = 0
    repeats: int = 1
    came_from: tuple[str, ...] = ()
    touches: tuple[str, ...] = ()

    @property
    def pressure(self) -> int | None:
        """The level (1-5) to go up to; None when nothing is pressed."""
        return self.dose.levels[1] or None

    @property
    def id(self) -> str:
        """Routine and number, the key of the words: 'RT_HEEL.2'."""
        return f"{self.routine}.{self.number}"

    @property
    def total_seconds(self) -> int:
        """What the clock counts for the whole step: every repetition, on both sides when they take turns."""
        return self.seconds * self.repeats * (2 if self.side == "each" else 1)

    @property
    def same_as(self) -> tuple[str, ...]:
        """Two steps with the same answer are one step: same places and technique; a text is only like itself."""
        if self.layer == "text" and not self.technique:
            return (self.id,)
        return (*sorted(self.subjects), self.technique, "finish" if self.block == "finish" else "")


@dataclass(frozen=True)
class Routine:
    """An ordered list of steps, with the sentences that introduce it. `when` is "any", "day" or "evening".

    `left_out` are the ids of steps that an evening mix does without, because they are not for bedtime.
    """

    id: str
    condition: str
    title: str
    sentences: tuple[str, ...]
    steps: tuple[Step, ...]
    when: str = "any"
    left_out: tuple[str, ...] = ()

    @property
    def intro(self) -> str:
        """The sentences that introduce it."""
        return " ".join(self.sentences)

    def chosen(self, short: bool = False) -> tuple[Step, ...]:
        """The steps of the whole or of the short version."""
        return tuple(step for step in self.steps if step.short or not short)

    def seconds(self, short: bool = False) -> int:
        """Seconds of pressing, both sides together; how long a session takes says content/session_time.py."""
        return sum(step.total_seconds for step in self.chosen(short))

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the routines it was made of."""
        return tuple(self.id.split("+"))


@dataclass(frozen=True)
class Evidence:
    """One study, review or search, with an honest sentence.

    `topic` is condition, general, reflexology or safety. `layer` is what was done: point (pressed), needle, zone or
    other. `subjects` are points of the atlas; `pressed` says how: alone, together with others, among (a review names
    them among the points of its trials), "" for none. `who` ends "in people …". The dose is that of its trials.
    `read` says how far we read it: findings (beyond the abstract), abstract, scope (what and how many, no results),
    citation, or search (nothing found). `level` is "" where no results were read.
    """

    id: str
    topic: str
    layer: str
    conditions: tuple[str, ...]
    subjects: tuple[str, ...]
    pressed: str
    study_type: str
    tested: str
    who: str
    citation: str
    n_trials: int | None
    n_people: int | None
    point_minutes: int | None
    days_a_week: int | None
    weeks: int | None
    level: str
    read: str
    wording: str
    sources: tuple[str, ...]


@dataclass(frozen=True)
class Practice:
    """All of it by id, in the order of the files; `zone_names` are plain names of zones a step or complaint names."""

    conditions: Mapping[str, Condition]
    routines: Mapping[str, Routine]
    evidence: Mapping[str, Evidence]
    zone_names: Mapping[str, str]


@ByLanguage
def load_practice(language: str) -> Practice:
    """Read and join the tables. Raises DataError with the file, the row and the reason."""
    return Practice(
        _conditions(language),
        _routines(_steps(language), language),
        _evidence(language),
        {row["id"]: row["name"] for row in read_rows(f"words/{language}/zone_names.csv", ("id", "name"))},
    )


def _words(file: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_rows(file, ("id",))}


def _word(words: Mapping[str, dict[str, str]], file: str, name: str) -> dict[str, str]:
    if name not in words:
        raise DataError(path_of(file), None, f"{name} has no words")
    return words[name]


def _conditions(language: str) -> dict[str, Condition]:
    return {row["id"]: record(Condition, row, "conditions.csv") for row in with_words("conditions.csv", language)}


def _steps(language: str) -> dict[str, tuple[Step, ...]]:
    files = f"words/{language}/step_words.csv", f"words/{language}/step_notes.csv"
    words, notes, table = _words(files[0]), _words(files[1]), "routine_steps.csv"
    found: dict[str, tuple[Step, ...]] = {}
    for row in read_rows(table, ("routine", "number", "words", "notes")):
        told = record(StepWords, _word(words, files[0], row["words"]), files[0])
        before = found.get(row["routine"], ())
        if row["number"] != str(len(before) + 1):
            raise DataError(path_of(table), int(row["_row"]), f"step {row['number']} follows step {len(before)}")
        remarks = tuple(_word(notes, files[1], name)["text"] for name in listed(row["notes"]))
        found[row["routine"]] = (*before, step_of_row(row, told, remarks, load_doses()))
    return found


def step_of_row(row: dict[str, str], words: StepWords, notes: tuple[str, ...], doses: Doses) -> Step:
    """The step of a row of routine_steps.csv, done as `doses` says."""
    nothing, name = Dose("", (0, 0)), f"{row['routine']}.{row['number']}"
    given = {"words": words, "notes": notes, "dose": nothing, "came_from": (name,)}
    step = record(Step, row, "routine_steps.csv", **given)
    tools = listed(row["tools"])
    return replace(step, dose=doses.of_step(step.layer, step.subjects, step.technique, step.seconds, tools))


def _routines(steps: Mapping[str, tuple[Step, ...]], language: str) -> dict[str, Routine]:
    found = {}
    for row in with_words("routines.csv", language):
        name = row["id"]
        if name not in steps:
            raise DataError(path_of("routines.csv"), int(row["_row"]), f"{name} has no steps")
        found[name] = record(Routine, row, "routines.csv", {"sentences": "intro"}, steps=steps[name], left_out=())
    for name in steps:
        if name not in found:
            raise DataError(path_of("routine_steps.csv"), None, f"routines.csv has no routine {name!r}")
    return found


def _evidence(language: str) -> dict[str, Evidence]:
    return {row["id"]: record(Evidence, row, "evidence.csv") for row in with_words("evidence.csv", language)}


# ---- several complaints in one session


def combine(practice: Practice, condition_ids: Collection[str]) -> Routine:
    """One routine for several complaints, the same whatever the order they were chosen in.

    Checks, preparation and warm-up come first, then main and optional steps: what more of the routines ask for is
    earlier, then their own order; the end comes last. Places pressed in the same way appear once. An evening routine
    in the mix leaves out what is not for bedtime. Raises KeyError for an unknown complaint, and ValueError when none of
    them has a routine.
    """
    for name in condition_ids:
        if name not in practice.conditions:
            raise KeyError(f"no complaint {name!r}; there are {', '.join(practice.conditions)}")
    wanted = {practice.conditions[name].routine for name in condition_ids} - {""}
    if not wanted:
        raise ValueError(f"no routine for {', '.join(condition_ids) or 'an empty choice'}: choose another complaint")
    return _joined([routine for name, routine in practice.routines.items() if name in wanted])


def routine_named(practice: Practice, name: str) -> Routine:
    """The routine of an id, "RT_HEEL" or "RT_HEEL+RT_SLEEP". Raises KeyError that says which part is unknown."""
    parts = name.split("+")
    for part in parts:
        if part not in practice.routines:
            raise KeyError(f"no routine {part!r}; there are {', '.join(practice.routines)}")
    return _joined([routine for part, routine in practice.routines.items() if part in parts])


def _joined(routines: list[Routine]) -> Routine:
    if len(routines) == 1:
        return routines[0]
    name, times = "+".join(routine.id for routine in routines), {routine.when for routine in routines}
    when = next((time for time in ("evening", "day") if time in times), "any")
    all_steps = [step for routine in routines for step in routine.steps]
    stirring = {step.id for step in all_steps if when == "evening" and NOT_BEFORE_BED in step.safety}
    groups: dict[tuple[str, ...], list[Step]] = {}
    for step in all_steps:
        if step.id not in stirring:
            groups.setdefault(step.same_as, []).append(step)
    merged = sorted(((_merged(same), same) for same in groups.values()), key=_rank)
    steps = [replace(step, routine=name, number=number) for number, (step, _) in enumerate(merged, start=1)]
    return Routine(
        name,
        "+".join(routine.condition for routine in routines),
        ", then ".join(routine.title for routine in routines),
        _union(routine.sentences for routine in routines),
        _shortened(steps),
        when,
        tuple(sorted(stirring)),
    )


def _merged(same: list[Step]) -> Step:
    """One step of steps that are the same: an article's exact dose before any other, then the longer."""
    base = max(same, key=lambda step: (step.origin == EXACT, step.total_seconds))
    return replace(
        base,
        block=min((step.block for step in same), key=BLOCKS.index),
        short=any(step.short for step in same),
        safety=_union(step.safety for step in same),
        sources=_union(step.sources for step in same),
        came_from=_union(step.came_from for step in same),
        touches=_union(step.touches for step in same),
    )


def _union(parts: Iterable[Iterable[str]]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for part in parts for name in part))


def _rank(merged: tuple[Step, list[Step]]) -> tuple[int, int, int]:
    """Where a step stands: by block; inside it by how many routines ask, then by its own number (sorting is stable)."""
    step, same = merged
    if step.block == "finish":  # hands first, then stillness
        return BLOCKS.index(step.block), int(step.pressure is None), 0
    asked = len(same) if step.block in ("main", "optional") else 0
    return BLOCKS.index(step.block), -asked, min(one.number for one in same)


def _shortened(steps: list[Step]) -> tuple[Step, ...]:
    """The same steps with the short version marked anew: always the ends, then in order what fits into 20 minutes."""
    ends = [step for step in steps if step.block not in ("main", "optional") and step.short]
    left, kept = LONG_SECONDS - sum(step.total_seconds for step in ends), {step.number for step in ends}
    for step in steps:
        if step.short and step.number not in kept and step.total_seconds <= left:
            kept.add(step.number)
            left -= step.total_seconds
    return tuple(replace(step, short=step.number in kept) for step in steps)
