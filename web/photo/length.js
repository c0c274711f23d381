/* The distance between two places of the view, as the reader measured it with a tape: their measure of a scale, as if it were
   typed on the page of measuring. */

import { fill } from "../fill.js";
import { button, el } from "../instrument/parts.js";
import { yoursLine } from "../instrument/words.js";

/** @type {Map<string, HTMLInputElement>} by scale: what is typed outlives a change of what stands around it */
const boxes = new Map();

/** The question for it; null where a view shows no length that counts. @param {any} one my leg */
export function lengthAsked(one) {
  const { words, sizes, numbers } = one.given,
    [length] = one.limb.lengths,
    size = length && sizes?.[length.name];
  if (!size) return null;
  const tell = (text) => {
    if (text !== size.text) one.tell({ act: "width", name: length.name, text: (size.text = text) });
  };
  const box = boxOf(length.name);
  if (document.activeElement !== box) box.value = size.text;
  Object.assign(box, { placeholder: size.example, onchange: () => tell(box.value) });
  return el(
    "section",
    { className: "cun-leg__length" },
    el(
      "label",
      {},
      fill(words.length, { called: length.called, unit: size.unit }),
      el(
        "span",
        { className: "cun-leg__row" },
        box,
        button(words.length_use, () => tell(box.value)),
      ),
    ),
    size.says &&
      el(
        "div",
        { className: "cun-leg__fault", role: "alert" },
        el("p", {}, size.says.text),
        ...size.says.choices.map(([text, label]) => button(label, () => tell((box.value = text)))),
      ),
    size.mm && el("p", { role: "status" }, `${yoursLine(one.sheet.words, numbers.yours)}. ${words.length_counts}`),
  );
}

function boxOf(name) {
  if (!boxes.has(name))
    boxes.set(
      name,
      el("input", { type: "text", inputMode: "decimal", autocomplete: "off", maxLength: 24, enterKeyHint: "done" }),
    );
  return boxes.get(name);
}
