"""The lines to tick before pressing, alone: a tick counts at once, a line without one only when the reader says so."""

from collections.abc import Callable
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect
from stage import Part, Stage, data_of, draw, mounted, told, wait_until_told

from content.care_told import line_words
from data.care.decision import load_care
from ui.components import care_lines as component
from web.scripts import script, text_of

TABLE = load_care()
LINES = Part(text_of("care/care_lines.html"), text_of("care/care_lines.css"), script("care/care_lines.js"))
PHONE = {"width": 390, "height": 844, "touch": True}
WIDE = "#place { max-width: none; } main { padding-left: .8rem; padding-right: .8rem; }"
THIRD_PX = 912  # a third of what the questions took of a phone when each had its row of buttons
TARGETS = """() => [...document.querySelectorAll('.cun-lines :is(label, button)')]
  .filter((target) => target.checkVisibility()).map((target) => [target.offsetWidth, target.offsetHeight])"""
LETTERS = """() => [...document.querySelectorAll('.cun-lines :is(span, p, legend, button)')]
  .map((text) => parseFloat(getComputedStyle(text).fontSize))"""


def data(**answers: str) -> dict[str, Any]:
    def call() -> None:
        component.care_lines(TABLE, answers, line_words(), "", ready=True, key="care_lines", on_said=print)

    return data_of(component, call)


@pytest.fixture
def open_on(new_page: Callable[..., Page], stage: Stage) -> Callable[..., Page]:
    """open_on(answers={…}, width=…, dark=…) -> the lines with what the page knows already."""

    def make(answers: dict[str, str] | None = None, **how: Any) -> Page:
        page = new_page(**how)
        part = Part(LINES.html, LINES.css + WIDE, LINES.js)
        page.goto(stage.put(part, data(**(answers or {}))))
        mounted(page)
        return page

    return make


def rows(page: Page, question: str) -> Locator:
    return page.locator(f'[data-question="{question}"]')


def tick(page: Page, question: str, line: int = 0) -> None:
    rows(page, question).nth(line).get_by_role("checkbox").click()


def left(page: Page) -> str:
    return page.get_by_role("status").inner_text()


def last(page: Page) -> dict[str, Any]:
    return told(page, "said")[-1]


def test_a_tick_counts_at_once_for_both_legs_until_the_reader_says_which(open_on):
    page = open_on()
    which = rows(page, "varicose").get_by_role("group", name="Which leg?")
    expect(which).to_be_hidden()
    tick(page, "varicose")
    assert left(page) == "16 of 17 not answered yet"
    wait_until_told(page, "said", [{"n": 1, "changes": {"varicose": "both"}}])
    expect(which.get_by_role("radio", name="Both")).to_be_checked()
    which.get_by_role("radio", name="Left").check()
    assert last(page)["changes"] == {"varicose": "left"}


def test_a_tick_taken_back_is_no_answer(open_on):
    page = open_on()
    tick(page, "fever")
    tick(page, "fever")
    assert last(page) == {"n": 2, "changes": {"fever": None}}
    assert left(page) == "17 of 17 not answered yet"


def test_a_line_without_a_tick_is_no_answer_until_the_button_is_pressed(open_on):
    page = open_on({"gout": "left"})
    expect(page.locator(".cun-lines__no:visible")).to_have_count(0)
    page.get_by_role("button", name="None of the others").click()
    changes = last(page)["changes"]
    assert changes == dict.fromkeys(TABLE.questions.keys() - {"gout"}, "no")
    assert left(page) == "All are answered"
    expect(page.get_by_role("button", name="None of the others")).to_be_hidden()
    assert page.locator(".cun-lines__no:visible").count() == sum(len(TABLE.questions[one].lines) for one in changes)
    expect(page.get_by_role("status")).to_be_focused()


def test_the_button_says_none_of_these_as_long_as_nothing_is_ticked(open_on):
    page = open_on()
    expect(page.get_by_role("button", name="None of these")).to_be_visible()
    tick(page, "child")
    expect(page.get_by_role("button", name="None of the others")).to_be_visible()


def test_of_two_lines_of_one_question_the_stricter_counts(open_on):
    page = open_on()
    tick(page, "circulation", 0)
    assert last(page)["changes"] == {"circulation": "circulation"}
    tick(page, "circulation", 1)
    assert last(page)["changes"] == {"circulation": "sore"}
    draw(page, data(circulation="sore") | {"told": 2})
    assert [box.is_checked() for box in rows(page, "circulation").get_by_role("checkbox").all()] == [True, True]
    tick(page, "circulation", 1)
    assert last(page)["changes"] == {"circulation": "circulation"}


def test_ticks_made_while_the_page_runs_are_told_again_and_not_taken_back(open_on):
    page = open_on()
    tick(page, "fever")
    tick(page, "diabetes")
    draw(page, data(fever="yes") | {"told": 1})  # the page has heard of the first alone
    expect(rows(page, "diabetes").get_by_role("checkbox")).to_be_checked()
    assert last(page) == {"n": 2, "changes": {"fever": "yes", "diabetes": "yes"}}
    draw(page, data(fever="yes", diabetes="yes") | {"told": 2})
    tick(page, "child")
    assert last(page) == {"n": 3, "changes": {"child": "yes"}}


