"""The technique card of one point."""

from __future__ import annotations

from html import escape

import streamlit as st

from coords.body import Body, Place
from data import Atlas
from data.atlas import PointFacts, Use
from data.marks import VIEW_NAMES
from data.phrases import centimetres, distance_phrase, margin_phrase, ruler_phrase
from ui import link, state

ABOVE = "This point lies above this drawing; find it by touch as the card says."
LIGHTER_TEXT = {
    "WHO": "WHO standard point",
    "extra": "extra point, not on a meridian",
    "none": "not a point of its own",
}


def show(atlas: Atlas, body: Body, code: str) -> None:
    """Draw the card of `code` for this reader."""
    point = atlas.points[code]
    with st.container(key="card", border=True):
        _head(atlas, point)
        _on_you(atlas, body, point)
        stops = [f"**{caution.label}.** {caution.sentence}" for caution in point.cautions if caution.level == "stop"]
        if stops:
            st.error("  \n".join(stops))
        st.markdown(f"**Where it is**  \n{point.card.where}")
        st.markdown(f"**Find it by touch**  \n{point.card.find}")
        st.markdown(f"**Press it**  \n{point.card.press}")
        _uses(point)
        _care(point)
        _neighbours(atlas, point)
        _other_views(atlas, point)
        _sources(atlas, point)


def _head(atlas: Atlas, point: PointFacts) -> None:
    names = point.names
    st.subheader(" ".join(filter(None, (point.code, names.pinyin, names.hanzi))), anchor=False)
    meridian = atlas.meridians.get(point.meridian)
    told = [
        ", ".join(names.english),
        f"{meridian.name} meridian" if meridian and meridian.joined else "",
        LIGHTER_TEXT[point.standard],
    ]
    more = ", ".join(
        filter(
            None,
            (
                f"Korean {names.korean} {names.hangul}".strip() if names.korean else "",
                f"Japanese {names.japanese}" if names.japanese else "",
            ),
        )
    )
    st.markdown(" · ".join(filter(None, told)) + (f"  \n{more}" if more else ""))


def _spots(atlas: Atlas, body: Body, point: PointFacts) -> list[Place]:
    view, side = st.session_state["view"], st.session_state["side"]
    rules = atlas.limb.rules
    return [body.place(spot, view if view in rules[spot].views else rules[spot].home, side) for spot in point.members]


def _on_you(atlas: Atlas, body: Body, point: PointFacts) -> None:
    if not point.rule.on_drawing:
        st.info(ABOVE)
    if not point.is_point:
        return
    told = False
    for place in _spots(atlas, body, point)[:1]:
        phrase = distance_phrase(atlas, place)
        if not phrase:
            continue
        told = True
        st.html(f'<p class="cun-measure">On you: {escape(phrase)}</p>')
        st.markdown(f"Ruler: {ruler_phrase(place)}.")
        if place.finger_mm is not None and place.finger_gap_mm > 5:
            st.markdown(
                f"Plain finger cun would say {centimetres(place.finger_mm)}: the hollow mark, "
                f"{centimetres(place.finger_gap_mm)} away."
            )
    if point.rule.on_drawing and not told:
        st.markdown(f"Found by touch, not by distance: {margin_phrase(_spots(atlas, body, point)[0])}.")


def _listed(uses: list[Use]) -> str:
    return "; ".join(use.statement for use in uses)


def _uses(point: PointFacts) -> None:
    local = [use for use in point.uses if use.kind == "use" and use.local]
    distant = [use for use in point.uses if use.kind == "use" and not use.local]
    functions = [use for use in point.uses if use.kind == "function"]
    if local or distant or functions:
        lines = ["**Traditionally used for**"]
        lines += [_listed(local)] if local else []
        lines += [f"By tradition only, far from the point: {_listed(distant)}"] if distant else []
        lines += [f"In Chinese medicine: {_listed(functions)}"] if functions else []
        lines += ["Tradition is not proof: this says what the point was pressed for, not that it works."]
        st.markdown("  \n".join(lines))
    elif point.is_point:
        st.markdown("**Traditionally used for**  \nNo traditional use with a named source was found for this point.")


def _care(point: PointFacts) -> None:
    st.markdown(f"**Care**  \n{point.card.care}")
    rest = [caution for caution in point.cautions if caution.level != "stop"]
    if rest:
        st.markdown("\n".join(f"- **{caution.label}**: {caution.sentence}" for caution in rest))


def _neighbours(atlas: Atlas, point: PointFacts) -> None:
    meridian = atlas.meridians.get(point.meridian)
    order = [code for code in meridian.points if code in atlas.points] if meridian else []
    if point.code not in order:
        return
    here = order.index(point.code)
    with st.container(horizontal=True):
        if here > 0:
            st.button(f"← {order[here - 1]}", key="previous", on_click=state.open_point, args=(atlas, order[here - 1]))
        if here + 1 < len(order):
            st.button(f"{order[here + 1]} →", key="next", on_click=state.open_point, args=(atlas, order[here + 1]))


def _turn_to(atlas: Atlas, code: str, view: str) -> None:
    st.session_state["view"] = view
    state.open_point(atlas, code)


def _other_views(atlas: Atlas, point: PointFacts) -> None:
    if not (point.rule.on_drawing and point.is_point):
        return
    views = dict.fromkeys(view for spot in point.members for view in atlas.limb.rules[spot].views)
    others = [view for view in views if view != st.session_state["view"]]
    if others:
        st.markdown("Also drawn on")
        with st.container(horizontal=True):
            for view in others:
                st.button(VIEW_NAMES[view], key=f"see_{view}", on_click=_turn_to, args=(atlas, point.code, view))


def _sources(atlas: Atlas, point: PointFacts) -> None:
    window = st.expander("Sources and link", key="sources", on_change="rerun")
    if not window.open:
        return
    with window:
        ids = dict.fromkeys(
            [
                point.source,
                *(s for use in point.uses for s in use.sources),
                *(s for c in point.cautions for s in c.sources),
                *(s for dose in point.doses for s in dose.sources),
            ]
        )
        lines = [f"- {atlas.sources[name]}" for name in ids if name in atlas.sources]
        st.markdown("\n".join(lines) or "No source is named.")
        if point.notes:
            st.markdown(f"Note on the place: {point.notes}.")
        address = "&".join(f"{key}={value}" for key, value in link.current(point=point.code).items())
        st.markdown("Link to this card with your measures:")
        st.code(f"?{address}", language=None, wrap_lines=True)
