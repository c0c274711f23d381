/* What a reader's answers leave out, soften and remark on: `data/care/decision.py` in the browser, over the table that Python
   wrote (`content/pocket_care.py`). No rule and no sentence stands here. */

import { answersOf } from "./answered.js";
import { banners, instead } from "./told.js";

const NO = "no",
  SIDES = ["left", "right"],
  WORK = ["main", "optional"], // the blocks a routine is made for
  ASKING = "check"; // a block that presses nothing

/** A step of a routine as `content/pocket_practice.py` has it.
 * @typedef {{id: string, routine: string, block: string, layer: string, subjects: string[], technique: string,
 *   side: string, short: boolean, touches: string[], safety: string[], seconds: number, repeats: number, name: string,
 *   view: string | null, spots: [string, string, string, string][], times: Record<string, string>,
 *   texts: {told: any[], under: number[]}}} Step */
/** What becomes of a step on a side: what removes it, else its limit, its notes and the tools that are not used.
 * @typedef {{removed: string[], cap: number | null, notes: string[], without: string[]}} Verdict */
/** @typedef {{step: Step, side: string, cap: number | null, without: string[]}} Kept */

/** The answers that are answers to a question of the table. @param {any} table @param {any} answers */
export function knownAnswers(table, answers) {
  const known = Object.keys(table.questions).filter((name) =>
    table.questions[name].answers.includes((answers ?? {})[name]),
  );
  return Object.fromEntries(known.map((name) => [name, answers[name]]));
}

/** What is said of answers that hardly go together, or "". @param {any} table @param {any} answers */
export function contradiction(table, answers) {
  const said = knownAnswers(table, answers);
  const yes = (name) => (said[name] ?? NO) !== NO;
  for (const [name, { not_with: others }] of Object.entries(table.questions))
    for (const [other, sentence] of Object.entries(others)) if (yes(name) && yes(other)) return sentence;
  return "";
}

/** What follows from the answers; kinds and sides as in `data.care.Decision`. @param {any} table @param {any} given */
export function decide(table, given) {
  const answers = knownAnswers(table, given);
  const active = table.rules
    .filter(({ question, answer }) => answer.includes(answers[question]))
    .map((rule) => ({
      rule,
      sides: rule.that && SIDES.includes(answers[rule.question]) ? [answers[rule.question]] : SIDES,
    }));
  const things = new Map(Object.entries(table.targets).map(([target, { things: all }]) => [target, new Set(all)]));
  const byGravity = (ids) => {
    const wanted = new Set(ids);
    return table.gravity.filter((id) => wanted.has(id));
  };
  const idsOf = (rules) => byGravity(rules.map(({ safety }) => safety));
  const hits = ({ targets }, kind, name) =>
    targets.some((target) => things.get(target).has(`${kind}:${name}`) || things.get(target).has(`${kind}:*`));
  const acting = (effect, side) =>
    active
      .filter(({ rule, sides }) => rule.effect === effect && (!SIDES.includes(side) || sides.includes(side)))
      .map(({ rule }) => rule);
  const about = (effect, kind, name, side) => acting(effect, side).filter((rule) => hits(rule, kind, name));
  const replacedBy = idsOf(active.map(({ rule }) => rule).filter(({ effect }) => effect === "replace_all"));

  /** @type {(kind: string, name: string, side?: string) => string[]} */
  const removed = (kind, name, side = "both") => {
    if (replacedBy.length) return replacedBy;
    if (SIDES.includes(side)) return idsOf(about("remove", kind, name, side));
    const each = SIDES.map((one) => removed(kind, name, one));
    return each.every((ids) => ids.length) ? byGravity(each.flat()) : [];
  };
  const cap = (kind, name, side = "both") => lowest(about("cap_pressure", kind, name, side).map((rule) => rule.cap));
  const capReasons = (kind, name, side = "both") => idsOf(about("cap_pressure", kind, name, side));
  const notes = (kind, name, side = "both") =>
    idsOf([...about("note", kind, name, side), ...about("cap_pressure", kind, name, side)]);
  const tools = (rule) =>
    rule.targets.flatMap((target) => [...things.get(target)]).filter((thing) => thing.startsWith("tool:"));
  const without = (side = "both") =>
    [...new Set(acting("remove", side).flatMap(tools))].map((tool) => tool.replace(/^tool:(tool_)?/, "")).sort();
  const alwaysNotes = (kind, name) =>
    idsOf(table.rules.filter((rule) => rule.question === "always" && hits(rule, kind, name)));
  const advises = (id) =>
    [...active.map(({ rule }) => rule), ...table.rules].find((rule) => rule.safety === id && rule.advises)?.advises ??
    "";
  const settledRows = settledBy(table, answers, active, things);

  /** @param {Step} step @param {string} side @returns {Verdict} */
  const judge = (step, side) => {
    if (step.block === ASKING) return { removed: [], cap: null, notes: [], without: [] };
    const touched = [...thingsOf(step, table)];
    const gone = byGravity([
      ...touched.flatMap(([kind, name]) => removed(kind, name, side)),
      ...removed("routine", step.routine, side),
    ]);
    if (gone.length) return { removed: gone, cap: null, notes: [], without: [] };
    const caps = [...touched, ["routine", step.routine]].map(([kind, name]) => cap(kind, name, side));
    const said = byGravity(touched.flatMap(([kind, name]) => notes(kind, name, side)));
    return { removed: [], cap: lowest(caps), notes: said, without: without(side) };
  };

  /** @param {string} id of the routine @param {Step[]} steps those of its whole or of its short version */
  const routine = (id, steps) => {
    /** @type {Kept[]} */
    const kept = [];
    const leftOut = [];
    for (const step of steps) {
      const sides = step.side === "none" ? ["none"] : SIDES;
      let verdicts = sides.map((side) => ({ side, ...judge(step, side) }));
      if (step.side === "both" && !verdicts.some((one) => one.removed.length))
        verdicts = [{ side: "both", ...judge(step, "both") }];
      for (const one of verdicts) {
        if (one.removed.length) leftOut.push({ step, side: one.side, safety: one.removed[0] });
        else kept.push({ step, side: one.side, cap: one.cap, without: one.without });
      }
    }
    const working = kept.some(({ step }) => WORK.includes(step.block) && step.layer !== "text");
    const blocked = [replacedBy, removed("routine", id), working ? [] : byGravity(leftOut.map((one) => one.safety))];
    return {
      kept,
      leftOut,
      blockedBy: blocked.find((ids) => ids.length) ?? [],
      notes: byGravity([...notes("routine", id), ...alwaysNotes("routine", id)]),
    };
  };

  return {
    table,
    answers,
    active,
    complete: Object.keys(answers).length === Object.keys(table.questions).length,
    contradiction: contradiction(table, answers),
    replacedBy,
    removed,
    cap,
    capReasons,
    notes,
    without,
    alwaysNotes,
    advises,
    settled: (id) => settledRows.has(id),
    judge,
    routine,
  };
}

