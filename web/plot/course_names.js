/* Names of what lies under the skin, at the edges of the drawing, each with a thin line to its course; as many as have
   room, more when the reader is nearer. Those of the open point come first and are always written. */

import { takenBoxes } from "./area_names.js";
import { buttonsOn } from "./labels.js";
import { boxesMeet, nameNode, node, widthOf } from "./svg.js";
import { lay, viewOf } from "./view.js";

const LAID = "cun-plot__course-names";
const LETTER_PX = 11,
  LETTERS_ROW_PX = 14,
  TO_EDGE_PX = 4,
  APART_PX = 22,
  CALM_PX = 24; // each side has so much height for a name
const KIND_RANK = ["artery", "nerve", "vein", "tendon", "muscle"];
const ROW_SHIFTS = [0, 1, -1, 2, -2, 3, -3, 4.5, -4.5]; // rows that a name may stand above or below its place
const ANY_ROW = Array.from({ length: 81 }, (_, i) => i - 40);
const OVER_A_MARK = 60; // px that a line over a mark counts more
const NARROW_PX = 520; // a drawing that is no wider has fewer names
const OVER_A_COURSE = 40; // px that each place of a course under the name counts more
const NAMED_IN = `${LETTER_PX}px`;

/** Write them anew for what is seen now; none while the drawing moves under a hand. @param {any} chart @param {boolean} moving */
export function layCourseNames(chart, moving) {
  const { graph, root, deep } = chart;
  if (!deep || moving) return lay(graph, LAID, null);
  const group = node("g", {});
  const view = viewOf(graph),
    taken = [...takenBoxes(chart, view), ...buttonsOn(root, graph)],
    marks = taken.slice(),
    drawn = deep.told.names.flatMap(([, , , way]) => coursePlaces(view, way)),
    calm = Math.ceil(view.height / (view.width < NARROW_PX ? 1.6 * CALM_PX : CALM_PX)),
    room = { left: calm, right: calm },
    open = openAt(chart, view),
    lines = [];
  for (const course of coursesInOrder(deep)) {
    const own = deep.own.includes(course.id);
    const best = edgePlaceOf(
      view,
      coursePlaces(view, course.way),
      widthOf(course.name, `${own ? 700 : 400} ${NAMED_IN}`),
      {
        taken,
        marks,
        lines,
        room,
        own,
        drawn,
        open: own ? open : null,
      },
    );
    if (best) writeCourse(chart, group, course, best, own);
  }
  for (const [x, y] of deep.told.pulse.at) pulseName(chart, group, view, [view.px(x), view.py(y)], taken);
  lay(graph, LAID, group);
}

/* Where the open point is drawn. */
function openAt({ picks, data }, view) {
  const mark = picks.find(({ id }) => id === data.select);
  return mark && [view.px(mark.x), view.py(mark.y)];
}

function coursesInOrder({ told, own }) {
  return told.names
    .map(([id, name, kind, way]) => ({ id, name, kind, way }))
    .sort(
      (one, other) =>
        Number(own.includes(other.id)) - Number(own.includes(one.id)) ||
        KIND_RANK.indexOf(one.kind) - KIND_RANK.indexOf(other.kind) ||
        other.way.length - one.way.length,
    );
}

/* Places on the course that are seen, some px apart. */
function coursePlaces(view, way) {
  const found = [];
  for (let i = 0; i < way.length; i += 2) {
    const [x, y] = [view.px(way[i]), view.py(way[i + 1])],
      last = found.at(-1);
    if (last && Math.hypot(x - last[0], y - last[1]) > APART_PX)
      for (
        let part = 1, n = Math.ceil(Math.hypot(x - last[0], y - last[1]) / APART_PX), [x0, y0] = last;
        part < n;
        part++
      )
        found.push([x0 + ((x - x0) * part) / n, y0 + ((y - y0) * part) / n]);
    found.push([x, y]);
  }
  return found.filter(
    ([x, y]) => view.holds(x, y) && y > view.top + LETTERS_ROW_PX && y < view.bottom - LETTERS_ROW_PX,
  );
}

/* The nearest free place at either edge whose line crosses no other; null where there is none. A name of the open point
   then takes any row that is free, also above or below its course. */
