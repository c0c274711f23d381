"""The parts the drawings of charts/movements.py are made of: hands, feet and a few things, as tables of shapes.

A part is drawn around its own origin (named beside it), in px of a picture 240 wide, y down, and is put in its place by
a scene. Shapes from below: style, points "x,y x,y …" joined by a smooth curve, closed or not; a | makes a corner.
Thumb and finger are of a right hand.
"""

from __future__ import annotations

from math import cos, radians, sin

from charts.measuring_pictures import BLUSH, CLOTH, INK, LIT, NAIL, SHADE
from charts.measuring_pictures import SHAPES as LIMBS
from charts.palette import mix

Shape = tuple[str, str, bool]

WATER, WOOD, GLASS, WARM = "#5b9fc4", "#a98467", "#d9c27a", "#e8b04a"
# style → its attributes; $ is the drawing's name; $rim, $text, $measure, $paper, $quiet are its inks
STYLES = {
    "skin": 'fill="url(#$-skin)"',
    "rim": 'fill="none" stroke="$rim" stroke-width="3"',
    "contour": f'fill="none" stroke="{INK}" stroke-width="1.6"',
    "soft": f'fill="{SHADE}" opacity=".3" filter="url(#$-blur)"',
    "shadow": f'fill="{INK}" opacity=".26" filter="url(#$-blur)"',
    "warm": f'fill="{BLUSH}" opacity=".28" filter="url(#$-blur)"',
    "glow": f'fill="{LIT}" opacity=".9" filter="url(#$-blur)"',
    "nail": f'fill="{NAIL}" stroke="{mix(NAIL, INK, 0.5)}" stroke-width=".8"',
    "moon": f'fill="{LIT}"',
    "crease": f'fill="none" stroke="{INK}" stroke-width=".8" opacity=".6"',
    "fold": f'fill="none" stroke="{SHADE}" stroke-width="1.1" opacity=".6"',
    "cap": f'fill="{LIT}" stroke="{INK}" stroke-width="1.1" stroke-opacity=".75"',
    "bone": f'fill="none" stroke="{INK}" stroke-width="1.2" opacity=".75"',
    "deep": f'fill="none" stroke="{INK}" stroke-width="1.5"',
    "hair": f'fill="{INK}" stroke="$rim" stroke-width="1"',
    "cloth": f'fill="{CLOTH}" stroke="$rim" stroke-width="1.4"',
    "pale": f'fill="{mix(CLOTH, "#ffffff", 0.45)}" stroke="$rim" stroke-width="1.2"',
    "seam": f'fill="none" stroke="{mix(CLOTH, INK, 0.45)}" stroke-width="1" opacity=".8"',
    "water": f'fill="{WATER}" opacity=".75"',
    "wave": f'fill="none" stroke="{mix(WATER, "#ffffff", 0.55)}" stroke-width="1.6"',
    "drop": f'fill="{WATER}" stroke="{mix(WATER, INK, 0.5)}" stroke-width="1"',
    "oil": f'fill="{WARM}" stroke="{mix(WARM, INK, 0.55)}" stroke-width="1"',
    "glass": f'fill="{GLASS}" stroke="$rim" stroke-width="1.4"',
    "wood": f'fill="{WOOD}" stroke="$rim" stroke-width="1.2"',
    "lamp": f'fill="{WARM}" stroke="$rim" stroke-width="1.2"',
    "light": f'fill="{WARM}" opacity=".28" filter="url(#$-blur)"',
    "steam": 'fill="none" stroke="$quiet" stroke-width="2"',
    "line": 'fill="none" stroke="$text" stroke-width="1.8"',
    "sight": 'fill="none" stroke="$measure" stroke-width="2" stroke-dasharray="1 5"',
    "white": f'fill="#ffffff" stroke="{INK}" stroke-width="1.4"',
    "iris": f'fill="{CLOTH}" stroke="{INK}" stroke-width="1"',
    "black": f'fill="{INK}"',
    "point": 'fill="$measure" stroke="#ffffff" stroke-width="1.6"',
    "ring": 'fill="none" stroke="$measure" stroke-width="2"',
    "halo": 'fill="none" stroke="$paper" stroke-width="7" opacity=".85"',
    "ban": 'fill="none" stroke="$measure" stroke-width="3.4"',
    "span": 'fill="none" stroke="$measure" stroke-width="2.4"',
}
FADES = {  # part → where it is whole and where it is gone, so that no hand or leg ends in a cut
    "thumb": ((92, -64), (138, -96)),
    "thumb_bent": ((76, -68), (120, -90)),
    "finger": ((104, -54), (164, -54)),
    "finger_top": ((0, 96), (0, 144)),
    "fist": ((92, -60), (144, -92)),
    "foot_bent": ((190, 46), (190, 8)),
}
SOFT = ("soft", "warm", "glow")  # blurred: kept inside the skin of their part


