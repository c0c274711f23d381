"""The reader's notebook on the page: whose it is, opened once, and every fault in one clear sentence.

    notebook = gate()          # a page of the notebook: None after the page has said why there is none
    notebook = quiet()         # other pages: None without a word
    with saving("Kept."):      # in a callback: what was kept, or why not, is shown by `told()` in the next run
        notebook.add(…)
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import datetime, tzinfo
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from notebook import Damaged, Notebook, NotebookError, NotebookOff, Place, StaleEntry, open_place, set_aside, whose
from notebook.backup import copies
from notebook.place import FOLDER_NAME, URL_NAME

PATIENCE_SECONDS = 10  # other pages do not try again sooner after a fault: a locked file takes seconds to refuse
TOLD = "nb_told"


# ---- opening


@st.cache_resource(show_spinner="Opening your notebook…")
def _place(url: str, folder: str) -> Place:
    """The notebook of this process. Everybody's rows may be in it; `Notebook` shows a person only their own."""
    return open_place()


_opened: dict[tuple[str, str], Place] = {}


@st.cache_resource(show_spinner=False)
def _faults() -> dict[tuple[str, str], tuple[float, NotebookError]]:
    """The last fault of opening, with its time."""
    return {}


def _where() -> tuple[str, str]:
    return os.environ.get(URL_NAME, ""), os.environ.get(FOLDER_NAME, "")


def signs_in() -> bool:
    """Whether signing in is set up (a part [auth] in Streamlit's secrets)."""
    return st.secrets.load_if_toml_exists() and "auth" in st.secrets


def owner() -> str:
    """The key of the person whose notebook this is. Raises NotebookOff."""
    ready, signed_in = signs_in(), None
    if ready and st.user.is_logged_in:
        signed_in = (str(st.user.get("iss", "")), str(st.user.get("sub", "")))
    return whose(os.environ, st.get_option("server.address"), st.context.headers, ready, signed_in)


def mine(patient: bool = True) -> Notebook:
    """The notebook of who looks at this page. Raises NotebookError.

    patient: try again at once after a fault; else only after a while.
    """
    key, where = owner(), _where()
    since, fault = _faults().get(where, (0.0, None))
    if fault is not None and not patient and time.monotonic() - since < PATIENCE_SECONDS:
        raise fault
    try:
        place = _place(*where)
    except NotebookError as error:
        _faults()[where] = (time.monotonic(), error)
        raise
    _faults().pop(where, None)
    _opened[where] = place
    return Notebook(place, key)


def quiet() -> Notebook | None:
    """The notebook, or None when there is none here or it cannot be opened now."""
    try:
        return mine(patient=False)
    except NotebookError:
        return None


def opened() -> Notebook | None:
    """The notebook, when it is open already: for drawings, which nothing may hold up."""
    place = _opened.get(_where())
    try:
        return Notebook(place, owner()) if place else None
    except NotebookOff:
        return None


def failed(error: NotebookError) -> None:
    """Remember a fault met outside the notebook's own pages, so that not every change runs into it again."""
    _opened.pop(_where(), None)
    _faults()[_where()] = (time.monotonic(), error)


def close() -> None:
    """Let go of the notebook's file; the next run opens it anew."""
    with suppress(NotebookError):
        _place(*_where()).close()
    _place.clear()
    _opened.clear()
    _faults().clear()


# ---- what the page says


def gate() -> Notebook | None:
    """For pages of the notebook: it, or None after saying why there is none and what helps."""
    try:
        return mine()
    except NotebookOff as off:
        st.info(str(off))
        if off.reason == "sign_in":
            st.button("Sign in", key="nb_sign_in", type="primary", on_click=st.login)
    except NotebookError as error:
        say(error)
    return None


def say(error: NotebookError) -> None:
    """A fault of the whole notebook: its sentence, and what can be done."""
    st.error(_plain(str(error)))
    if isinstance(error, Damaged):
        found = copies(error.path.parent / "backups")
        if found:
            st.markdown("There is a dated copy from before. This command brings it back; the damaged file is kept:")
            st.code(f'python -m notebook restore "{found[0]}"', language=None, wrap_lines=True)
        st.button(
            "Set the damaged file aside and begin a fresh notebook",
            key="nb_set_aside",
            on_click=_set_aside,
            args=(error,),
        )
    else:
        st.button("Try again", key="nb_again")


def _set_aside(error: Damaged) -> None:
    close()
    try:
        kept = set_aside(error.path)
    except OSError as reason:
        tell("error", f"The damaged file could not be renamed: {reason.strerror}.")
        return
    tell("success", f"A fresh notebook was begun. The damaged file is kept as {kept}.")


@contextmanager
def saving(done: str = "") -> Iterator[None]:
    """Around a change in a callback: tells `done`, or in one sentence why nothing was kept."""
    try:
        yield
    except StaleEntry as stale:
        tell("warning", str(stale))
    except NotebookError as error:
        if isinstance(error, Damaged):
            close()
        tell("error", str(error))
    else:
        if done:
            tell("success", done)


def tell(kind: str, sentence: str) -> None:
    """Remember a sentence for the next run: kind is "success", "warning" or "error"."""
    st.session_state[TOLD] = (kind, sentence)


def told() -> None:
    """Show what was told, once."""
    kind, sentence = st.session_state.pop(TOLD, ("", ""))
    if kind:
        {"success": st.success, "warning": st.warning, "error": st.error}[kind](_plain(sentence))


def _plain(sentence: str) -> str:
    """A sentence that may hold a path or typed words, as Markdown that shows exactly that."""
    return "".join(f"\\{sign}" if sign in "\\`*_{}[]()<>#~$|!" else sign for sign in sentence)


# ---- small things every part needs


def zone() -> tzinfo:
    """The reader's time zone, as the browser says; else this computer's."""
    try:
        return ZoneInfo(st.context.timezone or "")
    except (ValueError, KeyError, OSError):
        return datetime.now().astimezone().tzinfo  # type: ignore[return-value]


def now() -> datetime:
    """This moment by the reader's clock, in whole minutes."""
    return datetime.now(zone()).replace(second=0, microsecond=0)


def start_with(values: dict[str, Any]) -> None:
    """Give remembered things their first value."""
    for key, value in values.items():
        st.session_state.setdefault(key, value)
