"""What this atlas is and is not, said once above the drawing. It covers nothing and goes after "I have read this".

The browser remembers that it was read. Until it has answered nothing is shown, so that nothing flashes up for those who
have read it.
"""

from __future__ import annotations

from pathlib import Path

import streamlit as st
from streamlit.components.v2 import component

VERSION = "1"  # another one brings the notice back for everybody, after a change of what it says
IS = "This atlas is for learning and for a quiet moment: it shows where traditional points lie on your foot and leg."
IS_NOT = "It finds no illness, promises no cure and takes the place of no doctor."
CARE = (
    "If you are pregnant, ill, hurt, or have a swollen leg or numb feet, look at **Care first** before you press "
    "anything. Stop if it hurts, tingles or goes numb."
)
START = {"notice_read": None, "notice_keep": False}  # read: None until the browser has answered

_mount = component(
    "cun_notice",
    html='<div class="cun-notice" hidden></div>',
    js=(Path(__file__).parent / "notice.js").read_text(encoding="utf-8"),
    isolate_styles=False,
)


def show(care_first: str = "") -> None:
    """Draw the notice, unless this browser says that it was read.

    care_first: one more sentence, such as a link to the page of care questions.
    """
    now = st.session_state
    for key, value in START.items():
        now.setdefault(key, value)
    if now["notice_read"] and not now["notice_keep"]:
        return  # read on another day: nothing more to ask the browser
    with st.container(key="notice_memory"):
        data = {"version": VERSION, "heard": now["notice_read"], "keep": now["notice_keep"]}
        _mount(key="notice_store", data=data, on_read_change=_heard)
    if now["notice_read"] is not False:
        return
    with st.container(key="notice", border=True):
        st.markdown(" ".join(filter(None, (f"**{IS}** {IS_NOT} {CARE}", care_first))))
        st.button("I have read this", key="notice_button", on_click=_read)


def _heard() -> None:
    """The browser says whether the notice was read; once read on this page, it stays read."""
    now = st.session_state
    answer = now["notice_store"].get("read")
    if isinstance(answer, bool):
        now["notice_read"] = bool(now["notice_read"]) or answer


def _read() -> None:
    st.session_state["notice_read"] = st.session_state["notice_keep"] = True
