"""The notebook when things go wrong: killed, no room, no rights, locked, damaged, too new, without its server."""

import json
import os
import shutil
import sqlite3
import subprocess
import sys
import tempfile
import threading
import time
from contextlib import closing, contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from urllib.parse import quote

import pytest
from notebook_helpers import PASSWORD, Server, note, program, session
from sqlalchemy import URL, create_engine, event, make_url, text

from notebook import (
    Damaged,
    DiskFull,
    Locked,
    NewerSchema,
    Notebook,
    NotebookError,
    Unreachable,
    backup,
    import_planned,
    open_database,
    plan_import,
    schema,
    set_aside,
    to_json,
)
from notebook.database import FILE, open_server
from notebook.models import HEAD, KNOWN

ROOT = Path(__file__).parents[2]


def process(*words: object, **options) -> subprocess.Popen:
    command = [sys.executable, str(Path(__file__).parents[1].joinpath("notebook_process.py")), *map(str, words)]
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    return subprocess.Popen(command, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, **options)


def told(*words: object) -> list[dict]:
    """What such a process says, when it has ended well."""
    with process(*words) as running:
        said, _ = running.communicate(timeout=120)
    assert running.returncode == 0
    return [json.loads(line) for line in said.splitlines()]


def sound(path: Path) -> bool:
    with closing(sqlite3.connect(path)) as connection:
        return connection.execute("PRAGMA integrity_check").fetchall() == [("ok",)] and not connection.execute(
            "PRAGMA foreign_key_check").fetchall()  # fmt: skip


# ---- killed


@pytest.mark.parametrize("killed", [10, pytest.param(200, marks=pytest.mark.endure)])
def test_killed_many_times_during_saves_keeps_every_acknowledged_entry(killed, tmp_path):
    start = time.monotonic()
    [answer] = told("saving", tmp_path, killed)
    words = [word.split() for word in answer["acknowledged"]]
    print(f"{killed} processes killed, {len(words)} acknowledged saves, {time.monotonic() - start:.1f} s")
    assert len(words) >= killed
    assert sound(tmp_path / FILE)
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        parts = "(SELECT count(*) FROM part WHERE entry_number = entry.number)"
        rows = connection.execute(f"SELECT id, version, {parts} FROM entry").fetchall()
    there = {id: (version, number) for id, version, number in rows}
    lost = [id for id, version in words if id not in there or there[id][0] < int(version)]
    assert lost == []
    assert {found for found in there.values()} <= {(1, 4), (2, 2)}  # never an entry with half of its points


@pytest.mark.parametrize("kills", [3, pytest.param(12, marks=pytest.mark.endure)])
def test_killed_while_a_file_is_taken_in_leaves_all_of_it_or_nothing(kills, tmp_path):
    source = open_database(folder=tmp_path / "source")
    source_notebook = Notebook(source)
    for day in range(300):
        source_notebook.add(session(day % 28))
    (tmp_path / "import.json").write_bytes(to_json(source_notebook))
    source.close()
    answers = told("importing", tmp_path, kills)
    print("records there after each kill:", [answer["there"] for answer in answers])
    assert {answer["there"] for answer in answers} <= {0, 300}
    assert all(answer["there"] == 300 for answer in answers if answer["done"])
    assert sound(tmp_path / FILE)


# ---- no room


def test_a_full_disk_is_told_and_loses_nothing_that_was_saved(tmp_path):
    [answer] = told("full", tmp_path)
    assert answer["said"].startswith("DiskFull: There is no room left on the disk")
    assert answer["readable"] == len(answer["saved"]) and answer["there"] == len(answer["saved"]) + 1
    assert answer["copied"] == "DiskFull"  # an import without room for its copy does not begin
    assert sound(tmp_path / FILE)
    assert backup.copies(tmp_path / "backups") == [] and list((tmp_path / "backups").iterdir()) == []


