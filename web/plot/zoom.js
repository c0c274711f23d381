/* Zooming and moving the drawing: three buttons for everyone, two fingers on a touch screen.
   One finger always scrolls the page. */

import { chosenOf } from "./hit.js";
import { placeIn, viewOf } from "./view.js";

const STEP = 1.6; // one press of a button
const CLOSEST = 24; // times the size at the start
const FARTHEST = 0.5;

/** "in", "out" or "reset". Zooms about the chosen point while it is in sight, else about the middle. */
export function zoomBy(chart, how) {
  if (how === "reset") return goHome(chart);
  const view = viewOf(chart.graph),
    mark = chart.picks.findLast(({ id }) => id === chosenOf(chart.data)[0]);
  const seen = mark && view.holds(view.px(mark.x), view.py(mark.y));
  const about = seen ? [view.px(mark.x) - view.left, view.py(mark.y) - view.top] : [view.width / 2, view.height / 2];
  move(chart, view.range, how === "in" ? STEP : 1 / STEP, about, about);
}

/** Two fingers zoom and move the drawing; the browser keeps every gesture of one finger. */
export function listenForPinch(chart, signal) {
  let from = null;
  const two = (event) => {
    const [a, b] = event.touches;
    const { view, px, py } = placeIn(chart.graph, (a.clientX + b.clientX) / 2, (a.clientY + b.clientY) / 2);
    return {
      middle: [px - view.left, py - view.top],
      span: Math.max(20, Math.hypot(a.clientX - b.clientX, a.clientY - b.clientY)),
    };
  };
  const options = { capture: true, passive: false, signal };
  chart.graph.addEventListener(
    "touchstart",
    (event) => {
      from =
        event.touches.length === 2 && event.cancelable ? { ...two(event), ranges: viewOf(chart.graph).range } : null;
      if (from) {
        event.preventDefault();
        event.stopPropagation();
      }
    },
    options,
  );
  chart.graph.addEventListener(
    "touchmove",
    (event) => {
      if (!from || event.touches.length !== 2 || !event.cancelable) return;
      event.preventDefault();
      event.stopPropagation();
      const now = two(event);
      cancelAnimationFrame(from.frame);
      from.frame = requestAnimationFrame(() => move(chart, from.ranges, now.span / from.span, from.middle, now.middle));
    },
    options,
  );
  chart.graph.addEventListener(
    "touchend",
    () => {
      from = null;
    },
    options,
  );
}

/* Shows the ranges `times` larger, with what lay under pixel `from` now under pixel `to` (px inside the axes). */
function move(chart, { x, y }, times, from, to) {
  const view = viewOf(chart.graph);
  const home = chart.home.x ? chart.home.x[1] - chart.home.x[0] : x[1] - x[0];
  const magnified = home / (x[1] - x[0]);
  const zoom = Math.min(Math.max(times, FARTHEST / magnified), CLOSEST / magnified);
  const width = (x[1] - x[0]) / zoom,
    height = (y[1] - y[0]) / zoom;
  const left = x[0] + (from[0] * (x[1] - x[0]) - to[0] * width) / view.width;
  const top = y[1] - (from[1] * (y[1] - y[0]) - to[1] * height) / view.height;
  chart.Plotly.relayout(chart.graph, { "xaxis.range": [left, left + width], "yaxis.range": [top - height, top] });
}

async function goHome(chart) {
  const { x, y } = chart.home;
  const whole =
    x && y ? { "xaxis.range": [...x], "yaxis.range": [...y] } : { "xaxis.autorange": true, "yaxis.autorange": true };
  await chart.Plotly.relayout(chart.graph, whole);
  chart.range = null;
}
