/* The drawing around the place of a step: the limb of one side, with only the points or zones of this step. */

import { chartPlace } from "../instrument/chart.js";
import { button, el, put } from "../instrument/parts.js";
import { sceneOf } from "../instrument/scene.js";
import { counted } from "../instrument/words.js";
import { zonesOf } from "../instrument/zones.js";
import { keptValue } from "./keeping.js";
import { viewAt } from "./steps.js";

const ROOM = { foot: 0.3, leg: 0.19, hand: 0.4 }, // view units shown around the place of a step, to each side
  EDGE = 0.07, // view units beyond places that lie further apart
  POINT = 1e-5; // a step of the columns
const LAYERS = {
  ...{ labels: true, lines: false, margins: "all", fingers: false, experts: false, measure: true, title: "" },
  ...{ school: "", guides: false },
};

/** The drawing of the steps of a session, in `place`. @param {Element} place @param {import("./app.js").Pocket} pocket
 * @param {any} practice @param {import("./decide.js").Kept[]} order
 * @param {(shown: {view: string, side: string, point: string | null}) => void} tell what is drawn
 * @returns {(n: number) => Promise<void>} draws the step of this number */
export function stepDrawing(place, pocket, practice, order, tell) {
  const chart = chartPlace(pocket.data.words),
    choices = el("div", { className: "cun-session__views", role: "group" });
  place.append(chart, choices);
  let turn = 0;
  const draw = async (n, chosen = null) => {
    const mine = ++turn,
      one = order[n - 1],
      side = one.side === "left" ? "left" : "right",
      view = chosen ?? viewAt(order, n),
      about = pocket.data.views.find(({ id }) => id === view);
    const [sheet, numbers] = await Promise.all([pocket.fetched(about.sheet), pocket.numbers(view, side)]);
    if (mine !== turn) return;
    const { scene, codes, zones } = sceneAt(pocket, practice, one.step, { about, sheet, numbers, side });
    pocket.draw(
      chart,
      {
        scene,
        ...lookOf(pocket, about),
        plate: about.plates[side],
        view: `${view} ${side} ${[...codes, ...zones].join()}`,
        select: [...codes, ...zones],
        fade: { bones: pocket.data.bones[40] },
        alt: [sheet.name, pocket.data.words[side], ...codes, ...zones.map((id) => sheet.zones[id].title)].join(", "),
        places: false,
      },
      {},
    );
    tell({ view, side, point: codes[0] ?? null });
    const views = viewsOf(pocket, one.step, side);
    const named = ([id, name]) =>
      button(name, () => draw(n, id), { "aria-pressed": String(id === view), "data-view": id });
    put(choices, ...(views.length > 1 ? views.map(named) : []));
  };
  return draw;
}

/** The colours that the reader has chosen on the atlas page. @param {import("./app.js").Pocket} pocket @param {any} about the view */
export function lookOf({ data }, about) {
  const kept = { ...data.layers_begun, ...keptValue("layers", {}) },
    { look, tone } = `${kept.look}_${kept.tone}` in data.palettes ? kept : data.layers_begun;
  return { palette: data.palettes[`${look}_${tone}`][about.palms ? "palms" : "back"], relief: look !== "line" };
}

/** Views that show places of a step which no single drawing shows together. */
function viewsOf({ data }, { layer, subjects }, side) {
  const zones =
    layer === "zone" ? subjects.map((id) => data.zones[id]).filter(({ sides }) => sides.includes(side)) : [];
  const ids =
    layer === "point"
      ? subjects.filter((code) => !data.undrawn.includes(code)).map((code) => data.homes[code])
      : zones.flatMap(({ views }) => views.filter((view) => view.startsWith("foot")));
  return [...new Set(ids)].map((view) => [view, data.views.find(({ id }) => id === view).name]);
}

function sceneAt(pocket, practice, step, { about, sheet, numbers, side }) {
  const wanted = step.layer === "point" ? step.subjects : [],
    here = (id) => sheet.zones[id]?.sides.includes(side) && about.zone_files;
  const zones = step.layer === "zone" ? step.subjects.filter(here) : [],
    rows = [...sheet.marks.keys()].filter((row) => wanted.includes(sheet.marks[row].code)),
    codes = [...new Set(rows.map((row) => sheet.marks[row].code))];
  const others = new Set(Object.keys(sheet.points).filter((code) => !wanted.includes(code)));
  const frame = closeTo(
    mirrored(about.frames?.whole ?? about.frame, side),
    [
      ...rows.flatMap((row) => cornersOf(numbers.columns, row, sheet.marks[row].code === codes[0])),
      ...zones.flatMap((id) => boxCorners(mirrored(practice.bounds[id][about.id], side))),
    ],
    ROOM[about.id.split("_")[0]],
  );
  const scene = sceneOf(sheet, numbers, {
    ...{
      frame,
      whole: true,
      chosen: codes[0] ?? null,
      left: others,
      layers: LAYERS,
      look: pocket.data.look,
      kept: null,
    },
    ...{ mm: numbers.mm_per_unit, owner: pocket.say(pocket.reader.measure ? "whose.you" : "whose.average") },
    counts: (row) => counted(sheet.marks[row], numbers.columns, row),
  });
  return { scene: { ...scene, ...zonesOf(about, sheet, side, zones, LAYERS) }, codes, zones };
}

/** Where a mark lies, and where the measuring line of the chosen one begins. */
function cornersOf(columns, row, chosen) {
  const mark = [columns.x[row] * POINT, columns.y[row] * POINT];
  if (!chosen || columns.told[row] !== 0 || columns.start_x[row] === null) return [mark];
  return [mark, [columns.start_x[row] * POINT, columns.start_y[row] * POINT]];
}

/** @param {number[]} box */
const boxCorners = ([x0, y0, x1, y1]) => [
  [x0, y0],
  [x1, y1],
];

/** A box of the right limb, on a side. @param {number[]} box @param {string} side */
const mirrored = ([x0, y0, x1, y1], side) => (side === "left" ? [-x1, y0, -x0, y1] : [x0, y0, x1, y1]);

/** A square round the places inside a frame, with `room` view units to each side or more; the frame without any. */
function closeTo(frame, places, room) {
  if (!places.length) return frame;
  const close = [...frame],
    axes = [0, 1].map((axis) => places.map((place) => place[axis]));
  const reach = Math.max(room, ...axes.map((values) => (Math.max(...values) - Math.min(...values)) / 2 + EDGE));
  axes.forEach((values, axis) => {
    const [first, last] = [frame[axis], frame[axis + 2]];
    let middle = (Math.min(...values) + Math.max(...values)) / 2;
    if (last - first > 2 * reach) middle = Math.min(Math.max(middle, first + reach), last - reach);
    [close[axis], close[axis + 2]] = [middle - reach, middle + reach];
  });
  return close;
}
