"""The guided session: the drawing turned to the step that is on, and the clock that leads through the routine."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from charts.screen.limb import LimbLayers, frame_showing, limb_scene, scale_bar
from content import sessions
from content.card_phrases import joined
from content.marks import VIEW_NAMES, alt_text, marks_in_view, measured_from
from content.phrases import side_word, whose
from content.session_time import session_minutes
from content.words import word
from coords.body import Body
from coords.side import Side
from coords.view import FOOT_VIEWS, ZONE_VIEWS, Point
from data import Atlas
from data.care.decision import CareRoutine, KeptStep, LeftOut, load_care
from data.photo import load_photo_views
from data.practice import Practice, Routine, load_practice, routine_named
from data.zones import load_zones, zones_on
from ui import care, link, state
from ui.cards import guided, notebook_bits, routine_bits
from ui.components.drawing import drawing
from ui.components.session_clock import session_clock
from ui.controls import control
from ui.model import Choice, Hurt, Led, with_point
from web.zone_files import sheet_url

ROOM = {"foot": 0.3, "leg": 0.19, "hand": 0.4}  # view units shown around the place of a step, to each side
EDGE = 0.07  # view units beyond places that lie further apart
CHART_HEIGHT = 520  # px; a phone shows less, see web/page.css


def show(atlas: Atlas, body: Body, complaints: StreamlitPage, notebook: StreamlitPage, leg: StreamlitPage) -> None:
    """Draw the page; without a routine it offers all of them."""
    link.say_notes(atlas)
    if not care.gate():
        return
    practice, now = load_practice(), state.choice()
    if not now.routine:
        _offer(practice, complaints)
        return
    routine = routine_named(practice, now.routine)
    done = guided.allowed(routine, now.short)
    if done.blocked_by:
        st.header(routine.title, anchor=False)
        messages = [load_care().words[name].message for name in done.blocked_by]
        st.error("\n\n".join([word("session.not_now"), *messages]))
        st.page_link(complaints, label=word("session.other"), icon=":material/arrow_back:")
        return
    _on_photo(_led(atlas, body, practice, routine, done, notebook), leg)
    st.page_link(complaints, label=word("session.other"), icon=":material/arrow_back:")


def _offer(practice: Practice, complaints: StreamlitPage) -> None:
    st.header(word("session.title"), anchor=False)
    st.markdown(word("session.none"))
    st.page_link(complaints, label=word("session.what_hurts"), icon=":material/personal_injury:")
    for name, routine in practice.routines.items():
        done = guided.allowed(routine)
        time = session_minutes(done.steps)
        label = routine.title if done.blocked_by else word("session.offer", routine=routine.title, time=time)
        st.button(label, key=f"start_{name}", on_click=start, args=(name,))


def start(routine: str, short: bool = False) -> None:
    """Begin a routine, or its short version."""
    state.change(Choice, routine=routine, short=short)
    state.change(Led, step=1, result=None)


def _on_photo(shown: Choice, leg: StreamlitPage) -> None:
    """The way to the reader's own leg, for a step about a point that a photo may show."""
    if shown.point and shown.view in load_photo_views() and st.button(word("session.on_photo"), key="session_on_photo"):
        state.put(shown)
        st.switch_page(leg, query_params=link.address_on("leg"))


def _led(
    atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: CareRoutine, notebook: StreamlitPage
) -> Choice:
    """Draw it; what the drawing of the step shows."""
    session = guided.session_of(atlas, body, practice, routine, done)
    order = sessions.in_order(done.steps)
    with st.container(key="session_led"):  # laid out in web/page.css
        with st.container(key="session_time"):
            session_clock("session_clock", session, _stepped, _finished)
            side, short = state.now(Hurt).side, state.choice().short
            with st.container(key="session_beside"):  # shown beside the clock's own start
                with st.container(horizontal=True):
                    routine_bits.print_this(atlas, body, practice, routine, done, side, short)
                    routine_bits.log_this(routine)
                routine_bits.about_the_log(routine, notebook)
            _ended(session, order, routine)
        shown = _place(atlas, body, order, min(max(state.now(Led).step, 1), len(order)))
    _left_out(practice, atlas, done)
    guided.warn(done.notes)
    guided.remark(done.notes)
    return shown


