"""A notebook moves to a new laptop: everything out, told first, all or nothing in, nothing doubled; and bad files."""

import csv
import io
import json
import os
import sqlite3
import sys
import time
import tracemalloc
from contextlib import closing
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from notebook_helpers import EVENING, note, session, spot

from cun_atlas.notebook import main
from notebook import (
    BadFile,
    Database,
    Favourite,
    Find,
    MyPlace,
    Near,
    Note,
    Notebook,
    NotThere,
    Plan,
    Pressed,
    Session,
    TenderSpot,
    alternate_weeks,
    backup,
    check,
    copies,
    import_planned,
    open_database,
    plan_import,
    plan_table,
    put_back,
    to_csv,
    to_json,
)
from notebook.database import FILE
from notebook.file_format import MAX_BYTES, MAX_MARKS, MAX_RECORDS
from notebook.table_file import ORDERS, guessed, lines
from notebook.values import VIEWS, content

SCRIPT = "<script>alert(1)</script> [x](javascript:alert(1)) <img src=x onerror=alert(1)> '; DROP TABLE entry; --"


@pytest.fixture
def other(tmp_path: Path):
    """The notebook of the new laptop."""
    opened = open_database(folder=tmp_path / "new laptop")
    yield Notebook(opened)
    opened.close()


def filled(notebook: Notebook) -> None:
    for day in range(5):
        notebook.add(session(day))
    notebook.add(spot())
    notebook.add(note(text=SCRIPT))
    notebook.add(MyPlace("SP6", "leg_medial", "left", 4.0, -1.0, "mine"))
    notebook.add(Favourite("routine", "RT_HEEL"))
    notebook.add(Plan(date(2026, 3, 2), alternate_weeks(2), "heel_pain"))


def contents(notebook: Notebook) -> list[tuple]:
    """Everything a person wrote, with ids."""
    lists = notebook.list(size=500).entries, notebook.my_places(), notebook.favourites(), notebook.plans()
    return sorted(((record.id, *content(record)) for records in lists for record in records), key=repr)


def file_with(*records: object, **head: object) -> bytes:
    return json.dumps({"format": "cun-atlas notebook", "version": 1, **head, "records": list(records)}).encode()


ROW = {"kind": "session", "when": "2026-03-14T21:30:00+01:00", "before": 5}
PART = {"layer": "point", "code": "SP6"}
SPOT = {"kind": "tender_spot", "when": ROW["when"], "view": "foot_sole", "side": "left", "x": 0, "y": 0}


# ---- out and in


def test_everything_moves_to_the_new_laptop_and_only_once(notebook, other):
    filled(notebook)
    data = to_json(notebook)
    plan = plan_import(other, data)
    assert plan.new == {"session": 5, "tender_spot": 1, "note": 1, "my_place": 1, "favourite": 1, "plan": 1}
    assert plan.sentences() == ("New: 5 sessions, 1 tender spot, 1 note, 1 place of your own, 1 favourite, 1 plan.",)
    assert other.list().total == 0  # it was only told
    done = import_planned(other, plan)
    assert (done.added, done.replaced) == (10, 0) and contents(other) == contents(notebook)
    again = plan_import(other, data)
    assert (again.changes, again.same) == (0, 10)
    assert import_planned(other, again).copy is None  # nothing to do: not even a copy
    assert json.loads(to_json(other))["records"] == json.loads(data)["records"]


