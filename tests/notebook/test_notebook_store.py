"""The notebook keeps what a person wrote, finds it again, and shows it to nobody else: in a file, and on a server."""

import ast
from dataclasses import replace
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notebook_helpers import EVENING, note, session, spot
from sqlalchemy import event

from content.marks import VIEW_NAMES
from notebook import (
    VIEWS,
    BadEntry,
    Favourite,
    Find,
    MyPlace,
    Note,
    Notebook,
    NotThere,
    Plan,
    Pressed,
    Session,
    StaleEntry,
    alternate_weeks,
    check,
    new_id,
)
from notebook.models import metadata
from notebook.values import ENTRY_KINDS, KINDS, content, kind_of

PLAN = Plan(date(2026, 3, 2), alternate_weeks(3), "heel_pain", "RT_HEEL")
MINE = MyPlace("SP6", "leg_medial", "left", 4.0, -1.5)
ONE_OF_EACH = (session(), spot(), note(), MINE, Favourite("zone", "Z_HEEL"), PLAN)
A_YEAR = (date(2026, 1, 1), date(2026, 12, 31))


# ---- one record


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=kind_of)
def test_what_is_saved_comes_back_the_same(notebook, record):
    saved = notebook.add(record)
    again = notebook.get(kind_of(record), saved.id)
    assert again == saved and content(again) == content(record)
    assert saved.version == 1 and len(saved.id) == 32


def test_the_day_is_the_persons_own_and_the_moment_the_worlds(notebook):
    """Half past midnight in Auckland is still yesterday in UTC."""
    night = datetime.fromisoformat("2026-03-15T00:30:00+13:00")
    saved = notebook.add(replace(session(), when=night))
    [found] = notebook.list(Find(since=date(2026, 3, 15), until=date(2026, 3, 15))).entries
    assert found.when.isoformat() == "2026-03-15T00:30:00+13:00" and found == saved
    assert notebook.list(Find(until=date(2026, 3, 14))).total == 0


def test_an_edited_entry_has_its_new_points_and_not_the_old_ones(notebook):
    saved = notebook.add(session())
    notebook.edit(replace(saved, pressed=(Pressed("point", "KI3"),), after=2))
    assert notebook.list(Find(code="SP6")).total == 0
    [found] = notebook.list(Find(code="KI3")).entries
    assert (found.pressed, found.after, found.version) == ((Pressed("point", "KI3"),), 2, 2)


def test_the_second_of_two_tabs_is_told_and_changes_nothing(notebook):
    opened_in_both = notebook.add(session(note="first"))
    notebook.edit(replace(opened_in_both, note="from the left tab"))
    with pytest.raises(StaleEntry, match="another tab") as told:
        notebook.edit(replace(opened_in_both, note="from the right tab"))
    assert told.value.now.note == "from the left tab"
    assert notebook.get("session", opened_in_both.id).note == "from the left tab"
    with pytest.raises(StaleEntry):
        notebook.delete(opened_in_both)
    assert notebook.list().total == 1


def test_editing_what_another_tab_deleted_is_told_too(notebook):
    saved = notebook.add(session())
    notebook.delete(saved)
    with pytest.raises(StaleEntry, match="deleted in another tab") as told:
        notebook.edit(replace(saved, after=1))
    assert told.value.now is None


@pytest.mark.parametrize("record", ONE_OF_EACH, ids=kind_of)
def test_a_deleted_record_is_gone_until_it_is_brought_back(notebook, record):
    saved = notebook.add(record)
    notebook.delete(saved)
    with pytest.raises(NotThere):
        notebook.get(kind_of(record), saved.id)
    assert sum(notebook.counts().values()) == 0
    back = notebook.undo(saved)
    assert content(back) == content(record) and notebook.get(kind_of(record), saved.id) == back
    assert notebook.edit(replace(back)).version == back.version + 1  # and it can be edited again


def test_a_double_click_saves_once(notebook):
    ready = session(id=new_id())
    assert notebook.add(ready) == notebook.add(ready)
    assert notebook.list().total == 1


def test_there_is_one_place_of_mine_for_a_point_and_one_favourite(notebook):
    for up in (4.0, 5.0):
        notebook.set_my_place(MyPlace("SP6", "leg_medial", "left", up, 0.0))
        notebook.set_favourite("point", "SP6", True)
    notebook.set_my_place(MyPlace("SP6", "leg_medial", "right", 1.0, 0.0))
    assert [(mine.side, mine.up_mm) for mine in notebook.my_places()] == [("left", 5.0), ("right", 1.0)]
    assert [it.code for it in notebook.favourites()] == ["SP6"]
    notebook.set_favourite("point", "SP6", False)
    assert notebook.favourites() == ()


