"""Every colour of the product, by theme and skin tone.

Figures name colours as tokens: "$ink", or "$ink@0.4" for 40 % opacity. `theme_palette` says what each token is on the
reader's screen or paper; `paint` puts the colours in (the browser does the same for live charts). A meridian has a
symbol as well as a colour, so that nothing is told by colour alone. The colours of the meridians are a habit of charts,
not a standard: each is its habit colour, darkened until its mark stands out from the skin and from its ring.
"""

import re
from typing import Any

THEMES = ("light", "dark", "print", "high_contrast")
SKIN_TONES = ("porcelain", "fair", "olive", "brown", "deep")
MERIDIANS = ("ST", "SP", "BL", "KI", "GB", "LR", "EX", "LI", "SI", "HT")
MARK_CONTRAST = 3.0  # WCAG 2.2, 1.4.11: parts of graphics
FADES = 48  # steps from skin to paper at a cut end: tokens skin_fade_1 (nearly skin) … skin_fade_47 (nearly paper)
TEXT_CONTRAST = 4.5  # WCAG 2.2, 1.4.3: text

SYMBOLS = {
    "ST": "circle",
    "SP": "square",
    "BL": "diamond",
    "KI": "triangle-up",
    "GB": "triangle-down",
    "LR": "pentagon",
    "EX": "star",
    "LI": "hexagon",
    "SI": "cross",
    "HT": "bowtie",
}

_HABIT = {
    "ST": "#b26a00",
    "SP": "#8f7a00",
    "BL": "#1f5fa8",
    "KI": "#20314f",
    "GB": "#2f7d3a",
    "LR": "#0f5c4c",
    "EX": "#7a4ea8",
    "LI": "#5d6570",
    "SI": "#a8325a",
    "HT": "#b3261e",
}

# Reflexology zones: soft areas in one colour for each group of body parts, far from the darker colours of meridians.
ZONE_SYSTEMS = {
    "head": "#7a68b8",
    "glands": "#b8609a",
    "chest": "#3f86bd",
    "digestion": "#b98a1e",
    "water": "#1f9393",
    "lymph": "#6a9a3c",
    "pelvis": "#b8574f",
    "back": "#4a63ad",
    "limbs": "#7d6a52",
}

# What the drawing of a limb is made of, per skin tone.
_TONES = {
    "porcelain": {"skin": "#fbe6da", "blush": "#ea9182", "nail": "#fbe3dc", "ink": "#5b382f", "shade": "#9a6452"},
    "fair": {"skin": "#f6d2bb", "blush": "#e2826c", "nail": "#f9dccf", "ink": "#54321f", "shade": "#8c5a46"},
    "olive": {"skin": "#e0b48d", "blush": "#c2684c", "nail": "#f0cfb4", "ink": "#452a1a", "shade": "#77492f"},
    "brown": {"skin": "#a9744e", "blush": "#8c4330", "nail": "#dcae92", "ink": "#2f1a10", "shade": "#552f1d"},
    "deep": {"skin": "#6f4733", "blush": "#5c2a22", "nail": "#c39379", "ink": "#1e100a", "shade": "#371d13"},
}

# Soles and palms hold less pigment than the back of foot and hand: the darker the skin, the more it shows.
_SOLES = {
    "olive": {"skin": "#ebc6a6", "blush": "#d07c62"},
    "brown": {"skin": "#cf9f7d", "blush": "#b5664f", "ink": "#38200f", "shade": "#6d4029"},
    "deep": {"skin": "#ae7f65", "blush": "#93503f", "ink": "#2c190f", "shade": "#543020"},
}
PALMS = ("foot_sole", "hand_palmar")  # the views that show them

