"""Care first without a browser: the questions on their page and before a page that guides, and what other pages say."""

from pathlib import Path

import pytest
from app_helpers import go_to, problems, says, texts
from care_helpers import ALL_NO, answered_no, browser_says
from streamlit.testing.v1 import AppTest

from data.care import decide, load_care
from ui import care, care_page
from ui.care_questions import given

APP = Path(__file__).parent / "browser" / "apps" / "care_app.py"
TABLE = load_care()
MOMENT = "One moment"


def open_page(url_path: str = "") -> AppTest:
    """A new visitor; "" is the page that guides, "care" is Care first, "card" shows one point."""
    app = AppTest.from_file(str(APP), default_timeout=30)
    app.run()
    return go_to(app, url_path) if url_path else app


def groups(app: AppTest) -> dict[str, object]:
    return {group.key: group for group in app.get("button_group")}


def answer(app: AppTest, question: str, value: str) -> AppTest:
    return groups(app)[f"care_{question}"].set_value(value).run()


def test_a_page_that_guides_waits_until_the_browser_has_said_what_it_keeps():
    app = open_page()
    assert says(app, MOMENT) and not groups(app) and not says(app, "Press now")


def test_a_page_that_guides_asks_first_and_begins_after_the_last_answer():
    app = browser_says(open_page())
    assert set(groups(app)) == {f"care_{name}" for name in TABLE.questions}
    assert not says(app, "Press now")
    app.button(key="care_none").click().run()
    assert says(app, "Press now: SP6") and not says(app, "left out") and not groups(app)
    assert problems(app) == []


def test_every_question_stands_on_the_page_with_its_answers():
    app = browser_says(open_page("care"))
    for name, question in TABLE.questions.items():
        assert says(app, question.text)
        assert groups(app)[f"care_{name}"].options == list(question.labels.values())


def test_an_answer_counts_at_once_and_can_be_taken_back():
    app = answer(browser_says(open_page("care")), "pregnant", "yes")
    assert app.session_state["care_answers"] == {"pregnant": "yes"}
    assert says(app, "#### Pregnant: yes") and says(app, "SP6, LI4, BL60, BL67, EX-LE11")
    answer(app, "pregnant", "first_months")
    assert says(app, "all foot zones")
    groups(app)["care_pregnant"].set_value(None).run()
    assert app.session_state["care_answers"] == {} and not says(app, "#### Pregnant")


def test_no_to_all_the_others_keeps_what_was_said():
    app = answer(browser_says(open_page("care")), "varicose", "left")
    assert app.button(key="care_none").label == "No to all the others"
    app.button(key="care_none").click().run()
    assert app.session_state["care_answers"] == ALL_NO | {"varicose": "left"}
    assert says(app, "on your left leg") and "care_none" not in {button.key for button in app.button}


def test_answers_can_be_forgotten():
    app = answered_no(open_page("care"), diabetes="yes")
    app.button(key="care_forget").click().run()
    assert app.session_state["care_answers"] == {}
    assert groups(app)["care_diabetes"].value is None


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
    assert not says(app, "Press now") and not groups(app)
    (box,) = app.error
    assert care.NOT_NOW in box.value
    safety_id = decide(TABLE, {question: value}).replaced_by[0]
    assert TABLE.words[safety_id].message in box.value


def test_the_page_of_questions_stays_open_in_danger_so_that_an_answer_can_be_changed():
    app = answer(browser_says(open_page("care")), "swollen_leg", "right")
    assert care.NOT_NOW in app.error[0].value and groups(app)
    answer(app, "swollen_leg", "no")
    assert care.NOT_NOW not in app.error[0].value


def test_a_point_that_is_left_out_says_why_in_place_of_its_card():
    app = answered_no(open_page("card"), pregnant="yes")
    assert says(app, "**Left out because of your answers**: SP6.") and not says(app, "How to press SP6")
    assert any("Not in pregnancy" in box.value for box in app.error)
    assert says(app, "**For you at most level 2 of 5 (light).**")
    assert says(answered_no(open_page("card")), "How to press SP6")


def test_a_card_is_open_with_its_ordinary_cautions_before_the_questions_are_answered():
    app = open_page("card")
    assert says(app, "How to press SP6") and not says(app, MOMENT)


def test_a_page_says_in_words_what_was_answered():
    app = answered_no(open_page("card"), pregnant="first_months", varicose="left")
    assert says(app, "**You said:** Pregnant (yes, in the first three months) · Varicose veins (left).")
    assert given(TABLE, {"pregnant": "perhaps", "fever": "no"}) == []
    assert not says(answered_no(open_page("card")), "You said")


# ---- what the browser says


@pytest.fixture
def heard(monkeypatch):
    """heard(kept, **session) -> the session after the browser said `kept`."""

    def say(kept, **session):
        now = {**care.START, "care_answers": {}, "care_store": {"kept": kept}, **session}
        monkeypatch.setattr(care.st, "session_state", now)
        care._heard()
        return now

    return say


def test_answers_come_back_from_the_tab(heard):
    now = heard({"answers": {"pregnant": "yes", "fever": "no"}, "old": False})
    assert now["care_answers"] == {"pregnant": "yes", "fever": "no"} and now["care_heard"]


def test_of_old_answers_only_those_that_ask_for_care_still_count(heard):
    now = heard({"answers": {"pregnant": "yes", "fever": "no"}, "old": True})
    assert now["care_answers"] == {"pregnant": "yes"}
    awake = heard(
        {"answers": {"pregnant": "yes", "fever": "no"}, "old": True},
        care_heard=True,
        care_answers={"pregnant": "yes", "fever": "no"},
    )
    assert awake["care_answers"] == {"pregnant": "yes"}


@pytest.mark.parametrize("kept", [{}, {"answers": None}, {"answers": [1]}, {"answers": {"x": "y", "fever": 3}}])
def test_what_is_not_an_answer_is_dropped_and_the_questions_are_open(heard, kept):
    now = heard(kept)
    assert now["care_answers"] == {} and now["care_heard"]


@pytest.mark.parametrize("kept", [None, "yes", 7, ["pregnant"]])
def test_nonsense_from_the_browser_changes_nothing(heard, kept):
    assert not heard(kept)["care_heard"]


def test_an_answer_given_before_the_browser_spoke_is_newer(heard):
    now = heard({"answers": {"pregnant": "no"}, "old": False}, care_answers={"pregnant": "yes"})
    assert now["care_answers"] == {"pregnant": "yes"}


def test_a_browser_that_keeps_nothing_loses_no_answer_of_this_visit(heard):
    now = heard({"answers": None, "old": True, "refused": True}, care_answers={"fever": "yes"}, care_heard=True)
    assert now["care_answers"] == {"fever": "yes"} and now["care_refused"]


# ---- words for other pages


@pytest.fixture
def answers(monkeypatch):
    """answers(**but) makes the answers of the session "no" but for these."""

    def give(**but):
        monkeypatch.setattr(care.st, "session_state", {"care_answers": ALL_NO | but})

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


@pytest.mark.parametrize(("target", "words"), [("SP6", "SP6"), ("all", "everything"), ("pivot", "Pivot")])
def test_a_target_is_told_in_words(target, words):
    assert care_page.target_words(target) == words


def test_no_target_is_told_as_a_bare_id():
    targets = {target for rule in TABLE.rules for target in rule.targets}
    assert not [t for t in targets if care_page.target_words(t).startswith(("Z_", "RT_", "tool_", "prep_", "segment"))]


def test_an_unknown_browser_leaves_the_texts_of_care_first_on_its_page():
    assert any(care_page.TITLE in text for text in texts(open_page("care")))
