"""What a reader sees at a place of the atlas, as plain text: `shown_text(atlas, "card:KI4:find")`.

A reference says where. Its kinds:

    view:foot_sole            the drawing: its name and the points drawn on it
    card:KI4  card:KI4:find   the point's card, or one part of it (where, find, press, care)
    name:KI7  name:KI7:Feliu  the point's names; with a name: the search finds the point by it
    uses:BL60  uses:BL57:function   the traditional statements of the point, all or those of that kind
    dose:BL60  dose:BL60:pulsed     the doses of the point, all or those with that technique
    class:ST36                the traditional classes of the point with their plain meaning
    technique:press           a technique, pressure level, tool or preparation: name, aim, steps
    safety:SF_PREG            a safety sentence
    caution:CAUTION_CLOT:ST36 a caution, carried by that point
    saying:KI1.finder         who says where, and the atlas's answer
    search:bl54               a note of the search
    source:article-leg-pain   a source
    note:qi                   a general note
    evidence:EV_…             what a study says
    condition:heel_pain       a complaint: names, note, what studies say, care
    routine:RT_HEEL           a routine: title, intro, steps
    zone:Z_HEEL               the card of a reflexology zone

What is not there shows nothing: "".
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from functools import cache

from content.cards import point_sections, title_told
from content.marks import VIEW_NAMES, codes_in_view
from content.pressing import dose_line, how_hard, movement_steps, step_told
from content.zone_cards import where_and_foot
from data.atlas import WORDS, Atlas
from data.care.decision import decide, load_care
from data.dose import Dose, load_doses
from data.practice import Step, load_practice
from data.reading.tables import listed, read_rows
from data.sayings import sayings_by_id
from data.search.find import find_points
from data.search.index import names_of_point
from data.zones import load_zones

CARD_PARTS = ("where", "find", "press", "care")


def shown_text(atlas: Atlas, reference: str) -> str:
    """What stands where a reference leads; "" when nothing does. Raises ValueError for a reference of no known kind."""
    kind, name, part = parts_of(reference)
    return _KINDS[kind](atlas, name, part) if name else ""


def parts_of(reference: str) -> tuple[str, str, str]:
    """Kind, name and part of a reference. Raises ValueError that names the kinds."""
    kind, colon, rest = reference.partition(":")
    if not colon or kind not in _KINDS:
        raise ValueError(f"{reference!r} is no reference; its kind is one of {', '.join(_KINDS)}")
    name, _, part = rest.partition(":")
    return kind, name, part


def _joined(pieces: Iterable[str]) -> str:
    return "\n".join(filter(None, pieces))


def _view(atlas: Atlas, name: str, _: str) -> str:
    return _joined([VIEW_NAMES[name], *codes_in_view(atlas, name)]) if name in atlas.documents else ""


def _card(atlas: Atlas, code: str, part: str) -> str:
    if code not in atlas.points or part not in ("", *CARD_PARTS):
        return ""
    sections = point_sections(atlas, atlas.points[code], decide(load_care(), {}), "right")
    told = [line for section in sections if section.id in ([part] if part else CARD_PARTS) for line in section.lines]
    return _joined(told) if all(told) else ""


def _name(atlas: Atlas, code: str, name: str) -> str:
    if code not in atlas.points:
        return ""
    if not name:
        names = atlas.points[code].names
        return _joined(names_of_point(atlas.points[code])) if names.english or names.pinyin else ""
    found = [found for found in find_points(atlas, name) if found.code == code and found.exact]
    return _joined(f"{found.matched} {name}" for found in found)


def _uses(atlas: Atlas, code: str, kind: str) -> str:
    point = atlas.points.get(code)
    return _joined(use.statement for use in point.uses if kind in ("", use.kind)) if point else ""


def _dose(atlas: Atlas, code: str, technique: str) -> str:
    point = atlas.points.get(code)
    doses = [dose for dose in point.doses if technique in ("", dose.technique)] if point else []
    return _joined(_dose_words(atlas, dose) for dose in doses)


def _dose_words(atlas: Atlas, dose: Dose) -> str:
    """What is done, how long, how hard and with which other point: "Press, 2 minutes, light (2 of 5)"."""
    told = [atlas.techniques[dose.technique]["name"], dose_line(dose), how_hard(atlas, dose.levels)]
    return ", ".join([*told, *dose.together_with])


def _class(atlas: Atlas, code: str, _: str) -> str:
    return (
        _joined(f"{one.name}: {title_told(one)}" for one in atlas.points[code].classes) if code in atlas.points else ""
    )


def _technique(atlas: Atlas, name: str, _: str) -> str:
    words = atlas.techniques.get(name, {})
    if not (words.get("name") and (words.get("steps") or words.get("aim"))):
        return ""
    dose = load_doses().techniques.get(name)
    steps = movement_steps(atlas, listed(words["steps"]), dose) if dose else listed(words["steps"])
    return _joined([words["name"], words["aim"], *steps, *listed(words["do_not_use_when"])])


def _safety(_: Atlas, name: str, __: str) -> str:
    return _word("safety", "safety_id", name, "message", "why")


def _caution(atlas: Atlas, caution: str, code: str) -> str:
    point = atlas.points.get(code)
    carried = [one for one in point.cautions if one.id == caution] if point else []
    return _joined(f"{one.label}\n{one.sentence}" for one in carried)


def _saying(_: Atlas, name: str, __: str) -> str:
    saying = sayings_by_id().get(name)
    return _joined([saying.says, saying.answer]) if saying else ""


def _search(_: Atlas, key: str, __: str) -> str:
    return _joined(row["sentence"] for row in read_rows(f"{WORDS}/search_notes.csv") if row["key"] == key)


def _source(_: Atlas, name: str, __: str) -> str:
    rows = (row for row in read_rows("sources.csv") if row["id"] == name)
    return _joined(row[column] for row in rows for column in ("author", "title", "year", "locator", "note"))


def _note(_: Atlas, name: str, __: str) -> str:
    known = {row["id"] for row in read_rows("notes.csv")}
    return _word("notes", "id", name, "title", "text") if name in known else ""


def _evidence(_: Atlas, name: str, __: str) -> str:
    row = load_practice().evidence.get(name)
    return row.wording if row else ""


def _condition(_: Atlas, name: str, __: str) -> str:
    practice = load_practice()
    condition = practice.conditions.get(name)
    if condition is None:
        return ""
    studies = [practice.evidence[row].wording for row in condition.shown_evidence]
    care = [_word("safety", "safety_id", row, "message") for row in condition.safety]
    names = (condition.name, condition.plain_name, *condition.also)
    return _joined([*names, condition.note, condition.why_no_routine, *studies, *care])


def _routine(atlas: Atlas, name: str, _: str) -> str:
    routine = load_practice().routines.get(name)
    if routine is None:
        return ""
    return _joined([routine.title, routine.intro, *(_step(atlas, step) for step in routine.steps)])


def _step(atlas: Atlas, step: Step) -> str:
    names = [load_practice().zone_names.get(subject, subject) for subject in step.subjects]
    technique = atlas.techniques[step.technique]["name"] if step.technique else ""
    told = step_told(atlas, step)
    return _joined([*names, technique, told.instruction, *told.notes, told.other_way])


def _zone(atlas: Atlas, name: str, _: str) -> str:
    zone = load_zones().get(name)
    if zone is None:
        return ""
    dose = _dose_words(atlas, load_doses().zones[name])
    return _joined([zone.name, where_and_foot(zone), dose, zone.tradition, zone.body_part, zone.variation])


@cache
def _table(table: str, key: str) -> dict[str, dict[str, str]]:
    return {row[key]: row for row in read_rows(f"{WORDS}/{table}.csv", (key,))}


def _word(table: str, key: str, name: str, *columns: str) -> str:
    row = _table(table, key).get(name, {})
    return _joined(row.get(column, "") for column in columns)


_KINDS: dict[str, Callable[[Atlas, str, str], str]] = {
    "view": _view,
    "card": _card,
    "name": _name,
    "uses": _uses,
    "dose": _dose,
    "class": _class,
    "technique": _technique,
    "safety": _safety,
    "caution": _caution,
    "saying": _saying,
    "search": _search,
    "source": _source,
    "note": _note,
    "evidence": _evidence,
    "condition": _condition,
    "routine": _routine,
    "zone": _zone,
}
