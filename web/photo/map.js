/* From a view to the reader's own photo, by the places that the reader touched on it.

   A similarity (turn, size, shift) is free. All else is held toward it: a limb that is wider or stands aslant by a few
   per cent (`leans`), one that is bent or seen near by a few millimetres (`bends`), so that a slip of a finger moves the
   map no more than it must. With two or three taps this is a similarity, with more it follows them as far as they agree.
   What each tap may be wrong by goes into the same reckoning, so the map knows how sure it is of each place; so does an edge
   that was pulled.

   View: x right, y up, view units of the chosen side. Photo: px, x right, y up (turned over where it is read). */

import { across, plus, rootOf, solved, times } from "./algebra.js";

/** @typedef {import("./algebra.js").Matrix} Matrix */
/** A landmark as it was touched: its place in the view, where it is on the photo, how far off people find it (1 SD, mm).
 * @typedef {{ id: string, x: number, y: number, px: number, py: number, sd: number }} Tap */
/** A place of the drawn edge that was pulled to the edge on the photo: believed straight across alone (`way`, of length 1, in the view).
 * @typedef {Tap & { way: [number, number] }} Edge */
/** What is known of the limb: mm of a view unit, how far (1 SD, mm) its skin lies before or behind the plane of the taps, the length
 * (mm) over which it bends, and the middle of the photo.
 * @typedef {{ mm: number, depth: number, bends: number, middle: [number, number] }} Limb */
/** @typedef {{ at: (x: number, y: number) => [number, number], doubt: (x: number, y: number) => Matrix, back: (px: number, py: number) => [number, number],
 *   px: number, misfit: number, off: number }} PhotoMap */

const LEANS = 0.05, // 1 SD of the share by which a limb is wider or aslant
  BENT_MM = 4.5, // 1 SD of what else a body differs by from the drawing, and a near camera makes of it
  AWAY_MM = 1100, // how far the phone is held, rather too near: what lies before the plane then seems to lie outward
  ASLANT = 0.07; // and how far it is turned from square (1 SD, radians): the same then seems to lie aside
const USUAL = 4; // as many residuals as speak for taps that are as good as usual

/** The map through these taps, two at least, not all in one place, and the edges that were pulled. `at`: a place of the view on
 * the photo; `doubt`: how far that may be off, as a covariance in px²; `back`: the other way; `px`: photo px of a view unit; `misfit`: how well the taps agree, 1 SD in mm, 0 of two;
 * `off`: the same as a sum of squares, each in its own SD, to compare maps. @param {Tap[]} taps @param {Limb} limb @param {Edge[]} edges @returns {PhotoMap} */
export function mapOf(taps, limb, edges = []) {
  const level = similarity(taps),
    eye = level.back(...limb.middle),
    rows = [...taps, ...edges].flatMap((of) => heardOf(of, level));
  const noise = (of) => plus(scaled((of.sd / limb.mm) ** 2), parallax([of.x, of.y], eye, limb));
  const known = rows.map((r) =>
    rows.map((s) => {
      const both = likeness(r.at, s.at, limb);
      return seenAlong(r.way, r.of === s.of ? plus(both, noise(r.of)) : both, s.way);
    }),
  );
  const free = rows.map(({ at, way }) => times([way], turns(at))[0]),
    told = rows.map((row) => [row.told]);
  const root = rootOf(known),
    trusted = solved(root, free),
    inner = rootOf(times(across(free), trusted));
  const turn = solved(inner, times(across(trusted), told)),
    left = plus(told, times(free, turn), -1),
    pull = solved(root, left);
  const off = times(across(left), pull)[0][0],
    wider = Math.max(1, (USUAL + off) / (USUAL + rows.length - 4)); // what agrees badly is worth less
  const spare = 2 * taps.length - 4,
    apart = taps.reduce((sum, { x, y, px, py }) => {
      const [u, v] = level.back(px, py);
      return sum + (u - x) ** 2 + (v - y) ** 2;
    }, 0),
    misfit = spare ? limb.mm * Math.sqrt(apart / spare) : 0;

  const pulls = rows.map(({ way }, i) => way.map((one) => one * pull[i][0]));
  const at = following(
    level,
    rows.map((row) => row.at),
    turn.flat(),
    pulls.flat(),
    limb,
  );
  const doubt = (x, y) => {
    /** @type {[number, number]} */
    const place = [x, y],
      alike = across(rows.map((row) => times([row.way], likeness(row.at, place, limb))[0])),
      own = plus(likeness(place, place, limb), parallax(place, eye, limb)),
      kept = solved(root, across(alike)),
      open = plus(turns(place), times(alike, trusted), -1);
    const all = plus(plus(own, times(alike, kept), -1), times(open, solved(inner, across(open))));
    return level.carried(all.map((row) => row.map((one) => one * wider)));
  };
  return { at, doubt, back: inverse(at, level), px: level.size, misfit, off };
}

/** What is heard of a place: where it is both ways; of an edge straight across alone.
 * @param {any} of @param {ReturnType<typeof similarity>} level @returns {{ of: any, at: [number, number], way: number[], told: number }[]} */
