"""From what hurts to the end of a session, by real clicks, with the clock of the session sped up."""

import re
import time
from collections.abc import Callable, Iterator, Sequence
from urllib.parse import urlsplit

import pytest
from guiding import (
    answer,
    answer_none,
    begin,
    boxes,
    choose_by_name,
    clock,
    drawn_codes,
    draws,
    give,
    go_to_step,
    open_page,
    press,
    ranges,
    run_to_the_end,
    step_shown,
)
from playwright.sync_api import Page, expect
from screen import GRAPH, addressed, at_rest, painted, settled
from test_accessibility import serious

from content.marks import VIEW_NAMES
from content.pressing import duration
from content.session_time import all_steps, session_minutes
from data.hurt import HURT_VIEWS, areas_of
from data.practice import combine, load_practice
from tools.serve import ROOT, Server
from ui.components.session_clock import SPEED

PRACTICE = load_practice()
FAST = 600  # seconds of a session that pass in one second
PHONE = {"width": 390, "height": 844, "touch": True}
START = "Start the session"
SHOWN = ("heel_pain", "hip_pain", "hot_flushes")  # long, short, without a session; the others are the same machine
SPENT: dict[str, float] = {}


@pytest.fixture(scope="module")
def fast(serve: Callable[..., Server]) -> Server:
    """The atlas with a clock that runs fast."""
    return serve(ROOT / "app.py", **{SPEED: str(FAST)})


@pytest.fixture(scope="module", autouse=True)
def told_at_the_end(request: pytest.FixtureRequest) -> Iterator[None]:
    yield
    if SPENT:
        whole = sum(SPENT.values())
        slowest = max(SPENT, key=SPENT.__getitem__)
        print(f"\n{len(SPENT)} complaints from opening the page to the end: {whole:.0f} s, ", end="")
        print(f"{whole / len(SPENT):.1f} s each; the longest {slowest}, {SPENT[slowest]:.1f} s")


# ---- every complaint


@pytest.mark.parametrize(
    "name", [name if name in SHOWN else pytest.param(name, marks=pytest.mark.endure) for name in PRACTICE.conditions]
)
def test_every_complaint_leads_to_the_end_of_its_session_or_says_why_there_is_none(
    new_page: Callable[..., Page], fast: Server, name: str
) -> None:
    began, condition, page = time.monotonic(), PRACTICE.conditions[name], new_page()
    open_page(page, fast, "complaints")
    answer_none(page)
    choose_by_name(page, condition.name)
    addressed(page, f"complaints={name}")
    if condition.show_as == "information":
        expect(page.get_by_role("heading", name=condition.name, exact=True)).to_be_visible()
        expect(page.get_by_text("No session for this.")).to_be_visible()
        expect(page.get_by_text(condition.why_no_routine)).to_be_visible()
        expect(page.get_by_role("button", name=START)).to_have_count(0)
        SPENT[name] = time.monotonic() - began
        return
    routine = PRACTICE.routines[condition.routine]
    expect(page.get_by_text(f"{condition.name}: what studies say")).to_be_visible()
    expect(page.get_by_text(f"Whole, {session_minutes(all_steps(routine))}")).to_be_visible()
    page.get_by_role("button", name=START).click()
    expect(clock(page).get_by_role("heading", name=routine.title)).to_be_visible()
    give(page, "before", 6)
    press(page, "Start")
    run_to_the_end(page)
    give(page, "after", 4)
    press(page, "Finish")
    timed = sum((2 if step.side == "each" else 1) for step in routine.steps if step.seconds)
    expect(page.get_by_text(f"You did {timed} of {timed} steps.")).to_be_visible()
    expect(page.get_by_text(f"{duration(routine.seconds())}. Before: 6. Now: 4.")).to_be_visible()
    SPENT[name] = time.monotonic() - began


# ---- choosing


