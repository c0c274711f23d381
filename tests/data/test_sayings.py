"""Who says where: what other sources say of a point, and where their places lie on the reader's own leg."""

import re
from dataclasses import replace
from math import hypot

import pytest

from charts.palette import look_palettes, paint
from charts.screen.said import SYMBOL, said_pins
from content.phrases import gap_and_source, gap_of_source
from content.promises.claims import every_saying_lies_on_the_limb, only_a_saying_of_a_place_has_a_rule
from coords.body import Body
from coords.cun import Measurements
from coords.rules import PointRule, parse_rule
from coords.said import gap_mm, nearest_dot, places_by_rules
from data import load_atlas
from data.atlas import WORDS
from data.promises.dataset import Dataset, open_dataset
from data.promises.schema import every_table_keeps_its_schema
from data.promises.words import ALLOWED, FORBIDDEN
from data.sayings import load_sayings, said_places, sayings_by_id

ATLAS = load_atlas()
TALL, SHORT = (Body(ATLAS.limb, Measurements({}, height, {})) for height in (1900, 1500))
DRAWN = [(code, saying) for code, sayings in load_sayings().items() for saying in sayings if saying.rule]
TRAPS = {  # what is wrong in the five articles, and the sayings that tell it, in the order of reading
    "Weizhong is numbered BL-54 and put at the hamstring": ("BL40.number", "BL40.hamstring"),
    "all Kidney points are under the foot": ("KI.sole",),
    "Feliu, without a height": ("KI7.feliu", "KI7.height"),
    "KI8 on the front of the shin edge": ("KI8.front",),
    "KI5 in front of KI4": ("KI5.front",),
    "LR3 on the back of the foot": ("LR3.back",),
    "LR3 on the sole": ("LR3.sole",),
    "LV, KD and KL-6": ("LR3.code", "KI1.code", "KI6.kl"),
    "the talus": ("GB40.talus", "BL60.talus", "BL62.talus"),
    "BL62 at one third of the way to the heel": ("BL62.third",),
    "KI6 a thumb below the ankle bone": ("KI6.thumb",),
    "GB41 between two bones": ("GB41.between",),
    "LR3 between two bones": ("LR3.between",),
    "Shimian is M-LE 5, or EX-LE10": ("SHIMIAN.number", "SHIMIAN.ex10"),
    "malleus": ("KI4.malleus",),
    "Chengshan under the calf": ("BL57.under",),
    "KI7 and KI8 together": ("KI8.pair",),
    "ST36 without a heading": ("ST36.heading",),
    "ST36 from the knee": ("ST36.slide",),
    "KI1 by two rules": ("KI1.finder", "KI1.line"),
    "LR3 where tendons meet": ("LR3.tendons",),
    "SP6 agrees": ("SP6.four",),
    "hand points without names": ("LI4.base", "ARTICLE-PINKY.place", "ST36.pinky"),
    "leg points in the hand": ("LI4.leg_pain",),
    "zones called points": ("Z_POINTS.massage", "Z_HEAD_BRAIN.thumb"),
    "BL57 on the way to BL60": ("BL57.line",),
    "BL57 is the last": ("BL57.order",),
    "ST36 one finger from the crest, no side": ("ST36.finger",),
    "what agrees": ("BL37.six", "BL40.crease", "GB34.hollow"),
    "seven points, of which five are zones": ("Z_POINTS.back",),
    "a band of 10 cm": ("Z_SCIATIC_BAND.length",),
    "pregnancy as a fact": ("BL60.pregnancy", "SP6.pregnancy", "LI4.pregnancy"),
    "thumbs an inch from the knuckles": ("KI6.inch",),
    "older books: which ankle has 3 cun": ("KI6.outer_ankle",),
    "older books: 15 and 16": ("SP6.scale",),
    "older books: places": (
        "GB31.seven",
        "GB32.five",
        "SP11.six",
        "GB39.behind",
        "ST43.bases",
        "BL64.below",
        "KI10.between",
        "BL57.eight",
        "GB30.front",
    ),
    "older books: KI5 and KI6": ("KI5.order",),
    "names that sound alike": ("GB32.name", "GB29.name", "ST32.name", "BL63.name", "SI4.name"),
}


def said(saying: str, code: str, view: str, side: str = "right", body: Body = TALL):
    """The one place of a saying."""
    (place,) = [place for place in said_places(ATLAS, body, code, view, side) if place.saying.id == saying]
    return place


