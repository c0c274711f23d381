"""On a shared server: two copies of the app, PostgreSQL, nginx as in docs/hosting/, and people who sign in."""

import os
import re
import shutil
import socket
import ssl
import subprocess
import sys
import time
import warnings
from collections.abc import Callable, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

import psycopg
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from identity_provider import CLIENT, SECRET
from notebook_helpers import Server as Postgres
from notebook_helpers import need_postgres
from playwright.sync_api import Browser, BrowserContext, Page, expect
from websockets.exceptions import InvalidStatus
from websockets.sync.client import connect

from tools.serve import ROOT, command, free_port, wait_until_it_answers

APP = Path(__file__).parent / "apps" / "hosted_app.py"
HOSTING = ROOT / "docs" / "hosting"
COPIES = ("atlas1", "atlas2")
WAIT_MS = 30_000
pytestmark = pytest.mark.serial


@dataclass
class Hosted:
    """The whole arrangement, on this computer only."""

    url: str
    port: int
    postgres: Postgres
    database: str
    ports: dict[str, int]
    folder: Path
    secrets: Path
    processes: dict[str, subprocess.Popen]
    cookies: dict[str, str] = field(default_factory=dict)  # one that leads to each copy

    def start_copy(self, name: str, app: Path = APP) -> None:
        env = {**os.environ, "PYTHONPATH": str(ROOT), "ATLAS_COPY": name, "CUN_ATLAS_DATABASE_URL": self.database,
               "CUN_ATLAS_NOTEBOOK_FOLDER": str(self.folder / name)}  # fmt: skip
        port = self.ports[name]
        words = command(app, port, f"--secrets.files={self.secrets}", "--server.address=127.0.0.1")
        with (self.folder / f"{name}.log").open("ab") as log:
            self.processes[name] = subprocess.Popen(words, cwd=ROOT, env=env, stdout=log, stderr=log)
        wait_until_it_answers(f"http://127.0.0.1:{port}", self.processes[name])

    def stop_copy(self, name: str) -> None:
        self.processes[name].kill()
        self.processes[name].wait()

    def stop(self) -> None:
        for process in self.processes.values():
            process.terminate()
        for process in self.processes.values():
            try:
                process.wait(10)
            except subprocess.TimeoutExpired:
                process.kill()


def nginx() -> str:
    """The program, or the test is skipped and says why; in CI it fails."""
    found = shutil.which("nginx", path=f"{os.environ.get('PATH', '')}:/usr/sbin:/usr/local/sbin")
    if found is None:
        said = "nginx is not installed (Debian: apt-get install nginx-light), so the tests of hosting did not run"
        if os.environ.get("CUN_ATLAS_SERVERS"):
            pytest.fail(said)
        warnings.warn(said, stacklevel=2)
        pytest.skip(said)
    return found


