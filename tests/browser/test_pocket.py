"""The pocket atlas in a browser, from a plain server: first visit, without a network, addresses, updates, faults."""

import re
import shutil
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect
from test_accessibility import serious

from tools.pocket import serving
from web import pocket_files
from web.pocket_folder import MARK, write

POINTS = ".cun-plot__still circle, .cun-plot__still polygon, .scatterlayer .point"
LIVE = ".cun-plot__graph[aria-busy='false'] .scatterlayer .point"
TITLE = ".cun-ins__title"
TOLD = ".cun-ins__told"
WIDTH = ".cun-ins__number input"
REMARK = "#cun-remarks"
# Whether a box is whole and answers this page.
KEPT = """async () => {
  const names = (await caches.keys()).filter((name) => name.startsWith('cun-pocket '));
  const whole = await Promise.all(names.map(async (name) => Boolean(await (await caches.open(name)).match('./'))));
  return Boolean(navigator.serviceWorker.controller) && whole.includes(true);
}"""


@pytest.fixture
def address(pocket_folder: Path) -> Iterator[str]:
    """A plain server, which does not gzip: a new origin for each test."""
    with serving(pocket_folder, packs=False) as url:
        yield url


@pytest.fixture
def visit(browser: Browser, address: str) -> Iterator[Callable[..., Page]]:
    """visit() → a page of a new visitor, who has nothing kept. Whatever it asks for lies on this computer and is only
    read; no script fails; no cookie is set. The server at `address` outlives the page, which may still be fetching."""
    contexts, faults = [], []

    def make(*, width: int = 1280, height: int = 800, errors_expected: bool = False, script: str = "", **more) -> Page:
        context = browser.new_context(viewport={"width": width, "height": height}, **more)
        contexts.append(context)
        if script:
            context.add_init_script(script)
        page = context.new_page()

        def look(request) -> None:
            if not re.match(r"(http://127\.0\.0\.1|blob:|data:)", request.url):
                faults.append(f"asked another host: {request.url}")
            if request.method != "GET" or request.post_data:
                faults.append(f"sent something: {request.method} {request.url}")

        context.on("request", look)
        page.on("websocket", lambda socket: faults.append(f"opened {socket.url}"))
        if not errors_expected:
            page.on("pageerror", lambda error: faults.append(f"script error: {error}"))
            page.on("console", lambda said: faults.append(said.text) if said.type == "error" else None)
        return page

    yield make
    for context in contexts:
        assert context.cookies() == []
        context.close()
    assert faults == []


def drawn(page: Page) -> None:
    """The drawing is live, with its points."""
    expect(page.locator(LIVE).first).to_be_attached(timeout=20_000)


def kept(page: Page) -> None:
    """All of it is in the browser."""
    until = time.monotonic() + 30
    while not page.evaluate(KEPT):
        assert time.monotonic() < until, "it is not kept"
        page.wait_for_timeout(100)


def search(page: Page, text: str) -> None:
    page.locator(".cun-search input").fill(text)
    page.locator(".cun-search input").press("Enter")


def test_a_first_visit_draws_and_a_point_opens_its_card(visit, address):
    page = visit()
    page.goto(address)
    expect(page.locator(POINTS).first).to_be_attached()
    drawn(page)
    search(page, "sanyinjiao")
    expect(page.locator(TITLE)).to_contain_text("SP6")
    expect(page.locator(TOLD)).to_contain_text("cm above")
    expect(page).to_have_url(re.compile("point=SP6"))


SHADES = """() => [
  performance.getEntriesByType('resource').map(({ name }) => name).filter((one) => one.endsWith('.webp')),
  [...document.querySelectorAll('.cun-plot__graph image')].map((one) => one.href.baseVal)]"""


def test_a_first_visit_sees_light_and_shade_small_at_first_and_then_whole(visit, address):
    page = visit()
    page.goto(address)
    drawn(page)
    fetched, shown = page.evaluate(SHADES)
    preview, whole = dict.fromkeys(fetched)
    assert "/first/" in preview and "/plates/" in whole
    assert whole in shown and preview not in shown
    kept(page)
    page.reload()
    drawn(page)
    fetched, shown = page.evaluate(SHADES)
    assert set(fetched) == {whole} and whole in shown


