"""The sentences made of a dose: how hard, how long, with what. Nowhere else is a strength or a time put into words.

A text of `words/` that tells how to press has slots for them, which `filled` fills:

    {how_hard}   light to clear but comfortable (2 to 3 of 5)     {how_long}   30 seconds to 2 minutes
    {in_turn}    light (2 of 5) and clear but comfortable (3 of 5) in turn, changing after 1 minute
    {press}      30 seconds      {release}    4 seconds           {switch}     1 minute
    {tools}      a thumb or a bent knuckle                         {a_day}      up to 3 times a day
    {clock}      1 minute, what the clock of a session counts; only in the notes of a step

Where a place has several doses, {how_long} is the first one's and {how_long[1]} the second one's.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from string import Formatter
from types import MappingProxyType
from typing import NamedTuple

from content.card_phrases import joined
from content.words import word
from data.atlas import Atlas
from data.dose import HARDEST, LIGHT, Dose, Range
from data.practice import Step

MINUTE = 60
FIRM, GENTLE = "[firm]", "[gentle]"  # before what is only for leaning, or only without


def level_name(atlas: Atlas, level: int) -> str:
    """The one name of a level of pressure: "clear but comfortable"."""
    return atlas.techniques[f"pressure_{level}"]["name"]


def how_hard(atlas: Atlas, levels: Range) -> str:
    """Levels in words and numbers: "light to clear but comfortable (2 to 3 of 5)", "light (2 of 5)"."""
    low, high = levels
    if low == high:
        return word("dose.level", name=level_name(atlas, high), level=high, hardest=HARDEST)
    return word(
        "dose.levels",
        low_name=level_name(atlas, low),
        high_name=level_name(atlas, high),
        low=low,
        high=high,
        hardest=HARDEST,
    )


def duration(seconds: int) -> str:
    """A length of time in words.

    >>> [duration(seconds) for seconds in (45, 60, 90, 300)]
    ['45 seconds', '1 minute', '1 minute 30 seconds', '5 minutes']
    """
    minutes, rest = divmod(seconds, MINUTE)
    if minutes and rest:
        return word("dose.minutes_seconds", minutes=_counted(minutes, "minute"), seconds=_counted(rest, "second"))
    return _counted(minutes, "minute") if minutes else _counted(rest, "second")


def whole_minutes(seconds: int) -> str:
    """A sum of times, to the minute; never less than one.

    >>> whole_minutes(20), whole_minutes(700)
    ('1 minute', '12 minutes')
    """
    return duration(MINUTE * max(1, round(seconds / MINUTE)))


def span(seconds: Range) -> str:
    """From the least to the most.

    >>> [span(seconds) for seconds in ((30, 120), (60, 120), (300, 300), (30, 45))]
    ['30 seconds to 2 minutes', '1 to 2 minutes', '5 minutes', '30 to 45 seconds']
    """
    low, high = seconds
    if low == high:
        return duration(high)
    unit = MINUTE if low % MINUTE == 0 and high % MINUTE == 0 else 1
    if unit == MINUTE or high < MINUTE:
        return word("dose.span", low=low // unit, high=_counted(high // unit, "minute" if unit == MINUTE else "second"))
    return word("dose.span", low=duration(low), high=duration(high))


def a_day(times: Range) -> str:
    """How often on one day.

    >>> [a_day(times) for times in ((1, 1), (1, 3), (2, 3))]
    ['once a day', 'up to 3 times a day', '2 to 3 times a day']
    """
    low, high = times
    if high == 1:
        return word("dose.once_a_day")
    return word("dose.up_to_a_day", high=high) if low == 1 else word("dose.span_a_day", low=low, high=high)


def tools_phrase(atlas: Atlas, tools: Sequence[str]) -> str:
    """What to press with: "a thumb, a bent knuckle or the eraser end of a pencil"; "" for no tools."""
    phrases = [atlas.techniques[f"tool_{tool}"]["phrase"] for tool in tools]
    return joined("list_or", filter(None, [joined("list_comma", phrases[:-1]), *phrases[-1:]]))


def in_turn(atlas: Atlas, dose: Dose) -> str:
    """Softest and hardest in turn; where they are one level, that level with changing hands."""
    low, high = dose.levels
    if low == high:
        strength = how_hard(atlas, dose.levels)
        if not dose.switch_seconds:
            return word("dose.hands", strength=strength)
        return word("dose.hands_after", strength=strength, time=duration(dose.switch_seconds))
    soft, hard = how_hard(atlas, (low, low)), how_hard(atlas, (high, high))
    if not dose.switch_seconds:
        return word("dose.in_turn", soft=soft, hard=hard)
    return word("dose.in_turn_after", soft=soft, hard=hard, time=duration(dose.switch_seconds))


def dose_line(dose: Dose) -> str:
    """How long in one line: "5 minutes: 30 seconds on, 4 seconds off, about 9 rounds; 2 to 3 times a day"."""
    if dose.seconds is None:
        return word("dose.no_time")
    told = span(dose.seconds)
    if dose.press_seconds and dose.release_seconds:
        rounds = round(dose.seconds[1] / (dose.press_seconds + dose.release_seconds))
        on, off = duration(dose.press_seconds), duration(dose.release_seconds)
        told = word("dose.rounds", time=told, on=on, off=off, rounds=rounds)
    if dose.switch_seconds:
        told = word("dose.switch", time=told, switch=duration(dose.switch_seconds))
    return word("dose.often", time=told, a_day=a_day(dose.per_day)) if dose.per_day else told


class _Slot(list):
    """The words of a slot for each dose in turn; without a number it is the first one's."""

    def __format__(self, spec: str) -> str:
        return format(self[0], spec)


