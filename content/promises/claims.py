"""Promises about the articles: every claim is shown or left out for a reason, and every source's word has its place."""

from __future__ import annotations

from collections.abc import Iterator
from math import isfinite

from content.claims import TABLE as CLAIMS
from content.claims import claim_of, reachable, rests_on, unsaid
from coords.body import Body
from coords.cun import Measurements
from coords.said import places_by_rules
from coords.side import SIDES, Side
from data.promises.dataset import Dataset, Finding, Row
from data.promises.places import OFF_LIMB, off_limb
from data.promises.words import ALLOWED, FORBIDDEN
from data.reading.tables import DataError, listed
from data.sayings import TABLE as SAYINGS
from data.sayings import saying_rule


def every_claim_has_its_row(dataset: Dataset) -> list[Finding]:
    """The claims are numbered without a gap and are shown somewhere or left out for a reason."""
    found = []
    for number, row in enumerate(dataset.rows(CLAIMS), start=1):
        if row["claim_id"] != f"CL{number:03d}":
            found.append(_at(CLAIMS, row, f"{row['claim_id']} stands where CL{number:03d} should"))
        found += [_at(CLAIMS, row, f"{row['claim_id']} {fault}") for fault in _claim_faults(row)]
    return found


def _claim_faults(row: Row) -> Iterator[str]:
    if row["show"] == "omit":
        if not row["why"]:
            yield "is left out without a reason"
        if row["shown_in"] or row["words"]:
            yield "is left out and yet shown"
    elif not row["shown_in"]:
        yield "is shown nowhere"
    elif not row["words"]:
        yield "names no words that show it"
    if hit := FORBIDDEN.search(ALLOWED.sub("", row["why"])):
        yield f"gives a reason with the word {hit.group()!r}, which promises too much"


def every_shown_claim_is_reachable(dataset: Dataset) -> list[Finding]:
    """What shows a claim is really there; where it names its sources, the claim's article is one of them."""
    return [
        _at(CLAIMS, row, f"{row['claim_id']}: {fault}")
        for row in dataset.rows(CLAIMS)
        for reference in listed(row["shown_in"])
        if (fault := _reference_fault(dataset, row["article"], reference))
    ]


def _reference_fault(dataset: Dataset, article: str, reference: str) -> str:
    try:
        if not reachable(dataset.atlas, reference):
            return f"{reference} leads nowhere"
        sources = rests_on(dataset.atlas, reference)
    except (ValueError, DataError) as error:
        return str(error)
    return f"{reference} does not name {article}" if sources is not None and article not in sources else ""


def every_claim_is_said(dataset: Dataset) -> list[Finding]:
    """The words that a claim names stand where it is shown, and each place that shows it says some of them."""
    found = []
    for row in dataset.rows(CLAIMS):
        try:
            found += [_at(CLAIMS, row, f"{row['claim_id']} {fault}") for fault in unsaid(dataset.atlas, claim_of(row))]
        except (ValueError, DataError) as error:
            found.append(_at(CLAIMS, row, f"{row['claim_id']}: {error}"))
    return found


def only_a_saying_of_a_place_has_a_rule(dataset: Dataset) -> list[Finding]:
    """What a source says of a name, a number or a caution cannot be drawn."""
    return [
        _at(SAYINGS, row, f"{row['id']} has a rule, and yet it speaks of a {row['aspect']}")
        for row in dataset.rows(SAYINGS)
        if row["rule"] and row["aspect"] != "place"
    ]


def every_saying_lies_on_the_limb(dataset: Dataset) -> list[Finding]:
    """A place that a source gives can be drawn: its rule lands on the limb, in each of its views and on both sides."""
    body = Body(dataset.atlas.limb, Measurements({}, None, {}))
    return [
        _at(SAYINGS, row, f"{row['id']} {fault}")
        for row in dataset.rows(SAYINGS)
        if row["rule"]
        for code in listed(row["code"])
        for fault in _place_faults(dataset, body, row, code)
    ]


def _place_faults(dataset: Dataset, body: Body, row: Row, code: str) -> Iterator[str]:
    point = dataset.atlas.points.get(code)
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
            x, y = Side(side).mirrored(place.xy)
            if not (isfinite(x) and isfinite(y)):
                yield f"has no finite place in {view}"
            elif (off := off_limb(dataset, view, (x, y))) > OFF_LIMB:
                yield f"lies {off:.3f} {dataset.atlas.limb.views[view].unit} off the limb in {view}, {side}"


def _at(file: str, row: Row, reason: str) -> Finding:
    return Finding(file, int(row["_row"]), reason)