/** What follows from the answers that this tab keeps (README.md). @param {any} pocket */
export async function decisionOf(pocket) {
  const [table, changes] = await Promise.all([pocket.part("care"), pocket.part("care_changes")]);
  const given = pocket.answers.get();
  const decision = decide(table, given);
  const ids = (kind, names, side) => names.filter((name) => decision.removed(kind, name, side).length);
  return {
    ...decision,
    answered: Object.keys(decision.answers).length > 0,
    banners: () => banners(pocket, decision),
    instead: () => instead(pocket, decision),
    stamp: JSON.stringify(decision.answers),
    of: async (view, side) => {
      const sheet = await pocket.fetched(pocket.data.views.find(({ id }) => id === view).sheet);
      return answersOf(decision, changes, sheet, side);
    },
    leftOut: (side) => [
      ...ids("point", Object.keys(changes.points), side),
      ...ids("zone", Object.keys(changes.zones), side),
    ],
  };
}

/** The safety rows that are asked, answered, and followed by nothing, unless some point has them for everybody. */
function settledBy(table, answers, active, things) {
  const asked = new Map(),
    kept = new Set(active.map(({ rule }) => rule.safety));
  for (const { question, safety, targets } of table.rules) {
    const ofPoints = (target) => [...things.get(target)].some((thing) => thing.startsWith("point:"));
    if (question !== "always") asked.set(safety, [...(asked.get(safety) ?? []), question]);
    else if (targets.some(ofPoints)) kept.add(safety);
  }
  const settles = ([safety, questions]) => !kept.has(safety) && questions.every((question) => question in answers);
  return new Set([...asked].filter(settles).map(([safety]) => safety));
}

/** Everything a rule may say about what is done in a step, as [kind, name].
 * @param {Step} step @param {any} table @returns {Iterable<[string, string]>} */
function* thingsOf(step, table) {
  const { technique, layer, subjects, side } = step;
  for (const token of step.touches) {
    const [kind, name] = token.split(":");
    yield name === undefined ? ["zone", token] : [kind, name];
  }
  if (technique) yield ["technique", technique];
  if (layer === "point" || layer === "zone") for (const subject of subjects) yield [layer, subject];
  else if (side !== "none" && (layer === "text" || table.working.includes(technique))) yield ["massage", technique];
}

/** @param {(number | null)[]} caps */
const lowest = (caps) =>
  caps.reduce((least, one) => (one !== null && (least === null || one < least) ? one : least), null);
