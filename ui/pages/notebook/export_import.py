"""Out and in: download everything, a page for a doctor, take a file in, go back to a copy, delete everything."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial
from typing import Any

import streamlit as st

from content.words import word
from notebook import (
    MAX_BYTES,
    Copy,
    ImportPlan,
    Notebook,
    NotebookError,
    copies,
    import_planned,
    plan_import,
    plan_table,
    put_back,
    restore,
    table_file,
    to_csv,
    to_json,
)
from notebook.table_file import Columns
from ui.components.browser_store import visit
from ui.notebook import close, saving, start_with, tell, told, zone
from ui.notebook import now as moment
from ui.pages.notebook import words
from ui.pages.notebook.doctor import doctor_html

PERIODS = (28, 91, 182, 365)  # days
WHY = ("before-import", "before-restore")


def show(notebook: Notebook) -> None:
    """Draw the page's part."""
    start_with({"nb_file": 0, "nb_plan": None, "nb_sure": "", "nb_bring_back": False, "nb_period": 91})
    told()
    _out(notebook)
    _doctor(notebook)
    _in(notebook)
    _copies(notebook)
    _delete(notebook)


# ---- out


def _out(notebook: Notebook) -> None:
    st.subheader(word("export_import.out"), anchor=False)
    counts = notebook.counts()
    entries = sum(counts[kind] for kind in ("session", "tender_spot", "note"))
    st.markdown(word("export_import.out_say", entries=words.entries(entries)))
    day = moment().date().isoformat()
    with st.container(horizontal=True):
        st.download_button(
            word("export_import.json"), partial(to_json, notebook), f"cun-atlas-notebook-{day}.json",
            "application/json", key="nb_json", on_click="ignore", type="primary",
        )  # fmt: skip
        st.download_button(
            word("export_import.csv"),
            partial(to_csv, notebook),
            f"cun-atlas-notebook-{day}.csv",
            "text/csv",
            key="nb_csv",
            on_click="ignore",
        )


def _doctor(notebook: Notebook) -> None:
    st.subheader(word("export_import.doctor"), anchor=False)
    st.markdown(word("export_import.doctor_say"))
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            word("export_import.period"),
            PERIODS,
            key="nb_period",
            format_func=lambda days: word(f"export_import.last_{days}"),
            width=200,
            persist_state="session",
            filter_mode="contains",
        )
        until = moment().date()
        since = until - timedelta(days=st.session_state["nb_period"] - 1)
        st.download_button(
            word("export_import.html"), partial(_page, notebook, since, until), f"my-notes-{until.isoformat()}.html",
            "text/html", key="nb_doctor", on_click="ignore",
        )  # fmt: skip


def _page(notebook: Notebook, since: date, until: date) -> bytes:
    return doctor_html(notebook, since, until).encode()


# ---- in


def _in(notebook: Notebook) -> None:
    now = st.session_state
    st.subheader(word("export_import.in"), anchor=False)
    st.markdown(word("export_import.in_say"))
    found = st.file_uploader(
        word("export_import.file"), type=["json", "csv"], key=f"nb_file_{now['nb_file']}_{visit()}",
        max_upload_size=MAX_BYTES // 1_000_000,
    )  # fmt: skip
    told("in")
    if found is None:
        now["nb_plan"] = None
        return
    try:
        columns = _columns(found.getvalue()) if found.name.lower().endswith(".csv") else None
        if now["nb_plan"] is None or now["nb_plan"][0] != (found.file_id, columns):
            now["nb_plan"] = ((found.file_id, columns), _plan(notebook, found, columns))
    except NotebookError as error:
        tell("error", str(error), "in")
        told("in")
        return
    plan = now["nb_plan"][1]
    with st.container(border=True, key="nb_plan_box"):
        st.markdown(word("export_import.would_do" if plan.ok else "export_import.cannot"))
        for sentence in plan.sentences():
            st.text(sentence)  # it may quote the file
        if not plan.ok:
            return
        if plan.deleted_here:
            st.toggle(word("export_import.bring_back"), key="nb_bring_back")
        if plan.changes or plan.deleted_here:
            st.button(
                word("export_import.take_in"), key="nb_take_in", type="primary", on_click=_take_in, args=(notebook,)
            )
            st.markdown(word("export_import.take_in_say"))
        st.button(word("export_import.leave"), key="nb_leave_file", on_click=_next_file)


def _plan(notebook: Notebook, file: Any, columns: Columns | None) -> ImportPlan:
    if file.name.lower().endswith(".csv"):
        return plan_table(notebook, file.getvalue(), zone(), columns)
    return plan_import(notebook, file.getvalue())


