"""Where other sources put the open point: the pocket atlas draws them as the big one does, once the plate is there."""

from random import Random

from instrument_helpers import ATLAS
from playwright.sync_api import expect
from test_pocket import address, drawn, visit  # noqa: F401 (fixtures)
from test_pocket_bodies import plain_page  # noqa: F401 (a fixture)

from charts.screen.said import said_pins
from content.phrases import gap_and_source
from content.tables import SIZES, range_of, with_size
from content.voices import APART_MM, voices
from content.words import words
from coords.body import Body
from coords.cun import Measurements
from coords.side import SIDES
from data.sayings import said_places

PINS = """async ([index, voices, asked, words]) => {
  const [{ pinsOf }, { readersNumbers }, { fill }, data] = await Promise.all([
    import('/web/pocket/voices.js'), import('/web/pocket/reader.js'), import('/web/fill.js'),
    fetch('/' + index).then((reply) => reply.json())]);
  const fetched = (address) => fetch('/' + address).then((reply) => reply.json());
  return Promise.all(asked.map(async ({ point, view, side, ...reader }) => {
    const sheet = await fetched(data.views.find(({ id }) => id === view).sheet),
      pocket = { data, reader, fetched, choice: { point, view }, say: (id, slots = {}) => fill(words[id], slots) };
    return pinsOf(pocket, voices, sheet, await readersNumbers(pocket, view, side)).pins;
  }));
}"""
CLOSE_MM = 0.2  # a pin is a hollow triangle of 3 mm
GAPS = {name: text for name, text in words().items() if name.startswith("gap.")}


def test_other_sources_are_drawn_where_python_puts_them(plain_page):  # noqa: F811
    page, index = plain_page
    table, chance, asked = voices(ATLAS), Random(5), []
    for code, views in table["places"].items():
        for n, view in enumerate(views):
            asked.append({"point": code, "view": view, "side": SIDES[n % 2], "measure": None, "mm": None})
            for measure in SIZES:
                usual = range_of(ATLAS, measure)
                mm = round(chance.uniform(usual.warn_lo_adult, usual.warn_hi), 1)
                asked.append({**asked[-1], "measure": measure, "mm": mm})
    compared = 0
    for one, pins in zip(asked, page.evaluate(PINS, [index, table, asked, GAPS]), strict=True):
        measures = with_size(Measurements(), one["measure"], one["mm"]) if one["measure"] else Measurements()
        body = Body(ATLAS.limb, measures)
        told = said_places(ATLAS, body, one["point"], one["view"], one["side"])
        near = [said for said in told if abs((said.gap_mm or APART_MM) - APART_MM) < CLOSE_MM and said.gap_mm]
        own = said_pins([said for said in told if (said.gap_mm or APART_MM) >= APART_MM], gap_and_source)
        if near:  # one that may or may not be drawn
            continue
        assert [pin["role"] for pin in pins] == [pin["role"] for pin in own], one
        for mine, theirs in zip(pins, own, strict=True):
            mm = body.view_mm_per_unit(one["view"])
            for name in ("x", "y", "fx", "fy"):
                for a, b in zip(mine[name], theirs[name], strict=True):
                    assert (a is b is None) or abs(a - b) * mm < CLOSE_MM, (one, name)
            rest = [
                {name: pin[name] for name in pin if name not in ("x", "y", "fx", "fy", "says")}
                for pin in (mine, theirs)
            ]
            assert rest[0] == rest[1]
            for a, b in zip(mine["says"], theirs["says"], strict=True):
                assert a.split("<br>")[1:] == b.split("<br>")[1:], one
            compared += len(mine["x"])
    assert compared > 100


OFF = "localStorage.setItem('cun-atlas layers', JSON.stringify({ said: false }))"
MARKS = "() => document.querySelectorAll('.scatterlayer .point').length"


def test_another_source_is_drawn_beside_the_open_point_and_what_is_missing_says_so(visit, address):  # noqa: F811
    page = visit(script=OFF)
    page.goto(f"{address}?point=GB39&view=leg_lateral")
    drawn(page)
    before = page.evaluate(MARKS)
    page.locator(".cun-ins__layers summary").click()
    page.get_by_label("Other sources' places").check()
    page.wait_for_function(f"(before) => ({MARKS})() === before + 1", arg=before)
    expect(page.locator("[data-layer=compare]")).to_contain_text("The big atlas draws")
