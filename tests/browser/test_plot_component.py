"""The chart component: picks the right id by mouse and by finger, keeps the zoom, is never mounted twice."""

import io
import random
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from apps.chart_figures import given, plate
from PIL import Image
from playwright.sync_api import Page, Route, expect
from stage import CHART, Stage, data_of, draw, mounted, told, wait_until_told

from charts.plate.svg import plate_svg
from tools.serve import Server
from ui.components import plot

APP = Path(__file__).parent / "apps" / "chart.py"
GRAPH = ".cun-plot__graph"
Open = Callable[[Page], None]
# Where a point is on the screen, from plotly's own axes: client px.
POSITION = """([id]) => {
  const gd = document.querySelector('.cun-plot__graph'), box = gd.getBoundingClientRect();
  const { xaxis, yaxis } = gd._fullLayout;
  for (const t of gd._fullData) {
    const i = (t.customdata ?? []).findIndex((row) => row[0] === id);
    if (i >= 0) return [box.left + xaxis._offset + xaxis.l2p(t.x[i]), box.top + yaxis._offset + yaxis.l2p(t.y[i])];
  }
}"""
IN_VIEW_UNITS = """([x, y]) => {
  const gd = document.querySelector('.cun-plot__graph'), box = gd.getBoundingClientRect();
  const { xaxis, yaxis } = gd._fullLayout;
  return [box.left + xaxis._offset + xaxis.l2p(x), box.top + yaxis._offset + yaxis.l2p(y)];
}"""
X_RANGE = "document.querySelector('.cun-plot__graph')._fullLayout.xaxis.range"


@pytest.fixture(scope="module", autouse=True)
def plate_files(static_files: Path) -> None:
    for name in ("plate", "hand"):
        (static_files / f"test-{name}.svg").write_text(plate_svg(plate()))
    Image.new("LA", (10, 14), (0, 128)).save(static_files / "test-relief.png")


@pytest.fixture
def open_chart(stage: Stage) -> Open:
    """Draw the foot; what is picked is ringed by the next run, as on the atlas."""

    def make(page: Page) -> None:
        page.goto(stage.put(CHART, data("foot"), {"picked": "id => ({ select: id })"}))
        mounted(page)
        painted(page)

    return make


def data(view: str, shift_mm: int = 0) -> dict[str, Any]:
    """What the chart is given."""
    return data_of(plot, lambda: plot.render(**given(view, shift_mm), on_pick=print))


def painted(page: Page, after: int = 0) -> int:
    """Wait for a paint later than number `after`; its number."""
    page.wait_for_function(
        "n => Number(document.querySelector('.cun-plot')?.dataset.revision) > n", arg=after, timeout=30_000
    )
    return revision(page)


def revision(page: Page) -> int:
    return int(page.locator(".cun-plot").get_attribute("data-revision") or 0)


def shift(page: Page, mm: int) -> None:
    """Draw a changed figure, and wait until it is seen."""
    before = revision(page)
    draw(page, {"scene": data("foot", mm)["scene"]})
    painted(page, before)


def show(page: Page, view: str) -> None:
    """Turn to another plate."""
    draw(page, {name: value for name, value in data(view).items() if name in ("plate", "view")})


def picks_are(page: Page, *names: str) -> None:
    """Wait until exactly these were picked."""
    wait_until_told(page, "picked", list(names))


def test_a_click_picks_the_point_under_the_mouse_and_again_when_clicked_again(page: Page, open_chart: Open) -> None:
    open_chart(page)
    page.mouse.click(*page.evaluate(POSITION, ["P8"]))
    picks_are(page, "P8")
    page.mouse.click(*page.evaluate(POSITION, ["P8"]))
    picks_are(page, "P8", "P8")
    page.mouse.click(*page.evaluate(POSITION, ["P21"]))
    picks_are(page, "P8", "P8", "P21")


def test_a_click_between_points_picks_the_area_and_a_click_beside_both_picks_nothing(
    page: Page, open_chart: Open
) -> None:
    open_chart(page)
    page.mouse.click(*page.evaluate(IN_VIEW_UNITS, [0.5, 0.3]))
    picks_are(page, "Z-heel")
    page.mouse.click(*page.evaluate(IN_VIEW_UNITS, [0.5, 0.6]))
    page.mouse.click(*page.evaluate(IN_VIEW_UNITS, [0.3, 0.9]))
    picks_are(page, "Z-heel", "Z-ball")


