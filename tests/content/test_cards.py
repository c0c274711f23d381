"""The cards as values: what a reader is told of a point or zone, before any page, paper or browser draws it."""

import json
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import asdict

import pytest

from content import card_phrases
from content.cards import PointCard, point_card
from content.handouts import handout_of_points
from content.learn import combinations, kinds_shown
from content.promises import cards as promises
from content.sheets import view_sheet
from content.zone_cards import ZoneCard, zone_card
from coords.body import Body, Place
from coords.cun import Measurements
from data import load_atlas
from data.care.decision import decide, load_care
from data.promises.dataset import Dataset, open_dataset
from data.zones import load_zones
from ui.text import plain, section, sentence

ATLAS, CARE, DATASET = load_atlas(), load_care(), open_dataset()
AVERAGE = Body(ATLAS.limb, Measurements({}, None, {}))
TALL = Body(ATLAS.limb, Measurements({"thumb": 22.0}, 1850.0, {}))
MARKUP = ("**", "__", "  \n", "](", "</", "<b", "&nbsp;")


def card_of(
    code: str, body: Body = AVERAGE, side: str = "right", *, compare: bool = False, **answers: str
) -> PointCard:
    home = ATLAS.limb.rules[ATLAS.points[code].members[0]].home
    return point_card(ATLAS, body, code, home, side, decide(CARE, answers), compare=compare)


def zone_of(name: str, side: str = "right", **answers: str) -> ZoneCard:
    return zone_card(ATLAS, name, "foot_sole", side, decide(CARE, answers))


def lines(card: PointCard | ZoneCard, name: str) -> tuple[str, ...]:
    found = card.section(name)
    return (*found.lines, *(line.text for line in found.bullets)) if found else ()


def leaves(value: object) -> list[object]:
    if isinstance(value, Mapping):
        return [leaf for part in value.values() for leaf in leaves(part)]
    if isinstance(value, list | tuple):
        return [leaf for part in value for leaf in leaves(part)]
    return [value]


# ---- what a teacher looks for on a card


def test_the_card_of_yanglingquan_as_a_value():
    card = card_of("GB34")
    assert (card.title, card.previous, card.next) == ("GB34 Yánglíngquán 陽陵泉", "GB33", "GB35")
    assert card.subtitle == ("Yang Mound Spring", "Gallbladder meridian", "WHO standard point")
    parts = ["where", "find", "press", "care", "anatomical", "under", "uses", "classes", "name", "together", "studies"]
    assert [one.id for one in card.sections] == parts
    assert card.techniques and card.step_by_step.startswith("Step by step: ")


def test_over_the_nerve_at_the_outer_knee_nobody_leans_and_the_nerve_is_told_before_what_folds():
    card = card_of("GB34")
    (press,) = lines(card, "press")
    assert "without leaning" in press and "Lean in" not in press and "knuckle" not in press
    seen = [one.about for one in card.cautions if not one.folded]
    assert "nerve" in seen and not any(one.folded and one.about in ("artery", "nerve") for one in card.cautions)


def test_sp6_is_told_in_the_words_of_anatomy_and_by_what_its_name_means():
    card = card_of("SP6")
    (anatomical,), (name,) = lines(card, "anatomical"), lines(card, "name")
    assert anatomical.startswith("Medial side of the leg, posterior to the medial border of the tibia, 3 cun superior")
    assert name == "San yin jiao, meeting of the three yin: Spleen, Liver and Kidney lines meet here."


def test_under_the_finger_at_sp6_lie_the_vein_in_front_and_artery_and_nerve_deep_behind():
    told = under("SP6")
    assert list(told)[:2] == ["Skin nerve", "Muscle or tendon"]
    assert told["Great saphenous vein"].startswith("the long vein of the inner leg; just under the skin, ")
    assert told["Great saphenous vein"].endswith(" mm in front.")
    assert told["Posterior tibial artery"] == "the rear artery of the lower leg; deep, 5 mm behind."
    assert told["Tibial nerve"] == "the main nerve of calf and sole; deep, 8 mm behind."
    assert told["Pulse"] == "none is felt here." and "Cheng 1999" in told["From"]


