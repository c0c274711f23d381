"""Who may show the atlas in a frame of their own page: nobody, but whom the host names. An ASGI middleware.

CUN_ATLAS_FRAMES="https://school.example https://clinic.example"
"""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

NAME = "CUN_ATLAS_FRAMES"
ORIGIN = re.compile(r"https?://[a-z0-9.-]+(:\d+)?", re.IGNORECASE)

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]


def policy(named: str) -> bytes:
    """What browsers are told. Raises ValueError for what is no address of a site."""
    sites = named.split()
    for site in sites:
        if not ORIGIN.fullmatch(site):
            raise ValueError(f"{NAME} holds {site!r}; it holds addresses such as https://school.example")
    return " ".join(["frame-ancestors 'self'", *sites]).encode()


class FramePolicy:
    """Hands on the app's answers, each with whose frames it may stand in."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app, self.header = app, (b"content-security-policy", policy(os.environ.get(NAME, "")))

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        async def told(message: Message) -> None:
            if message["type"] == "http.response.start":
                message = {**message, "headers": [*message["headers"], self.header]}
            await send(message)

        await self.app(scope, receive, told if scope["type"] == "http" else send)