def test_a_point_inside_an_area_wins_over_it(page: Page, open_chart: Open) -> None:
    open_chart(page)
    x, y = page.evaluate(POSITION, ["INSIDE"])
    page.mouse.click(x, y)
    picks_are(page, "INSIDE")
    page.mouse.click(x + 20, y)
    picks_are(page, "INSIDE", "Z-ball")


def test_a_drag_moves_the_drawing_and_picks_nothing(page: Page, open_chart: Open) -> None:
    open_chart(page)
    before = page.evaluate(X_RANGE)
    x, y = page.evaluate(POSITION, ["P8"])
    page.mouse.move(x, y)
    page.mouse.down()
    page.mouse.move(x + 60, y + 10, steps=4)
    page.mouse.up()
    page.wait_for_function(f"was => {X_RANGE}[0] !== was", arg=before[0])
    shift(page, 3)
    picks_are(page)


LATE_OBSERVER = """
  const Plain = window.ResizeObserver;
  window.late = [];
  window.ResizeObserver = class extends Plain {
    constructor(tell) { super((...sizes) => late.push(() => tell(...sizes))); }
  };
"""


def test_the_drawing_is_laid_out_anew_only_for_another_size(page: Page, open_chart: Open) -> None:
    """The browser first tells of the size that the drawing has; on a slow machine, while a first drag is on its way."""
    page.add_init_script(LATE_OBSERVER)
    open_chart(page)
    tell, layouts = "() => { for (const tell of late.splice(0)) tell(); }", "window.layouts"
    count = f"graph => {{ {layouts} = 0; graph.on('plotly_relayout', () => {layouts}++); }}"
    page.locator(GRAPH).evaluate(count)
    page.evaluate(tell)
    page.wait_for_timeout(500)
    assert page.evaluate(layouts) == 0
    page.locator(".cun-plot").evaluate("plot => { plot.style.height = '300px'; }")
    page.wait_for_function("late.length > 0")
    page.evaluate(tell)
    page.wait_for_function(f"{layouts} > 0")


def test_the_zoom_stays_when_the_figure_changes_and_goes_with_another_view(page: Page, open_chart: Open) -> None:
    open_chart(page)
    whole = page.evaluate(X_RANGE)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(f"was => {X_RANGE}[0] > was", arg=whole[0])
    zoomed = page.evaluate(X_RANGE)
    point = page.evaluate(POSITION, ["P8"])
    shift(page, 20)
    assert page.evaluate(X_RANGE) == pytest.approx(zoomed)
    assert page.evaluate(POSITION, ["P8"])[0] > point[0] + 5, "the point itself has moved"
    show(page, "none")
    page.wait_for_function(f"was => Math.abs({X_RANGE}[0] - was) > 0.01", arg=zoomed[0])
    show(page, "foot")
    page.wait_for_function(f"was => Math.abs({X_RANGE}[0] - was) < 1e-6", arg=whole[0])


def test_the_reset_button_shows_the_whole_drawing_again(page: Page, open_chart: Open) -> None:
    open_chart(page)
    whole = page.evaluate(X_RANGE)
    page.get_by_role("button", name="Zoom out").click()
    page.wait_for_function(f"was => {X_RANGE}[0] < was", arg=whole[0])
    page.get_by_role("button", name="Show all of the drawing").click()
    page.wait_for_function(f"was => Math.abs({X_RANGE}[0] - was) < 1e-6", arg=whole[0])
    shift(page, 4)
    assert page.evaluate(X_RANGE) == pytest.approx(whole)


def test_a_new_figure_is_painted_into_the_same_plot(page: Page, open_chart: Open) -> None:
    open_chart(page)
    page.evaluate("document.querySelector('.cun-plot__graph').mark = 'the first one'")
    for mm in range(1, 6):
        shift(page, mm)
    page.mouse.click(*page.evaluate(POSITION, ["P3"]))
    picks_are(page, "P3")
    assert page.evaluate("document.querySelector('.cun-plot__graph').mark") == "the first one"


def test_one_unit_is_as_long_across_as_it_is_up(page: Page, open_chart: Open) -> None:
    open_chart(page)
    x0, y0 = page.evaluate(IN_VIEW_UNITS, [0, 0])
    x1, y1 = page.evaluate(IN_VIEW_UNITS, [1, 1])
    assert x1 - x0 == pytest.approx(y0 - y1, rel=1e-3)
    assert x1 - x0 > 100


