/* From a view to the reader's own photo, by the places that the reader touched on it.

   A similarity (turn, size, shift) is free. All else is held toward it: a limb that is wider or stands aslant by a few
   per cent (`leans`), one that is bent or seen near by a few millimetres (`bends`), so that a slip of a finger moves the
   map no more than it must. With two or three taps this is a similarity, with more it follows them as far as they agree.
   What each tap may be wrong by goes into the same reckoning, so the map knows how sure it is of each place.

   View: x right, y up, view units of the chosen side. Photo: px, x right, y up (turned over where it is read). */

import { across, plus, rootOf, solved, times } from "./algebra.js";

/** @typedef {import("./algebra.js").Matrix} Matrix */
/** A landmark as it was touched: its place in the view, where it is on the photo, how far off people find it (1 SD, mm).
 * @typedef {{ id: string, x: number, y: number, px: number, py: number, sd: number }} Tap */
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

/** The map through these taps, two at least, not all in one place. `at`: a place of the view on the photo; `doubt`: how far that may
 * be off, as a covariance in px²; `back`: the other way; `px`: photo px of a view unit; `misfit`: how well the taps agree, 1 SD in mm, 0 of two;
 * `off`: the same as a sum of squares, each in its own SD, to compare maps. @param {Tap[]} taps @param {Limb} limb @returns {PhotoMap} */
export function mapOf(taps, limb) {
  const level = similarity(taps),
    seen = taps.map(({ px, py }) => level.back(px, py)),
    eye = level.back(...limb.middle);
  const held = (p, q) => likeness(p, q, limb);
  /** @type {[number, number][]} */
  const places = taps.map(({ x, y }) => [x, y]);
  const noise = taps.map(({ x, y, sd }) => plus(scaled((sd / limb.mm) ** 2), parallax([x, y], eye, limb)));
  const known = blocks(places, places, (p, q, i, j) => (i === j ? plus(held(p, q), noise[i]) : held(p, q)));
  const free = places.flatMap(turns),
    told = seen.flatMap(([x, y]) => [[x], [y]]);
  const root = rootOf(known),
    trusted = solved(root, free),
    inner = rootOf(times(across(free), trusted));
  const turn = solved(inner, times(across(trusted), told)),
    left = plus(told, times(free, turn), -1),
    pull = solved(root, left);
  const off = times(across(left), pull)[0][0],
    spare = 2 * taps.length - 4,
    wider = Math.max(1, (USUAL + off) / (USUAL + spare)); // taps that agree badly are worth less
  const apart = taps.reduce((sum, { x, y }, i) => sum + (seen[i][0] - x) ** 2 + (seen[i][1] - y) ** 2, 0),
    misfit = spare ? limb.mm * Math.sqrt(apart / spare) : 0;

  const at = following(level, places, turn.flat(), pull.flat(), limb);
  const doubt = (x, y) => {
    const alike = blocks([[x, y]], places, (p, q) => held(p, q)),
      own = plus(held([x, y], [x, y]), parallax([x, y], eye, limb)),
      kept = solved(root, across(alike)),
      open = plus(turns([x, y]), times(alike, trusted), -1);
    const all = plus(plus(own, times(alike, kept), -1), times(open, solved(inner, across(open))));
    return level.carried(all.map((row) => row.map((one) => one * wider)));
  };
  return { at, doubt, back: inverse(at, level), px: level.size, misfit, off };
}

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

/* A matrix of 2 × 2 blocks, one for each place of the one list and of the other. */
function blocks(ones, others, of) {
  return ones.flatMap((p, i) => {
    const row = others.map((q, j) => of(p, q, i, j));
    return [0, 1].map((k) => row.flatMap((block) => block[k]));
  });
}

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
