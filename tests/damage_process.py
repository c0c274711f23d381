"""Damages one fact after another in a copy of the project, and asks the promises of the data what is wrong.

python tests/damage_process.py KIND SEED COUNT, with the copy as the working folder; a line of JSON for each damage:
{"file": …, "what": "cap of row 19: 2 becomes 3", "named": the first finding or null, "fault": a traceback or null}
KIND is facts, quick (facts, without the promises that take long) or files.

A fact is a cell of a table that is no prose, a row, a place in a drawing, a number of the measured skin. Which one is
damaged is drawn in two steps, first the column and then the row, so that a short table counts as much as a long one.
Files are lost, emptied, cut, garbled, and their columns renamed.
"""

from __future__ import annotations

import csv
import io
import json
import os
import random
import re
import sys
import traceback
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

DATA = Path("data")
PROSE = {  # columns that tell, and state no fact that anything follows from
    "caution_rules.csv": ("why",),
    "claims.csv": ("line", "why"),
    "evidence.csv": ("study_type",),
    "input_ranges.csv": ("what", "default_status"),
    "landmarks.csv": ("name", "definition", "touch"),
    "members.csv": ("label",),
    "meridians.csv": ("flow_on_leg", "note"),
    "orders.csv": ("why",),
    "points.csv": ("notes",),
    "safety.csv": ("topic", "who", "app_action", "evidence_status"),
    "scales.csv": ("label_en", "note"),
    "sources.csv": ("author", "title", "locator", "note", "read_in", "short"),
    "stated_distances.csv": ("note",),
    "techniques.csv": ("direction", "dose_origin"),
    "zone_anchors.csv": ("why",),
}
NUMBER = re.compile(r"(?<![\w.])-?\d+(?:\.\d+)?(?![\w.])")
WIDE = 0.03  # a place is moved by so much of the foot or leg: 8 mm and 12 mm


class Damage(NamedTuple):
    """What a file says after the damage, and the damage in words."""

    file: str
    what: str
    text: str | bytes | None  # None: there is no such file any more


Change = Callable[[random.Random], Damage | None]


# ---- tables


def columns() -> Iterator[Change]:
    """A change for every column of every table, and for its rows."""
    for resource in json.loads((DATA / "datapackage.json").read_text(encoding="utf-8"))["resources"]:
        if not resource["path"].startswith("tables/"):
            continue
        file = resource["path"]
        yield lambda rng, file=file: _row_lost(file, rng)
        yield lambda rng, file=file: _row_twice(file, rng)
        for field in resource["schema"]["fields"]:
            if field["name"] not in PROSE.get(Path(file).name, ()):
                yield lambda rng, file=file, field=field: _cell(file, field, rng)


def _read(file: str) -> list[list[str]]:
    with (DATA / file).open(encoding="utf-8", newline="") as text:
        return list(csv.reader(text))


def _written(rows: list[list[str]]) -> str:
    text = io.StringIO()
    csv.writer(text, lineterminator="\n").writerows(rows)
    return text.getvalue()


def _row_lost(file: str, rng: random.Random) -> Damage:
    head, *rows = _read(file)
    lost = rng.randrange(len(rows))
    return Damage(file, f"without {','.join(rows[lost])[:60]}", _written([head, *rows[:lost], *rows[lost + 1 :]]))


def _row_twice(file: str, rng: random.Random) -> Damage:
    head, *rows = _read(file)
    twice = rng.randrange(len(rows))
    return Damage(file, f"twice {','.join(rows[twice])[:60]}", _written([head, *rows, rows[twice]]))


def _cell(file: str, field: dict, rng: random.Random) -> Damage | None:
    head, *rows = _read(file)
    column = head.index(field["name"])
    filled = [number for number, row in enumerate(rows) if row[column]]
    if not filled:
        return None
    at = rng.choice(filled)
    before = rows[at][column]
    others = sorted({row[column] for row in rows} - {before, ""})
    after = _other(field, before, others, rng)
    if after == before:
        return None
    rows[at][column] = after
    return Damage(
        file, f"{field['name']} of {rows[at][0]}: {before[:60]} becomes {after[:60]}", _written([head, *rows])
    )


