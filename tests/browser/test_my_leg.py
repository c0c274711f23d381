"""The page "My leg" through Streamlit: the photo stays in the browser, and the rest of the atlas knows of its acts."""

from __future__ import annotations

import base64
from collections.abc import Callable
from typing import Any

import pytest
from guiding import answer, answer_none, begin, go_to_step, open_page, step_shown
from leg_page import BESIDE, DOTS, LARGEST, LENGTH, POINTS, SHOWN, THREE, choose, press, told, touch, touched
from photo_helpers import Photo, photo
from playwright.sync_api import Page, expect
from screen import settled

from tools.serve import Server


@pytest.fixture
def inner() -> Photo:
    return photo("leg_medial", "right")


@pytest.fixture
def opened(new_page: Callable[..., Page], atlas: Server) -> Callable[..., Page]:
    """opened(address, width=…) -> the page "My leg" as a visitor comes to it."""

    def make(address: str = "view=leg_medial&side=right&point=SP6", **how: Any) -> Page:
        page = new_page(**{"width": 390, "height": 844, "touch": True, **how})
        page.goto(f"{atlas.url}/leg?{address}")
        settled(page)
        expect(page.locator(".cun-leg__start")).to_be_visible()
        return page

    return make


def go(page: Page, name: str) -> None:
    """To another page of the menu."""
    page.locator(".cun-menu").get_by_role("link", name=name).click()
    settled(page)


def traffic(page: Page) -> list[bytes]:
    """All that the page will send from now on: bodies of requests and frames of its socket."""
    sent: list[bytes] = []
    as_bytes = lambda frame: frame if isinstance(frame, bytes) else frame.encode()  # noqa: E731
    page.on("request", lambda request: sent.append(request.post_data_buffer or b""))
    page.on("websocket", lambda socket: socket.on("framesent", lambda frame: sent.append(as_bytes(frame))))
    page.reload()  # its socket is there already
    settled(page)
    return sent


def free_of(sent: list[bytes], *photos: Photo) -> None:
    """None of it holds a piece of a photo, as it is or in base64, and none is long enough to."""
    print(f"{len(sent)} requests and frames, {sum(map(len, sent))} bytes; photos {[len(one.file) for one in photos]}")
    assert sent and max(map(len, sent)) < 4000
    pieces = [one.file[at : at + 24] for one in photos for at in range(600, len(one.file) - 24, 997)]
    forms = [*pieces, *(base64.b64encode(piece)[2:-2] for piece in pieces)]
    assert not [one for one in sent for piece in forms if piece in one]


def test_nothing_of_a_photo_leaves_the_page_and_what_is_kept_is_forgotten(opened, inner):
    page = opened()
    sent = traffic(page)
    touched(page, inner)
    page.locator(POINTS).select_option("SP9")
    settled(page)
    press(page, "Keep the photo on this device")
    expect(page.get_by_text("Kept in this browser")).to_be_visible()
    with page.expect_download() as saved:
        press(page, "Save the picture")
    assert saved.value.path().read_bytes()[1:4] == b"PNG"
    page.reload()
    settled(page)
    press(page, "Show the photo kept on this device")
    page.wait_for_function(SHOWN)
    expect(page.locator(DOTS).nth(10)).to_be_attached()
    press(page, "Forget the photo")
    expect(page.get_by_text("The photo is forgotten")).to_be_visible()
    page.reload()
    settled(page)
    assert page.get_by_role("button", name="Show the photo kept on this device").count() == 0
    assert any(b"SP9" in one for one in sent)
    free_of(sent, inner)


