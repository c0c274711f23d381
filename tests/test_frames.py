"""Whose pages may show the atlas in a frame: nobody, but whom the host names."""

import asyncio
from typing import Any

import pytest

from web.frames import NAME, FramePolicy, Message, policy


async def page(scope: dict[str, Any], _receive: Any, send: Any) -> None:
    """An app that answers every question with an empty page."""
    headers = [(b"content-type", b"text/html")]
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b""})


async def receive() -> Message:
    return {}


def told(path: str = "/") -> list[str]:
    """What browsers are told of frames with the answer."""
    sent: list[Message] = []

    async def send(message: Message) -> None:
        sent.append(message)

    asyncio.run(FramePolicy(page)({"type": "http", "path": path}, receive, send))
    return [value.decode() for name, value in sent[0]["headers"] if name == b"content-security-policy"]


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
    heard: list[Any] = []

    async def app(scope: Any, receive: Any, send: Any) -> None:
        heard.append(send)

    async def send(message: Any) -> None: ...

    asyncio.run(FramePolicy(app)({"type": "websocket"}, receive, send))
    assert heard == [send]
