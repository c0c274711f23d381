"""Several answers for one cun: what every ruler of the reader gives, as dots with their margins.

knee crease to outer ankle bump ├──●──┤  used
                    your height   ├──○──┤
         four fingers, 3 cun wide ├────○────┤
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from math import isclose
from textwrap import wrap

from charts.parted import parted
from charts.say import Say
from coords.cun import Cun
from coords.model_constants import PLUS_MINUS_SD

LABEL_WIDTH, LABEL_PX = 24, 156  # letters a line of a label holds, and the room for it: both for a 390 px wide page
LINE_PX, BETWEEN_PX, HEAD_PX, FOOT_PX = 15, 18, 40, 56
USED_ABOVE_PX = 6  # between the middle of the dot and the foot of the word
HOVER_WIDTH, TITLE_WIDTH = 34, 54
IN_WORDS = 10  # a count up to this is a word


def rulers_figure(cuns: Sequence[Cun], used: Cun | None, scale_label: str, say: Say) -> dict:
    """A plotly dict with a row for each of `cuns` (as `coords.cun.rulers` gives them): dot in mm, bar ± 1.96 SD.

    The row of `used`, the winning ruler, is filled and says so; none is when no row has its length and margin.
    `scale_label` says in words which part of the body is cut into cun, `say` gives a sentence by its id. Raises
    ValueError without a ruler.
    """
    if not cuns:
        raise ValueError("there is no ruler to draw; coords.cun.rulers gives some as soon as one size is measured")
    chosen = next((row for row, cun in enumerate(cuns) if used is not None and _same(cun, used)), None)
    labels = [_label(cun) for cun in cuns]
    heights = [len(label.split("<br>")) * LINE_PX + BETWEEN_PX for label in labels]
    y = [sum(heights[:row]) + height / 2 for row, height in enumerate(heights)]  # px below the first row's top
    rest = [row for row in range(len(cuns)) if row != chosen]
    data = [_bars("margins", [cuns[row] for row in rest], [y[row] for row in rest], "$text_soft", 2)]
    data.append(_dots("rulers", [cuns[row] for row in rest], [y[row] for row in rest], "$paper", "$text_soft", say))
    if chosen is not None:
        mine, level = [cuns[chosen]], [y[chosen]]
        data.append(_bars("margin used", mine, level, "$text", 4))
        data.append(_dots("ruler used", mine, level, "$selected", "$text", say))
        data.append(_used(cuns[chosen], y[chosen], say))
    low, high = min(_ends(cun)[0] for cun in cuns), max(_ends(cun)[1] for cun in cuns)
    room = 0.06 * (high - low)
    return {"data": data, "layout": _layout(labels, y, sum(heights), (low - room, high + room), scale_label, say)}


def _layout(
    labels: Sequence[str], y: Sequence[float], rows_px: float, x_range: tuple[float, float], scale_label: str, say: Say
) -> dict:
    count = len(labels)
    number = say(f"rulers.number_{count}") if count <= IN_WORDS else count
    title = f"<b>{_text(say('rulers.title' if count == 1 else 'rulers.title_many', count=number))}</b>"
    below = _lines(scale_label, TITLE_WIDTH)
    head_px = HEAD_PX + LINE_PX * len(below)
    height = round(rows_px + head_px + FOOT_PX)
    font = {"size": 12, "color": "$text"}
    return {
        "title": {
            "text": f"{title}<br><span style='font-size:12px'>{'<br>'.join(below)}</span>",
            "font": {"size": 16, "color": "$text"}, "x": 0, "xref": "container", "xanchor": "left", "pad": {"l": 8},
            "y": 1 - 24 / height, "yref": "container", "yanchor": "top",
        },
        "xaxis": {
            "title": {"text": say("rulers.axis"), "font": font}, "range": list(x_range), "tickfont": font, "nticks": 7,
            "gridcolor": "$text_soft@0.25", "zeroline": False, "fixedrange": True,
        },
        "yaxis": {
            "range": [rows_px, 0], "tickvals": list(y), "ticktext": list(labels), "tickfont": font, "showgrid": False,
            "zeroline": False, "fixedrange": True,
        },
        "margin": {"l": LABEL_PX, "r": 12, "t": head_px, "b": FOOT_PX},
        "height": height,
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
        "showlegend": False,
        "hovermode": "closest",
    }  # fmt: skip


def _same(cun: Cun, used: Cun) -> bool:
    """One ruler under two names: `rulers` tells it in words, the winner by its id."""
    return cun.source == used.source and isclose(cun.mm, used.mm) and isclose(cun.u_mm, used.u_mm)


def _ends(cun: Cun) -> tuple[float, float]:
    half = PLUS_MINUS_SD * cun.u_mm
    return cun.mm - half, cun.mm + half


def _numbers(cun: Cun) -> str:
    return f"{cun.mm:.1f} mm ± {PLUS_MINUS_SD * cun.u_mm:.1f}"


def _label(cun: Cun) -> str:
    """The ruler in words, wrapped, and its numbers under them, smaller."""
    return "<br>".join([*_lines(cun.detail, LABEL_WIDTH), f"<span style='font-size:11px'>{_numbers(cun)}</span>"])


def _hover(cun: Cun, say: Say) -> str:
    name = [f"<b>{line}</b>" for line in _lines(cun.detail, HOVER_WIDTH)]
    return "<br>".join([*name, _numbers(cun), *_lines(say(f"rulers.why_{cun.source}"), HOVER_WIDTH)])


def _lines(words: str, most: int) -> list[str]:
    """Words as a sentence begins, in as few lines of at most `most` letters as can be, of nearly one length."""
    words = words[:1].upper() + words[1:]
    count = len(wrap(words, most))
    width = next(width for width in range(1, most + 1) if len(wrap(words, width)) <= count)
    return [_text(line) for line in wrap(words, width)]


def _text(words: str) -> str:
    return escape(words, quote=False)


def _bars(name: str, cuns: Sequence[Cun], y: Sequence[float], colour: str, width: float) -> dict:
    x, levels = parted([(end, level) for end in _ends(cun)] for cun, level in zip(cuns, y, strict=True))
    return {
        "type": "scatter", "mode": "lines", "name": name, "x": x, "y": levels, "hoverinfo": "skip",
        "line": {"color": colour, "width": width}, "connectgaps": False,
    }  # fmt: skip


def _dots(name: str, cuns: Sequence[Cun], y: Sequence[float], fill: str, edge: str, say: Say) -> dict:
    return {
        "type": "scatter", "mode": "markers", "name": name, "x": [cun.mm for cun in cuns], "y": list(y),
        "hovertext": [_hover(cun, say) for cun in cuns], "hovertemplate": "%{hovertext}<extra></extra>",
        "marker": {"symbol": "circle", "size": 11, "color": fill, "line": {"color": edge, "width": 2}},
    }  # fmt: skip


def _used(cun: Cun, y: float, say: Say) -> dict:
    return {
        "type": "scatter",
        "mode": "text",
        "name": "used",
        "x": [cun.mm],
        "y": [y - USED_ABOVE_PX],
        "text": [f"<b>{_text(say('rulers.used'))}</b>"],
        "textposition": "top center",
        "textfont": {"size": 12, "color": "$text"},
        "hoverinfo": "skip",
    }
