"""The instrument of the atlas page alone: what is pressed and dragged is shown before the page has heard of it."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from dataclasses import replace
from typing import Any, Literal

import pytest
from playwright.sync_api import Page, Route, expect
from stage import Part, Stage, draw, mounted, told

from content.tables import SIZES
from coords.body import Body
from data import load_atlas
from data.care.decision import decide, load_care
from ui.components.instrument import HTML
from ui.instrument import given
from ui.model import Choice, Layers, Measures, Model
from web import instrument_files, sheets

pytestmark = pytest.mark.browser

ATLAS = load_atlas()
PART = Part(HTML, "", instrument_files.loader())
TARGETS = """() => [...document.querySelectorAll('.cun-ins :is(button, input, select, summary)')]
  .filter((one) => one.checkVisibility() && !one.closest('label') && !one.closest('.cun-plot__buttons'))
  .map((one) => [one.textContent || one.ariaLabel, one.getBoundingClientRect().height])
  .filter(([, high]) => high < 43.5)"""
CHOICE = Choice(view="leg_lateral", point="ST36")
THUMB = Measures(repeats={"thumb": {0: 20.7}})


@pytest.fixture(scope="module", autouse=True)
def files() -> None:
    sheets.build()
    instrument_files.build()


def data(
    choice: Choice = CHOICE, measures: Measures = THUMB, answers: dict[str, str] | None = None, **more: Any
) -> dict[str, Any]:
    """What the page sends a reader whose thumb is 20.7 mm wide."""
    body = Body(ATLAS.limb, measures.measurements())
    return given(ATLAS, body, Model(choice, measures, Layers()), decide(load_care(), answers or {}), **more)


@pytest.fixture
def instrument(page: Page, stage: Stage) -> Callable[..., Page]:
    def make(**more: Any) -> Page:
        page.goto(stage.put(PART, data(**more)))
        mounted(page)
        expect(page.locator(".cun-plot__labels")).to_be_attached(timeout=15_000)
        return page

    return make


def on_you(page: Page) -> str:
    return page.locator(".cun-ins__told").inner_text()


def press(page: Page, code: str) -> None:
    """The list twin, as the keyboard reaches it."""
    page.locator(".cun-ins__list summary").click()
    page.locator(".cun-ins__list").get_by_role("button", name=code, exact=True).click()


def test_the_card_says_where_st36_lies_on_this_reader(instrument: Callable[..., Page]) -> None:
    page = instrument()
    expect(page.locator(".cun-ins__title")).to_have_text("ST36 Zúsānlǐ 足三里")
    assert on_you(page) == "On you: 7.0 cm below the outer dimple under your kneecap (ST35), ± 1.7 cm"
    expect(page.locator(".cun-ins__yours")).to_contain_text("Yours: 1 cun = 23.2 mm ± 4.4")
    assert [one.inner_text() for one in page.locator(".cun-card h3").all()] == ["Find it by touch", "Press it", "Care"]


def test_a_press_is_answered_at_once_and_told_after(instrument: Callable[..., Page]) -> None:
    page = instrument()
    page.locator(".cun-ins__list summary").click()
    title = page.evaluate("""() => {
      const all = [...document.querySelectorAll('.cun-ins__list button')];
      all.find((one) => one.textContent === 'GB34').click();
      const title = document.querySelector('.cun-ins__title');
      return new Promise((seen) => requestAnimationFrame(() => seen(title.textContent)));
    }""")
    assert title.startswith("GB34")
    ((act,),) = told(page, "acts")
    assert (act["act"], act["code"]) == ("open", "GB34")


def test_an_older_answer_of_the_page_changes_nothing_that_was_done_since(instrument: Callable[..., Page]) -> None:
    page = instrument()
    press(page, "GB34")
    draw(page, {"heard": 0})
    expect(page.locator(".cun-ins__title")).to_contain_text("GB34")
    n = told(page, "acts")[-1][-1]["n"]
    draw(page, data(Choice(view="leg_lateral", point="ST40"), heard=n))
    expect(page.locator(".cun-ins__title")).to_contain_text("ST40")


def test_a_change_of_view_keeps_the_readers_own_line(instrument: Callable[..., Page]) -> None:
    page = instrument()
    page.locator("[data-view=leg_medial]").click()
    expect(page.locator(".cun-plot__graph")).to_have_attribute("aria-label", re.compile("^Inner side of the leg"))
    expect(page.locator(".cun-ins__yours")).to_contain_text("Yours: 1 cun = 23.2 mm ± 4.4")


def test_an_answer_to_a_press_does_not_write_into_the_box_while_a_width_is_dragged(
    instrument: Callable[..., Page],
) -> None:
    page = instrument()
    slide = page.locator(".cun-ins__slide")
    slide.evaluate("(one) => { one.value = '24'; one.dispatchEvent(new Event('input')); }")
    draw(page, data(heard=0))
    assert page.locator(".cun-ins__number input").input_value() == "24"


@pytest.mark.parametrize("size", [(640, 400), (844, 390)])
def test_no_word_of_the_drawing_lies_under_a_button(instrument: Callable[..., Page], size: tuple[int, int]) -> None:
    page = instrument(choice=Choice(view="leg_medial", point="SP6"))
    page.set_viewport_size({"width": size[0], "height": size[1]})
    page.wait_for_function("() => document.querySelectorAll('.cun-plot__labels text').length > 8")
    under = """() => {
      const boxes = (what) => [...document.querySelectorAll(what)].map((one) => [one, one.getBoundingClientRect()]);
      const over = boxes('.cun-ins__drawing :is(button:not(.cun-plot__reach), summary)');
      return boxes('.cun-plot__labels text').filter(([, a]) => over.some(([, b]) =>
        a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom)).map(([one]) => one.textContent);
    }"""
    expect(page.locator(".cun-plot__labels")).to_contain_text("3 cun = 7.0 cm")
    page.wait_for_function(f"() => ({under})().length === 0")


def test_what_the_page_said_and_never_came_is_asked_for(instrument: Callable[..., Page]) -> None:
    page = instrument()
    draw(page, {"stamp": "b", "since": "a"})
    page.wait_for_function("() => stage.told.acts?.length")
    ((act,),) = told(page, "acts")
    assert (act["act"], act["held"]) == ("resend", "")
    draw(page, data(Choice(view="leg_lateral", point="ST40"), heard=act["n"]) | {"stamp": "c", "since": ""})
    expect(page.locator(".cun-ins__title")).to_contain_text("ST40")


def test_a_width_that_is_dragged_moves_mark_and_centimetres_and_is_told_once_on_release(
    instrument: Callable[..., Page],
) -> None:
    page = instrument(table="thumb")
    slide = page.locator(".cun-ins__slide")
    for mm in ("21.5", "23", "24.5"):
        slide.evaluate("(one, mm) => { one.value = mm; one.dispatchEvent(new Event('input')); }", mm)
    expect(page.locator(".cun-ins__told")).to_contain_text("On you: 8.2 cm below")
    assert told(page, "acts") == []
    slide.dispatch_event("change")
    ((act,),) = told(page, "acts")
    assert (act["act"], act["name"], act["text"]) == ("width", "thumb", "24.5")


def test_a_typed_number_is_shown_before_the_page_has_heard_of_it_and_words_go_to_the_page(
    instrument: Callable[..., Page],
) -> None:
    page = instrument(table="thumb")
    box = page.get_by_label("Thumb, mm")
    box.fill("24,5")
    expect(page.locator(".cun-ins__told")).to_contain_text("On you: 8.2 cm below")
    box.fill("an inch")
    box.press("Enter")
    assert told(page, "acts")[-1][-1]["text"] == "an inch"


WHERE = """() => {
  const all = (selector, place = document) => [...place.querySelectorAll(selector)];
  const box = (one) => one.getBoundingClientRect(), seen = (boxes) => boxes.filter(({ height }) => height);
  return {
    marks: all('.point').map(box).flatMap(({ x, y, width, height }) => [x + width / 2, y + height / 2]),
    lines: all('.scatterlayer .trace').map((trace) => seen(all('.js-line', trace).map(box))).filter((one) => one.length)
      .flatMap((boxes) => [Math.min(...boxes.map(({ top }) => top)), Math.max(...boxes.map(({ bottom }) => bottom))]),
  };
}"""
TRY = """async (sizes) => {
  const slide = document.querySelector('.cun-ins__slide');
  for (const mm of sizes) {
    Object.assign(slide, { value: mm }).dispatchEvent(new Event('input'));
    await new Promise((seen) => requestAnimationFrame(() => requestAnimationFrame(seen)));
  }
}"""


COUNT = """() => {
  const { react } = Plotly;
  window.drawn = 0;
  Plotly.react = (...all) => (window.drawn += 1) && react(...all);
}"""


def let_go(page: Page) -> None:
    page.locator(".cun-ins__slide").dispatch_event("change")
    expect(page.locator(".cun-plot--moving")).to_have_count(0)


def near(where: dict[str, list[float]]) -> dict[str, Any]:
    return {name: pytest.approx(places, abs=1) for name, places in where.items()}  # px


def test_while_a_width_is_dragged_everything_stands_where_the_drawing_will_have_it(
    instrument: Callable[..., Page],
) -> None:
    page = instrument(table="thumb", measures=Measures(repeats={"thumb": {0: 22.0}}))  # no hollow mark comes or goes
    before = page.evaluate(WHERE)
    page.evaluate(COUNT)
    page.evaluate(TRY, [21.5, 23, 24.5])
    moved = page.evaluate(WHERE)
    assert moved != near(before)
    assert page.evaluate("window.drawn") == 0, "nothing is drawn anew"
    expect(page.locator(".cun-plot__labels")).to_contain_text("3 cun = 8.2 cm")
    let_go(page)
    assert page.evaluate("window.drawn") == 1
    assert page.evaluate(WHERE) == near(moved)


def test_a_width_that_is_dragged_away_and_back_is_drawn_as_it_was(instrument: Callable[..., Page]) -> None:
    page = instrument(table="thumb")
    before = page.evaluate(WHERE)
    page.evaluate(TRY, [24.5, 20.7])
    let_go(page)
    assert page.evaluate(WHERE) == near(before)
    assert told(page, "acts") == []


FADED = """() => {
  window.faded = false;
  new MutationObserver(() => { window.faded ||= document.querySelector('.cun-plot__before') !== null; })
    .observe(document.body, { childList: true, subtree: true });
}"""


@pytest.mark.parametrize("motion", ["no-preference", "reduce"])
def test_where_the_dots_stood_fades_after_a_new_width_unless_nothing_may_move(
    instrument: Callable[..., Page], motion: Literal["no-preference", "reduce"]
) -> None:
    page = instrument(table="thumb")
    page.emulate_media(reduced_motion=motion)
    top = page.locator(".cun-ins__drawing").bounding_box()
    page.evaluate(FADED)
    page.evaluate(TRY, [24.5])
    expect(page.locator(".cun-plot__before")).to_have_count(0)
    let_go(page)
    assert page.evaluate("window.faded") == (motion == "no-preference")
    assert page.locator(".cun-ins__drawing").bounding_box() == top
    expect(page.locator(".cun-plot__before")).to_have_count(0)


def test_the_measuring_line_pulled_to_a_measured_length_says_its_cun_and_changes_no_measure(
    instrument: Callable[..., Page],
) -> None:
    page = instrument()
    handle, said = page.locator(".cun-plot__reach"), page.locator(".cun-plot__reached")
    handle.focus()
    for _ in range(4):
        page.keyboard.press("ArrowUp")
    expect(said).to_have_text("7.4 cm here means 1 cun = 24.7 mm; your rulers say 23.2 ± 4.4.")
    page.keyboard.press("Escape")
    expect(said).to_have_count(0)
    box = handle.bounding_box()
    assert box and min(box["width"], box["height"]) >= 44
    x, y = box["x"] + 22, box["y"] + 22
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x, y + 40, steps=4)
    page.mouse.up()
    expect(said).to_contain_text("cm here means 1 cun = ")
    page.locator(".cun-ins__sheet").click(position={"x": 20, "y": 20})
    expect(said).to_have_count(0)
    assert told(page, "acts") == []


def test_the_first_drag_of_a_reader_without_other_measures_asks_nothing_of_the_page(
    instrument: Callable[..., Page],
) -> None:
    page = instrument(measures=Measures())
    page.locator(".cun-ins__slide").dispatch_event("pointerdown")
    page.evaluate(TRY, [24.5])
    expect(page.locator(".cun-ins__told")).to_contain_text("On you: 8.2 cm below")
    assert told(page, "acts") == []


def test_a_second_measure_makes_the_table_the_readers_own() -> None:
    two = Measures(repeats={"thumb": {0: 20.7}, "four": {0: 70.0}})
    assert data(measures=THUMB)["table_files"] == ["thumb"]
    assert data(measures=two)["table_files"] == []
    assert data(measures=replace(THUMB, traditional=True))["table_files"] == []
    assert set(data(measures=Measures())["table_files"]) == set(SIZES)


def test_what_an_answer_leaves_out_is_on_no_drawing_and_its_card_says_why(instrument: Callable[..., Page]) -> None:
    page = instrument(choice=Choice(view="leg_medial", point="SP6"), answers={"pregnant": "yes"})
    expect(page.locator(".cun-card__stop").first).to_be_visible()
    expect(page.locator(".cun-card h3")).to_have_count(0)
    assert on_you(page) == ""
    page.locator(".cun-ins__list summary").click()
    expect(page.locator(".cun-ins__list").get_by_role("button", name="SP6", exact=True)).to_have_count(0)


def test_only_points_of_one_kind_are_drawn_and_listed_beside_the_open_one(instrument: Callable[..., Page]) -> None:
    page = instrument()
    page.locator(".cun-ins__layers summary").click()
    page.get_by_label("Only points of one kind").select_option("lower_sea")
    names = page.locator(".cun-plot__labels text")
    expect(names.filter(has_text="GB36")).to_have_count(0)
    page.locator(".cun-ins__list summary").click()
    listed = page.locator(".cun-ins__list [data-code]")
    codes = {one.get_attribute("data-code") for one in listed.all()}
    assert {"GB34"} <= codes and not codes & {"GB35", "GB36", "GB37"}
    assert told(page, "acts")[-1][-1]["value"] == "lower_sea"


def test_the_words_of_anatomy_stand_on_the_card_when_they_are_asked_for(instrument: Callable[..., Page]) -> None:
    page = instrument()
    expect(page.get_by_text("Anterior leg, on tibialis anterior")).to_have_count(0)
    page.locator(".cun-ins__layers summary").click()
    page.get_by_label("Places in the words of anatomy too").check()
    expect(page.get_by_text("Anterior leg, on tibialis anterior, 3 cun inferior to ST35")).to_be_visible()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (390, 844), (844, 390), (640, 400)])
def test_drawing_and_card_are_on_the_screen_together(
    new_page: Callable[..., Page], stage: Stage, width: int, height: int
) -> None:
    page = new_page(width=width, height=height)
    page.goto(stage.put(PART, data()))
    mounted(page)
    expect(page.locator(".cun-plot__labels")).to_be_attached(timeout=15_000)
    for part in (".cun-ins__title", ".cun-ins__told", ".cun-plot__graph"):
        expect(page.locator(part)).to_be_in_viewport()
    small = page.evaluate(TARGETS)
    assert small == [], "every target is 44 px high"


SHAPES = """() => {
  const marks = document.querySelectorAll(':is(.cun-plot__still, .trace) :is(circle, polygon, .point)');
  return [...marks].map((one) => {
    const { x, y, width, height } = one.getBoundingClientRect();
    return [x + width / 2, y + height / 2];
  });
}"""
NAMES = "() => [...document.querySelectorAll('.cun-plot__labels text')].map((one) => one.textContent)"


def test_before_the_library_is_there_marks_and_names_stand_where_it_will_paint_them(page: Page, stage: Stage) -> None:
    held: list[Route] = []
    page.route("**/plotly*", lambda route: held.append(route))
    page.goto(stage.put(PART, data()))
    expect(page.locator(".cun-plot__still")).to_be_visible()
    expect(page.locator(".cun-plot__still image")).not_to_have_count(0)
    still, names = page.evaluate(SHAPES), page.evaluate(NAMES)
    held[0].continue_()
    expect(page.locator(".main-svg").first).to_be_attached(timeout=15_000)
    expect(page.locator(".cun-plot__still")).to_have_count(0)
    assert page.evaluate(NAMES) == names and "ST36" in names
    live = page.evaluate(SHAPES)
    assert len(still) == len(live) > 20
    assert all(min(math.dist(mark, other) for other in live) < 1 for mark in still)


SLOW_PLOTLY = """() => {
  const { react } = Plotly, waiting = [];
  Plotly.react = (...all) => new Promise((done) => waiting.push(() => done(react(...all))));
  window.goOn = () => { Plotly.react = react; waiting.forEach((one) => one()); };
}"""
MARK_OF_SP9 = """() => {
  const name = [...document.querySelectorAll('.cun-plot__still text')].find((one) => one.textContent === 'SP9');
  const beside = name.getBoundingClientRect(), middle = (box) => [box.x + box.width / 2, box.y + box.height / 2];
  const apart = ([x, y]) => Math.hypot(x - middle(beside)[0], y - middle(beside)[1]);
  return [...document.querySelectorAll('.cun-plot__still :is(circle, polygon)')]
    .map((one) => middle(one.getBoundingClientRect())).sort((a, b) => apart(a) - apart(b))[0];
}"""


def test_another_view_is_there_and_answers_a_press_before_plotly_has_drawn_it(instrument: Callable[..., Page]) -> None:
    page = instrument()
    draw(page, {"numbers": data(Choice(view="leg_medial"))["numbers"]})
    page.evaluate(SLOW_PLOTLY)
    page.locator("[data-view=leg_medial]").click()
    still = page.locator(".cun-plot__still")
    expect(still).to_be_visible()
    expect(page.locator(".cun-plot__graph")).to_have_attribute("aria-label", re.compile("^Inner side of the leg"))
    named = still.locator(".cun-plot__labels text").all_text_contents()
    assert "SP9" in named and not {"ST36", "GB34"} & set(named), "nothing of the other view"
    page.mouse.click(*page.evaluate(MARK_OF_SP9))
    expect(page.locator(".cun-ins__title")).to_contain_text("SP9")
    page.evaluate("() => goOn()")
    expect(still).to_have_count(0)
    expect(page.locator(".cun-plot__graph")).to_have_attribute("aria-busy", "false")
    assert "SP9" in page.evaluate(NAMES) and "ST36" not in page.evaluate(NAMES)


def test_the_colours_of_the_zones_that_are_drawn_are_told_at_once(instrument: Callable[..., Page]) -> None:
    page = instrument(choice=Choice(view="foot_medial"))
    told = page.locator(".cun-ins__zone-legend li")
    expect(told).to_have_count(0)
    page.get_by_role("button", name="Zones", exact=True).click()
    groups = ["Kidneys and bladder", "Pelvic organs", "Back, spine and nerves", "a rough guess"]
    expect(told).to_have_text(groups)
    page.get_by_role("button", name="Zones", exact=True).click()
    expect(told).to_have_count(0)


def test_a_view_is_on_its_way_while_its_button_is_still_held(instrument: Callable[..., Page], page: Page) -> None:
    asked: list[str] = []
    page.on("request", lambda one: asked.append(one.url))
    instrument()
    page.locator("[data-view=leg_medial]").hover()
    page.mouse.down()
    page.wait_for_function("() => Object.keys(cunFiles).filter((one) => one.includes('leg_medial_')).length >= 2")
    before = len(asked)
    page.mouse.up()
    expect(page.locator(".cun-plot__graph")).to_have_attribute("aria-label", re.compile("^Inner side of the leg"))
    assert [url for url in asked[before:] if re.search(r"leg_medial_.*(json|svg)$", url)] == []
