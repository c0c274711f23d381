"""Nothing leaves: the program calls nobody, counts nobody, and its pages load nothing from elsewhere."""

import ast
import json
import re
import tomllib
from pathlib import Path

ROOT = Path(__file__).parent.parent
PARTS = ("app.py", "charts", "content", "coords", "cun_atlas", "data", "notebook", "ui", "web")
CALLERS = {"requests", "httpx", "aiohttp", "urllib3", "http", "ftplib", "smtplib", "socket", "websockets"}
NAMES_OF_FORMATS = ("http://www.w3.org/",)  # names that nobody fetches


def files(*endings: str) -> list[Path]:
    within = (path for part in PARTS for path in [ROOT / part, *(ROOT / part).rglob("*")])
    return [path for path in within if path.suffix in endings]


def imported(text: str) -> set[str]:
    """The packages a Python text imports; of urllib its parts, for one of them calls and the others do not."""
    names = set()
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Import):
            names |= {one.name for one in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            names.add(node.module)
    return {name if name.startswith("urllib.") else name.partition(".")[0] for name in names}


def test_no_part_of_the_program_can_call_another_computer():
    told = {path: imported(path.read_text(encoding="utf-8")) & (CALLERS | {"urllib.request"}) for path in files(".py")}
    assert len(told) > 150 and not {path.name: names for path, names in told.items() if names}
    assert imported("import requests\nfrom urllib.request import urlopen") == {"requests", "urllib.request"}


def test_the_browser_is_sent_to_no_other_address_by_script_style_or_page():
    address = re.compile(r"https?://[^\s\"'`)<>]+|(?<=[\"'(])//[a-z0-9.-]+\.[a-z]{2,}")
    sent = files(".js", ".css", ".html")
    found = [(path.name, hit) for path in sent for hit in address.findall(path.read_text(encoding="utf-8"))]
    assert len(sent) > 10 and [one for one in found if not one[1].startswith(NAMES_OF_FORMATS)] == []
    assert address.findall("url(//fonts.example.com/a.woff2) 'https://cdn.example/x.js'") == [
        "//fonts.example.com", "https://cdn.example/x.js",
    ]  # fmt: skip


def test_usage_is_not_counted_and_only_this_computer_is_listened_to():
    chosen = tomllib.loads((ROOT / ".streamlit" / "config.toml").read_text(encoding="utf-8"))
    assert chosen["browser"]["gatherUsageStats"] is False
    assert chosen["server"]["address"] == "127.0.0.1"


def test_the_lock_file_of_npm_holds_each_package_by_its_content_and_names_no_index():
    packages = json.loads((ROOT / "package-lock.json").read_text(encoding="utf-8"))["packages"]
    fetched = [package for name, package in packages.items() if name]
    assert fetched and all("integrity" in package and "resolved" not in package for package in fetched)
