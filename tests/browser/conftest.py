"""The app in a real browser: one Chromium for all tests, one server for each app, no request beyond this computer."""

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, ConsoleMessage, Page, Playwright, expect, sync_playwright
from screen import TALK, settled
from stage import Stage, open_stage

from tools import browser as chromium
from tools.serve import ROOT, Server, running
from web import assets, pocket_files
from web.pocket_folder import write

APPS = Path(__file__).parent / "apps"
# One renderer for all pages of this computer: it keeps what it has compiled while one page stays open.
ONE_RENDERER = [*chromium.FLAGS, "--process-per-site"]
LOGS = pytest.StashKey[list[Path]]()
expect.set_options(timeout=15_000)  # a busy machine is slow, and no fault of ours


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--renew", action="store_true", help="keep the pictures of the drawings as they are now")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What fails in the browser is tried twice more at most and told as a rerun."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)
            item.add_marker(pytest.mark.flaky(reruns=2))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say why something was tried again."""
    for report in terminalreporter.stats.get("rerun", ()):
        crash = getattr(report.longrepr, "reprcrash", None)
        terminalreporter.line(f"{report.nodeid}: {crash.message if crash else report.longrepr}")


class Warm:
    """A browser for one visitor after another: nothing is left of what the page of the last one wrote."""

    def __init__(self, context: BrowserContext) -> None:
        self.context = context
        self.context.add_init_script(TALK)
        self.blank = context.pages[0]
        self.origins: set[str] = set()
        self.talk = context.new_cdp_session(self.blank)

    @property
    def free(self) -> bool:
        return self.context.pages == [self.blank]

    def leave(self) -> None:
        for page in self.context.pages[1:]:
            page.close()
        self.context.clear_cookies()
        for origin in self.origins:
            self.talk.send("Storage.clearDataForOrigin", {"origin": origin, "storageTypes": "local_storage"})


@pytest.fixture(scope="session")
def pocket_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The pocket atlas, written once."""
    out = tmp_path_factory.mktemp("pocket") / "atlas"
    assets.build()
    write(out, pocket_files.contents()[0])
    return out


def device(touch: bool) -> dict[str, Any]:
    return {"has_touch": touch, "is_mobile": touch, "device_scale_factor": 2 if touch else 1}


@pytest.fixture(scope="session")
def playwright() -> Iterator[Playwright]:
    if chromium.find() is None:
        pytest.fail(chromium.MISSING)
    with sync_playwright() as started:
        yield started


@pytest.fixture(scope="session")
def browser(playwright: Playwright) -> Iterator[Browser]:
    with playwright.chromium.launch(executable_path=chromium.find(), args=chromium.FLAGS) as launched:
        yield launched


@pytest.fixture(scope="session")
def warm(
    playwright: Playwright, stage: Stage, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Callable[[bool], Warm]]:
    """warm(touch) -> the browser of a desk or of a phone that keeps what it has fetched and compiled."""
    opened: dict[bool, Warm] = {}

    def of(touch: bool) -> Warm:
        if touch not in opened:
            opened[touch] = Warm(
                playwright.chromium.launch_persistent_context(
                    tmp_path_factory.mktemp("profile"),
                    executable_path=chromium.find(),
                    args=ONE_RENDERER,
                    **device(touch),
                )
            )
            opened[touch].blank.goto(f"{stage.url}/web/page.css")
        return opened[touch]

    yield of
    for one in opened.values():
        one.context.close()


