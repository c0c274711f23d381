"""The pocket atlas leads through pressing: nobody passes the questions by, and a session ends without a network."""

import json
import re

import pytest
from guiding import give, press
from playwright.sync_api import Page, expect
from test_accessibility import serious
from test_pocket import address, drawn, kept, visit  # noqa: F401 (fixtures)
from test_session_clock import SENSES

from data.care.decision import NO, load_care

QUESTIONS = load_care().questions
ALL_NO = dict.fromkeys(QUESTIONS, NO)
HALF_A_DAY_MS = 12 * 60 * 60 * 1000
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}
NONE = ".cun-lines__none"
CLOCK = ".cun-clock"
BOXES = ".cun-box"
GUIDING = (
    "complaints",
    "complaints&complaints=heel_pain",
    "session",
    "session&routine=RT_HEEL",
    "session&routine=RT_X",
)
HEEL_SECONDS = 1300


def answering(age_ms: int = 0, **but: str) -> str:
    """What a tab keeps of a reader who answered so long ago, "no" but for these."""
    kept_so = f"JSON.stringify({{ answers: {json.dumps(ALL_NO | but)}, at: Date.now() - {age_ms} }})"
    return f"if (!sessionStorage.length) sessionStorage.setItem('cun-atlas care', {kept_so})"


def tick(page: Page, question: str, kind: str = "") -> None:
    row = page.locator(f'.cun-lines__row[data-question="{question}"]')
    row.get_by_role("checkbox").click()
    if kind:
        row.get_by_role("radio", name=kind, exact=True).check()


def go(page: Page, name: str) -> None:
    """A page by the bar."""
    page.locator("#cun-bar").get_by_role("link", name=name).click()


def test_from_the_first_visit_to_the_end_of_a_heel_session_without_a_network(visit, address):  # noqa: F811
    page = visit(**PHONE, script=SENSES)
    page.goto(address)
    drawn(page)
    kept(page)
    page.context.set_offline(True)
    go(page, "What hurts")
    page.locator(NONE).click()
    page.get_by_placeholder("Choose by name").fill("sore heel")
    page.get_by_role("button", name="Heel pain", exact=True).click()
    expect(page.locator(".cun-guide__box").first).to_contain_text("Whole, 22 minutes")
    page.get_by_role("button", name="Start the session").click()
    expect(page.locator(CLOCK)).to_contain_text("20 steps, 22 minutes in all")
    give(page, "before", 6)
    press(page, "Start")
    page.evaluate("pass(70)")
    expect(page.locator('[data-part="count"]')).to_have_text("Step 2 of 20")
    expect(page.locator(".cun-session .cun-plot__graph")).to_have_attribute("aria-label", re.compile("Sole.*SHIMIAN"))
    page.evaluate(f"pass({HEEL_SECONDS})")
    expect(page.get_by_role("heading", name="Rest a moment")).to_be_visible()
    give(page, "after", 3)
    press(page, "Finish")
    expect(page.locator(CLOCK)).to_contain_text("Time at the places: 20 minutes. Before: 6. Now: 3.")
    expect(page.locator(".cun-session__after")).to_contain_text("You did 20 of 20 steps.")
    expect(page.locator(".cun-session__after")).to_contain_text("see a doctor")


@pytest.mark.parametrize("query", GUIDING)
def test_no_link_passes_the_questions_by(visit, address, query):  # noqa: F811
    page = visit()
    page.goto(f"{address}?page={query}")
    expect(page.locator(".cun-lines__row").first).to_be_visible()
    expect(page.locator("main h1")).to_have_text("Before you press")
    assert page.locator(f"{CLOCK}, .cun-guide__choose, .cun-guide__names").count() == 0
    tick(page, "varicose")
    assert page.locator(f"{CLOCK}, .cun-guide__choose, .cun-guide__names").count() == 0, "one answer is not all"


