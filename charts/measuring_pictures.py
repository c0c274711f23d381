"""Small drawings that show where to measure: each finger width, your height, and the four lengths of leg and foot.

A picture is a table of shapes. All are in the pixels of a 240 × 170 picture, y down, except the closed fingers, which
are in millimetres of a hand 187 mm long (x toward the little finger, height above the wrist). The hand is the back of
a right hand, fingers up; the ring of thumb and middle finger is seen from the thumb side. The magenta line is what to
measure: it ends where the fingers end, or on the two places of the body named beside it.
"""

from collections.abc import Iterable, Sequence
from html import escape
from itertools import pairwise
from typing import NamedTuple

from charts.palette import mix

Point = tuple[float, float]
WIDTH, HEIGHT = 240, 170
SMALL, LARGE = 12.0, 16.0  # text sizes; a picture 240 px wide shows them as they are
PX_PER_MM, MIDDLE_X, HEIGHT_AT_TOP = 1.26, 79.0, 194.0  # closed fingers: px per mm, x of the middle finger, mm at y = 0

# skin and everything drawn on it; then what lies outside the skin, on light and on dark paper
SKIN, LIT, SHADE, INK, BLUSH, NAIL, CLOTH = "#f3cdb3", "#fbe3d3", "#a8694a", "#54321f", "#e2826c", "#f9dccf", "#7f97a0"
PAPER = {
    False: {"paper": "#fffdf9", "text": "#3a2a24", "measure": "#c2185b", "rim": INK, "quiet": "#8a7466"},
    True: {"paper": "#12161a", "text": "#eee6df", "measure": "#ff8ab5", "rim": "#d9a484", "quiet": "#a3958b"},
}


class Picture(NamedTuple):
    """What to measure, in words; the line (px); texts (x, y, text, anchor, size); pointers; the fade of the cut."""

    title: str
    alt: str
    line: tuple[Point, Point]
    texts: tuple[tuple[float, float, str, str, float], ...]
    pointers: tuple[tuple[Point, Point], ...] = ()
    fade: tuple[Point, Point] = ((0, 171), (0, 172))  # skin is whole at the first point, gone at the second


class Finger(NamedTuple):
    """A straight finger, mm: x of its middle at web and tip, heights of web, joints and tip, widest breadth."""

    x_web: float
    x_tip: float
    web: float
    pip: float
    dip: float
    tip: float
    breadth: float

    def middle(self, height: float) -> float:
        return self.x_web + (self.x_tip - self.x_web) * (height - self.web) / (self.tip - self.web)

    def half(self, height: float) -> float:
        """Half the breadth at a height, mm."""
        stations = self.stations()
        for (low, a), (high, b) in pairwise(stations):
            if low <= height <= high:
                return a + (b - a) * (height - low) / (high - low)
        raise ValueError(f"height {height} mm is not on this finger, {stations[0][0]}–{self.tip} mm")

    def stations(self) -> list[Point]:
        """(height, half breadth) from below the web to the tip; every finger swells at its joints."""
        between = [(self.web - 9, 0.93), (self.web, 0.96), ((self.web + self.pip) / 2, 0.965), (self.pip, 1.0)]
        between += [((self.pip + self.dip) / 2, 0.95), (self.dip, 0.95), (self.tip - 12, 0.9), (self.tip - 6, 0.77)]
        between += [(self.tip - 2.4, 0.5), (self.tip - 0.6, 0.24)]
        return [(height, share * self.breadth / 2) for height, share in between] + [(self.tip, 0.0)]


FINGERS = {
    "index": Finger(-20.6, -17.6, 110, 133, 159, 180, 20.5),
    "middle": Finger(0, 0, 112, 136, 163, 187, 20.8),
    "ring": Finger(20.1, 17.6, 108, 131, 157, 178, 19.8),
    "little": Finger(38.6, 35.6, 93, 113, 132, 151, 17.6),
}
# which closed fingers are measured, and at which joint of which fingers the line lies (the mean of their heights)
CLOSED = {
    "two": (("index", "middle"), "pip", ("index", "middle")),
    "three": (("index", "middle", "ring"), "dip", ("index", "middle", "ring")),
    "four": (("index", "middle", "ring", "little"), "pip", ("middle",)),
}


def on_picture(x_mm: float, height_mm: float) -> Point:
    """From millimetres of the hand to pixels of the picture."""
    return MIDDLE_X + PX_PER_MM * x_mm, PX_PER_MM * (HEIGHT_AT_TOP - height_mm)


