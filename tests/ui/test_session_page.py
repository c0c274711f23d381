"""The guided session without a browser: which steps it has for whom, what each says, where the drawing turns."""

import csv
from collections.abc import Callable, Mapping
from functools import cache

import pytest
from app_helpers import go_to, open_app, read, says
from care_helpers import ALL_NO, answered_no, browser_says
from streamlit.testing.v1 import AppTest

from content import sessions
from coords.body import Body
from coords.cun import Measurements
from coords.side import SIDES
from data import load_atlas
from data.care.decision import Decision, decide, load_care
from data.practice import Routine, load_practice
from data.reading.tables import listed, path_of
from ui import care
from ui.cards import guided
from ui.components.session_clock import check
from ui.pages.session import EDGE, outcome, zone_corners, zone_views, zoom_to

ATLAS, PRACTICE, TABLE = load_atlas(), load_practice(), load_care()
READER = Body(ATLAS.limb, Measurements(fingers={"thumb": 20.7}))
ROUTINES = list(PRACTICE.routines.values())
EVERY_ANSWER = [(name, answer) for name, question in TABLE.questions.items() for answer in question.answers]
NOT_TIMED = 0


@pytest.fixture
def say(monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    """say(pregnant="yes"): the reader answered so, and no to everything else."""

    def answers(**but: str) -> None:
        decision = decide(TABLE, ALL_NO | but)
        monkeypatch.setattr(care, "decision", lambda: decision)

    answers()
    return answers


def session(routine: Routine, short: bool = False) -> dict:
    return session_after(care.decision(), routine.id, short)


@cache
def session_after(decision: Decision, name: str, short: bool) -> dict:
    """A session is made once for the same answers."""
    routine = PRACTICE.routines[name]
    return guided.session_of(ATLAS, READER, PRACTICE, routine, guided.allowed(routine, short))


def step_of(routine: str, *codes: str):
    return next(step for step in PRACTICE.routines[routine].steps if step.subjects == codes)


# ---- the full matrix: every answer against every routine, by the table's own rows


def rows(effect: str, question: str, answer: str) -> list[Mapping[str, str]]:
    with (path_of("safety_rules.csv")).open(encoding="utf-8", newline="") as file:
        return [
            row
            for row in csv.DictReader(file)
            if row["question"] == question and row["effect"] == effect and answer in listed(row["answer"])
        ]


@pytest.mark.parametrize(("question", "answer"), EVERY_ANSWER)
def test_no_session_has_a_step_that_the_table_of_safety_rules_leaves_out(say, question, answer):
    say(**{question: answer})
    replaced = rows("replace_all", question, answer)
    for routine in ROUTINES:
        for short in (False, True):
            done = guided.allowed(routine, short)
            assert not replaced or done.blocked_by
            for row in rows("remove", question, answer):
                legs = (answer,) if row["leg"] == "that" and answer in SIDES else SIDES
                targets = listed(row["targets"])
                assert routine.id not in targets or done.blocked_by
                for step, side, *_ in done.steps:
                    if step.block == "check" or (side in SIDES and side not in legs):
                        continue
                    where = (routine.id, step.id, side, row["targets"])
                    if step.subjects == ("LI4",):  # it lies on the hand
                        targets = tuple(name for name in targets if name != "limb")
                    if not (side in ("both", "none") and set(legs) != set(SIDES)):
                        assert not set(targets) & {*step.subjects, step.technique}, where
                        assert not ("limb" in targets and step.layer in ("point", "zone")), where
                        assert not ("zones" in targets and step.layer == "zone"), where
            if not done.blocked_by:
                check(session(routine, short))


@pytest.mark.parametrize(("question", "answer"), EVERY_ANSWER)
def test_no_step_of_a_session_is_pressed_harder_than_the_table_allows(say, question, answer):
    say(**{question: answer})
    caps = [int(row["cap"]) for row in rows("cap_pressure", question, answer) if listed(row["targets"]) == ("all",)]
    for routine in ROUTINES:
        done = guided.allowed(routine)
        for step, one in zip(session(routine)["steps"], sessions.in_order(done.steps), strict=True):
            if caps and one.step.block != "check":
                assert (step["pressure"] or 0) <= min(caps), (routine.id, step["title"])
            if one.step.pressure is not None and step["pressure"] is not None:
                assert step["pressure"] <= one.step.pressure, "nobody is told to press harder than the routine says"


def test_a_reader_who_bruises_easily_is_not_told_to_use_a_knuckle(say):
    tools = {step["title"]: step["tool"] for step in session(PRACTICE.routines["RT_HEEL"])["steps"]}
    assert "knuckle" in tools["Shīmián"]
    say(blood_thinner="yes")
    assert all("knuckle" not in step["tool"] for step in session(PRACTICE.routines["RT_HEEL"])["steps"])


# ---- order, time and words


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.id)
def test_a_session_does_one_foot_after_the_other_and_takes_the_time_of_its_steps(say, routine):
    steps = session(routine)["steps"]
    turns = [step["side"] for step in steps if step["side"] in SIDES]
    assert turns == sorted(turns), "all of the left before all of the right"
    assert sum(step["seconds"] for step in steps) == routine.seconds()
    assert [step["n"] for step in steps] == list(range(1, len(steps) + 1))
    assert all(step["title"] and step["say"] for step in steps)


