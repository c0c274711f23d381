/* The card of a technique: the moving drawing, the steps, how long, how hard, with what, when not. */

import { button, el } from "../instrument/parts.js";

/** @param {import("./app.js").Pocket} pocket @param {{title: string, aim: string}} card
 * @param {{steps: string[], sections: any[]}} told as the answers leave it @param {any} pictures of the movement, if any
 * @returns {(HTMLElement | null)[]} */
export const techniqueCard = (pocket, { title, aim }, { steps, sections }, pictures) => [
  title ? el("h2", {}, title) : null,
  aim ? el("p", {}, aim) : null,
  pictures ? figure(pocket, pictures[pocket.dark ? "dark" : "light"].right) : null,
  el("ol", {}, ...steps.map((step) => el("li", {}, step))),
  ...sections.map(section),
];

function figure(pocket, { moving, still, alt }) {
  const image = el("img", { src: pocket.at(moving), alt, width: 340 }),
    hold = button(pocket.say("technique.still"), () => {
      const held = hold.getAttribute("aria-pressed") !== "true";
      hold.setAttribute("aria-pressed", String(held));
      image.src = pocket.at(held ? still : moving);
    });
  hold.setAttribute("aria-pressed", "false");
  const calm = el("source", { media: "(prefers-reduced-motion: reduce)", srcset: pocket.at(still) });
  return el("figure", { className: "cun-told__figure" }, el("picture", {}, calm, image), hold);
}

/** A part of a card: heading and badge, lines, then bullets. */
const section = ([, heading, badge, lines, bullets]) =>
  el(
    "div",
    {},
    el("h3", {}, heading, badge ? ` · ${badge}` : ""),
    ...lines.map((line) => el("p", {}, line)),
    bullets.length ? el("ul", {}, ...bullets.map(([label, text]) => el("li", {}, ...labelled(label, text)))) : null,
  );

const labelled = (label, text) =>
  label ? [el("strong", {}, label), `${label.endsWith(".") ? " " : ": "}${text}`] : [text];