def _other(field: dict, cell: str, others: list[str], rng: random.Random) -> str:
    choices = field.get("constraints", {}).get("enum") or field.get("trueValues", []) + field.get("falseValues", [])
    if choices:
        return rng.choice([one for one in choices if one != cell])
    if field["type"] in ("integer", "number"):
        return _number(cell, rng)
    if "split" in field and "|" in cell and rng.random() < 0.6:
        parts = cell.split("|")
        parts.pop(rng.randrange(len(parts)))
        return "|".join(parts)
    if field.get("references") and others and rng.random() < 0.8:
        parts, other = cell.split("|"), [one for one in rng.choice(others).split("|") if one not in cell.split("|")]
        if not other:
            return cell
        parts[rng.randrange(len(parts))] = rng.choice(other)
        return "|".join(parts)
    numbers = list(NUMBER.finditer(cell))
    if numbers and rng.random() < 0.7:
        found = rng.choice(numbers)
        return cell[: found.start()] + _number(found.group(), rng) + cell[found.end() :]
    if others and rng.random() < 0.5:
        return rng.choice(others)
    return _letter(cell, rng)


def _number(cell: str, rng: random.Random) -> str:
    """One more or less, ten times or a tenth, twice or half, digits turned round."""
    value = float(cell)
    step = 1.0 if "." not in cell else 10.0 ** -len(cell.partition(".")[2])
    after = rng.choice(
        [value + step, value - step, value * 10, value / 10, value * 2, value / 2, -value, value + 3 * step]
    )
    text = f"{after:.{max(len(cell.partition('.')[2]), 0)}f}" if "." in cell else f"{after:.10g}"
    if "." not in cell and float(text) != int(float(text)):
        text = str(int(float(text)))
    return f"{value + step:g}" if float(text) == value else text


def _letter(cell: str, rng: random.Random) -> str:
    at = rng.randrange(len(cell))
    if cell[at].isascii():
        other = rng.choice([letter for letter in "abcdefghijklmnopqrstuvwxyz" if letter != cell[at].lower()])
        return cell[:at] + (other.upper() if cell[at].isupper() else other) + cell[at + 1 :]
    return cell[:at] + cell[at + 1 :]


# ---- drawings and skin


def drawings() -> Iterator[Change]:
    """A change for every role of every view: a corner moved, a feature lost."""
    for path in sorted((DATA / "views").glob("*.geojson")):
        file = f"views/{path.name}"
        document = json.loads(path.read_text(encoding="utf-8"))
        for role in sorted({feature["properties"]["role"] for feature in document["features"]}):
            yield lambda rng, file=file, role=role: _corner(file, role, rng)
        yield lambda rng, file=file: _feature_lost(file, rng)


def _lines(file: str) -> list[str]:
    return (DATA / file).read_text(encoding="utf-8").splitlines()


def _features(lines: list[str], role: str = "") -> list[int]:
    return [at for at, line in enumerate(lines) if f'"role": "{role}' in line and '"coordinates"' in line]


def _corner(file: str, role: str, rng: random.Random) -> Damage | None:
    lines = _lines(file)
    found = _features(lines, role)
    if not found:
        return None
    at = rng.choice(found)
    pairs = list(re.finditer(r"\[(-?\d[\d.e-]*), ?(-?\d[\d.e-]*)\]", lines[at]))
    pair, which = rng.choice(pairs), rng.choice((1, 2))
    moved = f"{float(pair.group(which)) + rng.choice((-WIDE, WIDE)):.4f}"
    lines[at] = lines[at][: pair.start(which)] + moved + lines[at][pair.end(which) :]
    name = re.search(r'"id": "([^"]*)"', lines[at])
    what = f"{role} {name.group(1) if name else ''}: {pair.group(0)} with {moved}"
    return Damage(file, what, "\n".join(lines) + "\n")


def _feature_lost(file: str, rng: random.Random) -> Damage | None:
    lines = _lines(file)
    at = rng.choice(_features(lines)[:-1])
    return Damage(file, f"without {lines[at][:110]}", "\n".join([*lines[:at], *lines[at + 1 :]]) + "\n")


def skin() -> Iterator[Change]:
    for name in ("loft_leg.csv", "loft_foot.csv", "loft_toes.csv", "warmth.csv"):
        yield lambda rng, file=f"surface/{name}": _skin_number(file, rng)
    yield _frame_number


def _skin_number(file: str, rng: random.Random) -> Damage | None:
    head, *rows = _read(file)
    row, column = rng.randrange(len(rows)), rng.randrange(len(head))
    if not NUMBER.fullmatch(rows[row][column]):
        return None
    before = rows[row][column]
    rows[row][column] = str(float(before) + rng.choice((-WIDE, WIDE)))
    return Damage(file, f"{head[column]} of row {row}: {before} becomes {rows[row][column]}", _written([head, *rows]))


