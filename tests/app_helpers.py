"""The app without a browser. The only place of the tests that touches Streamlit's private interface.

Written for Streamlit 1.67: AppTest can neither pick a point of a custom component nor open a page that is a function.
"""

import json
import re
from dataclasses import replace
from functools import cache
from pathlib import Path
from types import SimpleNamespace
from typing import Any, TypeVar

from streamlit.components.v2 import manifest_scanner
from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

from charts.screen.figure import figure_of
from content.marks import codes_in_view
from content.sheets import view_sheet
from data import load_atlas
from ui.text import JOINER

# Every new visitor would look through all installed packages for components: half of the time of a first run.
manifest_scanner.scan_component_manifests = cache(manifest_scanner.scan_component_manifests)

APP = Path(__file__).parent.parent / "app.py"
T = TypeVar("T")


def open_app(*unfolded: str, **address: str) -> AppTest:
    """A new visitor on the first page, with these windows open (see `unfold`); `address` is what stands behind the
    question mark."""
    app = AppTest.from_file(str(APP), default_timeout=30)
    for key in unfolded:
        app.session_state[key] = True
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def chart_data(app: AppTest) -> dict[str, Any]:
    """What the chart component of a page was sent: scene, plate, palette, chosen point …"""
    (chart,) = [sent for sent in _sent(app) if "plate" in sent]
    return chart


def traces(app: AppTest) -> list[dict[str, Any]]:
    """What the scene of the chart draws, as plotly traces."""
    return figure_of(chart_data(app)["scene"])["data"]


def _sent(app: AppTest) -> list[dict[str, Any]]:
    return [json.loads(one.proto.json) for one in app.get("bidi_component")]


# ---- the instrument of the atlas page


def instrument(app: AppTest) -> dict[str, Any]:
    """What the instrument was sent; {} on a page without it."""
    told = next((sent for sent in _sent(app) if "choice" in sent), {})
    return told | {"numbers": [_in_full(one) for one in told["numbers"]]} if told else {}


def _in_full(numbers: dict[str, Any]) -> dict[str, Any]:
    """Numbers with a value for each mark, also where it is the same throughout."""
    marks = len(sheet_of(numbers["view"])["marks"])
    columns = numbers["columns"].items()
    return numbers | {"columns": {name: one if isinstance(one, list) else [one] * marks for name, one in columns}}


def chosen(app: AppTest) -> SimpleNamespace:
    """What is open on the instrument: point, zone, view, side, whole, both."""
    return SimpleNamespace(**instrument(app)["choice"])


def act(app: AppTest, does: str, /, **what: Any) -> AppTest:
    """The browser says what the reader did on the instrument."""
    (component,) = [one for one in app.get("bidi_component") if "choice" in json.loads(one.proto.json)]
    told = WidgetState()
    told.id = component.proto.id
    told.json_value = json.dumps({"acts": [{"n": instrument(app)["heard"] + 1, "act": does, **what}]})
    widgets = app._tree.get_widget_states()
    widgets.widgets.append(told)
    return app._run(widgets)


def pick(app: AppTest, code: str) -> AppTest:
    """The reader opens a point or zone."""
    return act(app, "open", code=code)


def type_width(app: AppTest, text: str, name: str = "thumb") -> AppTest:
    """The reader types a size on the instrument: of a finger, "stature" or "S_LEG_MED"."""
    return act(app, "width", name=name, text=text)


def size(app: AppTest, name: str = "thumb") -> SimpleNamespace:
    """What the instrument shows of a measure: text, unit, mm, says …"""
    return SimpleNamespace(**instrument(app)["sizes"][name])


def asked_back(app: AppTest) -> list[str]:
    """What the instrument asks or says about the sizes that were typed."""
    return [one["says"]["text"] for one in instrument(app)["sizes"].values() if one["says"]]


def layer(app: AppTest, name: str, value: Any) -> AppTest:
    """The reader changes what is drawn."""
    return act(app, "layer", name=name, value=value)


@cache
def sheet_of(view: str) -> dict[str, Any]:
    """What every reader is told of a view."""
    return view_sheet(load_atlas(), view)


def sheet(app: AppTest) -> dict[str, Any]:
    """What every reader is told of the view that has the open card."""
    return sheet_of(_card_numbers(app)["view"])