def test_four_legs_one_after_another_have_their_points_in_a_few_touches_the_last_without_a_network(opened):
    """As a new reader would: choose, touch three places, enough. The page needs no reload between two photos."""
    page = opened(errors_expected=True)
    sent, legs = traffic(page), []
    for side, tilt, tone in (("right", 0.06, "#d9a98a"), ("left", -0.2, "#8d5a3c"), ("left", 3.1, "#b98a6a"),
                             ("left", 0.35, "#f0cdb5")):  # fmt: skip
        if len(legs) == 1:
            page.get_by_role("radio", name="Left").click()
            settled(page)
        page.context.set_offline(len(legs) == 3)
        legs.append(photo("leg_medial", side, tilt=tilt, tone=tone))
        touched(page, legs[-1], side)
        expect(page.locator(f"{BESIDE} h2")).to_contain_text("SP6")
        expect(told(page)).to_contain_text("Your 3 places agree to 0 mm.")
    page.locator(POINTS).select_option("SP9")
    expect(page.locator(f"{BESIDE} h2")).to_contain_text("SP9")
    page.context.set_offline(False)
    free_of(sent, *legs)


def test_my_own_spot_is_kept_in_the_notebook_and_its_card_opens_in_the_atlas(opened, inner):
    page = opened(width=1280, height=900, touch=False)
    touched(page, inner)
    press(page, "This is my spot")
    dot = page.locator(DOTS).evaluate_all(LARGEST)
    page.mouse.click(dot[0], dot[1] - 12)
    expect(page.get_by_text("Kept in your notebook.")).to_be_visible()
    expect(page.locator(BESIDE)).to_contain_text("your own place from your notebook: SP6")
    press(page, "Open its card in the atlas")
    settled(page)
    expect(page.locator(".st-key-nb_card")).to_contain_text("mm higher")
    press(page, "On a photo of my own leg")
    expect(page.locator(f"{BESIDE} h2")).to_contain_text("SP6")  # the photo is still there
    assert "point=SP6" in page.url and "/leg" in page.url


def test_from_a_step_of_a_session_to_the_photo_and_back_the_session_goes_on(new_page, atlas):
    page = new_page(width=390, height=844, touch=True)
    open_page(page, atlas, "session?routine=RT_FOOT")
    answer_none(page)
    begin(page)
    go_to_step(page, 2)
    step = step_shown(page)
    press(page, "On a photo of my own leg")
    settled(page)
    expect(page.locator(".cun-leg__start")).to_be_visible()
    page.get_by_role("link", name="Back to the session").click()
    settled(page)
    assert step_shown(page) == step
    expect(page.locator(".cun-clock")).to_have_attribute("data-stage", "steps")


def test_what_the_answers_leave_out_is_not_drawn_on_a_photo(new_page, atlas, inner):
    page = new_page(width=390, height=844, touch=True)
    open_page(page, atlas, "care")
    answer(page, pregnant="After the first three months")
    settled(page)
    open_page(page, atlas, "leg?view=leg_medial&side=right")
    touched(page, inner)
    expect(page.locator(BESIDE)).to_contain_text("Left out after your answers: ")
    assert "SP6" not in page.locator(POINTS).inner_text()


def test_a_length_beside_the_photo_counts_everywhere_and_the_photo_waits_meanwhile(opened, inner):
    page = opened(width=1280, height=900, touch=False)
    choose(page, inner)
    touch(page, inner, *THREE[:2])
    dot = page.locator(DOTS).first.bounding_box()
    page.locator(f"{LENGTH} input").fill("352")
    page.locator(f"{LENGTH} input").press("Enter")
    page.locator(LENGTH).get_by_role("button", name="35.2 cm").click()
    expect(page.locator(LENGTH)).to_contain_text("Yours: 1 cun = 23.5 mm ±")
    expect(page.locator(f"{BESIDE} .cun-leg__large")).to_contain_text("On you: 7.0")  # 3 cun of 15
    assert page.locator(DOTS).first.bounding_box() == dot  # the places on the photo are as they were
    go(page, "Measure")
    expect(page.get_by_text("23.5 mm ±").first).to_be_visible()
    go(page, "My leg")
    expect(page.locator(f"{BESIDE} h2")).to_contain_text("SP6")
    expect(page.locator(DOTS).nth(10)).to_be_attached()


def test_no_other_page_loads_it(new_page, atlas):
    page, fetched = new_page(), []
    page.on("request", lambda request: fetched.append(request.url))
    open_page(page, atlas, "?point=SP6&view=leg_medial")
    assert fetched and not [url for url in fetched if "/components/photo" in url]
