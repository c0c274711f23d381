"""The atlas on a phone: 390 px wide, with a finger."""

from collections.abc import Callable

import pytest
from playwright.sync_api import Page, TimeoutError, expect
from screen import CARD, GRAPH, at_rest, card_of, choose_view, marks, on_you, open_atlas, painted, revision, settled

from data.marks import VIEW_NAMES
from tools.serve import Server

SCROLLS_SIDEWAYS = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .some((box) => box.scrollWidth > box.clientWidth)"""
TOP_OF_CARD = f"() => document.querySelector('{CARD}').getBoundingClientRect().top"
TAPS = 100


@pytest.fixture
def phone(new_page: Callable[..., Page]) -> Page:
    return new_page(width=390, height=844, touch=True)


def test_nothing_is_wider_than_the_phone(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?point=SP6&view=leg_medial")
    assert not phone.evaluate(SCROLLS_SIDEWAYS)
    phone.locator(f"{CARD} details").last.click()
    expect(phone.get_by_text("Link to this card with your measures:")).to_be_visible()
    phone.get_by_text("All distances on this view").click()
    expect(phone.get_by_role("table")).to_be_visible()
    assert not phone.evaluate(SCROLLS_SIDEWAYS), "with the sources and the table open"
    for view in ("foot_dorsum", "hand_palmar"):
        choose_view(phone, VIEW_NAMES[view])
        assert not phone.evaluate(SCROLLS_SIDEWAYS), view
    box = phone.locator(GRAPH).bounding_box()
    assert box is not None and box["width"] > 340, "the drawing uses the width there is"


def test_after_a_tap_the_card_below_the_drawing_comes_into_sight(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?view=leg_medial")
    phone.locator(GRAPH).scroll_into_view_if_needed()
    at_rest(phone)
    phone.touchscreen.tap(*marks(phone)["SP8"])
    card_of(phone, "SP8")
    phone.wait_for_function(f"() => {{ const top = ({TOP_OF_CARD})(); return top >= 0 && top < 300; }}", timeout=5_000)
    graph, card = phone.locator(GRAPH).bounding_box(), phone.locator(CARD).bounding_box()
    assert graph is not None and card is not None and card["y"] >= graph["y"] + graph["height"]
    expect(phone.locator(f"{CARD} h3")).to_be_in_viewport()


def test_the_sidebar_opens_and_takes_a_width(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?point=SP6&view=leg_medial")
    field = phone.get_by_label("Width in mm")
    expect(field).not_to_be_in_viewport()
    phone.get_by_test_id("stExpandSidebarButton").tap()
    expect(field).to_be_in_viewport()
    before = revision(phone)
    field.fill("20.7")
    field.press("Enter")
    painted(phone, before)
    settled(phone)
    phone.get_by_test_id("stSidebarCollapseButton").get_by_role("button").tap()
    expect(field).not_to_be_in_viewport()
    assert "7.0 cm above the bump of your inner ankle bone" in on_you(phone)


def test_one_hundred_taps_open_one_hundred_times_the_tapped_points_card(
    new_page: Callable[..., Page], atlas: Server
) -> None:
    """Every point of every view, until there are a hundred. The window is so high that nothing has to scroll."""
    page = new_page(width=390, height=6000, touch=True)
    open_atlas(page, atlas, "?view=foot_sole")
    tapped, wrong = 0, []
    for view, name in VIEW_NAMES.items():
        choose_view(page, name)
        for code in marks(page):
            if tapped == TAPS:
                break
            page.touchscreen.tap(*marks(page)[code])
            tapped += 1
            try:
                card_of(page, code)
            except TimeoutError:
                wrong.append((view, code, page.locator(f"{CARD} h3").all_inner_texts()))
            settled(page)
    assert tapped == TAPS
    assert wrong == []


def test_one_tap_turns_to_each_view_also_after_the_row_of_views_was_moved(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?view=foot_sole")
    not_taken = []
    for view, name in VIEW_NAMES.items():
        button = phone.get_by_role("radiogroup", name="View").get_by_role("radio", name=name)
        if button.is_checked():
            continue
        button.scroll_into_view_if_needed()
        phone.wait_for_timeout(400)
        button.tap()
        phone.wait_for_timeout(500)
        if not button.is_checked():
            not_taken.append(view)
            choose_view(phone, name)
        listed = phone.get_by_role("radiogroup", name="Points on this view").get_by_role("radio").first
        listed.tap()
        settled(phone)
    assert not_taken == []


def test_a_tap_beside_the_limb_opens_nothing_and_leaves_the_page_where_it_is(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?view=leg_medial")
    phone.locator(GRAPH).scroll_into_view_if_needed()
    at_rest(phone)
    box = phone.locator(GRAPH).bounding_box()
    assert box is not None
    phone.touchscreen.tap(box["x"] + 8, box["y"] + 100)
    phone.wait_for_timeout(500)
    assert phone.locator(f"{CARD} h3").count() == 0
    assert phone.locator(GRAPH).bounding_box() == box


def test_the_points_in_the_list_are_as_good_as_taps_on_the_drawing(phone: Page, atlas: Server) -> None:
    open_atlas(phone, atlas, "?view=leg_medial")
    phone.get_by_role("radio", name="SP9", exact=True).tap()
    card_of(phone, "SP9")
    phone.wait_for_url("**point=SP9**")
