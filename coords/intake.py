"""What a person types for a body size, and what we make of it: a length in mm, a question, or one clear sentence.

A reading is never silently changed. A number that only makes sense in another unit becomes a question; one outside the
usual range is accepted with "please check"; only what cannot be right is refused. Nothing a person types raises.

>>> thumb = Range("thumb", "width of the thumb at its joint", 22.4, 17, 29, 13.5, 10, 45)
>>> read_length("20,7", "mm", thumb).status
'ok'
>>> read_length("2.07", "mm", thumb).choices
(('cm', 20.7),)
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from math import inf, isfinite, nan
from statistics import median
from typing import Literal

from coords import model_constants as model
from coords.model_constants import AGES, CARD_MM, MM_PER_INCH

Status = Literal["ok", "ask", "warn", "reject", "empty"]
Meanings = list[tuple[str, float]]  # what it was read as, mm
Choices = tuple[tuple[str, float | None], ...]
MM_PER_UNIT = {"mm": 1.0, "cm": 10.0, "m": 1000.0, "in": MM_PER_INCH, "ft": 12 * MM_PER_INCH}
UNIT_WORDS = {
    **dict.fromkeys(("mm", "millimetre", "millimetres", "millimeter", "millimeters"), "mm"),
    **dict.fromkeys(("cm", "cms", "centimetre", "centimetres", "centimeter", "centimeters"), "cm"),
    **dict.fromkeys(("m", "metre", "metres", "meter", "meters"), "m"),
    **dict.fromkeys(("in", "ins", "inch", "inches", '"', "''"), "in"),
    **dict.fromkeys(("ft", "foot", "feet", "'"), "ft"),
}
NUMBER = re.compile(r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)")
GROUPED = re.compile(r"(\d{1,3}(?:,\d{3})+)(\.\d*)?(\D.*)?|(\d{1,3}(?:\.\d{3})+)(,\d*)?(\D.*)?")
GROUPED_BY_A_STROKE = re.compile(r"\d{1,3}(?:'\d{3})+(?:\.\d*)?")
FRACTION = re.compile(r"(?:(\d+)[ -]?\s*)??(\d+)/(\d+)")
FEET_AND_INCHES = re.compile(r"(\d+)\s*(?:'|ft|foot|feet)\s*([\d./ ]+?)\s*(?:\"|''|in|ins|inch|inches)?")
METRES_AND_CM = re.compile(r"(\d)\s*m\s*(\d{2})\s*(?:cm)?")
LOOKALIKES = str.maketrans("⁄’‘´`′“”″−–٫٬،", "/'''''\"\"\"--.,,")
LONGEST_TEXT = 60


@dataclass(frozen=True)
class Range:
    """The usual sizes of one body measure, in mm: outside `warn` we ask to check, outside `reject` we refuse."""

    field: str
    what: str
    neutral: float
    warn_lo_adult: float
    warn_hi: float
    warn_lo_10plus: float
    reject_lo: float
    reject_hi: float

    def usual(self, mm: float, age: str) -> bool:
        """Inside what most people of that age measure."""
        return (self.warn_lo_adult if age == "adult" else self.warn_lo_10plus) <= mm <= self.warn_hi

    def possible(self, mm: float) -> bool:
        """Inside what we accept at all."""
        return self.reject_lo <= mm <= self.reject_hi


@dataclass(frozen=True)
class Reading:
    """One typed size. `mm` is set for ok and warn; `choices` (what it was read as, mm) for ask.

    A choice whose mm is None is not a length (a shoe size): the person should measure instead. `sentence` is for the
    reader, empty when there is nothing to say.
    """

    status: Status
    mm: float | None = None
    choices: Choices = ()
    sentence: str = ""


@dataclass(frozen=True)
class Repeat:
    """Several readings of one size: their median in mm (None without any), and whether a third is needed."""

    mm: float | None
    third_needed: bool
    sentence: str = ""


def read_length(text_or_number: object, unit: str, range: Range, age: str = "adult") -> Reading:
    """What the person means. `unit` is the one chosen beside the box; a unit typed in the text wins over it.

    Raises ValueError only for an unknown `unit` or `age`, never for what was typed.
    """
    if unit not in MM_PER_UNIT and unit != "inch":
        raise ValueError(f"unknown unit {unit!r}; it is one of {', '.join(MM_PER_UNIT)}")
    if age not in AGES:
        raise ValueError(f"unknown age {age!r}; it is one of {', '.join(AGES)}")
    if text_or_number is None or (isinstance(text_or_number, str) and not text_or_number.strip()):
        return Reading("empty")
    unit = "in" if unit == "inch" else unit
    if choices := _likely(_doubts(text_or_number, unit), range, age):
        return Reading("ask", choices=choices, sentence=_question(0, choices))
    value, unit = _parse(text_or_number, unit)
    mm = value * MM_PER_UNIT[unit]
    example = f"for example {_shown(range.neutral)}"
    if not isfinite(mm):
        return Reading("reject", sentence=f"We could not read that as a length; please type a number, {example}.")
    if mm <= 0:
        return Reading("reject", sentence=f"The {range.what} must be more than zero, {example}.")
    if range.usual(mm, age):
        return Reading("ok", mm)
    if range.possible(mm):
        return Reading("warn", mm, sentence=_please_check(mm, range))
    question = _slip(str(text_or_number), value, unit, mm, range, age)
    return question or Reading("reject", sentence=_refusal(value, unit, range, age))


def _slip(typed: str, value: float, unit: str, mm: float, range: Range, age: str) -> Reading | None:
    """The question to ask when the number makes sense as something else; None when it does not."""
    meanings = _meanings(typed, value, unit, mm, range)
    likely = [(name, other_mm) for name, other_mm in meanings if range.usual(other_mm, age)]
    if _shoe_size(value, unit, range):
        if not likely or value >= model.EU_SHOE_SIZES[0]:
            return None
        choices = (*likely, ("uk_us_shoe_size", None))
    else:
        choices = _likely(meanings, range, age)
    if not choices:
        return None
    return Reading("ask", choices=choices, sentence=_question(value, choices))


def _likely(meanings: Meanings, range: Range, age: str) -> Choices:
    """Those that most people could have; only when there is none, those we would accept at all."""
    usual = [(name, mm) for name, mm in meanings if range.usual(mm, age)]
    return tuple(usual or [(name, mm) for name, mm in meanings if range.possible(mm)])


def _doubts(typed: object, unit: str) -> Meanings:
    """What may be meant by feet with twelve inches or more (5'15) and by thousands after a stroke (1'690)."""
    text = _plain(typed) if isinstance(typed, str) and len(typed) <= LONGEST_TEXT else ""
    number, word = _parted(text)
    if GROUPED_BY_A_STROKE.fullmatch(number) and (not word or word in UNIT_WORDS):
        return [("length", float(number.replace("'", "")) * MM_PER_UNIT[UNIT_WORDS.get(word, unit)])]
    both = FEET_AND_INCHES.fullmatch(text)
    if not both or not (inches := _number(both[2])) >= 12:
        return []
    feet = int(both[1]) * MM_PER_UNIT["ft"]
    return [("length", feet + inches / 10 * MM_PER_INCH), ("length", feet + inches * MM_PER_INCH)]


def _meanings(typed: str, value: float, unit: str, mm: float, range: Range) -> Meanings:
    """Everything the number might mean instead, each length once."""
    names = {"mm": "mm", "cm": "cm", "in": "inch"}
    found = [(name, value * MM_PER_UNIT[other]) for other, name in names.items() if other != unit]
    if range.field == "stature":
        found += [("m", value * MM_PER_UNIT["m"])] if unit != "m" else []
        found += _feet(typed, value) if unit != "ft" else []
    found.append(("mm_x10", mm / 10))
    if range.field == "thumb":
        found.append(("circumference", mm / model.GIRTH_PER_WIDTH))
    once: Meanings = []
    for name, other_mm in found:
        if all(abs(other_mm - seen_mm) > 0.05 for _, seen_mm in once):
            once.append((name, other_mm))
    return once


def _feet(typed: str, value: float) -> Meanings:
    """5.4 as a height may be 5.4 feet or 5 feet 4 inches; 5.10 as typed is ten inches, not one."""
    found = [("ft", value * MM_PER_UNIT["ft"])]
    both = re.match(r"\s*(\d)[.,](\d{1,2})(?!\d)", typed)
    if both and int(both[2]) < 12:
        found.insert(0, ("ft_in", int(both[1]) * MM_PER_UNIT["ft"] + int(both[2]) * MM_PER_INCH))
    return found


def _shoe_size(value: float, unit: str, range: Range) -> bool:
    """A number in the foot's box that looks like a shoe size, the box being in mm or cm."""
    sizes = (model.EU_SHOE_SIZES, model.UK_US_SHOE_SIZES)
    return range.field == "foot_length" and unit in ("mm", "cm") and any(low <= value <= high for low, high in sizes)


