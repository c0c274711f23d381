"""My leg in the pocket atlas: the photo, touched and kept, while the network is gone."""

from photo_helpers import photo
from playwright.sync_api import expect
from test_accessibility import serious
from test_my_leg import DOTS, choose, enough, touch
from test_pocket import TITLE, address, drawn, folder, kept, visit  # noqa: F401

FEVER = """() => sessionStorage.setItem('cun-atlas care',
  JSON.stringify({ answers: { fever: 'yes' }, at: Date.now() }))"""


def test_a_photo_is_touched_and_leads_to_the_card_without_a_network(visit, address, tmp_path):  # noqa: F811
    page, one = visit(width=390, height=844, has_touch=True, is_mobile=True), photo("leg_medial", "right")
    page.goto(f"{address}?page=leg&view=leg_medial&side=right&point=SP6&height=1750")
    kept(page)
    page.context.set_offline(True)
    page.reload()
    choose(page, one, tmp_path)
    touch(page, one, "PAT_APEX", "MM", "TIB_MED_COND_INF")
    enough(page).click()
    assert page.locator(DOTS).count() > 10
    beside = page.locator(".cun-leg__beside")
    expect(beside.locator("h2")).to_contain_text("SP6")
    expect(beside).to_contain_text("above the bump of your inner ankle bone")
    expect(beside).to_contain_text("Not on bulging veins")
    assert serious(page) == []
    page.locator(".cun-leg__choose select").select_option("SP9")
    beside.get_by_role("button", name="atlas").click()
    expect(page.locator(TITLE)).to_contain_text("SP9")
    drawn(page)


def test_who_must_not_press_sees_no_photo(visit, address):  # noqa: F811
    page = visit()
    page.goto(f"{address}points.html")
    page.evaluate(FEVER)
    page.goto(f"{address}?page=leg")
    expect(page.locator(".cun-box--stop")).to_be_visible()
    expect(page.locator(".cun-leg")).to_have_count(0)
