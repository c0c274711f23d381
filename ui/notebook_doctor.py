"""A page to print for a doctor: what was noted in a period, as one HTML file without scripts, pictures or addresses."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from html import escape

from data.marks import VIEW_NAMES
from notebook import DoctorPage, Notebook, doctor_page
from ui import notebook_words as words

STYLE = """
body { font: 11pt/1.45 sans-serif; color: #111; background: #fff; max-width: 18cm; margin: 1cm auto; padding: 0 .5cm; }
h1 { font-size: 16pt; margin: 0 0 .2cm; } h2 { font-size: 12.5pt; margin: .6cm 0 .15cm; break-after: avoid; }
table { border-collapse: collapse; width: 100%; } tr { break-inside: avoid; }
th, td { text-align: left; padding: 1.5mm 3mm 1.5mm 0; border-bottom: .2mm solid #999; vertical-align: top; }
.note { white-space: pre-wrap; overflow-wrap: anywhere; }
@page { size: auto; margin: 1.6cm; } @media print { body { margin: 0; max-width: none; } }
"""
ABOUT = (
    "Self-made notes of acupressure at home. Scores are the person's own, 0 (nothing) to 10 (worst). "
    "They show what was noted, not what caused it."
)


def doctor_html(notebook: Notebook, since: date, until: date) -> str:
    """The whole file. Everything a person typed stands in it as text."""
    page = doctor_page(notebook, since, until)
    period = f"{words.short_day(since)} to {words.short_day(until)}"
    parts = [
        f"<h1>Notes from {escape(period)}</h1><p>{escape(ABOUT)}</p>",
        f"<p><strong>{_n(page.sessions, 'entry', 'entries')} with a score or pressing, "
        f"{_n(page.pressed_days, 'day', 'days')} with pressing.</strong></p>",
        _complaints(page),
        _weeks(page),
        _pressed(page),
        _tender(page),
        _notes(page),
    ]
    policy = "default-src 'none'; style-src 'unsafe-inline'"
    return (
        '<!doctype html>\n<html lang="en"><head><meta charset="utf-8">'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">'
        f'<meta name="viewport" content="width=device-width"><title>My notes, {escape(period)}</title>'
        f"<style>{STYLE}</style></head><body>{''.join(parts)}</body></html>\n"
    )


def _n(count: int, one: str, many: str) -> str:
    return f"{count} {one if count == 1 else many}"


def _table(title: str, heads: Iterable[str], rows: Iterable[Iterable[object]]) -> str:
    """A table of text; "" without rows."""
    lines = ["".join(f"<td>{escape(str(cell))}</td>" for cell in row) for row in rows]
    if not lines:
        return ""
    head = "".join(f"<th>{escape(name)}</th>" for name in heads)
    return f"<h2>{escape(title)}</h2><table><tr>{head}</tr>{''.join(f'<tr>{line}</tr>' for line in lines)}</table>"


def _number(value: float | None) -> str:
    return "–" if value is None else f"{value:.1f}" if isinstance(value, float) else str(value)


def _complaints(page: DoctorPage) -> str:
    rows = (
        (
            words.bare(words.complaint(row.complaint)) if row.complaint else "none named",
            row.sessions,
            row.days,
            f"{_number(row.first)} → {_number(row.last)}",
            f"{_number(row.before)} → {_number(row.after)}",
        )
        for row in page.complaints
    )
    heads = ("Complaint", "Entries", "Scored days", "First → last day", "Mean before → after pressing")
    return _table("By complaint", heads, rows)


def _weeks(page: DoctorPage) -> str:
    rows = ((words.short_day(row.start), row.days, _number(row.mean), row.pressed_days) for row in page.weeks)
    return _table("Week by week", ("Week from", "Scored days", "Mean score", "Days with pressing"), rows)


def _pressed(page: DoctorPage) -> str:
    rows = (
        (words.bare(words.thing(row.layer, row.code)), " and ".join(row.sides), row.sessions, row.minutes or "–")
        for row in page.pressed
    )
    return _table("What was pressed", ("Point, zone or technique", "Side", "Sessions", "Minutes"), rows)


def _tender(page: DoctorPage) -> str:
    rows = (
        (
            f"{VIEW_NAMES[row.view]}, {row.side}",
            _near(row.near),
            row.times,
            _number(row.highest),
            words.short_day(row.last),
        )
        for row in page.tender
    )
    return _table("Tender spots", ("Where", "Near", "Times", "Highest score", "Last"), rows)


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
    more = f"<p>… and {_n(page.more_notes, 'older note', 'older notes')}.</p>" if page.more_notes else ""
    return f"<h2>Notes</h2><table><tr><th>Day</th><th>About</th><th>Note</th></tr>{''.join(lines)}</table>{more}"
