"""What the page's HTML says before Streamlit's front end has arrived."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
import streamlit

from tests.asgi import sent_by
from ui import first_look
from web.early import Early, with_more

INDEX = (Path(streamlit.__file__).parent / "static" / "index.html").read_text(encoding="utf-8")
STRANGE = {
    "no words for a browser without JavaScript": INDEX.replace("noscript", "template"),
    "another place for the front end": INDEX.replace('<div id="root"></div>', "<main></main>"),
    "two of them": INDEX.replace('<div id="root"></div>', '<div id="root"></div>' * 2),
}


def answer(body: bytes, kind: str = "text/html; charset=utf-8", path: str = "/") -> tuple[dict[bytes, bytes], bytes]:
    """(headers, body) that a browser gets of an app whose answer this is."""

    async def app(scope: dict[str, Any], receive: Any, send: Any) -> None:
        assert b"if-none-match" not in dict(scope["headers"]), "a page kept from an older version is not asked for"
        headers = [(b"content-type", kind.encode()), (b"etag", b'"1"'), (b"content-length", b"%d" % len(body))]
        await send({"type": "http.response.start", "status": 200, "headers": headers})
        await send({"type": "http.response.body", "body": body[:9], "more_body": True})
        await send({"type": "http.response.body", "body": body[9:]})

    headers = [(b"accept", b"text/html"), (b"if-none-match", b'"1"')]
    scope = {"type": "http", "method": "GET", "path": path, "query_string": b"", "headers": headers}
    got = sent_by(Early(app, first_look.of), scope)
    return dict(got[0]["headers"]), b"".join(message.get("body", b"") for message in got[1:])


def test_without_javascript_the_page_lists_st36_with_its_centimetres() -> None:
    headers, page = answer(INDEX.encode(), path="/notebook")
    words = page.decode().partition("<noscript>")[2].partition("</noscript>")[0]
    assert "<b>ST36 Zúsānlǐ 足三里</b> 7.5 cm below the outer dimple under your kneecap (ST35), ± 1.8 cm" in words
    assert "cun-early" not in page.decode(), "the instrument stands on the first page only"
    assert headers[b"content-length"] == b"%d" % len(page) and b"etag" not in headers


@pytest.mark.parametrize("path", ["/", "/notebook"])
def test_the_style_of_the_pages_comes_with_the_html_and_after_streamlits_own(path: str) -> None:
    page = answer(INDEX.encode(), path=path)[1].decode()
    assert page.index("</head>") < page.index("app/static/components/page.") < page.index('id="root"')


def test_the_first_page_begins_the_instrument() -> None:
    page = answer(INDEX.encode())[1].decode()
    assert page.index('id="cun-early"') < page.index('id="root"')
    assert "app/static/sheets/foot_medial_en" in page


@pytest.mark.parametrize("page", STRANGE.values(), ids=STRANGE)
def test_a_page_that_does_not_look_as_expected_passes_unchanged(page: str) -> None:
    assert with_more(page, "words", "head", "body") == page


def test_what_is_no_page_passes_unchanged() -> None:
    headers, body = answer(b"a picture of a foot", "image/webp")
    assert body == b"a picture of a foot" and headers[b"etag"] == b'"1"'


@pytest.mark.parametrize(
    "address",
    [{"height": "1630"}, {"complaints": "heel_pain"}, {"zone": "Z_HEEL"}, {"finger": "thumb", "mm": "wide"}],
)
def test_an_address_that_says_more_than_a_view_a_point_and_a_width_waits_for_the_page(address: dict[str, str]) -> None:
    assert first_look.of(address) is None


def test_a_width_in_the_address_is_counted_before_the_page_has_run() -> None:
    first = first_look.of({"point": "ST36", "finger": "thumb", "mm": "20.7"})
    assert first and first["measured"] and first["choice"]["point"] == "ST36"
    assert first["numbers"][0]["yours"]["told_mm"] == 232
