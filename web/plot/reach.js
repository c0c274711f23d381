/* The measuring line can be pulled by its end to a length that the reader measured. It changes nothing: what the length
   means is said in words beside it (`data.reach`: {cm, says, label}). Escape, or a press elsewhere, lets go. */

import { pick } from "./gestures.js";
import { lookAt } from "./hit.js";
import { node } from "./svg.js";
import { lay, viewOf } from "./view.js";

const SHORTEST = 0.3,
  LONGEST = 3; // times the length that is drawn
const STEPS = { ArrowUp: 0.1, ArrowRight: 0.1, ArrowDown: -0.1, ArrowLeft: -0.1, PageUp: 1, PageDown: -1 }; // cm
const STILL = 4; // px: what moves less is a tap

/** Put the handle where the line ends now; none where no line is drawn or its end is out of sight. */
export function layReach(chart) {
  const { root, data, drawn } = chart,
    line = data.reach && drawn.measure && lineOf(chart);
  if (chart.pulled && (!line?.seen || chart.pulled.of !== data.select)) letGo(chart);
  if (chart.handle) chart.handle.hidden = !line?.seen;
  if (!line?.seen) return;
  chart.handle ??= begin(chart);
  if (!data.quick) {
    chart.handle.title = data.reach.label;
    chart.handle.setAttribute("aria-label", data.reach.label);
    root.style.setProperty("--cun-plot-ring", chart.ring);
  }
  show(chart);
}

/* In px: where the line begins, where it ends as it is drawn, whether that is in sight, and in the lower half. */
function lineOf({ graph, drawn }) {
  const view = viewOf(graph),
    [from, to] = drawn.measure.ends.map(([x, y]) => [view.px(x), view.py(y)]);
  return { from, to, seen: view.holds(...to), low: to[1] > view.top + view.height / 2 };
}

function begin(chart) {
  const handle = Object.assign(document.createElement("button"), { type: "button", className: "cun-plot__reach" });
  const signal = chart.closing.signal;
  let grip = null; // where the handle was taken: px of the window, px from its middle; moved: a tap is meant for what lies below
  handle.setAttribute("role", "slider");
  handle.addEventListener("pointerdown", ({ button, pointerId, clientX: x, clientY: y }) => {
    if (button !== 0) return;
    const box = handle.getBoundingClientRect();
    grip = { x, y, aside: [x - box.left - box.width / 2, y - box.top - box.height / 2], moved: false };
    handle.setPointerCapture(pointerId);
  });
  handle.addEventListener("pointermove", ({ clientX: x, clientY: y }) => {
    if (!grip || !(grip.moved ||= Math.hypot(x - grip.x, y - grip.y) > STILL)) return;
    const corner = chart.graph.getBoundingClientRect();
    pullTo(chart, [x - corner.left - grip.aside[0], y - corner.top - grip.aside[1]]);
  });
  handle.addEventListener("pointerup", ({ clientX, clientY, pointerType }) => {
    if (grip && !grip.moved) tapThrough(chart, clientX, clientY, pointerType !== "mouse");
    grip = null;
  });
  handle.addEventListener("pointercancel", () => {
    grip = null;
  });
  handle.addEventListener("keydown", (event) => {
    if (!(event.key in STEPS)) return;
    event.preventDefault();
    pull(chart, lengthOf(chart) + STEPS[event.key]);
  });
  document.addEventListener("keydown", ({ key }) => key === "Escape" && letGo(chart), { signal });
  const elsewhere = ({ target }) => target !== handle && letGo(chart);
  document.addEventListener("pointerdown", elsewhere, { capture: true, signal });
  chart.root.append(handle);
  return handle;
}

function tapThrough(chart, x, y, finger) {
  const { id } = lookAt(chart, x, y, finger);
  if (id !== null) pick(chart, id);
}

const lengthOf = ({ pulled, data }) => pulled?.cm ?? data.reach.cm;

/* To the place on the line that is next to a place of the drawing. */
function pullTo(chart, [x, y]) {
  const { from, to } = lineOf(chart),
    way = [to[0] - from[0], to[1] - from[1]];
  const share = ((x - from[0]) * way[0] + (y - from[1]) * way[1]) / (way[0] ** 2 + way[1] ** 2);
  pull(chart, share * chart.data.reach.cm);
}

function pull(chart, cm) {
  const { reach, select } = chart.data,
    kept = Math.min(Math.max(cm, SHORTEST * reach.cm), LONGEST * reach.cm);
  chart.pulled = { of: select, cm: Math.round(kept * 10) / 10 };
  show(chart);
}

function letGo(chart) {
  if (!chart.pulled) return;
  chart.pulled = null;
  if (chart.data.reach && chart.drawn.measure) show(chart);
  else tellLength(chart, null, "");
}

function show(chart) {
  const { handle, data, pulled } = chart,
    { from, to, low } = lineOf(chart),
    cm = lengthOf(chart),
    told = pulled ? data.reach.says(cm) : "";
  const at = [0, 1].map((axis) => from[axis] + ((to[axis] - from[axis]) * cm) / data.reach.cm);
  const values = { min: SHORTEST * data.reach.cm, max: LONGEST * data.reach.cm, now: cm };
  for (const [name, value] of Object.entries(values)) handle.setAttribute(`aria-value${name}`, value.toFixed(1));
  handle.setAttribute("aria-valuetext", told || `${cm.toFixed(1)} cm`);
  handle.style.transform = `translate(${at[0]}px, ${at[1]}px)`;
  handle.classList.toggle("cun-plot__reach--pulled", Boolean(pulled));
  tellLength(chart, pulled && [from, at], told, low);
}

/* The line as it is pulled, and its words where the finger is not: above, when it ends in the lower half. */
function tellLength({ root, graph }, line, told, above = false) {
  const words = root.querySelector(".cun-plot__reached"),
    [[x1, y1], [x2, y2]] = line ?? [[], []];
  lay(graph, "cun-plot__pulled", line && node("line", { x1, y1, x2, y2 }));
  if ((words?.textContent ?? "") === told) return;
  words?.remove();
  const className = `cun-plot__reached${above ? " cun-plot__reached--above" : ""}`;
  if (told) root.append(Object.assign(document.createElement("p"), { className, textContent: told }));
}
