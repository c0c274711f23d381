"""Whose pages may show the atlas in a frame: nobody, but whom the host names."""

from typing import Any

import pytest

from tests.asgi import sent_by
from web.frames import NAME, FramePolicy, policy


async def page(_scope: Any, _receive: Any, send: Any) -> None:
    """An app that answers every question with an empty page."""
    headers = [(b"content-type", b"text/html")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


def told(path: str = "/") -> list[str]:
    """What browsers are told of frames with the answer."""
    start = sent_by(FramePolicy(page), {"type": "http", "path": path})[0]
    return [value.decode() for name, value in start["headers"] if name == b"content-security-policy"]


@pytest.mark.parametrize("path", ["/", "/notebook", "/app/static/plates/index.json", "/_stcore/health"])
def test_no_other_page_may_show_the_atlas_in_a_frame(monkeypatch, path):
    monkeypatch.delenv(NAME, raising=False)
    assert told(path) == ["frame-ancestors 'self'"]


def test_the_pages_that_the_host_names_may(monkeypatch):
    monkeypatch.setenv(NAME, " https://school.example http://localhost:8000 ")
    assert told() == ["frame-ancestors 'self' https://school.example http://localhost:8000"]


@pytest.mark.parametrize(
    "named", ["*", "school.example", "https://", "https://*.example", "javascript:alert(1)", "https://a.example/b",
              "https://a.example; script-src *", "'none'", "https://a.example,https://b.example"],
)  # fmt: skip
def test_what_is_no_address_of_a_site_stops_the_start_with_a_sentence(named):
    with pytest.raises(ValueError, match=f"{NAME} holds .*such as https://school.example"):
        policy(named)


def test_what_is_no_page_goes_on_as_it_is():
    async def app(_scope: Any, _receive: Any, send: Any) -> None:
        await send({"type": "http.response.start", "headers": []})

    assert sent_by(FramePolicy(app), {"type": "websocket"}) == [{"type": "http.response.start", "headers": []}]
