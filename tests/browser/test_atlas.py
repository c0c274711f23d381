"""The atlas in a real browser, with a mouse: what moves when a width is typed, and what opens on a click."""

import re
from collections.abc import Callable

import pytest
from playwright.sync_api import Page, expect
from pypdfium2 import PdfDocument
from screen import (
    CARD,
    GRAPH,
    HEADING,
    NAMES,
    PX_PER_UNIT,
    X_RANGE,
    addressed,
    card_of,
    choose_view,
    click,
    find,
    list_of,
    marks,
    names_that_meet,
    on_you,
    open_atlas,
    painted,
    place_on_drawing,
    remembered,
    revision,
    settled,
    type_width,
    view_button,
    width_box,
)

from content.marks import VIEW_NAMES
from data import load_atlas
from tools.serve import Server

ATLAS = load_atlas()
RINGED = f"""(code) => {{
  const traces = document.querySelector('{GRAPH}')._fullData, points = traces.find((one) => one.name === 'points');
  const n = points.customdata.findIndex(([one]) => one === code);
  return traces.some(({{ marker, x, y }}) => marker?.symbol === 'circle-open' && marker.size > 20
    && x[0] === points.x[n] && y[0] === points.y[n]);
}}"""
MM_PER_UNIT = 858.810  # the lower leg of an average adult, in the unit of the drawing (leg length)


