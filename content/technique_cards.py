"""The card of a technique as a plain value: what to do, step by step; how long, how hard, with what, when not.

from content.pictures import movements
from content.technique_cards import technique_card
technique_card(load_atlas(), "press", "SP6").movement.steps     # ('Sit or lie so that …', …)
"""

from __future__ import annotations

from dataclasses import dataclass

from content.card_parts import Line, Section, how_hard_section
from content.card_phrases import joined
from content.follows import NO_LIMIT, Limits
from content.pictures import movements
from content.pressing import dose_line, level_name, movement_steps
from content.words import word
from data.atlas import Atlas
from data.dose import HARDEST, WAYS, Dose, load_doses
from data.reading.tables import listed

WAY_KINDS = ("technique", "preparation")  # the groups of the page Techniques


@dataclass(frozen=True)
class Movement:
    """How the hand moves: the steps for a dose, and whether there is a drawing of it."""

    technique: str
    name: str
    steps: tuple[str, ...]
    drawn: bool


@dataclass(frozen=True)
class TechniqueCard:
    """All that the card of a technique says; with a point (`code`) for the doses of that point."""

    technique: str
    code: str
    title: str
    aim: str
    movement: Movement
    sections: tuple[Section, ...]


def technique_card(atlas: Atlas, technique: str, code: str = "", limits: Limits = NO_LIMIT) -> TechniqueCard:
    """The card of a technique, with the doses of the point `code` when there is one, as the answers leave them.

    Raises KeyError for a row that is no technique and no preparation.
    """
    row = atlas.techniques[technique]
    if row["row_type"] not in WAYS:
        raise KeyError(f"{technique!r} is a {row['row_type']}, not a technique or a preparation")
    doses = [dose.under(*limits) for dose in doses_of(atlas, technique, code)]
    sections = (
        _how_long(code, doses),
        *((how_hard_section(atlas, doses[0]),) if row["pressure_max"] else ()),
        Section("tools", word("technique.with"), bullets=tuple(_tool(atlas, tool) for tool in doses[0].tools if tool)),
        _listed("needs", word("technique.needs"), listed(row["needs"])),
        not_when(atlas, technique),
        _listed("sources", word("technique.sources"), _sources(atlas, technique, doses)),
    )
    told = tuple(section for section in sections if section.lines or section.bullets)
    return TechniqueCard(technique, code, row["name"], row["aim"], movement(atlas, technique, doses[0]), told)


def movement(atlas: Atlas, technique: str, dose: Dose) -> Movement:
    """The steps of a technique for a dose."""
    row = atlas.techniques[technique]
    steps = movement_steps(atlas, listed(row["steps"]), dose)
    return Movement(technique, row["name"], tuple(steps), technique in movements())


def doses_of(atlas: Atlas, technique: str, code: str = "") -> list[Dose]:
    """The doses of a point for a technique, or the usual one of the technique."""
    own = [dose for dose in atlas.points[code].doses if dose.technique == technique] if code else []
    return own or [load_doses().techniques[technique]]


def not_when(atlas: Atlas, technique: str) -> Section:
    """The cases in which the technique is left alone; without bullets when there are none."""
    return _listed("not_when", word("technique.not_when"), listed(atlas.techniques[technique]["do_not_use_when"]))


def _how_long(code: str, doses: list[Dose]) -> Section:
    heading = word("technique.how_long_for", code=code) if code else word("technique.how_long")
    return _listed("how_long", heading, [_time(dose) for dose in doses if dose.seconds])


def _time(dose: Dose) -> str:
    if not dose.together_with:
        return dose_line(dose)
    return word("technique.time_with", points=joined("list_and", dose.together_with), time=dose_line(dose))


def _tool(atlas: Atlas, tool: str) -> Line:
    row = atlas.techniques[f"tool_{tool}"]
    return Line(row["name"], row["aim"])


def _sources(atlas: Atlas, technique: str, doses: list[Dose]) -> list[str]:
    ids = dict.fromkeys([*listed(atlas.techniques[technique]["source"]), *(s for dose in doses for s in dose.sources)])
    return [str(atlas.sources[name]) for name in ids if name in atlas.sources]


def _listed(name: str, heading: str, told: tuple[str, ...] | list[str]) -> Section:
    return Section(name, heading, bullets=tuple(Line("", words) for words in told))


# ---- beside the cards


def drawn_ways(atlas: Atlas, kind: str) -> dict[str, str]:
    """The techniques of a kind ("technique" or "preparation") that have a drawing, by id, with their names."""
    rows = {name: atlas.techniques[name] for name in movements()}
    return {name: row["name"] for name, row in rows.items() if row["row_type"] == kind}


def scale(atlas: Atlas) -> list[str]:
    """A line for each level of pressure, as Markdown."""
    aims = [atlas.techniques[f"pressure_{level}"]["aim"] for level in range(HARDEST + 1)]
    dots = ["●" * level + "○" * (HARDEST - level) for level in range(HARDEST + 1)]
    return [
        word("techniques.level", dots=dots[level], level=level, name=level_name(atlas, level), aim=aim)
        for level, aim in enumerate(aims)
    ]


def tools(atlas: Atlas) -> list[str]:
    """A line for each tool, as Markdown."""
    return [word("techniques.tool", name=row["name"], aim=row["aim"]) for row in _tool_rows(atlas)]


def never_used(atlas: Atlas) -> bool:
    """Whether some tool is left alone in some case."""
    return any(row["do_not_use_when"] for row in _tool_rows(atlas))


def _tool_rows(atlas: Atlas) -> list[dict[str, str]]:
    return [row for row in atlas.techniques.values() if row["row_type"] == "tool"]
