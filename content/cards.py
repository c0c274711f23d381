"""The card of a point as a plain value: every sentence a reader is told, and the numbers apart from their sentence.

from content.cards import point_card
card = point_card(load_atlas(), body, "SP6", "leg_medial", "left", decide(load_care(), {}))
card.on_you.slots["cm"]        # 7.1
json.dumps(asdict(card))       # values are text, numbers, lists and records; nothing in them is Markdown or HTML
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from charts.screen.compare import margin_with_shin, other_answers
from content.card_parts import CardLink, CardLinks, Line, Section, Sentence, view_choices
from content.card_phrases import joined, phrase, template
from content.follows import Follows, Limits, concerns, follows_for, limits_of
from content.phrases import distance_told, gap_of_ruler, in_words, margin_phrase, ruler_phrase
from content.pressing import how_to_press
from content.studies import badge, studies_of
from content.under import under_section
from content.words import word
from coords.body import Body, Place
from data.atlas import Atlas, PointFacts, Use
from data.care.decision import Decision
from data.sayings import load_sayings
from data.tradition import Combination, PointClass
from data.zones import load_zones, zones_of_point

FINGER_GAP_MM = 5.0  # what plain finger cun would say is told when it is further than this from the dot
PREGNANCY = "SF_PREG"
ANATOMICAL = "anatomical"  # the section that a layer shows


@dataclass(frozen=True)
class CardCaution:
    """A caution of this reader. `level` is stop, caution or info; `folded` that its sentence waits until asked for.

    The least `danger` is the gravest; `safety_id` is the safety row that says the same.
    """

    id: str
    level: str
    about: str
    label: str
    sentence: str
    folded: bool
    danger: tuple[int, int]
    safety_id: str


@dataclass(frozen=True)
class OtherRulers:
    """What the reader's other rulers say, a line each under a heading; and what a measured shin would bring."""

    head: Sentence
    rulers: tuple[str, ...]
    shin: str


@dataclass(frozen=True)
class OnYou:
    """Where the point lies on this reader. `sentence` has slots; a number in `slots` is centimetres (cm, plus_minus).

    `head` has the slot {distance}. Without a distance both are "", and `ruler` and `around` say how far around to feel.
    """

    head: str
    sentence: str
    slots: Mapping[str, str | float]
    ruler: str
    finger: str = ""
    others: OtherRulers | None = None
    around: str = ""

    @property
    def distance(self) -> str:
        """ "7.1 cm above the bump of your inner ankle bone, ± 0.7 cm"; "" without a distance."""
        return self.sentence.format(**in_words(self.slots))

    @property
    def told(self) -> str:
        """ "On you: 7.1 cm above the bump of your inner ankle bone, ± 0.7 cm"; "" without a distance."""
        return self.head.format(distance=self.distance) if self.head else ""


@dataclass(frozen=True)
class PointCard:
    """All that the card of a point says to one reader, in the order it is read.

    A point that the answers leave out (`follows.left_out`) has no sections, cautions, nor anything to unfold.
    `subtitle` is read as one line, `names` as another. `techniques` (ids) and `voices` (how many other sources) unfold.
    """

    code: str
    view: str
    side: str
    title: str
    subtitle: tuple[str, ...]
    names: tuple[str, ...]
    above: str
    on_you: OnYou | None
    follows: Follows
    cautions: tuple[CardCaution, ...]
    more_care: str
    sections: tuple[Section, ...]
    previous: str
    next: str
    views: CardLinks | None
    zones: CardLinks | None
    techniques: tuple[str, ...]
    step_by_step: str
    voices: int

    def section(self, name: str) -> Section | None:
        """The section of this id, None when the card has none."""
        return next((section for section in self.sections if section.id == name), None)


def point_card(
    atlas: Atlas, body: Body, code: str, view: str, side: str, decision: Decision, *, compare: bool = False
) -> PointCard:
    """The card of `code` on a view and side, as the answers leave it. `compare` adds the reader's other rulers.

    Raises KeyError for a code the atlas does not have.
    """
    point = atlas.points[code]
    follows = follows_for(atlas, decision, "point", code, side)
    told = not follows.left_out
    cautions = card_cautions(point, decision) if told else ()
    folded = [caution.label for caution in cautions if caution.folded]
    before, after = neighbours(atlas, point)
    techniques = techniques_of(point) if told else ()
    return PointCard(
        code=code,
        view=view,
        side=side,
        title=point_title(point),
        subtitle=tuple(filter(None, _subtitle(atlas, point))),
        names=tuple(filter(None, _other_names(point))),
        above="" if point.rule.on_drawing else phrase("above_drawing"),
        on_you=on_you(atlas, body, point, view, side, compare),
        follows=follows,
        cautions=cautions,
        more_care=phrase("more_care", labels=joined("list_comma", folded)) if folded else "",
        sections=point_sections(atlas, point, decision, side) if told else (),
        previous=before,
        next=after,
        views=_other_views(atlas, point, view) if told else None,
        zones=zones_around(code, side) if told else None,
        techniques=techniques,
        step_by_step=_step_by_step(atlas, techniques),
        voices=len(load_sayings().get(code, ())) if told else 0,
    )


