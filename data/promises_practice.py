"""Promises about complaints, routines and evidence: doses are the article's, levels not overstated."""
from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Iterator

from shapely.geometry import Polygon
from shapely.ops import unary_union

from data.hurt import HURT_VIEWS
from data.practice import BLOCKS, EXACT, LAYERS, LONG_SECONDS, NOT_BEFORE_BED, WORDS, load_practice
from data.promises_words import DO_NOT_PRESS, LOCATE_ONLY, OWN_RULE
from data.shelf import Finding, Row, Shelf
from data.tables import DataError, listed

LEVELS = ("none", "low", "moderate")
ORIGINS = (EXACT, "article default", "article pairing, default time", "article instruction, time of this atlas",
           "article instruction", OWN_RULE)
TOPICS = ("condition", "general", "reflexology", "safety")
READ = ("findings", "abstract", "scope", "citation", "search")
NEEDED_WORDS = {  # table: words that may not be empty
    "conditions": ("name", "plain_name"), "routines": ("title", "intro"), "evidence": ("tested", "wording"),
    "routine_steps": ("instruction", "other_way"), "hurt_areas": ("name",),
}
NOTHING_FOUND = re.compile(r"\bno good study\b", re.IGNORECASE)
DOUBT = re.compile(
    r"\b(small|slightly|modest|mixed|weak|unclear|uncertain|low certainty|claim nothing|"
    r"(not|nothing is|to be) certain)\b", re.IGNORECASE)
TOO_SURE = re.compile(r"\b(effective|proves?|proven|works?( for| against)|always|relieves?|no doubt)\b", re.IGNORECASE)
BENEFIT = re.compile(
    r"\b(relieves?|eases?|soothes?|improves?|helps? (with|against|your|the)|works? (for|against)|gets? rid|"
    r"good for|effective|strengthens?)\b", re.IGNORECASE)
OUTSIDE, OVERLAP, COVERED = 0.01, 0.005, 0.99  # shares of an area, of an area, of the outline


def the_practice_can_be_read(shelf: Shelf) -> list[Finding]:
    """The tables join: complaints, routines with their steps, evidence, each with its words."""
    try:
        load_practice()
    except DataError as error:
        return [Finding(error.path.name, error.row, error.reason)]
    return []


def every_practice_row_has_its_words(shelf: Shelf) -> list[Finding]:
    """One id, one row; words for each row, and no words without a row."""
    found = []
    for table, columns in NEEDED_WORDS.items():
        rows = {_id(table, row): row for row in shelf.rows(f"{table}.csv")}
        words = {row["id"]: row for row in shelf.rows(f"{WORDS}/{table}.csv")}
        for file, name_of in ((f"{table}.csv", lambda row, table=table: _id(table, row)),
                              (f"{WORDS}/{table}.csv", lambda row: row["id"])):
            times = Counter(name_of(row) for row in shelf.rows(file))
            found += [Finding(file, None, f"{name} stands twice") for name, count in times.items() if count > 1]
        found += [Finding(f"{WORDS}/{table}.csv", None, f"{name} has no {column}") for name in rows
                  for column in columns if not words.get(name, {}).get(column)]
        found += [Finding(f"{WORDS}/{table}.csv", int(row["_row"]), f"{name} is not in {table}.csv")
                  for name, row in words.items() if name not in rows]
    return found


def _id(table: str, row: Row) -> str:
    return f"{row['routine']}.{row['number']}" if table == "routine_steps" else row["id"]


def every_practice_id_resolves(shelf: Shelf) -> list[Finding]:
    """Points, zones, techniques, cautions, evidence, routines and complaints that a row names are there."""
    known = _known(shelf)
    names = {  # file: column -> what it names
        "conditions.csv": {"routine": "routines", "points": "points", "zones": "zones", "evidence": "evidence",
                           "safety": "safety"},
        "routines.csv": {"condition": "conditions"},
        "routine_steps.csv": {"routine": "routines", "subjects": "places", "technique": "techniques",
                              "safety": "safety"},
        "evidence.csv": {"conditions": "conditions", "subjects": "places", "citation": "sources"},
        "hurt_areas.csv": {"conditions": "conditions"},
    }
    return [Finding(file, int(row["_row"]), f"{column} names {name!r}, which is not among the {what}")
            for file, columns in names.items() for row in shelf.rows(file) for column, what in columns.items()
            for name in listed(row[column]) if name not in known[what]]