def _stepped(n: int) -> None:
    if state.now(Led).step != n:
        state.change(Led, step=n, result=None)


def _finished(result: dict[str, Any]) -> None:
    if result["ended"] != state.now(Led).ended:  # Streamlit repeats what it heard when the page is opened again
        state.change(Led, result=result, ended=result["ended"])


def _ended(session: dict[str, Any], order: list[KeptStep], routine: Routine) -> None:
    """What follows from what was done; the clock itself tells the time and the two numbers."""
    result = state.now(Led).result
    if result:
        st.success("  \n".join(outcome(result, session)))
        notebook_bits.save_session(result, order, routine)


def outcome(result: dict[str, Any], session: dict[str, Any]) -> list[str]:
    """Sentences after a session: how much of it was done, how it feels against before, and when to see a doctor."""
    timed = {step["n"] for step in session["steps"] if step["seconds"]}
    done = sum(one["n"] in timed and one["seconds"] > 0 for one in result["pressed"])
    told = [word("session.did", done=done, count=len(timed)) if done else word("session.did_nothing")]
    before, after = result["before"], result["after"]
    if before is not None and after is not None:
        if after > before:
            told.append(word("session.worse"))
        else:
            told.append(word("session.weeks"))
    return [*told, word("session.doctor")]


def _place(atlas: Atlas, body: Body, order: list[KeptStep], n: int) -> Choice:
    """The drawing around the place of a step, and what it shows. The chart stays the same one, so that it is not built
    anew."""
    led, one = state.now(Led), order[n - 1]
    codes = list(one.step.subjects) if one.step.layer == "point" else []
    number, views = one.step.number, zone_views(one.step)
    spot = led.spots.get(number) if led.spots.get(number) in codes else None
    view = led.views[number] if led.views.get(number) in views else sessions.view_at(atlas, order, n, spot)
    side = one.side if one.side in sessions.TURNS else "right"
    marks = [mark for mark in marks_in_view(atlas, body, view, side, codes=codes) if mark.code in codes]
    chosen = spot or (marks[0].code if marks else None)
    start = measured_from(body, marks, chosen)
    scene = limb_scene(
        atlas.limb.views[view],
        marks,
        side=side,
        selected=chosen,
        frame=frame_showing(atlas.limb.views[view], (mark.place.xy[1] for mark in marks)),
        layers=LimbLayers(lines=False, margins="all", finger_marks=False),
        mm_per_unit=body.view_mm_per_unit(view),
        scale_owner=whose(body),
        measured_from=start,
    )
    zones = zones_drawn(one.step, view, side)
    if zones:
        scene["zones"] = {"url": sheet_url(view, side), "shown": zones, "lines": False, "names": True}
    if marks:
        zoom_to(scene, [*(mark.place.xy for mark in marks), *([start] if start else [])], ROOM[view.split("_")[0]])
    elif zones:
        zoom_to(scene, zone_corners(zones, view, side), ROOM[view.split("_")[0]])
    scene["scale"] = scale_bar(scene["frame"], body.view_mm_per_unit(view), whose(body))
    with st.container(key="session_place"):
        drawing(
            scene,
            view,
            side,
            key="session_chart",
            height=CHART_HEIGHT,
            alt=" ".join(filter(None, (alt_text(view, side, marks, chosen), _zone_words(zones)))),
            shows=" ".join([*codes, *zones]),
            select=sorted({mark.code for mark in marks}, key=lambda code: code != chosen) or zones,
            bones=state.layers().bones,
        )
    with st.container(key="session_spots"):  # it comes and goes, and moves nothing
        hidden = [code for code in codes if sessions.views_of(atlas, code) and code not in {m.code for m in marks}]
        if hidden:
            _choose_spot(atlas, number, codes, chosen)
        if len(views) > 1:
            _choose_view(number, views, view)
    return with_point(atlas, replace(state.choice(), view=view, side=side), chosen)


