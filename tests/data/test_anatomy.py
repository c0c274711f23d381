"""Promises about bones and the skin over them: each can be broken, and says so."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import replace

from promise_helpers import each_broken
from test_data import DATASET, sentences, with_landmark

from content.words import word
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