def _known(shelf: Shelf) -> dict[str, set[str]]:
    zones = {row["id"] for row in shelf.rows("zones.csv") or shelf.rows(f"{WORDS}/zone_names.csv")}
    points, techniques = set(shelf.atlas.points), {row["id"] for row in shelf.rows("techniques.csv")}
    return {
        "points": points, "zones": zones, "places": points | zones | techniques, "techniques": techniques,
        "safety": {row["safety_id"] for row in shelf.rows("safety.csv")}, "sources": set(shelf.atlas.sources),
        **{name: {row["id"] for row in shelf.rows(f"{name}.csv")} for name in ("conditions", "routines", "evidence")},
    }


def every_complaint_lists_its_evidence(shelf: Shelf) -> list[Finding]:
    """A complaint lists exactly the evidence rows that name it; its level is never above that of the first of them."""
    evidence = {row["id"]: row for row in shelf.rows("evidence.csv")}
    found = []
    for row in shelf.rows("conditions.csv"):
        line, named = int(row["_row"]), listed(row["evidence"])
        about = {name for name, other in evidence.items() if row["id"] in listed(other["conditions"])}
        if set(named) != about:
            reason = f"{row['id']} and evidence.csv differ about {', '.join(sorted(set(named) ^ about))}"
            found.append(Finding("conditions.csv", line, reason))
        if row["level"] not in LEVELS:
            found.append(Finding("conditions.csv", line, f"{row['id']} has the level {row['level']!r}"))
        elif named and named[0] in evidence and _above(row["level"], evidence[named[0]]["level"]):
            reason = f"{row['id']} is {row['level']}, but its first evidence is {evidence[named[0]]['level']}"
            found.append(Finding("conditions.csv", line, reason))
    return found


def _above(level: str, other: str) -> bool:
    return LEVELS.index(level) > (LEVELS.index(other) if other in LEVELS else -1)


def every_complaint_has_a_routine_or_a_reason(shelf: Shelf) -> list[Finding]:
    """Shown as a routine it has one; shown as information it has none and says why; every routine is used."""
    words = {row["id"]: row for row in shelf.rows(f"{WORDS}/conditions.csv")}
    found = []
    for row in shelf.rows("conditions.csv"):
        line, why = int(row["_row"]), words.get(row["id"], {}).get("why_no_routine")
        if row["show_as"] not in ("routine", "information"):
            found.append(Finding("conditions.csv", line, f"{row['id']} is shown as {row['show_as']!r}"))
        if (row["show_as"] == "routine") != bool(row["routine"]):
            reason = f"{row['id']} is shown as {row['show_as']} and its routine is {row['routine'] or 'none'}"
            found.append(Finding("conditions.csv", line, reason))
        if (row["show_as"] == "information") != bool(why):
            found.append(Finding(f"{WORDS}/conditions.csv", None, f"{row['id']} is shown as {row['show_as']}: it says "
                                                                  f"{'why it has none' if why else 'no reason'}"))
    used = {row["routine"] for row in shelf.rows("conditions.csv")}
    return found + [Finding("routines.csv", int(row["_row"]), f"no complaint leads to {row['id']}")
                    for row in shelf.rows("routines.csv") if row["id"] not in used]


def no_step_presses_what_is_only_shown(shelf: Shelf) -> list[Finding]:
    """No point that is only located or lies over the artery of the thigh; nothing stirring in an evening routine."""
    evening = {row["id"] for row in shelf.rows("routines.csv") if row["when"] == "evening"}
    found = []
    for row in shelf.rows("routine_steps.csv"):
        line, name = int(row["_row"]), _id("routine_steps", row)
        for code in listed(row["subjects"]):
            point = shelf.atlas.points.get(code)
            shown = point and (any(dose.technique == LOCATE_ONLY for dose in point.doses)
                               or any(caution.id == DO_NOT_PRESS for caution in point.cautions))
            if shown or row["technique"] == LOCATE_ONLY:
                found.append(Finding("routine_steps.csv", line, f"{name} presses {code}, which is only shown"))
        if row["routine"] in evening and (NOT_BEFORE_BED in listed(row["safety"]) or "ST36" in listed(row["subjects"])):
            found.append(Finding("routine_steps.csv", line, f"{name} is not for bedtime, and its routine is"))
    return found


