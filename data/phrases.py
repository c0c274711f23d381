"""The sentences a reader reads about a place: "7.1 cm above the bump of your inner ankle bone, ± 0.7 cm"."""

from __future__ import annotations

from coords.body import Place
from data.atlas import Atlas

ON_THE_LEG = {
    "proximal": "above",
    "distal": "below",
    "anterior": "in front of",
    "posterior": "behind",
    "medial": "to the inner side of",
    "lateral": "to the outer side of",
    "plantar": "below",
}
ON_THE_FOOT = ON_THE_LEG | {"proximal": "toward the heel from", "distal": "toward the toes from"}
RULERS = {
    "segment": "your measured leg",
    "stature": "your height",
    "finger_calibrated": "your fingers, corrected to the leg",
    "finger_traditional": "plain finger cun",
    "neutral": "an average leg",
}

RATIO_QUESTIONS = {  # asked when two numbers of one body do not fit; names as in coords.model_constants.RATIOS
    "RATIO_FOUR_THUMB": "Four fingers and thumb do not fit together well. Were all four fingers closed, and measured "
    "across the middle joints?",
    "RATIO_TWO_THUMB": "Two fingers and thumb do not fit together well. Were both fingers closed, and measured across "
    "the middle joints?",
    "RATIO_THREE_THUMB": "Three fingers and thumb do not fit together well. Were the fingers closed, and measured "
    "across the joints nearest the fingertips?",
    "RATIO_MIDDLE_THUMB": "Middle finger and thumb do not fit together well. Was the middle finger measured along its "
    "middle part, from crease end to crease end?",
    "RATIO_THUMB_LEG": "Your thumb and your leg give very different cun.",
    "RATIO_FOUR_LEG": "Your four fingers and your leg give very different cun.",
    "RATIO_LEG_STATURE": "The measured leg and your height do not fit together well. Was the tape straight, without "
    "following the calf?",
    "RATIO_FOOT_STATURE": "Foot and height do not fit together well. Was the bare foot measured, from the heel to the "
    "longest toe?",
    "RATIO_LEG_LAT_MED": "The inner shin and the outer leg give different cun. Did both end at the bump of the ankle "
    "bone?",
}


def centimetres(mm: float) -> str:
    """One decimal of a centimetre: what a reader sees.

    >>> centimetres(71.06)
    '7.1 cm'
    """
    return f"{mm / 10:.1f} cm"


def distance_phrase(atlas: Atlas, place: Place, with_margin: bool = True) -> str:
    """How far the point lies from its landmark on this reader, or "" when its rule counts no distance."""
    if place.distance_mm is None or place.origin is None or place.origin not in atlas.landmark_words:
        return ""
    home = atlas.limb.rules[place.code].home
    words = (
        ON_THE_FOOT if home.startswith("foot") and place.scale in (None, "S_FOOT_LEN", "S_ANKLE_MED") else ON_THE_LEG
    )
    rule = atlas.limb.rules[place.code].rule
    toward = "toward the heel from" if place.direction == "toward" else words[place.direction or ""]
    if rule.dir2 and rule.cun2 is None:
        toward += f" and {words[rule.dir2]}"
    about = "about " if place.approx or rule.kind == "at" else ""
    margin = f", ± {place.plus_minus_cm:.1f} cm" if with_margin else ""
    return f"{about}{centimetres(place.distance_mm)} {toward} {atlas.landmark_words[place.origin]}{margin}"


def margin_phrase(place: Place) -> str:
    """How far around the dot to look, for every point."""
    along, across = place.margin.ellipse(0.95)
    return f"look within {centimetres(along)} up and down and {centimetres(across)} to the sides"


def ruler_phrase(place: Place) -> str:
    """Which ruler placed the dot."""
    return RULERS[place.ruler.source] if place.ruler else ""
