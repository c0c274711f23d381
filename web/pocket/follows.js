/* What follows from the answers for one thing, in words: `content/follows.py` over the sentences that Python wrote. */

import { fill } from "../fill.js";

/** What the answers make of a point, zone, technique or routine on a side; `hardest` is its hardest level without them.
 * @param {any} decision @param {string} kind @param {string} name @param {string} side @param {number} hardest
 * @returns {{left_out: string[] | null, limit: string[] | null, notes: string[], noted: string[]}} */
export function followsFor(decision, kind, name, side, hardest) {
  const { phrases, levels } = decision.table;
  const told = (ids) => ids.map((id) => safetySentence(decision, id));
  const removed = decision.removed(kind, name, side);
  if (removed.length) return { left_out: [phrases.left_out, ...told(removed)], limit: null, notes: [], noted: [] };
  const cap = decision.cap(kind, name, side),
    notes = decision.notes(kind, name, side);
  if (cap === null || cap >= hardest) return { left_out: null, limit: null, notes: told(notes), noted: notes };
  const reasons = decision.capReasons(kind, name, side),
    others = notes.filter((note) => !reasons.includes(note));
  const limit = [fill(phrases.at_most, { level: levels[cap] }), ...told(reasons)];
  return { left_out: null, limit, notes: told(others), noted: others };
}

/** The message of a safety row, and who to ask unless it says so itself. @param {any} decision @param {string} id */
export function safetySentence(decision, id) {
  const { message, names_who: namesWho } = decision.table.safety[id],
    who = decision.advises(id);
  return who && !namesWho ? fill(decision.table.phrases.ask, { message, who }) : message;
}

/** What a table of Python tells under a limit (`content.pocket_care.told_under`). Throws for a limit it does not know.
 * @param {any} table of the questions @param {{told: any[], under: number[]}} one @param {number | null} cap @param {string[]} without */
export function toldUnder(table, { told, under }, cap, without) {
  const limit = table.limits.findIndex(([most, tools]) => most === cap && tools.join() === without.join());
  if (limit < 0) throw new Error(`no words for level ${cap} without ${without.join()}`);
  return told[under[limit]];
}
