/* Before you press: the questions, what follows from the answers, and what everybody should know. */

import { button, el, put } from "../instrument/parts.js";
import { askLines } from "./asking.js";
import { consequencesOf } from "./consequences.js";
import { decide } from "./decide.js";
import { aged, box, notNow, toldIn } from "./told.js";

/** @param {Element} place empty @param {import("./app.js").Pocket} pocket @returns {Promise<() => void>} */
export async function show(place, pocket) {
  const [table, markup] = await Promise.all([pocket.part("care"), pocket.part("markup")]);
  const above = el("div"),
    lines = el("div"),
    below = el("div", { "aria-live": "polite" });
  const tell = () => {
    const decision = decide(table, pocket.answers.get());
    put(above, decision.replacedBy.length ? notNow(pocket, decision) : null);
    put(below, ...follows(pocket, decision));
  };
  let close = () => {};
  const ask = () => {
    put(lines);
    close = askLines(lines, pocket, table, markup, tell);
    tell();
  };
  const forget = () => {
    close();
    pocket.answers.set({});
    ask();
  };
  const page = el("div", { className: "cun-guide" });
  place.append(page);
  page.append(
    el("h1", {}, pocket.say("care.title")),
    el("p", {}, pocket.say("care.intro")),
    ...aged(table),
    above,
    ...(pocket.answers.refused ? [box("caution", [pocket.say("care.keeps_nothing")])] : []),
    lines,
    button(pocket.say("care.forget"), forget, { className: "cun-told__back" }),
    el("p", {}, pocket.say("care.kept")),
    below,
    el("h2", {}, pocket.say("care.everybody")),
    ...everybody(pocket, table.everybody),
  );
  ask();
  return () => close();
}

function follows(pocket, decision) {
  const head = [
    ...(decision.contradiction ? [box("caution", [decision.contradiction])] : []),
    ...(decision.complete || decision.active.length ? [el("h2", {}, pocket.say("care.follows"))] : []),
  ];
  if (!decision.active.length) return decision.complete ? [...head, box("good", [pocket.say("care.nothing")])] : head;
  return [
    ...head,
    ...consequencesOf(decision).flatMap(({ heading, found }) => [
      el("h3", { className: "cun-guide__head" }, heading),
      ...found.map(({ level, lines }) => box(level, lines)),
    ]),
  ];
}

/** Emergencies in one box, signs to stop in the next, in sight; the rest folded. */
function everybody(pocket, { emergency, stop, caution, info }) {
  const listed = (level, [heading, ...rows]) => {
    const made = box(level, [heading]);
    made.append(el("ul", {}, ...rows.map((row) => toldIn("li", row))));
    return made;
  };
  return [
    listed("emergency", emergency),
    listed("stop", stop),
    el(
      "details",
      {},
      el("summary", {}, pocket.say("care.everybody_more")),
      listed("caution", caution),
      listed("info", info),
    ),
  ];
}
