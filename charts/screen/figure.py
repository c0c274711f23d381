"""A scene as a plotly dict, for those without a browser of ours: `go.Figure(paint(figure_of(scene), palette))`.

Draws what `web/plot/scene.js` draws, and besides the names of the points, which the browser lays out for its own size.
"""

from __future__ import annotations

from collections.abc import Sequence
from html import escape
from typing import Any

from charts.parted import parted
from charts.screen.dimension import measured
from charts.screen.labels import spread_labels
from charts.screen.scene import Scene
from coords.region import Margin, ellipse_outline

CORNERS = 36  # of an ellipse
UNIT = Margin(1.0, 1.0)
ONE_SD = 0.3935  # the probability within one standard deviation of a place


def figure_of(scene: Scene) -> dict[str, Any]:
    """{"data", "layout"}; `customdata` of a mark begins with its code, and traces are named by their role."""
    data = [_stroke(**line) for line in scene["lines"]]
    data += _margins(scene) + _experts(scene) + _hollow(scene) + _measure(scene)
    data.append(_points(**scene["marks"]))
    if scene["names"]:
        data.append(_labels(scene))
    data += _scale_bar(**scene["scale"])
    data += [trace for part in scene["pins"] for trace in _pins(part)]
    data += [_stroke(**ring) for ring in scene["rings"]]
    x0, y0, x1, y1 = scene["frame"]
    layout = {
        "xaxis": {"range": [x0, x1], "visible": False, "fixedrange": False},
        "yaxis": {"range": [y0, y1], "visible": False, "scaleanchor": "x", "scaleratio": 1},
        "margin": {"l": 0, "r": 0, "t": 0, "b": 0},
        "showlegend": False,
        "hovermode": "closest",
        "hoverdistance": 14,
    }
    return {"data": data, "layout": layout}


def _trace(role: str, mode: str, x: Sequence, y: Sequence, says: Any = None, **more) -> dict[str, Any]:
    told = {"hovertext": says, "hovertemplate": "%{hovertext}<extra></extra>"} if says else {"hoverinfo": "skip"}
    return {
        "type": "scatter",
        "mode": mode,
        "name": role,
        "x": list(x),
        "y": list(y),
        "showlegend": False,
        **told,
        **more,
    }


def _stroke(role: str, x: Sequence, y: Sequence, colour: str, width: float, dash: str = "", says: str = "") -> dict:
    line = {"color": colour, "width": width} | ({"dash": dash} if dash else {})
    return _trace(role, "lines", x, y, says, line=line)


def _points(
    x: Sequence, y: Sequence, symbol: Any, size: Any, colour: Any, width: float, *, role: str = "points",
    code: Sequence[str] = (), says: Sequence[str] = (), label: Sequence[str] = (), edge: str = "",
    opacity: float | None = None,
) -> dict[str, Any]:  # fmt: skip
    marker = {
        "symbol": symbol,
        "size": size,
        "color": colour,
        "line": {"width": width} | ({"color": edge} if edge else {}),
    }
    more: dict[str, Any] = {"customdata": [[one] for one in code]} if code else {}
    if label:
        more["text"] = list(label)
    if opacity is not None:
        marker["opacity"] = opacity
    return _trace(role, "markers", x, y, says, marker=marker, **more)


def _pins(part: dict[str, Any]) -> list[dict]:
    """Marks of one kind, each on a thin line from where it belongs."""
    given = {name: value for name, value in part.items() if name not in ("fx", "fy", "leader")}
    starts = zip(part.get("fx", ()), part.get("fy", ()), part["x"], part["y"], strict=False)
    leaders = [((fx, fy), (x, y)) for fx, fy, x, y in starts if fx is not None]
    x, y = parted(leaders)
    return [*([_stroke(x=x, y=y, **part["leader"])] if leaders else []), _points(**given)]


def _hollow(scene: Scene) -> list[dict]:
    if not (hollow := scene.get("hollow")):
        return []
    marks, of = scene["marks"], hollow["of"]
    start = {f"f{axis}": [marks[axis][number] for number in of] for axis in "xy"}
    rest = {name: value for name, value in hollow.items() if name != "of"}
    return _pins({**rest, **start, "code": [marks["code"][number] for number in of]})


def _margins(scene: Scene) -> list[dict]:
    if not (margins := scene.get("margins")):
        return []
    marks, traces = scene["marks"], []
    columns = list(zip(*(margins[name] for name in ("of", "al", "ac", "lean", "axis", "mm")), strict=True))
    for ring in margins["rings"]:
        outlines = [
            ellipse_outline((marks["x"][of], marks["y"][of]), Margin(al, ac, lean), mm, axis, ring["p"], n=CORNERS)
            for of, al, ac, lean, axis, mm in columns
        ]
        x, y = _closed(outlines)
        trace = _stroke(ring["role"], x, y, ring["colour"], ring["width"])
        traces.append(trace | {"fill": "toself", "fillcolor": ring["fill"]})
    return traces


def _experts(scene: Scene) -> list[dict]:
    if not (experts := scene.get("experts")):
        return []
    marks = scene["marks"]
    outlines = [
        (marks["x"][of], marks["y"][of]) + reach * ellipse_outline((0, 0), UNIT, 1.0, (0, 1), ONE_SD, n=CORNERS)
        for of, reach in zip(experts["of"], experts["reach"], strict=True)
    ]
    x, y = _closed(outlines)
    return [_stroke(x=x, y=y, **experts["line"])]


def _closed(outlines: Sequence) -> tuple[list, list]:
    return parted([*outline, outline[0]] for outline in outlines)


def _measure(scene: Scene) -> list[dict]:
    if not (measure := scene.get("measure")):
        return []
    strokes, ((x0, y0), (x1, y1)), (x, y) = measured(scene)
    role, colour, width = (measure["line"][name] for name in ("role", "colour", "width"))
    font = {"size": 12, "color": "$label_text"}
    words = {"text": [measure["text"]], "textposition": measure["side"], "textfont": font, "cliponaxis": False}
    return [
        _stroke(role, *parted(strokes), colour, width),
        _points([x0, x1], [y0, y1], "circle", 4.5, colour, 0, role=f"{role} ends"),
        _trace(f"{role} text", "text", [x], [y], **words),
    ]


def _labels(scene: Scene) -> dict[str, Any]:
    marks, chosen = scene["marks"], scene["chosen"]
    names, places = marks["label"], list(zip(marks["x"], marks["y"], strict=True))
    first = [i for i, code in enumerate(marks["code"]) if code == chosen]
    kept = [(i, side) for i, side in spread_labels(places, names, scene["frame"], first) if names[i]]
    texts = [escape(names[i], quote=False) for i, _ in kept]
    bold = [f"<b>{text}</b>" if marks["code"][i] == chosen else text for text, (i, _) in zip(texts, kept, strict=True)]
    x, y = ([marks[axis][i] for i, _ in kept] for axis in "xy")
    font = {"size": 12, "color": "$ink"}
    return _trace("labels", "text", x, y, text=bold, textposition=[side for _, side in kept], textfont=font)


def _scale_bar(x: float, y: float, length: float, tick: float, text: str, colour: str) -> list[dict]:
    across, up = [x, x, x, x + length, x + length, x + length], [y + tick, y - tick, y, y, y - tick, y + tick]
    words = {"text": [text], "textposition": "top right", "textfont": {"size": 12, "color": colour}}
    return [_stroke("scale bar", across, up, colour, 2), _trace("scale", "text", [x], [y + 1.5 * tick], **words)]
