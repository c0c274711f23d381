/* The place of the card: which card stands there, and what of it changes with a size alone. */

import { NO_ANSWERS } from "./answers.js";
import { cardOf, sayRuler, zoneCardOf } from "./card.js";
import { button, el, put, say } from "./parts.js";
import { moreCare, onYou } from "./words.js";

/** @param {any} one the instrument @param {any} sheet of the view that has the card @param {any} numbers its numbers, or null */
export function showCard(one, sheet, numbers) {
  const { point, zone, side } = one.shown,
    { words } = one.index,
    { anatomical, school } = one.given.layers,
    of = zone ? sheet.zones[zone] : sheet.points[point];
  const waits = of && one.waits(numbers);
  const answers = numbers?.answers ?? NO_ANSWERS,
    follows = (zone ? answers.zones[zone] : answers.points[point]) ?? {},
    yours = zone ? null : yoursOf(sheet, numbers, point);
  if (one.cardCode !== (zone ?? point) && one.scrolled) Object.assign(one.parts.inside, { scrollTop: 0 });
  if (!of) sayHead(one, words.first_step, "");
  else if (zone) sayHead(one, of.title, of.subtitle);
  else sayHead(one, of.title, follows.left_out || waits ? "" : yours.told || of.above);
  const key = JSON.stringify([sheet.view, side, point, zone, follows, answers.settled, waits, anatomical, school]);
  if (one.cardKey === key) {
    if (yours) sayRuler(one.parts.inside, yours);
    return;
  }
  Object.assign(one, { cardKey: key, cardCode: zone ?? point });
  const act = (name, what) => one.do(name, what);
  if (one.parts.inside.contains(document.activeElement)) one.parts.inside.focus(); // what had the focus is replaced
  if (!of)
    put(one.parts.inside, el("p", {}, words.first_words), el("p", { className: "cun-card__names" }, words.disclaimer));
  else if (waits) put(one.parts.inside, el("p", {}, words.drawing));
  else if (zone) put(one.parts.inside, zoneCardOf(zone, of, follows, words, school, act), further(one));
  else {
    const told = { ...words, moreCare: (labels) => moreCare(sheet.words, labels) };
    put(one.parts.inside, cardOf(point, of, { ...yours, side }, answers, told, anatomical, act), further(one));
  }
}

/* What the reader's numbers say of a point. */
function yoursOf(sheet, numbers, point) {
  const row = sheet.marks.findIndex(({ code }) => code === point);
  return numbers && row >= 0
    ? onYou(sheet.marks[row], sheet.words, numbers.columns, row)
    : { told: "", ruler: "", finger: "" };
}

/* The ways to what unfolds below the instrument, and to the reader's own leg on a photo. */
function further(one) {
  const { words } = one.index;
  return el(
    "div",
    { className: "cun-card__choices cun-card__further" },
    button(words.further, () => {
      one.parts.drawer.set("low");
      document.querySelector(".st-key-below")?.scrollIntoView({ block: "start", behavior: "smooth" });
    }),
    one.shown.view.startsWith("hand") ? null : button(words.on_photo, () => one.do("page", { page: "leg" })),
  );
}

/* Name and centimetres, in large letters. */
function sayHead({ parts }, title, told) {
  say(parts.title, title);
  say(parts.told, told);
}
