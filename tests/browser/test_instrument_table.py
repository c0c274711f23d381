"""The browser's half of the numbers: a width it works out itself is Python's, and so is every sentence."""

from collections.abc import Iterable
from functools import cache
from random import Random
from typing import Any

import pytest
from instrument_helpers import ATLAS, NOBODY, SETS, VIEWS, some_answers, some_reader
from playwright.sync_api import Page
from stage import Part, Stage

from charts.screen.limb import measure_text
from content.cards import point_card
from content.marks import marks_in_view
from content.numbers import STEPS, marks_of, numbers, places_of
from content.sheets import view_sheet
from content.tables import width_table, with_size
from coords.body import Body
from coords.model_constants import PLUS_MINUS_SD

EMPTY = Part("", "", "export default () => {}")
PLACES = ("x", "y", "hollow_x", "hollow_y", "start_x", "start_y")  # told in view units
LENGTHS = ("along", "across", "distance", "spread", "cun", "finger")  # told in mm
WORDS = ("told_cm", "told_plus_minus", "told_finger", "told_gap", "told_along", "told_across")
CLOSE_MM = 0.1

AT = """async ([table, sizes]) => {
  const { at, decode } = await import("/web/instrument/table.js");
  const decoded = decode(table);
  return sizes.map((mm) => at(decoded, mm));
}"""
SAID = """async (asked) => {
  const words = await import("/web/instrument/words.js");
  return asked.map(({ mark, row, columns, yours, said, labels }) => ({
    ...words.onYou(mark, said, columns, row),
    measured: words.measured(mark, said, columns, row),
    counted: columns.told_cm[row] === null ? "" : words.counted(mark, columns, row),
    yours: words.yoursLine(said, yours),
    more: words.moreCare(said, labels),
  }));
}"""


@pytest.fixture
def plain_page(stage: Stage, page: Page) -> Page:
    """A page that can import the modules of the instrument."""
    page.goto(stage.put(EMPTY, {}))
    return page


# ---- widths between the knots


def both(page: Page, view: str, name: str, sizes: Iterable[float] | None = None, count: int = 0) -> tuple[list, list]:
    """What the browser and what Python say of sizes; by themselves as many as wanted anywhere in the table."""
    measures, measure = SETS[name]
    table = width_table(ATLAS, measures, measure, view, "left")
    chance, ends = Random(f"{view} {name}"), (table["sizes"][0], table["sizes"][-1])
    sizes = list(sizes or (chance.uniform(*ends) for _ in range(count)))
    bodies = [Body(ATLAS.limb, with_size(measures, measure, mm)) for mm in sizes]
    return page.evaluate(AT, [table, sizes]), [numbers(ATLAS, body, view, "left", NOBODY) for body in bodies]


def apart_mm(name: str, mine: float, own: float, per_unit: float) -> float:
    return abs(mine - own) * STEPS[name] * (per_unit * STEPS["per_unit"] if name in PLACES else 1)


def check_between(page: Page, view: str, name: str, count: int) -> None:
    answers, own = both(page, view, name, count=count)
    marks = marks_of(ATLAS, view)
    for mine, theirs in zip(answers, own, strict=True):
        for column in (*PLACES, *LENGTHS):
            per_unit = theirs["columns"]["per_unit"]
            for row, (a, b) in enumerate(zip(mine["columns"][column], theirs["columns"][column], strict=True)):
                if a is None or b is None:  # a hollow mark that comes or goes between two knots is not drawn there
                    assert a is b or (a is None and column.startswith("hollow")), (marks[row], column, a, b)
                else:
                    assert apart_mm(column, a, b, per_unit[row]) <= CLOSE_MM, (marks[row], column, a, b)
        assert abs(mine["yours"]["told_mm"] - theirs["yours"]["told_mm"]) <= 1


@pytest.mark.parametrize("view", VIEWS)
def test_between_two_knots_a_dot_is_within_a_tenth_of_a_mm_of_pythons(plain_page: Page, view: str):
    check_between(plain_page, view, "thumb", 20)


@pytest.mark.endure
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("view", VIEWS)
def test_two_hundred_sizes_of_every_measure_are_within_a_tenth_of_a_mm(plain_page: Page, view: str, name: str):
    check_between(plain_page, view, name, 200)


def check_knots(page: Page, view: str, name: str, every: int) -> None:
    sizes = width_table(ATLAS, *SETS[name], view, "left")["sizes"][::every]
    for mine, own in zip(*both(page, view, name, sizes), strict=True):
        assert {column: mine["columns"][column] for column in ("told", *WORDS)} == {
            column: own["columns"][column] for column in ("told", *WORDS)
        }
        assert mine["yours"] == own["yours"]


@pytest.mark.parametrize("name", ["thumb", "two fingers as tradition counts", "height, counted by the thumb"])
def test_at_a_knot_every_sentence_reads_as_python_says_it(plain_page: Page, name: str):
    check_knots(plain_page, "leg_posterior", name, 4)


