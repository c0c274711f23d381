/* While a size is tried the marks move: what Plotly has drawn is moved as it stands, and nothing is drawn anew until the
   size is let go. Names go with their marks; whether one covers another is looked at when the drawing is whole again. */

import { ringTraces } from "./answer.js";
import { moveLabels } from "./labels.js";
import { layReach } from "./reach.js";
import { drawnScene } from "./scene.js";
import { drawnParts, viewOf } from "./view.js";

const SAME = ["plate", "view", "select"]; // what may not change meanwhile

/** The drawing has been painted with these data. @param {any} chart @param {any} data @param {object[]} traces */
export function keepPainted(chart, data, traces) {
  Object.assign(chart, { painted: data, traces, parts: null });
  chart.root.classList.remove("cun-plot--moving");
}

/** Move the drawing to where its newest scene has everything. False when something comes, goes or is not drawn yet:
    then it has to be drawn. */
export function moved(chart) {
  const { data, painted: last } = chart;
  if (!last || SAME.some((name) => last[name] !== data[name])) return false;
  const drawn = drawnScene(data.scene),
    traces = [...drawn.data, ...ringTraces({ ...chart, picks: drawn.picks })];
  chart.parts ??= drawnParts(chart.graph);
  if (!alike(chart, traces, drawn.picks)) return false;
  const view = viewOf(chart.graph);
  traces.forEach((trace, i) => {
    if (!sameWay(chart.traces[i], trace)) place(chart.parts[i], trace, view);
  });
  Object.assign(chart, { drawn, traces, picks: drawn.picks });
  chart.root.classList.add("cun-plot--moving");
  moveLabels(chart, view);
  layReach(chart);
  return true;
}

/* Whether the same things are drawn, perhaps elsewhere, and each of them stands in the SVG. */
function alike({ traces, picks, parts }, nowTraces, nowPicks) {
  return (
    parts.length === nowTraces.length &&
    traces.length === nowTraces.length &&
    picks.length === nowPicks.length &&
    picks.every(({ id }, i) => id === nowPicks[i].id) &&
    nowTraces.every((now, i) => {
      const old = traces[i];
      return now.name === old.name && now.x.length === old.x.length && (sameWay(old, now) || movable(parts[i], now));
    })
  );
}

const sameWay = (a, b) => a.x.every((x, i) => x === b.x[i]) && a.y.every((y, i) => y === b.y[i]);

const movable = ({ points }, { mode, x }) => mode === "lines" || (mode === "markers" && points.length === x.length);

function place({ lines, fills, points }, { x: xs, y: ys, mode }, view) {
  const px = (i) => rounded(view.px(xs[i]) - view.left),
    py = (i) => rounded(view.py(ys[i]) - view.top);
  if (mode === "markers") {
    points.forEach((point, i) => {
      const to = `translate(${px(i)},${py(i)})`;
      if (point.getAttribute("transform") !== to) point.setAttribute("transform", to);
    });
    return;
  }
  let way = "";
  for (let i = 0; i < xs.length; i += 1)
    if (xs[i] !== null) way += `${i && xs[i - 1] !== null ? "L" : "M"}${px(i)},${py(i)}`;
  // Plotly has a path for each part of a line, none where the line is out of sight.
  lines.forEach((line, i) => line.setAttribute("d", i ? "M0,0" : way));
  for (const fill of fills) fill.setAttribute("d", `${way}Z`);
}

const rounded = (px) => Math.round(px * 10) / 10;