def across_fingers(method: str) -> tuple[Point, Point]:
    """The line from the outer edge of the first to the outer edge of the last measured finger, px."""
    measured, joint, at = CLOSED[method]
    height = sum(getattr(FINGERS[name], joint) for name in at) / len(at)
    first, last = FINGERS[measured[0]], FINGERS[measured[-1]]
    left, right = first.middle(height) - first.half(height), last.middle(height) + last.half(height)
    return on_picture(left, height), on_picture(right, height)


_HAND_FADE = ((0, 138), (0, 168))
_LEG_FADE = ((0, 34), (0, 6))
PICTURES = {
    "thumb": Picture(
        "Thumb: 1 cun",
        "The back of a straight thumb. The line runs across the joint between its two segments, at the widest place, "
        "from one edge of the thumb to the other: 1 cun.",
        ((105.6, 77.6), (153.4, 69.4)),
        (
            (8, 84, "1 cun", "start", LARGE),
            (8, 103, "across the", "start", SMALL),
            (8, 118, "joint, at its", "start", SMALL),
            (8, 133, "widest", "start", SMALL),
        ),
        fade=((196, 128), (232, 166)),
    ),
    "middle": Picture(
        "Middle finger: 1 cun",
        "Thumb and middle finger make a ring, seen from the thumb side. The line runs along the middle segment of the "
        "bent middle finger, between the thumb-side ends of its two creases: 1 cun.",
        ((131.5, 46.5), (100.5, 70.5)),
        (
            (6, 22, "1 cun", "start", LARGE),
            (6, 41, "from crease", "start", SMALL),
            (6, 56, "end to", "start", SMALL),
            (6, 71, "crease end", "start", SMALL),
        ),
        fade=((214, 128), (226, 168)),
    ),
    "two": Picture(
        "Two fingers: 1.5 cun",
        "The back of a right hand, fingers closed. The line runs across the index and middle finger at their middle "
        "joints, from the outer edge of the one to the outer edge of the other: 1.5 cun.",
        across_fingers("two"),
        (
            (147, 60, "1.5 cun", "start", LARGE),
            (147, 79, "2 fingers,", "start", SMALL),
            (147, 94, "at the", "start", SMALL),
            (147, 109, "middle joints", "start", SMALL),
        ),
        fade=_HAND_FADE,
    ),
    "three": Picture(
        "Three fingers: 2 cun",
        "The back of a right hand, fingers closed. The line runs across the index, middle and ring finger at "
        "the joints "
        "nearest the fingertips, from the outer edge of the index to the outer edge of the ring finger: 2 cun.",
        across_fingers("three"),
        (
            (147, 30, "2 cun", "start", LARGE),
            (147, 49, "3 fingers,", "start", SMALL),
            (147, 64, "at the", "start", SMALL),
            (147, 79, "end joints", "start", SMALL),
        ),
        fade=_HAND_FADE,
    ),
    "four": Picture(
        "Four fingers: 3 cun",
        "The back of a right hand, four fingers straight and closed. The line runs from the index to the little finger "
        "at the height of the crease on the back of the middle finger's middle joint: 3 cun.",
        across_fingers("four"),
        (
            (147, 81, "3 cun", "start", LARGE),
            (147, 100, "4 fingers, at", "start", SMALL),
            (147, 115, "the middle", "start", SMALL),
            (147, 130, "joint of the", "start", SMALL),
            (147, 145, "middle finger", "start", SMALL),
        ),
        fade=_HAND_FADE,
    ),
    "stature": Picture(
        "Your height",
        "A person standing straight without shoes. The line runs from the floor to the top of the head.",
        ((112, 14), (112, 156)),
        (
            (124, 18, "top of the head", "start", SMALL),
            (124, 90, "your height", "start", LARGE),
            (124, 160, "floor, no shoes", "start", SMALL),
        ),
        pointers=(((56, 14), (118, 14)), ((24, 156), (118, 156))),
    ),
    "S_LEG_MED": Picture(
        "Inner lower leg: 15 cun",
        "The inner side of a lower leg. A straight line runs from the lower point of the kneecap down to the "
        "bump of the "
        "inner ankle bone: 15 cun.",
        ((65.9, 42.6), (80.2, 139.5)),
        (
            (118, 28, "lower point of", "start", SMALL),
            (118, 43, "the kneecap", "start", SMALL),
            (118, 88, "15 cun", "start", LARGE),
            (118, 133, "bump of the inner", "start", SMALL),
            (118, 148, "ankle bone", "start", SMALL),
        ),
        pointers=(((71, 42.6), (115, 39)), ((86, 139.5), (115, 137))),
        fade=_LEG_FADE,
    ),
    "S_LEG_LAT": Picture(
        "Outer lower leg: 16 cun",
        "The outer side of a lower leg. A straight line runs from the crease behind the knee down to the bump of the "
        "outer ankle bone: 16 cun.",
        ((42.5, 41.6), (52.5, 142.8)),
        (
            (118, 36, "crease behind", "start", SMALL),
            (118, 51, "the knee", "start", SMALL),
            (118, 88, "16 cun", "start", LARGE),
            (118, 133, "bump of the outer", "start", SMALL),
            (118, 148, "ankle bone", "start", SMALL),
        ),
        pointers=(((48, 41.8), (115, 44)), ((58, 142.6), (115, 138))),
        fade=_LEG_FADE,
    ),
    "S_ANKLE_MED": Picture(
        "Inner ankle: 3 cun",
        "The inner side of a foot standing on the floor. The line runs from the bump of the inner ankle bone straight "
        "down to the floor: 3 cun.",
        ((172.2, 87.2), (172.2, 150)),
        (
            (8, 24, "3 cun", "start", LARGE),
            (8, 43, "bump of the inner", "start", SMALL),
            (8, 58, "ankle bone to floor", "start", SMALL),
            (8, 166, "floor", "start", SMALL),
        ),
        pointers=(((121, 62), (165, 84)), ((6, 150), (234, 150))),
        fade=((0, 34), (0, 4)),
    ),
    "S_FOOT_LEN": Picture(
        "Length of the foot: 12 cun",
        "The sole of a foot. The line runs straight from the back of the heel to the end of the longest toe: 12 cun.",
        ((24, 118), (216, 118)),
        (
            (120, 140, "12 cun", "middle", LARGE),
            (8, 160, "back of the heel", "start", SMALL),
            (232, 160, "longest toe", "end", SMALL),
        ),
        pointers=(((24, 62), (24, 128)), ((216, 76), (216, 128))),
    ),
}
METHODS = tuple(PICTURES)

