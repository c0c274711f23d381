"""The page "Your body, measured": every finger and length, what each is worth, and which ruler wins where.

Any step may be skipped. Nothing is refused but what cannot be a length of a body.
"""

from __future__ import annotations

from dataclasses import replace
from functools import cache

import pandas as pd
import streamlit as st

from charts.palette import theme_palette
from charts.rulers import rulers_figure
from coords.body import Body
from coords.cun import (
    FINGERS,
    SEGMENT_WORDS,
    Cun,
    Measurements,
    leg_finger_cun,
    plain_finger_cun,
    rulers,
    segment_cun,
    stature_cun,
)
from coords.intake import median_of_repeats
from coords.model_constants import SEGMENTS
from data import Atlas
from ui import measure, plot, profiles, screen_ruler, state
from ui.pictures import picture_html

TITLE = "Measure"
STYLE = """<style>
.st-key-measure_page { max-width: 60rem; }
.st-key-measure_page .cun-table { font-size: .92rem; }
.st-key-people_store_box { position: absolute; }
.st-key-rulers_box .cun-plot__buttons { display: none; }
@media (max-width: 640px) { .st-key-measure_page .cun-picture { max-width: 200px; } }
</style>"""
WHOSE = {"own": "My own leg", "other": "Another person's leg"}
AGE_NAMES = {"adult": "Adult", "10-17": "10 to 17 years"}
BODY_NAMES = {
    "S_LEG_MED": "Inner shin",
    "S_LEG_LAT": "Outer leg",
    "S_ANKLE_MED": "Inner ankle to the floor",
    "S_FOOT_LEN": "Foot length",
}
HOW = {
    "stature": "Without shoes, heels and back against a wall: from the top of the head down to the floor.",
    "S_LEG_MED": "The best ruler of all. Sit with the foot flat and the shin upright. Measure straight from the lower "
    "end of the kneecap to the bump of the inner ankle bone.",
    "S_LEG_LAT": "From the knee crease to the bump of the outer ankle bone, straight, not along the calf. The crease "
    "is level with the middle of the kneecap.",
    "S_ANKLE_MED": "Stand. Measure from the bump of the inner ankle bone straight down to the floor.",
    "S_FOOT_LEN": "Stand with the heel against a wall. Measure from the wall to the end of the longest toe. A shoe "
    "size is no length.",
}
PARTS = {  # scale id: (name of the choice, what is counted with it, what it is on the body)
    "S_LEG_LAT": ("Lower leg, outer", "Front, outer side and back of the lower leg", "the outer leg"),
    "S_LEG_MED": ("Lower leg, inner", "Inner side of the lower leg", "the inner shin"),
    "S_ANKLE_MED": ("Ankle", "Inner ankle, down to the floor", "the inner ankle"),
    "S_THIGH_ANT": ("Thigh", "Front and inner side of the thigh", "the thigh"),
    "S_FOOT_LEN": ("Foot", "The foot, where nothing better is known", "the foot"),
}


def show(atlas: Atlas, body: Body) -> None:
    """Draw the page."""
    st.html(STYLE)
    st.header("Your body, measured", anchor=False)
    with st.container(key="measure_page"):
        st.markdown(
            "Cun (say “tsoon”) is the body's own inch. Measure what you like and skip what you like. The better "
            "the ruler, the smaller the circles on the drawing. Measure twice if you can; we use the middle."
        )
        for note in st.session_state["notes"]:
            st.warning(note)
        _summary(body)
        _who(atlas)
        profiles.show(atlas)
        st.subheader("1. Fingers", anchor=False)
        st.markdown("Five traditional widths. One will do; more of them make it a little surer. All of the same hand.")
        for finger in FINGERS:
            _way(atlas, body.measured, finger, measure.FINGER_NAMES[finger], _finger_how(atlas, finger))
        st.subheader("2. Height", anchor=False)
        st.markdown("Height tells the length of a leg better than any finger.")
        name = "Your height" if st.session_state["whose"] == "own" else "Height of the person with the leg"
        _way(atlas, body.measured, "stature", name, HOW["stature"])
        st.subheader("3. Inner shin and outer leg", anchor=False)
        for segment in ("S_LEG_MED", "S_LEG_LAT"):
            _way(atlas, body.measured, segment, BODY_NAMES[segment], HOW[segment])
        st.subheader("4. Ankle and foot", anchor=False)
        for segment in ("S_ANKLE_MED", "S_FOOT_LEN"):
            _way(atlas, body.measured, segment, BODY_NAMES[segment], HOW[segment])
        _five_answers(atlas, body)


