"""What hurts: choose complaints by name or by tapping the sore place, see the routine for them, and begin it."""

from __future__ import annotations

from dataclasses import replace

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from charts.limb import Layers, limb_figure
from coords.body import Body
from coords.mark import Mark
from data import Atlas
from data.care import CareRoutine, load_care
from data.hurt import HURT_VIEWS, areas_of, load_hurt_areas
from data.marks import VIEW_NAMES, alt_text, marks_in_view
from data.practice import Condition, Practice, Routine, combine, load_practice
from ui import care, guided, plates, plot, session_page
from ui.atlas_page import palettes
from ui.card import BADGES
from ui.pictures import thumbnail_address
from ui.zone_files import sheet_url

TITLE = "What hurts"
TAP = "**Tap the sore place.** The drawing knows which complaints belong to it."
HEIGHT = 430  # px of a drawing: on a phone it stands whole below the choice of views
START = {"hurt_view": "foot_sole", "hurt_side": "right", "hurt_area": None, "length": "whole", "steps_view": None}


def show(atlas: Atlas, body: Body, session: StreamlitPage) -> None:
    """Draw the page."""
    for key, value in START.items():
        st.session_state.setdefault(key, value)
    for note in st.session_state["notes"]:
        st.warning(note)
    if not care.gate():
        return
    practice = load_practice()
    st.header("What hurts?", anchor=False)
    drawing, words = st.columns([2, 3], gap="medium")
    with drawing:
        _by_tap(atlas)
    with words:
        _area(practice)
        _by_name(practice)
        chosen = [practice.conditions[name] for name in st.session_state["complaints"]]
        led = [one for one in chosen if one.show_as == "routine"]
        for condition in chosen:
            if condition not in led:
                _not_led(practice, condition)
        routine = combine(practice, [one.id for one in led]) if led else None
        done = _begin(routine, _warnings(chosen), session) if routine else None
        for condition in led:
            _about(practice, condition)
        guided.remark(_warnings(chosen))
    if routine and done:
        _steps(atlas, body, practice, routine, done)


def _by_name(practice: Practice) -> None:
    now = st.session_state
    now["complaint_names"] = list(now["complaints"])
    st.multiselect(
        "Choose by name, one or several",
        list(practice.conditions),
        key="complaint_names",
        format_func=lambda name: known_as(practice.conditions[name]),
        placeholder="Heel pain, sore ankle, poor sleep…",
        on_change=_take_names,
    )


def known_as(condition: Condition) -> str:
    """A complaint with every word a reader may look for: "Heel pain (sore heel, heel ache, heel spur)"."""
    others = [word for word in (condition.plain_name, *condition.also) if word.lower() != condition.name.lower()]
    return f"{condition.name} ({', '.join(others)})" if others else condition.name


def _take_names() -> None:
    st.session_state["complaints"] = list(st.session_state["complaint_names"])


def toggle(name: str) -> None:
    """Choose a complaint, or take it back."""
    now = st.session_state
    rest = [one for one in now["complaints"] if one != name]
    now["complaints"] = rest if name in now["complaints"] else [*rest, name]


def _by_tap(atlas: Atlas) -> None:
    now = st.session_state
    st.markdown(TAP)
    with st.container(key="hurt_views"):
        st.pills(
            "View",
            list(HURT_VIEWS),
            key="hurt_view",
            format_func=lambda view: f"![]({thumbnail_address(view, now['hurt_side'])}) {VIEW_NAMES[view]}",
            required=True,
            persist_state="session",
            label_visibility="collapsed",
        )
    st.segmented_control(
        "Side",
        guided.TURNS,
        key="hurt_side",
        format_func=str.capitalize,
        required=True,
        persist_state="session",
        label_visibility="collapsed",
    )
    view, side = now["hurt_view"], now["hurt_side"]
    figure = limb_figure(
        atlas.limb.views[view],
        [],
        side=side,
        frame="whole" if atlas.limb.views[view].frames else None,
        layers=Layers(lines=False, labels=False, margins="none", finger_marks=False),
        mm_per_unit=1.0,
    )
    figure["data"] = _areas(view, side, now["hurt_area"])
    plot.render(
        figure,
        key="hurt_chart",
        plate_url=plates.plate_url(view, side),
        palette=palettes(now["look"], now["tone"]),
        relief=now["look"] != "line",
        height=HEIGHT,
        alt=f"{alt_text(view, side, [])} Its parts: {', '.join(area.name for area in areas_of(view))}.",
        on_pick=tapped,
        view_key=f"{view} {side}",
        plate_changes={"bones": {"opacity": 0}},
    )