# picture → shapes from below: style, points, closed. Curves run smoothly through the points.
_LEG_OUTLINE = (  # inner side, toes to the left; the outer side is its mirror image, a little lower at the ankle
    "101,0 98.5,20 98,30 98,38 101,47 105.5,56 108,70 106,90 100.5,116 96,135 95.5,143 97.5,151 97,157 93,161 86,162"
    " 60,161.5 44,160 30,161 27,158.5 29,156 44,151.5 58,145.5 67.5,140.5 71.5,134 73,127 73.5,95 73,66 69.5,52 65,43"
    " 61,36 59.5,28 58.5,18 53,0"
)
_LEG_OUTLINE_OUTER = " ".join(f"{135 - float(x):g},{y}" for x, y in (pair.split(",") for pair in _LEG_OUTLINE.split()))
_FOOT_OUTLINE = (
    "226,0 222,30 215.5,60 212.5,78 211.5,96 217,124 216.5,132 214.5,138 209,144 199,148.5 188,149.8"
    " 165,149.5 140,146.8"
    " 110,148 80,149.6 58,147.5 38,148.6 28,146 23.5,141.5 22.3,137 25,134 36,133 58,125.5 82,116"
    " 108,104.5 130,94 141,86"
    " 149,73 154,52 155,30 155,0"
)
_SOLE_OUTLINE = (
    "24,62 26,54 31,48.5 41,44 62,40.5 92,34 118,27 136,22.5 152,22 168,25 176,29 179.5,33.5 180,37"
    " 187,37 191,40 192,45"
    " 191,48 199,48.5 203,52 203,57.5 200,60.5 207,61.5 211,65.5 210.5,70 207,72.5 213,75.5 216,81 215.5,87.5 211,92.5"
    " 203,95 190,96.5 172,97.5 152,95.5 132,91 112,88 94,88.5 72,91.5 50,90 36,85.5 28,77 24.6,69"
)
_PERSON = {
    "arm": "-15,45 -20,49 -21.5,62 -22.5,76 -25,88 -26,99 -24.5,105 -21.5,103 -20.5,96 -19.5,88 -17.5,75 -14.5,58",
    "leg": "-14,86 -14.5,100 -12,118 -12.5,130 -9.5,146 -10,151 -15,155 -13,156 -5,156"
    " -3.5,150 -4.5,134 -3.5,118 -1,90",
    "neck": "-4,30 -4.5,38 -12,43 12,43 4.5,38 4,30",
    "shorts": "-12.6,80 -15.6,106 -1.6,106 0,92 1.6,106 15.6,106 12.6,80",
    "shirt": "-5,40 -14,42.5 -20,46.5 -23,64 -16.8,65 -14.6,58 -13,70 -14,88 14,88 13,70 14.6,58 16.8,65 23,64 20,46.5"
    " 14,42.5 5,40 0,42",
    "head": "0,14.4 6,16 8.3,22 7.6,28 4,33.5 0,35 -4,33.5 -7.6,28 -8.3,22 -6,16",
    "hair": "0,14 6.4,15.6 8.8,22 7.8,25 6.4,20 0,18.6 -6.4,20 -7.8,25 -8.8,22 -6.4,15.6",
}
_HAND = {  # mm
    "thumb": "-52,60 -57,76 -59.5,90 -59,101 -55,108 -49.5,109 -45,103 -42.5,92 -39,82 -36.5,76",
    "back": "-53,60 -44,76 -36.5,76 -32.4,90 -30.6,100 -29.8,110 -10,122 20,118 40,102 46,91"
    " 46.9,84 46.6,72 45,56 0,52",
}
_HAND_SHAPES = (
    ("contour", "-36.6,76 -34.2,82 -32.2,90 -30.9,97 -30.1,103"),
    ("contour", "46.8,85 47,79 46.6,70 45,56"),
    ("fold", "-36.4,76.5 -33,70 -31,63"),
    ("fold", "-24,96 -20.8,98.5 -18,96"),
    ("fold", "-3,98 0,100.5 3,98"),
    ("fold", "17,94 20,96.5 23,94"),
    ("fold", "36,80 38.6,82.4 41.5,80"),
    ("fold", "-20,88 -16,74 -13,60"),
    ("fold", "0,92 1,74 2,60"),
    ("fold", "20,86 18,74 16,60"),
)
_STANDING_X = 70


