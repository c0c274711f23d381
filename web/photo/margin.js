/* The region on the photo in which a point lies: our own margin, laid through the map, and what the map is not sure of. */

import { across, plus, rootOf, times } from "./algebra.js";

/** @typedef {import("./algebra.js").Matrix} Matrix */
/** @typedef {import("./map.js").PhotoMap} PhotoMap */
/** @typedef {import("../instrument/table.js").Columns} Columns */

const REACH = Math.sqrt(-2 * Math.log(0.05)), // SD to the edge of the region that holds the place in 95 of 100
  STEP = 1e-3, // view units, for the slope of a map
  CORNERS = 40;
/* The steps of the columns. */
export const POINT = 1e-5; // of x and y
export const AXIS = 1e-4;
const LEAN = 1e-3;

/** Where the mark of a row lies in the view. @param {Columns} columns @param {number} row @returns {[number, number]} */
export const placeOf = (columns, row) => [columns.x[row] * POINT, columns.y[row] * POINT];

/** Our own margin of a mark, as a covariance in view units². @param {Columns} columns @param {number} row @returns {Matrix} */
export function ownMargin(columns, row) {
  const x = columns.axis_x[row] * AXIS,
    y = columns.axis_y[row] * AXIS,
    length = Math.hypot(x, y),
    lean = columns.lean[row] * LEAN;
  const along = columns.along[row] / columns.per_unit[row],
    aside = columns.across[row] / columns.per_unit[row];
  const [ax, ay] = [x / length, y / length];
  return plus(square([ax + lean * ay, ay - lean * ax], along), square([ay, -ax], aside));
}

/** @returns {Matrix} */
const square = ([x, y], size) => [
  [x * x * size * size, x * y * size * size],
  [x * y * size * size, y * y * size * size],
];

/** How a small step in the view is turned and sized on the photo. @param {PhotoMap["at"]} at @param {number} x @param {number} y @returns {Matrix} */
export function slopeOf(at, x, y) {
  const [east, west, north, south] = [at(x + STEP, y), at(x - STEP, y), at(x, y + STEP), at(x, y - STEP)];
  return [0, 1].map((k) => [(east[k] - west[k]) / (2 * STEP), (north[k] - south[k]) / (2 * STEP)]);
}

/** All that a mark's place on the photo may be off by, as a covariance in px². @param {PhotoMap} map @param {Columns} columns @param {number} row */
export function regionOf(map, columns, row) {
  const [x, y] = placeOf(columns, row),
    slope = slopeOf(map.at, x, y);
  return plus(times(times(slope, ownMargin(columns, row)), across(slope)), map.doubt(x, y));
}

/** The edge of a region around its middle. @param {[number, number]} middle @param {Matrix} region @returns {[number, number][]} */
export function edgeOf([x, y], region) {
  const root = rootOf(region);
  return Array.from({ length: CORNERS }, (_, i) => {
    const turn = (2 * Math.PI * i) / CORNERS,
      [u, v] = [REACH * Math.cos(turn), REACH * Math.sin(turn)];
    return [x + root[0][0] * u, y + root[1][0] * u + root[1][1] * v];
  });
}

/** How far the region reaches from its middle, the long way and the short way, in px. @param {Matrix} region @returns {[number, number]} */
export function reachOf([[a, b], [, d]]) {
  const mean = (a + d) / 2,
    apart = Math.hypot((a - d) / 2, b);
  return [REACH * Math.sqrt(mean + apart), REACH * Math.sqrt(Math.max(0, mean - apart))];
}
