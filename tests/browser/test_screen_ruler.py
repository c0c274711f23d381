"""The screen as a ruler: a card tells how many px are a millimetre, two lines tell a width, only the mm are sent."""

import csv
import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import CDPSession, Page, expect
from screen import settled
from stage import Part, Stage, data_of, draw, mounted, told, wait_until_told

from content.screen_ruler import METHODS, outline
from coords.intake import px_per_mm, screen_width_mm
from coords.model_constants import CARD_MM
from tools.serve import Server
from ui.components import screen_ruler as ruler
from ui.components.screen_ruler import screen_ruler, width_from_browser
from web.scripts import text_of

APP = Path(__file__).parent / "apps" / "screen_ruler.py"
RULER = Part(*(text_of(f"ruler/screen_ruler.{kind}") for kind in ("html", "css", "js")))
VECTORS = Path(__file__).parent.parent / "vectors" / "screen_vectors.csv"
STRAIGHT_ABOVE = [row for row in csv.DictReader(VECTORS.open(encoding="utf-8")) if not row["eye_distance_mm"]]
CHANGED = "The screen changed, please match the card again."
DESK, PHONE = (1280, 900), (390, 844)
SIDE = {DESK: "long", PHONE: "short"}
# The px on the glass between the edges that are matched: of two lines, those that look at each other.
CARD_PX = """() => {
  const line = (where) => document.querySelector(`[data-part="cardglass"] ${where}`).getBoundingClientRect();
  return line('[data-slider] .cun-ruler__line').left - line('.cun-ruler__line--start').right;
}"""
GAP_PX = """() => {
  const line = (name) => document.querySelector(`[data-slider="${name}"] .cun-ruler__line`).getBoundingClientRect();
  return line('right').left - line('left').right;
}"""
PX_PER_MM = "() => Number(getComputedStyle(document.querySelector('.cun-ruler')).getPropertyValue('--ppm'))"


def data(method: str) -> dict[str, Any]:
    """What the ruler is given for these fingers."""
    return data_of(ruler, lambda: screen_ruler(method, key="ruler", on_measured=print))


@pytest.fixture
def open_on(new_page: Callable[..., Page], stage: Stage) -> Callable[..., Page]:
    """open_on(size, ratio=…, dark=…) -> the ruler on a desktop screen or a phone, with that device pixel ratio."""

    def make(size: tuple[int, int] = DESK, ratio: float | None = None, dark: bool = False) -> Page:
        page = new_page(width=size[0], height=size[1], touch=size == PHONE, dark=dark)
        if ratio:
            set_ratio(page, size, ratio)
        page.goto(stage.put(RULER, data(METHODS[0])))
        mounted(page)
        return page

    return make


def touches(page: Page) -> CDPSession:
    return page.context.new_cdp_session(page)


def set_ratio(page: Page, size: tuple[int, int], ratio: float) -> None:
    """What the browser's zoom and another monitor both change."""
    metrics = {"width": size[0], "height": size[1], "deviceScaleFactor": ratio, "mobile": size == PHONE}
    metrics |= {"screenWidth": size[0], "screenHeight": size[1]}
    touches(page).send("Emulation.setDeviceMetricsOverride", metrics)


def knob(page: Page, name: str) -> tuple[float, float]:
    """The middle of a knob, px of the window, brought into sight."""
    spot = page.locator(f'[data-slider="{name}"] .cun-ruler__knob')
    spot.scroll_into_view_if_needed()
    box = spot.bounding_box()
    assert box is not None
    return box["x"] + box["width"] / 2, box["y"] + box["height"] / 2


def drag(page: Page, name: str, px: float) -> None:
    x, y = knob(page, name)
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + px / 2, y + 5)
    page.mouse.move(x + px, y + 9)
    page.mouse.up()


