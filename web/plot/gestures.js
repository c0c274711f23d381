/* What a reader does on the drawing: buttons, two fingers, the wheel, a press. */

import { ringAtOnce } from "./answer.js";
import { lookAt } from "./hit.js";
import { tell } from "./tip.js";
import { placeIn } from "./view.js";
import { listenForPinch, zoomBy } from "./zoom.js";

const BREATHER = 300; // ms between two picks that the page hears

/** Answer to everything that a reader does, until `signal`. */
export function listenToReader(chart, signal) {
  const { root, graph } = chart;
  for (const button of root.querySelectorAll("[data-zoom]"))
    button.addEventListener("click", () => zoomBy(chart, button.dataset.zoom), { signal });
  listenForPinch(chart, signal);
  // The wheel scrolls the page; with Ctrl held (or two fingers on a track pad) it zooms the drawing.
  graph.addEventListener(
    "wheel",
    (event) => {
      if (!event.ctrlKey && !event.metaKey) event.stopPropagation();
    },
    { capture: true, signal },
  );

  // A press that ends where it began is a pick of what lay there when it began, even if the page scrolls meanwhile.
  // A press that moves, or is joined by a second finger, is none.
  graph.addEventListener(
    "pointerdown",
    (event) => {
      const { clientX: x, clientY: y, pointerType } = event;
      chart.press =
        event.isPrimary && event.button === 0 ? { x, y, id: lookAt(chart, x, y, pointerType !== "mouse").id } : null;
    },
    { capture: true, signal },
  );
  window.addEventListener(
    "pointercancel",
    () => {
      chart.press = null;
    },
    { capture: true, signal },
  );
  window.addEventListener(
    "pointerup",
    (event) => {
      const press = chart.press;
      if (event.isPrimary) chart.press = null;
      if (!press || !event.isPrimary || Math.hypot(event.clientX - press.x, event.clientY - press.y) > 8) return;
      tell(chart, []);
      if (press.id !== null) {
        chart.picked = true;
        pick(chart, press.id);
      } else if (chart.data.places) placeAt(chart, press.x, press.y);
    },
    { capture: true, signal },
  );
  // After a tap the browser plays a mouse, which is not to say what the opened card says.
  for (const kind of ["pointerdown", "pointermove"])
    graph.addEventListener(
      kind,
      (event) => {
        chart.finger = event.pointerType !== "mouse";
      },
      { capture: true, signal },
    );
  graph.addEventListener(
    "mousemove",
    (event) => {
      const { id, areas } = lookAt(chart, event.clientX, event.clientY, false);
      graph.classList.toggle("cun-plot__graph--pick", id !== null);
      tell(chart, event.buttons || chart.finger ? [] : areas.filter(({ says }) => says), event);
    },
    { signal },
  );
  graph.addEventListener("mouseleave", () => tell(chart, []), { signal });
  document.addEventListener(
    "keydown",
    ({ key }) => {
      if (key === "Escape") tell(chart, []);
    },
    { signal },
  );
  // A press opens what the hover tells: a finger needs none of it, and over an area Plotly is silent about points that are
  // further away than a press reaches.
  graph.on(
    "plotly_beforehover",
    (/** @type {any} */ { clientX, clientY } = {}) =>
      !chart.finger && (clientX === undefined || !lookAt(chart, clientX, clientY, false).areas.length),
  );
}

/** Every pick is a run of the page, unless who is told answers at once (`prompt`); of many in a row the first counts at
    once, then only the last. */
export function pick(chart, id) {
  clearTimeout(chart.late);
  const wait = (chart.sent ?? -BREATHER) + BREATHER - performance.now();
  if (wait > 0 && !chart.data.prompt) chart.late = setTimeout(() => pick(chart, id), wait);
  else {
    chart.sent = performance.now();
    ringAtOnce(chart, id);
    chart.send(id);
  }
}

/* Where a press lies on the drawing, in view units; nothing beside it. */
function placeAt({ graph, place }, clientX, clientY) {
  const { view, px, py } = placeIn(graph, clientX, clientY);
  if (view.holds(px, py)) place(view.x(px), view.y(py));
}