def certificate(folder: Path) -> None:
    """A certificate for this computer, for a day."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")])
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder(name, name, key.public_key(), x509.random_serial_number(), now, now + timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    (folder / "fullchain.pem").write_bytes(made.public_bytes(serialization.Encoding.PEM))
    (folder / "privkey.pem").write_bytes(key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()))  # fmt: skip


def local(settings: str, folder: Path, ports: dict[str, int], secure: int, plain: int) -> str:
    """The settings of docs/hosting/nginx.conf with the addresses of this computer; nothing else is changed."""
    changes = {
        "/tmp/nginx.pid": str(folder / "nginx.pid"),
        "/dev/stderr": str(folder / "nginx.log"),
        "/etc/nginx/tls/": f"{folder}/",
        "listen 443 ssl;": f"listen 127.0.0.1:{secure} ssl;",
        "listen 80;": f"listen 127.0.0.1:{plain};",
        **{f"{name}:8501": f"127.0.0.1:{port}" for name, port in ports.items()},
    }
    for old, new in changes.items():
        assert settings.count(old) >= 1, f"docs/hosting/nginx.conf has no “{old}”"
        settings = settings.replace(old, new)
    return settings


def wait_for_port(port: int, log: Path) -> None:
    until = time.monotonic() + 20
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), timeout=1).close()
            return
        except OSError:
            assert time.monotonic() < until, log.read_text()
            time.sleep(0.05)


@pytest.fixture(scope="module")
def hosted(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Hosted]:
    program, postgres = nginx(), need_postgres()
    folder = tmp_path_factory.mktemp("hosted")
    secure, provider, plain, *rest = (free_port() for _ in range(5))
    ports = dict(zip(COPIES, rest, strict=True))
    url, issuer = f"https://localhost:{secure}", f"http://127.0.0.1:{provider}"
    example = (HOSTING / "secrets.example.toml").read_text()
    filled = {"redirect_uri": f"{url}/oauth2callback", "cookie_secret": "0123456789abcdef" * 4, "client_id": CLIENT,
              "client_secret": SECRET, "server_metadata_url": f"{issuer}/.well-known/openid-configuration"}  # fmt: skip
    for name, value in filled.items():
        example, changed = re.subn(rf'^{name} = ".*"', f'{name} = "{value}"', example, flags=re.MULTILINE)
        assert changed == 1, f"secrets.example.toml has no {name}"
    secrets = folder / "secrets.toml"
    secrets.write_text(example)
    certificate(folder)
    settings = folder / "nginx.conf"
    settings.write_text(local((HOSTING / "nginx.conf").read_text(), folder, ports, secure, plain))
    with ExitStack() as stack:
        here = Hosted(url, secure, postgres, postgres.new_database(), ports, folder, secrets, {})
        stack.callback(here.stop)
        with (folder / "provider.log").open("ab") as log:
            here.processes["provider"] = subprocess.Popen(
                [sys.executable, str(ROOT / "tests/identity_provider.py"), str(provider), f"{url}/oauth2callback"],
                env={**os.environ, "PYTHONUNBUFFERED": "1"}, stdout=log, stderr=log)  # fmt: skip
        for name in COPIES:
            here.start_copy(name)
        checked = subprocess.run([program, "-t", "-c", settings], capture_output=True, text=True)
        assert checked.returncode == 0, checked.stderr
        here.processes["nginx"] = subprocess.Popen([program, "-c", str(settings), "-g", "daemon off;"])
        wait_for_port(secure, folder / "nginx.log")
        yield here


@pytest.fixture(scope="module")
def visitors(browser: Browser) -> list[BrowserContext]:
    """Browsers that have fetched the app before; whose they are, their cookies say."""
    return []


@pytest.fixture
def person(browser: Browser, hosted: Hosted, visitors: list[BrowserContext]) -> Iterator[Callable[..., Page]]:
    """person(name=…, copy=…) -> the page of somebody who signed in, at one of the copies."""
    came = 0

    def visitor() -> BrowserContext:
        nonlocal came
        came += 1
        if came > len(visitors):
            visitors.append(browser.new_context(ignore_https_errors=True))
        return visitors[came - 1]

    def come(name: str = "", at: str = "") -> Page:
        for number in range(20):
            context = visitor()
            if at:  # a reader whose cookie leads to that copy
                cookie = hosted.cookies.get(at, f"reader-{number}")
                context.add_cookies([{"name": "atlas_copy", "value": cookie, "url": hosted.url}])
            page = context.new_page()
            page.goto(hosted.url)
            expect(page.get_by_text("copy: ")).to_be_visible(timeout=WAIT_MS)
            if not at:
                break
            hosted.cookies.setdefault(copy_of(page), cookie)
            if copy_of(page) == at:
                break
            assert number < 19, f"nobody ever comes to {at}"
        if name:
            page.get_by_role("button", name="Sign in").click()
            page.get_by_role("link", name=name).click()
            expect(page.get_by_text(f"signed in: {name}")).to_be_visible(timeout=WAIT_MS)
        return page

    yield come
    for context in visitors[:came]:
        for page in context.pages:
            page.close()
        context.clear_cookies()


def copy_of(page: Page) -> str:
    return (page.get_by_text("copy: ").text_content() or "").removeprefix("copy: ")


def write(page: Page, text: str) -> None:
    page.get_by_label("A note on SP6").fill(text)
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(f"note: {text}")).to_be_visible(timeout=WAIT_MS)


def read(page: Page) -> list[str]:
    page.reload()
    expect(page.get_by_text("that is all")).to_be_visible(timeout=WAIT_MS)
    return sorted(page.get_by_text("note: ").all_text_contents())


def test_nobody_has_a_notebook_before_signing_in(person):
    page = person()
    expect(page.get_by_text("Sign in to open your notebook. Nobody else sees what you write.")).to_be_visible()
    expect(page.get_by_label("A note on SP6")).to_have_count(0)


def test_two_people_sign_in_and_each_sees_only_their_own(person, hosted: Hosted):
    anna, ben = person("Anna Example", at="atlas1"), person("Ben Example", at="atlas2")
    write(anna, "Anna’s heel <b>hurts</b>")
    write(ben, "Ben’s calf")
    assert read(anna) == ["note: Anna’s heel <b>hurts</b>"] and read(ben) == ["note: Ben’s calf"]
    again = person("Anna Example", at="atlas2")  # from her phone, at the other copy
    assert read(again) == ["note: Anna’s heel <b>hurts</b>"]
    with closing(psycopg.connect(hosted.database)) as connection:
        owners = connection.execute("SELECT owner FROM person").fetchall()
    assert len(owners) == 2 and all(owner.startswith("oidc-") for (owner,) in owners)


def test_a_reader_stays_at_the_same_copy(person):
    page = person()
    first = copy_of(page)
    for _ in range(6):
        page.reload()
        expect(page.get_by_text("copy: ")).to_be_visible(timeout=WAIT_MS)
        assert copy_of(page) == first


def test_readers_are_spread_over_both_copies(person):
    """Each reader gets a cookie of their own, and about half of them lead to either copy."""
    cookies: list[str] = []
    copies: set[str] = set()
    while len(copies) < 2 and len(cookies) < 16:
        page = person()
        cookies += [cookie["value"] for cookie in page.context.cookies() if cookie["name"] == "atlas_copy"]
        copies.add(copy_of(page))
    assert copies == set(COPIES) and len(set(cookies)) == len(cookies) >= 2


def test_signing_out_closes_the_notebook(person):
    page = person("Ben Example")
    page.get_by_role("button", name="Sign out").click()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=WAIT_MS)
    page.reload()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=WAIT_MS)


def test_a_cookie_made_up_or_of_somebody_else_opens_nothing(person, hosted: Hosted):
    page = person("Anna Example")
    cookies = page.context.cookies()
    [hers] = [cookie for cookie in cookies if cookie["name"] == "_streamlit_user"]
    assert hers["httpOnly"]
    changed = hers["value"][:20] + ("A" if hers["value"][20] != "A" else "B") + hers["value"][21:]
    page.context.clear_cookies()
    page.context.add_cookies([{"name": "_streamlit_user", "value": changed, "url": hosted.url}])
    page.reload()
    expect(page.get_by_role("button", name="Sign in")).to_be_visible(timeout=WAIT_MS)


def test_when_a_copy_dies_its_readers_go_on_at_the_other(person, hosted: Hosted):
    page = person("Anna Example", at="atlas1")
    write(page, "before the copy died")
    hosted.stop_copy("atlas1")
    try:
        assert "note: before the copy died" in read(page)  # still signed in
        assert copy_of(page) == "atlas2"
        write(page, "after it")
    finally:
        hosted.start_copy("atlas1")
    assert "note: after it" in read(page)


def test_when_postgresql_is_restarted_people_go_on(person, hosted: Hosted):
    page = person("Ben Example")
    hosted.postgres.stop(at_once=True)
    hosted.postgres.start()
    write(page, "after the restart")


def test_when_postgresql_is_down_the_page_says_so(person, hosted: Hosted):
    page = person("Ben Example")
    hosted.postgres.stop()
    try:
        page.reload()
        expect(page.get_by_text("The notebook's database does not answer")).to_be_visible(timeout=WAIT_MS)
    finally:
        hosted.postgres.start()
    page.reload()
    expect(page.get_by_text("that is all")).to_be_visible(timeout=WAIT_MS)


@pytest.mark.parametrize("origin", ["https://evil.example", "http://localhost.evil.example", "null",
                                    "https://localhost:1"])  # fmt: skip
def test_a_page_of_another_site_cannot_open_a_connection(hosted: Hosted, origin: str):
    trusting = ssl._create_unverified_context()
    address = f"wss://localhost:{hosted.port}/_stcore/stream"
    with pytest.raises(InvalidStatus, match="403"), connect(address, ssl=trusting, origin=origin):
        pass
    with connect(address, ssl=trusting, origin=hosted.url, subprotocols=["streamlit"]) as ours:
        assert ours.subprotocol == "streamlit"


def test_the_page_cannot_be_framed_and_is_not_in_a_list_of_visits(person, hosted: Hosted):
    page = person()
    headers = page.request.get(hosted.url).headers
    assert headers["x-frame-options"] == "DENY" and headers["x-content-type-options"] == "nosniff"
    assert "max-age" in headers["strict-transport-security"]
    assert "GET /" not in (hosted.folder / "nginx.log").read_text()


def test_what_is_the_hosts_to_know_is_closed_and_what_is_too_large_is_refused(person, hosted: Hosted):
    page = person("Anna Example")
    assert page.request.get(f"{hosted.url}/_stcore/metrics").status == 404
    assert page.request.post(f"{hosted.url}/_stcore/health", data=b"x" * 1_200_000).status == 413
    upload = f"{hosted.url}/_stcore/upload_file/none/none"
    assert page.request.put(upload, data=b"x" * 1_200_000).status != 413  # a notebook may be larger
    cookies = {cookie["name"]: cookie["secure"] for cookie in page.context.cookies()}
    assert {"atlas_copy", "_streamlit_user"} <= cookies.keys() and all(cookies.values())


def test_only_nginx_can_be_reached_in_the_compose_file_and_both_copies_are_alike():
    text = (HOSTING / "compose.yaml").read_text()
    services = re.split(r"^  (\w+):", text.split("\nservices:\n")[1].split("\nnetworks:")[0], flags=re.MULTILINE)
    bodies = dict(zip(services[1::2], services[2::2], strict=True))
    assert list(bodies) == ["db", *COPIES, "nginx"]
    assert {bodies[name].strip() for name in COPIES} == {"*atlas"}
    assert [name for name, body in bodies.items() if "ports:" in body] == ["nginx"]
    assert [name for name, body in {**bodies, "atlas": text.split("services:")[0]}.items() if "mem_limit:" in body] == [
        "db", "nginx", "atlas",
    ]  # fmt: skip
    assert "postgresql://atlas@db/atlas" in text and "PGPASSWORD:" in text, "the password stands in no address"
    assert "internal: true" in text and "CUN_ATLAS_DATABASE_URL" in text and "CUN_ATLAS_NOTEBOOK_FOLDER" in text


@pytest.mark.parametrize("file", ["compose.yaml", "nginx.conf", "Dockerfile", "env.example", "secrets.example.toml"])
def test_the_page_about_hosting_speaks_of_files_that_are_there(file: str):
    assert (HOSTING / file).exists() and (file in (HOSTING.parent / "hosting.md").read_text() or file == "Dockerfile")


@pytest.fixture
def atlas(hosted: Hosted) -> Hosted:
    """The same arrangement with the whole atlas instead of the smallest page, from now on."""
    for name in COPIES:
        hosted.stop_copy(name)
        hosted.start_copy(name, ROOT / "app.py")
    return hosted


def open_notebook(page: Page, atlas: Hosted) -> None:
    page.goto(f"{atlas.url}/notebook")
    page.get_by_role("heading", name="Notebook").wait_for(timeout=WAIT_MS)


@pytest.mark.endure
def test_in_the_atlas_two_people_sign_in_and_each_keeps_a_notebook_of_their_own(browser: Browser, atlas: Hosted):
    pages = {}
    for name, score in (("Anna Example", "7"), ("Ben Example", "2")):
        page = pages[name] = browser.new_context(ignore_https_errors=True).new_page()
        page.goto(f"{atlas.url}/?point=ST36")
        expect(page.locator(".cun-ins__title")).to_contain_text("ST36", timeout=WAIT_MS)
        open_notebook(page, atlas)
        expect(page.get_by_text("Sign in to open your notebook")).to_be_visible()
        page.get_by_role("button", name="Sign in").click()
        page.get_by_role("link", name=name).click()
        page.get_by_test_id("stApp").wait_for(timeout=WAIT_MS)
        open_notebook(page, atlas)
        page.locator(".st-key-nb_before").get_by_role("radio", name=score, exact=True).click(timeout=WAIT_MS)
        page.locator(".st-key-nb_save button").click()
        expect(page.get_by_text(f"Kept in your notebook: How it was · score {score}")).to_be_visible(timeout=WAIT_MS)
        expect(page.get_by_text("Other people who sign in do not see it")).to_be_visible()
    for page, mine, others in ((pages["Anna Example"], "7", "2"), (pages["Ben Example"], "2", "7")):
        open_notebook(page, atlas)
        page.locator(".st-key-nb_part").get_by_role("radio", name="Entries", exact=True).click(timeout=WAIT_MS)
        expect(page.get_by_text("newest first")).to_be_visible(timeout=WAIT_MS)
        expect(page.get_by_text(f"score {mine}")).to_be_visible()
        expect(page.get_by_text(f"score {others}")).to_have_count(0)
    anna = pages["Anna Example"]
    anna.goto(f"{atlas.url}/?point=ST36")
    expect(anna.locator(".st-key-nb_star")).to_be_visible(timeout=WAIT_MS)
    open_notebook(anna, atlas)
    with anna.expect_response(re.compile("/auth/logout")):
        anna.get_by_role("button", name="Sign out").click(timeout=WAIT_MS)
    anna.get_by_test_id("stApp").wait_for(timeout=WAIT_MS)
    open_notebook(anna, atlas)
    expect(anna.get_by_text("Sign in to open your notebook")).to_be_visible(timeout=WAIT_MS)
    anna.goto(f"{atlas.url}/?point=ST36")
    expect(anna.locator(".cun-ins__title")).to_contain_text("ST36", timeout=WAIT_MS)
    expect(anna.locator(".st-key-nb_star")).to_have_count(0)
    for page in pages.values():
        page.context.close()
