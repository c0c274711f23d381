"""The calendar of a month and the list of entries: search and filter, change, delete and bring back."""

from __future__ import annotations

from calendar import monthrange
from datetime import date, timedelta

import streamlit as st

from content.words import word
from notebook import Day, EntriesPage, Find, Notebook
from notebook.values import Entry, Note
from ui.notebook import now as moment
from ui.notebook import saving, start_with, told
from ui.pages.notebook import words
from ui.pages.notebook import write as notebook_write

PAGE = 10  # entries on one page of the list
KINDS = ("", "session", "tender_spot", "note")
EMPTY = {"nb_find_text": "", "nb_find_kind": "", "nb_find_complaint": "", "nb_find_code": "", "nb_find_span": ()}


def show(notebook: Notebook) -> None:
    """Draw calendar, filters and list."""
    now = st.session_state
    start_with({"nb_month": moment().date().replace(day=1), "nb_day": None, "nb_page": 1, "nb_undo": None, **EMPTY})
    told()
    calendar, listed = st.columns([2, 3], gap="medium")
    with calendar:
        _calendar(notebook)
    with listed:
        _filters(notebook)
        page = notebook.list(find(), page=now["nb_page"], size=PAGE)
        _count(page)
        gone: Entry | None = now["nb_undo"]
        above = [entry for entry in page.entries if gone is None or entry.when > gone.when]
        for entry in above:
            _entry(notebook, entry)
        _deleted(notebook, gone)
        for entry in page.entries[len(above) :]:
            _entry(notebook, entry)
        _turn(page)


# ---- calendar


def _calendar(notebook: Notebook) -> None:
    now = st.session_state
    first: date = now["nb_month"]
    last = first.replace(day=monthrange(first.year, first.month)[1])
    with st.container(horizontal=True, vertical_alignment="center", key="nb_months"):
        before, after = first - timedelta(days=1), last + timedelta(days=1)
        st.button(
            "←", key="nb_month_back", help=word("entries.month_before"), on_click=_month, args=(before.replace(day=1),)
        )
        st.markdown(f"**{first:%B %Y}**")
        st.button("→", key="nb_month_on", help=word("entries.month_after"), on_click=_month, args=(after,))
    found = {day.day: day for day in notebook.days(first, last)}
    days = [(first + timedelta(days=n)).isoformat() for n in range(last.day)]
    heads = "".join(f"<span>{name}</span>" for name in word("entries.weekdays").split())
    start = f".st-key-nb_day [role=radiogroup] > :first-child {{ grid-column-start: {first.weekday() + 1}; }}"
    st.html(f'<style>{start}</style><div class="cun-week" aria-hidden="true">{heads}</div>')
    if now["nb_day"] not in days:
        now["nb_day"] = None
    st.pills(
        word("entries.day"), days, key="nb_day", format_func=lambda day: _day(found, day), on_change=_first_page,
        label_visibility="collapsed", width="stretch",
    )  # fmt: skip
    st.markdown(word("entries.legend"))


def _day(found: dict[date, Day], text: str) -> str:
    """A day of the calendar: its number, what it holds, its first and last score."""
    day = date.fromisoformat(text)
    here = found.get(day)
    if here is None:
        return f"{day.day}"
    marks = "●" if here.pressed_sessions else "○" if here.sessions else ""
    marks += "◆" if here.tender_spots or here.notes else ""
    score = "" if here.first is None else f" {here.first}" if here.first == here.last else f" {here.first}→{here.last}"
    return f"**{day.day}** {marks}{score}"


def _month(first: date) -> None:
    st.session_state.update({"nb_month": first, "nb_day": None, "nb_page": 1})


def _first_page() -> None:
    st.session_state["nb_page"] = 1


# ---- search and filters


def find() -> Find:
    """What the boxes ask for; a chosen day of the calendar comes before a span."""
    now = st.session_state
    span = tuple(now["nb_find_span"])
    since, until = (span[0], span[-1]) if len(span) == 2 else (None, None)
    if now["nb_day"]:
        since = until = date.fromisoformat(now["nb_day"])
    layer, _, code = now["nb_find_code"].partition(":")
    kinds = (now["nb_find_kind"],) if now["nb_find_kind"] else ()
    text = now["nb_find_text"] or ""
    return Find(kinds, since, until, now["nb_find_complaint"], layer=layer, code=code, text=text)


