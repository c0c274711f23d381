"""The pocket atlas prints a view in life size, with a bar to check it; a session leads to the photo and back."""

from math import dist

from playwright.sync_api import expect
from test_pocket import address, visit  # noqa: F401 (fixtures)
from test_pocket_bodies import plain_page  # noqa: F401 (a fixture)
from test_pocket_guides import answering, press

from coords.body import Body
from coords.cun import Measurements
from data import load_atlas

PX = 96 / 25.4  # of a mm on paper
CORNERS = """async ([wide, high, marks]) => (await import('/web/pocket/paper.js')).cornersOf(wide, high, marks)"""


def test_a_printed_view_is_as_large_as_the_reader_and_its_bar_is_fifty_millimetres(visit, address):  # noqa: F811
    page = visit()
    page.goto(f"{address}?page=paper&view=foot_medial&point=KI3&height=1850")
    expect(page.locator(".cun-sheet").first).to_be_visible()
    expect(page.locator("main")).to_contain_text("Print at 100 %, not “fit to page”")
    expect(page.locator("main")).to_contain_text("handouts are made in the big atlas")
    page.emulate_media(media="print")
    expect(page.locator("#cun-bar")).to_be_hidden()
    expect(page.locator("main h1")).to_be_hidden()
    bar = page.locator(".cun-sheet").first.locator("path").last
    assert abs(bar.evaluate("(one) => one.getBBox().width * one.getScreenCTM().a") - 50 * PX) < 0.2
    expect(page.locator(".cun-sheet").first).to_contain_text("This bar is 50 mm.")
    body = Body(load_atlas().limb, Measurements(stature_mm=1850))
    places = [body.place(code, "foot_medial", "right") for code in ("KI3", "SP6")]
    dots = page.evaluate("""() => [...[...document.querySelectorAll('.cun-sheet')].at(-1)
      .querySelectorAll('polygon, circle')].map((one) => one.getBoundingClientRect())
      .map(({ x, y, width, height }) => [x + width / 2, y + height / 2])""")
    mm = dist(places[0].xy, places[1].xy) * places[0].mm_per_unit
    apart = [dist(one, other) / PX for one in dots for other in dots]
    assert min(abs(one - mm) for one in apart) < 0.5


def test_every_mark_lies_on_a_sheet_and_a_drawing_is_turned_where_that_saves_paper(plain_page):  # noqa: F811
    page, _ = plain_page
    for wide, high, marks, turned, count in (
        (100, 200, [[50, 100]], False, 1),
        (220, 100, [[10, 10], [210, 90]], True, 1),
        (250, 400, [[1, 1], [249, 399]], False, 2),
        (400, 400, [[x, y] for x in range(0, 401, 40) for y in range(0, 401, 40)], False, 6),
    ):
        found = page.evaluate(CORNERS, [wide, high, marks])
        assert (found["turned"], len(found["corners"])) == (turned, count)
        for x, y in ([y, wide - x] if turned else [x, y] for x, y in marks):
            assert any(left <= x <= left + 180 and top <= y <= top + 232 for left, top in found["corners"])


def test_a_step_leads_to_the_photo_of_its_point_and_back_into_the_same_session(visit, address):  # noqa: F811
    page = visit(width=390, height=844, script=answering())
    page.goto(f"{address}?page=session&routine=RT_LEG")
    press(page, "Start")
    way = page.get_by_role("button", name="On a photo of my own leg")
    for _ in range(12):
        if way.is_visible():
            break
        press(page, "Skip")
    step = page.locator('[data-part="count"]').inner_text()
    way.click()
    expect(page.locator("main h1")).to_have_text("My leg")
    expect(page.locator(".cun-leg__start")).to_be_visible()
    assert "point=" in page.url
    page.get_by_role("button", name="Back to the session").click()
    expect(page.locator('[data-part="count"]')).to_have_text(step)
