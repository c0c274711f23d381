"""Start a Streamlit app on a free port and wait until it answers. Used by `make run`, the tests and the bench."""

import os
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent


NO_WATCHER = "--server.fileWatcherType=none"  # nobody edits the atlas while it is read


@dataclass(frozen=True)
class Server:
    """A running app: where it answers, its process and the file it logs to."""

    url: str
    process: subprocess.Popen[bytes]
    log: Path | None = None


def free_port(first: int = 0, host: str = "127.0.0.1") -> int:
    """The first free port from `first` upwards; 0 lets the system choose."""
    for port in range(first, first + 100) if first else [0]:
        with socket.socket() as probe:
            try:
                probe.bind((host, port))
            except OSError:
                continue
            return probe.getsockname()[1]
    raise RuntimeError(f"no free port between {first} and {first + 99}; close a program that listens there")


def command(app: Path, port: int, *options: str) -> list[str]:
    return [sys.executable, "-m", "streamlit", "run", str(app), f"--server.port={port}", NO_WATCHER, *options]


def wait_until_it_answers(url: str, process: subprocess.Popen[bytes], seconds: float = 60) -> None:
    """Raises RuntimeError when the process ends or does not answer in time."""
    until = time.monotonic() + seconds
    while time.monotonic() < until:
        if process.poll() is not None:
            raise RuntimeError(f"the server stopped at once (exit code {process.returncode})")
        try:
            with urllib.request.urlopen(f"{url}/_stcore/health", timeout=2):
                return
        except (urllib.error.URLError, OSError):
            time.sleep(0.05)
    raise RuntimeError(f"the server did not answer within {seconds:.0f} s")


@contextmanager
def running(app: Path, log: Path, **environment: str) -> Iterator[Server]:
    """The app on a free port of this computer, with this project's settings; stopped at the end."""
    port = free_port()
    paths = os.pathsep.join(filter(None, [str(ROOT), os.environ.get("PYTHONPATH")]))
    notebook = str(log.parent / "notebook")  # never that of the person who runs the tests
    env = {**os.environ, "PYTHONPATH": paths, "CUN_ATLAS_NOTEBOOK_FOLDER": notebook, **environment}
    with log.open("wb") as output:
        process = subprocess.Popen(command(app, port), cwd=ROOT, env=env, stdout=output, stderr=subprocess.STDOUT)
        url = f"http://127.0.0.1:{port}"
        try:
            try:
                wait_until_it_answers(url, process)
            except RuntimeError as error:
                raise RuntimeError(f"{error}; its log says:\n{log.read_text(errors='replace')}") from error
            yield Server(url, process, log)
        finally:
            process.terminate()
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()
