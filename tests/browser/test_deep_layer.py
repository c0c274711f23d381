"""What lies under the finger, on the atlas page: fetched when its switch is on, the open point's own stands out."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from stage import Part, Stage, mounted, told

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
NAMES = ".cun-plot__course-names text"
SWITCH = "[data-layer=deep]"
RANGE = "() => document.querySelector('.cun-plot__graph')._fullLayout.xaxis.range"
TANGLED = """() => {
  const lines = [...document.querySelectorAll('.cun-plot__course-names line')].map((one) => {
    const [[a, b], m] = [[['x1', 'y1'], ['x2', 'y2']].map(([x, y]) =>
      new DOMPoint(one[x].baseVal.value, one[y].baseVal.value)), one.getScreenCTM()];
    return [a.matrixTransform(m), b.matrixTransform(m)];
  });
  const turn = (p, q, r) => Math.sign((q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x));
  const cross = ([a, b], [c, d]) => turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
  const marks = [...document.querySelectorAll('.scatterlayer .trace .point')].map((one) => {
    const box = one.getBoundingClientRect();
    return { x: box.left + box.width / 2, y: box.top + box.height / 2 };
  });
  const over = ([a, b], { x, y }) => {
    const [dx, dy] = [b.x - a.x, b.y - a.y];
    const t = Math.min(1, Math.max(0, ((x - a.x) * dx + (y - a.y) * dy) / (dx * dx + dy * dy)));
    return Math.hypot(a.x + t * dx - x, a.y + t * dy - y) < 5;
  };
  return [lines.length, lines.filter((one, i) => lines.slice(i + 1).some((other) => cross(one, other))).length,
    lines.filter((one) => marks.some((mark) => over(one, mark))).length];
}"""


@pytest.fixture(scope="module", autouse=True)
def files() -> None:
    sheets.build()
    instrument_files.build()


@pytest.fixture
def instrument(page: Page, stage: Stage) -> Callable[..., Page]:
    def make(view: str, point: str | None = None, **layers: Any) -> Page:
        body = Body(ATLAS.limb, Measures().measurements())
        model = Model(Choice(view=view, point=point), Measures(), Layers(**layers))
        page.goto(stage.put(PART, given(ATLAS, body, model, decide(load_care(), {}))))
        mounted(page)
        expect(page.locator(".cun-plot__labels")).to_be_attached(timeout=15_000)
        return page

    return make


def names(page: Page) -> list[str]:
    return page.locator(NAMES).all_text_contents()


def test_nothing_of_it_is_fetched_until_the_switch_is_on_and_then_the_page_hears_of_it(
    page: Page, instrument: Callable[..., Page]
) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    instrument("leg_medial")
    assert page.locator(NAMES).count() == 0 and not [url for url in asked if ".deep." in url]
    page.locator(".cun-ins__layers summary").click()
    page.locator(SWITCH).check()
    expect(page.locator(NAMES).filter(has_text="posterior tibial artery")).to_be_attached()
    ends = sorted(url.rpartition(".")[2] for url in asked if ".deep." in url)
    assert ends == ["json", "svg"]
    act = told(page, "acts")[-1][-1]
    assert (act["act"], act["name"], act["value"]) == ("layer", "deep", True)


def test_arteries_nerves_and_veins_are_named_before_muscles_and_no_name_covers_another(
    instrument: Callable[..., Page],
) -> None:
    page = instrument("leg_medial", deep=True)
    expect(page.locator(NAMES).first).to_be_attached()
    assert {"great saphenous vein", "tibial nerve", "saphenous nerve", "posterior tibial artery"} <= set(names(page))
    boxes = [
        one
        for one in page.evaluate(
            f"() => [...document.querySelectorAll('{NAMES}')].map((one) => one.getBoundingClientRect().toJSON())"
        )
    ]
    for number, one in enumerate(boxes):
        for other in boxes[number + 1 :]:
            apart = one["right"] <= other["left"] or other["right"] <= one["left"]
            assert apart or one["bottom"] <= other["top"] + 3 or other["bottom"] <= one["top"] + 3
    lines, crossed, over_marks = page.evaluate(TANGLED)
    assert lines > 8 and crossed == over_marks == 0


def test_what_lies_under_the_open_point_stands_out_and_its_names_are_always_written(
    instrument: Callable[..., Page],
) -> None:
    page = instrument("leg_medial", "SP6", deep=True)
    for course in ("great_saphenous_vein", "posterior_tibial_artery", "tibial_nerve"):
        expect(page.locator(f"{NAMES}[data-course={course}]")).to_have_attribute("font-weight", "700")
    expect(page.locator(f"{NAMES}[data-course=saphenous_nerve]")).to_have_attribute("font-weight", "400")
    page.locator(".cun-ins__list summary").click()
    page.locator(".cun-ins__list").get_by_role("button", name="LR8", exact=True).click()
    expect(page.locator(f"{NAMES}[data-course=saphenous_nerve]")).to_have_attribute("font-weight", "700")
    expect(page.locator(f"{NAMES}[data-course=tibial_nerve]")).to_have_attribute("font-weight", "400")


def test_a_fingertip_as_broad_as_a_finger_feels_for_the_open_point_and_takes_no_tap(
    instrument: Callable[..., Page],
) -> None:
    page = instrument("foot_medial", "KI3", deep=True)
    expect(page.locator(".cun-plot__fingertip path").first).to_be_attached()
    breadth, aside, taken = page.evaluate(
        """() => {
          const gd = document.querySelector('.cun-plot__graph'), { xaxis } = gd._fullLayout;
          const edge = document.querySelector('.cun-plot__fingertip path:last-child'), { a, b } = edge.getCTM();
          const pad = new DOMPoint(0, 9).matrixTransform(edge.getScreenCTM());
          const ring = document.querySelector('.cun-plot__graph .scatterlayer .trace:last-child .point');
          const seen = ring.getBoundingClientRect();
          const middle = [seen.left + seen.width / 2, seen.top + seen.height / 2];
          return [edge.getBBox().width * Math.hypot(a, b) / (xaxis.l2p(1) - xaxis.l2p(0)),
            Math.hypot(pad.x - middle[0], pad.y - middle[1]),
            document.elementFromPoint(...middle).closest('.cun-plot__fingertip')];
        }"""
    )
    assert 15 < breadth * ATLAS.limb.views["foot_medial"].reference_unit_mm < 23
    assert aside < 2 and taken is None


def test_the_card_unfolds_what_lies_under_the_finger(instrument: Callable[..., Page]) -> None:
    page = instrument("foot_medial", "KI3")
    fold = page.locator(".cun-card details").filter(has_text="Under your finger")
    expect(fold).not_to_have_attribute("open", "")
    fold.locator("summary").click()
    expect(fold).to_contain_text("Tibial nerve: the main nerve of calf and sole; not deep, right under the finger.")


def test_a_hand_has_no_switch_for_it(instrument: Callable[..., Page]) -> None:
    page = instrument("hand_dorsal", deep=True)
    page.locator(".cun-ins__layers summary").click()
    expect(page.locator("[data-layer=lines]")).to_be_visible()
    expect(page.locator(SWITCH)).to_be_hidden()


def test_a_phone_writes_every_name_of_the_open_point_and_six_more_whose_lines_run_clear(
    new_page: Callable[..., Page], stage: Stage
) -> None:
    page = new_page(width=390, height=844)
    body, model = Body(ATLAS.limb, Measures().measurements()), Model(Choice(view="foot_sole", point="KI1"))
    data = given(ATLAS, body, replace(model, layers=Layers(deep=True)), decide(load_care(), {}))
    page.goto(stage.put(PART, data))
    mounted(page)
    for course in ("plantar_arch", "plantar_digital_nerve_2", "plantar_digital_nerve_3"):
        expect(page.locator(f"{NAMES}[data-course={course}]")).to_have_attribute("font-weight", "700")
    lines, crossed, over_marks = page.evaluate(TANGLED)
    assert 3 < lines <= 3 + 6 and crossed == over_marks == 0


def test_on_a_phone_no_button_lies_on_the_limb_and_a_choice_does_not_move_it(
    new_page: Callable[..., Page], stage: Stage
) -> None:
    page = new_page(width=390, height=844)
    model = Model(Choice(view="leg_lateral"), Measures())
    page.goto(
        stage.put(PART, given(ATLAS, Body(ATLAS.limb, Measures().measurements()), model, decide(load_care(), {})))
    )
    mounted(page)
    marks = page.locator(".scatterlayer .trace .point")
    expect(marks.first).to_be_attached(timeout=15_000)
    middles = [(box["x"] + box["width"] / 2, box["y"] + box["height"] / 2)
               for box in (one.bounding_box() for one in marks.all()) if box]  # fmt: skip
    for box in (one.bounding_box() for one in page.locator(".cun-ins__tools button, .cun-ins__tools summary").all()):
        beside = [x for x, y in middles if box and box["y"] < y < box["y"] + box["height"]]
        assert box and min(beside, default=390) >= box["x"] + box["width"] + 27
    begun = page.evaluate(RANGE)
    page.locator(".cun-ins__list summary").click()
    page.locator(".cun-ins__list").get_by_role("button", name="GB34", exact=True).click()
    expect(page.locator(".cun-card")).to_contain_text("GB34")
    assert page.evaluate(RANGE) == begun


def test_on_a_phone_no_name_lies_on_the_scale_bar(new_page: Callable[..., Page], stage: Stage) -> None:
    page = new_page(width=390, height=844)
    model = Model(Choice(view="foot_medial"), Measures())
    page.goto(
        stage.put(PART, given(ATLAS, Body(ATLAS.limb, Measures().measurements()), model, decide(load_care(), {})))
    )
    mounted(page)
    expect(page.locator(".cun-plot__labels text", has_text="KI3")).to_be_attached(timeout=15_000)
    bar, *names = page.evaluate(
        """() => [...document.querySelectorAll('.textpoint text, .cun-plot__labels text')]
          .sort((one) => one.closest('.textpoint') ? -1 : 1).map((one) => one.getBoundingClientRect().toJSON())"""
    )
    under = [one for one in names if one["right"] > bar["left"] and one["left"] < bar["right"]]
    assert under and all(one["bottom"] <= bar["top"] + 3 or one["top"] >= bar["bottom"] for one in under)
