"""Starting the atlas: a damaged file stops it with one sentence."""

import shutil
import subprocess
import sys
from pathlib import Path

from data.tables import path_of

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
