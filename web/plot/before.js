/* Where the marks stood before: after a change they fade over two seconds, so that what moved is seen. */

import { node } from "./svg.js";
import { viewOf } from "./view.js";

const SEEN = 2; // px: a mark that moved less has not moved
const RADIUS = 3.5;

/** Show for a moment where the marks of the last drawing stood, when this one is of the same view. Not for those who
    want nothing to move. */
export function fadeBefore(chart) {
  const { data, graph, stood } = chart,
    marks = chart.traces.find(({ name }) => name === "points"),
    stands = placesByName(marks);
  chart.stood = { view: data.view, places: stands };
  if (stood?.view !== data.view || matchMedia("(prefers-reduced-motion: reduce)").matches) return;
  const view = viewOf(graph),
    px = ({ x, y }) => [view.px(x) - view.left, view.py(y) - view.top];
  const apart = [...stands].flatMap(([name, now]) => {
    const [[x1, y1], [x2, y2]] = [stood.places.get(name) ?? now, now].map(px);
    return Math.hypot(x2 - x1, y2 - y1) > SEEN ? [{ x1, y1, x2, y2, colour: now.colour }] : [];
  });
  const host = graph.querySelector(".scatterlayer"); // it lies below the marks
  if (!apart.length || !host) return;
  endBefore(chart);
  const group = node("g", { class: "cun-plot__before", "aria-hidden": "true" });
  for (const { x1, y1, x2, y2, colour } of apart)
    group.append(
      node("line", { x1, y1, x2, y2, stroke: colour }),
      node("circle", { cx: x1, cy: y1, r: RADIUS, fill: colour }),
    );
  group.addEventListener("animationend", () => group.remove());
  host.parentNode.insertBefore(group, host);
}

/** Nothing of it is left: the drawing is zoomed, or changes again. */
export function endBefore({ graph }) {
  graph.querySelector(".cun-plot__before")?.remove();
}

/* The marks by code and number, because a point may have several. */
function placesByName(marks) {
  const seen = new Map(),
    places = new Map();
  for (const [i, [code]] of (marks?.customdata ?? []).entries()) {
    const number = seen.get(code) ?? 0;
    seen.set(code, number + 1);
    places.set(`${code} ${number}`, { x: marks.x[i], y: marks.y[i], colour: marks.marker.color[i] });
  }
  return places;
}
