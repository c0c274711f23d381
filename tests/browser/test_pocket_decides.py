"""The pocket atlas decides as Python does: the same outcome, card and session for the same answers."""

import json
from collections.abc import Iterator
from itertools import combinations
from random import Random
from typing import Any

import pytest
from instrument_helpers import ATLAS, CARE, VIEWS, some_reader
from playwright.sync_api import Browser, Page
from stage import Stage

from content import pocket_care, pocket_practice, pocket_techniques
from content.answered import answered, section_row
from content.care_told import consequences, said
from content.follows import follows_for, limits_of
from content.numbers import numbers
from content.session_time import session_minutes
from content.sessions import allowed, session_of
from content.sheets import view_sheet
from content.technique_cards import technique_card
from coords.side import SIDES
from data.care.decision import NO, Decision, contradictions, decide
from data.practice import load_practice

PRACTICE = load_practice()
NOBODY: dict[str, str] = {}
ALL_NO = dict.fromkeys(CARE.questions, NO)
SINGLES = [{name: answer} for name, question in CARE.questions.items() for answer in question.answers]
PAIRS = [one | other for one, other in combinations(SINGLES, 2) if one.keys() != other.keys()]
STRANGE: list[dict[str, Any]] = [{"fever": "perhaps"}, {"nothing": "yes"}, {"gout": 1, "pregnant": None}]
SIDED = (*SIDES, "both", "none")
THINGS = [
    *(("point", code) for code in ATLAS.points),
    *(("zone", name) for name in ("Z_HEEL", "Z_UTERUS_PROSTATE", "Z_HEART")),
    *(("technique", name) for name in ATLAS.techniques),
    *(("routine", name) for name in PRACTICE.routines),
    *(("segment", name) for name in ("foot", "hand")),
    *(("massage", "stroke"), ("deed", "soak"), ("structure", "great_saphenous_vein")),
]


def whole_answers(chance: Random) -> dict[str, str]:
    """Every question answered somehow, most of them with no."""
    return {
        name: chance.choice(question.answers[1:]) if chance.random() < 0.2 else NO
        for name, question in CARE.questions.items()
    }


def some_pairs(count: int) -> list[dict[str, str]]:
    return Random(19).sample(PAIRS, count)


@pytest.fixture(scope="module")
def page(browser: Browser, stage: Stage) -> Iterator[Page]:
    """A page that has the tables of the pocket atlas and may import its modules."""
    page = browser.new_page()
    page.goto(stage.url + stage.script("// nothing is drawn"))
    tables = {
        "care": pocket_care.care(ATLAS),
        "changes": pocket_care.changes(ATLAS),
        "practice": pocket_practice.practice(ATLAS),
        "techniques": pocket_techniques.techniques(ATLAS),
    }
    page.evaluate("tables => Object.assign(window, JSON.parse(tables))", json.dumps(tables))
    yield page
    page.close()


# ---- what follows from the answers

DECIDED = """async ([asked, things, sides]) => {
  const { contradiction, decide } = await import("/web/pocket/decide.js");
  const { allowed } = await import("/web/pocket/steps.js");
  const of = (done) => ({
    kept: done.kept.map(({ step, side, cap, without }) => [step.id, side, cap, without]),
    out: done.leftOut.map(({ step, side, safety }) => [step.id, side, safety]),
    blocked: done.blockedBy, notes: done.notes });
  return asked.map((answers) => {
    const now = decide(care, answers);
    return {
      complete: now.complete, replaced: now.replacedBy, contradiction: contradiction(care, answers),
      settled: care.gravity.filter(now.settled), advises: care.gravity.map(now.advises),
      routines: Object.keys(practice.routines).flatMap((id) =>
        [false, true].map((short) => of(allowed(now, practice, id, short)))),
      things: things.flatMap(([kind, name]) => sides.map((side) => [now.removed(kind, name, side),
        now.cap(kind, name, side), now.capReasons(kind, name, side), now.notes(kind, name, side)])),
      always: things.map((thing) => now.alwaysNotes(...thing)),
      without: sides.map(now.without),
    };
  });
}"""


def decided(answers: dict[str, Any], things: list[tuple[str, str]]) -> dict[str, Any]:
    """The same as Python says it."""
    now = decide(CARE, answers)
    gravity = pocket_care.by_gravity(frozenset(CARE.words), CARE.words)
    found = {
        "complete": now.complete,
        "replaced": now.replaced_by,
        "contradiction": contradictions(answers),
        "settled": [name for name in gravity if now.settled(name)],
        "advises": [now.advises(name) for name in gravity],
        "routines": [outcome(now, name, short) for name in PRACTICE.routines for short in (False, True)],
        "things": [
            [now.removed(*thing, side), now.cap(*thing, side), now.cap_reasons(*thing, side), now.notes(*thing, side)]
            for thing in things
            for side in SIDED
        ],
        "always": [now.always_notes(*thing) for thing in things],
        "without": [now.without(side) for side in SIDED],
    }
    return json.loads(json.dumps(found))


