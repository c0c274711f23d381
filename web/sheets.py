"""The sheets of the views as static files: what every reader of a view is told, named by content, one a language.

A browser fetches a sheet once and keeps it; a run sends only the reader's numbers. `build` writes them all; a page that
asks `sheet_url` before that gets its file written then and there.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from content.sheets import view_sheet
from coords.view import VIEWS
from data import load_atlas
from data.reading.tables import LANGUAGE
from web.static_files import address_in, fill, name_of

STATIC = Path(__file__).resolve().parents[1] / "static"
FOLDER = "sheets"
LANGUAGES = (LANGUAGE,)


@cache
def _sheet(view: str, language: str) -> tuple[str, str]:
    """(file name, content) of a sheet."""
    text = json.dumps(view_sheet(load_atlas(), view, language), ensure_ascii=False, separators=(",", ":"))
    return name_of(f"{view}_{language}", text, "json"), text


@cache
def sheet_url(view: str, language: str = LANGUAGE) -> str:
    """Address of the sheet of a view, relative to the app's root. KeyError for an unknown view or language."""
    name, content = _sheet(view, language)
    return address_in(STATIC / FOLDER, name, content)


def build(static_dir: Path = STATIC) -> None:
    """Write the sheets of all views and languages, and drop what is no longer used."""
    fill(static_dir / FOLDER, dict(_sheet(view, language) for view in VIEWS for language in LANGUAGES))
