/* The scene of a limb (`charts/screen/scene.py` tells its roles) from a view's sheet and one reader's columns. What
   belongs to the looks of a mark or line comes from Python as it is (`look`). */

import { measured } from "./words.js";

/** @typedef {import("./table.js").Columns} Columns */
/** Rows of the sheet: those that are marked, and of these, by their number, those that have a hollow mark.
 * @typedef {{ marks: number[], hollow: number[] }} Rows */

const POINT = 1e-5,
  AXIS = 1e-4,
  PER_UNIT = 0.01,
  SD = 0.01,
  LEAN = 1e-3,
  GAP = 0.001; // steps of the columns; gap in cm
const HOVER_WIDTH = 44; // letters a line under the mouse holds

/**
 * @param {any} sheet @param {{ columns: Columns } | null} numbers null while this reader's are not there
 * @param {{ frame: number[], whole: boolean, chosen: string | null, left: Set<string>, layers: any, look: any, counts: (row: number) => string, kept: Rows | null, mm?: number, owner: string }} what
 *   frame: x0 y0 x1 y1; left: codes that the answers leave out; counts: what stands at the measuring line; kept: while
 *   a size is tried, what stays on the drawing; then nothing is told under the mouse; mm: of a view unit, for the scale bar, which says
 *   whose it is
 */
export function sceneOf(sheet, numbers, { frame, whole, chosen, left, layers, look, counts, kept, mm, owner }) {
  const [x0, y0, x1, y1] = [frame[0], frame[1] - look.room * (frame[3] - frame[1]), frame[2], frame[3]];
  const scene = {
    frame: [x0, y0, x1, y1],
    chosen,
    names: layers.labels,
    lines: [],
    rows: null,
    ...(mm ? { scale: scaleOf([x0, y0, x1, y1], mm, owner, look.scale) } : {}),
  };
  if (!numbers) return scene;
  const { columns } = numbers;
  const inside = (row) =>
    columns.x[row] * POINT >= x0 &&
    columns.x[row] * POINT <= x1 &&
    columns.y[row] * POINT >= y0 &&
    columns.y[row] * POINT <= y1;
  const rows =
    kept?.marks ??
    [...sheet.marks.keys()]
      .filter((row) => shown(sheet.marks[row], left, chosen) && ofKind(sheet, row, layers.title, chosen) && inside(row))
      .sort((a, b) => Number(sheet.marks[a].code === chosen) - Number(sheet.marks[b].code === chosen));
  const of = rows.flatMap((row, number) => (sheet.marks[row].code === chosen ? [number] : []));
  const margined = layers.margins === "all" ? rows.map((_, number) => number) : layers.margins === "selected" ? of : [];
  const hollow =
    kept?.hollow ??
    (layers.fingers ? rows.flatMap((row, number) => (columns.hollow_x[row] === null ? [] : [number])) : []);
  return {
    ...scene,
    ...(layers.lines ? { lines: runs(sheet, columns, left, look) } : {}),
    rows: { marks: rows, hollow },
    marks: marksOf(sheet, columns, rows, layers.labels, look, kept !== null),
    ...(margined.length
      ? {
          margins: {
            ...look.margins,
            of: margined,
            ...margins(
              columns,
              margined.map((number) => rows[number]),
            ),
          },
        }
      : {}),
    ...(layers.experts && of.length
      ? {
          experts: {
            ...look.experts,
            of,
            reach: of.map(
              (number) => (2 * sheet.marks[rows[number]].experts_mm) / (columns.per_unit[rows[number]] * PER_UNIT),
            ),
          },
        }
      : {}),
    ...(hollow.length
      ? {
          hollow: {
            ...look.hollow,
            of: hollow,
            ...hollowOf(
              sheet,
              columns,
              hollow.map((number) => rows[number]),
              look,
            ),
          },
        }
      : {}),
    ...(layers.measure && of.length ? measureOf(sheet, columns, of[0], rows[of[0]], x1 - x0, whole, look, counts) : {}),
  };
}

/* The scale bar at the foot of the frame, as `charts.screen.limb` lays it. */
function scaleOf([x0, y0, x1, y1], mm, owner, { nice, longest, left, foot, tick, colour }) {
  const [wide, high] = [x1 - x0, y1 - y0],
    cm = nice.findLast((one) => (one * 10) / mm <= longest * wide) ?? nice[0];
  return {
    x: x0 + left * wide,
    y: y0 + foot * high,
    length: (cm * 10) / mm,
    tick: tick * high,
    text: `${cm} cm ${owner}`,
    colour,
  };
}

const shown = ({ code, drawn }, left, chosen) => !left.has(code) && (drawn === "always" || code === chosen);

const ofKind = (sheet, row, kind, chosen) =>
  isOfKind(sheet.points[sheet.marks[row].code], kind) || sheet.marks[row].code === chosen;

