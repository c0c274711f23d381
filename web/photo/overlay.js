/* What lies over the photo, as SVG: outline of the drawing, zones, points, ring and measuring line of the chosen one. The same
   drawing serves the screen and the picture that is saved. */

import { boxesMeet, nameLook, widthOf } from "../plot/svg.js";
import { softLines } from "./under.js";

/** @typedef {[number, number]} Place */
const DOT = 5, // px
  LETTERS = 13,
  ROOM = 4; // between a dot and its name

/** @param {any} laid what `laidOut` made @param {(place: Place) => Place} project px of the photo → of the drawing
 * @param {{ colours: Record<string, string>, chosen: string | null, ghost: boolean, names: boolean, size: number, wide: number }} look
 *   size: how large marks and letters are, 1 on the screen; wide: px of the drawing
 * @returns {import("./redrawn.js").Part[]} from below */
export function overlay(laid, project, { colours, chosen, ghost, names, size, wide }) {
  const path = (places, closed) =>
    places
      .map(
        (place, i) =>
          `${i ? "L" : "M"}${project(place)
            .map((one) => one.toFixed(1))
            .join(" ")}`,
      )
      .join("") + (closed ? "Z" : "");
  const haloed = (d, colour, width, more = {}) => [
    ["path", { d, fill: "none", stroke: "#fff", "stroke-opacity": 0.8, "stroke-width": (width + 2) * size }],
    ["path", { d, fill: "none", stroke: colour, "stroke-width": width * size, ...more }],
  ];
  const made = [];
  if (ghost)
    made.push(
      ...haloed(path(laid.outline, true), colours.contour, 1.2, { "stroke-dasharray": `${6 * size} ${4 * size}` }),
    );
  const [from, to] = [project([0, 0]), project([1, 0])],
    perMm = laid.perMm * Math.hypot(to[0] - from[0], to[1] - from[1]);
  made.push(...softLines(laid.courses, laid.under, (places) => path(places), colours, { perMm, size }));
  for (const { rings, fill, line } of laid.zones)
    made.push([
      "path",
      {
        d: rings.map((ring) => path(ring, true)).join(""),
        "fill-rule": "evenodd",
        ...painted("fill", fill, colours),
        ...painted("stroke", line, colours),
        "stroke-width": 1.3 * size,
      },
    ]);
  const { chosen: one } = laid;
  if (one) {
    made.push(
      ["path", { d: path(one.edge, true), fill: colours.region95, "fill-opacity": 0.22 }],
      ...haloed(path(one.edge, true), colours.region95, 1.6),
    );
    for (const line of one.measure?.thin ?? []) made.push(...haloed(path(line), colours.selected, 1));
    for (const line of one.measure?.bold ?? []) made.push(...haloed(path(line), colours.selected, 2));
  }
  for (const { place, from } of laid.spots) made.push(...ownSpot(project(place), project(from)));
  const dots = laid.dots.map((dot) => ({ ...dot, at: project(dot.place), mine: dot.code === chosen }));
  for (const { at, meridian, mine } of dots)
    made.push([
      "circle",
      {
        cx: at[0],
        cy: at[1],
        r: (mine ? DOT + 2 : DOT) * size,
        fill: colours[meridian],
        stroke: mine ? colours.selected : "#fff",
        "stroke-width": (mine ? 3 : 1.6) * size,
      },
    ]);
  const taken = dots.map(({ at }) => boxOf(at[0], at[1], DOT * size, DOT * size));
  if (one?.measure) made.push(counting(one.measure));
  const said = new Set(); // a point of several spots is named once
  for (const { code, at, mine } of dots.sort((a, b) => Number(b.mine) - Number(a.mine)))
    if ((names || mine) && !said.has(code)) {
      const name = beside(code, at, mine);
      if (name) made.push(name);
      if (name) said.add(code);
    }
  if (one)
    for (const course of laid.courses.filter(({ id }) => laid.under.includes(id)))
      made.push(...alongside(course, project(one.place)));
  return made;

  /* Where the reader felt a point: a circle with a cross in it, on a dotted line from the dot. */
  function ownSpot([x, y], [u, v]) {
    const r = 7 * size,
      a = r * Math.SQRT1_2;
    const cross = `M${x - a} ${y - a}L${x + a} ${y + a}M${x + a} ${y - a}L${x - a} ${y + a}`;
    return [
      ...haloed(`M${u} ${v}L${x} ${y}`, colours.selected, 1.4, { "stroke-dasharray": `${2 * size} ${3 * size}` }),
      ...haloed(`M${x - r} ${y}a${r} ${r} 0 1 0 ${2 * r} 0a${r} ${r} 0 1 0 ${-2 * r} 0Z${cross}`, colours.selected, 2, {
        class: "cun-leg__spot",
      }),
    ];
  }

  /* The name of a course, where it has room nearest to the chosen dot; none where it has nowhere. */
  function alongside({ name, kind, parts }, [x, y]) {
    const half = (widthOf(name, `700 ${LETTERS * size}px`) + 2) / 2;
    const far = ([u, v]) => Math.hypot(u - x, v - y);
    for (const [u, v] of parts
      .flat()
      .map(project)
      .sort((a, b) => far(a) - far(b))) {
      for (const way of [1, -1]) {
        const box = boxOf(u + way * (half + ROOM * size), v, half, LETTERS * size * 0.55);
        if (box.left < 0 || box.right > wide || taken.some((other) => boxesMeet(box, other))) continue;
        return [named(name, [u + way * ROOM * size, v], way, LETTERS, true, colours[kind])];
      }
    }
    return [];
  }

  /* What stands at the measuring line: beside it, or where there is no room below its lower end. */
  function counting({ words, at, toward, bold: [line] }) {
    const [x, y] = project(at),
      room = widthOf(words, `700 ${15 * size}px`) + 2;
    if (toward > 0 ? x + room <= wide : x - room >= 0) return named(words, [x, y], toward, 15, true);
    const [low] = [line[0], line.at(-1)].map(project).sort((a, b) => b[1] - a[1]);
    return named(words, [toward > 0 ? wide - room : 0, low[1] + 14 * size], 1, 15, true);
  }

  /* The name of a dot to its right, else to its left; where another one stands it waits for a closer look. */
  function beside(code, at, mine) {
    const half = (widthOf(code, `${mine ? 700 : 400} ${LETTERS * size}px`) + 2) / 2;
    for (const way of at[0] > wide * 0.75 ? [-1, 1] : [1, -1]) {
      const off = (DOT + ROOM) * size + half,
        box = boxOf(at[0] + way * off, at[1], half, LETTERS * size * 0.55);
      if (box.left < 0 || box.right > wide || taken.some((other) => boxesMeet(box, other))) continue;
      taken.push(box);
      return named(code, [at[0] + way * (DOT + ROOM) * size, at[1]], way, LETTERS, mine);
    }
    return null;
  }

  function named(words, [x, y], way, letters, bold, colour = colours.label_text) {
    const half = (widthOf(words, `700 ${letters * size}px`) + 2) / 2;
    const inside = Math.min(wide - 2 * half, Math.max(0, way > 0 ? x : x - 2 * half)); // never beyond the edge
    taken.push(boxOf(inside + half, y, half, letters * size * 0.55));
    const look = {
      x: inside,
      y,
      "dominant-baseline": "central",
      "font-size": letters * size,
      "font-weight": bold ? 700 : 500,
      "stroke-width": 3.2 * size,
    };
    return ["text", { ...nameLook({ text: colour, back: "#fff" }), ...look }, words];
  }
}

const boxOf = (x, y, halfWide, halfHigh) => ({
  left: x - halfWide,
  right: x + halfWide,
  top: y - halfHigh,
  bottom: y + halfHigh,
});

/* "$zone_back@0.2" as the attributes of a fill or a stroke. */
function painted(what, token, colours) {
  if (!token) return { [what]: "none" };
  const [name, alpha] = token.slice(1).split("@");
  return { [what]: colours[name], ...(alpha ? { [`${what}-opacity`]: alpha } : {}) };
}
