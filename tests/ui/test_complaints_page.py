"""What hurts, without a browser: what is asked first, what is said of each complaint, how long a session is."""

import pytest
from app_helpers import go_to, open_app, problems, remember, remembered, says, texts
from care_helpers import answered_no, browser_says
from streamlit.testing.v1 import AppTest

from content.session_time import all_steps, session_minutes, session_seconds
from coords.view import LEG_VIEWS
from data.hurt import areas_of, load_hurt_areas
from data.practice import combine, load_practice
from ui import state
from ui.model import Choice, Hurt
from ui.pages.complaints import known_as, tapped, toggle

PRACTICE = load_practice()
EVERYTHING = list(PRACTICE.conditions.values())
INFORMATION = [one for one in EVERYTHING if one.show_as == "information"]
LED = [one for one in EVERYTHING if one.show_as == "routine"]
START = "Start the session"


def opened(*names: str, **answers: str) -> AppTest:
    """The page with these complaints chosen, for a reader who answered no to all questions but these."""
    app = open_app()
    remember(app, Choice, complaints=names)
    return answered_no(go_to(app, "complaints"), **answers)


def starts(app: AppTest) -> int:
    return sum(button.label == START for button in app.button)


def lengths(app: AppTest) -> list[str]:
    return next((list(group.options) for group in app.get("button_group") if group.key == "length"), [])


def test_nothing_is_offered_before_the_questions_are_answered():
    app = browser_says(go_to(open_app(), "complaints"))
    assert says(app, "Tick what is true for you")
    assert not says(app, "What hurts?") and starts(app) == 0


def test_without_a_complaint_there_is_a_drawing_to_tap_and_a_list_to_choose_from():
    app = opened()
    assert says(app, "Tap the sore place")
    assert app.selectbox(key="complaint_name").options == [known_as(one) for one in EVERYTHING]
    assert starts(app) == 0 and problems(app) == []


@pytest.mark.parametrize("condition", LED, ids=lambda one: one.id)
def test_a_complaint_is_offered_with_its_time_its_studies_and_a_start(condition):
    app, routine = opened(condition.id), PRACTICE.routines[condition.routine]
    assert says(app, f"### {routine.title}") and starts(app) == 1
    assert says(app, f"{condition.name}: what studies say")
    assert says(app, PRACTICE.evidence[condition.evidence[0]].wording)
    steps = all_steps(routine)
    assert f"Whole, {session_minutes(steps)}" in lengths(app)
    long = session_seconds(steps) > 1200 and len(all_steps(routine, short=True)) < len(steps)
    assert says(app, "The whole routine is longer than 20 minutes.") == long
    assert not app.error


@pytest.mark.parametrize("condition", INFORMATION, ids=lambda one: one.id)
def test_a_complaint_without_a_session_says_why_and_has_no_start(condition):
    app = opened(condition.id)
    assert says(app, "**No session for this.**") and says(app, condition.why_no_routine)
    assert starts(app) == 0 and not says(app, "Step by step")


def test_there_are_complaints_of_both_kinds():
    assert len(LED) == 21 and len(INFORMATION) == 4


def test_beside_a_complaint_without_a_session_the_other_ones_session_is_offered():
    app = opened("swollen_feet", "heel_pain")
    assert starts(app) == 1 and says(app, "**No session for this.**") and says(app, "### Sore heel")


def test_two_complaints_are_one_list():
    app, routine = opened("heel_pain", "insomnia"), combine(PRACTICE, ("heel_pain", "insomnia"))
    (steps,) = [text for text in texts(app) if text.startswith("1. **")]
    numbered = [line for line in steps.splitlines() if line[:1].isdigit()]
    assert len(numbered) == len(routine.steps)
    assert steps.count(". **BL62 Shēnmài**") == 1, "both ask for it; it is done once"
    assert f"Whole, {session_minutes(all_steps(routine))}" in lengths(app)


def test_a_sentence_that_several_complaints_share_is_said_once():
    app = opened("heel_pain", "plantar_fascia", "foot_pain")
    said = "\n".join(texts(app))
    assert said.count("See a doctor if both heels hurt") == 1
    assert said.count("Press so that you feel it clearly and comfortably.") == 1


def test_what_an_answer_has_settled_is_not_said_again():
    assert not says(opened("ankle_pain"), "Not in pregnancy")
    assert says(opened("ankle_pain", pregnant="yes"), "BL60")


def test_what_is_left_out_is_named_with_the_reason():
    app = opened("insomnia", pregnant="yes")
    (steps,) = [text for text in texts(app) if text.startswith("1. **")]
    listed, _, gone = steps.partition("**Left out because of your answers**")
    assert "SP6" not in listed and "SP6 Sānyīnjiāo: " in gone and "Not in pregnancy" in gone
    assert lengths(app) != lengths(opened("insomnia")), "and the time is shorter"


