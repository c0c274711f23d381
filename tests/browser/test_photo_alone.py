"""My leg without Streamlit: a photo is touched where a finger feels bone, and the points lie on it."""

from __future__ import annotations

from collections.abc import Callable
from io import BytesIO

import pytest
from axe_playwright_python.sync_playwright import Axe
from leg_page import (
    BESIDE,
    COURSES,
    DOTS,
    FAULT,
    HEADING,
    LARGEST,
    LENGTH,
    QUESTION,
    SHOWN,
    STAGE,
    TAP,
    THREE,
    choose,
    choose_file,
    data_alone,
    open_alone,
    place_of,
    press,
    told,
    touch,
    touched,
)
from photo_helpers import Photo, photo
from PIL import Image
from playwright.sync_api import Page, expect
from stage import Stage, draw
from stage import told as acts

from data.photo import load_photo_views


@pytest.fixture
def opened(new_page: Callable[..., Page], stage: Stage) -> Callable[..., Page]:
    """opened(view=…, width=…) -> a phone's page with the component."""
    return lambda **how: open_alone(new_page, stage, **how)


@pytest.fixture
def inner() -> Photo:
    return photo("leg_medial", "right")


def test_two_places_bring_the_points_and_a_third_says_how_well_they_agree(opened, inner):
    page = opened()
    choose(page, inner)
    expect(page.locator(HEADING)).to_have_text("Lower point of the kneecap")
    touch(page, inner, "PAT_APEX")
    expect(page.locator(HEADING)).to_have_text("Bump of the inner ankle bone")
    assert page.locator(DOTS).count() == 0
    touch(page, inner, "MM")
    expect(page.locator(QUESTION)).to_contain_text("a third makes sure")
    expect(page.locator(DOTS).nth(10)).to_be_attached()
    touch(page, inner, "TIB_MED_COND_INF")
    expect(page.locator(QUESTION)).to_contain_text("Your 3 places agree to")
    press(page, "That is enough")
    beside = page.locator(BESIDE)
    expect(beside.locator("h2")).to_contain_text("SP6")
    expect(beside).to_contain_text("above the bump of your inner ankle bone")
    expect(beside).to_contain_text("Then feel for it")
    expect(beside).to_contain_text("Not on bulging veins")  # the cautions of the card stand here too


def test_a_phone_held_aslant_is_set_upright_and_a_file_that_is_no_picture_is_told(opened, inner):
    page, lying, exif = opened(), BytesIO(), Image.Exif()
    exif[0x0112] = 6  # taken upright, stored lying on its side
    Image.open(BytesIO(inner.file)).rotate(90, expand=True).save(lying, "JPEG", exif=exif)
    choose_file(page, lying.getvalue())
    page.wait_for_function(SHOWN)
    touch(page, inner, *THREE)
    expect(page.locator(QUESTION)).to_contain_text("Your 3 places agree to 0 mm.")
    choose_file(page, b"\0\0\0\x18ftypheic" + bytes(4000), "leg.heic")
    expect(page.get_by_role("alert")).to_contain_text("HEIC")
    expect(page.locator(".cun-leg__start")).to_be_visible()


def test_the_other_leg_is_told_and_nothing_is_drawn_until_it_is_mended(opened, inner):
    page = opened(side="left")
    choose(page, inner)
    touch(page, inner, *THREE)
    expect(page.locator(FAULT)).to_contain_text("the other side")
    assert page.locator(DOTS).count() == 0
    press(page, "It is the right side")
    assert acts(page, "act")[-1] == {"act": "side", "side": "right", "keeps": True}
    draw(page, data_alone(side="right"))
    expect(page.locator(FAULT)).to_have_count(0)
    expect(page.locator(DOTS).nth(10)).to_be_attached()


def test_keys_alone_put_a_place_move_it_by_a_pixel_take_it_back_and_keep_a_spot(opened, inner):
    page = opened(width=1280, height=900, touch=False, notebook=True)
    choose(page, inner)
    page.locator(STAGE).focus()
    for key in ("ArrowUp", "Shift+ArrowUp", "ArrowLeft", "Enter"):
        page.keyboard.press(key)
    tap = page.locator(TAP)
    expect(tap).to_have_count(1)
    tap.focus()
    before = tap.bounding_box()
    page.keyboard.press("ArrowRight")
    after = tap.bounding_box()
    assert before and after and after["x"] - before["x"] == pytest.approx(1, abs=0.05)
    press(page, "Undo")
    expect(tap).to_have_count(0)
    touch(page, inner, *THREE)
    press(page, "This is my spot")
    page.locator(STAGE).focus()
    page.keyboard.press("Shift+ArrowDown")
    page.keyboard.press("Enter")
    act = acts(page, "act")[-1]
    assert (act["act"], act["code"]) == ("mine", "SP6") and abs(act["x"]) < 0.5 > abs(act["y"])


