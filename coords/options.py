"""The measures of a body on a command line: the same words wherever the project is asked in a terminal.

--thumb 20.7mm --height 163cm --inner-leg 355.3mm --traditional
"""

from __future__ import annotations

import argparse
from collections.abc import Iterator, Mapping
from typing import NoReturn

from coords.cun import FINGERS, Measurements
from coords.intake import Range, read_length
from coords.model_constants import AGES, READING_SD_MM

FINGER_OPTIONS = {"thumb": "thumb", "middle": "middle", **{f"{n}-fingers": n for n in ("two", "three", "four")}}
SEGMENT_OPTIONS = {
    "inner-leg": "S_LEG_MED",
    "outer-leg": "S_LEG_LAT",
    "ankle": "S_ANKLE_MED",
    "foot": "S_FOOT_LEN",
    "thigh-front": "S_THIGH_ANT",
    "thigh-outer": "S_THIGH_LAT",
    "thigh-back": "S_THIGH_POST",
}
HEIGHT_OPTIONS = {"height": "stature", "helper-height": "stature"}
SEGMENT_HELP = {
    "S_LEG_LAT": "knee crease to outer ankle bump",
    "S_LEG_MED": "lower end of the kneecap to inner ankle bump",
    "S_ANKLE_MED": "inner ankle bump to the floor",
    "S_THIGH_ANT": "top of the pubic bone to the top of the kneecap",
    "S_THIGH_LAT": "outer hip bump to knee crease",
    "S_THIGH_POST": "buttock fold to knee crease",
    "S_FOOT_LEN": "heel to longest toe",
}


class Refused(Exception):
    """What cannot be done, and what would be right, in one sentence."""


class Parser(argparse.ArgumentParser):
    """Says what is wrong in one sentence, without the usage."""

    def error(self, message: str) -> NoReturn:
        program = (self.prog or "").split(" [")[0]
        raise Refused(f"{message[0].upper()}{message[1:]}; {program} --help lists what can be said.")


def add_measures(parser: argparse.ArgumentParser) -> None:
    """Every measure of a body, and how it was taken."""
    say = parser.add_argument
    for name, finger in FINGER_OPTIONS.items():
        say(f"--{name}", metavar="SIZE", help="length of its middle part" if finger == "middle" else "width")
    say("--height", metavar="SIZE", help="how tall you are")
    for name, scale in SEGMENT_OPTIONS.items():
        say(f"--{name}", metavar="SIZE", help=SEGMENT_HELP[scale])
    say("--instrument", default="ruler", help=f"what read the fingers: {', '.join(READING_SD_MM)}")
    say("--age", default=AGES[0], help=" or ".join(AGES))
    say("--helper-height", metavar="SIZE", help="the fingers are a helper's, this tall; give --height too")
    say("--traditional", action="store_true", help="count plain finger cun, not corrected to the leg")


def measured(ranges: Mapping[str, Range], asked: argparse.Namespace, notes: list[str]) -> Measurements:
    """The sizes given; `notes` gets a sentence for each that asks for a second look.

    `ranges` are the usual sizes by scale, by finger, and of "stature".
    """
    if asked.age not in AGES:
        raise Refused(f"No age {asked.age!r}; it is {' or '.join(AGES)}.")
    if asked.instrument not in READING_SD_MM:
        raise Refused(f"No instrument {asked.instrument!r}; it is one of {', '.join(READING_SD_MM)}.")
    sizes = dict(_sizes(ranges, asked, notes))
    fingers = {finger: sizes[name] for name, finger in FINGER_OPTIONS.items() if name in sizes}
    if "helper-height" in sizes and "height" not in sizes:
        raise Refused("--helper-height needs --height too: the hand is the helper's, the leg is yours.")
    if asked.traditional and not fingers:
        raise Refused("--traditional needs a finger, for example --thumb 20.7mm.")
    return Measurements(
        fingers={finger: fingers[finger] for finger in FINGERS if finger in fingers},
        stature_mm=sizes.get("height"),
        segments_mm={scale: sizes[name] for name, scale in SEGMENT_OPTIONS.items() if name in sizes},
        instrument=asked.instrument,
        age=asked.age,
        traditional=asked.traditional,
        helper_stature_mm=sizes.get("helper-height"),
    )


def _sizes(ranges: Mapping[str, Range], asked: argparse.Namespace, notes: list[str]) -> Iterator[tuple[str, float]]:
    """(option, mm) of every size that was given."""
    for name, field in (FINGER_OPTIONS | HEIGHT_OPTIONS | SEGMENT_OPTIONS).items():
        typed = getattr(asked, name.replace("-", "_"))
        if typed is None:
            continue
        age = AGES[0] if name == "helper-height" else asked.age
        reading = read_length(typed, "mm" if name in FINGER_OPTIONS else "cm", ranges[field], age)
        if reading.mm is None:
            raise Refused(f"--{name} {typed!r}: {reading.sentence or 'a length is missing.'}")
        if reading.status == "warn":
            notes.append(f"--{name} {typed!r}: {reading.sentence}")
        yield name, reading.mm