def _card_numbers(app: AppTest) -> dict[str, Any]:
    """This reader's numbers of the view that has the open card: of those sent the last, when the view drawn has not."""
    here, *_, last = [*instrument(app)["numbers"], instrument(app)["numbers"][-1]]
    name = chosen(app).zone or chosen(app).point
    told = sheet_of(here["view"])
    return here if name is None or name in {**told["points"], **told["zones"]} else last


def follows(app: AppTest) -> dict[str, Any]:
    """What the answers before pressing make of the open card."""
    answers = _card_numbers(app)["answers"]
    kind = "zones" if chosen(app).zone else "points"
    return _spoken(answers[kind].get(chosen(app).zone or chosen(app).point, {}), answers["texts"])


def _spoken(value: Any, texts: list[str]) -> Any:
    """Texts in the place of their numbers."""
    if isinstance(value, dict):
        return {name: _spoken(part, texts) for name, part in value.items()}
    if isinstance(value, list):
        return [_spoken(part, texts) for part in value]
    return texts[value] if isinstance(value, int) and not isinstance(value, bool) else value


def card(app: AppTest) -> dict[str, str]:
    """The open card by parts, each as one text: title, told, ruler, cautions, and its sections; {} without one."""
    name = chosen(app).zone or chosen(app).point
    if name is None:
        return {}
    kind, said = ("zones" if chosen(app).zone else "points"), follows(app)
    facts = sheet(app)[kind][name]
    head = {"title": facts["title"], "names": " ".join(facts.get("names", ()))}
    if said.get("left_out"):
        return head | {"left_out": " ".join(said["left_out"])}
    subtitle = facts["subtitle"]
    told, ruler = on_reader(app)
    settled = _card_numbers(app)["answers"]["settled"]
    sections = {one[0]: one for one in facts["sections"]} | said.get("sections", {})
    return {
        **head,
        "limit": " ".join(said.get("limit", ())),
        "subtitle": subtitle if isinstance(subtitle, str) else " · ".join(subtitle),
        "above": facts.get("above", ""),
        "told": told,
        "ruler": ruler,
        "notes": " ".join(said.get("notes", ())),
        "labels": " ".join(f"{label} {text}" for label, text in facts.get("labels", ())),
        "stop": _cautions(facts, settled, "stop"),
        "cautions": _cautions(facts, settled),
        **{id: _section(one) for id, one in sections.items() if one},
    }


def _cautions(facts: dict[str, Any], settled: list[str], only: str = "") -> str:
    rows = [row for row in facts.get("cautions", ()) if row[3] not in settled and only in ("", row[0])]
    return " ".join(f"{label}. {sentence}" for _, label, sentence, *_ in rows)


def _section(one: list[Any]) -> str:
    _, heading, badge, lines, bullets = one
    return " ".join(filter(None, [heading, badge, *lines, *(_labelled(*bullet) for bullet in bullets)]))


def _labelled(label: str, text: str) -> str:
    return f"{label}{' ' if label.endswith('.') else ': '}{text}" if label else text


def on_reader(app: AppTest) -> tuple[str, str]:
    """("On you: …" or "", the line about the ruler) of the open point."""
    told, numbers = sheet(app), _card_numbers(app)
    words, columns = told["words"], numbers["columns"]
    row = next((row for row, mark in enumerate(told["marks"]) if mark["code"] == chosen(app).point), None)
    if row is None:
        return "", ""
    slots = {name[5:]: f"{values[row] / 10:.1f}" for name, values in columns.items() if _is_told(name, values[row])}
    if columns["told"][row] is None:
        around = words["margin"].format(**slots)
        return "", words["by_touch_within"].format(margin=around)
    distance = words["on_you"].format(distance=told["marks"][row]["sentences"][columns["told"][row]].format(**slots))
    if columns["told"][row] != 0:
        return distance, words["by_touch"]
    ruler = words["ruler"].format(ruler=words["rulers"][columns["ruler"][row]])
    by_finger = words["finger_cun"].format(cm=slots["finger"], gap=slots["gap"]) if "finger" in slots else ""
    return distance, f"{ruler} {by_finger}".strip()


def _is_told(name: str, value: int | None) -> bool:
    return name.startswith("told_") and value is not None


