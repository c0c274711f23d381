"""The atlas without a mouse and without colours: keyboard, names for screen readers, contrast (axe-core)."""

from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from screen import CARD, HEADING, card_of, open_atlas, settled

from tools.serve import Server

FOCUSED = """() => {
  const node = document.activeElement, box = node.getBoundingClientRect();
  return {
    name: node.textContent.trim() || node.value || node.getAttribute('aria-label') || '',
    role: node.getAttribute('role') ?? node.tagName.toLowerCase(),
    group: node.closest('[aria-label]')?.getAttribute('aria-label') ?? '',
    seen: box.width > 0 && box.bottom > 0 && box.top < innerHeight,
  };
}"""
LOOK = """(node) => {
  const { outline, boxShadow } = getComputedStyle(node);
  return `${outline} ${boxShadow}`;
}"""


def serious(page: Page) -> list[str]:
    """What axe finds that keeps people out: rule, how many, where first."""
    found = Axe().run(page, options={"resultTypes": ["violations"]}).response["violations"]
    return [
        f"{rule['id']} ({rule['impact']}, {len(rule['nodes'])}): {rule['nodes'][0]['html'][:200]}"
        for rule in found
        if rule["impact"] in ("serious", "critical")
    ]


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_axe_finds_no_serious_barrier_with_a_card_open(
    new_page: Callable[..., Page], atlas: Server, width: int, dark: bool
) -> None:
    page = new_page(width=width, height=900, dark=dark, touch=width < 600)
    open_atlas(page, atlas, "?point=SP6&view=leg_medial&finger=thumb&mm=20.7")
    expect(page.locator(HEADING)).to_be_visible()
    assert serious(page) == []
    page.locator(f"{CARD} details").last.click()
    expect(page.get_by_text("Link to this card with your measures:")).to_be_visible()
    page.get_by_text("All distances on this view").click()
    expect(page.get_by_role("table")).to_be_visible()
    assert serious(page) == [], "with the table and the sources open"


def test_axe_finds_no_serious_barrier_while_a_width_is_asked_about_and_on_the_page_about(
    page: Page, atlas: Server
) -> None:
    open_atlas(page, atlas)
    page.get_by_label("Width in mm").fill("2.07")
    page.get_by_label("Width in mm").press("Enter")
    expect(page.get_by_role("button", name="20.7 mm")).to_be_visible()
    page.get_by_label("Find a point").fill("bl 54")
    page.get_by_label("Find a point").press("Enter")
    expect(page.get_by_text("Two points answer to this number.")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("link", name="About and sources").click()
    expect(page.get_by_role("heading", name="About this atlas")).to_be_visible()
    settled(page)
    assert serious(page) == []


def test_axe_really_looks(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas)
    page.evaluate("document.querySelector('[data-testid=stMain]').append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in serious(page))


def tab_to(page: Page, group: str, at_most: int = 60) -> int:
    """Press Tab until something in the group of this name has the focus; how many times."""
    for stops in range(1, at_most):
        page.keyboard.press("Tab")
        if page.evaluate(FOCUSED)["group"] == group:
            return stops
    raise AssertionError(f"{at_most} times Tab did not lead to {group!r}")


def test_with_keys_alone_a_point_of_the_list_opens_its_card(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial")
    tab_to(page, "Points on this view")
    assert page.evaluate(FOCUSED)["seen"]
    with_focus = page.locator(":focus").evaluate(LOOK)
    page.keyboard.press("ArrowRight")
    assert page.evaluate(FOCUSED)["name"] == "SP7"
    page.keyboard.press("Enter")
    card_of(page, "SP7")
    settled(page)
    assert page.evaluate(FOCUSED)["name"] == "SP7", "the focus stays, so that the next point is one key away"
    page.keyboard.press("ArrowRight")
    page.keyboard.press("Enter")
    card_of(page, "SP8")
    without = page.get_by_role("radio", name="SP6", exact=True).evaluate(LOOK)
    assert with_focus != without, "the focus can be seen"


def test_with_keys_alone_a_search_opens_a_card(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial")
    page.get_by_label("Find a point").focus()
    page.keyboard.type("kl-6")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="KI6")).to_be_visible()
    for _ in range(4):
        page.keyboard.press("Tab")
        if "KI6" in page.evaluate(FOCUSED)["name"]:
            break
    page.keyboard.press("Enter")
    card_of(page, "KI6")


def test_every_stop_of_the_tab_key_has_a_name_and_can_be_seen(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial")
    page.mouse.click(5, 5)
    stops = []
    for _ in range(45):
        page.keyboard.press("Tab")
        stop = page.evaluate(FOCUSED)
        if stop["role"] == "body":
            break
        stops.append(stop)
    assert len(stops) > 15
    assert [s for s in stops if not (s["name"] or s["group"])] == []
    assert [s for s in stops if not s["seen"]] == [], "the page scrolls along"


def test_a_screen_reader_hears_what_the_drawing_shows_and_the_card_has_a_heading(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial&side=left")
    picture = page.get_by_role("img", name="Drawing: inner side of the leg, left, with 22 acupressure points")
    expect(picture).to_be_visible()
    assert (picture.get_attribute("aria-label") or "").endswith("SP6 is chosen.")
    expect(page.get_by_role("heading", name="SP6 Sānyīnjiāo")).to_be_visible()
    assert page.locator("html").get_attribute("lang") == "en"
