/* A press is answered at once: a ring round what was pressed, before the page has heard of it. Its card is what the
   reader waits for, so the drawing that goes with it is painted two frames after the card. */

import { chosenOf, placeOf } from "./hit.js";
import { node } from "./svg.js";
import { lay, viewOf } from "./view.js";

/** The ring round what is chosen, px. */
export const RING = { radius: 13, width: 3 };

let asked = null; // the id that was pressed last, on any chart of the page, until its drawing is painted

/** Ring `id` until the next figure is painted. */
export function ringAtOnce(chart, id) {
  asked = chart.pressed = id;
  layRing(chart);
}

/** The figure that answers is painted: its own ring stands there now. */
export function endRing(chart) {
  chart.pressed = null;
  layRing(chart);
}

/** Draw the ring where its id is now: the drawing may be zoomed meanwhile. */
export function layRing(chart) {
  const { graph, ring, pressed } = chart;
  const place = pressed && placeOf(pressed, chart);
  if (!place) return lay(graph, "cun-plot__ring", null);
  const view = viewOf(graph);
  const size = place.rings
    ? { d: place.rings.map((one) => outline(one, view)).join("") }
    : { cx: view.px(place.x), cy: view.py(place.y), r: RING.radius };
  const looks = {
    fill: "none",
    stroke: ring,
    "stroke-width": RING.width,
    "stroke-linejoin": "round",
    style: "pointer-events: none",
  };
  lay(graph, "cun-plot__ring", node(place.rings ? "path" : "circle", { ...looks, ...size }));
}

/** The rings that stand in the figure, as traces; what is chosen and not drawn has none. */
export const ringTraces = (chart) => chosenOf(chart.data).flatMap((id) => ringTrace(id, chart) ?? []);

function ringTrace(id, chart) {
  const place = placeOf(id, chart),
    color = chart.ring;
  if (!place) return null;
  const common = { type: "scatter", hoverinfo: "skip", showlegend: false };
  if (!place.rings)
    return {
      ...common,
      x: [place.x],
      y: [place.y],
      mode: "markers",
      cliponaxis: false,
      marker: { symbol: "circle-open", size: 2 * RING.radius, color, line: { color, width: RING.width } },
    };
  const corners = place.rings.flatMap((one) => [...one, one[0], [null, null]]).slice(0, -1);
  return {
    ...common,
    x: corners.map(([x]) => x),
    y: corners.map(([, y]) => y),
    mode: "lines",
    line: { color, width: RING.width },
  };
}

/** Paint now; or, when this is the page's answer to a press, after its card. */
export function inTurn(chart, paint) {
  cancelAnimationFrame(chart.waiting);
  if (!chart.listening || chart.data.prompt || asked === null || !chosenOf(chart.data).includes(asked)) return paint();
  chart.waiting = requestAnimationFrame(() => {
    chart.waiting = requestAnimationFrame(() => {
      asked = null;
      paint();
    });
  });
}

const outline = (places, view) =>
  `M${places.map(([x, y]) => `${view.px(x).toFixed(1)} ${view.py(y).toFixed(1)}`).join("L")}Z`;