def every_routine_is_in_order(shelf: Shelf) -> list[Finding]:
    """Blocks follow each other; each routine begins gently; a long one says so and has a short version that fits."""
    intros = {row["id"]: row["intro"] for row in shelf.rows(f"{WORDS}/routines.csv")}
    found = []
    for routine in shelf.rows("routines.csv"):
        steps = [row for row in shelf.rows("routine_steps.csv") if row["routine"] == routine["id"]]
        found += [Finding("routine_steps.csv", int(row["_row"]), f"{_id('routine_steps', row)} {fault}")
                  for row in steps for fault in _form_faults(row)]
        places = [BLOCKS.index(row["block"]) for row in steps if row["block"] in BLOCKS]
        line = int(routine["_row"])
        if places != sorted(places) and not _mixed_only(places):
            found.append(Finding("routines.csv", line, f"{routine['id']}: its blocks are not in the session's order"))
        if not {"warm-up", "finish"} <= {row["block"] for row in steps}:
            found.append(Finding("routines.csv", line, f"{routine['id']} has no warm-up or no end"))
        whole, short = _seconds(steps), _seconds([row for row in steps if row["short"] == "yes"])
        if short > LONG_SECONDS or not short:
            found.append(Finding("routines.csv", line, f"the short version of {routine['id']} takes {short} seconds"))
        if whole > LONG_SECONDS and "short version" not in intros.get(routine["id"], ""):
            found.append(Finding(f"{WORDS}/routines.csv", None, f"{routine['id']} is long and does not say so"))
    return found


def _mixed_only(places: list[int]) -> bool:
    """Main and optional steps may alternate (the seven places of the back keep the article's order)."""
    main, optional = BLOCKS.index("main"), BLOCKS.index("optional")
    merged = [main if place == optional else place for place in places]
    return merged == sorted(merged)


def _seconds(rows: list[dict[str, str]]) -> int:
    return sum(int(row["seconds"] or 0) * int(row["repeats"] or 1) * (2 if row["side"] == "each" else 1)
               for row in rows)


def _form_faults(row: Row) -> Iterator[str]:
    for column, allowed in (("block", BLOCKS), ("layer", LAYERS), ("side", ("each", "both", "none")),
                            ("short", ("yes", "no")), ("origin", ORIGINS)):
        if row[column] not in allowed:
            yield f"has the {column} {row[column]!r}; it is one of {', '.join(allowed)}"
    places = len(listed(row["subjects"]))
    if (row["layer"] in ("point", "zone")) != bool(places):
        yield f"is a step of the layer {row['layer']} and names {places} places"
    if row["layer"] != "text" and not row["technique"]:
        yield "has no technique"
    if row["side"] == "each" and not int(row["seconds"] or 0):
        yield "is done on each side and takes no time"
    if not row["sources"]:
        yield "has no source"


def every_step_keeps_its_dose(shelf: Shelf) -> list[Finding]:
    """Seconds, releases, changes and force are those of doses.csv and techniques.csv; exact ones exactly."""
    doses = shelf.rows("doses.csv")
    techniques = {row["id"]: row for row in shelf.rows("techniques.csv")}
    found = []
    for row in shelf.rows("routine_steps.csv"):
        if row["technique"] in techniques:
            found += [Finding("routine_steps.csv", int(row["_row"]), f"{_id('routine_steps', row)}: {fault}")
                      for fault in _dose_faults(row, doses, techniques)]
    return found


def _dose_faults(row: Row, doses: list[dict[str, str]], techniques: dict[str, dict[str, str]]) -> Iterator[str]:
    places, technique = listed(row["subjects"]), techniques[row["technique"]]
    if row["layer"] == "point" and row["origin"] != OWN_RULE:
        for code in places:
            others = set(places) - {code}
            rows = [dose for dose in doses if dose["code"] == code and dose["technique"] == row["technique"]
                    and set(listed(dose["with"])) == others]
            if not any(_fits(row, dose, dose["origin"]) for dose in rows):
                yield f"no dose of {code} by {row['technique']} allows it"
        return
    if row["layer"] == "point":  # the atlas's own pair: the technique's time, the gentlest of the points
        caps = [int(dose["pressure_max"]) for dose in doses if dose["code"] in places and dose["pressure_max"]]
        if not caps or int(row["pressure"] or 0) > min(caps):
            yield f"presses harder than the {min(caps, default=0)} its points allow"
    own = [rule for rule in techniques.values() if rule["row_type"] == "dose" and rule["applies_to"] == "|".join(places)
           and rule["id"].split("__")[0] == row["technique"]]
    if not any(_fits(row, rule, rule["dose_origin"]) for rule in own or [technique]):
        yield f"{row['technique']} on {' and '.join(places) or 'the foot'} has another dose"
    counted = (technique["repetitions_min"], technique["repetitions_max"])
    if row["technique"] == "stroke" and row["layer"] == "technique" and counted != (row["strokes_min"],
                                                                                    row["strokes_max"]):
        yield f"a set has {counted[0]} to {counted[1]} strokes"