# ---- names


def point_title(point: PointFacts) -> str:
    """ "SP6 Sānyīnjiāo 三陰交"."""
    return " ".join(filter(None, (point.code, point.names.pinyin, point.names.hanzi)))


def _subtitle(atlas: Atlas, point: PointFacts) -> Iterable[str]:
    meridian = atlas.meridians.get(point.meridian)
    yield joined("list_comma", point.names.english)
    yield phrase("meridian", name=meridian.name) if meridian and meridian.joined else ""
    yield phrase(f"kind_{point.standard}")


def _other_names(point: PointFacts) -> Iterable[str]:
    names = point.names
    if names.korean:
        yield phrase("korean", roman=names.korean, hangul=names.hangul).strip()
    if names.japanese:
        yield phrase("japanese", name=names.japanese)


# ---- the reader's own numbers


def on_you(atlas: Atlas, body: Body, point: PointFacts, view: str, side: str, compare: bool = False) -> OnYou | None:
    """Where a card puts the point on this reader; None for what is no point, or lies above every drawing."""
    if not point.is_point:
        return None
    rule = atlas.limb.rules[point.members[0]]
    place = body.place(rule.code, view if view in rule.views else rule.home, side)
    name, slots = distance_told(atlas, place)
    if not name:
        around = margin_phrase(place)
        told = phrase("by_touch_within", margin=around)
        return OnYou("", "", {}, told, around=around) if point.rule.on_drawing else None
    return OnYou(
        template("on_you"),
        template(name),
        slots,
        phrase("by_touch") if place.felt else phrase("ruler", ruler=ruler_phrase(place)),
        _finger(place),
        _other_rulers(body, place) if compare else None,
    )


def _finger(place: Place) -> str:
    """What plain finger cun would say, where it would say something else."""
    slots = finger_slots(place)
    return phrase("finger_cun", **in_words(slots)) if slots else ""


def finger_slots(place: Place) -> dict[str, float]:
    """What fills the sentence of plain finger cun, in cm; nothing where it would say hardly anything else.

    It is decided in whole hundredths of a mm, as tables hold it."""
    if place.finger_mm is None or round(place.finger_gap_mm, 2) <= FINGER_GAP_MM or place.felt:
        return {}
    return {"cm": place.finger_mm / 10, "gap": place.finger_gap_mm / 10}


def _other_rulers(body: Body, place: Place) -> OtherRulers:
    if place.cun is None:
        return OtherRulers(Sentence(template("no_ruler"), {}), (), "")
    answers, margin = other_answers(body, place), margin_with_shin(body, place)
    shin = (
        phrase("shin_shrinks", shrinks=word("gap.shrinks"), plus_minus=f"{margin.plus_minus_cm:.1f}") if margin else ""
    )
    if not answers:
        return OtherRulers(Sentence(template("rulers_agree"), {"page": phrase("page_measure")}), (), shin)
    head = Sentence(template("rulers_differ"), {"heading": phrase("rulers_heading")})
    return OtherRulers(head, tuple(gap_of_ruler(answer) for answer in answers), shin)


# ---- what is said of the point


def card_cautions(point: PointFacts, decision: Decision) -> tuple[CardCaution, ...]:
    """The cautions of this reader, the most dangerous first; those the answers settle are not theirs."""
    return tuple(
        CardCaution(
            one.id, one.level, one.about, one.label, one.sentence, not one.always_seen, one.danger, one.safety_id
        )
        for one in point.cautions
        if concerns(decision, one.id)
    )


def point_sections(atlas: Atlas, point: PointFacts, decision: Decision, side: str) -> tuple[Section, ...]:
    """What is said of a point, in the order it is read. The cautions stand apart, for they are read first."""
    found = (
        _plain("where", point.card.where),
        _plain("find", point.card.find),
        press_section(atlas, point.code, limits_of(decision, "point", point.code, side)),
        _plain("care", point.card.care),
        _anatomical(point),
        under_section(atlas, point),
        _uses(point),
        _classes(point),
        _name(point),
        _together(atlas, point),
        _studies(point, decision),
    )
    return tuple(section for section in found if section.lines or section.bullets)


def press_section(atlas: Atlas, code: str, limits: Limits) -> Section:
    """How a point is pressed within limits."""
    return _plain("press", how_to_press(atlas, code, *limits))


def _plain(name: str, words: str) -> Section:
    return Section(name, phrase(f"heading_{name}"), (words,))


