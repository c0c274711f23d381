"""What people type for their sizes, and what we make of it."""

import csv
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coords.intake import (
    Range,
    median_of_repeats,
    px_per_mm,
    read_length,
    screen_width_mm,
    usual_px_per_mm,
)

VECTORS = Path(__file__).parents[1] / "vectors"
RANGES = {
    field: Range(field, what, *limits)
    for field, what, *limits in (
        ("thumb", "width of the thumb", 22.4, 17, 29, 13.5, 10, 45),
        ("middle", "middle part of the middle finger", 21.5, 14.5, 30, 11.5, 8, 45),
        ("two", "width of two fingers", 39, 28, 52, 23, 17, 75),
        ("four", "width of four fingers", 71, 54, 92, 44, 34, 130),
        ("leg_lateral_16", "outer lower leg", 401, 315, 500, 265, 150, 650),
        ("foot_length", "length of the foot", 259, 210, 318, 175, 120, 380),
        ("stature", "height", 1692, 1410, 2020, 1230, 800, 2600),
        ("calf_circumference", "way round the calf", 383, 295, 495, 205, 140, 750),
        ("ankle_circumference", "way round the ankle", 222, 175, 285, 150, 100, 450),
    )
}
THUMB, FOUR, LEG, FOOT, HEIGHT = (RANGES[f] for f in ("thumb", "four", "leg_lateral_16", "foot_length", "stature"))
BLAME = ("abnormal", "too fat", "too short", "too big", "too small", "unusual", "wrong", "normal")


def rows(name: str) -> list[dict[str, str]]:
    with (VECTORS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


UNIT_ROWS, SCREEN_ROWS = rows("unit_vectors.csv"), rows("screen_vectors.csv")


def test_no_published_example_is_missing():
    assert len(UNIT_ROWS) == 22
    assert len(SCREEN_ROWS) == 4


@pytest.mark.parametrize("as_number", [False, True], ids=["typed", "number"])
@pytest.mark.parametrize("row", UNIT_ROWS, ids=lambda row: f"{row['id']} {row['field']} {row['value']}")
def test_each_published_slip_is_understood(row, as_number):
    value = float(row["value"]) if as_number else row["value"]
    age = {"adult": "adult", "10plus": "10-17"}[row["age_class"]]
    reading = read_length(value, "mm", RANGES[row["field"]], age)
    assert reading.status == row["expected_status"]
    understood = [name if mm is None else f"{name}={mm:.1f}" for name, mm in reading.choices]
    if reading.mm is not None:
        understood = [f"mm={reading.mm:.1f}"]
    assert "|".join(understood) == row["expected_interpretations"]
    assert bool(reading.sentence) == (reading.status != "ok")


# ---- how people write


@pytest.mark.parametrize(
    ("typed", "mm"),
    [
        *(("20.7", 20.7), ("20,7", 20.7), (" 20.7 mm ", 20.7), ("2.07 cm", 20.7), ("2,07cm", 20.7), ("+21", 21)),
        *(("13/16 in", 20.6375), ("¾″", 19.05), ("0.82 Inches", 20.828), ('0.82"', 20.828), ("20.7MM.", 20.7)),
        *(("\uff12\uff10.\uff17", 20.7), ("20،7", 20.7), ("۲۰٫۷", 20.7), ("\u200f٢٠٫٧\u200e", 20.7)),
    ],
)
def test_a_thumb_can_be_typed_in_many_ways(typed, mm):
    reading = read_length(typed, "mm", THUMB)
    assert (reading.status, reading.mm) == ("ok", pytest.approx(mm))


@pytest.mark.parametrize(
    ("typed", "mm"),
    [
        *(("5'4", 1625.6), ("5 ft 4 in", 1625.6), ("5’4”", 1625.6), ("5′ 4½″", 1638.3), ("5ft4", 1625.6)),
        *(("5'4 1/2\"", 1638.3), ("64 in", 1625.6), ("5 foot", 1524), ("1.69 m", 1690), ("1m69", 1690)),
        *(("169 cm", 1690), ("1 690 mm", 1690), ("1,690.5 mm", 1690.5), ("1.690,5", 1690.5)),
        *(("١٦٣٫٥ cm", 1635), ("1٬690٫5", 1690.5), ("१६३ cm", 1630)),
    ],
)
def test_a_height_can_be_typed_in_many_ways(typed, mm):
    reading = read_length(typed, "mm", HEIGHT)
    assert (reading.status, reading.mm) == ("ok", pytest.approx(mm))


@pytest.mark.parametrize(("value", "unit"), [(2.07, "cm"), (0.815, "in"), (0.815, "inch"), (20.7, "mm"), (0.0207, "m")])
def test_a_chosen_unit_is_believed(value, unit):
    reading = read_length(value, unit, THUMB)
    assert reading.status == "ok"
    assert reading.mm == pytest.approx(20.7, abs=0.01)


def test_millimetres_typed_where_centimetres_were_chosen_are_asked_about():
    reading = read_length(20.7, "cm", THUMB)
    assert (reading.status, reading.choices) == ("ask", (("mm", pytest.approx(20.7)),))
    assert reading.sentence == "Did you mean 20.7 mm?"


def test_five_point_ten_feet_is_asked_as_five_feet_ten_inches():
    reading = read_length("5.10", "mm", HEIGHT)
    assert reading.choices[0] == ("ft_in", pytest.approx(1778))
    assert "177.8 cm" in reading.sentence


# ---- what is asked, checked and refused


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        *(("5'15", [1562.1, 1905.0]), ("5'40\"", [1625.6]), ("5 foot 13", [1557.0, 1854.2]), ("0'64", [1625.6])),
        *(("1'000", [1000]), ("1’690 mm", [1690])),
    ],
)
def test_what_may_be_feet_or_not_is_asked_with_the_lengths_it_may_mean(typed, meant):
    reading = read_length(typed, "mm", HEIGHT)
    assert reading.status == "ask"
    assert [mm for _, mm in reading.choices] == pytest.approx(meant, abs=0.05)


