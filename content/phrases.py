"""The sentences a reader reads about a place: "7.1 cm above the bump of your inner ankle bone, ± 0.7 cm"."""

from __future__ import annotations

from collections.abc import Mapping

from charts.screen.compare import OtherAnswer
from charts.screen.said import PinnedSource
from content.card_phrases import joined, phrase
from content.words import begun, word
from coords.body import Body, Place
from data.atlas import Atlas

ON_THE_LEG = {  # direction of a rule: how it is told from the landmark, the id of a phrase after "way_"
    "proximal": "above",
    "distal": "below",
    "anterior": "front",
    "posterior": "behind",
    "medial": "inner",
    "lateral": "outer",
    "plantar": "below",
}
ON_THE_FOOT = ON_THE_LEG | {"proximal": "heel", "distal": "toes"}
CLOSE_ON_THE_FOOT = ON_THE_LEG | {"proximal": "behind", "distal": "front"}
RULERS = ("segment", "stature", "finger_calibrated", "finger_traditional", "neutral")  # what may win a scale
CLOSE_MM = 18.0  # within a thumb's width: "just behind"; further off: "a little behind"


def centimetres(mm: float) -> str:
    """One decimal of a centimetre: what a reader sees.

    >>> centimetres(71.06)
    '7.1 cm'
    """
    return f"{mm / 10:.1f} cm"


def distance_phrase(atlas: Atlas, place: Place) -> str:
    """How far the point lies from its landmark on this reader, or "" when its rule counts no distance.

    A hollow, and a distance that its ± would swallow, is told by touch: "just behind the knuckle of your second toe
    (feel around there within 1.3 cm)".
    """
    name, slots = distance_told(atlas, place)
    return phrase(name, **in_words(slots)) if name else ""


Slots = dict[str, str | float]


def distance_told(atlas: Atlas, place: Place) -> tuple[str, Slots]:
    """The sentence of the distance, by id, and what fills its slots: words, and centimetres as numbers; "" for none."""
    if not has_landmark(atlas, place):
        return "", {}
    slots: Slots = {
        "direction": direction_words(atlas, place),
        "landmark": atlas.landmark_words[place.origin or ""],
        "plus_minus": place.plus_minus_cm or 0.0,
    }
    if place.felt:
        return "distance_felt", slots
    slots["cm"] = round((place.distance_mm or 0) / 10, 1)
    return "distance_about" if is_about(atlas, place) else "distance", slots


def in_words(slots: Mapping[str, str | float]) -> dict[str, str]:
    """Slots as they are read: a number has one decimal."""
    return {name: f"{value:.1f}" if isinstance(value, float) else str(value) for name, value in slots.items()}


def has_landmark(atlas: Atlas, place: Place) -> bool:
    """Whether a place is told from a landmark that has words."""
    return place.distance_mm is not None and place.origin in atlas.landmark_words


def is_about(atlas: Atlas, place: Place) -> bool:
    """Whether a distance follows no exact rule."""
    return place.approx or atlas.limb.rules[place.code].rule.kind == "at"


def direction_words(atlas: Atlas, place: Place) -> str:
    """ "above", "in front of and below"; for what is felt "just above", "just in front of and below"."""
    point = atlas.limb.rules[place.code]
    rule, on_foot = point.rule, point.home.startswith("foot") and place.scale in (None, "S_FOOT_LEN", "S_ANKLE_MED")
    ways = ON_THE_LEG
    if on_foot:
        ways = CLOSE_ON_THE_FOOT if place.felt else ON_THE_FOOT
    told = ["heel" if place.direction == "toward" else ways[place.direction or ""]]
    if rule.dir2 and (place.felt or rule.cun2 is None):
        told.append(ways[rule.dir2])
    toward = joined("list_and", (phrase(f"way_{way}") for way in told))
    if not place.felt:
        return toward
    return phrase("way_just" if is_close(place) else "way_a_little", way=toward)


def is_close(place: Place) -> bool:
    """Whether a place that is felt lies just beside its landmark, not a little further off."""
    return (place.distance_mm or 0) < CLOSE_MM


def margin_phrase(place: Place) -> str:
    """How far around the dot to look, for every point."""
    along, across = place.margin.spread(0.95)
    return phrase("margin", along=f"{along / 10:.1f}", across=f"{across / 10:.1f}")


def ruler_words(source: str) -> str:
    """A ruler, by where its cun comes from: "your height", "an average adult"."""
    return phrase(f"ruler_{source}")


def ruler_phrase(place: Place) -> str:
    """Which ruler placed the dot."""
    return ruler_words(place.ruler.source) if place.ruler else ""


def ruler_called(detail: str) -> str:
    """One of the reader's rulers (`coords.cun.rulers`) inside a sentence: "your height divided by 75"."""
    return word(f"ruler.{detail}")


def gap_of_ruler(answer: OtherAnswer) -> str:
    """ "Your height: 7.5 cm, 5 mm from the dot"."""
    cm, mm = f"{answer.distance_mm / 10:.1f}", f"{answer.gap_mm:.0f}"
    return word("gap.ruler", ruler=begun(ruler_called(answer.ruler)), cm=cm, mm=mm)


def gap_of_source(place: PinnedSource) -> str:
    """How far a source's place is from the dot: "15 mm from the dot"."""
    return word("gap.none") if place.gap_mm is None else word("gap.said", mm=f"{place.gap_mm:.0f}")


def gap_and_source(place: PinnedSource) -> str:
    """ "WHO 2008: 15 mm from the dot"."""
    gap = gap_of_source(place)
    return word("gap.who", who=place.who, gap=gap) if place.who else gap


def side_name(side: str) -> str:
    """A side as a label: "Left"."""
    return begun(side_word(side))


def side_word(side: str) -> str:
    """A side inside a sentence: "left"."""
    return word(f"side.{side}")


def whose(body: Body) -> str:
    """Whose centimetres a drawing shows: "of you" as soon as anything is measured."""
    return word("whose.you" if any(cun.source != "neutral" for cun in body.cun.values()) else "whose.average")
