"""Promises about bones and the skin over them: each can be broken, and says so."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from promise_helpers import each_broken
from test_data import DATASET, sentences, with_landmark

from content.words import word
from coords.surface import PLAN
from data.promises import anatomy
from data.promises.dataset import Dataset


def with_bone_moved(view: str, name: str, dx: float, dy: float) -> Dataset:
    """The dataset with every corner of a bone moved."""
    documents = deepcopy(dict(DATASET.atlas.documents))
    bone = next(one for one in documents[view]["features"] if one["properties"]["id"] == name)
    bone["geometry"]["coordinates"] = [[[x + dx, y + dy] for x, y in ring] for ring in bone["geometry"]["coordinates"]]
    return Dataset(replace(DATASET.atlas, documents=documents), DATASET.tables)


def with_scale_drawn(name: str, length: float) -> Dataset:
    limb = DATASET.atlas.limb
    return Dataset(replace(DATASET.atlas, limb=replace(limb, drawn={**limb.drawn, name: length})), DATASET.tables)


DAMAGE: dict = {
    anatomy.the_knee_is_that_of_life: [
        (lambda: with_bone_moved("leg_lateral", "femur", 0, -0.014), "lies 36.0 mm under the epicondyle, in people 24"),
        (lambda: with_bone_moved("leg_anterior", "fibula", 0, 0.014), "the fibula lies 10.3 mm under the joint"),
        (
            lambda: with_landmark("leg_medial", "PAT_APEX", (-0.0259, 0.506)),
            "lies 21.4 mm from the height of the lower end of the kneecap",
        ),
    ],
    anatomy.the_drawn_leg_is_the_one_the_model_starts_with: [
        (lambda: with_scale_drawn("S_LEG_LAT", 0.4265), "S_LEG_LAT is drawn 372 mm long and reckoned 401"),
    ],
    anatomy.the_marks_on_top_of_the_foot_lie_on_its_bones: [
        (lambda: with_bone_moved("foot_dorsum", "metatarsal_2", 0, 0.03), "ST42 lies 9"),
        (
            lambda: with_bone_moved("foot_dorsum", "metatarsal_1", -0.02, 0),
            "metatarsal_2 are 6",
        ),
        (lambda: with_bone_moved("foot_dorsum", "metatarsal_5", -0.03, 0.02), "GB41 lies between bones that are"),
        (
            lambda: with_landmark(PLAN, "MT12_BASES", (-0.038, 0.54)),
            "LR3 lies 64.8 mm from the web; it should be 53 to 56",
        ),
        (lambda: with_landmark(PLAN, "MTP4", (0.1, 0.73)), "GB42 lies"),
    ],
    anatomy.a_bone_is_one_bone_in_all_views: [
        (
            lambda: with_bone_moved("foot_sole", "metatarsal_1", 0, -0.02),
            "metatarsal_1 ends 7.9 mm from where it ends in foot_medial",
        ),
        (lambda: with_bone_moved("leg_lateral", "metatarsal_5", 0.005, 0), "metatarsal_5 ends 4"),
    ],
    anatomy.the_knuckles_are_as_far_from_the_finger_creases_as_in_people: [
        (lambda: with_bone_moved("hand_palmar", "proximal_phalanx_3", 0, 0.06), "the middle knuckle lies"),
        (
            lambda: with_bone_moved("hand_dorsal", "metacarpal_3", 0, 0.04),
            "metacarpal_3 ends 7.5 mm from where it ends",
        ),
        (lambda: with_bone_moved("hand_palmar", "lunate", 0, 0.068), "in people 9.2"),
    ],
    anatomy.ki1_lies_in_its_drawn_hollow: [
        (lambda: with_landmark("foot_sole", "WEB23", (-0.0255, 0.74)), "from the middle of its drawn hollow"),
    ],
}


@each_broken(DAMAGE)
def test_the_promise_can_be_broken_and_says_so(promise, damage, sentence):
    assert sentence in sentences(promise(damage()))


def test_each_of_these_promises_is_kept_and_has_been_broken_once():
    assert set(DAMAGE) == set(anatomy.PROMISES)
    assert [finding for promise in anatomy.PROMISES for finding in promise(DATASET)] == []


def test_the_measure_page_tells_the_knee_crease_where_it_is_drawn():
    assert "level with the lower end of the kneecap" in word("measure.how_S_LEG_LAT")
    marks = DATASET.atlas.limb.views["leg_lateral"].landmarks
    crease, apex, base = (marks[name][1] for name in ("POP_CREASE_MID", "PAT_APEX", "PAT_BASE_MID"))
    assert abs(crease - apex) < abs(crease - (apex + base) / 2)