def test_an_old_place_brought_back_takes_the_place_of_the_newer_one(notebook):
    old = notebook.set_my_place(MyPlace("SP6", "leg_medial", "left", 4.0, 0.0))
    notebook.delete(old)
    notebook.set_my_place(MyPlace("SP6", "leg_medial", "left", 9.0, 0.0))
    notebook.undo(old)
    assert [mine.up_mm for mine in notebook.my_places()] == [4.0]


IMPOSSIBLE = {
    "a score of 11": session(before=11),
    "a score of true": session(before=True),
    "half a score": session(after=2.5),
    "a time without a zone": replace(session(), when=datetime(2026, 3, 14)),
    "the year 1066": replace(session(), when=EVENING.replace(year=1066)),
    "a code with spaces": session(pressed=(Pressed("point", "SP 6; DROP TABLE entry"),)),
    "an unknown side": session(pressed=(Pressed("point", "SP6", "middle"),)),
    "a week of pressing": session(pressed=(Pressed("point", "SP6", seconds=604_800),)),
    "a list instead of a tuple": session(pressed=[Pressed("point", "SP6")]),
    "text that is none": session(note="\x00"),
    "half a letter": session(note="\ud800"),
    "a book": session(note="x" * 20_001),
    "nothing at all": Session(EVENING),
    "an empty note": note(text="  "),
    "an unknown view": spot(view="elbow"),
    "a place outside every drawing": spot(x=4.0),
    "no place": spot(y=float("nan")),
    "too many points": session(pressed=(Pressed("point", "SP6"),) * 201),
    "a plan without rest": replace(PLAN, weeks="PPPP"),
    "a plan from a time of day": replace(PLAN, start=EVENING),
    "my place on the moon": MyPlace("SP6", "leg_medial", "left", 1e9, 0.0),
    "an id that is no id": session(id="1"),
}


@pytest.mark.parametrize("record", IMPOSSIBLE.values(), ids=IMPOSSIBLE.keys())
def test_the_impossible_is_refused_with_a_sentence(file_database, record):
    notebook = Notebook(file_database)
    with pytest.raises(BadEntry) as told:
        notebook.add(record)
    assert told.value.problems == check(record) and all(said.endswith(".") for said in told.value.problems)
    assert sum(notebook.counts().values()) == 0


def test_the_notebook_knows_the_views_of_the_atlas():
    assert set(VIEWS) == set(VIEW_NAMES)


# ---- many


def filled(notebook: Notebook) -> None:
    for day in range(10):
        notebook.add(session(day, before=day % 5 + 3, after=day % 5 + 1))
    only_scored = {"pressed": (), "before": 8, "after": None, "complaint": "calf_cramp", "routine": ""}
    notebook.add(session(3, **only_scored, note="Wäre schön: 100 % _ok_"))
    notebook.add(session(4, pressed=(Pressed("point", "KI3", "right", "hold"),), complaint="calf_cramp", routine=""))
    notebook.add(spot(5))
    notebook.add(spot(6, side="right", view="foot_medial", near=()))
    notebook.add(note(7))
    notebook.add(note(8, "KI3", "Sānyīnjiāo is near"))


FINDS = {
    "everything": (Find(), 16),
    "sessions": (Find(("session",)), 12),
    "a kind and another": (Find(("note", "tender_spot")), 4),
    "a day": (Find(since=date(2026, 3, 17), until=date(2026, 3, 17)), 2),
    "a complaint": (Find(complaint="calf_cramp"), 2),
    "a routine": (Find(routine="RT_HEEL"), 10),
    "a point pressed or noted": (Find(code="SP6"), 11),
    "a zone near a spot or pressed": (Find(layer="zone"), 11),
    "a point of a layer": (Find(layer="point", code="KI3"), 2),
    "a code in the wrong layer": (Find(layer="zone", code="KI3"), 0),
    "a side, also as part of both": (Find(side="right"), 12),
    "a point on a side, and its note": (Find(code="KI3", side="right"), 2),
    "only the note, on the other side": (Find(code="KI3", side="left"), 1),
    "a view": (Find(view="foot_sole"), 1),
    "words without case and accents": (Find(text="WARE SCHON"), 1),
    "words from anywhere": (Find(text="near sanyinjiao"), 1),
    "a code by its letters": (Find(text="ki3"), 2),
    "signs that are wild in a database": (Find(text="100 % _ok_"), 1),
    "a sign that stands nowhere": (Find(text="%%"), 0),
    "all at once": (Find(("session",), date(2026, 3, 14), date(2026, 3, 20), "heel_pain", "RT_HEEL", "point", "SP6",
                         "left", "", "sp6"), 7),
}  # fmt: skip