def test_a_typed_width_moves_sp6_and_its_centimetres_by_the_right_amount(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial")
    average, px_per_mm = place_on_drawing(page, "SP6"), page.evaluate(PX_PER_UNIT) / MM_PER_UNIT
    on_you(page, "7.4 cm above the bump of your inner ankle bone, ± 1.7 cm")
    assert px_per_mm > 0.8, "a millimetre of the leg can be seen"

    type_width(page, "20.7")
    narrow = place_on_drawing(page, "SP6")
    on_you(page, "7.0 cm above the bump of your inner ankle bone, ± 1.6 cm")
    assert narrow[1] - average[1] == pytest.approx((73.6 - 69.552) * px_per_mm, abs=0.3), "4 mm down"
    assert narrow[0] == pytest.approx(average[0], abs=1)

    type_width(page, "24.7")
    wide = place_on_drawing(page, "SP6")
    on_you(page, "8.3 cm")
    assert narrow[1] - wide[1] == pytest.approx(3 * 1.12 * 4 * px_per_mm, abs=0.3), "13.4 mm up"


def test_the_zoom_stays_when_a_width_is_typed_or_a_card_opened(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial")
    whole = page.evaluate(X_RANGE)
    page.get_by_role("button", name="Zoom in").click()
    page.wait_for_function(f"was => {X_RANGE}[0] > was", arg=whole[0])
    zoomed = page.evaluate(X_RANGE)
    type_width(page, "20.7")
    assert page.evaluate(X_RANGE) == pytest.approx(zoomed)
    click(page, "SP7")
    assert page.evaluate(X_RANGE) == pytest.approx(zoomed)
    choose_view(page, "Front of the leg")
    choose_view(page, "Inner side of the leg")
    assert page.evaluate(X_RANGE) == pytest.approx(whole)


def test_what_a_reader_does_on_the_instrument_draws_nothing_above_it_anew(page: Page, atlas: Server) -> None:
    """What keeps answers stands above it; it is sent when the whole page is drawn, and only then."""
    sent: list[bytes] = []
    page.on("websocket", lambda socket: socket.on("framereceived", lambda frame: sent.append(frame)))
    open_atlas(page, atlas, "?view=leg_medial&mm=20.7&finger=thumb")
    remembered(page)
    assert any(b"cun_browser_store" in frame for frame in sent if isinstance(frame, bytes))
    sent.clear()
    click(page, "SP6")
    type_width(page, "24.7")
    choose_view(page, "Front of the leg")
    addressed(page, "mm=24.7", "view=leg_anterior")
    told = b"".join(frame for frame in sent if isinstance(frame, bytes))
    assert b"SP6" in told and b"cun_browser_store" not in told


def test_another_view_opened_from_the_card_turns_the_choices_too(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=ST41&view=leg_anterior&mm=20.7&finger=thumb")
    page.locator(CARD).get_by_role("button", name="Top of the foot").click()
    expect(view_button(page, "Top of the foot")).to_be_checked()
    card_of(page, "ST41")
    page.wait_for_url("**view=foot_dorsum**")


def test_a_note_about_the_address_goes_with_the_first_change_of_the_drawing(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial&stray=1")
    note = page.get_by_text("which this page does not know")
    expect(note).to_be_visible()
    click(page, "SP6")
    card_of(page, "SP6")
    expect(note).to_have_count(0)


def test_a_label_with_code_name_and_centimetres_appears_under_the_mouse(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial&mm=20.7&finger=thumb")
    label = page.locator(f"{GRAPH} .hoverlayer .hovertext").first
    page.mouse.move(*marks(page)["SP6"])
    expect(label).to_contain_text("SP6 Sānyīnjiāo, Three Yin Intersection 三陰交")
    expect(label).to_contain_text("7.0 cm above the bump")
    expect(label).to_contain_text("± 1.6 cm")
    expect(label).to_contain_text("⚠")
    page.mouse.move(*marks(page)["LR7"])
    expect(label).to_contain_text("LR7 Xīguān")
    shown = label.bounding_box()
    assert shown is not None and shown["x"] >= 0 and shown["x"] + shown["width"] <= 1280
    assert "&" not in (label.text_content() or ""), "no half-read signs such as &quot;"


def test_a_click_on_a_point_opens_its_card(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas)
    for view, codes in {
        "leg_medial": ("SP9", "SP6", "KI3"),
        "leg_lateral": ("GB34", "ST36"),
        "foot_sole": ("KI1",),
        "foot_dorsum": ("LR3", "ST44"),
        "hand_dorsal": ("LI4",),
    }.items():
        choose_view(page, VIEW_NAMES[view])
        for code in codes:
            click(page, code)
            expect(page.locator(HEADING)).to_contain_text(ATLAS.points[code].names.pinyin)
            expect(page.locator(CARD)).to_contain_text(ATLAS.points[code].card.find)
            addressed(page, f"point={code}", f"view={view}")


@pytest.mark.parametrize(("address", "name"), [("?view=leg_medial&point=KI7", "SP6"), ("?view=foot_sole", "KI1")])
def test_a_press_opens_the_card_and_rings_the_point_before_the_page_has_heard(
    page: Page, atlas: Server, address: str, name: str
) -> None:
    open_atlas(page, atlas, address)
    page.evaluate("cunTalk.hold()")
    before = revision(page)
    page.mouse.click(*marks(page)[name])
    card_of(page, name)
    expect(page.locator(CARD)).to_contain_text(ATLAS.points[name].card.find)
    painted(page, before)
    assert page.evaluate(RINGED, name)
    assert f"point={name}" not in page.url
    page.evaluate("cunTalk.letGo()")
    addressed(page, f"point={name}")
    card_of(page, name)


def test_a_click_beside_the_limb_opens_nothing(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial")
    box = page.locator(GRAPH).bounding_box()
    assert box is not None
    page.mouse.click(box["x"] + 6, box["y"] + 60)
    settled(page)
    card_of(page, "SP6")


def test_the_search_leads_to_the_card_and_turns_the_drawing(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=hand_palmar")
    find(page, "UB 60")
    page.keyboard.press("Enter")
    card_of(page, "BL60")
    expect(view_button(page, VIEW_NAMES["foot_lateral"])).to_be_checked()
    expect(page.get_by_role("img", name=re.compile("^Outer side of the foot"))).to_be_visible()
    settled(page)
    assert "BL60" in marks(page)
    expect(page.get_by_role("combobox", name="Find")).to_have_value("")


def test_a_deep_link_and_a_reload_show_the_same_point_view_side_and_width(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial&side=left&finger=thumb&mm=20.7")
    for _ in range(2):
        card_of(page, "SP6")
        on_you(page, "7.0 cm")
        expect(page.get_by_role("img", name=re.compile("^Inner side of the leg: Left"))).to_be_visible()
        expect(width_box(page)).to_have_value("20.7")
        page.reload()


def test_a_typed_width_survives_a_reload_too(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial")
    type_width(page, "20.7")
    page.reload()
    on_you(page, "7.0 cm")


def test_back_and_forward_go_through_the_points_that_were_open(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial")
    for code in ("SP6", "SP9", "KI7"):
        click(page, code)
    page.go_back()
    card_of(page, "SP9")
    page.go_back()
    card_of(page, "SP6")
    addressed(page, "point=SP6")
    page.go_forward()
    card_of(page, "SP9")


def test_a_wrong_address_is_said_and_the_sentence_stays_to_be_read(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP99&view=leg_medial&mm=<b>x</b>")
    alert = page.get_by_role("alert").filter(has_text="There is no point “SP99”")
    expect(alert).to_be_visible()
    remembered(page)
    expect(alert).to_be_visible()
    assert page.get_by_role("alert").filter(has_text="which is left out").locator("b").count() == 0


def test_the_left_leg_is_the_mirror_of_the_right(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?view=leg_medial")
    right = marks(page)
    box = page.locator(GRAPH).bounding_box()
    before = revision(page)
    page.get_by_role("radio", name="Left").click()
    painted(page, before)
    settled(page)
    left = marks(page)
    assert box is not None and left.keys() == right.keys() and len(right) > 10
    middle = box["x"] + box["width"] / 2
    for code, (x, y) in right.items():
        assert left[code][0] - middle == pytest.approx(middle - x, abs=1), code
        assert left[code][1] == pytest.approx(y, abs=1), code
    assert right["SP6"][0] > right["EX-LE8"][0] and left["SP6"][0] < left["EX-LE8"][0], "SP6 lies behind the ankle bump"


def test_what_was_chosen_is_still_there_after_a_look_at_the_sources(page: Page, atlas: Server) -> None:
    open_atlas(page, atlas, "?point=SP6&view=leg_medial&side=left")
    type_width(page, "20.7")
    page.get_by_role("link", name="About and sources").click()
    expect(page.get_by_role("heading", name="About this atlas")).to_be_visible()
    settled(page)
    page.get_by_role("link", name="Atlas", exact=True).click()
    card_of(page, "SP6")
    on_you(page, "7.0 cm")
    expect(page.get_by_role("img", name=re.compile("^Inner side of the leg: Left"))).to_be_visible()


@pytest.mark.parametrize("width", [pytest.param(1280, marks=pytest.mark.endure), 390])
def test_names_on_the_drawing_cover_each_other_nowhere_and_the_open_point_has_its_name(
    new_page: Callable[..., Page], atlas: Server, width: int
) -> None:
    page = new_page(width=width, height=900, touch=width < 600)
    open_atlas(page, atlas)
    for view, name in VIEW_NAMES.items():
        choose_view(page, name)
        here = marks(page)
        assert names_that_meet(page) == [], view
        chosen = sorted(here)[len(here) // 2]
        before = revision(page)
        list_of(page).get_by_role("button", name=chosen, exact=True).click()
        card_of(page, chosen)
        painted(page, before)
        settled(page)
        names = page.evaluate(NAMES)
        assert names_that_meet(page) == [], (view, chosen)
        assert [n["text"] for n in names if n["bold"]] == [chosen], view
        assert len(names) >= 0.5 * len(here), view
        box = page.locator(GRAPH).bounding_box()
        assert box is not None
        assert all(n["left"] >= box["x"] - 1 and n["right"] <= box["x"] + box["width"] + 1 for n in names), view


def test_the_dark_theme_can_be_read(new_page: Callable[..., Page], atlas: Server) -> None:
    page = new_page(dark=True)
    open_atlas(page, atlas, "?point=SP6&view=leg_medial&mm=20.7")
    assert page.locator(".cun-plot").get_attribute("data-mode") == "dark"
    style = page.locator(".cun-plot__labels text").first.evaluate(
        "t => [t.getAttribute('fill'), t.getAttribute('stroke')]"
    )
    paper = page.evaluate("getComputedStyle(document.querySelector('[data-testid=stApp]')).backgroundColor")
    assert contrast(style[0], style[1]) > 7 and contrast(style[0], paper) > 7
    page.mouse.move(*marks(page)["SP9"])
    label = page.locator(f"{GRAPH} .hoverlayer .hovertext").first
    expect(label).to_contain_text("SP9")
    back, ink = label.evaluate(
        "n => [getComputedStyle(n.querySelector('path')).fill, getComputedStyle(n.querySelector('text')).fill]"
    )
    assert contrast(back, ink) > 7
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


def contrast(one: str, other: str) -> float:
    """Of two CSS colours, 1 to 21 (WCAG 2.2)."""

    def light(colour: str) -> float:
        if colour.startswith("#"):
            parts = [int(colour[i : i + 2], 16) for i in (1, 3, 5)]
        else:
            parts = [float(n) for n in re.findall(r"[\d.]+", colour)[:3]]
        linear = [v / 255 / 12.92 if v <= 10.3 else ((v / 255 + 0.055) / 1.055) ** 2.4 for v in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    low, high = sorted((light(one), light(other)))
    return (high + 0.05) / (low + 0.05)


def test_no_word_of_an_address_becomes_a_link_and_the_link_to_a_card_is_whole(page: Page, atlas: Server) -> None:
    hostile = (
        "?side=www.evil.example&view=_www.evil.example&point=a@evil.example&age=https://evil.example&www.evil.example=1"
    )
    open_atlas(page, atlas, hostile)
    warning = page.get_by_test_id("stAlert")
    expect(warning).to_contain_text("evil")
    assert page.locator("a[href*=evil]").count() == 0 and warning.count() == 1
    open_atlas(page, atlas, "?view=leg_medial&point=SP6&mm=20.7")
    page.locator(".st-key-sources summary").click()
    told = page.locator(".st-key-sources code").inner_text()
    assert told == f"{atlas.url}/?view=leg_medial&side=right&point=SP6&finger=thumb&mm=20.7"


# Lines of words that lie on the drawing.
PRINTED = """() => {
  const lines = (one) => {
    const all = document.createRange();
    all.selectNodeContents(one);
    return [...all.getClientRects()];
  };
  const drawing = document.querySelector('.cun-ins__drawing').getBoundingClientRect();
  return [...document.querySelectorAll('.cun-ins__sheet :is(h2, h3, p)')].filter((one) => one.checkVisibility())
    .flatMap(lines).filter((it) => it.left < drawing.right - 1 && it.top < drawing.bottom && it.bottom > drawing.top)
    .length;
}"""


PRINTED_MARKS = """() => {
  const { left, right } = document.querySelector('.cun-ins__drawing').getBoundingClientRect();
  const middle = (mark) => { const box = mark.getBoundingClientRect(); return (box.left + box.right) / 2; };
  return [left, right, ...[...document.querySelectorAll('.cun-ins .scatterlayer .point')].map(middle)];
}"""


@pytest.mark.parametrize(("view", "point"), [("leg_medial", "SP6"), ("foot_medial", "KI3")])
def test_printed_the_page_is_one_point_on_two_sheets_with_the_drawing_beside_the_words(
    page: Page, atlas: Server, view: str, point: str
) -> None:
    open_atlas(page, atlas, f"?view={view}&point={point}")
    document = PdfDocument(page.pdf(format="A4"))
    assert len(document) <= 2
    words = " ".join(sheet.get_textpage().get_text_range() for sheet in document).replace("\r\n", " ")
    assert "On paper” makes a ruler strip" in words and "Find it by touch" in words and "Something hurts" not in words
    assert "pregnancy" in words, "what is folded on the screen is unfolded"
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    page.emulate_media(media="print")
    assert page.evaluate(PRINTED) == 0
    left, right, *places = page.evaluate(PRINTED_MARKS)
    assert all(left < place < right for place in places), "no mark is cut off"
    if view == "leg_medial":
        assert (min(places) + max(places)) / 2 == pytest.approx((left + right) / 2, abs=12), "it stands in the middle"
