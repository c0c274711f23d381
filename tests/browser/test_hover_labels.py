"""What is told under the mouse is whole: no label is cut at an edge of the drawing."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page
from screen import GRAPH
from stage import CHART, Stage, data_of

from charts.palette import look_palettes
from charts.screen.limb import limb_scene
from content.marks import view_content
from coords.body import Body
from coords.cun import Measurements
from coords.view import VIEWS
from data import load_atlas
from ui.components import plot

ATLAS = load_atlas()
OUTSIDE = f"""async () => {{
  const graph = document.querySelector('{GRAPH}'), room = graph.getBoundingClientRect(), outside = [];
  const parts = graph._fullData.flatMap(({{ hovertext }}, curveNumber) =>
    hovertext ? [].concat(hovertext).map((_, pointNumber) => ({{ curveNumber, pointNumber }})) : []);
  for (const part of parts) {{
    Plotly.Fx.hover(graph, [part]);
    const label = graph.querySelector('.hoverlayer .hovertext');
    if (!label) {{ outside.push([part, 'no label']); continue; }}
    const {{ left, right, top, bottom }} = label.getBoundingClientRect(), edge = 0.5; // half the line around it
    const cut = Math.max(room.left - left, right - room.right, room.top - top, bottom - room.bottom) + edge;
    if (cut > 0) outside.push([label.textContent.slice(0, 12), cut]);
  }}
  return {{ tried: parts.length, outside }};
}}"""


@pytest.mark.parametrize("width", [390, 1280, pytest.param(330, marks=pytest.mark.endure)])  # 330: both feet together
def test_no_label_of_a_point_is_cut_at_the_edge(new_page: Callable[..., Page], stage: Stage, width: int) -> None:
    page, tried = new_page(width=width, height=800), 0
    for view in VIEWS:
        page.goto(stage.put(CHART, chart_data(view)))
        page.wait_for_function("() => Number(document.querySelector('.cun-plot')?.dataset.revision) > 0")
        told = page.evaluate(OUTSIDE)
        assert told["outside"] == [], view
        tried += told["tried"]
    assert tried > 200


def chart_data(view: str) -> dict[str, Any]:
    scene = limb_scene(**view_content(ATLAS, Body(ATLAS.limb, Measurements(fingers={"thumb": 20.7})), view))
    look: dict[str, Any] = {"plate_url": None, "palette": look_palettes(), "height": 560}
    return data_of(plot, lambda: plot.render(scene=scene, key="x", alt=view, view_key=view, on_pick=print, **look))