def test_an_edge_that_is_pulled_takes_the_outline_along_and_is_undone(opened, inner):
    page = opened()
    touched(page, inner)
    press(page, "Fit the outline")
    edge, outline = page.locator(f"{TAP}[data-edge]").last, page.locator(".cun-leg__over path").first
    expect(page.locator(f"{TAP}[data-edge]")).to_have_count(4)
    before, lines = edge.bounding_box(), [outline.get_attribute("d")]
    assert before
    x, y = before["x"] + before["width"] / 2, before["y"] + before["height"] / 2
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 12, y, steps=3)
    page.mouse.up()
    lines.append(outline.get_attribute("d"))
    edge.focus()
    page.keyboard.press("Shift+ArrowRight")
    lines.append(outline.get_attribute("d"))
    after = edge.bounding_box()
    assert after and after["x"] - before["x"] == pytest.approx(22, abs=0.5) and len({*lines}) == 3
    for _ in range(4):
        page.keyboard.press("Shift+ArrowRight")  # 30 mm are some 26 px here
    expect(page.locator(FAULT)).to_contain_text("pulled further than 3 cm")
    assert page.locator(DOTS).count() == 0
    press(page, "Undo")
    expect(page.locator(DOTS).nth(10)).to_be_attached()
    assert outline.get_attribute("d") == lines[0]


def test_two_fingers_make_the_photo_larger_and_touch_no_place(opened, inner):
    page = opened()
    choose(page, inner)
    canvas = page.locator(f"{STAGE} canvas").first
    before, (x, y) = canvas.bounding_box(), place_of(page, inner, "MM")
    talk = page.context.new_cdp_session(page)
    for kind, apart in (("touchStart", 30), ("touchMove", 45), ("touchMove", 60), ("touchEnd", 0)):
        fingers = [{"x": x + way * apart, "y": y, "id": number} for number, way in enumerate((-1, 1))]
        talk.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": fingers if apart else []})
    after = canvas.bounding_box()
    assert before and after and after["width"] / before["width"] == pytest.approx(2, abs=0.2)
    assert page.locator(TAP).count() == 0
    touch(page, inner, "MM")
    expect(page.locator(TAP)).to_have_count(1)


def test_every_view_lays_its_points_on_a_photo(opened):
    page = opened()
    for view in load_photo_views():
        one = photo(view, "right", high=800)
        draw(page, data_alone(view))
        choose(page, one)
        touch(page, one, *load_photo_views()[view].taps[:3], view=view)
        expect(page.locator(QUESTION)).to_contain_text("Your 3 places agree to")
        expect(page.locator(DOTS).nth(5)).to_be_attached()


def test_no_step_has_a_fault_of_access(opened, inner):
    page = opened()
    for step in (lambda: None, lambda: (choose(page, inner), touch(page, inner, *THREE)), lambda: enough(page)):
        step()
        assert [fault["id"] for fault in Axe().run(page, context=".cun-leg").response["violations"]] == []


def enough(page: Page) -> None:
    press(page, "That is enough")


def test_my_own_spot_is_asked_for_on_the_photo_and_drawn_where_it_is_kept(opened, inner):
    page = opened(notebook=True)
    touched(page, inner)
    press(page, "This is my spot")
    expect(told(page)).to_contain_text("where your finger found SP6")
    dot = page.locator(DOTS).evaluate_all(LARGEST)
    page.mouse.click(dot[0], dot[1] - 12)
    act = acts(page, "act")[-1]
    kept = {"code": "SP6", "x": act["x"], "y": act["y"], "dot": [0.06, 0.18]}
    draw(page, data_alone(spots=[kept]))
    expect(page.locator(BESIDE)).to_contain_text("your own place from your notebook: SP6")
    there = page.locator(".cun-leg__spot").bounding_box()
    assert there and there["x"] + there["width"] / 2 == pytest.approx(dot[0], abs=1)
    assert there["y"] + there["height"] / 2 == pytest.approx(dot[1] - 12, abs=1)


def test_what_lies_under_the_finger_is_drawn_and_named_on_the_photo_only_when_it_is_wanted(opened, inner):
    page, fetched = opened(), []
    page.on("request", lambda request: fetched.append(request.url))
    touched(page, inner)
    assert page.locator(COURSES).count() == 0 and not [url for url in fetched if ".deep." in url]
    press(page, "What lies under the finger")
    expect(page.locator(".cun-leg__over text", has_text="great saphenous vein")).to_be_visible()
    expect(page.locator(".cun-leg__under")).to_contain_text("Under SP6 or beside it: ")
    assert len([url for url in fetched if ".deep." in url]) == 1
    vein = page.locator(f"{COURSES}[data-course=great_saphenous_vein]").first
    away = vein.evaluate(NEAREST, place_of(page, inner, "MM"))
    print(f"the great saphenous vein runs {away:.0f} px from the bump of the inner ankle bone")
    assert 2 < away < 20  # in front of the bump, as in the drawing
    press(page, "What lies under the finger")
    assert page.locator(COURSES).count() == 0


NEAREST = """(path, [x, y]) => {
  const box = path.ownerSVGElement.getBoundingClientRect(), long = path.getTotalLength();
  return Math.min(...Array.from({ length: 400 }, (_, i) => path.getPointAtLength(i * long / 399))
    .map((at) => Math.hypot(at.x + box.left - x, at.y + box.top - y)));
}"""


def test_a_length_that_cannot_be_meant_is_asked_about_beside_the_photo(opened, inner):
    page = opened()
    choose(page, inner)
    assert page.locator(LENGTH).count() == 0
    touch(page, inner, "PAT_APEX", "MM")
    expect(page.locator(LENGTH)).to_contain_text("lower point of the kneecap to the bump of the inner ankle bone?")
    page.locator(f"{LENGTH} input").fill("352")
    page.locator(f"{LENGTH} input").press("Enter")
    assert acts(page, "act")[-1] == {"act": "width", "name": "S_LEG_MED", "text": "352"}
