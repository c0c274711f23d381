/* What lies under a finger or a mouse: our own search in pixels, because a tap has no hover before it.
   Only live traces can be picked: a point is a marker with its id in customdata (or first in its row), an area is a
   filled trace with its id in `meta`. */

const FINGER = { point: 14, noArea: 24 }; // px from the marker's middle: over an area, and where there is none
const MOUSE = { point: 4, noArea: 10 }; // px beyond the marker's edge, likewise

/** The id under a place on the screen (client px), or null. */
export function idAt(chart, clientX, clientY, finger) {
  const { graph } = chart;
  const box = graph.getBoundingClientRect();
  const { xaxis, yaxis } = graph._fullLayout;
  const x = clientX - box.left - xaxis._offset;
  const y = clientY - box.top - yaxis._offset;
  if (x < 0 || y < 0 || x > xaxis._length || y > yaxis._length) return null;
  const reach = finger ? FINGER : MOUSE;
  const near = pointNear(chart, x, y, finger);
  if (near && near.gap <= reach.point) return near.id;
  return areaAt(chart, x, y) ?? (near && near.gap <= reach.noArea ? near.id : null);
}

/** Where an id is drawn, in view units: {x, y, area, shape}, or null. What is drawn last, on top, counts. */
export function placeOf(id, traces) {
  for (const trace of [...traces].reverse()) {
    if (isArea(trace) && trace.meta === id) return { x: trace.x, y: trace.y, area: true, shape: trace.line?.shape ?? "linear" };
    const i = hasPoints(trace) ? trace.customdata.findIndex((row) => idOf(row) === id) : -1;
    if (i >= 0) return { x: [trace.x[i]], y: [trace.y[i]], area: false };
  }
  return null;
}

const idOf = (row) => (Array.isArray(row) ? row[0] : row);
const hasPoints = (trace) => Boolean(trace.customdata) && /markers|text/.test(trace.mode ?? "");
const isArea = (trace) => trace.fill === "toself" && typeof trace.meta === "string";
const shown = ({ graph, firstLive }) =>
  graph._fullData.filter((trace) => trace.index >= firstLive && trace.visible === true && trace.type === "scatter");

function pointNear(chart, x, y, finger) {
  const { xaxis, yaxis } = chart.graph._fullLayout;
  let near = null;
  for (const trace of shown(chart).filter(hasPoints)) {
    const size = trace.marker?.size ?? 0;
    trace.customdata.forEach((row, i) => {
      const id = idOf(row);
      if (id === null || id === undefined || trace.x[i] === null || trace.y[i] === null) return;
      const middle = Math.hypot(xaxis.l2p(trace.x[i]) - x, yaxis.l2p(trace.y[i]) - y);
      const edge = (Array.isArray(size) ? size[i] : size) / 2;
      const gap = finger ? middle : Math.max(0, middle - edge);
      if (!near || gap < near.gap || (gap === near.gap && middle < near.middle)) near = { id, gap, middle };
    });
  }
  return near;
}

function areaAt(chart, x, y) {
  const { xaxis, yaxis } = chart.graph._fullLayout;
  const areas = shown(chart).filter(isArea).reverse(); // the one drawn last lies on top
  const pixels = (values, axis) => values.map((value) => (value === null ? null : axis.l2p(value)));
  const under = areas.find((trace) => inside(pixels(trace.x, xaxis), pixels(trace.y, yaxis), x, y));
  return under ? under.meta : null;
}

/* Even-odd rule; null parts one ring from the next, and each ring closes on its own first corner. */
function inside(xs, ys, x, y) {
  let odd = false, first = 0;
  for (let i = 0; i < xs.length; i++) {
    if (xs[i] === null) { first = i + 1; continue; }
    const next = i + 1 < xs.length && xs[i + 1] !== null ? i + 1 : first;
    const crosses = ys[i] > y !== ys[next] > y;
    if (crosses && x < xs[i] + ((xs[next] - xs[i]) * (y - ys[i])) / (ys[next] - ys[i])) odd = !odd;
  }
  return odd;
}
