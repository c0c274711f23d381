/* Where other sources put the open point, as pins of its drawing (`ui/pages/atlas.py`); `content/voices.py` has the places. */

import { shy, wrapped } from "../instrument/scene.js";

const STEP = 1e-5; // view units
const HOVER_WIDTH = 38; // letters a line holds

/** @param {import("./app.js").Pocket} pocket @param {any} voices @param {any} sheet of the view that is drawn @param {any} numbers of a side
 * @returns {any} what the instrument has as `pins` of that side */
export function pinsOf({ choice, reader, say }, voices, sheet, { columns, side }) {
  const { point, view } = choice,
    none = { view, of: point, pins: [], rings: [] };
  const dots = [...sheet.marks.keys()].filter((row) => sheet.marks[row].code === point && columns.x[row] !== null);
  const told = (voices?.places[point]?.[view] ?? []).flatMap((one) => {
    const [x, y] = ["x", "y"].map((axis) => at(voices, one, axis, reader) * STEP),
      here = side === "left" ? -x : x;
    const away = (row) =>
        Math.hypot(columns.x[row] * STEP - here, columns.y[row] * STEP - y) * columns.per_unit[row] * 0.01,
      [dot] = dots.sort((a, b) => away(a) - away(b));
    if (dot !== undefined && away(dot) < voices.apart) return [];
    const gap = dot === undefined ? say("gap.none") : say("gap.said", { mm: away(dot).toFixed(0) }),
      lines = wrapped(one.who ? say("gap.who", { who: one.who, gap }) : gap, HOVER_WIDTH);
    return [{ x: here, y, dot, says: [...lines.map(shy), ...one.says].join("<br>") }];
  });
  if (!told.length) return none;
  const from = (axis) => told.map(({ dot }) => (dot === undefined ? null : columns[axis][dot] * STEP));
  const of = (name) => told.map((one) => one[name]);
  return {
    ...none,
    pins: [{ ...voices.look, x: of("x"), y: of("y"), fx: from("x"), fy: from("y"), says: of("says") }],
  };
}

/* The coordinate of a place for this reader: on a straight line between two sizes. */
function at({ sizes }, place, axis, { measure, mm }) {
  const values = measure ? place.of[measure][axis] : [place[axis]],
    knots = sizes[measure];
  if (values.length === 1) return values[0];
  const k = Math.min(
    Math.max(
      knots.findLastIndex((size) => size <= mm),
      0,
    ),
    knots.length - 2,
  );
  return values[k] + ((values[k + 1] - values[k]) * (mm - knots[k])) / (knots[k + 1] - knots[k]);
}
