"""Imports run one way: app, then ui, then charts and data, then coords, which knows nobody."""
import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
MAY_IMPORT = {  # who may import which of ours, besides itself
    "coords": set(),
    "notebook": set(),
    "data": {"coords"},
    "charts": {"coords"},
    "ui": {"coords", "data", "charts", "notebook"},
    "app": {"ui", "data"},  # data: a damaged file is told in words before any page opens
}
FILES_AND_SCREENS = {  # what a layer must not touch at all
    "coords": {"streamlit", "plotly", "pandas", "pathlib", "os", "csv", "json", "io", "gzip"},
    "charts": {"streamlit", "pathlib", "os", "csv", "gzip"},
    "data": {"streamlit", "plotly"},
    "notebook": {"streamlit", "plotly"},
}


def imported(path: Path) -> Iterator[str]:
    """The first names of all modules a file imports, wherever in the file it does."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield (node.module or "").split(".")[0] if not node.level else path.parent.name


def files_of(package: str) -> list[Path]:
    return sorted((ROOT / package).rglob("*.py")) or [path for path in (ROOT / f"{package}.py",) if path.exists()]


def strays(package: str, path: Path) -> set[str]:
    """The imports of a file that its layer may not have; a `__main__.py` may also open the data."""
    allowed = MAY_IMPORT[package] | {package} | ({"data"} if path.name == "__main__.py" else set())
    return {name for name in imported(path) if (name in MAY_IMPORT and name not in allowed)
            or name in FILES_AND_SCREENS.get(package, set())}


@pytest.mark.parametrize("package", MAY_IMPORT)
def test_nobody_imports_upward(package):
    found = {str(path.relative_to(ROOT)): strays(package, path) for path in files_of(package)}
    assert {file: names for file, names in found.items() if names} == {}


def test_the_layers_are_really_looked_at():
    assert {package for package in MAY_IMPORT if files_of(package)} >= {"coords", "data", "charts", "ui"}


def test_a_stray_import_is_seen_even_inside_a_function(tmp_path):
    stray = tmp_path / "rules.py"
    stray.write_text("def draw():\n    from data.atlas import load_atlas\n    import streamlit.components\n")
    assert strays("coords", stray) == {"data", "streamlit"}
