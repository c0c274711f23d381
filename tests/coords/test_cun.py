"""One cun, from what a reader measured: the published examples, what must hold for any hand, and what wins."""

import csv
import pickle
from math import hypot
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from coords import model_constants as model
from coords.cun import (
    FINGERS,
    Measurements,
    Scale,
    body_cun,
    finger_cun,
    one_finger_cun,
    plain_finger_cun,
    ratio_flags,
    rulers,
    scale_cun,
    segment_cun,
    stature_cun,
)

VECTORS = Path(__file__).parents[1] / "vectors"
LEG_LAT = Scale("S_LEG_LAT", "POP_CREASE", "LM", 16, 1.0, 401)
LEG_MED = Scale("S_LEG_MED", "PAT_APEX", "MM", 15, 1.0, 368)
ANKLE = Scale("S_ANKLE_MED", "MM", "SOLE_PLANE", 3, 1.04, 78)
THIGH_ANT = Scale("S_THIGH_ANT", "PS_SUP", "PAT_BASE_MID", 18, 0.86, 390)
THIGH_LAT = Scale("S_THIGH_LAT", "GT", "POP_CREASE", 19, 0.85, 404)
THIGH_POST = Scale("S_THIGH_POST", "GLUTEAL_FOLD", "POP_CREASE", 14, 0.85, 298)
FOOT = Scale("S_FOOT_LEN", "HEEL_POST", "TOE_TIPS", 12, 0.86, 259)
SCALES = (LEG_LAT, LEG_MED, ANKLE, THIGH_ANT, THIGH_LAT, THIGH_POST, FOOT)
SCALE_OF_SEGMENT = {
    "leg_lateral_16": LEG_LAT,
    "leg_medial_15": LEG_MED,
    "ankle_3": ANKLE,
    "thigh_lateral_19": THIGH_LAT,
    "thigh_posterior_14": THIGH_POST,
    "foot_12_classical": FOOT,
}
WOMAN = {"thumb": 20.7, "middle": 20.0, "two": 36.0, "three": 46.5, "four": 66.4}

widths = st.fixed_dictionaries(
    {},
    optional={
        "thumb": st.floats(17, 29),
        "middle": st.floats(14.5, 30),
        "two": st.floats(28, 52),
        "three": st.floats(36, 68),
        "four": st.floats(54, 92),
    },
).filter(bool)
modes = st.sampled_from(model.FINGER_MODES)
statures = st.floats(1230, 2020)


