"""What the browser is asked to keep of the reader's measures."""

import pytest
from app_helpers import act, go_to, instrument, open_app, remember, remembered, says, type_width

from ui.model import Measures

MINE = "finger=thumb&mm=20.7"


def test_a_typed_width_is_kept_and_one_taken_out_is_forgotten():
    app = type_width(open_app(), "20.7")
    assert instrument(app)["keep"] == MINE and not instrument(app)["kept"]
    assert instrument(type_width(app, ""))["keep"] == ""


def test_the_line_says_that_typed_measures_are_kept_and_forgets_them_at_once():
    app = type_width(open_app(), "20.7")
    assert instrument(app)["keeps"] and not instrument(open_app(finger="thumb", mm="24"))["keeps"]
    app = act(app, "forget")
    assert instrument(app)["keep"] == "" and not instrument(app)["keeps"]


@pytest.mark.parametrize("came", ["typed", "kept"])
def test_after_a_gap_the_readers_own_measures_are_not_taken_for_those_of_a_link(came):
    app = open_app(finger="thumb", mm="20.7")
    assert instrument(app)["keep"] is None, "all that the server knows is the address"
    app = act(app, "again", came=came)
    assert instrument(app)["keep"] == MINE and instrument(app)["kept"] == (came == "kept")
    assert instrument(act(app, "again", came="elsewhere"))["keep"] == MINE


def test_a_page_that_was_told_nothing_leaves_what_is_kept():
    assert instrument(open_app())["keep"] is None


def test_measures_of_a_link_are_used_and_not_kept_even_when_more_is_typed():
    app = open_app(finger="thumb", mm="24")
    assert instrument(type_width(app, "180", "stature"))["keep"] is None
    assert not says(go_to(app, "measure"), "kept in this browser for your next visit")
    app = type_width(type_width(type_width(go_to(app, ""), "", "stature"), ""), "20.7")
    assert instrument(app)["keep"] == MINE, "with all of the link taken out it is the reader's own again"


def test_measures_of_last_time_are_told_as_such_and_forgotten_when_asked():
    app = open_app(kept="yes", finger="thumb", mm="20.7")
    assert instrument(app)["kept"] and instrument(app)["keep"] == MINE and "kept" not in app.query_params
    assert says(go_to(app, "measure"), "kept in this browser for your next visit")
    app = act(go_to(app, ""), "forget")
    assert remembered(app, Measures).accepted == {} and instrument(app)["keep"] == ""


@pytest.mark.parametrize("who", [{"whose": "other"}, {"age": "10-17"}])
def test_a_childs_and_another_persons_leg_are_not_kept(who):
    app = remember(type_width(open_app(), "20.7"), Measures, **who).run()
    assert instrument(app)["keep"] == "", "what had been kept before it was said whose leg it is goes too"
    app = open_app(kept="yes", finger="thumb", mm="20.7")
    app = type_width(remember(app, Measures, **who).run(), "16")
    assert instrument(app)["keep"] == MINE, "the reader's own of last time stay"
