"""The card of a reflexology zone as a plain value, as `content.cards` makes that of a point.

from content.zone_cards import zone_card
card = zone_card(load_atlas(), "Z_HEEL", "foot_sole", "left", decide(load_care(), {}))
card.section("where").lines       # ('The whole heel …',)
"""

from __future__ import annotations

from dataclasses import dataclass

from content.card_parts import CardLink, CardLinks, Line, Section, how_hard_section, view_choices
from content.card_phrases import joined, phrase
from content.follows import Follows, follows_for, limits_of
from content.marks import VIEW_PHRASES
from content.pressing import dose_line
from content.studies import badge
from content.words import word
from coords.view import FOOT_VIEWS
from data.atlas import Atlas
from data.care.decision import Decision
from data.dose import Dose
from data.practice import Evidence, load_practice
from data.zones import SchoolPlace, Zone, load_zones, points_in, schools

EVERY_ZONE = ("SF_GENERAL", "SF_DVT", "SF_SKIN", "SF_NUMB")  # said in one line on every card
ALL_ZONES = "EV_REFLEX_ERNST"
MAPS_VARY = "EV_MAPS_VARY"


@dataclass(frozen=True)
class ZoneCard:
    """All that the card of a zone says to one reader.

    A zone that the answers leave out (`follows.left_out`) has no section on how it is worked and no movement to unfold.
    `labels` are what the reader must know of the drawing before anything else.
    """

    id: str
    view: str
    side: str
    title: str
    subtitle: str
    labels: tuple[Line, ...]
    follows: Follows
    sections: tuple[Section, ...]
    points: tuple[CardLink, ...]
    views: CardLinks | None
    technique: str
    movement: str

    def section(self, name: str) -> Section | None:
        """The section of this id, None when the card has none."""
        return next((section for section in self.sections if section.id == name), None)


def zone_card(atlas: Atlas, name: str, view: str, side: str, decision: Decision) -> ZoneCard:
    """The card of the zone `name` on a view and foot, as the answers leave it. KeyError for no zone."""
    zone = load_zones()[name]
    follows = follows_for(atlas, decision, "zone", name, side)
    worked, dose = not follows.left_out, zone_dose(zone, decision, side)
    codes = points_in(name)
    return ZoneCard(
        id=name,
        view=view,
        side=side,
        title=zone.name,
        subtitle=phrase("sentence", words=word("zones.system")),
        labels=_labels(zone),
        follows=follows,
        sections=(
            Section("where", phrase("heading_where"), (where_and_foot(zone),)),
            *(how_sections(atlas, zone, dose) if worked else ()),
            _tradition(zone),
            _studies(zone),
            _differ(atlas, zone),
            Section("points", phrase("zone_heading_points"), (phrase("zone_points" if codes else "zone_no_points"),)),
            _care(zone, decision, follows),
        ),
        points=tuple(CardLink(code, code) for code in codes),
        views=view_choices(zone.views, view),
        technique=zone.technique if worked else "",
        movement=phrase("zone_movement") if worked else "",
    )


def where_and_foot(zone: Zone) -> str:
    """The place in words, and on which foot."""
    return joined("list_sentences", (zone.where, word(f"zones.foot_{zone.side}")))


def zone_hover(zone: Zone, view: str) -> tuple[str, ...]:
    """What a hover label says of a zone on a view, its name first."""
    told = (
        zone.name,
        word("zones.tied_to", parts=zone.body_part),
        word("zones.system"),
        word("zones.place", sure=word(f"zones.sure_{zone.confidences[view]}")),
    )
    return (*told, word("zones.article")) if zone.from_article_alone else told


def zone_dose(zone: Zone, decision: Decision, side: str) -> Dose:
    """How a zone is worked, as the answers leave it."""
    return zone.dose.under(*limits_of(decision, "zone", zone.id, side))


def evidence_for(zone: Zone) -> list[Evidence]:
    """What studies say: of zones for a complaint of this zone first, then of zones at all."""
    rows = load_practice().evidence.values()
    own = [row for row in rows if row.layer == "zone" and set(row.conditions) & set(zone.conditions)]
    rest = [row for row in rows if row.id == ALL_ZONES]
    return list({row.id: row for row in [*own, *rest]}.values())