def _fits(row: Row, rule: Row, origin: str) -> bool:
    """Inside the seconds and force of the rule, with its very releases, changes and times a day."""
    low, high = int(rule["seconds_min"] or 0), int(rule["seconds_max"] or 0)
    seconds = [int(row[column] or 0) for column in ("seconds_min", "seconds", "seconds_max")]
    same = all(row[column] == rule[column] for column in ("press_seconds", "release_seconds", "switch_seconds"))
    often = not rule["per_day_max"] or row["per_day_max"] == rule["per_day_max"]
    exact = row["origin"] != EXACT or origin.startswith(EXACT)
    return (low <= seconds[0] <= seconds[1] <= seconds[2] <= high and same and often and exact
            and int(row["pressure"] or 0) <= int(rule["pressure_max"] or 0))


def no_evidence_says_more_than_its_level(shelf: Shelf) -> list[Finding]:
    """Level none says that no good study was found, low says its doubt, moderate is for safety; none is too sure."""
    words = {row["id"]: row["wording"] for row in shelf.rows(f"{WORDS}/evidence.csv")}
    return [Finding("evidence.csv", int(row["_row"]), f"{row['id']} {fault}") for row in shelf.rows("evidence.csv")
            for fault in _evidence_faults(row, words.get(row["id"], ""))]


def _evidence_faults(row: Row, wording: str) -> Iterator[str]:
    level = row["level"]
    for column, allowed in (("level", LEVELS), ("topic", TOPICS), ("read", READ), ("applies_directly", ("yes", "no"))):
        if row[column] not in allowed:
            yield f"has the {column} {row[column]!r}; it is one of {', '.join(allowed)}"
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


def no_practice_words_promise_a_benefit(shelf: Shelf) -> list[Finding]:
    """What a complaint, routine or step says is how to do it and what tradition says, never that it helps."""
    return [Finding(f"{WORDS}/{table}.csv", int(row["_row"]), f"{hit.group()!r} in {row['id']} promises a benefit")
            for table in ("conditions", "routines", "routine_steps") for row in shelf.rows(f"{WORDS}/{table}.csv")
            for column, cell in row.items() if column != "_row" and (hit := BENEFIT.search(cell))]


def every_hurt_area_lies_on_its_outline(shelf: Shelf) -> list[Finding]:
    """The areas of a view lie on the limb, do not overlap, leave no gap; each leads to complaints or says why not."""
    words = {row["id"]: row for row in shelf.rows(f"{WORDS}/hurt_areas.csv")}
    found = []
    for row in shelf.rows("hurt_areas.csv"):
        if row["view"] not in HURT_VIEWS:
            found.append(Finding("hurt_areas.csv", int(row["_row"]), f"{row['id']} is on no view {row['view']!r}"))
        if not row["conditions"] and not words.get(row["id"], {}).get("say"):
            found.append(Finding("hurt_areas.csv", int(row["_row"]), f"{row['id']} leads nowhere and does not say why"))
    for view in HURT_VIEWS:
        outline = shelf.atlas.limb.views[view].outline
        rows = [row for row in shelf.rows("hurt_areas.csv") if row["view"] == view]
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
    every_practice_row_has_its_words,
    every_practice_id_resolves,
    every_complaint_lists_its_evidence,
    every_complaint_has_a_routine_or_a_reason,
    no_step_presses_what_is_only_shown,
    every_routine_is_in_order,
    every_step_keeps_its_dose,
    no_evidence_says_more_than_its_level,
    no_practice_words_promise_a_benefit,
    every_hurt_area_lies_on_its_outline,
)