def test_what_is_done_first_and_last_stays_first_and_last(say):
    steps = session(PRACTICE.routines["RT_SLEEP"])["steps"]
    assert steps[-1]["title"] == "Calm breathing" and steps[0]["title"] == "Stroke"
    assert session(PRACTICE.routines["RT_HEAD"])["steps"][0]["seconds"] == NOT_TIMED


def test_exact_doses_reach_the_clock(say):
    steps = {(step["title"], step["side"]): step for step in session(PRACTICE.routines["RT_ANKLE"])["steps"]}
    kunlun, qiuxu = steps["BL60 Kūnlún", "left"], steps["GB40 Qiūxū", "left"]
    assert (kunlun["seconds"], kunlun["press_seconds"], kunlun["release_seconds"]) == (300, 30, 4)
    assert qiuxu["switch_seconds"] == 60


def test_a_session_tells_the_readers_own_centimetres_and_says_what_two_places_share_once(say):
    (step,) = [s for s in session(PRACTICE.routines["RT_HEEL"])["steps"] if "KI7" in s["title"] and s["side"] == "left"]
    assert step["where"].startswith("KI7 and KI8: ") and " cm above the bump of your inner ankle bone" in step["where"]
    small = Body(ATLAS.limb, Measurements(fingers={"thumb": 17.0}))
    assert sessions.where(ATLAS, small, step_of("RT_HEEL", "KI7", "KI8"), "left") != step["where"]


def test_another_measure_is_the_same_session_so_that_the_clock_runs_on(say):
    routine, small = PRACTICE.routines["RT_HEEL"], Body(ATLAS.limb, Measurements(fingers={"thumb": 17.0}))
    other = guided.session_of(ATLAS, small, PRACTICE, routine, guided.allowed(routine))
    assert other["id"] == session(routine)["id"] != session(routine, short=True)["id"]


def test_a_point_whose_code_is_its_name_is_named_once(say):
    assert sessions.subject_names(ATLAS, PRACTICE, step_of("RT_HEEL", "SHIMIAN")) == "Shīmián"
    assert sessions.subject_names(ATLAS, PRACTICE, step_of("RT_HEEL", "KI4", "KI5")) == "KI4 Dàzhōng with KI5 Shuǐquán"


