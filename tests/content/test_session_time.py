"""How long a session takes: the same minutes on its card, its clock, its handout, in the lists and in the notebook."""

import re

import pytest
from care_helpers import ALL_NO

from content.handouts import handout_of_routine
from content.pressing import whole_minutes
from content.session_time import all_steps, session_minutes, session_seconds
from coords.body import Body
from coords.cun import Measurements
from coords.side import SIDES
from data import load_atlas
from data.care.decision import decide, load_care
from data.practice import load_practice
from ui import care
from ui.cards import guided
from ui.components.session_clock import whole_seconds

ATLAS, PRACTICE, TABLE = load_atlas(), load_practice(), load_care()
READER = Body(ATLAS.limb, Measurements())
ONE_LEG = [(name, side) for name, question in TABLE.questions.items() for side in SIDES if side in question.answers]
ANSWERS = [{}, *({name: side} for name, side in ONE_LEG)]


@pytest.mark.parametrize("answers", ANSWERS, ids=str)
def test_card_clock_and_handout_of_every_routine_tell_the_same_minutes(monkeypatch, answers):
    decision = decide(TABLE, ALL_NO | answers)
    monkeypatch.setattr(care, "decision", lambda: decision)
    for routine in PRACTICE.routines.values():
        for short in (False, True):
            done = guided.allowed(routine, short)
            if done.blocked_by:
                continue
            card = session_minutes(done.steps)
            clock = guided.session_of(ATLAS, READER, PRACTICE, routine, done)
            assert clock["length"] == card == whole_minutes(round(whole_seconds(clock))), (routine.id, short)
            handout = handout_of_routine(ATLAS, PRACTICE, READER, routine, done, short=short)
            assert re.findall(r"(\d+ minutes?) in all\.", handout.intro) == [card], (routine.id, short)


@pytest.mark.parametrize("short", [False, True])
def test_without_any_answer_a_handout_tells_the_minutes_of_every_step(short):
    for routine in PRACTICE.routines.values():
        intro = handout_of_routine(ATLAS, PRACTICE, READER, routine, short=short).intro
        assert f"{session_minutes(all_steps(routine, short))} in all." in intro


def test_the_heel_takes_twenty_minutes_of_pressing_and_the_way_to_twenty_places():
    heel = PRACTICE.routines["RT_HEEL"]
    assert heel.seconds() == 1200 and len(all_steps(heel)) == 20
    assert session_seconds(all_steps(heel)) == 1300 and session_minutes(all_steps(heel)) == "22 minutes"
    assert session_seconds(one for one in all_steps(heel) if one.side != "right") < 1300
