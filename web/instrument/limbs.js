/* The limbs that are drawn, one or both feet, each by its own scene. */

import { NO_ANSWERS } from "./answers.js";
import { chartPlace } from "./chart.js";
import { reachOf } from "./reach.js";
import { sceneOf } from "./scene.js";
import { counted } from "./words.js";
import { zonesOf, zonesShown } from "./zones.js";

const drawn = new WeakMap(); // the place of a limb: what is drawn there, in which theme

/** Draw what is shown; what stands there already is left alone.
 * @param {any} one the instrument @param {any} about the view @param {any} sheet */
export function drawLimbs(one, about, sheet) {
  const sides = one.sidesShown(),
    quick = Boolean(one.tried?.quick);
  while (one.parts.limbs.childElementCount < sides.length) one.parts.limbs.append(chartPlace(one.index.words));
  while (one.parts.limbs.childElementCount > sides.length) one.parts.limbs.lastElementChild.remove();
  sides.forEach((side, i) => {
    const scene = sceneOn(one, about, sheet, side, quick ? one.rows[i] : null);
    one.rows[i] = scene.rows;
    const place = one.parts.limbs.children[i],
      chart = {
        ...one.given.chart,
        palette: one.palette(),
        scene,
        quick,
        prompt: true,
        reach: reachOn(one, sheet, one.numbers(about.id, side)),
        plate: about.plates[side],
        view: `${about.id} ${side} ${one.shown.whole}`,
        select: one.shown.zone ?? one.shown.point,
        fade: { bones: one.index.bones[one.given.layers.bones] },
        ...(one.given.layers.deep && about.deep ? { deep: sheet.points[one.shown.point]?.under ?? [] } : {}),
        alt: altOf(one, sheet, scene, side),
      };
    const now = quick ? "" : JSON.stringify([chart, themeOf(place)]);
    if (now && drawn.get(place) === now) return;
    drawn.set(place, now);
    one.ways.draw(place, chart, {
      picked: (id) => one.do(id in one.index.zones ? "zone" : "open", { code: id }),
    });
  });
}

function themeOf(place) {
  const style = getComputedStyle(place);
  return ["background-color", "text-color", "font"].map((name) => style.getPropertyValue(`--st-${name}`));
}

function sceneOn(one, about, sheet, side, kept) {
  const { point, zone, whole } = one.shown,
    { layers, owner, pins } = one.given,
    numbers = one.numbers(about.id, side),
    answers = numbers?.answers ?? NO_ANSWERS,
    beside = pins[side]?.view === about.id ? pins[side] : null;
  const scene = sceneOf(sheet, layers.zones === "zones" && about.zone_files ? null : numbers, {
    frame: mirrored((whole ? about.frames.whole : about.frames.lower) ?? about.frame, side),
    whole,
    chosen: point,
    left: new Set(Object.keys(answers.points).filter((code) => answers.points[code].left_out)),
    layers,
    look: one.index.look,
    kept,
    mm: numbers?.mm_per_unit,
    owner,
    counts: (row) => counted(sheet.marks[row], numbers.columns, row),
  });
  const ofPoint = beside?.of === point ? beside : { pins: [], rings: [] };
  return {
    ...scene,
    pins: [...ofPoint.pins, ...(beside?.mine ?? [])],
    rings: ofPoint.rings,
    ...zonesOf(about, sheet, side, one.waits(numbers) ? [] : zonesShown(sheet, answers, side, layers, zone), layers),
  };
}

/* What the measuring line of the chosen point may be pulled to. */
function reachOn(one, sheet, numbers) {
  const row = sheet.marks.findIndex(({ code }) => code === one.shown.point),
    { reach, reach_told: own, reach_average: average } = one.index.words;
  const told = one.given.measured || one.tried ? own : average;
  return numbers && row >= 0 ? reachOf(sheet.marks[row], numbers.columns, row, told, reach) : null;
}

/* What the picture shows, for those who cannot see it. */
function altOf(one, sheet, scene, side) {
  const codes = scene.marks ? [...new Set(scene.marks.code)].join(", ") : "",
    zones = scene.zones ? scene.zones.shown.map((id) => sheet.zones[id.split("@")[0]].title).join(", ") : "";
  return [sheet.name, one.index.words[side], codes, zones].filter(Boolean).join(": ");
}

/** A box of the right limb, on a side. */
const mirrored = ([x0, y0, x1, y1], side) => (side === "left" ? [-x1, y0, -x0, y1] : [x0, y0, x1, y1]);