def _summary(body: Body) -> None:
    leg = body.cun[measure.LEG]
    with st.container(border=True, key="measure_sum"):
        st.markdown(
            f"**One cun on {_owner()} lower leg: {measure.cun_words(leg)}**  \n"
            f"Ruler in use: {measure.SOURCE_WORDS[leg.source]}."
        )
        if measure.heights_missing():
            st.info(measure.HEIGHTS_MISSING)
        measure.ask_about_ratios(body.measured)
        measure.choose_unit()


def _owner() -> str:
    return "your" if st.session_state["whose"] == "own" else "this"


def _who(atlas: Atlas) -> None:
    st.subheader("Who is it for?", anchor=False)
    with st.container(horizontal=True):
        for label, key, names in (("My hand measures", "whose", WHOSE), ("Age of the leg", "age", AGE_NAMES)):
            st.segmented_control(
                label,
                list(names),
                key=key,
                format_func=names.__getitem__,
                required=True,
                persist_state="session",
                wrap=True,
            )
    if st.session_state["whose"] == "other":
        st.markdown(
            "The hand should belong to the leg. When only your hand is there, it is scaled by the two heights, and the "
            "margin grows. Better: measure the other person's own fingers."
        )
        with st.container(key="helper_box"):
            measure.box(atlas, "helper", f"Your own height in {state.unit_of('helper')}", 0)


def _finger_how(atlas: Atlas, finger: str) -> str:
    row = atlas.finger_methods[finger]
    worth = f"{float(row['cun']):g} cun"
    return f"**{worth}.** {row['where_to_measure']}"


def _way(atlas: Atlas, measured: Measurements, name: str, title: str, how: str) -> None:
    """One thing to measure: its picture, its boxes, what it gives, and the screen as a ruler."""
    with st.container(border=True, key=f"way_{name}"):
        picture, words = st.columns([1, 2], gap="medium", vertical_alignment="top")
        with picture:
            st.html(picture_html(name, st.context.theme.type == "dark"))
        with words:
            st.markdown(f"**{title}**  \n{how}")
            _boxes(atlas, name, title)
            if gives := _gives(atlas, measured, name):
                st.markdown(gives)
            if name in screen_ruler.METHODS:
                open_now = st.session_state["laid_on_screen"] == name
                st.button(
                    "Close the screen ruler" if open_now else "Use the screen as a ruler",
                    key=f"lay_{name}",
                    on_click=_lay,
                    args=(None if open_now else name,),
                    icon=":material/straighten:",
                )
        if st.session_state["laid_on_screen"] == name:
            screen_ruler.screen_ruler(
                name, key=f"screen_ruler_{name}", on_measured=lambda mm: _measured_on_screen(atlas, name, mm)
            )


def _boxes(atlas: Atlas, name: str, title: str) -> None:
    """The first reading, then one more, and a third when the two are far apart."""
    unit, given = state.unit_of(name), st.session_state["repeats"].get(name, {})
    labels = [f"{title} in {unit}"]
    repeated = median_of_repeats([given[nth] for nth in (0, 1) if nth in given], state.kind_of(name))
    if given:
        labels.append(f"{title} again, in {unit}")
    if repeated.third_needed or 2 in given:
        labels.append(f"{title}, third time, in {unit}")
    for nth, column in enumerate(st.columns(max(2, len(labels)))):
        if nth < len(labels):
            with column:
                measure.box(atlas, name, labels[nth], nth)
    if repeated.third_needed and 2 not in given:
        st.warning(repeated.sentence)