@pytest.mark.parametrize("value", ["62", 62, 54])
def test_a_girth_of_a_thumb_is_asked_as_a_third(value):
    reading = read_length(value, "mm", THUMB)
    assert reading.choices == (("circumference", pytest.approx(float(value) / 3)),)
    assert "way round" in reading.sentence


@pytest.mark.parametrize("size", [5, 6.5, 9])
def test_a_ring_size_is_refused_and_the_reason_given(size):
    reading = read_length(size, "mm", THUMB)
    assert (reading.status, reading.choices) == ("reject", ())
    assert "base of the finger" in reading.sentence


@pytest.mark.parametrize("size", [36, 38, 42, 46, 4, 7])
def test_a_shoe_size_is_refused_and_the_reason_given(size):
    reading = read_length(size, "mm", FOOT)
    assert (reading.status, reading.choices) == ("reject", ())
    assert "shoe size" in reading.sentence


def test_a_shoe_size_is_known_in_a_box_for_centimetres_too():
    assert "shoe size" in read_length("42", "cm", FOOT).sentence
    assert read_length("25.5", "cm", FOOT).mm == 255


def test_ten_in_the_foots_box_may_be_inches_or_a_shoe():
    reading = read_length(10, "mm", FOOT)
    assert reading.choices == (("inch", pytest.approx(254)), ("uk_us_shoe_size", None))
    assert "25.4 cm" in reading.sentence
    assert "shoe size" in reading.sentence


def test_a_small_or_large_body_is_used_after_a_please_check():
    for mm in (1250.4, 2200):
        reading = read_length(mm, "mm", HEIGHT)
        assert (reading.status, reading.mm) == ("warn", mm)
        assert "lease check" in reading.sentence
        assert "we will use it" in reading.sentence
        assert not any(word in reading.sentence for word in BLAME)


