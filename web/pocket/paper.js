/* The view that is shown, printed in life size by the browser: on one sheet or several, each with a bar to check the size. */

import { button, el, put } from "../instrument/parts.js";
import { sceneOf } from "../instrument/scene.js";
import { counted } from "../instrument/words.js";
import { fill } from "../plot/colours.js";
import { namesAt } from "../plot/labels.js";
import { fetchPlate, platePictures } from "../plot/plate.js";
import { drawnScene } from "../plot/scene.js";
import { drawnOn } from "../plot/still.js";
import { node } from "../plot/svg.js";
import { aboutView } from "./choice.js";
import { keptValue } from "./keeping.js";
import { lookOf } from "./small.js";
import { banners, instead } from "./told.js";

const WIDE = 180,
  HIGH = 232, // mm of the drawing on a sheet of A4 or US letter
  FOOT = 16, // mm below it
  LAP = 10, // mm that two sheets have in common
  BAR = 50, // mm
  PX = 96 / 25.4; // of a mm on paper

/** @param {HTMLElement} place @param {import("./app.js").Pocket} pocket */
export async function show(place, pocket) {
  const { say, data, choice } = pocket,
    decision = await pocket.decision();
  const within = el("div", { className: "cun-pocket" });
  put(place, within);
  if (decision.replacedBy.length) {
    put(within, ...instead(pocket, decision));
    return () => {};
  }
  const about = aboutView(data, choice.view),
    sheets = sheetsOn(await drawing(pocket, about)),
    whose = say(pocket.reader.measure ? "whose.you" : "whose.average");
  const called = (n) =>
    say("paper_sheet", { view: about.name, side: say(`side.${choice.side}`), whose, n, count: sheets.length });
  put(
    within,
    ...banners(pocket, decision),
    el("h1", {}, say("paper.title")),
    el("p", {}, say("paper_what", { view: about.name, count: sheets.length })),
    el("p", {}, say("paper.true_size")),
    el(
      "p",
      {},
      button(say("paper_print"), () => print(), { className: "cun-pocket__go" }),
    ),
    el("p", {}, say("no_paper")),
    ...sheets.map((sheet, i) => sheetOf(sheet, called(i + 1), say("sheet.check"))),
  );
  return () => {};
}

/** The drawing of the view that is chosen, as nodes in px of paper: {nodes, wide, high, marks: [[x, y], …]}, mm. */
async function drawing(pocket, about) {
  const { data, choice } = pocket,
    { side, point, whole } = choice,
    layers = { ...data.layers_begun, ...keptValue("layers", {}) };
  const [sheet, numbers, plate, palette] = await Promise.all([
    pocket.fetched(about.sheet),
    pocket.numbers(about.id, side),
    fetchPlate(about.plates[side]),
    pocket.fetched(lookOf(pocket, about).palette),
  ]);
  const colours = palette.light,
    left = Object.keys(numbers.answers.points).filter((code) => numbers.answers.points[code].left_out);
  const [x0, y0, x1, y1] = mirrored((whole ? about.frames.whole : about.frames.lower) ?? about.frame, side);
  /** @type {any} */
  const scene = sceneOf(sheet, numbers, {
    ...{ frame: [x0, y0, x1, y1], whole, chosen: point, left: new Set(left), layers, look: data.look, kept: null },
    ...{ owner: "", counts: (row) => counted(sheet.marks[row], numbers.columns, row) },
  });
  const drawn = drawnScene(fill(scene, colours)),
    mm = numbers.mm_per_unit,
    [wide, high] = [(x1 - x0) * mm, (y1 - y0) * mm];
  const view = {
    ...{ left: 0, top: 0, right: wide * PX, bottom: high * PX },
    px: (x) => (x - x0) * mm * PX,
    py: (y) => (y1 - y) * mm * PX,
  };
  const images = platePictures(about.plates[side], plate, colours, { bones: data.bones[layers.bones] })
    .filter(({ role }) => layers.look !== "line" || role !== "relief")
    .map(({ image }) => image);
  const marks = scene.marks.x.map((x, i) => [view.px(x) / PX, view.py(scene.marks.y[i]) / PX]);
  const names = namesAt(view, scene.marks, drawn, [point], { text: colours.label_text, back: colours.label_back }, []);
  return { nodes: [...drawnOn(view, { data: drawn.data, layout: { images } }), names.group], wide, high, marks };
}

/** The sheets of a drawing: each a copy of it with the place of its upper left corner, in mm. */
const sheetsOn = ({ nodes, wide, high, marks }) => {
  const { turned, corners } = cornersOf(wide, high, marks);
  const whole = () => {
    const group = node("g", turned ? { transform: `translate(0 ${wide * PX}) rotate(-90)` } : {});
    group.append(...nodes.map((one) => one.cloneNode(true)));
    return group;
  };
  return corners.map(([x, y]) => ({ x, y, drawn: whole() }));
};

/** Where sheets begin so that they hold every mark of a drawing, mm; it is turned when that saves paper.
 * @param {number} wide @param {number} high @param {number[][]} marks @returns {{turned: boolean, corners: number[][]}} */
export function cornersOf(wide, high, marks) {
  const upright = holding(marks, wide, high),
    turned = holding(
      marks.map(([x, y]) => [y, wide - x]),
      high,
      wide,
    );
  return turned.length < upright.length ? { turned: true, corners: turned } : { turned: false, corners: upright };
}

/** Of the sheets that hold a drawing those on which a mark lies farthest from the edge.
 * @param {number[][]} marks @param {number} wide @param {number} high @returns {number[][]} */
function holding(marks, wide, high) {
  /** @type {any[]} */
  const all = starts(wide, WIDE).flatMap((x) => starts(high, HIGH).map((y) => [x, y]));
  const inside = ([x, y], [left, top]) => Math.min(x - left, left + WIDE - x, y - top, top + HIGH - y);
  const best = marks.map((/** @type {any} */ mark) =>
    all.reduce((one, other) => (inside(mark, other) > inside(mark, one) ? other : one)),
  );
  return all.filter((one) => best.includes(one));
}

function starts(size, room) {
  if (size <= room) return [(size - room) / 2];
  const count = Math.ceil((size - LAP) / (room - LAP));
  return Array.from({ length: count }, (_, i) => (i * (size - room)) / (count - 1));
}

/** One sheet of paper: its part of the drawing, its name, and the bar. */
function sheetOf({ x, y, drawn }, called, check) {
  const [wide, high, foot] = [WIDE, HIGH, FOOT].map((mm) => mm * PX);
  const paper = node("svg", { viewBox: `0 0 ${wide} ${high + foot}`, role: "img", "aria-label": called }),
    part = node("svg", { width: wide, height: high, viewBox: `${x * PX} ${y * PX} ${wide} ${high}` });
  part.append(drawn);
  const ticks = Array.from({ length: BAR / 10 + 1 }, (_, i) => `M${1 + 10 * i * PX} ${high + 10}v${i % 5 ? 8 : 14}`);
  const written = (words, top) => {
    const text = node("text", { x: (BAR + 4) * PX, y: high + top, "font-size": 11 });
    text.textContent = words;
    return text;
  };
  paper.append(
    part,
    node("path", { d: `M1 ${high + 17}h${BAR * PX}${ticks.join("")}`, fill: "none", stroke: "#000" }),
    written(check, 21),
    written(called, 38),
  );
  return el("figure", { className: "cun-sheet" }, paper);
}

/** A box of the right limb, on a side. @param {number[]} box @param {string} side */
const mirrored = ([x0, y0, x1, y1], side) => (side === "left" ? [-x1, y0, -x0, y1] : [x0, y0, x1, y1]);
