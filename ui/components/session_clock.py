"""The clock of a guided session: it leads through the steps of a routine, in the browser, and tells what was done.

Time runs in the browser and nowhere else; a new run of the page with the same session leaves the clock alone. The page
hears two things: which step is on, so that the drawing can turn to its place, and at the end what was done.

A session is a dict that the browser gets as it is:
    id       names this session, a hash of everything that went into it; with another id the clock begins anew
    title    what the reader chose
    steps    in order, every side on its own: {
        n               its own number in this session; no two steps share one
        title, say      the place's name and what to do
        side            "left", "right", "both" or "none"
        seconds         what the clock counts; 0 for a step that waits until the reader goes on
        where, technique, tool, other_way, care (a list), together (bool)    may be missing
        pressure, strength      the level to go up to, 0 to 5, and how hard in words; both or none
        press_seconds, release_seconds      both or none: press so long, let go so long, and again
        switch_seconds                      light and firm in turn, each so long }
    length   how long it takes, in words; may be missing
    breath   whether the breath pace is on at first
    pictures    by the name in `technique`, then by side ("right", "left"): {"moving", "still": addresses, "alt": its
                text}; may be missing; what is done to both sides or to none is drawn as on the right
    ready    seconds before each step for the hands to move there; may be missing
"""

import os
from collections.abc import Callable
from datetime import datetime
from math import isfinite
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from content.session_time import READY_SECONDS
from web.scripts import one_module, text_of

SPEED = "CUN_ATLAS_CLOCK_SPEED"  # in the environment: how many seconds of a session pass in one second, for tests
SIDES = ("left", "right", "both", "none")
SCORES = range(11)
CYCLES = ("press_seconds", "release_seconds", "switch_seconds")
Session = dict[str, Any]
Step = dict[str, Any]

SCRIPT = "clock/session_clock.js"

_mount = component(
    "cun_session_clock",
    html=text_of("clock/session_clock.html"),
    css=text_of("clock/session_clock.css"),
    js=one_module(SCRIPT),
    isolate_styles=False,
)


def session_clock(
    key: str, session: Session, on_step: Callable[[int], None], on_done: Callable[[dict[str, Any]], None]
) -> None:
    """Draw the clock.

    on_step: called with the `n` of the step that is on, when it changes and after a reload.
    on_done: called once a session with {"before", "after": 0 to 10 or None, "pressed": [{"n", "seconds"}] for every
        step, "started", "ended": ISO times by the reader's clock}.
    Both are called before the next run.

    Raises ValueError when the session is not as described above.
    """
    check(session)
    data = {"ready": READY_SECONDS, "breath": False, "title": "", "speed": speed(), **session}

    def stepped() -> None:
        n = step_from_browser(st.session_state[key].get("step"), session)
        if n is not None:
            on_step(n)

    def done() -> None:
        result = done_from_browser(st.session_state[key].get("done"), session)
        if result is not None:
            on_done(result)

    heard = _mount(key=key, data=data, on_step_change=stepped, on_done_change=done)
    if f"{key}_began" not in st.session_state:  # a clock that ran already, after a gap: nothing tells of a change
        st.session_state[f"{key}_began"] = True
        if heard.get("step"):
            stepped()
        if heard.get("done"):
            done()


def whole_seconds(session: Session) -> float:
    """How long the clock runs when nothing is paused or skipped, the time for moving the hands included."""
    ready = session.get("ready", READY_SECONDS)
    return sum(ready + step["seconds"] for step in session["steps"])


def speed() -> float:
    """From the environment; 1 when nothing, or nothing sensible, is written there."""
    try:
        value = float(os.environ.get(SPEED, ""))
    except ValueError:
        return 1.0
    return value if isfinite(value) and value > 0 else 1.0


def check(session: Session) -> None:
    """Raises ValueError with what is wrong with a session."""
    if not session.get("id") or not session.get("steps"):
        raise ValueError("a session needs an id and at least one step")
    numbers = [step["n"] for step in session["steps"]]
    if len(set(numbers)) < len(numbers):
        raise ValueError(f"the steps of a session need numbers of their own; they are {numbers}")
    for step in session["steps"]:
        if wrong := _wrong_with(step):
            raise ValueError(f"step {step['n']} of session {session['id']!r}: {wrong}")


def _wrong_with(step: Step) -> str:
    """What is wrong, or nothing."""
    if step["side"] not in SIDES:
        return f"side {step['side']!r} is none of {', '.join(SIDES)}"
    if not 0 <= step["seconds"] <= 3600:
        return f"{step['seconds']} seconds; a step has 0 to 3600"
    if step.get("pressure") not in (None, *range(6)):
        return f"pressure {step['pressure']!r} is no level from 0 to 5"
    press, release, switch = (step.get(name) for name in CYCLES)
    if any(value is not None and value < 1 for value in (press, release, switch)):
        return f"{', '.join(CYCLES)} are at least 1 second, or None"
    if (step.get("pressure") is None) != (not step.get("strength")):
        return "pressure and strength belong together"
    return "press_seconds and release_seconds belong together" if (press is None) != (release is None) else ""


# ---- what the browser says; our own page never sends anything else


def step_from_browser(value: Any, session: Session) -> int | None:
    """The n in {"id": …, "n": 3}, when it is a step of this session."""
    if not isinstance(value, dict) or value.get("id") != session["id"]:
        return None
    return next((step["n"] for step in session["steps"] if step["n"] == value.get("n")), None)


def done_from_browser(value: Any, session: Session) -> dict[str, Any] | None:
    """What `on_done` is called with, or None when the browser told nothing, or something else."""
    if not isinstance(value, dict) or value.get("id") != session["id"]:
        return None
    scores = {name: value.get(name) for name in ("before", "after")}
    times = {name: value.get(name) for name in ("started", "ended")}
    told, numbers = value.get("pressed"), [step["n"] for step in session["steps"]]
    if not isinstance(told, list) or not all(isinstance(one, dict) for one in told):
        return None
    if [one.get("n") for one in told] != numbers or not all(_is_time(one.get("seconds")) for one in told):
        return None
    if not all(score is None or (_is_number(score) and score in SCORES) for score in scores.values()):
        return None
    if not all(isinstance(time, str) and _is_iso(time) for time in times.values()):
        return None
    return {**scores, "pressed": [{"n": one["n"], "seconds": float(one["seconds"])} for one in told], **times}


def _is_number(value: Any) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _is_time(value: Any) -> bool:
    return _is_number(value) and 0 <= value < 86_400


def _is_iso(text: str) -> bool:
    try:
        return datetime.fromisoformat(text).tzinfo is not None
    except ValueError:
        return False
