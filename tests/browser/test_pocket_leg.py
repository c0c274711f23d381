"""My leg in the pocket atlas: the photo, touched and kept, while the network is gone."""

from leg_page import COURSES, DOTS, LENGTH, STAGE, choose, press, touch
from photo_helpers import photo
from playwright.sync_api import expect
from test_accessibility import serious
from test_pocket import TITLE, address, drawn, kept, visit  # noqa: F401

from coords.body import Body
from coords.cun import Measurements
from data import load_atlas

RING = ".cun-leg__over path[fill-opacity]"
FEVER = """() => sessionStorage.setItem('cun-atlas care',
  JSON.stringify({ answers: { fever: 'yes' }, at: Date.now() }))"""


def test_three_touches_without_a_network_put_sp6_with_its_ring_on_the_photo(visit, address):  # noqa: F811
    page, one = visit(width=390, height=844, has_touch=True, is_mobile=True), photo("leg_medial", "right")
    page.goto(f"{address}?page=leg&view=leg_medial&side=right&point=SP6&height=1750")
    kept(page)
    page.context.set_offline(True)
    page.reload()
    choose(page, one)
    touch(page, one, "PAT_APEX", "MM", "TIB_MED_COND_INF")
    names = page.get_by_role("button", name="That is enough"), page.locator("#cun-bar > *").first
    button, bar = (one.bounding_box() for one in names)
    assert button and bar
    assert button["y"] + button["height"] <= bar["y"], "the bar lies on the button"
    press(page, "That is enough")
    assert page.locator(DOTS).count() > 10
    ring, picture = (page.locator(name).bounding_box() for name in (RING, f"{STAGE} canvas >> nth=0"))
    for at, size, share in (("x", "width", sp6(one)[0]), ("y", "height", sp6(one)[1])):
        middle = ring[at] + ring[size] / 2
        assert abs(middle - picture[at] - share * picture[size]) < 2 and 8 < ring[size] < 60
    beside = page.locator(".cun-leg__beside")
    expect(beside.locator("h2")).to_contain_text("SP6")
    expect(beside).to_contain_text("above the bump of your inner ankle bone")
    expect(beside).to_contain_text("Not on bulging veins")
    expect(page.get_by_role("button", name="This is my spot")).to_have_count(0)  # it would go into a notebook
    assert serious(page) == []
    with page.expect_download() as saved:
        beside.get_by_role("button", name="Save the picture").click()
    assert saved.value.path().read_bytes()[1:4] == b"PNG"
    beside.get_by_role("button", name="Keep the photo on this device").click()
    expect(beside).to_contain_text("Kept in this browser")
    page.locator(".cun-leg__choose select").select_option("SP9")
    beside.get_by_role("button", name="atlas").click()
    expect(page.locator(TITLE)).to_contain_text("SP9")
    drawn(page)


def test_a_length_counts_and_what_lies_deeper_is_drawn_without_a_network(visit, address):  # noqa: F811
    page, one = visit(), photo("leg_medial", "right")
    page.goto(f"{address}?page=leg&view=leg_medial&side=right&point=SP6&height=1750")
    kept(page)
    page.context.set_offline(True)
    choose(page, one)
    question, bar = (page.locator(name).first.bounding_box() for name in (".cun-leg__ask", "#cun-bar > *"))
    assert question and bar and question["y"] >= bar["y"] + bar["height"]
    touch(page, one, "PAT_APEX", "MM")
    box, beside = page.locator(f"{LENGTH} input"), page.locator(".cun-leg__beside")
    box.fill("3")
    box.press("Enter")
    expect(page.locator(LENGTH).get_by_role("alert")).to_contain_text("for example")
    expect(beside).to_contain_text("On you: 7.8 cm")
    box.fill("30")
    box.press("Enter")
    expect(beside).to_contain_text("On you: 6.0 cm")
    expect(page.locator("#cun-remarks")).to_contain_text("counts now, in the place of: ")
    assert "shin=300" in page.url and "height" not in page.url
    page.get_by_role("button", name="What lies under the finger").click()
    expect(page.locator(COURSES).first).to_be_attached()


def sp6(one) -> tuple[float, float]:
    """Where SP6 lies on the picture: share of its width, and of its height from the top."""
    return one.at(Body(load_atlas().limb, Measurements()).place("SP6", "leg_medial", "right").xy)


def test_another_side_is_asked_about_where_the_reader_chose_it_last(visit, address):  # noqa: F811
    page = visit()
    page.goto(f"{address}?page=leg&view=leg_medial&side=right")
    expect(page.locator(".cun-leg__start")).to_contain_text("Inner side of the leg, right")
    page.evaluate("""() => { const [view, side] = document.querySelectorAll('.cun-pocket__choices select');
      for (const [one, value] of [[view, 'leg_lateral'], [side, 'left'], [view, 'leg_medial']]) {
        one.value = value; one.dispatchEvent(new Event('change')); } }""")
    expect(page.locator(".cun-leg__start")).to_contain_text("Inner side of the leg, left")
    assert "side=left" in page.url and "view=leg_medial" in page.url


def test_who_must_not_press_sees_no_photo(visit, address):  # noqa: F811
    page = visit()
    page.goto(f"{address}points.html")
    page.evaluate(FEVER)
    page.goto(f"{address}?page=leg")
    expect(page.locator(".cun-box--stop")).to_be_visible()
    expect(page.locator(".cun-leg")).to_have_count(0)