def _labels(zone: Zone) -> tuple[Line, ...]:
    alone = [Line(phrase("zone_article"), phrase("zone_article_means"))] if zone.from_article_alone else []
    levels = tuple(dict.fromkeys(zone.confidences.values()))
    sure = [_sure(zone, level) if len(levels) > 1 else word(f"zones.sure_{level}") for level in levels]
    return (*alone, Line(phrase("zone_place"), phrase("sentence", words=joined("list_semicolon", sure))))


def _sure(zone: Zone, level: str) -> str:
    """How sure the place is on which views of the foot; a leg repeats its foot."""
    on = [view for view, found in zone.confidences.items() if found == level and view in FOOT_VIEWS]
    views = joined("list_comma", (VIEW_PHRASES[view] for view in on))
    return phrase("zone_sure_on", sure=word(f"zones.sure_{level}"), views=views)


def how_sections(atlas: Atlas, zone: Zone, dose: Dose) -> tuple[Section, Section]:
    """How a zone is worked, and how hard."""
    return _how(atlas, zone, dose), how_hard_section(atlas, dose)


def _how(atlas: Atlas, zone: Zone, dose: Dose) -> Section:
    """The technique with strokes and seconds, in short."""
    row = atlas.techniques[zone.technique]
    name = "zone_how_sets" if row["repetitions_max"] else "zone_how"
    least, most = row["repetitions_min"], row["repetitions_max"]
    told = phrase(name, technique=row["name"], least=least, most=most, dose=dose_line(dose))
    return Section("how", phrase("zone_heading_how"), (told,))


def _tradition(zone: Zone) -> Section:
    linked = phrase("zone_linked", tradition=zone.tradition, parts=zone.body_part)
    return Section("tradition", phrase("zone_heading_tradition"), (linked, phrase("zone_no_proof")))


def _studies(zone: Zone) -> Section:
    rows = evidence_for(zone)
    bullets = tuple(Line("", row.wording) for row in rows)
    return Section("studies", phrase("heading_studies"), (), bullets, badge(rows[0].level))


def _differ(atlas: Atlas, zone: Zone) -> Section:
    vary = load_practice().evidence.get(MAPS_VARY)
    told = joined("list_sentences", [zone.variation, *([vary.wording] if vary else [])])
    others = tuple(Line(schools()[name], _elsewhere(atlas, zone, place)) for name, place in zone.schools.items())
    return Section("differ", phrase("zone_heading_differ"), (told,), others)


def _elsewhere(atlas: Atlas, zone: Zone, place: SchoolPlace) -> str:
    """Where another school puts a zone, and how far from its place on the Ingham line."""
    gaps_mm = [
        zone.areas[view].centroid.distance(area.centroid) * atlas.limb.views[view].reference_unit_mm
        for view, area in place.areas.items()
    ]
    apart = [phrase("zone_school_apart", cm=f"{max(gaps_mm) / 10:.1f}")] if gaps_mm else []
    return joined("list_sentences", (place.where, *apart))


def _care(zone: Zone, decision: Decision, follows: Follows) -> Section:
    """What to watch: what holds for every zone, what the answers remark, what this zone asks of everybody."""
    rest = (words for name, words in watched(zone, decision) if name not in follows.noted)
    return care_section(*follows.notes, *rest)


def watched(zone: Zone, decision: Decision) -> list[tuple[str, str]]:
    """(safety row, sentence) of what this zone asks of everybody."""
    own = [name for name in zone.safety if name not in EVERY_ZONE]
    ids = dict.fromkeys([*own, *decision.always_notes("zone", zone.id)])
    return [(name, decision.table.words[name].message) for name in ids]


def care_section(*told: str) -> Section:
    """What to watch at a zone, after the one line that every zone has."""
    bullets = tuple(Line("", words) for words in told)
    return Section("care", phrase("heading_care"), (phrase("zone_not_when"),), bullets)
