/* The titles of the points as tables, one kind at a time, and the sets that are taught together. */

import { trainer } from "./trainer.js";
import { asWritten, button, el, put } from "../instrument/parts.js";

/** @param {HTMLElement} place @param {any} pocket */
export async function show(place, pocket) {
  const { say } = pocket,
    [{ tables, kinds, together }, table] = await Promise.all(["learn", "trainer"].map(pocket.part));
  const [five, others] = tables.map(({ heads, rows }) =>
    el(
      "div",
      { className: "cun-pocket__table", tabIndex: 0, role: "region", "aria-label": say("learn.title") },
      asWritten(
        el(
          "table",
          {},
          el("thead", {}, el("tr", {}, ...heads.map((text) => el("th", { scope: "col" }, text)))),
          el(
            "tbody",
            {},
            ...rows.map(([line, ...cells]) =>
              el("tr", {}, el("th", { scope: "row" }, line), ...cells.map((text) => el("td", {}, text))),
            ),
          ),
        ),
      ),
    ),
  );
  const list = (lines) =>
    el("ul", {}, ...lines.map(([label, text]) => el("li", {}, el("strong", {}, label), ` ${text}`)));
  const folded = (head, ...inside) => el("details", {}, el("summary", {}, head), ...inside);
  put(
    place,
    el(
      "article",
      { className: "cun-pocket" },
      el("h1", {}, say("learn.title")),
      el("p", {}, say("learn.intro")),
      el("h2", {}, say("trainer")),
      await trainer(pocket, table),
      el("h2", {}, say("learn.five")),
      el("p", {}, say("learn.five_say")),
      five,
      el("h2", {}, say("learn.others")),
      others,
      el("h2", {}, say("learn.kinds")),
      ...kinds.map(([, name, lines, codes]) =>
        folded(
          name,
          list(lines),
          el("p", {}, say("learn.open")),
          el("p", {}, ...codes.map((code) => button(code, () => pocket.go("atlas", { point: code, zone: null })))),
        ),
      ),
      el("h2", {}, say("learn.together")),
      el("p", {}, say("learn.together_say")),
      ...together.map(([kind, sets]) => folded(say(`learn.together_${kind}`), list(sets))),
    ),
  );
  return () => {};
}
