"""What a reader reads of a distance: in centimetres where a ruler finds the point, by touch where a finger does."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from content.marks import hover_lines
from content.phrases import distance_phrase
from coords.body import Body, Place
from coords.cun import Measurements
from data import load_atlas

ATLAS = load_atlas()
LIMB = ATLAS.limb
MARGIN = re.compile(r"([\d.]+) cm .*± ([\d.]+) cm")


def told(code: str, **measured) -> str:
    place = Body(LIMB, Measurements(**measured)).place(code, LIMB.rules[code].home)
    return distance_phrase(ATLAS, place)


def swallowed(body: Body) -> list[str]:
    """The sentences of all points whose ± is as large as their distance."""
    found = []
    for code, point in LIMB.rules.items():
        phrase = distance_phrase(ATLAS, body.place(code, point.home))
        numbers = MARGIN.search(phrase)
        found += [phrase] if numbers and float(numbers[2]) >= float(numbers[1]) else []
    return found


@settings(max_examples=25, deadline=None)
@given(
    st.none() | st.floats(10, 45),
    st.none() | st.floats(1000, 2600),
    st.none() | st.floats(140, 350),
    st.none() | st.floats(140, 620),
    st.booleans(),
)
def test_nobody_reads_a_margin_larger_than_its_distance(thumb, stature, foot, leg, traditional):
    fingers = {"thumb": thumb} if thumb else {}
    segments = {name: mm for name, mm in (("S_FOOT_LEN", foot), ("S_LEG_MED", leg)) if mm}
    assert swallowed(Body(LIMB, Measurements(fingers, stature, segments, traditional=traditional))) == []


def test_told_in_centimetres_eleven_hollows_would_say_more_doubt_than_distance(monkeypatch):
    monkeypatch.setattr(Place, "felt", property(lambda place: place.distance_mm is None))
    found = swallowed(Body(LIMB, Measurements()))
    assert len(found) >= 11 and any("the knuckle of your second toe, ± 1.3 cm" in phrase for phrase in found)


def test_a_hollow_is_told_by_the_bone_it_lies_at_and_how_far_around_to_feel():
    assert told("ST43") == "just behind the knuckle of your second toe (feel around there within 1.3 cm)"
    assert told("LR3").startswith("just in front of the place where the bones behind your first and second toes meet (")
    assert told("GB34").startswith("a little in front of and below the round knob below the outer side of your knee (")
    assert told("BL62") == "just below the lower edge of your outer ankle bone (feel around there within 1.3 cm)"


def test_a_short_distance_is_told_in_centimetres_as_long_as_it_means_more_than_its_margin():
    """Half a cun behind the web: told on an average foot, felt on a very small one."""
    assert told("LR2").startswith("about 1.1 cm toward the heel from the skin fold")
    assert told("LR2", segments_mm={"S_FOOT_LEN": 180}).startswith("just behind the skin fold")


def test_ki1_lies_about_a_third_of_the_way_give_or_take_a_centimetre_and_more():
    foot = {"S_FOOT_LEN": 259.0}
    measured, guessed = (told("KI1", segments_mm=sizes) for sizes in (foot, {}))
    assert measured == "about 7.0 cm toward the heel from the skin fold between your second and third toes, ± 1.3 cm"
    assert guessed.endswith("± 2.0 cm")  # the length of the foot is not known either


@pytest.mark.parametrize("code", ["LR3", "GB34", "SP3"])
def test_the_hover_says_the_same_sentence(code):
    place = Body(LIMB, Measurements()).place(code, LIMB.rules[code].home)
    phrase = distance_phrase(ATLAS, place)
    assert hover_lines(ATLAS, ATLAS.points[code], place)[2] == f"{phrase[0].upper()}{phrase[1:]}."
