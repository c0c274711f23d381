/* What unfolds below the instrument about the open card: how it is pressed step by step, who says what,
   where others put the place, and the link to it. */

import { el, put } from "../instrument/parts.js";
import { toldUnder } from "./follows.js";
import { techniqueCard } from "./technique_card.js";

/** Draw it for what is open; it is fetched when it is unfolded. Of what the answers leave out nothing is told.
 * @param {HTMLElement} place @param {any} pocket @param {{ decision: any, sheet: any }} shown the sheet has the open card */
export function showBelow(place, pocket, { decision, sheet }) {
  const { say, choice } = pocket,
    { side } = choice,
    kind = choice.zone ? "zone" : "point",
    code = choice.zone ?? choice.point,
    now = `${code} ${side} ${decision.stamp}`;
  if (place.dataset.now === now) return;
  place.dataset.now = now;
  if (!code || decision.leftOut(side).includes(code)) return put(place);
  const folded = (head, part, fill) => {
    const inside = el("div", {}),
      one = el("details", {}, el("summary", {}, head), inside);
    one.addEventListener("toggle", async () => {
      if (!one.open || inside.childElementCount) return;
      const of = (await pocket.part(part))[code];
      if (of) put(inside, ...(await fill(of)));
    });
    return one;
  };
  const ways = async (cards) => {
    const pictures = await pocket.part("pictures"),
      limited = (card) => toldUnder(decision.table, card, decision.cap(kind, code, side), decision.without(side));
    return cards.flatMap((card) =>
      techniqueCard(pocket, card, decision.table ? limited(card) : card.told[0], pictures[card.technique]),
    );
  };
  const how = sheet.points[code]?.step_by_step || sheet.zones[code]?.movement;
  const list = (lines) => el("ul", {}, ...lines.map((line) => el("li", {}, bare(line))));
  const sources = ({ who, full, note }) => [
    ...(who.length ? [el("h3", {}, bare(say("more.who_says"))), list(who)] : []),
    el("h3", {}, bare(say("more.in_full"))),
    full.length ? list(full) : el("p", {}, say("more.no_source")),
    note ? el("p", {}, note) : null,
    el("p", {}, say("more.link")),
    el("p", { className: "cun-pocket__link", translate: false }, location.href),
  ];
  const voices = (of) =>
    of.voices.length
      ? of.voices.map((lines) => el("p", {}, ...lines.flatMap((line) => [bare(line), el("br")])))
      : [el("p", {}, say("no_voices"))];
  put(
    place,
    how ? folded(how, "step_by_step", ways) : null,
    folded(say("others_say"), "card_sources", voices),
    folded(say("more.sources"), "card_sources", sources),
  );
}

/* Without the signs of Markdown. */
const bare = (text) => text.replace(/\*\*|(?<=^|\s)\*|\*(?=\s|$)/g, "");
