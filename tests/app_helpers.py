"""The app without a browser. The only place of the tests that touches Streamlit's private interface.

Written for Streamlit 1.67: AppTest can neither pick a point of a custom component nor open a page that is a function.
"""

import json
from pathlib import Path
from typing import Any

from streamlit.components.v2.bidi_component.main import _make_trigger_id
from streamlit.proto.WidgetStates_pb2 import WidgetState
from streamlit.testing.v1 import AppTest
from streamlit.util import calc_hash

APP = Path(__file__).parent.parent / "app.py"
CHART = "atlas_chart"


def open_app(**address: str) -> AppTest:
    """A new visitor on the first page; `address` is what stands behind the question mark."""
    app = AppTest.from_file(str(APP), default_timeout=30)
    for key, value in address.items():
        app.query_params[key] = value
    return app.run()


def chart_data(app: AppTest) -> dict[str, Any]:
    """What the chart component was sent: live figure, plate, palette, chosen point …"""
    return json.loads(_chart(app).proto.json)


def _chart(app: AppTest) -> Any:
    """The chart among the page's own components."""
    (chart,) = [one for one in app.get("bidi_component") if "live" in json.loads(one.proto.json)]
    return chart


def pick(app: AppTest, code: str) -> AppTest:
    """The browser says that the reader tapped a point of the chart."""
    chart = _chart(app)
    tap = WidgetState()
    tap.id = _make_trigger_id(chart.proto.id, "events")
    tap.json_trigger_value = json.dumps([{"event": "picked", "value": code}])
    widgets = app._tree.get_widget_states()
    widgets.widgets.append(tap)
    return app._run(widgets)


def go_to(app: AppTest, url_path: str) -> AppTest:
    """Open a page by the last part of its address; "" is the first page."""
    app._page_hash = calc_hash(url_path)
    return app.run()


def choose(app: AppTest, key: str, value: str) -> AppTest:
    """Press one of a row of buttons: pills or a segmented control."""
    (control,) = [group for group in app.get("button_group") if group.key == key]
    return control.set_value(value).run()


def unfold(app: AppTest, key: str) -> AppTest:
    """Open a window whose inside is built only while it is open: "layers", "distances", "sources" or "rulers"."""
    app.session_state[key] = True
    return app.run()


def mark_of(app: AppTest, code: str, name: str = "points") -> tuple[float, float]:
    """Where a mark stands on the chart, in view units."""
    for trace in chart_data(app)["live"]["data"]:
        if trace.get("name") == name and [code] in trace["customdata"]:
            i = trace["customdata"].index([code])
            return trace["x"][i], trace["y"][i]
    raise AssertionError(f"no mark {code!r} in a trace {name!r}")


def texts(app: AppTest) -> list[str]:
    """Everything the page says in words."""
    kinds = ("markdown", "html", "success", "info", "warning", "error", "header", "subheader", "code", "caption")
    return [str(getattr(e, "value", None) or e.proto.body) for kind in kinds for e in app.get(kind)]


def says(app: AppTest, words: str) -> bool:
    return any(words in text for text in texts(app))


def on_you(app: AppTest) -> str:
    """The measure line of the open card, or ""."""
    return next((text for text in texts(app) if "On you:" in text), "")


def heading(app: AppTest) -> str:
    """The heading of the open card, or ""."""
    headings = [m.value.splitlines()[0][4:] for m in app.main.markdown if m.value.startswith("### ")]
    return headings[0] if headings else ""


def problems(app: AppTest) -> list[str]:
    """The red and yellow boxes of the page."""
    return [box.value for box in (*app.error, *app.warning)]