def on_you(app: AppTest) -> str:
    """The measure line of the open card, or ""."""
    return card(app).get("told", "")


def heading(app: AppTest) -> str:
    """The heading of the open card, or ""."""
    return card(app).get("title", "")


def seen(app: AppTest) -> list[str]:
    """The codes of the points that the view in use draws, without those that the answers leave out."""
    numbers = instrument(app)["numbers"][0]
    out = {code for code, said in numbers["answers"]["points"].items() if "left_out" in said}
    return [code for code in codes_in_view(load_atlas(), numbers["view"]) if code not in out]


def mark_of(app: AppTest, code: str, kind: str = "") -> tuple[float, float]:
    """Where a mark stands on the drawing, in view units; with kind "hollow_" that of plain finger cun."""
    numbers = instrument(app)["numbers"][0]
    marks = sheet_of(numbers["view"])["marks"]
    row = next(row for row, mark in enumerate(marks) if mark["code"] == code)
    x, y = (numbers["columns"][f"{kind}{axis}"][row] for axis in "xy")
    return x * 1e-5, y * 1e-5


def pins(app: AppTest, side: str = "right") -> dict[str, Any]:
    """What stands on the drawing beside the marks: pins, rings, mine."""
    return instrument(app)["pins"][side]


# ---- other components


def care_lines(app: AppTest) -> dict[str, Any]:
    """What the lines to tick before pressing were sent: groups, answers …; {} on a page without them."""
    return next((json.loads(one.proto.json) for one in _care_lines(app)), {})


def tick(app: AppTest, **changes: str | None) -> AppTest:
    """The browser says what the reader answered with the lines; None for an answer taken back."""
    (lines,) = _care_lines(app)
    return _tell(app, lines, "said", {"n": care_lines(app)["told"] + 1, "changes": changes})


def _care_lines(app: AppTest) -> list[Any]:
    return [one for one in app.get("bidi_component") if "groups" in json.loads(one.proto.json)]


def _tell(app: AppTest, component: Any, event: str, value: Any) -> AppTest:
    """A component of the page's own tells something."""
    told = WidgetState()
    told.id = _make_trigger_id(component.proto.id, "events")
    told.json_trigger_value = json.dumps([{"event": event, "value": value}])
    widgets = app._tree.get_widget_states()
    widgets.widgets.append(told)
    return app._run(widgets)


def go_to(app: AppTest, url_path: str) -> AppTest:
    """Open a page by the last part of its address; "" is the first page."""
    app._page_hash = calc_hash(url_path)
    return app.run()


def choose(app: AppTest, key: str, value: str) -> AppTest:
    """Press one of a row of buttons: pills or a segmented control."""
    (control,) = [group for group in app.get("button_group") if group.key == key]
    return control.set_value(value).run()


def remembered(app: AppTest, kind: type[T]) -> T:
    """What the page remembers of a kind: Choice, Measures, Layers …"""
    return app.session_state[kind.__name__] if kind.__name__ in app.session_state else kind()


def remember(app: AppTest, kind: type, **fields: Any) -> AppTest:
    """Let the page remember something else at its next run."""
    app.session_state[kind.__name__] = replace(remembered(app, kind), **fields)
    return app


def unfold(app: AppTest, key: str) -> AppTest:
    """Open a window whose inside is built only while it is open: "layers", "distances", "sources" or "rulers"."""
    app.session_state[key] = True
    return app.run()


def texts(app: AppTest) -> list[str]:
    """Everything the page says in words."""
    kinds = ("markdown", "html", "success", "info", "warning", "error", "header", "subheader", "code", "caption")
    of_card = list(card(app).values()) if instrument(app) else []
    return of_card + [str(getattr(e, "value", None) or e.proto.body) for kind in kinds for e in app.get(kind)]


def says(app: AppTest, words: str) -> bool:
    return any(words in text for text in texts(app))


def problems(app: AppTest) -> list[str]:
    """The red and yellow boxes of the page, as they are read."""
    return [read(box.value) for box in (*app.error, *app.warning)]


def read(markdown: str) -> str:
    """What `ui.text.plain` was given."""
    return re.sub(r"\\(.)", r"\1", markdown.replace(JOINER, ""))
