"""Four readers: pregnant; with a swollen calf; with a sore heel and a phone; a student of what WHO says of GB39."""

import re
import time
from collections.abc import Callable

import pytest
from guiding import (
    answer,
    answer_none,
    boxes,
    choose_by_name,
    clock,
    draws,
    give,
    open_page,
    press,
    run_to_the_end,
    step_shown,
    stored,
)
from playwright.sync_api import Page, Route, expect
from screen import (
    BELOW,
    CARD,
    GRAPH,
    HEADING,
    TOLD,
    card_of,
    choose_view,
    find,
    list_of,
    marks,
    open_atlas,
    painted,
    settled,
)

from tools.serve import ROOT, Server
from ui.components.session_clock import SPEED

NOT_NOW = "Please do not press or massage now."
LEFT_OUT = "Left out because of your answers."
LATER = "After the first three months"
VARICOSE = '[data-question="varicose"]'
PAGES = {"": "Cun Atlas", "complaints": "What hurts?", "session?routine=RT_HEEL": "Sore heel", "techniques": "Press"}


@pytest.fixture(scope="module")
def fast(serve: Callable[..., Server]) -> Server:
    return serve(ROOT / "app.py", **{SPEED: "600"})


def say(page: Page, server: Server, **answers: str) -> None:
    """Answer the questions on the page Before you press: these, and no to all the others."""
    open_page(page, server, "care")
    answer(page, **answers)
    answer_none(page)


def follow(page: Page, link: str) -> None:
    """Go to another page by its link, so that nothing is loaded anew."""
    page.locator(".cun-menu").get_by_role("link", name=link).click()
    settled(page)


# ---- pregnant


def test_for_a_pregnant_reader_sp6_is_on_no_drawing_in_no_list_and_in_no_session(page: Page, atlas: Server) -> None:
    say(page, atlas, pregnant=LATER)
    open_atlas(page, atlas, "?view=leg_medial")
    expect(page.get_by_text("Left out because of your answers: SP6", exact=False)).to_be_visible()
    assert "SP6" not in marks(page) and "SP7" in marks(page)
    expect(list_of(page).get_by_role("button", name="SP7", exact=True)).to_be_visible()
    expect(list_of(page).get_by_role("button", name="SP6", exact=True)).to_have_count(0)
    find(page, "sanyinjiao")
    expect(page.get_by_role("option", name=re.compile("SP6.*left out for you"))).to_be_visible()
    page.keyboard.press("Enter")
    says_left_out(page)


def says_left_out(page: Page) -> None:
    """The card of SP6 tells why it is left out, and nothing of where it is or how it is pressed."""
    card_of(page, "SP6")
    expect(page.locator(CARD)).to_contain_text(LEFT_OUT)
    expect(page.locator(CARD)).to_contain_text("Ask your midwife")
    expect(page.locator(CARD)).not_to_contain_text("Press it")
    expect(page.locator(CARD)).not_to_contain_text("Find it")
    expect(page.locator(TOLD)).to_have_text("")


def test_no_link_and_no_reload_brings_a_left_out_point_back(page: Page, atlas: Server) -> None:
    say(page, atlas, pregnant=LATER)
    for _ in range(2):
        open_atlas(page, atlas, "?point=SP6&view=leg_medial")
        says_left_out(page)
        assert "SP6" not in marks(page)
        page.reload()
    says_left_out(page)
    assert stored(page)["pregnant"] == "yes" and "pregnant" not in page.url


# Writes down whatever is shown of SP6, as soon as it is shown: in the card, in the list, or as a mark.
WATCH = """(() => {
  const seen = (window.seenOfSp6 = []);
  const look = () => {
    const card = document.querySelector('.cun-ins__inside')?.textContent ?? '';
    if (/Press it|Find it/.test(card) && /^SP6/.test(document.querySelector('.cun-ins__title').textContent))
      seen.push(card.slice(0, 80));
    if (/^SP6/.test(document.querySelector('.cun-ins__title')?.textContent ?? '')) {
      const told = document.querySelector('.cun-ins__told').textContent;
      if (told) seen.push(told);
    }
    for (const one of document.querySelectorAll('.cun-ins__list button'))
      if (one.textContent === 'SP6') seen.push('in the list');
    if (/SP6/.test(document.querySelector('.cun-plot__graph')?.ariaLabel ?? '')) seen.push('on the drawing');
  };
  new MutationObserver(look).observe(document, { subtree: true, childList: true, attributes: true,
    characterData: true });
})();"""


def test_a_left_out_point_never_flashes_while_the_page_loads_and_while_views_turn(page: Page, atlas: Server) -> None:
    say(page, atlas, pregnant=LATER)
    page.add_init_script(WATCH)
    for _ in range(2):
        open_atlas(page, atlas, "?point=SP6&view=leg_medial")
        says_left_out(page)
    choose_view(page, "Sole of the foot")
    choose_view(page, "Inner side of the leg")
    page.get_by_role("radio", name="Left", exact=True).click()
    page.wait_for_url("**side=left**")
    settled(page)
    assert "SP7" in marks(page)
    assert page.evaluate("seenOfSp6") == []