def _both_sides(part: str) -> list[str]:
    """The points of a part of the standing person; arm and leg come twice, the second the mirror image of the first."""
    pairs = [tuple(map(float, pair.split(","))) for pair in _PERSON[part].split()]
    sides = (1, -1) if part in ("arm", "leg") else (1,)
    return [" ".join(f"{_STANDING_X + side * x:g},{y:g}" for x, y in pairs) for side in sides]


# style → its attributes; $ is the picture's name, $rim a line of light round the skin on dark paper
_STYLES = {
    "skin": 'fill="url(#$-skin)"',
    "rim": 'fill="none" stroke="$rim" stroke-width="3"',
    "contour": f'fill="none" stroke="{INK}" stroke-width="1.6"',
    "soft": f'fill="{SHADE}" opacity=".3" filter="url(#$-blur)"',
    "glow": f'fill="{LIT}" opacity=".9"',
    "warm": f'fill="{BLUSH}" opacity=".28" filter="url(#$-blur)"',
    "nail": f'fill="{NAIL}" stroke="{mix(NAIL, INK, 0.5)}" stroke-width=".8"',
    "moon": f'fill="{LIT}"',
    "crease": f'fill="none" stroke="{INK}" stroke-width=".8" opacity=".6"',
    "fold": f'fill="none" stroke="{SHADE}" stroke-width="1.1" opacity=".6"',
    "cap": f'fill="{LIT}" stroke="{INK}" stroke-width="1.1" stroke-opacity=".75"',
    "bone": f'fill="none" stroke="{INK}" stroke-width="1.2" opacity=".75"',
    "deep": f'fill="none" stroke="{INK}" stroke-width="1.5"',
    "cloth": f'fill="{CLOTH}" stroke="$rim" stroke-width="1.2"',
    "hair": f'fill="{INK}"',
}
_SOFT = ("soft", "warm", "glow")  # blurred: kept inside the skin
SHAPES: dict[str, tuple[tuple[str, str, bool], ...]] = {
    "thumb": (
        (
            "skin",
            "113.5,150 107,118 106,92 105,78 101,62 97,42 100,27 108,18 117,17 127,22 138,38 147,54 153,69.5 157,84"
            " 165,100 176,110 188,110 197,98 202,70 204,-30 206,-60 300,-60 300,260 150,260 124,190",
            True,
        ),
        ("soft", "118,180 108,130 107,95 103,70 98,45 103,50 110,75 114,100 120,140 134,180", True),
        ("soft", "204,0 202,70 196,100 186,112 176,112 188,120 203,106 211,70 214,0", True),
        (
            "contour",
            "122,176 113.5,150 107,118 106,92 105.4,78 101,62 97,42 100,27 108,18 117,17 127,22 138,38 147,54"
            " 153.2,69.5 157,84 165,100 176,110 188,110 197,98 202,70 204,-4",
            False,
        ),
        ("nail", "105,50 103,36 106,26 113,23 121,27 128,37 131,46 126,52 117,54 109,54", True),
        ("moon", "111,53.5 114,49 120,48 125,52 118,54", True),
        ("crease", "117,68 127,63.5 138,63", False),
        ("crease", "112,78 128,71.5 146,71", False),
        ("crease", "119,84.5 131,79.5 143,80", False),
        ("fold", "170,112 163,122 160,136", False),
        ("crease", "126,132 135,128 144,128", False),
        ("crease", "128,138 137,134 145,134", False),
    ),
    "middle": (
        (
            "skin",
            "186,92 171,90 152,77 140,62 133,54.5 122,60 111,71 110,84 109,97 104,107 96,109 88,104 84,90 82,72 85,60"
            " 96,46 111,31 124,22.5 138,25 160,38 192,58",
            True,
        ),
        (
            "soft",
            "82,74 85,60 96,46 111,31 124,22.5 138,25 160,38 186,56 160,45 138,32 125,29 114,37 99,52 90,62 88,76",
            True,
        ),
        ("contour", "133,54.5 122,60 111,71", False),
        ("contour", "184,92 171,90 152,77 140,62 133,54.5", False),
        (
            "contour",
            "111,71 110,84 109,97 104,107 96,109 88,104 84,90 82,72 85,60 96,46 111,31 124,22.5 138,25 160,38 184,54",
            False,
        ),
        ("deep", "133,54.5 132.5,50 131.5,46.5", False),
        ("deep", "111,71 106,70 100.5,70.5", False),
        ("nail", "83.5,84 86,82 89,90 91,101 88,103 85,97", True),
        (
            "skin",
            "173,-60 172.5,-6 172,20 172,45 170,66 169,84 160,100 148,111 132,116 118,112 104,103 92,100 85,103"
            " 84,110 89,117"
            " 101,126 118,138 138,148 152,158 166,200 180,260 250,260 236,190 231,150 224,115 213,84 206,64"
            " 204,40 203,15 202,-20 202,-60",
            True,
        ),
        (
            "soft",
            "203,0 204,40 206,64 213,84 224,115 231,150 232,180 220,180 216,140 208,105 198,76 196,40 195,0",
            True,
        ),
        ("soft", "89,117 101,126 118,138 138,148 152,158 162,182 176,182 162,156 146,143 124,133 106,122", True),
        (
            "contour",
            "174,-6 172,20 172,45 170,66 169,84 160,100 148,111 132,116 118,112 104,103 92,100 85,103 84,110"
            " 89,117 101,126 118,138 138,148 152,158 162,182",
            False,
        ),
        ("contour", "202,-6 203,15 204,40 206,64 213,84 224,115 231,150 233,182", False),
        ("nail", "86.5,112 89,110.5 96,114 103,120 102,123 98,123.5 90,117.5", True),
        ("fold", "169,84 175,82 180,79", False),
        ("crease", "172,34 178,34 182,35", False),
        ("crease", "118,112 119,117 118,121", False),
        ("crease", "123,114 124,119 123,123", False),
        ("crease", "197,40 203,41", False),
        ("crease", "196,44 203.5,46", False),
        ("fold", "160,100 170,104 177,116", False),
    ),
    "stature": tuple(
        (style, points, closed)
        for part, style, closed in (
            ("leg", "skin", True),
            ("leg", "contour", True),
            ("arm", "skin", True),
            ("arm", "contour", True),
            ("neck", "skin", True),
            ("neck", "contour", False),
            ("shorts", "cloth", True),
            ("shirt", "cloth", True),
            ("head", "skin", True),
            ("head", "contour", True),
            ("hair", "hair", True),
        )
        for points in _both_sides(part)
    ),
    "S_LEG_MED": (
        ("skin", _LEG_OUTLINE, True),
        (
            "soft",
            "101,0 98,38 108,70 100.5,116 95.5,143 97,157 86,162 60,161.5 80,157 89,152 88,132 93,110 97,72 90,40 92,0",
            True,
        ),
        ("cap", "60.6,29.8 64.5,28.4 68.2,31 69.2,35.5 67.8,39.8 65.9,42.6 63.2,39.5 61,34.5", True),
        ("crease", "98,42.5 92,42", False),
        ("fold", "70,52 74,64 75.5,90 76,118", False),
        ("glow", "76,132 80,130 84.5,132 85.5,138 83,143 79,144 75.5,140", True),
        ("bone", "75.5,132 75,138 78,143 82.5,143.5 85.5,139 86,132", False),
        ("contour", _LEG_OUTLINE, False),
        ("crease", "33,158.5 29,156.5", False),
        ("fold", "46,159 62,158 74,159", False),
    ),
    "S_LEG_LAT": (
        ("skin", _LEG_OUTLINE_OUTER, True),
        (
            "soft",
            "34,0 37,38 27,70 34.5,116 39.5,143 38,157 49,162 75,161.5 55,157 46,152 47,132 42,110 38,72 45,40 43,0",
            True,
        ),
        ("cap", "74.4,29.8 70.5,28.4 66.8,31 65.8,35.5 67.2,39.8 69.1,42.6 71.8,39.5 74,34.5", True),
        ("deep", "35.5,41.2 39,42 46,41.4", False),
        ("fold", "65,52 60,64 56,90 54,120", False),
        ("fold", "35,56 41,76 44,100", False),
        ("glow", "48,134 52.5,132 57,135 58,142 55,147 51,147 48,142", True),
        ("bone", "48.5,133 47.6,141 50,146.6 54.5,147 57.6,142.5 57,133", False),
        ("contour", _LEG_OUTLINE_OUTER, False),
        ("fold", "104,159 92,158.5 80,159", False),
    ),
    "S_ANKLE_MED": (
        ("skin", _FOOT_OUTLINE, True),
        (
            "soft",
            "226,0 215.5,60 211.5,96 217,124 214.5,138 199,148.5 165,149.5 140,146.8 80,149.6 110,144 140,138 170,140"
            " 196,136 203,122 200,98 204,60 212,0",
            True,
        ),
        ("glow", "160,78 172,74 184,80 186,88 180,95 170,96 162,91", True),
        ("bone", "159.5,76 159,86 163,92.5 171,95.5 179,94 184.5,88.5 186,78", False),
        ("fold", "197,60 194,84 188,100 176,110", False),
        ("fold", "150,90 132,104 118,112", False),
        ("nail", "25.5,134.6 31,132.6 40,131.8 42,134.6 34,137 27,138", True),
        ("fold", "58,127 60,132 59,138", False),
        ("fold", "82,148 96,141 116,138 138,141", False),
        ("contour", _FOOT_OUTLINE, False),
    ),
    "S_FOOT_LEN": (
        ("skin", _SOLE_OUTLINE, True),
        ("warm", "30,62 38,50 54,50 62,64 54,80 38,80", True),
        ("warm", "142,30 160,28 168,40 162,56 146,50", True),
        ("warm", "146,70 166,66 176,78 170,92 150,90", True),
        ("warm", "194,84 204,77 212,82 210,90 200,92", True),
        ("soft", "78,86 94,74 116,68 136,74 146,90 132,91 112,88 94,88.5", True),
        ("glow", "196,53 200,51 202,55 198,58", True),
        ("glow", "204,66 208,64 209,68 205,70", True),
        ("fold", "180,37 172,40 166,43", False),
        ("fold", "191,48 182,49 174,50", False),
        ("fold", "200,60.5 188,60 178,59", False),
        ("fold", "207,72.5 192,71 180,68", False),
        ("fold", "178,30 171,46 177,64 184,80 190,95", False),
        ("crease", "120,36 112,52 108,64", False),
        ("contour", _SOLE_OUTLINE + " 24,62", False),
    ),
}


