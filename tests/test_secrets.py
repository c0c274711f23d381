"""Secrets stay where they are: neither the repository nor the image of a server takes one in."""

from __future__ import annotations

import re
import subprocess
from fnmatch import fnmatchcase
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
SECRETS = (
    ".env", ".streamlit/secrets.toml", "docs/hosting/.env", "docs/hosting/secrets.toml", "docs/hosting/tls/privkey.pem",
    "data/secrets.toml", "ui/.env", "web/tls/server.key", "notebook/notebook.sqlite", "notebook/notebook.sqlite-wal",
    "data/atlas-2026-05-01.dump",
)  # fmt: skip
NOT_FOR_THE_IMAGE = (".git/config", "tests/conftest.py", "docs/hosting.md", "node_modules/x/index.js", "atlas.db")


def let_in(path: str) -> bool:
    """Whether `docker build` hands a file on: the last line of .dockerignore that speaks of it or a folder of it."""
    found = True
    parts = path.split("/")
    ways = ["/".join(parts[:end]) for end in range(1, len(parts) + 1)]
    for line in (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines():
        if line and not line.startswith("#"):
            rule = line.removeprefix("!")
            names = parts if rule.startswith("**/") else ways
            if any(fnmatchcase(name, rule.removeprefix("**/")) for name in names):
                found = line.startswith("!")
    return found


def git(*words: str) -> list[str]:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, text=True, check=False).stdout.splitlines()


@pytest.mark.parametrize("path", SECRETS)
def test_a_secret_goes_neither_into_git_nor_into_the_image(path: str):
    assert git("check-ignore", "--no-index", path) == [path]
    assert not let_in(path)


def test_no_secret_is_among_the_files_of_the_repository():
    files = git("ls-files")
    assert "app.py" in files
    assert [name for name in files if re.search(r"(^|/)(\.env|secrets\.toml)$|\.(pem|key|sqlite|dump)$", name)] == []


def test_the_image_gets_what_the_atlas_is_made_of_and_nothing_else():
    packages = {path.parent.name for path in ROOT.glob("*/__init__.py")} - {"bench", "tests", "tools"}
    needed = {"app.py", "pyproject.toml", "constraints.txt", "README.md", "LICENSE", ".streamlit/config.toml"}
    needed |= {f"{package}/__init__.py" for package in packages} | {"data/tables/safety.csv", "web/plot/plot.js"}
    assert {"ui", "data", "notebook"} <= packages
    assert [path for path in sorted(needed) if not let_in(path)] == []
    assert [path for path in NOT_FOR_THE_IMAGE if let_in(path)] == []


def test_the_image_is_built_by_modules_that_there_are():
    text = (ROOT / "docs/hosting/Dockerfile").read_text(encoding="utf-8")
    modules = re.findall(r"python -m ([\w.]+)", text)
    assert modules and all((ROOT / f"{name.replace('.', '/')}.py").exists() for name in modules)
