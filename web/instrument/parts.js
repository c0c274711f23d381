/* Small pieces of the page, built with DOM calls: whatever a name or a sentence holds is shown as text. */

/**
 * An element with its properties and children; a child that is "" or null is left out, text becomes a text node.
 * @param {string} tag @param {Record<string, any>} [props] @param {...(Node | string | null)} children
 * @returns {any}
 */
export function el(tag, props = {}, ...children) {
  const made = document.createElement(tag);
  for (const [name, value] of Object.entries(props)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on")) made.addEventListener(name.slice(2), value);
    else if (name in made && name !== "list" && name !== "role") made[name] = value;
    else made.setAttribute(name, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== null && child !== ""));
  return made;
}

/** A button that says what it does. @param {string} words @param {() => void} act @param {object} [props] */
export function button(words, act, props = {}) {
  return el("button", { type: "button", onclick: act, ...props }, words);
}

/** Do something once what is shown now is on the screen. @param {() => void} then */
export const afterPaint = (then) => requestAnimationFrame(() => setTimeout(then));

const said = new WeakMap(); // element: what was said in it last, which a browser may have translated since

/** Say `text` in an element, unless it is said there already. @param {Element} place @param {string} text */
export function say(place, text) {
  if ((said.get(place) ?? place.textContent) !== text) put(place, ...withLengths(text));
  said.set(place, text);
}

/** What no translation may change: a code, a caution, a limit. @template {HTMLElement} T @param {T} made */
export const asWritten = (made) => Object.assign(made, { translate: false });

const LENGTH = /((?:± ?)?\d[\d.]* ?(?:cm|mm|cun)\b)/; // parts a text: every second part is a length
const withLengths = (text) =>
  text.split(LENGTH).map((part, i) => (i % 2 ? asWritten(el("span", {}, part)) : document.createTextNode(part)));

/** Put `made` in the place of what stands there, as a whole. @param {Element} place @param {...(Node | null)} made */
export function put(place, ...made) {
  place.replaceChildren(...made.filter((one) => one !== null));
}
