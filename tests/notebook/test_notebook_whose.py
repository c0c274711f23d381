"""Whose notebook it is: the machine's owner's on this computer only; elsewhere of whoever is signed in, or nobody's."""

import os
import stat
import subprocess
import sys
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from notebook import LOCAL, NotebookOff, whose
from notebook.database import FILE, default_folder, open_database
from notebook.whose import key_of

PAGE = {"Host": "localhost:8501", "Origin": "http://localhost:8501"}
HERE = {"address": "127.0.0.1", "headers": PAGE, "peer": None, "environment": {}, "sign_in_ready": False}
ROOT = Path(__file__).parents[2]


def asked(**changed) -> str:
    return whose(**{**HERE, **changed})


@pytest.mark.parametrize("address", ["127.0.0.1", "localhost", "::1", "127.3.2.1"])
@pytest.mark.parametrize("host", ["localhost:8501", "127.0.0.1:8501", "[::1]:8501", "localhost"])
@pytest.mark.parametrize("peer", [None, "::1", "127.0.0.1"])
def test_on_this_computer_it_is_the_owners(address, host, peer):
    headers = {"host": host, "origin": f"http://{host}"}
    assert asked(address=address.replace("::1", "[::1]"), headers=headers, peer=peer) == LOCAL


def page_of(host: str) -> dict[str, str]:
    return {"Host": host, "Origin": f"http://{host}"}


SHARED = {
    "it listens to the home network": {"address": "0.0.0.0"},
    "it listens to everybody": {"address": None},
    "it listens to every address of the new kind": {"address": "::"},
    "somebody asked for it by another name": {"headers": page_of("atlas.example")},
    "nobody said by which name": {"headers": {"Origin": "http://localhost:8501"}},
    "the name only begins like this computer's": {"headers": page_of("127.0.0.1.evil.example")},
    "the name only ends like it": {"headers": page_of("evil-localhost")},
    "a server in front passes it on": {"headers": PAGE | {"X-Forwarded-For": "203.0.113.7"}},
    "a server in front of another kind": {"headers": PAGE | {"Forwarded": "for=203.0.113.7"}},
    "a program, which has no page": {"headers": {"Host": "127.0.0.1:8501"}},
    "the plainest server in front, which tells nothing": {
        "headers": {"Host": "127.0.0.1:8501", "Origin": "https://atlas.example"}
    },
    "a page of another program of this computer": {"headers": PAGE | {"Origin": "http://localhost:3000"}},
    "a page without an address": {"headers": PAGE | {"Origin": "null"}},
    "it comes from another computer": {"peer": "192.0.2.7"},
    "it comes from another computer by the new kind": {"peer": "2001:db8::7"},
    "it is kept on a server": {"environment": {"CUN_ATLAS_DATABASE_URL": "postgresql://db/atlas"}},
}


@pytest.mark.parametrize("changed", SHARED.values(), ids=SHARED.keys())
def test_it_is_off_where_others_could_come_and_nobody_signs_in(changed):
    with pytest.raises(NotebookOff, match="nobody signs in here") as told:
        asked(**changed)
    assert told.value.reason == "shared"


@pytest.mark.parametrize("changed", [{}, *SHARED.values()])
def test_where_people_sign_in_it_is_theirs_and_nobodys_before(changed):
    with pytest.raises(NotebookOff, match="Sign in") as told:
        asked(**changed, sign_in_ready=True)
    assert told.value.reason == "sign_in"
    for half in (("", "anna"), ("https://issuer.example", "")):
        with pytest.raises(NotebookOff):
            asked(**changed, sign_in_ready=True, signed_in=half)
    owner = asked(**changed, sign_in_ready=True, signed_in=("https://issuer.example", "anna"))
    assert owner == key_of("https://issuer.example", "anna") != LOCAL


@pytest.mark.parametrize("word", ["off", "Off ", "0", "no", "false", "False", "none", "disabled"])
def test_for_phones_of_the_home_network_it_is_off_for_everybody(word):
    for signed_in in (None, ("https://issuer.example", "anna")):
        with pytest.raises(NotebookOff) as told:
            asked(environment={"CUN_ATLAS_NOTEBOOK": word}, sign_in_ready=bool(signed_in), signed_in=signed_in)
        assert told.value.reason == "phone"


@pytest.mark.parametrize("word", ["", "on", "1", "yes", "TRUE"])
def test_the_switch_may_say_that_it_is_on(word):
    assert asked(environment={"CUN_ATLAS_NOTEBOOK": word}) == LOCAL


@given(st.text(), st.text(), st.text(), st.text())
def test_two_people_never_have_one_key(issuer, subject, other_issuer, other_subject):
    same = (issuer, subject) == (other_issuer, other_subject)
    assert (key_of(issuer, subject) == key_of(other_issuer, other_subject)) is same
    assert key_of(issuer, subject) != LOCAL


def test_parts_of_the_name_cannot_be_moved_between_issuer_and_person():
    assert key_of("https://a.example/", "bob") != key_of("https://a.example", "/bob")


def test_the_file_is_in_the_users_own_folder_and_made_at_first_use(tmp_path, monkeypatch):
    monkeypatch.delenv("CUN_ATLAS_NOTEBOOK_FOLDER", raising=False)
    monkeypatch.delenv("CUN_ATLAS_DATABASE_URL", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    monkeypatch.setenv("HOME", str(tmp_path))
    assert tmp_path in default_folder().parents and not default_folder().exists()
    database = open_database()
    assert database.path == default_folder() / FILE and database.path.exists()
    assert stat.S_IMODE(database.path.stat().st_mode) == 0o600
    database.close()


def test_every_save_is_forced_onto_the_disk(file_database):
    with file_database.reading() as connection:
        said = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar() for name in
                ("journal_mode", "synchronous", "foreign_keys", "secure_delete")}  # fmt: skip
    assert said == {"journal_mode": "wal", "synchronous": 2, "foreign_keys": 1, "secure_delete": 1}


def said_by(code: str, *words: object) -> str:
    """What a fresh Python says that runs this code."""
    env = {**os.environ, "PYTHONPATH": str(ROOT)}
    command = [sys.executable, "-c", code, *map(str, words)]
    return subprocess.run(command, capture_output=True, text=True, check=True, cwd=ROOT, env=env).stdout.strip()


def test_the_notebook_works_without_the_postgresql_driver():
    said = said_by("import sys; sys.modules['psycopg'] = None\n"
                   "from notebook import NotebookError, open_database\n"
                   "try: open_database('postgresql://me@127.0.0.1/none')\n"
                   "except NotebookError as error: print(error)")  # fmt: skip
    assert "pip install 'cun-atlas[postgres]'" in said


def test_a_notebook_that_is_up_to_date_opens_without_the_migration_tools(file_database):
    said = said_by("import sys; from pathlib import Path\n"
                   "from notebook import Notebook, open_database\n"
                   "Notebook(open_database(folder=Path(sys.argv[1]))).list()\n"
                   "heavy = ('alembic', 'psycopg', 'streamlit', 'plotly', 'pandas', 'numpy')\n"
                   "print([name for name in heavy if name in sys.modules])", file_database.path.parent)  # fmt: skip
    assert said == "[]"
