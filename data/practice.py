"""From a complaint to an ordered list of steps: complaints, routines and what studies say, read once from their tables.

    from data.practice import load_practice, combine
    practice = load_practice()
    practice.routines["RT_HEEL"].seconds() // 60               # 20, both sides together
    combine(practice, ("heel_pain", "insomnia")).id            # 'RT_HEEL+RT_SLEEP'
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from data.hurt import HurtArea, grid, hurt_at, load_hurt_areas
from data.tables import FOLDER, LANGUAGE, DataError, listed, read_rows

__all__ = ["Condition", "Evidence", "HurtArea", "Practice", "Routine", "Step", "combine", "grid", "hurt_at",
           "load_hurt_areas", "load_practice", "routine_named"]

WORDS = f"words/{LANGUAGE}"
LONG_SECONDS = 20 * 60  # a routine longer than this says so and offers a short one
BLOCKS = ("check", "prep", "warm-up", "main", "optional", "finish")  # the order of a session
LAYERS = ("point", "zone", "technique", "text")
EXACT = "article exact"  # origin of a dose that stands in an article
NOT_BEFORE_BED = "SF_BEDTIME"  # a step with this caution has no place in an evening routine

Range = tuple[int, int]


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


@dataclass(frozen=True)
class Step:
    """One step of a routine. `seconds` is what the clock counts once on one side; 0 means there is nothing to time.

    `pressure` is the level (1-5) to go up to. `side` is "each" (one after the other), "both" (at once) or "none".
    `strokes` is how many strokes make a set. `came_from` are the ids of the steps a combined step was made of.
    """

    routine: str
    number: int
    block: str
    layer: str
    subjects: tuple[str, ...]
    technique: str
    tool: str
    pressure: int | None
    seconds: int
    seconds_range: Range | None
    press_seconds: int | None
    release_seconds: int | None
    switch_seconds: int | None
    side: str
    repeats: int
    per_day_max: int | None
    short: bool
    instruction: str
    note: str
    other_way: str
    origin: str
    safety: tuple[str, ...]
    sources: tuple[str, ...]
    strokes: Range | None = None
    came_from: tuple[str, ...] = ()

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
    """An ordered list of steps. `when` is "any", "day" or "evening".

    `left_out` are the ids of steps that an evening mix does without, because they are not for bedtime.
    """

    id: str
    condition: str
    title: str
    intro: str
    steps: tuple[Step, ...]
    when: str = "any"
    left_out: tuple[str, ...] = ()

    def chosen(self, short: bool = False) -> tuple[Step, ...]:
        """The steps of the whole or of the short version."""
        return tuple(step for step in self.steps if step.short or not short)

    def seconds(self, short: bool = False) -> int:
        """Seconds of all steps, both sides together."""
        return sum(step.total_seconds for step in self.chosen(short))

    @property
    def is_long(self) -> bool:
        """Longer than 20 minutes: the page says so and offers the short version."""
        return self.seconds() > LONG_SECONDS

    @property
    def parts(self) -> tuple[str, ...]:
        """The ids of the routines it was made of."""
        return tuple(self.id.split("+"))


@dataclass(frozen=True)
class Evidence:
    """One study, review or search, with an honest sentence.

    `topic` is condition, general, reflexology or safety. `applies_directly`: pressing these very places was tested.
    `read` says how far we read it: findings, abstract, scope (what and how many), citation, or search (nothing found).
    """

    id: str
    topic: str
    conditions: tuple[str, ...]
    subjects: tuple[str, ...]
    study_type: str
    tested: str
    citation: str
    n_trials: int | None
    n_people: int | None
    level: str
    applies_directly: bool
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


@cache
def load_practice() -> Practice:
    """Read and join the tables. Raises DataError with the file, the row and the reason."""
    return Practice(
        _conditions(),
        _routines(_steps()),
        _evidence(),
        {row["id"]: row["name"] for row in read_rows(f"{WORDS}/zone_names.csv", ("id", "name"))},
    )


def _words(table: str, *columns: str) -> dict[str, dict[str, str]]:
    return {row["id"]: row for row in read_rows(f"{WORDS}/{table}.csv", ("id", *columns))}


def _word(words: Mapping[str, dict[str, str]], table: str, name: str) -> dict[str, str]:
    if name not in words:
        raise DataError(FOLDER / f"{WORDS}/{table}.csv", None, f"{name} has no words")
    return words[name]


def _whole(row: dict[str, str], column: str, table: str) -> int | None:
    """A whole number, None for an empty cell."""
    if not row[column]:
        return None
    if not row[column].isdecimal():
        raise DataError(FOLDER / table, int(row["_row"]), f"{column} is {row[column]!r}, which is no whole number")
    return int(row[column])


def _range(row: dict[str, str], name: str, table: str) -> Range | None:
    low, high = _whole(row, f"{name}_min", table), _whole(row, f"{name}_max", table)
    if low is None and high is None:
        return None
    if low is None or high is None or low > high:
        raise DataError(FOLDER / table, int(row["_row"]), f"{name} runs from {low} to {high}")
    return low, high


def _conditions() -> dict[str, Condition]:
    words = _words("conditions", "name", "plain_name", "also", "note", "why_no_routine")
    found = {}
    for row in read_rows("conditions.csv", ("id", "show_as", "routine", "points", "zones", "evidence", "level",
                                            "safety", "sources")):
        word = _word(words, "conditions", row["id"])
        found[row["id"]] = Condition(
            row["id"], word["name"], word["plain_name"], row["show_as"], row["routine"], listed(row["points"]),
            listed(row["zones"]), listed(row["evidence"]), row["level"], listed(row["safety"]), word["note"],
            word["why_no_routine"], listed(row["sources"]), listed(word["also"]),
        )
    return found


def _steps() -> dict[str, tuple[Step, ...]]:
    words, table = _words("routine_steps", "instruction", "note", "other_way"), "routine_steps.csv"
    found: dict[str, tuple[Step, ...]] = {}
    for row in read_rows(table, ("routine", "number", "block", "layer", "subjects", "technique", "seconds", "side")):
        word = _word(words, "routine_steps", f"{row['routine']}.{row['number']}")
        before = found.get(row["routine"], ())
        if row["number"] != str(len(before) + 1):
            raise DataError(FOLDER / table, int(row["_row"]), f"step {row['number']} follows step {len(before)}")
        step = Step(
            row["routine"], len(before) + 1, row["block"], row["layer"], listed(row["subjects"]), row["technique"],
            row["tool"], _whole(row, "pressure", table), _whole(row, "seconds", table) or 0,
            _range(row, "seconds", table), _whole(row, "press_seconds", table), _whole(row, "release_seconds", table),
            _whole(row, "switch_seconds", table), row["side"], _whole(row, "repeats", table) or 1,
            _whole(row, "per_day_max", table), row["short"] == "yes", word["instruction"], word["note"],
            word["other_way"], row["origin"], listed(row["safety"]), listed(row["sources"]),
            _range(row, "strokes", table), (f"{row['routine']}.{row['number']}",),
        )
        found[row["routine"]] = (*before, step)
    return found


def _routines(steps: Mapping[str, tuple[Step, ...]]) -> dict[str, Routine]:
    words, found = _words("routines", "title", "intro"), {}
    for row in read_rows("routines.csv", ("id", "condition", "when")):
        if row["id"] not in steps:
            raise DataError(FOLDER / "routines.csv", int(row["_row"]), f"{row['id']} has no steps")
        word = _word(words, "routines", row["id"])
        found[row["id"]] = Routine(row["id"], row["condition"], word["title"], word["intro"], steps[row["id"]],
                                   row["when"])
    for name in steps:
        if name not in found:
            raise DataError(FOLDER / "routine_steps.csv", None, f"routines.csv has no routine {name!r}")
    return found


def _evidence() -> dict[str, Evidence]:
    words, table, found = _words("evidence", "tested", "wording"), "evidence.csv", {}
    for row in read_rows(table, ("id", "topic", "conditions", "subjects", "study_type", "citation", "n_trials",
                                 "n_people", "level", "applies_directly", "read", "sources")):
        word = _word(words, "evidence", row["id"])
        found[row["id"]] = Evidence(
            row["id"], row["topic"], listed(row["conditions"]), listed(row["subjects"]), row["study_type"],
            word["tested"], row["citation"], _whole(row, "n_trials", table), _whole(row, "n_people", table),
            row["level"], row["applies_directly"] == "yes", row["read"], word["wording"], listed(row["sources"]),
        )
    return found


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
    sentences = _union(routine.intro.split(". ") for routine in routines)
    intros = ". ".join(sentence.rstrip(".") for sentence in sentences) + "."
    return Routine(name, "+".join(routine.condition for routine in routines),
                   ", then ".join(routine.title for routine in routines), intros, _shortened(steps), when,
                   tuple(sorted(stirring)))


def _merged(same: list[Step]) -> Step:
    """One step of steps that are the same: an article's exact dose before any other, then the longer; gentler force."""
    base = max(same, key=lambda step: (step.origin == EXACT, step.total_seconds))
    forces = [step.pressure for step in same if step.pressure is not None]
    return replace(
        base,
        block=min((step.block for step in same), key=BLOCKS.index),
        pressure=min(forces) if forces else None,
        short=any(step.short for step in same),
        safety=_union(step.safety for step in same),
        sources=_union(step.sources for step in same),
        came_from=_union(step.came_from for step in same),
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