@pytest.fixture(scope="session")
def apps(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small test apps, each beside a copy of the atlas's `static/`, from which Streamlit serves."""
    if "PYTEST_XDIST_WORKER" not in os.environ:  # of several at once none builds; `make` has
        assets.build()
    folder = tmp_path_factory.mktemp("small") / "apps"
    shutil.copytree(APPS, folder)
    shutil.copytree(assets.STATIC, folder / "static")
    return folder


@pytest.fixture(scope="session")
def static_files(apps: Path) -> Path:
    """What browsers fetch from the small test apps."""
    return apps / "static"


@pytest.fixture(scope="session")
def serve(
    apps: Path, tmp_path_factory: pytest.TempPathFactory, request: pytest.FixtureRequest
) -> Iterator[Callable[..., Server]]:
    """serve(path of an app, NAME=value …) -> its running server; one for each app and environment in a session."""
    logs = request.config.stash.setdefault(LOGS, [])
    servers: dict[tuple[Path, frozenset[tuple[str, str]]], Server] = {}
    with ExitStack() as open_servers:

        def start(app: Path, **environment: str) -> Server:
            key = (app, frozenset(environment.items()))
            if key not in servers:
                log = tmp_path_factory.mktemp("server") / f"{app.stem}.log"
                logs.append(log)
                script = apps / app.name if app.parent == APPS else app
                servers[key] = open_servers.enter_context(running(script, log, **environment))
            return servers[key]

        yield start


@pytest.fixture(scope="session")
def atlas(serve: Callable[..., Server]) -> Server:
    """The atlas itself."""
    return serve(ROOT / "app.py")


@pytest.fixture(scope="session")
def stage(static_files: Path) -> Iterator[Stage]:
    """Where a component is drawn without Streamlit."""
    with open_stage({"/app/static/": static_files, "/web/": ROOT / "web"}) as opened:
        yield opened


@pytest.fixture
def new_page(warm: Callable[[bool], Warm], request: pytest.FixtureRequest) -> Iterator[Callable[..., Page]]:
    """new_page(width=…, height=…, touch=…, dark=…) -> a page of its own visitor, of a second one in a browser of their
    own. At the end of the test it must have raised no error, and asked no other host for anything."""
    used: list[Warm] = []
    contexts: list[BrowserContext] = []
    complaints: list[str] = []

    def look(request_url: str) -> None:
        asked = urlsplit(request_url)
        if asked.hostname not in ("127.0.0.1", None, ""):
            complaints.append(f"asked another host: {request_url}")
        for one in used:
            one.origins.add(f"{asked.scheme}://{asked.netloc}")

    def visit(touch: bool) -> BrowserContext:
        if (one := warm(touch)).free:
            used.append(one)
            return one.context
        contexts.append(request.getfixturevalue("browser").new_context(**device(touch)))
        contexts[-1].add_init_script(TALK)
        return contexts[-1]

    def listen(said: ConsoleMessage) -> None:
        asked = said.location.get("url", "")
        if "/_stcore/" in asked and "404" in said.text:
            return  # opened on another page than the first, Streamlit asks below that page before it asks at the root
        if said.type == "error":
            complaints.append(f"console: {said.text}")

    def make(
        *, width: int = 1280, height: int = 900, touch: bool = False, dark: bool = False, errors_expected: bool = False
    ) -> Page:
        page = visit(touch).new_page()
        page.set_viewport_size({"width": width, "height": height})
        page.emulate_media(color_scheme="dark" if dark else "light")
        page.on("request", lambda request: look(request.url))
        page.on("websocket", lambda socket: look(socket.url))
        if not errors_expected:
            page.on("pageerror", lambda error: complaints.append(f"script error: {error}"))
            page.on("console", listen)
        return page

    yield make
    for one in used:
        one.leave()
    for context in contexts:
        context.close()
    assert complaints == []


@pytest.fixture
def page(new_page: Callable[..., Page]) -> Page:
    """A desktop page with a mouse."""
    return new_page()


@pytest.fixture(name="settled")
def settled_fixture() -> Callable[[Page], None]:
    return settled


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]):
    """Show the end of every server's log beside a failure."""
    report = yield
    if report.failed:
        for log in item.config.stash.get(LOGS, []):
            report.sections.append((f"log of {log.stem}", log.read_text(errors="replace")[-3000:]))
    return report
