"""What an ASGI app sends."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from concurrent.futures import ThreadPoolExecutor
from typing import Any

App = Callable[[Any, Any, Any], Awaitable[None]]


def sent_by(app: App, scope: dict[str, Any]) -> list[dict[str, Any]]:
    """Every message of the app's answer; in a thread apart, since this one may have a browser's loop."""
    sent: list[dict[str, Any]] = []

    async def answer() -> None:
        async def send(message: dict[str, Any]) -> None:
            sent.append(message)

        await app(scope, None, send)

    with ThreadPoolExecutor(1) as apart:
        apart.submit(asyncio.run, answer()).result()
    return sent