def finger_drag(page: Page, name: str, px: float, lying: tuple[float, float] | None = None) -> None:
    """Drag a knob by touch, perhaps while a finger lies on the glass at `lying`."""
    x, y = knob(page, name)
    hand = touches(page)
    rest = [{"x": lying[0], "y": lying[1], "id": 0}] if lying else []
    if rest:
        hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": rest})
    for kind, moved in (("touchStart", 0), ("touchMove", px / 2), ("touchMove", px)):
        points = [*rest, {"x": x + moved, "y": y, "id": 1}]
        hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": points})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": points[-1:]})
    if rest:
        hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})


def by_hand(page: Page) -> Callable[[Page, str, float], None]:
    return finger_drag if page.evaluate("navigator.maxTouchPoints") else drag


def match_card(page: Page, px: float) -> None:
    by_hand(page)(page, "card", px - page.evaluate(CARD_PX))
    page.get_by_role("button", name="The card fits").click()
    expect(page.get_by_role("button", name="Use this width")).to_be_visible()


def lay_lines(page: Page, px: float) -> None:
    by_hand(page)(page, "right", px - page.evaluate(GAP_PX))


def shown_mm(page: Page) -> float:
    return float(page.locator('[data-part="width"]').inner_text().removesuffix(" mm"))


def use(page: Page, *widths: float) -> None:
    page.get_by_role("button", name="Use this width").click()
    widths_are(page, *widths)


def widths_are(page: Page, *widths: float) -> None:
    """Wait until exactly these widths were told."""
    wait_until_told(page, "measured", [{"mm": mm} for mm in widths])
    assert [width_from_browser(value) for value in told(page, "measured")] == list(widths)


# ---- the number that comes out


@pytest.mark.parametrize("row", STRAIGHT_ABOVE, ids=lambda row: row["id"])
@pytest.mark.parametrize("ratio", [1, 2, 3])
def test_a_card_and_two_lines_at_known_px_give_21_mm(open_on: Callable[..., Page], row: dict, ratio: float) -> None:
    page = open_on(DESK if row["card_side"] == "long" else PHONE, ratio)
    assert page.evaluate("devicePixelRatio") == ratio
    match_card(page, float(row["card_px"]))
    assert page.evaluate(PX_PER_MM) == pytest.approx(float(row["expected_px_per_mm"]), abs=0.005)
    lay_lines(page, float(row["finger_px"]))
    assert shown_mm(page) == pytest.approx(float(row["expected_width_mm"]), abs=0.05)
    use(page, 21)


@pytest.mark.parametrize(
    ("size", "card_px", "finger_px"), [(DESK, 309.0, 80.0), (DESK, 580.5, 130.6), (PHONE, 341.2, 117.7)]
)
def test_browser_and_python_make_the_same_mm_of_the_same_px(
    open_on: Callable[..., Page], size: tuple[int, int], card_px: float, finger_px: float
) -> None:
    page = open_on(size)
    match_card(page, card_px)
    lay_lines(page, finger_px)
    expected_mm = screen_width_mm(page.evaluate(GAP_PX), px_per_mm(card_px, SIDE[size]))
    assert expected_mm == pytest.approx(finger_px / (card_px / CARD_MM[SIDE[size]]), abs=0.1), (
        "the lines are where we put them"
    )
    assert shown_mm(page) == pytest.approx(expected_mm, abs=0.06)
    use(page, shown_mm(page))


def test_an_upright_phone_takes_the_short_side_of_the_card_and_any_other_screen_the_long_one(
    open_on: Callable[..., Page],
) -> None:
    for size, wide, high in ((DESK, 85.60, 53.98), (PHONE, 53.98, 85.60)):
        page = open_on(size)
        ppm = page.evaluate(PX_PER_MM)
        box = page.locator(".cun-ruler__card").bounding_box()
        assert (box["width"] / ppm, box["height"] / ppm) == pytest.approx((wide, high), abs=0.05)
        assert page.evaluate(CARD_PX) == pytest.approx(box["width"], abs=0.1), "the lines stand at the card's edges"
        corner = page.evaluate("parseFloat(getComputedStyle(document.querySelector('.cun-ruler__card')).borderRadius)")
        assert corner / ppm == pytest.approx(3.18, abs=0.02)


