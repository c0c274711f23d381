"""Where a point may lie: distance along the limb, margins, ellipses, and the arithmetic of the standard."""

import csv
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from coords.cun import Cun, segment_cun
from coords.region import (
    LANDMARK_SD_MM,
    Margin,
    along_fraction,
    along_from_cun,
    ellipse_outline,
    expert_sd_mm,
    landmark_sd_mm,
)

VECTORS = Path(__file__).parents[1] / "vectors"
LANDMARK = {"med_malleolus": "MM", "lat_malleolus": "LM", "popliteal_crease": "POP_CREASE_MID", "ST35": "ST35"}
SEGMENT = {"leg_medial_15": ("PAT_APEX", "MM", 15), "leg_lateral_16": ("POP_CREASE", "LM", 16)}


def rows(name: str) -> list[dict[str, str]]:
    with (VECTORS / name).open(encoding="utf-8") as file:
        return list(csv.DictReader(file))


POINT_ROWS, INVARIANT_ROWS = rows("point_vectors.csv"), rows("who_invariants.csv")


def test_no_published_example_is_missing():
    assert len(POINT_ROWS) == 72
    assert len(INVARIANT_ROWS) == 12


@pytest.mark.parametrize("row", POINT_ROWS, ids=lambda row: row["id"])
def test_each_published_point_has_its_distance_margin_ellipses_and_halo(row):
    k, origin = float(row["who_cun"]), LANDMARK[row["landmark_counted_from"]]
    if row["method"] == "bone_fraction_of_segment":
        start, end, parts = SEGMENT[row["segment"]]
        other = end if origin.startswith(start) else start
        sds = landmark_sd_mm(origin), landmark_sd_mm(other)
        y_mm, u_mm = along_fraction(k / parts, float(row["segment_mm"]), *sds)
    else:
        cun = Cun(float(row["cun_mm"]), float(row["u_cun_mm"]), "stature")
        if row["segment"]:
            cun = segment_cun("S_LEG_LAT", float(row["segment_mm"]), 16)
            assert (round(cun.mm, 4), round(cun.u_mm, 4)) == (float(row["cun_mm"]), float(row["u_cun_mm"]))
        y_mm, u_mm = along_from_cun(k, cun, landmark_sd_mm(origin))
    tolerance = float(row["tol_y_mm"])
    assert y_mm == pytest.approx(float(row["expected_y_mm"]), abs=tolerance)
    assert u_mm == pytest.approx(float(row["expected_u_y_mm"]), abs=tolerance)
    margin = Margin(u_mm, float(row["u_x_mm"]))
    expected = [float(row[f"ellipse{p}_{axis}_mm"]) for p in (68, 95) for axis in "yx"]
    assert [*margin.ellipse(0.68), *margin.ellipse(0.95)] == pytest.approx(expected, abs=tolerance)
    assert expert_sd_mm(k) == pytest.approx(float(row["expert_sigma_mm"]), abs=tolerance)


SECOND_DESCRIPTIONS = {  # row: (scale, cun from one end to the place, cun to the place compared with)
    "I01": ("S_LEG_MED", 13 - 3, 0),
    "I02": ("S_LEG_MED", 15 * 2 / 3, 0),
    "I03": ("S_LEG_MED", 15 / 3, 0),
    "I04": ("S_LEG_MED", 15 / 2 - 0.5, 0),
    "I05": ("S_LEG_LAT", 16 / 2 - 1, 0),
    "I06": ("S_LEG_LAT", 2 * 5, 2),
    "I07": ("S_LEG_LAT", 16 - 8 - 1, 0),
    "I08": ("S_LEG_LAT", 8 + 8, 0),
    "I09": ("S_LEG_MED", 3, 2),
    "I10": ("S_LEG_MED", 6, 3),
    "I11": ("S_LEG_MED", 5, 5),
    "I12": ("S_LEG_MED", 13 + 2, 0),
}


