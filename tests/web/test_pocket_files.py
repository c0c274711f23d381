"""The folder of the pocket atlas: whole, the same each time, light, and shut to every other origin."""

import gzip
import json
import re
from base64 import b64encode
from functools import cache
from hashlib import sha256
from html.parser import HTMLParser
from pathlib import Path

import pytest

from content.pocket import average_numbers
from coords.view import VIEWS
from cun_atlas import pocket as command
from data import load_atlas
from data.reading.tables import read_rows
from web import pocket_files
from web.pocket_files import PARTS, contents, list_of, weight
from web.pocket_folder import MARK, STATIC, write
from web.scripts import WEB, script
from web.search_index import index_for_browsers

ADDRESS = re.compile(rf"{STATIC}/[\w./-]+\.\w+")


@cache
def made() -> tuple[dict[str, bytes], str]:
    return contents()


def folder() -> dict[str, bytes]:
    return made()[0]


def index() -> dict:
    (name,) = [path for path in folder() if path.startswith(f"{STATIC}/pocket/index.")]
    return json.loads(folder()[name])


def test_the_same_atlas_is_the_same_bytes_and_another_place_is_another_version():
    files, version = made()
    assert contents() == (files, version)
    elsewhere, other = contents(base="/atlas/")
    assert other != version
    assert {path for path in files if files[path] != elsewhere[path]} == {
        "index.html", "sw.js", "atlas.webmanifest", "pocket-atlas.txt",
    }  # fmt: skip


def test_every_file_that_a_file_names_is_there():
    texts = [content.decode() for path, content in folder().items() if path.endswith((".html", ".js", ".json", ".css"))]
    named = {address for text in texts for address in ADDRESS.findall(text) if "{" not in address}
    assert len(named) > 200
    assert sorted(named - set(folder())) == []
    table = index()["table"]
    for measure in index()["sizes"]:
        for view in VIEWS:
            assert table.format(measure=measure, view=view, side="left") in folder()


def test_a_first_visit_fetches_little_before_its_plate_also_from_a_server_that_does_not_gzip():
    page = folder()["index.html"].decode()
    named = [
        one for one in folder() if f'"{one}"' in page and re.search(r"/(first|style)\.\w+\.(js|css)$|/code\.", one)
    ]
    assert len(named) == 3
    packs = list_of(folder()["sw.js"].decode())["firsts"]
    previews = [one for one in folder() if one.startswith(f"{STATIC}/first/") and one.endswith(".webp")]
    assert len(previews) == len(packs) == 2 * len(VIEWS)
    most = max(len(folder()[one]) for one in packs) + max(len(folder()[one]) for one in previews)
    assert len(page) + sum(len(folder()[one]) for one in named) + most < 180_000


def test_offline_is_six_megabytes_at_most():
    told = weight(folder())
    assert told["offline"] <= 6_000_000
    assert told["offline"] < told["folder"] / 2


def test_what_the_worker_keeps_is_every_file_once():
    listed = list_of(folder()["sw.js"].decode())
    inside = [one for pack in listed["packs"] for one in json.loads(gzip.decompress(folder()[pack]))]
    kept = [*listed["files"], *inside]
    assert len(kept) == len(set(kept))
    firsts = {path for path in folder() if path.startswith(f"{STATIC}/first/")}
    led = {f"{name}/index.html" for name in listed["paths"]}  # the worker leads on itself
    assert set(kept) == set(folder()) - {"index.html", "sw.js", MARK, *listed["packs"], *firsts, *led}
    for pack, texts in listed["firsts"].items():
        assert json.loads(gzip.decompress(folder()[pack])) == {one: folder()[one].decode() for one in texts}
        assert set(texts) <= set(kept)
    assert listed["library"] in inside


def test_another_worker_is_another_version(monkeypatch):
    _, version = made()
    other = pocket_files.script("pocket/sw.js") + "// another"
    monkeypatch.setattr(pocket_files, "script", lambda name, own=script: other if name == "pocket/sw.js" else own(name))
    assert contents()[1] != version


class Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[tuple[str, dict]] = []

    def handle_starttag(self, tag: str, attrs: list) -> None:
        self.found.append((tag, dict(attrs)))


@pytest.mark.parametrize("name", ["index.html", "points.html", "leg/index.html"])
def test_a_page_runs_no_script_of_its_own_and_asks_no_other_origin(name):
    tags = Tags()
    tags.feed(folder()[name].decode())
    policy = next(told["content"] for tag, told in tags.found if told.get("http-equiv") == "Content-Security-Policy")
    (code,) = [content for path, content in folder().items() if re.search(r"/pocket/app\.\w+\.js$", path)]
    of_first = f" 'sha256-{b64encode(sha256(code).digest()).decode()}'" if name == "index.html" else ""
    assert "default-src 'none'" in policy and f"script-src 'self'{of_first};" in policy
    assert "http" not in policy
    for tag, told in tags.found:
        assert not [name for name in told if name.startswith("on") or name == "style"]
        assert "//" not in (told.get("href") or "") + (told.get("src") or "")
        assert tag != "script" or "src" in told or told["type"] == "application/json"
        assert tag != "style"


def test_the_sentences_of_the_pocket_atlas_are_all_said():
    code = "".join(path.read_text() for path in WEB.glob("pocket/*.js")) + Path(pocket_files.__file__).read_text()
    rows = [row["id"] for row in read_rows("words/en/pocket.csv")]
    assert [name for name in rows if f'"{name}"' not in code] == []
    assert len(rows) == len(set(rows))


def test_every_sentence_that_a_page_says_comes_with_it():
    for one in pocket_files.PAGES.values():
        if not (WEB / one.module).exists():
            continue
        said = set(re.findall(r'\bsay\(\s*"([^"]+)"', (WEB / one.module).read_text()))
        own = index()["pages"][next(name for name, page in pocket_files.PAGES.items() if page == one)]["said"]
        assert said <= set(json.loads(folder()[own]) if own else {}) | set(index()["said"]), one.module


def test_it_searches_in_the_index_of_the_big_atlas():
    assert json.loads(folder()[index()["search"]]) == json.loads(json.dumps(index_for_browsers()))


def test_an_average_adult_has_numbers_on_every_view_and_side():
    assert len(average_numbers(load_atlas())) == 2 * len(VIEWS)
    assert all(not told["answers"]["points"] for told in average_numbers(load_atlas()).values())


def test_every_part_is_plain_json():
    for name, make in PARTS.items():
        assert json.loads(json.dumps(make(load_atlas()))), name


def test_a_folder_that_holds_something_else_is_left_alone(tmp_path, capsys):
    (tmp_path / "thesis.txt").write_text("mine")
    assert command.main(["--out", str(tmp_path)]) == 1
    assert "holds no pocket atlas; name a new folder" in capsys.readouterr().err
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]


def test_a_path_without_strokes_is_told(tmp_path, capsys):
    with pytest.raises(SystemExit):
        command.main(["--out", str(tmp_path / "new"), "--base", "atlas"])
    assert "it is a path such as /atlas/" in capsys.readouterr().err


def test_an_older_folder_is_brought_up_to_date(tmp_path):
    write(tmp_path, {"index.html": b"old", "app/static/a.1.js": b"1"})
    write(tmp_path, {"index.html": b"new", "app/static/a.2.js": b"2"})
    assert sorted(path.name for path in tmp_path.rglob("*") if path.is_file()) == ["a.2.js", "index.html"]
    assert (tmp_path / "index.html").read_bytes() == b"new"


def test_each_file_of_the_pocket_fits_on_a_few_screens():
    assert all(len(path.read_text().splitlines()) <= 250 for path in WEB.glob("pocket/**/*.js"))