function edgePlaceOf(view, seen, width, laid, anywhere = false) {
  const { taken, marks, lines, room, own, drawn, open } = laid;
  let best = null;
  for (const side of ["left", "right"]) {
    if (room[side] <= 0 && !own) continue;
    const from = side === "left" ? view.left + TO_EDGE_PX : view.right - TO_EDGE_PX - width,
      end = side === "left" ? from + width + 3 : from - 3;
    for (const [x, y] of seen) {
      const level = side === "left" ? x >= end + 6 : x <= end - 6;
      if (!level && !anywhere) continue;
      for (const shift of anywhere ? ANY_ROW : ROW_SHIFTS) {
        const middle = y + shift * LETTERS_ROW_PX,
          box = {
            left: from - 2,
            right: from + width + 2,
            top: middle - LETTERS_ROW_PX / 2,
            bottom: middle + LETTERS_ROW_PX / 2,
          };
        if (box.top < view.top || box.bottom > view.bottom || (!level && Math.abs(shift) < 1.5)) continue;
        const begin = level
            ? [end, middle]
            : [Math.min(Math.max(x, from), from + width), shift < 0 ? box.bottom : box.top],
          line = [...begin, x, y];
        let cost = Math.abs(x - end) + 2 * Math.abs(shift) * LETTERS_ROW_PX;
        if (best && cost >= best.cost) continue;
        if (open) cost += Math.hypot(x - open[0], y - open[1]);
        cost +=
          OVER_A_MARK * marks.filter((one) => lineOver(line, one)).length +
          OVER_A_COURSE * Math.min(6, drawn.filter((place) => inBox(place, box)).length);
        if (best && cost >= best.cost) continue;
        if (taken.some((one) => boxesMeet(box, one)) || (!anywhere && crosses(line, box, laid))) continue;
        best = { side, box, line, cost, from };
      }
    }
  }
  if (!best) return own && !anywhere ? edgePlaceOf(view, seen, width, laid, true) : null;
  taken.push(best.box);
  lines.push(best.line);
  room[best.side] -= 1;
  return best;
}

/* Whether a line crosses another or a name, or a line runs through its name. */
const crosses = (line, box, { taken, marks, lines }) =>
  lines.some((one) => linesCross(line, one) || lineOver(one, box)) ||
  taken.slice(marks.length).some((one) => lineOver(line, one));

const inBox = ([x, y], box) => x > box.left && x < box.right && y > box.top && y < box.bottom;

/** Whether a line passes through a box. @param {number[]} line @param {{left: number, right: number, top: number, bottom: number}} box */
function lineOver([x0, y0, x1, y1], box) {
  let [first, last] = [0, 1];
  for (const [from, way, low, high] of [
    [x0, x1 - x0, box.left, box.right],
    [y0, y1 - y0, box.top, box.bottom],
  ]) {
    if (!way) {
      if (from <= low || from >= high) return false;
      continue;
    }
    const [a, b] = [(low - from) / way, (high - from) / way];
    first = Math.max(first, Math.min(a, b));
    last = Math.min(last, Math.max(a, b));
  }
  return first < last;
}

/** Whether two lines cross. @param {number[]} one @param {number[]} other */
function linesCross([ax, ay, bx, by], [cx, cy, dx, dy]) {
  const turn = (px, py, qx, qy, rx, ry) => Math.sign((qx - px) * (ry - py) - (qy - py) * (rx - px));
  return (
    turn(ax, ay, bx, by, cx, cy) !== turn(ax, ay, bx, by, dx, dy) &&
    turn(cx, cy, dx, dy, ax, ay) !== turn(cx, cy, dx, dy, bx, by)
  );
}

function writeCourse(chart, group, { name, kind, id }, { box, line: [x1, y1, x2, y2], from }, own) {
  const colour = chart.deep.colours[kind];
  const thin = { stroke: colour, "stroke-width": own ? 1.4 : 0.8, "stroke-opacity": own ? 1 : 0.8 };
  group.append(
    node("line", { x1, y1, x2, y2, ...thin }),
    node("circle", { cx: x2, cy: y2, r: own ? 2.6 : 1.8, fill: colour, stroke: chart.names.back, "stroke-width": 0.8 }),
    nameNode(name, chart.names, {
      x: from,
      y: (box.top + box.bottom) / 2 + LETTER_PX * 0.36,
      "font-size": LETTER_PX,
      "font-weight": own ? 700 : 400,
      "data-course": id,
    }),
  );
}

function pulseName(chart, group, view, [x, y], taken) {
  const { name } = chart.deep.told.pulse,
    width = widthOf(name, `italic 400 ${NAMED_IN}`);
  if (!view.holds(x, y)) return;
  for (const left of [x + 9, x - 9 - width]) {
    const box = { left, right: left + width, top: y - LETTERS_ROW_PX / 2, bottom: y + LETTERS_ROW_PX / 2 };
    if (box.left < view.left || box.right > view.right || taken.some((one) => boxesMeet(box, one))) continue;
    taken.push(box);
    const at = { x: left, y: y + LETTER_PX * 0.36, "font-size": LETTER_PX };
    group.append(nameNode(name, chart.names, { ...at, "font-style": "italic", "data-course": "pulse" }));
    return;
  }
}