@pytest.mark.parametrize(
    "places",
    [
        pytest.param((("right", "foot_sole", 0), ("left", "leg_lateral", 0), ("left", "leg_medial", -1)), id="three"),
        pytest.param(
            [(side, view, n) for side in ("right", "left") for view in HURT_VIEWS for n in range(len(areas_of(view)))],
            marks=pytest.mark.endure,
            id="all",
        ),
    ],
)
def test_a_tap_where_it_hurts_names_the_place_and_offers_its_complaints(
    new_page: Callable[..., Page], fast: Server, places: Sequence[tuple[str, str, int]]
) -> None:
    page = new_page(width=390, height=9000, touch=True)  # so high that nothing has to scroll
    open_page(page, fast, "complaints")
    answer_none(page)
    drawn(page)
    for side, view, n in places:
        area = areas_of(view)[n]
        turn_to(page, view, side)
        spot = area.shape.representative_point()
        at_rest(page)
        page.touchscreen.tap(*on_screen(page, spot.x if side == "right" else -spot.x, spot.y))
        box = page.locator(".st-key-hurt_area_box")
        expect(box).to_contain_text(f"You tapped {area.name}.")
        expect(box.get_by_role("button")).to_have_count(len(area.conditions))
        labels = box.get_by_role("button").all_inner_texts()
        assert [label.removeprefix("✓ ") for label in labels] == [PRACTICE.conditions[c].name for c in area.conditions]
        if area.conditions:
            assert any(label.startswith("✓") for label in labels), "one of them is chosen"
        else:
            assert area.say in box.inner_text()


def turn_to(page: Page, view: str, side: str) -> None:
    for group, name in (("hurt_view", VIEW_NAMES[view]), ("hurt_side", side.capitalize())):
        button = page.locator(f".st-key-{group}").get_by_role("radio", name=name, exact=True)
        if not button.is_checked():
            before = drawn(page)
            button.click()
            drawn(page, before)
            settled(page)


def drawn(page: Page, after: int = 0) -> int:
    """Wait for a paint of the drawing that is tapped, later than number `after`; its number."""
    page.wait_for_function(
        "n => Number(document.querySelector('.st-key-hurt_chart .cun-plot')?.dataset.revision) > n", arg=after
    )
    return int(page.locator(".st-key-hurt_chart .cun-plot").get_attribute("data-revision") or 0)


def on_screen(page: Page, x: float, y: float) -> tuple[float, float]:
    """View units to px of the window."""
    return tuple(
        page.evaluate(
            f"""([x, y]) => {{
              const graph = document.querySelector('{GRAPH}'), box = graph.getBoundingClientRect();
              const {{ xaxis, yaxis }} = graph._fullLayout;
              return [box.left + xaxis._offset + xaxis.l2p(x), box.top + yaxis._offset + yaxis.l2p(y)];
            }}""",
            [x, y],
        )
    )


def test_on_a_phone_the_answer_to_a_tap_comes_into_sight_with_the_start_below_it(
    new_page: Callable[..., Page], fast: Server
) -> None:
    page = new_page(**PHONE)
    open_page(page, fast, "complaints")
    answer_none(page)
    expect(page.get_by_role("heading", name="What hurts?")).to_be_in_viewport()
    painted(page)
    page.touchscreen.tap(*on_screen(page, 0.0, 0.14))
    expect(page.get_by_text("You tapped the heel pad.")).to_be_visible()
    settled(page)
    at_rest(page)
    expect(page.get_by_text("You tapped the heel pad.")).to_be_in_viewport()
    expect(page.get_by_role("button", name=START)).to_be_in_viewport()


def test_a_choice_by_name_closes_the_list_and_on_a_phone_its_result_comes_into_sight(
    new_page: Callable[..., Page], fast: Server
) -> None:
    page = new_page(**PHONE)
    open_page(page, fast, "complaints")
    answer_none(page)
    drawn(page)
    for name, heading in (("Heel pain", "Sore heel"), ("Trouble sleeping", "Sore heel, then Winding down before bed")):
        choose_by_name(page, name)
        expect(page.get_by_role("heading", name=heading, exact=True)).to_be_in_viewport()
        expect(page.get_by_role("button", name=f"✓ {name}")).to_be_visible()
    box = page.locator(".st-key-complaint_name").bounding_box()
    assert box is not None and box["height"] < 60, "it stays one line"


def test_enter_takes_what_is_meant_and_asks_where_a_word_means_several(page: Page, atlas: Server) -> None:
    open_page(page, atlas, "complaints")
    answer_none(page)
    box = page.get_by_role("combobox", name="Choose by name")
    for typed, says in (("gout", "nothing for gout"), ("cramp", "“cramp” is not clear"), ("tired", "")):
        box.click()
        box.fill(typed)
        box.press("Enter")
        settled(page)
        expect(page.get_by_role("listbox")).to_have_count(0)
        told = [one for one in boxes(page) if "measured" not in one]
        assert [says in one for one in told] == [True] * bool(says)
    expect(page.get_by_text("### Low energy").or_(page.get_by_role("button", name="✓ Low energy"))).to_be_visible()
    box.click()
    box.fill("cramp")
    box.press("Enter")
    page.get_by_role("button", name="Leg cramps", exact=True).click()
    expect(page.get_by_role("button", name="✓ Leg cramps")).to_be_visible()
    expect(page.get_by_role("button", name="Period pain", exact=True)).to_have_count(0)
    assert "complaints=low_energy,leg_cramps" in page.url.replace("%2C", ",")


