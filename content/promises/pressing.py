"""Promises about pressing: one number a place and technique, and no sentence that says another one."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial
from itertools import product
from typing import NamedTuple

from content.pressing import FIRM, GENTLE, movement_steps, pressed, step_told
from data.atlas import WORDS
from data.dose import FINGERS, HARDEST, LIGHT, WAYS, Dose, Doses, doses_of
from data.practice import EXACT, StepWords, step_of_row
from data.promises.dataset import Dataset, Finding, Row
from data.promises.words import LOCATE_ONLY, OWN_RULE
from data.reading.tables import listed

MOST = 3  # "clear but comfortable": no point, zone or technique of this atlas asks for more
NO_TOOL_ON = ("artery", "vein", "vessels", "nerve", "nail")  # kinds of structures.csv
STEP_TEXTS = ("instruction", "gentle", "other_way", "gentle_other_way")

# English words, for the texts of words/en. What is denied ("no tool", "without leaning") says nothing of a tool.
DENIED = re.compile(r"\b(no|never|not|without)\b[^.;:]*", re.IGNORECASE)
TOOLS = {
    "knuckle": re.compile(r"\bknuckles?\b", re.IGNORECASE),
    "eraser": re.compile(r"\b(erasers?|pencils?)\b", re.IGNORECASE),
    "ball": re.compile(r"\b(soft ball|small ball|bottle|roller)\b", re.IGNORECASE),
    "hand_edge": re.compile(r"\b(heel|edge) of (the|your) (other )?hand\b", re.IGNORECASE),
}
LIMITS = tuple(product((None, 3, 2, 1), ((), tuple(TOOLS))))  # what answers may leave: a cap, tools taken away
LEANING = re.compile(r"\b(lean|leans|leaning|weight)\b", re.IGNORECASE)
TIME = re.compile(
    r"\b(\d+|a|one|two|three|five|ten|twenty|half an?|few|several) (seconds?|minutes?|hours?|min|s)\b", re.IGNORECASE
)
STRENGTH = re.compile(
    r"\b(very light|lightly|light|feather\S*|gentle|gently|firm|firmly|hard|harder|strong|strongly|medium|"
    r"softly|deeper|clear but comfortable|level \d|\d of 5)\b",
    re.IGNORECASE,
)
LEVEL_NUMBER = re.compile(r"\b\d of 5\b")
NO_STRENGTH = re.compile(  # where these words say nothing of a dose
    r"light touch|do not press hard|The article says a few minutes", re.IGNORECASE
)


def every_dose_is_sound(dataset: Dataset) -> list[Finding]:
    """Known tools, seconds that run upward, a pressure of 1 to 3; what is only shown has none."""
    tools = {row["id"].removeprefix("tool_") for row in dataset.rows("techniques.csv") if row["row_type"] == "tool"}
    rows = [
        *(("doses.csv", row, row["code"]) for row in dataset.rows("doses.csv")),
        *(("zones.csv", row, row["id"]) for row in dataset.rows("zones.csv")),
        *(
            ("techniques.csv", row, row["id"])
            for row in dataset.rows("techniques.csv")
            if row["row_type"] == "technique"
        ),
    ]
    return [
        Finding(file, int(row["_row"]), f"{name} {fault}")
        for file, row, name in rows
        for fault in _dose_faults(row, tools)
    ]


def _dose_faults(row: Row, tools: set[str]) -> Iterator[str]:
    technique = row.get("technique") or row["id"]
    low, high = row["seconds_min"], row["seconds_max"]
    levels = row["pressure_min"], row["pressure_max"]
    if low and high and not 0 < float(low) <= float(high):
        yield f"is pressed for at least {low} and at most {high} seconds"
    if technique == LOCATE_ONLY and (low or high or levels != ("0", "0")):
        yield "is only located, so it has neither seconds nor pressure"
    if technique not in (LOCATE_ONLY, "breathing") and not "1" <= levels[0] <= levels[1] <= str(MOST):
        yield f"has pressure {levels[0]} to {levels[1]}; it runs from 1 to {MOST}"
    for tool in listed(row.get("tools", "")):
        if tool not in tools:
            yield f"is pressed with {tool!r}, which is no tool of techniques.csv"


def no_tool_where_it_may_not_press(dataset: Dataset) -> list[Finding]:
    """Up to level 2, and right over a nerve, a vessel or a nail near the skin, nothing but thumb and fingers."""
    exposed = _exposed(dataset)
    return [
        Finding("doses.csv", int(row["_row"]), f"{row['code']} is pressed with {tool}; {reason}")
        for row in dataset.rows("doses.csv")
        for tool in listed(row["tools"])
        if tool not in FINGERS and (reason := _no_tool(row, exposed))
    ]


def _exposed(dataset: Dataset) -> dict[str, str]:
    """Point → the structure near the skin, right under it, on which no tool presses."""
    kinds = {row["id"]: row["kind"] for row in dataset.rows("structures.csv")}
    return {
        row["code"]: row["structure"]
        for row in dataset.rows("point_structures.csv")
        if kinds.get(row["structure"]) in NO_TOOL_ON and row["lies"] == "at" and row["depth"] != "deep"
    }


def _no_tool(row: Row, exposed: dict[str, str]) -> str:
    if int(row["pressure_max"] or 0) <= LIGHT:
        return f"at level {row['pressure_max']} only thumb and fingers are used"
    return f"{exposed[row['code']]} lies right under the skin there" if row["code"] in exposed else ""


def every_step_keeps_its_dose(dataset: Dataset) -> list[Finding]:
    """A step presses its points as a dose says, counts a time inside it, and uses no tool that the dose forbids."""
    doses = doses_of(dataset.rows)
    return [
        Finding("routine_steps.csv", int(row["_row"]), f"{row['routine']}.{row['number']}: {fault}")
        for row in dataset.rows("routine_steps.csv")
        if row["technique"] in doses.techniques
        for fault in _step_faults(row, doses)
    ]


def _step_faults(row: Row, doses: Doses) -> Iterator[str]:
    places, technique, seconds = listed(row["subjects"]), row["technique"], int(row["seconds"] or 0)
    if row["layer"] == "point" and row["origin"] != OWN_RULE:
        for code in places:
            others = set(places) - {code}
            mine = [d for d in doses.points.get(code, ()) if (d.technique, set(d.together_with)) == (technique, others)]
            if not any(dose.holds(seconds) for dose in mine):
                yield f"no dose of {code} by {technique} allows {seconds} seconds"
            if row["origin"] == EXACT and not any(dose.origin.startswith(EXACT) for dose in mine):
                yield f"no article gives the dose of {code} by {technique}"
    dose = doses.of_step(row["layer"], places, technique, seconds)
    if row["layer"] != "point" and not dose.holds(seconds):
        yield f"{technique} on {' and '.join(places) or 'the foot'} takes another time than {seconds} seconds"
    for tool in listed(row["tools"]):
        if tool not in dose.tools and tool not in FINGERS:
            yield f"uses {tool}, which the dose does not allow"


def no_pressing_words_of_their_own(dataset: Dataset) -> list[Finding]:
    """No text that tells how to press says a strength, a time or a tool itself: it has a slot, which the dose fills."""
    found = []
    for row in dataset.rows(f"{WORDS}/cards.csv"):
        for column, kinds in (("press", (STRENGTH, TIME, *TOOLS.values(), LEANING)), ("care", (LEVEL_NUMBER,))):
            found += _own_words("cards.csv", row, row["code"], row[column], kinds)
    for row in dataset.rows(f"{WORDS}/step_words.csv"):
        for column in STEP_TEXTS:
            found += _own_words("step_words.csv", row, row["id"], row[column], (STRENGTH, TIME))
    for row in dataset.rows(f"{WORDS}/step_notes.csv"):
        found += _own_words("step_notes.csv", row, row["id"], row["text"], (STRENGTH, TIME))
    ways = {row["id"] for row in dataset.rows("techniques.csv") if row["row_type"] in WAYS and row["id"] != "breathing"}
    for row in dataset.rows(f"{WORDS}/techniques.csv"):
        if row["id"] in ways:
            for column in ("name", "aim", "steps"):
                kinds = (STRENGTH, TIME, *TOOLS.values())
                found += _own_words("techniques.csv", row, row["id"], row[column], kinds)
    return found


def _own_words(file: str, row: Row, name: str, text: str, kinds: tuple[re.Pattern[str], ...]) -> list[Finding]:
    said = NO_STRENGTH.sub("", DENIED.sub("", text.replace(GENTLE, "").replace(FIRM, "")))
    hits = [hit.group() for kind in kinds if (hit := kind.search(said))]
    return [Finding(f"{WORDS}/{file}", int(row["_row"]), f"{name} says {hit!r} itself; use a slot") for hit in hits]


def every_text_follows_its_dose(dataset: Dataset) -> list[Finding]:
    """Whatever the answers leave of a dose, the words ask for no more: no higher level, no other tool, no leaning."""
    doses = doses_of(dataset.rows)
    told = [*_cards_told(dataset, doses), *_steps_told(dataset, doses), *_movements_told(dataset, doses)]
    return list(dict.fromkeys(finding for one in told for finding in _told_faults(one)))


class Instruction(NamedTuple):
    """A text that tells how to press, as made for doses that some answers left."""

    file: str
    row: Row
    name: str
    doses: list[Dose]
    tell: Callable[[list[Dose]], str]


def _cards_told(dataset: Dataset, doses: Doses) -> Iterator[Instruction]:
    for row in dataset.rows(f"{WORDS}/cards.csv"):
        for limits in LIMITS:
            left = [dose.under(*limits) for dose in doses.points.get(row["code"], ())]
            yield Instruction("cards.csv", row, row["code"], left, partial(pressed, dataset.atlas, row["press"]))


def _steps_told(dataset: Dataset, doses: Doses) -> Iterator[Instruction]:
    words = {row["id"]: row for row in dataset.rows(f"{WORDS}/step_words.csv")}
    for row in dataset.rows("routine_steps.csv"):
        if row["words"] in words:  # another promise tells it
            word = words[row["words"]]
            step = step_of_row(row, StepWords(*(word[column] for column in STEP_TEXTS)), (), doses)
            for limits in LIMITS:
                told = partial(step_told, dataset.atlas, step, *limits)
                yield Instruction(
                    "step_words.csv",
                    word,
                    row["words"],
                    [step.dose.under(*limits)],
                    lambda _, told=told: " ".join(told()[:2]),
                )


def _movements_told(dataset: Dataset, doses: Doses) -> Iterator[Instruction]:
    words = {row["id"]: row for row in dataset.rows(f"{WORDS}/techniques.csv")}
    own = [*doses.zones.values(), *(dose for of_point in doses.points.values() for dose in of_point)]
    for dose, limits in product(dict.fromkeys([*doses.techniques.values(), *own]), LIMITS):
        if dose.technique in words:
            row = words[dose.technique]
            steps = partial(movement_steps, dataset.atlas, listed(row["steps"]))
            yield Instruction(
                "techniques.csv",
                row,
                row["id"],
                [dose.under(*limits)],
                lambda left, steps=steps: " ".join(steps(left[0])),
            )


def _told_faults(told: Instruction) -> Iterator[Finding]:
    for fault in _faults_of(told.tell, told.doses):
        yield Finding(f"{WORDS}/{told.file}", int(told.row["_row"]), f"{told.name} {fault}")


def _faults_of(tell: Callable[[list[Dose]], str], doses: list[Dose]) -> Iterator[str]:
    try:
        text = tell(doses)
    except (LookupError, ValueError, TypeError) as error:
        yield f"has a slot that its dose does not fill ({error})"
        return
    hardest = max((dose.levels[1] for dose in doses), default=0)
    levels = {int(level) for level in re.findall(rf"(\d) of {HARDEST}", text)}
    if max(levels, default=0) > hardest:
        yield f"asks for level {max(levels)} where the most is {hardest}"
    said = DENIED.sub("", text)
    for tool, words in TOOLS.items():
        if (hit := words.search(said)) and not any(tool in dose.tools for dose in doses):
            yield f"says {hit.group()!r}, a tool that is not left at level {hardest}"
    if hardest <= LIGHT and (hit := LEANING.search(said)):
        yield f"says {hit.group()!r} at level {hardest}"


PROMISES = (
    every_dose_is_sound,
    no_tool_where_it_may_not_press,
    every_step_keeps_its_dose,
    no_pressing_words_of_their_own,
    every_text_follows_its_dose,
)