def test_after_one_visit_everything_opens_without_a_network(visit, address):
    page = visit(width=390, height=844, has_touch=True, is_mobile=True)
    page.goto(address)
    drawn(page)
    kept(page)
    page.context.set_offline(True)
    page.goto(f"{address}?point=ST36&view=leg_lateral&side=left")
    drawn(page)
    expect(page.locator(TITLE)).to_contain_text("ST36")
    page.locator(WIDTH).fill("21")
    page.locator(WIDTH).press("Enter")
    expect(page.locator(".cun-ins__yours")).to_contain_text("Yours: 1 cun")
    for view in page.evaluate("() => [...document.querySelectorAll('[data-view]')].map((one) => one.dataset.view)"):
        page.locator(f"[data-view={view}]").dispatch_event("click")
        expect(page.locator(f"[data-view={view}]")).to_have_attribute("aria-checked", "true")
        page.wait_for_function(
            "([busy, view]) => document.querySelector(busy)?.ariaBusy === 'false' && location.search.includes(view)",
            arg=[".cun-plot__graph", f"view={view}"],
        )
    page.locator("#cun-bar summary").click()
    page.get_by_role("link", name="About and sources").click()
    expect(page.locator("main")).to_contain_text("opens without a network")
    page.go_back()
    drawn(page)


def test_a_width_in_the_address_is_the_width_that_was_typed(visit, address):
    page = visit()
    page.goto(f"{address}?point=ST36&view=leg_lateral")
    drawn(page)
    page.locator(WIDTH).fill("24,3")
    page.locator(WIDTH).press("Enter")
    expect(page).to_have_url(re.compile(r"finger=thumb&mm=24\.3"))
    told = page.locator(TOLD).text_content()
    yours = page.locator(".cun-ins__yours").text_content()
    again = visit()
    again.goto(page.url)
    drawn(again)
    expect(again.locator(TOLD)).to_have_text(told or "")
    assert yours and again.locator(".cun-ins__yours").text_content().startswith(yours.split("±")[0])
    expect(again.locator(WIDTH)).to_have_value("24.3")


LENGTHS = {  # typed: what it is the length of, and how the address says it
    "2.1 cm": ("thumb", "mm=21"), "0.85 in": ("thumb", "mm=21.59"), "1.7 m": ("stature", "height=1700"),
    "5'6": ("stature", "height=1676.4"), "36,5": ("S_LEG_MED", "shin=365"),
}  # fmt: skip


def test_a_length_with_its_unit_is_read(visit, address):
    page = visit()
    page.goto(address)
    drawn(page)
    for typed, (measure, told) in LENGTHS.items():
        page.get_by_label("What you measured").select_option(measure)
        page.locator(WIDTH).fill(typed)
        page.locator(WIDTH).press("Enter")
        expect(page).to_have_url(re.compile(re.escape(told) + r"(&|$)"))


def test_what_is_no_length_is_answered_with_an_example(visit, address):
    page = visit()
    page.goto(address)
    drawn(page)
    for typed in ("as wide as my hand", "2.07", "<b>21</b>"):
        page.locator(WIDTH).fill(typed)
        page.locator(WIDTH).press("Enter")
        expect(page.locator(".cun-ins__say")).to_contain_text("for example 22.4 mm")
    assert "mm=" not in page.url


def test_another_measure_takes_the_place_of_the_first_and_that_is_said(visit, address):
    page = visit()
    page.goto(f"{address}?finger=thumb&mm=21")
    drawn(page)
    page.get_by_label("What you measured").select_option("stature")
    page.locator(WIDTH).fill("170")
    page.locator(WIDTH).press("Enter")
    expect(page.locator(".cun-ins__remark")).to_contain_text("big atlas")
    assert "height=1700" in page.url and "thumb" not in page.url


