"""The card of one reflexology zone: where it is, how to work it, what tradition and studies say, what lies in it."""

from __future__ import annotations

import streamlit as st

from charts.movements import TECHNIQUES
from coords.view import FOOT_VIEWS
from data import Atlas
from data.care import load_care
from data.marks import VIEW_NAMES
from data.practice import Evidence, load_practice
from data.tables import listed
from data.zones import CONFIDENCE_WORDS, SYSTEM_NOTE, Zone, load_zones, points_in, zones_of_point
from ui import care, link, notebook_bits, zone_layers
from ui.movement_pictures import movement_html
from ui.technique import cases, pressure_words, span_words

EVERY_ZONE = ("SF_GENERAL", "SF_DVT", "SF_SKIN", "SF_NUMB")  # said in one line on every card
NOT_WHEN = (
    "Not on a leg that is newly swollen, sore, warm or red, not on broken or infected skin, not where you feel no "
    "light touch. Stop if it hurts, tingles or goes numb."
)
ALL_ZONES = "EV_REFLEX_ERNST"
BADGES = {"none": "No good studies", "low": "Small or mixed studies", "moderate": "Better tested"}
MAPS_VARY = "EV_MAPS_VARY"
ONLY = {"left": "On the left foot only.", "right": "On the right foot only.", "both": "On both feet."}


def show(atlas: Atlas, name: str) -> None:
    """Draw the card of the zone `name` for the foot and view in use. KeyError for no zone."""
    zone = load_zones()[name]
    told = care.notes_for("zone", name, st.session_state["side"])
    with st.container(key="card", border=True):
        st.markdown(f"### {zone.name}\n{SYSTEM_NOTE}.")
        st.markdown("\n\n".join([*_labels(zone), f"**Where it is**  \n{_where(zone)}"]))
        if told.left_out:
            st.error(told.left_out)
            _change_answers()
        else:
            if told.limit:
                st.warning(told.limit)
            st.markdown(_how(atlas, zone, told.limit))
            _movement(atlas, zone)
        st.markdown("\n\n".join([_tradition(zone), _studies(zone), _agreement(zone)]))
        _points_inside(atlas, zone)
        st.markdown(_care(zone, told.notes))
        _other_views(zone)
        notebook_bits.note_box("zone", name)
        _sources(atlas, zone)


def _labels(zone: Zone) -> list[str]:
    """What the reader must know of the drawing before anything else."""
    told = []
    if zone.from_article_alone:
        told.append("**From one article alone**: the usual charts do not show it so.")
    sure = dict.fromkeys(zone.confidences.values())
    told.append("**Place**: " + "; ".join(_sure(zone, level, len(sure) > 1) for level in sure) + ".")
    return told


def _where(zone: Zone) -> str:
    """The place in words, and the foot, once."""
    return zone.where if "foot only" in zone.where else f"{zone.where} {ONLY[zone.side]}"


def _sure(zone: Zone, level: str, several: bool) -> str:
    # A leg repeats its foot.
    on = [view for view, found in zone.confidences.items() if found == level and view in FOOT_VIEWS]
    views = [VIEW_NAMES[view].lower() for view in on]
    return CONFIDENCE_WORDS[level] + (f" ({', '.join(views)})" if several else "")


def _how(atlas: Atlas, zone: Zone, limit: str) -> str:
    """The technique with strokes, seconds and pressure, in short."""
    row = atlas.techniques[zone.technique]
    strokes = f", in sets of {row['repetitions_min']} to {row['repetitions_max']}" if row["repetitions_max"] else ""
    cap = care.decision().cap("zone", zone.id, st.session_state["side"]) if limit else None
    low, high = zone.pressure
    levels = {**row, "pressure_min": str(low), "pressure_max": str(high)}
    return "\n\n".join(
        [
            f"**How to work it**  \n{row['name']}{strokes}, {span_words(*zone.seconds)} on a foot.",
            f"**How hard**  \n{pressure_words(atlas, levels, [cap])}",
        ]
    )


def _movement(atlas: Atlas, zone: Zone) -> None:
    """The technique's drawing and steps; seconds and pressure stand on the card, for they are the zone's own."""
    window = st.expander("The movement, step by step", key=f"zone_movement_{zone.id}", on_change="rerun")
    if window.open:
        with window:
            row = atlas.techniques[zone.technique]
            drawing, words = st.columns([2, 3], gap="medium")
            with drawing:
                if zone.technique in TECHNIQUES:
                    key = f"zone_still_{zone.technique}"
                    still = st.session_state.get(key, False)
                    st.html(movement_html(zone.technique, row["name"], st.context.theme.type == "dark", still))
                    st.toggle("Hold the drawing still", key=key)
            with words:
                st.markdown("\n".join(f"{n}. {step}" for n, step in enumerate(listed(row["steps"]), 1)))
                never = (f"- {case}" for case in cases(row["do_not_use_when"]))
                st.markdown("\n".join(["**Not when there is**", *never]))