def moved(shapes: tuple[Shape, ...], dx: float, dy: float, turn: float = 0, size: float = 1) -> tuple[Shape, ...]:
    """The same shapes elsewhere: turned (degrees, clockwise on the screen), sized, then shifted."""
    c, s = cos(radians(turn)) * size, sin(radians(turn)) * size

    def there(pair: str) -> str:
        x, y = map(float, pair.split(","))
        return f"{c * x - s * y + dx:.2f},{s * x + c * y + dy:.2f}"

    return tuple((style, "|".join(" ".join(map(there, piece.split())) for piece in points.split("|")), closed)
                 for style, points, closed in shapes)  # fmt: skip


def circle(radius: float, x: float = 0, y: float = 0) -> str:
    """Points of a circle."""
    return " ".join(f"{x + radius * cos(radians(a)):.2f},{y + radius * sin(radians(a)):.2f}" for a in range(0, 360, 30))


def limb(name: str) -> tuple[Shape, ...]:
    """The shapes of a foot or leg as the pictures of measuring draw it."""
    return tuple(LIMBS[name])


_THUMB_SIDE = (
    "156,-136 128,-108 104,-84 84,-66 68,-57 56,-54 45,-49 34,-41 24,-34.5 12,-29 1,-23 -8,-15.5 -13,-8 -12.5,-1"
    " -7,3 2,4 12,2 22,-3.5 32,-10 42,-15 54,-18 70,-23 88,-31 108,-40 130,-46 160,-50"
)
_THUMB_BENT = (  # the joint stands up, the tip dug in
    "130,-128 108,-106 88,-92 68,-86 50,-85 36,-81 25,-72 16,-60 8,-46 0,-32 -7,-18 -10,-8 -8,0"
    " -1,4 7,2 13,-6 20,-18 28,-31 38,-42 50,-48 66,-47 84,-46 104,-48 130,-52"
)
_FINGER_SIDE = (
    "170,-66 138,-68 110,-68 90,-65 74,-60 58,-50 44,-40 31,-31.5 18,-27 6,-22 -4,-15 -9,-8 -8,-1 -2,2.5 8,2 18,-2.5"
    " 28,-8.5 40,-17 52,-27 64,-35 80,-40 100,-42 132,-40 170,-36"
)
_FINGER_TOP = (
    "-10.4,150 -9.8,104 -10.4,80 -9.3,62 -9.2,44 -8.8,30 -8.2,14 -7,4 -4.2,-2.6 0,-4.6 4.2,-2.6 7,4 8.2,14 8.8,30"
    " 9.2,44 9.3,62 10.4,80 9.8,104 10.4,150"
)
_THUMB_TOP = (
    "-60,230 -44,170 -22,116 -14.5,86 -13.6,62 -14.8,46 -13.8,32 -13.2,18 -11.6,7 -7.6,-2 0,-5 7.6,-2 11.6,7 13.2,18"
    " 13.8,32 14.8,46 13.6,62 14,86 17,116 26,170 34,230"
)
_FIST = (
    "150,-118 112,-100 80,-86 52,-76 30,-72 12,-68 -2,-60 -9,-47 -12,-30 -13,-14 -10,-2 -3,4 6,3 16,-3 28,-9 40,-14"
    " 54,-20 70,-26 90,-36 116,-52 150,-70"
)
_FINGER_TOP_SHAPES: tuple[Shape, ...] = (
    ("skin", _FINGER_TOP, True),
    ("soft", "4,-2 7,4 8.2,14 8.8,30 9.2,44 9.3,62 10.4,80 9.8,104 10.4,150 5,150 5,100 4,60 4,30", True),
    ("nail", "-5,14 -5.8,7 -4,1.2 0,-0.4 4,1.2 5.8,7 5,14 0,16", True),
    ("moon", "-3,14 0,12 3,14 0,15.2", True),
    ("crease", "-5,41 0,39.6 5,41", False),
    ("crease", "-5.4,44 0,43 5.4,44", False),
    ("crease", "-6,76 0,74.4 6,76", False),
    ("crease", "-6.6,80 0,79 6.6,80", False),
    ("crease", "-5.6,84 0,83.4 5.6,84", False),
    ("contour", _FINGER_TOP, False),
)
_TOE: tuple[Shape, ...] = (  # tip down, its root at the origin
    ("skin", "-6,-6 -6,4 -6.4,14 -5,21 0,24 5,21 6.4,14 6,4 6,-6", True),
    ("nail", "-3.6,14 -4,19 0,21.6 4,19 3.6,14 0,12.6", True),
    ("contour", "-6,-4 -6,4 -6.4,14 -5,21 0,24 5,21 6.4,14 6,4 6,-4", False),
)
_FOOT_TOP = (
    "-21,-130 -20,-96 -21,-82 -26,-70 -26,-60 -24,-48 -28,-24 -33,0 -36,20 -36,34 -30,44 -14,52 8,56 26,54 35,44 37,30"
    " 34,10 29,-14 24,-38 24,-52 28,-64 28,-74 22,-86 20,-98 21,-130"
)
_FOOT_BENT = (
    "226,0 222,30 215.5,60 212.5,78 211.5,96 217,124 216.5,132 214.5,138 209,144 199,148.5 188,149.8 165,149.5"
    " 140,146.8 110,148 82,149.8 64,149 51,146 42,139 33,129 24,119 16,111 14,106 16,102.6 22,102.6 31,106.5 43,113"
    " 56,119.5 68,121.5 84,115 108,104.5 130,94 141,86 149,73 154,52 155,30 155,0"
)
_TOWEL = "-74,-48 -20,-52 40,-50 78,-46 80,0 76,46 30,50 -30,48 -78,50 -80,0"

