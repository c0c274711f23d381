/* What stands on the page: before there is a photo, and around it. */

import { fill } from "../fill.js";
import { el, put } from "../instrument/parts.js";
import { landmarkPicture, question } from "./ask.js";
import { besidePhoto } from "./beside.js";
import { questionButtons, saidOf, toolsOf } from "./panel.js";
import { startPanel } from "./start.js";

/** How to take the photo, and the ways to one. @param {any} one my leg */
export function startOf(one) {
  const { words, view, called, thumbnail } = one.given,
    how = fill(view.startsWith("leg") ? words.how_leg : words.how_foot, { view: called });
  const what = { thumbnail, how, kept: Boolean(one.kept), said: one.said };
  const open = (file) => one.open(file);
  return startPanel(words, what, open, () => one.showKept());
}

/** The photo with its places, the question or what is said of them, and what follows. @param {any} one */
export function showWork(one) {
  const asked = one.mine ? null : one.asked();
  one.stage.root.toggleAttribute("data-done", !asked);
  one.stage.setTaps(handlesOf(one));
  one.parts ??= ["ask", "tools", "beside"].map((name) =>
    el("div", { className: `cun-leg__place-${name}`, "aria-live": name === "ask" && "polite" }),
  );
  const [head, tools, beside] = one.parts;
  if (!head.isConnected) put(one.root, el("div", { className: "cun-leg__work" }, one.stage.root, head, tools, beside));
  keptFocus(one.root, one.stage.root, () => {
    put(head, asked ? asking(one, asked) : saidOf(one));
    put(tools, toolsOf(one));
    put(beside, besidePhoto(one));
  });
  one.stage.fit();
}

/** What can be moved on the photo: the places that were touched, and when they are wanted the edges of the outline.
 * @param {any} one @returns {Map<string, import("./stage.js").Handle>} */
export function handlesOf(one) {
  const { words } = one.given,
    { map, shows } = one,
    { taps } = one.places;
  const handle = ({ id }, name, place, edge) => [id, { place, name, edge, again: id === one.fault?.id }];
  const touched = one.limb.taps
    .filter(({ id }) => taps.has(id))
    .map((tap) => handle(tap, fill(words.place_again, tap), taps.get(tap.id), false));
  const edges = (shows.edges ? one.limb.edges : [])
    .filter(({ id }) => map || taps.has(id))
    .map((edge, i) => handle(edge, fill(words.edge, { n: i + 1 }), taps.get(edge.id) ?? map.at(edge.x, edge.y), true));
  return new Map([...touched, ...edges]);
}

function asking(one, tap) {
  const { words, plate, palette, dark, finger } = one.given,
    colours = one.files[palette]?.[dark ? "dark" : "light"] ?? {},
    alt = fill(words.small, { name: tap.name });
  const picture = landmarkPicture(tap, { plate, colours, mm: one.limb.mm, finger, alt });
  const what = { ...tap, first: one.places.count(one.limb) === 0, said: saidOf(one) };
  return question(words, what, picture, ...questionButtons(one, tap));
}

/* What has the focus is replaced: its like gets it, else what the keys go on with. */
function keptFocus(root, instead, change) {
  const had = /** @type {HTMLElement} */ (document.activeElement),
    inside = root.contains(had);
  change();
  if (!inside || document.activeElement === had) return;
  if (had.isConnected) return had.focus({ preventScroll: true });
  const like = [...root.querySelectorAll(had.tagName)].find((one) => one.textContent === had.textContent);
  /** @type {HTMLElement} */ (like ?? instead).focus({ preventScroll: true });
}