# ---- the drawing


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.id)
def test_every_step_has_a_view_and_a_point_is_on_it(say, routine):
    order = sessions.in_order(guided.allowed(routine).steps)
    for n, one in enumerate(order, start=1):
        view = sessions.view_at(ATLAS, order, n)
        assert view in ATLAS.limb.views
        if one.step.layer == "point":
            assert any(view in sessions.views_of(ATLAS, code) for code in one.step.subjects), one.step.id


def test_two_places_are_shown_together_where_a_view_has_both():
    assert sessions.step_view(ATLAS, step_of("RT_HEEL", "LR3", "GB41")) == "foot_dorsum"
    assert sessions.step_view(ATLAS, step_of("RT_HEEL", "KI4", "KI5")) == "foot_medial"


def test_of_two_places_on_two_views_the_first_is_shown_unless_the_other_is_asked_for():
    step = step_of("RT_HEEL", "KI1", "LR3")
    assert sessions.step_view(ATLAS, step) == "foot_sole"
    assert sessions.step_view(ATLAS, step, "LR3") == "foot_dorsum"
    assert sessions.step_view(ATLAS, step, "SP6") == "foot_sole", "a place of another step is no answer"


def test_a_step_for_the_whole_foot_keeps_the_view_of_the_place_before_it(say):
    order = sessions.in_order(guided.allowed(PRACTICE.routines["RT_HEEL"]).steps)
    assert sessions.view_at(ATLAS, order, 1) == "foot_sole", "of the place after it when there is none before"
    assert sessions.view_at(ATLAS, order, 10) == sessions.view_at(ATLAS, order, 9) == "foot_lateral"


def test_a_zone_on_the_top_of_the_foot_is_looked_for_there():
    step = next(s for s in PRACTICE.routines["RT_FOOTMASSAGE"].steps if s.subjects == ("Z_TOE_TOPS",))
    assert sessions.step_view(ATLAS, step) == "foot_dorsum"


def whole() -> dict:
    return {"frame": [0.0, 0.0, 2.0, 1.0]}


def test_the_drawing_is_narrowed_to_a_square_round_the_place():
    narrowed = whole()
    zoom_to(narrowed, [(1.0, 0.5)], 0.2)
    assert narrowed["frame"][::2] == pytest.approx([0.8, 1.2])
    assert narrowed["frame"][1::2] == pytest.approx([0.3, 0.7])


def test_places_far_apart_are_both_in_sight_and_the_drawings_edge_is_kept():
    narrowed = whole()
    zoom_to(narrowed, [(0.1, 0.1), (1.1, 0.1)], 0.2)
    x0, x1 = narrowed["frame"][::2]
    assert x0 <= 0.1 - EDGE + 1e-9 or x0 == pytest.approx(0.0)
    assert x1 >= 1.1
    near_edge = whole()
    zoom_to(near_edge, [(0.05, 0.05)], 0.2)
    assert near_edge["frame"][::2] == pytest.approx([0.0, 0.4])
    assert near_edge["frame"][1::2] == pytest.approx([0.0, 0.4])


# ---- after it


def result(before: int | None, after: int | None, *seconds: float) -> dict:
    return {"before": before, "after": after, "pressed": [{"n": n, "seconds": s} for n, s in enumerate(seconds, 1)]}


THREE = {"steps": [{"n": 1, "seconds": 0}, {"n": 2, "seconds": 60}, {"n": 3, "seconds": 60}]}


def test_after_a_session_steps_without_a_clock_do_not_count():
    assert outcome(result(None, None, 0, 60, 12), THREE)[0] == "**You did 2 of 2 steps.**"
    assert outcome(result(None, None, 0, 0, 0), THREE)[0] == "**You ended before the first place.**"


@pytest.mark.parametrize("routine", ROUTINES, ids=lambda one: one.id)
def test_after_a_whole_session_every_step_with_a_clock_counts(say, routine):
    led = session(routine)
    timed = sum(step["seconds"] > 0 for step in led["steps"])
    told = outcome(result(6, 4, *(step["seconds"] for step in led["steps"])), led)
    assert told[0] == f"**You did {timed} of {timed} steps.**"