def test_a_file_at_its_limit_is_told_and_loses_nothing_that_was_saved(file_database):
    file_database.engine.dispose()
    event.listen(
        file_database.engine, "connect", lambda connection, _: connection.execute("PRAGMA max_page_count = 60")
    )
    notebook, saved = Notebook(file_database), []
    with pytest.raises(DiskFull, match="Everything saved before is still there"):
        for _ in range(100):
            saved.append(notebook.add(note(text="x" * 9000)))
    assert saved and {entry.id for entry in notebook.list(size=500).entries} == {entry.id for entry in saved}
    assert file_database.path is not None and sound(file_database.path)
    with pytest.raises(DiskFull):
        import_planned(notebook, plan_import(notebook, b"".join([
            b'{"format": "cun-atlas notebook", "version": 1, "records": [',
            b",".join(b'{"kind":"note","when":"2026-01-01T00:00:00Z","layer":"point","code":"SP6","text":"%d%s"}'
                      % (number, b"y" * 9000) for number in range(50)), b"]}"])))  # fmt: skip
    assert notebook.list().total == len(saved)


# ---- no rights


@pytest.fixture
def open_folder():
    """A folder that another user can reach: pytest's own is closed to them."""
    folder = Path(tempfile.mkdtemp(prefix="cun-poor-"))
    folder.chmod(0o755)
    yield folder
    for path in [folder, *folder.rglob("*")]:
        path.chmod(0o755)
    shutil.rmtree(folder)


def test_a_folder_without_the_right_to_write_is_told(open_folder):
    open_folder.chmod(0o555)
    [answer] = told("poor", open_folder / "notebook")
    assert answer["error"] == "ReadOnly" and str(open_folder) in answer["said"]
    assert "CUN_ATLAS_NOTEBOOK_FOLDER" in answer["said"]
    [answer] = told("poor", open_folder)
    assert answer["error"] == "ReadOnly" and list(open_folder.iterdir()) == []


def test_a_notebook_without_the_right_to_write_is_told_and_untouched(open_folder):
    database = open_database(folder=open_folder)
    Notebook(database).add(session())
    database.close()
    path = open_folder / FILE
    path.chmod(0o444)
    before = path.read_bytes()
    for rights in (0o555, 0o755):
        open_folder.chmod(rights)
        [answer] = told("poor", open_folder)
        assert answer["error"] == "ReadOnly", answer
    assert path.read_bytes() == before


# ---- locked


def test_while_another_program_writes_reading_works_and_saving_waits_then_tells(file_database):
    notebook = Notebook(file_database)
    saved = notebook.add(session())
    with process("holding", file_database.path.parent, "writing") as holder:
        assert json.loads(holder.stdout.readline()) == {"holding": True}
        assert notebook.list().total == 1
        start = time.monotonic()
        with pytest.raises(Locked, match="Another program is using"):
            notebook.edit(replace(saved, after=0))
        assert 0.4 < time.monotonic() - start < 3
        holder.communicate()
    assert notebook.edit(saved).version == 2


def test_a_file_that_another_program_keeps_to_itself_is_told(file_database):
    Notebook(file_database).add(session())
    folder = file_database.path.parent
    file_database.close()
    with process("holding", folder, "alone") as holder:
        assert json.loads(holder.stdout.readline()) == {"holding": True}
        with pytest.raises(Locked):
            open_database(folder=folder, wait_seconds=0.3)
        holder.communicate()
    opened = open_database(folder=folder)
    assert Notebook(opened).list().total == 1
    opened.close()


