"""Where landmarks, curves and points stand: drawings and evaluated rules against our own reference placement."""

import csv
from collections import defaultdict
from math import hypot
from pathlib import Path

import numpy as np
import pytest
from shapely.geometry import LineString, shape
from shapely.geometry import Point as Spot

from coords.body import reference_yardstick
from coords.place import Placer
from coords.surface import PLAN
from coords.view import LEG_VIEWS, VIEWS
from data.promises.dataset import open_dataset
from data.promises.views import every_landmark_has_one_height, shape_gap
from data.shapes.points import point_features, stored_features, with_points

REFERENCE = Path(__file__).parents[1] / "reference"
DATASET = open_dataset()
LIMB = DATASET.atlas.limb
NEAR = 0.005  # view units: 1.3 mm on a foot, 4 mm on a leg
ROUNDING = 1e-4
EXCEPTIONS = {  # (point, view): (distance in view units, why it is not the reference place)
    ("BL67", "foot_dorsum"): (0.0056, "a tenth of a cun off the nail corner leaves the toe, so it is held on the skin"),
    ("BL67", "foot_lateral"): (0.0053, "the same place, carried to the side"),
    ("GB30", "leg_posterior"): (0.0604, "above the drawing: no measured skin carries it over, and it is not drawn"),
}


def rows(table: str) -> list[dict[str, str]]:
    with open(REFERENCE / f"{table}.csv", newline="", encoding="utf-8") as file:
        return list(csv.DictReader(file))


def place(row: dict[str, str]) -> tuple[float, float]:
    return float(row["x"]), float(row["y"])


def apart(one, other) -> float:
    return hypot(one[0] - other[0], one[1] - other[1])


def ten_largest(gaps: dict) -> list:
    """For the eye, with `pytest -s`."""
    worst = sorted(gaps.items(), key=lambda item: -item[1])[:10]
    print(*(f"{gap:.5f} {' '.join(name)}" for name, gap in worst), sep="\n")
    return worst


def test_every_landmark_stands_where_we_placed_it():
    gaps = {
        (row["id"], row["view"]): apart(LIMB.views[row["view"]].landmark(row["id"]), place(row))
        for row in rows("landmarks_by_view")
    }
    assert len(gaps) == 142
    assert ten_largest(gaps)[0][1] < ROUNDING


def test_every_curve_runs_where_we_placed_it():
    lines = defaultdict(list)
    for row in rows("curves_by_view"):
        lines[row["id"], row["view"]].append(place(row))
    gaps = {
        (name, view): float(np.abs(LIMB.views[view].curve(name) - line).max()) for (name, view), line in lines.items()
    }
    assert len(gaps) == 82
    assert ten_largest(gaps)[0][1] < ROUNDING


def test_every_point_lands_where_we_placed_it():
    gaps = {
        (row["code"], row["view"]): apart(DATASET.placer.place(row["code"], row["view"]).xy, place(row))
        for row in rows("points_by_view")
    }
    assert len(gaps) == 161
    far = {key: round(gap, 4) for key, gap in gaps.items() if gap > NEAR}
    ten_largest(gaps)
    assert far == {key: distance for key, (distance, _) in EXCEPTIONS.items()}


def test_every_drawn_place_has_a_reference():
    known = {(row["code"], row["view"]) for row in rows("points_by_view")}
    assert set(DATASET.drawn) <= known
    undrawn = {code for code, _ in known - set(DATASET.drawn)}
    assert undrawn == {"GB29", "GB30", "BL54", "ARTICLE-PINKY"}


def test_sp6_lies_three_fifteenths_up_the_inner_leg_behind_the_shin_bone():
    ankle_bump, kneecap = LIMB.views["leg_medial"].landmark("MM")[1], LIMB.views["leg_medial"].landmark("PAT_APEX")[1]
    x, y = DATASET.placer.place("SP6", "leg_medial").xy
    assert y == pytest.approx(ankle_bump + (kneecap - ankle_bump) * 3 / 15)
    assert (x, y) == pytest.approx((0.0615, 0.1812), abs=ROUNDING)
    edge = DATASET.placer.beside("TIBIA_MED_BORDER", (x, y), "leg_medial")[0]
    assert 873 * (x - edge) == pytest.approx(7, abs=0.1), "mm behind the edge, in the soft part"
    assert x > DATASET.placer.beside("TIBIA_MED_SURFACE_MID", (x, y), "leg_medial")[0]


@pytest.mark.parametrize(
    ("code", "view", "bone", "edge", "tendon"),
    [
        ("KI3", "foot_medial", "inner_ankle_bump", "MM_POST", "ACH_MED_ANT"),
        ("BL60", "foot_lateral", "outer_ankle_bump", "LM_POST", "ACH_LAT_ANT"),
    ],
)
def test_the_points_behind_the_ankle_lie_in_the_middle_of_the_hollow(code, view, bone, edge, tendon):
    drawing, (x, y) = LIMB.views[view], DATASET.placer.place(code, view).xy
    rear, cord = drawing.landmark(edge)[0], DATASET.placer.beside(tendon, (x, y), view)[0]
    assert x == pytest.approx((rear + cord) / 2)
    arc = next(
        shape(feature["geometry"])
        for feature in DATASET.atlas.documents[view]["features"]
        if feature["properties"]["id"] == bone
    )
    left, _, right, _ = arc.bounds
    assert 259 * (right - left) == pytest.approx({"KI3": 28.5, "BL60": 25}[code], abs=3.5), (
        "as wide as the bone of life"
    )
    assert 259 * arc.distance(Spot(rear, y)) < 5, "the drawn bump ends where the bone does"


