"""Reflexology zones on the atlas page, without a browser: their cards, what answers leave out, what unfolds."""

import pytest
from app_helpers import card, chosen, instrument, layer, open_app, pick, remember, says, texts, unfold
from streamlit.testing.v1 import AppTest

from data.zones import load_zones
from ui.care import Answers
from ui.model import Choice

ZONES = load_zones()


def open_zone(name: str, **answers: str) -> AppTest:
    app = open_app(zone=name)
    return remember(app, Answers, given=answers).run() if answers else app


def test_every_zone_has_a_card_that_opens_and_keeps_the_two_systems_apart():
    app = open_app()
    for name, zone in ZONES.items():
        remember(app, Choice, zone=name, point=None, view=zone.views[0], side=zone.sides[0]).run()
        assert not app.exception
        told = card(app)
        assert told["title"] == zone.name and "a different system from meridian points" in told["subtitle"]
        assert any(words in told["studies"].lower() for words in ("no good study", "nothing convincing"))
        assert zone.variation in " ".join(told.values()) and zone.where in told["where"]


def test_a_card_says_strokes_seconds_and_pressure():
    told = card(open_zone("Z_SCIATIC_BAND"))
    assert "sets of 5 to 10" in told["how"] and "10 minutes on a foot" in told["how"]
    assert "level 2 of 5" in told["how_hard"]
    assert "From one article alone" in told["labels"] and "a rough guess" in told["labels"]


def test_sources_and_movement_unfold_and_the_link_names_the_zone():
    app = unfold(unfold(open_zone("Z_HEEL"), "zone_sources"), "zone_movement_Z_HEEL")
    assert not app.exception
    assert says(app, "P. Sze") and says(app, "Not when there is")
    address = next(one.value for one in app.code)
    assert "zone=Z_HEEL" in address and "point=" not in address


def test_in_the_first_months_of_a_pregnancy_a_zone_is_told_but_not_how_to_work_it():
    app = open_zone("Z_HEEL", pregnant="first_months")
    assert card(app).keys() == {"title", "names", "left_out"} and card(app)["title"] == "Heel"
    assert not [text for text in texts(app) if "level 2 of 5" in text]


def test_with_diabetes_the_card_limits_the_pressure():
    told = card(open_zone("Z_HEEL", diabetes="yes"))
    assert "at most level 2 of 5" in told["limit"] and "level 2 of 5" in told["how_hard"]


def test_a_zone_that_is_opened_brings_its_layer_and_takes_the_place_of_the_point():
    app = pick(open_app(point="SP6", view="leg_medial"), "Z_LIVER")
    assert (chosen(app).zone, chosen(app).point, chosen(app).view) == ("Z_LIVER", None, "foot_sole")
    assert instrument(app)["layers"]["zones"] == "both"
    assert chosen(pick(open_app(side="left"), "Z_LIVER")).side == "right", "the liver's zone is on the right foot"


def test_groups_of_zones_are_chosen_by_name():
    app = layer(open_app(view="foot_sole"), "systems", ["back", "no such group"])
    assert instrument(app)["layers"]["systems"] == ["back"]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("Z_HEEL", "sides of the heel. On both feet."),
        ("Z_HEART", "third toe. On the left foot only."),
        ("Z_LIVER", "bump on the outer edge. On the right foot only."),
    ],
)
def test_the_card_says_the_foot_once(name, words):
    told = " ".join(card(open_zone(name)).values())
    assert words in told
    assert told.lower().count("foot only") == (0 if ZONES[name].side == "both" else 1)