def _please_check(mm: float, range: Range) -> str:
    fewer = range.field == "four" and mm < range.neutral
    hint = " All four fingers, closed, across the middle knuckles?" if fewer else ""
    return f"Please check: {_shown(mm)} for the {range.what}?{hint} If that is what you measured, we will use it."


MEANING_WORDS = {
    "length": "{shown}",
    "mm": "{value:g} mm",
    "cm": "{value:g} cm",
    "inch": "{value:g} inches, which is {shown}",
    "m": "{value:g} m, which is {shown}",
    "ft": "{value:g} feet, which is {shown}",
    "ft_in": "feet and inches, which is {shown}",
    "mm_x10": "{shown} (a decimal point was lost)",
    "circumference": "the way round the thumb, which makes it about {shown} across (a ring will not do: it sits lower)",
    "uk_us_shoe_size": "a shoe size? Then please measure the foot, because sizes differ between makers",
}


def _question(value: float, choices: Choices) -> str:
    words = [MEANING_WORDS[name].format(value=value, shown="" if mm is None else _shown(mm)) for name, mm in choices]
    sentence = ", or ".join(words)
    return f"Did you mean {sentence}{'.' if '?' in sentence else '?'}"


def _refusal(value: float, unit: str, range: Range, age: str) -> str:
    lowest = range.warn_lo_adult if age == "adult" else range.warn_lo_10plus
    right = f"please measure the {range.what}, usually {_shown(lowest)} to {_shown(range.warn_hi)}."
    if _shoe_size(value, unit, range):
        return f"{value:g} looks like a shoe size, and sizes differ between makers; {right}"
    low, high = model.RING_SIZES
    if range.field in ("thumb", "middle") and unit == "mm" and low <= value <= high:
        return f"{value:g} may be a ring size, but a ring sits at the base of the finger, not at the joint; {right}"
    return f"{value:g} {unit} cannot be the {range.what}; {right}"


