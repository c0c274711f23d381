"""Build the pocket atlas into `build/pocket` and hand it out on this computer: `make pocket`, `make pocket PORT=9000`.

`serving` is that server for tests and the bench too: a plain one, as any host has, or one that gzips.
"""

from __future__ import annotations

import argparse
import gzip
import os
import sys
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Event, Thread
from typing import Any

from cun_atlas import pocket
from tools.run import can_open_a_browser, port_for
from tools.serve import ROOT

OUT = ROOT / "build" / "pocket"
HASHED = "/app/static/"  # a file below it has another name as soon as it has another content
KINDS = {".webmanifest": "application/manifest+json", ".js": "text/javascript", ".webp": "image/webp"}
TEXTS = (".html", ".js", ".css", ".json", ".svg", ".webmanifest")


class PocketHandler(SimpleHTTPRequestHandler):
    """The files of a folder, below a path."""

    protocol_version = "HTTP/1.1"

    def __init__(self, *args: Any, base: str, packs: bool, sent: list[int], **more: Any) -> None:
        self.base, self.packs, self.sent = base, packs, sent
        super().__init__(*args, **more)

    def translate_path(self, path: str) -> str:
        if not path.startswith(self.base):
            return str(Path(self.directory) / "nothing is here")
        return super().translate_path("/" + path.removeprefix(self.base))

    def do_GET(self) -> None:
        path, _, query = self.path.partition("?")
        file = Path(self.translate_path(path))
        if file.is_dir() and not path.endswith("/"):
            return self._moved(f"{path}/?{query}" if query else f"{path}/")
        file = file / "index.html" if file.is_dir() else file
        if not file.is_file():
            return self.send_error(404)
        packed = self.packs and file.suffix in TEXTS and "gzip" in self.headers.get("Accept-Encoding", "")
        body = _gzipped(file, file.stat().st_mtime_ns) if packed else file.read_bytes()
        self.send_response(200)
        self.send_header("Content-Type", KINDS.get(file.suffix) or self.guess_type(str(file)))
        self.send_header("Content-Length", str(len(body)))
        if packed:
            self.send_header("Content-Encoding", "gzip")
        kept = "max-age=31536000, immutable" if HASHED in self.path else "no-cache"
        self.send_header("Cache-Control", kept)
        self.end_headers()
        self.wfile.write(body)
        self.sent.append(len(body))

    def _moved(self, address: str) -> None:
        self.send_response(301)
        self.send_header("Location", address)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, *args: object) -> None:
        pass


@cache
def _gzipped(file: Path, _changed: int) -> bytes:
    return gzip.compress(file.read_bytes(), 6, mtime=0)


@contextmanager
def serving(
    folder: Path, base: str = "/", *, port: int = 0, packs: bool = True, sent: list[int] | None = None
) -> Iterator[str]:
    """The address of a folder while it is handed out below `base` on this computer.

    packs: texts go gzipped. sent: gets the bytes of every file that went out.
    """
    told = [] if sent is None else sent
    handler = partial(PocketHandler, directory=str(folder), base=base, packs=packs, sent=told)
    server = ThreadingHTTPServer(("127.0.0.1", port), handler)
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    try:
        yield f"http://127.0.0.1:{server.server_port}{base}"
    finally:
        server.shutdown()
        server.server_close()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--no-open", action="store_true", help="print the address, open no browser")
    chosen = parser.parse_args()
    if failed := pocket.main(["--out", str(OUT)]):
        sys.exit(failed)
    with serving(OUT, port=port_for("127.0.0.1", os.environ)) as url:
        print(f"The pocket atlas is at {url} (only on this computer). Stop with Ctrl-C.", flush=True)
        if can_open_a_browser() and not chosen.no_open:
            webbrowser.open(url)
        try:
            Event().wait()
        except KeyboardInterrupt:
            print("\nStopped.")


if __name__ == "__main__":
    main()
