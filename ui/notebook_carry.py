"""Out and in: download everything, a page for a doctor, take a file in, go back to a copy, delete everything."""

from __future__ import annotations

from datetime import date, timedelta
from functools import partial

import streamlit as st

from notebook import (
    MAX_BYTES,
    Copy,
    Notebook,
    NotebookError,
    carry_in,
    copies,
    plan_import,
    put_back,
    restore,
    to_csv,
    to_json,
)
from ui import notebook_words as words
from ui.notebook import close, saving, start_with, tell, told
from ui.notebook import now as moment
from ui.notebook_doctor import doctor_html

SURE = "delete everything"
PERIODS = {28: "4 weeks", 91: "3 months", 182: "6 months", 365: "a year"}
WHY = {
    "before-import": "before a file was taken in",
    "before-restore": "before going back to a copy",
}


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
    st.subheader("Download my data", anchor=False)
    counts = notebook.counts()
    entries = sum(counts[kind] for kind in ("session", "tender_spot", "note"))
    st.markdown(
        f"Your notebook holds {entries} {'entry' if entries == 1 else 'entries'}. The complete file has everything and "
        "can be taken in on another computer. The table opens in a spreadsheet."
    )
    day = moment().date().isoformat()
    with st.container(horizontal=True):
        st.download_button(
            "Download my data (complete, .json)", partial(to_json, notebook), f"cun-atlas-notebook-{day}.json",
            "application/json", key="nb_json", on_click="ignore", type="primary",
        )  # fmt: skip
        st.download_button(
            "Table (.csv)", partial(to_csv, notebook), f"cun-atlas-notebook-{day}.csv", "text/csv", key="nb_csv",
            on_click="ignore",
        )  # fmt: skip


def _doctor(notebook: Notebook) -> None:
    st.subheader("A page for my doctor", anchor=False)
    st.markdown("What you noted, on one or two pages, without names. Open the file and print it, or save it as a PDF.")
    with st.container(horizontal=True, vertical_alignment="bottom"):
        st.selectbox(
            "Period", list(PERIODS), key="nb_period", format_func=lambda days: f"the last {PERIODS[days].lstrip('a ')}",
            width=200, persist_state="session",
        )  # fmt: skip
        until = moment().date()
        since = until - timedelta(days=st.session_state["nb_period"] - 1)
        st.download_button(
            "Page to print (.html)", partial(_page, notebook, since, until), f"my-notes-{until.isoformat()}.html",
            "text/html", key="nb_doctor", on_click="ignore",
        )  # fmt: skip


def _page(notebook: Notebook, since: date, until: date) -> bytes:
    return doctor_html(notebook, since, until).encode()


# ---- in


def _in(notebook: Notebook) -> None:
    now = st.session_state
    st.subheader("Take a file in", anchor=False)
    st.markdown("The complete file of another computer joins what is here. Nothing is doubled. You see first what will "
                "happen.")  # fmt: skip
    found = st.file_uploader(
        "The .json file that “Download my data” made", type="json", key=f"nb_file_{now['nb_file']}",
        max_upload_size=MAX_BYTES // 1_000_000,
    )  # fmt: skip
    told("in")
    if found is None:
        now["nb_plan"] = None
        return
    if now["nb_plan"] is None or now["nb_plan"][0] != found.file_id:
        try:
            now["nb_plan"] = (found.file_id, plan_import(notebook, found.getvalue()))
        except NotebookError as error:
            tell("error", str(error), "in")
            told("in")
            return
    plan = now["nb_plan"][1]
    with st.container(border=True, key="nb_plan_box"):
        st.markdown("**What this file would do**" if plan.ok else "**This file cannot be taken in**")
        for sentence in plan.sentences():
            st.text(sentence)  # it may quote the file
        if not plan.ok:
            return
        if plan.deleted_here:
            st.toggle("Bring back what I deleted here", key="nb_bring_back")
        if plan.changes or plan.deleted_here:
            st.button("Take it in", key="nb_take_in", type="primary", on_click=_take_in, args=(notebook,))
            st.markdown("A dated copy of your notebook is made first. All of it is taken in, or nothing.")
        st.button("Leave it", key="nb_leave_file", on_click=_next_file)


def _take_in(notebook: Notebook) -> None:
    now = st.session_state
    with saving(at="in"):
        done = carry_in(notebook, now["nb_plan"][1], bring_back_deleted=bool(now.get("nb_bring_back")))
        copy = f" The copy from before is {done.copy}." if done.copy else ""
        tell("success", f"Taken in: {done.added} new, {done.replaced} replaced.{copy}", "in")
        _next_file()


def _next_file() -> None:
    st.session_state.update({"nb_plan": None, "nb_file": st.session_state["nb_file"] + 1})


# ---- copies


def _copies(notebook: Notebook) -> None:
    told("copies")
    window = st.expander("Dated copies", key="nb_copies", on_change="rerun")
    if not window.open:
        return
    with window:
        found = copies(notebook)
        if not found:
            st.markdown("There is none yet. One is made before every file that is taken in and before every update.")
            return
        if notebook.place.path is not None:
            st.markdown("They lie here:")
            st.code(str(notebook.place.backups), language=None, wrap_lines=True)
        names = [f"{words.short_day(one.made.date())}, {one.made:%H:%M}, {WHY.get(one.why, one.why)}" for one in found]
        at = st.selectbox("Copy", range(len(found)), key="nb_copy", format_func=names.__getitem__)
        st.markdown("Going back puts the whole notebook as it was then. Today's state is copied first.")
        st.button("Go back to this copy", key="nb_go_back", on_click=_go_back, args=(notebook, found[at]))


def _go_back(notebook: Notebook, copy: Copy) -> None:
    with saving(f"Your notebook is as it was on {words.short_day(copy.made.date())}, {copy.made:%H:%M}.", "copies"):
        if copy.path is None or notebook.place.path is None:
            put_back(notebook, copy)
        else:
            notebook.place.close()
            restore(copy.path, notebook.place.path)
            close()


# ---- delete everything


def _delete(notebook: Notebook) -> None:
    told("delete")
    window = st.expander("Delete everything of mine", key="nb_delete_all", on_change="rerun")
    if not window.open:
        return
    with window:
        st.markdown(
            "Every entry, what could be brought back, your places, favourites and plans, and what dated copies hold of "
            "them. **This cannot be undone.** Download your data first if you may want it again."
        )
        st.text_input(f"To go on, type: {SURE}", key="nb_sure", max_chars=40)
        st.button("Delete everything of mine", key="nb_delete_now", on_click=_delete_all, args=(notebook,))


def _delete_all(notebook: Notebook) -> None:
    now = st.session_state
    if now["nb_sure"].strip().lower() != SURE:
        tell("warning", f"Nothing was deleted. To delete everything, type “{SURE}” in the box.", "delete")
        return
    with saving(at="delete"):
        removed = notebook.delete_everything()
        left = ", ".join(str(path) for path in removed.left)
        tell(
            "warning" if left else "success",
            f"Deleted for good: {removed.records} records, and {removed.copies} copies deleted or cleaned."
            + (f" These damaged files may still hold something; delete them yourself: {left}." if left else ""),
            "delete",
        )
        for key in [key for key in now if str(key).startswith("nb_") and key not in ("nb_told", "nb_part", "nb_file")]:
            del now[key]
