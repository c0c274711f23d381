"""Many readers at once: light clients that speak Streamlit's own protocol and type a width, over and over."""

import asyncio
import json
import subprocess
import time
from contextlib import suppress
from urllib.parse import urlsplit

from streamlit.proto.BackMsg_pb2 import BackMsg
from streamlit.proto.ForwardMsg_pb2 import ForwardMsg
from websockets.asyncio.client import ClientConnection, connect

from bench.selectors import Target

AT_ONCE = 10  # readers that come together
SILENCE = 0.4  # seconds without a word: the server has nothing more to say


class Visitor:
    """One open session. It knows the number box by its label and sends what a browser would send."""

    def __init__(self, target: Target, url: str, number: int) -> None:
        self.target, self.url, self.number = target, url, number
        self.socket: ClientConnection
        self.page = ""  # Streamlit's name of the page
        self.acts = 0
        self.held = ""  # the name of what the instrument was sent last
        self.box: tuple[str, str, str] | None = None  # element id, kind of its value, its fragment or ""

    async def open(self) -> None:
        address = f"ws://{urlsplit(self.url).netloc}/_stcore/stream"
        self.socket = await connect(address, subprotocols=["streamlit"], max_size=None)  # type: ignore[list-item]
        await self.rerun(BackMsg())
        if self.box is None:
            raise RuntimeError(
                f"the page of {self.target.name} has no box “{self.target.field}”; see bench/selectors.py"
            )
        await self.type(self.target.widths[1])  # the first width of all draws the whole page once more
        with suppress(TimeoutError):
            while True:
                await asyncio.wait_for(self.socket.recv(), SILENCE)

    async def type(self, width: str) -> float:
        """Seconds from sending the width to the end of the run."""
        assert self.box is not None
        element, kind, fragment = self.box
        message = BackMsg()
        state = message.rerun_script.widget_states.widgets.add()
        state.id = element
        message.rerun_script.fragment_id = fragment
        setattr(state, kind, self.said(kind, width))
        return await self.rerun(message)

    def said(self, kind: str, width: str) -> str | float:
        """A width as the box says it; the instrument says an act, each with a higher number."""
        if kind == "json_value":
            self.acts += 1
            act = {"n": self.acts, "act": "width", "name": "thumb", "text": width, "held": self.held}
            return json.dumps({"acts": [act]})
        return width if kind == "string_value" else float(width)

    async def rerun(self, message: BackMsg) -> float:
        message.rerun_script.page_script_hash = self.page
        start = time.perf_counter()
        await self.socket.send(message.SerializeToString())
        while True:
            reply = ForwardMsg.FromString(await self.socket.recv())  # type: ignore[arg-type]
            self.look_for_the_box(reply)
            if reply.WhichOneof("type") == "script_finished":
                return time.perf_counter() - start

    def look_for_the_box(self, reply: ForwardMsg) -> None:
        self.page = reply.new_session.page_script_hash or self.page
        element = reply.delta.new_element
        for kind, value in (("text_input", "string_value"), ("number_input", "double_value")):
            if element.WhichOneof("type") == kind and getattr(element, kind).label == self.target.field:
                self.box = (getattr(element, kind).id, value, reply.delta.fragment_id)
        if element.bidi_component.component_name.endswith("cun_instrument"):
            self.box = (element.bidi_component.id, "json_value", reply.delta.fragment_id)
            self.held = json.loads(element.bidi_component.json)["stamp"]


def memory_mb(process_id: int) -> float:
    """Resident memory of a process, MB."""
    said = subprocess.run(["ps", "-o", "rss=", "-p", str(process_id)], capture_output=True, text=True, check=True)
    return int(said.stdout) / 1000


async def crowd(target: Target, url: str, process_id: int, sizes: tuple[int, ...], seconds: float) -> dict:
    """Open sessions up to each of `sizes`; memory at each; times of one reader, and of all at the largest size (ms)."""
    readers: list[Visitor] = []
    memory: dict[int, float] = {}
    alone: list[float] = []
    for size in sizes:
        while len(readers) < size:
            some = [Visitor(target, url, n) for n in range(len(readers), min(size, len(readers) + AT_ONCE))]
            await asyncio.gather(*(reader.open() for reader in some))
            readers += some
        await asyncio.sleep(1)
        memory[size] = memory_mb(process_id)
        if size == 1:
            alone = [await changed(readers[0], n, every=0.25) for n in range(40)]
            memory[size] = memory_mb(process_id)
    together: list[float] = []

    async def busy(reader: Visitor, late: float) -> None:
        await asyncio.sleep(late)
        for n in range(int(seconds / 5)):
            together.append(await changed(reader, n, every=5))

    await asyncio.gather(*(busy(reader, 5 * i / len(readers)) for i, reader in enumerate(readers)))
    memory[sizes[-1]] = memory_mb(process_id)  # after every session has been used
    for reader in readers:
        await reader.socket.close()
    return {"memory": memory, "alone": alone, "together": together}


async def changed(reader: Visitor, n: int, every: float) -> float:
    """ms of one change, then the rest of the `every` seconds until the next."""
    widths = reader.target.widths  # each reader has their own: no two wait for the same numbers
    took = await reader.type(widths[(13 * reader.number + n) % len(widths)])
    await asyncio.sleep(max(0.0, every - took))
    return took * 1000