def test_an_answer_that_the_page_loses_is_told_again(open_on):
    page = open_on()
    tick(page, "pregnant")
    draw(page, data() | {"told": 1})  # it heard, and what the tab's store said then went over it
    expect(rows(page, "pregnant").get_by_role("checkbox")).to_be_checked()
    wait_until_told(page, "said", [{"n": n, "changes": {"pregnant": "first_months"}} for n in (1, 2)])


def test_what_the_page_does_not_hear_is_told_again(open_on):
    page = open_on()
    tick(page, "fever")
    page.wait_for_function("stage.told.said.length === 2", timeout=6_000)
    assert told(page, "said") == [{"n": 1, "changes": {"fever": "yes"}}] * 2
    draw(page, data(fever="yes") | {"told": 1})
    page.wait_for_timeout(3_500)
    assert len(told(page, "said")) == 2


def test_nobody_says_none_before_the_page_knows_what_the_tab_keeps(open_on):
    page = open_on()
    draw(page, data() | {"ready": False})
    expect(page.get_by_role("button", name="None of these")).to_be_disabled()
    draw(page, data() | {"ready": True})
    expect(page.get_by_role("button", name="None of these")).to_be_enabled()


def test_answers_that_the_page_forgets_are_unticked(open_on):
    page = open_on({"varicose": "left", "fever": "no"})
    expect(rows(page, "varicose").get_by_role("radio", name="Left")).to_be_checked()
    draw(page, data())
    assert page.locator(".cun-lines :checked").count() == 0
    assert left(page) == "17 of 17 not answered yet"
    tick(page, "varicose")
    assert last(page)["changes"] == {"varicose": "both"}


def test_lines_that_are_put_back_go_on_counting_what_they_tell(open_on):
    page = open_on()
    tick(page, "fever")
    page.evaluate("stage.leave()")
    page.evaluate("data => { stage.data = data; return stage.enter(); }", data(fever="yes") | {"told": 1})
    expect(rows(page, "fever").get_by_role("checkbox")).to_be_checked()
    tick(page, "child")
    assert last(page) == {"n": 2, "changes": {"child": "yes"}}


def test_help_is_folded_until_it_is_asked_for_or_the_line_is_ticked(open_on):
    page = open_on()
    for name, question in TABLE.questions.items():
        assert rows(page, name).get_by_role("button").count() == bool(question.help)
    help_text = page.get_by_text(TABLE.questions["sprain"].help)
    why = rows(page, "sprain").get_by_role("button", name="What counts: A fresh sprain")
    expect(help_text).to_be_hidden()
    why.click()
    expect(help_text).to_be_visible()
    expect(why).to_have_attribute("aria-expanded", "true")
    why.click()
    expect(help_text).to_be_hidden()
    tick(page, "sprain")
    expect(help_text).to_be_visible()
    assert [one["changes"] for one in told(page, "said")] == [{"sprain": "both"}]


def test_danger_is_said_beside_the_button(open_on):
    page = open_on()
    draw(page, data(fever="yes") | {"danger": line_words()["danger"]})
    expect(page.get_by_role("alert")).to_have_text("Do not press now: the reason stands above.")
    expect(page.get_by_role("alert")).to_be_in_viewport()


def test_everything_can_be_done_with_the_keyboard_and_nothing_is_covered(open_on):
    page = open_on(width=390, height=600)
    page.get_by_label("Elsewhere").focus()
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    assert last(page)["changes"] == {"swollen_leg": "both"}
    page.keyboard.press("Tab")  # to the help
    page.keyboard.press("Tab")  # to the legs
    page.keyboard.press("ArrowUp")
    assert last(page)["changes"] == {"swollen_leg": "right"}
    bar = page.locator(".cun-lines__bar")
    for _ in range(40):
        page.keyboard.press("Tab")
        on = page.locator(":focus")
        if on.get_attribute("data-part") == "none":
            break
        box, edge = on.bounding_box(), bar.bounding_box()
        assert box is not None and edge is not None and box["y"] + box["height"] <= edge["y"] + 1
    page.keyboard.press("Enter")
    assert len(last(page)["changes"]) == 17


def test_on_a_phone_the_questions_take_a_third_of_what_they_took(open_on):
    page = open_on(**PHONE)
    box = page.locator(".cun-lines").bounding_box()
    assert box is not None and box["height"] <= THIRD_PX
    for y in (0, 150, 300):
        page.locator("main").evaluate("(main, y) => main.scrollTo(0, y)", y)
        expect(page.locator(".cun-lines__none")).to_be_in_viewport(ratio=1)
        expect(page.get_by_role("status")).to_be_in_viewport(ratio=1)


@pytest.mark.parametrize(
    "how",
    [PHONE, PHONE | {"dark": True}, {}, {"dark": True}, {"width": 844, "height": 390}, {"width": 195, "height": 422}],
    ids=["phone", "phone in the dark", "desk", "desk in the dark", "on its side", "twice as large"],
)
def test_every_line_can_be_read_and_pressed(open_on, how):
    page = open_on(**how)
    for question in ("varicose", "pregnant", "numb_feet", "circulation"):
        tick(page, question)
    assert all(width >= 44 and height >= 44 for width, height in page.evaluate(TARGETS))
    assert min(page.evaluate(LETTERS)) >= 16
    assert page.evaluate("document.querySelector('main').scrollWidth <= innerWidth")
    found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag21aa"]})
    assert [(v["id"], v["nodes"][0]["html"]) for v in found.response["violations"]] == []
