"""The first notice: read once, never in the way, gone after that, and harmless where the browser keeps nothing."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from screen import TOLD, card_of, click, open_atlas, remembered
from test_accessibility import serious

from tools.serve import Server

NO_STORE = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
KEPT = "Object.keys(localStorage).filter((key) => key.startsWith('cun-atlas')).join()"
HIGH = "() => document.querySelector('.cun-plot__graph').getBoundingClientRect().toJSON()"


def notice(page: Page):
    return page.locator(".cun-ins__notice p")


def read(page: Page):
    return page.get_by_role("button", name="I have read this")


def test_a_first_visitor_is_told_what_the_atlas_is_and_is_not(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas)
    expect(notice(page)).to_contain_text("For learning")
    expect(notice(page)).to_contain_text("takes the place of no doctor")
    expect(page.get_by_role("dialog")).to_have_count(0)


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844), (844, 390)])
def test_the_notice_never_stands_in_the_way_of_the_drawing(
    new_page: Callable[..., Page], atlas: Server, width: int, height: int
) -> None:
    """Drawing and card are pressed and read beside it, and when it goes the drawing takes the room it leaves."""
    page = new_page(width=width, height=height)
    open_atlas(page, atlas, "?view=leg_medial")
    expect(notice(page)).to_be_in_viewport(ratio=1)
    click(page, "SP7")
    expect(page.locator(TOLD)).to_be_in_viewport(ratio=1)
    if width == 390:  # the centimetres come first; it waits above the card, on the sheet that is pulled up
        expect(notice(page)).to_be_hidden()
        page.locator(".cun-ins__handle").press("ArrowUp")
    expect(notice(page)).to_be_in_viewport(ratio=1)
    before = page.evaluate(HIGH)
    read(page).click()
    expect(notice(page)).to_have_count(0)
    after = page.evaluate(HIGH)
    assert [after[edge] for edge in ("left", "top", "right")] == [before[edge] for edge in ("left", "top", "right")]
    assert 0 <= after["bottom"] - before["bottom"] < (80 if width == 390 else 1)


def test_once_read_it_is_gone_and_does_not_come_back_after_a_reload(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial")
    read(page).click()
    expect(notice(page)).to_have_count(0)
    click(page, "SP6")
    expect(notice(page)).to_have_count(0)
    assert page.evaluate(KEPT) == "cun-atlas notice"
    page.wait_for_url("**point=SP6**")
    page.reload()
    card_of(page, "SP6")
    remembered(page)
    expect(notice(page)).to_have_count(0)


def test_another_browser_has_not_read_it(new_page: Callable[..., Page], atlas: Server) -> None:
    first, second = new_page(), new_page()
    open_atlas(first, atlas)
    read(first).click()
    expect(notice(first)).to_have_count(0)
    open_atlas(second, atlas)
    expect(notice(second)).to_be_visible()


def test_a_notice_with_other_words_is_shown_again(page: Page, atlas: Server) -> None:
    page.add_init_script("localStorage.setItem('cun-atlas notice', '0')")
    open_atlas(page, atlas)
    expect(notice(page)).to_be_visible()


def test_where_the_browser_keeps_nothing_it_can_still_be_read_and_comes_back_after_a_reload(
    new_page: Callable[..., Page], atlas: Server
) -> None:
    page = new_page(errors_expected=True)
    page.add_init_script(NO_STORE)
    open_atlas(page, atlas, "?view=leg_medial")
    read(page).click()
    expect(notice(page)).to_have_count(0)
    click(page, "SP6")
    expect(notice(page)).to_have_count(0)
    page.reload()
    expect(notice(page)).to_be_visible(timeout=30_000)


@pytest.mark.parametrize(("width", "dark"), [(1280, False), (390, True)])
def test_everyone_can_read_and_press_it(new_page: Callable[..., Page], atlas: Server, width: int, dark: bool) -> None:
    page = new_page(width=width, touch=width == 390, dark=dark)
    open_atlas(page, atlas)
    expect(notice(page)).to_be_visible()
    assert serious(page) == []
    box = read(page).bounding_box()
    assert box is not None and box["height"] >= 44
