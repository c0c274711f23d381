/* What stands beside the photo: the chosen point with its card, what was measured, and what to do with the picture. */

import { fill } from "../fill.js";
import { cardOf } from "../instrument/card.js";
import { button, el } from "../instrument/parts.js";
import { moreCare, onYou } from "../instrument/words.js";
import { forgetPhoto, keepPhoto } from "./keeping.js";
import { lengthAsked } from "./length.js";
import { leftOut } from "./reader.js";
import { handOver, pictureWithMarks } from "./saving.js";
import { underSaid } from "./under.js";

/** The chosen point and what can be done; before the places are touched only what happens to the photo. @param {any} one */
export function besidePhoto(one) {
  const { words } = one.given,
    { laid } = one;
  if (!laid) return el("p", { className: "cun-leg__private" }, one.map ? words.loading : words.private);
  const left = [...leftOut(one)].filter((code) => one.sheet.marks.some((mark) => mark.code === code));
  return el(
    "div",
    { className: "cun-leg__beside" },
    chooser(one),
    lengthAsked(one),
    underSaid(one),
    ...(one.chosen ? chosenPoint(one) : []),
    laid.spots.length ? el("p", {}, fill(words.spots, { codes: laid.spots.map(({ code }) => code).join(", ") })) : null,
    laid.far.length ? el("p", { className: "cun-leg__soft" }, fill(words.far, { codes: laid.far.join(", ") })) : null,
    left.length ? el("p", { className: "cun-leg__soft" }, fill(words.hidden, { codes: left.join(", ") })) : null,
    el(
      "div",
      { className: "cun-leg__row" },
      button(words.save, () => save(one), { className: "cun-leg__main" }),
      ...keeping(one),
    ),
    one.told ? el("p", { role: "status" }, one.told) : null,
    el("p", { className: "cun-leg__private" }, words.private),
  );
}

function chooser(one) {
  const { words } = one.given;
  const codes = [...new Set(one.laid.dots.map(({ code }) => code))];
  const option = (value, text) =>
    el("option", { value, selected: value === (codes.includes(one.chosen) ? one.chosen : "") }, text);
  return el(
    "label",
    { className: "cun-leg__choose" },
    words.point,
    el(
      "select",
      { onchange: (event) => event.target.value && one.choose(event.target.value) },
      option("", words.choose_point),
      ...codes.map((code) => option(code, one.sheet.points[code].title)),
    ),
  );
}

function chosenPoint(one) {
  const { words, columns, side, notebook } = one.given,
    { sheet, laid, chosen, answers } = one;
  const card = sheet.points[chosen];
  if (!card) return [el("p", {}, fill(words.away, { code: chosen }))];
  const row = sheet.marks.findIndex(({ code }) => code === chosen),
    of = laid.chosen,
    out = answers.points[chosen]?.left_out;
  const yours = onYou(sheet.marks[row], sheet.words, columns, row);
  const told = { ...words, moreCare: (labels) => moreCare(sheet.words, labels) };
  const act = (name, what) => (name === "open" ? one.choose(what.code) : one.tell({ act: name, ...what }));
  return [
    el("h2", {}, card.title),
    out ? null : el("p", { className: "cun-leg__large" }, yours.told),
    of
      ? el("p", {}, fill(words.region, { long: (of.reach[0] / 10).toFixed(1), short: (of.reach[1] / 10).toFixed(1) }))
      : out
        ? null
        : el("p", {}, fill(words.away, { code: chosen })),
    of && notebook
      ? button(words.mine, () => {
          one.mine = true;
          one.draw();
          one.stage.root.scrollIntoView({ block: "nearest" });
        })
      : null,
    cardOf(chosen, { ...card, zones: [] }, { ...yours, side }, answers, told, false, act),
    button(words.in_atlas, () => one.tell({ act: "atlas", code: chosen })),
  ].filter(Boolean);
}

async function save(one) {
  const { words } = one.given,
    { laid, sheet, photo } = one;
  const row = laid.chosen?.row ?? -1,
    title = row < 0 ? sheet.name : sheet.points[one.chosen].title,
    told = row < 0 ? "" : onYou(sheet.marks[row], sheet.words, one.given.columns, row).told;
  const lines = [title, told, words.saved_ring].filter(Boolean);
  const made = await pictureWithMarks(photo, (size) => one.overlaid(([x, y]) => [x, -y], size, photo.width), lines);
  handOver(made, fill(words.saved_name, { code: laid.chosen?.code ?? one.given.view }));
}

function keeping(one) {
  const { words, view, side } = one.given;
  const say = (told, kept) => {
    Object.assign(one, { told, kept });
    one.draw();
  };
  const keep = () =>
    one.photo.toBlob(
      (photo) => {
        const what = { photo, view, side, taps: [...one.places.taps] };
        keepPhoto(what).then(
          () => say(words.keeps, what),
          () => say(words.keeps_not, null),
        );
      },
      "image/jpeg",
      0.92,
    );
  return [
    button(words.keep, keep),
    one.kept ? button(words.forget, () => forgetPhoto().then(() => say(words.forgotten, null))) : null,
  ];
}
