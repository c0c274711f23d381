"""Imports run one way: app, ui, web, content, then charts and data, then coords, which knows nobody."""

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {  # who may import which of ours, besides itself
    "coords": set(),
    "notebook": {"coords"},
    "data": {"coords"},
    "charts": {"coords"},
    "content": {"coords", "data", "charts"},
    "web": {"coords", "data", "charts", "content"},
    "ui": {"coords", "data", "charts", "content", "web", "notebook"},
    "app": {"ui", "web"},
    "cun_atlas": {"coords", "data", "charts", "content", "web", "notebook"},
}
DOOR_LINES = 9  # a `__main__.py` is a door: it opens a command of cun_atlas and does nothing itself
FILES_AND_SCREENS = {  # what a layer must not touch at all
    "coords": {"streamlit", "plotly", "pandas", "pathlib", "os", "io", "gzip"},
    "charts": {"streamlit", "pathlib", "os", "csv", "gzip"},
    "data": {"streamlit", "plotly"},
    "content": {"streamlit", "plotly"},
    "web": {"streamlit", "plotly"},
    "notebook": {"streamlit", "plotly"},
}


def imported(path: Path) -> Iterator[str]:
    """The first names of all modules a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0] if not node.level else path.parent.name


def is_door(path: Path) -> bool:
    return path.name == "__main__.py" and path.parent.name != "cun_atlas"


def files_of(package: str) -> list[Path]:
    inside = sorted(path for path in (ROOT / package).rglob("*.py") if not is_door(path))
    return inside or [path for path in (ROOT / f"{package}.py",) if path.exists()]


def strays(package: str, path: Path) -> set[str]:
    """The imports of a file that its layer may not have."""
    allowed = MAY_IMPORT[package] | {package}
    return {
        name
        for name in imported(path)
        if (name in MAY_IMPORT and name not in allowed) or name in FILES_AND_SCREENS.get(package, set())
    }


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_nobody_imports_upward(package):
    found = {str(path.relative_to(ROOT)): strays(package, path) for path in files_of(package)}
    assert {file: names for file, names in found.items() if names} == {}


def test_the_layers_are_really_looked_at():
    assert {package for package in MAY_IMPORT if files_of(package)} == set(MAY_IMPORT)


@pytest.mark.parametrize("package", ["coords", "charts", "data", "notebook"])
def test_a_door_opens_a_command_and_does_nothing_itself(package):
    door = ROOT / package / "__main__.py"
    assert set(imported(door)) == {"sys", "cun_atlas"}
    assert len(door.read_text(encoding="utf-8").splitlines()) <= DOOR_LINES


def test_a_stray_import_is_seen_even_inside_a_function(tmp_path):
    stray = tmp_path / "rules.py"
    stray.write_text("def draw():\n    from data.atlas import load_atlas\n    import streamlit.components\n")
    assert strays("coords", stray) == {"data", "streamlit"}


def test_a_class_has_a_name_of_its_own():
    stands = re.compile(r"^class (\w+)", re.MULTILINE)
    rooms = [*(file for room in MAY_IMPORT for file in files_of(room)), *files_of("bench"), *files_of("tools")]
    found: dict[str, list[str]] = {}
    for file in rooms:
        for name in stands.findall(file.read_text(encoding="utf-8")):
            found.setdefault(name, []).append(str(file.relative_to(ROOT)))
    assert {name: files for name, files in found.items() if len(files) > 1} == {}


PRIVATE = re.compile(r"\b(_full\w+|_offset|_length|l2p|p2l|_m)\b")


def test_only_one_file_looks_into_the_private_parts_of_plotly():
    plot = ROOT / "web" / "plot"
    looking = {file.name for file in plot.glob("*.js") if PRIVATE.search(file.read_text(encoding="utf-8"))}
    assert looking == {"view.js"}
    assert all(len(file.read_text(encoding="utf-8").splitlines()) <= 250 for file in plot.glob("*.js"))