def test_a_child_of_ten_is_not_asked_to_check_what_an_adult_would():
    assert read_length(15, "mm", THUMB, "adult").status == "warn"
    assert read_length(15, "mm", THUMB, "10-17").status == "ok"


@pytest.mark.parametrize(
    "typed",
    [
        "nan",
        "inf",
        "abc",
        "-3",
        "0",
        "1e9",
        "2e1",
        "1/0",
        "2²",
        "2③",
        ".,147",
        "12,34.5",
        "1'000",
        "5 apples",
        "20 7",
        "--",
        "9" * 400,
        "9" * 400 + "/3",
    ],
)
def test_what_is_no_thumb_is_refused_with_what_would_be_right(typed):
    reading = read_length(typed, "mm", THUMB)
    assert (reading.status, reading.mm, reading.choices) == ("reject", None, ())
    assert " mm" in reading.sentence
    assert reading.sentence.endswith(".")


@pytest.mark.parametrize("given_value", [float("nan"), float("inf"), -1.0, 10**400, True, [], object()])
def test_numbers_that_are_no_length_are_refused(given_value):
    assert read_length(given_value, "mm", THUMB).status == "reject"


@pytest.mark.parametrize("blank", ["", "  ", "\t", None])
def test_an_empty_box_is_empty(blank):
    reading = read_length(blank, "mm", THUMB)
    assert (reading.status, reading.mm, reading.sentence) == ("empty", None, "")


UNITS = st.sampled_from(["mm", "cm", "m", "in", "ft"])
SIZES = st.sampled_from(list(RANGES.values()))
HANDWRITING = st.text("0123456789.,'\"/ cmintfe-+½″′ ", max_size=14)


@given(st.text() | HANDWRITING, UNITS, SIZES)
def test_nothing_a_person_types_raises_and_every_answer_is_whole(typed, unit, size):
    reading = read_length(typed, unit, size)
    assert reading.status in ("ok", "ask", "warn", "reject", "empty")
    assert (reading.mm is not None) == (reading.status in ("ok", "warn"))
    assert bool(reading.choices) == (reading.status == "ask")
    assert bool(reading.sentence) == (reading.status in ("ask", "warn", "reject"))
    assert not any(word in reading.sentence for word in BLAME)


@given(st.floats(0.1, 3000) | st.floats(), UNITS, SIZES)
def test_an_accepted_number_is_the_number_typed(value, unit, size):
    reading = read_length(value, unit, size)
    if reading.mm is not None:
        assert size.reject_lo <= reading.mm <= size.reject_hi
        assert reading.mm == pytest.approx(value * {"mm": 1, "cm": 10, "m": 1000, "in": 25.4, "ft": 304.8}[unit])
    for _, mm in reading.choices:
        assert mm is None or size.reject_lo <= mm <= size.reject_hi


@given(st.floats(17, 29), st.sampled_from(["mm", "cm", "m", "in"]))
def test_the_same_thumb_in_any_unit_is_the_same_thumb(mm, unit):
    per_unit = {"mm": 1, "cm": 10, "m": 1000, "in": 25.4}[unit]
    reading = read_length(f"{mm / per_unit!r} {unit}", "mm", THUMB)
    assert reading.mm == pytest.approx(mm, rel=1e-9)


SCRIPTS = ["0123456789", "٠١٢٣٤٥٦٧٨٩", "۰۱۲۳۴۵۶۷۸۹", "०१२३४५६७८९", "０１２３４５６７８９"]
SIGNS = st.sampled_from([".", ",", "٫", "،", "．", "，"])
WORDS = {
    "mm": ("mm", " mm", "MM.", " millimetres"),
    "cm": ("cm", " CM", "㎝"),
    "m": ("m", " metres"),
    "in": ("in", '"'),
}


