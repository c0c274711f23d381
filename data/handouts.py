"""What stands on a handout: chosen points or a routine, in words and centimetres of one person.

handout = handout_of_points(atlas, body, ("SP6", "KI3"), base="https://atlas.example")
charts.paper.handout.handout_pages(handout, stills, sheet_named("A4"), palette)
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType

import numpy as np

from coords.body import Body
from coords.cun import FINGER_WORDS, SEGMENT_WORDS, Measurements
from coords.printed import Handout, HandoutPlate, HandoutRow
from coords.view import mirror_box
from data.atlas import Atlas, Caution, Dose, PointFacts
from data.care import CareRoutine, load_care
from data.deep_link import NO_ADDRESS, deep_link
from data.marks import VIEW_NAMES, marks_in_view
from data.phrases import distance_phrase, margin_phrase
from data.practice import Practice, Routine, Step
from data.zones import load_zones

MOST_PLATES = 6
ALL, FEW = "All of these points", 3  # said instead of so many codes
ALWAYS = ("SF_PAIN_STOP", "SF_GENERAL")  # said on every handout
GENTLE = {1: "very light", 2: "light", 3: "clear but comfortable", 4: "firm", 5: "strong"}
ABOVE = "This point lies above the drawings; find it by touch."


def handout_of_points(
    atlas: Atlas,
    body: Body,
    codes: Sequence[str],
    *,
    side: str = "right",
    title: str = "My points",
    practitioner: str = "",
    base: str = "",
) -> Handout:
    """A handout for chosen points, in their order. Raises KeyError for a code the atlas does not have."""
    codes = tuple(dict.fromkeys(codes))
    points = [atlas.points[code] for code in codes]
    rows = [
        HandoutRow(
            str(number), _name(point), point.card.where, _distance(atlas, body, point, side), point.card.press,
            how_long(point.doses),
        )
        for number, point in enumerate(points, start=1)
    ]  # fmt: skip
    views = _views(atlas, codes)
    first = next((view for view in views if codes[0] in views[view]), "") if codes else ""
    link = deep_link(base, body.measured, point=codes[0] if codes else "", view=first, side=side)
    return Handout(
        title=title,
        intro="",
        rows=tuple(rows),
        plates=_plates(atlas, body, views, side),
        measured=measured_words(body.measured),
        cautions=_cautions(points, ()),
        sources=_sources(atlas, [name for point in points for name in (point.source, *_dose_sources(point))]),
        link=link,
        no_link="" if link else NO_ADDRESS,
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
    caps = {getattr(one.step, "id", ""): one.cap for one in done.steps} if done is not None else {}
    rows, codes = [], []
    notes, once = _told_once(steps)
    for number, step in enumerate(steps, start=1):
        subjects = [code for code in step.subjects if step.layer == "point"]
        codes += subjects
        own = {code: _own(atlas, body, code, side) for code in subjects}
        several = len(subjects) > 1
        where = " ".join(_with_code(code, atlas.points[code].card.where, several) for code in own if not own[code])
        distance = "; ".join(
            _with_code(" and ".join(code for code in own if own[code] == words), words, several)
            for words in dict.fromkeys(filter(None, own.values()))
        )
        how = step.instruction + (f" Press no harder than {GENTLE[cap]}." if (cap := caps.get(step.id)) else "")
        name = step_name(atlas, practice, step) + _foot_alone(step)
        rows.append(HandoutRow(str(number), name, where, distance, how, step_time(step), notes[number - 1]))
    points = [atlas.points[code] for code in dict.fromkeys(codes)]
    safety = [*dict.fromkeys(name for step in steps for name in step.safety)]
    views = _views(atlas, tuple(point.code for point in points), _zones_of(steps))
    link = deep_link(base, body.measured, "session", routine=routine.id, short="yes" if short else "", side=side)
    return Handout(
        title=routine.title,
        intro=" ".join((routine.intro, *once)),
        rows=tuple(rows),
        plates=_plates(atlas, body, views, side, _zones_of(steps)),
        measured=measured_words(body.measured),
        cautions=_cautions(points, safety),
        sources=_sources(atlas, [name for step in steps for name in step.sources]),
        link=link,
        no_link="" if link else NO_ADDRESS,
        practitioner=practitioner,
    )


# ---- words


def _name(point: PointFacts) -> str:
    english = f", {point.names.english[0]}" if point.names.english else ""
    return f"{point.code} {point.names.pinyin} {point.names.hanzi}".strip() + english


def step_name(atlas: Atlas, practice: Practice, step: Step) -> str:
    """ "KI3 Tàixī 太谿 with BL60 Kūnlún 崑崙", "the heel", or the name of the technique."""
    if step.layer == "point":
        names = [(atlas.points[code].names, code) for code in step.subjects]
        return " with ".join(f"{code} {name.pinyin} {name.hanzi}".strip() for name, code in names)
    if step.layer == "zone":
        named = " and ".join(practice.zone_names.get(zone, zone) for zone in step.subjects)
        return named[0].upper() + named[1:]
    return atlas.techniques[step.technique]["name"] if step.technique else "Before you press"


def _told_once(steps: Sequence[Step]) -> tuple[list[str], list[str]]:
    """The notes of the steps without the sentences of three or more of them, and those sentences, each told once."""
    parted = [re.split(r"(?<=[.?!]) (?=[A-Z])", step.note) for step in steps]
    count = Counter(sentence for note in parted for sentence in set(note) if sentence)
    often = [sentence for sentence, steps_ in count.items() if steps_ >= FEW]
    notes = [" ".join(sentence for sentence in note if sentence not in often) for note in parted]
    told = []
    for sentence in often:
        found = [number for number, note in enumerate(parted, start=1) if sentence in note]
        unbroken = found[-1] - found[0] == len(found) - 1
        which = f"{found[0]} to {found[-1]}" if unbroken else f"{', '.join(map(str, found[:-1]))} and {found[-1]}"
        told.append(f"Steps {which}: {sentence[0].lower()}{sentence[1:]}")
    return notes, told


def _distance(atlas: Atlas, body: Body, point: PointFacts, side: str) -> str:
    if not point.rule.on_drawing:
        return ABOVE
    rule = atlas.limb.rules[point.members[0]]
    place = body.place(rule.code, rule.home, side)
    return distance_phrase(atlas, place) or margin_phrase(place)


def _own(atlas: Atlas, body: Body, code: str, side: str) -> str:
    """The reader's own centimetres, or "" for a place that is found by touch."""
    if not atlas.points[code].rule.on_drawing:
        return ""
    rule = atlas.limb.rules[atlas.points[code].members[0]]
    return distance_phrase(atlas, body.place(rule.code, rule.home, side))


