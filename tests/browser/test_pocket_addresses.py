"""Every address of the big atlas means the same to the pocket atlas, and the other way round."""

from collections.abc import Iterator
from dataclasses import replace
from urllib.parse import parse_qsl, urlencode

from instrument_helpers import ATLAS, VIEWS
from playwright.sync_api import expect
from test_pocket import POINTS, REMARK, TITLE, address, kept, visit  # noqa: F401 (fixtures)
from test_pocket_bodies import plain_page  # noqa: F401 (a fixture)

from content.pictures import movements
from coords.side import SIDES
from data.practice import load_practice
from data.zones import load_zones
from ui.address import address_of, model_from
from ui.model import Choice, Model, with_point, with_zone

READ = """async ([index, addresses]) => {
  const [{ addressOf, chosenIn, measureIn }, data] = await Promise.all([
    import('/web/pocket/address.js'), fetch('/' + index).then((reply) => reply.json())]);
  const files = new Map();
  const fetched = (one) => {
    if (!files.has(one)) files.set(one, fetch('/' + one).then((reply) => reply.json()));
    return files.get(one);
  };
  return Promise.all(addresses.map(async (text) => {
    const { page, choice, notes } = await chosenIn(text, data, fetched, (id) => id),
      reader = measureIn(new URLSearchParams(text), data);
    return { page, choice, notes: [...notes, ...reader.notes], own: addressOf({ page, choice, reader }) };
  }));
}"""
MEASURES = ("", "finger=thumb&mm=20.7", "finger=two&mm=38", "height=1712.5", "shin=361")


def choices() -> Iterator[tuple[str, Choice]]:
    """A page and what may be chosen on it: every view, point, zone, complaint, routine and technique."""
    practice, model = load_practice(), Model()
    for side in SIDES:
        plain = Choice(side=side)
        yield from (("atlas", replace(plain, view=view)) for view in VIEWS)
        yield from (("atlas", replace(plain, view=view, whole=True)) for view in VIEWS if view.startswith("leg"))
        yield from (("atlas", with_point(ATLAS, plain, code)) for code in ATLAS.points)
    yield from (("atlas", with_zone(model, name).choice) for name in load_zones())
    for page in ("leg", "measure", "learn", "care", "paper", "about", "complaints", "session", "techniques"):
        yield page, with_point(ATLAS, Choice(), "ST36")
    yield from (("complaints", Choice(complaints=(name,))) for name in practice.conditions)
    yield "complaints", Choice(complaints=tuple(practice.conditions)[:2])
    for routine in practice.routines:
        yield from (("session", Choice(routine=routine, short=short)) for short in (False, True))
    yield from (("techniques", Choice(technique=name)) for name in movements())


def test_every_address_means_the_same_to_both_atlases(plain_page):  # noqa: F811
    page, index = plain_page
    told = [(name, replace(Model(), choice=choice)) for name, choice in choices()]
    for measured in MEASURES:
        model, notes = model_from(ATLAS, dict(parse_qsl(measured)), Model())
        assert notes == []
        told.append(("leg", model))
    addresses = [{"page": name} | address_of(model, name) for name, model in told]
    assert len(addresses) > 300
    found = page.evaluate(READ, [index, [f"?{urlencode(one)}" for one in addresses]])
    for (name, model), one, mine in zip(told, addresses, found, strict=True):
        assert (mine["page"], mine["notes"]) == (name, []), one
        own = dict(parse_qsl(mine["own"].removeprefix("?")))
        assert {"page": "atlas", **own} == one
        again, notes = model_from(ATLAS, {key: own[key] for key in own if key != "page"}, Model())
        assert (again.choice, again.measures.accepted, notes) == (model.choice, model.measures.accepted, []), one


def test_a_path_of_the_big_atlas_leads_to_the_same_page_also_without_a_network(visit, address):  # noqa: F811
    page = visit()
    page.goto(f"{address}learn?point=SP6&view=leg_medial")
    expect(page.locator("main h1")).to_have_text("Learn the points")
    assert dict(parse_qsl(page.url.partition("?")[2]))["point"] == "SP6"
    page.goto(f"{address}atlas?point=SP6&view=leg_medial")
    expect(page.locator(TITLE)).to_contain_text("SP6")
    kept(page)
    page.context.set_offline(True)
    for path in ("notebook", "notebook/"):
        page.goto(f"{address}{path}?point=KI3")
        expect(page.locator(REMARK)).to_contain_text("notebook is kept in the big")
        expect(page.locator(TITLE)).to_contain_text("KI3")
        expect(page.locator(POINTS).first).to_be_attached()
