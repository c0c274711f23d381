/* Names of the areas of the sheet and of its lines: inside where there is room, else beside the limb on a thin line. */

import { areasAt, chosenOf } from "./hit.js";
import { buttonsOn, scaleBoxes } from "./labels.js";
import { boxesMeet, linesCross, nameNode, node, widthOf } from "./svg.js";
import { lay, viewOf } from "./view.js";

const NAME_PX = 11,
  ROW_PX = 14,
  POINT_PX = 9,
  AWAY_PX = 12; // from the limb to the names beside it
const BESIDE = [0, 1, -1, 2, -2, 3, -3, 4, -4, 5, -5]; // rows from the height of an area
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
  if (!data.scene?.zones?.names) return lay(graph, "cun-plot__area-names", null);
  const group = node("g", {});
  const view = viewOf(graph),
    taken = takenBoxes(chart, view);
  const beside = [];
  const writeArea = (area, box) =>
    write(chart, group, taken, box, area.label, {
      "font-style": "italic",
      "font-weight": chosenOf(data).includes(area.code) ? 700 : 400,
    });
  for (const area of [...zones].reverse()) {
    const box = roomFor(chart.areas, view, area, taken);
    if (box) writeArea(area, box);
    else beside.push(area);
  }
  const edges = limbEdges(zones, view);
  taken.push(...buttonsOn(chart.root, graph));
  const placed = [],
    kept = taken.slice();
  for (const area of beside.sort((a, b) => b.at[1] - a.at[1])) {
    const room = roomBeside(view, edges, area, taken);
    if (!room) continue;
    taken.push(room.box);
    placed.push(room);
  }
  uncross(
    placed,
    ({ box: { left, right, top, bottom } }) =>
      view.holds(left, top) && view.holds(right, bottom) && isFree({ left, right, top, bottom }, kept),
  );
  for (const { area, box, line } of placed) {
    group.append(leader(chart, line));
    writeArea(area, box);
  }
  for (const line of lines) {
    const box = besideEnd(view, line);
    if (isFree(box, taken)) write(chart, group, taken, box, line.name, {});
  }
  lay(graph, "cun-plot__area-names", group);
}

function write({ names }, group, taken, box, words, more) {
  const at = { x: (box.left + box.right) / 2, y: (box.top + box.bottom) / 2 + NAME_PX * 0.36 };
  taken.push(box);
  group.append(nameNode(words, names, { ...at, "text-anchor": "middle", "font-size": NAME_PX, ...more }));
}

/* The left and the right end of all areas, in px. */
function limbEdges(zones, view) {
  const xs = zones.flatMap(({ rings }) => rings.flat().map(([x]) => view.px(x)));
  return { left: Math.min(...xs) - AWAY_PX, right: Math.max(...xs) + AWAY_PX };
}

/* Room in the column beside the limb that is nearer to the area, at its height or a few rows from there; or null. */
function roomBeside(view, edges, area, taken) {
  const width = widthOf(area.label, NAME_FONT) + 3,
    [x, y] = [view.px(area.at[0]), view.py(area.at[1])],
    onLeft = x < (edges.left + edges.right) / 2,
    left = onLeft ? edges.left - width : edges.right;
  const at = (top) => {
    const box = { left, right: left + width, top, bottom: top + ROW_PX };
    return { area, onLeft, at, box, line: [onLeft ? box.right + 2 : box.left - 2, top + ROW_PX / 2, x, y] };
  };
  return (
    BESIDE.map((rows) => at(y + (rows - 0.5) * ROW_PX)).find(
      ({ box }) => view.holds(left, box.top) && view.holds(box.right, box.bottom) && isFree(box, taken),
    ) ?? null
  );
}

/* Names on one side whose lines cross change their rows, which makes both lines shorter together. */
function uncross(placed, fits) {
  for (let pass = 0; pass < placed.length; pass++)
    for (let i = 0; i < placed.length; i++)
      for (let j = 0; j < i; j++) {
        const [one, other] = [placed[i], placed[j]];
        if (one.onLeft !== other.onLeft || !linesCross(one.line, other.line)) continue;
        const changed = [one.at(other.box.top), other.at(one.box.top)];
        if (changed.every(fits)) [placed[i], placed[j]] = changed;
      }
}

function leader({ names }, [x1, y1, x2, y2]) {
  return node("line", { x1, y1, x2, y2, stroke: names.text, "stroke-width": 0.7, "stroke-opacity": 0.6 });
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

const isFree = (box, taken) => !taken.some((other) => boxesMeet(box, other));

/** Room that marks, their names and the scale bar take, in px of the graph. */
export function takenBoxes({ labels, picks, data }, view) {
  const marks = picks.map(({ x, y }) => {
    const px = view.px(x),
      py = view.py(y);
    return { left: px - POINT_PX, right: px + POINT_PX, top: py - POINT_PX, bottom: py + POINT_PX };
  });
  return [...labels.map(({ box }) => box), ...marks, ...scaleBoxes(data.scene ?? {}, view)];
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