def picture_alt(method: str) -> str:
    """What the picture of a method says, in words; raises KeyError for a method without a picture."""
    return _picture(method).alt


def measuring_picture(method: str, dark: bool = False) -> str:
    """A self-contained SVG of 240 × 170 on transparent paper, as wide as the place it stands in."""
    picture, ink = _picture(method), PAPER[dark]
    name = f"measure-{method.lower().replace('_', '-')}-{'dark' if dark else 'light'}"
    texts = (_text(text, ink) for text in picture.texts)
    pointers = (_stroke("pointer", pair, ink["quiet"], 1, 'stroke-dasharray="3 2.5"') for pair in picture.pointers)
    return "".join(
        [
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}" width="100%" role="img" '
            f'aria-labelledby="{name}-title {name}-desc" font-family="system-ui, sans-serif">',
            f'<title id="{name}-title">{escape(picture.title)}</title>'
            f'<desc id="{name}-desc">{escape(picture.alt)}</desc>',
            _definitions(name, picture.fade),
            f'<g mask="url(#{name}-fade)" stroke-linecap="round" stroke-linejoin="round">'
            f"{_limb(method, name, ink)}</g>",
            *pointers,
            _measuring_line(picture.line, ink),
            *texts,
            "</svg>",
        ]
    )


def _text(line: tuple[float, float, str, str, float], ink: dict[str, str]) -> str:
    x, y, words, anchor, size = line
    look = f'font-weight="700" fill="{ink["measure"]}"' if size == LARGE else f'fill="{ink["text"]}"'
    return f'<text x="{x:g}" y="{y:g}" text-anchor="{anchor}" font-size="{size:g}" {look}>{escape(words)}</text>'


