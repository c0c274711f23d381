/* Everything of a view that is drawn on the photo, laid there by the map: px of the photo, y up. */

import { counted } from "../instrument/words.js";
import { coursesOn } from "./under.js";
import { AXIS, edgeOf, POINT, placeOf, reachOf, regionOf } from "./margin.js";

/** @typedef {[number, number]} Place */
const FARTHEST_MM = 80, // a point whose ring reaches farther is not drawn
  TICK = 0.02, // of the measuring line, share of the frame's width
  PIECES = 12; // a line that is straight in the view bends on the photo

/** @param {import("./map.js").PhotoMap} map
 * @param {{ limb: any, sheet: any, columns: any, left: Set<string>, chosen: string | null, zones: any[], courses: any[], spots: any[], before: any }} what
 *   left: codes that the answers leave out; courses: as in a plate's `….deep.json`; before: what was laid before a place moves
 *   under the finger: then only the ring of the chosen point is reckoned anew, and whatever reached too far still does */
export function laidOut(map, { limb, sheet, columns, left, chosen, zones, courses, spots, before }) {
  const at = ([x, y]) => map.at(x, y),
    mm = limb.mm / map.px, // of a px
    [x0, y0, x1, y1] = limb.frame;
  const dots = [],
    far = new Set(before?.far);
  for (const [row, { code, drawn, meridian }] of sheet.marks.entries()) {
    if (columns.x[row] === null || left.has(code) || (drawn !== "always" && code !== chosen)) continue;
    const [x, y] = placeOf(columns, row);
    if (x < x0 || x > x1 || y < y0 || y > y1) continue;
    const region = before && (code !== chosen || far.has(code)) ? null : regionOf(map, columns, row);
    if (region ? reachOf(region)[0] * mm > FARTHEST_MM : far.has(code)) far.add(code);
    else dots.push({ code, row, meridian, place: map.at(x, y), region });
  }
  const of = dots.find(({ code }) => code === chosen) ?? null;
  return {
    outline: limb.outline.map(at),
    perMm: 1 / mm,
    spots: spots
      .filter(({ code }) => !left.has(code))
      .map(({ code, x, y, dot }) => ({ code, place: at([x, y]), from: at(dot) })),
    courses: coursesOn(courses, limb, at),
    under: (!left.has(chosen) && sheet.points[chosen]?.under) || [],
    dots,
    far: [...far].filter((code) => !dots.some((dot) => dot.code === code)),
    chosen: of && {
      ...of,
      edge: edgeOf(of.place, of.region),
      reach: reachOf(of.region).map((one) => one * mm),
      measure: lineBeside(sheet, columns, of.row, (x1 - x0) * TICK, at),
    },
    zones: zones.map((zone) => ({ ...zone, rings: zone.rings.map((ring) => ring.map(at)) })),
  };
}

/* The measuring line beside the limb, from the landmark's level to the point's, and what stands at it. */
function lineBeside(sheet, columns, row, tick, at) {
  const beside = columns.beside[row];
  if (columns.told[row] !== 0 || columns.start_x[row] === null || beside === null) return null;
  const ax = columns.axis_x[row] * AXIS,
    ay = columns.axis_y[row] * AXIS;
  const along = ([x, y]) => x * ax + y * ay,
    aside = ([x, y]) => x * ay - y * ax,
    /** @type {(level: number, off: number) => Place} */
    there = (level, off) => [level * ax + off * ay, level * ay - off * ax];
  /** @type {Place} */
  const start = [columns.start_x[row] * POINT, columns.start_y[row] * POINT],
    end = placeOf(columns, row),
    be = beside * POINT,
    [a, b] = [along(start), along(end)],
    { cun } = sheet.marks[row];
  const line = (level, from, to) => [there(level, from), there(level, to)];
  const ticks = Array.from({ length: Math.floor((cun ?? 0) + 1e-9) }, (_, k) => a + ((k + 1) * (b - a)) / cun);
  const long = Array.from({ length: PIECES + 1 }, (_, k) => there(a + (k * (b - a)) / PIECES, be));
  return {
    thin: [line(a, aside(start), be), line(b, aside(end), be)].map((one) => one.map(at)),
    bold: [long, ...ticks.map((level) => line(level, be - tick, be + tick))].map((one) => one.map(at)),
    words: counted(sheet.marks[row], columns, row),
    at: at(there((a + b) / 2, be + Math.sign(be - aside(end)) * 1.5 * tick)),
    toward: Math.sign(be - aside(end)) * (ay >= 0 ? 1 : -1),
  };
}
