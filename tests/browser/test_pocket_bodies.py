"""The pocket atlas answers as Python does: a body by one measure, every point of every view and side."""

import json
from collections.abc import Iterator
from pathlib import Path
from random import Random

import pytest
from instrument_helpers import ATLAS, NOBODY, VIEWS
from playwright.sync_api import Browser, Page
from stage import open_stage

from content.numbers import STEPS, marks_of, numbers
from content.tables import SIZES, range_of, with_size
from coords.body import Body
from coords.cun import Measurements
from coords.side import SIDES
from tools.serve import ROOT
from web.pocket_folder import OWN

PLACES = ("x", "y", "hollow_x", "hollow_y", "start_x", "start_y")
WORDS = ("told", "told_cm", "told_plus_minus", "told_finger", "told_gap", "told_along", "told_across", "ruler")
CLOSE_MM = 0.1
NEARLY = 0.0015  # of a size: a sentence that is about to change may change so much too early or late
ANSWERS = """async ([index, readers, view, side]) => {
  const { readersNumbers } = await import('/web/pocket/reader.js');
  const data = await (await fetch('/' + index)).json(), known = new Map();
  const fetched = (address) => {
    if (!known.has(address)) known.set(address, fetch('/' + address).then((reply) => reply.json()));
    return known.get(address);
  };
  return Promise.all(readers.map((reader) => readersNumbers({ data, reader, fetched }, view, side)));
}"""


@pytest.fixture(scope="module")
def plain_page(browser: Browser, pocket_folder: Path) -> Iterator[tuple[Page, str]]:
    """A page that can import the modules of the pocket atlas and fetch its files, and the address of its index."""
    (index,) = [path.relative_to(pocket_folder).as_posix() for path in (pocket_folder / OWN).glob("index.*")]
    with open_stage({"/app/static/": pocket_folder / "app" / "static", "/web/": ROOT / "web"}) as stage:
        page = browser.new_page()
        page.goto(stage.url + stage.script("// nothing is drawn"))
        yield page, index
        page.close()


def readers(seed: int, count: int) -> list[dict]:
    """Adults who measured one thing, somewhere in its usual range."""
    chance, found = Random(seed), []
    for n in range(count):
        measure = SIZES[n % len(SIZES)]
        usual = range_of(ATLAS, measure)
        found.append({"measure": measure, "mm": round(chance.uniform(usual.warn_lo_adult, usual.warn_hi), 2)})
    return found


def told(reader: dict, view: str, side: str, more: float = 0.0) -> dict:
    measures = with_size(Measurements(), reader["measure"], reader["mm"] * (1 + more))
    return numbers(ATLAS, Body(ATLAS.limb, measures), view, side, NOBODY)


def check(page: Page, index: str, some: list[dict], view: str, side: str) -> int:
    """How many points were compared."""
    marks, compared = marks_of(ATLAS, view), 0
    for reader, mine in zip(some, page.evaluate(ANSWERS, [index, some, view, side]), strict=True):
        own, near = told(reader, view, side), []
        assert abs(mine["mm_per_unit"] - own["mm_per_unit"]) < 0.01
        for row, mark in enumerate(marks):
            per_unit = own["columns"]["per_unit"][row] * STEPS["per_unit"]
            for column in PLACES:
                a, b = mine["columns"][column][row], own["columns"][column][row]
                if a is None or b is None:  # a hollow mark may come or go between two knots
                    assert a is b or (a is None and column.startswith("hollow")), (reader, mark, column)
                else:
                    assert abs(a - b) * STEPS[column] * per_unit <= CLOSE_MM, (reader, mark, column)
            said = [mine["columns"][column][row] for column in WORDS]
            if said != [own["columns"][column][row] for column in WORDS]:
                near = near or [told(reader, view, side, more) for more in (-NEARLY, NEARLY)]
                assert all(
                    mine["columns"][column][row] in [one["columns"][column][row] for one in (own, *near)]
                    for column in WORDS
                ), (reader, mark, said)
            compared += 1
    return compared


@pytest.mark.parametrize("view", VIEWS)
def test_a_body_of_each_measure_has_pythons_places_and_words(plain_page, view):
    assert check(*plain_page, readers(1, len(SIZES)), view, SIDES[1]) >= 2 * len(SIZES)


@pytest.mark.endure
@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("side", SIDES)
def test_two_hundred_bodies_have_pythons_places_and_words(plain_page, view, side):
    assert check(*plain_page, readers(20, 200), view, side) >= 400


def test_who_measured_nothing_is_the_average_adult_to_the_letter(plain_page):
    page, index = plain_page
    for view in VIEWS:
        for side in SIDES:
            (mine,) = page.evaluate(ANSWERS, [index, [{"measure": None, "mm": None}], view, side])
            own = json.loads(json.dumps(numbers(ATLAS, Body(ATLAS.limb, Measurements()), view, side, NOBODY)))
            assert mine == own