def test_a_worse_number_says_what_to_do_and_a_better_one_promises_nothing():
    assert "worse than before: press more lightly" in outcome(result(3, 5, 0, 60, 60), THREE)[1]
    for after in (0, 3):
        assert outcome(result(3, after, 0, 60, 60), THREE)[1].startswith("One session says little")
    assert len(outcome(result(None, 4, 0, 60, 60), THREE)) == 2
    assert "see a doctor" in outcome(result(3, 2, 0, 60, 60), THREE)[-1]


# ---- the page


def opened(routine: str = "", **answers: str) -> AppTest:
    app = open_app(**({"routine": routine} if routine else {}))
    return answered_no(go_to(app, "session"), **answers)


def clock_of(app: AppTest) -> list:
    return [one for one in app.get("bidi_component") if '"steps"' in one.proto.json]


def test_a_link_to_a_session_asks_the_questions_first():
    app = browser_says(go_to(open_app(routine="RT_HEEL"), "session"))
    assert says(app, "Tick what is true for you") and clock_of(app) == []
    assert len(clock_of(opened("RT_HEEL"))) == 1


def test_without_a_routine_all_are_offered():
    app = opened()
    offered = [button.label for button in app.button if str(button.key).startswith("start_")]
    assert len(offered) == len(ROUTINES) == 18 and "Sore heel · 22 minutes" in offered
    app.button(key="start_RT_HIP").click().run()
    assert len(clock_of(app)) == 1


def test_an_unknown_routine_gets_one_sentence_and_the_list():
    app = open_app(routine="RT_NOPE")
    assert [read(box.value) for box in app.warning] == ["There is no routine “RT_NOPE”; choose one here."]
    assert not app.exception and clock_of(opened("RT_NOPE")) == []


def test_a_session_that_must_not_begin_says_why_and_has_no_clock():
    app = opened("RT_PERIOD", pregnant="yes")
    assert says(app, "**This session is not for you now.**") and clock_of(app) == []


def test_a_sign_of_danger_takes_the_place_of_the_session():
    app = opened("RT_HEEL", swollen_leg="left")
    assert says(app, "Please do not press or massage now.") and clock_of(app) == []


def test_what_is_left_out_of_a_session_is_named():
    app = opened("RT_SLEEP", pregnant="yes")
    assert says(app, "SP6 Sānyīnjiāo (left): Not in pregnancy") and len(clock_of(app)) == 1


@pytest.mark.parametrize("side", ["right", "left"])
def test_the_drawing_of_a_zone_step_is_zoomed_to_the_whole_area_of_that_foot(side):
    drawing = ATLAS.limb.views["foot_sole"]
    x0, y0, x1, y1 = drawing.frame
    x0, x1 = (x0, x1) if side == "right" else (-x1, -x0)
    scene = {"frame": [x0, y0, x1, y1]}
    corners = zone_corners(["Z_HEEL"], "foot_sole", side)
    zoom_to(scene, corners, 0.3)
    left, low, right, high = scene["frame"]
    assert high - low < 0.7 < y1 - y0
    assert all(left < x < right and low < y < high for x, y in corners)


def test_a_zone_that_goes_round_the_edge_offers_each_of_its_views():
    assert zone_views(step_of("RT_BACK7", "Z_SCIATIC_BAND")) == ["foot_lateral", "foot_sole"]
    assert zone_views(step_of("RT_BACK7", "LR3")) == []


def test_both_ankles_at_once_come_before_the_last_strokes(say):
    steps = session(PRACTICE.routines["RT_ANKLE"])["steps"]
    both = next(number for number, step in enumerate(steps) if step["side"] == "both")
    assert steps[both + 1 :] and {step["title"] for step in steps[both + 1 :]} == {"Stroke"}
