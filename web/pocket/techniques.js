/* All techniques: choose one, see how it is done as the answers leave it; then the scale of pressure and the tools. */

import { button, el, put } from "../instrument/parts.js";
import { shorten } from "./address.js";
import { decisionOf } from "./decide.js";
import { followsFor, toldUnder } from "./follows.js";
import { techniqueCard } from "./technique_card.js";
import { banners, box, instead, toldIn } from "./told.js";

const FIRST = "press"; // the technique that is shown at first

/** @param {Element} place empty @param {import("./app.js").Pocket} pocket @returns {Promise<() => void>} */
export async function show(place, pocket) {
  const [table, pictures, decision] = await Promise.all([
    pocket.part("techniques"),
    pocket.part("pictures"),
    decisionOf(pocket),
  ]);
  const page = el("div", { className: "cun-guide" });
  place.append(page);
  if (decision.replacedBy.length) {
    put(page, ...instead(pocket, decision));
    return () => {};
  }
  const card = el("section", { className: "cun-guide__box", "aria-live": "polite" }),
    names = new Map();
  const asked = pocket.choice.technique;
  if (!Object.hasOwn(table.cards, asked)) {
    pocket.remark(pocket.say("address.no_technique", { technique: shorten(asked) }));
    pocket.choose({ technique: FIRST });
  }
  const tell = () => {
    const { technique } = pocket.choice;
    for (const [name, made] of names) made.setAttribute("aria-pressed", String(name === technique));
    put(card, ...cardOf(pocket, decision, table.cards[technique], pictures));
  };
  const groups = table.groups.map(([kind, ways]) => {
    const made = ways.map(([name, words]) => {
      names.set(
        name,
        button(words, () => {
          pocket.choose({ technique: name });
          tell();
        }),
      );
      return names.get(name);
    });
    return [
      el("h2", {}, pocket.say(`techniques.group_${kind}`)),
      el("div", { className: "cun-guide__names", role: "group" }, ...made),
    ];
  });
  page.append(
    ...banners(pocket, decision),
    el("h1", {}, pocket.say("techniques.title")),
    el("p", {}, pocket.say("techniques.intro")),
    ...groups.flat(),
    card,
    el("h2", {}, pocket.say("techniques.scale")),
    el("ul", {}, ...table.scale.map((line) => toldIn("li", line))),
    el("h2", {}, pocket.say("techniques.tools")),
    el("ul", {}, ...table.tools.map((line) => toldIn("li", line))),
    ...(table.never ? [el("p", {}, pocket.say("techniques.never"))] : []),
  );
  tell();
  return () => {};
}

/** The card of a technique as far as the answers allow it. */
function cardOf(pocket, decision, card, pictures) {
  const { technique, hardest } = card,
    { left_out: gone, limit } = followsFor(decision, "technique", technique, "both", hardest);
  if (gone) return [box("stop", gone)];
  const told = toldUnder(decision.table, card, decision.cap("technique", technique), decision.without());
  return [limit ? box("caution", limit) : null, ...techniqueCard(pocket, card, told, pictures[technique])];
}
