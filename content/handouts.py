"""What stands on a handout: chosen points or a routine, in words and centimetres of one person.

handout = handout_of_points(atlas, body, ("SP6", "KI3"), base="https://atlas.example")
charts.paper.handout.handout_pages(handout, stills, sheet_named("A4"), palette)
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from charts.screen.limb import frame_showing, framed
from content.card_phrases import joined, phrase
from content.cards import CardCaution, OnYou, card_cautions, on_you, point_title
from content.deep_link import deep_link
from content.marks import VIEW_NAMES, VIEW_PHRASES, marks_in_view
from content.phrases import side_word, whose
from content.pressing import duration, how_hard, how_to_press, span, step_told
from content.session_time import all_steps, session_minutes
from content.words import begun, word
from coords.body import Body
from coords.cun import Measurements
from coords.printed import Handout, HandoutPlate, HandoutRow
from coords.side import Side
from data.atlas import Atlas, PointFacts
from data.care.decision import CareRoutine, decide, load_care
from data.care.table import by_gravity
from data.dose import Dose
from data.practice import Practice, Routine, Step
from data.reading.tables import ByLanguage, listed, read_rows
from data.zones import load_zones

MOST_PLATES = 6
FEW = 3  # points or steps said in one word instead of so many codes and notes


def handout_of_points(
    atlas: Atlas,
    body: Body,
    codes: Sequence[str],
    *,
    side: str = "right",
    title: str = "",
    practitioner: str = "",
    base: str = "",
) -> Handout:
    """A handout for chosen points, in their order. Raises KeyError for a code the atlas does not have."""
    codes = tuple(dict.fromkeys(codes))
    points = [atlas.points[code] for code in codes]
    rows = [
        HandoutRow(
            str(number), _name(point), point.card.where, _distance(_own(atlas, body, point, side)),
            how_to_press(atlas, point.code), how_long(point.doses),
        )
        for number, point in enumerate(points, start=1)
    ]  # fmt: skip
    views = _views(atlas, codes)
    first = next((view for view in views if codes[0] in views[view]), "") if codes else ""
    link = deep_link(base, body.measured, point=codes[0] if codes else "", view=first, side=side)
    return Handout(
        title=title or word("handout.my_points"),
        intro="",
        rows=tuple(rows),
        plates=_plates(atlas, body, views, side),
        measured=measured_words(body.measured),
        general=general_box(),
        cautions=_cautions(points, ()),
        sources=_sources(atlas, [name for point in points for name in (point.source, *_dose_sources(point))]),
        link=link,
        practitioner=practitioner,
    )


def handout_of_routine(
    atlas: Atlas,
    practice: Practice,
    body: Body,
    routine: Routine,
    done: CareRoutine | None = None,
    *,
    side: str = "right",
    short: bool = False,
    practitioner: str = "",
    base: str = "",
) -> Handout:
    """A handout for a routine; `done` is what the reader's answers leave of it.

    Every caution stands all the same: paper outlives the answers.
    """
    steps = steps_told(routine, done, short)
    rows, codes = [], []
    told = [step_told(atlas, step, *(done.limits(step) if done else (None, ()))) for step in steps]
    notes, once = _told_once([one.notes for one in told])
    for number, (step, one) in enumerate(zip(steps, told, strict=True), start=1):
        subjects = [code for code in step.subjects if step.layer == "point"]
        codes += subjects
        placed = {code: _own(atlas, body, atlas.points[code], side) for code in subjects}
        own = {code: found.distance if found else "" for code, found in placed.items()}
        several = len(subjects) > 1
        where = joined(
            "list_sentences",
            (_with_code(code, atlas.points[code].card.where, several) for code in own if not own[code]),
        )
        distance = joined(
            "list_semicolon",
            (
                _with_code(joined("list_and", (code for code in own if own[code] == words)), words, several)
                for words in dict.fromkeys(filter(None, own.values()))
            ),
        )
        strength = how_hard(atlas, one.dose.levels) if step.pressure and not one.says_strength else ""
        time = joined("list_semicolon", filter(None, (step_time(step, done), strength)))
        name = _foot_alone(step, step_name(atlas, practice, step))
        rows.append(HandoutRow(str(number), name, where, distance, one.instruction, time, notes[number - 1]))
    points = [atlas.points[code] for code in dict.fromkeys(codes)]
    safety = [name for step in steps for name in step.safety]
    safety += [name for part in routine.parts for name in decide(load_care(), {}).always_notes("routine", part)]
    views = _views(atlas, tuple(point.code for point in points), _zones_of(steps))
    minutes = session_minutes(done.steps if done else all_steps(routine, short))
    link = deep_link(base, body.measured, "session", routine=routine.id, short="yes" if short else "", side=side)
    return Handout(
        title=routine.title,
        intro=joined("list_sentences", (routine.intro, word("handout.in_all", time=minutes), *once)),
        rows=tuple(rows),
        plates=_plates(atlas, body, views, side, _zones_of(steps)),
        measured=measured_words(body.measured),
        general=general_box(),
        cautions=_cautions(points, safety),
        sources=_sources(atlas, [name for step in steps for name in step.sources]),
        link=link,
        practitioner=practitioner,
    )


# ---- words


def _name(point: PointFacts) -> str:
    return joined("list_comma", (point_title(point), *point.names.english[:1]))


def step_name(atlas: Atlas, practice: Practice, step: Step) -> str:
    """ "KI3 Tàixī 太谿 with BL60 Kūnlún 崑崙", "the heel", or the name of the technique."""
    if step.layer == "point":
        return joined("list_with", (point_title(atlas.points[code]) for code in step.subjects))
    if step.layer == "zone":
        return begun(joined("list_and", (practice.zone_names.get(zone, zone) for zone in step.subjects)))
    return atlas.techniques[step.technique]["name"] if step.technique else word("session.before")


def _told_once(notes: Sequence[Sequence[str]]) -> tuple[list[str], list[str]]:
    """The notes of each step without those of three or more steps, and these, each told once."""
    count = Counter(note for step in notes for note in set(step))
    often = [note for note, steps in count.items() if steps >= FEW]
    rest = [joined("list_sentences", (note for note in step if note not in often)) for step in notes]
    told = []
    for note in often:
        found = [number for number, step in enumerate(notes, start=1) if note in step]
        unbroken = found[-1] - found[0] == len(found) - 1
        which = word("dose.span", low=found[0], high=found[-1])
        if not unbroken:
            which = joined("list_and", (joined("list_comma", map(str, found[:-1])), str(found[-1])))
        told.append(word("handout.steps", steps=which, note=note))
    return rest, told


def _own(atlas: Atlas, body: Body, point: PointFacts, side: str) -> OnYou | None:
    """Where the card of a point puts it on this reader, on the view that shows it best."""
    return on_you(atlas, body, point, point.rule.home, side) if point.rule.on_drawing else None


def _distance(own: OnYou | None) -> str:
    """The reader's own centimetres, or how far around to feel."""
    return own.distance or own.around if own else phrase("above_paper")


