/* From a routine to what one reader does: `content/sessions.py` and `content/session_time.py` in the browser, over the
   steps that Python put into words (`content/pocket_practice.py`). */

import { fill } from "../fill.js";
import { distance } from "../instrument/words.js";
import { joined } from "./consequences.js";
import { toldUnder } from "./follows.js";

const TURNS = ["left", "right"],
  BEFORE = ["check", "prep", "warm-up"], // blocks that come before the first foot
  END = "finish"; // the block that ends a foot, or the session

/** @typedef {import("./decide.js").Kept} Kept */
/** @typedef {import("./decide.js").Step} Step */

/** What the answers leave of a routine, or of its short version. @param {any} decision @param {any} practice
 * @param {string} id @param {boolean} short */
export const allowed = (decision, practice, id, short) =>
  decision.routine(
    id,
    practice.routines[id].steps.filter((step) => step.short || !short),
  );

/** One foot after the other; what is done once stands around that. @param {Kept[]} kept @returns {Kept[]} */
export function inOrder(kept) {
  const once = kept.filter(({ side }) => !TURNS.includes(side)),
    turns = TURNS.flatMap((side) => kept.filter((one) => one.side === side));
  const last = turns.filter(({ step, side }) => step.block === END && side === turns.at(-1).side);
  return [
    ...once.filter(({ step }) => BEFORE.includes(step.block)),
    ...turns.filter((one) => !last.includes(one)),
    ...once.filter(({ step }) => ![...BEFORE, END].includes(step.block)),
    ...last,
    ...once.filter(({ step }) => step.block === END),
  ];
}

/** Seconds by the clock, the hands' way to each place among them. @param {any} practice @param {Kept[]} kept */
export const secondsOf = (practice, kept) => kept.reduce((sum, { step }) => sum + practice.ready + secondsIn(step), 0);

/** The same in words: "22 minutes". A half minute goes to the even one, as Python rounds. @param {any} practice @param {Kept[]} kept */
export function minutesOf(practice, kept) {
  const minutes = secondsOf(practice, kept) / 60,
    half = minutes % 1 === 0.5;
  return practice.minutes[Math.max(1, half ? 2 * Math.round(minutes / 2) : Math.round(minutes))];
}

const secondsIn = ({ seconds, repeats }) => seconds * repeats;

/** Each step once with its sides, and in the words that hold on all of them.
 * @param {any} decision @param {Kept[]} kept @returns {{step: Step, sides: string[], told: any}[]} */
export function stepsOnce(decision, kept) {
  return [...new Set(kept.map(({ step }) => step))].map((step) => {
    const mine = kept.filter((one) => one.step === step),
      caps = mine.flatMap(({ cap }) => (cap === null ? [] : [cap]));
    const without = [...new Set(mine.flatMap((one) => one.without))].sort();
    const told = toldUnder(decision.table, step.texts, caps.length ? Math.min(...caps) : null, without);
    return { step, sides: mine.map(({ side }) => side), told };
  });
}

/** Steps that are left out, each with why. @param {any} decision @param {any} practice @param {any[]} leftOut
 * @param {boolean} sided whether the side is told @returns {string[]} */
export function leftOutOf(decision, { phrases }, leftOut, sided) {
  const nameOf = ({ step, side }) =>
    sided && TURNS.includes(side)
      ? fill(phrases["session.step_side"], { step: step.name, side: decision.table.sides[side] })
      : step.name;
  const lines = leftOut.map((one) =>
    fill(phrases["session.step_left_out"], { step: nameOf(one), why: decision.table.safety[one.safety].message }),
  );
  return [...new Set(lines)];
}

// ---- for the clock

/** The session of the clock (`web/clock/`): one step for each side, with the reader's own centimetres.
 * @param {any} pocket @param {any} practice @param {string} id @param {any} done @param {any} decision */
export async function sessionOf(pocket, practice, id, done, decision) {
  const { title, breath } = practice.routines[id];
  const order = inOrder(done.kept);
  const steps = await Promise.all(
    order.map(async ({ step, side, cap, without }, i) => ({
      n: i + 1,
      side,
      where: await whereOf(pocket, practice, step, side),
      care: watched(decision, step, side),
      ...toldUnder(decision.table, step.texts, cap, without),
    })),
  );
  const bare = steps.map((step) => ({ ...step, where: "" }));
  return {
    id: `${id}-${hash(JSON.stringify(bare))}`,
    title,
    steps,
    breath,
    length: minutesOf(practice, done.kept),
    ready: practice.ready,
  };
}

/** What to watch at a step, once each; without what the answers have settled. */
function watched(decision, step, side) {
  const open = step.safety.filter((row) => !decision.settled(row));
  return [...new Set([...decision.judge(step, side).notes, ...open])].map((row) => decision.table.safety[row].message);
}

/** The reader's own centimetres for the places of a step, or where they are in words. */
async function whereOf(pocket, { phrases }, step, side) {
  const told = new Map();
  for (const [code, spot, view, words] of step.spots) {
    const about = pocket.data.views.find(({ id }) => id === view);
    const [sheet, { columns }] = await Promise.all([
      pocket.fetched(about.sheet),
      pocket.numbers(view, TURNS.includes(side) ? side : "right"),
    ]);
    const row = sheet.marks.findIndex((mark) => mark.spot === spot),
      where = distance(sheet.marks[row], columns, row) || words;
    told.set(where, [...(told.get(where) ?? []), code]);
  }
  const at = ([where, codes]) => fill(phrases["session.at"], { points: joined(phrases.list_and, codes), where });
  return joined(phrases.list_sentences, [...told].map(at));
}

/** The view for the step number `n` from 1; a step for the whole foot keeps the view of the nearest place.
 * @param {Kept[]} order @param {number} n @returns {string} */
export function viewAt(order, n) {
  const near = [order[n - 1], ...order.slice(0, n - 1).reverse(), ...order.slice(n)];
  return near.map(({ step }) => step.view).find(Boolean) ?? "foot_sole";
}

/** A short name for a text, the same for the same text. @param {string} text */
function hash(text) {
  let found = 0x811c9dc5;
  for (let i = 0; i < text.length; i++) found = Math.imul(found ^ text.charCodeAt(i), 0x01000193);
  return (found >>> 0).toString(16).padStart(8, "0");
}
