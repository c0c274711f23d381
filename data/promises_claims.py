"""Promises about the articles: every claim is shown or left out for a reason, and every source's word has its place."""
from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from coords.body import Body
from coords.cun import Measurements
from coords.said import places_by_rules
from coords.view import SIDES
from data.atlas import WORDS
from data.claims import SHOWS, reachable, rests_on, waiting
from data.claims import TABLE as CLAIMS
from data.promises_places import OFF_LIMB, off_limb
from data.promises_words import ALLOWED, FORBIDDEN
from data.sayings import AGREES, ASPECTS, saying_rule
from data.sayings import TABLE as SAYINGS
from data.shelf import Finding, Row, Shelf
from data.tables import DataError, listed

ZONE = "Z_"  # a code that begins so is a reflexology zone


def every_claim_has_its_row(shelf: Shelf) -> list[Finding]:
    """The claims are numbered without a gap, name an article, and are shown somewhere or left out for a reason."""
    found = []
    for number, row in enumerate(shelf.rows(CLAIMS), start=1):
        if row["claim_id"] != f"CL{number:03d}":
            found.append(_at(CLAIMS, row, f"{row['claim_id']} stands where CL{number:03d} should"))
        found += [_at(CLAIMS, row, f"{row['claim_id']} {fault}") for fault in _claim_faults(shelf, row)]
    return found


def _claim_faults(shelf: Shelf, row: Row) -> Iterator[str]:
    if row["article"] not in shelf.atlas.sources:
        yield f"names {row['article']!r}, which is not in sources.csv"
    if row["show"] not in SHOWS:
        yield f"is shown {row['show']!r}; it is one of {', '.join(SHOWS)}"
    if row["show"] == "omit":
        if not row["why"]:
            yield "is left out without a reason"
        if row["shown_in"]:
            yield "is left out and yet shown"
    elif not row["shown_in"]:
        yield "is shown nowhere"
    if hit := FORBIDDEN.search(ALLOWED.sub("", row["why"])):
        yield f"gives a reason with the word {hit.group()!r}, which promises too much"


def every_shown_claim_is_reachable(shelf: Shelf) -> list[Finding]:
    """What shows a claim is really there; where it names its sources, the claim's article is one of them."""
    return [_at(CLAIMS, row, f"{row['claim_id']}: {fault}") for row in shelf.rows(CLAIMS)
            for reference in listed(row["shown_in"]) if (fault := _reference_fault(shelf, row["article"], reference))]


def _reference_fault(shelf: Shelf, article: str, reference: str) -> str:
    try:
        if waiting(reference):
            return ""
        if not reachable(shelf.atlas, reference):
            return f"{reference} leads nowhere"
        sources = rests_on(shelf.atlas, reference)
    except (ValueError, DataError) as error:
        return str(error)
    return f"{reference} does not name {article}" if sources is not None and article not in sources else ""


def waiting_claims(shelf: Shelf) -> Iterator[str]:
    """What is known and kept on purpose: claims whose place belongs to a part that the atlas does not have yet."""
    for row in shelf.rows(CLAIMS):
        references = [reference for reference in listed(row["shown_in"]) if waiting(reference)]
        if references:
            yield f"  {row['claim_id']} waits for {', '.join(references)}"


def every_saying_has_its_words(shelf: Shelf) -> list[Finding]:
    """One row, a statement and an answer for each; it is about a point (or a zone), and only a place has a rule."""
    words = {row["id"]: row for row in shelf.rows(f"{WORDS}/{SAYINGS}")}
    found, seen = [], set()
    for row in shelf.rows(SAYINGS):
        found += [_at(SAYINGS, row, f"{row['id']} {fault}") for fault in _saying_faults(shelf, row)]
        found += [_at(SAYINGS, row, f"{row['id']} stands twice")] if row["id"] in seen else []
        found += [Finding(f"{WORDS}/{SAYINGS}", None, f"{row['id']} has no words under {column!r}")
                  for column in ("says", "answer") if not words.get(row["id"], {}).get(column)]
        seen.add(row["id"])
    return found + [_at(f"{WORDS}/{SAYINGS}", row, f"{name} is not in {SAYINGS}")
                    for name, row in words.items() if name not in seen]


def _saying_faults(shelf: Shelf, row: Row) -> Iterator[str]:
    codes = listed(row["code"])
    if not codes:
        yield "is about no point"
    for code in codes:
        if code not in shelf.atlas.points and not _is_zone(shelf, code):
            yield f"is about {code}, which is not a point of points.csv"
    for column, choices in (("aspect", ASPECTS), ("agrees", AGREES)):
        if row[column] not in choices:
            yield f"has {column} {row[column]!r}; it is one of {', '.join(choices)}"
    if row["rule"] and row["aspect"] != "place":
        yield f"has a rule, and yet it speaks of a {row['aspect']}"


def _is_zone(shelf: Shelf, code: str) -> bool:
    rows = shelf.rows("zones.csv")
    return code.startswith(ZONE) and (not rows or any(code in (row.get("id"), row.get("zone_id")) for row in rows))


def every_saying_lies_on_the_limb(shelf: Shelf) -> list[Finding]:
    """A place that a source gives can be drawn: its rule lands on the limb, in each of its views and on both sides."""
    body = Body(shelf.atlas.limb, Measurements({}, None, {}))
    return [_at(SAYINGS, row, f"{row['id']} {fault}") for row in shelf.rows(SAYINGS) if row["rule"]
            for code in listed(row["code"]) for fault in _place_faults(shelf, body, row, code)]


def _place_faults(shelf: Shelf, body: Body, row: Row, code: str) -> Iterator[str]:
    point = shelf.atlas.points.get(code)
    try:
        rule = saying_rule(row, point.rule if point else None)
    except DataError as error:
        yield error.reason
        return
    if rule is None:
        return
    for view in rule.views:
        for side in SIDES:
            try:
                (place,) = places_by_rules(body, [rule], view, side)
            except (LookupError, ValueError, TypeError) as error:
                yield f"cannot be placed in {view}: {error.args[0] if error.args else error}"
                break
            x, y = (-place.xy[0] if side == "left" else place.xy[0], place.xy[1])
            if not (isfinite(x) and isfinite(y)):
                yield f"has no finite place in {view}"
            elif (off := off_limb(shelf, view, (x, y))) > OFF_LIMB:
                yield f"lies {off:.3f} {shelf.atlas.limb.views[view].unit} off the limb in {view}, {side}"


def _at(file: str, row: Row, reason: str) -> Finding:
    return Finding(file, int(row["_row"]), reason)