def test_what_was_changed_later_stays_on_either_side(notebook, other):
    filled(notebook)
    import_planned(other, plan_import(other, to_json(notebook)))
    first, second, third, *_ = notebook.list(Find(("session",))).entries
    other.edit(replace(other.get("session", first.id), note="later on the laptop"))
    notebook.edit(replace(first, note="earlier, no: even later here"))
    notebook.edit(replace(second, after=0, pressed=(Pressed("point", "KI3"),)))
    other.edit(replace(other.get("session", third.id), after=1))
    notebook.delete(notebook.my_places()[0])
    notebook.set_my_place(MyPlace("SP6", "leg_medial", "left", 7.0, 0.0))  # the same point under another id
    plan = plan_import(other, to_json(notebook))
    assert (plan.new, plan.newer_in_file, plan.newer_here, plan.same) == ({}, 3, 1, 6)
    assert any("the file's will stay" in said for said in plan.sentences())
    assert import_planned(other, plan).replaced == 3
    assert other.get("session", first.id).note == "earlier, no: even later here"
    assert other.get("session", second.id).pressed == (Pressed("point", "KI3"),)
    assert other.get("session", third.id).after == 1
    assert [mine.up_mm for mine in other.my_places()] == [7.0]


def test_what_was_deleted_here_stays_so_unless_it_is_wanted(notebook, other):
    filled(notebook)
    import_planned(other, plan_import(other, to_json(notebook)))
    gone = other.list(Find(("session",))).entries[0]
    other.delete(gone)
    plan = plan_import(other, to_json(notebook))
    assert plan.deleted_here == 1 and "stay deleted" in plan.sentences()[-1]
    import_planned(other, plan)
    with pytest.raises(NotThere):
        other.get("session", gone.id)
    import_planned(other, plan, restore_deleted=True)
    assert content(other.get("session", gone.id)) == content(gone)
    assert contents(other) == contents(notebook)


def test_a_change_between_telling_and_doing_is_not_overwritten(notebook, other):
    filled(notebook)
    plan = plan_import(other, to_json(notebook))
    import_planned(other, plan)
    entry = other.list(Find(("note",))).entries[0]
    other.edit(replace(entry, text="written while the plan was on the screen"))
    import_planned(other, plan)
    assert other.get("note", entry.id).text == "written while the plan was on the screen"


def test_rows_without_id_are_taken_in_once(other):
    """A file written by hand."""
    data = file_with(ROW, {**ROW, "before": 6})
    assert import_planned(other, plan_import(other, data)).added == 2
    assert plan_import(other, data).same == 2


def test_a_row_that_is_not_right_stops_the_whole_file(notebook):
    data = file_with(ROW, {**ROW, "before": 11}, {**ROW, "kind": "dream"})
    plan = plan_import(notebook, data)
    assert not plan.ok
    assert plan.problems == (
        "Row 2: the score before must be a whole number from 0 to 10.",
        "Row 3: its kind “dream” is not known; known are session, tender_spot, note, my_place, favourite, plan.",
    )
    with pytest.raises(BadFile, match="2 rows are not right"):
        import_planned(notebook, plan)
    assert notebook.list().total == 0


def test_an_import_that_breaks_half_way_leaves_nothing(notebook, monkeypatch):
    module = sys.modules["notebook.importing"]
    whole, done = module.put_all, []

    def breaks(connection, mine, table, records):
        whole(connection, mine, table, records)
        done.append(table.name)
        if table.name == "my_place":
            raise OSError("the power went")

    monkeypatch.setattr(module, "put_all", breaks)
    mine = {"kind": "my_place", "code": "SP6", "view": "leg_medial", "side": "left", "up_mm": 1, "across_mm": 0}
    plan = plan_import(notebook, file_with(ROW, mine))
    with pytest.raises(OSError, match="the power went"):
        import_planned(notebook, plan)
    assert done == ["entry", "my_place"] and sum(notebook.counts().values()) == 0