WRONG = {  # what an address says: what is said of it
    "point=XX99": "no point “XX99”", "view=elbow": "no view “elbow”", "side=up": "side “up”", "zone=Z_MOON": "no zone",
    "page=stars": "no page “stars”", "page=notebook": "notebook is kept in the big", "mm=900": "left out",
    "thumb=21&height=1700": "one measure at a time", "foot=250": "only the big atlas", "colour=red": "does not know",
}  # fmt: skip


def test_what_an_address_says_wrongly_is_one_sentence_and_the_atlas_is_there(visit, address):
    page = visit()
    for query, said in WRONG.items():
        page.goto(f"{address}?{query}")
        expect(page.locator(REMARK)).to_contain_text(said)
        expect(page.locator(f"{REMARK} p")).to_have_count(1)
        expect(page.locator(POINTS).first).to_be_attached()


def test_a_point_is_found_by_another_name_in_the_address(visit, address):
    page = visit()
    page.goto(f"{address}?point=zusanli")
    expect(page.locator(TITLE)).to_contain_text("ST36")
    expect(page.locator(REMARK)).to_be_empty()


def test_a_newer_version_is_offered_and_waits(visit, pocket_folder, tmp_path):
    out = tmp_path / "atlas"
    shutil.copytree(pocket_folder, out)
    version = (pocket_folder / MARK).read_text().split()[-1]
    with serving(out, packs=False) as url:
        page = visit()
        page.goto(url)
        kept(page)
        files, newer = pocket_files.contents(base="/")
        write(out, files)
        page.reload()
        drawn(page)
        expect(page.locator(REMARK)).to_contain_text("A newer version", timeout=30_000)
        assert page.locator("meta[name=version]").get_attribute("content") == version
        page.get_by_role("button", name="Load it").click()
        page.wait_for_function("(newer) => document.querySelector('meta[name=version]')?.content === newer", arg=newer)
        drawn(page)


def without_files(out: Path) -> None:
    """The worker is new, and a file that only it names has not come."""
    (out / "sw.js").write_text((out / "sw.js").read_text().replace("icons/180.png", "icons/newer.png"))


def with_another_page(out: Path) -> None:
    """The page is newer than the worker and its files."""
    version = (out / MARK).read_text().split()[-1]
    (out / "index.html").write_text((out / "index.html").read_text().replace(version, "0" * len(version)))


# Whether a newer version is whole, once what is fetched of it is settled.
WAITS = """async () => {
  const kept = await navigator.serviceWorker.ready;
  await kept.update().catch(() => {});
  while (kept.installing) await new Promise((done) => setTimeout(done, 100));
  return Boolean(kept.waiting);
}"""


@pytest.mark.parametrize("half", [without_files, with_another_page])
def test_half_an_update_leaves_the_version_before_whole(visit, pocket_folder, tmp_path, half):
    out = tmp_path / "atlas"
    shutil.copytree(pocket_folder, out)
    with serving(out, packs=False) as url:
        page = visit(errors_expected=True)
        page.goto(url)
        kept(page)
        half(out)
        worker = (out / "sw.js").read_text()
        (out / "sw.js").write_text(worker.replace("`cun-pocket ${", "`cun-pocket next ${"))  # a newer one
        page.reload()
        drawn(page)
        assert page.evaluate(WAITS) is False
        expect(page.locator(REMARK)).to_be_empty()
        search(page, "KI1")
        expect(page.locator(TITLE)).to_contain_text("KI1")


@pytest.mark.parametrize("gone", ["app", "index"])
def test_an_old_page_whose_files_are_gone_says_so(visit, pocket_folder, tmp_path, gone):
    out = tmp_path / "atlas"
    shutil.copytree(pocket_folder, out)
    shutil.rmtree(out / "app" / "static" / "first")
    for file in out.rglob(f"{gone}.*"):
        if "app/static" in str(file):
            file.unlink()
    with serving(out, packs=False) as url:
        page = visit(errors_expected=True)
        page.goto(url)
        page.wait_for_timeout(3500)
        assert "reload" in page.locator("body").inner_text().lower()


