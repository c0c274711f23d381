"""Scores over weeks as charts: each session before and after with a running mean, changes by what was pressed, and
the weeks of a trial on oneself. Plotly dicts of scatter and bar traces; colours are tokens of `charts.palette`.

A score is 0 (nothing) to 10 (worst). Days stand on the axis as whole numbers (`date.toordinal`), so that a browser's
time zone moves nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from html import escape
from textwrap import wrap

from charts.parted import parted
from charts.say import Say

MOST_TICKS = 6
ROW_PX, HEAD_PX, FOOT_PX = 34, 16, 56
LABEL_WIDTH, LABEL_PX = 22, 150  # letters a line of a label holds, and the room for it
COLOURS = {"P": "$selected", "R": "$text_soft"}  # of weeks of pressing and of rest


def course_figure(
    sessions: Sequence[tuple[date, float, float]],
    days: Sequence[tuple[date, float]],
    mean: Sequence[tuple[date, float | None]],
    scores: Sequence[tuple[date, float]] = (),
    *,
    say: Say,
) -> dict:
    """Score by day. `sessions`: (day, before, after); `days`: scores of days without pressing; `mean`: running mean;
    `scores`: what a plain line joins, while there is no mean. `say` gives a sentence by its id.

    Raises ValueError when there is nothing to draw.
    """
    all_days = [row[0] for row in (*sessions, *days, *mean)]
    if not all_days:
        raise ValueError("there is no score to draw")
    x, y = parted([(day.toordinal(), before), (day.toordinal(), after)] for day, before, after in sessions)
    data = [
        {
            "type": "scatter", "mode": "lines", "name": say("course.change"), "x": x, "y": y,
            "line": {"color": "$text_soft@0.7", "width": 1.6}, "hoverinfo": "skip", "connectgaps": False,
            "showlegend": False,
        },
        {
            "type": "scatter", "mode": "lines", "name": say("course.scores"),
            "x": [day.toordinal() for day, _ in scores], "y": [score for _, score in scores],
            "line": {"color": "$region95", "width": 1.6}, "hoverinfo": "skip",
        },
        {
            "type": "scatter", "mode": "lines", "name": say("course.mean"), "connectgaps": False,
            "x": [day.toordinal() for day, _ in mean], "y": [value for _, value in mean],
            "line": {"color": "$region95", "width": 3} | _shade(), "hoverinfo": "skip",
        },
        _dots(say("course.before"), [(day, before) for day, before, _ in sessions], "circle-open", "$text"),
        _dots(say("course.after"), [(day, after) for day, _, after in sessions], "circle", "$selected"),
        _dots(say("course.without"), list(days), "square-open", "$text_soft"),
    ]  # fmt: skip
    first, last = min(all_days), max(all_days)
    ticks = _ticks(first, last)
    layout = _layout(HEAD_PX + 40, 44) | {
        "xaxis": _axis(first.toordinal() - 0.7, last.toordinal() + 0.7) | {
            "tickvals": [day.toordinal() for day in ticks], "ticktext": [f"{day.day} {day:%b}" for day in ticks],
        },
        "yaxis": _axis(-0.5, 10.5) | {"dtick": 2, "tick0": 0, "title": {"text": say("course.axis"), "font": _font()}},
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": _font()},
    }  # fmt: skip
    return {"data": [trace for trace in data if trace["x"]], "layout": layout}


def _shade() -> dict:
    return {"shape": "spline", "smoothing": 0.4}


def changes_figure(rows: Sequence[tuple[str, int, float]], say: Say) -> dict:
    """Mean change after pressing by what was pressed: (name, sessions, change); below 0 is a lower score after.

    Raises ValueError without rows.
    """
    if not rows:
        raise ValueError("there is no change to draw")
    reach = max(1.0, *(abs(change) for _, _, change in rows)) * 1.25
    labels = ["<br>".join(escape(line, quote=False) for line in wrap(name, LABEL_WIDTH)) for name, _, _ in rows]
    levels = list(range(len(rows)))
    bars = {
        "type": "bar",
        "orientation": "h",
        "name": say("course.bars"),
        "x": [change for _, _, change in rows],
        "y": levels,
        "marker": {"color": "$region95"},
        "width": 0.5,
        "hovertext": [
            f"<b>{label}</b><br>{say('course.on_average', count=n, change=f'{change:+.1f}')}"
            for label, (_, n, change) in zip(labels, rows, strict=True)
        ],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "showlegend": False,
    }
    height = HEAD_PX + FOOT_PX + ROW_PX * len(rows)
    layout = _layout(HEAD_PX, FOOT_PX, LABEL_PX) | {
        "xaxis": _axis(-reach, reach) | {
            "title": {"text": say("course.lower_higher"), "font": _font()}, "zeroline": True,
            "zerolinecolor": "$text", "zerolinewidth": 1.5,
        },
        "yaxis": _axis(len(rows) - 0.5, -0.5) | {"tickvals": levels, "ticktext": labels, "showgrid": False},
        "height": height,
    }  # fmt: skip
    return {"data": [bars], "layout": layout}


def weeks_figure(weeks: Sequence[tuple[int, str, float | None]], say: Say) -> dict:
    """The weeks of a plan: (number, "P" for pressing or "R" for rest, mean score or None). ValueError without weeks."""
    if not weeks:
        raise ValueError("the plan has not begun")
    data = []
    words = {letter: say(f"trial.week_{letter}") for letter in COLOURS}
    for letter, colour in COLOURS.items():
        mine = [(number, mean) for number, kind, mean in weeks if kind == letter and mean is not None]
        data.append(
            {
                "type": "bar",
                "name": words[letter],
                "x": [number for number, _ in mine],
                "y": [mean for _, mean in mine],
                "text": [f"{mean:.1f}" for _, mean in mine],
                "textposition": "outside",
                "cliponaxis": False,
                "textfont": _font(),
                "marker": {"color": colour},
                "width": 0.6,
                "hovertext": [_hover(number, words[letter], mean, say) for number, mean in mine],
                "hovertemplate": "%{hovertext}<extra></extra>",
            }
        )
    layout = _layout(HEAD_PX + 40, 54) | {
        "xaxis": _axis(0.4, max(number for number, _, _ in weeks) + 0.6) | {
            "tickvals": [number for number, _, _ in weeks],
            "ticktext": [f"{number}<br>{words[letter]}" for number, letter, _ in weeks], "showgrid": False,
        },
        "yaxis": _axis(0, 10.8) | {"dtick": 2, "title": {"text": say("course.mean_score"), "font": _font()}},
        "showlegend": True,
        "legend": {"orientation": "h", "x": 0, "y": 1.02, "yanchor": "bottom", "font": _font()},
        "barmode": "overlay",
    }  # fmt: skip
    return {"data": data, "layout": layout}


def _hover(number: int, kind: str, mean: float, say: Say) -> str:
    head, value = say("course.week", number=number, kind=kind), say("course.week_mean", mean=f"{mean:.1f}")
    return f"<b>{head}</b><br>{value}"


def _dots(name: str, rows: Sequence[tuple[date, float]], symbol: str, colour: str) -> dict:
    return {
        "type": "scatter", "mode": "markers", "name": name,
        "x": [day.toordinal() for day, _ in rows], "y": [score for _, score in rows],
        "hovertext": [f"<b>{day.day} {day:%b %Y}</b><br>{name}: {score:g}" for day, score in rows],
        "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": symbol, "size": 8, "color": colour, "line": {"width": 1.8, "color": colour}},
    }  # fmt: skip


def _ticks(first: date, last: date) -> list[date]:
    span = (last - first).days
    step = next((step for step in (1, 2, 7, 14, 28, 61, 91, 183, 365, 730, 1826) if span / step <= MOST_TICKS), 3652)
    return [date.fromordinal(day) for day in range(first.toordinal(), last.toordinal() + 1, step)]


def _font() -> dict:
    return {"size": 12, "color": "$text"}


def _axis(low: float, high: float) -> dict:
    return {
        "range": [low, high], "fixedrange": True, "tickfont": _font(), "gridcolor": "$text_soft@0.25",
        "zeroline": False,
    }  # fmt: skip


def _layout(above: float, below: float, left: float = 48) -> dict:
    return {"margin": {"l": left, "r": 12, "t": above, "b": below}, "showlegend": False, "hovermode": "closest"}
