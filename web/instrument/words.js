// Sentences filled in with a reader's numbers, letter for letter as Python says them.

import { fill } from "../fill.js";

/** @typedef {import("./table.js").Columns} Columns */
/** @typedef {import("./table.js").Yours} Yours */

/** A mark of a sheet. `sentences` say where it lies (counted, just beside, a little off), with {cm} and {plus_minus};
 * `counts` stands at the measuring line, with {cm}.
 * @typedef {{code: string, spot: string, sentences: string[], counts: string}} Mark */

/** What the sentences around the numbers are made of.
 * @typedef {Record<string, string> & {rulers: string[]}} Words */

/** What the answers of “Before you press” change (`content/answered.py`), with texts where their numbers stand.
 * @param {{points: object, zones: object, settled: string[], texts: string[]}} answers
 * @returns {{points: Record<string, any>, zones: Record<string, any>, settled: string[]}} */
export function spoken({ points, zones, settled, texts }) {
  const told = (value) => {
    if (typeof value === "number") return texts[value];
    if (typeof value === "string") return value; // spoken already
    if (Array.isArray(value)) return value.map(told);
    return value && Object.fromEntries(Object.entries(value).map(([name, part]) => [name, told(part)]));
  };
  return { points: told(points), zones: told(zones), settled };
}

/** A number of tenths as it is read: 71 → "7.1".
 * @param {number} tenths */
export function decimal(tenths) {
  return (tenths / 10).toFixed(1);
}

/** "7.1 cm above the bump of your inner ankle bone, ± 0.7 cm"; "" where nothing is counted.
 * @param {Mark} mark @param {Columns} columns @param {number} row the mark's number on the sheet */
export function distance(mark, columns, row) {
  const sentence = columns.told[row];
  return sentence === null ? "" : filled(mark.sentences[sentence], columns, row);
}

/** How far around the dot to look.
 * @param {Words} words @param {Columns} columns @param {number} row */
export function margin(words, columns, row) {
  return filled(words.margin, columns, row);
}

/** What the card says of the place on the reader: in large letters, which ruler or why none, what plain fingers say.
 * @param {Mark} mark @param {Words} words @param {Columns} columns @param {number} row
 * @returns {{told: string, ruler: string, finger: string}} */
export function onYou(mark, words, columns, row) {
  const where = distance(mark, columns, row);
  if (!where)
    return { told: "", ruler: fill(words.by_touch_within, { margin: margin(words, columns, row) }), finger: "" };
  const told = fill(words.on_you, { distance: where });
  if (columns.told[row] !== 0) return { told, ruler: words.by_touch, finger: "" };
  const finger =
    columns.told_finger[row] === null
      ? ""
      : fill(words.finger_cun, {
          cm: decimal(columns.told_finger[row]),
          gap: decimal(columns.told_gap[row]),
        });
  return { told, ruler: fill(words.ruler, { ruler: words.rulers[columns.ruler[row]] }), finger };
}

/** The third line of a mark's hover label.
 * @param {Mark} mark @param {Words} words @param {Columns} columns @param {number} row */
export function measured(mark, words, columns, row) {
  const told = distance(mark, columns, row) || margin(words, columns, row);
  return `${told[0].toUpperCase()}${told.slice(1)}.`;
}

/** "3 cun = 7.1 cm" beside the measuring line, which only a counted place has.
 * @param {Mark} mark @param {Columns} columns @param {number} row */
export function counted(mark, columns, row) {
  return filled(mark.counts, columns, row);
}

/** "Yours: 1 cun = 23.2 mm ± 4.4"
 * @param {Words} words @param {Yours} yours */
export function yoursLine(words, yours) {
  return fill(words.yours, { mm: decimal(yours.told_mm), plus_minus: decimal(yours.told_plus_minus) });
}

/** The cautions that wait until they are asked for, named in one line; "" without any.
 * @param {Words} words @param {string[]} labels */
export function moreCare(words, labels) {
  if (!labels.length) return "";
  return fill(words.more_care, { labels: labels.reduce((first, next) => fill(words.list_comma, { first, next })) });
}

function filled(template, columns, row) {
  return template.replace(/\{(\w+)\}/g, (_, name) => decimal(columns[`told_${name}`][row]));
}