def _gives(atlas: Atlas, measured: Measurements, name: str) -> str:
    """What one measure alone says, as soon as it is there."""
    mm = st.session_state["accepted"].get(name)
    if mm is None:
        return ""
    several = len(st.session_state["repeats"][name]) > 1
    start = f"In use: {measure.told(name)}, the middle.  \n" if several else ""
    if name == "stature":
        return f"{start}One cun on the lower leg = **{measure.cun_words(stature_cun(mm, measured.age))}**"
    if name in SEGMENTS:
        part = PARTS[name][2]
        return f"{start}One cun on {part} = **{measure.cun_words(segment_cun(name, mm, SEGMENTS[name][2]))}**"
    if name not in measured.fingers:
        return f"{start}{measure.HEIGHTS_MISSING}"
    alone = replace(measured, fingers={name: mm}, segments_mm={})
    plain, corrected = plain_finger_cun(alone), leg_finger_cun(alone)
    assert plain and corrected
    return (
        f"{start}One cun = **{measure.cun_words(plain)}** as tradition counts, "
        f"**{measure.cun_words(corrected)}** corrected to the leg"
    )


def _lay(name: str | None) -> None:
    st.session_state["laid_on_screen"] = name


def _measured_on_screen(atlas: Atlas, name: str, mm: float) -> None:
    """The width lands in the first empty box; with all boxes full it starts anew."""
    given = st.session_state["repeats"].get(name, {})
    repeated = median_of_repeats([given[nth] for nth in (0, 1) if nth in given], state.kind_of(name))
    room = [nth for nth in range(3 if repeated.third_needed else 2) if nth not in given]
    if not room:
        state.withdraw(name)
    measure.take(atlas, name, f"{mm:g}", "mm", room[0] if room else 0)
    _lay(None)


# ---- which ruler wins


def _five_answers(atlas: Atlas, body: Body) -> None:
    st.subheader("Five answers for one cun", anchor=False)
    st.markdown(
        "Every ruler gives its own cun, and they differ: this is how bodies are. The better ruler is used; bone and "
        "fingers are never averaged."
    )
    st.pills(
        "Part of the body",
        list(PARTS),
        key="scale_shown",
        format_func=lambda scale: PARTS[scale][0],
        required=True,
        persist_state="session",
        wrap=True,
    )
    measure.choose_plain_fingers()
    scale_id = st.session_state["scale_shown"]
    given = rulers(body.measured, atlas.limb.scales[scale_id])
    with st.container(key="rulers_box"):
        if given:
            _chart(given, body.cun[scale_id], atlas.limb.scales[scale_id].cun, scale_id)
        else:
            st.info("Nothing is measured yet. Type one number above and its answer appears here.")
    rows = [
        {
            "For": PARTS[scale][1],
            "One cun": measure.cun_words(body.cun[scale]).replace(" ", "\u00a0"),
            "Ruler and why": _why(scale, body.cun[scale]),
        }
        for scale in PARTS
    ]
    st.html(pd.DataFrame(rows).to_html(index=False, border=0, classes="cun-table", justify="left"))


def _chart(given: list[Cun], used: Cun, count: float, scale_id: str) -> None:
    if used.source == "neutral":
        given = [*given, replace(used, detail="an average adult")]
    figure = rulers_figure(given, used, f"{PARTS[scale_id][1]}: {SEGMENT_WORDS[scale_id]} = {count:g} cun")
    told = "; ".join(f"{cun.detail} {measure.cun_words(cun)}" for cun in given)
    plot.render(
        figure,
        key="rulers_chart",
        plate_url=None,
        palette=_palettes(),
        height=figure["layout"]["height"],
        alt=f"Chart of one cun by every ruler: {told}.",
        on_pick=None,
        view_key=f"rulers {scale_id} {len(given)} {used.mm:.2f}",
    )


@cache
def _palettes() -> dict[str, dict[str, str]]:
    return {theme: theme_palette(theme) for theme in ("light", "dark")}


def _why(scale_id: str, cun: Cun) -> str:
    """Which ruler serves a scale, and why that one."""
    part = PARTS[scale_id][2]
    if cun.source == "segment" and cun.detail == scale_id:
        return f"{part[0].upper()}{part[1:]}, measured: nothing beats the bone itself."
    if cun.source == "segment":
        return f"Measured {SEGMENT_WORDS[cun.detail]}: it stands in, because {part} is not measured."
    if cun.source == "stature":
        return f"Height, because {part} is not measured."
    if cun.source == "finger_calibrated":
        return f"Fingers, corrected to the leg, because neither {part} nor the height is measured."
    if cun.source == "finger_traditional":
        return "Plain finger cun, because you chose to count it."
    return f"An average adult, because nothing that tells about {part} is measured."
