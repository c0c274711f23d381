"""Notebooks for the tests: in a file, and on a real PostgreSQL server. What they need is imported when it is used."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from hypothesis import settings

settings.register_profile("steady", deadline=None)  # how fast a thing is, the bench says
settings.load_profile("steady")

if TYPE_CHECKING:
    from notebook_helpers import Server

    from notebook import Database, Notebook


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """A test with a PostgreSQL server is serial; of a test that runs with a file and with a server, the second half."""
    for item in items:
        told = getattr(item, "callspec", None)
        if "postgres" in getattr(item, "fixturenames", ()) or (told and told.params.get("database") == "postgres"):
            item.add_marker(pytest.mark.serial)


@pytest.fixture(scope="session", autouse=True)
def nobodys_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """No test touches the notebook of whoever runs it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("CUN_ATLAS_NOTEBOOK_FOLDER", str(tmp_path_factory.mktemp("notebook")))
        yield


@pytest.fixture
def postgres() -> Server:
    """A running server, or the test is skipped and says why."""
    from notebook_helpers import need_postgres

    return need_postgres()


@pytest.fixture(params=["sqlite", "postgres"])
def database(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Database]:
    """A new notebook, once in a file and once on a server."""
    from notebook import open_database

    url = request.getfixturevalue("postgres").new_database() if request.param == "postgres" else None
    opened = open_database(url, tmp_path / "notebook")
    yield opened
    opened.close()


@pytest.fixture
def file_database(tmp_path: Path) -> Iterator[Database]:
    """A new notebook in a file."""
    from notebook import open_database

    opened = open_database(folder=tmp_path / "notebook", wait_seconds=0.5)
    yield opened
    opened.close()


@pytest.fixture
def notebook(database: Database) -> Notebook:
    """A new notebook of this computer's owner, once in a file and once on a server."""
    from notebook import Notebook

    return Notebook(database)
