/* The drawing of one limb: its place on the page, and how a scene gets to the chart that Plotly draws. */

import { button, el } from "./parts.js";

/** The elements a chart is drawn in. @param {any} words */
export function chartPlace(words) {
  return el(
    "div",
    { className: "cun-ins__limb" },
    el(
      "div",
      { className: "cun-plot", "data-revision": "0" },
      el("div", { className: "cun-plot__graph" }),
      el(
        "div",
        { className: "cun-plot__buttons", role: "group", "aria-label": words.size },
        button("+", () => {}, { "data-zoom": "in", "aria-label": words.zoom_in }),
        button("−", () => {}, { "data-zoom": "out", "aria-label": words.zoom_out }),
        button(words.show_all, () => {}, { "data-zoom": "reset" }),
      ),
      el("p", { className: "cun-plot__note", role: "status" }, words.drawing),
    ),
  );
}
