"""The questions before pressing, without a browser: on their page, before pages that guide, and what others say."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from app_helpers import care_lines, go_to, problems, remember, remembered, says, texts, tick
from care_helpers import ALL_NO, answered_no, browser_says
from streamlit.testing.v1 import AppTest

from content import care_told
from content.care_told import old_texts, said, target_words
from content.words import word
from data.care.decision import decide, load_care
from data.care.table import care_texts
from ui import care, state
from ui.components.browser_store import hear
from ui.components.care_lines import changes_from_browser

APP = Path(__file__).parents[1] / "browser" / "apps" / "care_app.py"
TABLE = load_care()
MOMENT = "One moment"


def open_page(url_path: str = "") -> AppTest:
    """A new visitor; "" is the page that guides, "care" is Before you press, "card" shows one point."""
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.run()
    return go_to(app, url_path) if url_path else app


def asked(app: AppTest) -> dict[str, dict]:
    """The questions on the page, by id."""
    groups = care_lines(app).get("groups", [])
    return {question["id"]: question for group in groups for question in group["questions"]}


def test_a_page_that_guides_waits_until_the_browser_has_said_what_it_keeps():
    app = open_page()
    assert says(app, MOMENT) and not asked(app) and not says(app, "Press now")


def test_a_page_that_guides_asks_first_and_begins_after_the_last_answer():
    app = browser_says(open_page())
    assert set(asked(app)) == set(TABLE.questions)
    assert not says(app, "Press now")
    tick(app, **ALL_NO)
    assert says(app, "Press now: SP6") and not says(app, "left out") and not asked(app)
    assert problems(app) == []


@pytest.mark.parametrize("url_path", ["", "care"])
def test_every_question_stands_on_the_page_with_its_answers(url_path):
    questions = asked(browser_says(open_page(url_path)))
    for name, question in TABLE.questions.items():
        assert tuple(line["text"] for line in questions[name]["lines"]) == question.lines
        assert questions[name]["help"] == question.help
        ways = [one["value"] for one in (*questions[name]["lines"], *questions[name]["kinds"])]
        assert set(ways) == set(question.answers) - {"no"}


def test_page_and_gate_have_one_name_and_say_what_an_unticked_line_means():
    for app in (browser_says(open_page()), browser_says(open_page("care"))):
        assert [heading.value for heading in app.header] == ["Before you press"]
        assert says(app, "Only that button makes a line without a tick count as “no”.")


def test_the_tick_of_a_question_is_its_last_and_strictest_answer():
    for name, question in asked(browser_says(open_page("care"))).items():
        assert question["lines"][-1]["value"] == TABLE.questions[name].answers[-1]


def test_an_answer_counts_at_once_and_can_be_taken_back():
    app = tick(browser_says(open_page("care")), pregnant="first_months")
    assert remembered(app, care.Answers).given == {"pregnant": "first_months"}
    assert says(app, "#### Pregnant: in the first three months") and says(app, "SP6, LI4, BL60, BL67, EX-LE11")
    assert says(app, "reproductive tubes, all foot zones")
    tick(app, pregnant="yes")
    assert says(app, "#### Pregnant: after the first") and not says(app, "reproductive tubes, all foot zones")
    tick(app, pregnant=None)
    assert remembered(app, care.Answers).given == {} and not says(app, "#### Pregnant")


def test_no_to_all_the_others_keeps_what_was_said():
    app = tick(browser_says(open_page("care")), varicose="left")
    tick(app, **{name: "no" for name in TABLE.questions if name != "varicose"})
    assert remembered(app, care.Answers).given == ALL_NO | {"varicose": "left"}
    assert says(app, "on your left leg") and care_lines(app)["answers"] == ALL_NO | {"varicose": "left"}


def test_what_is_told_twice_or_late_is_heard_once():
    app = tick(browser_says(open_page("care")), fever="yes")
    app.session_state["care_lines_told"] = 7
    app.run()
    remember(app, care.Answers, given={})
    tick(app, gout="left")
    assert care_lines(app)["told"] == 8 and remembered(app, care.Answers).given == {"gout": "left"}


@pytest.mark.parametrize("value", [None, 3, [], {"n": "1", "changes": {}}, {"n": 1}, {"n": 1, "changes": ["fever"]}])
def test_nonsense_from_the_lines_changes_nothing(value):
    assert changes_from_browser(value, TABLE) == (0, {})


def test_of_what_the_lines_tell_only_answers_to_questions_are_heard():
    told = {"fever": "left", "gout": "left", "x": "yes", "child": 1, "wound": ["left"], "diabetes": None}
    assert changes_from_browser({"n": 2, "changes": told}, TABLE) == (2, {"gout": "left", "diabetes": None})


def test_answers_can_be_forgotten():
    app = answered_no(open_page("care"), diabetes="yes")
    app.button(key="care_forget").click().run()
    assert remembered(app, care.Answers).given == {}
    assert care_lines(app)["answers"] == {}


def test_nothing_but_no_says_that_nothing_is_left_out():
    app = answered_no(open_page("care"))
    assert [box.value for box in app.success] == [
        "Nothing has to be left out. Press so that it stays comfortable, and stop when it hurts."
    ]


def test_what_follows_says_who_advises_and_why():
    app = answered_no(open_page("care"), pregnant="yes", diabetes="yes")
    for words in ("**Who advises you:** your midwife or doctor", "your foot doctor", "At most level 2 of 5 (light)"):
        assert says(app, words)
    for safety_id in ("SF_PREG", "SF_DIABETES"):
        assert says(app, TABLE.words[safety_id].message) and says(app, TABLE.words[safety_id].why)


def test_the_signs_of_an_emergency_are_always_on_the_page():
    for app in (open_page("care"), answered_no(open_page("care"))):
        for name in TABLE.always:
            assert says(app, TABLE.words[name].message)
        assert any("emergency number" in box.value for box in app.error)
        folded = " ".join(text.value for fold in app.expander for text in (*fold.markdown, *fold.info))
        for name in TABLE.always:
            seen = TABLE.words[name].level in ("emergency", "stop")
            assert seen == (TABLE.words[name].message not in folded), name


def test_no_caution_is_told_in_small_print():
    app = answered_no(open_page("care"), pregnant="yes", varicose="both")
    assert len(app.caption) == 0


def test_answers_that_contradict_each_other_get_a_sentence():
    app = answered_no(open_page("care"), pregnant="yes", child="yes")
    assert any("You answered both" in box.value for box in app.warning)
    guide = answered_no(open_page(), pregnant="yes", child="yes")
    assert any("You answered both" in box.value for box in guide.warning)
    assert says(guide, "Press now: SP6 left out")


@pytest.mark.parametrize(("question", "value"), [("swollen_leg", "left"), ("fever", "yes"), ("circulation", "sore")])
def test_a_sign_of_danger_takes_the_place_of_every_page_before_the_other_questions_are_answered(question, value):
    app = browser_says(open_page(), **{question: value})
    assert not says(app, "Press now") and not asked(app)
    (box,) = app.error
    assert word("care.not_now") in box.value
    safety_id = decide(TABLE, {question: value}).replaced_by[0]
    assert TABLE.words[safety_id].message in box.value


def test_the_page_of_questions_stays_open_in_danger_so_that_an_answer_can_be_changed():
    app = tick(browser_says(open_page("care")), swollen_leg="right")
    assert word("care.not_now") in app.error[0].value and asked(app) and "Do not press now" in care_lines(app)["danger"]
    tick(app, swollen_leg=None)
    assert word("care.not_now") not in app.error[0].value and care_lines(app)["danger"] == ""


def test_a_point_that_is_left_out_says_why_in_place_of_its_card():
    app = answered_no(open_page("card"), pregnant="yes")
    assert says(app, "**Left out because of your answers**: SP6.") and not says(app, "How to press SP6")
    assert says(app, "Not in pregnancy")
    assert says(app, "**For you at most level 2 of 5 (light).**")
    assert says(answered_no(open_page("card")), "How to press SP6")


def test_a_card_is_open_with_its_ordinary_cautions_before_the_questions_are_answered():
    app = open_page("card")
    assert says(app, "How to press SP6") and not says(app, MOMENT)


def test_a_page_says_in_words_what_was_answered():
    app = answered_no(open_page("card"), pregnant="first_months", varicose="left")
    assert says(app, "**You said:** Pregnant (in the first three months) · Varicose veins (left).")
    assert said(TABLE, {"pregnant": "perhaps", "fever": "no"}) == []
    assert not says(answered_no(open_page("card")), "You said")


# ---- what the browser says


@pytest.fixture
def heard(monkeypatch):
    """heard(kept, **before) -> the answers after the browser said `kept`."""

    def say(kept, **before):
        monkeypatch.setattr(care.st, "session_state", {"Answers": care.Answers(**before)})
        hear({"care": kept | {"at": 1} if isinstance(kept, dict) else kept}, {}, {"care": care.hear})
        return state.now(care.Answers)

    return say


def test_answers_come_back_from_the_tab(heard):
    now = heard({"answers": {"pregnant": "yes", "fever": "no"}, "old": False})
    assert now.given == {"pregnant": "yes", "fever": "no"} and now.heard


def test_of_old_answers_only_those_that_ask_for_care_still_count(heard):
    now = heard({"answers": {"pregnant": "yes", "fever": "no"}, "old": True})
    assert now.given == {"pregnant": "yes"}
    awake = heard(
        {"answers": {"pregnant": "yes", "fever": "no"}, "old": True},
        heard=True,
        given={"pregnant": "yes", "fever": "no"},
    )
    assert awake.given == {"pregnant": "yes"}


@pytest.mark.parametrize("kept", [{}, {"answers": None}, {"answers": [1]}, {"answers": {"x": "y", "fever": 3}}])
def test_what_is_not_an_answer_is_dropped_and_the_questions_are_open(heard, kept):
    now = heard(kept)
    assert now.given == {} and now.heard


@pytest.mark.parametrize("kept", [None, "yes", 7, ["pregnant"]])
def test_nonsense_from_the_browser_changes_nothing(heard, kept):
    assert not heard(kept).heard


def test_an_answer_given_before_the_browser_spoke_is_newer(heard):
    now = heard({"answers": {"pregnant": "no"}, "old": False}, given={"pregnant": "yes"})
    assert now.given == {"pregnant": "yes"}


def test_a_browser_that_keeps_nothing_loses_no_answer_of_this_visit(heard):
    now = heard({"answers": None, "old": True, "refused": True}, given={"fever": "yes"}, heard=True)
    assert now.given == {"fever": "yes"} and now.refused


# ---- words for other pages


@pytest.fixture
def answers(monkeypatch):
    """answers(**but) makes the answers of the session "no" but for these."""

    def give(**but):
        monkeypatch.setattr(care.st, "session_state", {"Answers": care.Answers(ALL_NO | but)})

    return give


def test_an_ordinary_caution_is_shown_until_its_question_is_answered_no(answers, monkeypatch):
    monkeypatch.setattr(care.st, "session_state", {})
    assert care.concerns("CAUTION_PREGNANCY") and care.concerns("CAUTION_NERVE_OUTER_KNEE")
    answers()
    assert not care.concerns("CAUTION_PREGNANCY") and not care.concerns("CAUTION_CLOT")
    assert care.concerns("CAUTION_NERVE_OUTER_KNEE") and care.concerns("CAUTION_FEMORAL_ARTERY")
    answers(pregnant="yes")
    assert care.concerns("CAUTION_PREGNANCY")


def test_many_points_that_are_left_out_are_counted_not_listed(answers):
    answers(pregnant="yes")
    assert care.left_out_line(["SP6", "ST36", "SP6", "BL60"], "left") == (
        "**Left out because of your answers**: SP6, BL60."
    )
    answers(sprain="left")
    codes = [f"ST{n}" for n in range(31, 46)]
    assert care.left_out_line(codes, "left") == "**Left out because of your answers**: 15 points of this view."
    assert care.left_out_line(codes, "right") == ""


def test_a_message_that_names_no_one_says_who_to_ask(answers):
    answers(varicose="left")
    assert "Ask your doctor." in care.notes_for("point", "BL57", "left").limit
    answers(pregnant="yes")
    assert care.notes_for("point", "SP6", "left").left_out.count("midwife") == 1


def test_a_message_that_names_who_to_ask_is_marked_so():
    who = re.compile(r"\b(ask |see an? |doctor|midwife|surgeon|medical|X-ray|emergency|therapist|team)", re.IGNORECASE)
    for name, words in TABLE.words.items():
        assert bool(who.search(words.message)) == words.names_who, name


@pytest.mark.parametrize(("target", "words"), [("SP6", "SP6"), ("all", "everything"), ("pivot", "Pivot")])
def test_a_target_is_told_in_words(target, words):
    assert target_words(target) == words


def test_no_target_is_told_as_a_bare_id():
    targets = {target for rule in TABLE.rules for target in rule.targets}
    ids = ("Z_", "RT_", "tool_", "prep_", "segment", "structure", "deed")
    assert not [target for target in targets if target_words(target).startswith(ids)]


def test_an_unknown_browser_leaves_the_texts_of_before_you_press_on_its_page():
    assert any(word("care.title") in text for text in texts(open_page("care")))


@pytest.mark.parametrize(("code", "limited"), [("BL67", False), ("ST36", True), ("SP11", False)])
def test_a_limit_is_told_only_where_more_would_be_pressed(code, limited):
    def page(code: str) -> None:
        import streamlit as st

        from ui import care, state

        state.change(care.Answers, given={"blood_thinner": "yes"})
        st.text(repr(care.notes_for("point", code)))

    (told,) = AppTest.from_function(page, args=(code,), default_timeout=30).run().text
    assert ("at most level 2 of 5 (light)" in told.value) == limited and "bleed" in told.value


def test_texts_on_care_that_should_have_been_read_again_say_so(monkeypatch):
    texts = care_texts()
    assert old_texts(texts.again) == "" and "was to be read again by" in old_texts(texts.again + timedelta(days=1))
    assert not says(open_page("care"), "was last revised in")
    monkeypatch.setattr(care_told, "care_texts", lambda: replace(texts, again=texts.revised - timedelta(days=9)))
    for app in (open_page("care"), browser_says(open_page()), answered_no(open_page("card"))):
        assert says(app, "What this atlas says of care was last revised in")