def _with_code(code: str, words: str, several: bool) -> str:
    return f"{code}: {words}" if several else words


def spoken(seconds: int) -> str:
    """ "45 s", "1 min", "1 min 30 s"."""
    minutes, rest = divmod(seconds, 60)
    return " ".join([f"{minutes} min"] * bool(minutes) + [f"{rest} s"] * bool(rest or not minutes))


def how_long(doses: Sequence[Dose]) -> str:
    """The time of the first dose that has one, for each side."""
    for dose in doses:
        if dose.seconds:
            low, high = dose.seconds
            return f"{spoken(low)} each side" if low == high else f"{spoken(low)} to {spoken(high)} each side"
    return ""


def step_time(step: Step) -> str:
    """How long a step lasts: "1 min, each side, 2 times"."""
    if not step.seconds:
        return ""
    each = ", each side" if step.side == "each" else ""
    times = f", {step.repeats} times" if step.repeats > 1 else ""
    return f"{spoken(step.seconds)}{each}{times}"


def measured_words(measured: Measurements) -> str:
    """From which measures the centimetres come, without which they are those of an average leg."""
    told = [f"height {measured.stature_mm / 10:.1f} cm"] if measured.stature_mm is not None else []
    told += [f"{SEGMENT_WORDS[scale]} {mm / 10:.1f} cm" for scale, mm in measured.segments_mm.items()]
    told += [f"{FINGER_WORDS[name].partition(',')[0].removeprefix('your ')} {mm:.1f} mm"
             for name, mm in measured.fingers.items()]  # fmt: skip
    if not told:
        return "Centimetres are those of an average leg, because nothing was measured."
    helper = " The fingers are a helper's." if measured.helper_stature_mm is not None else ""
    return f"Centimetres are yours, from: {'; '.join(told)}.{helper}"


