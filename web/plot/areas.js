/* Areas and lines as one picture, so that Plotly need not draw them again at each change. */

import { ends } from "./hit.js";
import { imageAt, svgAddress } from "./plate.js";

const FINE = 1000; // units of the picture in one unit of the view
const EDGE = 0.00211; // room around; Plotly drops a second image of exactly the same place, so it is an odd number
const DASHES = { dash: "6 3.5", dot: "1.8 3" };

/** [{image}] of areas (`rings`) and lines (`places`) whose colours are filled in, or [] when there are none. */
export function areasPicture(areas, lines) {
  const places = [...areas.flatMap(({ rings }) => rings.flat()), ...lines.flatMap((one) => one.places)];
  if (!places.length) return [];
  const [left, right] = ends(places.map(([x]) => x)),
    [bottom, top] = ends(places.map(([, y]) => y));
  const box = [left - EDGE, -top - EDGE, right - left + 2 * EDGE, top - bottom + 2 * EDGE];
  const drawn = `${areas.map(areaPath).join("")}${lines.map(linePath).join("")}`;
  return [{ image: imageAt(box, svgAddress(box, FINE, drawn)) }];
}

function areaPath({ rings, fill, hatch, ...edge }, i) {
  const d = rings.map(softRing).join("");
  const hatched = hatch
    ? `<pattern id="h${i}" width="9" height="9" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">` +
      `<path d="M0 0V9" stroke="${hatch}" stroke-width="2"/></pattern><path d="${d}" fill="url(#h${i})"/>`
    : "";
  return `<path d="${d}" fill="${fill}" fill-rule="evenodd"/>${hatched}<path d="${d}" fill="none" ${strokeOf(edge)}/>`;
}

const linePath = ({ places, ...look }) =>
  `<path d="M${places.map(drawn).map(written).join("L")}" fill="none" ${strokeOf(look)}/>`;

/** @param {any} look */
function strokeOf({ line, width, dash }) {
  const dashes = DASHES[dash] ? ` stroke-dasharray="${DASHES[dash]}"` : "";
  return `stroke="${line}" stroke-width="${width}" vector-effect="non-scaling-stroke" stroke-linejoin="round"${dashes}`; // px, however near
}

const SOFT = 24; // picture units: where the bend begins before a corner, unless the side is too short
/** @type {(place: number[]) => number[]} */
const drawn = ([x, y]) => [x * FINE, -y * FINE];
/** @type {(place: number[]) => string} */
const written = ([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`;
/** @type {(from: number[], to: number[]) => number[]} */
const towards = ([x0, y0], [x1, y1]) => {
  const part = Math.min(0.5, SOFT / (Math.hypot(x1 - x0, y1 - y0) || 1));
  return [x0 + part * (x1 - x0), y0 + part * (y1 - y0)];
};

/* A ring bends softly at its corners, never more than the width of its own edge away from where a press ends it. */
function softRing(ring) {
  const corners = ring.map(drawn);
  const bends = corners.map((corner, i) => {
    const before = corners.at(i - 1),
      after = corners[(i + 1) % corners.length];
    return `${written(towards(corner, before))}Q${written(corner)} ${written(towards(corner, after))}`;
  });
  return `M${bends.join("L")}Z`;
}