def test_the_check_bar_is_20_mm_and_the_circles_are_coins(open_on: Callable[..., Page]) -> None:
    page = open_on()
    match_card(page, 428)
    page.get_by_text("check it against a ruler or a coin (1 euro 23.25 mm, US quarter 24.26 mm").wait_for()
    wide = [page.locator(where).bounding_box()["width"] / 5 for where in
            (".cun-ruler__twenty", ".cun-ruler__coin >> nth=0", ".cun-ruler__coin >> nth=1")]  # fmt: skip
    assert wide == pytest.approx([20.0, 23.25, 24.26], abs=0.02)


# ---- every way to move a line


def test_a_line_moves_a_tenth_of_a_mm_by_arrow_a_whole_one_with_shift_and_a_tenth_by_button(
    open_on: Callable[..., Page],
) -> None:
    page = open_on()
    match_card(page, 428)
    right = page.get_by_role("slider", name="Right line")
    left = page.get_by_role("slider", name="Left line")
    assert shown_mm(page) == 22.0
    start = float(right.get_attribute("aria-valuenow"))
    right.press("ArrowRight")
    assert page.evaluate(GAP_PX) == pytest.approx(22.1 * 5, abs=0.06)
    right.press("Shift+ArrowRight")
    assert page.evaluate(GAP_PX) == pytest.approx(23.1 * 5, abs=0.06)
    assert float(right.get_attribute("aria-valuenow")) == pytest.approx(start + 1.1, abs=0.06)
    assert right.get_attribute("aria-valuetext").endswith("mm from the left")
    left.press("ArrowRight")
    assert shown_mm(page) == 23.0
    page.get_by_role("button", name="Left line 0.1 mm to the left").click()
    page.get_by_role("button", name="Right line 0.1 mm to the right").press("Enter")
    assert shown_mm(page) == 23.2
    expect(page.locator('[data-part="aloud"][aria-live="polite"]')).to_have_text("23.2 mm wide")


def test_the_keyboard_alone_measures_a_thumb(open_on: Callable[..., Page]) -> None:
    page = open_on()
    edge = page.get_by_role("slider", name="Right edge of the card")
    before = page.evaluate(CARD_PX)
    edge.press("ArrowRight")
    assert page.evaluate(CARD_PX) / before == pytest.approx(1.001, abs=2e-4)
    edge.press("Shift+ArrowLeft")
    assert page.evaluate(CARD_PX) / before == pytest.approx(1.001 * 0.98, abs=2e-4)
    assert edge.get_attribute("aria-valuetext") == f"{page.evaluate(PX_PER_MM):.2f} px per mm"
    assert float(edge.get_attribute("aria-valuenow")) == pytest.approx(page.evaluate(PX_PER_MM), abs=0.006)
    narrow = page.evaluate(CARD_PX)
    page.get_by_role("button", name="Wider by 0.5 percent").press("Enter")
    assert page.evaluate(CARD_PX) / narrow == pytest.approx(1.005, abs=2e-4)
    page.get_by_role("button", name="The card fits").press("Enter")
    page.get_by_role("slider", name="Right line").press("Shift+ArrowLeft")
    page.keyboard.press("ArrowLeft")
    page.get_by_role("button", name="Use this width").press("Enter")
    widths_are(page, 20.9)


