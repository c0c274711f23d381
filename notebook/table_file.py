"""A table (CSV) as rows of a notebook file: our own, as `exporting.to_csv` writes it, or another app's diary, of which
the reader says which columns hold the day, the score and the note."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from typing import Any

from notebook.errors import BadEntry, BadFile
from notebook.exporting import COLUMNS, FORMULA
from notebook.file_format import MAX_RECORDS, shown

MAX_TABLE_BYTES = 10_000_000
LONGEST_CELL = 100_000
ORDERS = ("day first", "month first")
DAY = re.compile(r"(\d{1,4})[-./ ](\d{1,2})[-./ ](\d{1,4})(?:[T ,]+(\d{1,2}:\d{2}(?::\d{2})?))?.*")
SCORE = re.compile(r"(\d{1,2})(?:[.,]0+)?(?:\s*/\s*10)?")
NO_TABLE = "This file cannot be read as a table (CSV, in UTF-8) with a line of names at its top."


@dataclass(frozen=True)
class Columns:
    """Which column of another app's table holds what; "" for none. `order` is one of ORDERS, for days like 3/4/2026."""

    day: str
    time: str = ""
    score: str = ""
    note: str = ""
    order: str = ORDERS[0]


def lines(data: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """(Names of the columns, the lines by name.) Raises BadFile."""
    if len(data) > MAX_TABLE_BYTES:
        raise BadFile(f"This table is too large; at most {MAX_TABLE_BYTES // 1_000_000} MB can be read.")
    try:
        text = data.decode("utf-8-sig")
        first = text.partition("\n")[0]
        separator = max(",;\t", key=first.count)
        csv.field_size_limit(LONGEST_CELL)
        reader = csv.DictReader(io.StringIO(text, newline=""), delimiter=separator, restval="", restkey="")
        found = [line for _, line in zip(range(MAX_RECORDS + 1), reader, strict=False)]
    except (UnicodeDecodeError, csv.Error):
        raise BadFile(NO_TABLE) from None
    names = [name for name in reader.fieldnames or () if name]
    if len(names) < 2 or len(set(names)) < len(names) or not found:
        raise BadFile(NO_TABLE)
    if len(found) > MAX_RECORDS:
        raise BadFile(f"This file holds more than {MAX_RECORDS} lines; a notebook cannot.")
    return names, found


def is_ours(names: list[str]) -> bool:
    """Whether it is the table that this atlas writes; of an older one without time zones, the reader's counts."""
    return {*COLUMNS} - {"zone"} <= {*names}


def guessed(names: list[str], found: list[dict[str, str]]) -> Columns:
    """What the names of the columns say."""

    def named(*words: str) -> str:
        return next((name for word in words for name in names if word in name.lower()), "")

    day = named("date", "day", "datum", "fecha", "time", "when") or names[0]
    parts = [DAY.fullmatch(line[day].strip()) for line in found]
    month_first = any(it and len(it[1]) < 3 and int(it[2]) > 12 for it in parts)
    clock = next((name for name in names if "time" in name.lower() and name != day), "")
    score = named("score", "pain", "level", "severity", "intensity", "rating")
    return Columns(day, clock, score, named("note", "comment", "text", "remark"), ORDERS[month_first])


def ours(found: list[dict[str, str]], zone: tzinfo) -> Iterator[Any]:
    """Rows as in the JSON file, from our own table: lines with the same entry are one."""
    entries: dict[str, list[dict[str, str]]] = {}
    for number, line in enumerate(found):
        cells = {name: _unsafe(line[name]) for name in COLUMNS if name in line}
        entries.setdefault(cells["entry"] or f"line {number}", []).append(cells)
    for of_one in entries.values():
        try:
            yield _entry(of_one, zone)
        except (ValueError, OverflowError):
            first = of_one[0]
            yield BadEntry((f"it cannot be read: {shown(' '.join(filter(None, first.values())))}.",))


def _entry(of_one: list[dict[str, str]], zone: tzinfo) -> dict[str, Any]:
    first = of_one[0]
    offset = first.get("zone", "").removeprefix("UTC")
    at = datetime.fromisoformat(f"{first['day']}T{first['time']}{offset}")
    row: dict[str, Any] = {
        "kind": first["kind"].replace(" ", "_"),
        "when": (at if offset else at.replace(tzinfo=zone)).isoformat(),
    } | ({"id": first["entry"]} if first["entry"] else {})
    parts = [line for line in of_one if line["code"]]
    if row["kind"] == "note":
        return row | {"layer": first["layer"], "code": first["code"], "text": first["note"]}
    row["note"] = first["note"]
    if row["kind"] == "tender_spot":
        near = [{"layer": it["layer"], "code": it["code"], "mm": float(it["mm"]) if it["mm"] else None} for it in parts]
        place = {"view": first["view"], "side": first["side"], "x": float(first["across"]), "y": float(first["up"])}
        return row | place | {"score": _whole(first["score before"]), "near": near}
    pressed = [
        {name: it[name] for name in ("layer", "code", "side", "technique")} | {"seconds": _whole(it["seconds"]) or 0}
        for it in parts
    ]
    scores = {"before": _whole(first["score before"]), "after": _whole(first["score after"])}
    return row | scores | {"pressed": pressed, "complaint": first["complaint"], "routine": first["routine"]}


def theirs(found: list[dict[str, str]], columns: Columns, zone: tzinfo) -> Iterator[Any]:
    """Rows as in the JSON file, from another app's table: a day with its score and note each; empty lines go."""
    for line in found:
        day, score, note = (line.get(name, "").strip() for name in (columns.day, columns.score, columns.note))
        if not (score or note):
            continue
        clock = line.get(columns.time, "").strip() if columns.time != columns.day else ""
        try:
            at, number = _day(day, clock, columns.order), SCORE.fullmatch(score)
            if score and not number:
                raise BadEntry((f"the score must be a whole number from 0 to 10, not {shown(score)}.",))
            if at.date() > datetime.now(zone).date():  # as the form refuses it
                raise BadEntry(("its day is still to come.",))
            before = int(number[1]) if number else None
            yield {"kind": "session", "when": at.replace(tzinfo=zone).isoformat(), "before": before, "note": note}
        except BadEntry as error:
            yield error
        except (ValueError, OverflowError):
            yield BadEntry((f"the day cannot be read: {shown(f'{day} {clock}'.strip())}.",))


def _day(day: str, clock: str, order: str) -> datetime:
    """Noon when no time is told. Raises ValueError."""
    parts = DAY.fullmatch(day)
    if not parts:
        raise ValueError(day)
    first, second, third = (int(part) for part in parts.groups()[:3])
    year, month, of_month = (first, second, third) if first > 31 else (third, second, first)
    if first <= 31 and order == ORDERS[1]:
        month, of_month = of_month, month
    told = clock or parts[4] or ""
    return datetime.combine(datetime(year, month, of_month), time.fromisoformat(told.zfill(5)) if told else time(12))


def _whole(cell: str) -> int | None:
    return int(cell) if cell else None


def _unsafe(cell: str) -> str:
    """A cell without the mark that keeps a spreadsheet from calculating it (`exporting.safe`)."""
    return cell[1:] if cell.startswith("'") and cell[1:].startswith(FORMULA) else cell
