"""The drawing is there before Streamlit is, and goes on as the page's own."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser, Page, Route, expect
from screen import TALK, open_atlas

from tools.serve import Server

pytestmark = pytest.mark.browser

EARLY = "#cun-early"
MARK = """() => {
  const mark = document.querySelector('.cun-ins .trace .point').getBoundingClientRect();
  return [mark.x, mark.y];
}"""


@pytest.fixture
def held(page: Page) -> list[Route]:
    """Streamlit's front end, which does not come before it is let go."""
    routes: list[Route] = []
    page.route("**/static/js/index.*", lambda route: routes.append(route))
    return routes


def test_a_press_before_streamlit_is_there_is_heard_by_the_page(page: Page, atlas: Server, held: list[Route]) -> None:
    page.goto(atlas.url, wait_until="commit")
    early = page.locator(EARLY)
    expect(early.locator(".main-svg").first).to_be_attached(timeout=15_000)
    early.locator(".cun-ins__list summary").click()
    early.get_by_role("button", name="SP6", exact=True).click()
    expect(early.locator(".cun-ins__title")).to_contain_text("SP6")
    page.evaluate("() => { window.first = document.querySelector('.cun-ins'); }")
    before = page.evaluate(MARK)
    for route in held:
        route.continue_()
    expect(early).to_have_count(0, timeout=20_000)
    page.wait_for_url("**point=SP6**")
    expect(page.locator('[data-testid="stMain"] .cun-ins__title')).to_contain_text("SP6")
    assert page.evaluate("document.querySelector('.cun-ins') === window.first"), "nothing was drawn anew"
    assert page.evaluate(MARK) == pytest.approx(before, abs=1)


def test_measures_of_last_time_are_there_from_the_first_drawing_on(
    page: Page, atlas: Server, held: list[Route]
) -> None:
    page.add_init_script("localStorage['cun-atlas measures'] = 'finger=thumb&mm=20.7'")
    page.goto(atlas.url, wait_until="commit")
    yours = page.locator(".cun-ins__yours")
    expect(yours).to_contain_text("Yours: 1 cun = 23.2 mm ± 4.4", timeout=15_000)
    expect(yours).to_contain_text("Your measures of last time")
    height = yours.evaluate("(line) => line.clientHeight")
    for route in held:
        route.continue_()
    expect(page.locator(EARLY)).to_have_count(0, timeout=20_000)
    page.wait_for_url("**mm=20.7**")
    assert yours.evaluate("(line) => line.clientHeight") == height and "kept" not in page.url
    page.goto(f"{atlas.url}?finger=thumb&mm=24", wait_until="commit")
    expect(yours).to_contain_text("Yours: 1 cun = 26.9 mm", timeout=15_000)


@pytest.mark.parametrize(
    "kept",
    [
        "sessionStorage['cun-atlas care'] = '{}'",
        "localStorage['stActiveTheme-x'] = 'Dark'",
        "localStorage['cun-atlas measures'] = 'height=1630'",
    ],
)
def test_nothing_begins_early_where_the_browser_keeps_what_changes_it(
    page: Page, atlas: Server, held: list[Route], kept: str
) -> None:
    page.add_init_script(kept)
    page.goto(atlas.url, wait_until="commit")
    expect(page.locator("#root")).to_be_attached()
    expect(page.locator(EARLY)).to_have_count(0)


def test_the_font_of_icons_comes_with_the_first_icon(browser: Browser, atlas: Server) -> None:
    page = browser.new_page()
    page.add_init_script(TALK)
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url) if "MaterialSymbols" in request.url else None)
    open_atlas(page, atlas, "?point=SP6")
    assert asked == []
    page.goto(f"{atlas.url}/measure")
    page.locator(".st-key-people_window").wait_for()
    page.wait_for_function("document.fonts.check('1em \"Material Symbols Rounded\"')")
    assert len(asked) == 1
    page.close()


def test_without_javascript_the_points_can_be_read(browser: Browser, atlas: Server) -> None:
    with browser.new_context(java_script_enabled=False) as context:
        page = context.new_page()
        page.goto(atlas.url)
        expect(page.get_by_role("listitem").filter(has_text="ST36")).to_contain_text("7.5 cm below")