_THEMES = {
    "light": {
        "paper": "#fffdf9",
        "text": "#3a2a24",
        "text_soft": "#6b5248",
        "bone_fill": "#fffaee",
        "bone_line": "#7a6650",
        "region68": "#1d4f91",
        "region95": "#1d4f91",
        "halo": "#ffffff",
        "selected": "#c2185b",
        "finger_mark": "#3a2a24",
        "zone": "#00838f",
        "zone_line": "#005f69",
        "zone_selected": "#c2185b",
        "label_text": "#2b1e19",
        "label_back": "#fffdf9",
        "scale_bar": "#4c3a33",
    },
    "dark": {
        "paper": "#12161a",
        "text": "#eee6df",
        "text_soft": "#b9aaa0",
        "bone_fill": "#fffaee",
        "bone_line": "#6b5946",
        "region68": "#1d4f91",
        "region95": "#1d4f91",
        "halo": "#ffffff",
        "selected": "#d81b60",
        "finger_mark": "#2b1e19",
        "zone": "#007c88",
        "zone_line": "#00525b",
        "zone_selected": "#d81b60",
        "label_text": "#f5efe9",
        "label_back": "#1c2227",
        "scale_bar": "#d9cbc1",
    },
    "print": {
        "paper": "#ffffff",
        "text": "#1e1815",
        "text_soft": "#55463f",
        "bone_fill": "#ffffff",
        "bone_line": "#7a6650",
        "region68": "#1d4f91",
        "region95": "#1d4f91",
        "halo": "#ffffff",
        "selected": "#a3124b",
        "finger_mark": "#1e1815",
        "zone": "#00737e",
        "zone_line": "#00525b",
        "zone_selected": "#a3124b",
        "label_text": "#1e1815",
        "label_back": "#ffffff",
        "scale_bar": "#1e1815",
    },
    "high_contrast": {
        "paper": "#ffffff",
        "text": "#000000",
        "text_soft": "#2b2b2b",
        "bone_fill": "#ffffff",
        "bone_line": "#3d342b",
        "region68": "#00307a",
        "region95": "#00307a",
        "halo": "#ffffff",
        "selected": "#8a003c",
        "finger_mark": "#000000",
        "zone": "#004c54",
        "zone_line": "#00343a",
        "zone_selected": "#8a003c",
        "label_text": "#000000",
        "label_back": "#ffffff",
        "scale_bar": "#000000",
    },
}
# What lies under the skin, in the colours of anatomy books: on a light screen, a dark one, and white paper.
_DEEP = {
    "light": {"artery": "#c62828", "vein": "#2860b4", "nerve": "#c79000", "tendon": "#6f8588", "muscle": "#b0524a"},
    "dark": {"artery": "#ff5a50", "vein": "#6aa8ff", "nerve": "#ffc93d", "tendon": "#c3ced0", "muscle": "#d9756c"},
    "print": {"artery": "#a11414", "vein": "#173f80", "nerve": "#8a6100", "tendon": "#5d6b6e", "muscle": "#8c5a50"},
}
_SHEEN = {"artery": "#ff9d8f", "vein": "#9cc4f5", "nerve": "#ffe066", "tendon": "#ffffff"}
SHEER = 0.6  # share of paper in skin that lets through what lies under it
_SKIN_OF_THEME = {"light": ("", 0.0), "dark": ("#000000", 0.08), "print": ("#ffffff", 0.35), "high_contrast": ("", 0.0)}
_TOKEN = re.compile(r"\$(\w+)(?:@([0-9.]+))?")


def rgb(colour: str) -> tuple[int, int, int]:
    """ "#rrggbb" → three numbers 0–255."""
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)


