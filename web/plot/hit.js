/* What lies under a finger or a mouse: our own search in pixels, because a tap has no hover before it.
   `chart.picks` are the marks that can be picked, `chart.areas` the areas, the smallest last. A point is always asked
   first; where areas overlap, the one on top answers and the others are told. */

import { placeIn } from "./view.js";

const FINGER = { point: 14, noArea: 24 }; // px from the mark's middle: over an area, and where there is none
const MOUSE = { point: 4, noArea: 10 }; // px beyond the mark's edge, likewise

/** The id under a place on the screen (client px), or null. */
export function idAt(chart, clientX, clientY, finger) {
  return lookAt(chart, clientX, clientY, finger).id;
}

/** {id, areas}: what answers there, and when it is an area, all areas there, the answering one first. */
export function lookAt(chart, clientX, clientY, finger) {
  const { view, px, py } = placeIn(chart.graph, clientX, clientY);
  const nothing = { id: null, areas: [] };
  if (!view.holds(px, py)) return nothing;
  const reach = finger ? FINGER : MOUSE;
  const near = pointNear(chart.picks, view, px, py, finger);
  if (near && near.gap <= reach.point) return { id: near.id, areas: [] };
  const areas = areasAt(chart.areas, view.x(px), view.y(py));
  if (areas.length) return { id: areas[0].code, areas };
  return near && near.gap <= reach.noArea ? { id: near.id, areas: [] } : nothing;
}

/** The ids that are chosen: one, several together, or none. */
export const chosenOf = ({ select }) => (select ? [select].flat() : []);

/** Where an id is drawn, in view units: {x, y} of a mark, {rings} of an area, or null. What is on top counts. */
export function placeOf(id, { picks, areas }) {
  return picks.findLast((pick) => pick.id === id) ?? areas.findLast((area) => area.code === id) ?? null;
}

function pointNear(picks, view, px, py, finger) {
  let near = null;
  for (const { id, x, y, size } of picks) {
    const middle = Math.hypot(view.px(x) - px, view.py(y) - py);
    const gap = finger ? middle : Math.max(0, middle - size / 2);
    if (!near || gap < near.gap || (gap === near.gap && middle < near.middle)) near = { id, gap, middle };
  }
  return near;
}

/** The areas under a place, in view units, the one on top first. */
export function areasAt(areas, x, y) {
  return areas.filter((area) => mayHold(area, x, y) && holds(area.rings, x, y)).reverse();
}

const boxes = new WeakMap(); // area -> [left, right, bottom, top], for a quick no
function mayHold(area, x, y) {
  if (!boxes.has(area))
    boxes.set(
      area,
      [0, 1].flatMap((axis) => ends(area.rings.flat().map((place) => place[axis]))),
    );
  const [left, right, bottom, top] = boxes.get(area);
  return x >= left && x <= right && y >= bottom && y <= top;
}

/** The least and the greatest of some numbers. @param {number[]} values */
export const ends = (values) => [Math.min(...values), Math.max(...values)];

/* Even-odd rule: a ring within a ring is a hole. */
function holds(rings, x, y) {
  let odd = false;
  for (const ring of rings)
    ring.forEach(([ax, ay], i) => {
      const [bx, by] = ring[(i + 1) % ring.length];
      if (ay > y !== by > y && x < ax + ((bx - ax) * (y - ay)) / (by - ay)) odd = !odd;
    });
  return odd;
}