def test_under_the_finger_at_ki3_the_artery_is_just_in_front_and_the_nerve_is_right_there():
    told = under("KI3")
    assert told["Posterior tibial artery"].endswith(" mm in front.")
    assert told["Tibial nerve"] == "the main nerve of calf and sole; not deep, right under the finger."
    assert told["Pulse"] == "often felt at the point or beside it, of the posterior tibial artery: keep off it."


def test_what_varies_much_has_no_millimetres_and_a_hand_point_speaks_of_no_drawing():
    assert "mm" not in under("KI1")["Second common plantar digital nerve"]
    hand = card_of("HT7").section("under")
    assert hand and not hand.lines and "ulnar artery" in under("HT7")["Other vessels and nerves"]


def under(code: str) -> dict[str, str]:
    section = card_of(code).section("under")
    return {line.label: line.text for line in section.bullets} if section else {}


def test_a_set_says_which_of_its_points_are_not_for_pregnancy_and_which_the_atlas_does_not_show():
    section = card_of("SP6").section("together")
    assert section and section.lines == ("Books press these points together. That is tradition, not proof.",)
    told = {one.label: one.text for one in section.bullets}
    assert told["Period pain, second set"] == (
        "LR6, LI4, BL32, SP6: taught for period pain. This atlas does not show BL32. Not in pregnancy: LI4 and SP6."
    )
    assert told["Sleep"].endswith("Not in pregnancy: SP6.")


def test_a_well_point_has_the_phase_of_its_line_wood_for_yin_and_metal_for_yang():
    told = {code: card_of(code).section("classes") for code in ("LR1", "ST45")}
    ends = {code: section.bullets[0].text.rpartition("; ")[2] for code, section in told.items() if section}
    assert ends == {"LR1": "its phase is wood.", "ST45": "its phase is metal."}


def test_cautions_come_in_the_order_of_danger_and_only_the_milder_ones_fold():
    levels, dangers = ("stop", "caution", "info"), ("artery", "nerve", "vein", "vessels")
    for code in ATLAS.points:
        card = card_of(code)
        grave = [one.level for one in card.cautions]
        assert grave == sorted(grave, key=levels.index), code
        told = [one.about for one in card.cautions if one.level == "caution" and one.about in dangers]
        assert told == sorted(told, key=dangers.index), code
        assert not any(one.folded for one in card.cautions if one.level == "stop" or one.about in dangers), code
        assert all(one.label in card.more_care for one in card.cautions if one.folded), code


def test_sanyinjiao_says_its_centimetres_apart_from_their_sentence():
    own = card_of("SP6", TALL).on_you
    assert own is not None and own.sentence == "{cm} cm {direction} {landmark}, ± {plus_minus} cm"
    assert own.slots == {
        "cm": 8.2, "direction": "above", "landmark": "the bump of your inner ankle bone",
        "plus_minus": own.slots["plus_minus"],
    }  # fmt: skip
    assert own.told.startswith("On you: 8.2 cm above the bump of your inner ankle bone, ± ")
    assert own.ruler.startswith("Ruler: ")


def test_a_hollow_is_told_by_touch_and_has_no_centimetres_to_the_point():
    own = card_of("LR3").on_you
    assert own is not None and "cm" not in own.slots and own.slots["plus_minus"]
    assert "feel around there within" in own.told and own.ruler == "Found by touch, not by distance."


def test_other_rulers_are_compared_only_when_they_are_asked_for():
    assert card_of("SP6", TALL).on_you.others is None
    others = card_of("SP6", TALL, compare=True).on_you.others
    assert others.rulers and all(" mm from the dot" in ruler for ruler in others.rulers)
    assert sentence(others.head) == "**Your other rulers** (hollow diamonds)"