def test_many_tabs_save_at_once(database):
    def save() -> None:
        for _ in range(5):
            Notebook(database, "anna").add(session())

    threads = [threading.Thread(target=save) for _ in range(12)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert Notebook(database, "anna").list().total == 60


def test_programs_that_start_together_make_one_notebook(tmp_path):
    running = [process("opening", tmp_path) for _ in range(4)]
    for one in running:
        assert json.loads(one.stdout.readline()) == {"ready": True}
    for one in running:
        one.stdin.write("go\n")
        one.stdin.flush()
    for one in running:
        said, _ = one.communicate(timeout=30)
        assert one.returncode == 0 and "saved" in json.loads(said)
    opened = open_database(folder=tmp_path)
    assert Notebook(opened).list().total == 4
    opened.close()


# ---- damaged


def overwritten(path: Path) -> None:
    with path.open("r+b") as file:
        file.seek(4096 * 2)
        file.write(os.urandom(4096 * 6))


def one_page_of_words_overwritten(path: Path) -> None:
    """In the middle of a long note; everything else can be read."""
    data = path.read_bytes()
    page = data.index(b"o" * 4000) // 4096 * 4096
    path.write_bytes(data[:page] + os.urandom(4096) + data[page + 4096 :])


def beheaded(path: Path) -> None:
    with path.open("r+b") as file:
        file.write(b"\0" * 100)


def cut(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2 + 100)


def replaced_by_a_letter(path: Path) -> None:
    path.write_text("Dear notebook, " * 1000)


def taken_from_another_program(path: Path) -> None:
    path.unlink()
    with closing(sqlite3.connect(path)) as connection:
        connection.execute("CREATE TABLE moz_places (id INTEGER)")


DAMAGES = (overwritten, one_page_of_words_overwritten, beheaded, cut, replaced_by_a_letter, taken_from_another_program)


@pytest.mark.parametrize("damage", DAMAGES)
def test_a_damaged_file_is_told_kept_aside_and_a_fresh_one_opens(tmp_path, damage):
    database = open_database(folder=tmp_path)
    for day in range(40):
        Notebook(database).add(session(day, note="w" * 500))
    Notebook(database).add(note(text="o" * 19_000))
    database.close()
    damage(tmp_path / FILE)
    bytes_now = (tmp_path / FILE).read_bytes()
    with pytest.raises(Damaged, match="It will not be changed") as error:
        open_database(folder=tmp_path)
    assert error.value.path == tmp_path / FILE and (tmp_path / FILE).read_bytes() == bytes_now
    kept = set_aside(error.value.path)
    assert kept.name.startswith("notebook-damaged-20") and kept.read_bytes() == bytes_now
    fresh = open_database(folder=tmp_path)
    assert Notebook(fresh).list().total == 0
    fresh.close()


def test_damage_in_mid_use_is_told_not_shown_as_a_crash(file_database):
    notebook = Notebook(file_database)
    for day in range(60):
        notebook.add(session(day, note="w" * 1000))
    file_database.close()  # everything is in the file now
    assert file_database.path is not None
    overwritten(file_database.path)
    with pytest.raises(Damaged):
        notebook.list(size=500)


def test_two_damaged_files_of_one_second_are_both_kept(tmp_path):
    names = set()
    for letter in "ab":
        (tmp_path / FILE).write_text(letter)
        names.add(set_aside(tmp_path / FILE))
    assert len(names) == 2 and {name.read_text() for name in names} == {"a", "b"}


def test_an_empty_file_is_a_new_notebook(tmp_path):
    (tmp_path / FILE).touch()
    database = open_database(folder=tmp_path)
    assert Notebook(database).add(session()).version == 1
    database.close()


@pytest.mark.skipif(os.name != "posix", reason="rights of files are those of POSIX")
def test_nobody_else_on_the_computer_may_read_the_notebook(file_database):
    Notebook(file_database).add(session())
    backup.copy_file(file_database.path, file_database.backups, "by-hand")
    for path in [file_database.path.parent, *file_database.path.parent.rglob("*")]:
        assert path.stat().st_mode & 0o077 == 0, path


# ---- older and newer tables


def at_version(url: str, version: str) -> None:
    engine = create_engine(url)
    with engine.begin() as connection:
        schema.upgrade(connection, version)
        connection.execute(text("INSERT INTO person (owner, created) VALUES ('this computer', '2026-01-01')"))
        connection.execute(text(
            "INSERT INTO favourite (person_id, id, version, changed, layer, code) "
            "VALUES (1, :id, 1, '2026-01-01', 'point', 'SP6')"), {"id": "0" * 32})  # fmt: skip
    engine.dispose()


def test_an_older_notebook_is_copied_and_brought_up_to_date(tmp_path):
    at_version(f"sqlite:///{tmp_path / FILE}", KNOWN[0])
    database = open_database(folder=tmp_path)
    assert [it.code for it in Notebook(database).favourites()] == ["SP6"] and Notebook(database).plans() == ()
    database.close()
    [copy] = backup.copies(tmp_path / "backups")
    assert copy.name.endswith(f"before-update-from-{KNOWN[0]}.sqlite") and sound(copy)
    with closing(sqlite3.connect(copy)) as connection:
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(KNOWN[0],)]
        assert connection.execute("SELECT code FROM favourite").fetchall() == [("SP6",)]
    backup.restore(copy, tmp_path / FILE)  # and back, and forward again
    database = open_database(folder=tmp_path)
    assert [it.code for it in Notebook(database).favourites()] == ["SP6"]
    database.close()


