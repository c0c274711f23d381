"""Zones on the chart, in Chromium: hover and click anywhere inside, and no point loses anything to them."""

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect
from screen import CARD, HEADING, card_of, find, layer, list_of, open_atlas, settled
from shapely.geometry import Point
from stage import CHART as ALONE
from stage import Stage, data_of, draw, mounted, wait_until_told

from charts.palette import look_palettes
from charts.screen.limb import framed, limb_scene
from content.marks import view_content
from coords.body import Body
from coords.cun import Measurements
from coords.view import LEFT_TO_RIGHT
from data import load_atlas
from data.zones import load_zones, zones_at, zones_on
from tools.serve import Server
from ui.components import plot
from web import plates, zone_files

ATLAS = load_atlas()
GRAPH, TIP = ".cun-plot__graph", ".cun-plot__tip"
IN_WINDOW = """([x, y]) => {
  const gd = document.querySelector('.cun-plot__graph'), box = gd.getBoundingClientRect();
  const { xaxis, yaxis } = gd._fullLayout;
  return [box.left + xaxis._offset + xaxis.l2p(x), box.top + yaxis._offset + yaxis.l2p(y)];
}"""
MARKS = """() => {
  const gd = document.querySelector('.cun-plot__graph'), points = gd._fullData.find((trace) => trace.name === 'points');
  return Object.entries(points.x).map(([i, x]) => [points.customdata[i][0], x, points.y[i]]);
}"""
NO_POINTS = """() => !document.querySelector('.cun-plot__graph')._fullData
  .some(({ name, x }) => name === 'points' && x.length)"""
PX_PER_UNIT = "() => Math.abs(document.querySelector('.cun-plot__graph')._fullLayout.yaxis._m)"


@pytest.fixture
def on_page(page: Page, atlas: Server) -> Page:
    """The right sole on the atlas, with its points and zones."""
    open_atlas(page, atlas, "?view=foot_sole")
    layer(page, "Show").select_option(label="Points and zones")
    page.keyboard.press("Escape")
    settled(page)
    return page


@pytest.fixture
def alone(stage: Stage) -> Callable[..., Page]:
    """alone(page, view=…, side=…) -> the chart of that view, drawn without the page."""

    def make(page: Page, view: str, side: str = "right", **more: Any) -> Page:
        page.goto(stage.put(ALONE, chart_data(view, side, **more)))
        mounted(page)
        painted(page)
        return page

    return make


@pytest.fixture
def sole(page: Page, alone: Callable[..., Page]) -> Page:
    """The right sole alone."""
    return alone(page, view="foot_sole")


def chart_data(view: str, side: str, *, points: bool = True, guides: bool = False) -> dict[str, Any]:
    """What a page sends to a chart with all zones of a view."""
    content = view_content(ATLAS, Body(ATLAS.limb, Measurements()), view, side)
    scene = limb_scene(**(content if points else content | {"marks": [], "runs": []}))
    shown = [zone.id for zone in zones_on(view, side) if zone.shown]
    scene["zones"] = {"url": zone_files.sheet_url(view, side), "shown": shown, "lines": guides, "names": True}
    x0, y0, x1, y1 = framed(ATLAS.limb.views[view], side, None)
    return data_of(
        plot,
        lambda: plot.render(
            scene=scene,
            key="alone",
            plate_url=plates.plate_url(view, side),
            palette=look_palettes("plate", "fair"),
            height=round(min(max(600 * (y1 - y0) / (x1 - x0), 420), 700)),
            alt="A foot",
            on_pick=print,
            view_key=f"{view} {side}",
        ),
    )


def painted(page: Page) -> None:
    page.wait_for_function("() => Number(document.querySelector('.cun-plot')?.dataset.revision) > 0", timeout=20_000)


def at(page: Page, x: float, y: float) -> tuple[float, float]:
    return tuple(page.evaluate(IN_WINDOW, [x, y]))


