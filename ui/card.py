"""The technique card of one point."""

from __future__ import annotations

import streamlit as st

from charts.compare import SHRINKS, gap_words, margin_with_shin, other_answers
from coords.body import Body, Place
from data import Atlas
from data.atlas import Caution, PointFacts, Use
from data.marks import VIEW_NAMES
from data.phrases import centimetres, distance_phrase, margin_phrase, ruler_phrase
from data.practice import load_practice
from ui import card_more, care, notebook_bits, state, zone_card

ABOVE = "This point lies above this drawing; find it by touch as the card says."
BADGES = {"none": "No good studies", "low": "Small or mixed studies", "moderate": "Better tested"}
LEVELS = tuple(BADGES)
KINDS = {
    "WHO": "WHO standard point",
    "extra": "extra point, not on a meridian",
    "none": "not a point of its own",
}


def show(atlas: Atlas, body: Body, code: str) -> None:
    """Draw the card of `code` for this reader."""
    point, side = atlas.points[code], st.session_state["side"]
    with st.container(key="card", border=True):
        st.markdown("\n\n".join([_head(atlas, point), *_on_you(atlas, body, point)]))
        if care.instead_of_card(code, side):
            _neighbours(atlas, point)
            return
        told = care.notes_for("point", code, side)
        if told.limit or told.notes:
            st.warning("  \n".join(filter(None, (told.limit, *told.notes))))
        real = [caution for caution in point.cautions if care.concerns(caution.id)]
        stops = [f"**{caution.label}.** {caution.sentence}" for caution in real if caution.level == "stop"]
        if stops:
            st.error("  \n".join(stops))
        st.markdown("\n\n".join(_text(point, real)))
        _neighbours(atlas, point)
        _other_views(atlas, point)
        zone_card.on_point_card(code, side)
        notebook_bits.note_box("point", code, atlas, body)
        card_more.show(atlas, body, point)


def _text(point: PointFacts, cautions: list[Caution]) -> list[str]:
    """The paragraphs of the card, one piece of Markdown: each piece more costs the reader's browser time."""
    card = point.card
    return [
        f"**Where it is**  \n{card.where}",
        f"**Find it by touch**  \n{card.find}",
        f"**Press it**  \n{card.press}",
        *_uses(point),
        *_studies(point, cautions),
        f"**Care**  \n{card.care}",
        *_milder_cautions(cautions),
    ]


def _head(atlas: Atlas, point: PointFacts) -> str:
    names = point.names
    meridian = atlas.meridians.get(point.meridian)
    told = [
        ", ".join(names.english),
        f"{meridian.name} meridian" if meridian and meridian.joined else "",
        KINDS[point.standard],
        ", ".join(point.category),
    ]
    korean = f"Korean {names.korean} {names.hangul}".strip() if names.korean else ""
    japanese = f"Japanese {names.japanese}" if names.japanese else ""
    more = ", ".join(filter(None, (korean, japanese)))
    title = " ".join(filter(None, (point.code, names.pinyin, names.hanzi)))
    return f"### {title}\n{' · '.join(filter(None, told))}" + (f"  \n{more}" if more else "")


def _spots(atlas: Atlas, body: Body, point: PointFacts) -> list[Place]:
    view, side = st.session_state["view"], st.session_state["side"]
    rules = atlas.limb.rules
    return [body.place(spot, view if view in rules[spot].views else rules[spot].home, side) for spot in point.members]


def _on_you(atlas: Atlas, body: Body, point: PointFacts) -> list[str]:
    """The reader's own centimetres, large; or how far around to feel."""
    told = [] if point.rule.on_drawing else [ABOVE]
    if not point.is_point:
        return told
    place = _spots(atlas, body, point)[0]
    phrase = distance_phrase(atlas, place)
    if phrase:
        lines = [f"#### On you: {phrase}", f"Ruler: {ruler_phrase(place)}."]
        if place.finger_mm is not None and place.finger_gap_mm > 5:
            lines[1] += (
                f" Plain finger cun would say {centimetres(place.finger_mm)}: the hollow mark, "
                f"{centimetres(place.finger_gap_mm)} away."
            )
        if st.session_state["layer_compare"]:
            lines += _compare(body, place)
        return [*told, *lines]
    if point.rule.on_drawing:
        return [*told, f"Found by touch, not by distance: {margin_phrase(place)}."]
    return told


def _compare(body: Body, place: Place) -> list[str]:
    """What the reader's other rulers would say, and what measuring the shin would bring."""
    if place.cun is None:
        return ["No ruler is compared here: this point is not counted in cun."]
    answers, margin = other_answers(body, place), margin_with_shin(body, place)
    told = ["Your other rulers, if any, lie within 1 mm of the dot. The page **Measure** takes more of them."]
    if answers:
        told = ["\n".join(["**Your other rulers** (hollow diamonds)", *(f"- {gap_words(a)}" for a in answers)])]
    return told + ([f"{SHRINKS}: the dashed one, ± {margin.plus_minus_cm:.1f} cm."] if margin else [])


def _listed(uses: list[Use]) -> str:
    return "; ".join(use.statement for use in uses)


def _uses(point: PointFacts) -> list[str]:
    local = [use for use in point.uses if use.kind == "use" and use.local]
    distant = [use for use in point.uses if use.kind == "use" and not use.local]
    functions = [use for use in point.uses if use.kind == "function"]
    if not (local or distant or functions):
        nothing = "**Traditionally used for**  \nNo traditional use with a named source was found for this point."
        return [nothing] if point.is_point else []
    lines = ["**Traditionally used for**"]
    lines += [_listed(local)] if local else []
    lines += [f"By tradition only, far from the point: {_listed(distant)}"] if distant else []
    lines += [f"In Chinese medicine: {_listed(functions)}"] if functions else []
    lines += ["Tradition is not proof: this says what the point was pressed for, not that it works."]
    return ["  \n".join(lines)]


def _studies(point: PointFacts, cautions: list[Caution]) -> list[str]:
    """The second voice: what studies of this very point say, or that there is none; what they say of its danger."""
    if not point.is_point:
        return []
    rows = [row for row in load_practice().evidence.values() if point.code in row.subjects]
    tried = [row for row in rows if row.topic != "safety"]
    level = max((row.level for row in tried), key=LEVELS.index, default="none")
    lines = [f"**What studies say** · {BADGES[level]}", *(row.wording for row in tried)]
    lines += [] if tried else ["We found no good study of pressing this point."]
    if any(caution.safety_id == "SF_PREG" for caution in cautions):
        lines += [f"On pregnancy: {row.wording}" for row in rows if row.topic == "safety"]
    return ["  \n".join(lines)]


def _milder_cautions(cautions: list[Caution]) -> list[str]:
    rest = [caution for caution in cautions if caution.level != "stop"]
    return ["\n".join(f"- **{caution.label}**: {caution.sentence}" for caution in rest)] if rest else []


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