@pytest.mark.parametrize(("complaint", "answer"), [("menstrual_pain", {"pregnant": "yes"}),
                                                   ("ankle_pain", {"sprain": "left"}),
                                                   ("heel_pain", {"numb_feet": "yes"})])  # fmt: skip
def test_a_routine_that_must_not_begin_says_so_and_has_no_start(complaint, answer):
    app = opened(complaint, **answer)
    assert says(app, "**This routine is not for you now.**") and starts(app) == 0
    assert lengths(app) == [] and not says(app, "Step by step")


def test_an_evening_mix_names_what_it_leaves_out_before_bed():
    app = opened("insomnia", "anxiety_stress")
    assert says(app, "Left out before bed, because tradition calls them stirring: ST36 Zúsānlǐ.")


def test_a_wound_on_one_foot_leaves_the_other_one():
    app = opened("heel_pain", wound="left")
    (steps,) = [text for text in texts(app) if text.startswith("1. **")]
    assert "1 minute, right" in steps and "on each side" not in steps.partition("**Left out")[0]
    assert starts(app) == 1


def test_every_word_a_reader_may_look_for_is_in_the_list():
    heel = known_as(PRACTICE.conditions["heel_pain"])
    assert heel == "Heel pain (sore heel, heel ache, heel spur)"
    nerve = known_as(PRACTICE.conditions["leg_nerve_pain"])
    assert "sciatica" in nerve
    assert known_as(PRACTICE.conditions["headache"]).lower().count("headache") == 1


@pytest.fixture
def choosing(monkeypatch):
    """choosing(*names): a page with these complaints chosen."""
    return lambda *names: monkeypatch.setattr(state.st, "session_state", {"Choice": Choice(complaints=names)})


def test_a_chosen_complaint_is_taken_back_by_choosing_it_again(choosing):
    choosing("heel_pain")
    toggle("insomnia")
    assert state.choice().complaints == ("heel_pain", "insomnia")
    toggle("heel_pain")
    assert state.choice().complaints == ("insomnia",)


@pytest.mark.parametrize("area", load_hurt_areas())
def test_a_tap_chooses_the_first_complaint_of_the_place_unless_one_of_them_is_chosen(area, choosing):
    choosing()
    tapped(area)
    offered = load_hurt_areas()[area].conditions
    assert state.choice().complaints == offered[:1]
    assert state.now(Hurt) == Hurt(area=area, auto=offered[0] if offered else None)
    if len(offered) > 1:
        state.change(Choice, complaints=(offered[1],))
        tapped(area)
        assert state.choice().complaints == (offered[1],)


def test_a_tap_on_nothing_known_changes_nothing(choosing):
    choosing("neck")
    tapped("NO_SUCH_PLACE")
    assert state.choice().complaints == ("neck",) and state.now(Hurt) == Hurt()


def test_another_tap_replaces_what_a_tap_has_chosen_until_the_reader_has_touched_it(choosing):
    choosing("insomnia")
    areas = load_hurt_areas()
    one, other = areas["FOOT_SOLE_HEEL_PAD"], areas["FOOT_DORSUM_INNER_ANKLE"]
    tapped(one.id)
    tapped(one.id)
    assert state.choice().complaints == ("insomnia", one.conditions[0])
    tapped(other.id)
    assert state.choice().complaints == ("insomnia", other.conditions[0]), "what was chosen by hand stays"
    tapped("LEG_ANTERIOR_GROIN")
    assert state.choice().complaints == ("insomnia",)
    tapped(one.id)
    toggle("headache")
    tapped(other.id)
    assert state.choice().complaints == ("insomnia", one.conditions[0], "headache", other.conditions[0])


def test_a_choice_from_the_list_stands_below_it_and_the_list_is_ready_for_the_next():
    app = opened()
    app.selectbox(key="complaint_name").set_value("heel_pain").run()
    assert remembered(app, Choice).complaints == ("heel_pain",)
    assert app.selectbox(key="complaint_name").value is None
    assert starts(app) == 1
    app.button(key="chosen_heel_pain").click().run()
    assert remembered(app, Choice).complaints == () and starts(app) == 0


def test_the_place_that_was_tapped_says_its_name_and_offers_its_complaints():
    app = opened()
    area = areas_of("foot_sole")[-1]
    remember(app, Hurt, area=area.id).run()
    assert says(app, f"You tapped **{area.name}**.")
    buttons = [button.label for button in app.button if str(button.key).startswith("area_")]
    assert buttons == [PRACTICE.conditions[name].name for name in area.conditions]


@pytest.mark.parametrize("view", LEG_VIEWS)
def test_an_ankle_can_be_touched_on_every_view_of_the_leg(view):
    ankles = [area for area in areas_of(view) if "ankle" in area.name]
    assert ankles and all(area.conditions[0] == "ankle_pain" for area in ankles)
