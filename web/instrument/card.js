/* Cards from the sheet of a view and this reader's numbers: cm, find, press, care; the rest is folded. Every sentence is an
   element of its own, replaced as a whole. */

import { asWritten, button, el, say } from "./parts.js";

const OPEN = ["find", "press", "care"]; // sections that are read at once, in this order
const ANATOMICAL = "anatomical"; // the section that only a layer shows
/** @typedef {[string, string, string, string[], [string, string][]]} Section id, heading, badge, lines, bullets */
/** @typedef {[string, string, string, string, boolean]} Caution level, label, sentence, what settles it, folded */

/**
 * @param {string} code @param {any} card what the sheet says of the point
 * @param {{ told: string, ruler: string, finger: string, side: string }} yours this reader's sentences
 * @param {any} answers what the answers make of the view @param {any} words @param {boolean} anatomical
 * @param {(act: string, what: object) => void} act @returns {HTMLElement}
 */
export function cardOf(code, card, yours, answers, words, anatomical, act) {
  const follows = answers.points[code] ?? {};
  /** @type {Caution[]} */
  const theirs = card.cautions.filter(([, , , settles]) => !answers.settled.includes(settles));
  const sections = changed(card.sections, follows.sections);
  const atOnce = anatomical ? [ANATOMICAL, ...OPEN] : OPEN;
  const hidden = theirs.filter(([, , , , folded]) => folded);
  return el(
    "article",
    { className: "cun-card", "data-code": code },
    el("p", { className: "cun-card__subtitle" }, card.subtitle.join(" · ")),
    el("p", { className: "cun-card__names" }, card.names.join(", ")),
    el("p", { className: "cun-card__ruler" }, rulerOf(yours)),
    because(follows.left_out, "cun-card__stop"),
    ...(follows.left_out
      ? []
      : [
          because(follows.limit, "cun-card__limit"),
          ...(follows.notes ?? []).map((note) =>
            asWritten(el("p", { className: "cun-card__limit", role: "note" }, note)),
          ),
          ...theirs.filter(([level]) => level === "stop").map((one) => cautioned(one, "cun-card__stop")),
          ...atOnce
            .map((id) => sections.find(([name]) => name === id))
            .filter(Boolean)
            .map((section) =>
              open(
                section,
                section[0] === "care" ? theirs.filter(([level, , , , folded]) => !folded && level !== "stop") : [],
              ),
            ),
          unfolding(
            words.moreCare(hidden.map(([, label]) => label)),
            hidden.map((one) => cautioned(one, "")),
          ),
          ...sections.filter(([id]) => ![ANATOMICAL, ...OPEN].includes(id)).map(folded),
        ]),
    el(
      "nav",
      { className: "cun-card__along", "aria-label": words.along },
      card.previous ? asWritten(button(`← ${card.previous}`, () => act("open", { code: card.previous }))) : null,
      card.next ? asWritten(button(`${card.next} →`, () => act("open", { code: card.next }))) : null,
    ),
    choices(words.other_views, card.views, (view) => act("view", { view })),
    choices(
      words.in_zones,
      card.zones.filter(([, , side]) => side === "both" || side === yours.side),
      (zone) => act("zone", { code: zone }),
    ),
  );
}

/** Tell which ruler the shown card is measured by, which is all in it that a size changes.
 * @param {Element} place @param {{ ruler: string, finger: string }} yours */
export function sayRuler(place, yours) {
  const line = place.querySelector(".cun-card__ruler");
  if (line) say(line, rulerOf(yours));
}

const rulerOf = ({ ruler, finger }) => [ruler, finger].filter(Boolean).join(" ");

/** The card of a zone, its place after the school that is drawn. @param {string} code @param {any} card @param {any} follows @param {any} words
 * @param {string} school @param {(act: string, what: object) => void} act */
export function zoneCardOf(code, card, follows, words, school, act) {
  const elsewhere = card.schools[school];
  const placed = (section) =>
    elsewhere && section[0] === "where" ? section.map((part, i) => (i === 3 ? [elsewhere] : part)) : section;
  return el(
    "article",
    { className: "cun-card", "data-code": code },
    el("dl", {}, ...card.labels.flatMap(([label, text]) => [el("dt", {}, label), el("dd", {}, text)])),
    because(follows.left_out, "cun-card__stop"),
    ...(follows.left_out
      ? []
      : [
          because(follows.limit, "cun-card__limit"),
          ...(follows.notes ?? []).map((note) =>
            asWritten(el("p", { className: "cun-card__limit", role: "note" }, note)),
          ),
          ...changed(card.sections, follows.sections).map((section) => open(placed(section), [])),
        ]),
    choices(words.other_views, card.views, (view) => act("view", { view })),
    choices(
      words.points_in,
      card.points.map((point) => [point, point]),
      (point) => act("open", { code: point }),
    ),
  );
}

/** @param {Section[]} sections @param {Record<string, Section | null>} [instead] */
const changed = (sections, instead = {}) =>
  sections.map((section) => (section[0] in instead ? instead[section[0]] : section)).filter((one) => one !== null);
const because = (told, className) =>
  told
    ? asWritten(
        el(
          "div",
          { className, role: "note" },
          el("strong", {}, told[0]),
          ...told.slice(1).map((line) => el("p", {}, line)),
        ),
      )
    : null;
/** @param {Caution} one @param {string} className */
const cautioned = ([, label, sentence, ,], className) =>
  asWritten(el("p", { className, role: "note" }, el("strong", {}, `${label}. `), sentence));
const linesOf = ([, , , lines, bullets]) => [
  ...lines.map((line) => el("p", {}, line)),
  bullets.length ? el("ul", {}, ...bullets.map(([label, text]) => el("li", {}, ...labelled(label, text)))) : null,
];
/** A line with its label set off; a colon follows unless the label is a sentence. @returns {(Node | string)[]} */
const labelled = (label, text) =>
  label ? [el("strong", {}, label), label.endsWith(".") ? ` ${text}` : `: ${text}`] : [text];
const open = (section, cautions) =>
  el(
    "section",
    {},
    el("h3", {}, [section[1], section[2]].filter(Boolean).join(" · ")),
    ...cautions.map((one) => cautioned(one, "cun-card__caution")),
    ...linesOf(section),
  );
const folded = (section) =>
  unfolding([section[1], section[2]].filter(Boolean).join(" · "), linesOf(section), { "data-section": section[0] });
const unfolding = (heading, inside, props = {}) =>
  heading && inside.length ? el("details", props, el("summary", {}, heading), ...inside) : null;
const choices = (head, all, choose) =>
  all.length
    ? el(
        "div",
        { className: "cun-card__choices" },
        el("span", {}, head),
        ...all.map(([code, label]) => button(label, () => choose(code))),
      )
    : null;