def _filters(notebook: Notebook) -> None:
    now = st.session_state
    st.text_input(
        word("entries.search"), key="nb_find_text", max_chars=80, placeholder=word("entries.search_for"),
        label_visibility="collapsed", on_change=_first_page, persist_state="session",
    )  # fmt: skip
    window = st.expander(word("entries.filters"), key="nb_filters", on_change="rerun")
    if not window.open:
        return
    used = notebook.used()
    complaints = ["", *sorted({*used.complaints, now["nb_find_complaint"]} - {""})]
    codes = ["", *dict.fromkeys([*(f"{layer}:{code}" for layer, code in sorted(used.codes)), now["nb_find_code"]])]
    with window:
        st.selectbox(
            word("entries.show"), KINDS, key="nb_find_kind", on_change=_first_page,
            format_func=lambda kind: word(f"entries.kind_{kind}" if kind else "entries.everything"),
            persist_state="session",
            filter_mode="contains",
        )  # fmt: skip
        st.selectbox(
            word("entries.complaint"),
            complaints,
            key="nb_find_complaint",
            on_change=_first_page,
            persist_state="session",
            format_func=lambda name: words.bare(words.complaint(name)) if name else word("entries.any"),
            filter_mode="contains",
        )
        st.selectbox(
            word("entries.thing"), list(dict.fromkeys(codes)), key="nb_find_code", on_change=_first_page,
            format_func=lambda key: words.bare(words.thing(*key.split(":", 1))) if key else word("entries.any"),
            persist_state="session",
            filter_mode="contains",
        )  # fmt: skip
        st.date_input(
            word("entries.span"),
            key="nb_find_span",
            format="DD/MM/YYYY",
            on_change=_first_page,
            persist_state="session",
        )
        st.button(word("entries.show_all"), key="nb_find_all", on_click=_show_all)


def _show_all() -> None:
    st.session_state.update({**EMPTY, "nb_day": None, "nb_page": 1})


# ---- the list


def _count(page: EntriesPage) -> None:
    day = st.session_state["nb_day"]
    on = words.day_words(date.fromisoformat(day)) if day else ""
    if page.total:
        entries = words.entries(page.total)
        st.markdown(word("entries.listed_of_day" if on else "entries.listed", entries=entries, day=on))
    elif on or find() != Find():
        st.info(word("entries.none_of_day" if on else "entries.none", day=on))
    else:
        st.info(word("entries.nothing"))


def _entry(notebook: Notebook, entry: Entry) -> None:
    with st.container(border=True, key=f"nb_entry_{entry.id}"):
        when = words.moment(entry.when)
        st.markdown("  \n".join(filter(None, (when, words.head(entry), words.details(entry)))))
        if isinstance(entry, Note):
            st.markdown(words.harmless(entry.text), anchors=False)
        elif entry.note:
            st.text(entry.note)
        with st.container(horizontal=True):
            st.button(
                word("entries.change"), key=f"nb_change_{entry.id}", on_click=notebook_write.open_entry, args=(entry,)
            )
            st.button(word("entries.delete"), key=f"nb_delete_{entry.id}", on_click=_delete, args=(notebook, entry))


def _turn(page: EntriesPage) -> None:
    if page.pages == 1:
        return
    with st.container(horizontal=True, vertical_alignment="center"):
        st.button(word("entries.newer"), key="nb_newer", disabled=page.page == 1, on_click=_go, args=(page.page - 1,))
        st.markdown(word("entries.page", page=page.page, pages=page.pages))
        st.button(
            word("entries.older"), key="nb_older", disabled=page.page == page.pages, on_click=_go, args=(page.page + 1,)
        )


def _go(page: int) -> None:
    st.session_state["nb_page"] = page


# ---- delete and bring back


def _delete(notebook: Notebook, entry: Entry) -> None:
    with saving():
        notebook.delete(entry)
        st.session_state["nb_undo"] = entry


def _undo(notebook: Notebook) -> None:
    with saving(word("entries.back")):
        notebook.undo(st.session_state["nb_undo"])
    st.session_state["nb_undo"] = None


def _deleted(notebook: Notebook, entry: Entry | None) -> None:
    """Where the deleted entry stood, under the finger that deleted it: the way back."""
    if entry is not None:
        with st.container(border=True, horizontal=True, vertical_alignment="center", key="nb_undo_box"):
            st.markdown(word("entries.deleted", entry=words.head(entry), day=words.short_day(entry.when.date())))
            st.button(word("entries.bring_back"), key="nb_undo_button", on_click=_undo, args=(notebook,))
