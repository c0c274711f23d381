"""Every number of the measurement model, in one place, so that better data can replace it.

Unless said otherwise a spread is one standard deviation in mm, or a fraction of one cun where the comment says
"of c". Sources: the eight lower-limb segments are those of the WHO Standard Acupuncture Point Locations in the Western
Pacific Region (2008); the foot's 12 is classical (Lingshu). Height, thumb and neutral figures were computed from the
ANSUR II survey (Gordon et al., 2014: 1,986 women and 4,082 men) and ANSUR 1988 (Gordon et al., 1989). Two-, three-
and middle-finger figures and most landmark spreads are judgement.
"""

from typing import Final

MM_PER_INCH: Final = 25.4

# ---- fingers: cun each width stands for, its correction to the leg cun, and how far it misses the leg cun (of c)
FINGERS: Final = ("thumb", "middle", "two", "three", "four")
FINGER_CUN: Final = {"thumb": 1.0, "middle": 1.0, "two": 1.5, "three": 2.0, "four": 3.0}
FINGER_MODES: Final = ("traditional", "calibrated")
FINGER_CORRECTION: Final = {
    "traditional": dict.fromkeys(FINGERS, 1.0),
    "calibrated": {"thumb": 1.12, "middle": 1.10, "two": 0.93, "three": 1.00, "four": 1.06},
}
FINGER_SPREAD: Final = {
    "traditional": {"thumb": 0.13, "middle": 0.14, "two": 0.13, "three": 0.12, "four": 0.10},
    "calibrated": {"thumb": 0.08, "middle": 0.12, "two": 0.10, "three": 0.10, "four": 0.08},
}
FINGER_CORRELATION: Final = 0.6  # fingers of one hand share bones and padding: not independent readings
SEVERAL_FINGERS: Final = ("two", "three", "four")
READING_SD_MM: Final = {  # instrument: (one finger, several fingers)
    "caliper": (0.4, 0.8),
    "ruler": (0.7, 1.0),
    "screen": (0.7, 1.0),
    "photo": (1.0, 1.5),
    "strip": (1.2, 2.5),
}
# One correction serves women and men, and a woman's fingers then fall 5 % short of her outer leg: of c, in quadrature,
# where fingers rule a scale of the leg. Found by drawing 20,000 bodies (tests/coords/test_coverage.py).
FINGER_BOTH_SEXES_SPREAD: Final = 0.045
HELPER_HAND_SPREAD: Final = 0.05  # of c, in quadrature, when the hand is a helper's, scaled by the two heights

# ---- height and the whole body
LEG_CUN_PER_STATURE: Final = 0.01479
AGES: Final = ("adult", "10-17")
STATURE_SPREAD: Final = {"adult": 0.05, "10-17": 0.06}  # of c: 4 % scatter and 3 % landmark doubt
WHOLE_BODY_CUN: Final = 75
WHOLE_BODY_SPREAD: Final = 0.10  # of c: height / 75 reads about 10 % less than the leg cun, in women and in men

# ---- segments: scale id: (from landmark, to landmark, cun)
SEGMENTS: Final = {
    "S_LEG_LAT": ("POP_CREASE", "LM", 16.0),
    "S_LEG_MED": ("PAT_APEX", "MM", 15.0),
    "S_ANKLE_MED": ("MM", "SOLE_PLANE", 3.0),
    "S_THIGH_ANT": ("PS_SUP", "PAT_BASE_MID", 18.0),
    "S_THIGH_LAT": ("GT", "POP_CREASE", 19.0),
    "S_THIGH_POST": ("GLUTEAL_FOLD", "POP_CREASE", 14.0),
    "S_FOOT_LEN": ("HEEL_POST", "TOE_TIPS", 12.0),
}
STANDS_IN: Final = {"S_LEG_LAT": "S_LEG_MED", "S_LEG_MED": "S_LEG_LAT"}
STAND_IN_SPREAD: Final = 0.03  # of c, in quadrature
OTHER_SCALE_SPREAD: Final = 0.05  # of c, in quadrature, when a leg cun is carried to a scale with a ratio other than 1
# Nothing measured: 6.4 % within one sex, 3.8 % for the two sexes mixed, 3 % landmark doubt (together 8 %), and 6 %
# because readers are not soldiers of 17-58 years: 10 % of c. A ten-year-old's leg cun is 18 % below neutral: 15 %.
NEUTRAL_SPREAD: Final = {"adult": 0.10, "10-17": 0.15}

