"""The pages as a row of links, on a phone a bar under the thumb."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from guiding import open_page
from playwright.sync_api import Page, expect
from screen import settled

from tools.serve import Server

pytestmark = pytest.mark.browser


def test_on_a_phone_each_page_is_one_press_away_and_the_menu_closes_after_a_choice(
    new_page: Callable[..., Page], atlas: Server
) -> None:
    phone = new_page(width=390, height=844, touch=True)
    open_page(phone, atlas, "")
    bar = phone.locator(".cun-menu")
    box = bar.bounding_box()
    assert box is not None and box["y"] + box["height"] == pytest.approx(844, abs=1)
    bar.get_by_role("link", name="Session").tap()
    expect(bar.get_by_role("link", name="Session")).to_have_attribute("aria-current", "page")
    settled(phone)
    bar.get_by_text("More").tap()
    bar.get_by_role("link", name="Techniques").tap()
    expect(phone.get_by_role("heading", name="Techniques", exact=True)).to_be_visible()
    expect(bar.get_by_role("link", name="Techniques")).to_be_hidden()
    assert phone.evaluate(
        "!document.elementFromPoint(195, 26).closest('[data-testid=stHeader]')"
    )  # the page, not a bar


def test_back_goes_to_the_page_before(page: Page, atlas: Server) -> None:
    open_page(page, atlas, "techniques")
    page.locator(".cun-menu").get_by_role("link", name="About and sources").click()
    expect(page.get_by_role("heading", name="About this atlas")).to_be_visible()
    settled(page)
    page.go_back()
    expect(page.get_by_role("heading", name="Techniques", exact=True)).to_be_visible()
