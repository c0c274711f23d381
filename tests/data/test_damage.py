"""A fact that is changed is named, because something contradicts it; a damaged file ends in no traceback."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NAMED = 0.95


def damaged(folder: Path, kind: str, count: int, seed: int = 2026) -> list[dict[str, str | None]]:
    """What was said to each damage of a copy (see damage_process.py)."""
    for part in ("charts", "coords", "content", "data", "tests/reference"):
        shutil.copytree(ROOT / part, folder / part, ignore=shutil.ignore_patterns("__pycache__"))
    command = [sys.executable, str(ROOT / "tests/damage_process.py"), kind, str(seed), str(count)]
    env = {**os.environ, "PYTHONPATH": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    done = subprocess.run(command, cwd=folder, env=env, capture_output=True, text=True, check=True)
    said = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(said) == count
    return said


def score(said: list[dict[str, str | None]]) -> float:
    """The share that is named; printed with what is not, and with what only the inventory names."""
    missed = [f"{one['file']}: {one['what']}" for one in said if not one["named"]]
    counted = sum("inventory.csv" in (one["named"] or "") for one in said)
    named = f"{len(said) - len(missed)} of {len(said)} are named, {counted} of them by the inventory alone; not:"
    print(named, *missed, sep="\n  ")
    return 1 - len(missed) / len(said)


def faults(said: list[dict[str, str | None]]) -> list[str]:
    return [f"{one['file']}, {one['what']}: {one['fault']}" for one in said if one["fault"]]


def test_of_a_dozen_changed_facts_nearly_all_are_named(tmp_path):
    said = damaged(tmp_path, "quick", 12)
    assert faults(said) == [] and score(said) >= 0.9  # the promises that take long are not asked


def test_a_damaged_file_is_named_and_ends_in_no_traceback(tmp_path):
    said = damaged(tmp_path, "files", 8)
    assert faults(said) == []


@pytest.mark.endure
def test_of_five_hundred_changed_facts_nineteen_in_twenty_are_named(tmp_path):
    said = damaged(tmp_path, "facts", 500)
    assert faults(said) == [] and score(said) >= NAMED


@pytest.mark.endure
def test_five_hundred_damaged_files_end_in_no_traceback(tmp_path):
    assert faults(damaged(tmp_path, "files", 500)) == []