def zones_drawn(step: Any, view: str, side: str) -> list[str]:
    """The reflexology zones of a step that a view shows on this foot."""
    here = {zone.id for zone in zones_on(view, side)} if step.layer == "zone" and view in ZONE_VIEWS else set()
    return [name for name in step.subjects if name in here]


def zone_views(step: Any) -> list[str]:
    """The views of the foot that draw a zone of a step; [] for a step about a point or the whole foot."""
    named = step.subjects if step.layer == "zone" else ()
    return list(dict.fromkeys(view for name in named for view in load_zones()[name].views if view in FOOT_VIEWS))


def zone_corners(zones: Sequence[str], view: str, side: str) -> list[Point]:
    """The corners of the rectangles around the areas of zones on a view of one foot."""
    bounds = [load_zones()[name].areas[view].bounds for name in zones]
    return [Side(side).mirrored(corner) for x0, y0, x1, y1 in bounds for corner in ((x0, y0), (x1, y1))]


def _zone_words(zones: Sequence[str]) -> str:
    names = joined("list_and", (load_zones()[name].name for name in zones))
    return word("session.zone_drawn", zones=names) if names else ""


def _choose_spot(atlas: Atlas, number: int, codes: list[str], chosen: str | None) -> None:
    """Two places of one step that no drawing shows together: which of them is drawn."""
    control(
        st.segmented_control,
        word("session.show"),
        {code: sessions.point_name(atlas, code) for code in codes},
        key=f"session_spot_{number}",
        value=chosen,
        take=lambda code: state.change(Led, spots={**state.now(Led).spots, number: code}),
        required=True,
        hidden=True,
    )


def _choose_view(number: int, views: list[str], view: str) -> None:
    """An area that goes round the edge of the foot: which of its views is drawn."""
    control(
        st.segmented_control,
        word("session.drawn_on"),
        {name: VIEW_NAMES[name] for name in views},
        key=f"session_view_{number}",
        value=view,
        take=lambda chosen: state.change(Led, views={**state.now(Led).views, number: chosen}),
        required=True,
        hidden=True,
    )


def zoom_to(scene: dict, places: Sequence[Point], room: float) -> None:
    """Narrow the frame to a square round the places, `room` view units to each side or more; inside the drawing where
    that is large enough."""
    xs, ys = zip(*places, strict=True)
    reach = max(room, (max(xs) - min(xs)) / 2 + EDGE, (max(ys) - min(ys)) / 2 + EDGE)
    for start, values in enumerate((xs, ys)):
        first, last = scene["frame"][start::2]
        middle = (min(values) + max(values)) / 2
        if last - first > 2 * reach:
            middle = min(max(middle, first + reach), last - reach)
        scene["frame"][start::2] = [middle - reach, middle + reach]


def _left_out(practice: Practice, atlas: Atlas, done: CareRoutine) -> None:
    if not done.left_out:
        return
    words = load_care().words
    lines = [
        f"- {word('session.step_left_out', step=_with_side(atlas, practice, one), why=words[one.safety_id].message)}"
        for one in done.left_out
    ]
    with st.expander(word("session.left_out", count=len(done.left_out)), key="session_left_out"):
        st.markdown("\n".join(dict.fromkeys(lines)))


def _with_side(atlas: Atlas, practice: Practice, one: LeftOut) -> str:
    name = sessions.subject_names(atlas, practice, one.step)
    return word("session.step_side", step=name, side=side_word(one.side)) if one.side in sessions.TURNS else name
