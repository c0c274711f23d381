/* The trainer: a point is named, the reader presses where it lies, and this browser remembers when to ask again
   (`content/trainer.py` has the rule). */

import { chartPlace } from "../instrument/chart.js";
import { button, el, put } from "../instrument/parts.js";
import { sceneOf } from "../instrument/scene.js";
import { aboutView } from "./choice.js";
import { keepValue, keptValue } from "./keeping.js";
import { lookOf } from "./small.js";

const KEPT = "trainer",
  STEP = 1e-5, // view units of the columns
  DAY_MS = 24 * 60 * 60 * 1000;
const PRESSED = { role: "pressed", symbol: "x", size: 12, colour: "$selected", width: 1 };

/** @typedef {{ codes: string[], days: number[], near: number, found: number[] }} Table `content.trainer.table` */
/** @typedef {Record<string, [number, number]>} Memory code: its box, and the day on which it is due */

/** The day of the reader's calendar, counted from 1970. */
export const today = (now = new Date()) =>
  Math.floor(Date.UTC(now.getFullYear(), now.getMonth(), now.getDate()) / DAY_MS);

/** What is asked now, or null when nothing is left for the day. @param {Table} table @param {Memory} memory @param {number} day */
export function nextAsked({ codes }, memory, day) {
  const due = codes.filter((code) => code in memory && memory[code][1] <= day);
  if (due.length) return due.reduce((one, other) => (memory[other][1] < memory[one][1] ? other : one));
  return codes.find((code) => !(code in memory)) ?? null;
}

/** What is remembered after an answer. @param {Table} table @param {Memory} memory @param {string} code @param {boolean} found
 * @param {number} day @returns {Memory} */
export function remembered({ days, found: next }, memory, code, found, day) {
  const box = found && code in memory ? next[memory[code][0]] : 0;
  return { ...memory, [code]: [box, day + days[box]] };
}

/** @param {import("./app.js").Pocket} pocket @param {Table} all @returns {Promise<HTMLElement>} */
export async function trainer(pocket, all) {
  const { say, data } = pocket,
    gone = (await pocket.decision()).leftOut("right"),
    table = { ...all, codes: all.codes.filter((code) => !gone.includes(code)) },
    within = el("div", { "aria-live": "polite" });
  let memory = keptValue(KEPT, {});
  const keep = (now) => {
    memory = now;
    if (!keepValue(KEPT, Object.keys(now).length ? now : null)) pocket.refused();
  };
  const ask = async () => {
    const code = nextAsked(table, memory, today());
    if (!code) return rest();
    const about = aboutView(data, data.homes[code]),
      [sheet, numbers] = await Promise.all([pocket.fetched(about.sheet), pocket.numbers(about.id, "right")]),
      chart = chartPlace(data.words),
      asked = el("h3", {}, say("trainer_ask", { point: sheet.points[code].title })),
      told = el("p", { role: "status" }),
      buttons = el("p", {}),
      dots = [...sheet.marks.keys()].filter((row) => sheet.marks[row].code === code && numbers.columns.x[row] !== null);
    let open = true;
    const answer = (place) => {
      if (!open) return;
      open = false;
      const away = place && Math.min(...dots.map((row) => gap(numbers, row, place))),
        found = place !== null && away <= table.near;
      keep(remembered(table, memory, code, found, today()));
      draw(pocket, chart, { about, sheet, numbers, code, place, shown: true }, () => {});
      const where = sheet.points[code].sections.find(([id]) => id === "where")?.[3][0] ?? "",
        mm = place && away.toFixed(0);
      told.textContent = found ? say("trainer_found", { mm }) : place ? say("trainer_missed", { mm, where }) : where;
      put(buttons, button(say("trainer_next"), ask), open_(code));
    };
    put(
      buttons,
      button(say("trainer_show"), () => answer(null)),
    );
    put(within, asked, el("div", {}, told, buttons), chart);
    asked.scrollIntoView({ block: "start" });
    draw(pocket, chart, { about, sheet, numbers, code, place: null, shown: false }, answer);
  };
  const open_ = (code) => button(say("trainer_open"), () => pocket.go("atlas", { point: code, zone: null }));
  const rest = () => {
    const soonest = Math.min(...Object.values(memory).map(([, day]) => day)) - today();
    put(within, el("p", {}, say("trainer_done", { days: soonest })), ...forget());
  };
  const forget = () => {
    const known = Object.keys(memory).length;
    if (!known) return [];
    const all = table.codes.length,
      gone = () => {
        keep({});
        begin();
      };
    return [el("p", {}, say("trainer_known", { known, all })), button(say("trainer_forget"), gone)];
  };
  const begin = () => put(within, button(say("trainer_begin"), ask, { className: "cun-pocket__go" }), ...forget());
  begin();
  const days = table.days.join(", ");
  return el(
    "section",
    { className: "cun-trainer" },
    el("p", {}, say("trainer_what", { days, mm: table.near })),
    within,
  );
}

/** mm between a mark and a place. */
const gap = ({ columns, mm_per_unit: mm }, row, [x, y]) =>
  Math.hypot(columns.x[row] * STEP - x, columns.y[row] * STEP - y) * mm;

/** The view without a point, which hears a press; or with the one that was asked, and where the reader pressed. */
function draw(pocket, chart, { about, sheet, numbers, code, place, shown }, pressed) {
  const { data, say } = pocket,
    layers = { ...data.layers_begun, labels: true, lines: false, margins: "selected", fingers: false, measure: false },
    whole = Boolean(about.frames.whole) && Boolean(sheet.points[code].whole);
  const scene = sceneOf(sheet, numbers, {
    frame: (whole ? about.frames.whole : about.frames.lower) ?? about.frame,
    ...{ whole, chosen: shown ? code : null, layers },
    left: new Set(Object.keys(sheet.points).filter((one) => !shown || one !== code)),
    ...{ look: data.look, kept: null, mm: numbers.mm_per_unit, counts: () => "" },
    owner: say(pocket.reader.measure ? "whose.you" : "whose.average"),
  });
  pocket.draw(
    chart,
    {
      scene: place ? { ...scene, pins: [{ ...PRESSED, x: [place[0]], y: [place[1]] }] } : scene,
      ...lookOf(pocket, about),
      plate: about.plates.right,
      view: `${about.id} right trainer`,
      select: shown ? code : null,
      fade: { bones: data.bones[20] },
      alt: [about.name, data.words.right, ...(shown ? [code] : [])].join(": "),
      places: !shown,
    },
    { placed: pressed },
  );
}