CODES = st.from_regex(r"[A-Z]{2}[0-9]{1,2}", fullmatch=True)
WORDS = st.text(st.characters(codec="utf-8", exclude_characters="\x00"), max_size=60)
SCORES = st.none() | st.integers(0, 10)
TIMES = st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1), timezones=st.timezones()).map(
    lambda when: when.replace(microsecond=0, fold=0)
).filter(lambda when: when.utcoffset().total_seconds() % 60 == 0)  # fmt: skip
SIDES = st.sampled_from(["left", "right"])
LAYERS = st.sampled_from(["point", "zone", "technique"])
RECORDS = st.one_of(
    st.builds(Session, TIMES, st.lists(st.builds(Pressed, LAYERS, CODES, SIDES, st.just("press"), st.integers(0, 900)),
                                       max_size=4).map(tuple), CODES, CODES, SCORES, SCORES, WORDS),
    st.builds(TenderSpot, TIMES, st.sampled_from(VIEWS), SIDES, st.floats(-3, 3), st.floats(-3, 3), SCORES,
              st.lists(st.builds(Near, LAYERS, CODES, st.none() | st.floats(0, 2000)), max_size=3).map(tuple), WORDS),
    st.builds(Note, TIMES, LAYERS, CODES, WORDS),
    st.builds(MyPlace, CODES, st.sampled_from(VIEWS), SIDES, st.floats(-100, 100), st.floats(-100, 100), WORDS),
    st.builds(Favourite, LAYERS, CODES),
).filter(lambda record: not check(record))  # fmt: skip


@pytest.mark.parametrize("database", ["sqlite"], indirect=True)
@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(records=st.lists(RECORDS, max_size=8))
def test_whatever_was_written_comes_back_from_the_file(database: Database, records):
    first, second = Notebook(database, os.urandom(8).hex()), Notebook(database, os.urandom(8).hex())
    for record in records:
        first.add(record)
    import_planned(second, plan_import(second, to_json(first)))
    assert contents(second) == contents(first)
    assert len(contents(first)) <= len(records)


def test_the_spreadsheet_has_a_line_for_each_thing_and_calculates_nothing(notebook):
    filled(notebook)
    notebook.add(note(9, text='=HYPERLINK("http://evil","click")'))
    data = to_csv(notebook)
    assert data.startswith(b"\xef\xbb\xbf")
    lines = list(csv.DictReader(io.StringIO(data.decode("utf-8-sig"))))
    assert len(lines) == 5 * 2 + 2 + 1 + 1
    first, second = lines[0], lines[1]
    assert (first["day"], first["time"], first["code"], first["score before"]) == ("2026-03-14", "21:30", "SP6", "6")
    assert (second["code"], second["score before"]) == ("Z_HEEL", "")  # so that a mean counts each session once
    assert lines[-1]["note"].startswith("'=HYPERLINK")


# ---- copies