def test_for_a_pregnant_reader_a_session_is_gentle_and_says_what_is_missing(page: Page, atlas: Server) -> None:
    say(page, atlas, pregnant=LATER)
    follow(page, "What hurts")
    choose_by_name(page, "Stress and tension")
    listed = page.locator("[data-testid=stMain] ol > li")
    assert not any("SP6" in line for line in listed.all_inner_texts())
    expect(page.get_by_text(re.compile("^SP6 Sānyīnjiāo: "))).to_be_visible()
    page.get_by_role("button", name="Start the session").click()
    press(page, "Start")
    press(page, "Pause")
    titles, levels = [], []
    while clock(page).get_by_role("heading", name="Rest a moment").count() == 0:
        titles.append(page.locator('[data-part="title"]').inner_text())
        if page.locator('[data-part="pressure"]').is_visible():
            levels.append(int(re.search(r"(\d) of 5", page.locator('[data-part="level"]').inner_text())[1]))
        press(page, "Skip")
    assert titles and not any("SP6" in title for title in titles) and any("KI1" in title for title in titles)
    assert max(levels) <= 2


def test_a_pregnant_reader_gets_no_session_for_cramps_but_a_reason(page: Page, atlas: Server) -> None:
    say(page, atlas, pregnant=LATER)
    follow(page, "What hurts")
    choose_by_name(page, "Period pain")
    expect(page.get_by_text("This routine is not for you now.")).to_be_visible()
    expect(page.get_by_role("button", name="Start the session")).to_have_count(0)
    open_page(page, atlas, "session?routine=RT_PERIOD")
    expect(page.get_by_text("This session is not for you now.")).to_be_visible()
    expect(page.locator(".cun-clock")).to_have_count(0)


@pytest.mark.parametrize("late", ["plotly-basic", "plot.js", "plates"])
def test_the_drawing_appears_also_when_its_files_come_late(page: Page, atlas: Server, late: str) -> None:
    """The browser tells the kept answers, and the page is run again, before the drawing could begin."""

    def slowly(route: Route) -> None:
        time.sleep(1.0)
        route.continue_()

    say(page, atlas, pregnant=LATER)
    page.route(f"**/static/**{late}*", slowly) if late != "plates" else page.route("**/static/plates/*.svg", slowly)
    open_atlas(page, atlas, "?view=leg_medial")
    assert "SP7" in marks(page)


# ---- a swollen calf


def test_with_a_swollen_calf_every_page_that_guides_is_replaced(page: Page, atlas: Server) -> None:
    open_page(page, atlas, "care")
    answer(page, swollen_leg="Left")
    expect(page.get_by_text(NOT_NOW)).to_be_visible()
    for link, sign in zip(("Atlas", "What hurts", "Session", "Techniques"), PAGES.values(), strict=True):
        follow(page, link)
        replaced(page, sign)
    follow(page, "Before you press")
    expect(page.locator('[data-question="swollen_leg"]')).to_be_visible()


@pytest.mark.parametrize("path", PAGES)
def test_a_link_and_a_reload_are_replaced_too(page: Page, atlas: Server, path: str) -> None:
    open_page(page, atlas, "care")
    answer(page, swollen_leg="Left")
    page.wait_for_function("sessionStorage.getItem('cun-atlas care')?.includes('swollen_leg')")
    open_page(page, atlas, path)
    replaced(page, PAGES[path])
    page.reload()
    replaced(page, PAGES[path])
    page.get_by_role("link", name="Change my answers").click()
    answer(page, swollen_leg="No")
    answer_none(page)
    expect(page.get_by_text("Nothing has to be left out.")).to_be_visible()


def replaced(page: Page, sign: str) -> None:
    expect(page.get_by_text(NOT_NOW)).to_be_visible(timeout=15_000)
    settled(page)
    for place in (GRAPH, ".cun-clock", ".cun-ins", BELOW):
        expect(page.locator(f"[data-testid=stMain] {place}")).to_have_count(0)
    expect(page.get_by_test_id("stMain").get_by_role("heading", name=sign, exact=True)).to_have_count(0)


def test_answering_the_danger_in_the_middle_of_the_questions_stops_at_once(page: Page, atlas: Server) -> None:
    open_page(page, atlas, "session?routine=RT_HEEL")
    answer(page, swollen_leg="Yes")
    expect(page.get_by_text(NOT_NOW)).to_be_visible()
    expect(page.get_by_text(NOT_NOW)).to_be_in_viewport()
    expect(page.locator(".cun-clock")).to_have_count(0)


