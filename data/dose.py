"""How hard, how long and with what a place is pressed: one dose, from which every sentence about it is made.

A point has its doses in doses.csv, a reflexology zone in zones.csv; a technique alone has the usual one of
techniques.csv. `Doses.of_step` is what a step of a routine does with them.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from functools import cache

from data.reading.records import record
from data.reading.tables import listed, read_rows

HARDEST = 5  # of the scale; 5 is too much
LIGHT = 2  # up to this level nobody leans, and nothing but thumb and fingers is used
WAYS = ("technique", "preparation")  # the rows of techniques.csv that say what to do
FINGERS = ("thumb", "fingertips", "hand")  # what is no tool

Range = tuple[int, int]


@dataclass(frozen=True)
class Dose:
    """What is done at a place. `levels` are the softest and the hardest pressure, 1 to 5; (0, 0) is not pressed.

    seconds: the least and the most on one side, None when nothing is timed. press_seconds, release_seconds: press so
    long, let go so long, and again. switch_seconds: softest and hardest in turn, each so long. per_day: times a day.
    tools: ids of techniques.csv without their `tool_`. origin: whether an article gives it or it is the default.
    """

    technique: str
    levels: Range = (0, 0)
    seconds: Range | None = None
    press_seconds: int | None = None
    release_seconds: int | None = None
    switch_seconds: int | None = None
    per_day: Range | None = None
    tools: tuple[str, ...] = ()
    origin: str = ""
    sources: tuple[str, ...] = ()
    together_with: tuple[str, ...] = ()

    def under(self, cap: int | None, without: Collection[str] = ()) -> Dose:
        """The dose as somebody's answers leave it: no harder than `cap`, none of the tools `without`.

        Where only thumb and fingers may be used and none of the own tools is one of them, the fingertips do it.
        """
        hardest = self.levels[1] if cap is None else min(self.levels[1], cap)
        left = tuple(tool for tool in self.tools if tool not in without)
        if hardest <= LIGHT:
            left = tuple(tool for tool in left if tool in FINGERS)
        tools = left or (("fingertips",) if self.tools else ())
        return replace(self, levels=(min(self.levels[0], hardest), hardest), tools=tools)

    def holds(self, seconds: int) -> bool:
        """Whether so many seconds lie inside the dose; always when nothing is timed."""
        return not seconds or self.seconds is None or self.seconds[0] <= seconds <= self.seconds[1]

    @property
    def length(self) -> int:
        """From the least to the most seconds."""
        return self.seconds[1] - self.seconds[0] if self.seconds else 0


@dataclass(frozen=True)
class Doses:
    """The doses of all points, zones and techniques, by code or id; those of a point in the order of doses.csv."""

    points: Mapping[str, tuple[Dose, ...]]
    zones: Mapping[str, Dose]
    techniques: Mapping[str, Dose]

    def of_step(
        self, layer: str, places: Collection[str], technique: str, seconds: int = 0, tools: tuple[str, ...] = ()
    ) -> Dose:
        """What is done at a step of so many seconds: the gentlest dose of its points or zones, else its technique's.

        Where a point has several doses, the most exact one counts that holds the seconds.
        tools: the only ones that are used, of those that the dose allows; () leaves them all.
        """
        dose = self.techniques.get(technique, Dose(technique, (0, 0), tools=tools))
        if layer == "point":
            dose = self._of_points(places, technique, seconds) or dose
        elif layer == "zone":
            dose = gentlest([self.zones[zone] for zone in places], technique) or dose
        return replace(dose, tools=tools or dose.tools).under(None)

    def _of_points(self, codes: Collection[str], technique: str, seconds: int) -> Dose | None:
        """The dose of a point for this technique and these companions counts, else the gentlest it has."""
        chosen = []
        for code in codes:
            mine, others = self.points.get(code, ()), set(codes) - {code}
            exact = [dose for dose in mine if dose.technique == technique and set(dose.together_with) == others]
            exact.sort(key=lambda dose: (not dose.holds(seconds), dose.length))
            chosen += exact[:1] or sorted(mine, key=lambda dose: dose.levels[::-1])[:1]
        return gentlest(chosen, technique) if len(chosen) == len(codes) else None


@cache
def load_doses() -> Doses:
    """The doses of the files. Raises DataError with the row and the reason."""
    return doses_of(read_rows)


def doses_of(rows: Callable[[str], list[dict[str, str]]]) -> Doses:
    """The doses of tables; `rows` gives those of a file by its name."""
    points: dict[str, tuple[Dose, ...]] = {}
    for row in rows("doses.csv"):
        points[row["code"]] = (*points.get(row["code"], ()), dose_of_row(row, "doses.csv"))
    ways = [row for row in rows("techniques.csv") if row["row_type"] in WAYS]
    techniques = {row["id"]: dose_of_row(row, "techniques.csv") for row in ways}
    zones = {}
    for row in rows("zones.csv"):
        dose = dose_of_row(row, "zones.csv")
        tools = techniques[dose.technique].tools if dose.technique in techniques else ()
        zones[row["id"]] = replace(dose, tools=tools).under(None)
    return Doses(points, zones, techniques)


def dose_of_row(row: Mapping[str, str], file: str) -> Dose:
    """The dose that a row of doses.csv, techniques.csv or zones.csv tells; columns a table lacks stay empty."""
    columns = {"levels": "pressure", "sources": "source", "together_with": "with"}
    tools = tuple(name.removeprefix("tool_") for name in listed(row.get("tools", "")))
    origin = row.get("origin", "") or row.get("dose_origin", "")
    technique = row.get("technique", "") or row["id"]
    return record(Dose, row, file, columns, technique=technique, tools=tools, origin=origin)


def gentlest(doses: Iterable[Dose], technique: str) -> Dose | None:
    """One dose that none of these forbids: the lowest levels, and the tools that all of them allow."""
    doses = list(doses)
    if not doses:
        return None
    softest, hardest = (min(dose.levels[end] for dose in doses) for end in (0, 1))
    tools = tuple(tool for tool in doses[0].tools if all(tool in dose.tools for dose in doses))
    return replace(doses[0], technique=technique, levels=(softest, hardest), tools=tools or ("fingertips",))