# ---- what the answers make of a card


def test_in_pregnancy_the_card_of_sp6_gives_the_reason_and_nothing_to_press():
    card = card_of("SP6", pregnant="yes")
    assert card.follows.left_out and "midwife" in " ".join(card.follows.left_out.sentences)
    assert (card.sections, card.cautions, card.techniques, card.views, card.zones) == ((), (), (), None, None)
    assert card.title and card.on_you and (card.previous, card.next) == ("SP5", "SP7"), "where it is may be seen"


def test_with_a_blood_thinner_the_words_follow_the_limit():
    free, thinner = card_of("ST36"), card_of("ST36", blood_thinner="yes")
    assert free.follows.limit is None and thinner.follows.limit is not None
    assert thinner.follows.limit.head == "For you at most level 2 of 5 (light)."
    (before,), (after,) = lines(free, "press"), lines(thinner, "press")
    assert "3 of 5" in before and "3 of 5" not in after and "knuckle" not in after


def test_a_caution_that_the_answers_settle_is_not_told():
    assert any(one.id == "CAUTION_PREGNANCY" for one in card_of("SP6").cautions)
    card = card_of("SP6", **{name: "no" for name in CARE.questions})
    assert card.cautions and not any(one.id == "CAUTION_PREGNANCY" for one in card.cautions)
    assert not any(line.startswith("On pregnancy") for line in lines(card, "studies"))


def test_a_zone_that_is_left_out_says_why_and_not_how():
    card = zone_of("Z_HEEL", wound="right")
    assert card.follows.left_out and not card.section("how") and not card.section("how_hard") and not card.technique
    assert card.section("where") and card.section("care") and zone_of("Z_HEEL", "left", wound="right").section("how")


def test_a_zone_remarks_each_row_of_care_once():
    for name in load_zones():
        for answers in ({}, {"pregnant": "yes"}, {"diabetes": "yes"}, {"blood_thinner": "yes"}):
            told = lines(zone_of(name, **answers), "care")
            assert len(told) == len(set(told)), (name, answers)


# ---- a value, and nothing else


def test_the_card_of_a_point_is_plain_values_and_holds_no_markup():
    for code in ATLAS.points:
        for card in (card_of(code, TALL, compare=True), card_of(code, AVERAGE, "left", blood_thinner="yes")):
            told = list(leaves(json.loads(json.dumps(asdict(card)))))
            assert told == list(leaves(asdict(card))), code
            assert {type(leaf) for leaf in told} <= {str, int, float, bool, type(None)}, code
            assert [text for text in told if isinstance(text, str) and any(sign in text for sign in MARKUP)] == [], code


def test_the_card_of_a_zone_is_plain_values_and_holds_no_markup():
    for name, zone in load_zones().items():
        told = json.loads(json.dumps(asdict(zone_of(name))))
        assert told["title"] == zone.name
        texts = [leaf for leaf in leaves(told) if isinstance(leaf, str)]
        assert [text for text in texts if any(sign in text for sign in MARKUP)] == [], name


def test_text_on_a_page_is_shown_as_it_stands():
    assert plain("2 * 3 [x](y) <b> $a$ ~b~ :red[no]") == r"2 \* 3 \[x\](y) \<b\> \$a\$ \~b\~ :red\[no\]"
    assert plain("light (2 of 5); 7.1 cm, ± 0.7 cm: “Shaking Valley”") == (
        "light (2 of 5); 7.1 cm, ± 0.7 cm: “Shaking Valley”"
    )
    where = card_of("SP6").section("where")
    assert where is not None and section(where).startswith("**Where it is**  \nInner lower leg")


def test_paper_says_the_distance_of_the_card():
    (row,) = handout_of_points(ATLAS, TALL, ("SP6",)).rows
    own = card_of("SP6", TALL).on_you
    assert own is not None and own.told == f"On you: {row.distance}" and row.how == lines(card_of("SP6"), "press")[0]


