/* A drawing that is drawn again and again: what stands there is changed, not made anew. */

import { node } from "../plot/svg.js";

/** An element: its name, its attributes, and its words. @typedef {[string, Record<string, string | number>, string?]} Part */

/** @type {WeakMap<Element, Part>} what it was drawn from last */
const drawn = new WeakMap();

/** Draw the parts, from below, as all that `svg` holds. @param {Element} svg @param {Part[]} parts */
export function redrawn(svg, parts) {
  const there = [...svg.children];
  parts.forEach((part, i) => {
    const [name, attributes, words = ""] = part,
      old = there[i] && drawn.get(there[i]),
      one = old?.[0] === name ? there[i] : node(name, {});
    const [, had, said = ""] = one === there[i] ? old : [name, {}];
    for (const key in attributes) if (attributes[key] !== had[key]) one.setAttribute(key, `${attributes[key]}`);
    for (const key in had) if (!(key in attributes)) one.removeAttribute(key);
    if (words !== said) one.textContent = words;
    if (!there[i]) svg.append(one);
    else if (one !== there[i]) there[i].replaceWith(one);
    drawn.set(one, part);
  });
  for (const one of there.slice(parts.length)) one.remove();
}