# ---- finding a place on skin
TAPE_SD_MM: Final = 2.0
TAPE_SD_FRACTION: Final = 0.01  # of the length, when that is more than TAPE_SD_MM
MARK_SD_MM: Final = 2.5
LANDMARK_SD_MM: Final = {
    "MM": 3.0, "LM": 3.0,
    "PAT_APEX": 4.0, "PAT_BASE_LAT": 4.0, "PAT_BASE_MED": 4.0, "PAT_BASE_MID": 4.0,
    "PAT_LIG": 4.0, "PAT_LIG_LAT": 4.0, "PAT_LIG_MED": 4.0, "ST35": 4.0,
    "ANKLE_FRONT_MID": 4.0, "ST41": 4.0, "FIB_HEAD": 4.0,
    "TIB_MED_COND_INF": 5.0, "SP9": 5.0,
    "POP_CREASE": 6.0, "POP_CREASE_MID": 6.0, "POP_CREASE_MED": 6.0, "POP_CREASE_LAT": 6.0,
    "GLUTEAL_FOLD": 8.0, "PS_SUP": 8.0, "PS_INF": 8.0, "GT": 10.0,
    "SOLE_PLANE": 1.0, "HEEL_POST": 1.5, "TOE_TIPS": 1.5, "GASTROC_NOTCH": 12.0,
}  # fmt: skip
LANDMARK_FAMILY_SD_MM: Final = {  # any other id that begins so
    "PAT_BASE": 4.0, "PAT_LIG": 4.0, "POP_CREASE": 6.0, "GLUTEAL_FOLD": 8.0, "PS_": 8.0, "TOE": 1.5,
}  # fmt: skip
OTHER_LANDMARK_SD_MM: Final = 6.0
SIDEWAYS_SD_MM: Final = {"tendon_gap": 3.0, "bony_edge": 4.0, "one_finger_lateral": 5.0, "muscle": 6.0, "hollow": 6.0}

# ---- how trained people differ (Molsberger et al. 2012, 71 physicians): min(18, hypot(4, 3 per cun)) mm
EXPERT_NEAR_MM: Final = 4.0
EXPERT_PER_CUN_MM: Final = 3.0
EXPERT_MOST_MM: Final = 18.0
PLUS_MINUS_SD: Final = 1.96
SHOW_BOTH_MM: Final = 5.0  # the two marks are worth pointing out when they differ by more than this

# ---- checks between one body's own numbers: (lowest, highest) usual ratio; outside it we ask to measure again
RATIOS: Final = {
    "RATIO_FOUR_THUMB": (2.5, 3.9),
    "RATIO_TWO_THUMB": (1.4, 2.2),
    "RATIO_THREE_THUMB": (1.8, 2.8),
    "RATIO_MIDDLE_THUMB": (0.65, 1.35),
    "RATIO_THUMB_LEG": (0.70, 1.10),
    "RATIO_FOUR_LEG": (0.75, 1.15),
    "RATIO_LEG_STATURE": (0.85, 1.15),
    "RATIO_FOOT_STATURE": (0.13, 0.175),
    "RATIO_LEG_LAT_MED": (0.92, 1.08),
}
REPEAT_MM: Final = {"finger": 1.5, "fingers": 3.0, "limb": 10.0}  # two readings further apart need a third

# ---- typed slips, and the bank card on a screen (ISO/IEC 7810, ID-1)
GIRTH_PER_WIDTH: Final = 3.0
EU_SHOE_SIZES: Final = (34.0, 50.0)
UK_US_SHOE_SIZES: Final = (3.0, 15.0)
RING_SIZES: Final = (3.0, 16.0)
CARD_MM: Final = {"long": 85.60, "short": 53.98}
USUAL_PX_PER_MM: Final = (2.5, 9.0)
FINGER_THICKNESS_RATIO: Final = 0.9  # thickness / width of one finger


def landmark_sd_mm(landmark: str) -> float:
    """How well people find `landmark` (an id of the landmark table), 1 SD in mm; 6 mm where nothing better is known."""
    if landmark in LANDMARK_SD_MM:
        return LANDMARK_SD_MM[landmark]
    for family, sd_mm in LANDMARK_FAMILY_SD_MM.items():
        if landmark.startswith(family):
            return sd_mm
    return OTHER_LANDMARK_SD_MM


def tape_sd_mm(length_mm: float) -> float:
    """Reading error of a tape or ruler laid along `length_mm`, 1 SD in mm: 2 mm or 1 %, whichever is more."""
    return max(TAPE_SD_MM, TAPE_SD_FRACTION * length_mm)
