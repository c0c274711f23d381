"""The page "Your body, measured" in a browser: what is typed there moves the atlas, and the browser keeps people."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect
from screen import DRAWN, addressed, choose_view, click, layer, marks, on_you, open_atlas, painted, settled, width_box
from test_accessibility import serious

from tools.serve import Server

FAR = """() => [document.documentElement, document.querySelector('[data-testid=stMain]')]
  .map((node) => node.scrollWidth - node.clientWidth)"""
MM_PER_UNIT = 858.810  # the lower leg of an average adult, in the unit of the drawing (leg length)
SP6_HEIGHT = """() => {
  const points = document.querySelector('.cun-plot__graph')._fullData.find((trace) => trace.name === 'points');
  return points.y[points.customdata.findIndex(([code]) => code === 'SP6')];
}"""
KEPT = "JSON.parse(localStorage.getItem('cun-atlas people'))?.people"


def open_measure(page: Page, atlas: Server, address: str = "") -> None:
    """From the atlas to the page, as a reader goes; on a phone the list of pages is in the sidebar."""
    open_atlas(page, atlas, address)
    go(page, "Measure")
    expect(page.get_by_role("heading", name="Your body, measured")).to_be_visible()
    page.get_by_label("Foot length in").wait_for()
    settled(page)


def go(page: Page, name: str) -> None:
    menu = page.locator(".cun-menu")
    link = menu.get_by_role("link", name=name, exact=True)
    if not link.is_visible():
        menu.get_by_text("More", exact=True).click()
    link.click()


def fill(page: Page, label: str, text: str) -> None:
    box = page.get_by_label(label, exact=True)
    box.fill(text)
    box.press("Enter")
    settled(page)


def to_atlas(page: Page) -> None:
    go(page, "Atlas")
    page.wait_for_function(DRAWN, arg="", timeout=12_000)
    settled(page)


def people(page: Page) -> None:
    page.get_by_text("People saved in this browser").click()
    expect(page.get_by_label("Save the present measures as")).to_be_visible()


def save(page: Page, name: str) -> None:
    page.get_by_label("Save the present measures as").fill(name)
    page.get_by_role("button", name="Save", exact=True).click()
    page.wait_for_function(f"name => {KEPT}?.[name]", arg=name)
    settled(page)


def test_a_thumb_typed_on_the_page_moves_sp6_on_the_atlas(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial")
    average = page.evaluate(SP6_HEIGHT)
    on_you(page, "On you: 7.4 cm")
    go(page, "Measure")
    page.get_by_label("Thumb in mm").wait_for()
    fill(page, "Thumb in mm", "20.7")
    expect(page.get_by_text("One cun on your lower leg: 23.2 mm ± 4.4")).to_be_visible()
    to_atlas(page)
    on_you(page, "On you: 7.0 cm above the bump of your inner ankle bone, ± 1.6 cm")
    assert (average - page.evaluate(SP6_HEIGHT)) * MM_PER_UNIT == pytest.approx(73.6 - 69.55, abs=0.05), "4 mm lower"
    expect(width_box(page)).to_have_value("20.7")
    click(page, "SP7")
    choose_view(page, "Front of the leg")
    assert "ST36" in marks(page), "the drawing still answers after a look at another page"


def test_a_person_saved_here_is_there_after_a_reload_and_can_be_chosen_and_deleted(page: Page, atlas: Server) -> None:
    open_measure(page, atlas)
    fill(page, "Inner shin in cm", "36")
    people(page)
    save(page, "Anna <i>x</i> **y**")
    expect(page.get_by_text("Saved: Anna <i>x</i> **y**")).to_be_visible()
    fill(page, "Inner shin in cm", "40")
    save(page, "Bo")
    assert page.evaluate(KEPT)["Bo"]["mm"] == {"S_LEG_MED": 400}

    open_measure(page, atlas, "?view=leg_medial")
    expect(page.get_by_text("One cun on your lower leg: 26.7 mm")).to_be_visible()  # the measures of last time
    people(page)
    expect(page.get_by_label("Saved people")).to_be_visible()
    page.get_by_role("button", name="Use", exact=True).click()
    expect(page.get_by_text("One cun on your lower leg: 24.0 mm")).to_be_visible()
    expect(page.get_by_label("Inner shin in cm", exact=True)).to_have_value("36")
    page.get_by_role("button", name="Delete", exact=True).click()
    page.wait_for_function(f"() => Object.keys({KEPT}).join() === 'Bo'")
    page.get_by_role("button", name="Bring back").click()
    page.wait_for_function(f"() => Object.keys({KEPT}).length === 2")
    settled(page)


def test_people_go_into_a_file_and_come_back_in_another_browser(
    new_page: Callable[..., Page], atlas: Server, tmp_path: Path
) -> None:
    one, other = new_page(), new_page()
    open_measure(one, atlas)
    fill(one, "Thumb in mm", "20.7")
    people(one)
    save(one, "Anna")
    expect(one.get_by_role("button", name="Save all to a file")).to_be_enabled()
    with one.expect_download() as download:
        one.get_by_role("button", name="Save all to a file").click()
    file = tmp_path / "people.json"
    download.value.save_as(file)
    assert json.loads(file.read_text())["people"]["Anna"]["mm"] == {"thumb": 20.7}

    open_measure(other, atlas)
    assert other.evaluate(KEPT) is None, "each browser has its own"
    people(other)
    broken = tmp_path / "broken.json"
    broken.write_text(file.read_text().replace("20.7", "2070"))
    other.locator("input[type=file]").set_input_files(broken)
    expect(other.get_by_text("cannot be the width of the thumb")).to_be_visible()
    assert other.evaluate(KEPT) is None
    other.locator("input[type=file]").set_input_files(file)
    other.wait_for_function(f"() => {KEPT}?.Anna")
    settled(other)


def test_what_the_browser_keeps_is_checked_like_a_file(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas)
    page.evaluate('localStorage.setItem(\'cun-atlas people\', \'{"cun_atlas_people": 1, "people": {"Anna": 3}}\')')
    open_atlas(page, atlas)
    go(page, "Measure")
    people(page)
    expect(page.get_by_text("What this browser keeps cannot be read")).to_be_visible()
    assert page.get_by_label("Saved people").count() == 0


def test_the_width_of_the_screen_ruler_lands_in_the_box(page: Page, atlas: Server) -> None:
    open_measure(page, atlas)
    page.get_by_role("button", name="Use the screen as a ruler").first.click()
    page.get_by_role("button", name="The card fits").click()
    for line in ("left", "right"):
        page.locator(f'[data-slider="{line}"]').focus()
        page.keyboard.press("ArrowRight")
    page.locator(".cun-ruler [data-do]:visible", has_text="Use").first.click()
    settled(page)
    expect(page.get_by_label("Thumb in mm", exact=True)).not_to_have_value("")
    width = float(page.get_by_label("Thumb in mm", exact=True).input_value())
    assert 15 < width < 30
    addressed(page, f"mm={width:g}")
    expect(page.locator(".cun-ruler")).to_have_count(0)
    assert page.get_by_label("Thumb again, in mm", exact=True).is_visible(), "now measure once more"


@pytest.mark.parametrize("dark", [pytest.param(False, marks=pytest.mark.endure), True], ids=["light", "dark"])
def test_on_a_phone_nothing_is_wider_than_the_page_and_axe_finds_no_serious_barrier(
    new_page: Callable[..., Page], atlas: Server, dark: bool
) -> None:
    page = new_page(width=390, height=844, touch=True, dark=dark)
    open_measure(page, atlas, "?finger=thumb&mm=20.7&four=66.4&height=1628&helper=1700")
    people(page)
    save(page, "Anna")
    page.get_by_role("heading", name="Five answers for one cun").scroll_into_view_if_needed()
    painted(page)
    assert page.evaluate(FAR) == [0, 0]
    assert serious(page) == []


def test_axe_finds_no_serious_barrier_while_the_page_asks(page: Page, atlas: Server) -> None:
    open_measure(page, atlas)
    fill(page, "Thumb in mm", "2.07")
    expect(page.get_by_role("button", name="20.7 mm")).to_be_visible()
    fill(page, "Four fingers in mm", "60")
    fill(page, "Four fingers again, in mm", "70")
    expect(page.get_by_label("Four fingers, third time, in mm")).to_be_visible()
    assert serious(page) == []
    page.get_by_role("button", name="20.7 mm").click()
    expect(page.get_by_label("Thumb in mm", exact=True)).to_have_value("20.7")


def test_compared_rulers_are_drawn_and_listed(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial&finger=thumb&mm=20.7&height=1628")
    drawn = "() => document.querySelector('.cun-plot__graph')._fullData.filter((t) => t.name === 'other rulers').length"
    assert page.evaluate(drawn) == 0
    layer(page, "Compare rulers").check()
    page.wait_for_function(f"() => ({drawn})() === 1")
    expect(page.get_by_text("Your thumb, 1 cun wide: 6.2 cm, 10 mm from the dot")).to_be_visible()
    expect(page.get_by_text("Measure your inner shin and the circle shrinks to here")).to_be_visible()
