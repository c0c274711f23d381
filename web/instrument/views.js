/* The row of views, and the two sides: one press, and the drawing turns. */

import { afterPaint, button, el, put } from "./parts.js";

/** @param {Element} place @param {any[]} views @param {string} shown @param {string} side @param {string} label
 * @param {{ choose: (view: string) => void, about: (view: string) => void }} hear `about`: one is about to be chosen */
export function viewRow(place, views, shown, side, label, { choose, about }) {
  const first = !place.childElementCount;
  if (first) {
    place.setAttribute("role", "radiogroup");
    place.setAttribute("aria-label", label);
    put(
      place,
      ...views.map(({ id, name }) =>
        el(
          "button",
          {
            type: "button",
            role: "radio",
            "data-view": id,
            title: name,
            "aria-label": name,
            onclick: () => choose(id),
            onpointerdown: () => about(id),
          },
          el("img", { alt: "", width: 48, height: 34 }),
          el("span", {}, name),
        ),
      ),
    );
    roving(place);
  }
  views.forEach(({ id, thumbnails }, i) => {
    const one = /** @type {HTMLElement} */ (place.children[i]),
      chosen = id === shown;
    const image = one.querySelector("img"),
      address = new URL(thumbnails[side], document.baseURI).href;
    if (first)
      afterPaint(() => (image.src ||= address)); // the drawing comes first
    else if (image.src !== address) image.src = address;
    one.setAttribute("aria-checked", String(chosen));
    one.tabIndex = chosen ? 0 : -1;
    if (!chosen || place.getAttribute("data-shown") === id) return;
    if (place.hasAttribute("data-shown")) afterPaint(() => bringIntoSight(place, one));
    else bringIntoSight(place, one);
  });
}

/** @param {Record<string, string>} sides id: word @param {(side: string) => void} choose */
export function sideSwitch(sides, label, choose) {
  const made = el(
    "div",
    { className: "cun-ins__sides", role: "radiogroup", "aria-label": label },
    ...Object.entries(sides).map(([id, word]) => button(word, () => choose(id), { role: "radio", "data-side": id })),
  );
  roving(made);
  return made;
}

/** Mark the chosen one of a group. @param {Element} group @param {(one: HTMLElement) => boolean} isChosen */
export function check(group, isChosen) {
  for (const one of /** @type {Iterable<HTMLElement>} */ (group.querySelectorAll("[role=radio]"))) {
    const chosen = isChosen(one);
    one.setAttribute("aria-checked", String(chosen));
    one.tabIndex = chosen ? 0 : -1;
  }
}

/* Only the row scrolls, never the page; one that is not laid out cannot yet. */
function bringIntoSight(row, one) {
  if (!row.clientWidth) return;
  row.setAttribute("data-shown", one.dataset.view);
  row.scrollLeft = one.offsetLeft - row.offsetLeft - (row.clientWidth - one.offsetWidth) / 2;
  row.scrollTop = one.offsetTop - row.offsetTop - (row.clientHeight - one.offsetHeight) / 2;
}

/* Arrow keys walk through a group of radio buttons, and choose. */
function roving(group) {
  group.addEventListener("keydown", (event) => {
    const by = { ArrowRight: 1, ArrowDown: 1, ArrowLeft: -1, ArrowUp: -1 }[event.key];
    const all = [...group.querySelectorAll("[role=radio]")],
      at = all.indexOf(document.activeElement);
    if (!by || at < 0) return;
    event.preventDefault();
    const next = all[(at + by + all.length) % all.length];
    next.focus();
    next.click();
  });
}