REFUSES = """for (const name of ['localStorage', 'sessionStorage'])
  Object.defineProperty(window, name, { get() { throw new DOMException('no', 'SecurityError'); } });
Object.defineProperty(navigator, 'serviceWorker', { get() { throw new DOMException('no', 'SecurityError'); } });"""


def test_a_browser_that_keeps_nothing_says_so_and_works(visit, address):
    page = visit(script=REFUSES)
    page.goto(address)
    drawn(page)
    page.locator(".cun-ins__layers summary").click()
    page.get_by_label("Bones").fill("100")
    expect(page.locator(REMARK)).to_contain_text("keeps nothing")
    search(page, "KI3")
    expect(page.locator(TITLE)).to_contain_text("KI3")


def test_below_another_path_it_is_the_same(visit, pocket_folder):
    with serving(pocket_folder, "/somewhere/deep/", packs=False) as url:
        page = visit()
        page.goto(f"{url}?point=BL60")
        expect(page.locator(TITLE)).to_contain_text("BL60")
        drawn(page)
        kept(page)
        page.context.set_offline(True)
        page.reload()
        drawn(page)


def test_without_javascript_the_points_are_a_list(browser, address):
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(address)
        page.get_by_role("link", name="Without JavaScript").click()
        expect(page.locator("li", has_text="SP6")).to_contain_text("cm above")


def test_a_library_that_does_not_come_leaves_the_still_with_its_points(visit, pocket_folder, tmp_path):
    out = tmp_path / "atlas"
    shutil.copytree(pocket_folder, out)
    for file in out.rglob("plotly.*"):
        file.unlink()
    with serving(out, packs=False) as url:
        page = visit(errors_expected=True)
        page.goto(url)
        expect(page.locator(".cun-plot__still").first).to_be_attached()
        expect(page.locator(REMARK)).to_contain_text("reload", ignore_case=True)


@pytest.mark.parametrize("dark", [pytest.param(False, marks=pytest.mark.endure), True], ids=["light", "dark"])
def test_axe_finds_no_serious_barrier(visit, address, dark):
    page = visit(width=390, height=844, color_scheme="dark" if dark else "light")
    page.goto(f"{address}?point=SP6")
    drawn(page)
    assert serious(page) == []
    for name in ("learn", "measure", "about", "paper"):
        page.goto(f"{address}?page={name}")
        expect(page.locator("main h1")).to_be_visible()
        assert serious(page) == [], name


SHIFTS = """() => {
  window.shifts = [];
  new PerformanceObserver((list) => {
    for (const one of list.getEntries()) if (!one.hadRecentInput) window.shifts.push(one.value);
  }).observe({ type: 'layout-shift', buffered: true });
}"""


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844)])
def test_nothing_moves_after_the_first_paint(visit, address, width, height):
    page = visit(width=width, height=height, script=f"({SHIFTS})()")
    page.goto(address)
    drawn(page)
    assert sum(page.evaluate("shifts")) < 0.01


def test_the_finger_on_the_screen_is_the_measure(visit, address):
    page = visit()
    page.goto(f"{address}?page=measure")
    row = page.locator("[data-measure=thumb]")
    row.get_by_role("button", name="screen").click()
    row.get_by_role("button", name="The card fits").click()
    row.get_by_role("slider", name="Left line").press("ArrowRight")
    row.get_by_role("slider", name="Right line").press("ArrowLeft")
    row.get_by_role("button", name="Use this width").click()
    expect(page.locator(REMARK)).to_contain_text("mm is what counts now")
    expect(page).to_have_url(re.compile("finger=thumb&mm="))


def test_a_point_is_opened_from_the_tables(visit, address):
    page = visit()
    page.goto(f"{address}?page=learn")
    page.locator("summary", has_text="Source").first.click()
    page.get_by_role("button", name="ST42", exact=True).first.click()
    expect(page.locator(TITLE)).to_contain_text("ST42")
    expect(page).to_have_url(re.compile("view=foot_dorsum"))
    page.go_back()
    expect(page.locator("main h1")).to_have_text("Learn the points")