def test_the_finger_on_the_glass_moves_nothing_while_the_other_hand_sets_the_lines(
    open_on: Callable[..., Page],
) -> None:
    page = open_on(PHONE)
    match_card(page, 323.88)
    x, y = knob(page, "right")
    middle = (page.evaluate(GAP_PX) / -2 + x - 22, y + 150)
    finger_drag(page, "right", -12, lying=middle)
    assert shown_mm(page) == 20.0
    button = page.get_by_role("button", name="Left line 0.1 mm to the left").bounding_box()
    hand, lying = touches(page), {"x": middle[0], "y": middle[1], "id": 0}
    tap = {"x": button["x"] + 20, "y": button["y"] + 20, "id": 1}
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [lying]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchStart", "touchPoints": [lying, tap]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": [tap]})
    assert shown_mm(page) == 20.1, "a button answers although a finger lies on the glass"
    for shift in (6, 12, 18):
        moved = {**lying, "x": middle[0] + shift}
        hand.send("Input.dispatchTouchEvent", {"type": "touchMove", "touchPoints": [moved]})
    hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
    for name in ("left", "right"):  # a finger on the line itself, away from its knob
        line = page.locator(f'[data-slider="{name}"] .cun-ruler__line').bounding_box()
        for kind, moved in (("touchStart", 0), ("touchMove", 15), ("touchMove", 30)):
            point = {"x": line["x"] + 1 + moved, "y": y + 100, "id": 0}
            hand.send("Input.dispatchTouchEvent", {"type": kind, "touchPoints": [point]})
        hand.send("Input.dispatchTouchEvent", {"type": "touchEnd", "touchPoints": []})
        assert shown_mm(page) == 20.1, name


def test_a_tap_on_a_button_counts_once(open_on: Callable[..., Page]) -> None:
    page = open_on(PHONE)
    page.get_by_role("button", name="The card fits").tap()
    before = shown_mm(page)
    for _ in range(3):
        page.get_by_role("button", name="Right line 0.1 mm to the right").tap()
    page.wait_for_timeout(400)
    assert shown_mm(page) == pytest.approx(before + 0.3, abs=0.01)


def test_both_lines_stay_on_the_glass_and_apart_however_far_they_are_dragged(open_on: Callable[..., Page]) -> None:
    page = open_on(PHONE)
    match_card(page, 323.88)
    finger_drag(page, "right", 300)
    finger_drag(page, "left", -300)
    for name in ("left", "right"):
        line = page.locator(f'[data-slider="{name}"] .cun-ruler__line').bounding_box()
        assert line["x"] >= -0.1 and line["x"] + line["width"] <= 390.1
        assert 22 <= knob(page, name)[0] <= 368, "the whole knob can be touched"
    assert shown_mm(page) == pytest.approx((390 - 6) / 6, abs=0.06)
    finger_drag(page, "right", -380)
    assert shown_mm(page) == 5.0


def test_a_set_width_stays_when_the_page_is_drawn_again_or_the_phone_is_turned(open_on: Callable[..., Page]) -> None:
    page = open_on()
    match_card(page, 85.6 * 3)
    drag(page, "right", 250)
    drag(page, "left", 250)
    assert float(page.get_by_role("slider", name="Right line").get_attribute("aria-valuenow")) > 150
    before = shown_mm(page)
    page.set_viewport_size({"width": 1000, "height": 900})
    page.wait_for_timeout(300)
    set_ratio(page, (700, 900), 1)  # the glass is now narrower than where the right line stood
    page.wait_for_timeout(300)
    page.get_by_role("button", name="The card fits").click()
    box = page.locator('[data-part="fingerglass"]').bounding_box()
    line = page.locator('[data-slider="right"] .cun-ruler__line').bounding_box()
    assert line["x"] + line["width"] <= box["x"] + box["width"] + 0.1
    assert shown_mm(page) == before


# ---- this screen, at this zoom, on this device


def test_the_match_outlives_a_reload_and_is_kept_in_this_browser_only(open_on: Callable[..., Page]) -> None:
    page = open_on()
    match_card(page, 428)
    page.reload()
    expect(page.get_by_role("button", name="Use this width")).to_be_visible()
    assert page.evaluate(PX_PER_MM) == pytest.approx(5.0, abs=0.005)
    kept = json.loads(page.evaluate("JSON.stringify(localStorage)"))
    ours = {name: value for name, value in kept.items() if "ruler" in name}
    assert [list(json.loads(value)) for value in ours.values()] == [["px_per_mm"]]
    assert "1280" in next(iter(ours)), "the name says which screen"


