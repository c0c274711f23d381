"""One reader's limb: which mark moves with which number, by how many millimetres, and how sure it is."""

from math import hypot

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from coords.body import Body, Place
from coords.cun import Measurements
from coords.place import Placer, Yardstick
from coords.surface import PLAN
from data import load_atlas

ATLAS = load_atlas()
LIMB = ATLAS.limb
ANKLE_BUMP = LIMB.views["leg_medial"].landmark("MM")[1]
COUNTED = [
    spot
    for spot, point in LIMB.rules.items()
    if point.rule.cun is not None and point.rule.kind != "at" and point.on_drawing
]
SHORT_LINES = {  # (from, to): how many cun the drawn line really holds, against its count; see the test that uses it
    ("ST35", "ST41"): (15.5, 16),
    ("BL40", "BL57"): (7.97, 8),
    ("BL36", "BL40"): (14, 14),
    ("KI3", "KI10"): (15.1, 15),
}


def body(fingers=None, stature_mm=None, segments_mm=None, **more) -> Body:
    return Body(LIMB, Measurements(fingers or {}, stature_mm, segments_mm or {}, **more))


def above_ankle_mm(place, xy) -> float:
    """How far a mark on the inner leg is drawn above the ankle bump, in the reader's mm."""
    return (xy[1] - ANKLE_BUMP) * place.mm_per_unit


def sizes(low: float, high: float):
    return st.none() | st.floats(low, high)


@st.composite
def readers(draw) -> Measurements:
    """Anybody, with any part of their numbers missing."""
    ranges, fields = ATLAS.ranges, {name: ATLAS.scale_words[name]["range_field"] for name in LIMB.scales}
    fingers = {name: draw(sizes(ranges[name].warn_lo_adult, ranges[name].warn_hi)) for name in ("thumb", "four")}
    segments = {name: draw(sizes(ranges[field].warn_lo_adult, ranges[field].warn_hi)) for name, field in fields.items()}
    return Measurements(fingers, draw(sizes(1410, 2020)), segments, traditional=draw(st.booleans()))


def start_of(reader: Body, code: str, view: str) -> tuple[float, float]:
    """Where the rule of a point starts to count: a landmark, another point, or the middle of two."""
    rule, drawing = LIMB.rules[code].rule, LIMB.views[view]
    marks = drawing.landmarks
    places = [
        reader.place(name, view).xy if name in LIMB.rules else marks.get(name) or marks[f"{name}_MID"]
        for name in (rule.origin or "").split("|")
    ]
    x, y = (sum(values) / len(places) for values in zip(*places, strict=True))
    return (x, drawing.landmark(rule.level_of)[1]) if rule.level_of else (x, y)


def ruler_of(place: Place) -> str:
    """Where the cun that placed the dot comes from."""
    assert place.ruler is not None
    return place.ruler.source


def drawn_mm(reader: Body, code: str) -> float:
    """The drawn way from the start of a rule to its dot, along the way the rule counts, in the reader's mm."""
    view = PLAN if LIMB.rules[code].home == "foot_dorsum" else LIMB.rules[code].home
    place, start = reader.place(code, view), start_of(reader, code, view)
    return ((place.xy[0] - start[0]) * place.axis[0] + (place.xy[1] - start[1]) * place.axis[1]) * place.mm_per_unit


def test_with_only_a_thumb_the_dot_is_corrected_to_the_leg_and_the_hollow_mark_is_plain_finger_cun():
    sp6 = body({"thumb": 20.7}).place("SP6", "leg_medial")
    assert sp6.distance_mm == pytest.approx(3 * 1.12 * 20.7) == pytest.approx(69.552)
    assert above_ankle_mm(sp6, sp6.xy) == pytest.approx(69.552)
    assert sp6.finger_mm == pytest.approx(62.1)
    assert above_ankle_mm(sp6, sp6.finger_xy) == pytest.approx(62.1)


def test_a_thumb_wider_by_a_millimetre_moves_both_marks_up_by_their_own_three_cun():
    one, other = (body({"thumb": thumb}).place("SP6", "leg_medial") for thumb in (20.7, 21.7))
    assert above_ankle_mm(other, other.xy) - above_ankle_mm(one, one.xy) == pytest.approx(3 * 1.12)
    assert above_ankle_mm(other, other.finger_xy) - above_ankle_mm(one, one.finger_xy) == pytest.approx(3.0)


def test_with_a_height_the_dot_keeps_its_proportion_and_only_the_hollow_mark_moves():
    neither = body().place("SP6", "leg_medial")
    one, other = (body({"thumb": thumb}, 1692).place("SP6", "leg_medial") for thumb in (19.0, 25.0))
    assert one.xy == other.xy == neither.xy
    assert one.distance_mm == other.distance_mm == pytest.approx(3 * 0.01479 * 1692)
    assert above_ankle_mm(other, other.finger_xy) - above_ankle_mm(one, one.finger_xy) == pytest.approx(18.0)