def _tradition(zone: Zone) -> str:
    words = [
        "**Tradition**",
        f"{zone.tradition} Linked on the map with: {zone.body_part}.",
        "A map is not proof: it says what people work the area for, not that it does anything there.",
    ]
    return "  \n".join(words)


def evidence_for(zone: Zone) -> list[Evidence]:
    """What studies say: of zones for a complaint of this zone first, then of zones at all."""
    rows = load_practice().evidence.values()
    own = [row for row in rows if "foot zones" in row.tested and set(row.conditions) & set(zone.conditions)]
    rest = [row for row in rows if row.id == ALL_ZONES]
    return list({row.id: row for row in [*own, *rest]}.values())


def _studies(zone: Zone) -> str:
    rows = evidence_for(zone)
    badge = BADGES[rows[0].level]
    return "\n".join([f"**What studies say** · {badge}", *(f"- {row.wording}" for row in rows)])


def _agreement(zone: Zone) -> str:
    vary = load_practice().evidence.get(MAPS_VARY)
    return f"**How charts differ**  \n{zone.variation}" + (f" {vary.wording}" if vary else "")


def _points_inside(atlas: Atlas, zone: Zone) -> None:
    codes = points_in(zone.id)
    if not codes:
        st.markdown("**Points in this area**  \nNo meridian point of the atlas lies in it.")
        return
    st.markdown("**Points in this area**  \nBy place alone; points belong to another system.")
    with st.container(horizontal=True):
        for code in codes:
            st.button(code, key=f"inside_{code}", on_click=zone_layers.open_point, args=(atlas, code))


def _care(zone: Zone, notes: tuple[str, ...]) -> str:
    words, decided = load_care().words, care.decision()
    own = [name for name in zone.safety if name not in EVERY_ZONE]
    always = [name for name in decided.always_notes("zone", zone.id) if name not in own]
    lines = [f"**Care**  \n{NOT_WHEN}", *(f"- {note}" for note in notes)]
    lines += [f"- {words[name].message}" for name in [*own, *always] if words[name].message not in "".join(notes)]
    return "\n".join(lines)


def _other_views(zone: Zone) -> None:
    others = [view for view in zone.views if view != st.session_state["view"]]
    if others:
        st.markdown("Also drawn on")
        with st.container(horizontal=True):
            for view in others:
                st.button(VIEW_NAMES[view], key=f"zone_see_{view}", on_click=_turn_to, args=(zone.id, view))


def _turn_to(name: str, view: str) -> None:
    st.session_state["view"] = view
    zone_layers.open_zone(name)


def _sources(atlas: Atlas, zone: Zone) -> None:
    window = st.expander("Sources and link", key="zone_sources", on_change="rerun")
    if not window.open:
        return
    with window:
        technique = listed(atlas.techniques[zone.technique]["source"])
        studies = (name for row in evidence_for(zone) for name in row.sources)
        ids = dict.fromkeys([*zone.sources, *technique, *studies])
        lines = [f"- {atlas.sources[name]}" for name in ids if name in atlas.sources]
        lines += [f"- {name[0].upper()}{name[1:]}" for name in ids if name not in atlas.sources]
        st.markdown("\n".join(lines))
        address = link.current() | {"zone": zone.id}
        address.pop("point", None)
        st.markdown("Link to this card with your measures:")
        st.code("?" + "&".join(f"{key}={value}" for key, value in address.items()), language=None, wrap_lines=True)


def _change_answers() -> None:
    page = st.session_state.get("care_page")
    if page is not None:
        st.page_link(page, label="Change my answers", icon=":material/health_and_safety:")


def on_point_card(code: str, side: str) -> None:
    """For the card of a point: the zones in which it lies, by place alone; nothing when it lies in none."""
    names = zones_of_point(code, side)
    if not names:
        return
    st.markdown("**Lies in these reflexology zones**, a different system:")
    with st.container(horizontal=True):
        for name in names:
            st.button(load_zones()[name].name, key=f"around_{name}", on_click=zone_layers.open_zone, args=(name,))
