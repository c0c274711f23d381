"""For the tests of the notebook: records to write, and a real PostgreSQL server that is started here."""

from __future__ import annotations

import atexit
import os
import pwd
import shutil
import subprocess
import tempfile
import time
import warnings
from dataclasses import dataclass
from datetime import datetime, timedelta, timezone
from functools import cache
from pathlib import Path
from string import punctuation
from urllib.parse import quote
from uuid import uuid4

import psycopg
import pytest

from notebook import Near, Note, Pressed, Session, TenderSpot
from tools.serve import free_port

EVENING = datetime(2026, 3, 14, 21, 30, tzinfo=timezone(timedelta(hours=1)))
PASSWORD = f"{punctuation} äß足*** %41"  # of every sign that is something else in an address, a shell or a file
BINARIES = [Path("/usr/lib/postgresql"), Path("/opt/homebrew/opt/postgresql/bin"), Path("/usr/local/pgsql/bin")]


def session(days: int = 0, **changed) -> Session:
    """A session some days after an evening in March 2026."""
    values = {"pressed": (Pressed("point", "SP6", "left", "press", 60), Pressed("zone", "Z_HEEL", "both")),
              "complaint": "heel_pain", "routine": "RT_HEEL", "before": 6, "after": 4, "note": ""}  # fmt: skip
    return Session(EVENING + timedelta(days=days), **{**values, **changed})


def spot(days: int = 0, **changed) -> TenderSpot:
    values = {"view": "foot_sole", "side": "left", "x": 0.1, "y": -0.25, "score": 7,
              "near": (Near("point", "KI1", 12.5), Near("zone", "Z_HEEL")), "note": "after standing"}  # fmt: skip
    return TenderSpot(EVENING + timedelta(days=days), **{**values, **changed})


def note(days: int = 0, code: str = "SP6", text: str = "a *little* higher on me") -> Note:
    return Note(EVENING + timedelta(days=days), "point", code, text)


# ---- PostgreSQL


def program(name: str) -> str | None:
    """One of PostgreSQL's programs; Debian keeps them out of the path."""
    found = [path for folder in BINARIES for path in sorted(folder.glob(f"*/bin/{name}"), reverse=True)]
    return str(found[0]) if found else shutil.which(name)


@dataclass
class Server:
    """A PostgreSQL server of this test run, on this computer only."""

    folder: Path
    port: int
    user: str | None
    process: subprocess.Popen | None = None

    def start(self) -> None:
        command = [str(program("postgres")), "-D", str(self.folder / "data"), "-p", str(self.port),
                   "-c", "listen_addresses=127.0.0.1", "-c", f"unix_socket_directories={self.folder}"]  # fmt: skip
        with (self.folder / "log").open("ab") as log:
            self.process = subprocess.Popen(command, user=self.user, cwd=self.folder, stdout=log, stderr=log)
        until = time.monotonic() + 30
        while True:
            try:
                psycopg.connect(self.url("postgres"), connect_timeout=2).close()
                return
            except psycopg.OperationalError:
                if time.monotonic() > until or self.process.poll() is not None:
                    raise RuntimeError(f"PostgreSQL did not start: {(self.folder / 'log').read_text()}") from None
                time.sleep(0.05)

    def stop(self, at_once: bool = False) -> None:
        """`at_once`: as when the machine loses its power (SIGQUIT), else in good order (SIGINT)."""
        if self.process is not None and self.process.poll() is None:
            self.process.send_signal(3 if at_once else 2)
            self.process.wait(20)

    def url(self, database: str) -> str:
        return f"postgresql://tester:{quote(PASSWORD, safe='')}@127.0.0.1:{self.port}/{database}"

    def new_database(self) -> str:
        """The address of a fresh one."""
        name = f"t{uuid4().hex}"
        with psycopg.connect(self.url("postgres"), autocommit=True) as connection:
            connection.execute(f"CREATE DATABASE {name}".encode())
        return self.url(name)

    def end(self) -> None:
        self.stop(at_once=True)
        shutil.rmtree(self.folder, ignore_errors=True)


def other_user() -> str | None:
    """Somebody who is not root, when we are root: PostgreSQL refuses root, and root may write everywhere."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


@cache
def started() -> Server | str:
    """The server, or why there is none."""
    if program("initdb") is None or program("postgres") is None:
        return "PostgreSQL is not installed (Debian: apt-get install postgresql), so its tests did not run"
    folder = Path(tempfile.mkdtemp(prefix="cun-pg-"))
    server = Server(folder, free_port(), other_user())
    if server.user:
        shutil.chown(folder, server.user)
    word = folder / "word"
    word.write_text(PASSWORD, encoding="utf-8")
    if server.user:
        shutil.chown(word, server.user)
    options = ["-D", folder / "data", "-U", "tester", "--auth=scram-sha-256", f"--pwfile={word}", "--encoding=UTF8",
               "--locale=C", "--no-sync"]  # fmt: skip
    subprocess.run([program("initdb"), *options], user=server.user, cwd=folder, check=True, capture_output=True)
    atexit.register(server.end)
    server.start()
    return server


def need_postgres() -> Server:
    """Skips with the reason, which is also among the warnings at the end; fails where .ci/run has found a server."""
    server = started()
    if isinstance(server, str):
        if os.environ.get("CUN_ATLAS_SERVERS"):
            pytest.fail(server)
        warnings.warn(server, stacklevel=2)
        pytest.skip(server)
    return server