def test_two_complaints_make_one_list_in_order_with_nothing_twice(page: Page, fast: Server) -> None:
    open_page(page, fast, "complaints")
    answer_none(page)
    choose_by_name(page, PRACTICE.conditions["insomnia"].name)
    choose_by_name(page, "Heel pain")
    routine = combine(PRACTICE, ("insomnia", "heel_pain"))
    expect(page.get_by_role("heading", name=routine.title)).to_be_visible()
    listed = page.locator("main ol > li, [data-testid=stMain] ol > li").all_inner_texts()
    assert len(listed) == len(routine.steps)
    heads = [line.splitlines()[0].split(" · ")[0] for line in listed]
    for head, step in zip(heads, routine.steps, strict=True):
        assert all(code in head for code in step.subjects if step.layer == "point" and code != "SHIMIAN")
    once = [(step.subjects, step.technique) for step in routine.steps if step.layer == "point"]
    assert len(set(once)) == len(once)
    assert sum("BL62" in step.subjects and step.technique == "reduce" for step in routine.steps) == 1
    page.get_by_role("button", name=START).click()
    expect(clock(page).get_by_role("heading", name=routine.title)).to_be_visible()
    page.wait_for_url(re.compile(r"routine=RT_HEEL(%2B|\+)RT_SLEEP"))


def test_the_short_session_is_shorter_and_is_the_one_that_begins(page: Page, fast: Server) -> None:
    open_page(page, fast, "complaints?complaints=low_back_pain")
    answer_none(page)
    expect(page.get_by_text("The whole routine is longer than 20 minutes.")).to_be_visible()
    short = page.get_by_role("radio", name="Short")
    short.click()
    settled(page)
    brief = PRACTICE.routines["RT_BACK7"].chosen(short=True)
    page.get_by_role("button", name=START).click()
    steps = sum(2 if step.side == "each" else 1 for step in brief)
    expect(page.get_by_text(f"{steps} steps,")).to_be_visible()
    addressed(page, "short=yes")


@pytest.mark.endure
def test_thousands_of_taps_leave_the_page_alive(page: Page, fast: Server) -> None:
    open_page(page, fast, "complaints")
    answer_none(page)
    drawn(page)
    box = page.locator(GRAPH).bounding_box()
    assert box is not None
    for i in range(300):  # real ones
        page.mouse.click(box["x"] + box["width"] * (0.3 + 0.4 * (i % 7) / 7), box["y"] + box["height"] * (i % 13) / 13)
    page.evaluate(
        f"""() => {{
          const graph = document.querySelector('{GRAPH}'), box = graph.getBoundingClientRect();
          for (let i = 0; i < 3000; i++) {{
            const place = {{ bubbles: true, isPrimary: true, button: 0, pointerType: 'touch',
              clientX: box.left + box.width * ((i * 7919) % 1000) / 1000,
              clientY: box.top + box.height * ((i * 104729) % 1000) / 1000 }};
            graph.dispatchEvent(new PointerEvent('pointerdown', place));
            graph.dispatchEvent(new PointerEvent('pointerup', place));
          }}
        }}"""
    )
    settled(page)
    began = time.monotonic()
    turn_to(page, "leg_medial", "left")
    assert time.monotonic() - began < 10
    area = areas_of("leg_medial")[0]
    spot = area.shape.representative_point()
    page.mouse.click(*on_screen(page, -spot.x, spot.y))
    expect(page.locator(".st-key-hurt_area_box")).to_contain_text(f"You tapped {area.name}.")
    expect(page.get_by_test_id("stException")).to_have_count(0)


# ---- the session


def begun(page: Page, server: Server, routine: str) -> None:
    """A session that was started and paused at its first step."""
    open_page(page, server, f"session?routine={routine}")
    answer_none(page)
    begin(page)