def test_who_must_not_press_is_led_nowhere(visit, address):  # noqa: F811
    page = visit()
    page.goto(f"{address}?page=session&routine=RT_HEEL")
    tick(page, "fever")
    expect(page.locator(BOXES)).to_contain_text("Please do not press or massage now.")
    assert page.locator(CLOCK).count() == 0
    for name in ("What hurts", "Techniques", "Atlas"):
        go(page, name)
        expect(page.locator(BOXES)).to_contain_text("Please do not press or massage now.")
        assert page.locator("main button").all_inner_texts() == ["Change my answers"]


def test_an_answer_leaves_steps_out_softens_others_and_is_told(visit, address):  # noqa: F811
    page = visit(width=844, height=390, script=answering(wound="right", child="yes"))
    page.goto(f"{address}?page=session&routine=RT_HEEL")
    expect(page.locator(CLOCK)).to_contain_text("steps,")
    expect(page.locator("main")).to_contain_text(
        "You said: A wound, infection or rash (right) · The feet are a child's"
    )
    page.get_by_text("Steps left out because of your answers").click()
    expect(page.locator("main details")).to_contain_text("Shīmián (right): ")
    press(page, "Start")
    expect(page.get_by_role("button", name="Pause")).to_be_in_viewport(ratio=1)
    press(page, "Skip")
    expect(page.locator('[data-part="side"]')).to_have_text("Left")
    expect(page.locator('[data-part="level"]')).to_have_text("Pressure: very light (1 of 5)")
    assert "knuckle" not in page.locator(CLOCK).inner_text()


def test_answers_older_than_half_a_day_are_asked_again_but_still_ask_for_care(visit, address):  # noqa: F811
    page = visit(script=answering(HALF_A_DAY_MS + 1, pregnant="yes"))
    page.goto(f"{address}?page=complaints")
    expect(page.locator("main").get_by_role("status").first).to_have_text(
        f"{len(QUESTIONS) - 1} of {len(QUESTIONS)} not answered yet"
    )
    expect(page.locator('[data-question="pregnant"]').get_by_role("checkbox").first).to_be_checked()
    page.goto(f"{address}?point=SP6&view=leg_medial")
    expect(page.locator(".cun-card__stop").first).to_be_visible()


def test_the_readers_own_centimetres_are_told_at_a_step(visit, address):  # noqa: F811
    page = visit(script=answering())
    page.goto(f"{address}?page=session&routine=RT_LEG&finger=thumb&mm=20.7")
    press(page, "Start")
    for _ in range(12):
        if "cm" in page.locator('[data-part="where"]').inner_text():
            break
        press(page, "Skip")
    expect(page.locator('[data-part="where"]')).to_contain_text(re.compile(r"\d\.\d cm .*, ± \d\.\d cm"))


def test_a_tap_on_the_drawing_finds_the_complaint(visit, address):  # noqa: F811
    page = visit(script=answering())
    page.goto(f"{address}?page=complaints")
    expect(page.locator(".cun-plot__graph[aria-busy='false']")).to_be_visible(timeout=20_000)
    graph = page.locator(".cun-plot__graph")
    box = graph.bounding_box()
    graph.click(position={"x": box["width"] / 2, "y": box["height"] * 0.85})
    expect(page.locator(".cun-guide__answer")).to_contain_text("You tapped the heel pad.")
    expect(page.locator(".cun-guide__answer")).to_contain_text("Start the session")
    assert "complaints=heel_pain" in page.url


def test_the_atlas_page_tells_what_was_answered_and_follows_it(visit, address):  # noqa: F811
    page = visit(script=answering(varicose="both", pregnant="yes", child="yes"))
    page.goto(f"{address}?point=SP6&view=leg_medial")
    drawn(page)
    asked = page.locator(".cun-pocket__asked")
    expect(asked).to_contain_text("You answered both “Pregnant” and “The feet are a child's”")
    expect(asked).to_contain_text("You said: ")
    expect(page.locator(".cun-card__stop").first).to_contain_text("Left out because of your answers")
    page.get_by_role("button", name="See what follows").click()
    expect(page.locator("main h1")).to_have_text("Before you press")