# ---- a sore heel and a phone


def test_a_reader_with_a_sore_heel_and_a_phone_gets_from_the_first_page_to_the_end(
    new_page: Callable[..., Page], fast: Server
) -> None:
    phone = new_page(width=390, height=844, touch=True)
    open_page(phone, fast, "")
    phone.get_by_role("button", name="Something hurts").tap()
    expect(phone.get_by_role("heading", name="Before you press")).to_be_visible()
    phone.locator(".cun-lines__none").tap()
    expect(phone.get_by_role("heading", name="What hurts?")).to_be_in_viewport(timeout=15_000)
    settled(phone)
    painted(phone)
    box = phone.locator(GRAPH).bounding_box()
    assert box is not None and box["y"] + box["height"] < 844, "the whole drawing is in sight"
    phone.touchscreen.tap(box["x"] + box["width"] * 0.5, box["y"] + box["height"] * 0.78)
    expect(phone.get_by_text("You tapped the heel pad.")).to_be_in_viewport()
    phone.get_by_role("button", name="Start the session").tap()
    start = clock(phone).get_by_role("button", name="Start", exact=True)
    expect(start).to_be_in_viewport(timeout=15_000)
    give(phone, "before", 7)
    start.tap()
    run_to_the_end(phone)
    give(phone, "after", 5)
    clock(phone).get_by_role("button", name="Finish").tap()
    expect(phone.get_by_text("Time at the places: 20 minutes. Before: 7. Now: 5.")).to_be_in_viewport()
    expect(phone.get_by_text("You did 20 of 20 steps.")).to_be_in_viewport()
    assert phone.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= 390


def test_what_cannot_be_reached_is_done_another_way_on_the_phone(new_page: Callable[..., Page], atlas: Server) -> None:
    phone = new_page(width=390, height=844, touch=True)
    open_page(phone, atlas, "session?routine=RT_HEEL")
    answer_none(phone)
    press(phone, "Start")
    press(phone, "Skip")
    said = phone.locator('[data-part="say"]').inner_text()
    press(phone, "I can't reach this")
    press(phone, "Do it this way")
    assert phone.locator('[data-part="say"]').inner_text() not in ("", said)
    assert step_shown(phone) == "Step 2 of 20"
    settled(phone)
    draws(phone, "SHIMIAN")


# ---- a student


def test_a_student_finds_what_who_says_of_gb39_and_where_another_book_puts_it(page: Page, atlas: Server) -> None:
    open_page(page, atlas, "?point=GB39&view=leg_lateral&finger=thumb&mm=20.7")
    expect(page.locator(HEADING)).to_contain_text("GB39")
    painted(page)
    card = page.locator(BELOW)
    card.locator("summary").filter(has_text="Who says where").click()
    expect(card).to_contain_text("WHO 2008: as on this card")
    expect(card).to_contain_text("at the front edge of the thin outer bone")
    expect(card).to_contain_text("behind the thin outer bone")
    expect(card).to_contain_text(re.compile(r"\d+ mm from the dot"))
    said = page.evaluate(f"""() => {{
      const trace = document.querySelector('{GRAPH}')._fullData.find(({{ name }}) => name === 'who says where');
      return [trace.x.length, trace.marker.symbol, trace.hovertext[0] ?? trace.hovertext];
    }}""")
    assert said[0] == 1 and "triangle" in said[1] and "Deadman" in said[2]
    told = re.search(r"(\d+) mm from the dot", card.inner_text())
    assert told is not None and f"{told[1]} mm from the dot" in said[2], "card and drawing say the same"


# ---- the answers are kept


def test_going_from_page_to_page_keeps_every_answer(page: Page, atlas: Server) -> None:
    say(page, atlas, varicose="Left", pregnant=LATER)
    given = stored(page)
    for link in (
        "Atlas",
        "Measure",
        "What hurts",
        "Techniques",
        "Session",
        "About and sources",
        "Atlas",
        "Before you press",
    ):
        follow(page, link)
        assert stored(page) == given, link
    expect(page.locator(VARICOSE).get_by_role("radio", name="Left")).to_be_checked()
    answer(page, varicose="Right")
    follow(page, "Atlas")
    expect(page.get_by_text("Varicose veins (right)")).to_be_visible()
    follow(page, "Before you press")
    expect(page.locator(VARICOSE).get_by_role("radio", name="Right")).to_be_checked()
    assert stored(page) == {**given, "varicose": "right"}
    assert not [box for box in boxes(page) if "answered both" in box]


def test_the_questions_are_not_asked_again_on_the_next_page(page: Page, atlas: Server) -> None:
    open_page(page, atlas, "complaints")
    answer_none(page)
    follow(page, "Session")
    expect(page.get_by_text("No routine is chosen yet.")).to_be_visible()
    expect(page.get_by_role("heading", name="Before you press")).to_have_count(0)
