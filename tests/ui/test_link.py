"""The address of the page: what it restores, what it leaves out with a sentence, and that it leads back to itself."""

import re
from random import Random
from types import SimpleNamespace

import pytest
from app_helpers import (
    card,
    chosen,
    go_to,
    heading,
    instrument,
    on_you,
    open_app,
    pick,
    read,
    remember,
    remembered,
    seen,
    size,
    texts,
    type_width,
    unfold,
)

from content.marks import VIEW_NAMES
from content.words import words
from data import load_atlas
from ui import link
from ui.model import Choice, Measures
from ui.text import plain, shorten

ATLAS = load_atlas()
NASTY = "<img src=x onerror=alert(1)>[x](javascript:alert(1))**b** $x$ :red[x] `c`"


def notes(app) -> list[str]:
    return [read(box.value) for box in app.main.warning]


def test_an_address_restores_point_view_side_and_measures():
    app = open_app(point="SP6", view="leg_medial", side="left", finger="four", mm="69.3", height="1700", shin="360")
    assert heading(app).startswith("SP6 ")
    assert "On you: 7.2 cm above the bump of your inner ankle" in on_you(app), "the shin is the ruler: 360 / 15 × 3"
    assert (chosen(app).view, chosen(app).side, chosen(app).point) == ("leg_medial", "left", "SP6")
    shown = {name: size(app, name).text for name in ("four", "stature", "S_LEG_MED")}
    assert shown == {"four": "69.3", "stature": "170", "S_LEG_MED": "36"}
    assert remembered(app, Measures).finger == "four"
    assert notes(app) == [] and not app.exception


def test_an_address_with_a_thumb_only_gives_the_thumbs_centimetres():
    app = open_app(point="SP6", view="leg_medial", finger="thumb", mm="20.7")
    assert "On you: 7.0 cm" in on_you(app)
    assert "On you: 6.2 cm" in on_you(open_app(point="SP6", mm="20.7", traditional="yes"))


def test_an_address_of_the_pocket_atlas_opens_the_page_it_names(monkeypatch):
    went = []
    asked = {"page": "leg", "point": "SP6", "mm": "21"}
    there = SimpleNamespace(
        query_params=asked, switch_page=lambda page, query_params: went.append((page, query_params))
    )
    monkeypatch.setattr(link, "st", there)
    pages = {"atlas": "the atlas", "leg": "my leg"}
    link.lead_on(pages)
    assert went == [("my leg", {"point": "SP6", "mm": "21"})]
    for page in ({"point": "SP6"}, {"page": "stars"}):
        there.query_params = page
        link.lead_on(pages)
    assert len(went) == 1


def test_a_page_is_known_by_its_path_and_not_by_its_title(monkeypatch):
    for name in ("complaints.title", "complaints.heading"):
        monkeypatch.setitem(words(), name, "Was tut weh")
    app = go_to(open_app(), "complaints")
    remember(app, Choice, complaints=("heel_pain",)).run()
    assert remembered(app, link.Followed).page == "complaints" and app.query_params["complaints"] == "heel_pain"


def test_a_point_alone_turns_to_a_view_that_shows_it():
    app = open_app(point="bl60")
    assert heading(app).startswith("BL60 ") and chosen(app).view == "foot_lateral"
    assert notes(app) == []


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("Zusanli (ST36)", "ST36"), ("left ST36", "ST36"), ("acupressure point ST36", "ST36"), ("KI1 Yongquan", "KI1"),
        ("太冲穴", "LR3"), ("三阴交穴", "SP6"), ("족삼리혈", "ST36"), ("BP6", "SP6"), ("Leber 3", "LR3"),
        ("Magen 36", "ST36"), ("Estomac 36", "ST36"), ("Hígado 3", "LR3"), ("VB34", "GB34"),
    ],
)  # fmt: skip
def test_a_link_is_read_as_the_search_reads_it(text, code):
    app = open_app(point=text)
    assert heading(app).startswith(f"{code} ") and notes(app) == []
    assert app.query_params["point"] == code


@pytest.mark.parametrize(
    ("text", "says", "offered"),
    [
        ("zusnali", "There is no point “zusnali”. Did you mean:", ["ST36"]),
        ("H3", "LR3 in Spanish books; HT3 Shaohai in English books", ["LR3"]),
        ("BL-54", "Older books count Weizhong", ["BL54", "BL40"]),
        ("PC6", "which this atlas of foot and leg does not show", []),
        ("gout", "This atlas has nothing for gout", []),
        ("SP99", "search for it by name above the drawing", []),
    ],
)
def test_a_link_that_is_not_clear_offers_all_it_may_mean(text, says, offered):
    app = open_app(point=text)
    assert len(notes(app)) == 1 and says in notes(app)[0] and heading(app) == ""
    buttons = {
        str(button.key).removeprefix("address_"): button for button in app.button if "address_" in str(button.key)
    }
    assert list(buttons) == offered
    if offered:
        buttons[offered[-1]].click().run()
        assert heading(app).startswith(f"{offered[-1]} ") and notes(app) == []
        assert not [button for button in app.button if "address_" in str(button.key)]