def filled(atlas: Atlas, template: str, doses: Sequence[Dose], more: Mapping[str, str] = MappingProxyType({})) -> str:
    """The text with its slots filled from the doses, and from `more`.

    Raises KeyError or IndexError for a slot that nothing fills.
    """
    if "{" not in template:
        return template
    slots: dict[str, object] = {
        **more,
        "how_hard": _Slot(how_hard(atlas, dose.levels) for dose in doses),
        "in_turn": _Slot(in_turn(atlas, dose) for dose in doses),
        "how_long": _Slot(span(dose.seconds) if dose.seconds else "" for dose in doses),
        "tools": _Slot(tools_phrase(atlas, dose.tools) for dose in doses),
        "a_day": _Slot(a_day(dose.per_day) if dose.per_day else "" for dose in doses),
    }
    for name in ("press", "release", "switch"):
        slots[name] = _Slot(duration(getattr(dose, f"{name}_seconds") or 0) for dose in doses)
    return template.format_map(slots)


def how_to_press(atlas: Atlas, code: str, cap: int | None = None, without: Sequence[str] = ()) -> str:
    """The sentence of a point's card, as somebody's answers leave it."""
    point = atlas.points[code]
    return pressed(atlas, point.card.press, [dose.under(cap, without) for dose in point.doses])


def pressed(atlas: Atlas, template: str, doses: Sequence[Dose]) -> str:
    """The text of a card for these doses; what follows `FIRM` is only for who may press harder than lightly."""
    always, _, firm = template.partition(FIRM)
    hardest = max((dose.levels[1] for dose in doses), default=0)
    return filled(atlas, always + firm if hardest > LIGHT else always.rstrip(), doses)


class StepTold(NamedTuple):
    """A step in words, as somebody's answers leave it, with the dose that is left.

    `says_strength`: the instruction says how hard, as `how_hard` of the dose does.
    """

    instruction: str
    other_way: str
    notes: tuple[str, ...]
    dose: Dose
    says_strength: bool


def step_told(atlas: Atlas, step: Step, cap: int | None = None, without: Collection[str] = ()) -> StepTold:
    """What to do at a step, no harder than `cap` and without these tools: the words follow what is left."""
    dose, words = step.dose.under(cap, without), step.words
    softened = dose != step.dose
    instruction = (words.gentle if softened else "") or words.instruction
    other_way = (words.gentle_other_way if softened else "") or words.other_way
    clock = {"clock": duration(step.seconds)}
    notes = tuple(filled(atlas, note, [dose], clock) for note in step.notes)
    slots = {slot for _, slot, _, _ in Formatter().parse(instruction)}
    says = "how_hard" in slots or ("in_turn" in slots and dose.levels[0] == dose.levels[1])
    return StepTold(filled(atlas, instruction, [dose]), filled(atlas, other_way, [dose]), notes, dose, says)


def movement_steps(atlas: Atlas, steps: Sequence[str], dose: Dose) -> list[str]:
    """The steps of a technique for a dose: only those for leaning, or for not leaning, and their slots filled."""
    other = FIRM if dose.levels[1] <= LIGHT else GENTLE
    kept = [step for step in steps if not step.startswith(other)]
    return [filled(atlas, step.removeprefix(FIRM).removeprefix(GENTLE), [dose]) for step in kept]


def _counted(count: int, unit: str) -> str:
    return word(f"dose.count_{unit}" if count == 1 else f"dose.count_{unit}s", count=count)