def _picture(method: str) -> Picture:
    if method not in PICTURES:
        raise KeyError(f"no picture for {method!r}; there are {', '.join(METHODS)}")
    return PICTURES[method]


def _definitions(name: str, fade: tuple[Point, Point]) -> str:
    (x1, y1), (x2, y2) = fade
    return (
        f'<defs><linearGradient id="{name}-skin" gradientUnits="userSpaceOnUse" x1="40" y1="0" x2="190" y2="170">'
        f'<stop offset="0" stop-color="{LIT}"/><stop offset=".45" stop-color="{SKIN}"/>'
        f'<stop offset="1" stop-color="{mix(SKIN, SHADE, 0.24)}"/></linearGradient>'
        f'<linearGradient id="{name}-round"><stop offset="0" stop-color="{SHADE}" stop-opacity=".26"/>'
        f'<stop offset=".32" stop-color="{LIT}" stop-opacity=".5"/>'
        f'<stop offset=".6" stop-color="{SKIN}" stop-opacity="0"/>'
        f'<stop offset="1" stop-color="{SHADE}" stop-opacity=".42"/></linearGradient>'
        f'<linearGradient id="{name}-ramp" gradientUnits="userSpaceOnUse" x1="{x1}" y1="{y1}" x2="{x2}" y2="{y2}">'
        '<stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
        f'<mask id="{name}-fade" maskUnits="userSpaceOnUse" x="-20" y="-20" width="300" height="220">'
        f'<rect x="-20" y="-20" width="300" height="220" fill="url(#{name}-ramp)"/></mask>'
        f'<filter id="{name}-blur" x="-30%" y="-30%" width="160%" height="160%">'
        '<feGaussianBlur stdDeviation="2.6"/></filter></defs>'
    )


