"""The search field: it finds what Python finds, and can be worked by keys, by touch and by ear."""

import random
from collections.abc import Callable

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, expect
from stage import Part, Stage, draw, mounted, told, wait_until_told

from data.search.find import KINDS, find, forms
from data.search.index import search_index
from web.scripts import one_module, script, text_of
from web.search_index import index_address, index_for_browsers

# The field alone, as the instrument holds it: made once, and told what is new.
ALONE = """
let box;
export default function ({ parentElement, data: { index, ...said }, setTriggerValue }) {
  const onChoose = (kind, id) => setTriggerValue("chosen", { kind, id });
  const fetched = async () => (await fetch(new URL(index, document.baseURI))).json();
  if (box) box.update(said);
  else box = searchBox(parentElement.querySelector(".cun-search"), { index: fetched, onChoose, ...said });
}
"""
SCRIPT = one_module("search/search_box.js") + ALONE
BOX = Part('<div class="cun-search"></div>', text_of("search/search_box.css"), SCRIPT)
FINDER = """async ([module, index, queries]) => {
  const find = (await import(module)).default(index);
  return queries.map((query) => {
    const { found, notes, means } = find(query);
    return [found.map((one) => [one.kind, one.id, one.matched, one.rank, one.reason]), notes, means];
  });
}"""
ODD = [
    "İstanbul",
    "ß",
    "ﬁn",
    "①",
    "𝐒𝐓𝟑𝟔",
    "st３６",
    "ΟΔΟΣ",
    "🦶",
    "á",
    "x" * 100,
    "",
    "<b>SP6</b>",
    "constructor",
    "none:gout",
]


def data(left_out: tuple[str, ...] = (), kinds: tuple[str, ...] = KINDS, **words: str) -> dict[str, object]:
    return {"index": index_address(), "words": search_index()["said"] | words, "leftOut": left_out, "kinds": kinds}


@pytest.fixture
def box(new_page: Callable[..., Page], stage: Stage) -> Callable[..., Page]:
    """box(left_out=…) -> a page with the field alone."""

    def make(touch: bool = False, **more: object) -> Page:
        page = new_page(width=390 if touch else 1280, height=844, touch=touch)
        page.goto(stage.put(BOX, data(**more)))
        mounted(page)
        return page

    return make


def typed(page: Page, text: str) -> Page:
    page.locator(".cun-search input").fill(text)
    return page


def choices(page: Page) -> list[str]:
    """The titles of the answers."""
    return page.locator("[role=option] strong").all_text_contents()


def test_the_browser_finds_what_python_finds_over_the_whole_index(new_page, stage):
    slip = random.Random(7)
    names = list(dict.fromkeys(form.written for form in forms()))
    queries = [*slip.sample(names, 1200), *ODD]
    for name in slip.sample(names, 250):
        at = slip.randrange(len(name))
        queries += [
            name[:at] + slip.choice("abkz3衝") + name[at + 1 :],
            name[: at + 1],
            f"left {name}",
            f"{name} (ST36) x",
        ]
    page = new_page()
    page.goto(stage.put(BOX, data()))
    module = one_module("search/find.js").replace("function finder(", "export default function finder(")
    found = page.evaluate(FINDER, [stage.script(module), index_for_browsers(), queries])
    for query, theirs in zip(queries, found, strict=True):
        ours = find(query)
        answers = [[one.kind, one.code, one.matched, one.rank, one.reason] for one in ours.found]
        assert [answers, list(ours.notes), list(ours.means)] == theirs, query


def test_enter_opens_the_one_that_is_meant(box):
    page = box()
    typed(page, "left ST36").keyboard.press("Enter")
    wait_until_told(page, "chosen", [{"kind": "point", "id": "ST36"}])
    assert page.locator(".cun-search input").input_value() == "" and choices(page) == []


def test_enter_opens_nothing_where_several_may_be_meant_but_marks_the_first(box):
    page = typed(box(), "H7")
    expect(page.locator(".cun-search").get_by_role("option")).to_have_count(2)
    assert "Spanish books" in page.get_by_role("status").inner_text()
    page.keyboard.press("Enter")
    expect(page.locator(".cun-search").get_by_role("option", selected=True)).to_contain_text("LR7")
    assert told(page, "chosen") == []
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    wait_until_told(page, "chosen", [{"kind": "point", "id": "HT7"}])


def test_arrows_walk_round_and_escape_closes_before_it_clears(box):
    page = typed(box(), "cramp")
    expect(page.locator(".cun-search").get_by_role("option")).to_have_count(2)
    assert choices(page) == ["Leg cramps", "Period pain"]
    combobox = page.locator(".cun-search input")
    for key, title in (("ArrowDown", "Leg cramps"), ("ArrowDown", "Period pain"), ("ArrowDown", "Leg cramps"),
                       ("ArrowUp", "Period pain")):  # fmt: skip
        page.keyboard.press(key)
        marked = page.locator(".cun-search").get_by_role("option", selected=True)
        expect(marked).to_contain_text(title)
        assert combobox.get_attribute("aria-activedescendant") == marked.get_attribute("id")
    page.keyboard.press("Escape")
    expect(page.get_by_role("listbox")).to_be_hidden()
    assert combobox.input_value() == "cramp" and combobox.get_attribute("aria-expanded") == "false"


def test_a_finger_chooses_and_everything_is_large_enough_for_it(box):
    page = typed(box(touch=True), "swollen feet")
    option = page.locator(".cun-search").get_by_role("option").first
    expect(option).to_contain_text("Complaint")
    sizes = page.evaluate("""() => [document.querySelector("input"), document.querySelector("[role=option]")]
        .map((node) => [node.getBoundingClientRect().height, parseFloat(getComputedStyle(node).fontSize)])""")
    assert all(height >= 44 and letters >= 16 for height, letters in sizes), sizes
    option.tap()
    wait_until_told(page, "chosen", [{"kind": "complaint", "id": "swollen_feet"}])


def test_what_the_answers_leave_out_is_marked_and_nothing_is_markup(box):
    page = typed(box(left_out=["SP6"], label="<b>Find</b>"), "SP6")
    expect(page.locator(".cun-search").get_by_role("option")).to_contain_text("left out for you")
    assert page.locator(".cun-search input").get_attribute("aria-label") == "<b>Find</b>"
    draw(page, {"leftOut": []})
    expect(page.locator(".cun-search").get_by_role("option")).not_to_contain_text("left out for you")
    typed(page, "<img src=x onerror=alert(1)>")
    assert page.locator(".cun-search img").count() == 0


def test_gout_is_no_foot_massage(box):
    page = typed(box(kinds=["complaint"]), "gout")
    expect(page.get_by_role("status")).to_contain_text("nothing for gout: have a doctor look at it")
    assert choices(page) == []
    typed(page, "qqqq")
    expect(page.get_by_role("status")).to_contain_text("Nothing answers to that")


def test_the_field_has_no_faults_of_access(box):
    page = typed(box(), "heel")
    expect(page.locator(".cun-search").get_by_role("option").first).to_be_visible()
    page.keyboard.press("ArrowDown")
    faults = Axe().run(page, context=".cun-search").response["violations"]
    assert faults == [], [fault["id"] for fault in faults]


def test_the_rules_fit_on_a_screen():
    assert len(script("search/find.js").splitlines()) <= 170