def _with_code(code: str, words: str, several: bool) -> str:
    return word("handout.of_code", codes=code, words=words) if several else words


def how_long(doses: Sequence[Dose]) -> str:
    """The time of the first dose that has one, for each side."""
    return next((word("handout.each_side", time=span(dose.seconds)) for dose in doses if dose.seconds), "")


def step_time(step: Step, done: CareRoutine | None = None) -> str:
    """How long a step lasts: "1 minute, each side, 2 times"; of a leg that is left out, "1 minute, right"."""
    if not step.seconds:
        return ""
    sides = [one.side for one in done.steps if one.step == step] if done else []
    told = [duration(step.seconds)]
    if step.side == "each":
        told.append(side_word(sides[0] if len(sides) == 1 else "each"))
    if step.repeats > 1:
        told.append(word("handout.times", count=step.repeats))
    return joined("list_comma", told)


def measured_words(measured: Measurements) -> str:
    """From which measures the centimetres come, without which they are those of an average adult."""
    told = [word("handout.height", cm=f"{measured.stature_mm / 10:.1f}")] if measured.stature_mm is not None else []
    told += [
        word("handout.segment", segment=word(f"segment.{scale}"), cm=f"{mm / 10:.1f}")
        for scale, mm in measured.segments_mm.items()
    ]
    told += [word(f"handout.finger_{name}", mm=f"{mm:.1f}") for name, mm in measured.fingers.items()]
    if not told:
        return word("handout.average")
    helper = [word("handout.helper")] if measured.helper_stature_mm is not None else []
    return joined("list_sentences", [word("handout.yours", measures=joined("list_semicolon", told)), *helper])