def _areas(view: str, side: str, chosen: str | None) -> list[dict]:
    """One unseen area for each part of the skin, which catches the tap; the part that was tapped is tinted."""
    flip = -1.0 if side == "left" else 1.0
    traces = []
    for area in areas_of(view):
        corners = area.shape.exterior.coords
        traces.append(
            {
                "type": "scatter",
                "mode": "lines",
                "x": [round(flip * x, 4) for x, _ in corners],
                "y": [round(y, 4) for _, y in corners],
                "fill": "toself",
                "fillcolor": "$selected@0.28" if area.id == chosen else "$selected@0.001",
                "line": {"width": 1 if area.id == chosen else 0, "color": "$selected"},
                "meta": area.id,
                "name": area.name,
                "hoverinfo": "skip",
                "showlegend": False,
            }
        )
    return traces


def tapped(area_id: str) -> None:
    """A tap on the drawing: remember the part of the skin, and choose its first complaint when none is chosen."""
    now, area = st.session_state, load_hurt_areas().get(area_id)
    if area is None:
        return
    now["hurt_area"] = area_id
    if area.conditions and not set(area.conditions) & set(now["complaints"]):
        now["complaints"] = [*now["complaints"], area.conditions[0]]


def _area(practice: Practice) -> None:
    """What belongs to the part of the skin that was tapped."""
    now = st.session_state
    area = load_hurt_areas().get(now["hurt_area"] or "")
    if area is None or area.view != now["hurt_view"]:
        return
    with st.container(border=True, key="hurt_area_box"):
        st.markdown(f"You tapped **{area.name}**. {area.say}".strip())
        if area.conditions:
            with st.container(horizontal=True):
                for name in area.conditions:
                    mark = "✓ " if name in now["complaints"] else ""
                    label = f"{mark}{practice.conditions[name].name}"
                    st.button(label, key=f"area_{name}", on_click=toggle, args=(name,))


def _not_led(practice: Practice, condition: Condition) -> None:
    """A complaint without a session: why, and what is known."""
    with st.container(border=True):
        told = [f"### {condition.name}", f"**No session for this.** {condition.why_no_routine}"]
        st.markdown("\n\n".join([*told, *_known(practice, condition)]))
        guided.warn(_warnings([condition]))


def _about(practice: Practice, condition: Condition) -> None:
    with st.container(border=True):
        st.markdown("\n\n".join(_known(practice, condition, f"{condition.name}: what studies say")))


def _known(practice: Practice, condition: Condition, heading: str = "What studies say") -> list[str]:
    """The note of a complaint, and what studies say."""
    wording = [practice.evidence[name].wording for name in condition.evidence[:2]]
    studies = f"**{heading}** · {BADGES[condition.level]}  \n" + "  \n".join(wording)
    return [condition.note, studies] if condition.note else [studies]


def _warnings(conditions: list[Condition]) -> list[str]:
    """The care rows of complaints that the answers have not settled, each once."""
    words, decision = load_care().words, care.decision()
    names = dict.fromkeys(name for condition in conditions for name in condition.safety)
    return [name for name in names if name in words and not decision.settled(name)]


def _begin(routine: Routine, warnings: list[str], session: StreamlitPage) -> CareRoutine | None:
    """What the routine is, how long, and the button that begins it; its steps, or None when it must not begin."""
    now = st.session_state
    whole, brief = guided.allowed(routine), guided.allowed(routine, short=True)
    with st.container(border=True, key="begin_box"):
        st.markdown(f"### {routine.title}\n{routine.intro}")
        if whole.blocked_by:
            words = load_care().words
            messages = [words[name].message for name in whole.blocked_by]
            st.error("\n\n".join(["**This routine is not for you now.**", *messages]))
            return None
        guided.warn(warnings)
        lengths = {"whole": f"Whole, {guided.minutes(guided.seconds(whole.steps))}"}
        if brief.steps and not brief.blocked_by and len(brief.steps) < len(whole.steps):
            lengths["short"] = f"Short, {guided.minutes(guided.seconds(brief.steps))}"
        if routine.is_long and "short" in lengths:
            st.markdown("The whole routine is longer than 20 minutes. The short one holds what matters most.")
        if now["length"] not in lengths:
            now["length"] = "whole"
        with st.container(horizontal=True, vertical_alignment="center"):
            st.segmented_control(
                "Length",
                list(lengths),
                key="length",
                format_func=lengths.__getitem__,
                required=True,
                persist_state="session",
                label_visibility="collapsed",
            )
            begun = st.button("Start the session", type="primary", key="begin", icon=":material/play_arrow:")
    short = now["length"] == "short"
    if begun:
        session_page.start(routine.id, short)
        st.switch_page(session)
    return brief if short else whole