def test_an_update_that_fails_half_way_changes_nothing(tmp_path, monkeypatch):
    at_version(f"sqlite:///{tmp_path / FILE}", KNOWN[0])
    whole = schema.upgrade

    def half(connection, to="head"):
        whole(connection, to)
        raise OSError("the power went")

    monkeypatch.setattr(schema, "upgrade", half)
    with pytest.raises(OSError, match="the power went"):
        open_database(folder=tmp_path)
    monkeypatch.undo()
    with closing(sqlite3.connect(tmp_path / FILE)) as connection:
        tables = {name for (name,) in connection.execute("SELECT name FROM sqlite_master")}
        assert connection.execute("SELECT version_num FROM alembic_version").fetchall() == [(KNOWN[0],)]
    assert "plan" not in tables and "favourite" in tables
    open_database(folder=tmp_path).close()


def test_an_older_server_is_dumped_and_brought_up_to_date(postgres: Server, tmp_path, monkeypatch):
    url = postgres.new_database()
    at_version(url.replace("postgresql:", "postgresql+psycopg:"), KNOWN[0])
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NotebookError, match="pg_dump"):
        open_database(url, tmp_path)
    monkeypatch.undo()
    monkeypatch.setenv("PATH", str(Path(str(program("pg_dump"))).parent), prepend=os.pathsep)
    database = open_database(url, tmp_path)
    assert [it.code for it in Notebook(database).favourites()] == ["SP6"] and Notebook(database).plans() == ()
    database.close()
    [dump] = (tmp_path / "backups").iterdir()
    assert dump.name.endswith(f"before-update-from-{KNOWN[0]}.dump") and dump.read_bytes().startswith(b"PGDMP")


@pytest.mark.parametrize("password_in", ["the address", "its options", "the environment"])
def test_the_password_of_a_server_stands_in_no_list_of_programs_and_in_no_sentence(
    postgres: Server, tmp_path, monkeypatch, caplog, password_in
):
    url = make_url(postgres.new_database())
    at_version(url.set(drivername="postgresql+psycopg").render_as_string(hide_password=False), KNOWN[0])
    bare = URL.create("postgresql", url.username, None, url.host, url.port, url.database)
    if password_in == "its options":
        url = bare.update_query_dict({"password": PASSWORD})
    elif password_in == "the environment":
        url = bare
        monkeypatch.setenv("PGPASSWORD", PASSWORD)
    told = tmp_path / "pg_dump"
    told.write_text(f'#!/bin/sh\necho "$@" > {tmp_path}/words\nprintf %s "$PGPASSWORD" > {tmp_path}/password\n'
                    'echo "no host 127.0.0.1 for tester" >&2\nexit 1\n')  # fmt: skip
    told.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    with pytest.raises(NotebookError) as refused:
        open_database(url.render_as_string(hide_password=False), tmp_path)
    words, sentence = (tmp_path / "words").read_text(), str(refused.value)
    assert (
        quote(PASSWORD, safe="") not in words and "***@" not in words and f"tester@127.0.0.1:{postgres.port}" in words
    )
    assert (tmp_path / "password").read_text() == PASSWORD
    assert "left as it is" in sentence and not [one for one in ("127.0.0.1", "tester", PASSWORD) if one in sentence]
    assert "no host 127.0.0.1" in caplog.text  # for the person who runs it


def test_a_servers_dumps_are_the_newest_three_of_thirty_days(tmp_path):
    for day in range(1, 7):
        dump = tmp_path / f"notebook-2026-05-0{day}-000000-before-update-from-0001.dump"
        dump.touch()
        written = datetime(2026, 5, day).timestamp()
        os.utime(dump, (written, written))
    backup.forget_dumps(tmp_path, datetime(2026, 5, 7))
    assert [path.name[9:19] for path in backup.dumps(tmp_path)] == ["2026-05-06", "2026-05-05", "2026-05-04"]
    backup.forget_dumps(tmp_path, datetime(2026, 6, 3, 12))
    assert [path.name[9:19] for path in backup.dumps(tmp_path)] == ["2026-05-06", "2026-05-05"]