def _shown(mm: float) -> str:
    """A length as a person reads it: fingers in mm, limbs in cm."""
    return f"{mm:.1f} mm" if mm < 100 else f"{mm / 10:.1f} cm"


def _parse(given: object, unit: str) -> tuple[float, str]:
    """(number, unit) of what was typed; the number is nan when it cannot be read, inf when it is too large."""
    if isinstance(given, bool):
        return nan, unit
    if not isinstance(given, str):
        try:
            return float(given), unit  # type: ignore[arg-type]
        except OverflowError:
            return inf, unit
        except (TypeError, ValueError):
            return nan, unit
    if len(given) > LONGEST_TEXT:
        return nan, unit
    text = _plain(given)
    both = FEET_AND_INCHES.fullmatch(text)
    if both and not GROUPED_BY_A_STROKE.fullmatch(_parted(text)[0]):
        inches = _number(both[2])
        return (float(both[1]) * 12 + inches if inches < 12 else nan), "in"
    metres = METRES_AND_CM.fullmatch(text)
    if metres:
        return float(f"{metres[1]}.{metres[2]}"), "m"
    number, word = _parted(text)
    if GROUPED_BY_A_STROKE.fullmatch(number):
        number = number.replace("'", "")
    if word and word not in UNIT_WORDS:
        return _number(text), unit
    return _number(number), UNIT_WORDS.get(word, unit)


def _parted(text: str) -> tuple[str, str]:
    """(what stands before the unit, the unit's word or "")."""
    return re.fullmatch(r"(.*?)\s*((?:[a-z]+|''|\"|')?)", text, re.DOTALL).groups()  # type: ignore[union-attr,return-value]