def test_plain_finger_cun_puts_both_marks_in_one_place():
    sp6 = body({"thumb": 20.7}, 1692, traditional=True).place("SP6", "leg_medial")
    assert sp6.xy == pytest.approx(sp6.finger_xy)
    assert sp6.distance_mm == pytest.approx(62.1)
    assert sp6.finger_gap_mm == pytest.approx(0)


def test_a_measured_inner_leg_is_cut_into_fifteen_equal_parts():
    sp6 = body(segments_mm={"S_LEG_MED": 355.3}).place("SP6", "leg_medial")
    assert sp6.distance_mm == pytest.approx(71.06)
    along = hypot(0.8 * 3.0, 0.2 * 4.0, 0.2 * 3.553, 2.5)  # ankle bump, kneecap, tape, mark
    assert sp6.margin.along_mm == pytest.approx(along) == pytest.approx(3.627, abs=0.001)
    assert sp6.plus_minus_cm == 0.8
    assert ruler_of(sp6) == "segment"


def test_without_any_number_the_leg_is_an_average_one():
    sp6 = body().place("SP6", "leg_medial")
    assert ruler_of(sp6) == "neutral"
    assert sp6.distance_mm == pytest.approx(368 * 3 / 15)
    assert (sp6.finger_xy, sp6.finger_mm, sp6.finger_gap_mm) == (None, None, 0.0)


@pytest.mark.parametrize("code", COUNTED)
def test_the_drawn_way_to_each_point_is_the_distance_in_words(code):
    told = LIMB.rules[code].rule.kind == "along" and LIMB.rules[code].rule.line_cun
    for reader in (body(), body({"thumb": 20.7}), body({"four": 80.0}, 1750, {"S_LEG_LAT": 410.0}, traditional=True)):
        place = reader.place(code, LIMB.rules[code].home)
        if told and not ruler_of(place).startswith("finger"):
            continue
        assert drawn_mm(reader, code) == pytest.approx(place.distance_mm, rel=1e-9)


@settings(max_examples=40, deadline=None)
@given(readers())
def test_the_drawn_way_is_the_distance_in_words_for_everybody(measured):
    reader = Body(LIMB, measured)
    for code in COUNTED:
        rule = LIMB.rules[code].rule
        place = reader.place(code, LIMB.rules[code].home)
        if rule.line_cun and not ruler_of(place).startswith("finger"):
            held, counted = SHORT_LINES[rule.origin or "", rule.to or ""]
            assert drawn_mm(reader, code) == pytest.approx(place.distance_mm * held / counted, rel=0.01), code
        else:
            assert drawn_mm(reader, code) == pytest.approx(place.distance_mm, rel=1e-9), code


def test_a_line_that_counts_sixteen_is_divided_into_sixteen_though_the_drawn_one_holds_fifteen_and_a_half():
    """ST35 to ST41 counts 16 cun by the standard; on a real leg the dimple lies lower and the ankle crease higher."""
    reader = body(segments_mm={"S_LEG_LAT": 400.0})
    knee, ankle, st38 = (reader.place(code, "leg_anterior").xy[1] for code in ("ST35", "ST41", "ST38"))
    assert st38 == pytest.approx((knee + ankle) / 2)
    assert (knee - ankle) / (LIMB.drawn["S_LEG_LAT"] / 16) == pytest.approx(15.55, abs=0.05)


def test_better_rulers_give_smaller_margins():
    rulers = (
        body(),
        body({"thumb": 20.7}),
        body({"thumb": 20.7, "four": 66.4}),
        body(stature_mm=1692),
        body(segments_mm={"S_LEG_MED": 370}),
    )
    margins = [reader.place("SP6", "leg_medial").margin.along_mm for reader in rulers]
    assert margins == sorted(margins, reverse=True) and len(set(margins)) == len(margins)
    assert margins[0] > 2 * margins[-1]


@settings(max_examples=40, deadline=None)
@given(readers(), st.sampled_from(sorted(LIMB.rules)))
def test_the_left_limb_is_the_mirror_of_the_right(measured, code):
    reader = Body(LIMB, measured)
    for view in LIMB.rules[code].views:
        right, left = reader.place(code, view), reader.place(code, view, "left")
        assert left.xy == (-right.xy[0], right.xy[1])
        assert left.axis == (-right.axis[0], right.axis[1])
        assert (left.distance_mm, left.finger_mm) == (right.distance_mm, right.finger_mm)
        assert left.margin == right.margin.mirrored()
        if right.finger_xy:
            assert left.finger_xy == (-right.finger_xy[0], right.finger_xy[1])