def _columns(table: bytes) -> Columns | None:
    """Which columns of another app's table hold what, as the reader says it; None for a table of this atlas."""
    names, found = table_file.lines(table)
    if table_file.is_ours(names):
        return None
    guess = table_file.guessed(names, found)
    st.markdown(word("export_import.columns"))
    with st.container(horizontal=True):
        chosen = {part: _column(part, names, getattr(guess, part)) for part in ("day", "time", "score", "note")}
    order = st.segmented_control(
        word("export_import.order"), table_file.ORDERS, default=guess.order, required=True, key="nb_column_order",
        format_func=lambda order: word(f"export_import.order_{order.split()[0]}"),
    )  # fmt: skip
    return Columns(**chosen, order=order)


def _column(part: str, names: list[str], guess: str) -> str:
    options = names if part == "day" else ["", *names]
    return st.selectbox(
        word(f"export_import.column_{part}"), options, index=options.index(guess), key=f"nb_column_{part}", width=200,
        format_func=lambda name: name or word("export_import.no_column"), filter_mode="contains",
    )  # fmt: skip


def _take_in(notebook: Notebook) -> None:
    now = st.session_state
    with saving(at="in"):
        done = import_planned(notebook, now["nb_plan"][1], restore_deleted=bool(now.get("nb_bring_back")))
        counts = {"added": done.added, "replaced": done.replaced}
        said = (
            word("export_import.taken_in_copy", copy=done.copy, **counts)
            if done.copy
            else word("export_import.taken_in", **counts)
        )
        tell("success", said, "in")
        _next_file()


def _next_file() -> None:
    st.session_state.update({"nb_plan": None, "nb_file": st.session_state["nb_file"] + 1})


# ---- copies


def _copies(notebook: Notebook) -> None:
    told("copies")
    window = st.expander(word("export_import.copies"), key="nb_copies", on_change="rerun")
    if not window.open:
        return
    with window:
        found = copies(notebook)
        if not found:
            st.markdown(word("export_import.no_copy"))
            return
        if notebook.database.path is not None:
            st.markdown(word("export_import.copies_at"))
            st.code(str(notebook.database.backups), language=None, wrap_lines=True)
        names = [
            word("export_import.copy_name", moment=words.short_moment(one.made), why=_why(one.why)) for one in found
        ]
        at = st.selectbox(
            word("export_import.copy"),
            range(len(found)),
            key="nb_copy",
            format_func=names.__getitem__,
            filter_mode="contains",
        )
        st.markdown(word("export_import.go_back_say"))
        st.button(word("export_import.go_back"), key="nb_go_back", on_click=_go_back, args=(notebook, found[at]))


def _why(name: str) -> str:
    """Why a copy was made; as its file says it when no word is known."""
    return word(f"export_import.why_{name}") if name in WHY else name


def _go_back(notebook: Notebook, copy: Copy) -> None:
    with saving(word("export_import.gone_back", moment=words.short_moment(copy.made)), "copies"):
        if copy.path is None or notebook.database.path is None:
            put_back(notebook, copy)
        else:
            notebook.database.close()
            restore(copy.path, notebook.database.path)
            close()


# ---- delete everything


def _delete(notebook: Notebook) -> None:
    told("delete")
    window = st.expander(word("export_import.delete"), key="nb_delete_all", on_change="rerun")
    if not window.open:
        return
    with window:
        st.markdown(word("export_import.delete_say"))
        if notebook.database.path is None:
            st.markdown(word("export_import.delete_host"))
        st.text_input(word("export_import.type_sure", sure=word("export_import.sure")), key="nb_sure", max_chars=40)
        st.button(word("export_import.delete"), key="nb_delete_now", on_click=_delete_all, args=(notebook,))


def _delete_all(notebook: Notebook) -> None:
    now = st.session_state
    if now["nb_sure"].strip().lower() != word("export_import.sure"):
        tell("warning", word("export_import.not_deleted", sure=word("export_import.sure")), "delete")
        return
    with saving(at="delete"):
        removed = notebook.delete_everything()
        left = ", ".join(str(path) for path in removed.left)
        counts = {"records": removed.records, "copies": removed.copies}
        tell(
            "warning" if left else "success",
            word("export_import.deleted_left", files=left, **counts)
            if left
            else word("export_import.deleted", **counts),
            "delete",
        )
        for key in [key for key in now if str(key).startswith("nb_") and key not in ("nb_told", "nb_part", "nb_file")]:
            del now[key]
