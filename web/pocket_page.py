"""The one page of the pocket atlas, the list of points for a browser without JavaScript, and the manifest."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from html import escape
from typing import Any

from content.words import word
from coords.side import SIDES
from web.early import INK, theme, without_script
from web.instrument_files import as_json
from web.plates import relief_url

# Nothing but the folder's own files, and as script in the page only the one of a first visit that has this hash;
# plotly.js writes its few rules of style itself.
POLICY = (
    "default-src 'none'; script-src 'self'{hashed}; style-src 'self' 'unsafe-inline'; img-src 'self' blob: data:; "
    "connect-src 'self'; worker-src 'self'; manifest-src 'self'; base-uri 'self'; form-action 'none'"
)
Packs = Mapping[str, Mapping[str, tuple[str, list[str]]]]
FIRST = "foot_medial"  # the view of an address that names none


@dataclass(frozen=True)
class Named:
    """Addresses of what every visit fetches."""

    index: str
    first: str
    app: str
    code: str
    hash: str
    plotly: str
    style: str
    decide: str
    path: str


def page(named: Named, index: Mapping[str, Any], packs: Packs, version: str, base: str, language: str) -> str:
    """index.html. `index`: what the address `named.index` holds; `packs`: those of a first visit, by view and side."""
    palettes = index["palettes"]["plate_fair"]
    files = {
        **{name: getattr(named, name) for name in ("index", "app", "code", "plotly", "decide")},
        "first": FIRST,
        "views": {
            one["id"]: {
                "sheet": one["sheet"],
                "numbers": index["numbers"][one["id"]],
                "plate": one["plates"],
                "relief": {side: relief_url(one["id"], side) for side in SIDES},
                "palette": palettes["palms" if one["palms"] else "back"],
                "pack": {side: pack for side, (pack, _) in packs[one["id"]].items()},
            }
            for one in index["views"]
        },
    }
    at = f'<base href="{escape(base)}">\n' if base else ""
    colours = "".join(
        f'<meta name="theme-color" media="(prefers-color-scheme: {mode})" content="{ground(mode)}">\n' for mode in INK
    )
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy(named.hash)}">
{at}<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="version" content="{version}">
<meta name="referrer" content="no-referrer">
{colours}<title>{escape(word("pocket.name"))}</title>
<script type="application/json" id="cun-files">{in_html(files)}</script>
<script src="{named.first}"></script>
<link rel="stylesheet" href="{named.style}">
<link rel="manifest" href="atlas.webmanifest">
<link rel="icon" type="image/png" href="icons/192.png">
<link rel="apple-touch-icon" href="icons/180.png">
</head>
<body class="stApp">
<header class="st-key-menu" id="cun-bar"><nav class="cun-menu"></nav></header>
<div id="cun-remarks" role="status"></div>
<main id="cun-page" class="block-container" data-testid="stMain">
<p class="cun-pocket__wait">{escape(word("pocket.wait"))}</p>
</main>
<noscript><a href="points.html">{escape(word("pocket.without"))}</a></noscript>
</body>
</html>
"""


def policy(hashed: str = "") -> str:
    return POLICY.format(hashed=f" '{hashed}'" if hashed else "")


def ground(mode: str) -> str:
    return theme(mode)["--st-background-color"]


def in_html(value: Any) -> str:
    """A JSON value inside an element of a page."""
    return as_json(value).replace("<", "\\u003c")


def path_page(code: str, name: str, language: str) -> str:
    """<name>/index.html: the path that a page has in the big atlas leads to the same page here."""
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy()}">
<title>{escape(word("pocket.name"))}</title>
</head>
<body><a href="../?page={name}">{escape(word("pocket.name"))}</a><script src="../{code}"></script></body>
</html>
"""


def points_page(language: str) -> str:
    """points.html: every point with its centimetres on an average adult."""
    return f"""<!doctype html>
<html lang="{language}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{policy()}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{escape(word("pocket.name"))}</title>
<link rel="icon" type="image/png" href="icons/192.png">
</head>
<body>{without_script()}</body>
</html>
"""


def manifest(base: str, icons: Iterable[str]) -> str:
    """What a phone is told that installs the atlas. icons: names such as "192.png" and "512_maskable.png"."""
    at = base or "./"
    return as_json(
        {
            "name": word("pocket.name"),
            "short_name": word("pocket.name"),
            "description": word("pocket.what"),
            **{"id": at, "start_url": at, "scope": at, "display": "standalone"},
            "background_color": ground("light"),
            "theme_color": ground("light"),
            "icons": [
                {
                    "src": f"icons/{name}",
                    "sizes": "{0}x{0}".format(name.split("_")[0].split(".")[0]),
                    "type": "image/png",
                    "purpose": "maskable" if "_maskable" in name else "any",
                }
                for name in icons
            ],
        }
    )