/** Whether a point has a title of the kind that is shown; "" is every point. @param {any} point @param {string} kind */
export const isOfKind = (point, kind) => !kind || point.kinds.includes(kind);

function marksOf(sheet, columns, rows, named, look, quick) {
  const marks = rows.map((row) => sheet.marks[row]),
    seen = new Set();
  return {
    ...look.marks,
    code: marks.map(({ code }) => code),
    label: named ? marks.map(({ label }) => (seen.has(label) ? "" : seen.add(label) && label)) : [],
    ...(quick ? {} : { says: rows.map((row) => says(sheet, columns, row)) }),
    x: rows.map((row) => columns.x[row] * POINT),
    y: rows.map((row) => columns.y[row] * POINT),
    symbol: marks.map(({ symbol }) => symbol),
    colour: marks.map(({ meridian }) => `$${meridian}`),
  };
}

/* The joining lines, cut where a point is left out. */
function runs(sheet, columns, left, look) {
  const rowOf = new Map(sheet.marks.map(({ code }, row) => [code, row]).reverse());
  return sheet.runs.flatMap(([meridian, codes]) =>
    pieces(codes, left).map((run) => ({
      ...look.line,
      role: `${meridian} line`,
      colour: look.line.colour.replace("*", meridian),
      x: run.map((code) => columns.x[rowOf.get(code)] * POINT),
      y: run.map((code) => columns.y[rowOf.get(code)] * POINT),
    })),
  );
}

function pieces(codes, left) {
  const parts = [[]];
  for (const code of codes)
    if (left.has(code)) parts.push([]);
    else parts.at(-1).push(code);
  return parts.filter((part) => part.length > 1);
}

function axisOf(columns, row) {
  const x = columns.axis_x[row] * AXIS,
    y = columns.axis_y[row] * AXIS,
    length = Math.hypot(x, y);
  return [x / length, y / length];
}

function margins(columns, rows) {
  return {
    al: rows.map((row) => columns.along[row] * SD),
    ac: rows.map((row) => columns.across[row] * SD),
    lean: rows.map((row) => columns.lean[row] * LEAN),
    axis: rows.map((row) => axisOf(columns, row)),
    mm: rows.map((row) => columns.per_unit[row] * PER_UNIT),
  };
}

function hollowOf(sheet, columns, rows, look) {
  const at = (axis) => rows.map((row) => (columns[`hollow_${axis}`][row] ?? columns[axis][row]) * POINT); // near: on it
  return {
    x: at("x"),
    y: at("y"),
    says: rows.map((row) =>
      look.hollow_says
        .replace("{label}", shy(sheet.marks[row].label))
        .replace("{gap}", (columns.gap[row] * GAP).toFixed(1)),
    ),
  };
}

/* The measuring line from the landmark to the chosen mark, which only a counted place has. */
function measureOf(sheet, columns, number, row, width, whole, look, counts) {
  const be = whole && columns.beside_whole[row] !== null ? columns.beside_whole[row] : columns.beside[row];
  if (columns.told[row] !== 0 || columns.start_x[row] === null || be === null) return {};
  const axis = axisOf(columns, row),
    toward = columns.toward[row],
    upright = Math.abs(axis[1]) >= Math.abs(axis[0]);
  const side = axis[1] * toward > 0 ? "middle right" : "middle left",
    above = -axis[0] * toward > 0 ? "top center" : "bottom center";
  const { over, tick, away, line } = look.measure;
  return {
    measure: {
      of: number,
      sx: columns.start_x[row] * POINT,
      sy: columns.start_y[row] * POINT,
      be: be * POINT,
      axis,
      cun: sheet.marks[row].cun,
      over: toward * over * width,
      tick: tick * width,
      away: toward * away * width,
      text: counts(row),
      side: upright ? side : above,
      line,
    },
  };
}

/* What is told under the mouse, as Plotly's small HTML: name, where, the reader's own centimetres, a warning. */
function says(sheet, columns, row) {
  const mark = sheet.marks[row],
    { name, warning, sections } = sheet.points[mark.code];
  const where = sections.find(([id]) => id === "where")?.[3][0] ?? "";
  const lines = [...wrapped(where), ...wrapped(measured(mark, sheet.words, columns, row))].map(shy);
  return [`<b>${shy(name)}</b>`, ...lines, ...(warning ? [`<b>⚠ ${shy(warning)}</b>`] : [])].join("<br>");
}

/** @param {string} text */
export const shy = (text) => text.replace(/&/g, "&amp;").replace(/</g, "&lt;").replace(/>/g, "&gt;");

/** @param {string} text @param {number} [width] letters a line holds */
export function wrapped(text, width = HOVER_WIDTH) {
  const lines = [];
  for (const word of text.split(" ")) {
    const longer = lines.length ? `${lines.at(-1)} ${word}` : word;
    if (lines.length && longer.length <= width) lines[lines.length - 1] = longer;
    else lines.push(word);
  }
  return lines;
}
