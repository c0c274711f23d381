"""What stands on a view: its marks with their words, its meridian lines, and what the picture shows in one sentence.

atlas, reader = load_atlas(), Measurements(fingers={"thumb": 20.7})
limb_figure(**view_content(atlas, Body(atlas.limb, reader), "leg_medial"))
"""

from __future__ import annotations

from collections.abc import Iterable

from coords.body import Body, Place
from coords.mark import Mark
from data.atlas import Atlas, PointFacts
from data.phrases import distance_phrase, margin_phrase

VIEW_NAMES = {
    "foot_sole": "Sole of the foot",
    "foot_dorsum": "Top of the foot",
    "foot_medial": "Inner side of the foot",
    "foot_lateral": "Outer side of the foot",
    "leg_anterior": "Front of the leg",
    "leg_posterior": "Back of the leg",
    "leg_medial": "Inner side of the leg",
    "leg_lateral": "Outer side of the leg",
    "hand_dorsal": "Back of the hand",
    "hand_palmar": "Palm of the hand",
}


def codes_in_view(atlas: Atlas, view: str) -> list[str]:
    """The codes drawn in a view, in the order of points.csv. Raises KeyError for an unknown view."""
    if view not in VIEW_NAMES:
        raise KeyError(f"no view {view!r}; views are {', '.join(VIEW_NAMES)}")
    return [
        code
        for code, point in atlas.points.items()
        if point.is_point
        and point.rule.on_drawing
        and any(view in atlas.limb.rules[spot].views for spot in point.members)
    ]


def title(point: PointFacts) -> str:
    """ "SP6 Sānyīnjiāo, Three Yin Intersection"."""
    first = point.names.english[0] if point.names.english else ""
    return f"{point.code} {point.names.pinyin}{', ' if point.names.pinyin and first else ''}{first}"


def hover_lines(atlas: Atlas, point: PointFacts, place: Place) -> tuple[str, ...]:
    """Name, where in one sentence, and the reader's own centimetres with their margin."""
    distance = distance_phrase(atlas, place)
    measured = distance[0].upper() + distance[1:] if distance else margin_phrase(place).capitalize()
    return (f"{title(point)} {point.names.hanzi}".strip(), point.card.where, f"{measured}.")


def marks_in_view(
    atlas: Atlas,
    body: Body,
    view: str,
    side: str = "right",
    codes: Iterable[str] | None = None,
    chosen: str | None = None,
) -> list[Mark]:
    """The marks of a view on this reader.

    A set of spots gives one mark for each spot that has no mark of its own, and all of them when it is the chosen one.
    """
    shown = list(codes_in_view(atlas, view) if codes is None else codes)
    singles = {code for code in shown if atlas.points[code].members == (code,)}
    marks = []
    for code in shown:
        point = atlas.points[code]
        for spot in point.members:
            if view in atlas.limb.rules[spot].views and atlas.limb.rules[spot].on_drawing:
                place = body.place(spot, view, side)
                caution = point.cautions[0].label if point.cautions and point.cautions[0].level != "info" else ""
                marks.append(Mark(code, code, point.meridian, place, hover_lines(atlas, point, place), caution))
    alone = {mark.place.xy for mark in marks if mark.code in singles}
    return [m for m in marks if m.code in singles or m.code == chosen or m.place.xy not in alone]


def meridian_runs(atlas: Atlas, marks: Iterable[Mark]) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    """(meridian id, places) of every run of neighbours on one meridian that a view shows, for the joining lines."""
    places = {mark.code: mark.place.xy for mark in marks}
    runs = []
    for meridian in atlas.meridians.values():
        if not meridian.joined:
            continue
        run: list[tuple[float, float]] = []
        for code in (*meridian.points, ""):
            if code in places:
                run.append(places[code])
            else:
                if len(run) > 1:
                    runs.append((meridian.id, tuple(run)))
                run = []
    return runs


def alt_text(view: str, side: str, marks: Iterable[Mark], selected: str | None = None) -> str:
    """What the picture shows, in a sentence, for people who cannot see it."""
    codes = list(dict.fromkeys(mark.code for mark in marks))
    points = f"with {len(codes)} acupressure points: {', '.join(codes)}" if codes else "without points"
    chosen = f" {selected} is chosen." if selected in codes else ""
    return f"Drawing: {VIEW_NAMES[view].lower()}, {side}, {points}.{chosen}"


def measured_from(body: Body, marks: Iterable[Mark], selected: str | None) -> tuple[float, float] | None:
    """Where the measuring line of the chosen point starts, or None."""
    return next((body.start_of(mark.place) for mark in marks if mark.code == selected), None)


def view_content(atlas: Atlas, body: Body, view: str, side: str = "right", selected: str | None = None) -> dict:
    """The arguments of `charts.limb.limb_figure` for a view on this reader."""
    marks = marks_in_view(atlas, body, view, side, chosen=selected)
    return dict(
        view=atlas.limb.views[view],
        side=side,
        marks=marks,
        runs=meridian_runs(atlas, marks),
        mm_per_unit=body.view_mm_per_unit(view),
        selected=selected,
        measured_from=measured_from(body, marks, selected),
    )
