/* What is wrong with the places that the reader touched, before anything is drawn from them. */

import { mapOf } from "./map.js";

/** @typedef {import("./map.js").Tap} Tap */
/** @typedef {import("./map.js").Edge} Edge */
/** @typedef {import("./map.js").Limb} Limb */
/** What is wrong: "near" (the taps lie in one place), "swapped" (a mirrored limb fits far better), "view" (they fit no such limb),
 * "misfit" (one of them lies elsewhere), "line" (they cannot tell a limb from its mirror image), "edge" (it was pulled too far).
 * `id`: the tap to be asked for again. @typedef {{ kind: "near" | "swapped" | "view" | "misfit" | "line" | "edge", id: string }} Fault */

export const MOST_MM = 12; // a misfit beyond this is a slip
export const STRANGE_MM = 30; // and beyond this another part of the body
const TELLS = 9, // by how much the better of two maps must fit better (sum of squares)
  CLOSE = 0.12; // share of the photo's shorter side that the taps must span

/** The map that the taps and the pulled edges make, and what is wrong with it; nothing is to be drawn while something is.
 * @param {Tap[]} taps @param {Edge[]} edges @param {Limb} limb @param {number} shorter the photo's shorter side, px */
export function judged(taps, edges, limb, shorter) {
  const judgement = judgedAlone(taps, limb, shorter),
    { map } = judgement;
  if (!map || !edges.length) return judgement;
  const torn = edges.find((edge) => pulledBy(map, edge) * limb.mm > STRANGE_MM);
  return torn ? { map: null, fault: faulty("edge", torn) } : { map: mapOf(taps, limb, edges), fault: null };
}

/* How far an edge was pulled straight across, in view units. */
function pulledBy(map, { x, y, way, px, py }) {
  const [u, v] = map.back(px, py);
  return Math.abs(way[0] * (u - x) + way[1] * (v - y));
}

/* What the taps say without the edges. */
function judgedAlone(taps, limb, shorter) {
  if (taps.length < 2) return { map: null, fault: null };
  if (span(taps) < CLOSE * shorter) return { map: null, fault: faulty("near", taps.at(-1)) };
  const map = mapOf(taps, limb);
  if (taps.length === 2) return { map, fault: null };
  const mirrored = mapOf(
    taps.map((tap) => ({ ...tap, x: -tap.x })),
    limb,
  );
  const better = mirrored.off - map.off;
  if (better < -TELLS && mirrored.misfit < STRANGE_MM) return { map: null, fault: faulty("swapped", taps[0]) };
  if (map.misfit > STRANGE_MM) return { map: null, fault: faulty("view", strayed(taps, limb)) };
  if (map.misfit > MOST_MM) return { map: null, fault: faulty("misfit", strayed(taps, limb)) };
  if (better < TELLS) return { map: null, fault: faulty("line", taps.at(-1)) };
  return { map, fault: null };
}

/** @returns {Fault} */
const faulty = (kind, { id }) => ({ kind, id });

/** px between the two taps that lie farthest apart. @param {Tap[]} taps */
const span = (taps) => Math.max(...taps.flatMap((a) => taps.map((b) => Math.hypot(a.px - b.px, a.py - b.py))));

/** The tap without which the others agree best. @param {Tap[]} taps @param {Limb} limb */
function strayed(taps, limb) {
  const without = taps.map((tap) =>
    mapOf(
      taps.filter((other) => other !== tap),
      limb,
    ),
  );
  if (taps.length > 3) return taps[indexOfLeast(without.map(({ off }) => off))];
  const away = taps.map(({ x, y, px, py }, i) => {
    const [u, v] = without[i].at(x, y);
    return -Math.hypot(u - px, v - py) / without[i].px;
  });
  return taps[indexOfLeast(away)];
}

const indexOfLeast = (values) => values.indexOf(Math.min(...values));