def hover(page: Page, x: float, y: float) -> None:
    """Move the mouse there, a little way, as a hand does."""
    px, py = at(page, x, y)
    page.mouse.move(px - 3, py)
    page.mouse.move(px, py)


def free_spots(page: Page, name: str, view: str, side: str) -> list[tuple[float, float]]:
    """Places of a zone where it answers itself: on top, and no mark within 20 px."""
    area, flip = load_zones()[name].areas[view], -1 if side == "left" else 1
    room = 20 / page.evaluate(PX_PER_UNIT)
    marks = [(x, y) for _, x, y in page.evaluate(MARKS)]
    x0, y0, x1, y1 = area.bounds
    step = 0.004
    grid = [
        (flip * (x0 + step * i), y0 + step * j)
        for i in range(int((x1 - x0) / step) + 1)
        for j in range(int((y1 - y0) / step) + 1)
    ]
    hidden = {zone.id for zone in zones_on(view, side) if not zone.shown}
    return [
        (x, y)
        for x, y in grid
        if next((zone for zone in zones_at(view, side, x, y) if zone not in hidden), None) == name
        and area.exterior.distance(Point(flip * x, y)) > 0.001
        and all((x - mx) ** 2 + (y - my) ** 2 > room**2 for mx, my in marks)
    ]


def test_the_hover_inside_a_zone_says_what_it_is_and_that_it_is_another_system(sole: Page) -> None:
    hover(sole, 0.0, 0.09)
    expect(sole.locator(TIP)).to_be_visible()
    words = sole.locator(TIP).inner_text()
    assert words.startswith("Heel\n") and "lower back, pelvis" in words
    assert "a different system from meridian points" in words and "Place: " in words


def test_where_zones_overlap_the_smallest_answers_and_the_others_are_named(sole: Page) -> None:
    spot = load_zones()["Z_GALLBLADDER"].areas["foot_sole"].representative_point()
    hover(sole, spot.x, spot.y)
    expect(sole.locator(f"{TIP} strong")).to_have_text("Gallbladder")
    expect(sole.locator(TIP)).to_contain_text("Also here: Liver")


@pytest.mark.parametrize("name", ["Z_HEEL", "Z_SMALL_INTESTINE", "Z_LUNG_CHEST", "Z_STOMACH"])
def test_middle_and_rim_of_a_zone_pick_it(sole: Page, name: str) -> None:
    spots = free_spots(sole, name, "foot_sole", "right")
    area = load_zones()[name].areas["foot_sole"]
    spots.sort(key=lambda spot: area.exterior.distance(Point(spot)))
    for n, (x, y) in enumerate((spots[0], spots[-1]), 1):
        sole.mouse.click(*at(sole, x, y))
        wait_until_told(sole, "picked", [name] * n)


def test_a_pressed_zone_is_outlined_before_the_page_has_answered(sole: Page) -> None:
    x0, y0, x1, y1 = load_zones()["Z_HEEL"].areas["foot_sole"].bounds
    sole.mouse.click(*at(sole, 0.0, 0.09))
    ring = sole.locator(".cun-plot__ring").bounding_box()
    (left, top), (right, bottom) = at(sole, x0, y1), at(sole, x1, y0)
    assert ring is not None
    edges = (ring["x"], ring["y"], ring["x"] + ring["width"], ring["y"] + ring["height"])
    assert edges == pytest.approx((left, top, right, bottom), abs=3)
    wait_until_told(sole, "picked", ["Z_HEEL"])
    draw(sole, {"select": "Z_HEEL"})
    expect(sole.locator(".cun-plot__ring")).to_have_count(0)


def test_just_outside_every_zone_nothing_is_told_and_nothing_opens(sole: Page) -> None:
    outline = load_zones()["Z_HEEL"].areas["foot_sole"].bounds
    x, y = 0.0, outline[1] - 6 / sole.evaluate(PX_PER_UNIT)
    hover(sole, x, y)
    sole.wait_for_timeout(300)
    expect(sole.locator(TIP)).to_be_hidden()
    sole.mouse.click(*at(sole, x, y))
    sole.wait_for_timeout(400)
    wait_until_told(sole, "picked", [])