def test_a_point_high_on_the_thigh_opens_the_whole_leg():
    assert chosen(open_app(point="SP11")).whole
    assert not chosen(open_app(point="SP6", view="leg_medial")).whole
    assert chosen(open_app(view="leg_medial", whole="yes")).whole


@pytest.mark.parametrize(
    ("address", "sentence"),
    [
        ({"point": "SP99"}, "There is no point “SP99”"),
        ({"view": "leg_inside"}, "There is no view “leg_inside”"),
        ({"side": "both"}, "“both”; sides are left and right"),
        ({"finger": "thumb", "mm": "banana"}, "The address gives banana mm"),
        ({"mm": "2.07"}, "The address gives 2.07 mm"),
        ({"mm": "1e9"}, "The address gives 1e9 mm"),
        ({"mm": "nan"}, "The address gives nan mm"),
        ({"mm": "-20"}, "The address gives -20 mm"),
        ({"height": "17"}, "The address gives 17 mm"),
        ({"shin": "9999"}, "The address gives 9999 mm"),
        ({"finger": "pinky"}, "There is no finger measure “pinky”"),
        ({"colour": "red"}, "The address says “colour”, which this page does not know"),
    ],
)
def test_what_an_address_says_wrongly_is_left_out_with_one_sentence(address, sentence):
    app = open_app(**address)
    assert len(notes(app)) == 1 and sentence in notes(app)[0]
    assert not app.exception and not app.sidebar.error
    assert (chosen(app).view, chosen(app).side) == ("foot_medial", "right") and heading(app) == ""
    assert not set(address.items()) & set(app.query_params.items()), "the address is put right"
    assert instrument(app)["owner"] == "of an average adult"


def test_each_mistake_has_its_own_sentence_and_the_rest_still_counts():
    app = open_app(point="SP99", view="leg_medial", side="up", mm="x", stray="1")
    (said,) = notes(app)
    assert said.count("\n\n") == 3
    assert (chosen(app).view, chosen(app).side) == ("leg_medial", "right")


def test_a_note_goes_when_the_reader_goes_on():
    app = open_app(point="SP99", view="leg_medial")
    assert len(notes(app)) == 1
    pick(app, "SP6")
    assert heading(app).startswith("SP6") and notes(app) == []


@pytest.mark.parametrize("key", ["point", "view", "side", "finger", "mm", "height", "shin", "stray", NASTY])
def test_nothing_in_an_address_is_shown_as_markup(key):
    app = open_app(**{key: NASTY})
    assert len(notes(app)) >= 1
    for note in notes(app):
        assert not re.search(r"[<>\[\]*$`]|:red", note), note


@pytest.mark.parametrize("text", [NASTY, "x" * 10_000, "SP6\n# heading", ":material/home:", "\\", "👣" * 40])
def test_a_quoted_part_of_an_address_is_short_and_plain(text):
    assert len(shorten(text)) <= 25
    assert not set(shorten(text)) & set("<>[]()*$`:#\\\n|_~")


def test_a_very_long_address_is_survived():
    app = open_app(point="P" * 5000, **{f"k{i}": "v" * 100 for i in range(50)})
    assert not app.exception and len(notes(app)) <= 51


def as_told(app) -> list:
    return [
        card(app),
        instrument(app) | {"heard": None, "visit": None, "keep": None, "keeps": None, "stamp": None},
        sorted(texts(app)),
    ]


@pytest.mark.parametrize("seed", range(8))
def test_the_address_of_a_page_leads_to_the_same_page_again(seed):
    chance = Random(seed)
    view = chance.choice(list(VIEW_NAMES))
    app = open_app(view=view, side=chance.choice(["left", "right"]))
    pick(app, chance.choice(seen(app)))
    finger, width = chance.choice([("thumb", "20.7"), ("four", "70")])
    type_width(app, width, finger)
    if chance.random() < 0.5:
        type_width(app, "171.3", "stature")
    address = dict(app.query_params)
    again = open_app(**address)
    assert dict(again.query_params) == address
    assert as_told(again) == as_told(app)


def test_the_card_shows_the_address_that_leads_back_to_it():
    app = open_app(point="SP6", view="leg_medial", side="left", finger="thumb", mm="20.7")
    (shown,) = [code.value for code in unfold(app, "sources").main.code]
    pairs = dict(pair.split("=") for pair in shown.partition("?")[2].split("&"))
    assert pairs == dict(app.query_params)
    assert on_you(open_app(**pairs)) == on_you(app)


def test_an_address_without_a_point_closes_the_card():
    app = open_app(point="SP6", view="leg_medial")
    app.query_params.clear()
    app.query_params["view"] = "leg_medial"
    app.run()
    assert heading(app) == "" and chosen(app).point is None


def test_a_thigh_length_of_a_printed_code_counts_and_stays_in_the_address():
    app = open_app(point="ST34", thigh_front="400")
    assert remembered(app, Measures).accepted == {"S_THIGH_ANT": 400.0} and notes(app) == []
    assert app.query_params["thigh_front"] in ("400", ["400"])
    assert "your measured leg" in card(app)["ruler"] and not app.exception


def test_typed_words_are_shown_as_they_stand_and_never_as_markup():
    assert plain("**x** <b>[a](b)$") == r"\*\*x\*\* \<b\>\[a\](b)\$"