@pytest.mark.parametrize("change", ["zoom", "screen", "pinch"])
def test_another_zoom_or_screen_asks_for_the_card_again_and_the_first_one_is_remembered(
    open_on: Callable[..., Page], change: str
) -> None:
    size = PHONE if change == "pinch" else DESK
    page = open_on(size, 2)
    match_card(page, 323.88 if size == PHONE else 428)
    if change == "pinch":
        gesture = {"x": 150, "y": 60, "scaleFactor": 1.5}
        touches(page).send("Input.synthesizePinchGesture", gesture)
    else:
        set_ratio(page, *{"zoom": (DESK, 2.2), "screen": ((1440, 900), 2)}[change])
    expect(page.get_by_role("status").filter(has_text=CHANGED)).to_be_visible()
    expect(page.get_by_role("button", name="The card fits")).to_be_visible()
    expect(page.get_by_role("button", name="Use this width")).to_be_hidden()
    if change == "pinch":
        touches(page).send("Input.synthesizePinchGesture", {**gesture, "scaleFactor": 0.4})
    else:
        set_ratio(page, size, 2)
    expect(page.get_by_role("button", name="Use this width")).to_be_visible()
    expect(page.get_by_text(CHANGED)).to_be_hidden()


def test_turning_a_phone_keeps_the_match(open_on: Callable[..., Page]) -> None:
    page = open_on(PHONE, 3)
    match_card(page, 323.88)
    metrics = {
        "width": 844,
        "height": 390,
        "deviceScaleFactor": 3,
        "mobile": True,
        "screenWidth": 844,
        "screenHeight": 390,
    }
    touches(page).send("Emulation.setDeviceMetricsOverride", metrics)
    page.wait_for_function("innerWidth === 844")
    page.wait_for_timeout(300)
    expect(page.get_by_role("button", name="Use this width")).to_be_visible()
    assert page.evaluate(PX_PER_MM) == pytest.approx(6.0, abs=0.005)


def test_two_fingers_on_the_glass_do_not_zoom_the_page(open_on: Callable[..., Page]) -> None:
    page = open_on(PHONE)
    y = knob(page, "card")[1]
    touches(page).send("Input.synthesizePinchGesture", {"x": 150, "y": y + 100, "scaleFactor": 2})
    assert page.evaluate("visualViewport.scale") == pytest.approx(1.0, abs=0.01)
    touches(page).send("Input.synthesizePinchGesture", {"x": 150, "y": 60, "scaleFactor": 2})
    assert page.evaluate("visualViewport.scale") > 1.5, "elsewhere the page still zooms"
    for part in ("glass", "knob", "bar"):
        assert (
            page.locator(f".cun-ruler__{part}").first.evaluate("node => getComputedStyle(node).touchAction") == "none"
        )


def test_a_screen_of_few_px_per_mm_is_doubted(open_on: Callable[..., Page]) -> None:
    page = open_on()
    drag(page, "card", 85.6 * 2.3 - page.evaluate(CARD_PX))
    expect(page.get_by_text("Few screens have 2.3 px per mm: please match the card again.").first).to_be_visible()
    drag(page, "card", 85.6 * 2.7 - page.evaluate(CARD_PX))
    expect(page.get_by_text("Few screens have")).to_have_count(0)


# ---- what crosses to the server


def test_only_the_millimetres_are_sent(new_page: Callable[..., Page], serve: Callable[[Path], Server]) -> None:
    """With Streamlit itself, and so the test that its page and the ruler understand each other."""
    page, app = new_page(), serve(APP)
    sent: list[bytes] = []
    page.on(
        "websocket",
        lambda socket: socket.on(
            "framesent", lambda data: sent.append(data if isinstance(data, bytes) else data.encode())
        ),
    )
    page.goto(app.url)
    page.locator(".cun-ruler").wait_for(timeout=30_000)
    settled(page)
    quiet = len(sent)
    match_card(page, 428)
    lay_lines(page, 103.5)
    page.wait_for_timeout(500)
    assert sent[quiet:] == [], "nothing is sent while the reader measures"
    page.get_by_role("button", name="Use this width").click()
    expect(page.get_by_text("Widths: [20.7]", exact=True)).to_be_visible(timeout=10_000)
    texts = [
        text for frame in sent[quiet:] for text in re.findall(rb'[\[{][^\x00-\x1f]*"measured"[^\x00-\x1f]*[\]}]', frame)
    ]
    assert [json.loads(text) for text in texts] == [[{"event": "measured", "value": {"mm": 20.7}}]]
    assert not any(word in frame for frame in sent[quiet:] for word in (b"px", b"card", b"1280"))


