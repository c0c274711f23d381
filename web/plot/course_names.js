/* Names of what lies under the skin, at the edges of the drawing, each with a thin line to its course that runs over no
   mark and crosses no other; as many as have room, more when the reader is nearer, few on a narrow drawing. Those of the
   open point come first and are always written. */

import { takenBoxes } from "./area_names.js";
import { buttonsOn, NARROW_PX } from "./labels.js";
import { boxesMeet, linesCross, nameNode, node, widthOf } from "./svg.js";
import { lay, viewOf } from "./view.js";

const LAID = "cun-plot__course-names";
const LETTER_PX = 11,
  LETTERS_ROW_PX = 14,
  TO_EDGE_PX = 4,
  APART_PX = 22,
  CALM_PX = 24; // each side has so much height for a name
const KIND_RANK = ["artery", "nerve", "vein", "tendon", "muscle"];
const ROW_SHIFTS = [0, 1, -1, 2, -2, 3, -3, 4.5, -4.5, 6, -6]; // rows that a name may stand above or below its place
const ANY_ROW = Array.from({ length: 81 }, (_, i) => i - 40);
const NEAR = { rows: ROW_SHIFTS, anywhere: false, over: false },
  ANYWHERE = { rows: ANY_ROW, anywhere: true, over: false }, // also above or below its course
  AT_LAST = { rows: ANY_ROW, anywhere: true, over: true }; // also over marks and across lines
const LINE_SHARE = 0.4; // of the width of the drawing: a line of a name that is not the open point's
const MORE_WHEN_NARROW = 6; // courses that a narrow drawing names besides those of the open point
const OVER_A_COURSE = 40, // px that each place of another course counts more, under the name or where its line ends
  MEANT_PX = 8, // so near the end of a line it may be taken for what is meant
  END_PX = 8; // of the measuring line
const NAMED_IN = `${LETTER_PX}px`;

/** Write them anew for what is seen now; none while the drawing moves under a hand. @param {any} chart @param {boolean} moving */
export function layCourseNames(chart, moving) {
  const { graph, root, deep } = chart;
  if (!deep || moving) return lay(graph, LAID, null);
  const group = node("g", {});
  const view = viewOf(graph),
    taken = [...takenBoxes(chart, view), ...buttonsOn(root, graph), ...measureEnds(chart, view)],
    narrow = view.width < NARROW_PX,
    calm = Math.ceil(view.height / (narrow ? 1.6 * CALM_PX : CALM_PX)),
    laid = {
      taken,
      lines: [],
      room: { left: calm, right: calm },
      drawn: deep.told.names.flatMap(([id, , , way]) => coursePlaces(view, way).map((at) => ({ id, at }))),
    };
  const write = (course, own) => {
    const width = widthOf(course.name, `${own ? 700 : 400} ${NAMED_IN}`),
      others = laid.drawn.filter(({ id }) => id !== course.id),
      seen = coursePlaces(view, course.way).map(([x, y]) => ({
        ...{ x, y },
        among: OVER_A_COURSE * others.filter(({ at }) => Math.hypot(at[0] - x, at[1] - y) < MEANT_PX).length,
      })),
      best = edgePlaceOf(view, seen, width, laid, own && { at: openAt(chart, view) });
    if (best) writeCourse(chart, group, course, best, own);
    return best;
  };
  const isOwn = ({ id }) => deep.own.includes(id),
    courses = coursesInOrder(deep);
  for (const course of courses.filter(isOwn)) write(course, true);
  for (const [x, y] of deep.told.pulse.at) pulseName(chart, group, view, [view.px(x), view.py(y)], taken);
  let more = narrow ? MORE_WHEN_NARROW : Infinity;
  for (const course of courses) if (more > 0 && !isOwn(course) && write(course, false)) more -= 1;
  lay(graph, LAID, group);
}

/* Room that the ends of the measuring line take. */
const measureEnds = ({ drawn: { measure } }, view) =>
  (measure?.ends ?? []).map(([x, y]) => {
    const [px, py] = [view.px(x), view.py(y)];
    return { left: px - END_PX, right: px + END_PX, top: py - END_PX, bottom: py + END_PX };
  });

/* Where the open point is drawn. */
function openAt({ picks, data }, view) {
  const mark = picks.find(({ id }) => id === data.select);
  return mark && [view.px(mark.x), view.py(mark.y)];
}

function coursesInOrder({ told }) {
  return told.names
    .map(([id, name, kind, way]) => ({ id, name, kind, way }))
    .sort(
      (one, other) => KIND_RANK.indexOf(one.kind) - KIND_RANK.indexOf(other.kind) || other.way.length - one.way.length,
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

/* The nearest free place at either edge; null where there is none. A name of the open point (`open`, where it is drawn)
   then takes any row. */
function edgePlaceOf(view, seen, width, laid, open) {
  for (const way of open ? [NEAR, ANYWHERE, AT_LAST] : [NEAR]) {
    const best = bestPlace(view, seen, width, laid, open, way);
    if (!best) continue;
    laid.taken.push(best.box);
    laid.lines.push(best.line);
    laid.room[best.side] -= 1;
    return best;
  }
  return null;
}

function bestPlace(view, seen, width, laid, open, { rows, anywhere, over }) {
  let best = null;
  for (const side of ["left", "right"]) {
    if (laid.room[side] <= 0 && !open) continue;
    const from = side === "left" ? view.left + TO_EDGE_PX : view.right - TO_EDGE_PX - width,
      end = side === "left" ? from + width + 3 : from - 3;
    for (const { x, y, among } of seen) {
      const level = side === "left" ? x >= end + 6 : x <= end - 6;
      if ((!level && !anywhere) || (!open && Math.abs(x - end) > LINE_SHARE * view.width)) continue;
      for (const shift of rows) {
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
        let cost = among + Math.abs(x - end) + 2 * Math.abs(shift) * LETTERS_ROW_PX;
        if (open?.at) cost += Math.hypot(x - open.at[0], y - open.at[1]);
        if (best && cost >= best.cost) continue;
        cost += OVER_A_COURSE * Math.min(6, laid.drawn.filter(({ at }) => inBox(at, box)).length);
        if (best && cost >= best.cost) continue;
        if (laid.taken.some((one) => boxesMeet(box, one)) || (!over && crosses(line, box, laid))) continue;
        best = { side, box, line, cost, from };
      }
    }
  }
  return best;
}

/* Whether a line crosses another, a mark or a name, or a line runs through its name. */
const crosses = (line, box, { taken, lines }) =>
  lines.some((one) => linesCross(line, one) || lineOver(one, box)) || taken.some((one) => lineOver(line, one));

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
  for (const [left, down] of [0, 1, -1, 1.6, -1.6, 2.3, -2.3].flatMap((row) => [
    [x + 9, row],
    [x - 9 - width, row],
  ])) {
    const middle = y + down * LETTERS_ROW_PX,
      box = { left, right: left + width, top: middle - LETTERS_ROW_PX / 2, bottom: middle + LETTERS_ROW_PX / 2 };
    if (box.left < view.left || box.right > view.right || taken.some((one) => boxesMeet(box, one))) continue;
    taken.push(box);
    const at = { x: left, y: middle + LETTER_PX * 0.36, "font-size": LETTER_PX };
    group.append(nameNode(name, chart.names, { ...at, "font-style": "italic", "data-course": "pulse" }));
    return;
  }
}
