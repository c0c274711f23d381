"""Beside the start of a routine: the handout of it, and two weeks of it in the notebook, or why not."""

from __future__ import annotations

import pytest
from app_helpers import go_to, open_app, remember, says, texts
from care_helpers import answered_no
from paper_helpers import read
from streamlit.testing.v1 import AppTest

import ui.notebook
from content.handout_pages import routine_pdf
from content.words import word
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.care.decision import decide, load_care
from data.practice import load_practice
from notebook import LOCAL, Notebook, NotebookOff, open_database
from notebook.two_weeks import is_log
from ui.model import Choice
from web.plates import relief_png

ATLAS, PRACTICE = load_atlas(), load_practice()
HEEL = PRACTICE.routines["RT_HEEL"]


@pytest.fixture
def mine(tmp_path, monkeypatch) -> Notebook:
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK_FOLDER", str(tmp_path))
    monkeypatch.setattr(ui.notebook, "owner", lambda: LOCAL)
    return Notebook(open_database(folder=tmp_path))


def opened(page: str) -> AppTest:
    app = open_app()
    remember(app, Choice, complaints=("heel_pain",), routine="RT_HEEL")
    return answered_no(go_to(app, page))


def labels(app: AppTest) -> list[str]:
    return [button.label for button in app.button] + [button.proto.label for button in app.get("download_button")]


@pytest.mark.parametrize("page", ["complaints", "session"])
def test_a_routine_is_printed_and_logged_beside_its_start(mine, page):
    app = opened(page)
    assert {"Print this", "Log this for two weeks"} <= set(labels(app))
    app.button(key="routine_log").click().run()
    (plan,) = mine.plans()
    assert is_log(plan) and (plan.complaint, plan.routine) == ("heel_pain", "RT_HEEL")
    assert "Log this for two weeks" not in labels(app), "it runs already"
    assert any("Your two weeks begin today" in box.value for box in app.success)


@pytest.mark.parametrize("reason", ["phone", "sign_in", "shared"])
def test_where_the_notebook_is_off_one_sentence_stands_in_the_place_of_the_button(monkeypatch, reason):
    def off() -> str:
        raise NotebookOff(reason, "")

    monkeypatch.setattr(ui.notebook, "owner", off)
    app = opened("complaints")
    assert (
        says(app, word(f"routine.no_log_{reason}"))
        and "Log this for two weeks" not in labels(app)
        and "Print this" in labels(app)
    )
    assert (
        word(f"routine.no_log_{reason}").count(".") == 1
        and sum(word(f"routine.no_log_{reason}") in text for text in texts(app)) == 1
    )


def test_the_handout_has_the_readers_centimetres_and_leaves_out_what_the_answers_do():
    body, done = Body(ATLAS.limb, Measurements(stature_mm=1630.0)), decide(load_care(), {}).routine(HEEL)
    text = " ".join(page.text for page in read(routine_pdf(ATLAS, PRACTICE, body, HEEL, done, relief_png)))
    assert "Sore heel" in text and "height 163.0 cm" in text and "22 minutes in all" in text
    assert "QR" not in text and "http" not in text