def test_a_dated_copy_is_made_before_an_import_and_brings_the_old_state_back(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK_FOLDER", str(tmp_path))
    database = open_database()
    notebook = Notebook(database)
    kept = notebook.add(session(note="before the import"))
    done = import_planned(notebook, plan_import(notebook, file_with(ROW)))
    assert done.copy is not None and done.copy.name.startswith(f"notebook-{datetime.now():%Y-%m-%d}")
    assert [copy.path for copy in copies(notebook)] == [done.copy] and copies(notebook)[0].why == "before-import"
    assert notebook.list().total == 2
    database.close()
    assert main(["restore", str(done.copy)]) == 0
    assert "What it was before is in" in capsys.readouterr().out
    database = open_database()
    assert Notebook(database).list().entries == (kept,)
    database.close()


def test_a_restore_works_while_the_notebook_is_open_and_over_a_damaged_file(file_database):
    notebook = Notebook(file_database)
    notebook.add(session(note="old"))
    copy = backup.copy_file(file_database.path, file_database.backups, "by-hand")
    notebook.add(session(note="new"))
    backup.restore(copy, file_database.path)
    assert [entry.note for entry in notebook.list().entries] == ["old"]
    file_database.close()
    file_database.path.write_bytes(b"rubbish" * 1000)
    assert backup.restore(copy, file_database.path) is None
    assert len(list(file_database.path.parent.glob("notebook-damaged-*"))) == 1
    again = open_database(folder=file_database.path.parent)
    assert [entry.note for entry in Notebook(again).list().entries] == ["old"]
    again.close()


def test_a_copy_that_is_none_is_refused_and_nothing_changes(file_database, tmp_path):
    notebook = Notebook(file_database)
    notebook.add(session())
    for name, data in (("letter.sqlite", b"Dear notebook"), ("nothing.sqlite", b"")):
        (tmp_path / name).write_bytes(data)
        with pytest.raises(BadFile):
            backup.restore(tmp_path / name, file_database.path)
    assert notebook.list().total == 1


def test_only_the_newest_copies_are_kept(file_database):
    for day in range(13):
        backup.copy_file(file_database.path, file_database.backups, "before-import", datetime(2026, 1, day + 1))
    backup.copy_file(file_database.path, file_database.backups, "before-update-from-0001", datetime(2025, 1, 1))
    kept = [path.name for path in backup.copies(file_database.backups)]
    assert len(kept) == 11 and kept[0].startswith("notebook-2026-01-13") and kept[-1].startswith("notebook-2025")


def test_on_a_server_each_person_has_their_own_copies(postgres, tmp_path):
    database = open_database(postgres.new_database(), tmp_path)
    anna, ben = Notebook(database, "anna"), Notebook(database, "ben")
    filled(anna)
    before = contents(anna)
    import_planned(anna, plan_import(anna, file_with(ROW)))
    [copy] = copies(anna)
    assert copies(ben) == () and copy.why == "before-import"
    with pytest.raises(NotThere):
        put_back(ben, copy)  # with anna's copy in hand
    put_back(anna, copy)
    assert contents(anna) == before and contents(ben) == []
    for minute in range(5):
        import_planned(anna, plan_import(anna, file_with({**ROW, "when": f"2026-01-01T00:0{minute}:00Z"})))
    assert len(copies(anna)) == 3
    assert not (tmp_path / "backups").exists()
    database.close()


def test_the_command_line_says_where_the_notebook_is_and_what_is_wrong_with_it(tmp_path, monkeypatch, capsys):
    monkeypatch.setenv("CUN_ATLAS_NOTEBOOK_FOLDER", str(tmp_path))
    assert main(["where"]) == 0 and capsys.readouterr().out.strip() == str(tmp_path / FILE)
    assert main(["check"]) == 0 and "sound" in capsys.readouterr().out
    assert main(["export", str(tmp_path / "all.json")]) == 0
    assert json.loads((tmp_path / "all.json").read_text())["records"] == []
    assert main(["copy"]) == 0 and main(["copies"]) == 0 and "by-hand" in capsys.readouterr().out
    (tmp_path / FILE).write_text("rubbish" * 100)
    assert main(["check"]) == 1 and "damaged" in capsys.readouterr().err


# ---- many


@pytest.mark.parametrize("many", [2_000, pytest.param(100_000, marks=pytest.mark.endure)])
def test_very_many_entries_are_taken_in(many, database):
    notebook = Notebook(database)
    lines = [json.dumps({**ROW, "id": f"{number:032x}", "when": (EVENING - timedelta(minutes=7 * number)).isoformat(),
                         "changed": "2026-03-14T00:00:00Z", "complaint": "heel_pain", "routine": "RT_HEEL", "after": 3,
                         "note": f"entry {number}", "pressed": [{**PART, "side": "left", "technique": "press",
                         "seconds": 60}, {**PART, "code": "KI3"}]}) for number in range(many)]  # fmt: skip
    data = b'{"format": "cun-atlas notebook", "version": 1, "records": [' + ",".join(lines).encode() + b"]}"
    del lines
    assert len(data) < MAX_BYTES
    start = time.monotonic()
    plan = plan_import(notebook, data)
    told = time.monotonic()
    assert import_planned(notebook, plan).added == many
    done = time.monotonic()
    again = plan_import(notebook, data)
    print(f"\n{many} entries ({len(data) / 1e6:.0f} MB) in {database.engine.name}: told in {told - start:.1f} s, "
          f"taken in in {done - told:.1f} s, told again in {time.monotonic() - done:.1f} s")  # fmt: skip
    assert (again.same, again.changes, notebook.list().total) == (many, 0, many)
    assert notebook.list(page=2000).entries[-1].note == f"entry {many - 1}"
    assert done - start < 240  # about 10 s in a file and 30 s on a server, on two idle cores


@pytest.mark.endure
def test_the_memory_of_a_large_import_stays_within_bounds(file_database):
    notebook = Notebook(file_database)
    pressed = [PART] * 3
    data = file_with(*({**ROW, "id": f"{n:032x}", "note": "n" * 60, "pressed": pressed} for n in range(20_000)))
    tracemalloc.start()
    plan = plan_import(notebook, data)
    _, most = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    print(f"\n20000 entries ({len(data) / 1e6:.1f} MB): at most {most / 1e6:.0f} MB while reading")
    assert plan.ok and most < 150e6


# ---- hostile files


def nested(depth: int) -> bytes:
    return b'{"format": "cun-atlas notebook", "version": 1, "records": [' + b"[" * depth + b"]" * depth + b"]}"


NO_NOTEBOOK = {
    "nothing": b"",
    "a space": b"   ",
    "a letter": b"Dear notebook",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(range(256)),
    "half a letter": b'{"format": "\xff\xfe"}',
    "a number": b"42",
    "a list": b"[]",
    "no records": b'{"format": "cun-atlas notebook", "version": 1}',
    "records that are no list": b'{"format": "cun-atlas notebook", "version": 1, "records": {}}',
    "another format": b'{"format": "someone else", "version": 1, "records": []}',
    "no version": b'{"format": "cun-atlas notebook", "records": []}',
    "version true": b'{"format": "cun-atlas notebook", "version": true, "records": []}',
    "version 0": b'{"format": "cun-atlas notebook", "version": 0, "records": []}',
    "cut off": file_with(ROW, ROW)[:-30],
    "cut off in a name": b'{"format": "cun-atlas notebook", "recor',
    "two files in one": file_with(ROW) * 2,
    "a comma too many": b'{"format": "cun-atlas notebook", "version": 1, "records": [{},]}',
    "not a number": file_with(ROW).replace(b": 5", b": NaN"),
    "infinity": file_with(ROW).replace(b": 5", b": -Infinity"),
    "an endless number": file_with(ROW).replace(b": 5", b": 1" + b"0" * 5000),
    "nested a hundred thousand deep": nested(100_000),
    "nested deep in its head": b'{"x": ' + b'{"x":' * 100_000 + b"1" + b"}" * 100_000 + b"}",
    "a bomb of brackets": b'{"format": "cun-atlas notebook", "version": 1, "records": [' + b"[]," * MAX_MARKS + b"[]]}",
    "too large": b" " * (MAX_BYTES + 1),
    "a newer format": file_with(ROW, version=2),
}


@pytest.mark.parametrize("data", NO_NOTEBOOK.values(), ids=NO_NOTEBOOK.keys())
def test_a_file_that_is_no_notebook_is_told_in_one_sentence(file_database, data):
    notebook = Notebook(file_database)
    start = time.monotonic()
    with pytest.raises(BadFile) as told:
        plan_import(notebook, data)
    assert len(str(told.value)) < 250 and time.monotonic() - start < 5
    assert sum(notebook.counts().values()) == 0


BAD_ROWS = {
    "no group": [],
    "a text": "session",
    "nothing": None,
    "a number": 7,
    "nested": [[[[]]]],
    "no kind": {"when": ROW["when"]},
    "a kind that is a list": {**ROW, "kind": ["session"]},
    "an unknown field": {**ROW, "owner": "anna"},
    "whose it is": {**ROW, "person_id": 1},
    "a version": {**ROW, "version": 9},
    "no time": {"kind": "session", "before": 5},
    "a time without zone": {**ROW, "when": "2026-03-14T21:30:00"},
    "a time that is a number": {**ROW, "when": 5},
    "a time that is none": {**ROW, "when": "yesterday"},
    "a time as long as a book": {**ROW, "when": "2" * 10000},
    "the year 9999": {**ROW, "when": "9999-12-31T23:59:59-23:59"},
    "the year 1": {**ROW, "when": "0001-01-01T00:00:00+23:59"},
    "a huge score": {**ROW, "before": 10**400},
    "a huge negative score": {**ROW, "after": -(10**400)},
    "a score as text": {**ROW, "before": "5"},
    "a score of true": {**ROW, "before": True},
    "half a score": {**ROW, "before": 5.5},
    "pressed as text": {**ROW, "pressed": "SP6"},
    "pressed as a group": {**ROW, "pressed": PART},
    "a part that is a text": {**ROW, "pressed": ["SP6"]},
    "a part with a stranger": {**ROW, "pressed": [{**PART, "x": 1}]},
    "a part without its code": {**ROW, "pressed": [{"layer": "point"}]},
    "too many parts": {**ROW, "pressed": [PART] * 201},
    "a huge number of seconds": {**ROW, "pressed": [{**PART, "seconds": 10**30}]},
    "a code with script": {**ROW, "pressed": [{**PART, "code": "<script>"}]},
    "a code that is a list": {**ROW, "complaint": []},
    "a note as a group": {**ROW, "note": {"html": "<b>"}},
    "a note of a book": {**ROW, "note": "x" * 30000},
    "a zero character": {**ROW, "note": "\x00"},
    "half a letter": {**ROW, "note": "\ud800"},
    "an id of its own kind": {**ROW, "id": "../../etc/passwd"},
    "an id that is a number": {**ROW, "id": 5},
    "an id that is a list": {**ROW, "id": ["a"]},
    "a change without zone": {**ROW, "changed": "2026-03-14T21:30:00"},
    "a change that is a number": {**ROW, "changed": 1},
    "a change in the year 9999": {**ROW, "changed": "9999-12-31T23:59:59Z"},
    "a spot at infinity": {**SPOT, "x": "1e400"},
    "a spot on no view": {**SPOT, "view": "elbow"},
    "a plan of a thousand years": {"kind": "plan", "start": "2026-01-01", "weeks": "PR" * 30000, "complaint": "x"},
    "a plan from no day": {"kind": "plan", "start": "2026-02-30", "weeks": "PR", "complaint": "x"},
    "an empty note": {"kind": "note", "when": ROW["when"], "layer": "point", "code": "SP6", "text": ""},
}


@pytest.mark.parametrize("row", BAD_ROWS.values(), ids=BAD_ROWS.keys())
def test_a_bad_row_is_told_by_its_number(file_database, row):
    notebook = Notebook(file_database)
    data = file_with(ROW, row).replace(b'"1e400"', b"1e400")  # a number that fits in no float
    plan = plan_import(notebook, data)
    [problem] = plan.problems
    assert problem.startswith("Row 2: ") and problem.endswith(".") and len(problem) < 300 and problem.isprintable()
    assert not plan.ok and notebook.list().total == 0


def test_the_same_row_twice_is_told(file_database):
    plan = plan_import(Notebook(file_database), file_with(ROW, ROW))
    assert plan.problems == ("Row 2: it is the same as row 1.",)


def test_thousands_of_bad_rows_are_told_briefly(file_database):
    plan = plan_import(Notebook(file_database), file_with(*[{}] * 5000))
    assert len(plan.sentences()) == 22 and plan.sentences()[-1] == "… and 4980 more."


def test_more_records_than_anybody_writes_are_refused(file_database):
    data = b'{"format": "cun-atlas notebook", "version": 1, "records": [' + b"1," * MAX_RECORDS + b"1]}"
    with pytest.raises(BadFile, match="more than 200000 records"):
        plan_import(Notebook(file_database), data)


def test_what_looks_like_script_is_kept_as_the_letters_it_is(notebook, other):
    notebook.add(note(text=SCRIPT))
    notebook.add(session(note=SCRIPT))
    import_planned(other, plan_import(other, to_json(notebook)))
    assert {getattr(entry, "text", None) or entry.note for entry in other.list().entries} == {SCRIPT}
    assert other.list(Find(text="drop table")).total == 2


def test_a_change_from_the_future_counts_as_now(notebook):
    """A laptop with a wrong clock does not win for ever."""
    future = (datetime.now(UTC) + timedelta(days=300)).isoformat()
    import_planned(notebook, plan_import(notebook, file_with({**ROW, "id": "a" * 32, "changed": future})))
    saved = notebook.get("session", "a" * 32)
    assert saved.changed <= datetime.now(UTC)
    time.sleep(0.002)
    notebook.edit(replace(saved, before=1))
    time.sleep(0.002)
    assert plan_import(notebook, to_json(notebook)).same == 1


# ---- delete everything


def bytes_in(folder: Path, words: bytes) -> list[str]:
    return [path.name for path in folder.rglob("*") if path.is_file() and words in path.read_bytes()]


def test_deleting_everything_leaves_no_byte_of_it_in_any_file(file_database):
    notebook = Notebook(file_database)
    secret = "my secret heel"
    for day in range(50):
        saved = notebook.add(session(day, note=f"{secret} {day} " * 40))
    notebook.delete(saved)
    notebook.edit(replace(notebook.list().entries[0], note="shorter"))
    import_planned(notebook, plan_import(notebook, file_with({**ROW, "note": secret})))
    backup.copy_file(file_database.path, file_database.backups, "by-hand")
    folder = file_database.path.parent
    (folder / "notebook-damaged-2026-01-01-000000.sqlite").write_bytes(b"x" * 500 + secret.encode())
    assert bytes_in(folder, secret.encode())
    removed = notebook.delete_everything()
    assert (removed.records, removed.copies, removed.left) == (51, 3, ())
    assert bytes_in(folder, secret.encode()) == [] == bytes_in(folder, secret.encode("utf-16-le"))
    assert sum(notebook.counts().values()) == 0 and notebook.list().total == 0
    with pytest.raises(NotThere):
        notebook.undo(saved)
    assert notebook.add(session()).version == 1  # and one may begin again


def test_deleting_everything_while_another_program_has_the_notebook_open_leaves_no_byte_either(file_database):
    """Its connection keeps the log from being removed, so the log must be emptied."""
    notebook, secret = Notebook(file_database), "my secret heel"
    notebook.add(note(text=secret))
    with closing(sqlite3.connect(file_database.path)) as another:
        assert another.execute("SELECT count(*) FROM entry").fetchall() == [(1,)]
        notebook.delete_everything()
        assert bytes_in(file_database.path.parent, secret.encode()) == []
        assert another.execute("SELECT count(*) FROM entry").fetchall() == [(0,)]


def test_deleting_everything_of_one_person_leaves_the_others(database):
    anna, ben = Notebook(database, "anna"), Notebook(database, "ben")
    for person in (anna, ben):
        filled(person)
        person.add(note(20, text=f"words of {person.owner}"))
        import_planned(person, plan_import(person, file_with(ROW)))
    bens = contents(ben)
    anna.delete_everything()
    assert contents(anna) == [] and copies(ben) and contents(ben) == bens
    with database.reading() as connection:
        tables = ("person", "entry", "part", "my_place", "favourite", "plan", "kept_copy")
        left = {table: connection.exec_driver_sql(f"SELECT count(*) FROM {table}").scalar() for table in tables}
    assert left == {"person": 1, "entry": 9, "part": 12, "my_place": 1, "favourite": 1, "plan": 1,
                    "kept_copy": 0 if database.path else 1}  # fmt: skip
    if database.path is not None:
        assert bytes_in(database.path.parent, b"words of anna") == []
        for copy in backup.copies(database.backups):
            with closing(sqlite3.connect(copy)) as connection:
                assert connection.execute("SELECT owner FROM person").fetchall() in ([("ben",)],)


def test_a_damaged_file_with_others_words_is_left_and_named(file_database):
    anna, ben = Notebook(file_database, "anna"), Notebook(file_database, "ben")
    anna.add(session())
    ben.add(session())
    damaged = file_database.path.with_name("notebook-damaged-2026-01-01-000000.sqlite")
    damaged.write_bytes(b"rubbish" * 100)
    assert anna.delete_everything().left == (damaged,) and damaged.exists()
    assert ben.delete_everything().left == () and not damaged.exists()


# ---- tables


BERLIN = ZoneInfo("Europe/Berlin")


def test_the_table_taken_in_again_says_what_it_said_in_every_zone(file_database, other):
    mine = Notebook(file_database)
    there = datetime(2026, 11, 20, 21, 30, 5, tzinfo=ZoneInfo("Asia/Kolkata"))
    mine.add(replace(session(), when=there, note="=1+1, “quoted”\nand a second line"))
    mine.add(spot())
    mine.add(note())
    plan = plan_table(other, to_csv(mine), BERLIN)
    assert plan.ok and plan.changes == 3
    import_planned(other, plan)
    assert sorted(map(content, other.list().entries), key=str) == sorted(map(content, mine.list().entries), key=str)
    assert {one.when.isoformat() for one in other.list().entries} >= {"2026-11-20T21:30:05+05:30"}
    assert plan_table(other, to_csv(mine), BERLIN).sentences() == ("3 already here and the same: left alone.",)


def test_the_same_entries_under_other_ids_are_not_doubled(file_database):
    mine = Notebook(file_database)
    mine.add(session())
    file = json.loads(to_json(mine))
    file["records"][0]["id"] = "0" * 32
    assert plan_import(mine, json.dumps(file).encode()).same == 1


@pytest.mark.parametrize(
    ("table", "told"),
    [
        ("Date,Pain level,Comment\n2026-11-20,6,after a walk\n2026-11-21,,quiet\n,,\n", [(20, 6), (21, None)]),
        ("date;time;score\n20.11.2026;21:30;6/10\n", [(20, 6)]),
        ("Day\tRating\n11/20/2026\t3\n11/2/2026\t4.0\n", [(2, 4), (20, 3)]),
    ],
)
def test_another_apps_diary_becomes_entries_of_a_day_a_score_and_a_note(other, table, told):
    columns = guessed(*lines(table.encode()))
    plan = plan_table(other, table.encode(), BERLIN, columns)
    assert plan.ok, plan.sentences()
    import_planned(other, plan)
    entries = sorted(other.list().entries, key=lambda one: one.when)
    assert [(one.when.day, one.before) for one in entries] == told
    assert all(one.when.utcoffset() == timedelta(hours=1) for one in entries)
    assert plan_table(other, table.encode(), BERLIN, columns).changes == 0


def test_a_day_that_can_be_read_two_ways_is_read_as_the_reader_says(other):
    names, found = lines(b"date,score\n3/4/2026,5\n")
    for order, month in zip(ORDERS, (4, 3), strict=True):
        columns = replace(guessed(names, found), order=order)
        (record,) = plan_table(other, b"date,score\n3/4/2026,5\n", BERLIN, columns).records
        assert record.when.month == month


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("2026-11-20,11,", "The score before must be a whole number from 0 to 10"),
        ("2026-11-20,bad,", "the score must be a whole number from 0 to 10, not “bad”"),
        ("soon,5,", "the day cannot be read: “soon”"),
        ("2099-01-01,5,", "its day is still to come"),
    ],
)
def test_what_the_form_would_not_take_no_table_brings_in(other, line, fault):
    table = f"date,score,note\n{line}\n".encode()
    plan = plan_table(other, table, BERLIN, guessed(*lines(table)))
    assert not plan.ok and fault.lower() in plan.problems[0].lower()


@pytest.mark.parametrize(
    "table", [b"", b"one\n1\n", b"\xff\xfe,\x00", b"a,a\n1,2\n", b"a,b\n", b'a,b\n"' + b"x" * 200_000]
)
def test_what_is_no_table_is_refused_in_one_sentence(other, table):
    with pytest.raises(BadFile):
        plan_table(other, table, BERLIN)