@pytest.mark.parametrize("row", INVARIANT_ROWS, ids=lambda row: row["id"])
def test_a_share_of_the_leg_and_a_count_of_its_cun_reach_the_same_place(row):
    """The standard's second description as a fraction of a measured leg, its first as cun of that leg."""
    scale_id, upper, lower = SECOND_DESCRIPTIONS[row["id"]]
    parts, leg_mm = {"S_LEG_MED": (15, 355.3), "S_LEG_LAT": (16, 386.3)}[scale_id]
    by_share = [along_fraction(count / parts, leg_mm, 3, 4)[0] for count in (upper, lower)]
    by_count_mm = along_from_cun(float(row["expected_value"]), segment_cun(scale_id, leg_mm, parts), 3)[0]
    assert by_share[0] - by_share[1] == pytest.approx(by_count_mm)


# ---- landmarks


def test_landmark_doubts_are_those_of_the_model():
    ids = ("MM", "PAT_APEX", "PAT_BASE_LAT", "ST35", "PAT_LIG_MED", "SP9", "POP_CREASE_LAT", "GLUTEAL_FOLD_MID")
    assert [landmark_sd_mm(name) for name in ids] == [3, 4, 4, 4, 4, 5, 6, 8]
    ids = ("PS_SUP", "GT", "SOLE_PLANE", "HEEL_POST", "TOE_TIPS")
    assert [landmark_sd_mm(name) for name in ids] == [8, 10, 1, 1.5, 1.5]
    assert landmark_sd_mm("GASTROC_NOTCH") == LANDMARK_SD_MM["GASTROC_NOTCH"] == 12
    assert landmark_sd_mm("MT5_TUB") == 6


# ---- along the limb


@given(st.floats(0.1, 20), st.floats(15, 35), st.floats(0.1, 4), st.floats(0.5, 12), st.floats(1.1, 3))
def test_a_surer_ruler_leaves_a_smaller_region(k, cun_mm, u_mm, s_landmark, worse):
    sure, unsure = (along_from_cun(k, Cun(cun_mm, u, "stature"), s_landmark) for u in (u_mm, worse * u_mm))
    assert sure[0] == unsure[0]
    assert sure[1] < unsure[1]


@given(st.floats(0.1, 20), st.floats(15, 35), st.floats(1.01, 2))
def test_a_longer_cun_puts_the_point_farther_in_proportion(k, cun_mm, times):
    near, far = (along_from_cun(k, Cun(mm, 1.0, "stature"), 3)[0] for mm in (cun_mm, times * cun_mm))
    assert far == pytest.approx(times * near)


def test_sp6_of_a_woman_by_her_height_is_7_2_cm_up_and_1_1_cm_unsure():
    y_mm, u_mm = along_from_cun(3, Cun(24.0781, 1.2039, "stature"), landmark_sd_mm("MM"))
    assert y_mm == pytest.approx(72.23, abs=0.01)
    assert Margin(u_mm, 4).plus_minus_cm == 1.1


@given(st.floats(0, 1), st.floats(100, 600), st.floats(1, 10), st.floats(1, 10))
def test_a_place_on_a_measured_segment_is_the_same_from_both_ends(t, segment_mm, s_a, s_b):
    from_a = along_fraction(t, segment_mm, s_a, s_b)[0]
    from_b = along_fraction(1 - t, segment_mm, s_b, s_a)[0]
    assert from_a + from_b == pytest.approx(segment_mm)


def test_at_the_end_of_a_segment_only_that_end_and_the_mark_are_in_doubt():
    assert along_fraction(0, 386.3, 6, 3) == pytest.approx((0, 6.5))


# ---- what is drawn and read


@pytest.mark.parametrize(("sd_mm", "shown_cm"), [(3.6, 0.8), (5.0, 1.0), (0.0, 0.0), (5.11, 1.1), (10 / 1.96, 1.0)])
def test_plus_minus_is_rounded_up_to_a_millimetre_for_reading(sd_mm, shown_cm):
    assert Margin(sd_mm, 4).plus_minus_cm == shown_cm


