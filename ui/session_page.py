"""The guided session: the drawing turned to the step that is on, and the clock that leads through the routine."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from charts.limb import Layers, limb_figure
from coords.body import Body
from coords.mark import Mark
from coords.view import FOOT_VIEWS, Point
from data import Atlas
from data.care import CareRoutine, Kept, load_care
from data.marks import VIEW_NAMES, alt_text, marks_in_view, measured_from
from data.practice import Practice, Routine, load_practice, routine_named
from data.zones import load_zones, zones_on
from ui import care, guided, notebook_bits, plates, plot
from ui.atlas_page import palettes
from ui.session_clock import session_clock
from ui.zone_files import sheet_url
from ui.zone_layers import has_zones

TITLE = "Session"
ROOM = {"foot": 0.3, "leg": 0.19, "hand": 0.4}  # view units shown around the place of a step, to each side
EDGE = 0.07  # view units beyond places that lie further apart
CHART_HEIGHT = 520  # px; a phone shows less, see ui.style


def show(atlas: Atlas, body: Body, complaints: StreamlitPage) -> None:
    """Draw the page; without a routine it offers all of them."""
    for note in st.session_state["notes"]:
        st.warning(note)
    if not care.gate():
        return
    practice, now = load_practice(), st.session_state
    if not now["routine"]:
        _offer(practice, complaints)
        return
    routine = routine_named(practice, now["routine"])
    done = guided.allowed(routine, now["short"])
    if done.blocked_by:
        st.header(routine.title, anchor=False)
        messages = [load_care().words[name].message for name in done.blocked_by]
        st.error("\n\n".join(["**This session is not for you now.**", *messages]))
        st.page_link(complaints, label="Choose another complaint", icon=":material/arrow_back:")
        return
    _led(atlas, body, practice, routine, done)
    st.page_link(complaints, label="Choose another complaint", icon=":material/arrow_back:")


def _offer(practice: Practice, complaints: StreamlitPage) -> None:
    st.header(TITLE, anchor=False)
    st.markdown("No routine is chosen yet. Tell the page **What hurts** where it hurts, or choose a routine here.")
    st.page_link(complaints, label="What hurts?", icon=":material/personal_injury:")
    for name, routine in practice.routines.items():
        label = f"{routine.title} · {guided.minutes(routine.seconds())}"
        st.button(label, key=f"start_{name}", on_click=start, args=(name,))


def start(routine: str, short: bool = False) -> None:
    """Begin a routine, or its short version."""
    now = st.session_state
    now["routine"], now["short"], now["session_step"], now["session_result"] = routine, short, 1, None


def _led(atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: CareRoutine) -> None:
    now = st.session_state
    session = guided.session_of(atlas, body, practice, routine, done)
    order = guided.in_order(done.steps)
    n = min(max(now.get("session_step") or 1, 1), len(order))
    with st.container(key="session_led"):
        clock, chart = st.columns([5, 4], gap="medium")
        with clock:
            session_clock("session_clock", session, _stepped, _finished)
            _ended(session, order, routine)
        with chart:
            _place(atlas, body, order, n)
    _left_out(practice, atlas, done)
    guided.warn(done.notes)
    guided.remark(done.notes)


def _stepped(n: int) -> None:
    now = st.session_state
    if now.get("session_step") != n:
        now["session_step"], now["session_result"] = n, None


def _finished(result: dict[str, Any]) -> None:
    now = st.session_state
    if result["ended"] != now.get("session_ended"):  # Streamlit repeats what it heard when the page is opened again
        now["session_result"], now["session_ended"] = result, result["ended"]


def _ended(session: dict[str, Any], order: list[Kept], routine: Routine) -> None:
    """What follows from what was done; the clock itself tells the time and the two numbers."""
    result = st.session_state.get("session_result")
    if result:
        st.success("  \n".join(outcome(result, session)))
        notebook_bits.save_session(result, order, routine)


def outcome(result: dict[str, Any], session: dict[str, Any]) -> list[str]:
    """Sentences after a session: how much of it was done, how it feels against before, and when to see a doctor."""
    timed = {step["n"] for step in session["steps"] if step["seconds"]}
    done = sum(one["n"] in timed and one["seconds"] > 0 for one in result["pressed"])
    told = [f"**You did {done} of {len(timed)} steps.**" if done else "**You ended before the first place.**"]
    before, after = result["before"], result["after"]
    if before is not None and after is not None:
        if after > before:
            told.append("It feels worse than before: press more lightly the next time, or leave it out.")
        else:
            told.append("One session says little; what counts is how it goes over weeks.")
    return [*told, "If the pain lasts, gets worse or wakes you at night, see a doctor."]


def _place(atlas: Atlas, body: Body, order: list[Kept], n: int) -> None:
    """The drawing around the place of a step. The chart stays the same one, so that it is not built anew."""
    now, one = st.session_state, order[n - 1]
    codes = list(one.step.subjects) if one.step.layer == "point" else []
    spot_key = f"session_spot_{one.step.number}"
    spot = now.get(spot_key) if now.get(spot_key) in codes else None
    view_key, views = f"session_view_{one.step.number}", zone_views(one.step)
    view = now[view_key] if now.get(view_key) in views else guided.view_at(atlas, order, n, spot)
    side = one.side if one.side in guided.TURNS else "right"
    marks = [mark for mark in marks_in_view(atlas, body, view, side, codes=codes) if mark.code in codes]
    chosen = spot or (marks[0].code if marks else None)
    start = measured_from(body, marks, chosen)
    figure = limb_figure(
        atlas.limb.views[view],
        marks,
        side=side,
        selected=chosen,
        frame="lower" if atlas.limb.views[view].frames and not _high(atlas, view, marks) else None,
        layers=Layers(lines=False, margins="all", finger_marks=False),
        mm_per_unit=body.view_mm_per_unit(view),
        scale_owner=guided.owner(body),
        measured_from=start,
    )
    zones = zones_drawn(one.step, view, side)
    if zones:
        figure["areas"] = {"url": sheet_url(view, side), "shown": zones, "lines": False, "names": True}
    if marks:
        zoom_to(figure, [*(mark.place.xy for mark in marks), *([start] if start else [])], ROOM[view.split("_")[0]])
    elif zones:
        zoom_to(figure, zone_corners(zones, view, side), ROOM[view.split("_")[0]])
    plot.render(
        figure,
        key="session_chart",
        plate_url=plates.plate_url(view, side),
        palette=palettes(now["look"], now["tone"]),
        relief=now["look"] != "line",
        height=CHART_HEIGHT,
        alt=alt_text(view, side, marks, chosen) + _zone_words(zones),
        on_pick=None,
        view_key=f"{view} {side} {' '.join([*codes, *zones])}",
        select=chosen or (zones[0] if zones else None),
        plate_changes={"bones": {"opacity": now["layer_bones"] / 100}},
    )
    with st.container(key="session_spots"):  # it comes and goes below the chart, which stays
        hidden = [code for code in codes if guided.views_of(atlas, code) and code not in {m.code for m in marks}]
        if hidden:
            _choose_spot(atlas, spot_key, codes, chosen)
        if len(views) > 1:
            _choose_view(view_key, views, view)


def zones_drawn(step: Any, view: str, side: str) -> list[str]:
    """The reflexology zones of a step that a view shows on this foot."""
    here = {zone.id for zone in zones_on(view, side)} if step.layer == "zone" and has_zones(view) else set()
    return [name for name in step.subjects if name in here]


def zone_views(step: Any) -> list[str]:
    """The views of the foot that draw a zone of a step; [] for a step about a point or the whole foot."""
    named = step.subjects if step.layer == "zone" else ()
    return list(dict.fromkeys(view for name in named for view in load_zones()[name].views if view in FOOT_VIEWS))


def zone_corners(zones: Sequence[str], view: str, side: str) -> list[Point]:
    """The corners of the rectangles around the areas of zones on a view of one foot."""
    flip = -1.0 if side == "left" else 1.0
    bounds = [load_zones()[name].areas[view].bounds for name in zones]
    return [(flip * x, y) for x0, y0, x1, y1 in bounds for x, y in ((x0, y0), (x1, y1))]


def _zone_words(zones: Sequence[str]) -> str:
    names = " and ".join(load_zones()[name].name for name in zones)
    return f" The reflexology zone {names} is drawn on it." if names else ""


def _choose_spot(atlas: Atlas, key: str, codes: list[str], chosen: str | None) -> None:
    """Two places of one step that no drawing shows together: which of them is drawn."""
    st.session_state[key] = chosen
    st.segmented_control(
        "Show",
        codes,
        key=key,
        format_func=lambda code: guided.point_name(atlas, code),
        required=True,
        label_visibility="collapsed",
    )


def _choose_view(key: str, views: list[str], view: str) -> None:
    """An area that goes round the edge of the foot: which of its views is drawn."""
    st.session_state[key] = view
    st.segmented_control(
        "This area is also drawn on",
        views,
        key=key,
        format_func=VIEW_NAMES.__getitem__,
        required=True,
        label_visibility="collapsed",
    )


def _high(atlas: Atlas, view: str, marks: list[Mark]) -> bool:
    """Whether a mark lies above the lower leg."""
    return any(mark.place.xy[1] > atlas.limb.views[view].frames["lower"][3] for mark in marks)


def zoom_to(figure: dict, places: Sequence[Point], room: float) -> None:
    """Narrow the axes to a square round the places, `room` view units to each side or more; inside the drawing where
    that is large enough."""
    xs, ys = zip(*places, strict=True)
    reach = max(room, (max(xs) - min(xs)) / 2 + EDGE, (max(ys) - min(ys)) / 2 + EDGE)
    for axis, values in (("xaxis", xs), ("yaxis", ys)):
        first, last = figure["layout"][axis]["range"]
        middle = (min(values) + max(values)) / 2
        if last - first > 2 * reach:
            middle = min(max(middle, first + reach), last - reach)
        figure["layout"][axis]["range"] = [middle - reach, middle + reach]


def _left_out(practice: Practice, atlas: Atlas, done: CareRoutine) -> None:
    if not done.left_out:
        return
    words = load_care().words
    lines = [
        f"- {guided.subject_names(atlas, practice, one.step)}"
        f"{f' ({one.side})' if one.side in guided.TURNS else ''}: {words[one.safety_id].message}"
        for one in done.left_out
    ]
    with st.expander(f"Left out because of your answers: {len(done.left_out)} steps", key="session_left_out"):
        st.markdown("\n".join(dict.fromkeys(lines)))