# ---- what to take care of, and whence it is known


@ByLanguage
def _box(language: str) -> tuple[tuple[tuple[str, str], ...], frozenset[str]]:
    """What every handout says, and the ids of the cautions and safety rows that it says already."""
    rows = read_rows("handout_box.csv", ("id", "safety", "cautions"))
    words = {row["id"]: row for row in read_rows(f"words/{language}/handout_box.csv", ("id", "label", "sentence"))}
    said = frozenset(name for row in rows for name in (*listed(row["safety"]), *listed(row["cautions"])))
    return tuple((words[row["id"]]["label"], words[row["id"]]["sentence"]) for row in rows), said


def general_box() -> tuple[tuple[str, str], ...]:
    """(label, sentence) of what stands on every handout, whichever places it has and whatever was answered."""
    return _box()[0]


def _cautions(points: Iterable[PointFacts], safety: Iterable[str]) -> tuple[tuple[str, str], ...]:
    """(codes, sentences) of what to take care of, the most dangerous first; then the safety rows, without codes.

    Those of the very same points stand together. What the general box says is not said again; remarks of the level
    info are left out.
    """
    found: dict[str, tuple[CardCaution, list[str]]] = {}
    points, in_the_box = list(points), _box()[1]
    for point in points:
        for caution in card_cautions(point, decide(load_care(), {})):
            if caution.level != "info" and caution.id not in in_the_box:
                found.setdefault(caution.id, (caution, []))[1].append(point.code)
    ranked = sorted(found.values(), key=lambda one: one[0].danger)
    words, said = load_care().words, {caution.safety_id for caution, _ in ranked} | in_the_box
    more = by_gravity({name for name in safety if name not in said and words[name].level != "info"}, words)
    together: dict[str, list[str]] = {}
    for caution, codes in ranked:
        where = word("handout.all") if len(codes) == len(points) >= FEW else joined("list_comma", codes)
        together.setdefault(where, []).append(caution.sentence)
    told = [(where, joined("list_sentences", dict.fromkeys(sentences))) for where, sentences in together.items()]
    return (*told, *(("", words[name].message) for name in more))


def _dose_sources(point: PointFacts) -> list[str]:
    return [name for dose in point.doses for name in dose.sources]


def _sources(atlas: Atlas, names: Iterable[str]) -> tuple[str, ...]:
    parts = [part for name in names for part in name.split("|")]
    return tuple(dict.fromkeys(str(atlas.sources[name]) for name in parts if name in atlas.sources))


# ---- plates