function heardOf(of, level) {
  const [u, v] = level.back(of.px, of.py),
    ways = of.way ? [of.way] : scaled(1);
  return ways.map((way) => ({ of, at: [of.x, of.y], way, told: way[0] * u + way[1] * v }));
}
/* A covariance of two places, as it is seen along two ways. @returns {number} */
const seenAlong = (way, both, other) => times(times([way], both), across([other]))[0][0];

/* Where a place lies on the photo: what `turns` and `likeness` say, multiplied out, for it is asked a thousand times a frame.
   What leans is one and the same for all places; what bends is added tap by tap. */
function following(level, places, turned, pull, { mm, bends }) {
  const [right, up, size, turn] = turned,
    bent = (BENT_MM / mm) ** 2,
    fades = -((mm / bends) ** 2) / 2;
  let [a, b] = [0, 0];
  places.forEach(([x, y], i) => {
    a += LEANS ** 2 * (x * pull[2 * i] - y * pull[2 * i + 1]);
    b += LEANS ** 2 * (y * pull[2 * i] + x * pull[2 * i + 1]);
  });
  /** @type {(x: number, y: number) => [number, number]} */
  return (x, y) => {
    let u = right + (size + a) * x + (b - turn) * y,
      v = up + (turn + b) * x + (size - a) * y;
    for (let i = 0; i < places.length; i += 1) {
      const near = bent * Math.exp(fades * ((x - places[i][0]) ** 2 + (y - places[i][1]) ** 2));
      u += near * pull[2 * i];
      v += near * pull[2 * i + 1];
    }
    return level.at(u, v);
  };
}

/** The similarity that lies nearest to the taps: a complex number times the place, and a shift. @param {Tap[]} taps */
export function similarity(taps) {
  const weights = taps.map(({ sd }) => 1 / sd ** 2),
    sum = weights.reduce((a, b) => a + b);
  const mean = (of) => taps.reduce((all, tap, i) => all + weights[i] * of(tap), 0) / sum;
  const [x0, y0, u0, v0] = [mean((t) => t.x), mean((t) => t.y), mean((t) => t.px), mean((t) => t.py)];
  const spread = mean(({ x, y }) => (x - x0) ** 2 + (y - y0) ** 2);
  const re = mean((t) => (t.x - x0) * (t.px - u0) + (t.y - y0) * (t.py - v0)) / spread,
    im = mean((t) => (t.x - x0) * (t.py - v0) - (t.y - y0) * (t.px - u0)) / spread,
    size2 = re * re + im * im;
  /** @type {Matrix} */
  const turn = [
    [re, -im],
    [im, re],
  ];
  return {
    size: Math.sqrt(size2),
    /** @type {(x: number, y: number) => [number, number]} */
    at: (x, y) => [u0 + re * (x - x0) - im * (y - y0), v0 + im * (x - x0) + re * (y - y0)],
    /** @type {(px: number, py: number) => [number, number]} */
    back: (px, py) => [x0 + (re * (px - u0) + im * (py - v0)) / size2, y0 + (re * (py - v0) - im * (px - u0)) / size2],
    /** A spread in view units as one in px. @param {Matrix} spread2 */
    carried: (spread2) => times(times(turn, spread2), across(turn)),
  };
}

/* What a similarity may add to a place: shift, turn and size. */
const turns = ([x, y]) => [
  [1, 0, x, -y],
  [0, 1, y, x],
];

/* How alike two places are moved by what is held: both lean alike, and near ones bend alike. */
function likeness(p, q, { mm, bends }) {
  const bent =
      (BENT_MM / mm) ** 2 * Math.exp((-((p[0] - q[0]) ** 2 + (p[1] - q[1]) ** 2) * mm * mm) / (2 * bends ** 2)),
    lean = LEANS ** 2;
  return [
    [bent + lean * (p[0] * q[0] + p[1] * q[1]), lean * (p[1] * q[0] - p[0] * q[1])],
    [lean * (p[0] * q[1] - p[1] * q[0]), bent + lean * (p[0] * q[0] + p[1] * q[1])],
  ];
}

/* What lies before or behind the plane seems to lie further out or in, seen from the middle of the photo, and aside. */
function parallax([x, y], [ex, ey], { depth, mm }) {
  const [u, v] = [((x - ex) * depth) / AWAY_MM, ((y - ey) * depth) / AWAY_MM],
    aside = ((depth * ASLANT) / mm) ** 2;
  return [
    [u * u + aside, u * v],
    [u * v, v * v + aside],
  ];
}

const scaled = (one) => [
  [one, 0],
  [0, one],
];

/* From the photo back to the view: the similarity's answer, mended by what the map makes of it. */
function inverse(at, level) {
  return (px, py) => {
    let [x, y] = level.back(px, py);
    for (let i = 0; i < 12; i += 1) {
      const [u, v] = at(x, y),
        [nx, ny] = level.back(u, v),
        [tx, ty] = level.back(px, py);
      x += tx - nx;
      y += ty - ny;
    }
    return /** @type {[number, number]} */ ([x, y]);
  };
}
