"""The side of a limb: what the left one is to the right one."""

import pytest

from coords.side import Side
from coords.view import LEFT_TO_RIGHT
from data import load_atlas

LIMB = load_atlas().limb
LEFT, RIGHT = Side("left"), Side("right")


def test_the_right_limb_is_as_it_is_stored_and_the_left_one_is_its_mirror():
    assert RIGHT.mirrored((0.25, 0.5)) == (0.25, 0.5)
    assert LEFT.mirrored((0.25, 0.5)) == (-0.25, 0.5)
    assert RIGHT.box((0.0, 1.0, 2.0, 3.0)) == (0.0, 1.0, 2.0, 3.0)
    assert LEFT.box((0.0, 1.0, 2.0, 3.0)) == (-2.0, 1.0, -0.0, 3.0)


def test_mirroring_twice_gives_the_first_back():
    assert LEFT.mirrored(LEFT.mirrored((0.25, 0.5))) == (0.25, 0.5)
    assert LEFT.box(LEFT.box((0.0, 1.0, 2.0, 3.0))) == (0.0, 1.0, 2.0, 3.0)
    assert (LEFT.opposite, RIGHT.opposite, LEFT.opposite.opposite) == (RIGHT, LEFT, LEFT)


@pytest.mark.parametrize("word", ["both", "none", "", "Left"])
def test_a_word_that_names_no_side_is_refused(word):
    with pytest.raises(ValueError, match=f"'right' or 'left', not '{word}'"):
        Side(word)


@pytest.mark.parametrize("view", ["foot_sole", "foot_dorsum"])
def test_both_feet_stand_with_their_big_toes_in_the_middle(view):
    left_one, right_one = LEFT_TO_RIGHT[view]
    inward = LIMB.views[view].directions["medial"][0]
    assert Side(left_one).mirror * inward > 0 > Side(right_one).mirror * inward
    assert LEFT_TO_RIGHT["foot_sole"] == ("right", "left"), "seen from below"
