"""Promises about what two places say of one thing: tables with each other, and numbers in one row."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from coords.model_constants import FINGER_CORRECTION, FINGER_CUN, FINGER_SPREAD, SEGMENTS
from data.promises.dataset import Dataset, Finding, Row
from data.reading.tables import listed

POINTS_OF = {  # the 361 points of the WHO standard
    "LU": 11, "LI": 20, "ST": 45, "SP": 21, "HT": 9, "SI": 19, "BL": 67, "KI": 27, "PC": 9, "TE": 23, "GB": 44,
    "LR": 14, "GV": 28, "CV": 24,
}  # fmt: skip
STANDARD = "who2008"
UPWARD = ("reject_lo", "warn_lo_10plus", "warn_lo_adult", "default_f", "default_neutral", "default_m", "warn_hi",
          "reject_hi")  # fmt: skip
SHARES = {  # of the neutral size, the least and the most of any measure: people differ alike in all their parts
    "reject_lo": (0.28, 0.56), "warn_lo_10plus": (0.53, 0.74), "warn_lo_adult": (0.65, 0.84), "default_f": (0.91, 0.99),
    "default_m": (1.01, 1.09), "warn_hi": (1.18, 1.42), "reject_hi": (1.45, 2.1),
}  # fmt: skip
MODEL = {  # column of finger_methods.csv: the numbers of the measurement model
    "cun": FINGER_CUN, "traditional_s": FINGER_SPREAD["traditional"],
    "calibrated_f": FINGER_CORRECTION["calibrated"], "calibrated_s": FINGER_SPREAD["calibrated"],
}  # fmt: skip
MIDDLE_MM = 0.6  # the neutral size is the middle of the two, rounded
LEG_CUN, SCALE_SHARE, FLOOR_CUN = "leg_lateral_16", 0.012, 16  # what every scale is compared with
SAME_CUN = ("S_LEG_LAT", "S_LEG_MED")  # the standard counts one cun on both
EVERY_ZONE = {"SF_GENERAL", "SF_DVT", "SF_SKIN", "SF_NUMB"}  # pressing a foot at all
GROUPS = ("KI", "Z_POINTS")  # sayings about several points, or zones
FIRST_SYLLABLE = 0xAC00  # the Korean syllables of Unicode: initial, vowel, final
INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
VOWELS = ("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae", "oe", "yo", "u", "wo", "we", "wi", "yu",
          "eu", "ui", "i")  # fmt: skip
FINALS = ("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l", "p", "l", "m", "p", "p", "t", "t", "ng",
          "t", "t", "k", "t", "p", "t")  # fmt: skip
LIAISONS = (  # what a final becomes before the next syllable
    (r"k-(?=[aeiouwy])", "g-"), (r"t-(?=[aeiouwy])", "d-"), (r"p-(?=[aeiouwy])", "b-"), (r"l-(?=[aeiouwy])", "r-"),
    (r"(m|ng)-r", r"\1-n"), (r"n-r", "l-l"),
)  # fmt: skip
YEAR = re.compile(r"\d{4}( \(reprinted \d{4}\))?|about 1st century BCE|undated")
GRAVE = {"emergency": "red_flag"}


def no_row_stands_twice(dataset: Dataset) -> list[Finding]:
    """Two rows that say the same in every cell are one too many."""
    found = []
    for file, rows in dataset.tables.items():
        seen: dict[tuple[str, ...], str] = {}
        for row in rows:
            cells = tuple(cell for column, cell in row.items() if column != "_row")
            if cells in seen:
                found.append(Finding(file, int(row["_row"]), f"the row is that of line {seen[cells]} again"))
            seen.setdefault(cells, row["_row"])
    return found


def every_length_range_runs_upward(dataset: Dataset) -> list[Finding]:
    """What is refused lies outside what is asked about, that outside what is usual; all are shares of one size."""
    return [
        Finding("input_ranges.csv", int(row["_row"]), f"{row['field']}: {fault}")
        for row in dataset.rows("input_ranges.csv")
        for fault in _range_faults({name: float(row[name]) for name in UPWARD})
    ]


def _range_faults(mm: dict[str, float]) -> Iterator[str]:
    for low, high in pairwise(UPWARD):
        if not mm[low] < mm[high]:
            yield f"{low} is {mm[low]:g} and {high} {mm[high]:g}"
    neutral = mm["default_neutral"]
    middle = (mm["default_f"] + mm["default_m"]) / 2
    if abs(neutral - middle) > MIDDLE_MM:
        yield f"default_neutral is {neutral:g}; the middle of women and men is {middle:g}"
    for name, (least, most) in SHARES.items():
        if not least <= mm[name] / neutral <= most:
            yield f"{name} is {mm[name]:g}; it lies between {least * neutral:.0f} and {most * neutral:.0f}"


def the_tables_count_as_the_model_does(dataset: Dataset) -> list[Finding]:
    """Fingers and scales have the cun, the corrections and the ends that the measurement model reckons with."""
    found = []
    for row in dataset.rows("finger_methods.csv"):
        name = row["method"]
        for column, numbers in MODEL.items():
            if float(row[column]) != numbers.get(name):
                reason = f"{name}: {column} is {row[column]}, the model reckons with {numbers.get(name)}"
                found.append(Finding("finger_methods.csv", int(row["_row"]), reason))
    neutral = {row["field"]: float(row["default_neutral"]) for row in dataset.rows("input_ranges.csv")}
    for row in dataset.rows("scales.csv"):
        found += [Finding("scales.csv", int(row["_row"]), f"{row['id']}: {fault}") for fault in _scale(row, neutral)]
    return found


def _scale(row: Row, neutral: dict[str, float]) -> Iterator[str]:
    name, cun = row["id"], float(row["cun"])
    if not row["ratio_to_leg_cun"]:
        if cun != 1:
            yield f"it is a whole, so it counts 1, not {cun:g}"
        return
    if (row["from"], row["to"], cun) != SEGMENTS.get(name):
        yield f"runs from {row['from']} to {row['to']} and counts {cun:g}; the model says {SEGMENTS.get(name)}"
    if row["range_field"] in neutral and LEG_CUN in neutral:
        drawn = neutral[row["range_field"]] / cun / (neutral[LEG_CUN] / FLOOR_CUN)
        ratio, meant = float(row["ratio_to_leg_cun"]), 1.0 if name in SAME_CUN else drawn
        if abs(ratio - meant) > (SCALE_SHARE if name not in SAME_CUN else 0):
            yield f"ratio_to_leg_cun is {ratio:g}; its usual length gives {meant:.3f}"


def every_who_point_is_in_one_table(dataset: Dataset) -> list[Finding]:
    """The 361 points of the standard: each is shown, or one of those that are known and not shown; with its source."""
    expected = {f"{meridian}{number}" for meridian, most in POINTS_OF.items() for number in range(1, most + 1)}
    found, seen = [], defaultdict(list)
    for file in ("points.csv", "other_points.csv"):
        for row in dataset.rows(file):
            if row.get("standard", "WHO") == "WHO":
                seen[row["code"]].append(file)
                if row["code"] not in expected:
                    found.append(Finding(file, int(row["_row"]), f"{row['code']} is no point of the standard"))
    for row in dataset.rows("points.csv"):
        line, code = int(row["_row"]), row["code"]
        if row["meridian"] and row["standard"] == "WHO" and code != row["meridian"] + row["number"]:
            found.append(Finding("points.csv", line, f"{code} is number {row['number']!r} of {row['meridian']}"))
        if (code in expected) != (row["standard"] == "WHO"):
            found.append(Finding("points.csv", line, f"{code} is of the standard {row['standard']!r}"))
        if row["standard"] == "WHO" and STANDARD not in listed(row["source"]):
            found.append(Finding("points.csv", line, f"{code} is of the WHO standard and does not name it"))
    found += [Finding("other_points.csv", None, f"{code} is in no table") for code in sorted(expected - seen.keys())]
    return found + [
        Finding("other_points.csv", None, f"{code} stands in {' and in '.join(files)}")
        for code, files in seen.items()
        if len(files) > 1
    ]


def every_name_is_spelt_alike(dataset: Dataset) -> list[Finding]:
    """Pinyin with tones and without are the same letters, Korean in Latin letters is read off the Korean, an alias is
    the plain pinyin, and a Chinese sign has one simple form."""
    found = []
    simple: dict[str, str] = {}
    for row in dataset.rows("names.csv"):
        line, code = int(row["_row"]), row["code"]
        if _bare(row["pinyin"]) != _bare(row["pinyin_plain"]):
            reason = f"{code} is {row['pinyin']} with tones and {row['pinyin_plain']} without"
            found.append(Finding("names.csv", line, reason))
        if row["hangul"] and _latin(row["hangul"]) != _bare(row["korean"]):
            reason = f"{code} is {row['korean']}; {row['hangul']} is {_latin(row['hangul'])}"
            found.append(Finding("names.csv", line, reason))
        if row["pinyin"] and _bare(row["pinyin_plain"]) not in map(_bare, listed(row["aliases"])):
            found.append(Finding("names.csv", line, f"{code} has no alias {row['pinyin_plain']}"))
        signs = row["hanzi_traditional"], row["hanzi_simplified"]
        if len(signs[0]) != len(signs[1]):
            found.append(Finding("names.csv", line, f"{code} is {signs[0]}, and simplified {signs[1]}"))
            continue
        for sign, other in zip(*signs, strict=True):
            if simple.setdefault(sign, other) != other:
                found.append(Finding("names.csv", line, f"{code}: {sign} is {other}, and {simple[sign]} elsewhere"))
    return found


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in parts if not unicodedata.combining(sign)).replace(" ", "").lower()


def _latin(hangul: str) -> str:
    """Korean letters in Latin ones, as the Revised Romanization has it.

    >>> _latin("족삼리")
    'joksamni'
    """
    text = ""
    for sign in hangul:
        at = ord(sign) - FIRST_SYLLABLE
        if not 0 <= at < len(INITIALS) * len(VOWELS) * len(FINALS):
            return hangul
        initial, rest = divmod(at, len(VOWELS) * len(FINALS))
        vowel, final = divmod(rest, len(FINALS))
        text += f"{INITIALS[initial]}{VOWELS[vowel]}{FINALS[final]}-"
    for sounds, become in LIAISONS:
        text = re.sub(sounds, become, text)
    return text.replace("-", "")


def every_row_is_named_after_its_point(dataset: Dataset) -> list[Finding]:
    """The id of a use or a saying begins with the point it is about."""
    found = []
    for row in dataset.rows("uses.csv"):
        if row["id"].rpartition(".")[0] != row["code"]:
            found.append(Finding("uses.csv", int(row["_row"]), f"{row['id']} is about {row['code']}"))
    for row in dataset.rows("who_says_where.csv"):
        about = row["id"].partition(".")[0]
        if about not in (*listed(row["code"]), *GROUPS):
            found.append(Finding("who_says_where.csv", int(row["_row"]), f"{row['id']} is about {row['code']}"))
    return found


def complaint_and_routine_name_each_other(dataset: Dataset) -> list[Finding]:
    """A routine is that of its complaint, and names no source that none of its steps has."""
    complaints = {row["id"]: row for row in dataset.rows("conditions.csv")}
    sources = defaultdict(set)
    for row in dataset.rows("routine_steps.csv"):
        sources[row["routine"]] |= set(listed(row["sources"]))
    found = []
    for row in dataset.rows("routines.csv"):
        name, line, complaint = row["id"], int(row["_row"]), complaints.get(row["condition"])
        if complaint and complaint["routine"] != name:
            reason = f"{name} is for {row['condition']}, whose routine is {complaint['routine'] or 'none'}"
            found.append(Finding("routines.csv", line, reason))
        if strange := set(listed(row["sources"])) - sources[name]:
            found.append(
                Finding("routines.csv", line, f"{name} names {', '.join(sorted(strange))}; no step of it does")
            )
    return found


def every_study_is_cited_by_its_own_source(dataset: Dataset) -> list[Finding]:
    """The work that a row of evidence cites is among its sources, or it is our own search."""
    return [
        Finding("evidence.csv", int(row["_row"]), f"{row['id']} cites {row['citation']}, its sources do not")
        for row in dataset.rows("evidence.csv")
        if row["citation"] not in listed(row["sources"])
        and not (row["citation"] == "cun-atlas" and "our own search" in row["sources"])
    ]


def every_source_is_of_the_year_in_its_name(dataset: Dataset) -> list[Finding]:
    """cheng1999 is of 1999; what was printed a year later says so in its note."""
    return [
        Finding("sources.csv", int(row["_row"]), f"{row['id']} is of {row['year']}")
        for row in dataset.rows("sources.csv")
        if not YEAR.fullmatch(row["year"])
        or ((year := re.search(r"\d{4}", row["id"])) and year.group() not in row["year"] + row["title"] + row["note"])
    ]


def every_meridian_has_its_english_name(dataset: Dataset) -> list[Finding]:
    """The name of a meridian is one by which its codes are written in English."""
    written = {(row["letters"], row["meridian"]) for row in dataset.rows("code_letters.csv")}
    return [
        Finding("meridians.csv", int(row["_row"]), f"{row['id']} is called {row['name_en']}; no code is written so")
        for row in dataset.rows("meridians.csv")
        if row["id"] in POINTS_OF and (row["name_en"], row["id"]) not in written
    ]


def every_zone_is_as_sure_as_its_first_shape(dataset: Dataset) -> list[Finding]:
    """The confidence of a zone is that of its first shape; every zone has the cautions of pressing a foot."""
    first: dict[str, str] = {}
    for row in dataset.rows("zone_shapes.csv"):
        first.setdefault(row["id"], row["confidence"])
    found = []
    for row in dataset.rows("zones.csv"):
        name, line = row["id"], int(row["_row"])
        if first.get(name) not in (None, row["confidence"]):
            found.append(Finding("zones.csv", line, f"{name} is {row['confidence']}, its first shape {first[name]}"))
        if missing := EVERY_ZONE - set(listed(row["safety"])):
            found.append(Finding("zones.csv", line, f"{name} lacks {', '.join(sorted(missing))}"))
    return found


def every_safety_row_is_as_grave_as_what_follows(dataset: Dataset) -> list[Finding]:
    """An emergency, and nothing else, is a red flag that sends to the emergency number; what stops, forbids."""
    effects, advisers = defaultdict(set), defaultdict(set)
    for row in dataset.rows("safety_rules.csv"):
        effects[row["safety_id"]].add(row["effect"])
        advisers[row["safety_id"]].add(row["advises"])
    found = []
    for row in dataset.rows("safety.csv"):
        name, line = row["safety_id"], int(row["_row"])
        emergency = "emergency" in advisers[name]
        if (row["level"] == "emergency") != emergency:
            sends = "sends" if emergency else "does not send"
            found.append(Finding("safety.csv", line, f"{name} is of level {row['level']} and {sends} to the emergency"))
        if row["level"] in GRAVE and row["category"] != GRAVE[row["level"]]:
            found.append(Finding("safety.csv", line, f"{name} is an emergency of category {row['category']}"))
        if row["category"] == "contraindication" and not (
            row["level"] == "stop" and effects[name] & {"remove", "replace_all"}
        ):
            found.append(
                Finding("safety.csv", line, f"{name} forbids, with level {row['level']} and no rule that does")
            )
        if "replace_all" in effects[name] and row["level"] not in ("stop", "emergency") and name != "SF_SWELLING":
            found.append(Finding("safety.csv", line, f"{name} replaces the page and is of level {row['level']}"))
    return found


def every_cap_is_the_one_that_the_safety_row_states(dataset: Dataset) -> list[Finding]:
    """The level to which an answer limits the pressure is that of the sentence which the reader is told."""
    said: dict[tuple[str, str], set[str]] = defaultdict(set)
    for row in dataset.rows("words/en/safety_says.csv"):
        if row["cap"]:
            said[row["safety_id"], row["question"]].add(row["cap"])
    return [
        Finding("safety_rules.csv", int(row["_row"]), f"{row['safety_id']} limits to {row['cap']}; {_levels(levels)}")
        for row in dataset.rows("safety_rules.csv")
        if row["cap"] and {row["cap"]} != (levels := said[row["safety_id"], row["question"]])
    ]


def _levels(levels: set[str]) -> str:
    return f"its sentence says {' and '.join(sorted(levels))}" if levels else "its sentence says no level"


PROMISES = (
    no_row_stands_twice,
    every_length_range_runs_upward,
    the_tables_count_as_the_model_does,
    every_who_point_is_in_one_table,
    every_name_is_spelt_alike,
    every_row_is_named_after_its_point,
    complaint_and_routine_name_each_other,
    every_study_is_cited_by_its_own_source,
    every_source_is_of_the_year_in_its_name,
    every_meridian_has_its_english_name,
    every_zone_is_as_sure_as_its_first_shape,
    every_safety_row_is_as_grave_as_what_follows,
    every_cap_is_the_one_that_the_safety_row_states,
)
