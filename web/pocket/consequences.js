/* What follows from the answers, and the answers themselves in words: `content/care_told.py` over its sentences. */

import { fill } from "../fill.js";

/** Parts put together two by two, as a template with {first} and {next} says. @param {string} template @param {string[]} parts */
export const joined = (template, parts) =>
  parts.length ? parts.reduce((first, next) => fill(template, { first, next })) : "";

/** A sentence whose Markdown sets words off in bold, as nodes. @param {string} text */
export const marked = (text) =>
  text.split("**").map((part, i) => {
    if (i % 2 === 0) return document.createTextNode(part);
    const strong = document.createElement("strong");
    strong.textContent = part;
    return strong;
  });

/** Every answer but "no" in words. @param {any} decision @returns {string[]} */
export const saidOf = ({ table, answers }) =>
  Object.entries(table.questions).flatMap(([name, { said }]) => said[answers[name]] ?? []);

/** What follows, under a heading for each answer that has a consequence; a line is Markdown with bold words.
 * @param {any} decision @returns {{heading: string, found: {level: string, lines: string[]}[]}[]} */
export function consequencesOf(decision) {
  const { table, answers, active } = decision;
  return Object.entries(table.questions).flatMap(([name, question]) => {
    const rules = active.map(({ rule }) => rule).filter((rule) => rule.question === name);
    if (!rules.length) return [];
    const slots = { question: question.short, answer: question.inside[answers[name]] };
    const rows = [...new Set(rules.map(({ safety }) => safety))];
    const found = rows.map((row) =>
      consequence(
        table,
        answers[name],
        row,
        rules.filter(({ safety }) => safety === row),
      ),
    );
    return [{ heading: fill(table.phrases["care.answered"], slots), found }];
  });
}

function consequence(table, answer, row, rules) {
  const { phrases, safety, sides, levels, targets } = table,
    { level, topic, message, why } = safety[row];
  const done = new Map(); // what is done: to which targets
  for (const { effect, cap, that, targets: to } of rules) {
    let what = fill(phrases[`care.effect_${effect}`], { level: levels[cap ?? 0] });
    if (that && answer in sides) what = fill(phrases["care.on_leg"], { what, leg: sides[answer] });
    const key = `${effect} ${what}`;
    if (!done.has(key)) done.set(key, { effect, what, to: new Set() });
    for (const target of to) done.get(key).to.add(targets[target].told);
  }
  const lines = [...done.values()].map(({ effect, what, to }) =>
    effect === "replace_all"
      ? fill(phrases["care.done"], { what })
      : fill(phrases["care.done_to"], { what, targets: joined(phrases.list_comma, [...to]) }),
  );
  const who = rules.find(({ advises }) => advises)?.advises;
  return {
    level,
    lines: [
      fill(phrases["care.topic"], { topic, message }),
      fill(phrases["care.why"], { why }),
      ...lines,
      ...(who ? [fill(phrases["care.who"], { who })] : []),
    ],
  };
}