def _plain(typed: str) -> str:
    """Lower case, the digits 0 to 9 of any script, plain quotes and fractions; a decimal comma becomes a point,
    thousands lose their mark. A raised digit (2²) or one in a ring stays what it is: no part of a number."""
    typed = re.sub(r"(?<=\d)(?=[¼-¾⅐-⅞])", " ", typed)
    text = "".join(map(_digit, typed)).translate(LOOKALIKES)
    text = re.sub(r"(?<=\w)\.$", "", re.sub(r"\s+", " ", text).strip().lower())  # "20,7 mm."
    if re.fullmatch(r"\d{1,3}( \d{3})+(\D.*)?", text):
        text = text.replace(" ", "")
    if "," in text and "." in text:
        grouped = GROUPED.fullmatch(text)
        if not grouped:
            return "?"
        text = text.replace("," if grouped[1] else ".", "")
    return text.replace(",", ".")


def _digit(sign: str) -> str:
    """A sign as it is read; marks of the writing direction are none."""
    kind = unicodedata.category(sign)
    if kind == "Nd":
        return str(unicodedata.decimal(sign))
    if kind == "Cf" or (kind == "No" and "⁄" not in unicodedata.normalize("NFKC", sign)):
        return "" if kind == "Cf" else "?"
    return unicodedata.normalize("NFKC", sign)


def _number(text: str) -> float:
    """'20.7', '5/8' or '2 5/8' as a number; nan when it is none."""
    text = text.strip()
    if NUMBER.fullmatch(text):
        return float(text)
    fraction = FRACTION.fullmatch(text)
    if fraction and int(fraction[3]):
        return float(fraction[1] or 0) + int(fraction[2]) / int(fraction[3])
    return nan


def median_of_repeats(values: Sequence[float], kind: str) -> Repeat:
    """The median in mm of readings of one size, and whether two of them ask for a third.

    `kind` is `finger` (1.5 mm apart is too much), `fingers` (3 mm) or `limb` (10 mm). Not finite or not positive
    readings are left out.
    """
    if kind not in model.REPEAT_MM:
        raise ValueError(f"unknown kind {kind!r}; it is one of {', '.join(model.REPEAT_MM)}")
    readings = [value for value in values if isfinite(value) and value > 0]
    if not readings:
        return Repeat(None, third_needed=False)
    apart_mm = max(readings) - min(readings)
    if len(readings) == 2 and apart_mm > model.REPEAT_MM[kind]:
        sentence = f"Your two readings differ by {_shown(apart_mm)}; please measure again, we use the middle one."
        return Repeat(median(readings), third_needed=True, sentence=sentence)
    return Repeat(median(readings), third_needed=False)


def px_per_mm(card_px: float, side: str) -> float:
    """Screen pixels per real mm, from a bank card's `long` or `short` side that spans `card_px` on the glass."""
    if side not in CARD_MM:
        raise ValueError(f"unknown card side {side!r}; it is one of {', '.join(CARD_MM)}")
    if not (isfinite(card_px) and card_px > 0):
        raise ValueError(f"card_px is {card_px!r}; it must be a finite number above zero")
    return card_px / CARD_MM[side]


def usual_px_per_mm(ppm: float) -> bool:
    """True when a screen could have this many pixels per mm; otherwise ask to match the card again."""
    low, high = model.USUAL_PX_PER_MM
    return low <= ppm <= high


def screen_width_mm(
    finger_px: float,
    ppm: float,
    thickness_ratio: float = model.FINGER_THICKNESS_RATIO,
    eye_distance_mm: float | None = None,
) -> float:
    """The width in mm of a finger that spans `finger_px` on a screen of `ppm` pixels per mm.

    With `eye_distance_mm`, both edges were seen from one place and the width is corrected for the finger's widest part
    lying half its thickness (`thickness_ratio` × width) above the glass. Without, each edge was seen from straight
    above.
    """
    width_mm = finger_px / ppm
    if eye_distance_mm is None:
        return width_mm
    if not eye_distance_mm > 0:
        raise ValueError(f"eye_distance_mm is {eye_distance_mm!r}; it must be above zero, usually 350 to 450")
    return width_mm * (1 - thickness_ratio / 2 * width_mm / eye_distance_mm)
