"""The pocket atlas: the whole atlas as a folder of static files, that opens from any plain server and, once opened,
without a network (`python -m cun_atlas pocket`, `make pocket`).

What browsers fetch from `static/` is taken over as it is, below the same paths; beside it stand one page, a service
worker, a manifest with icons, and what only the pocket atlas is told (`content.pocket`). The same inputs give the same
bytes; the version is a hash of all of them.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256
from pathlib import Path
from typing import Any

from charts.palette import LOOKS, SKIN_TONES
from content import pocket, pocket_care, pocket_practice, pocket_techniques, trainer
from content.card_sources import of_cards
from content.learn import taught
from content.photo import for_everybody
from content.voices import voices
from content.words import words
from data.atlas import Atlas, load_atlas
from data.reading.tables import LANGUAGE, read_rows
from web import assets, instrument_files, pocket_first, pocket_parts
from web.early import theme_style
from web.instrument_files import as_json
from web.pocket_folder import MARK, STATIC, Folder, packed, write
from web.pocket_icons import icons
from web.pocket_page import Named, manifest, page, path_page, points_page
from web.scripts import WEB, bundled, files_of, script
from web.static_files import name_of

FOLDERS = ("plates", "sheets", "zones", "search", "tables", "pictures", "movements")


@dataclass(frozen=True)
class Page:
    """A page of the pocket atlas: its module, the id of its title, and its style files besides those of every page."""

    module: str
    title: str
    styles: tuple[str, ...] = ()


GUIDES = ("care/care_lines.css", "pocket/guides.css")
PAGES = {  # in the order of the bar; one whose module is not there is left out
    "atlas": Page("pocket/host.js", "atlas.title"),
    "complaints": Page("pocket/complaints.js", "complaints.title", GUIDES),
    "session": Page("pocket/session.js", "session.title", (*GUIDES, "clock/session_clock.css")),
    "measure": Page("pocket/measure.js", "measure.title", ("ruler/screen_ruler.css",)),
    "care": Page("pocket/care.js", "care.title", GUIDES),
    "leg": Page("pocket/leg.js", "photo.title", ("photo/photo.css",)),
    "learn": Page("pocket/learn.js", "learn.title"),
    "techniques": Page("pocket/techniques.js", "techniques.title", ("pocket/guides.css",)),
    "paper": Page("pocket/paper.js", "paper.title", ("pocket/paper.css",)),
    "about": Page("pocket/about.js", "sources.title"),
}
ELSEWHERE = {"notebook": "no_notebook"}  # pages of the big atlas: the sentence that says so
LAYERS_ELSEWHERE = {"compare": "no_compare"}
PARTS: dict[str, Callable[[Atlas], Any]] = {  # what a page asks for with `pocket.part(name)`
    "about": lambda _: pocket.about(),
    "card_sources": of_cards,
    "care": pocket_care.care,
    "care_changes": pocket_care.changes,
    "learn": taught,
    "markup": pocket_parts.markup,
    "measuring": pocket_parts.measuring,
    "photo": for_everybody,
    "pictures": pocket_parts.pictures,
    "practice": pocket_practice.practice,
    "screen_ruler": pocket_parts.screen_ruler,
    "step_by_step": pocket_techniques.step_by_step,
    "techniques": pocket_techniques.techniques,
    "trainer": trainer.table,
    "voices": voices,
}
SHELL = "pocket/app.js"  # and the atlas page with it
DECIDE = "pocket/decide.js"
STYLES = (*instrument_files.STYLES, "menu/menu.css", "pocket/pocket.css", "pocket/told.css")
SAID = re.compile(r'"([a-z]\w*(?:\.[\w-]+)?)"')  # a whole id
SAID_FROM = re.compile(r"`([a-z]\w*\.[\w-]*)\$\{")  # the beginning of one


def sentences(folder: Folder, module: str) -> dict[str, str]:
    """The sentences that a module says, by id."""
    code, table = "".join(map(script, files_of(module))), all_words(folder.language)
    begun = tuple(SAID_FROM.findall(code))
    told = {one for one in SAID.findall(code) if one in table} | {one for one in table if one.startswith(begun)}
    return {name: table[name] for name in sorted(told)}


def all_words(language: str) -> dict[str, str]:
    """Every sentence that a page of the pocket atlas may say, by id."""
    own = {row["id"]: row["text"] for row in read_rows(f"words/{language}/pocket.csv", ("id", "text"))}
    return {**words(language), **own}


def build(out: Path, language: str = LANGUAGE, base: str = "") -> str:
    """Fill `out` with the pocket atlas, and return its version. `base`: the path below which it will stand, such as
    "/atlas/"; none: wherever it is put.

    Raises RuntimeError for a folder that holds something else, and KeyError for a language without words.
    """
    if out.exists() and any(out.iterdir()) and not (out / MARK).exists():
        raise RuntimeError(f"{out} is not empty and holds no pocket atlas; name a new folder")
    assets.build()
    files, version = contents(language, base)
    write(out, files)
    return version


def contents(language: str = LANGUAGE, base: str = "", static: Path = assets.STATIC) -> tuple[dict[str, bytes], str]:
    """Path → bytes of every file, made of what lies in `static`; and the version."""
    folder = Folder(language)
    for name in FOLDERS:
        for file in sorted((static / name).iterdir()):
            if not (name == "plates" and file.name == "index.json"):
                folder.put(f"{STATIC}/{name}/{file.name}", file.read_bytes())
    for name, (file, text) in instrument_files.files(language).items():
        if name not in ("script", "style", "index"):
            folder.put(f"{STATIC}/{instrument_files.FOLDER}/{file}", text)
    plotly = (static / assets.PLOTLY_FILE).read_bytes()
    named = Named(
        index=_index(folder),
        first=folder.named("first", script("pocket/first.js"), "js"),
        app=folder.named("app", bundled(SHELL), "js"),
        code=pocket_first.packed_code(folder, bundled(SHELL)),
        hash=pocket_first.hash_of(bundled(SHELL)),
        plotly=folder.put(f"{STATIC}/{name_of('plotly', plotly.decode(), 'js')}", plotly),
        style=folder.named("style", theme_style(":root") + "".join(map(script, STYLES)), "css"),
        decide=_decide(folder),
        path=folder.named("path", script("pocket/path.js"), "js"),
    )
    return _with_page(folder, named, base)


def paths() -> list[str]:
    """The pages by the names that their paths have in the big atlas."""
    return [*_present(), *ELSEWHERE]


def _present() -> dict[str, Page]:
    return {name: one for name, one in PAGES.items() if (WEB / one.module).exists()}


def _decide(folder: Folder) -> str:
    """The address of what follows from the answers of “Before you press”."""
    return folder.named("decide", bundled(DECIDE), "js") if (WEB / DECIDE).exists() else ""


def _index(folder: Folder) -> str:
    """What every page begins with; its address."""
    atlas, language = load_atlas(), folder.language
    numbers: dict[str, dict[str, str]] = {}
    for (view, side), told in pocket.average_numbers(atlas).items():
        numbers.setdefault(view, {})[side] = folder.named(f"{view}_{side}", as_json(told), "json")
    of_pages = {name: _of_page(folder, one) for name, one in _present().items()}
    own = {row["id"]: row["text"] for row in read_rows(f"words/{language}/pocket.csv", ("id", "text"))}
    index = instrument_files.index(language)
    value = {
        **index,
        **pocket.reader_values(atlas),
        "words": index["words"] | {name: own[name] for name in ("paper", "missing", "further")},
        "layers": [
            {**one, "kind": "note", "label": own[LAYERS_ELSEWHERE[one["id"]]]} if one["id"] in LAYERS_ELSEWHERE else one
            for one in index["layers"]
        ],
        "numbers": numbers,
        "palettes": {
            f"{look}_{tone}": {
                kind: instrument_files.address(instrument_files.palette_name(look, tone, palms), language)
                for kind, palms in (("back", False), ("palms", True))
            }
            for look in LOOKS
            for tone in SKIN_TONES
        },
        "pages": of_pages,
        "elsewhere": ELSEWHERE,
        "parts": {name: folder.named(name, as_json(make(atlas)), "json") for name, make in PARTS.items()},
        "said": sentences(folder, SHELL) | sentences(folder, DECIDE) | {name: own[name] for name in ELSEWHERE.values()},
    }
    return folder.named("index", as_json(value), "json")


def _of_page(folder: Folder, one: Page) -> dict[str, Any]:
    """What the shell knows of a page: its title, the addresses of its code, style and sentences."""
    stem = Path(one.module).stem
    said, own = sentences(folder, one.module), one.module in files_of(SHELL)
    return {
        "title": all_words(folder.language)[one.title],
        "script": "" if own else folder.named(stem, bundled(one.module), "js"),
        "styles": [folder.named(Path(name).stem, script(name), "css") for name in one.styles],
        "said": folder.named(f"said_{stem}", as_json(said), "json") if said and not own else "",
    }


def _with_page(folder: Folder, named: Named, base: str) -> tuple[dict[str, bytes], str]:
    """The files with page, worker and manifest, which hold the version."""
    drawn = icons()
    for name, png in drawn.items():
        folder.put(f"icons/{name}", png)
    index = json.loads(folder.files[named.index])
    packs = packed(folder, named.plotly)
    apart = {*packs, *(one for inside in packs.values() for one in inside)}
    whole = [one for one in folder.files if one not in apart and not one.startswith(pocket_first.FIRSTS)]
    firsts = pocket_first.packs(folder, named.index, index)
    for name in paths():
        folder.put(f"{name}/index.html", path_page(named.path, name, folder.language))
    folder.put("points.html", points_page(folder.language))
    folder.put("atlas.webmanifest", manifest(base, sorted(drawn)))
    of = partial(page, named, index, firsts, base=base, language=folder.language)
    version = _version(folder.files, of(version=""))
    folder.put("index.html", of(version=version))
    listed = {
        "page": "./",
        "files": [*sorted(whole), "atlas.webmanifest", "points.html"],
        "packs": sorted(packs),
        "paths": paths(),
        "firsts": {pack: texts for sides in firsts.values() for pack, texts in sides.values()},
        "library": named.plotly,
        "from": next(iter(packs)),
    }
    code = script("pocket/sw.js").replace('"VERSION"', f'"{version}"', 1).replace('("LIST")', f"({as_json(listed)})", 1)
    folder.put("sw.js", code)
    folder.put(MARK, f"Cun Atlas, the pocket atlas, version {version}\n")
    return folder.files, version


def _version(files: Mapping[str, bytes], page: str) -> str:
    """A hash of all the content, the page's and the worker's own included."""
    parts = [part for path in sorted(files) for part in (path.encode(), files[path])]
    return sha256(b"\0".join([*parts, page.encode(), script("pocket/sw.js").encode()])).hexdigest()[:12]


def list_of(worker: str) -> dict[str, Any]:
    """What a service worker keeps, from its code: "files", "packs" and the rest of its list."""
    return json.JSONDecoder().raw_decode(worker, worker.index('{"page"'))[0]


def weight(files: Mapping[str, bytes]) -> dict[str, int]:
    """Bytes of the folder, and of what is fetched for everything offline: packs instead of what is in them."""
    listed = list_of(files["sw.js"].decode())
    kept = [*listed["files"], *listed["packs"], "index.html", "sw.js"]
    return {"folder": sum(map(len, files.values())), "offline": sum(len(files[path]) for path in kept)}