def test_a_few_px_within_the_edge_the_zone_answers_and_a_few_px_beyond_it_does_not(sole: Page) -> None:
    """The lower edge of the lung area: a place with nothing else around."""
    per_px = 1 / sole.evaluate(PX_PER_UNIT)
    area, x = load_zones()["Z_LUNG_CHEST"].areas["foot_sole"], -0.1
    edge = min(y for y in (area.bounds[1] + per_px * i / 2 for i in range(400)) if area.covers(Point(x, y)))
    hover(sole, x, edge + 2 * per_px)
    expect(sole.locator(f"{TIP} strong")).to_have_text("Lungs and chest")
    hover(sole, x, edge - 2 * per_px)
    expect(sole.locator(TIP)).to_be_hidden()


@pytest.mark.parametrize("view", ["foot_sole", "foot_dorsum", "foot_medial", "foot_lateral"])
def test_no_point_that_lies_in_a_zone_loses_its_hover_or_its_click(
    page: Page, alone: Callable[..., Page], view: str
) -> None:
    alone(page, view=view)
    marks = page.evaluate(MARKS)
    covered = [(code, x, y) for code, x, y in marks if zones_at(view, "right", x, y)]
    assert covered
    for code, x, y in covered:
        hover(page, x, y)
        label = page.locator(f"{GRAPH} .hoverlayer .hovertext").first
        expect(label).to_contain_text(code if not code.startswith("EX") else "EX")
        expect(page.locator(TIP)).to_be_hidden()
    pressed = []
    for code, x, y in covered[:: max(len(covered) // 4, 1)]:
        page.mouse.click(*at(page, x, y))
        pressed.append(code)
        wait_until_told(page, "picked", pressed)


def test_beside_a_point_the_label_of_the_point_gives_way_to_the_zone_that_a_press_would_open(sole: Page) -> None:
    code, x, y = next(mark for mark in sole.evaluate(MARKS) if mark[0] == "SHIMIAN")
    hover(sole, x, y)
    expect(sole.locator(f"{GRAPH} .hoverlayer .hovertext").first).to_contain_text(code)
    hover(sole, x, y - 13 / sole.evaluate(PX_PER_UNIT))
    expect(sole.locator(TIP)).to_contain_text("Heel")
    expect(sole.locator(f"{GRAPH} .hoverlayer .hovertext")).to_have_count(0)


def test_a_finger_opens_a_zone_and_near_a_point_the_point(
    new_page: Callable[..., Page], alone: Callable[..., Page]
) -> None:
    page = new_page(width=390, height=844, touch=True)
    alone(page, view="foot_sole")
    code, x, y = next(mark for mark in page.evaluate(MARKS) if mark[0] == "KI1")
    px, py = at(page, x, y)
    page.touchscreen.tap(px + 9, py)
    wait_until_told(page, "picked", [code])
    page.locator(GRAPH).scroll_into_view_if_needed()
    page.wait_for_timeout(400)
    page.touchscreen.tap(*at(page, 0.0, 0.1))
    wait_until_told(page, "picked", [code, "Z_HEEL"])
    expect(page.locator(TIP)).to_be_hidden()


def test_the_heart_answers_on_the_left_foot_only(page: Page, alone: Callable[..., Page]) -> None:
    heart = load_zones()["Z_HEART"].areas["foot_sole"].representative_point()
    alone(page, view="foot_sole", side="left", points=False)
    hover(page, -heart.x, heart.y)
    expect(page.locator(f"{TIP} strong")).to_have_text("Heart")
    alone(page, view="foot_sole", side="right", points=False)
    hover(page, heart.x, heart.y)
    expect(page.locator(f"{TIP} strong")).to_have_text("Lungs and chest")


def test_points_alone_show_no_zones_and_zones_alone_no_points(on_page: Page) -> None:
    shown = layer(on_page, "Show")
    shown.select_option(label="Zones")
    on_page.wait_for_function(f"() => ({NO_POINTS})()")
    on_page.keyboard.press("Escape")
    hover(on_page, 0.0, 0.09)
    expect(on_page.locator(TIP)).to_be_visible()
    layer(on_page, "Show").select_option(label="Points")
    on_page.wait_for_function(f"() => !({NO_POINTS})()")
    on_page.keyboard.press("Escape")
    hover(on_page, 0.0, 0.1)
    expect(on_page.locator(TIP)).to_be_hidden()


def test_a_link_opens_a_zone_and_turns_to_the_foot_it_is_on(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?zone=Z_SPLEEN&view=foot_lateral&layers=points")
    expect(page.locator(HEADING)).to_have_text("Spleen")
    traces = "document.querySelector('.cun-plot__graph')._fullData"
    page.wait_for_function(f"() => {traces}.some((t) => t.mode === 'lines' && t.line.width === 3)")
    assert page.evaluate("() => document.querySelector('.cun-plot__graph')._fullLayout.xaxis.range[0]") < -0.2


def test_the_list_opens_a_zone_with_the_keyboard(on_page: Page) -> None:
    choice = list_of(on_page).get_by_role("button", name="Liver", exact=True)
    choice.focus()
    on_page.keyboard.press("Enter")
    expect(on_page.locator(HEADING)).to_have_text("Liver")
    settled(on_page)
    expect(choice).to_be_focused()


def test_names_of_zones_cover_no_mark_and_no_other_name(sole: Page) -> None:
    boxes = sole.evaluate("""() => [...document.querySelectorAll('.cun-plot__area-names text, .cun-plot__labels text')]
      .map((n) => n.getBoundingClientRect()).map(({ left, right, top, bottom }) => [left, right, top, bottom])""")
    assert len(boxes) > 10
    for i, (left, right, top, bottom) in enumerate(boxes):
        for other_left, other_right, other_top, other_bottom in boxes[i + 1 :]:
            assert (
                right <= other_left + 1 or other_right <= left + 1 or bottom <= other_top + 3 or other_bottom <= top + 3
            )


def test_a_press_opens_the_card_with_care_evidence_and_the_points_inside(on_page: Page) -> None:
    on_page.mouse.click(*at(on_page, 0.0, 0.09))
    expect(on_page.locator(HEADING)).to_have_text("Heel")
    card = on_page.locator(CARD)
    expect(card).to_contain_text("No good studies")
    expect(card).to_contain_text("Not on a leg that is newly swollen")
    card.get_by_role("button", name="SHIMIAN").click()
    card_of(on_page, "SHIMIAN")
    expect(card.get_by_role("button", name="Heel", exact=True)).to_be_visible()


# ---- a student compares both feet, on the atlas itself


@pytest.fixture
def both_feet(on_page: Page) -> Page:
    layer(on_page, "Show").select_option(label="Zones")
    on_page.keyboard.press("Escape")
    on_page.get_by_role("button", name="Both feet", exact=True).click()
    on_page.wait_for_function("""() => {
      const all = [...document.querySelectorAll('.cun-plot__graph')];
      return all.length === 2 && all.every((one) => one.ariaBusy === 'false');
    }""")
    settled(on_page)
    return on_page


def on_foot(page: Page, side: str, name: str) -> tuple[float, float]:
    """Where in the window an inner place of a zone lies that no smaller zone takes."""
    area, flip = load_zones()[name].areas["foot_sole"], -1 if side == "left" else 1
    spot = next(
        Point(x, y)
        for x, y in zip(*area.buffer(-0.008).exterior.xy, strict=True)
        if zones_at("foot_sole", side, flip * x, y)[0] == name
    )
    inside = IN_WINDOW.replace("([x, y])", "([n, x, y])").replace(
        "document.querySelector('.cun-plot__graph')", "document.querySelectorAll('.cun-plot__graph')[n]"
    )
    return tuple(page.evaluate(inside, [LEFT_TO_RIGHT["foot_sole"].index(side), flip * spot.x, spot.y]))


def test_both_feet_side_by_side_answer_hover_and_click_and_the_card_says_the_foot(both_feet: Page) -> None:
    for side, name, foot in (
        ("left", "Z_HEART", "On the left foot only."),
        ("right", "Z_LIVER", "On the right foot only"),
        ("left", "Z_HEEL", "On both feet."),
        ("right", "Z_LUNG_CHEST", "On both feet."),
        ("right", "Z_HEEL", "On both feet."),
    ):
        x, y = on_foot(both_feet, side, name)
        both_feet.mouse.move(x - 2, y)
        both_feet.mouse.move(x, y)
        expect(both_feet.locator(f"{TIP}:visible strong")).to_have_text(load_zones()[name].name)
        both_feet.mouse.click(x, y)
        expect(both_feet.locator(HEADING)).to_have_text(load_zones()[name].name)
        expect(both_feet.locator(".cun-ins__sheet")).to_contain_text(foot)
        settled(both_feet)


def test_the_list_beside_both_feet_names_the_zones_of_both_and_opens_them_with_the_keyboard(both_feet: Page) -> None:
    listed = list_of(both_feet)
    for words in ("Heart", "Liver", "Heel"):
        expect(listed.get_by_role("button", name=words, exact=True)).to_have_count(1)
    choice = listed.get_by_role("button", name="Heart", exact=True)
    choice.focus()
    both_feet.keyboard.press("Enter")
    expect(both_feet.locator(HEADING)).to_have_text("Heart")
    expect(both_feet).to_have_url(re.compile("side=left.*zone=Z_HEART"))
    expect(choice).to_be_focused()


def test_the_search_tells_zones_from_points(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=foot_sole")
    for words, name in (("heel", "Heel"), ("sciatic", "Sciatic band"), ("heart", "Heart")):
        find(page, words)
        zone = page.get_by_role("option").and_(page.locator("[data-kind=zone]")).filter(has_text=name).first
        expect(zone).to_contain_text("Zone")
        zone.click()
        expect(page.locator(HEADING)).to_have_text(name)
        settled(page)


def test_a_link_to_the_heel_opens_its_card_and_the_drawing_tells_of_zones_in_words(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=foot_sole&zone=Z_HEEL")
    expect(page.locator(HEADING)).to_have_text("Heel")
    expect(page.get_by_role("img", name=re.compile("^Sole of the foot: Right: .*: .*Heel"))).to_have_count(1)


# ---- the look


@pytest.mark.parametrize("side", ["right", "left"])
def test_on_the_inner_side_of_the_leg_the_foot_has_its_zones(
    new_page: Callable[..., Page], atlas: Server, side: str
) -> None:
    page, zone = new_page(height=1300), load_zones()["Z_SPINE_THORACIC"]
    open_atlas(page, atlas, f"?view=leg_medial&side={side}&zone=Z_HEEL")
    spot = zone.areas["leg_medial"].representative_point()
    x = -spot.x if side == "left" else spot.x
    hover(page, x, spot.y)
    expect(page.locator(f"{TIP} strong")).to_have_text(zone.name)
    page.mouse.click(*at(page, x, spot.y))
    expect(page.locator(HEADING)).to_have_text(zone.name)
    expect(page.get_by_role("img", name=re.compile("^Inner side of the leg"))).to_have_count(1)


def test_edges_of_zones_stay_thin_when_the_reader_zooms_in(sole: Page) -> None:
    """Their strokes do not grow with the picture of the areas."""
    svg = """async () => {
      const { source } = document.querySelector('.cun-plot__graph')._fullLayout.images.at(-1);
      return await (await fetch(source)).text();
    }"""
    drawn = sole.evaluate(svg)
    assert drawn.count("<path") > 30
    edges = re.findall(r'<path[^>]* stroke="[^"]+" stroke-width="[^"]+"[^>]*stroke-linejoin[^>]*>', drawn)
    assert edges and all("non-scaling-stroke" in edge for edge in edges)


def test_names_of_guide_lines_stay_inside_the_drawing_of_a_phone(
    new_page: Callable[..., Page], alone: Callable[..., Page]
) -> None:
    page = new_page(width=390, height=844, touch=True)
    alone(page, view="foot_sole", guides=True, points=False)
    outside = """() => {
      const box = document.querySelector('.cun-plot__graph').getBoundingClientRect();
      const names = [...document.querySelectorAll('.cun-plot__area-names text')];
      const places = names.map((one) => one.getBoundingClientRect());
      const cut = places.filter(({ left, right }) => left < box.left || right > box.right);
      return [names.length, cut.length];
    }"""
    count, cut = page.evaluate(outside)
    assert count > 8 and cut == 0


CROSSED = """() => {
  const lines = [...document.querySelectorAll('.cun-plot__area-names line')].map((one) =>
    ['x1', 'y1', 'x2', 'y2'].map((name) => one[name].baseVal.value));
  const turn = (px, py, qx, qy, rx, ry) => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  const cross = ([a, b, c, d], [e, f, g, h]) =>
    turn(a, b, c, d, e, f) !== turn(a, b, c, d, g, h) && turn(e, f, g, h, a, b) !== turn(e, f, g, h, c, d);
  return [lines.length, lines.flatMap((one, i) => lines.slice(i + 1).filter((other) => cross(one, other))).length];
}"""


def test_on_a_phone_no_line_from_a_name_to_its_zone_crosses_another(
    new_page: Callable[..., Page], alone: Callable[..., Page]
) -> None:
    page = new_page(width=390, height=844, touch=True)
    alone(page, view="foot_sole", points=False)
    expect(page.locator(".cun-plot__area-names line").first).to_be_attached()
    lines, crossed = page.evaluate(CROSSED)
    assert lines > 12 and crossed == 0


PLACE_OF = """(label) => {
  const text = [...document.querySelectorAll('.cun-plot__area-names text')].find((one) => one.textContent === label);
  return text ? Number(text.getAttribute('y')) : null;
}"""


def test_the_chinese_school_puts_the_kidneys_further_forward_and_their_card_says_where(on_page: Page) -> None:
    before = on_page.evaluate(PLACE_OF, "Kidneys")
    layer(on_page, "Places after the").select_option(label="Chinese school")
    on_page.keyboard.press("Escape")
    settled(on_page)
    assert on_page.evaluate(PLACE_OF, "Kidneys") < before - 20
    find(on_page, "kidneys")
    on_page.keyboard.press("Enter")
    expect(on_page.locator(HEADING)).to_have_text("Kidneys")
    where = on_page.locator(CARD).locator("section", has_text="Where it is")
    expect(where).to_contain_text("Straight back from the gap between the second and third toes")


def test_areas_of_articles_are_drawn_when_they_are_asked_for(on_page: Page) -> None:
    listed = list_of(on_page).get_by_role("button", name="Arch", exact=True)
    expect(listed).to_have_count(0)
    layer(on_page, "Areas that only a web article tells of").check()
    expect(listed).to_have_count(1)


def test_every_name_of_the_sole_is_written_and_none_over_another(on_page: Page) -> None:
    boxes = on_page.evaluate("""() => [...document.querySelectorAll('.cun-plot__area-names text')].map((one) => {
      const { left, right, top, bottom } = one.getBoundingClientRect();
      return [one.textContent, left, right, top, bottom];
    })""")
    right_foot = [zone for zone in zones_on("foot_sole", "right") if not zone.from_article_alone]
    assert {name for name, *_ in boxes} == {zone.short for zone in right_foot}
    for number, (name, left, right, top, bottom) in enumerate(boxes):
        for other, l2, r2, t2, b2 in boxes[number + 1 :]:
            assert right < l2 + 1 or r2 < left + 1 or bottom < t2 + 4 or b2 < top + 4, (name, other)
