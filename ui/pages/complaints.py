"""What hurts: choose complaints by name or by tapping the sore place, see the routine for them, and begin it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from shapely.geometry import Polygon
from streamlit.navigation.page import StreamlitPage

from charts.screen.limb import LimbLayers, frame_showing, limb_scene, shown_box
from content import sessions
from content.card_phrases import joined, phrase
from content.marks import VIEW_NAMES, alt_text, marks_in_view
from content.phrases import side_name, whose
from content.pressing import duration, how_hard, step_told
from content.session_time import session_minutes, session_seconds
from content.studies import badge, dose
from content.words import word
from coords.body import Body
from coords.mark import Mark
from coords.side import Side
from data import Atlas
from data.care.decision import CareRoutine, load_care
from data.hurt import HURT_VIEWS, HurtArea, areas_of, load_hurt_areas
from data.practice import LONG_SECONDS, Condition, Evidence, Practice, Routine, combine, load_practice
from ui import care, link, pick, state
from ui.cards import guided, routine_bits
from ui.components.drawing import drawing
from ui.controls import choose
from ui.model import Choice, Hurt
from ui.pages import session as session_page
from web.pictures import thumbnail_address
from web.zone_files import sheet_url

HEIGHT = 430  # px of a drawing: on a phone it stands whole below the choice of views
NAME_BOX = "complaint_name"


def show(atlas: Atlas, body: Body, session: StreamlitPage, notebook: StreamlitPage) -> None:
    """Draw the page."""
    link.say_notes(atlas)
    if not care.gate():
        return
    practice = load_practice()
    st.header(word("complaints.heading"), anchor=False)
    drawing, words = st.columns([2, 3], gap="medium")
    with drawing:
        _by_tap(atlas)
    with words:
        _by_name(practice)
        with st.container(key="hurt_answer"):
            _chosen(practice)
            _area(practice)
            chosen = [practice.conditions[name] for name in state.choice().complaints]
            led = [one for one in chosen if one.show_as == "routine"]
            for condition in chosen:
                if condition not in led:
                    _not_led(practice, condition)
            routine = combine(practice, [one.id for one in led]) if led else None
            done = _begin(atlas, body, practice, routine, _warnings(chosen), session, notebook) if routine else None
            for condition in led:
                _about(practice, condition)
            if any(row.layer == "point" for condition in led for row in _shown(practice, condition)):
                st.markdown(dose())
            guided.remark(_warnings(chosen))
    if routine and done:
        _steps(atlas, body, practice, routine, done)


def _by_name(practice: Practice) -> None:
    """A list that closes on a choice, and is then empty for the next."""
    st.selectbox(
        word("complaints.choose"),
        list(practice.conditions),
        index=None,
        key=NAME_BOX,
        format_func=lambda name: known_as(practice.conditions[name]),
        placeholder=word("complaints.example"),
        on_change=_take_name,
        label_visibility="collapsed",
        **pick.ONE,
    )
    pick.say(NAME_BOX, lambda name: practice.conditions[name].name, _take_name)


def _chosen(practice: Practice) -> None:
    """What is chosen and not among the complaints of the place that was tapped, to be taken back."""
    area, chosen = _tapped_area(), state.choice().complaints
    found = chosen and not state.now(Hurt).named and not state.now(Hurt).area  # elsewhere: on a phone it comes first
    with st.container(horizontal=True, key="chosen_found" if found else "chosen_names"):
        for name in chosen:
            if area is None or name not in area.conditions:
                _choice(practice.conditions[name], "chosen")


def _choice(condition: Condition, where: str) -> None:
    """A complaint to choose or to take back; `where` tells its buttons apart."""
    mark = "✓ " if condition.id in state.choice().complaints else ""
    st.button(f"{mark}{condition.name}", key=f"{where}_{condition.id}", on_click=toggle, args=(condition.id,))


def known_as(condition: Condition) -> str:
    """A complaint with every word a reader may look for: "Heel pain (sore heel, heel ache, heel spur)"."""
    return word(
        "complaints.known_as", name=condition.name, words=joined("list_comma", [condition.plain_name, *condition.also])
    )


def _take_name() -> None:
    """What was chosen in the list; the list itself is empty again."""
    pick.take(NAME_BOX, load_practice().conditions)
    name, st.session_state[NAME_BOX] = st.session_state[NAME_BOX], None
    if name and name not in state.choice().complaints:
        toggle(name)
    state.change(Hurt, named=state.now(Hurt).named + 1)


def toggle(name: str) -> None:
    """Choose a complaint, or take it back."""
    chosen = state.choice().complaints
    rest = tuple(one for one in chosen if one != name)
    state.change(Hurt, auto=None)
    state.change(Choice, complaints=rest if name in chosen else (*rest, name))


def _by_tap(atlas: Atlas) -> None:
    st.markdown(word("complaints.tap"))
    hurt = state.now(Hurt)
    view, side = hurt.view, hurt.side
    with st.container(key="hurt_views"):
        pictured = {view: f"![]({thumbnail_address(view, side)}) {VIEW_NAMES[view]}" for view in HURT_VIEWS}
        choose(Hurt, "view", st.pills, word("complaints.view"), pictured, key="hurt_view", hidden=True)
    sides = {side: side_name(side) for side in sessions.TURNS}
    choose(Hurt, "side", st.segmented_control, word("complaints.side"), sides, key="hurt_side", hidden=True)
    shown = atlas.limb.views[view]
    whole = shown_box(shown, side, "whole" if shown.frames else None)
    drawing(
        {"frame": whole, "areas": _areas(view, side, hurt.area)},
        view,
        side,
        key="hurt_chart",
        height=HEIGHT,
        alt=word(
            "complaints.alt",
            drawing=alt_text(view, side, []),
            parts=joined("list_comma", (area.name for area in areas_of(view))),
        ),
        on_pick=tapped,
        answered=hurt.named,
    )


def _areas(view: str, side: str, chosen: str | None) -> list[dict]:
    """One unseen area for each part of the skin, which catches the tap; the part that was tapped is tinted."""
    tint = {"fill": "$selected@0.28", "line": "$selected", "width": 1}
    return [
        {"code": area.id, "name": area.name, "rings": [_ring(area.shape, Side(side).mirror)]}
        | (tint if area.id == chosen else {})
        for area in areas_of(view)
    ]


def _ring(shape: Polygon, flip: int) -> list[list[float]]:
    return [[round(flip * x, 4), round(y, 4)] for x, y in shape.exterior.coords[:-1]]


def tapped(area_id: str) -> None:
    """A tap on the drawing: remember the part of the skin, and choose its first complaint when none is chosen.

    What an earlier tap has chosen so, and the reader has not touched, gives way.
    """
    hurt, chosen, area = state.now(Hurt), state.choice().complaints, load_hurt_areas().get(area_id)
    if area is None:
        return
    auto = hurt.auto
    if area_id != hurt.area and auto:
        chosen, auto = tuple(name for name in chosen if name != auto), None
    if area.conditions and not set(area.conditions) & set(chosen):
        auto = area.conditions[0]
        chosen = (*chosen, auto)
    state.change(Hurt, area=area_id, auto=auto)
    state.change(Choice, complaints=chosen)


def _tapped_area() -> HurtArea | None:
    """The part of the skin that was tapped on the view that is shown."""
    hurt = state.now(Hurt)
    area = load_hurt_areas().get(hurt.area or "")
    return area if area is not None and area.view == hurt.view else None


def _area(practice: Practice) -> None:
    """What belongs to the part of the skin that was tapped."""
    area = _tapped_area()
    if area is None:
        return
    with st.container(border=True, key="hurt_area_box"):
        st.markdown(word("complaints.tapped", area=area.name, say=area.say).strip())
        if area.conditions:
            with st.container(horizontal=True):
                for name in area.conditions:
                    _choice(practice.conditions[name], "area")


def _not_led(practice: Practice, condition: Condition) -> None:
    """A complaint without a session: why, and what is known."""
    with st.container(border=True):
        told = [f"### {condition.name}", word("complaints.no_session", why=condition.why_no_routine)]
        st.markdown("\n\n".join([*told, *_known(practice, condition)]))
        guided.warn(_warnings([condition]))


def _about(practice: Practice, condition: Condition) -> None:
    with st.container(border=True):
        st.markdown("\n\n".join(_known(practice, condition, word("complaints.studies_on", complaint=condition.name))))


def _known(practice: Practice, condition: Condition, heading: str = "") -> list[str]:
    """The note of a complaint, and what studies say."""
    wording = [row.wording for row in _shown(practice, condition)]
    head = word("complaints.studies", heading=heading or phrase("heading_studies"), badge=badge(condition.level))
    studies = "  \n".join([head, *wording])
    return [condition.note, studies] if condition.note else [studies]


def _shown(practice: Practice, condition: Condition) -> list[Evidence]:
    """The studies that a complaint tells."""
    return [practice.evidence[name] for name in condition.shown_evidence]


def _warnings(conditions: list[Condition]) -> list[str]:
    """The care rows of complaints that the answers have not settled, each once."""
    words, decision = load_care().words, care.decision()
    names = dict.fromkeys(name for condition in conditions for name in condition.safety)
    return [name for name in names if name in words and not decision.settled(name)]


def _begin(
    atlas: Atlas,
    body: Body,
    practice: Practice,
    routine: Routine,
    warnings: list[str],
    session: StreamlitPage,
    notebook: StreamlitPage,
) -> CareRoutine | None:
    """What the routine is, how long, and the button that begins it; its steps, or None when it must not begin."""
    whole, brief = guided.allowed(routine), guided.allowed(routine, short=True)
    with st.container(border=True, key="begin_box"):
        st.markdown(f"### {routine.title}\n{routine.intro}")
        if whole.blocked_by:
            words = load_care().words
            messages = [words[name].message for name in whole.blocked_by]
            st.error("\n\n".join([word("session.routine_not_now"), *messages]))
            return None
        guided.warn(warnings)
        lengths = {"whole": word("complaints.whole", time=session_minutes(whole.steps))}
        if brief.steps and not brief.blocked_by and len(brief.steps) < len(whole.steps):
            lengths["short"] = word("complaints.short", time=session_minutes(brief.steps))
        if state.now(Hurt).length not in lengths:
            state.change(Hurt, length="whole")
        with st.container(horizontal=True, vertical_alignment="center"):
            choose(Hurt, "length", st.segmented_control, word("complaints.length"), lengths, hidden=True)
            begun = st.button(word("complaints.begin"), type="primary", key="begin", icon=":material/play_arrow:")
            short = state.now(Hurt).length == "short"
            done = brief if short else whole
            routine_bits.print_this(atlas, body, practice, routine, done, state.now(Hurt).side, short)
            routine_bits.log_this(routine)
        if session_seconds(whole.steps) > LONG_SECONDS and "short" in lengths:
            st.markdown(word("complaints.long"))
        routine_bits.about_the_log(routine, notebook)
    if begun:
        session_page.start(routine.id, short)
        st.switch_page(session)
    return done


def _steps(atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: CareRoutine) -> None:
    st.subheader(word("complaints.steps"), anchor=False)
    if routine.left_out:
        st.markdown(word("complaints.left_out_before_bed", places=_names_of(atlas, practice, routine)))
    steps, drawing = st.columns([3, 2], gap="medium")
    with steps:
        st.markdown(_listed(atlas, practice, done))
    with drawing:
        _on_the_drawing(atlas, body, done)


def _names_of(atlas: Atlas, practice: Practice, routine: Routine) -> str:
    steps = {step.id: step for part in routine.parts for step in practice.routines[part].steps}
    return joined("list_comma", (sessions.subject_names(atlas, practice, steps[name]) for name in routine.left_out))


def _listed(atlas: Atlas, practice: Practice, done: CareRoutine) -> str:
    """The steps as a numbered list: what, how long, which side; then what is left out and why."""
    lines = []
    for number, (step, sides) in enumerate(_steps_with_sides(done), start=1):
        told = step_told(atlas, step, *done.limits(step))
        head = [f"{number}. **{sessions.subject_names(atlas, practice, step)}**"]
        if step.seconds:
            turns = "each" if len(sides) == 2 else sides[0]
            head.append(word(f"complaints.time_{turns}", time=duration(step.seconds * step.repeats)))
        if step.pressure:
            head.append(how_hard(atlas, told.dose.levels))
        lines.append(f"{' · '.join(head)}  \n   {told.instruction}")
    words = load_care().words
    gone = dict.fromkeys(
        "- "
        + word(
            "session.step_left_out",
            step=sessions.subject_names(atlas, practice, one.step),
            why=words[one.safety_id].message,
        )
        for one in done.left_out
    )
    return "\n".join([*lines, *(["", word("complaints.left_out"), *gone] if gone else [])])


def _steps_with_sides(done: CareRoutine) -> list[tuple]:
    sides: dict[str, list[str]] = {}
    steps = {}
    for one in done.steps:
        steps[one.step.id] = one.step
        sides.setdefault(one.step.id, []).append(one.side)
    return [(step, sides[name]) for name, step in steps.items()]


def _on_the_drawing(atlas: Atlas, body: Body, done: CareRoutine) -> None:
    """The points and zones of the routine on the view that shows most of them, each point with its step's number."""
    numbers: dict[str, str] = {}
    for number, (step, _) in enumerate(_steps_with_sides(done), start=1):
        for code in step.subjects if step.layer == "point" else ():
            if code in atlas.points and atlas.points[code].rule.on_drawing:
                numbers[code] = f"{numbers[code]}, {number}" if code in numbers else str(number)
    side = state.now(Hurt).side
    steps = [step for step, _ in _steps_with_sides(done)]
    zones = {view: [z for step in steps for z in session_page.zones_drawn(step, view, side)] for view in VIEW_NAMES}
    shown = {view: _drawn(atlas, view, numbers) | set(zones[view]) for view in VIEW_NAMES}
    views = sorted((view for view in shown if shown[view]), key=lambda view: -len(shown[view]))
    if not views:
        return
    needed: list[str] = []  # as few views as show every point
    left = set().union(*shown.values())
    for view in views:
        if left & shown[view]:
            needed.append(view)
            left -= shown[view]
    view = state.now(Hurt).steps_view
    if view not in needed:
        view = needed[0]
    names = {view: VIEW_NAMES[view] for view in needed}
    choose(Hurt, "steps_view", st.pills, word("complaints.drawn"), names, value=view, wrap=True)
    marks = marks_in_view(atlas, body, view, side, codes=[code for code in numbers if code in shown[view]])
    marks = [replace(mark, label=f"{numbers[mark.code]} · {mark.code}") for mark in marks]
    scene = _steps_scene(atlas, body, view, side, marks)
    if zones[view]:
        scene["zones"] = {"url": sheet_url(view, side), "shown": zones[view], "lines": False, "names": True}
    drawing(
        scene,
        view,
        side,
        key="steps_chart",
        height=HEIGHT,
        alt=alt_text(view, side, marks),
    )


def _drawn(atlas: Atlas, view: str, codes: dict[str, str]) -> set[str]:
    rules = atlas.limb.rules
    return {code for code in codes if any(view in rules[spot].views for spot in atlas.points[code].members)}


def _steps_scene(atlas: Atlas, body: Body, view: str, side: str, marks: list[Mark]) -> dict:
    shown = atlas.limb.views[view]
    return limb_scene(
        shown,
        marks,
        side=side,
        frame=frame_showing(shown, (mark.place.xy[1] for mark in marks)),
        layers=LimbLayers(lines=False, margins="none", finger_marks=False),
        mm_per_unit=body.view_mm_per_unit(view),
        scale_owner=whose(body),
    )
