/* Before there is a photo: how to stand and hold the phone, and the two ways to a photo. */

import { el } from "../instrument/parts.js";
import { node } from "../plot/svg.js";

/** @param {any} words @param {{ thumbnail: string, how: string, kept: boolean, said: string }} what
 * @param {(file: Blob) => void} open @param {() => void} showKept */
export function startPanel(words, { thumbnail, how, kept, said }, open, showKept) {
  return el(
    "section",
    { className: "cun-leg__start" },
    el("div", {}, standing(thumbnail, words)),
    el(
      "div",
      {},
      said ? el("p", { className: "cun-leg__fault", role: "alert" }, said) : null,
      el(
        "div",
        { className: "cun-leg__row" },
        fileButton(words.take, open, { capture: "environment" }),
        fileButton(words.choose, open, {}),
        kept ? el("button", { type: "button", onclick: showKept }, words.kept_show) : null,
      ),
      el("p", { className: "cun-leg__private" }, words.private),
      el("ol", {}, el("li", {}, how), el("li", {}, words.how_phone), el("li", {}, words.how_light)),
    ),
  );
}

/** A button that opens a photo, here, in this browser. @param {string} label @param {(file: Blob) => void} open @param {any} more */
export function fileButton(label, open, more) {
  const input = el("input", {
    type: "file",
    accept: "image/*",
    className: "cun-leg__file",
    "aria-label": label,
    ...more,
  });
  input.addEventListener("change", () => {
    if (input.files[0]) open(input.files[0]);
    input.value = "";
  });
  if (more.capture) input.setAttribute("capture", more.capture);
  return el("label", { className: "cun-leg__button" }, label, input);
}

/* The limb, the phone as high as its middle, and how far apart they are. */
function standing(thumbnail, words) {
  const svg = node("svg", {
    viewBox: "0 0 300 190",
    role: "img",
    "aria-label": words.how_alt,
    class: "cun-leg__standing",
  });
  const line = (d, more = {}) =>
    node("path", { d, fill: "none", stroke: "currentColor", "stroke-width": 1.6, ...more });
  const dashed = { "stroke-dasharray": "5 5", opacity: 0.6 };
  const distance = node("text", {
    x: 168,
    y: 182,
    "text-anchor": "middle",
    fill: "currentColor",
    "font-size": 15,
    "font-weight": 650,
  });
  distance.textContent = words.how_far;
  svg.append(
    line("M6 164H294", { opacity: 0.5 }),
    node("image", {
      href: new URL(thumbnail, document.baseURI).href,
      x: 4,
      y: 20,
      width: 112,
      height: 143,
      preserveAspectRatio: "xMidYMid meet",
    }),
    line("M92 30L258 92M92 156L258 92", dashed),
    line("M92 92H252", { "stroke-dasharray": "2 4", opacity: 0.6 }),
    node("rect", { x: 258, y: 62, width: 15, height: 60, rx: 5, fill: "currentColor", opacity: 0.85 }),
    node("circle", { cx: 258, cy: 74, r: 3.6, fill: "currentColor" }),
    line("M80 170H256M80 170l7 -4v8zM256 170l-7 -4v8z", { fill: "currentColor", "stroke-width": 1.2 }),
    distance,
  );
  return svg;
}
