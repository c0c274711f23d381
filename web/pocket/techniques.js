/* All techniques: choose one, see how it is done as the answers leave it; then the scale of pressure and the tools. */

import { button, el, put } from "../instrument/parts.js";
import { shorten } from "./address.js";
import { banners, box, notNow, toldIn } from "./asking.js";
import { decisionOf } from "./decide.js";
import { followsFor, toldUnder } from "./follows.js";

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
    const back = button(pocket.say("care.change"), () => pocket.go("care"), { className: "cun-pocket__link" });
    put(page, notNow(pocket, decision), back);
    return () => {};
  }
  const card = el("section", { className: "cun-guide__box", "aria-live": "polite" }),
    names = new Map();
  let still = false;
  const asked = pocket.choice.technique;
  if (!Object.hasOwn(table.cards, asked)) {
    pocket.remark(pocket.say("address.no_technique", { technique: shorten(asked) }));
    pocket.choose({ technique: FIRST });
  }
  const tell = () => {
    const { technique } = pocket.choice;
    for (const [name, made] of names) made.setAttribute("aria-pressed", String(name === technique));
    const hold = button(pocket.say("technique.still"), () => {
      still = !still;
      tell();
    });
    hold.setAttribute("aria-pressed", String(still));
    put(card, ...cardOf(pocket, decision, technique, table.cards[technique], pictures[technique], still, hold));
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
function cardOf(pocket, decision, technique, card, pictures, still, hold) {
  const { left_out: gone, limit } = followsFor(decision, "technique", technique, "both", card.hardest);
  if (gone) return [box("stop", gone)];
  const told = toldUnder(decision.table, card, decision.cap("technique", technique), decision.without());
  const drawn = pictures?.[pocket.dark ? "dark" : "light"].right;
  return [
    limit ? box("caution", limit) : null,
    el("h2", {}, card.title),
    el("p", {}, card.aim),
    card.drawn && drawn
      ? el(
          "figure",
          { className: "cun-guide__figure" },
          el(
            "picture",
            {},
            el("source", { media: "(prefers-reduced-motion: reduce)", srcset: pocket.at(drawn.still) }),
            el("img", { src: pocket.at(still ? drawn.still : drawn.moving), alt: drawn.alt, width: 340 }),
          ),
          hold,
        )
      : null,
    el("ol", {}, ...told.steps.map((step) => el("li", {}, step))),
    ...told.sections.map(section),
  ];
}

/** A part of a card: heading and badge, lines, then bullets. */
const section = ([id, heading, badge, lines, bullets]) =>
  el(
    "div",
    { className: `cun-part cun-part--${id}` },
    el("h3", {}, heading, badge ? ` · ${badge}` : ""),
    ...lines.map((line) => el("p", {}, line)),
    bullets.length ? el("ul", {}, ...bullets.map(([label, text]) => el("li", {}, ...labelled(label, text)))) : null,
  );

const labelled = (label, text) =>
  label ? [el("strong", {}, label), `${label.endsWith(".") ? " " : ": "}${text}`] : [text];
