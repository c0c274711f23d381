/* This reader's numbers of a view and side: those of an average adult, or of one measure by its table. */

import { fill } from "../fill.js";
import { at, decode, inFull } from "../instrument/table.js";

const decoded = new Map(); // address: a table

/** @param {any} pocket @param {string} view @param {string} side
    @returns {Promise<any>} as the instrument is told them, `columns` in full, without `answers` */
export async function readersNumbers({ data, reader, fetched }, view, side) {
  const { measure, mm } = reader,
    average = await fetched(data.numbers[view][side]),
    told = { ...average, columns: inFull(average.columns) };
  if (!measure) return told;
  const address = fill(data.table, { measure, view, side });
  if (!decoded.has(address)) decoded.set(address, decode(await fetched(address)));
  return { ...told, ...at(decoded.get(address), mm) };
}
