"""What a reader does on the instrument, applied to what they chose."""

from __future__ import annotations

import pytest

from data import load_atlas
from ui.acts import applied
from ui.components.instrument import is_act
from ui.model import Choice, Layers, Model

ATLAS = load_atlas()
START = Model()


def after(*acts: dict, model: Model = START) -> Model:
    return applied(ATLAS, model, acts)


def test_a_press_opens_a_card_and_a_view_and_side_turn_the_drawing() -> None:
    now = after(
        {"act": "view", "view": "leg_lateral"}, {"act": "open", "code": "ST36"}, {"act": "side", "side": "left"}
    ).choice
    assert (now.view, now.point, now.side) == ("leg_lateral", "ST36", "left")


def test_a_point_of_another_view_turns_the_drawing_to_it() -> None:
    assert after({"act": "open", "code": "LI4"}).choice.view == "hand_dorsal"


def test_a_zone_takes_the_place_of_a_point_and_its_layer_is_drawn() -> None:
    now = after({"act": "open", "code": "KI1"}, {"act": "zone", "code": "Z_HEART"})
    assert (now.choice.point, now.choice.zone, now.layers.zones) == (None, "Z_HEART", "both")


def test_a_width_counts_as_it_was_typed_and_what_is_not_plain_is_asked_about() -> None:
    assert after({"act": "width", "name": "thumb", "text": "20,7"}).measures.accepted == {"thumb": 20.7}
    asked = after({"act": "width", "name": "thumb", "text": "2.07"}).measures
    assert asked.accepted == {} and asked.written["text_width"].reading is not None
    assert asked.written["text_width"].text == "2.07"


def test_the_last_of_several_acts_counts() -> None:
    acts = [{"act": "width", "name": "stature", "text": text} for text in ("170", "163")]
    assert after(*acts).measures.accepted == {"stature": 1630}


def test_a_layer_is_switched() -> None:
    assert after({"act": "layer", "name": "bones", "value": 100}).layers == Layers(bones=100)
    assert after({"act": "layer", "name": "tone", "value": "olive"}).layers.tone == "olive"


@pytest.mark.parametrize(
    "act",
    [
        {},
        {"act": "fly"},
        {"act": "open", "code": "SP99"},
        {"act": "open", "code": ["SP6"]},
        {"act": "view", "view": "<b>"},
        {"act": "side", "side": "both"},
        {"act": "width", "name": "nose", "text": "20"},
        {"act": "width", "name": "thumb", "text": 20},
        {"act": "finger", "finger": 3},
        {"act": "unit", "unit": "ell"},
        {"act": "unit", "unit": {}},
        {"act": "layer", "name": [], "value": True},
        {"act": "finger", "finger": {}},
        {"act": "view", "view": {}},
        {"act": "layer", "name": "bones", "value": "100"},
        {"act": "layer", "name": "nothing", "value": True},
        {"act": "layer", "name": "look", "value": "x"},
        {"act": "frame", "both": "yes"},
    ],
)
def test_an_act_that_makes_no_sense_changes_nothing(act: dict) -> None:
    assert after(act) == START


@pytest.mark.parametrize("told", [None, 3, "open", {"n": 1}, {"n": "1", "act": "open"}, {"act": "open"}])
def test_what_is_no_act_is_not_heard(told: object) -> None:
    assert not is_act(told)


def test_an_act_keeps_the_rest_of_what_was_chosen() -> None:
    before = Model(choice=Choice(complaints=("foot_pain",)))
    assert after({"act": "open", "code": "SP6"}, model=before).choice.complaints == ("foot_pain",)
