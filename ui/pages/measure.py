"""The page "Your body, measured": every finger and length, what each is worth, and which ruler wins where.

Any step may be skipped. Nothing is refused but what cannot be a length of a body.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import cache

import pandas as pd
import streamlit as st

from charts.palette import theme_palette
from charts.screen.rulers import rulers_figure
from content.phrases import ruler_called, ruler_words
from content.screen_ruler import METHODS
from content.sizes import finger_name
from content.words import begun, word
from coords.body import Body
from coords.cun import (
    FINGERS,
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
from ui import link, measure, state
from ui.browser import kept, profiles
from ui.components import plot, screen_ruler
from ui.controls import choose
from ui.model import Measures, kind_of
from ui.text import plain
from web.pictures import picture_html

STYLE = """<style>
.st-key-measure_page { max-width: 60rem; }
.st-key-measure_page .cun-table { font-size: .92rem; }
.st-key-rulers_box .cun-plot__buttons { display: none; }
@media (max-width: 640px) { .st-key-measure_page .cun-picture { max-width: 200px; } }
</style>"""
WHOSE = ("own", "other")
AGES = ("adult", "10-17")
PARTS = ("S_LEG_LAT", "S_LEG_MED", "S_ANKLE_MED", "S_THIGH_ANT", "S_FOOT_LEN")  # what cun are counted on


@dataclass(frozen=True)
class Shown:
    """The measure whose screen ruler is open, and the part of the body whose rulers are compared."""

    laid_on_screen: str | None = None
    scale: str = "S_LEG_LAT"


def show(atlas: Atlas, body: Body) -> None:
    """Draw the page."""
    st.html(STYLE)
    st.header(word("measure.heading"), anchor=False)
    with st.container(key="measure_page"):
        st.markdown(word("measure.intro"))
        link.say_notes(atlas)
        _summary(body)
        _who(atlas)
        profiles.show(atlas)
        st.subheader(word("measure.fingers"), anchor=False)
        st.markdown(word("measure.fingers_say"))
        for finger in FINGERS:
            _way(atlas, body.measured, finger, finger_name(finger), _finger_how(atlas, finger))
        st.subheader(word("measure.second"), anchor=False)
        st.markdown(word("measure.second_say"))
        name = word("measure.height" if state.measures().whose == "own" else "measure.height_theirs")
        _way(atlas, body.measured, "stature", name, word("measure.how_stature"))
        st.subheader(word("measure.third"), anchor=False)
        for segment in ("S_LEG_MED", "S_LEG_LAT"):
            _way(atlas, body.measured, segment, word(f"measure.name_{segment}"), word(f"measure.how_{segment}"))
        st.subheader(word("measure.fourth"), anchor=False)
        for segment in ("S_ANKLE_MED", "S_FOOT_LEN"):
            _way(atlas, body.measured, segment, word(f"measure.name_{segment}"), word(f"measure.how_{segment}"))
        _five_answers(atlas, body)


def _summary(body: Body) -> None:
    leg = body.cun[measure.LEG]
    with st.container(border=True, key="measure_sum"):
        st.markdown(
            word(
                "measure.one_cun_yours" if state.measures().whose == "own" else "measure.one_cun_theirs",
                cun=measure.cun_words(leg),
                ruler=ruler_words(leg.source),
            )
        )
        if state.measures().heights_missing:
            st.info(word("measure.heights_missing"))
        measure.ask_about_ratios(body.measured)
        measure.choose_unit()
        kept.say()


def _who(atlas: Atlas) -> None:
    st.subheader(word("measure.who"), anchor=False)
    with st.container(horizontal=True):
        for label, key, names in ((word("measure.whose"), "whose", WHOSE), (word("measure.age"), "age", AGES)):
            words = {name: word(f"measure.of_{name}") for name in names}
            choose(Measures, key, st.segmented_control, label, words, wrap=True)
    if state.measures().whose == "other":
        st.markdown(word("measure.hand_say"))
        with st.container(key="helper_box"):
            measure.box(atlas, "helper", word("measure.own_height", unit=state.measures().unit_of("helper")), 0)


def _finger_how(atlas: Atlas, finger: str) -> str:
    row = atlas.finger_methods[finger]
    return word("measure.worth", count=f"{float(row['cun']):g}", how=row["where_to_measure"])


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
            if name in METHODS:
                open_now = state.now(Shown).laid_on_screen == name
                st.button(
                    word("measure.screen_close" if open_now else "measure.screen_open"),
                    key=f"lay_{name}",
                    on_click=_lay,
                    args=(None if open_now else name,),
                    icon=":material/straighten:",
                )
        if state.now(Shown).laid_on_screen == name:
            screen_ruler.screen_ruler(
                name, key=f"screen_ruler_{name}", on_measured=lambda mm: _measured_on_screen(atlas, name, mm)
            )


def _boxes(atlas: Atlas, name: str, title: str) -> None:
    """The first reading, then one more, and a third when the two are far apart."""
    measures = state.measures()
    unit, given = measures.unit_of(name), measures.repeats.get(name, {})
    labels = [word("measure.first_reading", title=title, unit=unit)]
    repeated = median_of_repeats([given[nth] for nth in (0, 1) if nth in given], kind_of(name))
    if given:
        labels.append(word("measure.second_reading", title=title, unit=unit))
    if repeated.third_needed or 2 in given:
        labels.append(word("measure.third_reading", title=title, unit=unit))
    for nth, column in enumerate(st.columns(max(2, len(labels)))):
        if nth < len(labels):
            with column:
                measure.box(atlas, name, labels[nth], nth)
    if repeated.third_needed and 2 not in given:
        st.warning(plain(repeated.sentence))


def _gives(atlas: Atlas, measured: Measurements, name: str) -> str:
    """What one measure alone says, as soon as it is there."""
    measures = state.measures()
    mm = measures.accepted.get(name)
    if mm is None:
        return ""
    several = len(measures.repeats[name]) > 1
    start = f"{word('measure.in_use', size=measures.told(name))}  \n" if several else ""
    if name == "stature":
        return start + word("measure.gives_stature", cun=measure.cun_words(stature_cun(mm, measured.age)))
    if name in SEGMENTS:
        part = word(f"measure.on_{name}")
        return start + word(
            "measure.gives_part", part=part, cun=measure.cun_words(segment_cun(name, mm, SEGMENTS[name][2]))
        )
    if name not in measured.fingers:
        return f"{start}{word('measure.heights_missing')}"
    alone = replace(measured, fingers={name: mm}, segments_mm={})
    plain, corrected = plain_finger_cun(alone), leg_finger_cun(alone)
    assert plain and corrected
    told = word("measure.gives_finger", plain=measure.cun_words(plain), corrected=measure.cun_words(corrected))
    return start + told


def _lay(name: str | None) -> None:
    state.change(Shown, laid_on_screen=name)


def _measured_on_screen(atlas: Atlas, name: str, mm: float) -> None:
    """The width lands in the first empty box; with all boxes full it starts anew."""
    measures = state.measures()
    given = measures.repeats.get(name, {})
    repeated = median_of_repeats([given[nth] for nth in (0, 1) if nth in given], kind_of(name))
    room = [nth for nth in range(3 if repeated.third_needed else 2) if nth not in given]
    if not room:
        state.put(measures.withdraw(name))
    measure.take(atlas, name, f"{mm:g}", "mm", room[0] if room else 0)
    _lay(None)


# ---- which ruler wins


def _five_answers(atlas: Atlas, body: Body) -> None:
    st.subheader(word("measure.five"), anchor=False)
    st.markdown(word("measure.five_say"))
    parts = {scale: word(f"measure.part_{scale}") for scale in PARTS}
    choose(Shown, "scale", st.pills, word("measure.part"), parts, key="scale_shown", wrap=True)
    measure.choose_plain_fingers()
    scale_id = state.now(Shown).scale
    given = rulers(body.measured, atlas.limb.scales[scale_id])
    with st.container(key="rulers_box"):
        if given:
            _chart(given, body.cun[scale_id], atlas.limb.scales[scale_id].cun, scale_id)
        else:
            st.info(word("measure.five_none"))
    rows = [
        {
            word("measure.column_for"): word(f"measure.counted_with_{scale}"),
            word("measure.column_cun"): measure.cun_words(body.cun[scale]).replace(" ", "\u00a0"),
            word("measure.column_why"): _why(scale, body.cun[scale]),
        }
        for scale in PARTS
    ]
    st.html(pd.DataFrame(rows).to_html(index=False, border=0, classes="cun-table", justify="left"))


def _chart(given: list[Cun], used: Cun, count: float, scale_id: str) -> None:
    if used.source == "neutral":
        given = [*given, used]
    figure = rulers_figure(
        [replace(cun, detail=begun(ruler_called(cun.detail))) for cun in given],
        used,
        word(
            "measure.chart_label",
            part=word(f"measure.counted_with_{scale_id}"),
            segment=word(f"segment.{scale_id}"),
            count=f"{count:g}",
        ),
        word,
    )
    told = "; ".join(
        word("measure.chart_ruler", ruler=ruler_called(cun.detail), cun=measure.cun_words(cun)) for cun in given
    )
    plot.render(
        figure=figure,
        key="rulers_chart",
        plate_url=None,
        palette=_palettes(),
        height=figure["layout"]["height"],
        alt=word("measure.chart_alt", rulers=told),
        on_pick=None,
        view_key=f"rulers {scale_id} {len(given)} {used.mm:.2f}",
    )


@cache
def _palettes() -> dict[str, dict[str, str]]:
    return {theme: theme_palette(theme) for theme in ("light", "dark")}


def _why(scale_id: str, cun: Cun) -> str:
    """Which ruler serves a scale, and why that one."""
    part = word(f"measure.on_{scale_id}")
    if cun.source == "segment" and cun.detail == scale_id:
        return word("measure.why_own", part=begun(part))
    if cun.source == "segment":
        return word("measure.why_other", segment=word(f"segment.{cun.detail}"), part=part)
    if cun.source == "stature":
        return word("measure.why_stature", part=part)
    if cun.source == "finger_calibrated":
        return word("measure.why_fingers", part=part)
    if cun.source == "finger_traditional":
        return word("measure.why_plain")
    return word("measure.why_neutral", part=part)
