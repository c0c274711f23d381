/* What unfolds below the instrument about the open card: who says what, where others put the place, and the link to it. */

import { el, put } from "../instrument/parts.js";

/** Draw it for what is open; it is fetched when it is unfolded. @param {HTMLElement} place @param {any} pocket */
export function showBelow(place, pocket) {
  const { say, choice } = pocket,
    code = choice.zone ?? choice.point;
  if (place.dataset.code === String(code)) return;
  place.dataset.code = String(code);
  if (!code) return put(place);
  const folded = (head, fill) => {
    const inside = el("div", {}),
      one = el("details", {}, el("summary", {}, head), inside);
    one.addEventListener("toggle", async () => {
      if (!one.open || inside.childElementCount) return;
      const of = (await pocket.part("card_sources"))[code];
      if (of) put(inside, ...fill(of));
    });
    return one;
  };
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
  put(place, folded(say("others_say"), voices), folded(say("more.sources"), sources));
}

/* Without the signs of Markdown. */
const bare = (text) => text.replace(/\*\*|(?<=^|\s)\*|\*(?=\s|$)/g, "");
