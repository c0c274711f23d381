"""What the five articles say, claim by claim: where the atlas shows it, or why it does not.

A reference says where. Its kinds, and what must be there for it to hold:

    view:foot_sole            the drawing
    card:KI4  card:KI4:find   the point's card, or one part of it (where, find, press, care)
    name:KI7  name:KI7:Feliu  the point's names; with a name: the search finds the point by it
    uses:BL60  uses:BL57:function   a traditional statement of the point, of any kind or of that kind
    dose:BL60  dose:BL60:pulsed     a dose of the point, with that technique
    class:ST36                the traditional classes of the point (he-sea, command point …)
    technique:press           a technique, dose, pressure level, tool or preparation with its words
    safety:SF_PREG            a safety sentence
    caution:CAUTION_CLOT:ST36 a caution, carried by that point
    saying:KI1.finder         who says where
    search:bl54               a note of the search
    source:article-leg-pain   a source
    note:qi                   a general note
    evidence:EV_… condition:heel_pain routine:RT_HEEL   practice
    zone:Z_HEEL               a reflexology zone

A kind whose table the atlas does not have yet is waiting: neither reachable nor broken.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from data.atlas import WORDS, Atlas, PointFacts
from data.practice import load_practice
from data.sayings import sayings_by_id
from data.search import find_points
from data.tables import FOLDER, DataError, listed, read_rows

TABLE = "claims.csv"
SHOWS = ("as_is", "corrected", "traditional_only", "warn", "omit")
CARD_PARTS = ("where", "find", "press", "care")
TABLES_TO_COME = {"zone": "zones.csv", "note": "notes.csv"}  # kind: the table it needs
WITH_SOURCES = ("uses", "dose", "technique", "saying")  # kinds whose rows name the articles they rest on


@dataclass(frozen=True)
class Claim:
    """One claim of an article: how the atlas shows it, where, and for an omitted one why not."""

    id: str
    article: str
    line: str
    show: str
    shown_in: tuple[str, ...]
    why: str


@cache
def load_claims() -> Mapping[str, Claim]:
    """Every claim by its id. Raises DataError with the row when an id stands twice or `show` is not a known word."""
    found: dict[str, Claim] = {}
    for row in read_rows(TABLE, ("claim_id", "article", "line", "show", "shown_in", "why")):
        if row["claim_id"] in found:
            raise DataError(FOLDER / TABLE, int(row["_row"]), f"the claim {row['claim_id']} stands twice")
        if row["show"] not in SHOWS:
            reason = f"show is {row['show']!r}; it is one of {', '.join(SHOWS)}"
            raise DataError(FOLDER / TABLE, int(row["_row"]), reason)
        shown_in = listed(row["shown_in"])
        found[row["claim_id"]] = Claim(row["claim_id"], row["article"], row["line"], row["show"], shown_in, row["why"])
    return found


def reachable(atlas: Atlas, reference: str) -> bool:
    """Whether the atlas really has what a reference names. Raises ValueError for a reference of no known kind."""
    kind, name, part = _parts(reference)
    return not waiting(reference) and bool(name) and _KINDS[kind](atlas, name, part)


def waiting(reference: str) -> bool:
    """Whether a reference needs a table that the atlas does not have yet."""
    table = TABLES_TO_COME.get(_parts(reference)[0])
    return table is not None and not (FOLDER / table).exists()


def rests_on(atlas: Atlas, reference: str) -> frozenset[str] | None:
    """The sources named where a reference leads; None for kinds whose rows need not name the article."""
    kind, name, part = _parts(reference)
    if kind not in WITH_SOURCES or not reachable(atlas, reference):
        return None
    if kind == "uses":
        return frozenset(source for use in _uses(atlas, name, part) for source in use.sources)
    if kind == "dose":
        return frozenset(source for dose in _doses(atlas, name, part) for source in dose.sources)
    if kind == "saying":
        return frozenset(sayings_by_id()[name].source)
    return frozenset(listed(atlas.techniques[name]["source"]))


def _parts(reference: str) -> tuple[str, str, str]:
    kind, colon, rest = reference.partition(":")
    if not colon or kind not in _KINDS:
        raise ValueError(f"{reference!r} is no reference; its kind is one of {', '.join(_KINDS)}")
    name, _, part = rest.partition(":")
    return kind, name, part


def _point(atlas: Atlas, code: str) -> PointFacts | None:
    return atlas.points.get(code)


def _uses(atlas: Atlas, code: str, kind: str) -> list:
    point = _point(atlas, code)
    return [use for use in point.uses if kind in ("", use.kind)] if point else []


def _doses(atlas: Atlas, code: str, technique: str) -> list:
    point = _point(atlas, code)
    return [dose for dose in point.doses if technique in ("", dose.technique)] if point else []


def _card(atlas: Atlas, code: str, part: str) -> bool:
    point = _point(atlas, code)
    if point is None or part not in ("", *CARD_PARTS):
        return False
    return all(getattr(point.card, column) for column in ([part] if part else CARD_PARTS))


def _name(atlas: Atlas, code: str, name: str) -> bool:
    if not name:
        return code in atlas.points and bool(atlas.points[code].names.english or atlas.points[code].names.pinyin)
    return any(found.code == code and found.exact for found in find_points(atlas, name))


def _caution(atlas: Atlas, caution: str, code: str) -> bool:
    point = _point(atlas, code)
    return point is not None and any(carried.id == caution for carried in point.cautions)


def _technique(atlas: Atlas, name: str, _: str) -> bool:
    words = atlas.techniques.get(name, {})
    return bool(words.get("name") and (words.get("steps") or words.get("aim")))


def _safety(_: Atlas, name: str, __: str) -> bool:
    known = {row["safety_id"] for row in read_rows("safety.csv", ("safety_id",))}
    words = {row["safety_id"]: row["message"] for row in read_rows(f"{WORDS}/safety.csv", ("safety_id", "message"))}
    return name in known and bool(words.get(name))


def _note(_: Atlas, name: str, __: str) -> bool:
    words = {row["id"]: row["text"] for row in read_rows(f"{WORDS}/notes.csv", ("id", "text"))}
    return bool(words.get(name)) and name in {row["id"] for row in read_rows("notes.csv", ("id",))}


def _search(_: Atlas, key: str, __: str) -> bool:
    return any(row["key"] == key and row["sentence"] for row in read_rows("search_notes.csv", ("key", "sentence")))


def _zone(_: Atlas, name: str, __: str) -> bool:
    rows = read_rows("zones.csv")
    return any(name in (row.get("id"), row.get("zone_id")) for row in rows)


_KINDS: dict[str, Callable[[Atlas, str, str], bool]] = {
    "view": lambda atlas, name, _: name in atlas.documents,
    "card": _card,
    "name": _name,
    "uses": lambda atlas, code, kind: bool(_uses(atlas, code, kind)),
    "dose": lambda atlas, code, technique: bool(_doses(atlas, code, technique)),
    "class": lambda atlas, code, _: code in atlas.points and bool(atlas.points[code].category),
    "technique": _technique,
    "safety": _safety,
    "caution": _caution,
    "saying": lambda _, name, __: name in sayings_by_id(),
    "search": _search,
    "source": lambda atlas, name, _: name in atlas.sources,
    "note": _note,
    "evidence": lambda _, name, __: name in load_practice().evidence,
    "condition": lambda _, name, __: name in load_practice().conditions,
    "routine": lambda _, name, __: name in load_practice().routines,
    "zone": _zone,
}