def test_deleting_everything_removes_the_dumps_that_the_atlas_made(postgres: Server, tmp_path, monkeypatch):
    url = postgres.new_database()
    at_version(url.replace("postgresql:", "postgresql+psycopg:"), KNOWN[0])
    monkeypatch.setenv("PATH", str(Path(str(program("pg_dump"))).parent), prepend=os.pathsep)
    database = open_database(url, tmp_path)
    assert len(backup.dumps(tmp_path / "backups")) == 1
    removed = Notebook(database).delete_everything()
    database.close()
    assert (removed.records, removed.copies, removed.left) == (1, 1, ())
    assert not list((tmp_path / "backups").iterdir())


def test_a_notebook_of_a_newer_atlas_is_refused_and_untouched(database, tmp_path, request):
    Notebook(database).add(session())
    with database.writing() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '0099'"))
    database.close()
    before = database.path.read_bytes() if database.path else None
    with pytest.raises(NewerSchema, match="newer version of the atlas"):
        if database.path:
            open_database(folder=database.path.parent)
        else:
            open_server(database.engine.url.render_as_string(hide_password=False), tmp_path)
    assert (database.path.read_bytes() if database.path else None) == before
    assert not database.backups.exists()


def test_the_migrations_make_exactly_the_tables_of_the_models(database):
    from alembic.autogenerate import compare_metadata
    from alembic.migration import MigrationContext

    from notebook.models import metadata

    with database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, metadata) == []
        assert schema.version_of(connection) == HEAD


def test_the_known_versions_are_those_of_the_migrations():
    names = sorted(path.stem[:4] for path in (schema.FOLDER / "versions").glob("0*.py"))
    assert tuple(names) == KNOWN and KNOWN[-1] == HEAD


# ---- without its server


def test_a_server_restarted_in_mid_use_is_found_again(postgres: Server, tmp_path):
    database = open_database(postgres.new_database(), tmp_path)
    notebook = Notebook(database)
    saved = notebook.add(session())
    postgres.stop(at_once=True)
    postgres.start()
    assert notebook.list().total == 1
    assert notebook.edit(replace(saved, after=1)).version == 2
    database.close()


def test_a_server_restarted_in_the_middle_of_a_save_saves_once(postgres: Server, tmp_path):
    database = open_database(postgres.new_database(), tmp_path)
    notebook = Notebook(database)
    notebook.add(session(1))
    ready, restarted = session(2, id="a" * 32), []

    def restart(connection, *_rest) -> None:
        if not restarted:
            restarted.append(True)
            postgres.stop(at_once=True)
            postgres.start()

    event.listen(database.engine, "before_cursor_execute", restart)
    assert notebook.add(ready).id == "a" * 32
    assert restarted and notebook.list().total == 2
    database.close()


def test_a_save_whose_answer_was_lost_is_not_saved_twice(postgres: Server, tmp_path, monkeypatch):
    """The server takes the change and dies before it can say so; the second try finds it there."""
    database = open_database(postgres.new_database(), tmp_path)
    notebook = Notebook(database)
    saved, died = notebook.add(session(1)), []
    whole = type(database).writing

    @contextmanager
    def lossy(self):
        with whole(self) as connection:
            yield connection
        if not died:
            died.append(True)
            raise Unreachable("lost")

    monkeypatch.setattr(type(database), "writing", lossy)
    edited = notebook.edit(replace(saved, after=0))
    died.clear()
    added = notebook.add(session(2))
    assert edited.version == 2 and notebook.get("session", saved.id) == edited
    assert notebook.list().total == 2 and notebook.get("session", added.id) == added
    database.close()


def test_a_server_that_is_down_is_told_and_works_again_when_it_is_up(postgres: Server, tmp_path):
    database = open_database(postgres.new_database(), tmp_path, wait_seconds=2)
    notebook = Notebook(database)
    saved = notebook.add(session())
    postgres.stop()
    try:
        with pytest.raises(Unreachable, match="does not answer"):
            notebook.edit(replace(saved, after=1))
        with pytest.raises(Unreachable):
            open_database(postgres.url("postgres"), tmp_path, wait_seconds=2)
    finally:
        postgres.start()
    assert notebook.edit(replace(saved, after=1)).version == 2
    database.close()


@pytest.mark.parametrize("address", ["mysql://me@here/notebook", "notebook.sqlite", "sqlite:///notebook.sqlite"])
def test_an_address_that_is_no_postgresql_is_told(tmp_path, address):
    with pytest.raises(NotebookError, match="must look like postgresql://"):
        open_database(address, tmp_path)
