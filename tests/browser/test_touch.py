"""The atlas on a phone: 390 px wide, with a finger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, TimeoutError, expect
from screen import (
    BELOW,
    CARD,
    GRAPH,
    HEADING,
    TOLD,
    card_of,
    choose_view,
    list_of,
    marks,
    on_you,
    open_atlas,
    place_on_drawing,
    settled,
    type_width,
    view_button,
)

from content.marks import VIEW_NAMES
from tools.serve import Server

SCROLLS_SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .some((box) => box.scrollWidth > box.clientWidth)"""
SHEET = ".cun-ins__sheet"


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(width=390, height=844, touch=True)


def test_nothing_is_wider_than_the_phone(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?point=SP6&view=leg_medial")
    assert not phone.evaluate(SCROLLS_SIDEWAYS)
    phone.locator(f"{BELOW} summary").filter(has_text="Sources").click()
    expect(phone.get_by_text("Link to this card with your measures:")).to_be_visible()
    phone.get_by_text("All distances on this view").click()
    expect(phone.get_by_role("table")).to_be_visible()
    assert not phone.evaluate(SCROLLS_SIDEWAYS), "with the sources and the table open"
    for view in ("foot_dorsum", "hand_palmar"):
        choose_view(phone, VIEW_NAMES[view])
        assert not phone.evaluate(SCROLLS_SIDEWAYS), view
    box = phone.locator(GRAPH).bounding_box()
    assert box is not None and box["width"] > 340, "the drawing uses the width there is"


@pytest.mark.parametrize("code", ["SP8", "SP6"])
def test_after_a_tap_name_and_centimetres_stand_below_the_point_and_nothing_has_moved(
    phone: Page, atlas: Server, code: str
) -> None:
    open_atlas(phone, atlas, "?view=leg_medial")
    before = place_on_drawing(phone, code)
    phone.touchscreen.tap(*marks(phone)[code])
    card_of(phone, code)
    for words in (HEADING, TOLD):
        expect(phone.locator(words)).to_be_in_viewport(ratio=1)
    settled(phone)
    sheet = phone.locator(SHEET).bounding_box()
    assert place_on_drawing(phone, code) == pytest.approx(before, abs=1)
    assert sheet is not None and marks(phone)[code][1] < sheet["y"], "the sheet covers not what was tapped"


def test_a_tap_or_a_pull_on_the_sheet_brings_the_whole_card(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?view=leg_medial&point=SP6")
    press = phone.locator(CARD).get_by_role("heading", name="Press it")
    expect(press).not_to_be_in_viewport()
    phone.locator(HEADING).tap()
    expect(phone.locator(f"{CARD} .cun-card__stop").first).to_be_in_viewport()
    press.scroll_into_view_if_needed()
    expect(press).to_be_in_viewport()
    phone.locator(HEADING).tap()
    expect(press).not_to_be_in_viewport()


def test_a_width_is_typed_beside_the_drawing(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?point=SP6&view=leg_medial")
    type_width(phone, "20.7")
    on_you(phone, "7.0 cm above the bump of your inner ankle bone")
    expect(phone.locator(TOLD)).to_be_in_viewport()
    expect(phone.locator(GRAPH)).to_be_in_viewport()


@pytest.mark.parametrize("taps", [3, pytest.param(100, marks=pytest.mark.endure)])
def test_every_tap_opens_the_tapped_points_card(new_page: Callable[..., Page], atlas: Server, taps: int) -> None:
    """Every point of every view, until there are enough. The window is so high that the sheet covers none."""
    page = new_page(width=390, height=2000, touch=True)
    open_atlas(page, atlas, "?view=foot_sole")
    tapped, wrong = 0, []
    for view, name in VIEW_NAMES.items():
        choose_view(page, name)
        for code in marks(page):
            if tapped == taps:
                break
            page.touchscreen.tap(*marks(page)[code])
            tapped += 1
            try:
                card_of(page, code)
            except (AssertionError, TimeoutError):
                wrong.append((view, code, page.locator(HEADING).all_inner_texts()))
            settled(page)
    assert tapped == taps
    assert wrong == []


def test_one_tap_turns_to_each_view_also_after_the_row_of_views_was_moved(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?view=foot_sole")
    for name in VIEW_NAMES.values():
        button = view_button(phone, name)
        button.tap()
        expect(button).to_be_checked()
        expect(button).to_be_in_viewport()


def test_a_tap_beside_the_limb_opens_nothing_and_leaves_the_page_where_it_is(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?view=leg_medial")
    box = phone.locator(GRAPH).bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + 8, box["y"] + 250)
    phone.touchscreen.tap(*marks(phone)["SP8"])
    card_of(phone, "SP8")
    assert phone.locator(GRAPH).bounding_box() == box
    phone.wait_for_url("**point=SP8**")
    phone.go_back()
    expect(phone.locator(HEADING)).to_have_text("Press a point")


def test_the_points_in_the_list_are_as_good_as_taps_on_the_drawing(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?view=leg_medial")
    list_of(phone).get_by_role("button", name="SP9", exact=True).tap()
    card_of(phone, "SP9")
    phone.wait_for_url("**point=SP9**")
