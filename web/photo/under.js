/* What lies under the finger, on the photo: the courses of the view as soft lines, each kind in its colour and as broad as
   such a thing is; those under the chosen point bear their names. */

import { fill } from "../fill.js";
import { el } from "../instrument/parts.js";

/** @typedef {[number, number]} Place */
/** @typedef {{ id: string, name: string, kind: string, parts: Place[][] }} Course its name, and where it is on the photo */

/* Kind: how broad (mm) it is drawn, and how strong. From below. */
const KINDS = { muscle: [16, 0.3], tendon: [6, 0.5], vein: [3, 0.6], artery: [3.5, 0.6], nerve: [2.5, 0.7] };
const CORE = 0.45, // share of the breadth that is drawn once more, so that the edge is soft
  PALE = 0.45, // of the others while those of a point stand out
  LEAST = 1.6; // px

/** Where the courses of a view are: beside its plate. @param {{ plate: string }} given */
export const underFile = ({ plate }) => plate.replace(/\.svg$/, ".deep.json");

/** The courses inside the frame of the view, laid on the photo. @param {any[]} names of a plate's `….deep.json`
 * @param {{ frame: number[] }} limb @param {(place: Place) => Place} at @returns {Course[]} */
export function coursesOn(names, { frame: [x0, y0, x1, y1] }, at) {
  const rank = Object.keys(KINDS);
  return names
    .map(([id, name, kind, way]) => {
      const parts = [[]];
      for (let i = 0; i < way.length; i += 2) {
        const [x, y] = [way[i], way[i + 1]];
        if (x >= x0 && x <= x1 && y >= y0 && y <= y1) parts.at(-1).push(at([x, y]));
        else if (parts.at(-1).length) parts.push([]);
      }
      return { id, name, kind, parts: parts.filter((part) => part.length > 1) };
    })
    .filter(({ parts }) => parts.length)
    .sort((a, b) => rank.indexOf(a.kind) - rank.indexOf(b.kind));
}

/** @param {Course[]} courses @param {string[]} own ids of those under the chosen point
 * @param {(places: Place[]) => string} path @param {Record<string, string>} colours
 * @param {{ perMm: number, size: number }} look px of the drawing for a mm, and how large marks are */
export function softLines(courses, own, path, colours, { perMm, size }) {
  const some = courses.some(({ id }) => own.includes(id));
  return courses.flatMap(({ id, kind, parts }) => {
    const [mm, strong] = KINDS[kind],
      wide = Math.max(LEAST * size, mm * perMm),
      opacity = strong * (some && !own.includes(id) ? PALE : 1);
    /** @returns {import("./redrawn.js").Part} */
    const line = (width) => [
      "path",
      {
        d: parts.map(path).join(""),
        fill: "none",
        stroke: colours[kind],
        "stroke-width": width,
        "stroke-linecap": "round",
        "stroke-linejoin": "round",
        opacity,
        "data-course": id,
      },
    ];
    return [line(wide), line(CORE * wide)];
  });
}

/** What the colours stand for, what lies under the chosen point, and how sure that is. @param {any} one my leg */
export function underSaid(one) {
  const { words } = one.given,
    { courses, under } = one.laid;
  if (!courses.length) return null;
  const kinds = Object.keys(KINDS).filter((kind) => courses.some((course) => course.kind === kind));
  const named = courses.filter(({ id }) => under.includes(id)).map(({ name }) => name);
  return el(
    "section",
    { className: "cun-leg__under" },
    el(
      "p",
      { className: "cun-leg__row" },
      ...kinds.map((kind) => el("span", { style: `--kind: ${one.colours[kind]}` }, words[`under_${kind}`])),
    ),
    named.length ? el("p", {}, fill(words.under_named, { code: one.chosen, names: named.join(", ") })) : null,
    el("p", { className: "cun-leg__soft" }, words.under_note),
  );
}
