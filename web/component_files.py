"""The code of the components that are sent most often, as files: what Streamlit sends with a run is a line that fetches
them."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from web import instrument_files
from web.scripts import bundled, one_module, script
from web.static_files import address_in, fill, name_of

STATIC = Path(__file__).resolve().parents[1] / "static"
FOLDER = "components"
EVERYWHERE = ("menu", "store")
SCRIPTS = {"menu": "menu/menu.js", "store": "browser_store/store.js"}
PAGE = "page"  # the style of all pages
PAGE_STYLE = "page.css"
ENTRIES = {"photo": "photo/mount.js"}  # a component of many files, each with its own names
STYLES = {"menu": ("menu/menu.css",), "photo": ("instrument/card.css", "photo/photo.css")}
LAID = """if (!document.querySelector('link[href="ADDRESS"]'))
  document.body.append(Object.assign(document.createElement("link"), { rel: "stylesheet", href: "ADDRESS" }));
"""
# In two lines: Streamlit takes one for the name of a file.
LINE = 'export default (c) =>\nimport(new URL("ADDRESS", document.baseURI)).then((m) => m.default(c), () => {MISSING});'
SAID = "c.parentElement.textContent = `The atlas’s files are missing: run “python -m web.assets”, then reload.`"


def code(name: str) -> str:
    """The module of "instrument", "menu", "store" or "photo". Menu's and photo's bring their style, the store's that of
    the pages, where the page's HTML has not brought it (`web/early.py`)."""
    if name == "instrument":
        return instrument_files.loader()
    if name in STYLES:
        style = json.dumps("".join(map(script, STYLES[name])))
        laid = f'document.body.append(Object.assign(document.createElement("style"),{{textContent:{style}}}));'
    else:
        laid = LAID.replace("ADDRESS", address(PAGE))
    return (bundled(ENTRIES[name]) if name in ENTRIES else one_module(SCRIPTS[name])) + laid


@cache
def _file(name: str) -> tuple[str, str]:
    """(file name, content)."""
    text, ending = (script(PAGE_STYLE), "css") if name == PAGE else (code(name), "js")
    return name_of(name, text, ending), text


@cache
def address(name: str) -> str:
    """Where the browser finds a component, or the style of the pages, relative to the app's root."""
    return address_in(STATIC / FOLDER, *_file(name))


def line(name: str) -> str:
    """What Streamlit is sent as the component; the drawing says it when its file is not there."""
    return LINE.replace("ADDRESS", address(name)).replace("MISSING", "" if name in EVERYWHERE else SAID)


def build(static_dir: Path = STATIC) -> None:
    """Write the files, and drop what is no longer used."""
    fill(static_dir / FOLDER, dict(map(_file, ("instrument", PAGE, *EVERYWHERE, *ENTRIES))))
