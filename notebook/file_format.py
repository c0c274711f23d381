"""A record as plain JSON values and back: the file format, version 1. Reading trusts nothing.

    {"format": "cun-atlas notebook", "version": 1, "exported": "2026-11-21T10:00:00+00:00", "records": [
    {"kind": "session", "id": "…", "changed": "…", "when": "2026-11-20T21:30:00+01:00", "pressed": [{"layer": "point",
     "code": "SP6", "side": "left", "technique": "press", "seconds": 60}], "complaint": "heel_pain", "routine": "",
     "before": 6, "after": 4, "note": ""}, …]}

Fields are those of `values.py`. A field that is missing has its default; one that nobody knows is a fault.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import MISSING, fields
from datetime import UTC, date, datetime
from functools import cache
from hashlib import sha256
from typing import Any

from notebook.check import check
from notebook.errors import BadEntry, BadFile
from notebook.values import KINDS, Near, Pressed, Record, Stored, kind_of

FORMAT, VERSION = "cun-atlas notebook", 1
MAX_BYTES = 60_000_000  # ten years of daily use are about 10 million
MAX_RECORDS = 200_000
MAX_MARKS = 8_000_000  # commas and brackets: bounds what a hostile file takes in memory
LONGEST_MOMENT = 40  # characters of a time
NEVER = datetime(1970, 1, 1, tzinfo=UTC)  # a record without time of change is older than any other
SPACE = re.compile(r"[ \t\r\n]*")
NOT_OURS = (
    "This file is not a notebook of this atlas. Choose the file that “Download my data” made (it ends with .json)."
)


def plain(value: Any) -> Any:
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, tuple):
        return [plain(part) for part in value]
    if isinstance(value, Pressed | Near):
        return {field.name: getattr(value, field.name) for field in fields(value)}
    return value


def to_plain(record: Record) -> dict[str, Any]:
    """JSON values of a record; its version stays here, because it only counts the tabs of one notebook."""
    written = {field.name: plain(getattr(record, field.name)) for field in fields(record)
               if field.name not in Stored.__slots__}  # fmt: skip
    return {"kind": kind_of(record), "id": record.id, "changed": plain(record.changed), **written}


def moment(value: Any) -> Any:
    if not isinstance(value, str) or len(value) > LONGEST_MOMENT:
        raise ValueError
    return datetime.fromisoformat(value)


def day(value: Any) -> Any:
    if not isinstance(value, str) or len(value) > LONGEST_MOMENT:
        raise ValueError
    return date.fromisoformat(value)


def parts(kind: type) -> Callable[[Any], Any]:
    def read(value: Any) -> Any:
        if not isinstance(value, list):
            raise ValueError
        return tuple(of_fields(kind, part) for part in value)

    return read


READERS: dict[str, Callable[[Any], Any]] = {
    "when": moment, "changed": moment, "start": day, "pressed": parts(Pressed), "near": parts(Near),
}  # fmt: skip


@cache
def shape(kind: type) -> tuple[dict[str, bool], frozenset[str]]:
    """The fields of a kind, with whether they must be there; and all their names."""
    known = {field.name: field.default is MISSING for field in fields(kind) if field.name != "version"}
    return known, frozenset(known)


def of_fields(kind: type, found: Any) -> Any:
    known, names = shape(kind)
    if not isinstance(found, dict):
        raise BadEntry(("it must be a group of fields in { }.",))
    if strange := found.keys() - names:
        raise BadEntry((f"the field {shown(sorted(strange)[0])} is not known; known are {', '.join(known)}.",))
    if missing := [name for name, needed in known.items() if needed and name not in found]:
        raise BadEntry((f"the field “{missing[0]}” is missing.",))
    values = {}
    for name, value in found.items():
        try:
            values[name] = READERS[name](value) if name in READERS and value is not None else value
        except (ValueError, OverflowError):
            raise BadEntry((f"the field “{name}” cannot be read: {shown(value)}.",)) from None
    return kind(**values)


def shown(value: Any) -> str:
    """A few characters of what stood there, for a sentence."""
    words = str(value) if isinstance(value, str) else json.dumps(value, default=str, ensure_ascii=False)[:60]
    clean = "".join(letter if letter.isprintable() else "·" for letter in words[:40])
    return f"“{clean}{'…' if len(words) > 40 else ''}”"


def from_plain(found: Any, now: datetime) -> Record:
    """The checked record of one row. Raises BadEntry."""
    if not isinstance(found, dict):
        raise BadEntry(("it must be a group of fields in { }.",))
    kind = found.get("kind")
    if not isinstance(kind, str) or kind not in KINDS:
        raise BadEntry((f"its kind {shown(kind)} is not known; known are {', '.join(KINDS)}.",))
    row = {name: value for name, value in found.items() if name != "kind"}
    row.setdefault("changed", None)
    record = of_fields(KINDS[kind], {**row, "id": row.get("id") or id_of(found)})
    if problems := check(record):
        raise BadEntry(tuple(f"{problem[0].lower()}{problem[1:]}" for problem in problems))
    changed = record.changed
    if changed is None:
        changed = NEVER
    elif changed.utcoffset() is None:
        raise BadEntry(("the field “changed” needs a time zone.",))
    elif not 1970 <= changed.year < 2100:
        raise BadEntry(("the field “changed” lies in no year of this notebook.",))
    object.__setattr__(record, "changed", min(changed.astimezone(UTC), now))  # it was made here and nobody else has it
    if hasattr(record, "when"):
        object.__setattr__(record, "when", record.when.replace(microsecond=0))
    return record


def id_of(found: dict[str, Any]) -> str:
    """The id of a row without one: always the same for the same content, so that it is not taken in twice."""
    return sha256(json.dumps(found, sort_keys=True, default=str).encode("utf-8", "replace")).hexdigest()[:32]


def rows_of(data: bytes) -> Iterator[tuple[str, Any]]:
    """("head", {…}) last, and before it ("row", value) for each record: the file is never in memory as a whole of
    Python objects. Raises BadFile."""
    if len(data) > MAX_BYTES:
        raise BadFile(
            f"This file is too large: {len(data) / 1e6:.0f} MB; at most {MAX_BYTES / 1e6:.0f} MB can be read."
        )
    if sum(data.count(mark) for mark in (b",", b"[", b"{")) > MAX_MARKS:
        raise BadFile("This file holds far more than a notebook can.")
    try:
        text = data.decode("utf-8-sig")
        yield from walk(text)
    except (UnicodeDecodeError, StopIteration, IndexError):
        raise BadFile(NOT_OURS) from None
    except RecursionError:
        raise BadFile("This file is nested deeper than a notebook can be.") from None
    except ValueError as error:  # also numbers with thousands of digits
        raise BadFile(f"{NOT_OURS} It cannot be read: {shown(str(error))}") from None


def refuse(name: str) -> Any:
    raise ValueError(f"{name} is no number")


def walk(text: str) -> Iterator[tuple[str, Any]]:
    decode = json.JSONDecoder(parse_constant=refuse).raw_decode
    head: dict[str, Any] = {}
    at = expect(text, 0, "{")
    if text[at] != "}":
        while True:
            name, at = decode(text, at)
            at = expect(text, after(text, at), ":")
            if name == "records" and text[at] == "[":
                at = after(text, at + 1)
                while text[at] != "]":
                    row, at = decode(text, at)
                    yield "row", row
                    at = after(text, at)
                    if text[at] != "]":
                        at = expect(text, at, ",")
                        if text[at] == "]":
                            raise ValueError("a comma too many")
                at += 1
                head["records"] = True
            elif name == "records":
                raise ValueError("the records must be a list in [ ]")
            else:
                value, at = decode(text, at)
                if isinstance(name, str) and len(head) < 20:
                    head[name] = value
            at = after(text, at)
            if text[at] == "}":
                break
            at = expect(text, at, ",")
    if after(text, at + 1) != len(text):
        raise ValueError("something follows the end")
    yield "head", head


def after(text: str, at: int) -> int:
    """The place of the next character that is no space."""
    found = SPACE.match(text, at)
    return found.end() if found else at


def expect(text: str, at: int, mark: str) -> int:
    """The place of what follows the mark, which must come next."""
    at = after(text, at)
    if text[at] != mark:
        raise ValueError(f"{mark} expected at character {at}")
    return after(text, at + 1)