def _views(atlas: Atlas, codes: Sequence[str], zones: Mapping[str, str] = MappingProxyType({})) -> dict[str, list[str]]:
    """The fewest views that show the points and zones, at most `MOST_PLATES`, and which of the points each shows.

    A zone is shown on its first view, the one a guided session shows it on.
    """
    shown = {
        code: {view for spot in atlas.points[code].members for view in atlas.limb.rules[spot].views}
        for code in codes if atlas.points[code].rule.on_drawing
    }  # fmt: skip
    homes = {code: atlas.limb.rules[atlas.points[code].members[0]].home for code in shown}
    for zone in zones:
        shown[zone] = {load_zones()[zone].views[0]}
        homes[zone] = load_zones()[zone].views[0]
    left, found = set(shown), {}
    while left and len(found) < MOST_PLATES:

        def worth(view: str) -> tuple[int, int]:
            return sum(view in shown[code] for code in left), sum(homes[code] == view for code in left)  # noqa: B023

        best = max(VIEW_NAMES, key=worth)
        here = [name for name in shown if best in shown[name]]
        found[best] = [name for name in here if name not in zones]
        left -= set(here)
    return found


def _plates(
    atlas: Atlas,
    body: Body,
    views: dict[str, list[str]],
    asked: str,
    zones: Mapping[str, str] = MappingProxyType({}),
) -> tuple[HandoutPlate, ...]:
    """The plates, of the foot `asked` for; one whose zones are all those of the other foot is of that foot."""
    plates = []
    for view, codes in views.items():
        here = {name: number for name, number in zones.items() if load_zones()[name].views[0] == view}
        feet = {foot for name in here for foot in load_zones()[name].sides}
        side = asked if asked in feet or not feet else feet.pop()
        marks = tuple(marks_in_view(atlas, body, view, side, codes=codes))
        drawing = atlas.limb.views[view]
        frame = framed(drawing, side, frame_showing(drawing, (mark.place.xy[1] for mark in marks)))
        areas = [word("handout.zone", zone=load_zones()[name].name, step=number) for name, number in here.items()
                 if side in load_zones()[name].sides]  # fmt: skip
        shown = joined("list_comma", [*codes, *areas])
        alt = word("handout.plate", view=VIEW_PHRASES[view], side=side_word(side), shown=shown)
        per_unit = body.view_mm_per_unit(view)
        plates.append(HandoutPlate(view, side, VIEW_NAMES[view], frame, marks, per_unit, alt, whose(body)))
    return tuple(plates)


# ---- zones


def steps_told(routine: Routine, done: CareRoutine | None = None, short: bool = False) -> list[Step]:
    """The steps of a handout, in order: those of the routine that `done` leaves."""
    kept = None if done is None else {getattr(one.step, "id", "") for one in done.steps}
    return [step for step in routine.chosen(short) if kept is None or step.id in kept]


def _zones_of(steps: Sequence[Step]) -> dict[str, str]:
    """Zone → the numbers of its steps, for the zones that have an area to draw."""
    found: dict[str, str] = {}
    for number, step in enumerate(steps, start=1):
        for name in step.subjects if step.layer == "zone" else ():
            if name in load_zones() and load_zones()[name].views:
                found[name] = joined("list_comma", [*([found[name]] if name in found else []), str(number)])
    return found


def routine_zones(steps: Sequence[Step], view: str, side: str) -> list[tuple[str, str, tuple[np.ndarray, ...]]]:
    """(number of the step, name, rings) of the zones that steps work on a view of one foot, in its units.

    The largest ring comes first; () where a zone belongs to the other foot or to another view.
    """
    found, flip = [], np.array([Side(side).mirror, 1.0])
    for name, number in _zones_of(steps).items():
        zone = load_zones()[name]
        if zone.views[0] == view and side in zone.sides:
            area = zone.areas[view]
            parts = sorted(getattr(area, "geoms", [area]), key=lambda part: -part.area)
            rings = tuple(np.asarray(part.exterior.coords)[:-1] * flip for part in parts)
            found.append((number, zone.short or zone.name, rings))
    return found


def _foot_alone(step: Step, name: str) -> str:
    """The name of a step; of one whose zones belong to one foot with that foot: "the heart, left foot only"."""
    zones = [load_zones()[name] for name in step.subjects if name in load_zones()] if step.layer == "zone" else []
    feet = {foot for zone in zones for foot in zone.sides}
    return word(f"handout.alone_{feet.pop()}", step=name) if len(feet) == 1 else name
