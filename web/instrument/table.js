// The numbers of a reader over the sizes of one measure: Python's own answer at every knot, straight lines between.

/** A number for every mark of a view, in the steps of `content/numbers.py`; null is "none here".
 * @typedef {Record<string, (number | null)[]>} Columns */

/** One cun of the reader and its ±, in tenths of a mm, and which ruler says so.
 * @typedef {{told_mm: number, told_plus_minus: number, ruler: number}} Yours */

/** As `content.tables.width_table` makes it: a row for every mark, as differences from knot to knot.
 * @typedef {{view: string, side: string, measure: string, sizes: number[],
 *   columns: Record<string, (number | null)[][]>, told: number[], mm_per_unit: number[],
 *   yours: {mm: number[], plus_minus: number[], ruler: number},
 *   rules: {felt: number, close: number, gap: number, plus_minus_sd: number}}} Table */

/** A table whose rows are numbers, one for each knot; a row of one number is the same at all of them.
 * @typedef {Table & {decoded: true}} Decoded */

/** @typedef {(number | null)[]} Row */

const STEPS = new Set(["toward", "ruler", "told_along", "told_across"]); // columns in steps: the nearer knot's
const TURNS_WITH = { beside: "toward", beside_whole: "toward" }; // a column that jumps where another one changes
const UNTOLD = 0,
  BY_TOUCH = 2; // how a mark is told at every size
const COUNTED = 0,
  JUST = 1,
  A_LITTLE = 2; // which of a mark's sentences holds

/** Columns as a run sends them, each with a value for every mark. @param {Record<string, any>} columns @returns {Columns} */
export function inFull(columns) {
  const full = (one) => (Array.isArray(one) ? one : columns.x.map(() => one));
  return Object.fromEntries(Object.entries(columns).map(([name, one]) => [name, full(one)]));
}

/** Rows of numbers from rows of differences.
 * @param {Table} table @returns {Decoded} */
export function decode(table) {
  const columns = Object.fromEntries(Object.entries(table.columns).map(([name, rows]) => [name, rows.map(summed)]));
  const yours = { ...table.yours, mm: summed(table.yours.mm), plus_minus: summed(table.yours.plus_minus) };
  return { ...table, columns, yours, mm_per_unit: summed(table.mm_per_unit), decoded: true };
}

/** @param {Row} differences */
function summed(differences) {
  let last = 0;
  return differences.map((one) => (one === null ? null : (last += one)));
}

/** The columns for a size in mm with what the sentences say of it, as `content.numbers.numbers` has them; null for a
 * size that the table does not reach.
 * @param {Decoded} table @param {number} mm @returns {{columns: Columns, yours: Yours, mm_per_unit: number} | null} */
export function at(table, mm) {
  const { sizes, yours, rules } = table,
    last = sizes.length - 1;
  if (!(mm >= sizes[0] && mm <= sizes[last])) return null;
  const knot = Math.min(
    sizes.findLastIndex((size) => size <= mm),
    last - 1,
  );
  const share = (mm - sizes[knot]) / (sizes[knot + 1] - sizes[knot]);
  /** @type {Columns} */
  const columns = {};
  for (const [name, rows] of Object.entries(table.columns)) {
    const turns = table.columns[TURNS_WITH[name]];
    columns[name] = rows.map((row, i) => {
      const steps = STEPS.has(name) || (turns && turns[i][knot] !== turns[i][knot + 1]);
      return between(row, knot, steps ? Math.round(share) : share);
    });
  }
  const told = table.told.map((kind, i) => sentence((name) => columns[name][i], kind, rules));
  for (const name of ["told", "told_cm", "told_plus_minus", "told_finger", "told_gap"]) {
    columns[name] = told.map((one) => one[name] ?? null);
  }
  return {
    columns,
    mm_per_unit: Math.round(between(table.mm_per_unit, knot, share)) / 1000,
    yours: {
      told_mm: tenths(Math.round(between(yours.mm, knot, share)) / 1000),
      told_plus_minus: tenths(Math.round(between(yours.plus_minus, knot, share)) / 1000),
      ruler: yours.ruler,
    },
  };
}

/** @param {Row} row @param {number} knot @param {number} share of the way to the next knot @returns {number | null} */
function between(row, knot, share) {
  if (row.length === 1) return row[0];
  const a = row[knot],
    b = row[knot + 1];
  if (share === 0 || share === 1) return share ? b : a;
  return a === null || b === null ? null : a + share * (b - a);
}

/** What the sentences of a mark say, in tenths of a cm, as Python reads it off the same numbers.
 * @param {(name: string) => number | null} column @param {number} kind @param {Table["rules"]} rules
 * @returns {Record<string, number>} */
function sentence(column, kind, rules) {
  if (kind === UNTOLD) return {};
  const distance = Math.round(column("distance")) / 1000,
    spread = Math.round(column("spread")) / 1000;
  const plusMinus = Math.ceil(rules.plus_minus_sd * spread - 1e-9); // whole mm are tenths of a cm
  if (kind === BY_TOUCH || plusMinus > rules.felt * distance) {
    return { told: distance < rules.close ? JUST : A_LITTLE, told_plus_minus: plusMinus };
  }
  const counted = { told: COUNTED, told_cm: tenths(distance / 10), told_plus_minus: plusMinus };
  const finger = column("finger"),
    gap = column("gap");
  if (finger === null || gap === null || gap / 100 <= rules.gap) return counted;
  return {
    ...counted,
    told_finger: tenths(Math.round(finger) / 100 / 10),
    told_gap: tenths(Math.round(gap) / 100 / 10),
  };
}

/** A number as it is read with one decimal, times ten: a half that is exact goes to the even one, as in Python.
 * @param {number} number */
function tenths(number) {
  const found = Math.round(10 * Number(number.toFixed(1)));
  const half = Number.isInteger(4 * number) && !Number.isInteger(2 * number);
  return half && found % 2 ? found - 1 : found;
}
