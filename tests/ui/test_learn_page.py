"""The page to learn the points from."""

from __future__ import annotations

from app_helpers import go_to, open_app

from data import load_atlas
from ui.model import Choice, Layers

ATLAS = load_atlas()


def test_the_liver_line_has_its_five_points_with_their_phases():
    app = go_to(open_app(), "learn")
    (five, others, *_) = [one.value for one in app.markdown if one.value.startswith("|")]
    assert "|Liver|LR1 wood|LR2 fire|LR3 earth|LR4 metal|LR8 water|" in five
    assert "|Liver|LR3 earth|LR5|LR6||" in others


def test_a_kind_is_chosen_and_its_points_open_alone_on_the_drawing():
    app = go_to(open_app(), "learn")
    app.selectbox(key="learn_title").set_value("cleft").run()
    told = "\n".join(one.value for one in app.markdown)
    assert "**GB36 Wàiqiū**: a narrow place where qi and blood are said to gather" in told
    app.button(key="learn_alone").click().run()
    assert not app.exception
    assert app.session_state[Layers.__name__].title == "cleft"
    assert app.session_state[Choice.__name__].point == "ST34"


def test_every_set_that_is_taught_says_who_teaches_it():
    app = go_to(open_app(), "learn")
    told = "\n".join(one.value for one in app.markdown)
    assert "**The four gates**: LI4, LR3: both hands and both feet" in told
    assert "Taught by Yang 1601; Zhenjiu xue textbook." in told