def _limb(method: str, name: str, ink: dict[str, str]) -> str:
    if method in CLOSED:
        return _closed_hand(CLOSED[method][0], name, ink)
    shapes = [(style, _points(points), closed) for style, points, closed in SHAPES[method]]
    skin = "".join(f'<path d="{smooth_path(points, True)}"/>' for style, points, _ in shapes if style == "skin")
    drawn = [(style, _shape(style, points, closed, name, ink)) for style, points, closed in shapes]
    parts = [f'<g clip-path="url(#{name}-inside)">{one}</g>' if style in _SOFT else one for style, one in drawn]
    return f'<clipPath id="{name}-inside">{skin}</clipPath>' + "".join(parts)


def _closed_hand(measured: Sequence[str], name: str, ink: dict[str, str]) -> str:
    """The back of a right hand with the fingers closed; the fingers that are not measured are pale."""
    back = [on_picture(*point) for point in _points(_HAND["back"])]
    parts = [
        f'<linearGradient id="{name}-base" gradientUnits="userSpaceOnUse" x1="0" y1="94" x2="0" y2="114">'
        '<stop offset="0" stop-color="#fff"/><stop offset="1" stop-color="#000"/></linearGradient>'
        f'<mask id="{name}-up" maskUnits="userSpaceOnUse" x="0" y="-5" width="240" height="180">'
        f'<rect y="-5" width="240" height="180" fill="url(#{name}-base)"/></mask>',
        _shape("skin", back, True, name, ink),
    ]
    thumb = [on_picture(*point) for point in _points(_HAND["thumb"])]
    parts += [_shape("skin", thumb, True, name, ink), _shape("contour", thumb, False, name, ink)]
    for finger in ("little", "ring", "index", "middle"):
        parts.append(f'<g class="finger" opacity="{1 if finger in measured else 0.4}">{_finger(finger, name, ink)}</g>')
    for style, points in _HAND_SHAPES:
        parts.append(_shape(style, [on_picture(*point) for point in _points(points)], False, name, ink))
    return "".join(parts)