def test_where_the_lines_stand_at_first_is_nobodys_width(open_on: Callable[..., Page]) -> None:
    page = open_on()
    match_card(page, 428)
    expect(page.get_by_role("button", name="Use this width")).to_be_disabled()
    page.get_by_role("slider", name="Left line").press("ArrowLeft")
    expect(page.get_by_role("button", name="Use this width")).to_be_enabled()
    draw(page, data("four"))
    expect(page.get_by_text("Lay four fingers on the glass")).to_be_visible()
    expect(page.get_by_role("button", name="Use this width")).to_be_disabled()
    assert shown_mm(page) == 75.0


def test_only_a_width_that_a_screen_can_measure_is_believed() -> None:
    assert width_from_browser({"mm": 20.7}) == 20.7
    assert width_from_browser({"mm": 5}) == 5.0
    for wrong in (4.9, 150.1, float("nan"), float("inf"), True, "20.7", None, [20.7]):
        assert width_from_browser({"mm": wrong}) is None
    for wrong in (None, 20.7, "20.7", [], {"px": 100}):
        assert width_from_browser(wrong) is None


def test_a_ring_of_thumb_and_middle_finger_cannot_be_laid_on_glass() -> None:
    with pytest.raises(ValueError, match="thumb, two, three, four"):
        screen_ruler("middle", key="ring", on_measured=print)


@pytest.mark.parametrize("method", METHODS)
def test_the_drawn_fingers_fill_the_lines_at_the_joint(method: str) -> None:
    """x is per cent between the lines; the drawing is cut 24 mm below the joint and is a real finger high."""
    hand = outline(method)
    numbers = [float(number) for number in re.findall(r"-?\d+(?:\.\d+)?", hand["skin"])]
    xs, ys = numbers[::2], numbers[1::2]
    at_joint = [x for x, y in zip(xs, ys, strict=True) if abs(y) < 6]
    assert min(at_joint) == pytest.approx(0, abs=1.5)
    assert max(at_joint) == pytest.approx(100, abs=3)
    assert -56 < hand["top"] == pytest.approx(min(ys), abs=1.5)
    assert max(ys) == pytest.approx(hand["bottom"], abs=0.01)


# ---- seen and used by everyone


@pytest.mark.parametrize("dark", [False, True], ids=["light", "dark"])
@pytest.mark.parametrize("size", [DESK, PHONE], ids=["1280", "390"])
def test_nothing_stands_in_the_way_of_anyone(open_on: Callable[..., Page], size: tuple[int, int], dark: bool) -> None:
    page = open_on(size, dark=dark)
    for stage in ("card", "finger"):
        if stage == "finger":
            page.get_by_role("button", name="The card fits").click()
        found = Axe().run(page, context=".cun-ruler").response
        assert [rule["id"] for rule in found["violations"] if rule["impact"] in ("serious", "critical")] == []
        assert len(found["passes"]) > 5, "axe looked at the ruler"
        assert page.evaluate("document.querySelector('[data-testid=stMain]').scrollWidth") <= size[0]
        targets = page.locator(".cun-ruler button:visible, .cun-ruler__knob:visible")
        boxes = [target.bounding_box() for target in targets.all()]
        assert len(boxes) >= 5
        if size == PHONE:
            assert min(min(box["width"], box["height"]) for box in boxes) >= 44
