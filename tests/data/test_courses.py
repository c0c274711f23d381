"""What is drawn under the skin, and that it is one set of facts with the cautions; each promise can be broken."""

from collections.abc import Callable
from copy import deepcopy
from dataclasses import replace

import numpy as np
import pytest
from promise_helpers import each_broken

from coords.course import Course, nearest
from data.courses import ROLE, courses_of
from data.promises import courses as promises
from data.promises.dataset import Dataset, open_dataset

DATASET = open_dataset()
ATLAS = DATASET.atlas
NAMES, UNDER, WORDS = "words/en/courses.csv", "under_points.csv", "words/en/under_points.csv"


def with_feature(view: str, name: str, change: Callable[[dict], None]) -> Dataset:
    """The dataset with what is told of one course changed."""
    documents = deepcopy(dict(ATLAS.documents))
    change(next(one["properties"] for one in documents[view]["features"] if one["properties"].get("id") == name))
    return Dataset(replace(ATLAS, documents=documents), DATASET.tables)


def with_course(view: str, name: str, **changes) -> Dataset:
    courses = {**ATLAS.courses, view: {**ATLAS.courses[view], name: replace(ATLAS.courses[view][name], **changes)}}
    return Dataset(replace(ATLAS, courses=courses), DATASET.tables)


def moved(view: str, name: str, dx: float, dy: float = 0.0) -> Dataset:
    return with_course(view, name, line=ATLAS.courses[view][name].line + np.array([dx, dy]))


def with_rows(file: str, change: Callable[[list[dict]], list[dict]]) -> Dataset:
    return Dataset(ATLAS, {**DATASET.tables, file: change(deepcopy(DATASET.tables[file]))})


def with_cell(file: str, key: str, name: str, column: str, value: str) -> Dataset:
    return with_rows(file, lambda rows: [row | {column: value} if row[key] == name else row for row in rows])


def with_point(code: str, **changed) -> Dataset:
    points = {**ATLAS.points, code: replace(ATLAS.points[code], **changed)}
    return Dataset(replace(ATLAS, points=points), DATASET.tables)


def told(**changes) -> Callable[[dict], None]:
    return lambda properties: properties.update(changes)


DAMAGE = {
    promises.every_course_is_whole: [
        (lambda: with_feature("leg_medial", "tibial_nerve", told(kind="rope")), "the course tibial_nerve is a 'rope'"),
        (lambda: with_feature("leg_medial", "tibial_nerve", told(certainty="sure")), "tibial_nerve is 'sure' certain"),
        (lambda: with_feature("leg_medial", "tibial_nerve", told(source="netter")), "has the source 'netter', which"),
        (lambda: with_feature("leg_medial", "tibial_nerve", told(source="")), "tibial_nerve has no source"),
        (lambda: with_feature("leg_medial", "tibial_nerve", told(width_mm=[6])), "numbers above 0 as width_mm"),
        (lambda: with_feature("leg_medial", "tibial_nerve", told(depth_mm=None)), "numbers above 0 as depth_mm"),
    ],
    promises.every_course_has_its_name: [
        (lambda: with_feature("leg_medial", "tibial_nerve", told(id="ghost_nerve")), "ghost_nerve has no name"),
        (lambda: with_cell(NAMES, "id", "sciatic_nerve", "id", "ghost"), "ghost is drawn in no view"),
    ],
    promises.every_course_is_one_in_all_views: [
        (lambda: with_feature("leg_medial", "tibial_nerve", told(certainty="low")), "the course tibial_nerve is "),
        (lambda: with_feature("leg_medial", "tibial_nerve", told(kind="artery")), "medium artery"),
    ],
    promises.every_course_lies_in_the_skin: [
        (lambda: moved("leg_medial", "posterior_tibial_artery", 0.2), "posterior_tibial_artery leaves the skin for"),
    ],
    promises.every_structure_of_a_point_is_drawn_there: [
        (lambda: moved("foot_sole", "plantar_arch", 0.2), "KI1: plantar_arch is drawn 3"),
        (lambda: moved("leg_posterior", "common_peroneal_nerve", 0.03), "BL39: common_peroneal_nerve is drawn"),
        (lambda: moved("leg_anterior", "anterior_tibial_artery", 0.04), "ST36: anterior_tibial_artery is drawn"),
        (
            lambda: with_course(
                "leg_medial",
                "great_saphenous_vein",
                depth_mm=ATLAS.courses["leg_medial"]["great_saphenous_vein"].depth_mm + 20,
            ),
            "and told as skin",
        ),
    ],
    promises.every_course_at_a_point_is_among_its_structures: [
        (lambda: with_point("KI3", under=()), "nothing of KI3 tells posterior_tibial_artery"),
        (lambda: with_point("BL39", under=()), "nothing of BL39 tells common_peroneal_nerve"),
    ],
    promises.every_point_says_what_lies_under_it: [
        (lambda: with_point("SP6", under_words=None), "nothing says what lies under SP6"),
        (lambda: with_cell(UNDER, "code", "SP6", "view", "foot_sole"), "SP6 is not drawn in foot_sole"),
        (lambda: with_cell(UNDER, "code", "KI3", "pulse_of", "tibial_nerve"), "tibial_nerve is no artery"),
        (lambda: with_cell(WORDS, "code", "SP6", "skin", "the nerve, 10 mm in front"), "SP6: skin says '10 mm'"),
        (lambda: with_cell(WORDS, "code", "SP6", "bone", "the bone of the model"), "SP6: bone says 'model'"),
    ],
}


@each_broken(DAMAGE)
def test_the_promise_can_be_broken_and_says_so(promise, damage, sentence):
    assert sentence in "\n".join(map(str, promise(damage())))