SHAPES: dict[str, tuple[Shape, ...]] = {
    # skin seen from straight above; origin: the corner of the picture
    "field": (
        ("skin", "0,0|240,0|240,170|0,170", True),
        ("soft", "0,150 80,158 160,150 240,140 240,190 0,190", True),
        ("fold", "22,44 44,36 70,38", False),
        ("fold", "166,28 190,26 214,34", False),
        ("fold", "24,128 42,136 60,134", False),
        ("fold", "196,88 208,98 222,102", False),
    ),
    # short lines of skin around a fingertip, which go where the finger goes
    "lines": (
        ("crease", "-30,-14 -27,-20 -22,-25", False),
        ("crease", "-35,-10 -32,-20 -26,-28", False),
        ("crease", "-27,8 -24,15 -19,20", False),
        ("crease", "-33,9 -29,18 -23,25", False),
        ("crease", "12,-26 19,-23 24,-17", False),
        ("crease", "15,-31 23,-27 29,-19", False),
    ),
    "shade": (("shadow", circle(17), True),),
    "dimple": (
        ("shadow", circle(19), True),
        ("crease", "-26,-4 -24,-13 -17,-20", False),
        ("crease", "-26,4 -23,13 -16,20", False),
        ("crease", "26,-4 24,-13 17,-20", False),
    ),
    # origin: where the pad touches the skin; the hand comes from the right, above
    "thumb": (
        ("skin", _THUMB_SIDE, True),
        ("soft", "-8,3 12,1 32,-11 54,-18 88,-31 130,-46 160,-50 160,-62 130,-58 88,-44 56,-30 30,-20 8,-8", True),
        ("glow", "30,-34 50,-46 66,-50 60,-44 44,-38", True),
        ("nail", "20,-33.6 8,-29 -3,-23 -11.5,-15 -13.4,-11 -7,-13 2,-19 11,-25 19,-29", True),
        ("crease", "49,-50 49,-45 51,-41", False),
        ("crease", "56,-53 55.5,-47 57,-43", False),
        ("crease", "63,-54.5 62,-49", False),
        ("crease", "44,-16 46,-21 50,-24", False),
        ("fold", "92,-33 98,-42 100,-52", False),
        ("contour", _THUMB_SIDE, False),
    ),
    "thumb_bent": (
        ("skin", _THUMB_BENT, True),
        ("soft", "0,3 12,-6 26,-30 40,-44 60,-48 104,-48 130,-52 130,-62 84,-58 54,-58 38,-50 24,-26 10,-6", True),
        ("glow", "26,-68 38,-78 56,-80 48,-74 34,-66", True),
        ("nail", "9.5,-48 3,-37 -4,-24 -9.6,-11 -9,-8 -5,-14 2,-27 9,-40", True),
        ("crease", "33,-78 36,-74 41,-72", False),
        ("crease", "41,-82 43,-77 47,-75", False),
        ("crease", "28,-31 26,-37 27,-42", False),
        ("contour", _THUMB_BENT, False),
    ),
    "finger": (
        ("skin", _FINGER_SIDE, True),
        ("soft", "-2,2 18,-4 40,-18 64,-35 100,-42 170,-36 170,-46 100,-52 66,-46 42,-28 18,-10", True),
        ("glow", "40,-33 60,-48 80,-58 70,-50 52,-38", True),
        ("nail", "14,-25.6 4,-21.4 -4,-15.4 -8.6,-9.5 -4,-11 4,-16 13,-21.5", True),
        ("crease", "34,-32 35,-27", False),
        ("crease", "39,-36 40,-31", False),
        ("crease", "78,-60 78,-54", False),
        ("crease", "86,-63 85,-57", False),
        ("crease", "30,-10 30,-15", False),
        ("crease", "66,-36 67,-41", False),
        ("contour", _FINGER_SIDE, False),
    ),
    # origin: the tip; pointing up, nail toward the reader
    "finger_top": _FINGER_TOP_SHAPES,
    "thumb_top": (
        ("skin", _THUMB_TOP, True),
        ("soft", "8,-1 12,8 14,32 15,46 14,62 15,86 17,112 20,150 8,150 7,100 8,60 7,30", True),
        ("nail", "-7.6,18 -8.8,9 -6.4,2.2 0,-0.4 6.4,2.2 8.8,9 7.6,18 0,20.6", True),
        ("moon", "-4.6,18 0,15.4 4.6,18 0,19.8", True),
        ("crease", "-8,43.4 0,41.4 8,43.4", False),
        ("crease", "-9,47.4 0,45.8 9,47.4", False),
        ("crease", "-7,51.4 0,50.4 7,51.4", False),
        ("contour", _THUMB_TOP, False),
    ),
    "shadow": (("shadow", "-14,0 -6,-12 14,-6 30,18 44,60 60,110 40,120 20,80 4,40", True),),
    # origin: the tip of the middle finger; four fingers of a right hand pointing down, seen from their back
    "hand_down": (
        *moved(_FINGER_TOP_SHAPES, -19, -12, 174, 0.86),
        *moved(_FINGER_TOP_SHAPES, 19, -5, 185, 0.86),
        *moved(_FINGER_TOP_SHAPES, 36, -22, 191, 0.76),
        *moved(_FINGER_TOP_SHAPES, 0, 0, 180, 0.88),
        ("skin", "-30,-84 -10,-76 20,-80 52,-88 54,-120 48,-160 -28,-160 -34,-120", True),
        ("contour", "-28.5,-82 -33,-104 -34,-130 -28,-164", False),
        ("contour", "51,-84 54,-106 52,-130 46,-164", False),
        ("fold", "-10,-86 -8,-110 -6,-130", False),
        ("fold", "9,-84 10,-110 10,-130", False),
        ("fold", "29,-88 27,-110 24,-130", False),
    ),
    # origin: where the knuckles touch; the fist comes from the right, seen from the thumb's side
    "fist": (
        ("skin", _FIST, True),
        ("soft", "-4,4 20,-6 54,-20 90,-36 150,-70 150,-84 90,-52 54,-34 20,-18", True),
        ("contour", _FIST, False),
        ("crease", "-11,-36 -5,-36 0,-33", False),
        ("deep", "40,-14 26,-15 14,-20", False),
        ("deep", "14,-20 24,-25 34,-26", False),
        ("skin", "112,-92 88,-72 66,-60 44,-53 26,-48 12,-41 5,-33 7,-25 17,-22 32,-25 50,-29 70,-32 92,-42 118,-62",
         True),
        ("contour", "104,-86 86,-70 66,-60 44,-53 26,-48 12,-41 5,-33 7,-25 17,-22 32,-25 50,-29 70,-32 86,-38", False),
        ("nail", "8,-36 15,-41 24,-44 25,-38 19,-34 10,-31", True),
        ("crease", "43,-52 44,-46", False),
        ("crease", "49,-54 50,-48", False),
    ),
    "foot_inner": limb("S_ANKLE_MED"),
    "foot_bent": (  # its toes bent back
        ("skin", _FOOT_BENT, True),
        *(shape for shape in limb("S_ANKLE_MED") if shape[0] in ("soft", "glow", "bone")),
        ("fold", "197,60 194,84 188,100 176,110", False),
        ("fold", "150,90 132,104 118,112", False),
        ("fold", "82,148 96,141 116,138 138,141", False),
        ("crease", "66,123 62,128 60,133", False),
        ("nail", "16.5,107 18,103.6 22,103.4 29,107 27.5,110.4 22,109", True),
        ("contour", _FOOT_BENT, False),
    ),
    "leg_inner": limb("S_LEG_MED"),
    # origin: the middle of the instep; toes down, the big toe on the right
    "foot_top": (
        *moved(_TOE, -27, 40, 12, 0.8),
        *moved(_TOE, -15, 46, 7, 0.95),
        *moved(_TOE, -2.5, 50, 2, 1.05),
        *moved(_TOE, 10, 52, -2, 1.1),
        *moved(_TOE, 26, 50, -4, 1.5),
        ("skin", _FOOT_TOP, True),
        ("soft", "-21,-130 -20,-96 -26,-66 -24,-48 -33,0 -36,30 -26,30 -24,0 -16,-50 -14,-90 -14,-130", True),
        ("contour", "-21,-130 -20,-96 -21,-82 -26,-70 -26,-60 -24,-48 -28,-24 -33,0 -36,20 -35,36", False),
        ("contour", "35.5,46 37,30 34,10 29,-14 24,-38 24,-52 28,-64 28,-74 22,-86 20,-98 21,-130", False),
        ("fold", "18,34 15,10 10,-16", False),
        ("fold", "6,36 5,12 4,-12", False),
        ("fold", "-6,36 -6,14 -3,-8", False),
        ("fold", "-18,32 -16,12 -10,-8", False),
        ("bone", "-24,-57 -20,-61 -20,-68 -24,-72", False),
        ("bone", "26,-60 22,-64 22,-71 26,-76", False),
    ),
    # a head from the left; origin: the corner of the picture
    "head": (
        ("skin", "168,190 160,150 158,128 164,104 166,76 156,46 132,28 106,28 90,40 84,56 82,66 76,77 70,85 72,90 79,92"
         " 76,97 79,101 77,105 80,109 79,117 87,123 104,121 112,128 114,144 108,160 84,172 60,200", True),
        ("soft", "158,60 166,90 158,128 168,190 140,190 136,150 126,130 146,110", True),
        ("warm", circle(10, 100, 98), True),
        ("contour", "168,190 160,150 158,128 164,104", False),
        ("contour", "90,40 84,56 82,66 76,77 70,85 72,90 79,92 76,97 79,101 77,105 80,109 79,117 87,123 104,121 112,128"
         " 114,144 108,160 84,172 60,186", False),
        ("hair", "92,46 86,40 90,30 104,20 128,17 152,27 168,48 172,78 166,104 159,118 156,100 150,84 146,70 134,62"
         " 122,52 108,46", True),
        ("cap", "138,78 145,76 149,82 147,92 142,98 138,94 139,86", True),
        ("deep", "90,72 96,76 102,74", False),
        ("crease", "87,62 94,60 102,63", False),
        ("crease", "75,87.5 79,86.5", False),
        ("deep", "79,101 85,100", False),
        ("cloth", "60,190 70,172 92,162 112,156 124,166 146,164 162,150 190,162 214,176 220,200", True),
    ),
    "eye": (
        ("white", "-26,0 -14,-10 0,-14 14,-10 26,0 14,9 0,12 -14,9", True),
        ("iris", circle(9), True),
        ("black", circle(4.4), True),
        ("white", circle(1.6, 3, -3), True),
        ("line", "-28,-4 -15,-16 0,-20 15,-16 28,-4", False),
    ),
    "point": (("ring", circle(9), True), ("point", circle(4), True)),
    "ban": (("halo", circle(38), True), ("ban", circle(38), True), ("halo", "-26,-26 0,0 26,26", False),
            ("ban", "-27,-27 0,0 27,27", False)),
    "sight": (("sight", "0,0 10,17 20,34", False),),
    "dot": (("point", circle(3.4), True),),
    "span": (("halo", "0,-22 0,22", False), ("span", "0,-22 0,22", False), ("span", "-5,-22 5,-22", False),
             ("span", "-5,22 5,22", False)),
    # things
    "floor": (("line", "0,0 110,0 220,0", False),),
    "cushion": (("pale", "-34,-18 -10,-21 14,-20 34,-17 38,0 34,17 10,20 -14,20 -34,17 -38,0", True),
                ("seam", "-30,-10 0,-13 30,-10", False)),
    "basin_back": (("pale", "-86,0 -60,-12 0,-16 60,-12 86,0 60,12 0,16 -60,12", True),
                   ("water", "-78,2 -54,-8 0,-11 54,-8 78,2 54,11 0,14 -54,11", True)),
    "basin": (("cloth", "-86,0|-82,8 -60,13 0,17 60,13 82,8|86,0|74,50|60,58 0,61 -60,58|-74,50", True),
              ("seam", "-80,18 -40,25 0,27 40,25 80,18", False)),
    "waves": (("wave", "-50,0 -38,-3 -26,0 -14,3 -2,0", False), ("wave", "10,6 22,3 34,6 46,9", False)),
    "steam": (("steam", "0,0 -5,-9 3,-18 -3,-28", False),),
    "shin": (("skin", "-17,-120 -17,-60 -15,-30 -15,20 15,20 15,-30 17,-60 17,-120", True),
             ("soft", "17,-120 17,-60 15,-30 15,20 6,20 6,-30 7,-60 7,-120", True),
             ("contour", "-17,-120 -17,-60 -15,-30 -15,20", False),
             ("contour", "17,-120 17,-60 15,-30 15,20", False)),
    "towel": (("pale", _TOWEL, True), ("seam", "-70,-36 -20,-40 40,-38 70,-35", False),
              ("seam", "-70,-31 -20,-35 40,-33 70,-30", False)),
    "towel_tip": (("cloth", "0,-3 -6,0 -8,10 -12,24 -22,44 -30,80 40,80 28,46 14,24 8,10 6,0", True),
                  ("seam", "-2,8 -5,26 -14,60", False), ("seam", "3,10 8,30 20,64", False),
                  ("seam", "1,22 2,40 4,66", False)),
    "drop": (("drop", "0,-9 4,-2 5,3 3,7 0,8.4 -3,7 -5,3 -4,-2", True),),
    "oil_drop": (("oil", "0,-9 4,-2 5,3 3,7 0,8.4 -3,7 -5,3 -4,-2", True),),
    "bottle": (("glass", "-5,0|-5,-12|5,-12|5,0|14,8 18,18|18,62|14,66 -14,66|-18,62|-18,18 -14,8", True),
               ("oil", "-16,34|16,34|16,60|12,64 -12,64|-16,60", True), ("wood", "-7,-22|7,-22|7,-12|-7,-12", True)),
    "palm": (("skin", "-92,-6 -84,-14 -74,-12 -60,-4 -40,4 -18,8 6,6 24,0 38,-10 46,-24 56,-34 66,-30 68,-18 64,-6 72,2"
              " 100,4 140,0 140,40 100,38 60,36 20,34 -20,28 -54,16 -80,4", True),
             ("soft", "-84,2 -54,14 -20,26 20,32 60,34 140,38 140,28 60,26 20,24 -20,18 -54,6", True),
             ("contour", "140,0 100,4 72,2 64,-6 68,-18 66,-30 56,-34 46,-24 38,-10 24,0 6,6 -18,8 -40,4 -60,-4 -74,-12"
              " -84,-14 -92,-6 -80,4 -54,16 -20,28 20,34 60,36 100,38 140,40", False),
             ("nail", "65,-30 60,-33.5 55,-33 58,-28 64,-24", True), ("crease", "-40,4 -38,9", False),
             ("crease", "-62,-5 -61,0", False), ("crease", "44,-20 50,-16", False),
             ("fold", "40,-8 34,8 40,20", False)),
    "armchair": (("cloth", "-44,-58 -30,-68 0,-70 30,-68 44,-58|44,10|-44,10", True),
                 ("pale", "-34,-14|34,-14|36,12|-36,12", True),
                 ("cloth", "-58,-22 -50,-28 -40,-26|-36,-18|-36,30|-58,30", True),
                 ("cloth", "58,-22 50,-28 40,-26|36,-18|36,30|58,30", True),
                 ("cloth", "-36,12|36,12|36,30|-36,30", True),
                 ("wood", "-54,30|-48,30|-50,40|-54,40", True), ("wood", "54,30|48,30|50,40|54,40", True)),
    "lamp": (("light", "0,-60 40,-20 56,40 0,60 -56,40 -40,-20", True), ("line", "0,-40 0,30 0,92", False),
             ("line", "-16,92 0,92 16,92", False), ("lamp", "-10,-64|10,-64|22,-38|-22,-38", True)),
    "thermometer": (("white", "-5,-44 0,-49 5,-44|5,8|8,14 8,22 0,28 -8,22 -8,14|-5,8", True),
                    ("point", "-2,-14|2,-14|2,12|5,17 3,23 0,24 -3,23 -5,17|-2,12", True),
                    ("line", "8,-36 11,-36 14,-36", False), ("line", "8,-24 11,-24 14,-24", False),
                    ("line", "8,-12 11,-12 14,-12", False)),
    "note": (("line", "0,0 0,-12 0,-26", False), ("line", "0,-26 8,-22 12,-15", False),
             ("hair", "-9,2 -6,-3 0,-3 0,2 -3,6 -8,6", True)),
    # a person lying, head to the left; origin: the floor below the hips
    "lying": (
        ("hair", "-112,-26 -108,-35 -98,-38 -90,-33 -92,-22 -100,-14 -109,-16", True),
        ("skin", "-103,-34 -95,-36 -88,-33 -84,-26 -86,-18 -92,-14 -99,-14 -103,-22", True),
        ("contour", "-103,-34 -95,-36 -88,-33 -84,-26 -86,-18 -92,-14 -99,-14", False),
        ("cloth", "-86,-26 -70,-31 -46,-31 -20,-28 -2,-26 4,-14 0,-4 -20,-2 -60,-2 -82,-6 -88,-14", True),
        ("skin", "-74,-14 -62,-19 -40,-18 -20,-15 -4,-14 -3,-9 -18,-8 -42,-9 -64,-8", True),
        ("contour", "-74,-14 -62,-19 -40,-18 -20,-15 -4,-14 -3,-9 -18,-8 -42,-9 -64,-8 -74,-14", False),
        ("skin", "14,-30 26,-48 38,-62 50,-68 62,-66 86,-60 102,-58 104,-66 105,-78 109,-84 114,-82 115,-68 115,-52"
         " 110,-45 96,-44 70,-46 54,-48 44,-40 32,-22 22,-10", True),
        ("contour", "22,-38 38,-62 50,-68 62,-66 86,-60 102,-58 104,-66 105,-78 109,-84 114,-82 115,-68 115,-52"
         " 110,-45 96,-44 70,-46 54,-48 44,-40 32,-22", False),
        ("cloth", "-6,-26 8,-32 22,-44 32,-56 48,-42 36,-22 24,-8 8,-3 -6,-4", True),
    ),
}  # fmt: skip
