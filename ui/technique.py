"""The card of a technique: what to do, step by step, with its drawing; how long, how hard, with what, when not."""

from __future__ import annotations

from collections.abc import Mapping

import streamlit as st

from charts.movements import TECHNIQUES
from data import Atlas
from data.tables import listed
from ui.movement_pictures import movement_html

HARDEST = 5
TOOL_ROWS = {  # a tool as the techniques name it: the row that describes it
    "thumb": "tool_thumb",
    "both thumbs": "tool_thumb",
    "finger": "tool_fingertips",
    "fingers": "tool_fingertips",
    "two fingers": "tool_fingertips",
    "index finger": "tool_fingertips",
    "fingertips": "tool_fingertips",
    "knuckle": "tool_knuckle",
    "knuckles": "tool_knuckle",
    "hand edge": "tool_hand_edge",
    "heel of hand": "tool_hand_edge",
    "pencil": "tool_eraser",
    "eraser": "tool_eraser",
    "pencil eraser": "tool_eraser",
}
Row = Mapping[str, str]


def show_technique(atlas: Atlas, technique: str, code: str | None = None, cap: int | None = None) -> None:
    """Draw the card of a technique, with the exact time of the point `code` when there is one.

    cap: the hardest level this reader's answers allow, None when they do not limit it.

    Raises KeyError for a row that is no technique and no preparation.
    """
    row = atlas.techniques[technique]
    if row["row_type"] not in ("technique", "preparation"):
        raise KeyError(f"{technique!r} is a {row['row_type']}, not a technique or a preparation")
    key = f"technique_{technique}_{code or 'alone'}"
    with st.container(key=f"{key}_card", border=True):
        st.markdown(f"### {row['name']}\n{row['aim']}")
        drawing, words = st.columns([2, 3], gap="medium")
        with drawing:
            if technique in TECHNIQUES:
                dark = st.context.theme.type == "dark"
                still = st.session_state.get(f"{key}_still", False)
                st.html(movement_html(technique, row["name"], dark, still))
                st.toggle("Hold the drawing still", key=f"{key}_still")
        with words:
            st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(listed(row["steps"]), 1)))
            st.markdown("\n\n".join(_facts(atlas, technique, code, cap)))
            st.markdown("\n".join(["**Where this comes from**", *_sources(atlas, technique, code)]))


def _facts(atlas: Atlas, technique: str, code: str | None, cap: int | None) -> list[str]:
    row, doses = atlas.techniques[technique], doses_of(atlas, technique, code) if code else []
    told = []
    if doses:
        several = len(doses) > 1
        lines = "\n".join(f"- {dose['name'] + ': ' if several else ''}{dose_words(dose)}" for dose in doses)
        told.append(f"**How long, for {code}**\n{lines}")
    elif row["seconds_min"]:
        told.append(f"**How long**  \n{dose_words(row)}")
    if row["pressure_max"]:
        softest = min((int(dose["pressure_min"]) for dose in doses if dose["pressure_min"]), default=None)
        levels = row if softest is None else {**row, "pressure_min": str(softest)}
        told.append(f"**How hard**  \n{pressure_words(atlas, levels, [cap, *(_cap(dose) for dose in doses)])}")
    tools = listed(next((dose["tools"] for dose in doses if dose["tools"]), row["tools"]))
    if tools and tools != ("none",):
        told.append("\n".join(["**With**", *_tools(atlas, tools)]))
    if row["do_not_use_when"]:
        told.append("\n".join(["**Not when there is**", *(f"- {case}" for case in cases(row["do_not_use_when"]))]))
    return told


# ---- how long


def doses_of(atlas: Atlas, technique: str, code: str) -> list[Row]:
    """The times given for a point with this technique, the exact ones of the articles first.

    A row of the techniques names the point itself; else the point's own dose, in the same columns.
    """
    exact = [
        row
        for row in atlas.techniques.values()
        if row["row_type"] == "dose" and row["id"].startswith(f"{technique}__") and code in listed(row["applies_to"])
    ]
    own = [dose for dose in atlas.points[code].doses if dose.technique == technique] if code in atlas.points else []
    hardest = min((dose.pressure_max for dose in own if dose.pressure_max), default=None)
    if exact:
        return [row | {"pressure_max": str(min(int(row["pressure_max"]), hardest or HARDEST))} for row in exact]
    return [
        {
            "name": code,
            "aim": "",
            "tools": "",
            "seconds_min": str(dose.seconds[0]) if dose.seconds else "",
            "seconds_max": str(dose.seconds[1]) if dose.seconds else "",
            "press_seconds": str(dose.press_seconds or ""),
            "release_seconds": str(dose.release_seconds or ""),
            "pressure_min": "",
            "pressure_max": str(dose.pressure_max or ""),
            "source": "|".join(dose.sources),
        }
        for dose in own
    ]


