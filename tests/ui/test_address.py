"""The address is a function of what the reader chose, and back; and nobody but the model remembers."""

import re
from dataclasses import fields, replace
from pathlib import Path
from random import Random

import pytest

from content.marks import VIEW_NAMES
from content.pictures import movements
from coords.cun import FINGERS
from coords.model_constants import AGES, SEGMENTS
from coords.side import SIDES
from data import load_atlas
from data.practice import load_practice
from data.zones import load_zones
from ui.address import KNOWN, address_of, model_from
from ui.model import Choice, Layers, Measures, Model, range_of, with_point, with_zone

ATLAS, ROOT = load_atlas(), Path(__file__).parents[2]
PAGES = ("atlas", "complaints", "session", "care", "measure", "notebook", "paper", "techniques", "about")
READS_A_KEY = re.compile(r"""(session_state|\bnow)(\[|\.get\(|\.setdefault\()f?["']""")
OWN_KEYS = ("ui/components/", "ui/pages/notebook/", "ui/cards/notebook_bits.py")  # what only they use


def some_model(chance: Random) -> Model:
    """What a reader may have chosen, by any way that the pages have."""
    practice = load_practice()
    choice = Choice(
        view=chance.choice(list(VIEW_NAMES)),
        side=chance.choice(SIDES),
        complaints=tuple(chance.sample(list(practice.conditions), chance.randrange(4))),
        routine=chance.choice([None, *practice.routines]),
        short=chance.random() < 0.5,
        technique=chance.choice(list(movements())),
    )
    measures = Measures(
        age=chance.choice(AGES),
        traditional=chance.random() < 0.5,
        whose=chance.choice(("own", "other")),
    )
    for name in chance.sample([*FINGERS, "stature", *SEGMENTS], chance.randrange(6)):
        usual = range_of(ATLAS, name).neutral
        measures = measures.accept(name, round(usual * chance.uniform(0.9, 1.1), 1))
    if given := [name for name in FINGERS if name in measures.accepted]:  # the address tells a finger with its width
        measures = replace(measures, finger=chance.choice(given))
    if measures.whose == "other" and chance.random() < 0.5:
        measures = measures.accept("helper", 1700.0)
    model = Model(choice, measures)
    if chance.random() < 0.4:
        return with_zone(model, chance.choice(list(load_zones())))
    code = chance.choice([None, *ATLAS.points])
    return Model(with_point(ATLAS, choice, code), measures)


@pytest.mark.parametrize("seed", range(60))
def test_an_address_leads_back_to_itself_and_to_what_it_was_made_of(seed):
    chance = Random(seed)
    model, page = some_model(chance), chance.choice(PAGES)
    address = address_of(model, page)
    assert set(address) <= set(KNOWN)
    found, notes = model_from(ATLAS, address, Model())
    assert notes == [] and address_of(found, page) == address
    for name in ("point", "zone", "view", "side"):
        assert getattr(found.choice, name) == getattr(model.choice, name), name
    assert found.measures.accepted == pytest.approx(model.measures.accepted)
    assert found.measures.measurements() == model.measures.measurements()


@pytest.mark.parametrize("seed", range(20))
def test_an_address_followed_twice_changes_nothing_more(seed):
    chance = Random(seed)
    address = address_of(some_model(chance), chance.choice(PAGES))
    once, _ = model_from(ATLAS, address, some_model(chance))
    assert model_from(ATLAS, address, once) == (once, [])


def test_what_an_address_does_not_say_stays_as_it_was():
    before = Model(Choice(view="leg_medial", side="left", complaints=("insomnia",)), Measures().accept("thumb", 20.7))
    after, notes = model_from(ATLAS, {"point": "SP6"}, before)
    assert notes == [] and after == before.choose(point="SP6")


def test_no_two_parts_of_the_model_have_a_field_of_the_same_name():
    names = [field.name for part in (Choice, Measures) for field in fields(part)]
    assert len(set(names)) == len(names)
    assert not {"point", "view", "side", "finger"} & {field.name for field in fields(Layers)}


def test_what_is_remembered_is_read_from_the_model_and_never_by_the_name_of_a_key():
    files = [ROOT / "app.py", *(ROOT / "ui").rglob("*.py")]
    names = {path: str(path.relative_to(ROOT)) for path in files if path.name != "state.py"}
    found = {
        f"{name}: {line.strip()}"
        for path, name in names.items()
        if not name.startswith(OWN_KEYS)
        for line in path.read_text(encoding="utf-8").splitlines()
        if READS_A_KEY.search(line)
    }
    assert found == set()
    assert READS_A_KEY.search('st.session_state["view"]') and READS_A_KEY.search('now.get("view")')


def test_what_other_sites_hang_on_a_link_is_not_spoken_of():
    _, notes = model_from(
        ATLAS, {"point": "SP6", "fbclid": "x", "gclid": "x", "utm_source": "mail", "igsh": "1"}, Model()
    )
    assert notes == []


def test_twenty_thousand_strange_words_are_one_sentence():
    strange = {f"n{i}": "" for i in range(20_000)} | {"complaints": ",".join(f"c{i}" for i in range(20_000))}
    _, notes = model_from(ATLAS, strange, Model())
    assert notes == [
        "The address says “n0, n1, n2 …”, which this page does not know; it is left out.",
        "There is no complaint “c0, c1, c2 …”; choose one by name or by tapping where it hurts.",
    ]
