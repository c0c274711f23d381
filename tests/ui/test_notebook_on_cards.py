"""The notebook in the whole app, without a browser: on the cards and the drawing; what its faults do to the atlas."""

from __future__ import annotations

import sqlite3
import time
from collections.abc import Iterator
from contextlib import closing
from datetime import datetime
from pathlib import Path

import pytest
from app_helpers import choose, go_to, heading, mark_of, open_app, pick, pins, problems, says, texts
from streamlit.testing.v1 import AppTest

import ui.notebook
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from notebook import LOCAL, MyPlace, Note, Notebook, open_database

ATLAS = load_atlas()
CLOSED = "Your notebook cannot be opened now."
REAL_OWNER = ui.notebook.owner
SCRIPT = "<script>document.title = 'run'</script> **bold**"


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A notebook folder of its own, on a computer of its own."""
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK_FOLDER", str(tmp_path))
    monkeypatch.delenv("CUN_ATLAS_DATABASE_URL", raising=False)
    monkeypatch.delenv("CUN_ATLAS_NOTEBOOK", raising=False)
    monkeypatch.setattr(ui.notebook, "owner", lambda: LOCAL)
    yield tmp_path
    ui.notebook.close()


@pytest.fixture
def mine(folder: Path) -> Notebook:
    return Notebook(open_database(folder=folder))


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def write(app: AppTest) -> AppTest:
    """Open the part of the card that is written into."""
    app.session_state["nb_write_here"] = True
    return app.run()


def own_parts(app: AppTest) -> list[str]:
    """The keys of the notebook's boxes and buttons on the page."""
    shown = [*app.button, *app.text_area, *app.number_input]
    return [one.key for one in shown if str(one.key).startswith("nb_")]


def test_a_star_and_a_note_on_a_card_are_there_at_the_next_visit_and_in_my_points(mine: Notebook):
    app = write(press(open_app(point="ST36"), "nb_star"))
    app.text_area(key="nb_card_note").set_value("best after a walk").run()
    press(app, "nb_card_keep")
    again = open_app(point="ST36")
    assert again.button(key="nb_star").label == "★ My favourite" and says(again, "best after a walk")
    assert not says(open_app(point="SP6"), "best after a walk")
    points = choose(go_to(again, "notebook"), "nb_part", "mine")
    assert says(points, "★ ST36") and any("ST36 (1)" in window.label for window in points.expander)


def test_a_zones_card_has_star_and_note_and_asks_for_no_place(mine: Notebook):
    app = write(press(open_app(view="foot_sole", zone="Z_HEEL"), "nb_star"))
    assert not [key for key in own_parts(app) if key.startswith("nb_place")]
    app.text_area(key="nb_card_note").set_value("warm").run()
    press(app, "nb_card_keep")
    assert [(star.layer, star.code) for star in mine.favourites()] == [("zone", "Z_HEEL")]
    assert [note.text for note in mine.notes_on("zone", "Z_HEEL")] == ["warm"]


@pytest.mark.parametrize("side", ["right", "left"])
def test_mine_is_4_mm_higher_puts_my_mark_4_mm_above_the_dot(mine: Notebook, side: str):
    app = write(open_app(point="ST36", view="leg_anterior", side=side))
    assert pins(app, side)["mine"] == []
    app.number_input(key="nb_place_up").set_value(4.0).run()
    press(app, "nb_place_keep")
    for shown in (app, open_app(view="leg_anterior", side=side)):  # and at the next visit, with no card open
        (own,) = pins(shown, side)["mine"]
        dot = mark_of(shown, "ST36")
        mm = Body(ATLAS.limb, Measurements()).view_mm_per_unit("leg_anterior")
        assert (own["x"][0] - dot[0]) * mm == pytest.approx(0, abs=0.05)
        assert (own["y"][0] - dot[1]) * mm == pytest.approx(4, abs=0.05)
        assert own["symbol"] == "circle-x-open"
    other = "left" if side == "right" else "right"
    assert pins(open_app(view="leg_anterior", side=other), other)["mine"] == []


def test_a_script_in_a_note_is_text_on_the_card(mine: Notebook):
    mine.add(Note(datetime.now().astimezone(), "point", "ST36", SCRIPT))
    (shown,) = [text for text in texts(open_app(point="ST36")) if "document.title" in text]
    assert "<" not in shown.replace("\\<", "") and "**bold**" in shown


def test_a_locked_notebook_neither_delays_nor_hides_the_atlas(folder: Path, mine: Notebook):
    mine.set_my_place(MyPlace("ST36", "leg_anterior", "right", 4, 0))
    mine.database.close()
    open_app(point="ST36")  # warm, and open
    ui.notebook.close()
    with closing(sqlite3.connect(folder / "notebook.sqlite", isolation_level=None)) as other:
        other.execute("PRAGMA locking_mode = EXCLUSIVE")
        other.execute("BEGIN IMMEDIATE")
        began = time.monotonic()
        app = open_app(point="ST36", view="leg_anterior")
        pick(app, "ST37")
        took = time.monotonic() - began
        assert heading(app).startswith("ST37") and took < 3, "a locked file takes five seconds to refuse"
        ui.notebook._behind[ui.notebook._where()].join(20)
        assert any(CLOSED in words for words in problems(app.run())) and heading(app).startswith("ST37")
        other.execute("ROLLBACK")
    ui.notebook._faults.clear()  # the patience of other pages is over
    app.run()
    assert "nb_star" in own_parts(app) and not any(CLOSED in words for words in problems(app))


def test_a_damaged_notebook_leaves_the_atlas_as_it_is_and_says_so_on_the_card(folder: Path):
    (folder / "notebook.sqlite").write_bytes(b"not a notebook" * 1000)
    app = open_app(point="ST36")
    assert heading(app).startswith("ST36") and mark_of(app, "ST36")
    app.run()
    assert [words for words in problems(app) if CLOSED in words] and own_parts(app) == []
    assert says(go_to(app, "notebook"), "is damaged and cannot be read")


def test_phone_mode_shows_nothing_of_the_notebook_on_the_atlas(folder: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK", "off")
    monkeypatch.setattr(ui.notebook, "owner", REAL_OWNER)
    for address in ({"point": "ST36"}, {"view": "foot_sole", "zone": "Z_HEEL"}):
        app = open_app(**address).run()
        assert own_parts(app) == [] and heading(app)
        assert not [text for text in texts(app) if "notebook" in text.lower()]
    assert list(folder.iterdir()) == []