def whose(body: Body) -> str:
    """Whose centimetres a scale bar shows: "of you" as soon as anything is measured, as on the screen."""
    return "of you" if any(cun.source != "neutral" for cun in body.cun.values()) else "of an average adult"


# ---- what to take care of, and whence it is known


def _cautions(points: Iterable[PointFacts], safety: Iterable[str]) -> tuple[str, ...]:
    """What to take care of: the cautions of the points, each once with its codes, the gravest first; then the rest.

    Remarks of the level info are left out, but for what is said on every handout.
    """
    found: dict[str, tuple[Caution, list[str]]] = {}
    points = list(points)
    for point in points:
        for caution in point.cautions:
            if caution.level != "info":
                found.setdefault(caution.id, (caution, []))[1].append(point.code)
    ranked = sorted(found.values(), key=lambda one: one[0].level != "stop")
    words, told = load_care().words, {caution.safety_id for caution, _ in ranked}
    more = [name for name in safety if name not in told and words[name].level != "info"]
    sentences = [
        f"{ALL if len(codes) == len(points) >= FEW else ', '.join(codes)}: {caution.sentence}"
        for caution, codes in ranked
    ]
    return tuple(dict.fromkeys([*sentences, *(words[name].message for name in (*more, *ALWAYS))]))


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
        lower = drawing.frames.get("lower")
        fits = lower is not None and all(lower[1] <= mark.place.xy[1] <= lower[3] for mark in marks)
        frame = lower if lower is not None and fits else drawing.frames.get("whole", drawing.frame)
        frame = mirror_box(frame) if side == "left" else frame
        areas = [f"the reflexology zone {load_zones()[name].name} (step {number})" for name, number in here.items()
                 if side in load_zones()[name].sides]  # fmt: skip
        alt = f"Drawing: {VIEW_NAMES[view].lower()}, {side}, with {', '.join([*codes, *areas])}."
        per_unit = body.view_mm_per_unit(view)
        title = f"{VIEW_NAMES[view]}, {side}"
        plates.append(HandoutPlate(view, side, title, frame, marks, per_unit, alt, whose(body)))
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
                found[name] = f"{found[name]}, {number}" if name in found else str(number)
    return found


def routine_zones(steps: Sequence[Step], view: str, side: str) -> list[tuple[str, str, tuple[np.ndarray, ...]]]:
    """(number of the step, name, rings) of the zones that steps work on a view of one foot, in its units.

    The largest ring comes first; () where a zone belongs to the other foot or to another view.
    """
    found, flip = [], np.array([-1.0 if side == "left" else 1.0, 1.0])
    for name, number in _zones_of(steps).items():
        zone = load_zones()[name]
        if zone.views[0] == view and side in zone.sides:
            area = zone.areas[view]
            parts = sorted(getattr(area, "geoms", [area]), key=lambda part: -part.area)
            rings = tuple(np.asarray(part.exterior.coords)[:-1] * flip for part in parts)
            found.append((number, zone.short or zone.name, rings))
    return found


def _foot_alone(step: Step) -> str:
    """ ", left foot only" for a step whose zones belong to one foot, else ""."""
    zones = [load_zones()[name] for name in step.subjects if name in load_zones()] if step.layer == "zone" else []
    feet = {foot for zone in zones for foot in zone.sides}
    return f", {feet.pop()} foot only" if len(feet) == 1 else ""