def mix(colour: str, other: str, share: float) -> str:
    """`colour` with `share` (0–1) of `other` mixed in.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    return "#" + "".join(f"{round(a + (b - a) * share):02x}" for a, b in zip(rgb(colour), rgb(other), strict=True))


def luminance(colour: str) -> float:
    """Relative luminance of sRGB, 0 (black) to 1 (white); WCAG 2.2."""
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in (v / 255 for v in rgb(colour))]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, 1 to 21; WCAG 2.2."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


def mark_stands_out(mark: str, halo: str, skin: str) -> bool:
    """True when the mark differs from its ring, and the mark or the ring differs from the skin, by 3:1 or more."""
    on_skin = max(contrast(mark, skin), contrast(halo, skin))
    return contrast(mark, halo) >= MARK_CONTRAST and on_skin >= MARK_CONTRAST


def _until_it_stands_out(mark: str, halo: str, skin: str) -> str:
    """The habit colour, darkened in steps of 4 % until its mark can be seen."""
    for step in range(26):
        darker = mix(mark, "#000000", step * 0.04)
        if mark_stands_out(darker, halo, skin):
            return darker
    raise ValueError(f"no shade of {mark} can be seen on {skin} in a ring of {halo}")


def _line_on(skin: str, colour: str, ways: tuple[str, ...] = ("#000000", "#ffffff")) -> str:
    """The colour, darker or lighter in steps of 4 %, whichever is sooner, until a line of it is seen on the skin."""
    for step in range(26):
        for towards in ways:
            shade = mix(colour, towards, step * 0.04)
            if contrast(shade, skin) >= MARK_CONTRAST:
                return shade
    raise ValueError(f"no shade of {colour} can be seen on {skin}")


def theme_palette(theme: str = "light", skin_tone: str = "fair", *, palms: bool = False) -> dict[str, str]:
    """Token → "#rrggbb" for one theme and one skin tone; of soles and palms with `palms`.

    `ink`, `shade` and `ink_soft` draw on skin; `text`, `text_soft`, `label_text` are read on paper or `label_back`.
    """
    if theme not in _THEMES:
        raise KeyError(f"no theme {theme!r}; there are {', '.join(THEMES)}")
    if skin_tone not in _TONES:
        raise KeyError(f"no skin tone {skin_tone!r}; there are {', '.join(SKIN_TONES)}")
    tone, (towards, share) = dict(_TONES[skin_tone]), _SKIN_OF_THEME[theme]
    if palms:
        tone |= _SOLES.get(skin_tone, {})
    if share and (theme, skin_tone) != ("dark", "deep"):  # deep skin needs all its light on dark paper
        tone |= {token: mix(tone[token], towards, share) for token in ("skin", "blush", "nail")}
    if theme == "high_contrast":
        tone |= {"ink": "#000000", "shade": mix(tone["shade"], "#000000", 0.5)}
    palette = tone | _THEMES[theme]
    palette["contour"] = mix(tone["skin"], "#ffffff", 0.3) if theme == "dark" and skin_tone == "deep" else tone["ink"]
    palette["ink_soft"] = mix(tone["ink"], tone["skin"], 0.35)
    palette["nail_line"] = mix(tone["nail"], tone["ink"], 0.55)
    dusk = 1 - luminance(tone["skin"])
    palette["light"] = mix(tone["skin"], "#fff6ec", 0.95 - 0.35 * dusk)
    palette["bone_fill"] = mix(palette["bone_fill"], tone["skin"], 0.45 * dusk)
    palette["bone_line"] = mix(palette["bone_line"], tone["ink"], 0.5 * dusk)
    palette["selected"] = _until_it_stands_out(palette["selected"], palette["halo"], tone["skin"])
    palette |= {code: _until_it_stands_out(colour, palette["halo"], tone["skin"]) for code, colour in _HABIT.items()}
    for system, colour in ZONE_SYSTEMS.items():
        line = _line_on(tone["skin"], colour)
        palette |= {f"zone_{system}": mix(colour, "#ffffff", 0.15), f"zone_{system}_line": line}
    sheer, ways = mix(tone["skin"], palette["paper"], SHEER), ("#ffffff",) if theme == "dark" else ("#000000",)
    deep = _DEEP.get(theme, _DEEP["print"])
    palette |= {kind: _line_on(sheer, colour, ways) if kind in _SHEEN else colour for kind, colour in deep.items()}
    palette |= {f"{kind}_light": colour for kind, colour in _SHEEN.items()}
    palette |= {f"skin_fade_{step}": mix(tone["skin"], palette["paper"], step / FADES) for step in range(1, FADES)}
    return palette


LOOKS = ("plate", "line", "print")


def look_palettes(look: str = "plate", skin_tone: str = "fair", *, palms: bool = False) -> dict[str, dict[str, str]]:
    """The palettes for a light and a dark screen of a look: the shaded "plate", a "line" drawing, or "print".

    A line drawing and a print are black on white on every screen; a line drawing has no skin colour at all.
    """
    if look == "plate":
        return {theme: theme_palette(theme, skin_tone, palms=palms) for theme in ("light", "dark")}
    if look == "print":
        return dict.fromkeys(("light", "dark"), theme_palette("print", skin_tone, palms=palms))
    if look != "line":
        raise KeyError(f"no look {look!r}; there are {', '.join(LOOKS)}")
    bare = theme_palette("high_contrast", "porcelain")
    skin = ("skin", "blush", "nail", "light")
    white = {token: "#ffffff" for token in bare if token in skin or token.startswith("skin_fade")}
    return dict.fromkeys(("light", "dark"), bare | white)


def paint_colour(token: str, palette: dict[str, str]) -> str:
    """ "$ink" → "#54321f"; "$ink@0.4" → "rgba(84,50,31,0.4)"; raises KeyError for a token without a colour."""
    match = _TOKEN.fullmatch(token)
    if not match or match[1] not in palette:
        raise KeyError(
            f"{token!r} is no colour; tokens are {', '.join('$' + name for name in palette if 'fade' not in name)}"
        )
    colour, opacity = palette[match[1]], match[2]
    return colour if opacity is None else "rgba({},{},{},{:g})".format(*rgb(colour), float(opacity))


def paint(part: Any, palette: dict[str, str]) -> Any:
    """A copy of a plotly dict (or any part of it) in which every "$token" has become a colour."""
    if isinstance(part, dict):
        return {key: paint(value, palette) for key, value in part.items()}
    if isinstance(part, list | tuple):
        return [paint(value, palette) for value in part]
    return paint_colour(part, palette) if isinstance(part, str) and part.startswith("$") else part
