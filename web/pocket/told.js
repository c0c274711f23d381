/* What every page says of the answers of “Before you press”: what was answered, and that nothing may be pressed. */

import { button, el } from "../instrument/parts.js";
import { marked, saidOf } from "./consequences.js";
import { safetySentence } from "./follows.js";

/** A sentence with bold words in an element. @param {string} tag @param {string} text @param {object} [props] */
export const toldIn = (tag, text, props = {}) => el(tag, props, ...marked(text));

/** What the answers ask every page to say. @param {import("./app.js").Pocket} pocket @param {any} decision */
export function banners(pocket, decision) {
  const { table, contradiction: sentence } = decision,
    said = saidOf(decision);
  const line = said.length && table.phrases["care.you_said"].replace("{answers}", () => said.join(" · "));
  return [
    ...aged(table),
    ...(sentence ? [box("caution", [sentence])] : []),
    ...(said.length ? [toldIn("p", line, { translate: false }), wayBack(pocket, pocket.say("care.see"))] : []),
  ];
}

/** That the texts on care should have been read again by now. @param {any} table */
export const aged = ({ texts }) =>
  new Date(Date.now()).toISOString().slice(0, 10) > texts.again ? [box("caution", [texts.told])] : [];

/** What takes the place of a page when nothing may be pressed. @param {import("./app.js").Pocket} pocket @param {any} decision */
export const instead = (pocket, decision) => [
  ...aged(decision.table),
  notNow(pocket, decision),
  wayBack(pocket, pocket.say("care.change")),
];

/** Why nothing may be pressed. @param {import("./app.js").Pocket} pocket @param {any} decision */
export const notNow = (pocket, decision) =>
  box("stop", [pocket.say("care.not_now"), ...decision.replacedBy.map((row) => safetySentence(decision, row))]);

const wayBack = (pocket, label) => button(label, () => pocket.go("care"), { className: "cun-told__back" });

/** Sentences in a box of their gravity (emergency, stop, caution, info). @param {string} level @param {string[]} lines */
export const box = (level, lines) =>
  el(
    "div",
    { className: `cun-box cun-box--${level}`, role: "note", translate: false },
    ...lines.map((line) => toldIn("p", line)),
  );