@given(st.floats(0.5, 40))
def test_plus_minus_never_promises_more_than_the_model(sd_mm):
    shown_mm = 10 * Margin(sd_mm, 4).plus_minus_cm
    assert 1.96 * sd_mm - 1e-6 <= shown_mm < 1.96 * sd_mm + 1 + 1e-6


def test_the_68_percent_ellipse_is_one_and_a_half_deviations():
    assert Margin(10, 4).ellipse(0.68) == pytest.approx((15.10, 6.04), abs=0.01)
    assert Margin(10, 4).ellipse(0.95) == pytest.approx((24.48, 9.79), abs=0.01)


def test_the_region_of_an_upright_limb_is_taller_than_wide_by_its_margins():
    outline = ellipse_outline((0.1, 0.5), Margin(10, 4), 800.0, (0, 1), 0.95)
    assert outline.shape == (48, 2)
    assert np.ptp(outline[:, 1]) * 800 == pytest.approx(2 * 24.477, abs=0.01)
    assert np.ptp(outline[:, 0]) * 800 == pytest.approx(2 * 9.791, abs=0.01)
    assert outline.mean(axis=0) == pytest.approx((0.1, 0.5))


@given(st.floats(0, 2 * np.pi), st.floats(0.01, 50), st.floats(1, 20), st.floats(1, 20), st.floats(100, 1000))
def test_the_region_turns_with_the_limb_and_holds_its_size(angle, stretch, along_mm, across_mm, mm_per_unit):
    axis = np.array([np.cos(angle), np.sin(angle)])
    margin = Margin(along_mm, across_mm)
    outline = ellipse_outline((0.2, 0.3), margin, mm_per_unit, stretch * axis, 0.68) - (0.2, 0.3)
    semi_along, semi_across = margin.ellipse(0.68)
    assert np.abs(outline @ axis).max() * mm_per_unit == pytest.approx(semi_along)
    assert np.abs(outline @ (axis[1], -axis[0])).max() * mm_per_unit == pytest.approx(semi_across)


def test_a_leaning_region_follows_the_edge_the_place_slides_on():
    """0.5 to the right for every mm up: its top lies 12.2 mm to the right, and it reaches further to both sides."""
    margin = Margin(10, 4, lean=0.5)
    outline = 800 * (ellipse_outline((0.1, 0.5), margin, 800.0, (0, 1), 0.95) - (0.1, 0.5))
    top = outline[outline[:, 1].argmax()]
    assert top == pytest.approx((12.24, 24.48), abs=0.01)
    assert margin.spread(0.95) == pytest.approx((24.48, float(np.hypot(12.24, 9.79))), abs=0.01)
    assert np.ptp(outline[:, 0]) / 2 == pytest.approx(margin.spread(0.95)[1], rel=0.01)
    mirrored = 800 * (ellipse_outline((-0.1, 0.5), margin.mirrored(), 800.0, (0, 1), 0.95) - (-0.1, 0.5))
    assert mirrored[mirrored[:, 1].argmax()] == pytest.approx((-12.24, 24.48), abs=0.01)


def test_experts_differ_by_one_centimetre_at_sp6_and_never_more_than_18_mm():
    assert expert_sd_mm(3) == pytest.approx(9.85, abs=0.01)
    assert expert_sd_mm(0) == 4
    assert expert_sd_mm(13) == 18


@pytest.mark.parametrize(
    "wrong",
    [
        lambda: Margin(-1, 4),
        lambda: Margin(1, float("nan")),
        lambda: Margin(1, 1, float("inf")),
        lambda: Margin(1, 1).ellipse(1.0),
        lambda: ellipse_outline((0, 0), Margin(1, 1), 0, (0, 1), 0.68),
        lambda: ellipse_outline((0, 0), Margin(1, 1), 800, (0, 0), 0.68),
    ],
)
def test_impossible_regions_are_refused(wrong):
    with pytest.raises(ValueError, match=r"must|margin is"):
        wrong()
