"""What a browser is told by the page's HTML itself, before Streamlit's front end has arrived: an ASGI middleware.

Streamlit serves one small page for every address. Into it go a list of the points, for a browser without JavaScript;
what puts the measures that the browser keeps into the address; and, on the first page, the addresses of what the
instrument is made of and the instrument itself, which draws at once
(`instrument/early.js`). Where Streamlit's page does not look as expected, it goes to the browser as it is.
"""

from __future__ import annotations

import gzip
import json
import tomllib
from asyncio import to_thread
from collections.abc import Awaitable, Callable, Iterator, Mapping, MutableMapping
from functools import cache
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl

from content.deep_link import MEASURES
from content.opening import guarded
from content.without_script import point_lines
from content.words import word
from data import DataError, load_atlas
from web import component_files, instrument_files
from web.scripts import one_module, script

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
First = Callable[[Mapping[str, str]], dict[str, Any] | None]

CONFIG = Path(__file__).parents[1] / ".streamlit" / "config.toml"
INK = {"light": "#31333f", "dark": "#fafafa"}  # Streamlit's own
FIRST_PAGE = ("", "atlas")  # what its address ends with
# A page kept under the same address would name files of an older version; packed it could not be read here, and is
# packed when it is whole.
UNASKED = {b"accept-encoding", b"if-none-match", b"if-modified-since", b"range"}
UNTOLD = {b"content-length", b"etag", b"last-modified", b"accept-ranges"}
# What Streamlit's page has, once each and in this order: the beginning of its head, words for a browser without
# JavaScript, and the place of the front end.
EXPECTED = ('<meta charset="UTF-8" />', "<noscript>", "</noscript>", '<div id="root"></div>')