def outcome(decision: Decision, name: str, short: bool) -> dict[str, Any]:
    done = allowed(decision, PRACTICE.routines[name], short)
    return {
        "kept": [[one.step.id, one.side, one.cap, one.without] for one in done.steps],
        "out": [[one.step.id, one.side, one.safety_id] for one in done.left_out],
        "blocked": done.blocked_by,
        "notes": done.notes,
    }


def check_decided(page: Page, asked: list[dict[str, Any]], things: list[tuple[str, str]]) -> None:
    for answers, mine in zip(asked, page.evaluate(DECIDED, [asked, things, SIDED]), strict=True):
        theirs = decided(answers, things)
        assert {name: mine[name] for name in mine if mine[name] != theirs[name]} == {}, answers


def test_every_single_answer_leaves_of_every_routine_and_of_some_things_what_python_leaves(page: Page):
    check_decided(page, [NOBODY, ALL_NO, *STRANGE, *SINGLES, *(ALL_NO | one for one in SINGLES)], THINGS[::9])


def test_some_pairs_and_whole_sets_of_answers_leave_what_python_leaves(page: Page):
    chance = Random(7)
    check_decided(page, [*some_pairs(40), *(whole_answers(chance) for _ in range(40))], THINGS[::50])


@pytest.mark.endure
def test_every_answer_and_many_whole_sets_leave_of_every_thing_what_python_leaves(page: Page):
    chance = Random(8)
    check_decided(page, [*SINGLES, *(ALL_NO | one for one in SINGLES)], THINGS)
    check_decided(page, [whole_answers(chance) for _ in range(150)], THINGS[::25])


@pytest.mark.endure
def test_every_pair_of_answers_leaves_what_python_leaves(page: Page):
    for start in range(0, len(PAIRS), 100):
        check_decided(page, PAIRS[start : start + 100], [])


# ---- what is told of them

TOLD = """async (asked) => {
  const { consequencesOf, saidOf } = await import("/web/pocket/consequences.js");
  const { decide } = await import("/web/pocket/decide.js");
  return asked.map((answers) => decide(care, answers)).map((now) => [saidOf(now),
    consequencesOf(now).map(({ heading, found }) => [heading, found.map(({ level, lines }) => [level, lines])])]);
}"""


def test_the_answers_and_what_follows_are_told_in_pythons_words(page: Page):
    asked = [NOBODY, ALL_NO, *SINGLES, *some_pairs(60)]
    for answers, mine in zip(asked, page.evaluate(TOLD, asked), strict=True):
        follows = consequences(ATLAS, decide(CARE, answers))
        found = [[heading, [[one.level, list(one.lines)] for one in ones]] for heading, ones in follows.items()]
        assert mine == [said(CARE, answers), found], answers


# ---- what they change on cards

ANSWERED = """async ([sheet, asked]) => {
  const { answersOf } = await import("/web/pocket/answered.js");
  const { decide } = await import("/web/pocket/decide.js");
  return asked.map(([answers, side]) => answersOf(decide(care, answers), changes, sheet, side));
}"""


def spoken(told: dict[str, Any]) -> dict[str, Any]:
    """What `answered` says with its texts in their places."""

    def word(value: Any) -> Any:
        if isinstance(value, dict):
            return {name: word(part) for name, part in value.items()}
        if isinstance(value, list):
            return [word(part) for part in value]
        return told["texts"][value] if isinstance(value, int) else value

    return {"points": word(told["points"]), "zones": word(told["zones"]), "settled": told["settled"], "texts": []}


def check_answered(page: Page, view: str, asked: list[tuple[dict[str, str], str]]) -> None:
    mine = page.evaluate(ANSWERED, [view_sheet(ATLAS, view), asked])
    for (answers, side), one in zip(asked, mine, strict=True):
        assert one == spoken(answered(ATLAS, view, side, decide(CARE, answers))), (view, side, answers)


@pytest.mark.parametrize("view", VIEWS)
def test_every_answer_changes_the_cards_of_a_view_as_python_changes_them(page: Page, view: str):
    chance = Random(view)
    asked = [NOBODY, ALL_NO, *(ALL_NO | one for one in SINGLES), *(whole_answers(chance) for _ in range(4))]
    check_answered(page, view, [(answers, side) for answers in asked for side in SIDES])