@settings(max_examples=12, deadline=None)
@given(st.floats(15, 28), st.sampled_from([-1.96, 1.96]), st.sampled_from(["right", "left"]))
def test_a_ruler_as_wrong_as_its_margin_allows_leaves_every_point_inside_its_region(thumb, deviations, side):
    """Not only its distance: a point on a slanted edge slides along it, and the region drawn must lie along it too."""
    reader = body({"thumb": thumb})
    lengths = {
        name: (cun.mm + deviations * cun.u_mm) / reader.mm_per_unit(name, "L") for name, cun in reader.cun.items()
    }
    off = Placer(
        LIMB.views,
        LIMB.rules,
        LIMB.skin,
        Yardstick(lengths, lengths["S_FOOT_LEN"], LIMB.per_leg, frozenset(LIMB.scales)),
    )
    for code in COUNTED:
        for view in LIMB.rules[code].views:
            place, there = reader.place(code, view, side), off.place(code, view)
            x = -there.x if side == "left" else there.x
            assert share_of_region(place, (x, there.y)) <= 1, (code, view)


def share_of_region(place: Place, xy) -> float:
    """How far a place lies from the middle of a region, as a share of the way to the edge of the 95 % ellipse."""
    up, right = place.axis, (place.axis[1], -place.axis[0])
    off = [(a - b) * place.mm_per_unit for a, b in zip(xy, place.xy, strict=True)]
    along = off[0] * up[0] + off[1] * up[1]
    aside = off[0] * right[0] + off[1] * right[1] - place.margin.lean * along
    most_along, most_across = place.margin.ellipse(0.95)
    return hypot(along / most_along, aside / most_across)


def test_bl58_moves_up_the_calf_with_a_wider_thumb_and_hardly_aside():
    """On the slanted edge of the calf muscle it slid 25 mm between a thumb of 21.5 and one of 24 mm."""
    narrow, wide = (body({"thumb": thumb}).place("BL58", "leg_posterior") for thumb in (21.5, 24.0))
    up, aside = ((b - a) * wide.mm_per_unit for a, b in zip(narrow.xy[::-1], wide.xy[::-1], strict=True))
    assert up == pytest.approx(7 * 1.12 * 2.5) and abs(aside) < 1
    assert body().place("BL58", "leg_posterior").xy == pytest.approx((0.0202, 0.2780), abs=1e-4)


def test_the_margin_of_lr9_lies_along_the_slanted_groove():
    """The groove behind the strap muscle: 10 mm further up the thigh is 3.5 mm further forward."""
    right, left = (body({"thumb": 20.7}).place("LR9", "leg_medial", side) for side in ("right", "left"))
    assert right.margin.lean == pytest.approx(-0.395, abs=0.01) and left.margin.lean == -right.margin.lean
    straight, leaning = right.margin.ellipse(0.95)[1], right.margin.spread(0.95)[1]
    assert leaning > straight + 1


def test_on_the_right_inner_leg_seen_from_inside_sp6_lies_behind_the_bump_to_the_right():
    """The mirror could be wrong twice: toes point to the left of this picture, so behind is to the right."""
    reader = body()
    bump = LIMB.views["leg_medial"].landmark("MM")[0]
    assert reader.place("SP6", "leg_medial").xy[0] > bump
    assert reader.place("SP6", "leg_medial", "left").xy[0] < -bump


def test_a_longer_leg_has_more_millimetres_in_the_same_drawing():
    short, long = (body(segments_mm={"S_LEG_MED": mm}) for mm in (300.0, 450.0))
    assert long.mm_per_unit("S_LEG_MED", "L") / short.mm_per_unit("S_LEG_MED", "L") == pytest.approx(1.5)
    assert short.place("SP6", "leg_medial").xy == pytest.approx(long.place("SP6", "leg_medial").xy)


def test_fingers_never_size_the_drawn_limb():
    assert body({"thumb": 29.0}).view_mm_per_unit("leg_medial") == body().view_mm_per_unit("leg_medial")


def test_the_sole_point_is_told_from_the_toe_fold_in_millimetres():
    ki1 = body(segments_mm={"S_FOOT_LEN": 259.0}).place("KI1", "foot_sole")
    assert ki1.origin == "WEB23"
    assert ki1.distance_mm == pytest.approx(0.3333 * 0.8103 * 259, abs=1.0)


def test_a_felt_hollow_is_marked_approximate():
    assert body().place("GB34", "leg_lateral").approx
    assert not body().place("SP6", "leg_medial").approx


@pytest.mark.parametrize(
    ("arguments", "choices"),
    [
        (("SP99", "leg_medial"), ("no point 'SP99'", "SP6")),
        (("SP6", "leg_inside"), ("no view 'leg_inside'", "leg_medial")),
        (("SP6", "leg_medial", "both"), ("no side 'both'", "left")),
    ],
)
def test_an_unknown_name_is_answered_with_the_choices(arguments, choices):
    with pytest.raises(KeyError) as refused:
        body().place(*arguments)
    assert all(words in str(refused.value) for words in choices)