def test_each_promise_has_been_broken_once():
    assert set(DAMAGE) == set(promises.PROMISES)


# ---- sentences an anatomist would check


def near(code: str, name: str, view: str) -> tuple[float, float]:
    """From a point to a course in mm: to the right of the picture, and up."""
    drawing = ATLAS.limb.views[view]
    return nearest(ATLAS.courses[view][name], DATASET.drawn[code, view], drawing.reference_unit_mm).toward


def test_behind_the_inner_ankle_bone_stand_two_tendons_artery_nerve_and_tendon_in_this_order():
    order = ["tibialis_posterior_tendon", "flexor_digitorum_longus_tendon", "posterior_tibial_artery", "tibial_nerve",
             "flexor_hallucis_longus_tendon"]  # fmt: skip
    level = ATLAS.limb.views["foot_medial"].landmarks["MM"][1]
    at = [_level_at(ATLAS.courses["foot_medial"][name], level) for name in order]
    assert at == sorted(at)
    edge = ATLAS.limb.views["foot_medial"].landmarks["MM_POST"][0]
    artery_mm = (at[2] - edge) * ATLAS.limb.views["foot_medial"].reference_unit_mm
    assert 9 <= artery_mm <= 14  # Gray 1883: half an inch behind the edge of the bone


def test_at_the_front_of_the_ankle_the_tendon_the_artery_and_the_nerve_lie_from_inner_to_outer():
    order = ["extensor_hallucis_longus_tendon", "dorsalis_pedis_artery", "deep_peroneal_nerve"]
    level = DATASET.drawn["ST42", "foot_dorsum"][1]
    at = [_level_at(ATLAS.courses["foot_dorsum"][name], level) for name in order]
    assert at == sorted(at)  # the inner side of the right foot is on the left


@pytest.mark.parametrize("view", ["leg_medial", "leg_posterior"])
def test_the_tibial_nerve_is_as_deep_from_the_inner_side_as_from_behind(view):
    nerve = ATLAS.courses[view]["tibial_nerve"]
    assert 8 <= nerve.depth_mm[np.argmin(nerve.line[:, 1])] <= 14 and nerve.depth_mm.max() > 40


def test_at_ki3_the_artery_is_just_in_front_and_the_nerve_at_the_point():
    artery, nerve = (near("KI3", name, "foot_medial") for name in ("posterior_tibial_artery", "tibial_nerve"))
    assert -5 <= artery[0] <= -2 and abs(nerve[0]) <= 2  # the toes are on the left


def test_at_sp6_vein_in_front_artery_and_nerve_behind():
    vein, artery, nerve = (near("SP6", name, "leg_medial")[0] for name in
                           ("great_saphenous_vein", "posterior_tibial_artery", "tibial_nerve"))  # fmt: skip
    assert vein < -15 and 3 <= artery <= 7 and artery < nerve <= 11


def test_a_course_is_nearest_where_it_runs_past_and_has_the_width_and_depth_of_that_place():
    line = Course("a", "artery", "high", (), np.array([[0, 0], [0, 1.0]]), np.array([2, 4]), np.array([10, 30]))
    found = nearest(line, (0.1, 0.25), 100)
    assert found.toward == pytest.approx((-10, 0)) and found.mm == pytest.approx(10)
    assert (found.width_mm, found.depth_mm, found.to_edge_mm) == pytest.approx((2.5, 15, 8.75))


def test_a_corner_without_a_width_is_told():
    told = {"role": ROLE, "id": "a", "width_mm": [1], "depth_mm": [1, 2], "kind": "nerve", "certainty": "low",
            "source": "x"}  # fmt: skip
    line = {"type": "LineString", "coordinates": [[0, 0], [1, 1]]}
    with pytest.raises(ValueError, match="a has 2 corners, 1 widths and 2 depths"):
        courses_of({"features": [{"properties": told, "geometry": line}]})


def test_what_disagreed_with_anatomy_is_settled():
    """Wrong structures are gone and missing ones are there, each with its caution."""
    under = {code: {one.structure for one in point.under} for code, point in ATLAS.points.items()}
    assert "anterior_tibial_artery" not in under["GB35"] and not {"femoral_artery", "adductor_canal"} & under["ST31"]
    assert "peroneal_branches" in under["EX-LE6"] and "anterior_tibial_artery" in under["ST40"]
    for code in ("GB36", "GB37", "GB38", "GB39", "ST41"):
        assert "superficial_peroneal_nerve" in under[code]
    assert {"lateral_sural_nerve", "small_saphenous_vein"} <= under["BL58"]
    assert "infrapatellar_nerve" in under["EX-LE4"] & under["EX-LE5"]
    assert "ulnar_artery" in under["HT7"] and "great_saphenous_vein" in under["LR9"]
    assert {"small_saphenous_vein", "medial_sural_nerve"} <= under["BL56"] & under["BL57"]


def _level_at(course: Course, y: float) -> float:
    """x of a course at a height."""
    line = course.line[np.argsort(course.line[:, 1])]
    return float(np.interp(y, line[:, 1], line[:, 0]))


@pytest.mark.parametrize("view", ("leg_medial", "leg_lateral", "foot_medial", "foot_lateral"))
def test_the_felt_edge_of_the_achilles_tendon_is_the_front_of_the_tendon_or_of_soleus(view):
    way, drawing = view.rpartition("_")[2], ATLAS.limb.views[view]
    for place in drawing.curve("ACH_MED_ANT" if way == "medial" else "ACH_LAT_ANT"):
        near = (nearest(ATLAS.courses[view][name], (place[0], place[1]), drawing.reference_unit_mm)
                for name in ("achilles_tendon", f"soleus_{way}_edge"))  # fmt: skip
        assert min(one.to_edge_mm for one in near) < 4
