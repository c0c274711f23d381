"""The line between a browser and a server, which a test can cut: a TCP proxy of this computer."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from threading import Thread


class Line:
    """`url` leads to the server on `port`, which may change; while it is `cut` no byte passes and nobody gets in."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.is_cut = False
        self.open: set[asyncio.StreamWriter] = set()
        self.loop = asyncio.new_event_loop()
        Thread(target=self.loop.run_forever, daemon=True).start()
        self.entry = self._wait(asyncio.start_server(self._joined, "127.0.0.1", 0))
        self.url = f"http://127.0.0.1:{self.entry.sockets[0].getsockname()[1]}"

    def cut(self) -> None:
        """From now on nothing passes, and both ends are told so."""
        self.is_cut = True
        self._wait(self._close_all())

    def mend(self, port: int | None = None) -> None:
        """All passes again, perhaps to another server."""
        self.port = port or self.port
        self.is_cut = False

    def close(self) -> None:
        self.cut()
        self.loop.call_soon_threadsafe(self.entry.close)
        self.loop.call_soon_threadsafe(self.loop.stop)

    def _wait(self, task):
        return asyncio.run_coroutine_threadsafe(task, self.loop).result(10)

    async def _close_all(self) -> None:
        for writer in self.open:
            writer.transport.abort()
        self.open.clear()

    async def _joined(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        if self.is_cut:
            writer.transport.abort()
            return
        with suppress(OSError):
            far_reader, far_writer = await asyncio.open_connection("127.0.0.1", self.port)
            self.open |= {writer, far_writer}
            await asyncio.gather(_pass(reader, far_writer), _pass(far_reader, writer))


async def _pass(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with suppress(OSError):
        while data := await reader.read(65_536):
            writer.write(data)
            await writer.drain()
    writer.close()


@contextmanager
def line_to(url: str) -> Iterator[Line]:
    """A line to a running server."""
    line = Line(int(url.rpartition(":")[2]))
    try:
        yield line
    finally:
        line.close()