@given(
    st.integers(17_00, 29_00), st.sampled_from(SCRIPTS), SIGNS, st.sampled_from(list(WORDS)), st.integers(0, 3), SIZES
)
def test_a_number_is_the_same_in_every_script_with_every_sign_and_unit(hundredths, script, sign, unit, nth, size):
    """Of any body measure: what is read of it is what is read of the plain number with its unit."""
    word = WORDS[unit][nth % len(WORDS[unit])]
    digits = str.maketrans("0123456789.", script + sign)
    plain = f"{hundredths // 100}.{hundredths % 100:02}"
    assert read_length(plain.translate(digits) + word, "mm", size).mm == read_length(f"{plain} {unit}", "mm", size).mm


@given(st.integers(0, 12), st.integers(12, 999), st.sampled_from(["'", " ft ", "ft", " foot ", "′", "’"]), SIZES)
def test_twelve_inches_and_more_are_never_taken_as_feet_and_inches(feet, inches, mark, size):
    assert read_length(f"{feet}{mark}{inches}", "mm", size).status in ("ask", "reject")


def test_an_unknown_unit_or_age_is_a_mistake_of_the_program():
    with pytest.raises(ValueError, match="mm, cm, m, in, ft"):
        read_length("20", "cubit", THUMB)
    with pytest.raises(ValueError, match="adult, 10-17"):
        read_length("20", "mm", THUMB, "baby")


# ---- measuring twice


@pytest.mark.parametrize(("kind", "limit_mm"), [("finger", 1.5), ("fingers", 3.0), ("limb", 10.0)])
def test_two_readings_too_far_apart_need_a_third(kind, limit_mm):
    close = median_of_repeats([20.0, 20.0 + limit_mm], kind)
    apart = median_of_repeats([20.0, 20.0 + limit_mm + 0.1], kind)
    assert (close.third_needed, close.sentence) == (False, "")
    assert close.mm == pytest.approx(20 + limit_mm / 2)
    assert apart.third_needed
    assert "measure again" in apart.sentence


def test_of_three_readings_the_middle_one_counts():
    repeat = median_of_repeats([20.0, 25.0, 20.6], "finger")
    assert (repeat.mm, repeat.third_needed) == (20.6, False)


def test_no_reading_is_no_size():
    assert median_of_repeats([], "finger").mm is None
    assert median_of_repeats([float("nan")], "limb").mm is None
    with pytest.raises(ValueError, match="finger, fingers, limb"):
        median_of_repeats([20.0], "toe")


@given(st.lists(st.floats(15, 30), min_size=3, max_size=5))
def test_the_middle_reading_lies_between_the_others(values):
    repeat = median_of_repeats(values, "finger")
    assert min(values) <= repeat.mm <= max(values)
    assert not repeat.third_needed


# ---- on the screen


@pytest.mark.parametrize("row", SCREEN_ROWS, ids=lambda row: row["id"])
def test_a_card_on_the_glass_turns_pixels_into_a_thumb(row):
    ppm = px_per_mm(float(row["card_px"]), row["card_side"])
    assert ppm == pytest.approx(float(row["expected_px_per_mm"]), abs=float(row["tol_mm"]))
    eye = float(row["eye_distance_mm"]) if row["eye_distance_mm"] else None
    width_mm = screen_width_mm(float(row["finger_px"]), ppm, float(row["thickness_ratio"]), eye)
    assert width_mm == pytest.approx(float(row["expected_width_mm"]), abs=float(row["tol_mm"]))


def test_a_screen_of_one_pixel_per_mm_asks_to_match_the_card_again():
    assert usual_px_per_mm(5.0)
    assert not usual_px_per_mm(1.0)
    assert not usual_px_per_mm(12.0)


def test_a_card_has_a_long_and_a_short_side_and_a_size():
    with pytest.raises(ValueError, match="long, short"):
        px_per_mm(428, "wide")
    for wrong in (0, -1, float("nan")):
        with pytest.raises(ValueError, match="above zero"):
            px_per_mm(wrong, "long")
    with pytest.raises(ValueError, match="above zero"):
        screen_width_mm(105, 5.0, eye_distance_mm=0)