def test_the_drawing_turns_to_each_step_and_shows_its_place_large(page: Page, atlas: Server) -> None:
    begun(page, atlas, "RT_HEEL")
    seen = []
    for n, codes in ((2, ["SHIMIAN"]), (3, ["KI4", "KI5"]), (6, ["BL57"]), (7, ["BL40"])):
        go_to_step(page, n)
        draws(page, *codes)
        x0, x1, y0, y1 = ranges(page)
        x, y = mark(page, codes[0])
        assert x0 < x < x1 and y0 < y < y1, "the place is in sight"
        assert min(x1 - x0, y1 - y0) < 0.65, "and large"
        seen.append((x0, x1))
    assert len(set(seen)) == len(seen)
    left = mark(page, "BL40")
    go_to_step(page, 17)
    draws(page, "BL40")
    assert mark(page, "BL40")[0] == pytest.approx(-left[0], abs=1e-4)


def test_every_step_shows_how_the_hand_moves_and_holds_it_still_when_asked(page: Page, atlas: Server) -> None:
    begun(page, atlas, "RT_BACK7")
    steps = PRACTICE.routines["RT_BACK7"].steps
    movement = page.locator(".cun-clock__movement img")
    shown = set()
    for n in (3, 4, 5, 6, 7):
        go_to_step(page, n)
        expect(movement).to_be_visible()
        assert movement.evaluate("(image) => image.complete && image.naturalWidth > 0"), "the file is there"
        name, _, what = movement.get_attribute("alt").partition(": ")
        assert clock(page).locator('[data-part="technique"]').inner_text().startswith(name) and what
        shown.add(movement.get_attribute("src").split("/")[-1].rsplit("_light", 1)[0].removesuffix("_left"))
    assert len(shown) >= 2 and shown <= {step.technique for step in steps}
    moving = movement.get_attribute("src")
    press(page, "Drawing still")
    expect(movement).not_to_have_attribute("src", moving)
    assert "_still." in movement.get_attribute("src")
    go_to_step(page, 8)
    assert "_still." in movement.get_attribute("src"), "and the next ones stay still too"


def mark(page: Page, code: str) -> tuple[float, float]:
    return tuple(
        page.evaluate(
            f"""(code) => {{
              const points = document.querySelector('{GRAPH}')._fullData.find((trace) => trace.name === 'points');
              const i = points.customdata.findIndex((row) => row[0] === code);
              return [points.x[i], points.y[i]];
            }}""",
            code,
        )
    )


FILM = f"""() => {{
  window.film = [];
  const graph = document.querySelector('{GRAPH}'), plot = graph.closest('.cun-plot');
  const look = () => {{
    const now = document.querySelector('{GRAPH}'), box = now?.getBoundingClientRect();
    film.push({{ same: now === graph, drawn: (now?.querySelectorAll('.main-svg').length ?? 0) > 0,
      marks: now?.querySelectorAll('.scatterlayer .trace').length ?? 0,
      silent: plot.classList.contains('cun-plot--silent'),
      height: Math.round(box?.height ?? 0), top: Math.round(box?.top ?? 0) }});
    requestAnimationFrame(look);
  }};
  look();
}}"""


def test_one_step_turns_into_the_next_without_a_flicker(page: Page, atlas: Server) -> None:
    """Every frame shows the same chart, drawn, at the same place of the page."""
    begun(page, atlas, "RT_HEEL")
    go_to_step(page, 2)
    page.evaluate(FILM)
    for n in range(3, 9):
        go_to_step(page, n)
    film = page.evaluate("film")
    assert len(film) > 60
    assert all(frame["same"] and frame["drawn"] and not frame["silent"] for frame in film)
    assert len({(frame["height"], frame["top"]) for frame in film}) == 1
    assert min(frame["marks"] for frame in film) > 0


def test_of_two_places_that_no_drawing_shows_together_the_reader_chooses_one(page: Page, atlas: Server) -> None:
    begun(page, atlas, "RT_HEEL")
    go_to_step(page, 5)
    draws(page, "KI1")
    sole = page.get_by_role("img", name="Drawing: sole of the foot, left")
    expect(sole).to_be_visible()
    page.get_by_role("radio", name="LR3 Tàichōng").click()
    draws(page, "LR3")
    expect(page.get_by_role("img", name="Drawing: top of the foot, left")).to_be_visible()
    go_to_step(page, 6)
    expect(page.get_by_role("radio", name="LR3 Tàichōng")).to_have_count(0)