def test_below_a_card_it_is_told_step_by_step_as_the_answers_leave_it(visit, address):  # noqa: F811
    page = visit(script=answering(child="yes", wound="left"))
    for query, says in (
        ("point=ST36&side=right", "●○○○○ level 1 of 5"),
        ("zone=Z_HEEL&side=right", "Use a thumb."),
    ):
        page.goto(f"{address}?{query}")
        drawn(page)
        page.locator("details summary").filter(has_text="tep by step").click()
        expect(page.locator(".st-key-below details[open]")).to_contain_text(says)
        assert "knuckle" not in page.locator(".st-key-below").inner_text()
    page.goto(f"{address}?point=ST36&side=left")
    expect(page.locator(".cun-card__stop").first).to_be_visible()
    assert page.locator(".st-key-below details").count() == 0, "of what is left out nothing unfolds"


OLD = "const real = Date.now; Date.now = () => real() + 1e9 * 86400;"  # ms: a thousand days later
AGED = "What this atlas says of care was last revised in "


@pytest.mark.parametrize("query", ["care", "session&routine=RT_HEEL"])
@pytest.mark.parametrize("later", [False, True], ids=["now", "a thousand days later"])
def test_texts_on_care_that_should_have_been_read_again_say_so(visit, address, query, later):  # noqa: F811
    page = visit(script=OLD if later else "")
    page.goto(f"{address}?page={query}")
    expect(page.locator(NONE)).to_be_visible()
    assert page.locator(BOXES).filter(has_text=AGED).count() == later
    page.locator(NONE).click()
    page.goto(f"{address}?page=techniques")
    expect(page.locator("main h1")).to_have_text("Techniques")
    assert page.locator(BOXES).filter(has_text=AGED).count() == later


@pytest.mark.parametrize(
    ("query", "said"),
    [
        ("complaints&complaints=sadness", "There is no complaint “sadness”"),
        ("complaints&complaints=heel_pain,insomnia", "one complaint at a time"),
        ("session&routine=RT_X", "There is no routine “RT_X”"),
        ("session&routine=RT_HEEL%2BRT_SLEEP", "one routine at a time"),
        ("techniques&technique=<b>", "There is no technique “b”"),
    ],
)
def test_what_a_link_says_wrongly_is_one_sentence(visit, address, query, said):  # noqa: F811
    page = visit(script=answering())
    page.goto(f"{address}?page={query}")
    expect(page.locator("#cun-remarks")).to_contain_text(said)
    expect(page.locator("main h1, main h3").first).to_be_visible()


def test_what_follows_is_told_on_the_page_before_you_press_and_can_be_forgotten(visit, address):  # noqa: F811
    page = visit(script=answering(varicose="left"))
    page.goto(f"{address}?page=care")
    expect(page.locator("main")).to_contain_text("At most level 2 of 5 (light) on your left leg: ")
    page.get_by_role("button", name="Forget my answers").click()
    expect(page.locator("main").get_by_role("status").first).to_have_text(
        f"{len(QUESTIONS)} of {len(QUESTIONS)} not answered yet"
    )
    assert page.evaluate("sessionStorage.getItem('cun-atlas care')") is None


@pytest.mark.parametrize("query", ["care", "complaints&complaints=heel_pain", "session&routine=RT_HEEL", "techniques"])
@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
def test_axe_finds_no_serious_barrier_on_the_guiding_pages(visit, address, query, dark):  # noqa: F811
    page = visit(width=390, height=844, color_scheme="dark" if dark else "light", script=answering(varicose="both"))
    page.goto(f"{address}?page={query}")
    expect(page.locator(f"main .cun-guide :is(h1, h3, {CLOCK} h3)").first).to_be_visible()
    assert serious(page) == []
