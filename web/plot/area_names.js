/* Names of the areas of the sheet and of its lines: where there is room, beside the names of the points. */

import { areasAt } from "./hit.js";
import { node, widthOf } from "./svg.js";
import { viewOf } from "./view.js";

const NAME_PX = 11,
  ROW_PX = 14,
  POINT_PX = 9;
const NAME_FONT = `italic 400 ${NAME_PX}px`;
const PLACES = [
  [0, 0],
  [0, -1],
  [0, 1],
  [0, -2],
  [0, 2],
  [0.4, 0],
  [-0.4, 0],
  [0.4, 1],
  [-0.4, 1],
  [0.4, -1],
  [-0.4, -1],
  [0, 3],
  [0, -3],
  [0.8, 0],
  [-0.8, 0],
  [0.8, 2],
  [-0.8, 2],
  [0.8, -2],
  [-0.8, -2],
  [1.2, 0],
  [-1.2, 0],
];

/** Write the short name of every area of the sheet that has room for it and hides no mark and no other name; and the
    names of its lines, beside their last end. */
export function layAreaNames(chart) {
  const { graph, zones, lines, data } = chart;
  graph.querySelector(".cun-plot__area-names")?.remove();
  const host = graph.querySelector(".hoverlayer");
  if (!host || !data.scene?.zones?.names) return;
  const group = node("g", { class: "cun-plot__area-names", "aria-hidden": "true" });
  const view = viewOf(graph),
    taken = takenBoxes(chart, view);
  for (const area of [...zones].reverse()) {
    const box = roomFor(chart.areas, view, area, taken);
    if (box)
      write(chart, group, taken, box, area.label, {
        "font-style": "italic",
        "font-weight": area.code === data.select ? 700 : 400,
      });
  }
  for (const line of lines) {
    const box = besideEnd(view, line);
    if (isFree(box, taken)) write(chart, group, taken, box, line.name, {});
  }
  host.parentNode.insertBefore(group, host);
}

function write({ names }, group, taken, box, words, more) {
  const text = node("text", {
    x: (box.left + box.right) / 2,
    y: (box.top + box.bottom) / 2 + NAME_PX * 0.36,
    "text-anchor": "middle",
    "font-size": NAME_PX,
    fill: names.text,
    stroke: names.back,
    "stroke-width": 2.6,
    "stroke-linejoin": "round",
    "paint-order": "stroke",
    "font-family": getComputedStyle(document.body).fontFamily,
    style: "pointer-events: none",
    ...more,
  });
  text.textContent = words;
  taken.push(box);
  group.append(text);
}

/* Beside the last end of a line, away from its middle, inside the drawing; below it where it runs upright. */
function besideEnd(view, { places, name }) {
  const width = widthOf(name, NAME_FONT) + 3,
    first = view.left + width / 2 + 2,
    last = view.right - width / 2 - 2;
  const [[x0, y0], [x1, y1]] = [places[0], places.at(-1)].map(([x, y]) => [view.px(x), view.py(y)]);
  const level = Math.abs(x1 - x0) > Math.abs(y1 - y0);
  const middle = Math.min(Math.max(level ? x1 + Math.sign(x1 - x0) * (width / 2 + 10) : x1, first), last),
    height = level ? y1 : y1 + ROW_PX;
  return { left: middle - width / 2, right: middle + width / 2, top: height - ROW_PX / 2, bottom: height + ROW_PX / 2 };
}

const isFree = (box, taken) =>
  !taken.some(
    (other) => box.left < other.right && other.left < box.right && box.top < other.bottom && other.top < box.bottom,
  );

/** Room that marks and their names take, in px of the graph. */
export function takenBoxes({ graph, picks }, view) {
  const corner = graph.getBoundingClientRect();
  const written = [...graph.querySelectorAll(".cun-plot__labels text")].map((text) => {
    const { left, right, top, bottom } = text.getBoundingClientRect();
    return { left: left - corner.left, right: right - corner.left, top: top - corner.top, bottom: bottom - corner.top };
  });
  const marks = picks.map(({ x, y }) => {
    const px = view.px(x),
      py = view.py(y);
    return { left: px - POINT_PX, right: px + POINT_PX, top: py - POINT_PX, bottom: py + POINT_PX };
  });
  return [...written, ...marks];
}

/* A box for the name in which a press anywhere would answer with this very area, or null. */
function roomFor(areas, view, area, taken) {
  const width = widthOf(area.label, NAME_FONT) + 3,
    [x0, y0] = [view.px(area.at[0]), view.py(area.at[1])];
  const answers = ([px, py]) => view.holds(px, py) && areasAt(areas, view.x(px), view.y(py))[0] === area;
  for (const [dx, dy] of PLACES) {
    const x = x0 + dx * width,
      y = y0 + dy * ROW_PX;
    const spots = [-0.5, -0.25, 0, 0.25, 0.5].flatMap((along) =>
      [-0.36, 0.36].map((up) => [x + along * width, y + up * ROW_PX]),
    );
    if (!spots.every(answers)) continue;
    const box = { left: x - width / 2, right: x + width / 2, top: y - ROW_PX / 2, bottom: y + ROW_PX / 2 };
    if (isFree(box, taken)) return box;
  }
  return null;
}