def test_lr3_lies_just_in_front_of_where_the_drawn_bones_of_the_first_gap_touch():
    """A finger that slides back from the web stops where the bases touch; LR3 is half a foot cun in front of that."""
    bones = {
        feature["properties"]["id"]: shape(feature["geometry"])
        for feature in DATASET.atlas.documents["foot_dorsum"]["features"]
    }

    def gap_mm(y: float) -> float:
        level = LineString([(-0.2, y), (0.2, y)])
        first, second = (bones[f"metatarsal_{toe}"].intersection(level).bounds for toe in (1, 2))
        return 259 * (second[0] - first[2])

    stop, lr3 = LIMB.views["foot_dorsum"].landmark("MT12_BASES"), DATASET.placer.place("LR3", "foot_dorsum").xy
    assert max(gap_mm(stop[1]), gap_mm(stop[1] - 0.01)) < 1.2
    assert gap_mm(lr3[1]) > 6
    web, above = DATASET.placer.find("WEB12", PLAN), DATASET.placer.place("LR3", PLAN).xy
    assert 259 * apart(web, above) == pytest.approx(54.4, abs=0.5)


def test_ki1_lies_a_third_of_the_way_from_the_toe_fold_to_the_heel():
    web, heel = (LIMB.views["foot_sole"].landmark(name)[1] for name in ("WEB23", "HEEL_POST"))
    assert DATASET.placer.place("KI1", "foot_sole").y == pytest.approx(web - (web - heel) * 0.3333)
    assert DATASET.placer.place("KI1", "foot_sole").y == pytest.approx(0.5407, abs=ROUNDING)


def test_a_landmark_has_one_height_in_all_leg_and_side_views():
    assert every_landmark_has_one_height(DATASET) == []
    heights = {
        LIMB.views[view].landmarks["POP_CREASE_MID"][1]
        for view in LEG_VIEWS
        if "POP_CREASE_MID" in LIMB.views[view].landmarks
    }
    assert heights == {0.5305}


@pytest.mark.parametrize("view", VIEWS)
def test_stored_point_shapes_are_the_rules_evaluated_again(view):
    stored = stored_features(DATASET, view)
    fresh = {feature["properties"]["id"]: feature for feature in point_features(DATASET, view)}
    assert stored.keys() == fresh.keys() and fresh
    assert max(shape_gap(stored[name], fresh[name]) for name in fresh) < 2e-4


@pytest.mark.parametrize("view", VIEWS)
def test_the_middle_of_a_stored_hollow_is_its_evaluated_place(view):
    for name, feature in stored_features(DATASET, view).items():
        middle = shape(feature["geometry"]).centroid
        assert apart((middle.x, middle.y), DATASET.drawn[name, view]) < ROUNDING, name


def test_hollows_are_stored_as_areas_and_other_points_as_dots():
    kinds = {name: feature["geometry"]["type"] for name, feature in stored_features(DATASET, "foot_medial").items()}
    assert (kinds["SP3"], kinds["KI3"]) == ("Polygon", "Point")


def test_the_spots_of_a_set_say_whose_they_are():
    assert stored_features(DATASET, "foot_dorsum")["EX-LE10.34"]["properties"]["of"] == "EX-LE10"
    assert "EX-LE10" not in stored_features(DATASET, "foot_dorsum")


def test_writing_points_leaves_every_other_line_as_it_was():
    text = "\n".join(
        [
            '{"features": [',
            '{"type": "Feature", "properties": {"role": "point", "id": "old"}},',
            '{"type": "Feature", "properties": {"role": "bone",  "id": "tibia"}}',
            "]}",
            "",
        ]
    )
    new = {"type": "Feature", "properties": {"role": "point", "id": "SP6"}}
    assert with_points(text, [new]).splitlines() == [
        '{"features": [',
        '{"type": "Feature", "properties": {"role": "bone",  "id": "tibia"}},',
        '{"type": "Feature", "properties": {"role": "point", "id": "SP6"}}',
        "]}",
    ]
    assert with_points(with_points(text, [new]), [new]) == with_points(text, [new])


def test_a_view_file_on_one_line_is_refused():
    with pytest.raises(ValueError, match="one feature per line"):
        with_points('{"features": [\n{"type": "Feature"}, {"type": "Feature"}\n]}', [])


def test_the_left_view_is_the_mirror_of_the_right():
    right = LIMB.views["leg_medial"]
    left = right.mirrored()
    assert left.side == "left"
    assert right.directions["anterior"] == (-1, 0) and left.directions["anterior"] == (1, 0)
    assert left.landmark("MM") == (-right.landmark("MM")[0], right.landmark("MM")[1])
    assert left.frame == (-right.frame[2], right.frame[1], -right.frame[0], right.frame[3])
    assert left.outline.area == pytest.approx(right.outline.area)
    assert np.array_equal(left.mirrored().curve("TIBIA_MED_BORDER"), right.curve("TIBIA_MED_BORDER"))


@pytest.mark.parametrize(
    ("code", "view"),
    [
        ("SP6", "leg_medial"),
        ("KI7", "leg_medial"),
        ("GB36", "leg_lateral"),
        ("BL57", "leg_posterior"),
        ("SP3", "foot_medial"),
        ("KI6", "foot_medial"),
    ],
)
def test_a_rule_on_the_left_drawing_gives_the_mirrored_place(code, view):
    left = {name: drawing.mirrored() for name, drawing in LIMB.views.items()}
    there = Placer(left, LIMB.rules, LIMB.skin, reference_yardstick(LIMB)).place(code, view)
    here = DATASET.placer.place(code, view)
    assert there.xy == pytest.approx((-here.x, here.y))
