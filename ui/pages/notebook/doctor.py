"""A page to print for a doctor: what was noted in a period, as one HTML file without scripts, pictures or addresses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from content.card_phrases import joined
from content.marks import VIEW_NAMES
from content.phrases import side_word
from content.words import word
from data.reading.tables import LANGUAGE
from notebook import DoctorPage, Notebook, doctor_page
from ui.pages.notebook import words

STYLE = """
body { font: 11pt/1.45 sans-serif; color: #111; background: #fff; max-width: 18cm; margin: 1cm auto; padding: 0 .5cm; }
h1 { font-size: 16pt; margin: 0 0 .2cm; } h2 { font-size: 12.5pt; margin: .6cm 0 .15cm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } tr { break-inside: avoid; }
th, td { text-align: left; padding: 1.5mm 3mm 1.5mm 0; border-bottom: .2mm solid #999; vertical-align: top; }
.note { white-space: pre-wrap; overflow-wrap: anywhere; }
@page { size: auto; margin: 1.6cm; } @media print { body { margin: 0; max-width: none; } }
"""


def doctor_html(notebook: Notebook, since: date, until: date) -> str:
    """The whole file. Everything a person typed stands in it as text."""
    page = doctor_page(notebook, since, until)
    period = words.days(since, until)
    counted = word(
        "doctor.counted",
        entries=words.entries(page.sessions),
        days=word("doctor.day" if page.pressed_days == 1 else "doctor.days", count=page.pressed_days),
    )
    parts = [
        f"<h1>{escape(word('doctor.heading', period=period))}</h1><p>{escape(word('doctor.about'))}</p>",
        f"<p><strong>{escape(counted)}</strong></p>",
        _complaints(page),
        _weeks(page),
        _pressed(page),
        _tender(page),
        _notes(page),
    ]
    title = word("doctor.title", period=period)
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        f'<!doctype html>\n<html lang="{LANGUAGE}"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>{escape(title)}</title>'
        f"<style>{STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _table(title: str, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table of text; "" without rows."""
    lines = ["".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in rows]
    if not lines:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    return f"<h2>{escape(title)}</h2><table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _heads(*names: str) -> tuple[str, ...]:
    return tuple(word(f"doctor.head_{name}") for name in names)


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}" if isinstance(value, float) else str(value)


def _complaints(page: DoctorPage) -> str:
    rows = (
        (
            words.bare(words.complaint(row.complaint)) if row.complaint else word("doctor.none_named"),
            row.sessions,
            row.days,
            f"{_number(row.first)} → {_number(row.last)}",
            f"{_number(row.before)} → {_number(row.after)}",
        )
        for row in page.complaints
    )
    heads = _heads("complaint", "entries", "scored_days", "first_last", "before_after")
    return _table(word("doctor.by_complaint"), heads, rows)


def _weeks(page: DoctorPage) -> str:
    rows = ((words.short_day(row.start), row.days, _number(row.mean), row.pressed_days) for row in page.weeks)
    return _table(word("doctor.by_week"), _heads("week", "scored_days", "mean", "pressed_days"), rows)


def _pressed(page: DoctorPage) -> str:
    rows = (
        (
            words.bare(words.thing(row.layer, row.code)),
            joined("list_and", map(side_word, row.sides)),
            row.sessions,
            row.minutes or "–",
        )
        for row in page.pressed
    )
    return _table(word("doctor.pressed"), _heads("thing", "side", "sessions", "minutes"), rows)


def _tender(page: DoctorPage) -> str:
    rows = (
        (
            words.limb(VIEW_NAMES[row.view], row.side),
            _near(row.near),
            row.times,
            _number(row.highest),
            words.short_day(row.last),
        )
        for row in page.tender
    )
    return _table(word("doctor.tender"), _heads("where", "near", "times", "highest", "last"), rows)


def _near(code: str) -> str:
    """The plain name of a point or zone by its code alone."""
    if not code:
        return "–"
    return words.bare(words.thing("zone" if code.startswith("Z_") else "point", code))


def _notes(page: DoctorPage) -> str:
    if not page.notes:
        return ""
    lines = (
        f"<tr><td>{words.short_day(day)}</td><td>{escape(_near(code) if code else '')}</td>"
        f'<td class="note">{escape(text)}</td></tr>'
        for day, code, text in page.notes
    )
    older = word("doctor.more_note" if page.more_notes == 1 else "doctor.more_notes", count=page.more_notes)
    more = f"<p>{escape(older)}</p>" if page.more_notes else ""
    heads = "".join(f"<th>{escape(head)}</th>" for head in _heads("day", "about", "note"))
    return f"<h2>{escape(word('doctor.notes'))}</h2><table><tr>{heads}</tr>{''.join(lines)}</table>{more}"
