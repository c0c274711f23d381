"""The guided session: the drawing turned to the step that is on, and the clock that leads through the routine."""

from __future__ import annotations

from typing import Any

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from charts.limb import Layers, limb_figure
from coords.body import Body
from coords.mark import Mark
from data import Atlas
from data.care import Kept, load_care
from data.marks import alt_text, marks_in_view, measured_from
from data.practice import Practice, Routine, load_practice, routine_named
from ui import care, guided, plates, plot
from ui.atlas_page import CHART_HEIGHT, palettes
from ui.session_clock import session_clock

TITLE = "Session"
ROOM = 0.26  # view units shown around the place of a step, to each side
NO_PLACE = "This step has no single place: it is for the whole foot or leg."


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
    st.header(routine.title, anchor=False)
    if done.blocked_by:
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


def _led(atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: Any) -> None:
    now = st.session_state
    session = guided.session_of(atlas, body, practice, routine, done)
    order = guided.in_order(done.steps)
    n = min(max(now.get("session_step") or 1, 1), len(order))
    clock, chart = st.columns([3, 2], gap="medium")
    with clock:
        session_clock("session_clock", session, _stepped, _finished)
        _ended(session)
    with chart:
        _place(atlas, body, order[n - 1])
    _left_out(practice, atlas, done)
    guided.tell(done.notes)


def _stepped(n: int) -> None:
    st.session_state["session_step"] = n


def _finished(result: dict[str, Any]) -> None:
    st.session_state["session_result"] = result


def _ended(session: dict[str, Any]) -> None:
    """What was done, in words."""
    result = st.session_state.get("session_result")
    if not result:
        return
    pressed = sum(one["seconds"] for one in result["pressed"])
    steps = sum(one["seconds"] > 0 for one in result["pressed"])
    told = [f"**Done.** You pressed for {guided.minutes(int(pressed))} in {steps} of {len(session['steps'])} steps."]
    if result["before"] is not None and result["after"] is not None:
        told.append(f"Before: {result['before']} of 10. Now: {result['after']} of 10.")
        told.append("One session says little; what counts is how it goes over weeks.")
    told.append("If the pain lasts, gets worse or wakes you at night, see a doctor.")
    st.success("  \n".join(told))


def _place(atlas: Atlas, body: Body, one: Kept) -> None:
    """The drawing around the place of a step. The chart stays the same one, so that it is not built anew."""
    step, now = one.step, st.session_state
    view = guided.home_view(atlas, step) or now.get("session_view") or "foot_sole"
    now["session_view"] = view
    side = one.side if one.side in guided.TURNS else "right"
    codes = [code for code in (step.subjects if step.layer == "point" else ()) if code in atlas.points]
    marks = [mark for mark in marks_in_view(atlas, body, view, side, codes=codes) if mark.code in codes]
    chosen = codes[0] if marks else None
    figure = limb_figure(
        atlas.limb.views[view],
        marks,
        side=side,
        selected=chosen,
        frame="lower" if atlas.limb.views[view].frames and not _high(atlas, view, marks) else None,
        layers=Layers(lines=False, margins="all", finger_marks=False),
        mm_per_unit=body.view_mm_per_unit(view),
        measured_from=measured_from(body, marks, chosen),
    )
    if marks and view.startswith("leg"):
        _zoom_to(figure, marks)
    plot.render(
        figure,
        key="session_chart",
        plate_url=plates.plate_url(view, side),
        palette=palettes(now["look"], now["tone"]),
        relief=now["look"] != "line",
        height=CHART_HEIGHT[1] - 180,
        alt=alt_text(view, side, marks, chosen),
        on_pick=None,
        view_key=f"{view} {side} {' '.join(codes)}",
        select=chosen,
        plate_changes={"bones": {"opacity": now["layer_bones"] / 100}},
    )
    if not marks:
        st.markdown(NO_PLACE)


def _high(atlas: Atlas, view: str, marks: list[Mark]) -> bool:
    """Whether a mark lies above the lower leg."""
    return any(mark.place.xy[1] > atlas.limb.views[view].frames["lower"][3] for mark in marks)


def _zoom_to(figure: dict, marks: list[Mark]) -> None:
    xs, ys = zip(*(mark.place.xy for mark in marks), strict=True)
    x, y = sum(xs) / len(xs), sum(ys) / len(ys)
    reach = max(ROOM, max(xs) - min(xs), max(ys) - min(ys)) / 2 + ROOM / 4
    figure["layout"]["xaxis"]["range"] = [x - reach, x + reach]
    figure["layout"]["yaxis"]["range"] = [y - reach, y + reach]


def _left_out(practice: Practice, atlas: Atlas, done: Any) -> None:
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
