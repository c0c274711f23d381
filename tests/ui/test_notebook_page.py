"""The notebook's page without a browser: write, look back, change, delete, out and in, and what it says of faults."""

from __future__ import annotations

import json
import re
import sqlite3
from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest
from app_helpers import choose, go_to, problems
from app_helpers import texts as other_texts
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest

import ui.notebook
from charts.screen.mine import Sore, own_pins, spot_pins
from charts.screen.trends import changes_figure, course_figure, weeks_figure
from content.near import near_place, on_limb
from content.words import word
from coords.body import Body
from coords.cun import Measurements
from data import load_atlas
from data.care.decision import KeptStep
from data.practice import load_practice
from data.promises.words import ALLOWED, FORBIDDEN
from notebook import (
    LOCAL,
    Find,
    MyPlace,
    Note,
    Notebook,
    Plan,
    Pressed,
    Session,
    TenderSpot,
    alternate_weeks,
    open_database,
    to_json,
)
from notebook.two_weeks import new_log
from ui.cards import notebook_bits
from ui.pages.notebook import doctor as notebook_doctor
from ui.pages.notebook.place import own_place, place_words
from ui.pages.notebook.words import harmless

APP = Path(__file__).parents[1] / "browser" / "apps" / "notebook_app.py"
ATLAS = load_atlas()
BODY = Body(ATLAS.limb, Measurements())
SCRIPT = "<script>alert(1)</script> ![x](http://evil.example/a.png) **bold**"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A data folder of its own, on a computer of its own."""
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK_FOLDER", str(tmp_path))
    monkeypatch.delenv("CUN_ATLAS_DATABASE_URL", raising=False)
    monkeypatch.delenv("CUN_ATLAS_NOTEBOOK", raising=False)
    monkeypatch.setattr(ui.notebook, "owner", lambda: LOCAL)
    return tmp_path


@pytest.fixture
def mine(folder: Path) -> Notebook:
    """The notebook behind the page."""
    return Notebook(open_database(folder=folder))


@pytest.fixture
def open_page(folder: Path) -> Callable[..., AppTest]:
    """A new tab of the same reader; `part` is what is opened first."""

    def make(part: str = "write") -> AppTest:
        app = AppTest.from_file(str(APP), default_timeout=30).run()
        return choose(app, "nb_part", part) if part != "write" else app

    return make


def today(hour: int = 8, days_ago: int = 0) -> datetime:
    return datetime.now().astimezone().replace(hour=hour, minute=0, second=0, microsecond=0) - timedelta(days=days_ago)


def pressed(days_ago: int = 0, before: int = 6, after: int = 4, **more) -> Session:
    """A session with SP6 for heel pain."""
    return Session(today(20, days_ago), (Pressed("point", "SP6", "left", "press", 60),), "heel_pain", before=before,
                   after=after, **more)  # fmt: skip


def texts(app: AppTest) -> list[str]:
    """Everything the page says in words, its green boxes as well."""
    return [*other_texts(app), *(box.value for box in app.success)]


def says(app: AppTest, words: str) -> bool:
    return any(words in text.replace("\\", "") for text in texts(app))


def press(app: AppTest, key: str) -> AppTest:
    return app.button(key=key).click().run()


def charts_of(app: AppTest) -> list[dict[str, Any]]:
    """What each chart of the page is given."""
    components = (json.loads(one.proto.json) for one in app.get("bidi_component"))
    return [given for given in components if "alt" in given]


def tap(app: AppTest, x: float, y: float) -> AppTest:
    """The browser says that the reader tapped the drawing where nothing can be picked."""
    (chart,) = [one for one in app.get("bidi_component") if json.loads(one.proto.json).get("places")]
    told = WidgetState()
    told.id = _make_trigger_id(chart.proto.id, "events")
    told.json_trigger_value = json.dumps([{"event": "placed", "value": [x, y]}])
    widgets = app._tree.get_widget_states()
    widgets.widgets.append(told)
    return app._run(widgets)


# ---- writing


def test_a_session_written_by_hand_is_kept_as_it_was_written(open_page, mine):
    app = open_page()
    app.multiselect(key="nb_what").set_value(["point:SP6", "zone:Z_HEEL"]).run()
    app.selectbox(key="nb_side_SP6").set_value("left").run()
    app.selectbox(key="nb_way_SP6").set_value("press").run()
    app.number_input(key="nb_seconds_SP6").set_value(90).run()
    app.selectbox(key="nb_complaint").set_value("heel_pain").run()
    choose(app, "nb_before", 6)
    choose(app, "nb_after", 4)
    app.text_area(key="nb_note").set_value("after the walk").run()
    press(app, "nb_save")
    (kept,) = mine.list().entries
    assert kept.pressed == (Pressed("point", "SP6", "left", "press", 90), Pressed("zone", "Z_HEEL", "both", "", 60))
    assert (kept.complaint, kept.before, kept.after, kept.note) == ("heel_pain", 6, 4, "after the walk")
    assert kept.when.date() == date.today() and says(app, "Kept in your notebook")
    assert app.session_state["nb_what"] == [] and app.session_state["nb_before"] is None


def test_pressing_save_again_writes_nothing_twice(open_page, mine):
    app = open_page()
    choose(app, "nb_before", 5)
    first = app.session_state["nb_id"]
    press(app, "nb_save")
    assert mine.list().total == 1
    app.session_state["nb_id"], app.session_state["nb_before"] = first, 5  # the first press, told again
    press(app, "nb_save")
    assert mine.list().total == 1


def test_several_entries_fit_on_one_day_and_on_a_day_long_past(open_page, mine):
    app = open_page()
    for score in (7, 5):
        choose(app, "nb_before", score)
        press(app, "nb_save")
    app.date_input(key="nb_date").set_value(date(2026, 3, 14)).run()
    choose(app, "nb_before", 3)
    press(app, "nb_save")
    assert [entry.before for entry in mine.list().entries][-1] == 3
    assert mine.list(Find(since=date(2026, 3, 14), until=date(2026, 3, 14))).total == 1
    assert mine.list(Find(since=date.today())).total == 2
    assert app.session_state["nb_date"] == date.today(), "the next entry is of today again"


def test_a_day_still_to_come_and_an_empty_entry_are_refused_in_words(open_page, mine):
    app = press(open_page(), "nb_save")
    assert says(app, "An entry needs something")
    app.date_input(key="nb_date").set_value(date.today() + timedelta(days=2)).run()
    choose(app, "nb_before", 3)
    press(app, "nb_save")
    assert says(app, "still to come") and mine.list().total == 0
    assert app.session_state["nb_before"] == 3, "what was written still stands there"


@pytest.mark.parametrize("side", ["right", "left"])
def test_a_tapped_tender_spot_is_kept_on_the_stored_limb_with_its_nearest_points(open_page, mine, side):
    app = choose(open_page(), "nb_kind", "tender_spot")
    choose(app, "nb_spot_side", side)
    x, y = BODY.place("KI1", "foot_sole", side).xy
    tap(app, x, y)
    assert says(app, "Near it: KI1, 0 mm")
    choose(app, "nb_before", 7)
    press(app, "nb_save")
    (spot,) = mine.tender_spots()
    right = BODY.place("KI1", "foot_sole", "right").xy
    assert (spot.view, spot.side, spot.score) == ("foot_sole", side, 7)
    assert (spot.x, spot.y) == pytest.approx(right, abs=1e-4)
    assert (spot.near[0].layer, spot.near[0].code) == ("point", "KI1")
    assert any(near.layer == "zone" for near in spot.near)


def test_a_tap_beside_the_foot_and_a_spot_without_a_place_are_refused(open_page, mine):
    app = choose(open_page(), "nb_kind", "tender_spot")
    tap(app, 0.22, 1.0)
    assert says(app, "beside the drawing")
    press(app, "nb_save")
    assert says(app, "Tap the sore place on the drawing") and mine.tender_spots() == ()


def test_a_tender_spot_can_be_placed_without_tapping(open_page, mine):
    app = choose(open_page(), "nb_kind", "tender_spot")
    app.selectbox(key="nb_spot_point").set_value("KI1").run()
    press(app, "nb_save")
    assert mine.tender_spots()[0].near[0].code == "KI1"


def test_what_is_half_written_survives_a_look_at_another_part(open_page):
    app = open_page()
    app.text_area(key="nb_note").set_value("half").run()
    choose(choose(app, "nb_part", "entries"), "nb_part", "write")
    assert app.text_area(key="nb_note").value == "half"


# ---- looking back


def test_an_entry_is_found_by_its_words_its_day_and_its_point(open_page, mine):
    mine.add(pressed(0, note="after the walk"))
    mine.add(pressed(0, note="before bed"))
    mine.add(Note(today(), "point", "KI3", "Café"))
    app = open_page("entries")
    assert says(app, "3 entries")
    app.text_input(key="nb_find_text").set_value("cafe").run()
    assert says(app, "1 entry,") and says(app, "Note on KI3")
    app.text_input(key="nb_find_text").set_value("").run()
    choose(app, "nb_day", date.today().isoformat())
    assert says(app, f"3 entries on {date.today():%A}")
    app.session_state["nb_filters"] = True
    app.run()
    app.selectbox(key="nb_find_code").set_value("point:SP6").run()
    assert says(app, "2 entries on")


def test_the_calendar_shows_what_a_day_holds(open_page, mine):
    mine.add(pressed(0, 6, 4))
    (days,) = [group for group in open_page("entries").get("button_group") if group.key == "nb_day"]
    shown = next(option for option in days.options if f"**{date.today().day}**" in option)
    assert "●" in shown and "6→4" in shown
    assert sum("●" in option for option in days.options) == 1


def test_an_entry_is_changed_where_it_was_written(open_page, mine):
    kept = mine.add(pressed(3, 6, 4, note="typo"))
    app = press(open_page("entries"), f"nb_change_{kept.id}")
    assert app.multiselect(key="nb_what").value == ["point:SP6"]
    app.text_area(key="nb_note").set_value("corrected").run()
    choose(app, "nb_after", 2)
    press(app, "nb_save")
    (now,) = mine.list().entries
    assert (now.id, now.after, now.note, now.when) == (kept.id, 2, "corrected", kept.when)
    assert now.pressed == kept.pressed


def test_a_deleted_entry_comes_back_as_it_was(open_page, mine):
    kept = mine.add(pressed())
    app = press(open_page("entries"), f"nb_delete_{kept.id}")
    assert mine.list().total == 0 and says(app, "Deleted:")
    press(app, "nb_undo_button")
    (back,) = mine.list().entries
    assert replace(back, version=0, changed=None) == replace(kept, version=0, changed=None)
    assert says(app, "It is back")


def test_the_second_of_two_tabs_that_change_one_entry_is_told(open_page, mine):
    kept = mine.add(pressed(0, 6, 4))
    one, other = (press(open_page("entries"), f"nb_change_{kept.id}") for _ in range(2))
    press(choose(one, "nb_after", 1), "nb_save")
    press(choose(other, "nb_after", 9), "nb_save")
    assert says(other, "changed in another tab") and says(other, "before 6, after 1")
    assert mine.get("session", kept.id).after == 1, "nothing was overwritten"
    press(other, "nb_mine")
    assert other.session_state["nb_after"] == 9
    press(other, "nb_save")
    assert mine.get("session", kept.id).after == 9


def test_an_entry_deleted_in_another_tab_can_be_saved_as_a_new_one(open_page, mine):
    kept = mine.add(pressed())
    app = press(open_page("entries"), f"nb_change_{kept.id}")
    mine.delete(kept)
    press(app, "nb_save")
    assert says(app, "deleted in another tab")
    press(app, "nb_as_new")
    press(app, "nb_save")
    (new,) = mine.list().entries
    assert new.id != kept.id and new.pressed == kept.pressed


def test_a_script_in_a_note_is_text(open_page, mine):
    mine.add(Note(today(), "point", "SP6", SCRIPT))
    mine.add(pressed(note=SCRIPT))
    app = open_page("entries")
    assert not any(html.value.count("alert(1)") for html in app.get("html"))
    shown = [mark for mark in app.markdown if "alert" in mark.value]
    assert shown and not any(mark.allow_html for mark in shown)
    assert "<script>" not in shown[0].value.replace("\\<script\\>", "") and "![" not in shown[0].value
    assert [text.value for text in app.get("text")] == [SCRIPT]


# ---- notes made harmless


@pytest.mark.parametrize(
    "text",
    [
        "![x](http://evil.example/a.png)",
        "![x][1]\n\n[1]: http://evil.example/a.png",
        "[click](javascript:alert(1))",
        "<img src=x onerror=alert(1)>",
        "<http://evil.example>",
        "see http://evil.example/a and www.evil.example",
        "//evil.example/a",
        "\\![x](http://evil.example)",
        "`![x](http://evil.example)`",
        "``` \n![x](//evil.example)\n```",
        "| a | b |\n|---|---|\n| http://evil.example|x | ![x](y) |",
        "$\\href{http://evil.example}{x}$",
        ":red[x] :material/home:",
        "me@evil.example",
        "_www.evil.example",
        "**www.evil.example",
    ],
)
def test_no_note_holds_a_live_link_picture_tag_or_formula(text):
    shown = harmless(text)
    live = re.sub(r"\\.", "", shown)  # without what is escaped
    outside = "".join(live.split("`")[::2])  # between backticks stands an address as code
    assert not re.search(r"[\[\]<>$:]|//|www\.|@", outside)


def test_a_note_keeps_its_emphasis_and_lists():
    assert harmless("**a**\n- b\n- *c*") == "**a**  \n- b  \n- *c*"


# ---- what the scores say


def test_trends_say_not_enough_until_there_are_enough(open_page, mine):
    for day in range(3):
        mine.add(pressed(day))
    assert says(open_page("trends"), "Not enough entries yet: this needs 5 sessions")
    for day in range(3, 9):
        mine.add(pressed(day))
    app = open_page("trends")
    assert says(app, "Right after 9 sessions your score was on average 2.0 lower. A rest alone")
    charts = [chart["alt"] for chart in charts_of(app)]
    assert any("9 sessions by day" in alt for alt in charts) and any("SP6 -2.0 in 9" in alt for alt in charts)


def test_years_of_entries_do_not_swell_the_chart(open_page, mine):
    for day in range(0, 700, 5):
        mine.add(pressed(day))
    app = choose(open_page("trends"), "nb_trend_period", 0)
    (course,) = [chart for chart in charts_of(app) if "by day" in chart["alt"]]
    assert max(len(trace["x"]) for trace in course["figure"]["data"]) < 130
    assert len(json.dumps(course)) < 40_000 and says(app, "Right after 140 sessions") and says(app, "time since")


def test_trends_begin_with_the_last_three_months_and_can_look_at_everything(open_page, mine):
    for day in (*range(6), *range(200, 204)):
        mine.add(pressed(day))
    app = open_page("trends")
    assert says(app, "Right after 6 sessions")
    assert says(choose(app, "nb_trend_period", 365), "Right after 10 sessions")


def test_a_plan_begins_says_this_week_and_compares_its_weeks(open_page, mine):
    app = open_page("trends")
    press(app, "nb_plan_today")
    assert says(app, "Choose it first") and mine.plans() == ()
    app.selectbox(key="nb_plan_complaint").set_value("heel_pain").run()
    press(app, "nb_plan_today")
    (plan,) = mine.plans()
    assert plan.start == date.today() and sorted(plan.weeks) == list("PPPRRR")
    assert says(app, "This is week 1 of 6")
    press(app, f"nb_plan_delete_{plan.id}")
    assert mine.plans() == ()
    press(app, "nb_plan_back")
    assert len(mine.plans()) == 1


def test_a_finished_plan_gives_difference_and_interval_with_the_reservation(open_page, mine):
    start = date.today() - timedelta(days=43)
    plan = mine.add(Plan(start, alternate_weeks(3), "heel_pain"))
    for day in range(42):
        letter = plan.weeks[day // 7]
        mine.add(Session(today(8, 43 - day), (), "heel_pain", before=3 + day % 2 if letter == "P" else 6))
    app = open_page("trends")
    assert says(app, "95 % interval") and says(app, "expecting a change may play a part")
    assert any("week 1, press" in chart["alt"] for chart in charts_of(app))


def test_the_map_draws_the_spots_of_the_period_and_opens_one(open_page, mine):
    mine.add(TenderSpot(today(), "foot_sole", "left", 0.05, 0.2, 8))
    mine.add(TenderSpot(today(8, 200), "foot_sole", "left", 0.02, 0.5, 3))
    app = open_page("map")

    def marks() -> list:
        (chart,) = charts_of(app)
        return next(part["x"] for part in chart["scene"]["pins"] if part["role"] == "tender spots")

    assert marks() == [-0.05], "the left foot is the mirror of the stored right one"
    choose(app, "nb_map_period", 0)
    assert len(marks()) == 2


# ---- out and in


def test_the_page_for_a_doctor_shows_typed_words_as_text_and_loads_nothing(mine):
    mine.add(pressed(note=SCRIPT))
    mine.add(TenderSpot(today(), "foot_sole", "left", 0.05, 0.2, 8))
    page = notebook_doctor.doctor_html(mine, date.today() - timedelta(days=9), date.today())
    assert "&lt;script&gt;" in page and "<script" not in page and "<img" not in page
    assert "Heel pain" in page and "SP6" in page and "default-src 'none'" in page


def upload(app: AppTest, data: bytes, monkeypatch: pytest.MonkeyPatch) -> AppTest:
    """AppTest cannot choose a file: the box gives this one."""
    from io import BytesIO

    class File(BytesIO):
        file_id, name = "one", "notebook.json"

    monkeypatch.setattr("streamlit.file_uploader", lambda *_, **__: File(data))
    return app.run()


def test_a_file_from_another_computer_joins_without_doubling(open_page, mine, tmp_path_factory, monkeypatch):
    other = Notebook(open_database(folder=tmp_path_factory.mktemp("old")))
    for day in range(5):
        other.add(pressed(day))
    mine.add(pressed(9))
    app = upload(open_page("carry"), to_json(other), monkeypatch)
    assert says(app, "What this file would do") and any("5 sessions" in text.value for text in app.get("text"))
    assert mine.list().total == 1, "looking changes nothing"
    press(app, "nb_take_in")
    assert mine.list().total == 6 and says(app, "Taken in: 5 new")
    assert any("5 already here and the same" in text.value for text in app.get("text"))
    assert len(list(mine.database.backups.glob("*.sqlite"))) == 1


def test_a_file_that_is_no_notebook_changes_nothing(open_page, mine, monkeypatch):
    app = upload(open_page("carry"), b'{"a": 1}', monkeypatch)
    assert says(app, "not a notebook of this atlas") and mine.list().total == 0


def test_a_copy_made_before_an_import_is_the_way_back(open_page, mine, tmp_path_factory, monkeypatch):
    other = Notebook(open_database(folder=tmp_path_factory.mktemp("old")))
    other.add(pressed(2))
    mine.add(pressed(9))
    app = press(upload(open_page("carry"), to_json(other), monkeypatch), "nb_take_in")
    monkeypatch.undo()
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK_FOLDER", str(mine.database.path.parent))
    monkeypatch.setattr(ui.notebook, "owner", lambda: LOCAL)
    app.session_state["nb_copies"] = True
    press(app.run(), "nb_go_back")
    assert says(app, "as it was on")
    assert Notebook(open_database(folder=mine.database.path.parent)).list().total == 1


def test_everything_is_deleted_only_after_the_words_are_typed(open_page, mine):
    mine.add(pressed())
    app = open_page("carry")
    app.session_state["nb_delete_all"] = True
    press(app.run(), "nb_delete_now")
    assert mine.list().total == 1 and says(app, "Nothing was deleted")
    app.text_input(key="nb_sure").set_value("Delete everything").run()
    press(app, "nb_delete_now")
    assert mine.list().total == 0 and says(app, "Deleted for good")


# ---- whose it is, and faults


def test_in_phone_mode_there_is_no_notebook(folder, monkeypatch):
    monkeypatch.undo()
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK_FOLDER", str(folder))
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK", "off")
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert says(app, "The notebook is off") and not app.button and not list(folder.iterdir())
    assert not go_to(app, "after").button and not says(go_to(app, "card"), "My favourite")


def test_where_others_may_look_on_the_notebook_is_off(folder, monkeypatch):
    monkeypatch.undo()  # a test without a browser comes from nowhere, so it is not this computer
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK_FOLDER", str(folder))
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert says(app, "nobody signs in here") and not list(folder.iterdir())


def test_a_damaged_file_is_set_aside_and_a_fresh_one_begun(folder, open_page):
    (folder / "notebook.sqlite").write_bytes(b"SQLite format 3\x00" + b"rubbish" * 2000)
    app = open_page()
    assert len(problems(app)) == 1
    press(app, "nb_set_aside")
    assert says(app, "A fresh notebook was begun") and len(list(folder.glob("notebook-damaged-*.sqlite"))) == 1
    assert app.button(key="nb_save")


def test_a_newer_notebook_is_left_untouched_and_says_so(folder, mine):
    mine.database.close()
    with sqlite3.connect(folder / "notebook.sqlite") as connection:
        connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    app = AppTest.from_file(str(APP), default_timeout=30).run()
    assert says(app, "written by a newer version") and app.button(key="nb_again")


# ---- on other pages


def test_a_guided_session_is_kept_once_and_filled_in(open_page, mine):
    app = go_to(open_page(), "after")
    app.text_area(key="nb_session_note").set_value("warm room").run()
    press(app, "nb_session_keep")
    (kept,) = mine.list().entries
    assert (kept.complaint, kept.routine, kept.before, kept.after, kept.note) == (
        "heel_pain", "RT_HEEL", 6, 4, "warm room",
    )  # fmt: skip
    assert kept.pressed and all(part.seconds == 30 for part in kept.pressed) and says(app, word("notebook.kept"))
    assert not [button for button in app.button if button.key == "nb_session_keep"]


def test_a_combined_routine_is_kept_with_its_first_complaint():
    from data.practice import combine

    routine = combine(load_practice(), ["heel_pain", "insomnia"])
    order = [KeptStep(step, "both", None) for step in routine.steps]
    result = {"before": None, "after": 3, "started": "2026-11-20T20:00:00Z", "ended": "2026-11-20T20:12:00Z",
              "pressed": [{"n": 1, "seconds": 0.0}]}  # fmt: skip
    record = notebook_bits.session_record(result, order, routine)
    assert record.complaint in load_practice().conditions and record.routine == routine.id and record.pressed == ()


def test_a_star_a_note_and_my_own_place_stand_on_the_card(open_page, mine):
    app = go_to(open_page(), "card")
    press(app, "nb_star")
    assert [star.code for star in mine.favourites()] == ["KI3"]
    app.session_state["nb_write_here"] = True
    app.run()
    app.text_area(key="nb_card_note").set_value("a *little* sore").run()
    press(app, "nb_card_keep")
    app.number_input(key="nb_place_up").set_value(4.0).run()
    press(app, "nb_place_keep")
    assert says(app, "a *little* sore") and says(app, "4 mm higher")
    (place,) = mine.my_places()
    assert (place.code, place.up_mm, place.side) == ("KI3", 4.0, "right")
    chart = next(chart for chart in charts_of(app) if chart.get("scene"))
    own = next(part for part in chart["scene"]["pins"] if part["role"] == "my places")
    dot = BODY.place("KI3", place.view, "right")
    assert (own["y"][0] - dot.xy[1]) * dot.mm_per_unit == pytest.approx(4, abs=0.05)


@pytest.mark.parametrize(("side", "sign"), [("right", 1), ("left", -1)])
def test_my_place_toward_the_outer_side_lies_there_on_both_feet(side, sign):
    place = MyPlace("KI1", "foot_sole", side, 0.0, -3.0)
    assert place_words(ATLAS, place) == "3 mm toward the outer side"
    own = own_place(ATLAS, BODY, place)
    assert own is not None and (own.xy[0] - own.dot[0]) * sign < 0


# ---- drawing and words


def test_near_a_place_are_the_next_points_and_the_zones_under_it():
    x, y = BODY.place("KI3", "foot_medial", "left").xy
    found = near_place(ATLAS, BODY, "foot_medial", "left", x, y)
    assert found[0] == ("point", "KI3", 0.0)
    gaps = [mm for layer, _, mm in found if layer == "point"]
    assert gaps == sorted(gaps) and max(gaps) <= 40
    assert not on_limb(ATLAS, "foot_medial", "left", 0.9, 0.8)


def test_a_sorer_spot_is_drawn_larger_and_its_note_is_text():
    (part,) = spot_pins([Sore("a", (0, 0), 2), Sore("b", (0, 1), 9, ("<b>x</b>",))])
    assert part["size"][0] < part["size"][1] and part["code"] == ["a", "b"]
    assert "&lt;b&gt;" in part["says"][1]
    assert spot_pins([]) == [] and own_pins([]) == []


def test_charts_of_scores_hold_the_numbers_they_were_given():
    day = date(2026, 3, 1)
    course = course_figure([(day, 6, 4)], [(day + timedelta(days=1), 5)], [], say=word)
    assert {trace["name"]: trace["y"] for trace in course["data"]} == {
        "from before to after": [6, 4], "before": [6], "after": [4], "without pressing": [5],
    }  # fmt: skip
    bars = changes_figure([("SP6", 5, -1.5), ("KI3", 6, 0.5)], word)["data"][0]
    assert bars["x"] == [-1.5, 0.5]
    weeks = weeks_figure([(1, "P", 4.0), (2, "R", None)], word)
    assert weeks["data"][0]["y"] == [4.0] and weeks["data"][1]["y"] == []
    for empty in (
        lambda: course_figure([], [], [], say=word),
        lambda: changes_figure([], word),
        lambda: weeks_figure([], word),
    ):
        with pytest.raises(ValueError):
            empty()


def test_the_notebook_promises_nothing(open_page, mine):
    for day in range(6):
        mine.add(pressed(day))
    seen = [text for part in ("write", "entries", "map", "trends", "mine", "carry") for text in texts(open_page(part))]
    assert len(seen) > 30
    assert [text for text in seen if FORBIDDEN.search(ALLOWED.sub("", text))] == []
    assert "not what pressing does" in word("trends.plain")


# ---- a routine, and two weeks of it


def test_a_routine_is_one_choice_and_keeps_its_points(open_page, mine):
    app = open_page()
    app.multiselect(key="nb_what").set_value(["routine:RT_HEEL"]).run()
    assert says(app, "**Sore heel**") and says(app, "KI4, KI5")
    choose(app, "nb_before", 5)
    press(app, "nb_save")
    (kept,) = mine.list().entries
    assert (kept.routine, kept.complaint, kept.before) == ("RT_HEEL", "heel_pain", 5)
    assert {"KI4", "BL57"} <= {part.code for part in kept.pressed}
    assert says(app, "Kept in your notebook: Heel pain")


def test_scores_are_a_plain_line_from_the_second_on(open_page, mine):
    mine.add(Session(today(8), (), "heel_pain", before=6))
    assert not says(open_page("trends"), "oldest first")
    mine.add(Session(today(9), (), "heel_pain", before=4))
    app = open_page("trends")
    day = f"{date.today().day} {date.today():%b}"
    assert says(app, f"Your last 2 scores, oldest first: 6 ({day}), 4 ({day}).")
    (course,) = [chart for chart in charts_of(app) if "by day" in chart["alt"]]
    (line,) = [trace for trace in course["figure"]["data"] if trace["name"] == "scores in order"]
    assert line["y"] == [6, 4]


def test_two_weeks_take_todays_score_in_one_press_and_end_with_a_plain_line(open_page, mine):
    plan = mine.add(new_log(date.today() - timedelta(days=2), "heel_pain", "RT_HEEL"))
    app = open_page()
    assert says(app, "**Sore heel** for Heel pain, 22 minutes") and says(app, "**day 3 of 14**")
    choose(app, f"nb_log_score_{plan.id}", 5)
    assert [entry.before for entry in mine.list().entries] == [5] and says(app, "Scores by day: –, –, 5.")
    app.checkbox(key=f"nb_log_done_{plan.id}").check().run()
    (kept,) = mine.list().entries
    assert kept.before == 5 and kept.routine == "RT_HEEL" and len(kept.pressed) > 5
    press(app, f"nb_log_stop_{plan.id}")
    assert says(app, "Stopped. Your entries stay.") and says(app, "Too few days to compare")
    assert says(app, "This is one person’s record, no proof.")
    press(app, f"nb_log_delete_{plan.id}")
    assert mine.plans() == () and mine.list().total == 1
    press(app, "nb_log_back")
    assert says(app, "**stopped**")


def test_ended_two_weeks_stay_among_the_trends(open_page, mine):
    mine.add(new_log(date.today() - timedelta(days=60), "heel_pain", "RT_HEEL"))
    assert not says(open_page(), "Sore heel") and says(open_page("trends"), "**ended**")
