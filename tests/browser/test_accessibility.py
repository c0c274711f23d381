"""The atlas without a mouse and without colours: keyboard, names for screen readers, contrast (axe-core)."""

import re
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from screen import BELOW, GRAPH, HEADING, card_of, find, layer, list_of, open_atlas, settled, type_width

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


@pytest.mark.parametrize(
    ("width", "dark"),
    [
        (1280, False),
        (390, True),
        pytest.param(1280, True, marks=pytest.mark.endure),
        pytest.param(390, False, marks=pytest.mark.endure),
    ],
    ids=["1280-light", "390-dark", "1280-dark", "390-light"],
)
def test_axe_finds_no_serious_barrier_with_a_card_open(
    new_page: Callable[..., Page], atlas: Server, width: int, dark: bool
) -> None:
    page = new_page(width=width, height=900, dark=dark, touch=width < 600)
    open_atlas(page, atlas, "?point=SP6&view=leg_medial&finger=thumb&mm=20.7")
    expect(page.locator(HEADING)).to_be_visible()
    assert serious(page) == []
    layer(page, "Compare rulers")
    assert serious(page) == [], "with the window of layers open"
    list_of(page)
    page.locator(f"{BELOW} summary").filter(has_text="Sources").click()
    expect(page.get_by_text("Link to this card with your measures:")).to_be_visible()
    page.get_by_text("All distances on this view").click()
    expect(page.get_by_role("table")).to_be_visible()
    assert serious(page) == [], "with the list, the table and the sources open"


def test_axe_finds_no_serious_barrier_while_a_width_is_asked_about_and_on_the_page_about(
    page: Page, atlas: Server
) -> None:
    open_atlas(page, atlas)
    type_width(page, "2.07")
    expect(page.get_by_role("button", name="20.7 mm")).to_be_visible()
    find(page, "bl 54")
    expect(page.get_by_text("Two points answer to this number.")).to_be_visible()
    assert serious(page) == []
    page.keyboard.press("Escape")
    page.get_by_role("link", name="About and sources").click()
    expect(page.get_by_role("heading", name="About this atlas")).to_be_visible()
    settled(page)
    assert serious(page) == []


def test_axe_really_looks(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas)
    page.evaluate("document.querySelector('[data-testid=stMain]').append(document.createElement('img'))")
    assert any(line.startswith("image-alt") for line in serious(page))


def tab_to(page: Page, name: str, at_most: int = 60) -> dict:
    """Press Tab until what has the focus, or its group, has this name; what it is."""
    for _ in range(at_most):
        page.keyboard.press("Tab")
        focused = page.evaluate(FOCUSED)
        if name in (focused["name"], focused["group"]):
            return focused
    raise AssertionError(f"{at_most} times Tab did not lead to {name!r}")


def test_with_keys_alone_a_point_of_the_list_opens_its_card(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial")
    assert tab_to(page, "Points on this view")["seen"]
    page.keyboard.press("Enter")
    assert tab_to(page, "SP7")["seen"]
    with_focus = page.locator(":focus").evaluate(LOOK)
    page.keyboard.press("Enter")
    card_of(page, "SP7")
    settled(page)
    assert page.evaluate(FOCUSED)["name"] == "SP7", "the focus stays, so that the next point is one key away"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    card_of(page, "SP8")
    without = list_of(page).get_by_role("button", name="SP6", exact=True).evaluate(LOOK)
    assert with_focus != without, "the focus can be seen"


def test_with_keys_alone_a_point_of_the_meridian_opens_and_the_beginning_of_the_next_card_has_the_focus(
    page: Page, atlas: Server
) -> None:
    open_atlas(page, atlas, "?view=leg_medial&point=SP6")
    page.get_by_role("button", name="SP7 →").focus()
    page.keyboard.press("Enter")
    card_of(page, "SP7")
    settled(page)
    expect(page.get_by_role("region", name="Card")).to_be_focused()


def test_with_keys_alone_a_view_and_a_side_are_chosen(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial")
    tab_to(page, "Inner side of the leg")
    page.keyboard.press("ArrowDown")
    expect(page.get_by_role("radio", name="Outer side of the leg")).to_be_checked()
    tab_to(page, "Right")
    page.keyboard.press("ArrowRight")
    expect(page.get_by_role("radio", name="Left", exact=True)).to_be_checked()
    page.wait_for_url("**view=leg_lateral&side=left**")


def test_with_keys_alone_a_search_opens_a_card(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial")
    tab_to(page, "Find a point, a zone or a complaint")
    page.keyboard.type("kl-6")
    expect(page.get_by_role("option", name="KI6").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    card_of(page, "KI6")


@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844)])
def test_every_stop_of_the_tab_key_has_a_name_and_can_be_seen(
    new_page: Callable[..., Page], atlas: Server, width: int, height: int
) -> None:
    page = new_page(width=width, height=height)
    open_atlas(page, atlas, "?point=SP6&view=leg_medial")
    stops = []
    for _ in range(60):
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
    expect(page.locator(GRAPH)).to_have_role("img")
    expect(page.locator(GRAPH)).to_have_accessible_name(re.compile("^Inner side of the leg: Left: .*SP7.*SP6"))
    expect(page.get_by_role("heading", name=re.compile("^SP6 Sānyīnjiāo"))).to_be_visible()
    expect(page.locator("[aria-live=polite]").filter(has=page.locator(HEADING))).to_contain_text("On you: 7.4 cm")
    assert page.locator("html").get_attribute("lang") == "en"


def test_name_and_centimetres_can_be_selected_and_copied(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial")
    page.locator(HEADING).click(click_count=3)
    assert "SP6 Sānyīnjiāo" in page.evaluate("getSelection().toString()")