def _steps(atlas: Atlas, body: Body, practice: Practice, routine: Routine, done: CareRoutine) -> None:
    st.subheader("Step by step", anchor=False)
    if routine.left_out:
        names = _names_of(atlas, practice, routine)
        st.markdown(f"Left out before bed, because tradition calls them stirring: {names}")
    steps, drawing = st.columns([3, 2], gap="medium")
    with steps:
        st.markdown(_listed(atlas, practice, done))
    with drawing:
        _on_the_drawing(atlas, body, done)


def _names_of(atlas: Atlas, practice: Practice, routine: Routine) -> str:
    steps = {step.id: step for part in routine.parts for step in practice.routines[part].steps}
    return ", ".join(guided.subject_names(atlas, practice, steps[name]) for name in routine.left_out) + "."


def _listed(atlas: Atlas, practice: Practice, done: CareRoutine) -> str:
    """The steps as a numbered list: what, how long, which side; then what is left out and why."""
    lines = []
    for number, (step, sides) in enumerate(_steps_with_sides(done), start=1):
        one = {"none": "", "both": ", both feet"}.get(sides[0], f", {sides[0]}")
        turns = " on each side" if len(sides) == 2 else one
        length = f" · {_seconds(step.seconds * step.repeats)}{turns}" if step.seconds else ""
        lines.append(f"{number}. **{guided.subject_names(atlas, practice, step)}**{length}  \n   {step.instruction}")
    words = load_care().words
    gone = dict.fromkeys(
        f"- {guided.subject_names(atlas, practice, one.step)}: {words[one.safety_id].message}" for one in done.left_out
    )
    return "\n".join(lines) + ("\n\n**Left out because of your answers**\n" + "\n".join(gone) if gone else "")


def _seconds(count: int) -> str:
    return f"{count} seconds" if count < 90 else f"{count / 60:.3g} minutes"


def _steps_with_sides(done: CareRoutine) -> list[tuple]:
    sides: dict[str, list[str]] = {}
    steps = {}
    for one in done.steps:
        steps[one.step.id] = one.step
        sides.setdefault(one.step.id, []).append(one.side)
    return [(step, sides[name]) for name, step in steps.items()]


def _on_the_drawing(atlas: Atlas, body: Body, done: CareRoutine) -> None:
    """The points and zones of the routine on the view that shows most of them, each point with its step's number."""
    now = st.session_state
    numbers: dict[str, str] = {}
    for number, (step, _) in enumerate(_steps_with_sides(done), start=1):
        for code in step.subjects if step.layer == "point" else ():
            if code in atlas.points and atlas.points[code].rule.on_drawing:
                numbers[code] = f"{numbers[code]}, {number}" if code in numbers else str(number)
    side = now["hurt_side"]
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
    if now["steps_view"] not in needed:
        now["steps_view"] = needed[0]
    st.pills(
        "Where on the drawing",
        needed,
        key="steps_view",
        format_func=VIEW_NAMES.__getitem__,
        required=True,
        persist_state="session",
        wrap=True,
    )
    view = now["steps_view"]
    marks = marks_in_view(atlas, body, view, side, codes=[code for code in numbers if code in shown[view]])
    marks = [replace(mark, label=f"{numbers[mark.code]} · {mark.code}") for mark in marks]
    figure = _steps_figure(atlas, body, view, side, marks)
    if zones[view]:
        figure["areas"] = {"url": sheet_url(view, side), "shown": zones[view], "lines": False, "names": True}
    plot.render(
        figure,
        key="steps_chart",
        plate_url=plates.plate_url(view, side),
        palette=palettes(now["look"], now["tone"]),
        relief=now["look"] != "line",
        height=HEIGHT,
        alt=alt_text(view, side, marks),
        on_pick=None,
        view_key=f"{view} {side}",
        plate_changes={"bones": {"opacity": 0}},
    )


def _drawn(atlas: Atlas, view: str, codes: dict[str, str]) -> set[str]:
    rules = atlas.limb.rules
    return {code for code in codes if any(view in rules[spot].views for spot in atlas.points[code].members)}


def _steps_figure(atlas: Atlas, body: Body, view: str, side: str, marks: list[Mark]) -> dict:
    drawing = atlas.limb.views[view]
    high = bool(drawing.frames) and any(mark.place.xy[1] > drawing.frames["lower"][3] for mark in marks)
    return limb_figure(
        drawing,
        marks,
        side=side,
        frame=("whole" if high else "lower") if drawing.frames else None,
        layers=Layers(lines=False, margins="none", finger_marks=False),
        mm_per_unit=body.view_mm_per_unit(view),
        scale_owner=guided.owner(body),
    )