class Early:
    """Hands on the app's answers, its pages with what is told early.

    first: what the instrument is given for an address; None where it must wait for the page.
    """

    def __init__(self, app: Callable[..., Awaitable[None]], first: First) -> None:
        self.app, self.first = app, first
        self.told("", "/", "")  # now, so that the first reader does not wait for it

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        headers = dict(scope.get("headers", ()))
        if scope["type"] != "http" or scope["method"] != "GET" or b"text/html" not in headers.get(b"accept", b""):
            return await self.app(scope, receive, send)
        asked = [(name, value) for name, value in scope["headers"] if name not in UNASKED]
        start: Message | None = None
        page = bytearray()

        async def hold(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and is_page(message):
                start = message
            elif start is None:
                await send(message)
            else:
                page.extend(message.get("body", b""))
                if not message.get("more_body"):
                    told = await to_thread(self.told, page.decode(), scope["path"], scope["query_string"].decode())
                    packs = b"gzip" in headers.get(b"accept-encoding", b"")
                    told = gzip.compress(told, 6) if packs else told
                    await send({**start, "headers": headers_for(start, told, packs)})
                    await send({"type": "http.response.body", "body": told})

        await self.app({**scope, "headers": asked, "extensions": {}}, receive, hold)

    def told(self, page: str, path: str, query: str) -> bytes:
        """The page as a browser gets it."""
        try:
            with guarded():
                pairs = parse_qsl(query, keep_blank_values=True)
                first = self.first(dict(pairs)) if path.rpartition("/")[2] in FIRST_PAGE else None
                head, body = early(first) if first else ("", "")
                return with_more(page, without_script(), bring_back() + everywhere() + head, style() + body).encode()
        except DataError:  # the page itself will say so
            return page.encode()


def is_page(start: Message) -> bool:
    return start["status"] == 200 and dict(start["headers"]).get(b"content-type", b"").startswith(b"text/html")


def headers_for(start: Message, page: bytes, packed: bool) -> list[tuple[bytes, bytes]]:
    kept = [(name, value) for name, value in start["headers"] if name not in UNTOLD]
    encoding = [(b"content-encoding", b"gzip")] if packed else []
    return [*kept, *encoding, (b"vary", b"accept-encoding"), (b"content-length", str(len(page)).encode())]


def with_more(page: str, without: str, head: str, body: str) -> str:
    """Streamlit's page with more in its head and body, and other words for a browser without JavaScript."""
    places = [page.find(part) for part in EXPECTED]
    if places != sorted(places) or any(page.count(part) != 1 for part in EXPECTED):
        return page
    begin, words, end, root = places
    begin, end = begin + len(EXPECTED[0]), end + len(EXPECTED[2])
    told = f"<noscript>{without}</noscript>"
    return f"{page[:begin]}{head}{page[begin:words]}{told}{page[end:root]}{body}{page[root:]}"


@cache
def without_script() -> str:
    """The points with their centimetres, as HTML."""
    rows = "".join(
        f"<li><b>{escape(title)}</b> {escape(place)}{f' (⚠ {escape(caution)})' if caution else ''}</li>"
        for title, place, caution in point_lines(load_atlas())
    )
    return f"<h1>Cun Atlas</h1><p>{word('early.without')}</p><p>{word('atlas.disclaimer')}</p><ul>{rows}</ul>"


def early(first: dict[str, Any]) -> tuple[str, str]:
    """(head, body) of a page whose instrument begins with `first`."""
    data = json.dumps(first, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    place = '<div id="cun-early" hidden><div class="cun-ins"></div></div>'
    return links(first["files"]), (
        f'{place}<script type="application/json" id="cun-early-data">{data}</script>'
        f'<script type="module" async>{early_script()}</script>'
    )


@cache
def everywhere() -> str:
    """What every page fetches, and what it does not before it is used."""
    fetched = "".join(modules(*map(component_files.address, component_files.EVERYWHERE)))
    return f"<script>{script('icons.js')}</script>{fetched}"


def style() -> str:
    """The style of all pages, in the body: after Streamlit's own, which stands in the head."""
    return f'<link rel="stylesheet" href="{component_files.address(component_files.PAGE)}">'


def modules(*addresses: str) -> Iterator[str]:
    return (f'<link rel="modulepreload" href="{one}">' for one in addresses)


def links(files: list[str]) -> str:
    """What is fetched at once, side by side: code and words, the first view, the look, and plotly.js after all else."""
    address = instrument_files.addresses()
    fetched = "".join(f'<link rel="preload" as="fetch" crossorigin href="{one}">' for one in (address["INDEX"], *files))
    code = "".join(modules(address["SCRIPT"], address["CHART"], component_files.address("instrument")))
    return (
        f'{code}{fetched}<link rel="stylesheet" href="{address["STYLE"]}"><style>{early_style()}</style>'
        f'<link rel="preload" as="script" fetchpriority="low" href="{address["PLOTLY"]}">'
    )


@cache
def bring_back() -> str:
    """What puts the measures that the browser keeps into the address."""
    code = script("browser_store/bring_back.js").replace('"MEASURES"', json.dumps(MEASURES))
    return f"<script>{code}</script>"


@cache
def early_script() -> str:
    return instrument_files.addressed(one_module("instrument/early.js"))


@cache
def early_style() -> str:
    """The style of the early instrument, and of the menu for which it leaves room."""
    return script("menu/menu.css") + script("instrument/early.css") + theme_style("#cun-early")


def theme_style(place: str) -> str:
    """The colours of the pages, light and dark as the system asks, for what stands in `place` (a CSS selector)."""
    light, dark = (f"{place}{{{''.join(f'{name}:{one};' for name, one in theme(mode).items())}}}" for mode in INK)
    return f"{light}@media (prefers-color-scheme: dark){{{dark}}}"


@cache
def theme(mode: str) -> dict[str, str]:
    """The colours of the pages, "light" or "dark", as Streamlit's style names them."""
    told = tomllib.loads(CONFIG.read_text(encoding="utf-8"))["theme"][mode]
    return {
        "--st-text-color": INK[mode],
        "--st-background-color": told["backgroundColor"],
        "--st-secondary-background-color": told["secondaryBackgroundColor"],
        "--st-primary-color": told["primaryColor"],
    }
