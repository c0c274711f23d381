/* What a length means that the reader measured at a mark: which cun it would be, beside the one their rulers say. */

import { fill } from "../fill.js";

const CUN = 0.001; // mm, step of the columns

/**
 * What the measuring line's end may be pulled to. @param {any} mark of the sheet @param {import("./table.js").Columns} columns
 * @param {number} row @param {string} template with {cm} {mm} {own} {plus_minus} @param {string} label what it is for
 * @returns {{ cm: number, says: (cm: number) => string, label: string } | null} null where nothing is counted
 */
export function reachOf(mark, columns, row, template, label) {
  if (columns.told[row] !== 0 || !mark.cun || columns.cun[row] === null) return null;
  const own = (columns.cun[row] * CUN).toFixed(1),
    plusMinus = (columns.cun_plus_minus[row] * CUN).toFixed(1);
  const says = (cm) =>
    fill(template, { cm: cm.toFixed(1), mm: ((10 * cm) / mark.cun).toFixed(1), own, plus_minus: plusMinus });
  return { cm: columns.distance[row] * 0.0001, says, label };
}