def dataset_with(saying: str, **cells: str) -> Dataset:
    """The dataset with one row of the table changed."""
    dataset, file = open_dataset(), "who_says_where.csv"
    rows = [row | cells if row["id"] == saying else row for row in dataset.tables[file]]
    return replace(dataset, tables={**dataset.tables, file: rows})


@pytest.mark.parametrize("trap", TRAPS)
def test_every_error_of_the_articles_and_older_books_is_told(trap):
    missing = [name for name in TRAPS[trap] if name not in sayings_by_id()]
    assert not missing, f"{trap}: no saying {missing}"


def test_a_saying_off_the_leg_is_found_out():
    off = "kind=offset; origin=LM; dir=anterior; cun=9; scale=S_LEG_LAT"
    (finding, *_) = every_saying_lies_on_the_limb(dataset_with("GB39.behind", rule=off))
    assert "off the limb" in finding.reason and finding.row


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"rule": "kind=at; at=NOWHERE"}, "cannot be placed"),
        ({"rule": "kind=jump; at=LM"}, "kind 'jump'"),
        ({"home": "foot_top"}, "home view"),
    ],
)
def test_a_rule_that_cannot_be_drawn_is_found_out(cells, told):
    assert any(
        told in finding.reason for finding in every_saying_lies_on_the_limb(dataset_with("GB39.behind", **cells))
    )


@pytest.mark.parametrize(
    ("cells", "told"),
    [
        ({"code": "GB93"}, "code names 'GB93', which is in none of points.csv, zones.csv"),
        ({"code": ""}, "code is empty"),
        ({"aspect": "colour"}, "aspect is 'colour'"),
        ({"agrees": "maybe"}, "agrees is 'maybe'"),
    ],
)
def test_a_saying_with_a_wrong_cell_is_found_out(cells, told):
    assert any(told in finding.reason for finding in every_table_keeps_its_schema(dataset_with("GB39.behind", **cells)))


def test_a_rule_of_what_is_no_place_is_found_out():
    (finding,) = only_a_saying_of_a_place_has_a_rule(dataset_with("GB39.behind", aspect="name"))
    assert "speaks of a name" in finding.reason


def test_a_saying_without_words_is_found_out():
    dataset = open_dataset()
    words = f"{WORDS}/who_says_where.csv"
    mute = replace(dataset, tables={**dataset.tables, words: dataset.tables[words][1:]})
    assert any(f"is not in {words}" in finding.reason for finding in every_table_keeps_its_schema(mute))


def test_who_puts_gb39_in_front_and_the_other_book_behind_at_the_same_height():
    dot, other = TALL.place("GB39", "leg_lateral"), said("GB39.behind", "GB39", "leg_lateral")
    behind = ATLAS.limb.views["leg_lateral"].direction("posterior")
    assert (other.xy[0] - dot.xy[0]) * behind[0] > 0
    assert other.xy[1] == pytest.approx(dot.xy[1], abs=1e-6)
    assert 8 < other.gap_mm < 25


def test_the_article_lr3_lies_on_the_sole_where_the_atlas_has_no_dot():
    place = said("LR3.sole", "LR3", "foot_sole")
    assert place.dot is None and place.gap_mm is None
    assert "sole" in place.says
    assert said_places(ATLAS, TALL, "LR3", "foot_dorsum") == ()


def test_the_hint_for_ki1_misses_the_point_by_several_centimetres_towards_the_big_toe():
    place = said("KI1.finder", "KI1", "foot_sole")
    assert place.xy[0] > place.dot[0] and place.gap_mm > 20


def test_bl62_at_one_third_lies_further_back_than_the_dot():
    place = said("BL62.third", "BL62", "foot_lateral")
    assert place.xy[0] < place.dot[0] and place.gap_mm > 10


def test_the_article_weizhong_lies_a_thigh_away():
    assert said("BL40.hamstring", "BL40", "leg_posterior").gap_mm > 300


@pytest.mark.parametrize(("code", "saying"), DRAWN, ids=[f"{code} {saying.id}" for code, saying in DRAWN])
def test_the_left_leg_is_the_mirror_of_the_right(code, saying):
    for view in saying.rule.views:
        right, left = (said(saying.id, code, view, side) for side in ("right", "left"))
        assert left.xy == pytest.approx((-right.xy[0], right.xy[1]))
        assert left.gap_mm == (pytest.approx(right.gap_mm) if right.gap_mm is not None else None)


BESIDE_A_DOT = [(code, saying) for code, saying in DRAWN if said(saying.id, code, saying.rule.home).gap_mm is not None]