@pytest.mark.parametrize("taps", [1, 20, pytest.param(100, marks=pytest.mark.endure)])
def test_taps_on_a_phone_pick_the_tapped_point(new_page: Callable[..., Page], open_chart: Open, taps: int) -> None:
    """Taps on a 390 px wide screen, up to 5 px beside the middle of the mark: all right, the first one too."""
    chance = random.Random(7)
    page = new_page(width=390, height=844, touch=True)
    open_chart(page)
    wrong = []
    for n in range(1, taps + 1):
        name = f"P{chance.randrange(30)}"
        page.locator(GRAPH).scroll_into_view_if_needed()
        x, y = page.evaluate(POSITION, [name])
        page.touchscreen.tap(x + chance.uniform(-5, 5), y + chance.uniform(-5, 5))
        page.wait_for_function("n => stage.told.picked?.length === n", arg=n)
        if (said := told(page, "picked")[-1]) != name:
            wrong.append((n, name, said))
    assert wrong == []


def test_on_a_phone_one_finger_scrolls_the_page_and_two_fingers_zoom(
    new_page: Callable[..., Page], open_chart: Open
) -> None:
    page = new_page(width=390, height=600, touch=True)
    open_chart(page)
    box = page.locator(GRAPH).bounding_box()
    assert box is not None
    x, y = box["x"] + 180, 400
    fingers = page.context.new_cdp_session(page)
    whole = page.evaluate(X_RANGE)

    def touch(kind: str, *places: tuple[float, float]) -> None:
        fingers.send(
            "Input.dispatchTouchEvent",
            {"type": kind, "touchPoints": [{"x": a, "y": b, "id": i} for i, (a, b) in enumerate(places)]},
        )

    touch("touchStart", (x, y))
    for step in range(1, 11):
        touch("touchMove", (x, y - 15 * step))
        page.wait_for_timeout(16)
    touch("touchEnd")
    page.wait_for_function(
        "y => document.querySelector('.cun-plot__graph').getBoundingClientRect().y < y - 100", arg=box["y"]
    )
    assert page.evaluate(X_RANGE) == whole
    page.wait_for_timeout(600)  # let the page come to rest

    touch("touchStart", (x - 20, 250), (x + 20, 250))
    touch("touchMove", (x - 60, 250), (x + 60, 250))
    page.wait_for_function(f"was => {X_RANGE}[0] > was + 0.1", arg=whole[0])
    touch("touchEnd")
    picks_are(page)


def test_buttons_are_big_enough_for_a_finger_on_a_phone(new_page: Callable[..., Page], open_chart: Open) -> None:
    page = new_page(width=390, height=844, touch=True)
    open_chart(page)
    for name in ("Zoom in", "Zoom out", "Show all of the drawing"):
        box = page.get_by_role("button", name=name).bounding_box()
        assert box is not None and box["width"] >= 44 and box["height"] >= 44


def test_colours_follow_the_theme(new_page: Callable[..., Page], open_chart: Open) -> None:
    for dark, point, ink in (
        (False, "rgb(170, 0, 0)", "rgb(17, 34, 51)"),
        (True, "rgb(255, 136, 136)", "rgb(221, 238, 255)"),
    ):
        page = new_page(dark=dark)
        open_chart(page)
        style = page.locator(f"{GRAPH} .points path").first.evaluate(
            "p => [getComputedStyle(p).fill, getComputedStyle(p).stroke]"
        )
        assert style == [point, ink]
    page.emulate_media(color_scheme="light")
    expect(page.locator(f"{GRAPH} .points path").first).to_have_css("fill", "rgb(170, 0, 0)")


def colour_at(page: Page, x: float, y: float) -> tuple[int, ...]:
    """The colour on the screen at a place in view units."""
    pixel = [round(px) for px in page.evaluate(IN_VIEW_UNITS, [x, y])]
    return Image.open(io.BytesIO(page.screenshot())).convert("RGB").getpixel((pixel[0], pixel[1]))  # type: ignore[return-value]


def test_skin_relief_and_bones_lie_over_each_other_and_the_bones_are_faded(page: Page, open_chart: Open) -> None:
    """Skin (240, 200, 160) under a half black relief is (119, 100, 80); an eighth of ink (17, 34, 51) lies over it."""
    open_chart(page)
    page.wait_for_timeout(300)  # the pictures arrive after the marks
    assert colour_at(page, 0.5, 0.55) == pytest.approx((107, 91, 76), abs=3)
    assert colour_at(page, 0.03, 1.37) == pytest.approx((107, 91, 76), abs=3)
    assert min(colour_at(page, -0.03, 0.55)) > 240, "paper beside the drawing"
    assert min(colour_at(page, 0.5, 1.43)) > 240, "paper above the drawing"