# ---- the sentences of cards


def test_every_sentence_of_the_cards_is_used_by_some_card(monkeypatch):
    """Each of SLOTS is said somewhere: on a card of some reader, on paper, or on a sheet of the browser."""
    words, used = card_phrases.phrases(), set()

    class Heard(dict):
        def __getitem__(self, name: str) -> str:
            used.add(name)
            return super().__getitem__(name)

    monkeypatch.setattr(card_phrases, "phrases", lambda: Heard(words))
    measured = (
        Measurements({"thumb": 24.0}, None, {}),
        Measurements({"thumb": 24.0}, None, {}, traditional=True),
        Measurements({}, None, {"S_LEG_MED": 330.0, "S_FOOT_LEN": 290.0}),
    )
    bodies = (AVERAGE, TALL, *(Body(ATLAS.limb, measures) for measures in measured))
    for code in ATLAS.points:
        for body in bodies:
            card_of(code, body, compare=True)
            card_of(code, body, pregnant="yes", blood_thinner="yes")
    for name, question in CARE.questions.items():
        card_of("BL57", side="left", **{name: question.answers[1]})
    for name in load_zones():
        zone_of(name)
    handout_of_points(ATLAS, AVERAGE, [code for code, point in ATLAS.points.items() if not point.rule.on_drawing])
    view_sheet(ATLAS, "leg_medial")
    kinds_shown(ATLAS)
    combinations(ATLAS)
    waiting = {"badge_moderate", "way_toes", "list_with"}  # of complaints, of a hollow told "in front of", of steps
    assert promises.SLOTS.keys() - used == waiting


DAMAGE = {
    "a slot is lost": (promises.PHRASES, "distance", "text", "{cm} cm {direction} {landmark}", "a card fills"),
    "a slot too many": (promises.PHRASES, "above_drawing", "text", "See {page}.", "has the slots page"),
    "an open brace": (promises.PHRASES, "meridian", "text", "{name", "cannot be filled in"),
    "an empty sentence": (promises.PHRASES, "by_touch", "text", "", "by_touch has the slots none"),
    "an unused sentence": (promises.PHRASES, "by_touch", "id", "by_hand", "no card says by_hand"),
    "a lost sentence": (promises.PHRASES, "by_touch", "id", "by_hand", "there is no sentence by_touch"),
    "a view without a phrase": (promises.VIEW_WORDS, "foot_sole", "phrase", "", "foot_sole has no phrase"),
    "a view nobody draws": (promises.VIEW_WORDS, "foot_sole", "id", "foot_under", "there is no view foot_under"),
    "a view lost": (promises.VIEW_WORDS, "foot_sole", "id", "foot_under", "the view foot_sole has no words"),
    "a technique without a phrase": (promises.TECHNIQUES, "press", "phrase", "", "press has no phrase"),
}


@pytest.mark.parametrize(("file", "key", "column", "value", "reason"), DAMAGE.values(), ids=DAMAGE)
def test_damaged_words_of_a_card_are_told_with_their_row(file, key, column, value, reason):
    rows = deepcopy(DATASET.tables[file])
    next(row for row in rows if row["id"] == key)[column] = value
    damaged = Dataset(DATASET.atlas, {**DATASET.tables, file: rows})
    found = [finding for promise in promises.PROMISES for finding in promise(damaged)]
    assert any(finding.file == file and reason in finding.reason for finding in found), found


def test_a_hollow_told_in_centimetres_breaks_the_promise_of_margins(monkeypatch):
    assert promises.no_margin_is_larger_than_its_distance(DATASET) == []
    monkeypatch.setattr(Place, "felt", property(lambda place: False))
    found = promises.no_margin_is_larger_than_its_distance(DATASET)
    assert any(finding.reason.startswith("ST43 is told at 11 mm") for finding in found), found