@pytest.mark.parametrize(("code", "saying"), BESIDE_A_DOT, ids=[f"{c} {saying.id}" for c, saying in BESIDE_A_DOT])
def test_the_gap_is_that_of_the_drawing_and_grows_with_the_reader(code, saying):
    view = saying.rule.home
    place, small = said(saying.id, code, view), said(saying.id, code, view, body=SHORT)
    dot = min(
        (TALL.place(spot, view) for spot in ATLAS.points[code].members if view in ATLAS.limb.rules[spot].views),
        key=lambda spot: hypot(spot.xy[0] - place.xy[0], spot.xy[1] - place.xy[1]),
    )
    apart = hypot(place.xy[0] - dot.xy[0], place.xy[1] - dot.xy[1]) * dot.mm_per_unit
    assert place.gap_mm == pytest.approx(apart)
    assert view.startswith("hand") or place.gap_mm > small.gap_mm


def test_a_point_without_another_place_has_none():
    assert said_places(ATLAS, TALL, "ST35", "leg_anterior") == ()
    assert said_places(ATLAS, TALL, "KI6", "leg_posterior") == ()


def test_asking_for_another_rule_leaves_the_atlas_as_it_was():
    before = TALL.place("GB39", "leg_lateral")
    rule = PointRule("GB39", parse_rule("kind=at; at=LM"), "leg_lateral")
    (moved,) = places_by_rules(TALL, [rule], "leg_lateral")
    assert gap_mm(before, moved) > 40
    assert TALL.place("GB39", "leg_lateral") == before
    assert places_by_rules(TALL, [], "leg_lateral") == []


def test_the_nearest_spot_of_a_set_is_its_dot():
    place = TALL.place("EX-LE5.medial", "leg_anterior")
    assert nearest_dot(TALL, ATLAS.points["EX-LE5"].members, place).code == "EX-LE5.medial"
    assert nearest_dot(TALL, ("LR3",), TALL.place("KI1", "foot_sole")) is None


def test_sources_have_short_names():
    names = {name: source.short for name, source in ATLAS.sources.items()}
    assert names["who2008"] == "WHO 2008"
    assert names["cheng1999"] == "Cheng 1999"
    assert names["umn-reflexology"] == "University of Minnesota", "not its first word alone"
    assert names["article-leg-acupressure"] == "article “Leg Acupressure”"
    assert all(0 < len(name) < 60 for name in names.values())


def test_what_is_said_and_answered_is_plain_and_promises_nothing():
    for saying in sayings_by_id().values():
        for words in (saying.says, saying.answer):
            assert re.match(r"[A-Z“].*[.]$", words), f"{saying.id}: {words}"
            assert not FORBIDDEN.search(ALLOWED.sub("", words)), f"{saying.id}: {words}"
            assert len(words) < 330, f"{saying.id} is long"


def test_a_saying_that_agrees_has_no_mark_of_its_own():
    assert [saying.id for _, saying in DRAWN if saying.agrees == "yes"] == []


def test_the_marks_are_triangles_with_a_leader_to_the_dot_and_the_source_in_words():
    places = said_places(ATLAS, TALL, "GB39", "leg_lateral")
    (marks,) = said_pins(places, gap_and_source)
    assert marks["symbol"] == SYMBOL == "triangle-up-open"
    assert len(marks["x"]) == len(places) == len(marks["says"])
    assert f"{places[0].gap_mm:.0f} mm from the dot" in marks["says"][0].replace("<br>", " ")
    assert (marks["fx"][0], marks["fy"][0]) == pytest.approx(TALL.place("GB39", "leg_lateral").xy, abs=1e-4)
    assert marks["leader"]["dash"] == "dot"


def test_a_mark_without_a_dot_has_no_leader_and_says_so():
    places = said_places(ATLAS, TALL, "LR3", "foot_sole")
    (marks,) = said_pins(places, gap_and_source)
    assert marks["fx"] == [None] * len(places) and "no dot" in gap_of_source(places[0])
    assert said_pins((), gap_and_source) == []


def test_hover_words_are_text_and_not_markup():
    place = said("GB39.behind", "GB39", "leg_lateral")
    sharp = replace(place, who="<b>Book</b>")
    assert "&lt;b&gt;" in said_pins([sharp], gap_and_source)[0]["says"][0]


@pytest.mark.parametrize("look", ["plate", "line", "print"])
def test_every_colour_of_the_marks_is_a_token_of_every_look(look):
    for palette in look_palettes(look).values():
        painted = str(paint(said_pins(said_places(ATLAS, TALL, "GB39", "leg_lateral"), gap_and_source), palette))
        assert "$" not in painted
