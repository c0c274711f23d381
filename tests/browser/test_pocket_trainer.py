"""The trainer of the pocket atlas: a press on the drawing answers, the browser remembers, by Python's rule."""

from random import Random

from instrument_helpers import ATLAS
from playwright.sync_api import expect
from test_pocket import address, visit  # noqa: F401 (fixtures)
from test_pocket_bodies import plain_page  # noqa: F401 (a fixture)

from content.trainer import DAYS, after, next_asked, table

LEARNED = """async ([table, answers]) => {
  const { nextAsked, remembered } = await import('/web/pocket/trainer.js');
  let memory = {};
  return answers.map(([day, found]) => {
    const code = nextAsked(table, memory, day);
    if (code) memory = remembered(table, memory, code, found, day);
    return [code, code && memory[code]];
  });
}"""
MEMORY = "JSON.parse(localStorage.getItem('cun-atlas trainer'))"


def test_the_browser_asks_and_remembers_as_python_does(plain_page):  # noqa: F811
    page, _ = plain_page
    told, chance, day = table(ATLAS) | {"codes": ["SP6", "KI3", "LR3", "ST36", "BL60"]}, Random(7), 20_000
    answers = []
    for _ in range(400):
        day += chance.choice((0, 0, 1, 2, 9))
        answers.append([day, chance.random() < 0.7])
    memory: dict[str, tuple[int, int]] = {}
    for (day, found), mine in zip(answers, page.evaluate(LEARNED, [told, answers]), strict=True):
        code = next_asked(told["codes"], memory, day)
        if code:
            box = after(memory[code][0] if code in memory else None, found)
            memory[code] = (box, day + DAYS[box])
        assert mine == [code, code and list(memory[code])]


def test_a_press_near_the_point_has_found_it_and_that_is_remembered(visit, address):  # noqa: F811
    page = visit(width=390, height=844)
    page.goto(f"{address}?page=learn")
    page.get_by_role("button", name="Ask me").click()
    trainer, graph = page.locator(".cun-trainer"), page.locator(".cun-trainer .cun-plot__graph")
    expect(trainer.locator("h3")).to_contain_text("Where is ST31")
    page.wait_for_function("() => document.querySelector('.cun-trainer .cun-plot__graph').ariaBusy === 'false'")
    assert trainer.locator(".scatterlayer .points .point").count() == 0, "the drawing does not tell it"
    box = graph.bounding_box()
    graph.click(position={"x": box["width"] * 0.5, "y": box["height"] * 0.6})
    expect(trainer.get_by_role("status")).to_contain_text("mm from the dot. Top of the front thigh")
    missed = page.evaluate(MEMORY)
    assert missed["ST31"][0] == 0
    trainer.get_by_role("button", name="Next point").click()
    expect(trainer.locator("h3")).to_contain_text("Where is ST32")
    trainer.get_by_role("button", name="show it").click()
    expect(trainer.locator(".scatterlayer .points .point").first).to_be_attached()
    page.reload()
    expect(trainer).to_contain_text("Points asked so far: 2 of ")
    trainer.get_by_role("button", name="Forget what I learned").click()
    assert page.evaluate(MEMORY) is None