def rows(name: str) -> list[dict[str, str]]:
    with (VECTORS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


CUN_ROWS = rows("cun_vectors.csv")


def test_no_published_example_is_missing():
    assert len(CUN_ROWS) == 30
    assert {row["policy"] for row in CUN_ROWS} == {"traditional", "calibrated", "recommended"}


@pytest.mark.parametrize("row", CUN_ROWS, ids=lambda row: row["id"])
def test_each_published_example_gives_its_cun_its_margin_and_its_flags(row):
    scale = SCALE_OF_SEGMENT.get(row["segment"], LEG_LAT)
    m = Measurements(
        fingers={finger: float(row[f"{finger}_mm"]) for finger in FINGERS if row[f"{finger}_mm"]},
        stature_mm=float(row["stature_mm"]) if row["stature_mm"] else None,
        segments_mm={scale.id: float(row["segment_mm"])} if row["segment"] else {},
        instrument=row["instrument"],
    )
    cun = scale_cun(m, scale) if row["policy"] == "recommended" else finger_cun(m, row["policy"])
    if row["expected_source"] == "none":
        assert cun is None
        return
    source, _, segment = row["expected_source"].partition(":")
    assert cun.source == ("segment" if source == "bone" else source)
    if segment:
        assert cun.detail == SCALE_OF_SEGMENT[segment].id
    assert cun.mm == pytest.approx(float(row["expected_cun_mm"]), abs=float(row["tol_cun_mm"]))
    assert cun.u_mm == pytest.approx(float(row["expected_u_mm"]), abs=float(row["tol_u_mm"]))
    assert "|".join(cun.flags) == row["expected_flags"]


# ---- fingers


def test_one_thumb_is_one_cun_and_four_fingers_are_three():
    assert one_finger_cun("thumb", 20.7, "traditional").mm == pytest.approx(20.7)
    assert one_finger_cun("four", 66.4, "traditional").mm == pytest.approx(22.1333, abs=1e-4)
    assert one_finger_cun("thumb", 20.7, "calibrated").mm == pytest.approx(23.184)


@given(widths, st.sampled_from(FINGERS), st.floats(0.2, 4), modes)
def test_a_wider_finger_makes_a_longer_cun(fingers, finger, wider_mm, mode):
    assume(finger in fingers)
    wider = {**fingers, finger: fingers[finger] + wider_mm}
    assert finger_cun(Measurements(wider), mode).mm > finger_cun(Measurements(fingers), mode).mm


@given(st.sampled_from(FINGERS), st.floats(10, 100), st.floats(0.5, 2), modes)
def test_a_hand_twice_as_large_has_a_cun_twice_as_long(finger, width_mm, times, mode):
    small, large = (one_finger_cun(finger, width, mode) for width in (width_mm, times * width_mm))
    assert large.mm == pytest.approx(times * small.mm)


@given(widths, modes)
def test_many_fingers_agree_between_the_narrowest_and_the_widest_and_never_get_sure(fingers, mode):
    singles = [one_finger_cun(finger, width, mode) for finger, width in fingers.items()]
    cun = finger_cun(Measurements(fingers), mode)
    assert min(s.mm for s in singles) - 1e-9 <= cun.mm <= max(s.mm for s in singles) + 1e-9
    assert 0.6**0.5 * min(s.u_mm for s in singles) - 1e-9 <= cun.u_mm <= max(s.u_mm for s in singles) + 1e-9


def test_five_fingers_of_an_average_woman_stay_ten_percent_unsure():
    cun = finger_cun(Measurements(WOMAN), "traditional")
    assert (round(cun.mm, 3), round(cun.u_mm, 3)) == (21.956, 2.235)
    assert cun.detail == "thumb+middle+two+three+four"


@given(widths, modes)
def test_a_caliper_is_surer_than_a_ruler_and_a_paper_strip_less_sure(fingers, mode):
    names = ("caliper", "ruler", "strip")
    caliper, ruler, strip = ([one_finger_cun(f, w, mode, name).u_mm for f, w in fingers.items()] for name in names)
    assert all(a < b < c for a, b, c in zip(caliper, ruler, strip, strict=True))


def test_instrument_margins_of_a_thumb_are_those_of_the_model():
    names = ("caliper", "ruler", "photo", "strip")
    margins = [one_finger_cun("thumb", 20.0, "traditional", name).u_mm for name in names]
    assert margins == pytest.approx([hypot(2.6, 0.4), hypot(2.6, 0.7), hypot(2.6, 1.0), hypot(2.6, 1.2)])


def test_a_taller_helpers_thumb_is_scaled_down_to_the_person_and_less_sure():
    own = finger_cun(Measurements({"thumb": 24.0}, stature_mm=1600), "traditional")
    helped = finger_cun(Measurements({"thumb": 24.0}, stature_mm=1600, helper_stature_mm=1800), "traditional")
    assert helped.mm == pytest.approx(24.0 * 1600 / 1800)
    assert helped.u_mm / helped.mm == pytest.approx(hypot(own.u_mm / own.mm, 0.05))


# ---- height


def test_a_woman_of_1628_mm_has_a_leg_cun_of_24_mm():
    cun = stature_cun(1628, "adult")
    assert (round(cun.mm, 2), round(cun.u_mm, 2)) == (24.08, 1.2)


@given(statures, st.floats(0.5, 2))
def test_height_and_leg_cun_grow_together(stature_mm, times):
    assert stature_cun(times * stature_mm).mm == pytest.approx(times * stature_cun(stature_mm).mm)
    assert stature_cun(times * stature_mm).u_mm == pytest.approx(times * stature_cun(stature_mm).u_mm)


def test_between_10_and_17_the_height_is_six_percent_unsure_instead_of_five():
    young, adult = stature_cun(1385, "10-17"), stature_cun(1385, "adult")
    assert young.mm == adult.mm == pytest.approx(20.484, abs=0.001)
    assert young.u_mm == pytest.approx(1.2290, abs=0.001)
    assert scale_cun(Measurements(stature_mm=1385, age="10-17"), LEG_MED).u_mm == pytest.approx(1.2290, abs=0.001)


def test_a_thigh_cun_from_height_is_the_leg_cun_times_its_ratio_and_five_percent_less_sure():
    cun = scale_cun(Measurements(stature_mm=1628), THIGH_LAT)
    assert cun.mm == pytest.approx(0.85 * 24.0781, abs=0.001)
    assert cun.u_mm == pytest.approx(cun.mm * hypot(0.05, 0.05))


# ---- segments and which ruler wins


def test_a_leg_of_386_mm_cut_in_16_gives_24_mm():
    cun = segment_cun("S_LEG_LAT", 386.3, 16)
    assert (round(cun.mm, 2), round(cun.u_mm, 2)) == (24.14, 0.48)


@given(st.floats(200, 600), st.floats(0.5, 2), st.sampled_from(SCALES))
def test_a_longer_segment_has_a_longer_cun_in_proportion(length_mm, times, scale):
    short, long = (segment_cun(scale.id, mm, scale.cun) for mm in (length_mm, times * length_mm))
    assert long.mm == pytest.approx(times * short.mm)
    assert short.mm * scale.cun == pytest.approx(length_mm)


def test_the_15_stands_in_for_the_16_and_back_with_three_percent_more_doubt():
    medial = Measurements(WOMAN, stature_mm=1628, segments_mm={"S_LEG_MED": 355.3})
    cun = scale_cun(medial, LEG_LAT)
    assert (cun.source, cun.detail) == ("segment", "S_LEG_MED")
    assert cun.mm == pytest.approx(23.6867, abs=0.001)
    assert cun.u_mm == pytest.approx(hypot(0.4089, 0.03 * 23.6867), abs=0.001)
    lateral = scale_cun(Measurements(segments_mm={"S_LEG_LAT": 386.3}), LEG_MED)
    assert lateral.mm == pytest.approx(24.1438, abs=0.001)
    assert lateral.u_mm == pytest.approx(hypot(0.4838, 0.03 * 24.1438), abs=0.001)


def test_no_other_segment_stands_in():
    leg = {"S_LEG_LAT": 386.3, "S_LEG_MED": 355.3}
    assert [scale_cun(Measurements(segments_mm=leg), s).source for s in SCALES] == ["segment"] * 2 + ["neutral"] * 5
    with_height = [scale_cun(Measurements(stature_mm=1628, segments_mm=leg), s).source for s in SCALES]
    assert with_height == ["segment"] * 2 + ["stature"] * 5


def test_the_own_segment_beats_its_stand_in():
    cun = scale_cun(Measurements(segments_mm={"S_LEG_LAT": 386.3, "S_LEG_MED": 355.3}), LEG_LAT)
    assert (cun.detail, round(cun.u_mm, 2)) == ("S_LEG_LAT", 0.48)


def test_the_order_of_rulers_is_segment_height_fingers_average():
    everything = Measurements(WOMAN, 1628, {"S_THIGH_LAT": 396.3})
    assert scale_cun(everything, THIGH_LAT).source == "segment"
    assert scale_cun(Measurements(WOMAN, 1628), THIGH_LAT).source == "stature"
    assert scale_cun(Measurements(WOMAN), THIGH_LAT).source == "finger_calibrated"
    assert scale_cun(Measurements(), THIGH_LAT).source == "neutral"


def test_fingers_carried_to_the_foot_are_times_its_ratio():
    hand = finger_cun(Measurements(WOMAN), "calibrated")
    foot = scale_cun(Measurements(WOMAN), FOOT)
    assert foot.mm == pytest.approx(0.86 * hand.mm)
    assert foot.u_mm == pytest.approx(hypot(0.86 * hypot(hand.u_mm, 0.045 * hand.mm), 0.05 * foot.mm))
    assert scale_cun(Measurements(WOMAN), LEG_MED).mm == pytest.approx(hand.mm)


def test_nothing_measured_is_an_average_leg_and_ten_percent_unsure():
    cun = scale_cun(Measurements(), LEG_LAT)
    assert cun.mm == pytest.approx(401 / 16)
    assert cun.u_mm == pytest.approx(0.10 * 401 / 16)
    assert scale_cun(Measurements(age="10-17"), LEG_LAT).u_mm == pytest.approx(0.15 * 401 / 16)


def test_the_traditional_choice_uses_plain_finger_cun_on_every_scale_whatever_else_is_known():
    m = Measurements(WOMAN, 1628, {"S_LEG_LAT": 386.3}, traditional=True)
    assert {round(scale_cun(m, scale).mm, 3) for scale in SCALES} == {21.956}
    assert {scale_cun(m, scale).source for scale in SCALES} == {"finger_traditional"}
    assert scale_cun(Measurements({}, 1628, traditional=True), LEG_LAT).source == "stature"


@given(widths, st.sampled_from(SCALES), st.booleans())
def test_fingers_never_size_the_drawn_limb(fingers, scale, traditional):
    drawn = body_cun(Measurements(fingers, traditional=traditional), scale)
    assert drawn.source == "neutral"
    assert drawn.mm * scale.cun == pytest.approx(scale.neutral_mm)


def test_the_drawn_limb_takes_its_size_from_the_segment_then_from_height():
    measured = Measurements(WOMAN, 1628, {"S_LEG_LAT": 386.3}, traditional=True)
    assert body_cun(measured, LEG_LAT).mm * 16 == pytest.approx(386.3)
    assert body_cun(Measurements(WOMAN, 1628, traditional=True), LEG_LAT).source == "stature"


@given(widths, statures, st.sampled_from((LEG_LAT, LEG_MED)))
def test_a_better_ruler_is_surer_segment_then_height_then_fingers(fingers, stature_mm, scale):
    segment_mm = 0.01479 * stature_mm * scale.cun
    by_segment = scale_cun(Measurements(fingers, stature_mm, {scale.id: segment_mm}), scale)
    by_height = scale_cun(Measurements(fingers, stature_mm), scale)
    by_fingers = scale_cun(Measurements(fingers), scale)
    shares = [cun.u_mm / cun.mm for cun in (by_segment, by_height, by_fingers)]
    assert shares == sorted(shares)
    assert shares[0] < shares[2]


def test_typing_a_thumb_or_four_fingers_is_surer_than_typing_nothing():
    nothing = scale_cun(Measurements(), LEG_LAT)
    for fingers in ({"thumb": 20.7}, {"four": 66.4}):
        cun = scale_cun(Measurements(fingers), LEG_LAT)
        assert cun.u_mm / cun.mm < nothing.u_mm / nothing.mm


def test_the_hollow_mark_is_plain_finger_cun_or_nothing():
    assert plain_finger_cun(Measurements(stature_mm=1628)) is None
    assert plain_finger_cun(Measurements({"thumb": 20.7}, 1628)).mm == pytest.approx(20.7)


# ---- explanation and checks


def test_rulers_tell_every_way_the_readers_numbers_can_count():
    found = rulers(Measurements(WOMAN, 1628, {"S_LEG_LAT": 386.3, "S_LEG_MED": 355.3}), LEG_LAT)
    by_name = {ruler.detail: round(ruler.mm, 1) for ruler in found}
    assert by_name == {
        "own": 24.1,
        "S_LEG_MED": 23.7,
        "stature": 24.1,
        "whole_body": 21.7,
        "corrected": 23.0,
        "together": 22.0,
        "thumb": 20.7,
        "middle": 20.0,
        "two": 24.0,
        "three": 23.2,
        "four": 22.1,
    }
    assert rulers(Measurements(), LEG_LAT) == []


@pytest.mark.parametrize(
    ("m", "flag"),
    [
        (Measurements({"thumb": 22.0, "four": 52.0}), "RATIO_FOUR_THUMB"),
        (Measurements({"thumb": 20.0, "two": 47.0}), "RATIO_TWO_THUMB"),
        (Measurements({"thumb": 20.0, "three": 58.0}), "RATIO_THREE_THUMB"),
        (Measurements({"thumb": 20.0, "middle": 28.0}), "RATIO_MIDDLE_THUMB"),
        (Measurements({"thumb": 27.0}, 1600), "RATIO_THUMB_LEG"),
        (Measurements({"four": 85.0}, 1600), "RATIO_FOUR_LEG"),
        (Measurements({}, 1628, {"S_LEG_LAT": 310.0}), "RATIO_LEG_STATURE"),
        (Measurements({}, 1628, {"S_FOOT_LEN": 300.0}), "RATIO_FOOT_STATURE"),
        (Measurements({}, None, {"S_LEG_LAT": 386.3, "S_LEG_MED": 400.0}), "RATIO_LEG_LAT_MED"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_numbers_that_do_not_fit_each_other_are_flagged_and_still_used(m, flag):
    assert ratio_flags(m) == (flag,)
    assert scale_cun(m, LEG_LAT).flags == (flag,)


def test_an_average_woman_has_nothing_flagged():
    segments = {"S_LEG_LAT": 386.3, "S_LEG_MED": 355.3, "S_FOOT_LEN": 246.0}
    assert ratio_flags(Measurements(WOMAN, 1628, segments)) == ()


@pytest.mark.parametrize(
    ("wrong", "right"),
    [
        ({"fingers": {"pinky": 12.0}}, "thumb, middle, two, three, four"),
        ({"segments_mm": {"S_LEG": 300.0}}, "S_LEG_LAT"),
        ({"instrument": "eye"}, "caliper, ruler, screen, photo, strip"),
        ({"age": "7"}, "adult, 10-17"),
        ({"stature_mm": float("nan")}, "above zero"),
        ({"fingers": {"thumb": -3}}, "above zero"),
        ({"fingers": {"thumb": float("inf")}}, "above zero"),
        ({"fingers": {"thumb": "20"}}, "above zero"),
        ({"helper_stature_mm": 1700.0}, "both heights"),
    ],
)
def test_what_cannot_be_measured_is_refused_with_what_would_be_right(wrong, right):
    with pytest.raises(ValueError, match=right):
        Measurements(**wrong)


def test_measurements_can_be_kept_compared_and_not_changed():
    m = Measurements({"thumb": 20.7, "four": None}, segments_mm={"S_LEG_LAT": 386})
    assert m.fingers == {"thumb": 20.7}
    assert hash(m) == hash(Measurements({"thumb": 20.7}, segments_mm={"S_LEG_LAT": 386.0}))
    assert pickle.loads(pickle.dumps(m)) == m
    with pytest.raises(TypeError, match="cannot be changed"):
        m.fingers["thumb"] = 3