def test_every_filter_finds_what_it_says(notebook):
    filled(notebook)
    assert {name: notebook.list(find).total for name, (find, _) in FINDS.items()} == {
        name: number for name, (_, number) in FINDS.items()
    }


def test_pages_hold_every_entry_once_and_the_newest_first(notebook):
    filled(notebook)
    pages = [notebook.list(page=number, size=5) for number in (1, 2, 3, 4)]
    entries = [entry for page in pages for entry in page.entries]
    assert len({entry.id for entry in entries}) == 16 == len(entries)
    assert entries == sorted(entries, key=lambda entry: entry.when, reverse=True)
    assert [(page.page, page.pages, page.total) for page in pages] == [(number, 4, 16) for number in (1, 2, 3, 4)]
    assert notebook.list(page=99, size=5) == pages[-1]


def test_the_calendar_counts_each_day(notebook):
    filled(notebook)
    days = {day.day: day for day in notebook.days(*A_YEAR)}
    assert len(days) == 10
    fourth = days[date(2026, 3, 17)]  # pressed once; and once only scored
    assert (fourth.sessions, fourth.pressed_sessions, fourth.notes, fourth.first, fourth.last) == (2, 1, 0, 6, 8)
    assert (days[date(2026, 3, 19)].tender_spots, days[date(2026, 3, 21)].notes) == (1, 1)


def test_the_scores_tell_what_was_pressed(notebook):
    filled(notebook)
    scores = notebook.scores(complaint="calf_cramp")
    assert [(it.pressed, it.codes, it.before) for it in scores] == [(False, (), 8), (True, ("KI3",), 6)]
    assert [it.codes for it in notebook.scores(since=date(2026, 3, 23))] == [("SP6", "Z_HEEL")]
    assert len(notebook.scores(code="SP6")) == 10


def test_spots_notes_and_uses_are_found_and_deleted_ones_are_not(notebook):
    filled(notebook)
    assert [it.side for it in notebook.tender_spots()] == ["left", "right"]
    assert len(notebook.tender_spots(view="foot_sole", side="left", until=date(2026, 3, 19))) == 1
    assert notebook.note_counts() == {("point", "SP6"): 1, ("point", "KI3"): 1}
    used = notebook.used()
    assert used.codes == {("point", "SP6"): 11, ("zone", "Z_HEEL"): 11, ("point", "KI3"): 2, ("point", "KI1"): 1}
    assert (used.complaints, used.routines) == ({"heel_pain": 10, "calf_cramp": 2}, {"RT_HEEL": 10})
    assert (used.first_day, used.last_day) == (date(2026, 3, 14), date(2026, 3, 23))
    for entry in notebook.list(size=100).entries:
        notebook.delete(entry)
    assert notebook.tender_spots() == () == notebook.notes_on("point", "SP6")
    assert notebook.note_counts() == {} == notebook.used().codes
    assert notebook.days(*A_YEAR) == () == notebook.scores()


# ---- whose rows


def everything_shown(notebook: Notebook) -> set[str]:
    """The ids of all records that any method shows."""
    lists = (notebook.list(size=500).entries, notebook.tender_spots(), notebook.notes_on("point", "SP6"),
             notebook.my_places(), notebook.favourites(), notebook.plans())  # fmt: skip
    return {record.id for records in lists for record in records}