def dose_words(row: Row) -> str:
    """How long in one line: "5 minutes: 30 seconds on, 4 seconds off, about 9 rounds; 2 to 3 times a day".

    The dose of a point has its own sentence, which is kept; where it says "default time", that time stands there.
    """
    if not row.get("seconds_min"):
        return row.get("aim") or "No time: this place is only shown."
    low, high = int(row["seconds_min"]), int(row["seconds_max"])
    span = span_words(low, high)
    rounds = ""
    if row.get("press_seconds"):
        on, off = int(row["press_seconds"]), int(row["release_seconds"])
        rounds = f"{on} seconds on, {off} seconds off, about {round(high / (on + off))} rounds"
    if row.get("row_type") == "dose":
        sentence = row["aim"].replace("Default time", f"The usual {span}")
        return f"{sentence} With our count: {rounds}." if rounds else sentence
    told = f"{span}: {rounds}" if rounds else span
    if row.get("switch_seconds"):
        told += f", changing every {row['switch_seconds']} seconds"
    if row.get("per_day_max"):
        told += f"; {_a_day(int(row['per_day_min']), int(row['per_day_max']))}"
    elif row.get("repetitions_max"):
        told += f"; {row['repetitions_min']} to {row['repetitions_max']} times over"
    return told


def span_words(low: int, high: int) -> str:
    """A span of seconds as a person says it.

    >>> span_words(30, 120), span_words(60, 120), span_words(300, 300), span_words(30, 60)
    ('30 seconds to 2 minutes', '1 to 2 minutes', '5 minutes', '30 seconds to 1 minute')
    """
    if low == high:
        return _time(high)
    if low % 60 == 0 and high % 60 == 0:
        return f"{low // 60} to {high // 60} minutes"
    if high < 60:
        return f"{low} to {high} seconds"
    return f"{_time(low)} to {_time(high)}"


def _time(seconds: int) -> str:
    if seconds % 60:
        return f"{seconds} seconds"
    return f"{seconds // 60} minute{'s' if seconds > 60 else ''}"


def _a_day(low: int, high: int) -> str:
    if (low, high) == (1, 1):
        return "once a day"
    return f"up to {high} times a day" if low == 1 else f"{low} to {high} times a day"


# ---- how hard, with what, when not


def _cap(dose: Row) -> int | None:
    return int(dose["pressure_max"]) if dose["pressure_max"] else None


def pressure_words(atlas: Atlas, row: Row, caps: list[int | None]) -> str:
    """The levels as dots and words, softened by the lowest cap; level 0 is no touch at all."""
    hardest = min([int(row["pressure_max"]), *(cap for cap in caps if cap is not None)])
    softest = min(int(row["pressure_min"]), hardest)
    levels = [atlas.techniques[f"pressure_{level}"] for level in range(softest, hardest + 1)]
    dots = "●" * hardest + "○" * (HARDEST - hardest)
    numbers = f"level {softest}" if softest == hardest else f"levels {softest} to {hardest}"
    head = f"{dots} {numbers} of {HARDEST}"
    return "\n".join([head, *(f"- **{level['name'].split(': ')[1]}.** {level['aim']}" for level in levels)])


def _tools(atlas: Atlas, tools: tuple[str, ...]) -> list[str]:
    lines = []
    for tool in tools:
        words = atlas.techniques.get(TOOL_ROWS.get(tool, ""), {}).get("aim", "")
        lines.append(f"- **{tool.capitalize()}**" + (f": {words}" if words else ""))
    return list(dict.fromkeys(lines))


def cases(text: str) -> list[str]:
    """The cases of a "not when" cell, one each."""
    return [case.strip() for case in text.split(";" if ";" in text else ",")]


def _sources(atlas: Atlas, technique: str, code: str | None) -> list[str]:
    rows = [atlas.techniques[technique], *(doses_of(atlas, technique, code) if code else [])]
    ids = dict.fromkeys(name for row in rows for name in listed(row["source"]))
    return [f"- {atlas.sources[name]}" for name in ids if name in atlas.sources]