def _finger(which: str, name: str, ink: dict[str, str]) -> str:
    finger = FINGERS[which]
    sides = [(finger.middle(height), height, half) for height, half in finger.stations()]
    outline = [on_picture(x - half, height) for x, height, half in sides]
    outline += [on_picture(x + half, height) for x, height, half in reversed(sides[:-1])]
    nail_low, nail_high, wide = finger.tip - 13, finger.tip - 2.8, finger.breadth * 0.29
    nail = [
        (-wide * 0.8, nail_low + 1),
        (-wide, nail_low + 4),
        (-wide * 0.92, nail_high - 2.5),
        (-wide * 0.5, nail_high),
    ]
    nail += [(wide * 0.5, nail_high), (wide * 0.92, nail_high - 2.5), (wide, nail_low + 4), (wide * 0.8, nail_low + 1)]
    nail += [(0, nail_low)]
    moon = [(-wide * 0.6, nail_low + 1), (0, nail_low + 3.4), (wide * 0.6, nail_low + 1), (0, nail_low + 0.3)]
    creases = [(finger.pip, offset, 0.34) for offset in (-2.6, 0, 2.6)] + [(finger.dip, d, 0.26) for d in (-1.2, 1.2)]

    def drawn(style: str, points: Iterable[Point], closed: bool) -> str:
        return _shape(style, [on_picture(finger.middle(y) + x, y) for x, y in points], closed, name, ink)

    arcs = (
        ((-share * finger.breadth, at + 0.4 * d), (0, at + 1.25 * d), (share * finger.breadth, at + 0.4 * d))
        for at, d, share in creases
    )
    round_shape = f'<path d="{smooth_path(outline, False)}Z" fill="url(#{name}-round)" mask="url(#{name}-up)"/>'
    return "".join(
        [
            _shape("skin", outline, True, name, ink),
            round_shape,
            drawn("nail", nail, True),
            drawn("moon", moon, True),
            *(drawn("crease", arc, False) for arc in arcs),
            _shape("contour", outline[which != "index" : len(outline) - (which != "little")], False, name, ink),
        ]
    )


def _measuring_line(ends: tuple[Point, Point], ink: dict[str, str]) -> str:
    """The line with a tick at each end, on a casing of paper colour so that it shows on skin."""
    (x1, y1), (x2, y2) = ends
    length = ((x2 - x1) ** 2 + (y2 - y1) ** 2) ** 0.5
    across = (-(y2 - y1) / length * 5.5, (x2 - x1) / length * 5.5)
    ticks = [((x - across[0], y - across[1]), (x + across[0], y + across[1])) for x, y in ends]
    casing = [_stroke("casing", pair, ink["paper"], 4.8, 'opacity=".85"') for pair in (ends, *ticks)]
    lines = [_stroke("measure", ends, ink["measure"], 2.4)] + [_stroke("tick", t, ink["measure"], 2.4) for t in ticks]
    return f'<g stroke-linecap="round">{"".join(casing + lines)}</g>'


def _stroke(role: str, ends: tuple[Point, Point], colour: str, width: float, more: str = "") -> str:
    (x1, y1), (x2, y2) = ends
    return (
        f'<line class="{role}" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}" stroke="{colour}" '
        f'stroke-width="{width:g}" {more}/>'
    )


def _shape(style: str, points: Sequence[Point], closed: bool, name: str, ink: dict[str, str]) -> str:
    path = smooth_path(points, closed)
    strokes = ("rim", style) if style == "contour" and ink["rim"] != INK else (style,)
    looks = (_STYLES[stroke].replace("$rim", ink["rim"]).replace("$", name) for stroke in strokes)
    return "".join(f'<path d="{path}" {look}/>' for look in looks)


def _points(text: str) -> list[Point]:
    return [(float(x), float(y)) for x, y in (pair.split(",") for pair in text.split())]


def smooth_path(points: Sequence[Point], closed: bool) -> str:
    """An SVG path of Bézier curves through the points (Catmull-Rom)."""
    points = list(points)
    around = [points[-1], *points, points[0], points[1]] if closed else [points[0], *points, points[-1]]
    path = [f"M{points[0][0]:.1f} {points[0][1]:.1f}"]
    for before, start, stop, after in zip(around, around[1:], around[2:], around[3:], strict=False):
        reach = ((stop[0] - start[0]) ** 2 + (stop[1] - start[1]) ** 2) ** 0.5
        one, two = _handle(before, start, stop, reach), _handle(after, stop, start, reach)
        path.append(f"C{one[0]:.1f} {one[1]:.1f} {two[0]:.1f} {two[1]:.1f} {stop[0]:.1f} {stop[1]:.1f}")
    return "".join(path) + ("Z" if closed else "")


def _handle(before: Point, here: Point, after: Point, reach: float) -> Point:
    """The control point next to `here`: along the chord of its neighbours, a third of the reach to the next point."""
    chord = (after[0] - before[0], after[1] - before[1])
    length = (chord[0] ** 2 + chord[1] ** 2) ** 0.5 or 1.0
    return here[0] + chord[0] / length * reach / 3, here[1] + chord[1] / length * reach / 3
