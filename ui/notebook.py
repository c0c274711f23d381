"""The reader's notebook on the page: whose it is, opened once, and every fault in one clear sentence.

notebook = gate()          # a page of the notebook: None after the page has said why there is none
notebook = opened()        # other pages: None without a word, and without waiting
with saving("Kept."):      # in a callback: what was kept, or why not, is shown by `told()` in the next run
    notebook.add(…)
"""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager, nullcontext, suppress
from datetime import datetime, tzinfo
from pathlib import Path
from threading import Lock, Thread
from typing import Any
from zoneinfo import ZoneInfo

import streamlit as st

from content.words import word
from notebook import (
    Damaged,
    Database,
    Notebook,
    NotebookError,
    NotebookOff,
    StaleEntry,
    open_database,
    set_aside,
    whose,
)
from notebook.backup import copies
from notebook.database import FOLDER_NAME, URL_NAME
from ui.text import plain

PATIENCE_SECONDS = 10  # other pages do not try again sooner after a fault
MOMENT_SECONDS = 0.4  # opening takes a tenth of a second; a locked file takes seconds to refuse
TOLD = "nb_told"


# ---- opening

_databases: dict[tuple[str, str], Database] = {}  # everybody's rows may be in it; `Notebook` shows a person their own
_faults: dict[tuple[str, str], tuple[float, NotebookError]] = {}  # the last fault, with its time
_behind: dict[tuple[str, str], Thread] = {}  # what opens it while pages are drawn
_turn = Lock()


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
    return whose(
        os.environ, st.get_option("server.address"), st.context.headers, st.context.ip_address, ready, signed_in
    )


def _open(where: tuple[str, str]) -> Database:
    """Opened once in a process. Raises NotebookError, which is remembered."""
    url, folder = where
    with _turn:
        try:
            database = _databases.get(where) or open_database(url or None, Path(folder) if folder else None)
        except NotebookError as error:
            _faults[where] = (time.monotonic(), error)
            raise
        _databases[where] = database
        _faults.pop(where, None)
        return database


def mine() -> Notebook:
    """The notebook of who looks at this page, after waiting for it if need be. Raises NotebookError."""
    key = owner()
    return Notebook(_open(_where()), key)


def opened() -> Notebook | None:
    """The notebook, when it is open already and was sound when last asked: for pages that nothing may hold up."""
    where = _where()
    database = None if where in _faults else _databases.get(where)
    try:
        return Notebook(database, owner()) if database else None
    except NotebookOff:
        return None


def open_behind() -> Notebook | None:
    """Open the notebook beside the page; it, when that took but a moment. A file that does not answer is tried again
    after a while, and holds up nothing but its own thread."""
    where, now = _where(), time.monotonic()
    if where in _behind and _behind[where].is_alive():
        return None
    if where in _faults and now - _faults[where][0] < PATIENCE_SECONDS:
        return None
    try:
        key = owner()
    except NotebookOff:
        return None

    def work() -> None:
        with suppress(NotebookError):
            database = _open(where)
            try:
                Notebook(database, key).favourites()  # a server may be gone since
            except NotebookError as error:
                _faults[where] = (time.monotonic(), error)

    _behind[where] = Thread(target=work, name="opens the notebook", daemon=True)
    _behind[where].start()
    _behind[where].join(MOMENT_SECONDS)
    return opened()


def failed(error: NotebookError) -> None:
    """Remember a fault met outside the notebook's own pages, so that not every change runs into it again."""
    _faults[_where()] = (time.monotonic(), error)


def fault() -> NotebookError | None:
    """Why the notebook of this person cannot be used now; None where there is none, or nothing is wrong."""
    found = _faults.get(_where())
    try:
        return found[1] if found and owner() else None
    except NotebookOff:
        return None


def close() -> None:
    """Let go of the notebook's file; the next run opens it anew."""
    with _turn:
        for database in _databases.values():
            database.close()
        _databases.clear()
        _faults.clear()


# ---- what the page says


def gate() -> Notebook | None:
    """For pages of the notebook: it, or None after saying why there is none and what helps."""
    try:
        with st.spinner(word("notebook.opening")) if _where() not in _databases else nullcontext():
            return mine()
    except NotebookOff as off:
        st.info(plain(str(off)))
        if off.reason == "sign_in":
            st.button(word("notebook.sign_in"), key="nb_sign_in", type="primary", on_click=st.login)
    except NotebookError as error:
        say(error)
    return None


def say(error: NotebookError) -> None:
    """A fault of the whole notebook: its sentence, and what can be done."""
    st.error(plain(str(error)))
    if isinstance(error, Damaged):
        found = copies(error.path.parent / "backups")
        if found:
            st.markdown(word("notebook.dated_copy"))
            st.code(f'python -m notebook restore "{found[0]}"', language=None, wrap_lines=True)
        st.button(
            word("notebook.set_aside"),
            key="nb_set_aside",
            on_click=_set_aside,
            args=(error,),
        )
    else:
        st.button(word("notebook.try_again"), key="nb_again")


def _set_aside(error: Damaged) -> None:
    close()
    try:
        kept = set_aside(error.path)
    except OSError as reason:
        tell("error", word("notebook.not_renamed", reason=reason.strerror))
        return
    tell("success", word("notebook.begun", file=kept))


@contextmanager
def saving(done: str = "", at: str = "") -> Iterator[None]:
    """Around a change in a callback: tells `done`, or in one sentence why nothing was kept; `at`: see `tell`."""
    try:
        yield
    except StaleEntry as stale:
        tell("warning", str(stale), at)
    except NotebookError as error:
        if isinstance(error, Damaged):
            close()
        tell("error", str(error), at)
    else:
        if done:
            tell("success", done, at)


def tell(kind: str, sentence: str, at: str = "") -> None:
    """Remember a sentence for the next run: kind is "success", "warning" or "error"; `at` names its place on a long
    page, so that it stands where the reader is."""
    st.session_state[TOLD] = (kind, sentence, at)


def told(at: str = "") -> None:
    """Show what was told for this place, once."""
    kind, sentence, place = st.session_state.get(TOLD) or ("", "", "")
    if kind and place == at:
        del st.session_state[TOLD]
        {"success": st.success, "warning": st.warning, "error": st.error}[kind](plain(sentence))


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
