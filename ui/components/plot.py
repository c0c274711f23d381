"""The one seam between the atlas and its chart: what is drawn goes in, the id of what the reader picked comes out.

What is drawn is a *scene*, the marks of a limb by role (`charts.screen.scene`), over a *plate*, the still drawing of a
view as SVG (`charts.plate.svg`), which the browser fetches once by its address; or a *figure*, a plain plotly dict such
as a chart of scores, in which nothing can be picked. A string "$ink" or "$ink@0.4" in either is a colour of the
palette, which the browser takes for light or dark.
"""

import json
from collections.abc import Callable, Sequence
from typing import Any

import streamlit as st
from streamlit.components.v2 import component

from web import assets
from web.scripts import text_of

HTML = """
<div class="cun-plot" data-revision="0">
  <div class="cun-plot__graph"></div>
  <div class="cun-plot__buttons" role="group" aria-label="Size of the drawing">
    <button type="button" data-zoom="in" aria-label="Zoom in">+</button>
    <button type="button" data-zoom="out" aria-label="Zoom out">−</button>
    <button type="button" data-zoom="reset" aria-label="Show all of the drawing">Show all</button>
  </div>
  <p class="cun-plot__note" role="status">Drawing…</p>
</div>
"""

# Sent with every run, so it is short: it fetches plotly.js and the chart's code, once, side by side.
LOADER = """
let parts;
const at = (file) => new URL(`app/static/${file}`, document.baseURI).href;
function plotly() {
  const script = document.createElement("script");
  script.src = at("PLOTLY_FILE?v=PLOTLY_JS");
  document.head.append(script);
  return new Promise((ok, fail) => { script.onload = () => ok(window.Plotly); script.onerror = fail; });
}
export default async function (component) {
  try {
    const [chart, library] = (parts ??= [import(at("CHART_FOLDER/plot.js")), window.Plotly ?? plotly()]);
    return (await chart).default(component, library);
  } catch (error) {
    parts = undefined;
    component.parentElement.querySelector(".cun-plot").classList.add("cun-plot--silent");
    component.parentElement.querySelector(".cun-plot__note").textContent =
      "The chart's files are missing. Run “python -m web.assets” beside app.py, then reload the page.";
  }
}
"""


def loader() -> str:
    """The inline JavaScript with the addresses of this version filled in."""
    names = {"PLOTLY_FILE": assets.PLOTLY_FILE, "PLOTLY_JS": assets.PLOTLY_JS, "CHART_FOLDER": assets.chart_folder()}
    script = LOADER
    for name, value in names.items():
        script = script.replace(name, value)
    return script


_mount = component(
    "cun_plot",
    html=HTML,
    css=text_of("plot/plot.css"),
    js=loader(),
    isolate_styles=False,
)


def render(
    *,
    scene: dict[str, Any] | None = None,
    figure: dict[str, Any] | None = None,
    key: str,
    plate_url: str | None,
    palette: str | dict[str, dict[str, str]],
    height: int,
    alt: str,
    on_pick: Callable[[str], None] | None,
    view_key: str,
    select: str | Sequence[str] | None = None,
    fade: dict[str, float] | None = None,
    relief: bool = True,
    on_place: Callable[[float, float], None] | None = None,
    answered: int = 0,
) -> None:
    """Draw a scene over its plate, or a figure, in the same plot as last time.

    plate_url: an address below `app/static/` (with or without that beginning), or None for no plate.
    palette: {"light": {token: "#rrggbb"}, "dark": {…}}, or the address of a file with that; its token `selected`
        colours the ring round the id `select`, or round several.
    height: px, the row of zoom buttons included.
    alt: what is drawn, in words.
    on_pick: called with the id before the next run, also when the same id is picked again.
    view_key: the reader's zoom is kept while this stays the same.
    fade: {role of a layer of the plate: its opacity}, for what a reader may fade: {"bones": 0.4}.
    relief: whether the plate's shading is shown.
    on_place: called with (x, y), in the view units of the drawing as it is shown, when the reader presses where
        there is nothing to pick.
    answered: how often the reader chose in another way than on the drawing; on a phone the answer then comes into
        sight as after a pick.

    Raises ValueError when a value is not JSON (numpy arrays, NaN).
    """
    data = {
        "scene": scene,
        "figure": figure,
        "plate": plate_url,
        "palette": palette,
        "height": height,
        "alt": alt,
        "view": view_key,
        "select": select,
        "fade": fade or {},
        "relief": relief,
        "places": on_place is not None,
        "answered": answered,
    }
    refuse_what_is_not_json(data)

    def picked() -> None:
        value = st.session_state[key].get("picked")
        if on_pick is not None and value is not None:
            on_pick(str(value))

    def placed() -> None:
        value = st.session_state[key].get("placed")
        if on_place is not None and is_place(value):
            on_place(float(value[0]), float(value[1]))

    _mount(key=key, data=data, height=height, on_picked_change=picked, on_placed_change=placed)


def is_place(value: Any) -> bool:
    """Whether the browser told two sensible numbers."""
    numbers = isinstance(value, list) and len(value) == 2 and all(isinstance(one, int | float) for one in value)
    return numbers and all(abs(one) < 100 for one in value)


def refuse_what_is_not_json(data: dict[str, Any]) -> None:
    """Streamlit would send such values as text, and the chart would stay empty without a word."""
    try:
        json.dumps(data, allow_nan=False)
    except (TypeError, ValueError) as error:
        why = f"the figure holds a value the browser cannot read ({error}); use lists, and None for a gap"
        raise ValueError(why) from error
