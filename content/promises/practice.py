"""Promises about complaints, routines and evidence: doses are the article's, levels not overstated."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from shapely.geometry import Polygon
from shapely.ops import unary_union

from content.studies import LEVELS
from data.hurt import HURT_VIEWS
from data.practice import BLOCKS, LONG_SECONDS, NOT_BEFORE_BED, WORDS, load_practice
from data.promises.dataset import Dataset, Finding, Row
from data.promises.words import DO_NOT_PRESS, LOCATE_ONLY
from data.reading.tables import DataError, listed

NOTHING_FOUND = re.compile(r"\b(found|know of) no good study\b", re.IGNORECASE)
DOUBT = re.compile(
    r"\b(small|slightly|modest|mixed|weak|unclear|uncertain|low certainty|claim nothing|"
    r"(not|nothing is|to be) certain)\b",
    re.IGNORECASE,
)
TOO_SURE = re.compile(r"\b(effective|proves?|proven|works?( for| against)|always|relieves?|no doubt)\b", re.IGNORECASE)
BENEFIT = re.compile(
    r"\b(relieves?|eases?|soothes?|improves?|helps? (with|against|your|the)|works? (for|against)|gets? rid|"
    r"good for|effective|strengthens?)\b",
    re.IGNORECASE,
)
OUTSIDE, OVERLAP, COVERED = 0.01, 0.005, 0.99  # shares of an area, of an area, of the outline


def the_practice_can_be_read(dataset: Dataset) -> list[Finding]:
    """The tables join: complaints, routines with their steps, evidence, each with its words."""
    try:
        load_practice()
    except DataError as error:
        return [Finding(error.path.name, error.row, error.reason)]
    return []


def _step(row: Row) -> str:
    return f"{row['routine']}.{row['number']}"


def every_complaint_lists_its_evidence(dataset: Dataset) -> list[Finding]:
    """A complaint lists exactly the evidence rows that name it; its level is never above that of the first of them."""
    evidence = {row["id"]: row for row in dataset.rows("evidence.csv")}
    found = []
    for row in dataset.rows("conditions.csv"):
        line, named = int(row["_row"]), listed(row["evidence"])
        about = {name for name, other in evidence.items() if row["id"] in listed(other["conditions"])}
        if set(named) != about:
            reason = f"{row['id']} and evidence.csv differ about {', '.join(sorted(set(named) ^ about))}"
            found.append(Finding("conditions.csv", line, reason))
        if named and named[0] in evidence and _above(row["level"], evidence[named[0]]["level"]):
            reason = f"{row['id']} is {row['level']}, but its first evidence is {evidence[named[0]]['level']}"
            found.append(Finding("conditions.csv", line, reason))
    return found


def _above(level: str, other: str) -> bool:
    ranks = ("", *LEVELS)
    return {level, other} <= set(ranks) and ranks.index(level) > ranks.index(other)


def every_complaint_has_a_routine_or_a_reason(dataset: Dataset) -> list[Finding]:
    """Shown as a routine it has one; shown as information it has none and says why."""
    words = {row["id"]: row for row in dataset.rows(f"{WORDS}/conditions.csv")}
    found = []
    for row in dataset.rows("conditions.csv"):
        line, why = int(row["_row"]), words.get(row["id"], {}).get("why_no_routine")
        if (row["show_as"] == "routine") != bool(row["routine"]):
            reason = f"{row['id']} is shown as {row['show_as']} and its routine is {row['routine'] or 'none'}"
            found.append(Finding("conditions.csv", line, reason))
        if (row["show_as"] == "information") != bool(why):
            found.append(
                Finding(
                    f"{WORDS}/conditions.csv",
                    None,
                    f"{row['id']} is shown as {row['show_as']}: it says {'why it has none' if why else 'no reason'}",
                )
            )
    return found


def no_step_presses_what_is_only_shown(dataset: Dataset) -> list[Finding]:
    """No point that is only located or lies over the artery of the thigh; nothing stirring in an evening routine."""
    evening = {row["id"] for row in dataset.rows("routines.csv") if row["when"] == "evening"}
    found = []
    for row in dataset.rows("routine_steps.csv"):
        line, name = int(row["_row"]), _step(row)
        for code in listed(row["subjects"]):
            point = dataset.atlas.points.get(code)
            shown = point and (
                any(dose.technique == LOCATE_ONLY for dose in point.doses)
                or any(caution.id == DO_NOT_PRESS for caution in point.cautions)
            )
            if shown or row["technique"] == LOCATE_ONLY:
                found.append(Finding("routine_steps.csv", line, f"{name} presses {code}, which is only shown"))
        if row["routine"] in evening and (NOT_BEFORE_BED in listed(row["safety"]) or "ST36" in listed(row["subjects"])):
            found.append(Finding("routine_steps.csv", line, f"{name} is not for bedtime, and its routine is"))
    return found


def every_routine_is_in_order(dataset: Dataset) -> list[Finding]:
    """Blocks follow each other; each routine begins gently; each has a short version that fits."""
    found = []
    for routine in dataset.rows("routines.csv"):
        steps = [row for row in dataset.rows("routine_steps.csv") if row["routine"] == routine["id"]]
        found += [
            Finding("routine_steps.csv", int(row["_row"]), f"{_step(row)} {fault}")
            for row in steps
            for fault in _form_faults(row)
        ]
        places = [BLOCKS.index(row["block"]) for row in steps if row["block"] in BLOCKS]
        line = int(routine["_row"])
        if places != sorted(places) and not _mixed_only(places):
            found.append(Finding("routines.csv", line, f"{routine['id']}: its blocks are not in the session's order"))
        if not {"warm-up", "finish"} <= {row["block"] for row in steps}:
            found.append(Finding("routines.csv", line, f"{routine['id']} has no warm-up or no end"))
        short = _seconds([row for row in steps if row["short"] == "yes"])
        if short > LONG_SECONDS or not short:
            found.append(Finding("routines.csv", line, f"the short version of {routine['id']} takes {short} seconds"))
    return found


def _mixed_only(places: list[int]) -> bool:
    """Main and optional steps may alternate (the seven places of the back keep the article's order)."""
    main, optional = BLOCKS.index("main"), BLOCKS.index("optional")
    merged = [main if place == optional else place for place in places]
    return merged == sorted(merged)


def _seconds(rows: list[dict[str, str]]) -> int:
    return sum(
        int(row["seconds"] or 0) * int(row["repeats"] or 1) * (2 if row["side"] == "each" else 1) for row in rows
    )


def _form_faults(row: Row) -> Iterator[str]:
    places = len(listed(row["subjects"]))
    if (row["layer"] in ("point", "zone")) != bool(places):
        yield f"is a step of the layer {row['layer']} and names {places} places"
    if row["layer"] != "text" and not row["technique"]:
        yield "has no technique"
    if row["side"] == "each" and not int(row["seconds"] or 0):
        yield "is done on each side and takes no time"


def no_evidence_says_more_than_its_level(dataset: Dataset) -> list[Finding]:
    """Level none says that no good study was found, low says its doubt, moderate is for safety; none is too sure."""
    words = {row["id"]: row["wording"] for row in dataset.rows(f"{WORDS}/evidence.csv")}
    return [
        Finding("evidence.csv", int(row["_row"]), f"{row['id']} {fault}")
        for row in dataset.rows("evidence.csv")
        for fault in _evidence_faults(row, words.get(row["id"], ""))
    ]


def _evidence_faults(row: Row, wording: str) -> Iterator[str]:
    level = row["level"]
    if level == "none" and not NOTHING_FOUND.search(wording):
        yield "is of level none and does not say that no good study was found"
    if level == "low" and not DOUBT.search(wording):
        yield "is of level low and its sentence has no doubt in it"
    if level == "moderate" and row["topic"] != "safety":
        yield "is of level moderate, which this atlas uses for safety only"
    if sure := TOO_SURE.search(wording):
        yield f"says {sure.group()!r}, which is too sure"
    if (row["read"] == "search") != (row["study_type"] == "search"):
        yield "mixes up a study and a search that found none"


def no_practice_words_promise_a_benefit(dataset: Dataset) -> list[Finding]:
    """What a complaint, routine or step says is how to do it and what tradition says, never that it helps."""
    return [
        Finding(f"{WORDS}/{table}.csv", int(row["_row"]), f"{hit.group()!r} in {row['id']} promises a benefit")
        for table in ("conditions", "routines", "step_words", "step_notes")
        for row in dataset.rows(f"{WORDS}/{table}.csv")
        for column, cell in row.items()
        if column != "_row" and (hit := BENEFIT.search(cell))
    ]


def every_hurt_area_lies_on_its_outline(dataset: Dataset) -> list[Finding]:
    """The areas of a view lie on the limb, do not overlap, leave no gap; each leads to complaints or says why not."""
    words = {row["id"]: row for row in dataset.rows(f"{WORDS}/hurt_areas.csv")}
    found = []
    for row in dataset.rows("hurt_areas.csv"):
        if not row["conditions"] and not words.get(row["id"], {}).get("say"):
            found.append(Finding("hurt_areas.csv", int(row["_row"]), f"{row['id']} leads nowhere and does not say why"))
    for view in HURT_VIEWS:
        outline = dataset.atlas.limb.views[view].outline
        rows = [row for row in dataset.rows("hurt_areas.csv") if row["view"] == view]
        shapes = [Polygon(json.loads(row["polygon"])) for row in rows]
        for number, (row, shape) in enumerate(zip(rows, shapes, strict=True)):
            before = unary_union(shapes[:number])
            if not shape.is_valid or not shape.area:
                found.append(Finding("hurt_areas.csv", int(row["_row"]), f"{row['id']} crosses itself or is empty"))
            elif shape.difference(outline).area > OUTSIDE * shape.area:
                found.append(Finding("hurt_areas.csv", int(row["_row"]), f"{row['id']} lies beside the limb"))
            elif shape.intersection(before).area > OVERLAP * shape.area:
                found.append(Finding("hurt_areas.csv", int(row["_row"]), f"{row['id']} lies over another area"))
        if outline.intersection(unary_union(shapes)).area < COVERED * outline.area:
            found.append(Finding("hurt_areas.csv", None, f"the areas of {view} leave gaps on the limb"))
    return found


PROMISES = (
    the_practice_can_be_read,
    every_complaint_lists_its_evidence,
    every_complaint_has_a_routine_or_a_reason,
    no_step_presses_what_is_only_shown,
    every_routine_is_in_order,
    no_evidence_says_more_than_its_level,
    no_practice_words_promise_a_benefit,
    every_hurt_area_lies_on_its_outline,
)
