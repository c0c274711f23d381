/* The questions of “Before you press”, and the gate before every page that guides: no link passes the questions by. */

import careLines from "../care/care_lines.js";
import { el, put } from "../instrument/parts.js";
import { decide, decisionOf } from "./decide.js";
import { aged, banners, box, instead, toldIn } from "./told.js";

/** HTML of our own as nodes. @param {string} html */
export const nodesOf = (html) => [...new DOMParser().parseFromString(html, "text/html").body.childNodes];

/** The lines to tick; `changed` is called after each answer, once it is kept. @param {Element} place
 * @param {import("./app.js").Pocket} pocket @param {any} table @param {any} markup @param {() => void} changed
 * @returns {() => void} takes them away */
export function askLines(place, pocket, table, markup, changed) {
  const { groups, words } = table.lines,
    stand = el("div", { className: "cun-asking" }, ...nodesOf(markup.care));
  place.append(toldIn("p", words.how), stand);
  let told = 0,
    close = () => {};
  const draw = () => {
    const answers = pocket.answers.get() ?? {},
      danger = decide(table, answers).replacedBy.length ? words.danger : "";
    close = careLines({
      parentElement: stand,
      data: { groups, answers, told, words, danger, ready: true },
      setTriggerValue(_name, { n, changes }) {
        told = n;
        const given = Object.entries({ ...answers, ...changes }).filter(([, answer]) => answer);
        pocket.answers.set(Object.fromEntries(given));
        draw();
        changed();
      },
    });
  };
  draw();
  return () => close();
}

/** For pages that guide: `draw` gets what follows from the answers when pressing may begin; until then the page holds
 * the questions, or the reason against. @param {Element} place @param {import("./app.js").Pocket} pocket
 * @param {(place: Element, decision: any) => Promise<() => void>} draw @returns {Promise<() => void>} */
export async function guarded(place, pocket, draw) {
  const [table, markup] = await Promise.all([pocket.part("care"), pocket.part("markup")]);
  const now = () => decide(table, pocket.answers.get());
  const page = el("div", { className: "cun-guide" });
  place.append(page);
  let close = () => {};
  const go = async () => {
    const { complete, replacedBy } = now();
    if (replacedBy.length) return put(page, ...instead(pocket, now()));
    if (complete) {
      const inner = el("div");
      put(page, ...banners(pocket, now()), inner);
      close = await draw(inner, await decisionOf(pocket));
      return;
    }
    put(page, el("h1", {}, pocket.say("care.title")), ...aged(table));
    if (pocket.answers.refused) page.append(box("caution", [pocket.say("care.keeps_nothing")]));
    const end = askLines(page, pocket, table, markup, () => {
      if (!now().complete && !now().replacedBy.length) return;
      end();
      scrollTo(0, 0); // the reader stands below the last question
      go();
    });
    close = end;
  };
  await go();
  return () => close();
}
