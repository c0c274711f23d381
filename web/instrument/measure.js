/* The row with the width: what is measured, a number, a slider. A plain number in the usual range is shown at once;
   whatever else is typed goes to the page as it is, which asks back or says why not. */

import { button, el, put } from "./parts.js";

const PLAIN = /^\s*(\d{1,4}(?:[.,]\d{1,3})?)\s*$/;
const BETTER = "better"; // the choice that leads to the page of measuring
const REST = 700; // ms after the last key until the page hears of a number

/** @typedef {{ title: string, label: string, text: string, mm: number | null, neutral: number, range: number[], unit: string, units: string[],
 *   perMm: number, decimals: number, example: string, says: { level: string, text: string, choices: [string, string][] } | null }} Size */

/** @typedef {{ preview: (name: string, mm: number) => void, told: (name: string, text: string) => void, chosen: (name: string) => void,
 *   unit: (unit: string) => void, better: () => void, ready: (name: string) => void, rested: () => void }} Hear */

/** @param {[string, { title: string }]} one */
const option = ([name, { title }]) => el("option", { value: name }, title);

/** mm of a plain number, NaN for anything else. @param {string} text @param {number} perMm units a mm */
export const plainNumber = (text, perMm) => (PLAIN.test(text) ? Number(text.replace(",", ".")) / perMm : NaN);

/**
 * @param {Element} place @param {Element} says where the page asks back
 * @param {any} words
 * @param {Hear} hear
 * @returns {(sizes: Record<string, Size>, chosen: string) => void}
 */
export function measureRow(place, says, words, hear) {
  /** @type {Record<string, Size>} */
  let sizes = {};
  let name = "",
    timer = 0;
  const size = () => sizes[name];
  const which = el("select", {
    "aria-label": words.measured,
    onchange: () => {
      if (which.value === BETTER) return hear.better();
      hear.chosen(which.value);
      turnTo(which.value);
      hear.ready(name);
    },
  });
  const box = el("input", {
    type: "text",
    inputMode: "decimal",
    autocomplete: "off",
    maxLength: 24,
    enterKeyHint: "done",
  });
  const unit = el("select", { "aria-label": words.unit, onchange: () => hear.unit(unit.value) });
  const slide = el("input", { type: "range", step: "0.1", className: "cun-ins__slide", "aria-label": words.slide });
  put(place, which, el("span", { className: "cun-ins__number" }, box, unit), slide);

  const inRange = (mm) => mm >= size().range[0] && mm <= size().range[1];
  const write = (mm) => {
    box.value = (mm * size().perMm).toFixed(size().decimals).replace(/\.?0+$/, "");
  };
  const tell = () => {
    clearTimeout(timer);
    if (box.value !== size().text) {
      size().text = box.value;
      hear.told(name, box.value);
    }
    hear.rested();
  };
  for (const field of [box, slide]) field.addEventListener("pointerdown", () => hear.ready(name));
  box.addEventListener("focus", () => hear.ready(name));
  box.addEventListener("input", () => {
    const mm = plainNumber(box.value, size().perMm);
    clearTimeout(timer);
    if (!inRange(mm)) return;
    slide.value = String(mm);
    hear.preview(name, mm);
    timer = window.setTimeout(tell, REST);
  });
  box.addEventListener("change", tell);
  box.addEventListener("keydown", (event) => {
    if (event.key === "Enter") tell();
    const by = { ArrowUp: 1, ArrowDown: -1 }[event.key],
      mm = plainNumber(box.value, size().perMm);
    if (!by || Number.isNaN(mm)) return;
    event.preventDefault();
    write(Math.min(Math.max(mm + by * 0.1, size().range[0]), size().range[1]));
    box.dispatchEvent(new Event("input"));
  });
  slide.addEventListener("input", () => {
    write(Number(slide.value));
    hear.preview(name, Number(slide.value));
  });
  slide.addEventListener("change", tell);

  function turnTo(other) {
    const same = other === name,
      now = sizes[(name = other)];
    which.value = other;
    box.setAttribute("aria-label", now.label);
    box.placeholder = now.example;
    put(unit, ...now.units.map((one) => el("option", { value: one }, one)));
    unit.value = now.unit;
    [slide.min, slide.max] = now.range.map(String);
    if (same && document.activeElement === box && box.value !== now.text) return; // more was typed meanwhile
    slide.value = String(now.mm ?? now.neutral);
    box.value = now.text;
  }

  return (told, chosen) => {
    const first = !which.childElementCount;
    sizes = structuredClone(told);
    if (first) put(which, ...Object.entries({ ...told, [BETTER]: { title: words.better } }).map(option));
    turnTo(first || !(name in sizes) ? chosen : name);
    const asked = sizes[name].says;
    put(
      says,
      asked &&
        el(
          "p",
          { className: `cun-card__${asked.level === "reject" ? "stop" : "limit"}` },
          asked.text,
          ...asked.choices.map(([text, label]) => button(label, () => hear.told(name, text))),
        ),
    );
  };
}
