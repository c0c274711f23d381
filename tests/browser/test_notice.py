"""The first notice: read once, never in the way, gone after that, and harmless where the browser keeps nothing."""

from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect

from tools.serve import Server

APP = Path(__file__).parent / "apps" / "notice_app.py"
NO_STORE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"


@pytest.fixture(scope="module")
def app(serve: Callable[[Path], Server]) -> Server:
    return serve(APP)


def notice(page: Page):
    return page.locator(".st-key-notice")


def open_page(page: Page, app: Server, settled: Callable[[Page], None]) -> None:
    page.goto(app.url)
    page.locator(".cun-notice").wait_for(state="attached", timeout=30_000)
    settled(page)


def test_a_first_visitor_is_told_what_the_atlas_is_and_is_not(page, app, settled):
    open_page(page, app, settled)
    expect(notice(page)).to_contain_text("for learning")
    expect(notice(page)).to_contain_text("takes the place of no doctor")
    expect(page.get_by_role("dialog")).to_have_count(0)


def test_the_notice_never_stands_in_the_way_of_the_drawing(page, app, settled):
    open_page(page, app, settled)
    expect(notice(page)).to_be_visible()
    page.get_by_role("button", name="The drawing").click()
    expect(page.get_by_text("Touched: 1")).to_be_visible()
    expect(notice(page)).to_be_visible()


def test_once_read_it_is_gone_and_does_not_come_back_after_a_reload(page, app, settled):
    open_page(page, app, settled)
    page.get_by_role("button", name="I have read this").click()
    expect(notice(page)).to_have_count(0)
    page.get_by_role("button", name="The drawing").click()
    expect(page.get_by_text("Touched: 1")).to_be_visible()
    expect(notice(page)).to_have_count(0)
    page.reload()
    expect(page.get_by_text("Touched: 0")).to_be_visible(timeout=30_000)
    settled(page)
    page.wait_for_timeout(3_000)  # longer than the notice waits for a quiet moment
    expect(notice(page)).to_have_count(0)
    assert page.evaluate("Object.keys(localStorage).filter(key => key.startsWith('cun-atlas'))") == ["cun-atlas notice"]


def test_another_browser_has_not_read_it(new_page, app, settled):
    first, second = new_page(), new_page()
    open_page(first, app, settled)
    first.get_by_role("button", name="I have read this").click()
    expect(notice(first)).to_have_count(0)
    open_page(second, app, settled)
    expect(notice(second)).to_be_visible()


def test_a_notice_with_other_words_is_shown_again(page, app, settled):
    page.add_init_script("localStorage.setItem('cun-atlas notice', '0')")
    open_page(page, app, settled)
    expect(notice(page)).to_be_visible()


def test_where_the_browser_keeps_nothing_it_can_still_be_read_and_comes_back_after_a_reload(new_page, app, settled):
    page = new_page(errors_expected=True)
    page.add_init_script(NO_STORE)
    open_page(page, app, settled)
    page.get_by_role("button", name="I have read this").click()
    expect(notice(page)).to_have_count(0)
    page.get_by_role("button", name="The drawing").click()
    expect(page.get_by_text("Touched: 1")).to_be_visible()
    expect(notice(page)).to_have_count(0)
    page.reload()
    expect(notice(page)).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_everyone_can_read_and_press_it(new_page, app, settled, width, dark):
    page = new_page(width=width, touch=width == 390, dark=dark)
    open_page(page, app, settled)
    expect(notice(page)).to_be_visible()
    found = Axe().run(page, context=".st-key-notice").response
    assert [rule["id"] for rule in found["violations"] if rule["impact"] in ("serious", "critical")] == []
    assert found["passes"]
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width
