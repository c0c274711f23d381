"""Starting the atlas: a damaged file stops it with one sentence; without npm or a folder it goes on."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from data.reading.tables import path_of
from tools.run import port_for
from tools.serve import free_port
from web import assets

ROOT = Path(__file__).resolve().parent.parent


def started_with(folder: Path, file: str, old: str, new: str) -> subprocess.CompletedProcess[str]:
    """What the first step of `make run` says in a copy of the project in which one file was changed."""
    for part in ("charts", "content", "coords", "data", "web"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    path = path_of(file, folder / "data")
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    command = [sys.executable, "-m", "web.assets", "--to", str(folder / "static")]
    return subprocess.run(command, cwd=folder, capture_output=True, text=True, timeout=120, check=False)


def test_a_damaged_rule_stops_the_start_with_file_row_and_reason(tmp_path):
    said = started_with(tmp_path, "points.csv", "kind=at; at=PAT_LIG_LAT", "kind=beside; at=PAT_LIG_LAT")
    assert said.returncode == 1 and "Traceback" not in said.stderr
    assert "data/tables/points.csv, row 6: kind 'beside' is not one of at, mid" in said.stderr
    assert not (tmp_path / "static" / "plates").exists(), "nothing is drawn from damaged data"


def test_a_torn_view_file_stops_the_start_and_names_its_line(tmp_path):
    said = started_with(tmp_path, "views/foot_sole.geojson", '"features": [', '"features": [[')
    assert said.returncode == 1 and "Traceback" not in said.stderr
    assert "data/views/foot_sole.geojson, row " in said.stderr and "not readable JSON" in said.stderr


# ---- plotly.js


def an_npm(folder: Path, does: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """An npm that comes first on the path and does this."""
    program = folder / "npm"
    program.write_text(f"#!/bin/sh\n{does}\n")
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(folder), prepend=os.pathsep)


NO_BUNDLE = {
    "it waits for a network": "sleep 600 & echo $! > {folder}/waits; wait",
    "it brings half a file": "head -c 2000 /dev/urandom > plotly.tgz",
    "it brings another package": "mkdir package && echo no > package/readme && tar -czf plotly.tgz package",
    "it brings another version": "mkdir package && echo '/* plotly.js v1.0.0 */' > package/plotly-basic.min.js"
    " && tar -czf plotly.tgz package",
    "it brings nothing": "exit 0",
    "it fails": "exit 1",
}


@pytest.mark.parametrize("does", NO_BUNDLE.values(), ids=NO_BUNDLE)
def test_whatever_npm_does_the_bundle_of_the_wheel_is_taken(tmp_path, monkeypatch, does):
    an_npm(tmp_path, does.format(folder=tmp_path), monkeypatch)
    monkeypatch.setattr(assets, "NPM_SECONDS", 1)
    target = tmp_path / assets.PLOTLY_FILE
    assets.place_plotly(target)
    assert target.stat().st_size > 3_000_000 and assets.plotly_version(target.read_bytes()) == assets.PLOTLY_JS
    if (tmp_path / "waits").exists():
        waits = Path(f"/proc/{(tmp_path / 'waits').read_text().strip()}/stat")
        assert not waits.exists() or waits.read_text().split()[2] == "Z", "what npm had started has ended with it"


def test_a_bundle_that_is_there_is_kept_and_npm_not_asked_again(tmp_path, monkeypatch):
    an_npm(tmp_path, f"touch {tmp_path}/asked", monkeypatch)
    target = tmp_path / assets.PLOTLY_FILE
    target.write_text(f"/** plotly.js v{assets.PLOTLY_JS} */")
    assets.place_plotly(target)
    assert not (tmp_path / "asked").exists() and target.stat().st_size < 100


READ_ONLY = """
import sys
from pathlib import Path
from web import assets

def refuse(event, told):
    writes = event == "open" and isinstance(told[0], str) and isinstance(told[1], str) and set(told[1]) & set("wax+")
    if (writes or event in ("os.utime", "os.remove", "os.rename")) and str(assets.STATIC) in str(told[0]):
        raise PermissionError(13, "read-only", str(told[0]))

sys.addaudithook(refuse)
assets.ready()
"""


@pytest.mark.browser  # where static/ is complete
def test_a_complete_folder_that_cannot_be_written_is_no_hindrance():
    done = subprocess.run([sys.executable, "-c", READ_ONLY], cwd=ROOT, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


# ---- the port


@pytest.mark.parametrize("name", ["PORT", "STREAMLIT_SERVER_PORT"])
def test_the_port_can_be_chosen(name):
    port = free_port()
    assert port_for("127.0.0.1", {name: str(port)}) == port


@pytest.mark.parametrize("word", ["0", "65536", "-1", "http", "٨٠٨٠", "8501 "])
def test_what_is_no_port_is_told(word):
    with pytest.raises(SystemExit, match="a port is a number from 1 to 65535"):
        port_for("127.0.0.1", {"PORT": word})


def test_a_port_that_is_taken_is_told_and_no_other_is_chosen_instead():
    with socket.create_server(("127.0.0.1", 0)) as other, pytest.raises(SystemExit, match="cannot be had"):
        port_for("127.0.0.1", {"PORT": str(other.getsockname()[1])})
