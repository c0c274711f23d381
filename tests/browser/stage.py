"""A browser component alone: its function mounted on a plain page as Streamlit mounts it, without Streamlit.

`Stage.put(part, data)` gives an address. The page there draws the component at once, also after a reload, and has
`window.stage`:
    draw(changes)   another run of the page: the component's function again, on the same element, with other data
    leave(), enter()    take the component away; put it back
    told            {name: [values]} of all that it told the page; as in Streamlit, a state told twice is told once
    answers         {name: value => changes}: what the page draws when it is told something
The element `Elsewhere` is a part of the page that is not the component.
"""

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import pytest
from playwright.sync_api import Page

from ui.components import plot
from web.scripts import text_of

PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,"><title>A component alone</title>
<style>
:root { --st-font: sans-serif; --st-primary-color: #2f6f5e; --st-background-color: #fffdf9;
  --st-secondary-background-color: #f6f1ea; --st-text-color: #31333f; --st-border-color: #d6d7d9;
  color-scheme: light dark; }
@media (prefers-color-scheme: dark) { :root { --st-primary-color: #7fc9b3; --st-background-color: #12161a;
  --st-secondary-background-color: #1c2227; --st-text-color: #fafafa; --st-border-color: #4c4e57; } }
html, body { margin: 0; height: 100%; background: var(--st-background-color); color: var(--st-text-color);
  font: 16px/1.6 var(--st-font); }
main { box-sizing: border-box; height: 100%; overflow: auto; padding: 1rem; }
SHEET
</style></head>
<body><main data-testid="stMain"><label>Elsewhere <select><option>one</option><option>two</option></select></label>
<div id="place"></div><div style="height: 60vh"></div></main>
<script type="module">
const answers = ANSWERS, markup = MARKUP, place = document.getElementById("place"), state = {};
const stage = window.stage = { told: {}, data: DATA, drawn: 0, answers, end: null };
const hear = (name, value) => {
  (stage.told[name] ??= []).push(value);
  if (answers[name]) setTimeout(() => stage.draw(answers[name](value)), 20);
};
stage.draw = async (changes = {}) => {
  Object.assign(stage.data, changes);
  const { default: component } = await import("COMPONENT");
  const end = await component({
    parentElement: place, data: structuredClone(stage.data), key: "alone", name: "alone",
    setTriggerValue: hear,
    setStateValue(name, value) {
      if (JSON.stringify(state[name]) === JSON.stringify(value)) return;
      state[name] = value;
      hear(name, value);
    },
  });
  stage.end = end;
  stage.drawn += 1;
};
stage.leave = () => { stage.end?.(); place.replaceChildren(); };
stage.enter = () => { place.innerHTML = markup; return stage.draw(); };
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", () => stage.draw());
await stage.enter();
</script></body></html>"""


@dataclass(frozen=True)
class Part:
    """What a component is made of: its HTML, its CSS and its module."""

    html: str
    css: str
    js: str


COLUMN = "#place { max-width: 704px; }"  # as wide as Streamlit's column
CHART = Part(plot.HTML, text_of("plot/plot.css") + COLUMN, plot.loader())


class Stage:
    """A small web server of this process; `put` and `script` add to what it has."""

    def __init__(self, url: str, made: dict[str, tuple[str, str]]) -> None:
        self.url = url
        self.made = made  # path: (type, text)

    def put(self, part: Part, data: dict[str, Any], answers: dict[str, str] | None = None) -> str:
        """The address of a page that draws this part with these data."""
        script = self.script(part.js)
        words = ", ".join(f"{json.dumps(name)}: {code}" for name, code in (answers or {}).items())
        page = PAGE
        for name, text in (
            ("SHEET", part.css),
            ("MARKUP", as_script(part.html)),
            ("DATA", as_script(data)),
            ("ANSWERS", f"{{{words}}}"),
            ("COMPONENT", script),
        ):
            page = page.replace(name, text, 1)
        return self.url + self._add(page, "text/html; charset=utf-8", "")

    def script(self, text: str) -> str:
        """The path of a module."""
        return self._add(text, "text/javascript; charset=utf-8", ".js")

    def _add(self, text: str, kind: str, ending: str) -> str:
        path = f"/{len(self.made)}{ending}"
        self.made[path] = (kind, text)
        return path


def as_script(value: Any) -> str:
    """A value as JavaScript inside a page."""
    return json.dumps(value, allow_nan=False).replace("</", "<\\/")


class Handler(SimpleHTTPRequestHandler):
    """What was put on the stage; below app/static/ the files that browsers fetch, and below web/ the sources."""

    def __init__(self, *args: Any, made: dict[str, tuple[str, str]], folders: dict[str, Path], **more: Any) -> None:
        self.made, self.folders = made, folders
        super().__init__(*args, **more)

    def do_GET(self) -> None:
        kind, text = self.made.get(self.path.split("?")[0], ("", ""))
        if not kind:
            return super().do_GET()
        body = text.encode()
        self.send_response(200)
        self.send_header("Content-Type", kind)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def translate_path(self, path: str) -> str:
        for beginning, folder in self.folders.items():
            if path.startswith(beginning) and ".." not in path:
                return str(folder / path.removeprefix(beginning).split("?")[0])
        return str(Path(self.directory) / "nothing is here")

    def log_message(self, *args: object) -> None:
        pass


@contextmanager
def open_stage(folders: dict[str, Path]) -> Iterator[Stage]:
    """A stage on a free port of this computer. folders: {beginning of a path: where its files lie}."""
    made: dict[str, tuple[str, str]] = {}
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, made=made, folders=folders))
    server.daemon_threads = True
    Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, daemon=True).start()
    yield Stage(f"http://127.0.0.1:{server.server_port}", made)
    server.shutdown()
    server.server_close()


def data_of(module: ModuleType, call: Callable[[], None]) -> dict[str, Any]:
    """What the component of a module is given when `call` draws it."""
    given: dict[str, Any] = {}
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(module, "_mount", lambda **more: given.update(more) or {})
        call()
    return given["data"]


def mounted(page: Page) -> None:
    """Wait until the component has been drawn once."""
    page.wait_for_function("() => window.stage?.drawn > 0")


def draw(page: Page, changes: dict[str, Any] | None = None) -> None:
    """Another run of the page, perhaps with other data."""
    page.evaluate("changes => stage.draw(changes)", changes or {})


def told(page: Page, name: str) -> list[Any]:
    """All that the component has told under a name."""
    return page.evaluate("name => stage.told[name] ?? []", name)


def wait_until_told(page: Page, name: str, values: list[Any]) -> None:
    """Wait until exactly this has been told under a name."""
    try:
        page.wait_for_function(
            "([name, values]) => JSON.stringify(stage.told[name] ?? []) === JSON.stringify(values)",
            arg=[name, values],
            timeout=5_000,
        )
    except Exception:
        assert told(page, name) == values
        raise