def _uses(point: PointFacts) -> Section:
    """What tradition says of the point, near uses first; what is left out of it here, and why."""
    near = _listed(use for use in point.uses if use.kind == "use" and use.local)
    told = {
        "far": _listed(use for use in point.uses if use.kind == "use" and not use.local),
        "together": _listed(use for use in point.uses if use.kind == "combination"),
        "function": _listed(use for use in point.uses if use.kind == "function"),
        "left_out": _listed(use for use in point.uses if use.kind == "left_out"),
    }
    lines = [*filter(None, [near]), *(phrase(f"uses_{name}", uses=uses) for name, uses in told.items() if uses)]
    return Section("uses", phrase("heading_uses"), (*lines, phrase("uses_no_proof")) if lines else ())


def _listed(uses: Iterable[Use]) -> str:
    return joined("list_semicolon", (use.statement for use in uses))


def _classes(point: PointFacts) -> Section:
    """The titles of the point, each with its plain meaning."""
    titles = (Line(one.name, phrase("sentence", words=title_told(one))) for one in point.classes)
    return Section("classes", phrase("heading_classes"), bullets=tuple(titles))


def title_told(title: PointClass) -> str:
    """What a title means, with its phase if it has one."""
    return phrase("title_of_phase", meaning=title.meaning, phase=title.phase) if title.phase else title.meaning


def _anatomical(point: PointFacts) -> Section:
    """The place in the words of anatomy, for those who ask for it."""
    return Section(ANATOMICAL, phrase("heading_anatomical"), (point.anatomical,) if point.anatomical else ())


def _name(point: PointFacts) -> Section:
    means = point.name_means
    return Section("name", phrase("heading_name"), (means.meaning,) if means else ())


def _together(atlas: Atlas, point: PointFacts) -> Section:
    """The sets in which tradition presses the point."""
    sets = tuple(Line(one.name, together_told(atlas, one)) for one in point.combinations)
    return Section("together", phrase("heading_together"), (phrase("together_no_proof"),) if sets else (), sets)


def together_told(atlas: Atlas, combination: Combination) -> str:
    """Its points, what the set is taught for, and which points are not here, not pressed, or not when pregnant."""
    here = [atlas.points[code] for code in combination.points if code in atlas.points]
    of = {
        "outside": [code for code in combination.points if code not in atlas.points],
        "not_pressed": [one.code for one in here if not techniques_of(one)],
        "pregnancy": [one.code for one in here if any(c.safety_id == PREGNANCY for c in one.cautions)],
    }
    codes, taught = joined("list_comma", combination.points), combination.taught
    told = phrase("together_set", points=codes, taught=taught)
    notes = (phrase(f"together_{name}", points=joined("list_and", codes)) for name, codes in of.items() if codes)
    return joined("list_sentences", (told, *notes))


def _studies(point: PointFacts, decision: Decision) -> Section:
    """What studies of this very point say, or that we found none; and what they say of its danger in pregnancy."""
    if not point.is_point:
        return Section("studies", "")
    found = studies_of(point.code)
    rows = found.in_full()
    if any(one.safety_id == PREGNANCY and concerns(decision, one.id) for one in point.cautions):
        rows += [phrase("study_of_pregnancy", study=row.wording) for row in found.dangers]
    lines, bullets = (joined("list_sentences", found.summary()),), tuple(Line("", row) for row in rows)
    return Section("studies", phrase("heading_studies"), lines, bullets, badge(found.level))


# ---- where a card leads


def neighbours(atlas: Atlas, point: PointFacts) -> tuple[str, str]:
    """The codes before and after the point on its meridian; "" at an end."""
    meridian = atlas.meridians.get(point.meridian)
    order = ["", *(code for code in meridian.points if code in atlas.points), ""] if meridian else []
    if point.code not in order:
        return "", ""
    here = order.index(point.code)
    return order[here - 1], order[here + 1]


def _other_views(atlas: Atlas, point: PointFacts, view: str) -> CardLinks | None:
    if not (point.rule.on_drawing and point.is_point):
        return None
    return view_choices((view for spot in point.members for view in atlas.limb.rules[spot].views), view)


def zones_around(code: str, side: str) -> CardLinks | None:
    """The zones in which a point lies, by place alone."""
    names = zones_of_point(code, side)
    head = Sentence(template("in_zones"), {"heading": phrase("in_zones_heading")})
    return CardLinks(head, tuple(CardLink(name, load_zones()[name].name) for name in names)) if names else None


def techniques_of(point: PointFacts) -> tuple[str, ...]:
    """The techniques that a point is pressed with."""
    return tuple(dict.fromkeys(dose.technique for dose in point.doses if dose.technique != "locate_only"))


def _step_by_step(atlas: Atlas, techniques: Iterable[str]) -> str:
    names = joined("list_and", (atlas.techniques[name]["phrase"] for name in techniques))
    return phrase("step_by_step", techniques=names) if names else ""
