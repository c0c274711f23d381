"""Files, names, notes and addresses that want to be a picture or a link are text: nothing is asked of another host, and
nothing leads there."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path
from urllib.parse import quote, urlencode

import pytest
from notebook_helpers import EVENING
from playwright.sync_api import Page, expect

from content.words import word
from notebook import Note, Notebook, open_database
from tools.serve import ROOT, Server

EVIL = "evil.example"
HOSTILE = (
    f"![x](http://{EVIL}/a.png)", f"[press me](http://{EVIL})", f"<img src=http://{EVIL}/b.png>", f"www.{EVIL}",
    f"_www.{EVIL}_", f"http://{EVIL}/c", f"me@{EVIL}", f"<http://{EVIL}>", f"[a][b]\n\n[b]: http://{EVIL}",
)  # fmt: skip
LINKS = f'a[href*="{EVIL}" i], img[src*="{EVIL}" i], [style*="{EVIL}" i]'
PAGES = ("", "complaints", "session", "notebook", "care", "measure", "paper", "techniques", "about")


def harmless(page: Page) -> None:
    """No link and no picture of another host; that none was asked for `new_page` sees at the end."""
    expect(page.locator(LINKS)).to_have_count(0)


@pytest.fixture
def open_atlas(new_page: Callable[..., Page], settled: Callable[[Page], None]) -> Callable[..., Page]:
    def make(url: str) -> Page:
        page = new_page()
        page.goto(url)
        page.get_by_test_id("stApp").wait_for(timeout=30_000)
        settled(page)
        return page

    return make


@pytest.mark.parametrize("path", PAGES)
def test_no_address_makes_a_link_or_a_picture(open_atlas, atlas: Server, path: str):
    names = ("side", "view", "point", "mm", "height", "complaint", "zone", "routine", HOSTILE[0], HOSTILE[3])
    address = urlencode({name: HOSTILE[number % len(HOSTILE)] for number, name in enumerate(names)}, quote_via=quote)
    harmless(open_atlas(f"{atlas.url}/{path}?{address}"))


@pytest.mark.parametrize("table", [
    *(f'height,"{text}"\n163cm,1\n' for text in HOSTILE), *(f'height\n"{text}"\n' for text in HOSTILE),
    *(f'height,age\n163cm,"{text}"\n' for text in HOSTILE[:4]),
])  # fmt: skip
@pytest.mark.endure
def test_no_class_table_makes_one(open_atlas, atlas: Server, table: str):
    a_table_is_told(open_atlas, atlas, table)


def test_a_class_table_with_a_picture_for_a_column_is_told_as_text(open_atlas, atlas: Server):
    said = a_table_is_told(open_atlas, atlas, f'height,"{HOSTILE[0]}"\n163cm,1\n')
    assert f"has a column '{HOSTILE[0]}'" in said.replace("\u2060", "")


def a_table_is_told(open_atlas, atlas: Server, table: str) -> str:
    page = open_atlas(f"{atlas.url}/paper?point=SP6")
    page.locator(".st-key-paper_product").get_by_role("radio", name="My handout").click()
    page.get_by_text(word("paper.class_heading")).click()
    box = page.locator("[class*=st-key-paper_class] input[type=file]")
    box.set_input_files({"name": f"www.{EVIL}.csv", "mimeType": "text/csv", "buffer": table.encode()})
    alert = page.get_by_test_id("stMain").get_by_test_id("stAlert").first
    expect(alert).to_be_visible(timeout=30_000)
    harmless(page)
    return alert.inner_text()


def test_no_name_of_a_person_makes_one(open_atlas, atlas: Server, settled):
    page = open_atlas(f"{atlas.url}/measure")
    names = {name[:40]: {"mm": {"thumb": 20.7}, "whose": "own", "age": "adult"} for name in HOSTILE}
    people = {"cun_atlas_people": 1, "people": names}
    page.get_by_text(word("people.title")).click()
    page.locator("[class*=st-key-people] input[type=file]").first.set_input_files(
        {"name": f"www.{EVIL}.json", "mimeType": "application/json", "buffer": json.dumps(people).encode()}
    )
    settled(page)
    harmless(page)


def test_no_note_makes_one(open_atlas, serve: Callable[..., Server], settled, tmp_path: Path):
    database = open_database(folder=tmp_path)
    for text in HOSTILE:
        Notebook(database).add(Note(EVENING, "point", "SP6", text))
    database.close()
    mine = serve(ROOT / "app.py", CUN_ATLAS_NOTEBOOK_FOLDER=str(tmp_path))
    page = open_atlas(f"{mine.url}/notebook")
    page.locator(".st-key-nb_part").get_by_role("radio", name="Entries", exact=True).click()
    expect(page.get_by_text("newest first")).to_be_visible(timeout=30_000)
    harmless(page)
    page.goto(f"{mine.url}/?point=SP6")
    settled(page)
    harmless(page)
