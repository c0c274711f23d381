/* A press is answered at once: a ring round what was pressed, before the page has heard of it. Its card is what the
   reader waits for, so the drawing that goes with it is painted two frames after the card. */

import { placeOf } from "./plot_hit.js";

const SVG = "http://www.w3.org/2000/svg";
const RING = { radius: 13, width: 3 }; // px, as the ring that is painted then

let asked = null; // the id that was pressed last, on any chart of the page, until its drawing is painted

/** Ring `id` until the next figure is painted. */
export function ringAtOnce(chart, id) {
  asked = chart.pressed = id;
  layRing(chart);
}

export function endRing(chart) {
  chart.pressed = null;
  layRing(chart);
}

/** Draw the ring where its id is now: the drawing may be zoomed meanwhile. */
export function layRing({ graph, data, areas, ring, pressed }) {
  graph.querySelector(".cun-plot__ring")?.remove();
  const place = pressed && placeOf(pressed, [...areas, ...data.live.data]), host = graph.querySelector(".hoverlayer");
  if (!place || !host) return;
  const { xaxis, yaxis } = graph._fullLayout;
  const [xs, ys] = [place.x.map((x) => x === null ? null : xaxis._offset + xaxis.l2p(x)), place.y.map((y) => y === null ? null : yaxis._offset + yaxis.l2p(y))];
  const shape = document.createElementNS(SVG, place.area ? "path" : "circle");
  const size = place.area ? { d: outline(xs, ys) } : { cx: xs[0], cy: ys[0], r: RING.radius };
  const looks = { class: "cun-plot__ring", fill: "none", stroke: ring, "stroke-width": RING.width, "stroke-linejoin": "round", style: "pointer-events: none", "aria-hidden": "true" };
  for (const [name, value] of Object.entries({ ...looks, ...size })) shape.setAttribute(name, value);
  host.parentNode.insertBefore(shape, host);
}

/** Paint now; or, when this is the answer to a press, after its card. */
export function inTurn(chart, paint) {
  cancelAnimationFrame(chart.waiting);
  if (!chart.listening || asked === null || chart.data.select !== asked) return paint();
  chart.waiting = requestAnimationFrame(() => {
    chart.waiting = requestAnimationFrame(() => { asked = null; paint(); });
  });
}

function outline(xs, ys) {
  return xs.map((x, i) => (x === null ? "" : `${i === 0 || xs[i - 1] === null ? "M" : "L"}${x.toFixed(1)} ${ys[i].toFixed(1)}`)).join("") + "Z";
}