KIND = st.sampled_from(range(len(ONE_OF_EACH)))
DEEDS = st.lists(st.tuples(st.sampled_from(["add", "edit", "delete", "undo"]), st.booleans(), KIND, st.integers(0, 9)),
                 min_size=1, max_size=25)  # fmt: skip


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@settings(max_examples=12, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_two_people_never_see_each_others_rows_in_a_file(database, deeds):
    never_see_each_other(database, deeds)


@pytest.mark.endure
@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@settings(max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_two_people_never_see_each_others_rows_whatever_they_do(database, deeds):
    never_see_each_other(database, deeds)


@pytest.mark.parametrize("database", ["postgres"], indirect=True)
@settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(deeds=DEEDS)
def test_two_people_never_see_each_others_rows_on_a_server(database, deeds):
    never_see_each_other(database, deeds)


def never_see_each_other(database, deeds) -> None:
    """Whatever either does, also with the other's records in hand, each sees exactly what they wrote themselves."""
    names = (new_id(), new_id())
    people = {True: Notebook(database, names[0]), False: Notebook(database, names[1])}
    made: dict[bool, dict[str, object]] = {True: {}, False: {}}
    shown: dict[bool, set[str]] = {True: set(), False: set()}
    for deed, who, kind, number in deeds:
        mine, theirs = made[who], list(made[not who].values())
        if deed == "add":
            saved = people[who].add(ONE_OF_EACH[kind])
            mine[saved.id] = saved
            shown[who].add(saved.id)
        for stolen in theirs:  # somebody guessed the other's record, id and all
            with pytest.raises(StaleEntry if deed == "edit" else NotThere):
                people[who].edit(stolen) if deed == "edit" else people[who].undo(stolen)
            people[who].delete(stolen)
            with pytest.raises(NotThere):
                people[who].get(kind_of(stolen), stolen.id)
        own = list(mine.values())[number % len(mine)] if mine else None
        if own is not None and deed == "edit" and own.id in shown[who]:
            mine[own.id] = people[who].edit(people[who].get(kind_of(own), own.id))
        elif own is not None and deed == "delete":
            now = people[who].get(kind_of(own), own.id) if own.id in shown[who] else own
            people[who].delete(now)
            shown[who].discard(own.id)
        elif own is not None and deed == "undo":
            before = everything_shown(people[who])
            mine[own.id] = people[who].undo(own)
            shown[who] = shown[who] & everything_shown(people[who]) | {own.id}
            assert before <= everything_shown(people[who]) | before
        for side in (True, False):
            assert everything_shown(people[side]) == shown[side] <= made[side].keys()
    for side in (True, False):
        assert everything_shown(people[side]) == shown[side]


def test_the_same_id_serves_two_people_and_tells_neither_of_the_other(database):
    id = new_id()
    for owner in ("anna", "ben"):
        assert Notebook(database, owner).add(session(id=id, note=owner)).note == owner
    assert Notebook(database, "anna").get("session", id).note == "anna"


def test_every_statement_about_records_names_the_person(database):
    """Listen to every statement of every method: each one that touches a table of records asks for the person."""
    said: list[str] = []
    listener = lambda _c, _cursor, statement, *_: said.append(statement)  # noqa: E731
    notebook = Notebook(database)
    filled(notebook)
    event.listen(database.engine, "before_cursor_execute", listener)
    for record in ONE_OF_EACH:
        saved = notebook.add(record)
        notebook.delete(notebook.edit(saved))
        notebook.undo(saved)
    for find, _ in FINDS.values():
        notebook.list(find)
    everything_shown(notebook)
    for ask in (notebook.counts, notebook.used, notebook.note_counts, notebook.scores):
        ask()
    notebook.days(*A_YEAR)
    tables = {table.name for table in metadata.sorted_tables} - {"person"}
    about = [words for words in said if any(f" {table}" in words for table in tables)]
    assert len(about) > 100
    assert [words for words in about if "person_id" not in words] == []


def test_statements_are_made_in_one_module_only():
    folder = Path(__file__).parents[2] / "notebook"
    makers = {"select", "insert", "update", "delete", "exists", "text"}
    allowed = {
        "mine.py": makers,
        "database.py": makers,  # lets go of what was deleted long ago, for everyone
        "schema.py": {"text"},
        "models.py": {"text"},
    }
    found = {path.name: names_from_sqlalchemy(path) & makers for path in folder.glob("*.py")}
    assert {name: made for name, made in found.items() if made - allowed.get(name, set())} == {}
    assert found["mine.py"] == set()  # it imports the whole, as `sa`; nobody else does
    assert [name for name in found if "sqlalchemy" in names_from_sqlalchemy(folder / name)] == ["mine.py"]


def names_from_sqlalchemy(path: Path) -> set[str]:
    """What a module imports from SQLAlchemy, and "sqlalchemy" when it imports that itself."""
    names: set[str] = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.ImportFrom) and (node.module or "").startswith("sqlalchemy"):
            names |= {alias.name for alias in node.names}
        elif isinstance(node, ast.Import):
            names |= {alias.name for alias in node.names if alias.name == "sqlalchemy"}
    return names


def test_kinds_are_complete():
    assert {kind_of(record) for record in ONE_OF_EACH} == set(KINDS) > set(ENTRY_KINDS)


def test_what_was_deleted_a_month_ago_goes_for_good(file_database):
    from notebook import database as databases

    notebook = Notebook(file_database)
    old, young = notebook.add(session(note="old")), notebook.add(note())
    notebook.delete(old)
    with file_database.engine.begin() as connection:
        connection.exec_driver_sql("UPDATE entry SET deleted = '2020-01-01 00:00:00.000000' WHERE deleted IS NOT NULL")
    notebook.delete(young)
    databases.forget_deleted(file_database)
    with pytest.raises(NotThere, match="gone for good"):
        notebook.undo(old)
    assert isinstance(notebook.undo(young), Note)


def test_a_long_day_is_listed_in_the_order_of_time(notebook):
    for hours in (5, 1, 3):
        notebook.add(replace(session(), when=EVENING - timedelta(hours=hours)))
    assert [entry.when.hour for entry in notebook.list().entries] == [20, 18, 16]