@pytest.mark.endure
@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("view", VIEWS)
def test_at_every_knot_every_sentence_reads_as_python_says_it(plain_page: Page, view: str, name: str):
    check_knots(plain_page, view, name, 1)


def test_zusanli_with_a_thumb_of_20_7_mm_that_no_knot_has(plain_page: Page):
    table = width_table(ATLAS, *SETS["thumb"], "leg_anterior", "left")
    row = [code for code, _ in marks_of(ATLAS, "leg_anterior")].index("ST36")
    (mine,), (own,) = both(plain_page, "leg_anterior", "thumb", [20.7])
    assert 20.7 not in table["sizes"]
    assert round(mine["columns"]["distance"][row]) == 69552, "3 × 20.7 mm × 1.12"
    assert (mine["columns"]["told_cm"][row], mine["columns"]["told_plus_minus"][row]) == (70, 17)
    assert mine["columns"]["y"][row] == pytest.approx(own["columns"]["y"][row], abs=1)


def test_a_plain_finger_that_is_five_mm_off_is_told_by_both_or_by_none(plain_page: Page):
    (mine,), (own,) = both(plain_page, "foot_medial", "thumb", [20.8])
    assert mine["columns"]["told_gap"] == own["columns"]["told_gap"]


def test_a_size_beyond_the_table_has_no_answer(plain_page: Page):
    table = width_table(ATLAS, *SETS["thumb"], "hand_dorsal", "left")
    assert plain_page.evaluate(AT, [table, [16.9, 29.1, None]]) == [None, None, None]


# ---- sentences


@cache
def sheet_of(view: str) -> dict[str, Any]:
    return view_sheet(ATLAS, view)


def asked_of(chance: Random) -> tuple[dict[str, Any], dict[str, str]]:
    """A point on a reader: what the browser is given, and what Python says."""
    body, view, side, answers = (
        some_reader(chance),
        chance.choice(VIEWS),
        chance.choice(["left", "right"]),
        some_answers(chance),
    )
    sheet, mine, marks = sheet_of(view), numbers(ATLAS, body, view, side, answers), marks_of(ATLAS, view)
    code, spot = marks[row := chance.randrange(len(marks))]
    first = ATLAS.points[code].members[0]
    code, spot = marks[row := marks.index((code, first))]
    card, place = point_card(ATLAS, body, code, view, side, answers), places_of(body, marks, view, side)[row]
    cun, own = body.cun["S_LEG_MED"], card.on_you
    hover = next(mark for mark in marks_in_view(ATLAS, body, view, side, chosen=code) if mark.place.code == spot)
    settled, labels = mine["answers"]["settled"], []
    if not card.follows.left_out:
        labels = [one[1] for one in sheet["points"][code]["cautions"] if one[4] and one[3] not in settled]
    assert own is not None
    return {
        "mark": sheet["marks"][row], "row": row, "said": sheet["words"], "labels": labels,
        "columns": mine["columns"], "yours": mine["yours"],
    }, {
        "told": own.told, "ruler": own.ruler, "finger": own.finger, "measured": hover.lines[2],
        "counted": "" if place.felt else measure_text(place), "more": card.more_care,
        "yours": f"Yours: 1 cun = {cun.mm:.1f} mm ± {PLUS_MINUS_SD * cun.u_mm:.1f}",
    }  # fmt: skip


def check_words(page: Page, seed: int, count: int) -> None:
    chance = Random(seed)
    asked, own = zip(*(asked_of(chance) for _ in range(count)), strict=True)
    for given, mine, theirs in zip(asked, page.evaluate(SAID, list(asked)), own, strict=True):
        assert mine == theirs, given["mark"]["spot"]


def test_two_hundred_points_on_other_readers_are_told_in_pythons_words(plain_page: Page):
    check_words(plain_page, 1, 200)


@pytest.mark.endure
@pytest.mark.parametrize("seed", range(10, 20))
def test_a_thousand_points_on_other_readers_are_told_in_pythons_words(plain_page: Page, seed: int):
    check_words(plain_page, seed, 1000)


def test_what_answers_change_is_put_into_words_again(plain_page: Page):
    answers = {
        "points": {"SP6": {"left_out": [0, 1]}, "SP9": {"sections": {"press": [2, 3, 4, [5], []], "studies": None}}},
        "zones": {}, "settled": ["SF_PREG"], "texts": ["Left out.", "Why.", "press", "Press it", "", "Lightly."],
    }  # fmt: skip
    told = plain_page.evaluate("async (given) => (await import('/web/instrument/words.js')).spoken(given)", answers)
    assert told["points"]["SP6"] == {"left_out": ["Left out.", "Why."]}
    assert told["points"]["SP9"]["sections"] == {"press": ["press", "Press it", "", ["Lightly."], []], "studies": None}
    assert told["settled"] == ["SF_PREG"]