def test_a_chosen_mark_has_a_ring(page: Page, open_chart: Open) -> None:
    open_chart(page)
    before = revision(page)
    page.mouse.click(*page.evaluate(POSITION, ["P8"]))
    painted(page, before)
    ring = page.locator(f"{GRAPH} .scatterlayer .trace").last.locator(".points path")
    expect(ring).to_have_css("stroke", "rgb(0, 0, 204)")
    box = ring.bounding_box()
    x, y = page.evaluate(POSITION, ["P8"])
    assert (
        box is not None and abs(box["x"] + box["width"] / 2 - x) < 1.5 and abs(box["y"] + box["height"] / 2 - y) < 1.5
    )


def test_the_chart_says_in_words_what_it_shows(page: Page, open_chart: Open) -> None:
    open_chart(page)
    expect(page.get_by_role("img", name="A foot seen from below with 30 points")).to_be_visible()
    assert page.locator(".modebar").count() == 0


def test_a_label_appears_under_the_mouse(page: Page, open_chart: Open) -> None:
    open_chart(page)
    page.mouse.move(*page.evaluate(POSITION, ["P8"]))
    expect(page.locator(f"{GRAPH} .hoverlayer .hovertext")).to_have_text("P8")


def test_a_plate_that_cannot_be_fetched_is_said_in_one_sentence(
    new_page: Callable[..., Page], open_chart: Open
) -> None:
    page = new_page(errors_expected=True)
    open_chart(page)
    show(page, "missing")
    note = page.locator(".cun-plot__note")
    expect(note).to_be_visible()
    expect(note).to_have_text(re.compile(r"^The drawing could not be loaded\. .+\.$"))
    before = revision(page)
    show(page, "foot")
    painted(page, before)
    expect(note).to_be_hidden()


@pytest.mark.parametrize("held", ["**/test-hand.svg*", "**/plotly-basic.min.js*"])
def test_a_chart_that_left_the_page_while_a_file_was_on_its_way_draws_nothing(
    page: Page, stage: Stage, held: str
) -> None:
    """Streamlit takes the element away first and ends the component later. Without a size nothing has a place, and a
    page says errors of its own (which `page` listens to) when it is drawn all the same."""
    routes: list[Route] = []
    page.route(held, lambda route: routes.append(route))
    page.goto(stage.put(CHART, data("hand")))
    page.wait_for_function("() => document.querySelector('.cun-plot')?.style.height")
    page.evaluate("window.graph = document.querySelector('.cun-plot__graph')")
    page.wait_for_timeout(200)
    stills = page.evaluate("graph.querySelectorAll('.cun-plot__still').length")
    page.evaluate("document.getElementById('place').replaceChildren()")
    for route in routes:
        route.continue_()
    page.wait_for_timeout(500)
    assert routes
    assert page.evaluate("graph.querySelectorAll('.cun-plot__still, .main-svg').length") == stills


def test_missing_chart_files_are_said_in_one_sentence(new_page: Callable[..., Page], stage: Stage) -> None:
    page = new_page(errors_expected=True)
    page.route("**/plotly-basic.min.js*", lambda route: route.abort())
    page.goto(stage.put(CHART, data("foot")))
    expect(page.locator(".cun-plot__note")).to_have_text(re.compile("^The chart's files are missing"), timeout=20_000)


def test_the_plate_is_fetched_once_and_a_run_sends_only_the_live_part(
    page: Page, serve: Callable[[Path], Server]
) -> None:
    """With Streamlit itself, and so the test that its page and the chart understand each other."""
    fetched: list[str] = []
    received: list[int] = []
    page.on("request", lambda request: fetched.append(request.url))
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: received.append(len(frame))))
    page.goto(serve(APP).url)
    before = painted(page)
    received.clear()
    field = page.get_by_label("Shift")
    field.fill("2")
    field.press("Enter")
    painted(page, before)
    page.wait_for_timeout(200)
    assert sum(url.endswith("test-plate.svg") for url in fetched) == 1
    assert 1_000 < sum(received) < 15_000
    page.mouse.click(*page.evaluate(POSITION, ["P8"]))
    expect(page.get_by_text("Picked P8, 1 times", exact=True)).to_be_visible()
    page.mouse.click(*page.evaluate(POSITION, ["P8"]))
    expect(page.get_by_text("Picked P8, 2 times", exact=True)).to_be_visible()