def test_a_reload_goes_on_paused_at_the_same_step_with_the_same_drawing(page: Page, atlas: Server) -> None:
    begun(page, atlas, "RT_HEEL")
    go_to_step(page, 4)
    press(page, "Start this step")
    expect(page.locator('.cun-clock[data-now="press"], .cun-clock[data-now="hold"]')).to_be_visible(timeout=15_000)
    shown, drawn = ranges(page), drawn_codes(page)
    page.reload()
    expect(page.get_by_text("You were at step 4, with")).to_be_visible(timeout=30_000)
    settled(page)
    expect(clock(page).get_by_role("button", name="Go on")).to_be_visible()
    assert step_shown(page) == "Step 4 of 20"
    assert ranges(page) == shown and drawn_codes(page) == drawn
    expect(page.locator('.cun-clock[data-now="paused"]')).to_be_visible()


def test_another_page_and_back_keeps_the_place_in_the_session(page: Page, atlas: Server) -> None:
    begun(page, atlas, "RT_HEEL")
    go_to_step(page, 4)
    page.get_by_role("link", name="Techniques").click()
    expect(page.get_by_role("heading", name="Techniques", exact=True)).to_be_visible()
    page.get_by_role("link", name="Session").click()
    expect(page.get_by_text("You were at step 4, with")).to_be_visible(timeout=15_000)
    settled(page)
    draws(page, "KI7", "KI8")


def test_a_second_session_does_not_begin_with_the_end_of_the_first(page: Page, fast: Server) -> None:
    open_page(page, fast, "session?routine=RT_HIP")
    answer_none(page)
    press(page, "Start")
    run_to_the_end(page)
    press(page, "Finish")
    expect(page.get_by_text("You did ")).to_be_visible()
    page.get_by_role("link", name="Choose another complaint").click()
    choose_by_name(page, PRACTICE.conditions["hip_pain"].name)
    page.get_by_role("button", name=START).click()
    expect(clock(page).get_by_role("button", name="Start", exact=True)).to_be_visible()
    settled(page)
    expect(page.get_by_text("You did ")).to_have_count(0)


# ---- links


def test_an_unknown_link_gets_one_sentence_that_stays_and_nothing_is_lost(page: Page, atlas: Server) -> None:
    for asked in (True, False):
        open_page(page, atlas, "complaints?complaints=nope,heel_pain&finger=thumb&mm=20.7")
        if asked:
            answer_none(page)
        assert [box for box in boxes(page) if "There is no" in box] == [
            "There is no complaint “nope”; choose one by name or by tapping where it hurts."
        ]
        expect(page.get_by_role("heading", name="Sore heel")).to_be_visible()
        addressed(page, "mm=20.7")  # the measures stay


# ---- looks


@pytest.mark.parametrize(
    ("width", "dark"),
    [pytest.param(1280, False, marks=pytest.mark.endure), (390, True)],
    ids=["1280-light", "390-dark"],
)
def test_axe_finds_no_serious_barrier_on_the_guiding_pages(
    new_page: Callable[..., Page], atlas: Server, width: int, dark: bool
) -> None:
    page = new_page(width=width, height=844, touch=width == 390, dark=dark)
    open_page(page, atlas, "complaints")
    assert serious(page) == [], "the questions"
    answer(page, varicose="Left")
    answer_none(page)
    choose_by_name(page, "Heel pain")
    choose_by_name(page, "Swollen feet")
    drawn(page)
    assert serious(page) == [], "what hurts"
    fits(page, width)
    page.get_by_role("button", name=START).click()
    begin(page)
    go_to_step(page, 5)
    assert serious(page) == [], "a step"
    fits(page, width)
    press(page, "End here")
    press(page, "Finish")
    expect(page.get_by_text("You ended before the first place.")).to_be_visible()
    assert serious(page) == [], "the end"
    for path in ("care", "techniques", "about", "session"):
        open_page(page, atlas, path)
        assert serious(page) == [], path
        fits(page, width)


def fits(page: Page, width: int) -> None:
    assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= width, urlsplit(page.url).path


def test_on_a_phone_place_side_time_and_words_of_a_step_are_seen_at_once(
    new_page: Callable[..., Page], atlas: Server
) -> None:
    page = new_page(**PHONE)
    begun(page, atlas, "RT_HEEL")
    for n in (2, 3, 6, 8):
        go_to_step(page, n)
        for part in (GRAPH, ".cun-clock__side", ".cun-clock__dial", '[data-do="run"]', ".cun-clock__say"):
            box = page.locator(part).bounding_box()
            assert box is not None and box["y"] >= 0 and box["y"] + box["height"] <= 844, (n, part)
