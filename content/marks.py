"""What stands on a view: its marks with their words, its meridian lines, and what the picture shows in one sentence.

atlas, reader = load_atlas(), Measurements(fingers={"thumb": 20.7})
limb_figure(**view_content(atlas, Body(atlas.limb, reader), "leg_medial"))
"""

from __future__ import annotations

from collections.abc import Container, Iterable, Iterator, Mapping
from functools import cache

from content.card_phrases import joined, phrase
from content.phrases import distance_phrase, margin_phrase, side_word, whose
from content.words import begun, word
from coords.body import Body, Place
from coords.mark import Mark
from data.atlas import Atlas, PointFacts
from data.reading.tables import ByLanguage, read_rows


class ViewWords(Mapping[str, str]):
    """What each view is called, a column of words/<language>/views.csv: read when first asked for, not at import."""

    def __init__(self, column: str):
        self.column = column

    @property
    def _words(self) -> dict[str, str]:
        return _view_words()[self.column]

    def __getitem__(self, view: str) -> str:
        return self._words[view]

    def __iter__(self) -> Iterator[str]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


@ByLanguage
def _view_words(language: str) -> dict[str, dict[str, str]]:
    """Column → view → words."""
    rows = read_rows(f"words/{language}/views.csv", ("id", "name", "phrase"))
    return {column: {row["id"]: row[column] for row in rows} for column in ("name", "phrase")}


VIEW_NAMES = ViewWords("name")
VIEW_PHRASES = ViewWords("phrase")  # inside a sentence


@cache
def codes_in_view(atlas: Atlas, view: str) -> tuple[str, ...]:
    """The codes drawn in a view, in the order of points.csv. Raises KeyError for an unknown view."""
    if view not in VIEW_NAMES:
        raise KeyError(f"no view {view!r}; views are {', '.join(VIEW_NAMES)}")
    return tuple(
        code
        for code, point in atlas.points.items()
        if point.is_point
        and point.rule.on_drawing
        and any(view in atlas.limb.rules[spot].views for spot in point.members)
    )


def cards_of_view(atlas: Atlas, view: str) -> list[str]:
    """The codes whose cards belong to a view: those it draws, and those that lie nearest to it and that none draws."""
    drawn = codes_in_view(atlas, view)
    return [*drawn, *(code for code in atlas.points if code not in drawn and _is_undrawn(atlas, code, view))]


def _is_undrawn(atlas: Atlas, code: str, home: str) -> bool:
    point = atlas.points[code]
    return point.rule.home == home and not (point.is_point and point.rule.on_drawing)


def spots_in_view(atlas: Atlas, view: str, codes: Iterable[str]) -> list[tuple[str, str]]:
    """(code, spot) of every spot of these points that a view shows, in their order; a spot may belong to two points."""
    return [
        (code, spot)
        for code in codes
        for spot in atlas.points[code].members
        if view in atlas.limb.rules[spot].views and atlas.limb.rules[spot].on_drawing
    ]


def title(point: PointFacts) -> str:
    """ "SP6 Sānyīnjiāo, Three Yin Intersection"."""
    first = point.names.english[0] if point.names.english else ""
    return f"{point.code} {point.names.pinyin}{', ' if point.names.pinyin and first else ''}{first}"


def hover_lines(atlas: Atlas, point: PointFacts, place: Place) -> tuple[str, ...]:
    """Name, where in one sentence, and the reader's own centimetres with their margin."""
    distance = distance_phrase(atlas, place)
    measured = begun(distance or margin_phrase(place))
    return (f"{title(point)} {point.names.hanzi}".strip(), point.card.where, phrase("sentence", words=measured))


def finger_lines(code: str, place: Place) -> tuple[str, ...]:
    """What the hollow mark of plain finger cun tells; () where there is none."""
    if place.finger_xy is None:
        return ()
    return word("mark.by_finger", point=code), word("mark.by_finger_gap", cm=f"{place.finger_gap_mm / 10:.1f}")


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
    for code, spot in spots_in_view(atlas, view, shown):
        point, place = atlas.points[code], body.place(spot, view, side)
        caution = point.first_caution.label if point.first_caution else ""
        lines = hover_lines(atlas, point, place)
        marks.append(Mark(code, code, point.meridian, place, lines, caution, finger_lines(code, place)))
    alone = {mark.place.xy for mark in marks if mark.code in singles}
    return [m for m in marks if m.code in singles or m.code == chosen or m.place.xy not in alone]


def meridian_runs(atlas: Atlas, marks: Iterable[Mark]) -> list[tuple[str, tuple[tuple[float, float], ...]]]:
    """(meridian id, places) of every run of neighbours on one meridian that a view shows, for the joining lines."""
    places = {mark.code: mark.place.xy for mark in marks}
    return [(name, tuple(places[code] for code in run)) for name, run in code_runs(atlas, places)]


def code_runs(atlas: Atlas, codes: Container[str]) -> list[tuple[str, tuple[str, ...]]]:
    """(meridian id, codes) of every run of two or more neighbours on one meridian among `codes`."""
    runs = []
    for meridian in atlas.meridians.values():
        if not meridian.joined:
            continue
        run: list[str] = []
        for code in (*meridian.points, ""):
            if code in codes:
                run.append(code)
            else:
                if len(run) > 1:
                    runs.append((meridian.id, tuple(run)))
                run = []
    return runs


def alt_text(view: str, side: str, marks: Iterable[Mark], selected: str | None = None) -> str:
    """What the picture shows, in a sentence, for people who cannot see it."""
    codes = list(dict.fromkeys(mark.code for mark in marks))
    where = {"view": VIEW_PHRASES[view], "side": side_word(side)}
    if not codes:
        return word("drawing.without", **where)
    told = word("drawing.with", **where, count=len(codes), points=joined("list_comma", codes))
    chosen = [word("drawing.chosen", point=selected)] if selected in codes else []
    return joined("list_sentences", [told, *chosen])


def measured_from(body: Body, marks: Iterable[Mark], selected: str | None) -> tuple[float, float] | None:
    """Where the measuring line of the chosen point starts, or None."""
    return next((body.start_of(mark.place) for mark in marks if mark.code == selected), None)


def view_content(atlas: Atlas, body: Body, view: str, side: str = "right", selected: str | None = None) -> dict:
    """The arguments of `limb_scene` and `limb_figure` (`charts.screen.limb`) for a view on this reader."""
    marks = marks_in_view(atlas, body, view, side, chosen=selected)
    return dict(
        view=atlas.limb.views[view],
        side=side,
        marks=marks,
        runs=meridian_runs(atlas, marks),
        mm_per_unit=body.view_mm_per_unit(view),
        selected=selected,
        measured_from=measured_from(body, marks, selected),
        scale_owner=whose(body),
    )
