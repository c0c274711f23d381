"""Between a record and its row: the only module that knows which field lies in which column."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime, timedelta, timezone
from functools import cache
from typing import Any

from notebook.values import Favourite, MyPlace, Near, Note, Plan, Pressed, Record, Session, TenderSpot, kind_of

Row = Mapping[Any, Any]
NO_PARTS: tuple[Row, ...] = ()


def folded(words: str) -> str:
    """Without case and accents, for the search: "Sānyīnjiāo" and "SANYINJIAO" are the same."""
    plain = unicodedata.normalize("NFKD", words)
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def found_by(*words: str) -> str:
    return folded(" ".join(filter(None, words)))


def times(when: datetime) -> dict[str, Any]:
    zone = when.utcoffset() or timedelta()
    return {"moment": when.astimezone(UTC).replace(microsecond=0), "day": when.date(),
            "zone_minutes": round(zone.total_seconds() / 60)}  # fmt: skip


def when_of(row: Row) -> datetime:
    return row["moment"].astimezone(zone_of(row["zone_minutes"]))


@cache
def zone_of(minutes: int) -> timezone:
    """East of UTC; there are not many."""
    return timezone(timedelta(minutes=minutes))


ENTRY = {"complaint": "", "routine": "", "before": None, "after": None, "view": "", "side": "", "x": None, "y": None,
         "layer": "", "code": "", "parts": 0, "text": ""}  # fmt: skip


def to_row(record: Record) -> tuple[dict[str, Any], list[dict[str, Any]]]:
    """The row of a record without person, id, version and change; and the rows of its parts."""
    parts: list[dict[str, Any]] = []
    if isinstance(record, Session):
        parts = [
            {"place": place, "layer": it.layer, "code": it.code, "side": it.side, "technique": it.technique,
             "seconds": it.seconds, "mm": None}
            for place, it in enumerate(record.pressed)
        ]  # fmt: skip
        row = {**ENTRY, "complaint": record.complaint, "routine": record.routine, "before": record.before,
               "after": record.after, "text": record.note}  # fmt: skip
    elif isinstance(record, TenderSpot):
        parts = [
            {"place": place, "layer": it.layer, "code": it.code, "side": "", "technique": "", "seconds": 0, "mm": it.mm}
            for place, it in enumerate(record.near)
        ]
        row = {**ENTRY, "before": record.score, "view": record.view, "side": record.side, "x": record.x,
               "y": record.y, "text": record.note}  # fmt: skip
    elif isinstance(record, Note):
        row = {**ENTRY, "layer": record.layer, "code": record.code, "text": record.text}
    elif isinstance(record, MyPlace):
        return {"code": record.code, "view": record.view, "side": record.side, "up_mm": record.up_mm,
                "across_mm": record.across_mm, "text": record.note}, []  # fmt: skip
    elif isinstance(record, Favourite):
        return {"layer": record.layer, "code": record.code}, []
    else:
        return {"start": record.start, "weeks": record.weeks, "complaint": record.complaint,
                "routine": record.routine, "text": record.note}, []  # fmt: skip
    codes = {part["code"] for part in parts} | {part["technique"] for part in parts}
    words = found_by(row["text"], row["complaint"], row["routine"], row["code"], *sorted(codes))
    return {**row, **times(record.when), "kind": kind_of(record), "parts": len(parts), "found_by": words}, parts


def to_record(kind: str, row: Row, parts: Sequence[Row] = NO_PARTS) -> Record:
    kept = {"id": row["id"], "version": row["version"], "changed": row["changed"]}
    if kind == "session":
        pressed = tuple(Pressed(it["layer"], it["code"], it["side"], it["technique"], it["seconds"]) for it in parts)
        return Session(when_of(row), pressed, row["complaint"], row["routine"], row["before"], row["after"],
                       row["text"], **kept)  # fmt: skip
    if kind == "tender_spot":
        near = tuple(Near(it["layer"], it["code"], it["mm"]) for it in parts)
        return TenderSpot(when_of(row), row["view"], row["side"], row["x"], row["y"], row["before"], near,
                          row["text"], **kept)  # fmt: skip
    if kind == "note":
        return Note(when_of(row), row["layer"], row["code"], row["text"], **kept)
    if kind == "my_place":
        return MyPlace(row["code"], row["view"], row["side"], row["up_mm"], row["across_mm"], row["text"], **kept)
    if kind == "favourite":
        return Favourite(row["layer"], row["code"], **kept)
    return Plan(row["start"], row["weeks"], row["complaint"], row["routine"], row["text"], **kept)
