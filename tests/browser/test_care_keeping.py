"""Answers given before pressing stay in the tab: a reload finds them, another visitor does not, no address tells."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from guiding import answer
from playwright.sync_api import Page, expect

from data.care.decision import load_care
from tools.serve import Server

APP = Path(__file__).parent / "apps" / "care_app.py"
STORE = "cun-atlas care"
KEPT = f"JSON.parse(sessionStorage.getItem('{STORE}'))"
LINES = sum(len(question.lines) for question in load_care().questions.values())
PHONE = {"width": 390, "height": 844, "touch": True}


@pytest.fixture(scope="module")
def app(serve: Callable[[Path], Server]) -> Server:
    return serve(APP)


@pytest.fixture
def open_on(new_page: Callable[..., Page], app: Server, settled: Callable[[Page], None]) -> Callable[..., Page]:
    """A new visitor on the page that guides."""

    def make(**how) -> Page:
        page = new_page(**how)
        page.goto(app.url)
        page.locator(".cun-lines__none").wait_for(timeout=30_000)
        settled(page)
        return page

    return make


def kept(page: Page, answers: int) -> dict[str, str]:
    """What the tab keeps, once it keeps so many answers."""
    page.wait_for_function(f"n => Object.keys({KEPT}?.answers ?? {{}}).length === n", arg=answers, timeout=10_000)
    return page.evaluate(f"{KEPT}.answers")


def answer_all(page: Page, **but: str) -> None:
    answer(page, **but)
    page.locator(".cun-lines__none").click()
    kept(page, 17)


def test_answers_survive_a_reload_and_are_never_in_the_address(open_on):
    page = open_on()
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    answer_all(page, pregnant="Yes")
    expect(page.get_by_text("Press now: SP6 left out")).to_be_visible()
    page.reload()
    expect(page.get_by_text("Press now: SP6 left out")).to_be_visible(timeout=30_000)
    assert kept(page, 17)["pregnant"] == "first_months"
    assert "?" not in page.url
    assert not [url for url in asked if "pregnant" in url]
    assert page.evaluate("document.cookie + JSON.stringify(localStorage)").count("pregnant") == 0


def test_another_visit_is_asked_again(open_on):
    answer_all(open_on(), diabetes="Yes")
    other = open_on()
    assert other.evaluate(f"sessionStorage.getItem('{STORE}')") is None
    expect(other.get_by_text("17 of 17 not answered yet")).to_be_visible()


def test_a_new_tab_of_the_same_browser_is_asked_again(open_on, app):
    page = open_on()
    answer_all(page)
    tab = page.context.new_page()
    tab.goto(app.url)
    expect(tab.get_by_text("17 of 17 not answered yet")).to_be_visible(timeout=30_000)


def test_half_answered_questions_are_not_lost_by_a_reload(open_on):
    page = open_on()
    answer(page, varicose="Left")
    kept(page, 1)
    page.reload()
    expect(page.get_by_text("16 of 17 not answered yet")).to_be_visible(timeout=30_000)
    expect(page.locator('[data-question="varicose"]').get_by_role("radio", name="Left")).to_be_checked()


def test_a_reload_does_not_bypass_a_sign_of_danger(open_on):
    page = open_on()
    answer(page, swollen_leg="Yes")
    expect(page.get_by_text("Please do not press or massage now.")).to_be_visible()
    kept(page, 1)
    page.reload()
    expect(page.get_by_text("Please do not press or massage now.")).to_be_visible(timeout=30_000)
    expect(page.get_by_text("Press now")).to_have_count(0)
    page.get_by_role("link", name="Change my answers").click()
    expect(page.get_by_role("heading", name="Before you press")).to_be_visible()


def test_after_half_a_day_only_the_answers_that_ask_for_care_still_count(open_on):
    page = open_on()
    answer_all(page, pregnant="Yes")
    page.evaluate(f"""() => {{
      const kept = {KEPT};
      sessionStorage.setItem('{STORE}', JSON.stringify({{ ...kept, at: kept.at - 13 * 3600e3 }}));
    }}""")
    page.reload()
    expect(page.get_by_text("16 of 17 not answered yet")).to_be_visible(timeout=30_000)
    assert kept(page, 1) == {"pregnant": "first_months"}


def test_a_damaged_store_only_asks_again(open_on):
    page = open_on()
    for text in ("{", "7", json.dumps({"answers": {"pregnant": "maybe", "x": 1}, "at": 0})):
        page.evaluate("([key, text]) => sessionStorage.setItem(key, text)", [STORE, text])
        page.reload()
        expect(page.get_by_text("17 of 17 not answered yet")).to_be_visible(timeout=30_000)


def test_forgotten_answers_are_gone_from_the_tab(open_on):
    page = open_on()
    answer_all(page, diabetes="Yes")
    page.get_by_role("link", name="See what follows").click()
    page.get_by_role("button", name="Forget my answers").click()
    expect(page.get_by_text("17 of 17 not answered yet")).to_be_visible()
    page.wait_for_function(f"sessionStorage.getItem('{STORE}') === null")


@pytest.mark.parametrize("how", [{}, {"dark": True}, PHONE], ids=["desk", "dark", "phone"])
def test_the_questions_can_be_read_and_pressed(open_on, how):
    page = open_on(**how)
    answer(page, pregnant="Yes")
    kept(page, 1)
    sizes = page.evaluate("""() => [...document.querySelectorAll('.cun-lines :is(label, button)')]
      .filter((target) => target.checkVisibility()).map((target) => [target.offsetWidth, target.offsetHeight])""")
    assert len(sizes) > LINES and all(width >= 44 and height >= 44 for width, height in sizes)
    assert page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []


def test_the_store_takes_no_room_on_the_page(open_on):
    page = open_on()
    box = page.locator(".st-key-browser_store_box").bounding_box()
    assert box is None or box["height"] == 0
