"""The browser's store alone: what it tells, and when it says nothing."""

from typing import Any

from playwright.sync_api import Page
from stage import Part, Stage, draw, mounted, told

from web.component_files import code

STORE = Part('<div class="cun-store" hidden></div>', "", code("store"))
NOTHING = {"care": None, "measures": None, "people": [], "unsaved": None}
ANNA = {"mm": {"thumb": 20.7}, "whose": "own", "age": "adult"}
KEPT = "JSON.parse(localStorage.getItem('cun-atlas people'))?.people"
NO_STORE = "Object.defineProperty(window, 'sessionStorage', { get() { throw new DOMException('no'); } })"
ALL_ANSWERS = {"pregnant": "no", "varicose": "left"}


def open_store(page: Page, stage: Stage, before: str = "", **changes: Any) -> None:
    data = {"keep": NOTHING, "wants": {"care": False}, "visit": "first", "tops": 0, **changes}
    if before:
        page.add_init_script(before)
    page.goto(stage.put(STORE, data))
    mounted(page)


def after_a_quiet_moment(page: Page) -> list[dict[str, Any]]:
    page.wait_for_function("() => cunTalk.waiting.size === 0")
    return told(page, "told")


def test_a_browser_that_keeps_nothing_says_nothing_until_it_is_asked(page: Page, stage: Stage) -> None:
    open_store(page, stage)
    draw(page)
    assert after_a_quiet_moment(page) == []
    draw(page, {"wants": {"care": True}})
    draw(page)
    (all_of_it,) = after_a_quiet_moment(page)
    assert {name: part.get("answers", part.get("text")) for name, part in all_of_it.items()} == dict.fromkeys(
        ("care", "people", "unsaved")
    )


def test_all_that_is_kept_is_told_once_and_to_a_new_session_again(page: Page, stage: Stage) -> None:
    seed = f"""sessionStorage.setItem('cun-atlas care', JSON.stringify({{ answers: {ALL_ANSWERS}, at: Date.now() }}));
      localStorage.setItem('cun-atlas people', '{{}}');"""
    open_store(page, stage, seed)
    draw(page, {"keep": {**NOTHING, "care": ALL_ANSWERS}})
    (once,) = after_a_quiet_moment(page)
    assert once["care"]["answers"] == ALL_ANSWERS and once["care"]["old"] is False
    assert once["people"]["text"] == "{}"
    draw(page, {"visit": "second"})
    assert len(after_a_quiet_moment(page)) == 2


def test_each_order_is_carried_out_once_and_named_and_other_people_stay(page: Page, stage: Stage) -> None:
    open_store(
        page, stage, 'localStorage.setItem(\'cun-atlas people\', \'{"cun_atlas_people": 1, "people": {"Bo": 1}}\')'
    )
    anna, eva = {"id": "a", "put": {"Anna": ANNA}}, {"id": "b", "put": {"Eva": ANNA}}
    draw(page, {"keep": {**NOTHING, "people": [anna]}})
    draw(page, {"keep": {**NOTHING, "people": [anna, eva]}})
    draw(page)
    assert page.evaluate(KEPT) == {"Bo": 1, "Anna": ANNA, "Eva": ANNA}
    last = after_a_quiet_moment(page)[-1]["people"]
    assert last["refused"] is False and last["done"] == ["a", "b"] and "Anna" in last["text"]
    page.evaluate("localStorage.removeItem('cun-atlas people')")
    draw(page, {"keep": {**NOTHING, "people": [anna, eva, {"id": "c", "remove": "Bo"}]}})
    assert page.evaluate(KEPT) == {}, "Anna and Eva were put once, and are not put again"


def test_people_saved_in_another_tab_are_told_and_nothing_else_anew(page: Page, stage: Stage) -> None:
    open_store(page, stage, wants={"care": True})
    (before,) = after_a_quiet_moment(page)
    page.evaluate("window.dispatchEvent(new StorageEvent('storage', { key: 'cun-atlas people' }))")
    _, after = after_a_quiet_moment(page)
    assert [name for name in before if after[name]["at"] != before[name]["at"]] == ["people"]


def test_a_browser_that_keeps_no_answers_says_so_once(page: Page, stage: Stage) -> None:
    open_store(page, stage, NO_STORE, wants={"care": True})
    for _ in range(2):
        draw(page, {"keep": {**NOTHING, "care": ALL_ANSWERS}})
    assert [one["care"].get("refused", False) for one in after_a_quiet_moment(page)] == [False, True]


def test_answers_that_are_kept_already_keep_their_age(page: Page, stage: Stage) -> None:
    open_store(
        page, stage, f"sessionStorage.setItem('cun-atlas care', JSON.stringify({{answers: {ALL_ANSWERS}, at: 5}}))"
    )
    draw(page, {"keep": {**NOTHING, "care": ALL_ANSWERS}})
    age = "JSON.parse(sessionStorage.getItem('cun-atlas care')).at"
    assert page.evaluate(age) == 5 and after_a_quiet_moment(page)[0]["care"]["old"] is True
    draw(page, {"keep": {**NOTHING, "care": {"pregnant": "yes"}}})
    assert page.evaluate(age) > 5


def test_after_a_gap_all_that_is_kept_is_told_once_more(page: Page, stage: Stage) -> None:
    """The element that says whether the line stands is Streamlit's own."""
    open_store(page, stage, 'sessionStorage.setItem(\'cun-atlas unsaved\', \'{"kept": {"nb_note": "so far"}}\')')
    page.evaluate("""() => {
      const app = document.createElement('div');
      Object.assign(app.dataset, { testid: 'stApp', testConnectionState: 'CONNECTED' });
      document.body.append(app);
    }""")
    draw(page)
    (before,) = after_a_quiet_moment(page)
    for state in ("CONNECTING", "CONNECTED"):
        page.evaluate(
            "state => { document.querySelector('[data-testid=stApp]').dataset.testConnectionState = state; }", state
        )
        page.wait_for_timeout(50)
    _, after = after_a_quiet_moment(page)
    assert after["unsaved"] | {"at": 0} == {"kept": {"nb_note": "so far"}, "lost": True, "at": 0}
    assert all(after[name]["at"] > before[name]["at"] for name in before)


def test_measures_are_written_once_so_that_those_of_another_tab_stay(page: Page, stage: Stage) -> None:
    mine = {"keep": {**NOTHING, "measures": "finger=thumb&mm=20.7"}}
    open_store(page, stage, **mine)
    kept = "localStorage.getItem('cun-atlas measures')"
    assert page.evaluate(kept) == "finger=thumb&mm=20.7"
    page.evaluate("localStorage.setItem('cun-atlas measures', 'finger=thumb&mm=22')")
    draw(page, mine)
    assert page.evaluate(kept) == "finger=thumb&mm=22"
    draw(page, {"keep": {**NOTHING, "measures": ""}})
    assert page.evaluate(kept) is None and after_a_quiet_moment(page) == []


def test_a_browser_that_keeps_no_measures_says_so_once(page: Page, stage: Stage) -> None:
    no = "Object.defineProperty(window, 'localStorage', { get() { throw new DOMException('no'); } })"
    open_store(page, stage, no)
    for _ in range(2):
        draw(page, {"keep": {**NOTHING, "measures": "finger=thumb&mm=20.7"}})
    (once,) = after_a_quiet_moment(page)
    assert once["measures"]["refused"] is True