def _frame_number(rng: random.Random) -> Damage:
    text = (DATA / "surface/frames.json").read_text(encoding="utf-8")
    found = rng.choice(list(NUMBER.finditer(text)))
    after = f"{float(found.group()) * rng.choice((0.9, 1.1, 10)):.5f}"
    return Damage(
        "surface/frames.json", f"{found.group()} becomes {after}", text[: found.start()] + after + text[found.end() :]
    )


# ---- files


def files() -> Iterator[Change]:
    """A change for every way in which a file is damaged."""
    names = sorted(
        str(path.relative_to(DATA)) for path in DATA.rglob("*") if path.suffix in (".csv", ".json", ".geojson", ".gz")
    )
    for damage in (_lost, _emptied, _cut, _garbled, _renamed, _other_kind):
        yield lambda rng, damage=damage: damage(rng.choice(names), rng)


def _lost(file: str, rng: random.Random) -> Damage:
    return Damage(file, "lost", None)


def _emptied(file: str, rng: random.Random) -> Damage:
    return Damage(file, "emptied", b"")


def _cut(file: str, rng: random.Random) -> Damage:
    whole = (DATA / file).read_bytes()
    end = rng.randrange(1, len(whole))
    return Damage(file, f"cut after {end} of {len(whole)} bytes", whole[:end])


def _garbled(file: str, rng: random.Random) -> Damage:
    whole = bytearray((DATA / file).read_bytes())
    at = rng.randrange(len(whole))
    whole[at] = rng.choice((0, 34, 44, 255))
    return Damage(file, f"byte {at} becomes {whole[at]}", bytes(whole))


def _renamed(file: str, rng: random.Random) -> Damage | None:
    if not file.endswith(".csv"):
        return None
    head, *rows = _read(file)
    at = rng.randrange(len(head))
    before, head[at] = head[at], "mood"
    return Damage(file, f"column {before} becomes mood", _written([head, *rows]))


def _other_kind(file: str, rng: random.Random) -> Damage | None:
    return None if file.endswith((".csv", ".gz")) else Damage(file, "a list", rng.choice(("[]", "{}", "7", "null")))


# ---- asking


def damages(kind: str, seed: int, count: int) -> Iterator[Damage]:
    """So many damages, always the same for a seed."""
    rng, changes = random.Random(seed), [*files()] if kind == "files" else [*columns(), *drawings(), *skin()]
    while count:
        if found := rng.choice(changes)(rng):
            count -= 1
            yield found


def asked(ask: Callable[[], str | None]) -> dict[str, str | None]:
    """What `ask` finds in a process of its own, which has read nothing yet."""
    out, into = os.pipe()
    if child := os.fork():
        os.close(into)
        with os.fdopen(out, encoding="utf-8") as said:
            text = said.read()
        os.waitpid(child, 0)
        return json.loads(text) if text else {"named": None, "fault": "the process ended"}
    try:
        found = {"named": ask(), "fault": None}
    except BaseException:
        found = {"named": None, "fault": traceback.format_exc()}
    with os.fdopen(into, "w", encoding="utf-8") as told:
        json.dump(found, told)
    os._exit(0)


def first_finding(kind: str) -> str | None:
    """What `python -m data` names first, after the app was opened: all but a plain fault of the data leaves this."""
    from content.opening import guarded, open_all
    from content.promises.check import PROMISES, QUICK, findings
    from data.reading.tables import DataError

    found = next(map(str, findings(QUICK if kind == "quick" else PROMISES)), None)
    try:
        with guarded():
            open_all()
    except DataError:
        pass
    return found


def main() -> None:
    import content.opening
    import content.promises.check  # noqa: F401  every process below begins with it

    kind, seed, count = sys.argv[1], *map(int, sys.argv[2:])
    for damage in damages(kind, seed, count):
        path = DATA / damage.file
        before = path.read_bytes()
        path.unlink()
        if damage.text is not None:
            path.write_bytes(damage.text.encode() if isinstance(damage.text, str) else damage.text)
        try:
            told = asked(lambda: first_finding(kind))
            print(json.dumps({"file": damage.file, "what": damage.what, **told}), flush=True)
        finally:
            path.write_bytes(before)


if __name__ == "__main__":
    main()