@pytest.mark.endure
@pytest.mark.parametrize("view", VIEWS)
def test_answers_among_open_questions_change_the_cards_as_python_changes_them(page: Page, view: str):
    chance = Random(view)
    asked = [*SINGLES, *(whole_answers(chance) for _ in range(20))]
    check_answered(page, view, [(answers, side) for answers in asked for side in SIDES])


LIMITED = """async (asked) => {
  const { decide } = await import("/web/pocket/decide.js");
  const { followsFor, toldUnder } = await import("/web/pocket/follows.js");
  return asked.map((answers) => decide(care, answers)).map((now) =>
    Object.entries(techniques.cards).map(([name, card]) => {
      const { left_out: out, limit } = followsFor(now, "technique", name, "both", card.hardest);
      return [out, limit, toldUnder(care, card, now.cap("technique", name), now.without())];
    }));
}"""


def test_the_card_of_a_technique_is_pythons_under_every_answer(page: Page):
    names = [name for group in pocket_techniques.techniques(ATLAS)["groups"] for name, _ in group[1]]
    asked = [NOBODY, *SINGLES]
    for answers, mine in zip(asked, page.evaluate(LIMITED, asked), strict=True):
        decision = decide(CARE, answers)
        for name, (out, limit, told) in zip(names, mine, strict=True):
            follows = follows_for(ATLAS, decision, "technique", name)
            because = [one and [one.head, *one.sentences] for one in (follows.left_out, follows.limit)]
            card = technique_card(ATLAS, name, limits=limits_of(decision, "technique", name))
            assert [out, limit] == because, (name, answers)
            assert told["steps"] == list(card.movement.steps), (name, answers)
            assert told["sections"] == [section_row(one) for one in card.sections], (name, answers)


# ---- the session

LED = """async ([answers, asked, sheets, numbers]) => {
  const { decide } = await import("/web/pocket/decide.js");
  const { allowed, minutesOf, sessionOf } = await import("/web/pocket/steps.js");
  const pocket = {
    data: { views: Object.keys(sheets).map((id) => ({ id, sheet: id })) },
    fetched: async (address) => sheets[address],
    numbers: async (view, side) => numbers[`${view} ${side}`],
  };
  const now = decide(care, answers);
  return Promise.all(asked.map(async ([id, short]) => {
    const done = allowed(now, practice, id, short);
    const { id: _id, ready: _ready, ...session } = await sessionOf(pocket, practice, id, done, now);
    return { ...session, minutes: minutesOf(practice, done.kept) };
  }));
}"""
LED_BY = [
    ALL_NO,
    ALL_NO | {"pregnant": "yes"},
    ALL_NO | {"child": "yes", "varicose": "left"},
    ALL_NO | {"wound": "right"},
    ALL_NO | {"diabetes": "yes", "weak_bones": "yes"},
]


@pytest.mark.parametrize("number", range(len(LED_BY)))
def test_a_session_has_pythons_steps_words_centimetres_and_minutes(page: Page, number: int):
    check_led(page, number, list(PRACTICE.routines)[number :: len(LED_BY)])


@pytest.mark.endure
@pytest.mark.parametrize("number", range(len(LED_BY)))
def test_every_session_has_pythons_steps_words_centimetres_and_minutes(page: Page, number: int):
    check_led(page, number, list(PRACTICE.routines))


def check_led(page: Page, number: int, routines: list[str]) -> None:
    answers, body = LED_BY[number], some_reader(Random(number))
    decision, chance = decide(CARE, answers), Random(number)
    sheets = {view: view_sheet(ATLAS, view) for view in VIEWS}
    told = {f"{view} {side}": numbers(ATLAS, body, view, side, decision) for view in VIEWS for side in SIDES}
    asked = [(name, chance.random() < 0.3) for name in routines]
    for (name, short), mine in zip(asked, page.evaluate(LED, [answers, asked, sheets, told]), strict=True):
        done = allowed(decision, PRACTICE.routines[name], short)
        theirs = session_of(ATLAS, body, PRACTICE, PRACTICE.routines[name], done, decision)
        assert mine == {**theirs, "minutes": session_minutes(done.steps)}, (name, short)


def test_a_limit_that_no_table_tells_stops_everything(page: Page):
    """A softer answer that the tables do not know must not be passed over."""
    told = page.evaluate("""async () => {
      const { toldUnder } = await import("/web/pocket/follows.js");
      const steps = Object.values(practice.routines)[0].steps;
      try { return toldUnder(care, steps[0].texts, 4, []); } catch (error) { return error.message; }
    }""")
    assert told == "no words for level 4 without "


def test_the_tables_know_every_limit_that_answers_set():
    chance = Random(3)
    known = set(pocket_care.limits())
    for _ in range(300):
        decision = decide(CARE, whole_answers(chance))
        for kind, name in THINGS[::7]:
            assert all(limits_of(decision, kind, name, side) in known for side in SIDED)
